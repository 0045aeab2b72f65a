//! Finds the roles of the rows above a table: which of them names the modules, by code or by title, which says in
//! which term they stand, how many hours they have, or which part of a module a column is. Each role has its evidence
//! in what stands in the row, beside it, and in the rows above and below: a row of numbers is hours only where it says
//! so, and words that come again below every title are parts.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::matrix::denial;
use crate::import::matrix::header_rows::{HeaderCell, HeaderRole, HeaderRow};
use crate::import::matrix::legend::explains_mark;
use crate::import::matrix::module_names::{ColumnName, parted};
use crate::import::matrix::modules::Modules;
use crate::import::matrix::row_heads::is_about_others;
use crate::import::matrix::vocabulary::{
    behind_term, is_about_amounts, is_about_hours, is_about_modules, is_note, is_term, number,
};
use crate::import::spreadsheet::Sheet;
use crate::text::Amount;

/// The rows above a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) rows: Vec<HeaderRow>,
    /// Rows that could name the modules as well as the ones that were taken.
    pub(super) rivals: Vec<usize>,
}

impl Header {
    /// The roles of `rows` of `sheet` above `columns`. `labels` are the columns that say what rows are about; `wanted`
    /// are the rows that a person said to name the modules.
    pub(super) fn find(
        sheet: &Sheet,
        rows: impl Iterator<Item = usize>,
        labels: &BTreeSet<usize>,
        modules: &Modules<'_>,
        wanted: &[usize],
    ) -> Self {
        let mut rows: Vec<HeaderRow> = rows.map(|row| HeaderRow::new(sheet, row, labels)).collect();
        for cell in rows.iter_mut().flat_map(|row| row.cells.values_mut()) {
            cell.text = modules.without_word(&cell.text).to_owned();
        }
        let mut header = Self { rows, rivals: Vec::new() };
        header.plain_roles(modules, wanted);
        header.names(modules, wanted);
        header.spread_groups();
        header
    }

    /// The roles that a row shows by itself; what is left open is `Names`.
    fn plain_roles(&mut self, modules: &Modules<'_>, wanted: &[usize]) {
        let width = self.rows.iter().flat_map(|row| row.cells.keys()).collect::<BTreeSet<_>>().len();
        let is_alone = self.rows.len() == 1;
        let mut has_shared_above = false;
        for row in &mut self.rows {
            let is_below_shared = has_shared_above;
            has_shared_above |= row.has_shared();
            if wanted.contains(&row.row) {
                continue;
            }
            let texts = row.distinct();
            let known = texts.iter().filter(|text| modules.is_module(text)).count();
            let terms = texts.iter().filter(|text| is_term(text) && behind_term(text).is_none()).count();
            let is_numeric = !texts.is_empty() && texts.iter().all(|text| number(text).is_some());
            // `1ste jaar` is a term, `40 u` a number.
            let is_of_terms = terms * 2 > texts.len();
            row.role = if texts.is_empty() {
                HeaderRole::Band
            } else if known == 0
                && (texts.iter().all(|text| explains_mark(text)) || row.explains_label(modules))
            {
                HeaderRole::PassedOver(say!("it explains marks"))
            } else if !is_alone && is_about_others(&row.label) {
                HeaderRole::PassedOver(say!("it says something else of the modules"))
            } else if known * 2 > texts.len() {
                HeaderRole::Names
            } else if !is_alone && known == 0 && modules.are_levels(&texts) {
                HeaderRole::Levels
            } else if is_numeric && is_about_amounts(&row.label) && !is_about_hours(&row.label) {
                HeaderRole::PassedOver(say!("it says something else of the modules"))
            } else if is_numeric && !is_of_terms {
                let is_hours =
                    is_about_hours(&row.label) || texts.iter().all(|text| is_about_hours(unit(text)));
                match (is_hours, is_term(&row.label)) {
                    (true, _) => HeaderRole::Hours,
                    (false, true) => HeaderRole::Terms,
                    (false, false) if is_below_shared && row.comes_again() => HeaderRole::Parts,
                    (false, false) => HeaderRole::PassedOver(say!("numbers, and nothing says of what")),
                }
            } else if is_of_terms || (is_term(&row.label) && known == 0) {
                HeaderRole::Terms
            } else if known == 0 && is_note(&row.label) {
                HeaderRole::PassedOver(say!("it says something else of the modules"))
            } else if known == 0 && texts.len() == 1 && !is_alone && (row.cells.len() > 1 || width > 1) {
                HeaderRole::Band
            } else {
                HeaderRole::Names
            };
        }
    }

