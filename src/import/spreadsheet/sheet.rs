//! One sheet as a grid. Rows and columns without any text are not kept, so a sheet with two far corners is two rows
//! and two columns; at most [`MOST_CELLS`] cells are held, whatever the file says of itself. A cell is asked for by
//! its place among the kept ones and knows its address in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::spreadsheet::hidden::Hidden;
use crate::text::is_control;

/// A school's largest matrix has some 400,000.
pub(super) const MOST_CELLS: usize = 1_000_000;

/// The kind of value in a cell, as far as the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellValue {
    /// A text: somebody typed exactly this.
    #[default]
    Text,
    /// A cell of a file that knows no kinds of values, such as CSV.
    Untyped,
    /// A number: zeros at its end may be lost.
    Number,
    /// A day or a time.
    Date,
    /// True or false.
    Truth,
    /// An error such as `#REF!`.
    Error,
    /// A formula of which the file has no result.
    Unstored,
}

/// A cell that has a text, or a colour that may mean something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetCell {
    /// The text that it shows, without white space around it; empty for a cell that is only coloured.
    pub text: String,
    /// Its value.
    pub value: CellValue,
    /// Whether all of the text is struck through.
    pub struck: bool,
    /// Its colour, as the file names it; none for one without.
    pub fill: Option<u32>,
}

/// A cell where it stands: row and column in the file, counted from zero.
#[derive(Debug, Clone)]
pub(in crate::import) struct DrawnCell {
    pub(in crate::import) row: u32,
    pub(in crate::import) column: u32,
    pub(in crate::import) cell: SheetCell,
}

/// A merged area of the file: its rows and its columns.
pub(super) type Area = (RangeInclusive<u32>, RangeInclusive<u32>);

/// A sheet while its file is read.
#[derive(Debug, Default)]
pub(in crate::import) struct SheetBuilder {
    pub(in crate::import) name: String,
    pub(in crate::import) cells: Vec<DrawnCell>,
    pub(super) areas: Vec<Area>,
    /// The notes on cells, by row and column in the file.
    pub(super) notes: BTreeMap<(u32, u32), String>,
    /// Hidden rows and columns; the last may be as long as a sheet can be.
    pub(super) hidden_rows: Vec<RangeInclusive<u32>>,
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
}

/// A sheet that may be read by rows or, turned, by columns.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// For each place the number of its cell; the cells of a merged area share one.
    places: Arc<Vec<u32>>,
    cells: Arc<Vec<SheetCell>>,
    notes: Arc<BTreeMap<(u32, u32), String>>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    is_turned: bool,
    /// The names of the columns (in a turned sheet the rows) that stand in other parts of it.
    other_parts: Vec<String>,
}

impl SheetBuilder {
    pub(in crate::import) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Adds a cell with a text of its own.
    pub(in crate::import) fn text(&mut self, row: u32, column: u32, text: &str) {
        let cell = SheetCell { text: text.to_owned(), ..SheetCell::default() };
        if !text.trim().is_empty() {
            self.cells.push(DrawnCell { row, column, cell });
        }
    }

