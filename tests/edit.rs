//! Literate cases for edits: each `tests/edit/*.md` holds texts, below each the intents, one in a line as JSON, and below
//! those how the files change, or why they do not. `␍` stands for the carriage return of a line end. A case without a
//! profile gets the one below. `UPDATE_EXPECT=1 cargo test --test edit` writes the outcomes anew. Read them before you
//! commit them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop where it stands")]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use expect_test::expect_file;
use leerlijn::edit::{Intent, apply};
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::text::SourcePath;
use similar::TextDiff;

const PROFILE: &str = "+++\ntitle = \"Kok\"\n+++\n## Kookt {#c1 .competence}\n- Soep {#c1.1}\n- Saus {#c1.2}\n- Brood {#c1.3}\n## Bakt {#c2 .competence}\n- Taart {#c2.1}\n- Koek {#c2.2}\n## Ruimt op {#c3 .competence}\n## Kennis {.knowledge}\n- Vuur {#k.vuur}\n";

#[test]
fn every_text_changes_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edit");
    let mut cases = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sections = text.split_inclusive("\n~~~~diff\n");
        let mut written = String::new();
        let mut input = sections.next().unwrap();
        written.push_str(input);
        for section in sections {
            let rest = section.split_once("~~~~\n").unwrap().1;
            write!(written, "{}~~~~\n{rest}", outcome(input)).unwrap();
            (input, cases) = (rest, cases + 1);
        }
        expect_file![path].assert_eq(&written);
    }
    assert!(cases >= 140, "only {cases} cases were found");
}

/// The site and the intents of a case.
fn parts(case: &str) -> (Snapshot, Pipeline, Vec<Intent>) {
    let mut sources = Sources::default();
    let mut intents = Vec::new();
    let mut blocks = case.split("\n~~~~").skip(1);
    while let (Some(block), Some(_)) = (blocks.next(), blocks.next()) {
        let (info, text) = block.split_once('\n').unwrap_or((block, ""));
        if info == "intents" {
            intents = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            continue;
        }
        let path = SourcePath::new(info.split_once("file=").unwrap().1);
        sources.insert(SourceFile::new(path, format!("{text}\n").replace('␍', "\r").as_bytes()));
    }
    if !sources.files_in("content/profiles").any(|file| file.path.as_str().ends_with(".md")) {
        sources.insert(SourceFile::new(SourcePath::new("content/profiles/kok.md"), PROFILE.as_bytes()));
    }
    let mut pipeline = Pipeline::new(Options::default());
    (pipeline.run(Arc::new(sources)), pipeline, intents)
}

fn outcome(case: &str) -> String {
    let (before, mut pipeline, intents) = parts(case);
    let edited = match pipeline.edit(&before, &intents) {
        Err(refusal) => return format!("refused ({:?}): {refusal}\n", refusal.intent),
        Ok(None) => return "nothing changes\n".to_owned(),
        Ok(Some(edited)) => edited,
    };
    let mut out = String::new();
    for file in &edited.edit.files {
        let Some(text) = file.before.as_ref() else {
            assert!(file.reversed().is_none(), "a new file has no text to go back to");
            writeln!(out, "new {}\n{}", file.path, file.after.trim_end()).unwrap();
            continue;
        };
        assert_eq!(apply(text, &file.edits), file.after);
        let undone = file.reversed().unwrap();
        assert_eq!((apply(&file.after, &undone.edits), &undone.after), (text.clone(), text));
        let lines = TextDiff::from_lines(text.as_str(), &file.after);
        let path = file.path.as_str();
        let diff = lines.unified_diff().context_radius(1).header(path, path).to_string();
        out.push_str(diff.split_once("@@").map_or("", |(_, rest)| rest).replace('\r', "␍").trim_start());
    }
    for problem in &edited.edit.consequences {
        writeln!(out, "{}: {}", problem.code, problem.message.english()).unwrap();
    }
    // To ask for the last of it once more changes nothing.
    let last = &intents[intents.len() - 1..];
    assert!(pipeline.edit(&edited.snapshot, last).unwrap().is_none(), "{case}");
    out
}
