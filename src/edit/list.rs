//! Lists of texts in TOML, changed without touching how they are laid out: comments and line breaks between the
//! texts that stay are kept, and a new text is set as the ones before it.

use toml_edit::{Array, Value};

/// A list that is longer is written on several lines.
const WIDTH: usize = 96;

/// A new list for `key`.
pub(super) fn new(key: &str, names: &[String]) -> Array {
    let mut array = Array::new();
    let length: usize = names.iter().map(|name| name.len() + 4).sum();
    let is_long = key.len() + length > WIDTH;
    let mut column = WIDTH;
    for name in names {
        let mut value = Value::from(name.as_str());
        if is_long {
            column += name.len() + 4;
            let breaks = column > WIDTH;
            if breaks {
                column = name.len() + 4;
            }
            value.decor_mut().set_prefix(if breaks { "\n  " } else { " " });
            array.push_formatted(value);
        } else {
            array.push(name.as_str());
        }
    }
    if is_long {
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    array
}

/// Puts `names` at the end of `array`, laid out as what stands before them.
pub(super) fn append(array: &mut Array, names: &[String]) {
    let last = array.len().checked_sub(1).and_then(|last| array.get(last));
    let Some(last) = last else {
        for name in names {
            array.push(name.as_str());
        }
        return;
    };
    let prefix = last.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("").to_owned();
    let suffix = last.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or("").to_owned();
    let trailing = format!("{suffix}{}", array.trailing().as_str().unwrap_or(""));
    let Some((_, indent)) = prefix.rsplit_once('\n') else {
        for name in names {
            array.push(name.as_str());
        }
        return;
    };
    // What stands behind the last text, such as a comment, stays behind it and before the new ones.
    let (behind, end) = trailing.rsplit_once('\n').unwrap_or((&trailing, ""));
    let (behind, end) = (behind.trim_end().to_owned(), format!("\n{end}"));
    if let Some(last) = array.iter_mut().last() {
        last.decor_mut().set_suffix("");
    }
    for (at, name) in names.iter().enumerate() {
        let mut value = Value::from(name.as_str());
        let before = if at == 0 { behind.as_str() } else { "" };
        value.decor_mut().set_prefix(format!("{before}\n{indent}"));
        array.push_formatted(value);
    }
    array.set_trailing_comma(true);
    array.set_trailing(end);
}

/// Takes `names` out of `array`.
pub(super) fn remove(array: &mut Array, names: &[String]) {
    let first = array.iter().next().and_then(|value| value.decor().prefix()).cloned();
    array.retain(|value| !value.as_str().is_some_and(|text| names.iter().any(|name| name == text)));
    if let (Some(first), Some(value)) = (first, array.iter_mut().next()) {
        value.decor_mut().set_prefix(first);
    }
}
