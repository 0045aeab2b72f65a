//! Gives the rows of a sheet that say claims their meaning: each names modules, items and a level. A row that lacks one
//! of these, or has one that is not understood, is named with its cell and claims nothing.

use std::collections::{BTreeSet, HashMap};

use crate::config::LevelId;
use crate::diagnostics::{Message, say};
use crate::import::matrix::addresses::addresses;
use crate::import::matrix::claim_rows::{ClaimRows, Content, RowColumn};
use crate::import::matrix::denial;
use crate::import::matrix::leftover::strays_named;
use crate::import::matrix::legend;
use crate::import::matrix::marks::{self, CellMark};
use crate::import::matrix::modules::Modules;
use crate::import::matrix::parts::{self, PartMeaning};
use crate::import::matrix::place::Placer;
use crate::import::matrix::report;
use crate::import::matrix::report::SheetReport;
use crate::import::matrix::row_body::names_exactly;
use crate::import::matrix::unplaced::{Subject, of_line};
use crate::import::spreadsheet::CellValue;
use crate::model::ItemId;
use crate::tabular::{Mark, Word};

/// A module or an item that a row names, and the mark behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named<T> {
    pub(super) name: T,
    pub(super) mark: Option<String>,
}

/// How a claim of a row is counted among the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    /// The row names a module and an item, and says nothing else.
    Named,
    /// By its mark.
    As(Message),
}

impl Shown {
    fn message(&self) -> Message {
        match self {
            Self::Named => say!("named in its row"),
            Self::As(message) => message.clone(),
        }
    }
}

/// The names in the row above, and which row that was.
#[derive(Debug, Default)]
struct Last {
    modules: Option<(usize, Vec<Named<usize>>)>,
    items: Option<(usize, Vec<Named<ItemId>>)>,
}

/// Places the rows of one sheet.
pub(super) struct RowPlacer<'p, 's> {
    pub(super) placer: &'p mut Placer<'s>,
    pub(super) modules: &'p Modules<'s>,
    pub(super) rows: &'p ClaimRows,
    /// The modules that were named, by their texts.
    pub(super) targets: HashMap<String, Result<usize, Message>>,
    /// Rows whose module or item is that of the row above.
    continued: Vec<String>,
    /// Whether each cell of a row names items of its own: a list beside or below the name of a module.
    pub(super) are_lists: bool,
    /// Items of which a row speaks in a way that is not understood: what its modules claim of them stays.
    pub(super) doubtful: BTreeSet<ItemId>,
}

impl<'p, 's> RowPlacer<'p, 's> {
    pub(super) fn new(placer: &'p mut Placer<'s>, modules: &'p Modules<'s>, rows: &'p ClaimRows) -> Self {
        let are_lists = rows.are_lists(&placer.items);
        let (targets, continued, doubtful) = (HashMap::new(), Vec::new(), BTreeSet::new());
        Self { placer, modules, rows, targets, continued, are_lists, doubtful }
    }

    /// Places every row, and says how they were read.
    pub(super) fn place(mut self) -> SheetReport {
        let mut report = SheetReport { name: self.rows.sheet.name.clone(), ..SheetReport::default() };
        if let Some(text) = &self.rows.denied {
            report.passed_over.push(denial::why(text));
            return report;
        }
        let mut last = Last::default();
        for row in self.rows.body.clone() {
            self.row(row, &mut last);
        }
        report.lines.push(self.where_it_stands());
        if !self.continued.is_empty() {
            report.lines.push(say!(
                "{rows}: an empty cell means the module or item of the row above",
                rows = report::rows_named(&self.rows.sheet, &self.continued)
            ));
        }
        for (column, (head, role)) in &self.rows.columns {
            if let RowColumn::PassedOver { why, .. } = role {
                report.passed_over.push(of_line(&self.column_named(*column), head, why));
            }
        }
        self.headings_of_nothing(&mut report);
        self.names_above(&mut report);
        self.strays(&mut report);
        let is_level = |column: usize| {
            let role = self.rows.columns.get(&column).map(|(_, role)| role);
            matches!(role, Some(RowColumn::Marks | RowColumn::OfLevel(Content::Marks)))
        };
        report::unstored(&self.rows.sheet, |_, column| is_level(column), &mut report);
        report::hidden(&self.rows.sheet, &mut report);
        report
    }

