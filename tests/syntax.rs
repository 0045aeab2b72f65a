//! Literate cases for parsing files: each `tests/syntax/*.md` holds input files and, below each, the parsed document;
//! in `mistakes.md` the diagnostics with their help. `UPDATE_EXPECT=1 cargo test --test syntax` writes the outcomes
//! anew. Read them before you commit them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop where it stands")]

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use leerlijn::config::TextRules;
use leerlijn::fields::Field;
use leerlijn::sources::SourceFile;
use leerlijn::syntax::{
    self, Body, Content, Document, GlossDoc, ModuleDoc, ProfileDoc, ProgrammeDoc, SectionEntry, TextPart,
};
use leerlijn::text::{Amount, LineIndex, SourcePath, Span, Spanned};

#[test]
fn every_case_reads_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/syntax");
    let mut cases = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let outcome = if path.ends_with("mistakes.md") { said } else { describe };
        let written = rewrite(&text, outcome, &mut cases);
        expect_file![path].assert_eq(&written);
    }
    assert!(cases >= 150, "only {cases} cases were found");
}

/// The case file with the outcome of each input behind it.
fn rewrite(text: &str, outcome: fn(&str, &str) -> String, cases: &mut usize) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("~~~~markdown file=") {
        let (path, after) = after.split_once('\n').unwrap();
        let (input, after) = after.split_once("~~~~\n").unwrap();
        let (between, after) = after.split_once("~~~~text\n").unwrap();
        let (_, after) = after.split_once("~~~~\n").unwrap();
        let outcome = outcome(path, input.strip_suffix('\n').unwrap_or(input));
        write!(out, "{before}~~~~markdown file={path}\n{input}~~~~\n{between}~~~~text\n{outcome}~~~~\n")
            .unwrap();
        rest = after;
        *cases += 1;
    }
    out.push_str(rest);
    out
}

fn describe(path: &str, input: &str) -> String {
    let file = file(path, input);
    let document = syntax::parse(&file, TextRules::default());
    let lines = LineIndex::new(&file.text);
    let mut out = format!("title: {}\n", document.title.value);
    if !document.summary.value.is_empty() {
        let place = at(&lines, document.summary.span);
        writeln!(out, "summary: {} ({place})", document.summary.value).unwrap();
    }
    if !document.language.value.is_empty() {
        let place = at(&lines, document.language.span);
        writeln!(out, "language: {} ({place})", document.language.value).unwrap();
    }
    content(&mut out, &document, &lines);
    for heading in &document.headings {
        let place = at(&lines, heading.span);
        writeln!(out, "heading {}: #{} {} ({place})", heading.level, heading.id, heading.text).unwrap();
    }
    for anchor in &document.anchors {
        writeln!(out, "anchor #{} ({})", anchor.value, at(&lines, anchor.span)).unwrap();
    }
    for (index, note) in document.notes.iter().enumerate() {
        writeln!(out, "note {index}: {} ({})", note.label.value, at(&lines, note.label.span)).unwrap();
        body(&mut out, &note.body);
    }
    for (index, link) in document.links.iter().enumerate() {
        let place = at(&lines, link.target.span);
        writeln!(out, "link {index}: {:?} {} ({place})", link.kind, link.target.value).unwrap();
    }
    for problem in &document.problems {
        let place = at(&lines, problem.place.span);
        writeln!(out, "{place}: {} {}", problem.code, problem.message.english()).unwrap();
    }
    out
}

/// The parsed front matter, and its diagnostics.
fn said(path: &str, input: &str) -> String {
    let file = file(path, input);
    let document = syntax::parse(&file, TextRules::default());
    let lines = LineIndex::new(&file.text);
    let mut out = String::new();
    match &document.content {
        Content::Module(module) => {
            for claim in &module.claims {
                writeln!(out, "claim: {} {}", claim.level.value, claim.item.value).unwrap();
            }
            occasions(&mut out, module, &lines);
        }
        Content::Programme(programme) => {
            for (item, reason) in &programme.exempt {
                writeln!(out, "exempt: {} {}", item.value, reason.value).unwrap();
            }
        }
        _ => {}
    }
    for problem in &document.problems {
        writeln!(out, "{}: {} {}", at(&lines, problem.place.span), problem.code, problem.message.english())
            .unwrap();
        writeln!(out, "  {}", problem.help.as_ref().map_or("(no help)".to_owned(), |help| help.english()))
            .unwrap();
    }
    out
}

