//! Explains in an author's words where a text breaks the rules of TOML.
//!
//! The messages of the TOML reader are written for programmers. `explain` takes the kind of the commonest of them
//! (`toml_fault.rs`), looks at the line, and gives a correction with the author's own words in it:
//!
//! ```text
//! title = Klachten    this text has no quotes around it; write `title = "Klachten"`
//! ```
//!
//! Of a mistake of no known kind the place is said, with the general rules.

use std::ops::Range;

use super::toml_fault::TomlFault;
use crate::diagnostics::{Message, say};
use crate::text::{nearest, slug, trimmed};

/// The help for mistakes that are not recognised.
fn rules() -> Message {
    say!(
        "each line is a name and a value: text between quotes, `title = \"Klachten\"`; numbers without, `hours = 40`; lists between brackets, `[\"c4.6\", \"k.ict\"]`"
    )
}

const TYPOGRAPHIC: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];

/// A mistake in the author's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    /// The mistake, as a sentence without a period.
    pub(super) message: Message,
    /// How to correct it.
    pub(super) help: Message,
    /// Whether it is a habit, such as curly quotes: whoever makes it makes it on every line.
    pub(super) is_habit: bool,
}

impl Mistake {
    pub(super) fn new(message: Message, help: Message) -> Self {
        Self { message, help, is_habit: false }
    }

    /// A mistake that its author probably makes on other lines too.
    pub(super) fn habit(message: Message, help: Message) -> Self {
        Self { message, help, is_habit: true }
    }
}

/// The mistake at `range` of `text`, for which the TOML reader reports the message `reported`.
pub(super) fn explain(reported: &str, text: &str, range: Range<usize>) -> Mistake {
    let (before, rest) = text.split_at_checked(range.start).unwrap_or((text, ""));
    let line = TomlLine {
        before: before.rsplit('\n').next().unwrap_or_default(),
        after: rest.lines().next().unwrap_or_default(),
        value: text.get(range).unwrap_or_default(),
    };
    line.mistake(TomlFault::of(reported))
        .unwrap_or_else(|| Mistake::new(say!("this is not written as a name and a value are"), rules()))
}

/// `text` without the quotes and brackets around it, whole or in part.
pub(super) fn without_quotes(text: &str) -> &str {
    trimmed(trimmed(text).trim_matches(|c| TYPOGRAPHIC.contains(&c) || matches!(c, '"' | '\'' | '[' | ']')))
}

/// The day `1/9/2026`, or with dashes or dots, as it is to be written.
pub(super) fn as_day(text: &str) -> Option<String> {
    let parts: Option<Vec<u32>> = text.trim().split(['/', '-', '.']).map(|part| part.parse().ok()).collect();
    match parts?[..] {
        [day @ 1..=31, month @ 1..=12, year @ 1000..=9999] => Some(format!("{year}-{month:02}-{day:02}")),
        _ => None,
    }
}

/// Whether `text` is probably meant as `true` or `false`.
pub(super) fn is_like_truth(text: &str) -> bool {
    !nearest(text, ["true", "false"]).is_empty()
}

/// A line of the text, split where the mistake is.
struct TomlLine<'a> {
    before: &'a str,
    after: &'a str,
    /// The value that breaks the rules, without what follows it.
    value: &'a str,
}

