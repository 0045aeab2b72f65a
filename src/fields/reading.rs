//! The state of reading one TOML text, and the report of its mistakes of syntax.
//!
//! A `Reading` knows the text, where it begins in its file, and whether the TOML reader was given a repaired text in
//! its place; with these it turns the reader's offsets into spans of the file. Of one line only the first mistake of
//! syntax is reported, since the others mostly follow from it.

use std::ops::Range;
use std::sync::Arc;

use super::mend::Mended;
use super::{Origin, TableCodes, toml_mistake};
use crate::diagnostics::{Diagnostic, Place};
use crate::text::{SourcePath, Span};

/// A text that is being read.
pub(super) struct Reading<'a> {
    pub(super) origin: Arc<Origin>,
    /// The repaired text that the TOML reader was given in place of `text`, if there is one.
    pub(super) mended: Option<&'a Mended>,
    text: &'a str,
    /// The offset of the text in its file.
    offset: usize,
}

impl<'a> Reading<'a> {
    /// The text at byte `offset` of `file`, in which nothing is broken so far.
    pub(super) fn new(file: &SourcePath, codes: TableCodes, text: &'a str, offset: usize) -> Self {
        let origin = Origin { file: file.clone(), codes, broken: Vec::new(), said: 0..0, is_mixed: false };
        Self { origin: Arc::new(origin), mended: None, text, offset }
    }

    /// The span in the file of `range`, as the TOML reader reports it.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let original = |at: usize| self.mended.map_or(at, |mended| mended.original(at));
        // A character may have become several spaces, and a mistake be found at the second of them.
        Span::new(original(range.start)..original(range.end)).within(self.text).shifted(self.offset)
    }

    /// The text from the start of `span` to the end of its line, cut off where the line is very long.
    pub(super) fn rest_of_line(&self, span: Span) -> Box<str> {
        const MOST: usize = 300;
        let start = span.start as usize - self.offset;
        let end = Span::at(start + MOST).within(self.text).start as usize;
        let rest = self.text.get(start..end).unwrap_or_default();
        rest.lines().next().unwrap_or_default().into()
    }

    /// Reports the errors of the TOML reader, and the mistakes that were repaired before it read the text.
    pub(super) fn report(&self, errors: &[(Span, &str)], problems: &mut Vec<Diagnostic>) {
        let mended = self.mended.map_or(&[][..], |mended| &mended.mistakes);
        let mut found: Vec<(Span, Result<&toml_mistake::Mistake, &str>)> =
            errors.iter().map(|(span, message)| (*span, Err(*message))).collect();
        let place = |range: &Range<usize>| Span::new(range.clone()).shifted(self.offset);
        found.extend(mended.iter().map(|(range, mistake)| (place(range), Ok(mistake))));
        found.sort_by_key(|(span, _)| span.start);
        let mut line_end = 0;
        for (span, what) in found {
            let start = span.start as usize - self.offset;
            if start < line_end {
                continue;
            }
            let explained;
            let mistake = match what {
                Ok(mistake) => mistake,
                Err(message) => {
                    let range = start..span.end as usize - self.offset;
                    explained = toml_mistake::explain(message, self.text, range);
                    &explained
                }
            };
            let place = Place::new(&self.origin.file, span);
            let problem = Diagnostic::new(self.origin.codes.syntax, place, mistake.message.as_str());
            problems.push(problem.help(mistake.help.as_str()));
            let rest = self.text.get(start..).unwrap_or_default();
            line_end = rest.find('\n').map_or(self.text.len(), |length| start + length) + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::diagnostics::Code;
    use crate::fields::{Table, TableCodes};
    use crate::text::SourcePath;

    proptest! {
        #[test]
        fn whatever_is_wrong_stands_on_a_line_of_its_own_and_between_characters(
            text in r#"([\[\]{}=,.#'"\\ \n\ra-c1é\u{a0}\u{200b}“”]|\n[ab] = |\["a", "b"|"""){0,40}"#
        ) {
            let codes = TableCodes { syntax: Code::L101, unknown_key: Code::L103, value: Code::L104 };
            let mut problems = Vec::new();
            let table = Table::parse(&SourcePath::new("a.md"), &text, 0, codes, &mut problems);
            let mut line_end = 0;
            for problem in &problems {
                let range = problem.place.span.range();
                prop_assert!(text.get(range.clone()).is_some(), "{range:?} is no part of the text");
                prop_assert!(range.start >= line_end);
                line_end = text[range.start..].find('\n').map_or(text.len(), |length| range.start + length) + 1;
            }
            table.into_string_lists(&mut problems);
        }
    }
}
