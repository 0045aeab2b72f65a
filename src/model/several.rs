//! Spells out names that stand for several things: `c1.1, c1.2` where one name belongs, `c1.1-c1.3`, `M01-M05`.
//!
//! Neither is read as it is meant. A list in one text is a slip, and a range would claim the items that a new version of a
//! profile puts between its ends. The messages name what to write, ready to be copied.

/// The most names that a message spells out.
const MOST: usize = 20;

/// The signs and words between several names, and between the ends of a range.
const SEPARATORS: [char; 7] = [',', ';', '/', '+', '&', '|', ' '];
const WORDS: [&str; 4] = ["en", "and", "et", "und"];
const UP_TO: [&str; 15] = [
    " t.e.m. ",
    " t/m ",
    " tem ",
    " tot en met ",
    " tot ",
    " through ",
    " to ",
    " à ",
    " au ",
    " bis ",
    "..",
    "…",
    "–",
    "—",
    "-",
];

/// The names in `name`, where it is a list of names that `is_known` holds for.
pub(super) fn listed(name: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<&str>> {
    if !name.contains(SEPARATORS) {
        return None;
    }
    let parts = name.split(SEPARATORS).filter(|part| !part.is_empty() && !WORDS.contains(part));
    let parts: Vec<&str> = parts.take(MOST + 1).collect();
    ((2..=MOST).contains(&parts.len()) && parts.iter().all(|part| is_known(part))).then_some(parts)
}

/// The texts that may be the two ends of `name`, where it is a range: `c1.1-c1.3`, and `c1.1-1.3` or `c1.1-3` for the same.
pub(super) fn ends(name: &str) -> impl Iterator<Item = (&str, String)> {
    let pairs = UP_TO.into_iter().flat_map(|sign| {
        name.match_indices(sign).map(|(at, sign)| (name[..at].trim(), name[at + sign.len()..].trim()))
    });
    pairs.filter(|(first, last)| !first.is_empty() && !last.is_empty()).flat_map(|(first, last)| {
        let group = &first[..first.rfind('.').map_or(0, |dot| dot + 1)];
        let letters = &first[..first.find(|c: char| c.is_ascii_digit()).unwrap_or(0)];
        [(first, last.to_owned()), (first, format!("{group}{last}")), (first, format!("{letters}{last}"))]
    })
}

/// The names of `order` from `first` to `last`, unless they are too many to be written out.
pub(super) fn between<'n>(
    order: impl Iterator<Item = &'n str>,
    first: &str,
    last: &str,
) -> Option<Vec<&'n str>> {
    let mut names: Vec<&str> = Vec::new();
    for name in order.skip_while(|name| *name != first).take(MOST) {
        names.push(name);
        if name == last {
            return (names.len() > 1).then_some(names);
        }
    }
    None
}

/// `names` as they are written one by one: each with `before` and `behind` around it.
pub(super) fn written(names: &[&str], before: &str, behind: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{before}{name}{behind}`")).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_known_names_alone() {
        let is_known = |name: &str| name.starts_with('c');
        assert_eq!(listed("c1, c2;c3 en c4", is_known), Some(vec!["c1", "c2", "c3", "c4"]));
        assert_eq!(listed("c1/c2", is_known), Some(vec!["c1", "c2"]));
        for other in ["c1", "c1, k2", "c1,", "", "en"] {
            assert_eq!(listed(other, is_known), None, "{other}");
        }
    }

    #[test]
    fn a_range_goes_from_one_name_to_a_later_one() {
        let order = ["c1.1", "c1.2", "c1.10", "c2.1"];
        let range = |name| ends(name).find_map(|(first, last)| between(order.into_iter(), first, &last));
        assert_eq!(range("c1.1-c1.10"), Some(vec!["c1.1", "c1.2", "c1.10"]));
        assert_eq!(range("c1.1 t.e.m. 2"), Some(vec!["c1.1", "c1.2"]));
        for range_of_two in ["c1.1 t/m c1.2", "c1.1 tot en met 1.2", "c1.1-1.2", "c1.1 - c1.2"] {
            assert_eq!(range(range_of_two), Some(vec!["c1.1", "c1.2"]), "{range_of_two}");
        }
        assert_eq!(range("c1.10..c2.1"), Some(vec!["c1.10", "c2.1"]));
        for other in ["c2.1-c1.1", "c1.1-c3", "c1.1", "-"] {
            assert_eq!(range(other), None, "{other}");
        }
    }
}
