//! The state of reading one TOML text, and the report of its mistakes of syntax.
//!
//! A `TextReading` knows the text, where it begins in its file, and whether the TOML reader was given a repaired text in
//! its place; with these it turns the reader's offsets into spans of the file. Of one line only the first mistake of
//! syntax is reported, since the others mostly follow from it; a habit, such as curly quotes, is reported once, with
//! the number of the other lines that have it.
//!
//! A mistake within one value costs that value and nothing else. Any other, such as a name without a value, may cost keys
//! that nobody knows of, and the table is said to have lost some ([`TextReading::lost`]).

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::mend::Mended;
use super::toml_fault::TomlFault;
use super::toml_mistake::{self, Mistake};
use super::{FieldCodes, Origin};
use crate::diagnostics::{Diagnostic, Message, Place, Problems, Reported, count};
use crate::text::{SourcePath, Span};

/// A mistake of syntax.
pub(super) enum Fault<'m> {
    /// One that the TOML reader found, in its words.
    Reader(Span, &'m str),
    /// One that was repaired before.
    Mended(Span, &'m Mistake),
}

impl Fault<'_> {
    fn span(&self) -> Span {
        match self {
            Self::Reader(span, _) | Self::Mended(span, _) => *span,
        }
    }

    /// Whether a name is there already.
    fn is_twice(&self) -> bool {
        match self {
            Self::Reader(_, message) => TomlFault::of(message) == TomlFault::Twice,
            Self::Mended(..) => false,
        }
    }
}

/// A mistake of syntax that was reported, by itself or with another one of its line.
pub(super) struct ReportedFault {
    pub(super) span: Span,
    pub(super) reported: Reported,
    /// Whether the text was repaired, so that the values around it are whole.
    pub(super) is_repaired: bool,
}

/// A text that is being read.
pub(super) struct TextReading<'a> {
    pub(super) origin: Arc<Origin>,
    /// The repaired text that the TOML reader was given in place of `text`, if there is one.
    pub(super) mended: Option<&'a Mended>,
    text: &'a str,
    /// The offset of the text in its file.
    offset: usize,
}

impl<'a> TextReading<'a> {
    /// The text at byte `offset` of `file`, in which nothing is broken so far.
    pub(super) fn new(file: &SourcePath, codes: FieldCodes, text: &'a str, offset: usize) -> Self {
        let origin = Origin { file: file.clone(), codes, broken: Vec::new(), lost: None, is_mixed: false };
        Self { origin: Arc::new(origin), mended: None, text, offset }
    }