impl TomlLine<'_> {
    /// The mistake `fault` in the words of its author, if it is of a kind that has them.
    fn mistake(&self, fault: TomlFault) -> Option<Mistake> {
        if let Some(curly) = self.curly_at_one_end(fault) {
            return Some(curly);
        }
        let said = match fault {
            TomlFault::Unquoted => return self.without_quotes(),
            TomlFault::Name => return self.of_name(),
            TomlFault::BehindValue => return self.behind_value(),
            // A word that begins as a number or a special one does.
            TomlFault::Other if self.value.starts_with(char::is_alphabetic) => return self.without_quotes(),
            TomlFault::Other => return None,
            TomlFault::UnclosedText => {
                (say!("this text is not closed"), say!("put `\"` at its end, on the same line"))
            }
            TomlFault::UnclosedLiteral => {
                (say!("this text is not closed"), say!("put `'` at its end, on the same line"))
            }
            TomlFault::Twice => (say!("this name stands twice"), self.one_of_two()),
            TomlFault::Escape => (
                say!("a backslash has a meaning of its own between double quotes"),
                say!("write it twice, `\\\\`, or put the text between single quotes"),
            ),
            TomlFault::UnclosedTable => {
                (say!("this name is not closed"), say!("put `]` behind it: `[covers]`"))
            }
            TomlFault::UnclosedTables => {
                (say!("this name is not closed"), say!("put `]]` behind it: `[[terms]]`"))
            }
            TomlFault::UnclosedList => (say!("this list is not closed"), say!("put `]` at its end")),
            TomlFault::NoComma => (
                say!("there is no comma before this"),
                say!("put one between each two: `[\"c4.6\", \"k.ict\"]`"),
            ),
            TomlFault::LeadingZero => (
                say!("a number does not begin with a zero"),
                say!("leave out the zero; if it belongs to a code, put the code between quotes"),
            ),
            TomlFault::TooDeep => (
                say!("this is nested deeper than anything that is read here"),
                say!("a value has a few brackets within each other at most"),
            ),
            TomlFault::NoBoolean if !is_like_truth(self.value) => return self.without_quotes(),
            TomlFault::NoBoolean => (
                say!("this is neither true nor false, and no text between quotes"),
                say!("write `true` or `false`, in small letters, or put the text between quotes"),
            ),
            TomlFault::Unopened => {
                (say!("this text has a quote at its end alone"), say!("put one at its beginning too"))
            }
            TomlFault::Nameless => (say!("there is no name before this `=`"), rules()),
            TomlFault::UnclosedLines => (say!("this text is not closed"), say!("put `\"\"\"` at its end")),
            TomlFault::UnclosedInline => (say!("this table is not closed"), say!("put `}}` at its end")),
            TomlFault::Day => (say!("this is no date"), say!("put it between quotes, as `\"2024-05-01\"`")),
        };
        Some(Mistake::new(said.0, said.1))
    }

    /// A text with a curly quote at one of its ends, and a straight one at the other.
    fn curly_at_one_end(&self, fault: TomlFault) -> Option<Mistake> {
        let ends_curly = || self.before.trim_end_matches([']', ',', ' ']).ends_with(TYPOGRAPHIC);
        let message = if fault == TomlFault::UnclosedText && ends_curly() {
            say!("the quote at the end of this text is curly; here it must be straight")
        } else if fault == TomlFault::Unopened && self.after.starts_with(TYPOGRAPHIC) {
            say!("the quote at the beginning of this text is curly; here it must be straight")
        } else {
            return None;
        };
        Some(Mistake::habit(message, say!("write `\"` in its place")))
    }

    /// Something stands behind a value that is complete without it.
    fn behind_value(&self) -> Option<Mistake> {
        if self.before.trim_end().ends_with('"') {
            return Some(Mistake::new(
                say!("the text ends at the quote before this"),
                say!("a quote within a text has a backslash before it, `\\\"`, or is curly: “…”"),
            ));
        }
        if self.after.trim() == "," {
            return Some(Mistake::new(
                say!("a line does not end with a comma here"),
                say!("leave the comma out"),
            ));
        }
        self.after.starts_with(',').then(|| {
            Mistake::new(
                say!("a comma does not belong in a number"),
                say!(
                    "a number has a point where it has a fraction, `hours = 37.5`; text stands between quotes"
                ),
            )
        })
    }

    /// A text without quotes, or with the curly quotes of a letter.
    fn without_quotes(&self) -> Option<Mistake> {
        let what = if self.after.trim_start().starts_with(TYPOGRAPHIC) {
            say!("the quotes around this text are curly; here they must be straight")
        } else {
            say!("this text has no quotes around it")
        };
        // The value of a key is taken to be the rest of the line; elsewhere it ends at the next comma or bracket.
        let Some(name) = self.before.trim_end().strip_suffix('=').filter(|name| !name.contains('{')) else {
            return element(self.value).map(|help| Mistake::habit(what, help));
        };
        let text = self.after.split(" #").next().unwrap_or_default();
        let (name, text) = (name.trim(), without_quotes(text));
        if text.is_empty() {
            let help =
                say!("write it, as in `{code}`, or leave the line out", code = format!("{name} = \"…\""));
            return Some(Mistake::new(say!("there is no value behind the `=`"), help));
        }
        if let Some(day) = as_day(text) {
            let help = say!("write the year first, then month and day: `{name} = \"{day}\"`", name, day);
            return Some(Mistake::new(say!("a day is not written so"), help));
        }
        let is_plain = !name.is_empty() && !text.is_empty() && !text.contains(['"', '\\', '[']);
        is_plain.then(|| Mistake::habit(what, say!("write `{code}`", code = format!("{name} = \"{text}\""))))
    }

    /// How one name comes of the two.
    fn one_of_two(&self) -> Message {
        if self.before.trim_start().starts_with('[') {
            return say!("put the lines of both below one of them");
        }
        let value = self.after.split_once('=').map_or("", |(_, value)| value.trim_start());
        if value.starts_with('[') {
            say!("put both lists into one, on one of the two lines")
        } else {
            say!("keep one of the two lines")
        }
    }

    /// Mistakes in names, and between a name and its value.
    fn of_name(&self) -> Option<Mistake> {
        let whole = format!("{}{}", self.before, self.after);
        let is_word = |name: &str| !name.trim().is_empty() && !name.trim().contains([' ', '"', '=', '[']);
        if let Some((name, value)) = whole.split_once(':').filter(|(name, _)| is_word(name)) {
            let value = value.trim();
            let is_written = value.starts_with(['"', '[', '\''])
                || value.parse::<f64>().is_ok()
                || matches!(value, "true" | "false");
            let value = if is_written { value.to_owned() } else { format!("\"{value}\"") };
            return Some(Mistake::habit(
                say!("a name and its value have `=` between them, not a colon"),
                say!("write `{code}`", code = format!("{} = {value}", name.trim())),
            ));
        }
        match whole.split_once('=') {
            Some((name, _)) if name.trim().contains(' ') => Some(Mistake::new(
                say!("a name is one word"),
                say!("put it between quotes, or leave out the space"),
            )),
            None => Some(Mistake::new(say!("there is no `=` on this line"), rules())),
            Some((name, value)) if !name.is_ascii() => {
                let code = format!("\"{}\" = {}", name.trim(), value.trim());
                let what = say!("a name with other letters than a to z stands between quotes");
                let plain = format!("{} = {}", slug(name), value.trim());
                let help = say!(
                    "a level is written as in `leerlijn.toml`, mostly without accents: `{plain}`; any other name stands between quotes: `{code}`",
                    plain,
                    code
                );
                Some(Mistake::new(what, help))
            }
            Some(_) => None,
        }
    }
}

