//! Gives every cell of a matrix its meaning. A cell with a text becomes a placing, says that nothing is covered, or
//! is listed as not placed. A contradiction is a conflict, after which nothing may be written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::config::LevelId;
use crate::import::matrix::items::{Items, Label};
use crate::import::matrix::layout;
use crate::import::matrix::layout::{Layout, is_letter};
use crate::import::matrix::modules::{Header, Modules};
use crate::import::spreadsheet::Sheet;
use crate::model::{CompetenceId, ItemId, ModuleId, ProfileId, Site};
use crate::tabular::{Mark, Marks, Word};
use crate::text::Similarity;

/// What the reader of a matrix is told besides it.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Marks and what they mean.
    pub marks: Vec<(String, Mark)>,
    /// The profile whose items the matrix names.
    pub profile: Option<ProfileId>,
}

/// A module that the matrix names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// One that the site has.
    Known(ModuleId),
    /// One that it does not have yet.
    New {
        /// Its code; empty when the matrix gives none.
        code: String,
        /// Its title.
        title: String,
    },
}

/// A cell that says that a module covers an item.
#[derive(Debug, Clone)]
pub struct Placing {
    /// The module: an index into [`Placed::seats`].
    pub seat: usize,
    /// The item.
    pub item: ItemId,
    /// How strongly.
    pub level: LevelId,
}

/// A name that was recognised by likeness.
#[derive(Debug, Clone)]
pub struct Near {
    /// The text of the sheet, and where it stands.
    pub text: String,
    /// Its cell.
    pub cell: String,
    /// What it was taken for.
    pub taken_for: String,
    /// How alike they are.
    pub score: Similarity,
}

/// Something that could not be placed.
#[derive(Debug, Clone)]
pub struct Unplaced {
    /// Its cell.
    pub cell: String,
    /// Its text.
    pub text: String,
    /// Why.
    pub why: String,
}

/// What a matrix says.
#[derive(Debug, Clone, Default)]
pub struct Placed {
    /// The profile.
    pub profile: Option<ProfileId>,
    /// The modules.
    pub seats: Vec<Seat>,
    /// The items, each whether any module covers it or not.
    pub items: BTreeSet<ItemId>,
    /// What the modules cover, the strongest mark of each module and item.
    pub placings: Vec<Placing>,
    /// The marks that were used, what each was taken for, and how often.
    pub marks: BTreeMap<String, (Option<Mark>, usize)>,
    /// What was recognised by likeness.
    pub near: Vec<Near>,
    /// What could not be placed.
    pub unplaced: Vec<Unplaced>,
    /// Contradictions.
    pub conflicts: Vec<String>,
}

/// Gives the cells of `sheets` their meaning in `site`.
pub fn place(site: &Site, sheets: &[Sheet], options: &Options) -> Placed {
    let mut placed = Placed::default();
    let modules = Modules::new(site);
    let marks = Marks::new(&site.config.scale).with(options.marks.clone());
    let Some((profile, layouts)) = best_profile(site, sheets, options, &modules, &marks) else {
        placed
            .conflicts
            .push("no sheet has items of a profile on one side and modules on the other".to_owned());
        return placed;
    };
    placed.profile = Some(profile);
    let letters = unknown_letters(&layouts, &marks);
    let marks = marks.with_initials(&site.config, &letters);
    let mut placing = Placer {
        site,
        modules,
        items: Items::new(site, profile),
        marks,
        placed,
        strongest: BTreeMap::new(),
        seats: HashMap::new(),
    };
    for layout in &layouts {
        placing.sheet(layout);
    }
    placing.finish()
}

/// The profile that most rows are about, and where things stand in the sheets then. Of profiles with equally
/// many, the one of the modules that are named.
fn best_profile(
    site: &Site,
    sheets: &[Sheet],
    options: &Options,
    modules: &Modules,
    marks: &Marks,
) -> Option<(ProfileId, Vec<Layout>)> {
    let all = site.profiles.ids().filter(|id| options.profile.is_none_or(|wanted| wanted == *id));
    let found = all.map(|profile| {
        let items = Items::new(site, profile);
        let layouts: Vec<Layout> =
            sheets.iter().filter_map(|sheet| layout::find(sheet, &items, modules, marks)).collect();
        let rows = layouts
            .iter()
            .flat_map(|layout| (layout.body..layout.sheet.height()).map(|row| layout.label(row)));
        let rows = rows.filter(|label| label.iter().any(|cell| items.is_item(cell))).count();
        let headers =
            layouts.iter().flat_map(|layout| layout.columns.iter().map(|column| layout.header(*column)));
        let own = headers.filter(|header| {
            let own = |module: ModuleId| site.modules[module].profile.is_none_or(|own| own == profile);
            modules.known(header).is_some_and(own)
        });
        ((rows, own.count()), std::cmp::Reverse(profile), layouts)
    });
    let best = found.filter(|(_, _, layouts)| layouts.iter().any(|layout| !layout.columns.is_empty()));
    best.max_by_key(|(score, profile, _)| (*score, *profile))
        .map(|(_, profile, layouts)| (profile.0, layouts))
}

/// The single letters in cells of marks that mean nothing yet.
fn unknown_letters(layouts: &[Layout], marks: &Marks) -> BTreeSet<String> {
    let mut letters = BTreeSet::new();
    for layout in layouts {
        for row in layout.body..layout.sheet.height() {
            for column in &layout.columns {
                let cell = layout.sheet.text(row, *column);
                if is_letter(cell) && !letters.contains(cell) && marks.find(cell).is_none() {
                    letters.insert(cell.to_owned());
                }
            }
        }
    }
    letters
}

