//! Says how a document was read: which headings group outcomes, which do not, and which lines are none.

use crate::diagnostics::{Message, count, say};
use crate::import::outcomes::Remark;
use crate::import::outcomes::headings;
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::outline::{OutlineReader, PartMeaning};
use crate::import::outcomes::parts::DocumentPart;
use crate::import::outcomes::table;
use crate::import::wording::quoted;

impl OutlineReader<'_> {
    /// The codes of the document, whether somebody asked for them or not.
    pub(super) fn codes(&self) -> Vec<String> {
        let of_lines = |part: &DocumentPart| {
            let coded = part.lines.iter().filter_map(|line| line.coded.clone());
            let coded = coded.filter(|coded| self.used.contains(&coded.scheme()));
            coded.map(|coded| coded.code).collect::<Vec<_>>()
        };
        let of_tables = |part: &DocumentPart| {
            let unfit = part.tables.iter().map(|(_, found)| match table::parse(found, self.options) {
                Err(NoList::NoneFits(codes)) => codes,
                Err(NoList::Other | NoList::Unclear(_)) | Ok(_) => Vec::new(),
            });
            unfit.flatten().collect::<Vec<_>>()
        };
        self.parts.iter().flat_map(|part| [of_lines(part), of_tables(part)].concat()).collect()
    }

    /// Whether a heading became no group, no part of the text and no kind, and is not said otherwise.
    fn is_unused(&self, at: usize) -> bool {
        let part = &self.parts[at];
        let is_text = |at: usize| self.section_of.contains_key(&at);
        part.heading.is_some()
            && self.meanings[at] != PartMeaning::Itself
            && !self.nodes.contains_key(&at)
            && !is_text(at)
            && (part.lines.is_empty() || !self.above(at).into_iter().any(is_text))
            && (self.kind(at).is_none() || self.meanings[at] == PartMeaning::Text)
            && !self.passed.contains(&at)
            && !headings::names_what_stands_below(self.parts, at)
    }

    pub(super) fn say(&mut self) {
        if self.headings > 0 {
            self.said.push(count!(
                self.headings,
                "{n} headings read as competences or groups",
                "1 heading read as competences or groups",
                "{n} headings read as competences or groups"
            ));
        }
        let names =
            |at: &usize| self.passed.contains(at) || headings::names_what_stands_below(self.parts, *at);
        let names: Vec<Message> = (0..self.parts.len()).filter(names).map(|at| self.heading(at)).collect();
        if !names.is_empty() {
            let names = Message::joined(names, ", ");
            self.said.push(say!("names what stands below it and groups nothing: {names}", names));
        }
        let unused: Vec<Message> =
            (0..self.parts.len()).filter(|at| self.is_unused(*at)).map(|at| self.heading(at)).collect();
        if !unused.is_empty() {
            let names = Message::joined(unused, ", ");
            self.said.push(say!("headings that group no outcomes and are left out: {names}", names));
        }
        if !self.kinds.is_empty() {
            let kinds = Message::joined(self.kinds.iter().cloned(), ", ");
            self.said.push(say!("kinds by their headings: {kinds}", kinds));
        }
        self.say_lines();
    }

    /// Says what became of the lines without a code, of those below others, and of the parts without outcomes.
    fn say_lines(&mut self) {
        if self.uncoded > 0 {
            let message = count!(
                self.uncoded,
                "{n} lines without a code are no outcome, since others have one; kept as text",
                "1 line without a code is no outcome, since others have one; kept as text",
                "{n} lines without a code are no outcome, since others have one; kept as text"
            );
            let span = self.first_uncoded.as_ref().map(|text| text.span);
            self.remarks.push(Remark::kept(span, message));
        }
        if self.taken > 0 {
            let message = count!(
                self.taken,
                "{n} lines without a code are outcomes as the others are, and get an id",
                "1 line without a code is an outcome as the others are, and gets an id",
                "{n} lines without a code are outcomes as the others are, and get an id"
            );
            let span = self.first_taken.as_ref().map(|text| text.span);
            let help = say!("indent it below the line above where it explains that one");
            self.remarks.push(Remark { help, ..Remark::kept(span, message) });
        }
        let facts = self.parts.iter().flat_map(|part| &part.lines).filter(|line| line.is_fact).count();
        if facts > 0 {
            self.said.push(count!(
                facts,
                "{n} lines state hours, years or shares, and are text",
                "1 line states hours, years or a share, and is text",
                "{n} lines state hours, years or shares, and are text"
            ));
        }
        if self.details > 0 {
            self.said.push(count!(
                self.details,
                "{n} lines below others explain them, and stay with them",
                "1 line below another one explains it, and stays with it",
                "{n} lines below others explain them, and stay with them"
            ));
        }
        if !self.sections.is_empty() {
            let first = self.sections.iter().map(|section| quoted(&section.heading)).take(6);
            let more = (self.sections.len() > 6).then(|| Message::verbatim("…"));
            let names = std::iter::once(Message::joined(first, ", ")).chain(more);
            self.said.push(count!(
                self.sections.len(),
                "{n} parts without outcomes kept as text: {names}",
                "1 part without outcomes kept as text: {names}",
                "{n} parts without outcomes kept as text: {names}",
                names = Message::joined(names, " ")
            ));
        }
    }
}
