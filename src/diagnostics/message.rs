//! A sentence that the program says, before it is known in which language somebody reads it.
//!
//! A [`Message`] is made by [`say!`](say), which has the English sentence with the names of its arguments:
//!
//! ```text
//! say!("module `{name}` stands twice in this programme", name = module.value)
//! ```
//!
//! So the code can be read, and whoever shows the message asks for its words in one language: the English ones are at
//! hand ([`Message::english`]), all others stand in the catalogues of `src/words`, which are looked up by the English
//! sentence ([`Message::in_words`]). An argument may be a message itself, and is then said in the same language. A
//! sentence with a number in it has three forms and is made by [`count!`](count).
//!
//! A message cannot be shown by accident: it has no `Display`. Nor does a text become one by accident, so that the compiler
//! holds that each sentence has its translations: a text that is no sentence of ours, such as a name or what the system
//! says, becomes one by [`Message::verbatim`] alone.

use std::fmt;
use std::sync::Arc;

use crate::text::Amount;

/// The words of one language: the translation of an English sentence, if there is one.
pub type Translation<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

/// A sentence, or a part of one, with what it is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message(Arc<Said>);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Said {
    /// A text that is the same in every language.
    Verbatim(String),
    /// A sentence of the program.
    Sentence(Sentence),
    /// Messages behind each other.
    Joined(Vec<Message>, &'static str),
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Sentence {
    /// The English sentence, with `{name}` where an argument stands; for a number three of them, with ` | ` between.
    english: &'static str,
    /// The number that chooses one of the three forms.
    number: Option<usize>,
    arguments: Vec<(&'static str, Message)>,
    /// How many characters are shown at most.
    most: Option<usize>,
}

/// A sentence of the program with its arguments: `say!("there is no item `{name}`", name)`. An argument is anything
/// that can be displayed, or a message. A test finds every sentence in the sources and asks for its translations.
macro_rules! say {
    ($english:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        // The compiler holds the names in the sentence against the arguments.
        let _ = format_args!($english $(, $name = $crate::diagnostics::say!(@name $name))*);
        $crate::diagnostics::Message::sentence(
            $english,
            None,
            vec![$((stringify!($name), $crate::diagnostics::say!(@value $name $(= $value)?))),*],
        )
    }};
    (@name $name:ident) => { stringify!($name) };
    (@value $name:ident = $value:expr) => { $crate::diagnostics::Argument::message(&$value) };
    (@value $name:ident) => { $crate::diagnostics::Argument::message(&$name) };
}

/// A sentence about a number: `count!(pages, "no pages", "1 page", "{n} pages")`. The number stands in it as `{n}`, and
/// further arguments as they do in [`say!`](say).
macro_rules! count {
    ($number:expr, $none:literal, $one:literal, $many:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        let number: usize = $number;
        $crate::diagnostics::Message::sentence(
            concat!($none, " | ", $one, " | ", $many),
            Some(number),
            vec![
                ("n", $crate::diagnostics::Argument::message(&number)),
                $((stringify!($name), $crate::diagnostics::say!(@value $name $(= $value)?))),*
            ],
        )
    }};
}

pub(crate) use {count, say};

/// Anything that can stand in a sentence.
pub trait Argument {
    /// It as a message.
    fn message(&self) -> Message;
}

impl<T: fmt::Display + ?Sized> Argument for T {
    fn message(&self) -> Message {
        Message::verbatim(self.to_string())
    }
}

impl Argument for Message {
    fn message(&self) -> Message {
        self.clone()
    }
}

impl Argument for &Message {
    fn message(&self) -> Message {
        (*self).clone()
    }
}