struct Placer<'s> {
    site: &'s Site,
    modules: Modules,
    items: Items<'s>,
    marks: Marks,
    placed: Placed,
    strongest: BTreeMap<(usize, ItemId), LevelId>,
    seats: HashMap<Seat, usize>,
}

impl Placer<'_> {
    fn sheet(&mut self, layout: &Layout) {
        let seats: Vec<(usize, usize)> =
            layout.columns.iter().filter_map(|column| Some((*column, self.seat(layout, *column)?))).collect();
        for (cell, text) in &layout.passed_over {
            self.unplaced(cell.clone(), text, "this column names no module and holds no marks");
        }
        let mut under = None;
        for row in layout.body..layout.sheet.height() {
            let label = layout.label(row);
            if label.iter().any(|cell| matches!(Word::find(cell), Some(Word::ItemsPerModule | Word::Total))) {
                continue;
            }
            let is_marked = seats.iter().any(|(column, _)| !layout.sheet.text(row, *column).is_empty());
            if !is_marked {
                under = self.unmarked(&label).or(under);
                continue;
            }
            for item in self.row(layout, row, &label, under) {
                self.cells(layout, row, &seats, item);
            }
        }
    }

    /// Notes the item of a row without marks; gives the competence that the row names instead of one.
    fn unmarked(&mut self, label: &[&str]) -> Option<CompetenceId> {
        if label.iter().any(|cell| self.items.is_item(cell)) {
            if let Label::Item(item) = self.items.label(label, None) {
                self.placed.items.insert(item);
            }
            return None;
        }
        label.iter().find_map(|cell| self.items.competence(cell))
    }

    /// The items of a row that has marks.
    fn row(
        &mut self,
        layout: &Layout,
        row: usize,
        label: &[&str],
        under: Option<CompetenceId>,
    ) -> Vec<ItemId> {
        let cell = layout.sheet.address(row, layout.labels.last().copied().unwrap_or(0));
        let text = label.join(" ");
        let id = |item: ItemId| self.site.items[item].id.as_str();
        match self.items.label(label, under) {
            Label::Item(item) => vec![item],
            Label::Competence(competence) => self.site.competences[competence].indicators.clone(),
            Label::Near(item, score) => {
                let taken_for = format!("{} {}", id(item), self.site.items[item].text);
                self.placed.near.push(Near { text, cell, taken_for, score });
                vec![item]
            }
            Label::Conflict { id: by_id, text: by_text } => {
                let (by_id, by_text) = (id(by_id), id(by_text));
                self.placed
                    .conflicts
                    .push(format!("{cell}: the id is that of {by_id}, the text that of {by_text}"));
                Vec::new()
            }
            Label::Several(items) => {
                let ids: Vec<&str> = items.into_iter().map(id).collect();
                self.unplaced(cell, &text, &format!("several items have this text: {}", ids.join(", ")));
                Vec::new()
            }
            Label::Unknown => {
                self.unplaced(cell, &text, "no item of the profile has this id or text");
                Vec::new()
            }
        }
    }

    fn cells(&mut self, layout: &Layout, row: usize, seats: &[(usize, usize)], item: ItemId) {
        self.placed.items.insert(item);
        for (column, seat) in seats {
            let text = layout.sheet.text(row, *column);
            if text.is_empty() {
                continue;
            }
            let mark = self.mark(text);
            let used = self.placed.marks.entry(text.to_owned()).or_insert((mark, 0));
            used.1 += 1;
            match mark {
                Some(Mark::Level(level)) => {
                    let strongest = self.strongest.entry((*seat, item)).or_insert(level);
                    *strongest = level.max(*strongest);
                }
                Some(Mark::Nothing) => {}
                None => self.unplaced(layout.sheet.address(row, *column), text, "this is no mark"),
            }
        }
    }

    /// What a cell says; of several marks in one cell the strongest.
    fn mark(&self, text: &str) -> Option<Mark> {
        self.marks.find(text).or_else(|| {
            let parts = text.split([',', ';', '/', '+', ' ', '\n']).filter(|part| !part.is_empty());
            let marks: Option<Vec<Mark>> = parts.map(|part| self.marks.find(part)).collect();
            let levels = marks?.into_iter().filter_map(|mark| match mark {
                Mark::Level(level) => Some(level),
                Mark::Nothing => None,
            });
            levels.max().map(Mark::Level)
        })
    }

    /// The module of a column.
    fn seat(&mut self, layout: &Layout, column: usize) -> Option<usize> {
        let header = layout.header(column);
        let cell = layout.sheet.address(layout.body.saturating_sub(1), column);
        let seat = match self.modules.header(&header)? {
            Header::Known(module) => Seat::Known(module),
            Header::Near(module, score) => {
                let taken_for = self.site.modules[module].title.clone();
                self.placed.near.push(Near { text: header.join(" "), cell, taken_for, score });
                Seat::Known(module)
            }
            Header::Several(modules) => {
                let names: Vec<&str> = modules.iter().map(|id| self.site.modules[*id].name()).collect();
                let message = format!("{cell}: several modules are called so: {}", names.join(", "));
                self.placed.conflicts.push(message);
                return None;
            }
            Header::New { code, title } => Seat::New { code, title },
        };
        let next = self.placed.seats.len();
        let at = *self.seats.entry(seat.clone()).or_insert(next);
        if at == next {
            self.placed.seats.push(seat);
        }
        Some(at)
    }

    fn unplaced(&mut self, cell: String, text: &str, why: &str) {
        self.placed.unplaced.push(Unplaced { cell, text: text.to_owned(), why: why.to_owned() });
    }

    fn finish(mut self) -> Placed {
        let strongest = std::mem::take(&mut self.strongest).into_iter();
        self.placed.placings = strongest.map(|((seat, item), level)| Placing { seat, item, level }).collect();
        self.placed
    }
}
