//! Purpose: the programs to measure, each with a site of the same texts.
//! Input: a scratch folder, a number of pages. Output: [`Peer`]s.
//! Invariant: every site has the same number of pages with the same paragraphs.

use std::fs;
use std::path::{Path, PathBuf};

use super::{is_there, site};

/// A program and its site.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    pub(crate) program: PathBuf,
    pub(crate) root: PathBuf,
    /// The address of the page that is looked at.
    pub(crate) page: String,
    /// The file that makes it, and its text without a marker.
    file: PathBuf,
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Leerlijn,
    Hugo,
    MdBook,
}

/// This program, and those that the variables `HUGO` and `MDBOOK` name.
pub(crate) fn all(scratch: &Path, pages: usize) -> Vec<Peer> {
    let root = scratch.join(format!("leerlijn-{pages}"));
    site::write(&root, pages).unwrap();
    let mut peers = vec![Peer::leerlijn(&root, &site::path(5))];
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| is_there(path));
    peers.extend(named("HUGO").map(|program| hugo(program, &scratch.join(format!("hugo-{pages}")), pages)));
    peers.extend(
        named("MDBOOK").map(|program| mdbook(program, &scratch.join(format!("mdbook-{pages}")), pages)),
    );
    peers
}

impl Peer {
    /// This program with the site in `root`; `file` is the module that is edited.
    pub(crate) fn leerlijn(root: &Path, file: &str) -> Self {
        let module = file.trim_start_matches("content/").trim_end_matches(".md");
        let file = root.join(file);
        Self {
            name: "leerlijn",
            program: PathBuf::from(env!("CARGO_BIN_EXE_leerlijn")),
            root: root.to_owned(),
            page: format!("/{module}/"),
            text: fs::read_to_string(&file).unwrap(),
            file,
            kind: Kind::Leerlijn,
        }
    }

    pub(crate) fn arguments(&self, port: u16) -> Vec<String> {
        let port = port.to_string();
        let arguments: &[&str] = match self.kind {
            Kind::Leerlijn => &["serve", "--port", &port],
            Kind::Hugo => &["server", "--port", &port, "--bind", "127.0.0.1"],
            Kind::MdBook => &["serve", "--port", &port, "--hostname", "127.0.0.1"],
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
    let file = root.join(site::path(5));
    let page = "/modules/m00005/".to_owned();
    Peer { name: "hugo server", program, root: root.to_owned(), page, file, text: text(5), kind: Kind::Hugo }
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
    let file = root.join("src/m5.md");
    let page = "/m5.html".to_owned();
    Peer {
        name: "mdbook serve",
        program,
        root: root.to_owned(),
        page,
        file,
        text: text(5),
        kind: Kind::MdBook,
    }
}
