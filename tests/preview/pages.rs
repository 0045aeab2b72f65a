//! What is served is what a build writes, and the preview's own script.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use leerlijn::pipeline::Pipeline;
use leerlijn::plan::OutContent;
use leerlijn::shell::preview::Watching;
use tempfile::TempDir;

use super::bench::{Bench, site};
use super::client::request;

/// The demonstration site, without what a build made of it.
fn demonstration() -> TempDir {
    let folder = TempDir::new().unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::copy(repository.join("leerlijn.toml"), folder.path().join("leerlijn.toml")).unwrap();
    copy(&repository.join("content"), &folder.path().join("content"));
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// `page` without the one element that a preview adds.
fn without_script(page: &str) -> String {
    let Some(start) = page.rfind("<script src=\"/__leerlijn/client.js\"") else { return page.to_owned() };
    let end = start + page[start..].find("</script>\n").unwrap() + "</script>\n".len();
    format!("{}{}", &page[..start], &page[end..])
}

/// Runs git in `folder`, as somebody who works there on `day`; whether there is a git.
fn git(folder: &Path, day: &str, arguments: &[&str]) -> bool {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=An", "-c", "user.email=an@school.example", "-c", "commit.gpgSign=false"])
        .args(arguments)
        .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00"))
        .output();
    match run {
        Ok(run) => {
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            true
        }
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn every_file_is_what_a_build_writes() {
    let folder = demonstration();
    // In a repository pages say when they were changed; a machine without git has the same pages without.
    if git(folder.path(), "2026-03-02", &["init", "--quiet"]) {
        git(folder.path(), "2026-03-02", &["add", "--all"]);
        git(folder.path(), "2026-03-02", &["commit", "--quiet", "--message=All"]);
    }
    let bench = Bench::of(folder, Watching::Notified);
    let sources = leerlijn::shell::load_dated(bench.folder.path()).unwrap().0.sources;
    let snapshot = Pipeline::default().run(Arc::new(sources));
    let files = snapshot.files().unwrap();
    assert!(files.len() > 100);
    for file in files {
        let address = file.path.as_str().replace(' ', "%20");
        let answer = bench.get(&format!("/{address}"));
        assert_eq!(answer.status, 200, "{address}");
        match file.content {
            // The matrix that is one file is no page: whoever opens it gets what is handed round.
            OutContent::Bytes(bytes) if snapshot.route_at(file.path.as_str()).is_some() => {
                assert!(answer.text().contains("/__leerlijn/client.js"), "{address}");
                assert_eq!(without_script(&answer.text()).as_bytes(), bytes, "{address}");
            }
            OutContent::Bytes(bytes) => assert_eq!(answer.body, bytes, "{address}"),
            OutContent::Copy(source) => {
                let on_disk = std::fs::read(bench.path(source.as_str())).unwrap();
                assert_eq!(answer.body, on_disk, "{address}");
            }
            OutContent::OnDemand(_) => panic!("{address} is not made yet"),
        }
    }
}

#[test]
fn a_commit_changes_the_day_that_pages_say() {
    let folder = site();
    if !git(folder.path(), "2026-03-02", &["init", "--quiet"]) {
        eprintln!("there is no git here, so pages have no day");
        return;
    }
    git(folder.path(), "2026-03-02", &["add", "--all"]);
    git(folder.path(), "2026-03-02", &["commit", "--quiet", "--message=All"]);
    let bench = Bench::of(folder, Watching::Notified);
    bench.shows("/guide/", "datetime=\"2026-03-02\"");
    bench.put("content/guide.md", "+++\ntitle = \"Guide\"\n+++\n\nother-words\n");
    bench.shows("/guide/", "other-words");
    assert!(bench.get("/guide/").text().contains("datetime=\"2026-03-02\""));
    git(bench.folder.path(), "2026-04-05", &["commit", "--quiet", "--all", "--message=Other words"]);
    bench.shows("/guide/", "datetime=\"2026-04-05\"");
    assert!(bench.get("/modules/m01/").text().contains("datetime=\"2026-03-02\""));
}

#[test]
fn a_page_stands_at_its_folder_too() {
    let bench = Bench::new();
    assert_eq!(bench.get("/").body, bench.get("/index.html").body);
    assert_eq!(bench.get("/modules/m01/").body, bench.get("/modules/m01/index.html?x=1").body);
    let elsewhere = bench.get("/modules/m01?filter=a");
    assert_eq!((elsewhere.status, elsewhere.header("location")), (302, Some("/modules/m01/?filter=a")));
    let head = request(bench.address, "HEAD", "/guide/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn an_address_that_leads_nowhere_has_a_page_whose_links_work_from_there() {
    let bench = Bench::new();
    let answer = bench.get("/no/such/page/");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("<head><base href=\"/\">"), "{}", answer.text());
    assert!(answer.text().contains("/__leerlijn/client.js"));
}

#[test]
fn nothing_is_kept_by_a_browser_and_types_are_said() {
    let bench = Bench::new();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/static/css/base.css", "text/css; charset=utf-8"),
        ("/plan%20b.svg", "image/svg+xml; charset=utf-8"),
        ("/__leerlijn/client.js", "text/javascript; charset=utf-8"),
        ("/__leerlijn/client.css", "text/css; charset=utf-8"),
    ] {
        let answer = bench.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn a_part_of_a_file_is_given_on_request() {
    let bench = Bench::new();
    bench.put("content/film.mp4", "0123456789");
    bench.answers("/film.mp4", 200);
    let part = request(bench.address, "GET", "/film.mp4", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(part.header("content-type"), Some("video/mp4"));
}
