//! The files of a site as a commit has them: the same as those of a folder in which that commit is checked out, by any
//! name that git knows it by, and from clones that lack something either whole or not at all.

use leerlijn::shell::{CommitError, SkipReason, load, load_commit};
use leerlijn::sources::Sources;

use super::repository::{Repository, git, has_git};

/// The texts and the names of the other files.
fn files(sources: &Sources) -> Vec<(String, String)> {
    let texts = sources.files().map(|file| (file.path.to_string(), file.text.to_string()));
    let assets = sources.assets_in("content").map(|asset| (asset.path.to_string(), String::new()));
    texts.chain(assets).collect()
}

fn commit_files(repository: &Repository, name: &str) -> Vec<(String, String)> {
    match load_commit(&repository.site, name) {
        Ok(loaded) => files(&loaded.sources),
        Err(error) => panic!("{name}: {error:?}"),
    }
}

fn error(root: &std::path::Path, name: &str) -> String {
    match load_commit(root, name) {
        Ok(_) => panic!("{name} is there"),
        Err(CommitError::NoRepository) => "no repository".to_owned(),
        Err(CommitError::Unknown(error)) => format!("unknown: {error}"),
        Err(CommitError::Unreadable(error)) => format!("unreadable: {error}"),
    }
}

/// A repository with three commits, whose module is rewritten a little in each.
fn three(below: &str) -> Repository {
    let repository = Repository::new(below, &[]);
    let long = "Een zin die lang genoeg is om er een verschil van te maken.\n".repeat(40);
    for number in 1..=3 {
        repository.write("content/index.md", "# Thuis\n");
        repository.write("content/modules/m1.md", &format!("# Les {number}\n\n{long}"));
        repository.write("content/modules/foto.png", "niets");
        repository.write("content/.DS_Store", "niets");
        repository.write("themes/eigen/templates/base.html", "<p>");
        repository.write("notities.md", "geen bladzijde");
        repository.commit(&format!("2026-03-0{number}T12:00:00 +0000"));
        repository.git(&["tag", &format!("v{number}")]);
    }
    repository
}

#[test]
fn a_commit_and_the_folder_it_was_made_of_are_the_same_site() {
    if !has_git() {
        return;
    }
    for below in ["", "school/site"] {
        let repository = three(below);
        for packed in [false, true] {
            if packed {
                repository.git(&["repack", "-adfq", "--depth=50"]);
                repository.git(&["pack-refs", "--all"]);
            }
            let folder = files(&load(&repository.site).unwrap().sources);
            assert_eq!(folder.len(), 5, "{folder:?}");
            assert_eq!(commit_files(&repository, "HEAD"), folder);
            let first = commit_files(&repository, "v1");
            assert_ne!(first, folder);
            assert_eq!(commit_files(&repository, "HEAD~2"), first);
        }
    }
}

#[test]
fn a_commit_is_found_by_every_name_that_people_use() {
    if !has_git() {
        return;
    }
    let repository = three("");
    repository.git(&["tag", "--annotate", "--message=x", "feest", "v2"]);
    repository.git(&["tag", "--annotate", "--message=x", "feest-2", "feest"]);
    repository.git(&["branch", "werk/les-2", "v2"]);
    repository.git(&["update-ref", "refs/remotes/origin/bouw", "v2"]);
    let id = repository.git(&["rev-parse", "v2"]);
    let second = commit_files(&repository, "v2");
    for packed in [false, true] {
        if packed {
            repository.git(&["gc", "--quiet"]);
        }
        let short = &id[..7];
        for name in [
            "feest",
            "feest-2",
            "werk/les-2",
            "refs/heads/werk/les-2",
            "origin/bouw",
            "bouw",
            "HEAD^",
            "@~",
            "main~1",
            "v3^1",
            "v2~0",
            id.trim(),
            short,
            "v2:",
        ] {
            assert_eq!(commit_files(&repository, name), second, "{name}");
        }
    }
}

#[test]
fn a_name_that_leads_nowhere_says_why() {
    if !has_git() {
        return;
    }
    let repository = three("");
    let said = |name: &str| error(&repository.site, name);
    assert_eq!(
        said("v33"),
        "unknown: `v33` is no commit, tag or branch of this repository, and no folder with a site; did you mean `v3`?"
    );
    assert_eq!(said("HEAD~3").split(": ").next(), Some("unreadable"));
    assert!(said("HEAD~3").contains("has no parent 1"), "{}", said("HEAD~3"));
    assert!(said("v1..v2").contains("a form of name that is not read here"), "{}", said("v1..v2"));
    for name in ["", "~", "../x", "refs/../HEAD", "/etc/passwd", "HEAD\n", "main@{1}", &"x".repeat(2000)] {
        assert!(said(name).starts_with("unknown"), "{name}: {}", said(name));
    }
    assert!(said("v1:docs").contains("has no site in `docs`"), "{}", said("v1:docs"));
    assert!(said("v1:../..").contains("has no site"), "{}", said("v1:../.."));
    let git = repository.top().join(".git");
    std::fs::write(git.join("refs/heads/rond"), "ref: refs/heads/omweg\n").unwrap();
    std::fs::write(git.join("refs/heads/omweg"), "ref: refs/heads/rond\n").unwrap();
    let lost = "unknown: `rond` is a name of this repository that leads to no commit; `git fsck` says";
    assert!(said("rond").starts_with(lost), "{}", said("rond"));
    let outside = tempfile::TempDir::new().unwrap();
    assert_eq!(error(outside.path(), "HEAD"), "no repository");
}

