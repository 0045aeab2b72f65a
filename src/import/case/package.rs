//! Purpose: look into JSON whose shape nobody promises.
//! Input: a value and the names that a key has in the versions of the format. Output: what is there.
//! Invariant: what is missing, or is of another type, is empty.

use serde_json::Value;

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