    /// The span in the file of `range`, as the TOML reader reports it.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let original = |at: usize| self.mended.map_or(at, |mended| mended.original(at));
        // A character may have become several spaces, and a mistake be found at the second of them.
        Span::new(original(range.start)..original(range.end)).within(self.text).shifted(self.offset)
    }

    /// The text at `span`.
    pub(super) fn written(&self, span: Span) -> &'a str {
        let at = span.start as usize - self.offset..span.end as usize - self.offset;
        self.text.get(at).unwrap_or_default()
    }

    /// The text from the start of `span` to the end of its line, cut off where the line is very long.
    pub(super) fn rest_of_line(&self, span: Span) -> Box<str> {
        const MOST: usize = 300;
        let start = span.start as usize - self.offset;
        let end = Span::at(start + MOST).within(self.text).start as usize;
        let rest = self.text.get(start..end).unwrap_or_default();
        rest.lines().next().unwrap_or_default().into()
    }

    /// Reports the `faults` that the TOML reader found, and the mistakes that were repaired before it read the text.
    /// The answer has all of them, in order.
    pub(super) fn report(&self, mut faults: Vec<Fault<'a>>, problems: &mut Problems) -> Vec<ReportedFault> {
        let mended = self.mended.map_or(&[][..], |mended| &mended.mistakes);
        let place = |range: &Range<usize>| Span::new(range.clone()).shifted(self.offset);
        faults.extend(mended.iter().map(|(range, mistake)| Fault::Mended(place(range), mistake)));
        faults.sort_by_key(Fault::span);
        let explained = |fault: Fault<'a>| {
            let mistake = self.mistake(&fault);
            (fault, mistake)
        };
        let faults: Vec<(Fault<'_>, Mistake)> = faults.into_iter().map(explained).collect();
        let mut habits: Vec<(&Message, Reported)> = Vec::new();
        let mut line: Option<(usize, Reported)> = None;
        let mut table: Option<(usize, Reported)> = None;
        let mut reported = Vec::with_capacity(faults.len());
        for (at, (fault, mistake)) in faults.iter().enumerate() {
            let span = fault.span();
            let start = span.start as usize - self.offset;
            let again = table.filter(|(table, _)| self.follows_table(fault, *table));
            let said = match (line, again) {
                (Some((end, said)), _) if start < end => said,
                (_, Some((_, said))) => said,
                (_, None) => {
                    let known = habits.iter().find(|(message, _)| **message == mistake.message);
                    let said = match known {
                        Some((_, said)) => *said,
                        None => problems.push(self.problem(span, mistake, &faults[at + 1..])),
                    };
                    if mistake.is_habit && known.is_none() {
                        habits.push((&mistake.message, said));
                    }
                    line = Some((self.end_of_line(start), said));
                    said
                }
            };
            if fault.is_twice() && self.text[..start].trim_end_matches(' ').ends_with('[') {
                table = Some((start, said));
            }
            let is_repaired = matches!(fault, Fault::Mended(..));
            reported.push(ReportedFault { span, reported: said, is_repaired });
        }
        reported
    }

    /// Whether `fault` is a name that stands twice because its table does, whose second name is at byte `table`: it stands once
    /// in each of the two.
    fn follows_table(&self, fault: &Fault<'_>, table: usize) -> bool {
        let span = fault.span();
        let (start, end) = (span.start as usize - self.offset, span.end as usize - self.offset);
        let (Some(between), Some(name)) = (self.text.get(table..start), self.text.get(start..end)) else {
            return false;
        };
        let names = |line: &str| line.split('=').next().is_some_and(|key| key.trim() == name.trim());
        let mut lines = between.lines().skip(1).map(str::trim_start);
        fault.is_twice() && lines.all(|line| !line.starts_with('[') && !names(line))
    }

    /// The offset behind the line that has byte `start` of the text.
    fn end_of_line(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        rest.find('\n').map_or(self.text.len(), |length| start + length) + 1
    }

    /// The mistake of `fault`, in the words of its author.
    fn mistake(&self, fault: &Fault<'_>) -> Mistake {
        match fault {
            Fault::Mended(_, mistake) => (*mistake).clone(),
            Fault::Reader(span, message) => {
                let range = span.start as usize - self.offset..span.end as usize - self.offset;
                toml_mistake::explain(message, self.text, range)
            }
        }
    }

    /// The problem of `mistake` at `span`; where it is a habit, with the number of lines of the faults `behind` it that have it.
    fn problem(&self, span: Span, mistake: &Mistake, behind: &[(Fault<'_>, Mistake)]) -> Diagnostic {
        let place = Place::new(&self.origin.file, span);
        let help = mistake.help.clone();
        let own = self.end_of_line(span.start as usize - self.offset);
        // A front matter with thousands of mistakes of their own is not gone through for each of them.
        let behind = if mistake.is_habit { behind } else { &[] };
        let alike = behind.iter().filter(|(_, other)| other.message == mistake.message);
        let mut lines: Vec<usize> =
            alike.map(|(fault, _)| self.end_of_line(fault.span().start as usize - self.offset)).collect();
        lines.retain(|line| *line != own);
        lines.dedup();
        let help = match lines.len() {
            0 => help,
            more => count!(
                more,
                "{help}",
                "{help}; the same on 1 more line",
                "{help}; the same on {n} more lines",
                help
            ),
        };
        Diagnostic::new(self.origin.codes.syntax, place, mistake.message.clone()).help(help)
    }

    /// Says that keys of `table`, which was read in spite of its `faults`, may have been lost.
    pub(super) fn lost(&self, table: &DeTable<'_>, faults: &[ReportedFault]) -> Option<Reported> {
        let mut values = Vec::new();
        for (_, value) in table {
            self.single_values(value, &mut values);
        }
        // A text of several lines may have swallowed the keys below it.
        let is_on_line = |value: &Span| {
            let written = self.text.get(value.start as usize - self.offset..value.end as usize - self.offset);
            written.is_some_and(|written| !written.contains('\n'))
        };
        values.retain(is_on_line);
        values.sort_unstable();
        let is_in_value = |span: &Span| {
            let at = values.partition_point(|value| value.start <= span.start);
            at.checked_sub(1).is_some_and(|at| span.start < values[at].end)
        };
        let costs_keys = |fault: &&ReportedFault| fault.is_repaired || !is_in_value(&fault.span);
        faults.iter().find(costs_keys).map(|fault| fault.reported)
    }

    /// Adds the places of the texts, numbers and days in `value`.
    fn single_values(&self, value: &toml::Spanned<DeValue<'_>>, found: &mut Vec<Span>) {
        match value.get_ref() {
            DeValue::Table(table) => table.values().for_each(|value| self.single_values(value, found)),
            DeValue::Array(values) => values.iter().for_each(|value| self.single_values(value, found)),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => found.push(self.span(value.span())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::diagnostics::{Code, Problems};
    use crate::fields::{FieldCodes, Fields};
    use crate::text::SourcePath;

    proptest! {
        #[test]
        fn whatever_is_wrong_stands_on_a_line_of_its_own_and_between_characters(
            text in r#"([\[\]{}=,.#'"\\ \n\ra-c1é\u{a0}\u{200b}“”]|\n[ab] = |\["a", "b"|"""){0,40}"#
        ) {
            let codes = FieldCodes { syntax: Code::L101, unknown_key: Code::L103, value: Code::L104 };
            let mut problems = Problems::default();
            let table = Fields::parse(&SourcePath::new("a.md"), &text, 0, codes, &mut problems);
            let mut line_end = 0;
            for problem in problems.clone().into_vec() {
                let range = problem.place.span.range();
                prop_assert!(text.get(range.clone()).is_some(), "{range:?} is no part of the text");
                prop_assert!(range.start >= line_end);
                line_end = text[range.start..].find('\n').map_or(text.len(), |length| range.start + length) + 1;
            }
            table.into_string_lists(&mut problems);
        }
    }
}
