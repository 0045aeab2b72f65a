//! Gives every cell of a matrix its meaning. A cell with a text becomes a placing, says that nothing is covered, or
//! is listed as not placed. A contradiction is a conflict, and what can mean two things is a question; after either
//! nothing may be written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::config::LevelId;
use crate::diagnostics::{Message, say};
use crate::edit::{NamedModule, WantedCoverage, WantedModule, WantedTerm};
use crate::import::matrix::addresses::{addresses, distinct};
use crate::import::matrix::codes::squeeze;
use crate::import::matrix::denied_colours::{self, DeniedColours};
use crate::import::matrix::header::amount;
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::{ColumnRole, SheetLayout, is_filled, is_total_row};
use crate::import::matrix::legend::{Definition, level_named};
use crate::import::matrix::listed::Listed;
use crate::import::matrix::marks::may_be_mark;
use crate::import::matrix::module_names::ColumnName;
use crate::import::matrix::modules::HeaderMeaning;
use crate::import::matrix::parts::{self, PartMeaning};
use crate::import::matrix::renamed;
use crate::import::matrix::report::{OtherRows, SheetReport, rows_named};
use crate::import::matrix::row_meaning::RowMeaning;
use crate::import::matrix::unplaced::{Subject, Unplaced};
use crate::import::matrix::vocabulary::{
    is_about_amounts, is_about_hours, is_sentence, is_term, is_total, number,
};
use crate::import::question::{Answer, Question, TextField};
use crate::model::{CompetenceId, ItemId, ModuleId, ProfileId, Site};
use crate::tabular::{Mark, Marks, Word};
use crate::text::{Similarity, collapse_whitespace, fold_cell};

/// A name that was recognised by likeness.
#[derive(Debug, Clone)]
pub struct Near {
    /// The text of the sheet, and where it stands.
    pub text: String,
    /// Its cell.
    pub cell: String,
    /// The name of the thing for which it was taken.
    pub taken_for: String,
    /// How alike they are.
    pub score: Similarity,
}

/// The content of a matrix, placed in the site.
#[derive(Debug, Clone, Default)]
pub struct Placed {
    /// The coverage that it claims; none where no sheet could be read.
    pub coverage: Option<WantedCoverage>,
    /// How each sheet was read, in words.
    pub sheets: Vec<SheetReport>,
    /// The marks that were used, what each was taken for, and how often.
    pub marks: BTreeMap<Message, (Option<Mark>, usize)>,
    /// The texts that were recognised by likeness.
    pub near: Vec<Near>,
    /// The modules of the site that have another name in the sheet.
    pub named_otherwise: Vec<Message>,
    /// The new modules that may be ones of the site under another name.
    pub renamed: Vec<Message>,
    /// The marks that could not be placed.
    pub unplaced: Vec<Unplaced>,
    /// Contradictions.
    pub conflicts: Vec<Message>,
    /// The doubts.
    pub questions: Vec<Question>,
    /// The competences that have marks for the whole of them, which were not taken for ones of their items.
    pub marked_as_whole: BTreeSet<String>,
}

pub(super) struct Placer<'s> {
    pub(super) site: &'s Site,
    pub(super) items: Items<'s>,
    pub(super) marks: Marks,
    pub(super) whole_competences: bool,
    pub(super) placed: Placed,
    /// Marks that a person gave a meaning.
    pub(super) given: Vec<(String, Mark)>,
    /// The explanations of marks in the sheets.
    pub(super) legend: Vec<Definition>,
    /// The row above the one at hand that says that nothing below it is covered, such as "Geschrapt".
    pub(super) taken_back: Option<Message>,
    /// The colours of the sheet at hand that take marks back.
    pub(super) denied_colours: DeniedColours,
    /// The levels that stand above the columns of the table at hand.
    pub(super) headed: BTreeMap<usize, LevelId>,
    /// The modules to which marks go: a target is the number of one of them.
    pub(super) modules: Vec<WantedModule>,
    targets: HashMap<NamedModule, usize>,
    spoken_of: BTreeSet<ItemId>,
    terms: Vec<WantedTerm>,
}

