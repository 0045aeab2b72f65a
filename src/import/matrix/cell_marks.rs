//! Reads one marked cell: the marks that it has, or why none of them counts. A mark that is struck through, that its note
//! takes back, that a formula keeps to itself or that nobody knows is no claim, and neither is one with words behind it
//! that are no place in the module.

use crate::config::LevelId;
use crate::diagnostics::{Message, say};
use crate::edit::{NamedModule, WantedClaim, place_in};
use crate::import::matrix::denial;
use crate::import::matrix::legend::level_named;
use crate::import::matrix::marks::{self, CellMark};
use crate::import::matrix::place::Placer;
use crate::import::matrix::vocabulary::is_percentage;
use crate::import::spreadsheet::{CellValue, SheetCell};
use crate::model::ItemId;
use crate::tabular::Mark;

impl Placer<'_> {
    /// The marks of a cell with this note, or why it has none that count. A text that is no mark is noted as one that
    /// was used.
    pub(super) fn marks_of<'c>(
        &mut self,
        cell: &'c SheetCell,
        note: Option<&str>,
    ) -> Result<Vec<CellMark<'c>>, Message> {
        if cell.struck {
            return Err(say!("it is struck through"));
        }
        if let Some(note) = note.filter(|note| denial::of_note(note)) {
            return Err(say!("its note says \"{note}\"", note));
        }
        if let Some((cell, text)) = cell.fill.and_then(|fill| self.denied_colours.get(&fill)) {
            return Err(say!("its colour takes it back: {cell} says \"{text}\"", cell, text));
        }
        if cell.value == CellValue::Unstored {
            return Err(say!(
                "a formula without a stored value; open the file in its program, save it, and import that"
            ));
        }
        marks::parse(&self.marks, &cell.text).ok_or_else(|| {
            self.placed.marks.entry(Message::verbatim(&cell.text)).or_insert((None, 0)).1 += 1;
            if is_percentage(&cell.text) {
                say!("a percentage is no level")
            } else if marks::contradicts_itself(&self.marks, &cell.text) {
                say!("it says yes and no at once; leave the one that is right")
            } else if cell.value == CellValue::Error {
                say!("an error of a formula")
            } else {
                say!("this is no mark")
            }
        })
    }

    /// Why the marks of a cell are not taken: what stands behind one is no place in the module, or the heading of the
    /// column says another level. A tick gets the level of its heading.
    pub(super) fn refused(
        &self,
        target: usize,
        column: usize,
        marks: &mut [CellMark<'_>],
    ) -> Option<Message> {
        // `2 (ingeoefend)` says its level twice, and `x (ingeoefend)` which one it is.
        for mark in marks.iter_mut().filter(|mark| !mark.place.is_empty()) {
            if let Some(level) = level_named(&self.site.config, mark.place)
                && (mark.is_tick || level == mark.level)
            {
                (mark.level, mark.place, mark.is_tick) = (level, "", false);
            }
        }
        let is_no_place =
            |place: &&str| !place.is_empty() && !marks::is_place(place) && !self.has_heading(target, place);
        if let Some(place) = marks.iter().map(|mark| mark.place).find(is_no_place) {
            return Some(say!(
                "\"{place}\" behind the mark is no place in the module, such as a lesson or a week, and may take it back",
                place
            ));
        }
        let headed = *self.headed.get(&column)?;
        let label = |level: LevelId| &self.site.config.scale.levels[level].label;
        for mark in marks {
            if mark.is_tick {
                mark.level = headed;
            } else if mark.level != headed {
                let (own, said) = (label(headed), label(mark.level));
                return Some(say!("the heading of its column says {own}, and the mark {said}", own, said));
            }
        }
        None
    }

    /// Says that a cell whose mark counts has a note.
    pub(super) fn noted(&mut self, cell: String, text: &str, note: Option<&str>) {
        if let Some(note) = note {
            self.unplaced(cell, text, say!("its note says \"{note}\"; the mark counts all the same", note));
        }
    }

    /// Says that a claim stands at its whole module where no heading is called as its place.
    pub(super) fn without_heading(
        &mut self,
        cell: String,
        target: usize,
        text: &str,
        marks: &[CellMark<'_>],
    ) {
        let is_known = matches!(self.modules[target].module, NamedModule::Known(_));
        let is_missing = |place: &&str| is_known && !place.is_empty() && !self.has_heading(target, place);
        if let Some(place) = marks.iter().map(|mark| mark.place).find(is_missing) {
            let why = say!(
                "no heading and no lesson of the module is called \"{place}\", or several are, so the module as a whole claims it",
                place
            );
            self.unplaced(cell, text, why);
        }
    }

    /// Whether one heading or lesson of the module is called `place`.
    pub(super) fn has_heading(&self, target: usize, place: &str) -> bool {
        let NamedModule::Known(module) = &self.modules[target].module else { return false };
        place_in(self.site, *module, place).is_some()
    }

    /// Notes what a cell says; of several marks the strongest.
    pub(super) fn mark(&mut self, target: usize, item: ItemId, shown: &Message, marks: &[CellMark<'_>]) {
        let strongest = marks.iter().max_by_key(|mark| mark.level);
        let meaning = strongest.map_or(Mark::Nothing, |mark| Mark::Level(mark.level));
        self.placed.marks.entry(shown.clone()).or_insert((Some(meaning), 0)).1 += 1;
        let Some(strongest) = strongest else { return };
        let claims = &mut self.modules[target].claims;
        let is_weaker = |level: LevelId| claims.get(&item).is_none_or(|claim| claim.level < level);
        if is_weaker(strongest.level) {
            claims.insert(item, WantedClaim { level: strongest.level, place: strongest.place.to_owned() });
        }
    }
}