    /// Which of the rows that are left open name the modules.
    fn names(&mut self, modules: &Modules<'_>, wanted: &[usize]) {
        let open: Vec<usize> = self.indices(|role| *role == HeaderRole::Names);
        if !wanted.is_empty() {
            for at in open {
                if !wanted.contains(&self.rows[at].row) {
                    self.rows[at].role = self.beside(at, modules, |row| wanted.contains(&row.row));
                }
            }
            self.code_rows(modules, |row| wanted.contains(&row.row));
            return;
        }
        let known: Vec<usize> =
            open.iter().copied().filter(|at| self.rows[*at].count_known(modules) > 0).collect();
        if known.is_empty() {
            self.unknown_names(&open);
            self.code_rows(modules, |_| true);
            return;
        }
        let known = self.of_one_naming(known, modules);
        let named: BTreeSet<usize> = known.iter().map(|at| self.rows[*at].row).collect();
        for at in open.into_iter().filter(|at| !known.contains(at)) {
            self.rows[at].role = self.beside(at, modules, |row| named.contains(&row.row));
        }
        self.code_rows(modules, |row| named.contains(&row.row));
    }

    /// Those of the rows `known`, each of which has modules of the site, that name the same modules as the row with most of them. A row
    /// with the codes of others says what a module follows on, or what it replaces; where it has as many, nobody can tell
    /// which of the two names the columns.
    fn of_one_naming(&mut self, known: Vec<usize>, modules: &Modules<'_>) -> Vec<usize> {
        let count = |at: &usize| self.rows[*at].count_known(modules);
        let Some(main) = known.iter().copied().max_by_key(|at| (count(at), std::cmp::Reverse(*at))) else {
            return known;
        };
        let most = count(&main);
        let names_others = |at: &usize| self.rows[*at].has_codes_of_others(&self.rows[main], modules);
        let (others, same): (Vec<usize>, Vec<usize>) = known.into_iter().partition(names_others);
        for at in others {
            if self.rows[at].count_known(modules) == most {
                self.rivals.push(self.rows[at].row);
            }
            self.rows[at].role = HeaderRole::PassedOver(say!("another row names the modules"));
        }
        same
    }

    /// The role of a row beside those that name modules for certain.
    fn beside(&self, at: usize, modules: &Modules<'_>, is_name: impl Fn(&HeaderRow) -> bool) -> HeaderRole {
        let row = &self.rows[at];
        let above = self.rows[..at].iter().rev().find(|other| is_name(other));
        let below = self.rows[at + 1..].iter().find(|other| is_name(other));
        let is_codes = |row: &HeaderRow| row.count_codes(modules) * 2 > row.distinct().len();
        if is_codes(row) && !row.comes_again() {
            // Where the modules have their codes already, these are of classes, rooms or tests.
            if self.rows.iter().any(|other| is_name(other) && other.has_codes(modules)) {
                return HeaderRole::PassedOver(say!("another row names the modules"));
            }
            // A code above several columns, such as `J1`, is that of a year or a class.
            if !row.has_shared() {
                return HeaderRole::Codes;
            }
        }
        if is_about_modules(&row.label) {
            return HeaderRole::Names;
        }
        match (above, below) {
            (Some(above), _) if above.has_shared() => HeaderRole::Parts,
            (Some(above), _) if is_codes(above) && !row.comes_again() => HeaderRole::Names,
            (Some(_), _) if row.comes_again() => HeaderRole::Parts,
            // One module below several of these words: they are no terms.
            (None, Some(below)) if below.comes_again() && !is_about_modules(&row.label) => HeaderRole::Parts,
            (None, Some(_)) if row.has_shared() || row.is_sparse(below) => HeaderRole::Terms,
            (None, Some(below)) if is_codes(below) && !row.comes_again() => HeaderRole::Names,
            (None, Some(_)) if row.comes_again() => HeaderRole::Terms,
            _ => HeaderRole::PassedOver(say!("it says something else of the modules")),
        }
    }

