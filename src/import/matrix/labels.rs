//! Finds the columns that say what the rows of a sheet are about: those of ids, of numbers, of texts, of competences.
//! A column is one of these for what most of it holds, so a stray word that is an item's text too makes none.

use std::collections::BTreeSet;

use crate::import::matrix::items::Items;
use crate::import::matrix::marks::has_place;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::row_meaning::LabelCell;
use crate::import::matrix::vocabulary::{
    is_about_modules, is_about_numbers, is_about_texts, is_code, is_note, is_number, is_room, is_sentence,
};
use crate::import::spreadsheet::Sheet;
use crate::tabular::Word;

/// Labels stand among the first columns of a sheet.
const FIRST: usize = 12;

/// The columns that say what rows are about.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    /// All of them.
    pub(super) columns: BTreeSet<usize>,
    /// Those of ids and numbers.
    pub(super) ids: BTreeSet<usize>,
    /// Those of the items' texts.
    pub(super) texts: BTreeSet<usize>,
    /// Those that are one of these because of numbers alone.
    pub(super) numbers: BTreeSet<usize>,
    /// Whether no row names an item, so that the rows are about competences.
    pub(super) are_competences: bool,
}

/// The labels that a column holds.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    ids: usize,
    texts: usize,
    competences: usize,
    numbers: usize,
    sentences: usize,
    filled: usize,
    is_headed_text: bool,
    is_headed_otherwise: bool,
    is_headed_module: bool,
    /// Whether it is headed as one of remarks, of teachers, of rooms.
    is_headed_note: bool,
    /// How many of its cells are codes that name nothing of the profile: `R2` beside `C1`.
    codes: usize,
    /// How many rows have a competence in it that is the one of their item, and how many another one.
    agreeing: usize,
    contradicting: usize,
}

impl Labels {
    /// The columns of labels in `sheet`, or those of `wanted`; none when no column names items.
    pub(super) fn find(
        sheet: &Sheet,
        items: &Items<'_>,
        modules: &Modules<'_>,
        wanted: &[usize],
    ) -> Option<Self> {
        let held = Held::all(sheet, items, modules);
        let all = |is: &dyn Fn(&Held) -> bool| -> BTreeSet<usize> {
            (0..held.len()).filter(|column| is(&held[*column])).collect()
        };
        let most = held.iter().map(|held| held.ids + held.texts).max().unwrap_or(0);
        let is_item = |held: &Held| {
            held.ids + held.texts > 0 && (held.ids + held.texts) * 4 >= most && !held.is_stray()
        };
        let mut labels = Self {
            ids: all(&|held| is_item(held) && held.ids >= held.texts),
            texts: all(&|held| is_item(held) && held.texts > 0),
            ..Self::default()
        };
        if labels.ids.is_empty() {
            let first_text = labels.texts.first().copied().unwrap_or(held.len());
            let is_numbers = |held: &Held| {
                held.numbers > 0 && held.numbers * 2 >= held.filled && !held.is_headed_otherwise
            };
            labels.numbers =
                all(&is_numbers).into_iter().filter(|column| *column < first_text).take(1).collect();
        }
        if !wanted.is_empty() {
            let wanted: BTreeSet<usize> = wanted.iter().copied().collect();
            labels.ids = wanted.clone();
            labels.texts.retain(|column| wanted.contains(column));
            labels.numbers.retain(|column| wanted.contains(column));
        }
        labels.ids.extend(&labels.numbers);
        labels.are_competences = labels.ids.is_empty() && labels.texts.is_empty();
        if labels.are_competences {
            labels.texts = all(&|held| held.competences > 0);
        }
        let last = labels.ids.iter().chain(&labels.texts).max().copied()?;
        // A competence beside its items, and the texts beside their ids, even where the texts are others.
        labels.columns = all(&|held| held.competences > 0 && !held.is_stray());
        labels.columns.extend(labels.ids.iter().chain(&labels.texts));
        let rows = held.iter().map(|held| held.ids.max(held.texts).max(held.numbers)).max().unwrap_or(0);
        for (column, held) in held.iter().enumerate() {
            let is_sentences = held.sentences * 2 > held.filled && held.sentences * 2 >= rows;
            let beside = column <= last + 1;
            if wanted.is_empty()
                && beside
                && !held.is_headed_otherwise
                && (held.is_headed_text || is_sentences)
            {
                labels.columns.insert(column);
                if !labels.ids.contains(&column) || held.texts > 0 {
                    labels.texts.insert(column);
                }
            }
        }
        // Columns before the items belong to them: groups, numbers, notes.
        let first = labels.ids.iter().chain(&labels.texts).min().copied().unwrap_or(0);
        let is_before = |column: &usize| {
            let held = &held[*column];
            held.sentences + held.competences > 0 && !held.is_stray()
        };
        labels.columns.extend((0..first).filter(is_before));
        Some(labels)
    }