    /// The sheet.
    ///
    /// # Errors
    /// When it has too many cells.
    pub(in crate::import) fn finish(mut self) -> Result<Sheet, Refusal> {
        for drawn in &mut self.cells {
            let text = &mut drawn.cell.text;
            if text.contains('\r') {
                *text = text.replace("\r\n", "\n").replace('\r', "\n");
            }
            // No page can show these, so no title that is made of a cell may have them.
            if text.contains(is_control) {
                *text = text.replace(is_control, " ");
            }
            // Copied from a page or another program, they are seen by nobody and would make a text another one.
            if text.contains(is_unseen) {
                *text = text.replace(is_unseen, "");
            }
            if text.trim() != text {
                *text = text.trim().to_owned();
            }
        }
        let rows_away = Hidden::new(std::mem::take(&mut self.hidden_rows));
        let columns_away = Hidden::new(std::mem::take(&mut self.hidden_columns));
        let (mut hidden_rows, mut hidden_columns) = (BTreeSet::new(), BTreeSet::new());
        for DrawnCell { row, column, .. } in self.cells.iter().filter(|drawn| drawn.cell.says_something()) {
            hidden_rows.extend(rows_away.has(*row).then_some(*row));
            hidden_columns.extend(columns_away.has(*column).then_some(*column));
        }
        let areas = self.first_shown(&rows_away, &columns_away);
        self.cells.retain(|drawn| !rows_away.has(drawn.row) && !columns_away.has(drawn.column));
        let shown = self.cells.iter().filter(|drawn| drawn.cell.says_something());
        let rows: BTreeSet<u32> = shown.clone().map(|drawn| drawn.row).collect();
        let columns: BTreeSet<u32> = shown.map(|drawn| drawn.column).collect();
        let mut sheet = Sheet {
            name: self.name,
            rows: rows.into_iter().collect(),
            columns: columns.into_iter().collect(),
            places: Arc::default(),
            cells: Arc::default(),
            notes: Arc::new(self.notes),
            hidden_rows: hidden_rows.into_iter().collect(),
            hidden_columns: hidden_columns.into_iter().collect(),
            is_turned: false,
            other_parts: Vec::new(),
        };
        if sheet.rows.len().saturating_mul(sheet.columns.len()) > MOST_CELLS {
            return Err(too_many());
        }
        let mut places = vec![0; sheet.rows.len() * sheet.columns.len()];
        let mut cells = vec![SheetCell::default()];
        for DrawnCell { row, column, cell } in self.cells {
            let place = sheet.rows.binary_search(&row).ok().zip(sheet.columns.binary_search(&column).ok());
            if let Some((row, column)) = place {
                places[row * sheet.columns.len() + column] = u32::try_from(cells.len()).unwrap_or(0);
                cells.push(cell);
            }
        }
        sheet.spread(&areas, &mut places, &cells);
        (sheet.places, sheet.cells) = (Arc::new(places), Arc::new(cells));
        Ok(sheet)
    }

    /// The merged areas, the cell of each brought to its first row and column that are shown: a title stays when the
    /// column in which it was typed is hidden.
    fn first_shown(&mut self, hidden_rows: &Hidden, hidden_columns: &Hidden) -> Vec<Area> {
        if hidden_rows.is_empty() && hidden_columns.is_empty() {
            return std::mem::take(&mut self.areas);
        }
        let mut at: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (number, drawn) in self.cells.iter().enumerate() {
            at.insert((drawn.row, drawn.column), number);
        }
        let areas = std::mem::take(&mut self.areas);
        for (rows, columns) in &areas {
            let Some(number) = at.get(&(*rows.start(), *columns.start())) else { continue };
            if let (Some(row), Some(column)) =
                (hidden_rows.first_shown(rows), hidden_columns.first_shown(columns))
            {
                (self.cells[*number].row, self.cells[*number].column) = (row, column);
            }
        }
        areas
    }
}

/// Whether a sign takes no room and says nothing: it parts or joins words, hints at a hyphen, or gives the direction of
/// writing.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

impl SheetCell {
    /// Whether it has a text, all of it struck through.
    pub fn is_struck_through(&self) -> bool {
        self.struck && !self.text.is_empty()
    }

    /// Whether it has a text, or would have one.
    pub fn says_something(&self) -> bool {
        !self.text.is_empty() || self.value == CellValue::Unstored
    }
}

impl Sheet {
    /// Gives all cells of each merged area the cell that has its text.
    fn spread(&self, areas: &[Area], places: &mut [u32], cells: &[SheetCell]) {
        let mut left = MOST_CELLS;
        for (rows, columns) in areas {
            let within = |all: &[u32], area: &RangeInclusive<u32>| {
                all.partition_point(|at| at < area.start())..all.partition_point(|at| at <= area.end())
            };
            let (rows, columns) = (within(&self.rows, rows), within(&self.columns, columns));
            let size = rows.len().saturating_mul(columns.len());
            // Areas of a real sheet do not overlap, so together they are never larger than it.
            if size > left {
                return;
            }
            left -= size;
            let width = self.columns.len();
            let own = rows.clone().flat_map(|row| columns.clone().map(move |column| row * width + column));
            let text = |place: &usize| cells[places[*place] as usize].says_something();
            let Some(number) = own.clone().find(text).map(|place| places[place]) else { continue };
            for place in own {
                places[place] = number;
            }
        }
    }

    /// The same sheet with its columns as rows.
    #[must_use]
    pub fn turned(mut self) -> Self {
        self.is_turned = !self.is_turned;
        self
    }

