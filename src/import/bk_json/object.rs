//! Takes values out of JSON by their names, each with its place. A value that was taken is gone from the object, so
//! that the fields that nobody took are known.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use crate::diagnostics::say;
use crate::import::draft::{DocumentText, ListEntry};
use crate::import::file::Refusal;
use crate::import::json::json_mistake;
use crate::import::normalised::Tally;
use crate::import::outline::plain_text;
use crate::text::{Span, Spanned};

/// An object.
#[derive(Debug)]
pub(super) struct Object<'a> {
    /// The text of the file.
    file: &'a str,
    span: Span,
    fields: BTreeMap<String, &'a RawValue>,
}

impl<'a> Object<'a> {
    /// The object that is the whole of `file`.
    pub(super) fn whole(file: &'a str) -> Result<Self, Refusal> {
        let start = file.len() - file.trim_start().len();
        Self::new(file, &file[start..])
    }

    fn new(file: &'a str, text: &'a str) -> Result<Self, Refusal> {
        let fields = serde_json::from_str(text).map_err(|error| json_mistake(&error))?;
        Ok(Self { file, span: span(file, text), fields })
    }

    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The names of the fields that were not taken and hold something.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let holds = |value: &RawValue| !matches!(value.get(), "null" | "\"\"" | "[]" | "{}");
        self.fields.iter().filter(move |(_, value)| holds(value)).map(|(name, _)| name.as_str())
    }

    /// Takes the fields of `other` too, where there is none of that name.
    pub(super) fn add(&mut self, other: Self) {
        for (name, value) in other.fields {
            self.fields.entry(name).or_insert(value);
        }
    }

    /// The object `name`; an API may also wrap the only one in a list.
    pub(super) fn object(&mut self, name: &str) -> Result<Option<Self>, Refusal> {
        match self.fields.get(name).map(|value| value.get()) {
            Some(text) if text.starts_with('{') => {
                self.fields.remove(name);
                Self::new(self.file, text).map(Some)
            }
            Some(text) if text.starts_with('[') => Ok(self.objects(name)?.into_iter().next()),
            _ => Ok(None),
        }
    }

    /// The objects in the list `name`.
    pub(super) fn objects(&mut self, name: &str) -> Result<Vec<Self>, Refusal> {
        let items = self.list(name)?;
        let objects = items.into_iter().filter(|item| item.get().starts_with('{'));
        objects.map(|item| Self::new(self.file, item.get())).collect()
    }

    fn list(&mut self, name: &str) -> Result<Vec<&'a RawValue>, Refusal> {
        let Some(text) = self.fields.get(name).map(|value| value.get()).filter(|text| text.starts_with('['))
        else {
            return Ok(Vec::new());
        };
        self.fields.remove(name);
        serde_json::from_str(text).map_err(|_| Refusal::damaged(say!("its JSON has a mistake")))
    }

    /// The statements in the list `name`, each with its type: texts by themselves, or the fields `texts` and `kinds` of
    /// objects. The names of other fields that hold something go into `others`.
    pub(super) fn statements(
        &mut self,
        name: &str,
        (texts, kinds): (&[&str], &[&str]),
        others: &mut BTreeSet<String>,
        tally: &mut Tally,
    ) -> Result<Vec<(Option<DocumentText>, DocumentText)>, Refusal> {
        let mut found = Vec::new();
        for item in self.list(name)? {
            if item.get().starts_with('{') {
                let mut object = Self::new(self.file, item.get())?;
                let kind = object.text(kinds, tally);
                found.extend(object.text(texts, tally).map(|text| (kind, text)));
                others.extend(object.names().map(|field| format!("{name}.{field}")));
            } else if let Some(text) = value(item).filter(|text| !text.trim().is_empty()) {
                let span = span(self.file, item.get());
                found.push((None, Spanned::new(plain_text::clean_value(&text, span, tally), span)));
            }
        }
        Ok(found)
    }

    /// The texts in the list `name`: each by itself, or as the field `field` of an object.
    pub(super) fn texts(
        &mut self,
        name: &str,
        field: &str,
        tally: &mut Tally,
    ) -> Result<Vec<String>, Refusal> {
        let mut texts = Vec::new();
        for item in self.list(name)? {
            if item.get().starts_with('{') {
                let mut object = Self::new(self.file, item.get())?;
                texts.extend(object.text(&[field], tally).map(|text| text.value));
            } else {
                texts.extend(value(item));
            }
        }
        Ok(texts)
    }

    /// The text or the number in the first of the fields `names` that has one; all of them are taken.
    pub(super) fn text(&mut self, names: &[&str], tally: &mut Tally) -> Option<DocumentText> {
        let mut found = None;
        for name in names {
            let Some((raw, text)) = self.fields.get(*name).and_then(|raw| Some((*raw, value(raw)?))) else {
                continue;
            };
            self.fields.remove(*name);
            if found.is_none() && !text.trim().is_empty() {
                let span = span(self.file, raw.get());
                found = Some(Spanned::new(plain_text::clean_value(&text, span, tally), span));
            }
        }
        found
    }

    /// The lines of the text in the first of the fields `names`: those after a bullet are items.
    pub(super) fn paragraphs(&mut self, names: &[&str], tally: &mut Tally) -> Vec<ListEntry<DocumentText>> {
        let mut found = Vec::new();
        for name in names {
            let Some((raw, text)) = self.fields.get(*name).and_then(|raw| Some((*raw, value(raw)?))) else {
                continue;
            };
            self.fields.remove(*name);
            let span = span(self.file, raw.get());
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let line = plain_text::clean_value(line, span, tally);
                found.push(match line.strip_prefix(['-', '•', '·']) {
                    Some(item) => ListEntry::Item(Spanned::new(item.trim_start().to_owned(), span)),
                    None => ListEntry::Prose(Spanned::new(line, span)),
                });
            }
        }
        found
    }
}

/// The text, number or truth that `raw` is.
fn value(raw: &RawValue) -> Option<String> {
    match raw.get().as_bytes().first()? {
        b'"' => serde_json::from_str(raw.get()).ok(),
        b'{' | b'[' | b'n' => None,
        _ => Some(raw.get().to_owned()),
    }
}

/// Where `part` stands in `file`, of which it is a slice.
fn span(file: &str, part: &str) -> Span {
    let start = part.as_ptr() as usize - file.as_ptr() as usize;
    Span::new(start..start + part.len())
}