    /// The label cells of `row`.
    pub(super) fn cells<'s>(&self, sheet: &'s Sheet, row: usize) -> Vec<LabelCell<'s>> {
        let mut cells: Vec<LabelCell<'s>> = Vec::new();
        let mut before = None;
        for column in &self.columns {
            let cell = sheet.cell(row, *column);
            // A title that is merged over several columns is one cell.
            let is_same = before.is_some_and(|before| sheet.is_merged((row, before), (row, *column)));
            if !cell.text.is_empty() && !cell.struck && !is_same {
                cells.push(LabelCell {
                    text: &cell.text,
                    value: cell.value,
                    is_text: self.texts.contains(column),
                    is_id: self.ids.contains(column),
                });
            }
            before = Some(*column);
        }
        cells
    }

    /// Whether a row names an item or a competence beyond doubt.
    pub(super) fn is_named(&self, sheet: &Sheet, items: &Items<'_>, row: usize) -> bool {
        self.is_item(sheet, items, row)
            || self.columns.iter().any(|column| items.competence(sheet.text(row, *column)).is_some())
    }

    /// Whether a row names an item beyond doubt.
    pub(super) fn is_item(&self, sheet: &Sheet, items: &Items<'_>, row: usize) -> bool {
        let names = |column: &usize| {
            let text = sheet.text(row, *column);
            !text.is_empty()
                && (items.is_id(text)
                    || items.is_text(text)
                    || (self.numbers.contains(column) && items.is_number(text)))
        };
        self.columns.iter().any(names)
    }

    /// Whether a row names beyond doubt what the rows of the sheet are about: an item, or a competence where no row names
    /// an item.
    pub(super) fn is_item_row(&self, sheet: &Sheet, items: &Items<'_>, row: usize) -> bool {
        if self.are_competences { self.is_named(sheet, items, row) } else { self.is_item(sheet, items, row) }
    }

    /// How many rows have the ids of two items in two columns, and these columns.
    pub(super) fn disagreement(&self, sheet: &Sheet, items: &Items<'_>) -> (usize, BTreeSet<usize>) {
        let mut columns = BTreeSet::new();
        let mut rows = 0;
        for row in 0..sheet.height() {
            let named: Vec<usize> =
                self.ids.iter().copied().filter(|column| items.is_id(sheet.text(row, *column))).collect();
            let ids: BTreeSet<String> =
                named.iter().map(|column| sheet.text(row, *column).to_lowercase()).collect();
            if ids.len() > 1 {
                rows += 1;
                columns.extend(named);
            }
        }
        (rows, columns)
    }
}

/// Counts for each column of competences in how many rows they are those of the items, and in how many others.
fn compare_competences(sheet: &Sheet, items: &Items<'_>, held: &mut [Held]) {
    let columns: Vec<usize> = (0..held.len())
        .filter(|at| held[*at].competences > 0 && held[*at].ids + held[*at].texts == 0)
        .collect();
    for row in (0..sheet.height()).filter(|_| !columns.is_empty()) {
        let named = (0..held.len()).flat_map(|column| items.named_in(sheet.text(row, column)));
        let own: BTreeSet<_> = named.filter_map(|item| items.site.items[item].competence).collect();
        let Some(own) = own.first().filter(|_| own.len() == 1) else { continue };
        for column in &columns {
            let Some(competence) = items.competence(sheet.text(row, *column)) else { continue };
            held[*column].agreeing += usize::from(competence == *own);
            held[*column].contradicting += usize::from(competence != *own);
        }
    }
}

impl Held {
    /// Whether the items and competences in it are strays: it is headed as one of a module, and most of it is something
    /// else; or it holds other codes, such as those of rooms, some of which are ids as well.
    fn is_stray(&self) -> bool {
        let is_about_competences = self.ids + self.texts == 0 && self.competences > 0;
        let has_other_codes = self.codes > 0 || self.contradicting > self.agreeing;
        self.is_headed_note
            || (self.is_headed_module && (self.ids + self.texts + self.competences) * 2 < self.filled)
            || (is_about_competences && has_other_codes)
    }

    /// The labels that the first columns hold. One of remarks or rooms holds none where another one does.
    fn all(sheet: &Sheet, items: &Items<'_>, modules: &Modules<'_>) -> Vec<Self> {
        let mut held: Vec<Self> =
            (0..sheet.width().min(FIRST)).map(|column| Self::new(sheet, items, modules, column)).collect();
        let has_others = held.iter().any(|held| !held.is_headed_note && held.ids + held.texts > 0);
        held.iter_mut().for_each(|held| held.is_headed_note &= has_others);
        compare_competences(sheet, items, &mut held);
        held
    }

    fn new(sheet: &Sheet, items: &Items<'_>, modules: &Modules<'_>, column: usize) -> Self {
        let mut held = Self::default();
        let mut has_item = false;
        for row in 0..sheet.height() {
            let text = sheet.text(row, column);
            let is_continued = column > 0 && sheet.is_merged((row, column), (row, column - 1));
            if text.is_empty() || is_continued {
                continue;
            }
            let (is_id, is_text) = (items.is_id(text), items.is_text(text));
            let is_competence = !is_id && !is_text && items.competence(text).is_some();
            if !has_item && !is_id && !is_text && !is_competence {
                held.is_headed_text |= is_about_texts(text);
                held.is_headed_module |= modules.is_exactly(text);
                held.is_headed_note |= is_note(text) || is_room(text);
                held.is_headed_otherwise |= is_note(text)
                    || modules.is_module(text)
                    || (is_about_numbers(text) && !is_number(text))
                    || (is_about_modules(text) && !is_about_texts(text))
                    || matches!(
                        Word::find(text),
                        Some(Word::Status | Word::Kind | Word::Remark | Word::Level)
                    );
            }
            has_item |= is_id || is_text || is_competence;
            held.filled += 1;
            held.ids += usize::from(is_id);
            held.texts += usize::from(is_text && !is_id);
            held.competences += usize::from(is_competence);
            let is_other = has_item && !is_id && !is_text && !is_competence;
            held.codes += usize::from(is_other && is_code(text) && !modules.is_module(text));
            held.numbers += usize::from(items.is_number(text));
            held.sentences += usize::from(is_sentence(text) && !has_place(text));
        }
        held
    }
}