impl<'s> Placer<'s> {
    pub(super) fn new(site: &'s Site, items: Items<'s>, marks: Marks, placed: Placed) -> Self {
        Self {
            site,
            items,
            marks,
            whole_competences: false,
            placed,
            given: Vec::new(),
            legend: Vec::new(),
            taken_back: None,
            denied_colours: DeniedColours::new(),
            headed: BTreeMap::new(),
            modules: Vec::new(),
            targets: HashMap::new(),
            spoken_of: BTreeSet::new(),
            terms: Vec::new(),
        }
    }

    /// Places the cells of a sheet; gives the rows that were passed over.
    pub(super) fn sheet(&mut self, reading: &SheetLayout) -> OtherRows {
        let mut others = OtherRows::default();
        let mut under = None;
        self.denied_colours = denied_colours::find(reading, &self.items);
        for table in &reading.tables {
            self.headed.clear();
            self.taken_back = None;
            let targets: Vec<(usize, usize)> = table
                .columns
                .iter()
                .filter_map(|(column, role)| Some((*column, self.target(reading, *column, role)?)))
                .collect();
            self.passed_columns(reading, table);
            // The title of a competence may stand before the names of the modules.
            for header in &table.header.rows {
                if let RowMeaning::Competence(competence) =
                    self.items.row(&reading.labels.cells(&reading.sheet, header.row), under)
                {
                    under = Some(competence);
                }
            }
            for row in table.body.clone() {
                self.row(reading, row, &targets, &mut under, &mut others);
            }
            self.colours(reading, table, &targets);
        }
        others
    }

    fn row(
        &mut self,
        reading: &SheetLayout,
        row: usize,
        targets: &[(usize, usize)],
        under: &mut Option<CompetenceId>,
        others: &mut OtherRows,
    ) {
        let (sheet, labels) = (&reading.sheet, &reading.labels);
        let label = labels.cells(sheet, row);
        let texts: Vec<&str> = label.iter().map(|cell| cell.text).collect();
        let is_own =
            |column: usize| !labels.columns.iter().any(|at| sheet.is_merged((row, column), (row, *at)));
        let filled: Vec<usize> = targets
            .iter()
            .map(|(column, _)| *column)
            .filter(|column| is_own(*column) && is_filled(sheet, row, *column))
            .collect();
        let meaning = self.items.row(&label, *under);
        let own: Vec<(usize, usize)> =
            targets.iter().copied().filter(|(column, _)| filled.contains(column)).collect();
        if self.takes_hours(reading, row, &meaning, &texts, &own) {
            others.hours.push(sheet.row_name(row));
            return;
        }
        self.begin_section(reading, row, &meaning, &texts, filled.is_empty());
        let meaning = match self.denial_of(reading, row, targets).filter(|_| !filled.is_empty()) {
            Some(why) if meaning != RowMeaning::Nothing => RowMeaning::Unsure(why),
            Some(_) | None => meaning,
        };
        let cells: Vec<&str> = filled.iter().map(|column| sheet.text(row, *column)).collect();
        let why = self.passed_over(&meaning, (&cells, &texts));
        if let Some(why) = why {
            others.passed.entry(why).or_default().push(sheet.row_name(row));
            return;
        }
        match meaning {
            RowMeaning::Competence(competence) => *under = Some(competence),
            RowMeaning::Item(item) => drop(self.spoken_of.insert(item)),
            RowMeaning::Items(_)
            | RowMeaning::Near(..)
            | RowMeaning::Conflict { .. }
            | RowMeaning::Unsure(_)
            | RowMeaning::Nothing => {}
        }
        if !filled.is_empty() {
            self.marked_row(reading, row, &texts.join(" "), meaning, &own);
        }
    }

    /// Why a row with these cells below modules is passed over, beside which `texts` stand.
    fn passed_over(&self, meaning: &RowMeaning, (cells, texts): (&[&str], &[&str])) -> Option<Message> {
        match meaning {
            _ if self.adds_up(meaning, cells, texts) => Some(say!("totals")),
            RowMeaning::Unsure(_) if are_amounts(cells, texts) => {
                Some(say!("it says something else of the modules"))
            }
            RowMeaning::Near(..) | RowMeaning::Conflict { .. } | RowMeaning::Unsure(_)
                if cells.is_empty() =>
            {
                Some(say!("no item for certain, and no marks"))
            }
            RowMeaning::Unsure(_) if !cells.iter().any(|text| may_be_mark(&self.marks, text)) => {
                Some(say!("no item, and no marks"))
            }
            RowMeaning::Item(_)
            | RowMeaning::Items(_)
            | RowMeaning::Near(..)
            | RowMeaning::Competence(_)
            | RowMeaning::Conflict { .. }
            | RowMeaning::Unsure(_)
            | RowMeaning::Nothing => None,
        }
    }

