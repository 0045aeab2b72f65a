//! Takes the tags out of HTML that stand too deep in one another. A parser of HTML looks through the elements that are open
//! at each tag, so that a long row of start tags would take quadratic time; nobody writes so deep by hand.

use std::borrow::Cow;

use super::{Markup, Piece, Tag};

/// The most elements that stand in one another.
pub const DEEPEST_ELEMENT: usize = 200;

/// Elements that have no end, or that the next one of their kind ends.
const ENDED: [&str; 26] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
];

/// `markup` without the tags of elements that stand in more than [`DEEPEST_ELEMENT`] others; borrowed where there are none.
pub fn shallow(markup: &str) -> Cow<'_, str> {
    let mut depth = ElementDepth::default();
    let mut out: Option<String> = None;
    let mut at = 0;
    for piece in Markup::default().read(markup) {
        let (Piece::Text(read) | Piece::Tag(read, _)) = &piece;
        match &piece {
            Piece::Tag(_, Some(tag)) if depth.is_too_deep(tag) => {
                out.get_or_insert_with(|| markup[..at].to_owned());
            }
            Piece::Text(_) | Piece::Tag(..) => {
                if let Some(out) = &mut out {
                    out.push_str(read);
                }
            }
        }
        at += read.len();
    }
    out.map_or(Cow::Borrowed(markup), Cow::Owned)
}

/// Whether the element of `tag` has no end, or is ended by the next one of its kind.
pub fn ends_by_itself(tag: &Tag<'_>) -> bool {
    tag.is_one_of(&ENDED)
}

/// How many elements are open.
#[derive(Debug, Default)]
pub struct ElementDepth(usize);

impl ElementDepth {
    /// Counts `tag`; whether it stands too deep. Elements that end by themselves do not count.
    pub fn is_too_deep(&mut self, tag: &Tag<'_>) -> bool {
        if tag.name().is_empty() || ends_by_itself(tag) {
            return false;
        }
        if tag.is_end() {
            self.0 = self.0.saturating_sub(1);
            return self.0 >= DEEPEST_ELEMENT;
        }
        self.0 += 1;
        self.0 > DEEPEST_ELEMENT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_stand_too_deep_go_and_their_words_stay() {
        let nested = |depth: usize| format!("{}woord{}<p>na", "<div>".repeat(depth), "</div>".repeat(depth));
        let fits = nested(DEEPEST_ELEMENT);
        assert_eq!(shallow(&fits), Cow::Borrowed(fits.as_str()));
        assert_eq!(shallow(&nested(DEEPEST_ELEMENT + 50)), fits);
        let items = "<li>een".repeat(1_000);
        assert_eq!(shallow(&items), items);
    }
}
