//! Changes to white space and form that an import makes without asking, counted, so that one note (L702) tells of
//! all of one kind: it stands at the first place and says how many there were.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Place};
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
    /// The message for one place and for `{}` places.
    fn wording(self) -> (&'static str, &'static str) {
        match self {
            Self::TabsAtEnd => {
                ("1 line ended in tabs; they were left out", "{} lines ended in tabs; they were left out")
            }
            Self::SpacesAround => (
                "1 line had spaces before or after its text; they were left out",
                "{} lines had spaces before or after their text; they were left out",
            ),
            Self::DoubledSpace => ("1 doubled space was made one", "{} doubled spaces were made one"),
            Self::TabWithin => {
                ("1 tab between words was made a space", "{} tabs between words were made spaces")
            }
            Self::LineBreakWithin => (
                "1 line break within a text was made a space",
                "{} line breaks within texts were made spaces",
            ),
            Self::NestedBullet => (
                "1 bullet below another one explains it, and is kept below it",
                "{} bullets below others explain them, and are kept below them",
            ),
            Self::Markup => (
                "1 text was written in HTML; its words are kept",
                "{} texts were written in HTML; their words are kept",
            ),
            Self::NoBreakSpace => {
                ("1 non-breaking space was made a plain one", "{} non-breaking spaces were made plain ones")
            }
            Self::InvisibleCharacter => (
                "1 invisible character (such as a soft hyphen) was left out",
                "{} invisible characters (such as soft hyphens) were left out",
            ),
            Self::BlankLineInList => {
                ("1 blank line within a list was left out", "{} blank lines within lists were left out")
            }
            Self::PageNumber => ("1 page number was left out", "{} page numbers were left out"),
            Self::WrappedLine => (
                "1 line was joined to the one before, which it continues",
                "{} lines were joined to the ones before, which they continue",
            ),
            Self::HeadingCase => (
                "1 heading was written in capitals; now only its first letter is",
                "{} headings were written in capitals; now only their first letters are",
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
            let (one, many) = kind.wording();
            let message = if *count == 1 { one.to_owned() } else { many.replace("{}", &count.to_string()) };
            Diagnostic::new(Code::L702, Place::new(file, *span), message)
        };
        self.kinds.iter().map(note).collect()
    }
}
