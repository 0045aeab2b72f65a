//! The programs whose previews are measured, each with a site of as many pages with the same paragraphs.

use std::fs;
use std::path::{Path, PathBuf};

use super::site;

/// A program and its site.
#[derive(Debug, Clone)]
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    pub(crate) program: PathBuf,
    pub(crate) root: PathBuf,
    /// The address of the page that is looked at.
    pub(crate) page: String,
    /// That of the largest page that the saved file is counted on, where there is one.
    pub(crate) matrix: Option<String>,
    /// The file that makes it, and its text without a marker.
    file: PathBuf,
    text: String,
    kind: PreviewKind,
}

#[derive(Debug, Clone, Copy)]
enum PreviewKind {
    Leerlijn,
    Hugo,
    MdBook,
}

/// This program, and those that the variables `HUGO` and `MDBOOK` name.
pub(crate) fn all(scratch: &Path, pages: usize) -> Vec<Peer> {
    let root = scratch.join(format!("leerlijn-{pages}"));
    site::write(&root, pages).unwrap();
    let matrix = format!("/programmes/{}/matrix/", site::programme_of(edited(pages)));
    let mut peers = vec![Peer::leerlijn(&root, &site::path(edited(pages)), &matrix)];
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    peers.extend(named("HUGO").map(|program| hugo(program, &scratch.join(format!("hugo-{pages}")), pages)));
    peers.extend(
        named("MDBOOK").map(|program| mdbook(program, &scratch.join(format!("mdbook-{pages}")), pages)),
    );
    peers
}

/// The page that is edited: one in the middle, since a program that makes all of them in their order would
/// show the first ones long before it is ready.
fn edited(pages: usize) -> usize {
    pages / 2
}

impl Peer {
    /// This program with the site in `root`; `file` is the module that is edited, `matrix` the address of one
    /// that counts it.
    pub(crate) fn leerlijn(root: &Path, file: &str, matrix: &str) -> Self {
        let module = file.trim_start_matches("content/").trim_end_matches(".md");
        let file = root.join(file);
        Self {
            name: "leerlijn",
            program: PathBuf::from(env!("CARGO_BIN_EXE_leerlijn")),
            root: root.to_owned(),
            page: format!("/{module}/"),
            matrix: Some(matrix.to_owned()),
            text: fs::read_to_string(&file).unwrap(),
            file,
            kind: PreviewKind::Leerlijn,
        }
    }

    pub(crate) fn arguments(&self, port: u16) -> Vec<String> {
        let port = port.to_string();
        let arguments: &[&str] = match self.kind {
            PreviewKind::Leerlijn => &["serve", "--port", &port],
            PreviewKind::Hugo => &["server", "--port", &port, "--bind", "127.0.0.1"],
            PreviewKind::MdBook => &["serve", "--port", &port, "--hostname", "127.0.0.1"],
        };
        arguments.iter().map(|argument| (*argument).to_owned()).collect()
    }

    /// Saves the file with `marker` at its end.
    pub(crate) fn write(&self, marker: &str) {
        fs::write(&self.file, format!("{}\n{marker}\n", self.text)).unwrap();
    }
}

/// The text of page `number` without what belongs to leerlijn alone.
fn plain(number: usize, items: &[String]) -> String {
    let text = site::module(number, items);
    let body = text.rsplit("+++\n").next().unwrap_or_default();
    let lines = body.lines().map(|line| line.split(" {#").next().unwrap_or(line));
    lines.map(|line| line.replace("[[", "").replace("]]", "") + "\n").collect()
}

fn hugo(program: PathBuf, root: &Path, pages: usize) -> Peer {
    let html =
        "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>";
    fs::create_dir_all(root.join("content/modules")).unwrap();
    fs::create_dir_all(root.join("layouts/_default")).unwrap();
    fs::write(
        root.join("hugo.toml"),
        "title = \"Course\"\ndisableKinds = [\"taxonomy\", \"term\", \"rss\"]\n",
    )
    .unwrap();
    for layout in ["single", "list"] {
        fs::write(root.join(format!("layouts/_default/{layout}.html")), html).unwrap();
    }
    let items = site::items();
    let text = |number| format!("+++\ntitle = \"Module {number}\"\n+++\n{}", plain(number, &items));
    for number in 0..pages {
        fs::write(root.join(site::path(number)), text(number)).unwrap();
    }
    let module = site::path(edited(pages));
    Peer {
        name: "hugo server",
        program,
        root: root.to_owned(),
        page: format!("/{}/", module.trim_start_matches("content/").trim_end_matches(".md")),
        matrix: None,
        file: root.join(module),
        text: text(edited(pages)),
        kind: PreviewKind::Hugo,
    }
}

fn mdbook(program: PathBuf, root: &Path, pages: usize) -> Peer {
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("book.toml"), "[book]\ntitle = \"Course\"\n").unwrap();
    let items = site::items();
    let mut summary = "# Summary\n\n".to_owned();
    let text = |number| format!("# Module {number}\n{}", plain(number, &items));
    for number in 0..pages {
        summary.push_str(&format!("- [Module {number}](m{number}.md)\n"));
        fs::write(root.join(format!("src/m{number}.md")), text(number)).unwrap();
    }
    fs::write(root.join("src/SUMMARY.md"), summary).unwrap();
    let edited = edited(pages);
    Peer {
        name: "mdbook serve",
        program,
        root: root.to_owned(),
        page: format!("/m{edited}.html"),
        matrix: None,
        file: root.join(format!("src/m{edited}.md")),
        text: text(edited),
        kind: PreviewKind::MdBook,
    }
}
