//! Purpose: the grade of a knowledge item, and the words of an item that name it.
//! Input: the text of a knowledge item. Output: [`Grade`] and the rest of the text.
//! Invariant: the rest is a part of the text; the text itself is never changed.

/// How well something has to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Grade {
    /// Basiskennis.
    Basic,
    /// Kennis; the grade that is not written down.
    #[default]
    Plain,
    /// Grondige kennis.
    Thorough,
}

/// The words that open an item of each grade; "basis kennis" is a common misspelling.
const OPENINGS: [(&str, Grade); 4] = [
    ("basiskennis", Grade::Basic),
    ("basis kennis", Grade::Basic),
    ("grondige kennis", Grade::Thorough),
    ("kennis", Grade::Plain),
];

impl Grade {
    /// The value of the attribute `grade`; plain knowledge has none.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Basic => Some("basic"),
            Self::Plain => None,
            Self::Thorough => Some("thorough"),
        }
    }

    /// The grade that `title` names as a heading of its own.
    pub(super) fn of_heading(title: &str) -> Option<Self> {
        OPENINGS.iter().find(|(opening, _)| *opening == title).map(|(_, grade)| *grade)
    }
}

/// The grade with which `text` opens, when it does, and what is known: "Kennis van de wet" is plain knowledge
/// of "de wet".
pub(super) fn split_grade(text: &str) -> (Option<Grade>, &str) {
    for (opening, grade) in OPENINGS {
        if let Some(rest) = strip_word(text, opening) {
            let rest =
                ["van", "inzake", "over"].iter().find_map(|word| strip_word(rest, word)).unwrap_or(rest);
            return (Some(grade), rest);
        }
    }
    (None, text)
}

/// `text` after `word`, in either case, when it opens with that whole word.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let ends = rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-');
    (ends && head.eq_ignore_ascii_case(word)).then(|| rest.trim_start_matches([' ', ':']))
}
