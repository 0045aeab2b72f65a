//! Makes the parts of addresses and the ids of headings out of words: `Les 3: de boze beller` becomes
//! `les-3-de-boze-beller`.
//!
//! A slug has lower-case ASCII letters, digits and hyphens, and is never empty. Different texts may have the same
//! slug; [`Slugs`] tells those on one page apart by a number, and never hands out the same one twice.

use std::borrow::Cow;
use std::collections::HashMap;

/// `text` as lower-case ASCII words with hyphens; `"x"` when nothing of it can be kept.
pub fn slug(text: &str) -> String {
    as_slug(text).into_owned()
}

/// Like [`slug()`], without copying a text that is a slug already, as most file names are.
pub fn as_slug(text: &str) -> Cow<'_, str> {
    if is_slug(text) {
        return Cow::Borrowed(text);
    }
    let slug = slug::slugify(text);
    if slug.is_empty() { Cow::Borrowed("x") } else { Cow::Owned(slug) }
}

fn is_slug(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(is_word)
}

/// Hands out slugs that are unique within one page.
#[derive(Debug, Default)]
pub struct Slugs {
    taken: HashMap<String, usize>,
}

impl Slugs {
    /// Marks `id` as taken; false when it was already.
    pub fn claim(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned(), 1).is_none()
    }

    /// The slug of `text`, with `-2`, `-3` … behind it when an earlier one has it already.
    pub fn unique(&mut self, text: &str) -> String {
        let base = slug(text);
        // The count is kept per base, so that 100,000 equal headings stay linear.
        let mut count = self.taken.get(&base).copied().unwrap_or(0);
        let mut candidate = base.clone();
        while self.taken.contains_key(&candidate) {
            count += 1;
            candidate = format!("{base}-{count}");
        }
        self.taken.insert(base, count.max(1));
        self.taken.insert(candidate.clone(), 1);
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_slug_stays_as_it_is() {
        for text in ["m05", "les-1-de-klant", "a"] {
            assert!(is_slug(text));
            assert_eq!(slug::slugify(text), text);
        }
        for text in ["", "-", "a-", "-a", "a--b", "A", "é", "a b", "a_b"] {
            assert!(!is_slug(text), "{text}");
        }
    }

    #[test]
    fn slugs_are_ascii_and_never_empty() {
        assert_eq!(slug("Les 3: de boze beller"), "les-3-de-boze-beller");
        assert_eq!(slug("Geëvalueerd"), "geevalueerd");
        assert_eq!(slug("…"), "x");
    }

    #[test]
    fn equal_headings_get_numbers_that_nobody_took() {
        let mut slugs = Slugs::default();
        assert!(slugs.claim("les-2"));
        assert_eq!(slugs.unique("Les"), "les");
        assert_eq!(slugs.unique("Les"), "les-3");
        assert_eq!(slugs.unique("Les"), "les-4");
        assert!(!slugs.claim("les-2"));
    }
}
