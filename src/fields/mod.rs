//! Reads a TOML table key by key, and reports a mistake in a key at the place where it stands.
//!
//! The settings and the front matter of pages are read with this. A caller takes each key that it knows as the type
//! that it expects, and ends with [`Fields::finish`], which reports the keys that nobody took:
//!
//! ```text
//! let mut table = Fields::parse(…);
//! table.string("title", …)               Field::Read("Klachten")
//! table.number("hours", …)               Field::Broken(…) for `hours = "veel"`, which is reported
//! table.finish(…)                        `titel` is left: unknown key, did you mean `title`?
//! ```
//!
//! Nothing is skipped in silence, and nothing is said twice: a text that is not TOML is first repaired (`mend`), so
//! that one slip does not hide the keys below it, and a value that breaks the rules of TOML is reported once, also
//! when its type is wrong as well. Callers choose the codes, since settings and front matter have their own.
//!
//! A mistake in the characters of a value is reported when the text is parsed, before anybody knows which type the value
//! should have. If that is wrong too, the type is said in its place ([`Problems::restate`]): a value of the wrong type
//! would still be wrong if it were written by the rules.

mod field;
mod mend;
mod misplaced;
mod reading;
mod toml_fault;
mod toml_mistake;
mod value;

use std::sync::Arc;

use toml::de::DeTable;

pub use self::field::{Field, Gathered};
pub use self::misplaced::KeyOwner;
use self::reading::{Fault, TextReading};
use self::toml_fault::TomlFault;
pub use self::value::Value;
use self::value::{ValueKind, WantedValue};

use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, Reported, did_you_mean, say};
use crate::text::{Amount, SourcePath, Span, Spanned, is_control, nearest, trimmed};

/// The codes under which one kind of table reports.
#[derive(Debug, Clone, Copy)]
pub struct FieldCodes {
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
    codes: FieldCodes,
    /// The parts of the file that break the rules of TOML, in order, each with its report.
    broken: Vec<(Span, Reported)>,
    /// That a part could not be read in which any key may stand: the mistake is in no single value.
    lost: Option<Reported>,
    /// Whether the name of a table was not understood. Keys may then be meant for another table, so unknown ones are
    /// not reported.
    is_mixed: bool,
}

impl Origin {
    /// Says that the value at `span` breaks the rules of TOML.
    fn broken(&self, span: Span) -> Option<Reported> {
        let next = self.broken.partition_point(|(broken, _)| broken.start < span.start);
        self.broken.get(next).filter(|(broken, _)| broken.start <= span.end).map(|(_, reported)| *reported)
    }
}

/// A TOML table whose keys are taken one by one; [`Fields::finish`] reports those that are left.
#[derive(Debug, Clone)]
pub struct Fields {
    origin: Arc<Origin>,
    /// The part of the file that the table takes.
    pub span: Span,
    entries: Vec<(Spanned<String>, Value)>,
    /// The keys that it may have: those that somebody asked for.
    known: Vec<&'static str>,
}