#[test]
fn a_site_that_stood_in_another_folder_is_found_there() {
    if !has_git() {
        return;
    }
    let repository = three("docs");
    let before = commit_files(&repository, "HEAD");
    repository.git(&["mv", "docs/content", "content"]);
    repository.git(&["mv", "docs/leerlijn.toml", "leerlijn.toml"]);
    repository.git(&["mv", "docs/themes", "themes"]);
    repository.commit("2026-03-04T12:00:00 +0000");
    let moved = load_commit(&repository.top(), "HEAD").map(|loaded| files(&loaded.sources));
    assert_eq!(moved.unwrap(), before);
    let old = load_commit(&repository.top(), "HEAD~1:docs/").map(|loaded| files(&loaded.sources));
    assert_eq!(old.unwrap(), before);
}

#[test]
fn links_and_submodules_of_a_commit_are_left_out_and_said() {
    if !has_git() {
        return;
    }
    let repository = three("");
    std::os::unix::fs::symlink("/etc/passwd", repository.site.join("content/geheim.md")).unwrap();
    std::os::unix::fs::symlink("modules", repository.site.join("content/lessen")).unwrap();
    repository.commit("2026-03-04T12:00:00 +0000");
    let submodule = repository.git(&["rev-parse", "v1"]);
    let cache = format!("160000,{},content/elders", submodule.trim());
    repository.git(&["update-index", "--add", "--cacheinfo", &cache]);
    let tree = repository.git(&["write-tree"]);
    let commit = git(&repository.top(), &["commit-tree", "-m", "x", tree.trim()], "");
    let loaded = load_commit(&repository.site, commit.trim()).unwrap();
    let skipped: Vec<_> =
        loaded.skipped.iter().map(|skipped| (skipped.path.as_str(), skipped.reason)).collect();
    let (link, other) = (SkipReason::UnfollowedLink, SkipReason::OtherRepository);
    assert_eq!(skipped, [("content/elders", other), ("content/geheim.md", link), ("content/lessen", link)]);
    assert_eq!(files(&loaded.sources), commit_files(&repository, "v3"));
}

#[test]
fn clones_have_the_commit_whole_or_say_what_they_lack() {
    if !has_git() {
        return;
    }
    let repository = three("");
    let expected = (commit_files(&repository, "v1"), commit_files(&repository, "v3"));
    let clone = |name: &str, options: &[&str]| {
        let target = repository.folder().join(name);
        // From a plain path git copies or borrows files instead of sending what is asked for.
        let protocol = if options.contains(&"--shared") { "" } else { "file://" };
        let source = format!("{protocol}{}", repository.top().display());
        repository.git(&["config", "uploadpack.allowFilter", "true"]);
        let target_text = target.display().to_string();
        repository.git(&[&["clone", "--quiet"], options, &[&source, &target_text]].concat());
        target
    };
    let read = |root: &std::path::Path, name: &str| files(&load_commit(root, name).unwrap().sources);
    // On a build server only the branch that is built is there under its own name.
    let whole = clone("whole", &["--branch=v3"]);
    assert_eq!((read(&whole, "v1"), read(&whole, "main")), expected.clone());
    let bare = clone("bare.git", &["--bare"]);
    assert_eq!((read(&bare, "v1"), read(&bare, "HEAD")), expected.clone());
    let shallow = clone("shallow", &["--depth=1"]);
    assert_eq!(read(&shallow, "HEAD"), expected.1);
    let said = error(&shallow, "HEAD~2");
    assert!(said.contains("only the newest commits") && said.contains("fetch-depth: 0"), "{said}");
    let said = error(&shallow, "v1");
    assert!(said.contains("a whole one (`fetch-depth: 0`) may know it"), "{said}");
    let partial = clone("partial", &["--filter=blob:none"]);
    assert_eq!(read(&partial, "HEAD"), expected.1);
    let said = error(&partial, "v1");
    assert!(said.contains("does not have content/modules/m1.md as it was then"), "{said}");
    let borrowed = clone("borrowed", &["--shared"]);
    let said = error(&borrowed, "HEAD");
    assert!(said.contains("another repository"), "{said}");
    repository.git(&["worktree", "add", "--quiet", "../added", "v2"]);
    let added = repository.folder().join("added");
    assert_eq!((read(&added, "v1"), read(&added, "main")), expected);
}
