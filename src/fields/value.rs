//! A TOML value with its span, and the advice for one of the wrong type.
//!
//! Where a key was to be a list and is a text, for instance, the advice is `write covers = ["c1.1", "c1.2"]`, made of
//! the author's own words. Advice is given only where following it leads to a value of the wanted type.

use toml::de::DeValue;

use super::reading::TextReading;
use super::{Fields, toml_mistake};
use crate::diagnostics::{Message, Reported, say};
use crate::text::{Amount, Span, compose};

/// A TOML value and where it stands.
#[derive(Debug, Clone)]
pub struct Value {
    /// The place in the file.
    pub span: Span,
    pub(super) kind: ValueKind,
    /// That it breaks the rules of TOML.
    pub(super) broken: Option<Reported>,
    /// For a text that does: the rest of its line, from its start.
    pub(super) written: Option<Box<str>>,
}

#[derive(Debug, Clone)]
pub(super) enum ValueKind {
    String(String),
    /// A whole number; plain if it was written in decimal digits alone, so that it can also be read as a text.
    Integer {
        value: i64,
        is_plain: bool,
    },
    /// A number with a fraction, as it is written.
    Fraction(String),
    Boolean(bool),
    Array(Vec<Value>),
    Table(Fields),
    Other(Message),
    /// It breaks the rules of TOML, and nobody knows its meaning.
    Unread(Reported),
}

/// How to write a list.
fn brackets() -> Message {
    say!("put each text between quotes, a comma between each two, and brackets around them all")
}

/// The type that a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WantedValue {
    Text,
    /// A text or a number, shown as it is written.
    TextOrNumber,
    Number,
    /// A number that may have a fraction.
    Amount,
    Boolean,
    Texts,
    /// One of a list of texts.
    TextInList,
    Table,
    Tables,
}

impl WantedValue {
    pub(super) fn name(self) -> Message {
        match self {
            Self::Text => say!("text"),
            Self::TextOrNumber => say!("text or a number"),
            Self::Number => say!("a whole number, 0 or more"),
            Self::Amount => say!("a number, 0 or more, such as 40 or 37.5"),
            Self::Boolean => say!("true or false"),
            Self::Texts | Self::TextInList => say!("a list of texts, such as [\"c4.6\", \"k.ict\"]"),
            Self::Table => say!("a table"),
            Self::Tables => say!("a list of tables"),
        }
    }
}

impl Value {
    pub(super) fn from_toml(reading: &TextReading<'_>, value: toml::Spanned<DeValue<'_>>) -> Self {
        let span = reading.span(value.span());
        let kind = match value.into_inner() {
            DeValue::String(text) => ValueKind::String(compose(&text).into_owned()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                // `0x1F`, `+5` and `1_000` are numbers whose digits are others than those that stand there.
                Ok(value) => {
                    let is_plain = number.radix() == 10 && value.to_string().len() == span.range().len();
                    ValueKind::Integer { value, is_plain }
                }
                Err(_) => ValueKind::Other(say!("a number that is too large")),
            },
            DeValue::Float(number) => ValueKind::Fraction(number.as_str().to_owned()),
            DeValue::Boolean(value) => ValueKind::Boolean(value),
            DeValue::Datetime(_) => ValueKind::Other(say!("a date")),
            DeValue::Array(values) => {
                ValueKind::Array(values.into_iter().map(|value| Self::from_toml(reading, value)).collect())
            }
            DeValue::Table(table) => ValueKind::Table(Fields::from_toml(reading, span, table)),
        };
        let broken = reading.origin.broken(span);
        // A word without quotes is taken for the number or the truth that begins as it does: `nl` for `nan`, `fr` for `false`.
        let is_word = match &kind {
            ValueKind::Fraction(text) => text.starts_with(char::is_alphabetic),
            ValueKind::Boolean(_) => !toml_mistake::is_like_truth(reading.written(span)),
            _ => false,
        };
        let kind = if broken.is_some() && is_word {
            ValueKind::String(reading.written(span).to_owned())
        } else {
            kind
        };
        match (kind, broken) {
            (ValueKind::Other(_), Some(reported)) => {
                Self { span, kind: ValueKind::Unread(reported), broken, written: None }
            }
            (ValueKind::String(text), Some(_)) => {
                // The help already says how to write this day; it must not be reported again for not being a date.
                let meant = toml_mistake::as_day(&text);
                let text = meant.unwrap_or_else(|| toml_mistake::without_quotes(&text).to_owned());
                Self {
                    span,
                    kind: ValueKind::String(text),
                    broken,
                    written: Some(reading.rest_of_line(span)),
                }
            }
            (kind, _) => Self { span, kind, broken, written: None },
        }
    }

