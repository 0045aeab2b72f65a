//! Purpose: read a TOML table key by key and say what is wrong with each key where it stands.
//! Input: TOML text (the settings, or a page's front matter). Output: typed values with their spans.
//! Invariant: nothing is skipped in silence: a value of the wrong type, and every key that nobody took,
//! is a diagnostic. The caller chooses the codes, since settings and front matter have their own.

mod toml_mistake;

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::text::{SourcePath, Span, Spanned, nearest};

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

/// A TOML value and where it stands.
#[derive(Debug, Clone)]
pub struct Value {
    /// The place in the file.
    pub span: Span,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    String(String),
    Integer(i64),
    Boolean(bool),
    Array(Vec<Value>),
    Table(Table),
    Other(&'static str),
    /// Its text breaks the rules of TOML, which is reported already.
    Unread,
}

impl Value {
    /// The text of a string value.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// What a person calls this type of value.
    fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::String(_) => "text",
            Kind::Integer(_) => "a whole number",
            Kind::Boolean(_) => "true or false",
            Kind::Array(_) => "a list",
            Kind::Table(_) => "a table",
            Kind::Other(name) => name,
            Kind::Unread => "unread",
        }
    }
}

/// What is the same for all values of one text.
struct Origin<'a> {
    file: &'a SourcePath,
    codes: TableCodes,
    /// Where the text starts in its file.
    offset: usize,
    /// The places of the text that could not be read, in their order.
    broken: &'a [Range<usize>],
    is_mixed: bool,
}

/// A TOML table whose keys are taken one by one; [`Table::finish`] reports those that are left.
#[derive(Debug, Clone)]
pub struct Table {
    file: SourcePath,
    codes: TableCodes,
    /// The whole table.
    pub span: Span,
    entries: Vec<(Spanned<String>, Value)>,
    /// The name of a table was not understood, so that keys here may be meant for another one.
    is_mixed: bool,
}

impl Table {
    /// Reads `text`, which stands at byte `offset` of `file`. What cannot be read is reported, and what
    /// could be read besides is returned.
    pub fn parse(
        file: &SourcePath,
        text: &str,
        offset: usize,
        codes: TableCodes,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut broken: Vec<_> = errors.iter().map(range_of).collect();
        broken.sort_by_key(|range| range.start);
        let is_mixed = errors.iter().any(|error| toml_mistake::misplaces_keys(error.message()));
        let origin = Origin { file, codes, offset, broken: &broken, is_mixed };
        let mut line_end = 0;
        for error in &errors {
            let Range { start, end } = range_of(error);
            // What else the reader cannot make of a line follows from the first mistake in it.
            if start >= line_end {
                let mistake = toml_mistake::explain(error.message(), text, start);
                let place = Place::new(file, Span::new(start..end).shifted(offset));
                problems.push(Diagnostic::new(codes.syntax, place, mistake.message).help(mistake.help));
                let rest = text.get(start..).unwrap_or_default();
                line_end = rest.find('\n').map_or(text.len(), |length| start + length) + 1;
            }
        }
        Self::from_toml(&origin, Span::new(offset..offset + text.len()), table.into_inner())
    }