    /// The same sheet with `columns` alone, and the rows that have something there.
    #[must_use]
    pub fn part(&self, columns: Range<usize>) -> Self {
        let says = |row: &usize| columns.clone().any(|column| self.cell(*row, column).says_something());
        let rows: Vec<usize> = (0..self.height()).filter(says).collect();
        let others = (0..self.width()).filter(|column| !columns.contains(column));
        let other_parts = others.map(|column| self.column_name(column)).collect();
        let columns: Vec<usize> = columns.collect();
        let (down, across) = if self.is_turned { (columns, rows) } else { (rows, columns) };
        let number = |row: &usize, column: &usize| {
            let (row, column) = if self.is_turned { (*column, *row) } else { (*row, *column) };
            self.number(row, column)
        };
        let places = down.iter().flat_map(|row| across.iter().map(move |column| number(row, column)));
        Self {
            places: Arc::new(places.collect()),
            rows: down.iter().filter_map(|row| self.rows.get(*row).copied()).collect(),
            columns: across.iter().filter_map(|column| self.columns.get(*column).copied()).collect(),
            other_parts,
            ..self.clone()
        }
    }

    /// Whether it is a part of a sheet, and `name` a column of another part.
    pub fn is_in_other_part(&self, name: &str) -> bool {
        self.other_parts.iter().any(|other| other.eq_ignore_ascii_case(name.trim()))
    }

    /// The same sheet without the names of what is hidden in it.
    #[must_use]
    pub fn without_hidden(mut self) -> Self {
        self.hidden_rows.clear();
        self.hidden_columns.clear();
        self
    }

    /// The same sheet, in which these cells, by row and column, show other texts.
    #[must_use]
    pub fn with_texts(&self, texts: impl IntoIterator<Item = ((usize, usize), String)>) -> Self {
        let (mut places, mut cells) = ((*self.places).clone(), (*self.cells).clone());
        for ((row, column), text) in texts {
            let (row, column) = if self.is_turned { (column, row) } else { (row, column) };
            if let Some(place) = places.get_mut(row * self.columns.len() + column) {
                let cell = SheetCell { text, value: CellValue::Text, ..cells[*place as usize].clone() };
                *place = u32::try_from(cells.len()).unwrap_or(0);
                cells.push(cell);
            }
        }
        Self { places: Arc::new(places), cells: Arc::new(cells), ..self.clone() }
    }

    /// Whether its columns are read as rows.
    pub fn is_turned(&self) -> bool {
        self.is_turned
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        if self.is_turned { self.columns.len() } else { self.rows.len() }
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        if self.is_turned { self.rows.len() } else { self.columns.len() }
    }

    /// The cell at a place.
    pub fn cell(&self, row: usize, column: usize) -> &SheetCell {
        &self.cells[self.number(row, column) as usize]
    }

    /// The text that a cell shows.
    pub fn text(&self, row: usize, column: usize) -> &str {
        &self.cell(row, column).text
    }

    /// The note that somebody hung on the cell at a place.
    pub fn note(&self, row: usize, column: usize) -> Option<&str> {
        let (row, column) = if self.is_turned { (column, row) } else { (row, column) };
        let at = self.rows.get(row).copied().zip(self.columns.get(column).copied())?;
        self.notes.get(&at).map(String::as_str)
    }

    /// Whether two places show one merged cell.
    pub fn is_merged(&self, one: (usize, usize), other: (usize, usize)) -> bool {
        let number = self.number(one.0, one.1);
        number != 0 && one != other && number == self.number(other.0, other.1)
    }

    fn number(&self, row: usize, column: usize) -> u32 {
        let (row, column) = if self.is_turned { (column, row) } else { (row, column) };
        if column >= self.columns.len() {
            return 0;
        }
        self.places.get(row * self.columns.len() + column).copied().unwrap_or(0)
    }

    /// The cell's address, as a spreadsheet writes it: `Blad1!D7`, `'Jaar 1'!D7`.
    pub fn address(&self, row: usize, column: usize) -> String {
        format!("{}!{}", self.quoted_name(), self.short_address(row, column))
    }

    /// The cell's address within its sheet: `D7`.
    pub fn short_address(&self, row: usize, column: usize) -> String {
        let (row, column) = if self.is_turned { (column, row) } else { (row, column) };
        format!("{}{}", letters(self.columns.get(column)), number(self.rows.get(row)))
    }

    /// Whether `below` is the row right below `above` in the file.
    pub fn follows(&self, above: usize, below: usize) -> bool {
        let all = if self.is_turned { &self.columns } else { &self.rows };
        all.get(above).zip(all.get(below)).is_some_and(|(above, below)| above.checked_add(1) == Some(*below))
    }

