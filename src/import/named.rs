//! Purpose: make ids and codes of the names that other systems have.
//! Input: a short name or a code. Output: one that a profile can have.
//! Invariant: a name that can be an id as it stands stays so.

use crate::model::is_item_name;

/// The id that `name` can be: itself, or with hyphens for the signs that no id has, `3.NF.A.1-a` for
/// `3.NF.A.1(a)`.
pub(super) fn as_id(name: &str) -> Option<String> {
    let name = name.trim();
    if is_item_name(name) && !name.is_empty() {
        return Some(name.to_owned());
    }
    let mut id = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_matches(|c: char| !c.is_alphanumeric());
    (!id.is_empty()).then(|| id.to_owned())
}

/// The code that `name` can be: any text without the signs that end an attribute.
pub(super) fn as_code(name: &str) -> Option<String> {
    let is_one = !name.trim().is_empty() && !name.contains(['"', '{', '}', '\n', '\r']);
    is_one.then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_what_it_can_of_a_name() {
        assert_eq!(as_id("M.G3.C1MD.TH").as_deref(), Some("M.G3.C1MD.TH"));
        assert_eq!(as_id(" 3.NF.A.1(a) ").as_deref(), Some("3.NF.A.1-a"));
        assert_eq!(as_id("(…)"), None);
        assert_eq!(as_id(""), None);
    }
}