    /// A column of the rows, by the file's own word.
    fn column_named(&self, column: usize) -> Message {
        let sheet = &self.rows.sheet;
        report::columns_named(sheet, &[sheet.column_name(column)])
    }

    /// Says which headings have nothing below them; those that only say what would stand there say nothing without it.
    fn headings_of_nothing(&self, report: &mut SheetReport) {
        let sheet = &self.rows.sheet;
        let Some(row) = self.rows.body.start.checked_sub(1) else { return };
        for column in (0..sheet.width()).filter(|column| !self.rows.columns.contains_key(column)) {
            let head = sheet.text(row, column);
            let is_again = column > 0 && sheet.is_merged((row, column), (row, column - 1));
            if !head.is_empty() && !is_again && Word::find(head).is_none() {
                let why = say!("nothing stands below it");
                report.passed_over.push(of_line(&self.column_named(column), head, &why));
            }
        }
    }

    /// Says which names of modules and items stand above the rows, where no row says anything of them.
    fn names_above(&self, report: &mut SheetReport) {
        let sheet = &self.rows.sheet;
        let above = 0..self.rows.body.start;
        let mut cells: Vec<(usize, usize)> =
            above.flat_map(|row| (0..sheet.width()).map(move |column| (row, column))).collect();
        cells.retain(|(row, column)| {
            let text = sheet.text(*row, *column);
            !text.is_empty() && names_exactly(text, &self.placer.items, self.modules)
        });
        if !cells.is_empty() {
            let cells = addresses(sheet, &cells);
            report.passed_over.push(say!("{cells}: above the rows that say claims", cells));
        }
    }

    /// Says which cells name nothing in columns of items where another column, not right beside it, names the item of the
    /// row: they stand too far from that name to be a part of it.
    fn strays(&self, report: &mut SheetReport) {
        let sheet = &self.rows.sheet;
        let items = &self.placer.items;
        let columns = self.rows.of_role(&RowColumn::Items);
        let is_name = |row: usize, column: usize| {
            let text = sheet.text(row, column);
            !text.is_empty() && (items.is_id(text) || items.is_text(text))
        };
        let is_stray = |(row, column): &(usize, usize)| {
            let text = sheet.text(*row, *column);
            let mut others = columns.iter().filter(|other| **other != *column && is_name(*row, **other));
            let is_beside = |other: &usize| other.abs_diff(*column) == 1;
            !text.is_empty()
                && !is_name(*row, *column)
                && items.competence(text).is_none()
                && self.placer.marks.find(text) != Some(Mark::Nothing)
                && others.clone().next().is_some()
                && !others.any(is_beside)
        };
        let cells = columns.iter().flat_map(|column| self.rows.body.clone().map(move |row| (row, *column)));
        let found: Vec<(usize, usize)> = cells.filter(is_stray).collect();
        if !self.are_lists && !found.is_empty() {
            report.passed_over.push(strays_named(sheet, &found));
        }
    }