    /// How the file calls a row: its number, or in a turned sheet its column's letters.
    pub fn row_name(&self, row: usize) -> String {
        if self.is_turned { letters(self.columns.get(row)) } else { number(self.rows.get(row)) }
    }

    /// How the file calls a column: its letters, or in a turned sheet its row's number.
    pub fn column_name(&self, column: usize) -> String {
        if self.is_turned { number(self.rows.get(column)) } else { letters(self.columns.get(column)) }
    }

    /// The rows that have something and are hidden, as the file calls them.
    pub fn hidden_rows(&self) -> Vec<String> {
        self.hidden_rows.iter().map(|row| number(Some(row))).collect()
    }

    /// The columns that have something and are hidden, as the file calls them.
    pub fn hidden_columns(&self) -> Vec<String> {
        self.hidden_columns.iter().map(|column| letters(Some(column))).collect()
    }

    /// The name as it stands before an address.
    fn quoted_name(&self) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let is_plain =
            self.name.chars().all(is_plain) && !self.name.starts_with(|c: char| c.is_ascii_digit());
        if is_plain { self.name.clone() } else { format!("'{}'", self.name.replace('\'', "''")) }
    }
}

fn number(row: Option<&u32>) -> String {
    row.map_or(0, |row| row.saturating_add(1)).to_string()
}

/// A column's name: `A` to `Z`, then `AA`.
fn letters(column: Option<&u32>) -> String {
    let mut letters = Vec::new();
    let mut number = column.map_or(0, |column| column.saturating_add(1));
    while number > 0 {
        letters.push(char::from(b'A' + u8::try_from((number - 1) % 26).unwrap_or(0)));
        number = (number - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

pub(super) fn too_many() -> Refusal {
    Refusal::too_large(say!("a sheet has more than 1,000,000 cells"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &[(u32, u32, &str)], change: impl FnOnce(&mut SheetBuilder)) -> Sheet {
        let mut builder = SheetBuilder::new("S");
        for (row, column, text) in cells {
            builder.text(*row, *column, text);
        }
        change(&mut builder);
        builder.finish().unwrap()
    }

    #[test]
    fn far_corners_are_two_rows_and_two_columns() {
        let sheet = sheet(&[(0, 0, "a"), (1_048_575, 16_383, "b")], |_| {});
        assert_eq!((sheet.height(), sheet.width()), (2, 2));
        assert_eq!(sheet.address(1, 1), "S!XFD1048576");
    }

    #[test]
    fn merged_cells_all_show_the_text_of_one() {
        let cells = [(0, 1, "Semester 1"), (1, 1, "M01"), (1, 2, "M02")];
        let sheet = sheet(&cells, |builder| builder.areas.push((0..=0, 1..=2)));
        assert_eq!((sheet.text(0, 0), sheet.text(0, 1)), ("Semester 1", "Semester 1"));
        assert!(sheet.is_merged((0, 0), (0, 1)) && !sheet.is_merged((1, 0), (1, 1)));
        let turned = sheet.turned();
        assert_eq!((turned.text(1, 1), turned.address(1, 1)), ("M02", "S!C2".to_owned()));
        assert_eq!((turned.row_name(1), turned.column_name(1)), ("C".to_owned(), "2".to_owned()));
    }

    #[test]
    fn what_is_hidden_is_left_out_and_listed() {
        let cells = [(0, 0, "Titel"), (1, 0, "M01"), (1, 1, "M02"), (2, 1, "x")];
        let sheet = sheet(&cells, |builder| {
            builder.areas.push((0..=0, 0..=1));
            builder.hidden_columns.push(0..=0);
            builder.hidden_rows.push(2..=1_048_575);
        });
        assert_eq!((sheet.height(), sheet.width()), (2, 1));
        assert_eq!((sheet.text(0, 0), sheet.text(1, 0)), ("Titel", "M02"));
        assert_eq!(
            (sheet.hidden_rows(), sheet.hidden_columns()),
            (vec!["3".to_owned()], vec!["A".to_owned()])
        );
    }

    #[test]
    fn a_name_that_needs_quotation_marks_has_them() {
        let address = |name: &str| {
            let mut builder = SheetBuilder::new(name);
            builder.text(0, 0, "a");
            builder.finish().unwrap().address(0, 0)
        };
        assert_eq!(address("Blad1"), "Blad1!A1");
        assert_eq!(address("Jaar 1"), "'Jaar 1'!A1");
        assert_eq!(address("'s Avonds"), "'''s Avonds'!A1");
        assert_eq!(address("2026"), "'2026'!A1");
    }
}
