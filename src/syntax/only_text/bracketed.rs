//! Finds names between single brackets that may be those of items: `[c1.1]`, `(c1.1, k.ict)`. Between two brackets they would be
//! mentions, between braces behind a heading claims.

use std::ops::Range;

use crate::text::character_start;

/// How many bytes between brackets are looked at, and how many names.
const LONGEST: usize = 200;
const MOST: usize = 12;

/// The places in `run` of brackets with nothing but such names in them, brackets included.
pub(super) fn names_between(run: &str, is_escaped: bool) -> impl Iterator<Item = Range<usize>> {
    let starts = run.match_indices(['[', '(']).filter(move |(at, _)| !(is_escaped && *at == 0));
    starts.filter_map(|(start, open)| {
        let close = if open == "[" { ']' } else { ')' };
        let inside = &run[start + 1..];
        let inside = &inside[..character_start(inside, LONGEST)];
        let end = inside.find(['[', ']', '(', ')'])?;
        let behind = &run[start + 1 + end..];
        let is_alone = behind.starts_with(close)
            && !behind[1..].starts_with(['(', '[', ']', ':', '{'])
            && !run[..start].ends_with(['[', ']', '!', '\\']);
        let parts = || inside[..end].split([',', ';', ' ']).filter(|part| !part.is_empty());
        let is_meant = (1..=MOST).contains(&parts().take(MOST + 1).count()) && parts().all(may_be_name);
        (is_alone && is_meant).then(|| start..start + 1 + end + 1)
    })
}

/// Whether `text` looks like the name of an item and like no word or number of a text: it has a letter, and a digit or a point
/// within.
fn may_be_name(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    let inner = text.trim_end_matches('.');
    text.chars().all(is_letter)
        && text.contains(char::is_alphabetic)
        && inner.contains(|c: char| c == '.' || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_between_single_brackets_alone() {
        let found = |text: &str| -> Vec<String> {
            names_between(text, false).map(|place| text[place].to_owned()).collect()
        };
        assert_eq!(found("Snijden [c1.2] en (c1.1, k.ict)."), ["[c1.2]", "(c1.1, k.ict)"]);
        assert_eq!(found("[c1.2]"), ["[c1.2]"]);
        for text in [
            "[[c1.2]]",
            "[c1.2](https://x)",
            "[c1.2][c1.2]",
            "![c1.2]",
            "[^c1.2]",
            "[1]",
            "(1.2)",
            "(bijv. dit)",
            "(zie c1.2)",
            "[ ]",
            "f(x1",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(names_between("[c1.2]", true).count(), 0);
    }
}