    /// Where modules, items and levels stand, in one sentence.
    fn where_it_stands(&self) -> Message {
        let of = |wanted: &dyn Fn(&RowColumn) -> bool| {
            let columns = self.rows.columns.iter().filter(|(_, (_, role))| wanted(role));
            let columns: Vec<String> =
                columns.map(|(column, _)| self.rows.sheet.column_name(*column)).collect();
            (!columns.is_empty()).then(|| report::columns_named(&self.rows.sheet, &columns))
        };
        let modules = of(&|role| matches!(role, RowColumn::Modules | RowColumn::OfLevel(Content::Modules)));
        let items = of(&|role| matches!(role, RowColumn::Items | RowColumn::OfLevel(Content::Items)));
        let levels = of(&|role| matches!(role, RowColumn::Marks | RowColumn::OfLevel(_)));
        let is_turned = self.rows.sheet.is_turned();
        let levels = match levels {
            Some(columns) => say!("levels by {columns}", columns),
            None if is_turned => say!("no level, so each column counts as a tick"),
            None => say!("no level, so each row counts as a tick"),
        };
        let modules = match modules.filter(|_| !self.rows.is_of_module) {
            Some(columns) => say!("modules by {columns}", columns),
            None => say!("the module by the name of the sheet"),
        };
        let items = items.unwrap_or_default();
        if is_turned {
            say!("each column says a claim: {modules}, items by {items}, {levels}", modules, items, levels)
        } else {
            say!("each row says a claim: {modules}, items by {items}, {levels}", modules, items, levels)
        }
    }

    fn row(&mut self, row: usize, last: &mut Last) {
        let rows = self.rows;
        let (of_modules, of_items) = (rows.of_role(&RowColumn::Modules), rows.of_role(&RowColumn::Items));
        let modules = self.modules_of(row, &of_modules);
        let items = self.items_of(row, &of_items);
        let (Ok(modules), Ok(items)) = (modules, items) else {
            *last = Last::default();
            return;
        };
        // A name that is written once for several rows stands before those that differ.
        let modules_lead = of_modules.first() < of_items.first() || of_items.is_empty();
        let modules = match modules {
            None if rows.is_of_module => self.of_sheet(),
            None if modules_lead && !of_modules.is_empty() => self.carried(row, &last.modules),
            modules => modules,
        };
        let items = match items {
            None if !modules_lead || of_modules.is_empty() => self.carried(row, &last.items),
            items => items,
        };
        *last = Last {
            modules: modules.clone().map(|modules| (row, modules)),
            items: items.clone().map(|items| (row, items)),
        };
        let doubtful = std::mem::take(&mut self.doubtful);
        for module in modules.iter().flatten() {
            self.placer.modules[module.name].unread.extend(&doubtful);
        }
        if let Some(why) = self.remark(row) {
            self.unread(row, modules.as_deref(), items.as_deref(), why);
        } else {
            self.claims(row, modules, items);
        }
    }

    /// The names of the row right above, where a row has none of its own.
    fn carried<T: Clone>(&mut self, row: usize, last: &Option<(usize, Vec<T>)>) -> Option<Vec<T>> {
        let sheet = &self.rows.sheet;
        let (above, names) = last.as_ref()?;
        let is_filled = (0..sheet.width()).any(|column| !sheet.text(row, column).is_empty());
        if !is_filled || !sheet.follows(*above, row) {
            return None;
        }
        self.continued.push(sheet.row_name(row));
        Some(names.clone())
    }

    /// Why a remark in a row takes it back.
    fn remark(&self, row: usize) -> Option<Message> {
        let sheet = &self.rows.sheet;
        let passed =
            self.rows.columns.iter().filter(|(_, (_, role))| matches!(role, RowColumn::PassedOver { .. }));
        let mut passed = passed.map(|(column, _)| *column);
        let column = passed.find(|column| denial::of_remark(sheet.text(row, *column)))?;
        let (cell, text) = (sheet.short_address(row, column), sheet.text(row, column));
        Some(say!("{cell} says \"{text}\" of it", cell, text))
    }

