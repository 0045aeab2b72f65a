//! The tables of a document: lists of outcomes below the heading that they stand under, or text.

use crate::diagnostics::count;
use crate::import::code::Coded;
use crate::import::draft::{DocumentText, ListEntry, SectionBody, SectionDraft};
use crate::import::outcomes::Remark;
use crate::import::outcomes::cells::OutcomeTable;
use crate::import::outcomes::kinds;
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::outline::OutlineReader;
use crate::import::outcomes::table::{self, TableReading};
use crate::import::wording::quoted;
use crate::syntax::SectionKind;
use crate::text::fold_sentence;

impl OutlineReader<'_> {
    /// Whether a table that was read as a list is one of this document: it says so itself, or the document does and has no
    /// table that says it better; and it does not list the headings again, as an overview of hours does.
    fn is_taken(&self, reading: &TableReading) -> bool {
        let may_be = self.is_certain && !self.has_certain_table && !reading.has_measures;
        (reading.is_certain || may_be) && !self.is_overview(reading)
    }

    /// Finds the parts in which a table of outcomes stands.
    pub(super) fn judge_tables(&mut self) {
        for (at, part) in self.parts.iter().enumerate() {
            let read = part.tables.iter().filter_map(|(_, found)| table::parse(found, self.options).ok());
            for reading in read {
                self.has_certain_table |= reading.is_certain;
                self.with_outcomes[at] |= reading.is_certain && !self.is_overview(&reading);
            }
        }
    }

    /// Whether what `reading` lists are headings of the document.
    pub(super) fn is_overview(&self, reading: &TableReading) -> bool {
        let headings = self.parts.iter().filter_map(|part| part.heading.as_ref());
        let headings: Vec<String> = headings.map(|heading| fold_sentence(&heading.value)).collect();
        let texts: Vec<String> = reading.list.texts().map(fold_sentence).collect();
        let is_heading = |text: &&String| headings.iter().any(|heading| heading.ends_with(text.as_str()));
        let again = texts.iter().filter(is_heading).count();
        again * 10 >= texts.len() * 8 && again > 0
    }

    /// The group of a table: the headings above it, where they tell several tables apart or number what stands below them.
    fn place_of_table(&mut self, at: usize) -> Option<usize> {
        let heading = self.parts[at].heading.as_ref()?;
        let several = self.parts.iter().filter(|part| !part.tables.is_empty()).count() > 1;
        let is_numbered = self.numbered.contains_key(&at) || {
            let coded = Coded::parse(&heading.value);
            self.coded(coded.as_ref()).is_some_and(|coded| coded.scheme().has_letters())
        };
        let is_kind = kinds::kind_of_heading(&heading.value).is_some();
        ((several || is_numbered) && !is_kind).then(|| self.place(at).0).flatten()
    }

    /// A table below the heading `at`.
    pub(super) fn table(&mut self, at: usize, found: &OutcomeTable) -> Result<(), NoList> {
        match table::parse(found, self.options) {
            Ok(reading) if self.is_taken(&reading) => {
                let group = self.place_of_table(at);
                self.list.append(reading.list, group);
                self.definition.extend(reading.above);
                self.said.extend(reading.said);
                self.remarks.extend(reading.remarks);
                self.is_certain |= reading.is_certain;
                Ok(())
            }
            Err(NoList::Unclear(asked)) => Err(NoList::Unclear(asked)),
            Ok(_) | Err(NoList::Other | NoList::NoneFits(_)) => {
                let rows = found.rows.iter().flat_map(|row| row.cells.iter().flat_map(|cell| &cell.lines));
                let first = rows.clone().next().map(|line| line.text.span);
                let lines: Vec<ListEntry<DocumentText>> =
                    rows.map(|line| ListEntry::Prose(line.text.clone())).collect();
                if lines.is_empty() {
                    return Ok(());
                }
                let heading = self.parts[at]
                    .heading
                    .as_ref()
                    .map_or("Tabel", |heading| heading.value.as_str())
                    .to_owned();
                let message = count!(
                    found.rows.len(),
                    "a table of {n} rows holds no outcomes; its texts are kept under {heading}",
                    "a table of 1 row holds no outcomes; its texts are kept under {heading}",
                    "a table of {n} rows holds no outcomes; its texts are kept under {heading}",
                    heading = quoted(&heading)
                );
                self.remarks.push(Remark::kept(first, message));
                let body = SectionBody::Text(lines);
                self.sections.push(SectionDraft {
                    kind: SectionKind::Prose,
                    heading,
                    body,
                    parts: Vec::new(),
                });
                Ok(())
            }
        }
    }
}
