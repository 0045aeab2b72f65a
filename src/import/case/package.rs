//! Purpose: look into JSON whose shape nobody promises.
//! Input: a value and the names that a key has in the versions of the format. Output: what is there.
//! Invariant: what is missing, or is of another type, is empty.

use serde_json::Value;

/// The value of the first of `keys` that is there.
pub(super) fn object<'v>(value: &'v Value, keys: &[&str]) -> &'v Value {
    keys.iter().find_map(|key| value.get(*key)).unwrap_or(&Value::Null)
}

/// The text at the first of `keys` that is there.
pub(super) fn text<'v>(value: &'v Value, keys: &[&str]) -> &'v str {
    object(value, keys).as_str().unwrap_or_default()
}

/// The list at the first of `keys` that is there.
pub(super) fn array<'v>(value: &'v Value, keys: &[&str]) -> &'v [Value] {
    object(value, keys).as_array().map(Vec::as_slice).unwrap_or_default()
}
