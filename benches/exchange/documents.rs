//! The documents that are read: the profile of the demonstration school as the official text and as a Word
//! document, and a CASE package of 1,000 items with 3,400 associations, as large as published ones are.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use leerlijn::export::case_profile;
use leerlijn::pipeline::{Options, Pipeline};
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::text::SourcePath;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICIAL_TEXT: &str = include_str!("../../tests/import/klantcontactmedewerker.txt");

/// A document to read.
pub(crate) struct Document {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    pub(crate) limit: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// All of them.
pub(crate) fn all() -> [Document; 3] {
    [
        Document {
            name: "profile of 90 items as text",
            file: "profile.txt",
            limit: "20 ms",
            bytes: OFFICIAL_TEXT.as_bytes().to_vec(),
        },
        Document { name: "the same as .docx", file: "profile.docx", limit: "20 ms", bytes: word() },
        Document {
            name: "CASE package of 1,000 items",
            file: "package.json",
            limit: "100 ms",
            bytes: package().into_bytes(),
        },
    ]
}

/// The official text as Word has it: a paragraph for each line, in two runs, bullets by their style.
fn word() -> Vec<u8> {
    let mut body = String::new();
    for line in OFFICIAL_TEXT.lines() {
        let (style, text) = match line.strip_prefix('·') {
            Some(text) => ("<w:pPr><w:pStyle w:val=\"Bullet\"/></w:pPr>", text.trim()),
            None => ("", line),
        };
        let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let (start, end) = text.split_at(half);
        let run = |part: &str| {
            let part = part.replace('&', "&amp;").replace('<', "&lt;");
            format!("<w:r><w:rPr/><w:t xml:space=\"preserve\">{part}</w:t></w:r>")
        };
        write!(body, "<w:p>{style}{}{}</w:p>", run(start), run(end)).unwrap();
    }
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let document = format!("<w:document {space}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        "<w:styles {space}><w:style w:type=\"paragraph\" w:styleId=\"Bullet\"><w:name w:val=\"List Bullet\"/></w:style></w:styles>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("word/document.xml", document), ("word/styles.xml", styles)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// 40 competences with 20 indicators each, and 160 knowledge items that 15 competences each refer to.
fn package() -> String {
    let mut text = "+++\ntitle = \"A large framework\"\nyear = 2020\n+++\n".to_owned();
    for competence in 0..40 {
        write!(text, "\n## Does the work of kind {competence} {{#c{competence} .competence}}\n\n").unwrap();
        for at in 0..20 {
            writeln!(text, "- Does part {at} of the work of kind {competence} {{#c{competence}.{at}}}")
                .unwrap();
        }
        text += "\n### Knowledge {.knowledge}\n\n";
        for known in (0..160).filter(|known| (known + competence * 3) % 8 < 3) {
            writeln!(text, "- [[k.{known}]]").unwrap();
        }
    }
    text += "\n## Knowledge {.knowledge}\n\n";
    for known in 0..160 {
        writeln!(text, "- Knows the subject of number {known} {{#k.{known}}}").unwrap();
    }
    let mut sources = Sources::default();
    sources.insert(SourceFile::new(SourcePath::new("content/profiles/large.md"), text.as_bytes()));
    let snapshot = Pipeline::new(Options::default()).run(Arc::new(sources));
    let id = snapshot.site().profiles.ids().next().unwrap();
    let export = case_profile(&snapshot.pages(), id);
    String::from_utf8(export.bytes).unwrap()
}