impl Fields {
    /// Reads `text`, which stands at byte `offset` of `file`. Mistakes of syntax are reported in `problems`, and the
    /// table has the entries that could be read in spite of them.
    pub fn parse(
        file: &SourcePath,
        text: &str,
        offset: usize,
        codes: FieldCodes,
        problems: &mut Problems,
    ) -> Self {
        let whole = Span::new(offset..offset + text.len());
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Self::from_toml(&TextReading::new(file, codes, text, offset), whole, table.into_inner());
        }
        let mended = mend::mended(text);
        let (table, errors) = DeTable::parse_recoverable(&mended.text);
        let table = table.into_inner();
        let mut reading = TextReading::new(file, codes, text, offset);
        reading.mended = Some(&mended);
        let faults: Vec<Fault<'_>> = errors
            .iter()
            .map(|error| Fault::Reader(reading.span(error.span().unwrap_or(0..0)), error.message()))
            .collect();
        let is_mixed = errors.iter().any(|error| TomlFault::of(error.message()).misplaces_keys());
        let faults = reading.report(faults, problems);
        let lost = reading.lost(&table, &faults);
        let broken = faults.iter().filter(|fault| !fault.is_repaired);
        let broken = broken.map(|fault| (fault.span, fault.reported)).collect();
        reading.origin = Arc::new(Origin { file: file.clone(), codes, broken, lost, is_mixed });
        Self::from_toml(&reading, whole, table)
    }

    /// The table of a text that was not read, which `reported` says: any key may stand in it.
    pub fn unread(file: &SourcePath, codes: FieldCodes, reported: Reported) -> Self {
        let (broken, lost) = (Vec::new(), Some(reported));
        let origin = Origin { file: file.clone(), codes, broken, lost, is_mixed: false };
        Self { origin: Arc::new(origin), span: Span::at(0), entries: Vec::new(), known: Vec::new() }
    }

    fn from_toml(reading: &TextReading<'_>, span: Span, table: DeTable<'_>) -> Self {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = reading.span(key.span());
                let key = Spanned::new(key.into_inner().into_owned(), key_span);
                (key, Value::from_toml(reading, value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        Self { origin: Arc::clone(&reading.origin), span, entries, known: Vec::new() }
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

    /// Counts `keys` among those that this table may have, before they are taken.
    pub fn expect(&mut self, keys: &[&'static str]) {
        for key in keys {
            if !self.known.contains(key) {
                self.known.push(key);
            }
        }
    }

    /// Takes the value of `key`, which this table may have.
    fn take_known(&mut self, key: &'static str) -> Field<Value> {
        self.expect(&[key]);
        self.take(key)
    }

    /// Takes the value of `key`, whatever its type. It is not counted among the keys that this table may have.
    pub fn take(&mut self, key: &str) -> Field<Value> {
        match self.entries.iter().position(|(known, _)| known.value == key) {
            Some(at) => Field::Read(self.entries.remove(at).1),
            None => self.origin.lost.map_or(Field::Absent, Field::Broken),
        }
    }

    /// Takes `key` as text.
    pub fn string(&mut self, key: &'static str, problems: &mut Problems) -> Field<Spanned<String>> {
        self.take_known(key).and_then(|value| self.as_string(key, value, problems))
    }

    fn as_string(&self, key: &str, value: Value, problems: &mut Problems) -> Field<Spanned<String>> {
        match value.kind {
            ValueKind::String(text) if text.contains(is_control) => {
                let message = say!("`{key}` has a control character, which no page can show", key);
                let help = say!("leave it out; it is written as `\\u` and four digits");
                self.refuse(value.span, message, help, problems);
                Field::Read(Spanned::new(text.replace(is_control, ""), value.span))
            }
            ValueKind::String(text) => Field::Read(Spanned::new(text, value.span)),
            // A version or a code may look like a number. It is accepted as text if it is shown as it was written: of
            // `0x1F` a page would show 31.
            ValueKind::Integer { value: number, is_plain: true } => {
                Field::Read(Spanned::new(number.to_string(), value.span))
            }
            _ => Field::Broken(self.mismatch(key, WantedValue::Text, &value, problems)),
        }
    }

    /// Takes `key` as a whole number that is not negative.
    pub fn number(&mut self, key: &'static str, problems: &mut Problems) -> Field<Spanned<u32>> {
        self.take_known(key).and_then(|value| {
            let ValueKind::Integer { value: number, .. } = value.kind else {
                return Field::Broken(self.mismatch(key, WantedValue::Number, &value, problems));
            };
            if let Ok(number) = u32::try_from(number) {
                return Field::Read(Spanned::new(number, value.span));
            }
            let what = if number < 0 { say!("less than 0") } else { say!("too large") };
            let message =
                say!("`{key}` must be a whole number, 0 or more, but {number} is {what}", key, number, what);
            let problem = Diagnostic::new(self.origin.codes.value, self.place(value.span), message);
            Field::Broken(problems.push(problem))
        })
    }

    /// Takes `key` as a number that is not negative and may have a fraction.
    pub fn amount(&mut self, key: &'static str, problems: &mut Problems) -> Field<Spanned<Amount>> {
        self.take_known(key).and_then(|value| {
            let written = match &value.kind {
                ValueKind::Integer { value, .. } => value.to_string(),
                ValueKind::Fraction(written) => written.clone(),
                _ => return Field::Broken(self.mismatch(key, WantedValue::Amount, &value, problems)),
            };
            if let Ok(amount) = written.parse() {
                return Field::Read(Spanned::new(amount, value.span));
            }
            let wanted = WantedValue::Amount.name();
            let behind_point = written.split_once('.').map_or(0, |(_, digits)| digits.len());
            let message = if written.is_empty() {
                say!("`{key}` must be {wanted}", key, wanted)
            } else {
                say!("`{key}` must be {wanted}, but this is {written}", key, wanted, written)
            };
            let problem = Diagnostic::new(self.origin.codes.value, self.place(value.span), message);
            let has_small_parts = behind_point > 2;
            let help = say!("it has at most two digits behind the point");
            Field::Broken(self.say(if has_small_parts { problem.help(help) } else { problem }, problems))
        })
    }

    /// Takes `key` as true or false.
    pub fn boolean(&mut self, key: &'static str, problems: &mut Problems) -> Field<Spanned<bool>> {
        self.take_known(key).and_then(|value| match value.kind {
            ValueKind::Boolean(is) => Field::Read(Spanned::new(is, value.span)),
            _ => Field::Broken(self.mismatch(key, WantedValue::Boolean, &value, problems)),
        })
    }

    /// Takes `key` as a list of texts.
    pub fn strings(&mut self, key: &'static str, problems: &mut Problems) -> Gathered<Spanned<String>> {
        match self.take_known(key) {
            Field::Read(value) => self.strings_of(key, value, problems),
            field => Gathered::lost(field.broken()),
        }
    }

    /// Takes `key` as a table.
    pub fn table(&mut self, key: &'static str, problems: &mut Problems) -> Field<Self> {
        self.take_known(key).and_then(|value| match value.kind {
            ValueKind::Table(table) => Field::Read(table),
            _ => Field::Broken(self.mismatch(key, WantedValue::Table, &value, problems)),
        })
    }

    /// Takes `key` as a list of tables.
    pub fn tables(&mut self, key: &'static str, problems: &mut Problems) -> Gathered<Self> {
        let value = match self.take_known(key) {
            Field::Read(value) => value,
            field => return Gathered::lost(field.broken()),
        };
        let ValueKind::Array(values) = value.kind else {
            return Gathered::lost(Some(self.mismatch(key, WantedValue::Tables, &value, problems)));
        };
        let mut tables = Gathered::lost(self.origin.lost);
        for value in values {
            tables.add(match value.kind {
                ValueKind::Table(table) => Field::Read(table),
                _ => Field::Broken(self.mismatch(key, WantedValue::Tables, &value, problems)),
            });
        }
        tables
    }

    /// Takes every key that is left, each as a list of texts: `aangebracht = ["c4.6"]`.
    pub fn into_string_lists(
        mut self,
        problems: &mut Problems,
    ) -> Gathered<(Spanned<String>, Vec<Spanned<String>>)> {
        let mut lists = Gathered::lost(self.origin.lost);
        for (key, value) in std::mem::take(&mut self.entries) {
            let list = self.strings_of(&key.value, value, problems);
            lists.lost = lists.lost.or(list.lost);
            lists.read.push((key, list.read));
        }
        lists
    }

    /// Takes every key that is left, each as a table: `[levels.M05]`.
    pub fn into_tables(mut self, problems: &mut Problems) -> Gathered<(Spanned<String>, Self)> {
        let mut tables = Gathered::lost(self.origin.lost);
        for (key, value) in std::mem::take(&mut self.entries) {
            tables.add(match value.kind {
                ValueKind::Table(table) => Field::Read((key, table)),
                _ => Field::Broken(self.mismatch(&key.value, WantedValue::Table, &value, problems)),
            });
        }
        tables
    }

    /// Takes every key that is left, each as a text or a number: `vks = 3`.
    pub fn into_texts(mut self, problems: &mut Problems) -> Gathered<(Spanned<String>, Spanned<String>)> {
        let mut texts = Gathered::lost(self.origin.lost);
        for (key, value) in std::mem::take(&mut self.entries) {
            let text = self.as_text_or_number(&key.value, value, problems);
            texts.add(text.and_then(|text| Field::Read((key, text))));
        }
        texts
    }

    fn as_text_or_number(&self, key: &str, value: Value, problems: &mut Problems) -> Field<Spanned<String>> {
        match value.kind {
            ValueKind::String(_) | ValueKind::Integer { is_plain: true, .. } => {
                self.as_string(key, value, problems)
            }
            // Shown as it is written: of `1e3` a page would show another number than its author wrote.
            ValueKind::Fraction(written) if written.len() == value.span.range().len() => {
                Field::Read(Spanned::new(written, value.span))
            }
            _ => Field::Broken(self.mismatch(key, WantedValue::TextOrNumber, &value, problems)),
        }
    }

    /// Takes every key that is left, each as a text: `"c10.6" = "On the work placement."`.
    pub fn into_strings(mut self, problems: &mut Problems) -> Gathered<(Spanned<String>, Spanned<String>)> {
        let mut found = Gathered::lost(self.origin.lost);
        for (key, value) in std::mem::take(&mut self.entries) {
            self.string_at(key, value, problems, &mut found);
        }
        found
    }

    fn string_at(
        &self,
        key: Spanned<String>,
        value: Value,
        problems: &mut Problems,
        found: &mut Gathered<(Spanned<String>, Spanned<String>)>,
    ) {
        let is_dotted = value.span == key.span;
        match value.kind {
            ValueKind::String(text) => found.add(Field::Read((key, Spanned::new(text, value.span)))),
            // Without quotes, a dot separates the name of a table from a key: `k.ict` is `ict` in the table `k`.
            ValueKind::Table(table) if is_dotted => {
                for (inner, value) in table.entries {
                    let name = format!("{}.{}", key.value, inner.value);
                    if !matches!(value.kind, ValueKind::Table(_)) {
                        let message =
                            say!("`{name}` has a dot, so it must stand between quotation marks", name);
                        self.refuse(
                            inner.span,
                            message,
                            say!("write `{code}`", code = format!("\"{name}\"")),
                            problems,
                        );
                    }
                    self.string_at(Spanned::new(name, inner.span), value, problems, found);
                }
            }
            _ => found.add(Field::Broken(self.mismatch(&key.value, WantedValue::Text, &value, problems))),
        }
    }

    /// The keys that nobody took yet.
    pub fn keys(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// Reports every key that nobody took, with the keys that somebody asked for.
    pub fn finish(&self, problems: &mut Problems) -> Option<Reported> {
        let (mut first, known) = (None, &self.known);
        for (key, _) in self.entries.iter().filter(|_| !self.origin.is_mixed) {
            let near = nearest(&key.value, known.iter().copied());
            let all = say!("the keys here are {known}", known = known.join(", "));
            let message = say!("unknown key `{key}`", key = key.value);
            let problem = Diagnostic::new(self.origin.codes.unknown_key, self.place(key.span), message);
            // A name that nobody knows is not to stand there once either.
            let reported = self.say(problem.help(did_you_mean(&near, all)), problems);
            first = first.or(Some(reported));
        }
        first
    }

    /// Reports a mistake in the value at `span`, under the table's code for wrong values.
    pub fn refuse(&self, span: Span, message: Message, help: Message, problems: &mut Problems) -> Reported {
        let problem = Diagnostic::new(self.origin.codes.value, self.place(span), message).help(help);
        self.say(problem, problems)
    }

    /// Reports `problem` of a value. If the characters of the value break the rules of TOML as well, it is said in place
    /// of that.
    fn say(&self, problem: Diagnostic, problems: &mut Problems) -> Reported {
        match self.origin.broken(problem.place.span) {
            Some(earlier) => problems.restate(earlier, problem),
            None => problems.push(problem),
        }
    }

    fn strings_of(&self, key: &str, value: Value, problems: &mut Problems) -> Gathered<Spanned<String>> {
        let span = value.span;
        let ValueKind::Array(values) = value.kind else {
            let reported = self.mismatch(key, WantedValue::Texts, &value, problems);
            // A text that is plainly meant as a list is read as one, so that its form causes no further mistakes.
            let Some(words) = value.words() else { return Gathered::lost(Some(reported)) };
            let read = words.into_iter().map(|word| Spanned::new(word, span)).collect();
            return Gathered { read, lost: self.origin.lost };
        };
        let mut strings = Gathered::lost(self.origin.lost);
        for value in values {
            strings.add(match (value.broken, value.kind) {
                // A text that breaks the rules is reported already, and its content is a guess.
                (Some(reported), ValueKind::String(_)) => Field::Broken(reported),
                (None, ValueKind::String(text)) => {
                    Field::Read(Spanned::new(trimmed(&text).to_owned(), value.span))
                }
                (broken, kind) => {
                    let value = Value { broken, kind, ..value };
                    Field::Broken(self.mismatch(key, WantedValue::TextInList, &value, problems))
                }
            });
        }
        strings
    }

    fn mismatch(&self, key: &str, wanted: WantedValue, value: &Value, problems: &mut Problems) -> Reported {
        if let ValueKind::Unread(reported) = value.kind {
            return reported;
        }
        let message = say!(
            "`{key}` must be {wanted}, but this is {type_name}",
            key,
            wanted = wanted.name(),
            type_name = value.type_name()
        );
        let problem = Diagnostic::new(self.origin.codes.value, self.place(value.span), message);
        let problem = match value.help(key, wanted) {
            Some(help) => problem.help(help),
            None => problem,
        };
        self.say(problem, problems)
    }
}
