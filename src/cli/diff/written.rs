//! The report on a comparison as lines for a terminal, and as markdown to be put under a pull request.
//!
//! In both, words that are gone and words that are new stand between signs, since colour and strokes alone are not read
//! aloud. Nothing of an author's text is taken for markup or steers a terminal.

use std::io::{self, Write};

use crate::compare::WordRun;
use crate::config::Language;
use crate::diagnostics::{Message, say};
use crate::text::escape_markdown;
use crate::words::translate;

use super::super::columns;
use super::super::report::{Colour, one_line};
use super::chapters::Chapter;
use super::findings::Finding;

/// As many findings of a group are shown in a comment.
const MOST_IN_COMMENT: usize = 50;
/// The longest subject behind which texts stand below each other.
const SUBJECT_WIDTH: usize = 24;

/// Writes the report for a terminal.
pub(super) fn table(
    chapters: &[Chapter],
    (from, to): (&str, &str),
    (colour, language): (Colour, Language),
    out: &mut dyn Write,
) -> io::Result<()> {
    let told = |message: &Message| one_line(&translate(message, language));
    if chapters.is_empty() {
        return writeln!(out, "{}", told(&say!("Nothing differs between {from} and {to}.", from, to)));
    }
    writeln!(out, "{}", told(&say!("From {from} to {to}", from, to)))?;
    let bold = |text: &str| match colour {
        Colour::Plain => text.to_owned(),
        Colour::Coloured => format!("\u{1b}[1m{text}\u{1b}[0m"),
    };
    for chapter in chapters {
        writeln!(out, "\n{}", bold(&told(&chapter.title)))?;
        if !chapter.summary.is_none() {
            writeln!(out, "{}", told(&chapter.summary))?;
        }
        for group in &chapter.groups {
            writeln!(out, "\n  {} ({})", told(&group.title), group.findings.len())?;
            let subjects: Vec<String> = group.findings.iter().map(|finding| told(&finding.subject)).collect();
            let width = columns::widest(&subjects).min(SUBJECT_WIDTH);
            for (subject, finding) in subjects.iter().zip(&group.findings) {
                let words = after(&words(finding, colour), &told(&finding.text));
                writeln!(out, "    {}{words}", columns::before(subject, width, (4, 2)))?;
            }
        }
    }
    Ok(())
}

/// What is said behind the words of a text.
fn after(words: &str, said: &str) -> String {
    if words.is_empty() || said.is_empty() { format!("{words}{said}") } else { format!("{words} {said}") }
}

fn words(finding: &Finding, colour: Colour) -> String {
    let signs = |open: &str, close: &str, paint: &str, text: &str| {
        // The white space behind a word belongs to both texts.
        let word = text.trim_end();
        let marked = format!("{open}{word}{close}");
        let marked = match colour {
            Colour::Plain => marked,
            Colour::Coloured => format!("\u{1b}[{paint}m{marked}\u{1b}[0m"),
        };
        format!("{marked}{}", &text[word.len()..])
    };
    joined(finding, |run| match run {
        WordRun::Kept(text) => one_line(text),
        WordRun::Gone(text) => signs("[-", "-]", "31", &one_line(text)),
        WordRun::New(text) => signs("{+", "+}", "32", &one_line(text)),
    })
}

/// The runs of a finding, each as `write` has it, with a space between a word that is gone and the one in its place.
fn joined(finding: &Finding, write: impl Fn(&WordRun) -> String) -> String {
    let mut text = String::new();
    for run in &finding.words {
        if matches!(run, WordRun::New(_)) && !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(&write(run));
    }
    text
}

/// Writes the report as markdown.
pub(super) fn markdown(
    chapters: &[Chapter],
    (from, to): (&str, &str),
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (from, to) = (escaped(from), escaped(to));
    let told = |message: &Message| translate(message, language);
    if chapters.is_empty() {
        let said = say!("Nothing differs in the curriculum between {from} and {to}.", from, to);
        return writeln!(out, "{}", told(&said));
    }
    writeln!(out, "## {}", told(&say!("What changed in the curriculum, from {from} to {to}", from, to)))?;
    for chapter in chapters {
        writeln!(out, "\n### {}", escaped(&told(&chapter.title)))?;
        if !chapter.summary.is_none() {
            writeln!(out, "\n{}", escaped(&told(&chapter.summary)))?;
        }
        for group in &chapter.groups {
            writeln!(out, "\n**{}** ({})\n", told(&group.title), group.findings.len())?;
            for finding in group.findings.iter().take(MOST_IN_COMMENT) {
                let subject = one_line(&told(&finding.subject)).replace('`', "'");
                let words = after(&runs(finding), &escaped(&told(&finding.text)));
                writeln!(out, "- `{subject}` {words}")?;
            }
            let more = group.findings.len().saturating_sub(MOST_IN_COMMENT);
            if more > 0 {
                writeln!(out, "- {}", told(&say!("and {more} more", more)))?;
            }
        }
    }
    Ok(())
}

fn runs(finding: &Finding) -> String {
    let signs = |sign: &str, text: &str| {
        let text = one_line(text);
        let word = text.trim();
        if word.is_empty() {
            return text;
        }
        let (before, after) = (&text[..text.len() - text.trim_start().len()], &text[text.trim_end().len()..]);
        format!("{before}{sign}{}{sign}{after}", escaped(word))
    };
    joined(finding, |run| match run {
        WordRun::Kept(text) => escaped(text),
        WordRun::Gone(text) => signs("~~", text),
        WordRun::New(text) => signs("**", text),
    })
}

/// `text` without markup. Behind an at sign stands a mark without width, or a code host would tell a person of that name.
fn escaped(text: &str) -> String {
    escape_markdown(&one_line(text)).replace('@', "@\u{200B}")
}