    /// The claims of a row.
    fn claims(&mut self, row: usize, modules: Option<Vec<Named<usize>>>, items: Option<Vec<Named<ItemId>>>) {
        let rows = self.rows;
        let of_level = |content| rows.of_levels(content);
        match (modules, items) {
            (Some(modules), Some(items)) => self.pairs(row, &modules, &items),
            (Some(modules), None) if !of_level(Content::Items).is_empty() => {
                for column in of_level(Content::Items) {
                    if let Ok(Some(items)) = self.items_of(row, &[column]) {
                        self.below_level(row, column, &modules, &items);
                    }
                }
            }
            (None, Some(items)) if !of_level(Content::Modules).is_empty() => {
                for column in of_level(Content::Modules) {
                    if let Ok(Some(modules)) = self.modules_of(row, &[column]) {
                        self.below_level(row, column, &modules, &items);
                    }
                }
            }
            (modules, items) => {
                let why = say!("nothing beside it says for which module or item");
                self.unread(row, modules.as_deref(), items.as_deref(), why);
            }
        }
    }

    /// Claims each item for each module, at the level that the row says.
    fn pairs(&mut self, row: usize, modules: &[Named<usize>], items: &[Named<ItemId>]) {
        let rows = self.rows;
        let (marks, ticks) = (rows.of_role(&RowColumn::Marks), rows.of_levels(Content::Marks));
        if marks.is_empty() && ticks.is_empty() {
            let required = self.placer.site.config.scale.required;
            let mark = CellMark { level: required, place: "", is_tick: true };
            self.claim(row, modules, items, rows.first_of(&RowColumn::Items), &Shown::Named, &[mark]);
            return;
        }
        let mut is_said = false;
        for column in marks.into_iter().chain(ticks) {
            let text = rows.sheet.text(row, column);
            if text.is_empty() && rows.sheet.cell(row, column).value != CellValue::Unstored {
                continue;
            }
            is_said = true;
            self.marked(row, column, modules, items);
        }
        // A row that was made for each item of a module says nothing where it is left open.
        let is_open = rows.is_of_module || rows.of_role(&RowColumn::Marks).is_empty();
        if !is_said && !is_open {
            self.unread(row, Some(modules), Some(items), say!("no level stands in its row"));
        }
    }

    /// Claims items for modules at the level that the cell in `column` says.
    fn marked(&mut self, row: usize, column: usize, modules: &[Named<usize>], items: &[Named<ItemId>]) {
        let rows = self.rows;
        let (cell, head) = (rows.sheet.cell(row, column), rows.heading(column));
        let level = self.level(head);
        let note = rows.sheet.note(row, column);
        let why = match self.placer.marks_of(cell, note) {
            Err(why) => why,
            Ok(found) if found.iter().any(|mark| !mark.place.is_empty() && !marks::is_place(mark.place)) => {
                say!("what stands behind the mark is no place in a module, and may take it back")
            }
            Ok(mut found) => {
                let is_other =
                    |mark: &CellMark<'_>| !mark.is_tick && level.is_some_and(|level| level != mark.level);
                if !found.iter().any(is_other) {
                    found.iter_mut().for_each(|mark| mark.level = level.unwrap_or(mark.level));
                    let shown = if level.is_some() {
                        say!("{text} below {heading}", text = cell.text, heading = head)
                    } else {
                        Message::verbatim(&cell.text)
                    };
                    self.claim(row, modules, items, Some(column), &Shown::As(shown), &found);
                    let address = rows.sheet.address(row, column);
                    self.placer.noted(address, &cell.text, note.filter(|_| !found.is_empty()));
                    return;
                }
                say!("the heading of its column says another level")
            }
        };
        for module in modules {
            self.placer.modules[module.name].unread.extend(items.iter().map(|item| item.name));
        }
        self.placer.unplaced(rows.sheet.address(row, column), &cell.text, why);
    }

    /// Claims items for modules at the level above `column`.
    fn below_level(&mut self, row: usize, column: usize, modules: &[Named<usize>], items: &[Named<ItemId>]) {
        let head = self.rows.heading(column);
        match self.level(head) {
            Some(level) => {
                let mark = CellMark { level, place: "", is_tick: true };
                let shown = Shown::As(say!("named below {heading}", heading = head));
                self.claim(row, modules, items, Some(column), &shown, &[mark]);
            }
            None => {
                let why = say!("nothing says which level \"{head}\" is", head);
                self.unread(row, Some(modules), Some(items), why);
            }
        }
    }