impl Message {
    /// A text that is no sentence of the program and is the same in all languages.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self(Arc::new(Said::Verbatim(text.into())))
    }

    /// The sentence `english`, in the form for `number`; for the macros, which hold sentence and arguments together.
    pub fn sentence(
        english: &'static str,
        number: Option<usize>,
        arguments: Vec<(&'static str, Self)>,
    ) -> Self {
        Self(Arc::new(Said::Sentence(Sentence { english, number, arguments, most: None })))
    }

    /// `parts` behind each other, with `separator` between them.
    pub fn joined(parts: impl IntoIterator<Item = Self>, separator: &'static str) -> Self {
        Self(Arc::new(Said::Joined(parts.into_iter().collect(), separator)))
    }

    /// `parts` in one sentence, with the sign between them that the language of the reader writes there.
    pub fn in_one(parts: impl IntoIterator<Item = Self>) -> Self {
        let both = |one: Self, other: Self| say!("{one}; {other}", one, other);
        parts.into_iter().reduce(both).unwrap_or_else(Self::none)
    }

    /// A number with at most two decimals, behind a comma in the languages that write one.
    pub fn amount(amount: Amount) -> Self {
        let text = amount.to_string();
        match text.split_once('.') {
            Some((whole, part)) => say!("{whole}.{part}", whole, part),
            None => Self::verbatim(text),
        }
    }

    /// No words at all.
    pub fn none() -> Self {
        Self::verbatim("")
    }

    /// Whether it has no words.
    pub fn is_none(&self) -> bool {
        match &*self.0 {
            Said::Verbatim(text) => text.is_empty(),
            Said::Sentence(_) => false,
            Said::Joined(parts, _) => parts.iter().all(Self::is_none),
        }
    }

    /// The message in English.
    pub fn english(&self) -> String {
        self.in_words(&|_| None)
    }

    /// The message in the words of `translation`; a sentence that it does not have is English.
    pub fn in_words(&self, translation: Translation<'_>) -> String {
        let mut out = String::new();
        self.write(translation, &mut out);
        out
    }

    /// The same message, of which nobody is shown more than `most` characters: its middle is cut out.
    #[must_use]
    pub(super) fn at_most(self, most: usize) -> Self {
        match &*self.0 {
            Said::Verbatim(text) => Self::verbatim(shortened(text.clone(), most)),
            Said::Sentence(sentence) => {
                Self(Arc::new(Said::Sentence(Sentence { most: Some(most), ..sentence.clone() })))
            }
            Said::Joined(..) => self,
        }
    }

    fn write(&self, translation: Translation<'_>, out: &mut String) {
        match &*self.0 {
            Said::Verbatim(text) => out.push_str(text),
            Said::Joined(parts, separator) => {
                for (at, part) in parts.iter().enumerate() {
                    if at > 0 {
                        out.push_str(separator);
                    }
                    part.write(translation, out);
                }
            }
            Said::Sentence(sentence) => match sentence.most {
                None => sentence.write(translation, out),
                Some(most) => {
                    let mut whole = String::new();
                    sentence.write(translation, &mut whole);
                    out.push_str(&shortened(whole, most));
                }
            },
        }
    }
}

impl Sentence {
    fn write(&self, translation: Translation<'_>, out: &mut String) {
        let words = translation(self.english).unwrap_or(self.english);
        let form = match self.number {
            Some(number) => words.split(" | ").nth(number.min(2)).unwrap_or(words),
            None => words,
        };
        let mut rest = form;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let (bracket, behind) = rest[at..].split_at(1);
            // A bracket that stands for itself is written twice.
            if behind.starts_with(bracket) {
                out.push_str(bracket);
                rest = &behind[1..];
                continue;
            }
            let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
            if let Some((_, argument)) = self.arguments.iter().find(|(known, _)| *known == name) {
                argument.write(translation, out);
            }
            rest = behind;
        }
        out.push_str(rest);
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.english(), f)
    }
}

impl From<&Message> for Message {
    fn from(message: &Message) -> Self {
        message.clone()
    }
}

impl Default for Message {
    fn default() -> Self {
        Self::none()
    }
}

/// `names` between backticks, of which one is meant: "`a`, `b` or `c`".
pub fn one_of(names: &[&str]) -> Message {
    match names {
        [] => Message::none(),
        [one] => say!("`{one}`", one),
        [first @ .., last] => say!("`{names}` or `{last}`", names = first.join("`, `"), last),
    }
}

/// `text`, with the middle cut out when it is too long for a person to read.
fn shortened(text: String, most: usize) -> String {
    if text.len() <= most || text.chars().count() <= most {
        return text;
    }
    let ends = most * 5 / 12;
    let start: String = text.chars().take(ends).collect();
    let end: Vec<char> = text.chars().rev().take(ends).collect();
    let end: String = end.into_iter().rev().collect();
    format!("{start} … {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch(english: &str) -> Option<&'static str> {
        Some(match english {
            "there is no item `{name}`" => "er is geen item `{name}`",
            "no pages | 1 page | {n} pages" => "geen pagina’s | 1 pagina | {n} pagina’s",
            "{pages} with {what}" => "met {what} zijn er {pages}",
            _ => return None,
        })
    }

    #[test]
    fn a_message_is_said_in_the_words_that_are_asked_for() {
        let name = "c1.1";
        let message = say!("there is no item `{name}`", name);
        assert_eq!(message.english(), "there is no item `c1.1`");
        assert_eq!(message.in_words(&dutch), "er is geen item `c1.1`");
        assert_eq!(say!("nothing of {{the}} kind").in_words(&dutch), "nothing of {the} kind");
        assert_eq!(Message::verbatim("{name} }").in_words(&dutch), "{name} }");
    }

    #[test]
    fn a_message_within_another_is_said_in_the_same_words() {
        let said = |number: usize| {
            let pages = count!(number, "no pages", "1 page", "{n} pages");
            say!("{pages} with {what}", pages, what = "{brackets}")
        };
        assert_eq!(said(0).english(), "no pages with {brackets}");
        assert_eq!(said(1).in_words(&dutch), "met {brackets} zijn er 1 pagina");
        assert_eq!(said(7).in_words(&dutch), "met {brackets} zijn er 7 pagina’s");
        let all = Message::joined([said(1), Message::verbatim("x")], ", ");
        assert_eq!(all.in_words(&dutch), "met {brackets} zijn er 1 pagina, x");
    }

    #[test]
    fn a_message_that_nobody_would_read_is_cut_in_the_middle() {
        let long = say!("there is no item `{name}`", name = "x".repeat(700)).at_most(24);
        assert_eq!(long.in_words(&dutch), "er is geen … xxxxxxxxx`");
    }
}
