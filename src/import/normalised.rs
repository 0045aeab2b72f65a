//! Changes to white space and form that an import makes without asking, counted, so that one note (L702) tells of
//! all of one kind: it stands at the first place and says how many there were.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count};
use crate::text::{SourcePath, Span};

/// A slip that was normalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Normalised {
    TabsAtEnd,
    SpacesAround,
    DoubledSpace,
    TabWithin,
    LineBreakWithin,
    Markup,
    NestedBullet,
    NoBreakSpace,
    InvisibleCharacter,
    BlankLineInList,
    PageNumber,
    WrappedLine,
    HeadingCase,
}

impl Normalised {
    /// The message for `number` places.
    #[allow(clippy::too_many_lines, reason = "it is a table of sentences")]
    fn message(self, number: usize) -> Message {
        match self {
            Self::TabsAtEnd => count!(
                number,
                "{n} lines ended in tabs; they were left out",
                "1 line ended in tabs; they were left out",
                "{n} lines ended in tabs; they were left out"
            ),
            Self::SpacesAround => count!(
                number,
                "{n} lines had spaces before or after their text; they were left out",
                "1 line had spaces before or after its text; they were left out",
                "{n} lines had spaces before or after their text; they were left out"
            ),
            Self::DoubledSpace => count!(
                number,
                "{n} doubled spaces were made one",
                "1 doubled space was made one",
                "{n} doubled spaces were made one"
            ),
            Self::TabWithin => count!(
                number,
                "{n} tabs between words were made spaces",
                "1 tab between words was made a space",
                "{n} tabs between words were made spaces"
            ),
            Self::LineBreakWithin => count!(
                number,
                "{n} line breaks within texts were made spaces",
                "1 line break within a text was made a space",
                "{n} line breaks within texts were made spaces"
            ),
            Self::NestedBullet => count!(
                number,
                "{n} bullets below others explain them, and are kept below them",
                "1 bullet below another one explains it, and is kept below it",
                "{n} bullets below others explain them, and are kept below them"
            ),
            Self::Markup => count!(
                number,
                "{n} texts were written in HTML; their words are kept",
                "1 text was written in HTML; its words are kept",
                "{n} texts were written in HTML; their words are kept"
            ),
            Self::NoBreakSpace => count!(
                number,
                "{n} non-breaking spaces were made plain ones",
                "1 non-breaking space was made a plain one",
                "{n} non-breaking spaces were made plain ones"
            ),
            Self::InvisibleCharacter => count!(
                number,
                "{n} invisible characters (such as soft hyphens) were left out",
                "1 invisible character (such as a soft hyphen) was left out",
                "{n} invisible characters (such as soft hyphens) were left out"
            ),
            Self::BlankLineInList => count!(
                number,
                "{n} blank lines within lists were left out",
                "1 blank line within a list was left out",
                "{n} blank lines within lists were left out"
            ),
            Self::PageNumber => count!(
                number,
                "{n} page numbers were left out",
                "1 page number was left out",
                "{n} page numbers were left out"
            ),
            Self::WrappedLine => count!(
                number,
                "{n} lines were joined to the ones before, which they continue",
                "1 line was joined to the one before, which it continues",
                "{n} lines were joined to the ones before, which they continue"
            ),
            Self::HeadingCase => count!(
                number,
                "{n} headings were written in capitals; now only their first letters are",
                "1 heading was written in capitals; now only its first letter is",
                "{n} headings were written in capitals; now only their first letters are"
            ),
        }
    }
}

/// How often each kind happened, and where first.
#[derive(Debug, Default)]
pub(super) struct Tally {
    kinds: BTreeMap<Normalised, (Span, usize)>,
}

impl Tally {
    /// Counts one more of `kind`, at `span`.
    pub(super) fn add(&mut self, kind: Normalised, span: Span) {
        self.kinds.entry(kind).or_insert((span, 0)).1 += 1;
    }

    /// The notes, one per kind.
    pub(super) fn diagnostics(&self, file: &SourcePath) -> Vec<Diagnostic> {
        let note = |(kind, (span, count)): (&Normalised, &(Span, usize))| {
            Diagnostic::new(Code::L702, Place::new(file, *span), kind.message(*count))
        };
        self.kinds.iter().map(note).collect()
    }
}
