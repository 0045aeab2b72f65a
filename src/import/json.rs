//! JSON of strangers: values whose shape nobody promises, and where in its file each part of a package stands, for
//! messages. A value that is missing, or of another type, is empty.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::diagnostics::say;
use crate::import::draft::DocumentText;
use crate::import::file::{Refusal, html};
use crate::import::normalised::{Normalised, Tally};
use crate::import::outline::plain_text::clean_value;
use crate::text::{Span, Spanned};

/// The value of the first of `keys` that is there.
pub(in crate::import) fn object<'v>(value: &'v Value, keys: &[&str]) -> &'v Value {
    keys.iter().find_map(|key| value.get(*key)).unwrap_or(&Value::Null)
}

/// The text at the first of `keys` that is there.
pub(in crate::import) fn text<'v>(value: &'v Value, keys: &[&str]) -> &'v str {
    object(value, keys).as_str().unwrap_or_default()
}

/// The list at the first of `keys` that is there.
pub(in crate::import) fn array<'v>(value: &'v Value, keys: &[&str]) -> &'v [Value] {
    object(value, keys).as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The identifier that a link holds, or that its address ends in.
pub(in crate::import) fn identifier(link: &Value) -> String {
    let whole = link.as_str().unwrap_or_default();
    let uri = text(link, &["uri"]);
    let address = if uri.is_empty() { whole } else { uri };
    let last = address.rsplit(['/', '#']).next().unwrap_or_default();
    Some(text(link, &["identifier", "sourcedId"])).filter(|id| !id.is_empty()).unwrap_or(last).to_lowercase()
}

/// The object that a file is, each of its parts unread.
#[derive(Debug)]
pub(super) struct Package<'t> {
    file: &'t str,
    parts: BTreeMap<String, &'t RawValue>,
}

impl<'t> Package<'t> {
    /// The package in `file`; one without parts when it is no object.
    pub(super) fn new(file: &'t str) -> Result<Self, Refusal> {
        match serde_json::from_str::<BTreeMap<String, &'t RawValue>>(file) {
            // Some services wrap the package once more.
            Ok(parts) => match parts.get("CFPackage").map(|inner| inner.get()) {
                Some(inner) if inner.starts_with('{') => {
                    let parts = serde_json::from_str(inner).map_err(|error| json_mistake(&error))?;
                    Ok(Self { file, parts })
                }
                _ => Ok(Self { file, parts }),
            },
            Err(error) if error.is_data() => Ok(Self { file, parts: BTreeMap::new() }),
            Err(error) => Err(json_mistake(&error)),
        }
    }

    /// The part at the first of `keys` that is there; nothing at the file's start when none is.
    pub(super) fn object(&self, keys: &[&str]) -> Result<Located<'t>, Refusal> {
        match keys.iter().find_map(|key| self.parts.get(*key)) {
            Some(raw) => self.located(raw),
            None => Ok(Located { file: self.file, json: "", value: Value::Null }),
        }
    }

    /// The parts of the list at the first of `keys` that is there.
    pub(super) fn list(&self, keys: &[&str]) -> Result<Vec<Located<'t>>, Refusal> {
        let raw = keys.iter().find_map(|key| self.parts.get(*key)).map(|raw| raw.get());
        let Some(raw) = raw.filter(|raw| raw.starts_with('[')) else { return Ok(Vec::new()) };
        let items: Vec<&'t RawValue> = serde_json::from_str(raw).map_err(|error| self.refusal(&error))?;
        items.into_iter().map(|item| self.located(item)).collect()
    }

    fn located(&self, raw: &'t RawValue) -> Result<Located<'t>, Refusal> {
        let value = serde_json::from_str(raw.get()).map_err(|error| self.refusal(&error))?;
        Ok(Located { file: self.file, json: raw.get(), value })
    }

    /// The refusal for the mistake `error` in a part, whose own line and column would lead nowhere: the whole
    /// file has the same mistake at its place.
    fn refusal(&self, error: &serde_json::Error) -> Refusal {
        let whole = serde_json::from_str::<Value>(self.file).err();
        json_mistake(whole.as_ref().unwrap_or(error))
    }
}

/// The refusal of a text that is no JSON.
pub(super) fn json_mistake(error: &serde_json::Error) -> Refusal {
    let (line, column) = (error.line(), error.column());
    Refusal::damaged(say!(
        "it is no JSON that can be read: the mistake is in line {line}, column {column}",
        line,
        column
    ))
}

/// A part of a package.
#[derive(Debug)]
pub(super) struct Located<'t> {
    file: &'t str,
    json: &'t str,
    pub(super) value: Value,
}

impl Located<'_> {
    /// The text at the first of `keys` that has one, on one line, with its place.
    pub(super) fn text(&self, keys: &[&str], tally: &mut Tally) -> Option<DocumentText> {
        let (key, found) = keys
            .iter()
            .map(|key| (key, text(&self.value, &[key])))
            .find(|(_, found)| !found.trim().is_empty())?;
        let span = self.span(key);
        if html::is_marked_up(found) {
            tally.add(Normalised::Markup, span);
            let words = html::words(found).replace('\n', " ");
            return Some(Spanned::new(clean_value(&words, span, tally), span))
                .filter(|text| !text.value.is_empty());
        }
        Some(Spanned::new(clean_value(found, span, tally), span))
    }

    /// The lines of the text at `key`, all at its place.
    pub(super) fn lines(&self, key: &str, tally: &mut Tally) -> Vec<DocumentText> {
        let span = self.span(key);
        let found = text(&self.value, &[key]);
        let words = html::is_marked_up(found).then(|| html::words(found));
        let lines = words.as_deref().unwrap_or(found).lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| Spanned::new(clean_value(line, span, tally), span)).collect()
    }

    /// Where the value at `key` stands, or the whole part when it has none.
    fn span(&self, key: &str) -> Span {
        let values: Option<BTreeMap<String, &RawValue>> = serde_json::from_str(self.json).ok();
        let value = values.as_ref().and_then(|values| values.get(key)).map(|raw| raw.get());
        let part = value.unwrap_or(self.json);
        // An empty part is none of the file's own bytes.
        if part.is_empty() {
            return Span::at(0);
        }
        let start = part.as_ptr() as usize - self.file.as_ptr() as usize;
        Span::new(start..start + part.len())
    }
}
