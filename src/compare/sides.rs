//! Two things side by side, of which one may be missing.

use std::collections::BTreeMap;

use crate::text::natural;

/// Something as it was and as it is. Without the first it is new, without the second it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sides<T> {
    /// As it was; none for what is new.
    pub before: Option<T>,
    /// As it is; none for what is gone.
    pub after: Option<T>,
}

impl<T> Sides<T> {
    /// Something that both have.
    pub fn both(before: T, after: T) -> Self {
        Self { before: Some(before), after: Some(after) }
    }

    /// The same seen from the other end: what was new is gone.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    /// Whether only the later one has it.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Whether only the earlier one has it.
    pub fn is_gone(&self) -> bool {
        self.after.is_none()
    }

    /// The later of the two that are there.
    pub fn latest(&self) -> Option<&T> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// Both, each seen through `look`.
    pub fn map<'s, U>(&'s self, look: impl Fn(&'s T) -> U) -> Sides<U> {
        Sides { before: self.before.as_ref().map(&look), after: self.after.as_ref().map(look) }
    }
}

impl<T: PartialEq> Sides<T> {
    /// Whether the two are not the same.
    pub fn differ(&self) -> bool {
        self.before != self.after
    }
}

impl Sides<String> {
    /// The key by which lists are sorted: a name that does not depend on which of the two is the later one.
    pub(super) fn key(&self) -> &str {
        let names = self.before.iter().chain(&self.after);
        names.min_by(|a, b| natural(a, b).then_with(|| a.cmp(b))).map_or("", String::as_str)
    }
}

/// Puts what has the same key side by side, in the order in which people count the keys. Where a key stands twice on
/// one side, which is a mistake of its own, the first counts.
pub(super) fn side_by_side<'k, T>(
    before: impl IntoIterator<Item = (&'k str, T)>,
    after: impl IntoIterator<Item = (&'k str, T)>,
) -> Vec<(&'k str, Sides<T>)> {
    let mut all: BTreeMap<&str, Sides<T>> = BTreeMap::new();
    let empty = || Sides { before: None, after: None };
    for (key, value) in before {
        all.entry(key).or_insert_with(empty).before.get_or_insert(value);
    }
    for (key, value) in after {
        all.entry(key).or_insert_with(empty).after.get_or_insert(value);
    }
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by(|(a, _), (b, _)| natural(a, b));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_same_key_stands_side_by_side_in_the_order_of_numbers() {
        let pairs = side_by_side([("c10", 1), ("c2", 2), ("c2", 3)], [("c2", 4), ("c9", 5)]);
        let both = Sides::both(2, 4);
        let new = Sides { before: None, after: Some(5) };
        let gone = Sides { before: Some(1), after: None };
        assert_eq!(pairs, [("c2", both), ("c9", new), ("c10", gone)]);
        assert!(both.differ() && new.is_new() && gone.is_gone() && new.turned().is_gone());
    }
}