    /// Takes the hours of the modules from a row below them that says so; gives whether it is one.
    fn takes_hours(
        &mut self,
        reading: &SheetLayout,
        row: usize,
        meaning: &RowMeaning,
        texts: &[&str],
        targets: &[(usize, usize)],
    ) -> bool {
        let is_item = !matches!(meaning, RowMeaning::Unsure(_) | RowMeaning::Nothing);
        let text = |column: usize| reading.sheet.text(row, column);
        let are_hours = texts.iter().any(|text| is_about_hours(text) && !is_sentence(text));
        if is_item
            || !are_hours
            || targets.is_empty()
            || !targets.iter().all(|(at, _)| number(text(*at)).is_some())
        {
            return false;
        }
        for (column, target) in targets {
            let hours = &mut self.modules[*target].hours;
            *hours = hours.or_else(|| number(text(*column)).and_then(amount));
        }
        true
    }

    /// Whether a row adds up others.
    fn adds_up(&self, meaning: &RowMeaning, cells: &[&str], texts: &[&str]) -> bool {
        match meaning {
            RowMeaning::Item(_) | RowMeaning::Items(_) => false,
            RowMeaning::Competence(competence) => {
                let title = fold_cell(&self.site.competences[*competence].title);
                texts.iter().any(|text| is_total(text) && fold_cell(text) != title)
            }
            RowMeaning::Near(..)
            | RowMeaning::Conflict { .. }
            | RowMeaning::Unsure(_)
            | RowMeaning::Nothing => is_total_row(cells, texts),
        }
    }

    /// Places the cells of a row that has some.
    fn marked_row(
        &mut self,
        reading: &SheetLayout,
        row: usize,
        text: &str,
        meaning: RowMeaning,
        targets: &[(usize, usize)],
    ) {
        let name = || rows_named(&reading.sheet, &[reading.sheet.row_name(row)]);
        match meaning {
            RowMeaning::Item(item) => self.cells(reading, row, targets, item),
            RowMeaning::Items(items) => {
                let before = self.placed.unplaced.len();
                items.into_iter().for_each(|item| self.cells(reading, row, targets, item));
                // A cell that is not read is listed once, however many items its row names.
                let mut seen = BTreeSet::new();
                let listed = self.placed.unplaced.split_off(before);
                self.placed
                    .unplaced
                    .extend(listed.into_iter().filter(|found| seen.insert(found.cell.clone())));
            }
            RowMeaning::Near(item, score) => {
                let known = &self.site.items[item];
                let taken_for = format!("{} {}", known.id, known.text);
                let cell = self.label_address(reading, row);
                self.placed.near.push(Near { text: text.to_owned(), cell, taken_for, score });
                self.cells(reading, row, targets, item);
            }
            RowMeaning::Competence(competence) if self.whole_competences => {
                for item in self.site.competences[competence].indicators.clone() {
                    self.cells(reading, row, targets, item);
                }
            }
            RowMeaning::Competence(competence) => {
                let id = &self.site.competences[competence].id;
                let why = say!("a mark for the whole competence {id}, and not for each of its items", id);
                self.placed.marked_as_whole.insert(id.clone());
                self.unplaced_row(reading, row, targets, Subject::Own, why);
            }
            RowMeaning::Conflict { id, text } => {
                let cell = self.label_address(reading, row);
                let (id, text) = (&self.site.items[id].id, &self.site.items[text].id);
                let message = say!("{cell}: the id is that of {id}, the text that of {text}", cell, id, text);
                self.placed.conflicts.push(message);
            }
            RowMeaning::Unsure(why) => {
                let cells = reading.labels.cells(&reading.sheet, row);
                let texts: Vec<&str> = cells.iter().map(|cell| cell.text).collect();
                self.ask_range(&texts, &self.label_address(reading, row));
                self.unplaced_row(reading, row, targets, Subject::Line(name(), text.to_owned()), why);
            }
            RowMeaning::Nothing => {
                let is_struck = |column: &usize| reading.sheet.cell(row, *column).is_struck_through();
                let why = if reading.labels.columns.iter().any(is_struck) {
                    say!("its name is struck through")
                } else {
                    say!("it has no name")
                };
                self.unplaced_row(reading, row, targets, Subject::Line(name(), String::new()), why);
            }
        }
    }