    /// The level that a heading names.
    fn level(&self, head: &str) -> Option<LevelId> {
        let config = &self.placer.site.config;
        match parts::meaning(config, &self.placer.given, &self.placer.marks, head) {
            PartMeaning::Level(level) => Some(level),
            PartMeaning::Part | PartMeaning::Nothing | PartMeaning::Open => legend::level(config, head),
        }
    }

    /// Makes claims; a mark behind a name says more than the row does.
    fn claim(
        &mut self,
        row: usize,
        modules: &[Named<usize>],
        items: &[Named<ItemId>],
        column: Option<usize>,
        shown: &Shown,
        found: &[CellMark<'_>],
    ) {
        let has_own = modules.iter().any(|module| module.mark.is_some())
            || items.iter().any(|item| item.mark.is_some());
        for module in modules {
            for item in items {
                self.placer.speak_of(item.name);
                if !has_own {
                    self.placer.mark(module.name, item.name, &shown.message(), found);
                    continue;
                }
                let own: Vec<&str> =
                    [&module.mark, &item.mark].into_iter().flatten().map(String::as_str).collect();
                let marks = self.placer.marks.clone();
                let parsed = match own.as_slice() {
                    [one] => marks::parse(&marks, one),
                    _ => None,
                };
                match (parsed, own.first()) {
                    (Some(parsed), Some(text)) if *shown == Shown::Named => {
                        self.placer.mark(module.name, item.name, &Message::verbatim(*text), &parsed);
                    }
                    (_, text) => {
                        self.placer.modules[module.name].unread.insert(item.name);
                        let cell = self.rows.sheet.address(row, column.unwrap_or(0));
                        let why = match text {
                            Some(_) => say!("what stands behind its name is no level by itself"),
                            None => say!("others in its cell have a level behind them, and it has none"),
                        };
                        let id = self.placer.site.items[item.name].id.clone();
                        self.placer.unplaced(
                            cell,
                            &format!("{id} {}", text.copied().unwrap_or_default()),
                            why,
                        );
                    }
                }
            }
        }
    }

    /// Lists what a row says that was not read; what modules claim of its items stays.
    pub(super) fn unread(
        &mut self,
        row: usize,
        modules: Option<&[Named<usize>]>,
        items: Option<&[Named<ItemId>]>,
        why: Message,
    ) {
        self.unread_for(row, modules, items, Subject::Own, why);
    }

    /// Lists what a row says because of one of its cells.
    pub(super) fn unread_cell(&mut self, row: usize, column: usize, why: Message) {
        let subject = Subject::Cell(self.rows.sheet.short_address(row, column));
        self.unread_for(row, None, None, subject, why);
    }

    fn unread_for(
        &mut self,
        row: usize,
        modules: Option<&[Named<usize>]>,
        items: Option<&[Named<ItemId>]>,
        subject: Subject,
        why: Message,
    ) {
        for module in modules.unwrap_or_default() {
            let items = items.unwrap_or_default().iter().map(|item| item.name);
            self.placer.modules[module.name].unread.extend(items);
        }
        let rows = self.rows;
        let is_own = |column: &usize| {
            !rows.sheet.text(row, *column).is_empty()
                && rows
                    .columns
                    .get(column)
                    .is_some_and(|(_, role)| !matches!(role, RowColumn::PassedOver { is_named: false, .. }))
        };
        let columns: Vec<usize> = (0..rows.sheet.width()).filter(is_own).collect();
        if columns.is_empty() {
            return;
        }
        let places: Vec<(usize, usize)> = columns.iter().map(|column| (row, *column)).collect();
        let texts: Vec<&str> = columns.iter().map(|column| rows.sheet.text(row, *column)).collect();
        self.placer.unplaced_for(addresses(&rows.sheet, &places), &texts.join(" | "), subject, why);
    }
}
