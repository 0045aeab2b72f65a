//! Repositories that were made to do harm: none of their programs runs, nothing outside of them is read, and the site
//! is built all the same.
//!
//! Each command that reads a site is run in each of them. A program that a repository names would leave a line in the
//! file `trace`; a command that waits for a pipe would not end.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use leerlijn::shell::load_commit;

use super::repository::{Repository, days, git, has_git};

/// A repository with a commit, and a program that leaves a trace.
struct Trap {
    repository: Repository,
    program: String,
}

impl Trap {
    fn new(below: &str) -> Self {
        let repository = Repository::new(below, &[]);
        let program = repository.folder().join("program");
        let trace = repository.folder().join("trace");
        std::fs::write(&program, format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\nexit 1\n", trace.display()))
            .unwrap();
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
        repository.write("content/index.md", "# Thuis\n");
        repository.write("content/modules/m1.md", "# Les\n");
        repository.commit("2026-03-02T12:00:00 +0000");
        let program = program.display().to_string();
        Self { repository, program }
    }

    fn git_folder(&self) -> PathBuf {
        self.repository.top().join(".git")
    }

    fn write_git(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.git_folder().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.symlink_metadata().is_ok() {
            std::fs::remove_file(&path).unwrap();
        }
        std::fs::write(path, text).unwrap();
    }

    fn pipe(&self, path: &str) {
        let path = if path.is_empty() { self.git_folder() } else { self.git_folder().join(path) };
        if path.is_dir() {
            std::fs::remove_dir_all(&path).unwrap();
        } else if path.exists() {
            std::fs::remove_file(&path).unwrap();
        }
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    }

    /// Writes an object of its own file under the id of the text `name`, whatever its content would have for one.
    fn loose(&self, name: &str, content: &[u8]) -> String {
        let id = id_of(name);
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(content).unwrap();
        self.write_git(&format!("objects/{}/{}", &id[..2], &id[2..]), packed.finish().unwrap());
        id
    }

    fn loose_commit(&self, name: &str, tree: &str, parents: &[&str]) -> String {
        let parents: String = parents.iter().map(|parent| format!("parent {parent}\n")).collect();
        let text = format!("tree {tree}\n{parents}committer A <a@b> 1700000000 +0100\n\nx\n");
        self.loose(name, format!("commit {}\0{text}", text.len()).as_bytes())
    }

    fn loose_tree(&self, name: &str, entries: &[(&str, &str, &str)]) -> String {
        let mut bytes = Vec::new();
        for (mode, name, id) in entries {
            bytes.extend(format!("{mode} {name}\0").bytes());
            bytes.extend(
                id.as_bytes()
                    .chunks(2)
                    .map(|hex| u8::from_str_radix(std::str::from_utf8(hex).unwrap(), 16).unwrap()),
            );
        }
        self.loose(name, &[format!("tree {}\0", bytes.len()).as_bytes(), &bytes].concat())
    }

    fn head(&self, commit: &str) {
        self.write_git("HEAD", format!("{commit}\n"));
    }

    /// Runs every command that reads a site, and looks for traces.
    fn spring(&self, name: &str) {
        let site = &self.repository.site;
        for command in [
            &["build"][..],
            &["check"],
            &["coverage"],
            &["export", "matrix", "--format", "csv", "--out", "matrix.csv"],
            &["export", "profile", "--format", "json", "--out", "profile.json"],
            &["diff"],
            &["diff", "HEAD~1", "HEAD", "--format", "markdown"],
            &["diff", "main", ".", "--format", "json"],
            &["new", "module", "Nieuwe les"],
            &["build"],
        ] {
            let run = self.command(command).output().unwrap();
            assert_ended(&run, name);
            if !matches!(command[0], "coverage" | "export" | "diff") {
                assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
            }
        }
        assert!(site.join("output/index.html").is_file(), "{name}");
        self.serve(name);
        let trace = std::fs::read_to_string(self.repository.folder().join("trace")).unwrap_or_default();
        assert_eq!(trace, "", "{name}");
    }

    fn serve(&self, name: &str) {
        let mut child = self.command(&["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "{name}: the preview ended");
        }
        // Until it has looked for a commit.
        std::thread::sleep(Duration::from_millis(100));
        child.kill().unwrap();
        child.wait().unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leerlijn"));
        command.env("LC_ALL", "en_GB.UTF-8");
        command
            .args(arguments)
            .arg("--root")
            .arg(&self.repository.site)
            .current_dir(self.repository.folder());
        for (variable, value) in [
            ("GIT_DIR", self.git_folder().display().to_string()),
            ("GIT_WORK_TREE", self.repository.top().display().to_string()),
            ("GIT_CONFIG_COUNT", "1".to_owned()),
            ("GIT_CONFIG_KEY_0", "core.fsmonitor".to_owned()),
            ("GIT_CONFIG_VALUE_0", self.program.clone()),
            ("GIT_EXTERNAL_DIFF", self.program.clone()),
            ("GIT_PAGER", self.program.clone()),
            ("GIT_SSH_COMMAND", self.program.clone()),
            ("GIT_ASKPASS", self.program.clone()),
            ("GIT_TRACE", self.repository.folder().join("trace").display().to_string()),
        ] {
            command.env(variable, value);
        }
        command
    }
}

/// The program came to its end, without a panic and without being killed.
fn assert_ended(run: &Output, name: &str) {
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.code().is_some_and(|code| code != 101), "{name}: {}: {said}", run.status);
}

/// Everything in the settings of a repository that has a program run, or a file written.
fn settings(program: &str, folder: &Path) -> String {
    let trace = folder.join("trace").display().to_string();
    let more = folder.join("more").display().to_string();
    std::fs::write(&more, format!("[core]\n\tfsmonitor = {program}\n")).unwrap();
    format!(
        "[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {program}\n[gpg \"ssh\"]\n\tprogram = {program}\n\
         \tdefaultKeyCommand = {program}\n[gpg \"x509\"]\n\tprogram = {program}\n\
         [core]\n\tfsmonitor = {program}\n\tsshCommand = {program}\n\tpager = {program}\n\teditor = {program}\n\
         \taskPass = {program}\n\tgitProxy = {program}\n\talternateRefsCommand = {program}\n\
         \thooksPath = {hooks}\n[pager]\n\tlog = {program}\n[diff]\n\texternal = {program}\n\
         [diff \"x\"]\n\tcommand = {program}\n\ttextconv = {program}\n[filter \"x\"]\n\tclean = {program}\n\
         \tsmudge = {program}\n\tprocess = {program}\n\trequired = true\n[alias]\n\tlog = !{program}\n\
         [credential]\n\thelper = !{program}\n[uploadpack]\n\tpackObjectsHook = {program}\n\
         [include]\n\tpath = {more}\n[includeIf \"gitdir:/\"]\n\tpath = {more}\n\
         [trace2]\n\tnormalTarget = {trace}\n\teventTarget = {trace}\n[extensions]\n\tpartialClone = origin\n\
         [remote \"origin\"]\n\turl = ssh://nowhere.example/x\n\tpromisor = true\n\tuploadpack = {program}\n\
         \tvcs = {program}\n[protocol]\n\tallow = always\n[maintenance]\n\tauto = true\n",
        hooks = folder.display(),
    )
}

#[test]
fn no_setting_of_a_repository_has_a_program_run() {
    if !has_git() {
        return;
    }
    let trap = Trap::new("site");
    let Trap { repository, program } = &trap;
    repository.write("../.gitattributes", "* filter=x diff=x\n");
    repository.commit("2026-03-03T12:00:00 +0000");
    // A commit that is signed, so that somebody would look at the signature.
    let text = repository.git(&["cat-file", "commit", "HEAD"]);
    let (head, message) = text.split_once("\n\n").unwrap();
    let signed = format!(
        "{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n{message}"
    );
    let signed = git(&repository.top(), &["hash-object", "-t", "commit", "-w", "--stdin"], &signed);
    trap.head(signed.trim());
    for hook in ["post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman"] {
        std::fs::copy(program, repository.folder().join(hook)).unwrap();
    }
    trap.write_git("config", settings(program, repository.folder()));
    trap.spring("settings");
    assert_eq!(repository.days()["content/index.md"], "2026-03-02");
    let run = trap.command(&["diff", "HEAD~1", "HEAD"]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    // The trap works: git itself walks into it.
    let _ = Command::new("git").arg("-C").arg(&repository.site).args(["log", "-1"]).output();
    assert!(repository.folder().join("trace").exists(), "nothing would have left a trace");
}

#[test]
fn nothing_is_fetched_for_a_commit_that_is_missing() {
    if !has_git() {
        return;
    }
    let trap = Trap::new("");
    let missing = "12".repeat(20);
    trap.loose_commit("A", &missing, &[]);
    let head = trap.loose_commit("B", &missing, &[&missing]);
    trap.write_git("config", settings(&trap.program, trap.repository.folder()));
    trap.write_git("objects/pack/pack-1.promisor", "");
    for head in [&head, &missing] {
        trap.head(head);
        trap.spring("a commit that is missing");
        assert_eq!(trap.repository.days().len(), 0);
    }
}

#[test]
fn a_repository_without_its_name_is_never_taken() {
    if !has_git() {
        return;
    }
    // Git takes a folder with these three for a repository, and its settings with it.
    let trap = Trap::new("site");
    let site = &trap.repository.site;
    std::fs::create_dir_all(site.join("objects/pack")).unwrap();
    std::fs::create_dir_all(site.join("refs/heads")).unwrap();
    std::fs::write(site.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    std::fs::write(site.join("config"), settings(&trap.program, trap.repository.folder())).unwrap();
    trap.spring("a bare repository in the site");
    assert_eq!(trap.repository.days().len(), 2);
}

/// The id that an object called `name` is given.
fn id_of(name: &str) -> String {
    name.bytes().cycle().take(20).map(|byte| format!("{byte:02x}")).collect()
}

/// The files that a site without a day has.
fn assert_no_days(trap: &Trap, name: &str) {
    trap.spring(name);
    assert_eq!(trap.repository.days().len(), 0, "{name}");
}

#[test]
fn what_is_no_folder_of_git_is_left_alone() {
    if !has_git() {
        return;
    }
    let other = Trap::new("");
    let foreign = other.git_folder();
    other.repository.git(&["worktree", "add", "--quiet", "../added", "HEAD"]);
    let foreign_tree = foreign.join("worktrees/added");
    for (name, text) in [
        ("a file that leads to another repository", format!("gitdir: {}\n", foreign.display())),
        ("a file that leads to a work tree of another", format!("gitdir: {}\n", foreign_tree.display())),
        ("a file that leads to itself", "gitdir: .git\n".to_owned()),
        ("a file that leads to another machine", "gitdir: //nowhere.example/x\n".to_owned()),
        ("a file that leads to a device", "gitdir: /dev/zero\n".to_owned()),
        ("a file of 10 MB", "gitdir: ".repeat(1 << 20)),
        ("an empty file", String::new()),
    ] {
        let trap = Trap::new("");
        std::fs::remove_dir_all(trap.git_folder()).unwrap();
        std::fs::write(trap.git_folder(), text).unwrap();
        assert_no_days(&trap, name);
    }
    for (name, target) in [
        ("a link to another repository", foreign.clone()),
        ("a link to a device", PathBuf::from("/dev/zero")),
        ("a link to itself", PathBuf::from(".git")),
    ] {
        let trap = Trap::new("");
        std::fs::remove_dir_all(trap.git_folder()).unwrap();
        symlink(target, trap.git_folder()).unwrap();
        assert_no_days(&trap, name);
    }
    // A submodule of somebody else, and one that says whose it is, but not among the modules.
    let trap = Trap::new("");
    std::fs::remove_dir_all(trap.git_folder()).unwrap();
    std::fs::write(trap.git_folder(), format!("gitdir: {}\n", foreign.display())).unwrap();
    std::fs::write(
        foreign.join("config"),
        format!("[core]\n\tworktree = {}\n", trap.repository.top().display()),
    )
    .unwrap();
    assert_no_days(&trap, "a repository that says it is a submodule");
    let trap = Trap::new("");
    trap.pipe("");
    assert_no_days(&trap, "a pipe");
}

#[test]
fn pipes_in_a_repository_are_not_waited_for() {
    if !has_git() {
        return;
    }
    for path in ["HEAD", "refs/heads/main", "refs/heads", "config", "objects", "objects/pack", "packed-refs"]
    {
        let trap = Trap::new("");
        if path == "packed-refs" {
            std::fs::remove_file(trap.git_folder().join("refs/heads/main")).unwrap();
        }
        trap.pipe(path);
        trap.spring(path);
        assert_eq!(trap.repository.days().is_empty(), !matches!(path, "config" | "objects/pack"), "{path}");
    }
    let trap = Trap::new("");
    let head = trap.repository.git(&["rev-parse", "HEAD"]);
    trap.pipe(&format!("objects/{}/{}", &head[..2], head[2..].trim()));
    assert_no_days(&trap, "an object");
    for ending in ["idx", "pack"] {
        let trap = Trap::new("");
        trap.repository.git(&["repack", "-adq"]);
        let packs = std::fs::read_dir(trap.git_folder().join("objects/pack")).unwrap();
        let names = packs.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let name = names.into_iter().find(|name| name.ends_with(ending)).unwrap();
        trap.pipe(&format!("objects/pack/{name}"));
        assert_no_days(&trap, ending);
    }
}

#[test]
fn objects_of_another_repository_are_not_read() {
    if !has_git() {
        return;
    }
    let other = Trap::new("");
    let head = other.repository.git(&["rev-parse", "HEAD"]);
    let objects = other.git_folder().join("objects");
    let empty = || {
        let trap = Trap::new("");
        std::fs::remove_dir_all(trap.git_folder().join("objects")).unwrap();
        trap.head(head.trim());
        trap
    };
    let trap = empty();
    trap.write_git("objects/info/alternates", format!("{}\n", objects.display()));
    assert_no_days(&trap, "alternates");
    let trap = empty();
    symlink(&objects, trap.git_folder().join("objects")).unwrap();
    assert_no_days(&trap, "objects that are a link");
    let trap = empty();
    std::fs::create_dir(trap.git_folder().join("objects")).unwrap();
    for entry in std::fs::read_dir(&objects).unwrap().map(Result::unwrap) {
        symlink(entry.path(), trap.git_folder().join("objects").join(entry.file_name())).unwrap();
    }
    assert_no_days(&trap, "folders of objects that are links");
    // A branch that leads out, and a link in its place.
    let trap = Trap::new("");
    for name in ["refs/heads/../../../../x", "../x", "refs//heads", "refs/heads/main\0", "/etc/passwd"] {
        trap.write_git("HEAD", format!("ref: {name}\n"));
        assert_eq!(days(&trap.repository.site).len(), 0, "{name}");
    }
    trap.write_git("HEAD", "ref: refs/heads/main\n");
    std::fs::remove_file(trap.git_folder().join("refs/heads/main")).unwrap();
    symlink(other.git_folder().join("refs/heads/main"), trap.git_folder().join("refs/heads/main")).unwrap();
    assert_no_days(&trap, "a branch that is a link");
    trap.write_git("refs/heads/main", "ref: refs/heads/main\n");
    assert_no_days(&trap, "a branch that stands for itself");
}

#[test]
fn absurd_objects_are_not_read() {
    if !has_git() {
        return;
    }
    let trap = Trap::new("");
    let file = "ab".repeat(20);
    // A gigabyte of zeros in a file of a few megabytes.
    let mut bomb = format!("tree {}\0", 1_u64 << 30).into_bytes();
    bomb.resize(64 << 20, 0);
    let bomb = trap.loose("bomb", &bomb);
    trap.head(&trap.loose_commit("A", &bomb, &[]));
    assert_no_days(&trap, "a tree of a gigabyte");
    // A folder in itself, and ten folders in each of ten folders in each of ten folders …
    let own = "6f776e".repeat(20)[..40].to_owned();
    let written = trap.loose_tree("own", &[("40000", "content", &own), ("100644", "a.md", &file)]);
    assert_eq!(written, own);
    trap.head(&trap.loose_commit("B", &own, &[]));
    trap.spring("a folder in itself");
    assert!(load_commit(&trap.repository.site, "HEAD").is_err());
    // A text of 60 MB in a file of a few kilobytes, under ten names.
    let mut long = format!("blob {}\0", 60 << 20).into_bytes();
    long.resize(long.len() + (60 << 20), b'a');
    let long = trap.loose("long", &long);
    let names: Vec<String> = (0..10).map(|name| format!("{name}.md")).collect();
    let entries: Vec<_> = names.iter().map(|name| ("100644", &**name, &*long)).collect();
    let page = trap.loose_tree("texts", &entries);
    let top = trap.loose_tree("long top", &[("40000", "content", &page)]);
    trap.head(&trap.loose_commit("D", &top, &[]));
    assert!(load_commit(&trap.repository.site, "HEAD").is_err());
    let mut folder = trap.loose_tree("t", &[("100644", "a.md", &file)]);
    let names: Vec<String> = (0..10).map(|name| name.to_string()).collect();
    for depth in 0..5 {
        let entries: Vec<_> = names.iter().map(|name| ("40000", &**name, &*folder)).collect();
        folder = trap.loose_tree(&format!("t{depth}"), &entries);
    }
    let top = trap.loose_tree("top", &[("40000", "content", &folder)]);
    trap.head(&trap.loose_commit("C", &top, &[]));
    assert_eq!(trap.repository.days().len(), 100_000);
    // Commits that are their own parents, and a commit with 100,000 parents.
    let page = trap.loose_tree("page", &[("100644", "index.md", &file)]);
    let top = trap.loose_tree("root", &[("40000", "content", &page)]);
    let (one, two) = ("6f6e65".repeat(20)[..40].to_owned(), "74776f".repeat(20)[..40].to_owned());
    trap.loose_commit("two", &top, &[&one, &two, &one]);
    trap.loose_commit("last", &top, &[]);
    let many = trap.loose_commit("many", &top, &vec![&*two; 100_000]);
    trap.loose_commit("one", &top, &["00".repeat(20).as_str()]);
    trap.head(&many);
    trap.spring("many parents");
}

/// No program makes such commits: each would have to know the id that comes of its own text.
#[test]
fn commits_that_are_their_own_ancestors_leave_files_without_a_day() {
    if !has_git() {
        return;
    }
    let trap = Trap::new("");
    let file = "ab".repeat(20);
    let names: Vec<String> = (0..100).map(|page| format!("{page:04}.md")).collect();
    let pages: Vec<_> = names.iter().map(|name| ("100644", &**name, &*file)).collect();
    let pages = trap.loose_tree("pages", &pages);
    let top = trap.loose_tree("with pages", &[("40000", "content", &pages)]);
    for length in [1, 2, 50] {
        let ids: Vec<String> = (0..length).map(|at| id_of(&format!("{length}-{at}"))).collect();
        for at in 0..length {
            let parent = &*ids[(at + 1) % length];
            assert_eq!(trap.loose_commit(&format!("{length}-{at}"), &top, &[parent]), ids[at]);
        }
        trap.head(&ids[0]);
        assert_eq!(trap.repository.days().len(), 0, "a circle of {length}");
        // A person can still ask for one of them.
        assert!(load_commit(&trap.repository.site, "HEAD~1000").is_err());
    }
}

/// A tree of a few bytes with itself below two long names stands for more paths than any memory holds.
#[test]
fn folders_that_hold_themselves_are_not_listed_without_end() {
    if !has_git() {
        return;
    }
    let trap = Trap::new("");
    let (own, file) = (id_of("pair"), "ab".repeat(20));
    let (one, two) = ("a".repeat(250), "b".repeat(250));
    let links: Vec<String> = (0..500).map(|link| format!("{link}-{one}.png")).collect();
    let folders = [("40000", &*one, &*own), ("40000", &*two, &*own)];
    for links in [&[][..], &links] {
        let links = links.iter().map(|link| ("120000", &**link, &*file));
        let pair = trap.loose_tree("pair", &links.chain(folders).collect::<Vec<_>>());
        assert_eq!(pair, own);
        let top = trap.loose_tree("above", &[("40000", "content", &pair)]);
        trap.head(&trap.loose_commit("head", &top, &[]));
        // The days of files, and the files of a commit.
        for command in ["build", "diff"] {
            let run = trap.command(&[command]).output().unwrap();
            assert_ended(&run, command);
        }
        assert!(load_commit(&trap.repository.site, "HEAD").is_err());
    }
}

/// Twelve levels of folders, each with thirty names of the one below, stand for more files than any disk holds.
#[test]
fn folders_with_many_names_for_one_other_are_read_up_to_a_limit_that_is_said() {
    if !has_git() {
        return;
    }
    let trap = Trap::new("");
    let page = trap.loose("page", b"blob 4\0# A\n");
    let mut folder = trap.loose_tree("l", &[("100644", "a.md", &page)]);
    let names: Vec<String> = (0..30).map(|name| format!("d{name:02}")).collect();
    for depth in 0..12 {
        let entries: Vec<_> = names.iter().map(|name| ("40000", &**name, &*folder)).collect();
        folder = trap.loose_tree(&format!("l{depth}"), &entries);
    }
    let top = trap.loose_tree("top", &[("40000", "content", &folder)]);
    trap.head(&trap.loose_commit("head", &top, &[]));
    let said = |command| {
        let run = trap.command(&[command]).output().unwrap();
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    let (code, words) = said("diff");
    assert!(code == Some(2) && words.contains("`HEAD` has more than 300000 files"), "{words}");
    let (code, words) = said("build");
    assert!(code == Some(0), "{words}");
    assert!(words.contains("not all files of the newest commit could be listed"), "{words}");
}

#[test]
fn damaged_repositories_leave_files_without_a_day() {
    if !has_git() {
        return;
    }
    let trap = Trap::new("");
    trap.repository.write("content/index.md", "# Thuis\n\nEen.\n");
    trap.repository.commit("2026-03-03T12:00:00 +0000");
    trap.repository.git(&["repack", "-adq"]);
    let packs = std::fs::read_dir(trap.git_folder().join("objects/pack")).unwrap();
    for path in packs.map(|entry| entry.unwrap().path()) {
        let whole = std::fs::read(&path).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        for at in (0..whole.len()).step_by(7) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xff;
            std::fs::write(&path, &damaged).unwrap();
            assert!(trap.repository.days().len() <= 2);
            // Whatever is read of it: a panic would fail here.
            let _ = load_commit(&trap.repository.site, "HEAD");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(trap.repository.days().len() <= 2);
        }
        std::fs::write(&path, whole).unwrap();
    }
    assert_eq!(trap.repository.days().len(), 2);
}