    /// Asks which items are meant by a text among those of a row that is a range with an open end.
    pub(super) fn ask_range(&mut self, texts: &[&str], cell: &str) {
        let listed = texts.iter().filter_map(|text| Some((*text, Listed::find(&self.items, text)?)));
        let Some((text, listed)) = listed.into_iter().find(|(_, listed)| listed.is_open_range) else {
            return;
        };
        let text = collapse_whitespace(text);
        let ids = self.items.names(&listed.items).replace(", ", ",");
        let help = say!(
            "write each id there, or say which are meant: `--ranges \"{text}={ids}\"`",
            text = text.as_str(),
            ids = ids.as_str()
        );
        if !self.placed.questions.iter().any(|asked| asked.help == help) {
            let mut field = TextField::new(say!("the ids that it names"), &format!("--ranges={text}="));
            field.likely = ids;
            let text =
                say!("{cell} says \"{text}\", and it is not certain which items that names", cell, text);
            let answer = Answer::Texts(vec![field]);
            self.placed.questions.push(Question::new(text, help, answer));
        }
    }

    /// The address of the cell that names a row.
    fn label_address(&self, reading: &SheetLayout, row: usize) -> String {
        let labels = &reading.labels;
        let filled = |column: &&usize| !reading.sheet.text(row, **column).is_empty();
        let column = labels.columns.iter().rev().find(filled).copied().unwrap_or(0);
        reading.sheet.address(row, column)
    }

    /// Lists the marks of a row that is placed nowhere; what its items claim already is left alone.
    fn unplaced_row(
        &mut self,
        reading: &SheetLayout,
        row: usize,
        targets: &[(usize, usize)],
        subject: Subject,
        why: Message,
    ) {
        let touched = self.items.touched(&reading.labels.cells(&reading.sheet, row));
        for (_, target) in targets {
            self.modules[*target].unread.extend(touched.iter().copied());
        }
        let columns: Vec<usize> = targets.iter().map(|(column, _)| *column).collect();
        let places: Vec<(usize, usize)> = columns.iter().map(|column| (row, *column)).collect();
        let texts: Vec<&str> = columns.iter().map(|column| reading.sheet.text(row, *column)).collect();
        self.unplaced_for(addresses(&reading.sheet, &places), &distinct(&texts), subject, why);
    }

    fn cells(&mut self, reading: &SheetLayout, row: usize, targets: &[(usize, usize)], item: ItemId) {
        self.spoken_of.insert(item);
        for (column, target) in targets {
            let cell = reading.sheet.cell(row, *column);
            let text = cell.text.as_str();
            let note = reading.sheet.note(row, *column);
            let unread = match self.marks_of(cell, note) {
                Err(why) => Some(why),
                Ok(mut marks) => {
                    let refused = self.refused(*target, *column, &mut marks);
                    if refused.is_none() {
                        let address = || reading.sheet.address(row, *column);
                        self.noted(address(), text, note.filter(|_| !marks.is_empty()));
                        self.without_heading(address(), *target, text, &marks);
                        let headed =
                            self.headed.get(column).filter(|_| marks.iter().any(|mark| mark.is_tick));
                        let label = |level: &LevelId| &self.site.config.scale.levels[*level].label;
                        let shown = headed.map_or_else(
                            || Message::verbatim(text),
                            |level| say!("{text} below {heading}", text, heading = label(level)),
                        );
                        self.mark(*target, item, &shown, &marks);
                    }
                    refused
                }
            };
            if let Some(why) = unread {
                self.modules[*target].unread.insert(item);
                self.unplaced(reading.sheet.address(row, *column), text, why);
            }
        }
    }

