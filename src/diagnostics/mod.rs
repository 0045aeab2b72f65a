//! Tells an author what is wrong in a file, where, and what to do about it.
//!
//! A [`Diagnostic`] is one mistake or remark: its [`Code`], a sentence, a place in a file and, where possible, help.
//! The layers above find mistakes and collect them in lists; [`Report`] puts those of a whole run in order. Nothing
//! here reads a disk or knows about colours: showing a diagnostic is the business of the command line and the
//! preview.
//!
//! The codes are a closed list, and each has a page in `docs/diagnostics` with an example. `tests/diagnostics.rs`
//! runs these examples, except for those of imports (`L7…`), which are documents and not sites.

mod code;
mod message;
mod problems;
mod report;

pub use code::{Cause, Code, Severity};
pub use message::{Argument, Message, Translation, one_of};
pub(crate) use message::{count, say};
pub use problems::{Problems, Reported};
pub use report::{Report, Totals};

use crate::text::{SourcePath, Span, latin_twin};

/// So many characters of a message are shown.
const MOST: usize = 600;

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: SourcePath,
    /// The part of it.
    pub span: Span,
}

impl Place {
    /// The place `span` of `file`.
    pub fn new(file: &SourcePath, span: Span) -> Self {
        Self { file: file.clone(), span }
    }
}

/// One mistake or remark, as the author of the content reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code of this kind of mistake.
    pub code: Code,
    /// How bad it is here; starts as the code's own severity.
    pub severity: Severity,
    /// One sentence without a final period.
    pub message: Message,
    /// Where.
    pub place: Place,
    /// Other places that belong to it, each with a few words: "first used here".
    pub related: Vec<(Place, Message)>,
    /// How to correct it, when there is something to say beyond the message.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity, without help.
    pub fn new(code: Code, place: Place, message: impl Into<Message>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: with_twins(message.into().at_most(MOST)),
            place,
            related: Vec::new(),
            help: None,
        }
    }

    /// The same diagnostic with help.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same diagnostic with one more place, and a few words on how it is related.
    #[must_use]
    pub fn related(mut self, place: Place, what: impl Into<Message>) -> Self {
        self.related.push((place, what.into()));
        self
    }
}

/// `message`, with a warning when a name between backticks has a Cyrillic or Greek letter that looks like a Latin
/// one. A name with other letters of that alphabet as well is a word of its language.
fn with_twins(message: Message) -> Message {
    let text = message.english();
    if text.is_ascii() {
        return message;
    }
    let is_of_name = |part: &&str| part.chars().any(|c| c.is_ascii_alphanumeric());
    let names = text.split('`').skip(1).step_by(2).filter(is_of_name);
    let twin = names.filter_map(|name| {
        let mut foreign =
            name.chars().filter(|c| c.is_alphabetic() && !is_latin(*c)).map(|c| (c, latin_twin(c)));
        let (letter, twin) = foreign.next()?;
        foreign.all(|(_, twin)| twin.is_some()).then_some((letter, twin?))
    });
    let Some((letter, (twin, alphabet))) = twin.into_iter().next() else { return message };
    say!(
        "{message} (its `{letter}` is the {alphabet} letter, not the `{twin}` that it looks like)",
        message,
        letter,
        alphabet = if alphabet == "Greek" { say!("Greek") } else { say!("Cyrillic") },
        twin
    )
}

/// Whether `c` is a letter as languages with Latin letters have them.
fn is_latin(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The help that offers near names: "did you mean `c4.6`?", or `otherwise` when none is near.
pub fn did_you_mean(nearest: &[&str], otherwise: Message) -> Message {
    if nearest.is_empty() { otherwise } else { say!("did you mean {names}?", names = one_of(nearest)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_another_alphabet_is_said() {
        let message = |text: &str| {
            Diagnostic::new(
                Code::L301,
                Place::new(&SourcePath::new("a"), Span::at(0)),
                Message::verbatim(text),
            )
            .message
            .english()
        };
        assert_eq!(
            message("there is no item `с1.1`"),
            "there is no item `с1.1` (its `с` is the Cyrillic letter, not the `c` that it looks like)"
        );
        for text in
            ["there is no item `c1.1`", "there is no item `één`", "there is no item `щс1`", "с `c1.1`"]
        {
            assert_eq!(message(text), text);
        }
    }
}