fn file(path: &str, input: &str) -> SourceFile {
    // Control characters would not survive an editor; the cases write them out.
    let input = input.replace("<CR>", "\r").replace("<PUA>", "\u{E000}").replace("<BOM>", "\u{FEFF}");
    let input = input.replace("<NBSP>", "\u{A0}").replace("<ZWSP>", "\u{200B}");
    SourceFile::new(SourcePath::new(path), input.as_bytes())
}

fn content(out: &mut String, document: &Document, lines: &LineIndex<'_>) {
    match &document.content {
        Content::Page(page) => body(out, &page.body),
        Content::Module(content) => module(out, content, lines),
        Content::Programme(content) => programme(out, content, lines),
        Content::Profile(content) => profile(out, content, document, lines),
    }
}

fn module(out: &mut String, module: &ModuleDoc, lines: &LineIndex<'_>) {
    if let Some(code) = module.code.read() {
        writeln!(out, "code: {} ({})", code.value, at(lines, code.span)).unwrap();
    }
    if let Some(hours) = module.hours.read() {
        writeln!(out, "hours: {} ({})", hours.value, at(lines, hours.span)).unwrap();
    }
    if let Some(credits) = module.facts.credits.read() {
        writeln!(out, "credits: {} ({})", credits.value, at(lines, credits.span)).unwrap();
    }
    for required in &module.facts.requires {
        writeln!(out, "requires: {} ({})", required.value, at(lines, required.span)).unwrap();
    }
    for teacher in &module.facts.teachers {
        writeln!(out, "teacher: {} ({})", teacher.value, at(lines, teacher.span)).unwrap();
    }
    for (name, value) in &module.facts.others {
        writeln!(out, "fact: {} = {} ({})", name.value, value.value, at(lines, name.span)).unwrap();
    }
    for claim in &module.claims {
        let place = at(lines, claim.item.span);
        let heading = claim.heading.map(|heading| format!(" on heading {heading}")).unwrap_or_default();
        writeln!(out, "claim: {} {}{heading} ({place})", claim.level.value, claim.item.value).unwrap();
    }
    occasions(out, module, lines);
    body(out, &module.body);
}

fn occasions(out: &mut String, module: &ModuleDoc, lines: &LineIndex<'_>) {
    for occasion in &module.occasions {
        let number = |field: &Field<Spanned<Amount>>| match field {
            Field::Read(number) => format!("{} ({})", number.value, at(lines, number.span)),
            Field::Absent => "none".to_owned(),
            Field::Broken(_) => "broken".to_owned(),
        };
        let (heading, kind, method) = (occasion.heading, occasion.kind.class(), &occasion.method.value);
        let (hours, weight) = (number(&occasion.hours), number(&occasion.weight));
        writeln!(out, "{kind} of heading {heading}: `{method}`, hours {hours}, weight {weight}").unwrap();
    }
}

fn programme(out: &mut String, programme: &ProgrammeDoc, lines: &LineIndex<'_>) {
    for term in &programme.terms {
        let modules: Vec<&str> = term.modules.iter().map(|module| module.value.as_str()).collect();
        write!(out, "term: ").unwrap();
        if !term.title.value.is_empty() {
            write!(out, "{} ({}) ", term.title.value, at(lines, term.title.span)).unwrap();
        }
        writeln!(out, "[{}]", modules.join(", ")).unwrap();
        for choice in &term.choices {
            let modules: Vec<&str> = choice.modules.iter().map(|module| module.value.as_str()).collect();
            let pick = choice.pick.as_ref().map_or("none".to_owned(), |pick| pick.value.to_string());
            writeln!(out, "choice: {} {pick} of [{}]", choice.title.value, modules.join(", ")).unwrap();
        }
    }
    for (item, reason) in &programme.exempt {
        writeln!(out, "exempt: {} ({}) {}", item.value, at(lines, item.span), reason.value).unwrap();
    }
    body(out, &programme.body);
}

