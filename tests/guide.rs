//! The guide in `docs/guide`, followed to the letter: every command in it is run, in the order of its pages, on documents
//! that are made here, and must succeed. Its links are checked by building it with warnings denied, and once more in the pages
//! that this makes; no address of another site is asked for.
//!
//! A block of `console` has commands, one in a line; a block of `sh` has those that install the program, which are not run. A block whose info says `file=PATH` is what somebody writes into that
//! file, `top=PATH` and `end=PATH` what they put at its beginning and its end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test are a test")]
#![allow(clippy::disallowed_methods, reason = "these tests run the program on a real disk")]

#[path = "guide/documents.rs"]
mod documents;
#[path = "guide/pages.rs"]
mod pages;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

use self::documents::{DUTCH, Documents, ENGLISH};
use self::pages::{Page, Step};

/// The longest that a preview may take to show its address on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

fn guide(language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide").join(language)
}

fn leerlijn() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leerlijn"));
    command.stdin(Stdio::null()).env("COLUMNS", "100").env("LC_ALL", "en_GB.UTF-8");
    command
}

#[test]
fn the_dutch_guide_can_be_followed_to_the_letter() {
    follow("nl", &DUTCH);
}

#[test]
fn the_english_guide_can_be_followed_to_the_letter() {
    follow("en", &ENGLISH);
}

#[test]
fn the_guides_have_no_mistakes_and_no_dead_links() {
    for language in ["nl", "en"] {
        let folder = TempDir::new().unwrap();
        let root = guide(language);
        for args in [vec!["check", "--deny", "warnings"], vec!["build", "--output"]] {
            let mut command = leerlijn();
            command
                .args(&args)
                .args((args[0] == "build").then(|| folder.path().join("site")))
                .arg("--root")
                .arg(&root);
            let output = command.output().unwrap();
            assert!(output.status.success(), "{language}: {}", String::from_utf8_lossy(&output.stdout));
        }
        let home = fs::read_to_string(folder.path().join("site/index.html")).unwrap();
        assert!(home.contains(&format!("lang=\"{language}\"")));
        assert!(!home.contains("matrix/index.html\">M"), "a site of pages alone leads to no matrix");
    }
}

/// The values of the attribute `name` in `html`.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_link_in_the_guides_leads_somewhere() {
    for language in ["nl", "en"] {
        let folder = TempDir::new().unwrap();
        let site = folder.path().join("site");
        let built =
            leerlijn().args(["build", "--root"]).arg(guide(language)).arg("--output").arg(&site).output();
        assert!(built.unwrap().status.success());
        let mut links = 0;
        for entry in walkdir::WalkDir::new(&site) {
            let page = entry.unwrap().into_path();
            if page.extension().is_none_or(|ending| ending != "html") {
                continue;
            }
            let html = fs::read_to_string(&page).unwrap();
            for link in attributes(&html, "href").into_iter().chain(attributes(&html, "src")) {
                let place = format!("{}: {link}", page.display());
                links += 1;
                if link.contains(':') {
                    assert!(link.starts_with("https://") && !link.contains(' '), "{place}");
                    continue;
                }
                let (path, part) = link.split_once('#').unwrap_or((link, ""));
                let target = if path.is_empty() { page.clone() } else { page.parent().unwrap().join(path) };
                assert!(target.is_file(), "{place}");
                let is_there = |html: &str| attributes(html, "id").contains(&part);
                assert!(part.is_empty() || is_there(&fs::read_to_string(&target).unwrap()), "{place}");
            }
        }
        assert!(links > 100, "only {links} links were found");
    }
}

#[test]
fn the_guides_install_the_program_as_its_packages_do_and_say_that_there_are_none_yet() {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let known = ["packages.md", "upgrading.md"].map(|name| fs::read_to_string(packages.join(name)).unwrap());
    for (language, unpublished) in [("nl", "nog niet gepubliceerd"), ("en", "not published yet")] {
        let mut lines = 0;
        for page in pages::read(&guide(language)) {
            let text = fs::read_to_string(&page.path).unwrap();
            for line in &page.installs {
                let command = line.split(" #").next().unwrap().trim();
                assert!(known.iter().any(|text| text.contains(&format!("`{command}`"))), "{line}");
                assert!(text.contains(unpublished), "{}: {line}", page.path.display());
                lines += 1;
            }
        }
        assert!(lines >= 3, "only {lines} lines that install it were found");
    }
}

