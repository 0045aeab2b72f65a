//! Finds the heading or the lesson of a module that a person means by a few of its words.

use crate::model::{ModuleId, Site, Spot};
use crate::syntax::Heading;
use crate::text::{fold_cell, slug};

/// The place in `module` that somebody calls `place`: a heading, or a lesson by its title; none where several are called so.
pub fn place_in(site: &Site, module: ModuleId, place: &str) -> Option<Spot> {
    if place.is_empty() {
        return None;
    }
    let lessons = site.modules[module].lessons.iter().map(|lesson| Some(*lesson));
    let mut found = std::iter::once(None).chain(lessons).filter_map(|lesson| {
        let is_title =
            |lesson: &_| is_called(&site.document(site.lessons[*lesson].document).title.value, place);
        if lesson.as_ref().is_some_and(is_title) {
            return Some(Spot { lesson, heading: None });
        }
        let document = site.document_of(module, Spot { lesson, heading: None });
        let heading = called(&site.document(document).headings, place)?;
        Some(Spot { lesson, heading: Some(heading) })
    });
    found.next().filter(|_| found.next().is_none())
}

/// The heading that somebody calls `place`, such as `les 3` for `Les 3: de boze beller`; none where several are.
fn called(headings: &[Heading], place: &str) -> Option<usize> {
    let is_it = |heading: &Heading| {
        !place.trim().is_empty() && (is_called(&heading.text, place) || heading.id == slug(place))
    };
    let mut found = (0..headings.len()).filter(|at| is_it(&headings[*at]));
    found.next().filter(|_| found.next().is_none())
}

/// Whether `text` begins with the words of `place`.
fn is_called(text: &str, place: &str) -> bool {
    let (own, wanted) = (fold_cell(text), fold_cell(place));
    let begins = own.strip_prefix(&wanted).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    begins && !wanted.is_empty()
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
