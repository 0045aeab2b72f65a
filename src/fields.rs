//! Reads a TOML table key by key, and reports a mistake in a key at the place where it stands.
//!
//! The settings and the front matter of pages are read with this. A caller takes each key that it knows as the type
//! that it expects, and ends with [`Table::finish`], which reports the keys that nobody took:
//!
//! ```text
//! let mut table = Table::parse(…);
//! table.string("title", …)               a value of another type is reported, and the answer is None
//! table.number("hours", …)
//! table.finish(&["title", "hours"], …)   `titel` is left: unknown key, did you mean `title`?
//! ```
//!
//! Nothing is skipped in silence, and nothing is said twice: a text that is not TOML is first repaired (`mend`), so
//! that one slip does not hide the keys below it, and a value that breaks the rules of TOML is reported once, also
//! when its type is wrong as well. Callers choose the codes, since settings and front matter have their own.

mod mend;
mod misplaced;
mod reading;
mod toml_mistake;
mod value;

use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use self::reading::Reading;
pub use self::value::Value;
use self::value::{ValueKind, WantedValue};

use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::text::{SourcePath, Span, Spanned, is_control, nearest, trimmed};

/// The codes under which one kind of table reports.
#[derive(Debug, Clone, Copy)]
pub struct TableCodes {
    /// The text is not TOML.
    pub syntax: Code,
    /// A key that means nothing.
    pub unknown_key: Code,
    /// A value of the wrong type or outside its range.
    pub value: Code,
}

/// The facts that all values of one text share.
#[derive(Debug)]
struct Origin {
    file: SourcePath,
    codes: TableCodes,
    /// The parts of the file that break the rules of TOML, in order.
    broken: Vec<Span>,
    /// The syntax errors of this text that were reported already, as a range of the list of diagnostics; they stand
    /// in the order of the text.
    said: Range<usize>,
    /// Whether the name of a table was not understood. Keys may then be meant for another table, so unknown ones are
    /// not reported.
    is_mixed: bool,
}

impl Origin {
    /// Whether the value at `span` breaks the rules of TOML, which is reported already.
    fn is_broken(&self, span: Span) -> bool {
        let next = self.broken.partition_point(|broken| broken.start < span.start);
        self.broken.get(next).is_some_and(|broken| broken.start <= span.end)
    }
}

/// A TOML table whose keys are taken one by one; [`Table::finish`] reports those that are left.
#[derive(Debug, Clone)]
pub struct Table {
    origin: Arc<Origin>,
    /// The part of the file that the table takes.
    pub span: Span,
    entries: Vec<(Spanned<String>, Value)>,
}