#[test]
fn both_guides_have_the_same_pages_with_the_same_commands() {
    let (dutch, english) = (pages::read(&guide("nl")), pages::read(&guide("en")));
    let verbs = |page: &Page| -> Vec<String> {
        let commands = page.steps.iter().filter_map(|step| match step {
            Step::Run(line) => Some(line.split(' ').take(2).collect::<Vec<_>>().join(" ")),
            Step::Write { .. } => None,
        });
        commands.filter(|command| !command.starts_with("cd ")).collect()
    };
    assert_eq!(dutch.len(), english.len());
    for (a, b) in dutch.iter().zip(&english) {
        assert_eq!(verbs(a), verbs(b), "{} and {}", a.path.display(), b.path.display());
    }
    let count = dutch.iter().map(|page| page.steps.len()).sum::<usize>();
    assert!(count >= 50, "only {count} steps were found");
}

#[test]
fn the_first_page_of_the_project_leads_to_the_guides() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for link in ["docs/guide/nl/content/index.md", "docs/guide/en/content/index.md", "docs/upgrading.md"] {
        assert!(readme.contains(&format!("({link})")), "README.md has no link to {link}");
        assert!(root.join(link).is_file(), "{link}");
    }
}

/// Follows the guide in `language` from its first page to its last.
fn follow(language: &str, documents: &Documents) {
    let folder = TempDir::new().unwrap();
    documents.put_beside(folder.path());
    let mut reader = Reader { folder: folder.path().to_owned(), here: folder.path().to_owned(), documents };
    let has_git = Command::new("git").arg("--version").output().is_ok();
    for page in pages::read(&guide(language)) {
        for step in &page.steps {
            match step {
                Step::Run(line) if !has_git && needs_git(line) => {}
                Step::Run(line) => reader.run(line, &page),
                Step::Write { place, path, text } => place.write(&reader.here.join(path), text),
            }
        }
    }
}

/// Whether a command names a commit.
fn needs_git(line: &str) -> bool {
    line.starts_with("git ") || line == "leerlijn diff" || line.contains("HEAD")
}

/// Somebody who follows the guide.
struct Reader<'d> {
    /// The folder with the documents.
    folder: PathBuf,
    /// The folder that the terminal is in.
    here: PathBuf,
    documents: &'d Documents,
}

impl Reader<'_> {
    fn run(&mut self, line: &str, page: &Page) {
        let words = words(line);
        let (program, args) = words.split_first().unwrap();
        match program.as_str() {
            "cd" => {
                self.here = self.here.join(&args[0]);
                assert!(self.here.is_dir(), "{}: {line}", page.path.display());
                // From now on the reader has a site, with the documents that later pages speak of, and last year's copy.
                self.documents.put_into(&self.here);
                copy(&self.here, &self.folder.join(self.documents.last_year));
            }
            "leerlijn" if args[0] == "serve" => self.serve(&args[1..], line, page),
            "leerlijn" => self.finish(leerlijn().args(args), line, page),
            "git" => {
                let mut git = Command::new("git");
                git.args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
                for role in ["AUTHOR", "COMMITTER"] {
                    git.env(format!("GIT_{role}_NAME"), "An")
                        .env(format!("GIT_{role}_EMAIL"), "an@school.example");
                }
                self.finish(&mut git, line, page);
            }
            other => panic!("{}: `{other}` is no program that this test runs", page.path.display()),
        }
    }

    fn finish(&self, command: &mut Command, line: &str, page: &Page) {
        let output = command.current_dir(&self.here).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.success(), "{}: {line}\n{said}", page.path.display());
    }

    /// Starts a preview, without a browser, and ends it once it says its address.
    fn serve(&self, args: &[String], line: &str, page: &Page) {
        let args = args.iter().filter(|arg| *arg != "--open");
        let mut command = leerlijn();
        command.arg("serve").args(args).args(["--port", "0"]).current_dir(&self.here);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let (tell, told) = mpsc::channel();
        let listener = std::thread::spawn(move || {
            let mut lines = said.lines().map_while(Result::ok);
            let found = lines.any(|line| line.contains("http://"));
            // Nobody listens any more once the test has failed.
            let _ = tell.send(found);
        });
        let shows = told.recv_timeout(PATIENCE);
        child.kill().unwrap();
        child.wait().unwrap();
        listener.join().unwrap();
        assert_eq!(shows, Ok(true), "{}: {line}", page.path.display());
    }
}

/// The words of a command; quotation marks hold several together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