    /// The target of a column, as its number among the modules.
    fn target(&mut self, reading: &SheetLayout, column: usize, role: &ColumnRole) -> Option<usize> {
        let ColumnRole::Module { name, meaning } = role else { return None };
        match parts::meaning(&self.site.config, &self.given, &self.marks, &name.part) {
            PartMeaning::Level(level) => drop(self.headed.insert(column, level)),
            PartMeaning::Nothing => return None,
            PartMeaning::Part | PartMeaning::Open => {
                // A sheet for each level has its name.
                if let Some(level) = level_named(&self.site.config, &reading.sheet.name) {
                    self.headed.insert(column, level);
                }
            }
        }
        let named = match meaning {
            HeaderMeaning::Known(module) => {
                let cell = reading.sheet.address(name.row, column);
                self.note_name(*module, &cell, &name.code, &name.title);
                NamedModule::Known(*module)
            }
            HeaderMeaning::Near(module, score) => {
                let known = &self.site.modules[*module];
                let taken_for = Word::module_name(&known.code, &known.title);
                let cell = reading.sheet.address(name.row, column);
                let text = format!("{} {}", name.code, name.title).trim().to_owned();
                self.placed.near.push(Near { text, cell, taken_for, score: *score });
                NamedModule::Known(*module)
            }
            HeaderMeaning::New => self.new_module(name),
            HeaderMeaning::Unsure(_) => return None,
        };
        // A sheet for each term has its name.
        let own = reading.sheet.name.as_str();
        let is_of_term = name.term.is_empty() && is_term(own) && own.contains(|c: char| c.is_ascii_digit());
        let at = self.take_target(named, if is_of_term { own } else { &name.term });
        let hours = &mut self.modules[at].hours;
        *hours = hours.or(name.hours);
        Some(at)
    }

    /// The target that is this module, which is in this term where it is a new one.
    pub(super) fn take_target(&mut self, module: NamedModule, term: &str) -> usize {
        let next = self.modules.len();
        let at = *self.targets.entry(module.clone()).or_insert(next);
        if at == next {
            let (claims, unread) = (BTreeMap::new(), BTreeSet::new());
            self.modules.push(WantedModule { module, claims, unread, hours: None });
            self.term(term, at);
        }
        at
    }

    /// Notes that an item is spoken of.
    pub(super) fn speak_of(&mut self, item: ItemId) {
        self.spoken_of.insert(item);
    }

    /// A module that the site does not have; the one that has its code already, however that is written.
    pub(super) fn new_module(&self, name: &ColumnName) -> NamedModule {
        let wanted = squeeze(&name.code);
        let has_code = |module: &&NamedModule| match module {
            NamedModule::New { code, .. } => !wanted.is_empty() && squeeze(code) == wanted,
            NamedModule::Known(_) => false,
        };
        if let Some(known) = self.modules.iter().map(|module| &module.module).find(has_code) {
            return known.clone();
        }
        let title = if name.title.is_empty() { &name.code } else { &name.title };
        NamedModule::New { code: collapse_whitespace(&name.code), title: collapse_whitespace(title) }
    }

    /// Notes where the module `known` has another name in the sheet.
    pub(super) fn note_name(&mut self, known: ModuleId, cell: &str, code: &str, title: &str) {
        let said = renamed::named_otherwise(&self.site.modules[known], cell, code, title);
        self.placed.named_otherwise.extend(said);
    }

    fn term(&mut self, title: &str, module: usize) {
        let folded = fold_cell(title);
        match self.terms.iter_mut().find(|term| fold_cell(&term.title) == folded) {
            Some(term) => term.modules.push(module),
            None => self.terms.push(WantedTerm { title: title.to_owned(), modules: vec![module] }),
        }
    }

    /// Lists cells whose own text keeps them from being placed.
    pub(super) fn unplaced(&mut self, cell: String, text: &str, why: Message) {
        self.unplaced_for(cell, text, Subject::Own, why);
    }

    /// Lists cells that could not be placed because of their row, their column or another cell.
    pub(super) fn unplaced_for(&mut self, cell: String, text: &str, subject: Subject, why: Message) {
        self.placed.unplaced.push(Unplaced { cell, text: text.to_owned(), subject, why });
    }

    pub(super) fn finish(mut self, profile: ProfileId) -> Placed {
        let coverage =
            WantedCoverage { profile, modules: self.modules, items: self.spoken_of, terms: self.terms };
        self.placed.renamed = renamed::find(self.site, &coverage);
        self.placed.coverage = Some(coverage);
        self.placed
    }
}

/// Whether a row gives an amount for each module, such as its study points.
fn are_amounts(cells: &[&str], texts: &[&str]) -> bool {
    let is_headed = texts.iter().any(|text| is_about_amounts(text) && !is_sentence(text));
    is_headed && !cells.is_empty() && cells.iter().all(|text| number(text).is_some())
}