    /// Which of the `open` rows name modules of which the site has none.
    fn unknown_names(&mut self, open: &[usize]) {
        if let Some(at) = open.iter().copied().find(|at| is_about_modules(&self.rows[*at].label)) {
            for other in open.iter().copied().filter(|other| *other != at) {
                self.rows[other].role = if self.rows[other].are_codes_by_form() {
                    HeaderRole::Codes
                } else if other < at {
                    HeaderRole::Terms
                } else {
                    HeaderRole::Parts
                };
            }
            return;
        }
        let own: Vec<usize> = open.iter().copied().filter(|at| !self.rows[*at].are_codes_by_form()).collect();
        let has_codes = own.len() < open.len();
        match own.as_slice() {
            [one] if has_codes && self.is_above_equal_codes(*one, open) => {
                self.rows[*one].role = HeaderRole::Parts;
            }
            [] | [_] => {}
            [upper, lower] if self.rows[*upper].groups(&self.rows[*lower]) => {
                // Words that come again below every title are parts of what the titles name.
                let is_part = self.rows[*lower].comes_again();
                self.rows[if is_part { *lower } else { *upper }].role =
                    if is_part { HeaderRole::Parts } else { HeaderRole::Terms };
            }
            [first, others @ ..] => {
                let taken = if has_codes { *first } else { *others.last().unwrap_or(first) };
                for at in own.iter().copied().filter(|at| *at != taken) {
                    self.rivals.push(self.rows[at].row);
                    self.rows[at].role = HeaderRole::PassedOver(say!("another row names the modules"));
                }
            }
        }
    }

    /// Whether a row of words stands in groups above codes that come again below them.
    fn is_above_equal_codes(&self, at: usize, open: &[usize]) -> bool {
        let mut below = open.iter().filter(|other| **other > at);
        below.any(|other| self.rows[*other].comes_again() && self.rows[at].groups(&self.rows[*other]))
    }

    /// Tells rows of codes from rows of titles.
    fn code_rows(&mut self, modules: &Modules<'_>, is_name: impl Fn(&HeaderRow) -> bool) {
        for at in self.indices(|role| *role == HeaderRole::Names) {
            let row = &self.rows[at];
            if is_name(row) && row.count_codes(modules) * 2 > row.distinct().len() {
                self.rows[at].role = HeaderRole::Codes;
            }
        }
    }

