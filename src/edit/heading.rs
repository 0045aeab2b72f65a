//! Finds the heading that a person means by a few of its words.

use crate::syntax::Heading;
use crate::text::{fold_cell, slug};

/// The heading that somebody calls `place`, such as `les 3` for `Les 3: de boze beller`; none where several are.
pub fn called(headings: &[Heading], place: &str) -> Option<usize> {
    let wanted = fold_cell(place);
    let is_it = |heading: &Heading| {
        let own = fold_cell(&heading.text);
        let begins = own.strip_prefix(&wanted).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        !wanted.is_empty() && (begins || heading.id == slug(place))
    };
    let mut found = (0..headings.len()).filter(|at| is_it(&headings[*at]));
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_heading_is_called_by_its_first_words() {
        let heading = |text: &str| Heading {
            level: 2,
            id: slug(text).into(),
            has_own_id: false,
            attributes: Span::at(0),
            text: text.to_owned(),
            span: Span::at(0),
        };
        let headings = [heading("Les 3: de boze beller"), heading("Les 30"), heading("Les 4")];
        assert_eq!(called(&headings, "les 3"), Some(0));
        assert_eq!(called(&headings, "les"), None);
        assert_eq!(called(&headings, "week 2"), None);
    }
}