impl Table {
    /// Reads `text`, which stands at byte `offset` of `file`. Mistakes of syntax are reported in `problems`, and the
    /// table has the entries that could be read in spite of them.
    pub fn parse(
        file: &SourcePath,
        text: &str,
        offset: usize,
        codes: TableCodes,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let whole = Span::new(offset..offset + text.len());
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Self::from_toml(&Reading::new(file, codes, text, offset), whole, table.into_inner());
        }
        let mended = mend::mended(text);
        let (table, errors) = DeTable::parse_recoverable(&mended.text);
        let mut reading = Reading::new(file, codes, text, offset);
        reading.mended = Some(&mended);
        let errors: Vec<(Span, &str)> = errors
            .iter()
            .map(|error| (reading.span(error.span().unwrap_or(0..0)), error.message()))
            .collect();
        let is_mixed = errors.iter().any(|(_, message)| toml_mistake::misplaces_keys(message));
        let mut broken: Vec<Span> = errors.iter().map(|(span, _)| *span).collect();
        broken.sort_unstable();
        let first = problems.len();
        reading.report(&errors, problems);
        let said = first..problems.len();
        reading.origin = Arc::new(Origin { file: file.clone(), codes, broken, said, is_mixed });
        Self::from_toml(&reading, whole, table.into_inner())
    }

    fn from_toml(reading: &Reading<'_>, span: Span, table: DeTable<'_>) -> Self {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = reading.span(key.span());
                let key = Spanned::new(key.into_inner().into_owned(), key_span);
                (key, Value::from_toml(reading, value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        Self { origin: Arc::clone(&reading.origin), span, entries }
    }

    /// The place of `span` in this table's file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.origin.file, span)
    }

    /// Whether `key` is there and not taken yet.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known.value == key)
    }

    /// The text at `key`, without taking it.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.entries.iter().find(|(known, _)| known.value == key)?.1.as_str()
    }

    /// Takes the value of `key`, whatever its type.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        let at = self.entries.iter().position(|(known, _)| known.value == key)?;
        Some(self.entries.remove(at).1)
    }

    /// Takes `key` as text.
    pub fn string(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        let value = self.take(key)?;
        match value.kind {
            ValueKind::String(text) if text.contains(is_control) => {
                let message = format!("`{key}` has a control character, which no page can show");
                let help = "leave it out; it is written as `\\u` and four digits".to_owned();
                self.refuse(value.span, message, help, problems);
                Some(Spanned::new(text.replace(is_control, ""), value.span))
            }
            ValueKind::String(text) => Some(Spanned::new(text, value.span)),
            // A version or a code may look like a number. It is accepted as text if it is shown as it was written: of
            // `0x1F` a page would show 31.
            ValueKind::Integer { value: number, is_plain: true } => {
                Some(Spanned::new(number.to_string(), value.span))
            }
            _ => self.mismatch(key, WantedValue::Text, &value, problems),
        }
    }

    /// Takes `key` as a whole number that is not negative.
    pub fn number(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Spanned<u32>> {
        let value = self.take(key)?;
        match value.kind {
            ValueKind::Integer { value: number, .. } => {
                if let Ok(number) = u32::try_from(number) {
                    return Some(Spanned::new(number, value.span));
                }
                let what = if number < 0 { "less than 0" } else { "too large" };
                let message = format!("`{key}` must be a whole number, 0 or more, but {number} is {what}");
                problems.push(Diagnostic::new(self.origin.codes.value, self.place(value.span), message));
                None
            }
            _ => self.mismatch(key, WantedValue::Number, &value, problems),
        }
    }

    /// Takes `key` as true or false.
    pub fn boolean(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Spanned<bool>> {
        let value = self.take(key)?;
        match value.kind {
            ValueKind::Boolean(is) => Some(Spanned::new(is, value.span)),
            _ => self.mismatch(key, WantedValue::Boolean, &value, problems),
        }
    }

    /// Takes `key` as a list of texts.
    pub fn strings(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Vec<Spanned<String>>> {
        let value = self.take(key)?;
        self.strings_of(key, value, problems)
    }

    /// Takes `key` as a table.
    pub fn table(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let value = self.take(key)?;
        match value.kind {
            ValueKind::Table(table) => Some(table),
            _ => self.mismatch(key, WantedValue::Table, &value, problems),
        }
    }

    /// Takes `key` as a list of tables.
    pub fn tables(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Vec<Self>> {
        let value = self.take(key)?;
        let ValueKind::Array(values) = value.kind else {
            return self.mismatch(key, WantedValue::Tables, &value, problems);
        };
        let tables = values.into_iter().filter_map(|value| match value.kind {
            ValueKind::Table(table) => Some(table),
            _ => self.mismatch(key, WantedValue::Tables, &value, problems),
        });
        Some(tables.collect())
    }

    /// Takes every key that is left, each as a list of texts: `aangebracht = ["c4.6"]`.
    pub fn into_string_lists(
        mut self,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let entries = std::mem::take(&mut self.entries);
        entries
            .into_iter()
            .filter_map(|(key, value)| {
                let list = self.strings_of(&key.value, value, problems)?;
                Some((key, list))
            })
            .collect()
    }

    /// Takes every key that is left, each as a text or a number: `vks = 3`.
    pub fn into_texts(self, problems: &mut Vec<Diagnostic>) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut table = self;
        let keys: Vec<Spanned<String>> = table.entries.iter().map(|(key, _)| key.clone()).collect();
        let texts = keys.into_iter().filter_map(|key| {
            let text = table.string(&key.value, problems)?;
            Some((key, text))
        });
        texts.collect()
    }

    /// Takes every key that is left, each as a text: `"c10.6" = "On the work placement."`.
    pub fn into_strings(mut self, problems: &mut Vec<Diagnostic>) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut found = Vec::new();
        for (key, value) in std::mem::take(&mut self.entries) {
            self.string_at(key, value, problems, &mut found);
        }
        found
    }

    fn string_at(
        &self,
        key: Spanned<String>,
        value: Value,
        problems: &mut Vec<Diagnostic>,
        found: &mut Vec<(Spanned<String>, Spanned<String>)>,
    ) {
        let is_dotted = value.span == key.span;
        match value.kind {
            ValueKind::String(text) => found.push((key, Spanned::new(text, value.span))),
            // Without quotes, a dot separates the name of a table from a key: `k.ict` is `ict` in the table `k`.
            ValueKind::Table(table) if is_dotted => {
                for (inner, value) in table.entries {
                    let name = format!("{}.{}", key.value, inner.value);
                    if !matches!(value.kind, ValueKind::Table(_)) {
                        let message = format!("`{name}` has a dot, so it must stand between quotation marks");
                        self.refuse(inner.span, message, format!("write `\"{name}\"`"), problems);
                    }
                    self.string_at(Spanned::new(name, inner.span), value, problems, found);
                }
            }
            _ => drop(self.mismatch::<()>(&key.value, WantedValue::Text, &value, problems)),
        }
    }

    /// The keys that nobody took yet.
    pub fn keys(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// Reports every key that nobody took; `known` are the keys that would have been.
    pub fn finish(self, known: &[&str], problems: &mut Vec<Diagnostic>) {
        for (key, _) in self.entries.iter().filter(|_| !self.origin.is_mixed) {
            let near = nearest(&key.value, known.iter().copied());
            let all = format!("the keys here are {}", known.join(", "));
            problems.push(
                Diagnostic::new(
                    self.origin.codes.unknown_key,
                    self.place(key.span),
                    format!("unknown key `{}`", key.value),
                )
                .help(did_you_mean(&near, &all)),
            );
        }
    }

    /// Reports a mistake in the value at `span`, under the table's code for wrong values.
    pub fn refuse(&self, span: Span, message: String, help: String, problems: &mut Vec<Diagnostic>) {
        let problem = Diagnostic::new(self.origin.codes.value, self.place(span), message).help(help);
        self.say(problem, problems);
    }

    /// Adds `problem`. If its value breaks the rules of TOML as well, `problem` replaces the report of that: a value
    /// of the wrong type would still be wrong if it were written by the rules.
    fn say(&self, problem: Diagnostic, problems: &mut Vec<Diagnostic>) {
        let span = problem.place.span;
        let said = problems.get_mut(self.origin.said.clone()).filter(|_| self.origin.is_broken(span));
        let said = said.and_then(|said| {
            let next = said.partition_point(|known| known.place.span.start < span.start);
            said.get_mut(next)
                .filter(|known| known.code == self.origin.codes.syntax && known.place.span.start <= span.end)
        });
        match said {
            Some(said) => *said = problem,
            None => problems.push(problem),
        }
    }

    fn strings_of(
        &self,
        key: &str,
        value: Value,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Spanned<String>>> {
        let span = value.span;
        let ValueKind::Array(values) = value.kind else {
            self.mismatch::<()>(key, WantedValue::Texts, &value, problems);
            // A text that is plainly meant as a list is read as one, so that its form causes no further mistakes.
            let words = value.words()?;
            return Some(words.into_iter().map(|word| Spanned::new(word, span)).collect());
        };
        let strings = values.into_iter().filter_map(|value| match value.kind {
            // A text that breaks the rules is reported already, and its content is a guess.
            ValueKind::String(_) if value.written.is_some() => None,
            ValueKind::String(text) => Some(Spanned::new(trimmed(&text).to_owned(), value.span)),
            _ => self.mismatch(key, WantedValue::TextInList, &value, problems),
        });
        Some(strings.collect())
    }

    fn mismatch<T>(
        &self,
        key: &str,
        wanted: WantedValue,
        value: &Value,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        if matches!(value.kind, ValueKind::Unread) {
            return None;
        }
        let message = format!("`{key}` must be {}, but this is {}", wanted.name(), value.type_name());
        let problem = Diagnostic::new(self.origin.codes.value, self.place(value.span), message);
        let problem = match value.help(key, wanted) {
            Some(help) => problem.help(help),
            None => problem,
        };
        self.say(problem, problems);
        None
    }
}
