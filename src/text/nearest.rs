//! Purpose: offer the right name for a wrong one.
//! Input: a name and the known names. Output: the known ones that a slip of the finger makes of it.
//! Invariant: the answer depends on the set of known names, never on their order.

/// At most three names of `known` that resemble `name`, best first; none when nothing comes near.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    // A third of the letters may be wrong: `c46` still finds `c4.6`, `xyz` finds nothing.
    let limit = (wanted.chars().count() / 3).max(1);
    let mut found: Vec<(usize, &str)> = known
        .into_iter()
        .map(|known| (distance(&wanted, &known.to_lowercase()), known))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    // Names that differ in large and small letters alone leave no doubt.
    if found.iter().any(|(distance, _)| *distance == 0) {
        found.retain(|(distance, _)| *distance == 0);
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(3).map(|(_, known)| known).collect()
}

/// Edits between two names; one that is the other's beginning or end counts as a single edit, since
/// leaving out a part (`klachten` for `k.klachtenbehandeling`) is the commonest slip in long ids.
fn distance(wanted: &str, known: &str) -> usize {
    if wanted == known {
        return 0;
    }
    let tail = known.rsplit('.').next().unwrap_or(known);
    if wanted.chars().count() >= 4 && (known.starts_with(wanted) || tail.starts_with(wanted)) {
        return 1;
    }
    strsim::osa_distance(wanted, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["c4.6", "c4.7", "c2.1", "k.empathie", "k.klachtenbehandeling"];
        assert_eq!(nearest("c46", known), ["c4.6"]);
        assert_eq!(nearest("k.empatie", known), ["k.empathie"]);
        assert_eq!(nearest("klachten", known), ["k.klachtenbehandeling"]);
        assert_eq!(nearest("C4.6", known), ["c4.6"]);
        assert!(nearest("zomervakantie", known).is_empty());
    }
}