    /// The text of a string value.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value where it is true or false.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            ValueKind::Boolean(is) => Some(is),
            _ => None,
        }
    }

    /// The texts of a value that is a list of nothing but texts, and not empty.
    pub(super) fn texts(&self) -> Option<Vec<&str>> {
        let ValueKind::Array(values) = &self.kind else { return None };
        values.iter().map(Self::as_str).collect::<Option<Vec<&str>>>().filter(|texts| !texts.is_empty())
    }

    /// The name of this type of value in messages.
    pub(super) fn type_name(&self) -> Message {
        match self.kind {
            ValueKind::String(_) => say!("text"),
            ValueKind::Integer { .. } => say!("a whole number"),
            ValueKind::Fraction(_) => say!("a number with a fraction"),
            ValueKind::Boolean(_) => say!("true or false"),
            ValueKind::Array(_) => say!("a list"),
            ValueKind::Table(_) => say!("a table"),
            ValueKind::Other(ref name) => name.clone(),
            ValueKind::Unread(_) => Message::none(),
        }
    }

    /// Advice on writing the value of `key` so that it has the type `wanted`.
    pub(super) fn help(&self, key: &str, wanted: WantedValue) -> Option<Message> {
        match (wanted, &self.kind) {
            (WantedValue::Number, ValueKind::String(text)) => {
                let digits = text.trim_start().split(|c: char| !c.is_ascii_digit()).next();
                match digits.and_then(|digits| digits.parse::<u32>().ok()) {
                    Some(number) => Some(say!("write `{code}`", code = format!("{key} = {number}"))),
                    None => Some(say!("write it in digits, without quotes, such as `40`")),
                }
            }
            (WantedValue::Amount, ValueKind::String(text)) => {
                let number = text.trim().replace(',', ".");
                let number = number.split(|c: char| !c.is_ascii_digit() && c != '.').next();
                match number.and_then(|number| number.parse::<Amount>().ok()) {
                    Some(number) => Some(say!("write `{code}`", code = format!("{key} = {number}"))),
                    None => Some(say!("write it in digits, without quotes, such as `40` or `37.5`")),
                }
            }
            (WantedValue::TextOrNumber, ValueKind::Table(_)) => {
                Some(say!("a name that has a dot stands between quotes, as in `\"Lokaal 2.10\" = \"…\"`"))
            }
            (WantedValue::TextOrNumber, ValueKind::Array(_)) => {
                Some(say!("write `{code}`", code = format!("\"{}\"", self.texts()?.join(", "))))
            }
            (WantedValue::TextInList, ValueKind::Integer { value, is_plain: true }) => {
                Some(say!("write `{code}`", code = format!("\"{value}\"")))
            }
            (WantedValue::Texts, ValueKind::String(_)) => {
                let Some(words) = self.words() else { return Some(brackets()) };
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                Some(say!("write `{code}`", code = format!("{key} = [{}]", words.join(", "))))
            }
            (WantedValue::Texts, ValueKind::Integer { .. }) => Some(brackets()),
            (
                WantedValue::Text | WantedValue::TextOrNumber,
                ValueKind::Integer { .. }
                | ValueKind::Fraction(_)
                | ValueKind::Boolean(_)
                | ValueKind::Other(_),
            )
            | (WantedValue::TextInList, ValueKind::Integer { is_plain: false, .. }) => {
                Some(say!("put it between quotes"))
            }
            _ => None,
        }
    }

    /// The names in a text that is meant as a list of names: `c1.1, c1.2`. Between ids and codes a space parts them too;
    /// otherwise it belongs to a name, such as `Els Peeters`.
    pub(super) fn words(&self) -> Option<Vec<String>> {
        const MOST: usize = 8;
        let ValueKind::String(text) = &self.kind else { return None };
        let written = self.written.as_deref().unwrap_or(text);
        let is_id = |word: &str| word.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '*'));
        let are_ids = written.split_whitespace().all(is_id);
        let parts = |c: char| matches!(c, ',' | ';') || are_ids && c.is_whitespace();
        let words = written.split(parts).map(|word| toml_mistake::without_quotes(word.trim()));
        let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let is_name = |word: &String| {
            word.chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '*' | ' ' | '\'' | '’'))
        };
        ((1..=MOST).contains(&words.len()) && words.iter().all(is_name)).then_some(words)
    }
}
