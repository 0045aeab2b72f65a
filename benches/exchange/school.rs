//! A school that is larger than any: a profile of 2,000 items and 200 modules. A fifth of the 400,000 cells of
//! its matrix have a mark, ten times as many as in a school's matrix of 90 items.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::text::SourcePath;

const COMPETENCES: usize = 40;
const INDICATORS: usize = 50;
const MODULES: usize = 200;

/// How many cells have a mark.
pub(crate) const CLAIMS: usize = MODULES * COMPETENCES * INDICATORS / 5;

/// The school, read.
pub(crate) fn in_memory() -> Snapshot {
    let mut sources = Sources::default();
    for (path, text) in files() {
        sources.insert(SourceFile::new(SourcePath::new(&path), text.as_bytes()));
    }
    Pipeline::new(Options::default()).run(Arc::new(sources))
}

/// Writes the school into `folder`.
pub(crate) fn on_disk(folder: &Path) {
    for (path, text) in files() {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn files() -> Vec<(String, String)> {
    let mut files = vec![
        ("leerlijn.toml".to_owned(), "title = \"A large school\"\nlanguage = \"en\"\n".to_owned()),
        ("content/profiles/profile.md".to_owned(), profile()),
    ];
    files.extend((0..MODULES).map(|at| (format!("content/modules/m{at:03}.md"), module(at))));
    files
}

fn profile() -> String {
    let mut text = "+++\ntitle = \"Profile\"\n+++\n\n".to_owned();
    for competence in 1..=COMPETENCES {
        write!(text, "## Does the work of kind {competence} {{#c{competence} .competence}}\n\n").unwrap();
        for at in 1..=INDICATORS {
            let sentence =
                format!("Does part {at} of the work of kind {competence}, as colleagues expect it");
            writeln!(text, "- {sentence} {{#c{competence}.{at}}}").unwrap();
        }
    }
    text
}

fn module(number: usize) -> String {
    let mut levels = [const { Vec::new() }; 3];
    for item in (0..COMPETENCES * INDICATORS).filter(|item| (item + number).is_multiple_of(5)) {
        let id = format!("\"c{}.{}\"", item / INDICATORS + 1, item % INDICATORS + 1);
        levels[(item / 7 + number) % 3].push(id);
    }
    let mut text = format!("+++\ntitle = \"Module number {number}\"\ncode = \"M{number:03}\"\n[covers]\n");
    for (level, ids) in ["introduced", "practised", "assessed"].iter().zip(&levels) {
        writeln!(text, "{level} = [{}]", ids.join(", ")).unwrap();
    }
    text + "+++\n"
}