/// How to write the text `value` of a list. Names with only a space between them are several.
fn element(value: &str) -> Option<Message> {
    let text = without_quotes(value);
    let words: Vec<&str> = text.split_whitespace().map(without_quotes).collect();
    let is_id = |word: &&str| word.contains(|c: char| c == '.' || c.is_ascii_digit());
    let texts = if words.iter().all(is_id) { words } else { vec![text] };
    let is_plain = !text.is_empty() && !text.contains(['"', '\\']);
    is_plain.then(|| say!("write `{code}`", code = format!("\"{}\"", texts.join("\", \""))))
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::explain;

    /// The message and the help for the first mistake in `text`.
    fn said(text: &str) -> String {
        let (_, errors) = DeTable::parse_recoverable(text);
        let first = errors.first().expect("a mistake");
        let mistake = explain(first.message(), text, first.span().unwrap_or(0..0));
        format!("{}; {}", mistake.message.english(), mistake.help.english())
    }

    #[test]
    fn mistakes_are_said_in_the_words_of_authors() {
        let cases = [
            ("title = Klachten", "this text has no quotes around it; write `title = \"Klachten\"`"),
            (
                "title = “Klachten\"",
                "the quote at the beginning of this text is curly; here it must be straight; write `\"` in its place",
            ),
            ("title = nieuw", "this text has no quotes around it; write `title = \"nieuw\"`"),
            (
                "title = “Klachten”",
                "the quotes around this text are curly; here they must be straight; write `title = \"Klachten\"`",
            ),
            ("title = \"Klachten", "this text is not closed; put `\"` at its end, on the same line"),
            ("title = 'Klachten", "this text is not closed; put `'` at its end, on the same line"),
            (
                "title: Klachten",
                "a name and its value have `=` between them, not a colon; write `title = \"Klachten\"`",
            ),
            ("draft: true", "a name and its value have `=` between them, not a colon; write `draft = true`"),
            ("hours: 40", "a name and its value have `=` between them, not a colon; write `hours = 40`"),
            ("mijn titel = \"A\"", "a name is one word; put it between quotes, or leave out the space"),
            (
                "title = \"Een \"goed\" gesprek\"",
                "the text ends at the quote before this; a quote within a text has a backslash before it, `\\\"`, or is curly: “…”",
            ),
            (
                "title = \"C:\\map\"",
                "a backslash has a meaning of its own between double quotes; write it twice, `\\\\`, or put the text between single quotes",
            ),
            (
                "hours = 4,5",
                "a comma does not belong in a number; a number has a point where it has a fraction, `hours = 37.5`; text stands between quotes",
            ),
            (
                "hours = 04",
                "a number does not begin with a zero; leave out the zero; if it belongs to a code, put the code between quotes",
            ),
            ("[covers\nx = []", "this name is not closed; put `]` behind it: `[covers]`"),
            ("[[terms\nx = []", "this name is not closed; put `]]` behind it: `[[terms]]`"),
            ("x = [\"c1\", \"c2\"", "this list is not closed; put `]` at its end"),
            (
                "x = [\"c1\" \"c2\"]",
                "there is no comma before this; put one between each two: `[\"c4.6\", \"k.ict\"]`",
            ),
            ("a = 1\na = 2", "this name stands twice; keep one of the two lines"),
            ("changed = 2024-13-45", "this is no date; put it between quotes, as `\"2024-05-01\"`"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected, "{text}");
        }
        assert!(said("Klachten en weerstand").starts_with("there is no `=` on this line; each line is"));
        assert!(said("a = 0X1").starts_with("this is not written as a name and a value are; each line"));
    }

    #[test]
    fn help_is_for_what_is_wrong_alone() {
        for (text, expected) in [
            ("x = [c1.1, c1.2]", "this text has no quotes around it; write `\"c1.1\"`"),
            ("x = [c1.1 c1.2]", "this text has no quotes around it; write `\"c1.1\", \"c1.2\"`"),
            ("x = [een zin]", "this text has no quotes around it; write `\"een zin\"`"),
            ("x = { a = b }", "this text has no quotes around it; write `\"b\"`"),
            (
                "x = [\"a\", “c1.2”]",
                "the quotes around this text are curly; here they must be straight; write `\"c1.2\"`",
            ),
            (
                "title = \"Klachten”",
                "the quote at the end of this text is curly; here it must be straight; write `\"` in its place",
            ),
            (
                "changed = 1/9/2026",
                "a day is not written so; write the year first, then month and day: `changed = \"2026-09-01\"`",
            ),
            ("a = [1]\na = [2]", "this name stands twice; put both lists into one, on one of the two lines"),
            ("[a]\n[a]", "this name stands twice; put the lines of both below one of them"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