fn profile(out: &mut String, profile: &ProfileDoc, document: &Document, lines: &LineIndex<'_>) {
    let (version, year) = (&profile.version, profile.year.as_ref());
    if !version.value.is_empty() {
        writeln!(out, "version {} ({})", version.value, at(lines, version.span)).unwrap();
    }
    if let Some(year) = year {
        writeln!(out, "year {} ({})", year.value, at(lines, year.span)).unwrap();
    }
    writeln!(out, "levels {:?}", profile.levels).unwrap();
    body(out, &profile.intro);
    for section in &profile.sections {
        let title = &document.headings[section.heading].text;
        let above = section.above.map(|above| format!(" in {above}")).unwrap_or_default();
        writeln!(out, "section {:?}{above}: {title}", section.kind).unwrap();
        if markup(&section.title) != *title {
            writeln!(out, "  title {}", markup(&section.title)).unwrap();
        }
        body(out, &section.prose);
        for entry in &section.entries {
            match entry {
                SectionEntry::Item(item) => {
                    writeln!(out, "  item {} {:?} {:?} {}", item.id.value, item.grade, item.code, item.text)
                        .unwrap();
                    if markup(&item.sentence) != item.text {
                        writeln!(out, "  sentence {}", markup(&item.sentence)).unwrap();
                    }
                    body(out, &item.explanation);
                }
                SectionEntry::Reference(link) => writeln!(out, "  reference {link}").unwrap(),
                SectionEntry::Gloss(found) => gloss(out, found, lines),
                SectionEntry::Text(text) => writeln!(out, "  text {}", markup(text).trim_end()).unwrap(),
                SectionEntry::Between(text) => {
                    writeln!(out, "  between {}", markup(text).trim_end()).unwrap()
                }
            }
        }
    }
}

fn gloss(out: &mut String, gloss: &GlossDoc, lines: &LineIndex<'_>) {
    let names = gloss.names.iter().map(|name| format!("{} ({})", name.value, at(lines, name.span)));
    writeln!(out, "  gloss {}: {}", names.collect::<Vec<_>>().join(", "), gloss.text).unwrap();
    body(out, &gloss.body);
}

fn body(out: &mut String, body: &Body) {
    for line in markup(body).lines() {
        writeln!(out, "  | {line}").unwrap();
    }
}

fn markup(body: &Body) -> String {
    let mut out = String::new();
    for part in &body.parts {
        match part {
            TextPart::Html(html) => out.push_str(&html.replace('\u{A0}', "⍽").replace('\u{202F}', "⏑")),
            TextPart::Word(word) => write!(out, "⟦{word}⟧").unwrap(),
            TextPart::Occasion(heading) => write!(out, "⟦occasion of heading {heading}⟧").unwrap(),
            TextPart::Claims(heading) => write!(out, "⟦claims of heading {heading}⟧").unwrap(),
            TextPart::Anchor(name) => write!(out, "⟦#{name}⟧").unwrap(),
            TextPart::Mark(note) => write!(out, "⟦note {note}⟧").unwrap(),
            TextPart::WaysBack => out.push_str("⟦back⟧"),
            TextPart::Link(link, field) => write!(out, "⟦{field:?} of {link}⟧").unwrap(),
        }
    }
    out
}

fn at(lines: &LineIndex<'_>, span: Span) -> String {
    let (start, end) = (lines.position(span.start as usize), lines.position(span.end as usize));
    format!("{}:{}–{}:{}", start.line, start.column, end.line, end.column)
}