    /// Lets a title that is written once stand above all columns up to the next: in the rows of terms, and in those
    /// of modules where parts stand below.
    fn spread_groups(&mut self) {
        let is_name = |row: &HeaderRow| matches!(row.role, HeaderRole::Names | HeaderRole::Codes);
        let is_part = |row: &HeaderRow| matches!(row.role, HeaderRole::Parts | HeaderRole::Levels);
        let first = self.rows.iter().position(is_name).unwrap_or(0);
        let has_parts = self.rows.iter().skip(first).any(is_part);
        let below: BTreeSet<usize> = self.rows.iter().flat_map(|row| row.cells.keys().copied()).collect();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let spreads = match row.role {
                HeaderRole::Terms => true,
                HeaderRole::Levels | HeaderRole::Parts => at < first,
                HeaderRole::Names | HeaderRole::Codes | HeaderRole::Hours => has_parts,
                HeaderRole::Band | HeaderRole::PassedOver(_) => false,
            };
            if !spreads {
                continue;
            }
            let mut last: Option<HeaderCell> = None;
            for column in &below {
                match (row.cells.get(column), &mut last) {
                    (Some(cell), _) => last = Some(HeaderCell { is_shared: true, ..cell.clone() }),
                    (None, Some(cell)) => drop(row.cells.insert(*column, cell.clone())),
                    (None, None) => {}
                }
            }
        }
    }

    /// The name of `column` in the header; none where no row names it.
    pub(super) fn name(&self, column: usize) -> Option<ColumnName> {
        let mut name = ColumnName::default();
        let mut is_named = false;
        for row in &self.rows {
            let Some(cell) = row.cells.get(&column) else { continue };
            match row.role {
                HeaderRole::Codes => {
                    let (code, title) = parted(&cell.text);
                    code.clone_into(&mut name.code);
                    // Among codes may stand a title: `Stage` beside M01 and M02.
                    if (code.is_empty() || title != cell.text) && name.title.is_empty() {
                        title.clone_into(&mut name.title);
                    }
                    (name.row, name.is_shared, is_named) = (row.row, cell.is_shared, true);
                }
                HeaderRole::Names => {
                    let (code, title) = parted(&cell.text);
                    if name.code.is_empty() {
                        code.clone_into(&mut name.code);
                    }
                    let is_other = title != cell.text || code.is_empty() || !name.code.is_empty();
                    if is_other && title != name.code {
                        let whole = code.is_empty() || code != name.code;
                        name.title = if whole { cell.text.clone() } else { title.to_owned() };
                    }
                    (name.row, name.is_shared, is_named) = (row.row, cell.is_shared, true);
                }
                HeaderRole::Terms => {
                    let has_words = number(&cell.text).is_none() || is_term(&cell.text);
                    let own =
                        if has_words { cell.text.clone() } else { format!("{} {}", row.label, cell.text) };
                    // The first semester of one year is not that of the next.
                    let is_within = row.comes_again() && !name.term.is_empty();
                    name.term = if is_within { format!("{}, {own}", name.term) } else { own };
                }
                HeaderRole::Parts | HeaderRole::Levels => name.part.clone_from(&cell.text),
                HeaderRole::Hours => name.hours = number(&cell.text).and_then(amount),
                HeaderRole::Band | HeaderRole::PassedOver(_) => {}
            }
        }
        is_named.then_some(name)
    }

    /// Whether a word beside the names says that they are modules.
    pub(super) fn labels_modules(&self) -> bool {
        let is_name = |row: &&HeaderRow| matches!(row.role, HeaderRole::Names | HeaderRole::Codes);
        self.rows.iter().filter(is_name).any(|row| is_about_modules(&row.label))
    }

    /// Whether a row says in which terms the modules stand.
    pub(super) fn has_terms(&self) -> bool {
        self.rows.iter().any(|row| row.role == HeaderRole::Terms)
    }

    /// Whether a text above `column` is struck through.
    pub(super) fn is_struck(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.struck.contains(&column))
    }

    /// Why the marks below `column` are no claims, where a note on its name takes them back.
    pub(super) fn denying_note(&self, sheet: &Sheet, column: usize) -> Option<Message> {
        let is_name = |row: &&HeaderRow| matches!(row.role, HeaderRole::Names | HeaderRole::Codes);
        let notes = self.rows.iter().filter(is_name).filter_map(|row| {
            let first = row.cells.get(&column)?.first;
            sheet.note(row.row, column).or_else(|| sheet.note(row.row, first))
        });
        let mut denials = notes.filter(|note| denial::of_addition(note));
        denials.next().map(|note| say!("the note on its heading says \"{note}\"", note))
    }

    /// Every text above `column`, from the top down.
    pub(super) fn texts(&self, column: usize) -> Vec<&str> {
        let own = self.rows.iter().filter(|row| row.role != HeaderRole::Band);
        own.filter_map(|row| row.cells.get(&column)).map(|cell| cell.text.as_str()).collect()
    }

    /// Every text that stands above `column` or above columns of which it is one, from the top down: one that is written
    /// once, in a row that names no modules, stands above all up to the next.
    pub(super) fn above(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| {
            let cell = match row.role {
                HeaderRole::Names | HeaderRole::Codes | HeaderRole::Hours => row.cells.get(&column),
                HeaderRole::Terms
                | HeaderRole::Levels
                | HeaderRole::Parts
                | HeaderRole::Band
                | HeaderRole::PassedOver(_) => row.cells.range(..=column).next_back().map(|(_, cell)| cell),
            };
            cell.filter(|cell| !cell.explains).map(|cell| cell.text.as_str())
        })
    }

    /// The texts beside the rows: titles of the table, headings of its labels. A text beside a row of other modules is about that row
    /// alone.
    pub(super) fn beside_rows(&self) -> impl Iterator<Item = (usize, &str)> {
        let rows = self.rows.iter().filter(|row| row.cells.is_empty() || !is_about_others(&row.label));
        rows.flat_map(|row| row.labels.iter().map(move |text| (row.row, text.as_str())))
    }

    /// All texts, with their row and column; those of the labels without a column.
    pub(super) fn all_texts(&self) -> impl Iterator<Item = (usize, Option<usize>, &str)> {
        let cells = self.rows.iter().flat_map(|row| {
            let firsts = row.cells.iter().filter(|(column, cell)| cell.first == **column);
            firsts.map(move |(column, cell)| (row.row, Some(*column), cell.text.as_str()))
        });
        cells.chain(self.beside_rows().map(|(row, text)| (row, None, text)))
    }

    fn indices(&self, wanted: impl Fn(&HeaderRole) -> bool) -> Vec<usize> {
        (0..self.rows.len()).filter(|at| wanted(&self.rows[*at].role)).collect()
    }
}

/// The unit behind the number of a text: `u` of `40 u`.
fn unit(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ','))
}

/// `number` of hours, where it can be one.
pub(super) fn amount(number: f64) -> Option<Amount> {
    Some(number).filter(|number| *number < 100_000.0)?.to_string().parse().ok()
}