    fn from_toml(origin: &Origin<'_>, span: Span, table: DeTable<'_>) -> Self {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = Span::new(key.span()).shifted(origin.offset);
                let key = Spanned::new(key.into_inner().into_owned(), key_span);
                (key, Value::from_toml(origin, value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        Self { file: origin.file.clone(), codes: origin.codes, span, entries, is_mixed: origin.is_mixed }
    }

    /// The place of `span` in this table's file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }

    /// Whether `key` is there and not taken yet.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known.value == key)
    }

    /// The text at `key`, which is left where it is.
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
            Kind::String(text) => Some(Spanned::new(text, value.span)),
            // A version or a code that looks like a number is what the author meant it to be.
            Kind::Integer(number) => Some(Spanned::new(number.to_string(), value.span)),
            _ => self.mismatch(key, "text", &value, problems),
        }
    }

    /// Takes `key` as a whole number that is not negative.
    pub fn number(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<u32> {
        let value = self.take(key)?;
        match value.kind {
            Kind::Integer(number) if u32::try_from(number).is_ok() => u32::try_from(number).ok(),
            Kind::Integer(number) => {
                let what = if number < 0 { "less than 0" } else { "too large" };
                let message = format!("`{key}` must be a whole number, 0 or more, but {number} is {what}");
                problems.push(Diagnostic::new(self.codes.value, self.place(value.span), message));
                None
            }
            _ => self.mismatch(key, "a whole number, 0 or more", &value, problems),
        }
    }

    /// Takes `key` as true or false.
    pub fn boolean(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<bool> {
        let value = self.take(key)?;
        match value.kind {
            Kind::Boolean(value) => Some(value),
            _ => self.mismatch(key, "true or false", &value, problems),
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
            Kind::Table(table) => Some(table),
            _ => self.mismatch(key, "a table", &value, problems),
        }
    }

    /// Takes `key` as a list of tables.
    pub fn tables(&mut self, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Vec<Self>> {
        let value = self.take(key)?;
        let Kind::Array(values) = value.kind else {
            return self.mismatch(key, "a list of tables", &value, problems);
        };
        let tables = values.into_iter().filter_map(|value| match value.kind {
            Kind::Table(table) => Some(table),
            _ => self.mismatch(key, "a list of tables", &value, problems),
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
        let entries = std::mem::take(&mut self.entries);
        entries
            .into_iter()
            .filter_map(|(key, value)| match value.kind {
                Kind::String(text) => Some((key, Spanned::new(text, value.span))),
                _ => self.mismatch(&key.value, "text", &value, problems),
            })
            .collect()
    }

    /// Reports every key that nobody took; `known` are the keys that would have been.
    pub fn finish(self, known: &[&str], problems: &mut Vec<Diagnostic>) {
        for (key, _) in self.entries.iter().filter(|_| !self.is_mixed) {
            let near = nearest(&key.value, known.iter().copied());
            let all = format!("the keys here are {}", known.join(", "));
            problems.push(
                Diagnostic::new(
                    self.codes.unknown_key,
                    self.place(key.span),
                    format!("unknown key `{}`", key.value),
                )
                .help(did_you_mean(&near, &all)),
            );
        }
    }

    /// Reports a value that `key` cannot have, under the table's code for that.
    pub fn refuse(&self, span: Span, message: String, help: String, problems: &mut Vec<Diagnostic>) {
        problems.push(Diagnostic::new(self.codes.value, self.place(span), message).help(help));
    }

    fn strings_of(
        &self,
        key: &str,
        value: Value,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Spanned<String>>> {
        const WANTED: &str = "a list of texts, such as [\"c4.6\", \"k.ict\"]";
        let Kind::Array(values) = value.kind else { return self.mismatch(key, WANTED, &value, problems) };
        let strings = values.into_iter().filter_map(|value| match value.kind {
            Kind::String(text) => Some(Spanned::new(text, value.span)),
            _ => self.mismatch(key, WANTED, &value, problems),
        });
        Some(strings.collect())
    }

    fn mismatch<T>(
        &self,
        key: &str,
        wanted: &str,
        value: &Value,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        if matches!(value.kind, Kind::Unread) {
            return None;
        }
        let message = format!("`{key}` must be {wanted}, but this is {}", value.type_name());
        let place = self.place(value.span);
        problems.push(Diagnostic::new(self.codes.value, place, message));
        None
    }
}

impl Value {
    fn from_toml(origin: &Origin<'_>, value: toml::Spanned<DeValue<'_>>) -> Self {
        let range = value.span();
        let is_broken = || {
            let next = origin.broken.partition_point(|broken| broken.start < range.start);
            origin.broken.get(next).is_some_and(|broken| range.contains(&broken.start))
        };
        let span = Span::new(range.clone()).shifted(origin.offset);
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::String(text.into_owned()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or(Kind::Other("a number that is too large"), Kind::Integer),
            DeValue::Float(_) => Kind::Other("a number with a fraction"),
            DeValue::Boolean(value) => Kind::Boolean(value),
            DeValue::Datetime(_) => Kind::Other("a date"),
            DeValue::Array(values) => {
                Kind::Array(values.into_iter().map(|value| Self::from_toml(origin, value)).collect())
            }
            DeValue::Table(table) => Kind::Table(Table::from_toml(origin, span, table)),
        };
        let kind = if matches!(kind, Kind::Other(_)) && is_broken() { Kind::Unread } else { kind };
        Self { span, kind }
    }
}

fn range_of(error: &Error) -> Range<usize> {
    error.span().unwrap_or(0..0)
}
