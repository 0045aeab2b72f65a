//! Draws which modules of a programme go before which: a column for each term, the modules below each other, and a line from each
//! module to those that require it.
//!
//! The drawing is numbers here and lines in the template; the same stands in words beside it, so it says nothing by itself. A
//! term in which a module requires another of the same term has a column for each step, so lines lead from left to right. Where a
//! programme teaches a module too late, which is said (L440), its line leads back.

use std::collections::HashMap;

use super::Pages;
use crate::model::{ModuleId, ProgrammeId};
use crate::plan::view::{
    DrawnLine, DrawnModule, DrawnStep, DrawnTerm, ModuleRequirements, PrerequisitesView,
};

/// The measures of the drawing, in pixels of a screen that is not enlarged.
const BOX: (usize, usize) = (168, 44);
const GAP: (usize, usize) = (56, 16);
const HEAD: usize = 32;
const EDGE: usize = 2;
/// How many letters of a title fit in a box.
const LETTERS: usize = 22;

/// What the modules of programme `id` require of each other; none where no module of it requires any.
pub(super) fn prerequisites(pages: &Pages<'_>, id: ProgrammeId) -> Option<PrerequisitesView> {
    let site = pages.site;
    let modules: Vec<(usize, ModuleId)> = site.programmes[id].modules().collect();
    let requiring = modules.iter().filter(|(_, id)| !site.modules[*id].requires.is_empty());
    let list: Vec<ModuleRequirements> = requiring
        .map(|(_, id)| ModuleRequirements {
            module: pages.module(*id),
            requires: site.modules[*id].requires.iter().map(|id| pages.module(*id)).collect(),
        })
        .collect();
    if list.is_empty() {
        return None;
    }
    let drawing = Drawing::new(pages, &modules);
    let titles = site.programmes[id].terms.iter().map(|term| term.title.as_str());
    Some(drawing.view(pages, titles, list))
}

/// A module in the drawing.
struct Place {
    module: ModuleId,
    term: usize,
    column: usize,
    row: usize,
}

struct Drawing {
    places: Vec<Place>,
    /// For each module the index of its place.
    of_module: HashMap<ModuleId, usize>,
    /// For each place the last column to which a line leads from it.
    reach: Vec<usize>,
    /// The row that the lines from a place have in a column which they pass.
    lanes: HashMap<(usize, usize), usize>,
}

impl Drawing {
    fn new(pages: &Pages<'_>, modules: &[(usize, ModuleId)]) -> Self {
        let site = pages.site;
        let terms: HashMap<ModuleId, usize> = modules.iter().map(|(term, id)| (*id, *term)).collect();
        let is_drawn = |id: &ModuleId| {
            let required = site.modules[*id].requires.iter().any(|other| terms.contains_key(other));
            required || pages.index.required_by(*id).iter().any(|other| terms.contains_key(other))
        };
        let mut places: Vec<Place> = modules
            .iter()
            .filter(|(_, id)| is_drawn(id))
            .map(|(term, id)| Place { module: *id, term: *term, column: 0, row: 0 })
            .collect();
        let of_module: HashMap<ModuleId, usize> =
            places.iter().enumerate().map(|(at, place)| (place.module, at)).collect();
        let mut steps: HashMap<ModuleId, usize> = HashMap::new();
        for place in &places {
            step(pages, place.module, &terms, &mut steps);
        }
        let mut first = 0;
        for term in 0..=places.iter().map(|place| place.term).max().unwrap_or(0) {
            let mut width = 0;
            for place in places.iter_mut().filter(|place| place.term == term) {
                let step = steps.get(&place.module).copied().unwrap_or(0);
                place.column = first + step;
                width = width.max(step + 1);
            }
            first += width;
        }
        let column = |id: &ModuleId| of_module.get(id).map(|at| places[*at].column);
        let reach =
            places.iter().map(|place| pages.index.required_by(place.module).iter().filter_map(column).max());
        let reach = reach.map(Option::unwrap_or_default).collect();
        let mut drawing = Self { places, of_module, reach, lanes: HashMap::new() };
        drawing.rows(pages, first);
        drawing
    }

    /// Puts the modules of each column below each other, beside those that they require. A line that goes on to a later column has a
    /// row of its own here, so that it never runs behind a module and seems to belong to it.
    fn rows(&mut self, pages: &Pages<'_>, columns: usize) {
        for column in 0..columns {
            let modules = (0..self.places.len()).filter(|at| self.places[*at].column == column);
            let modules = modules.map(|at| (self.wanted_row(pages, at), false, at));
            let passing = (0..self.places.len()).filter(|at| self.passes(*at, column));
            let passing = passing.map(|at| (self.row_at(at, column - 1) * 2, true, at));
            let mut here: Vec<(usize, bool, usize)> = modules.chain(passing).collect();
            here.sort_unstable();
            let mut next = 0;
            for (wanted, is_passing, at) in here {
                let row = next.max(wanted / 2);
                if is_passing {
                    self.lanes.insert((at, column), row);
                } else {
                    self.places[at].row = row;
                }
                next = row + 1;
            }
        }
    }

    /// Whether a line from the module at `at` goes on behind `column`, in which it does not stand.
    fn passes(&self, at: usize, column: usize) -> bool {
        self.places[at].column < column && self.reach.get(at).is_some_and(|reach| *reach > column)
    }

    /// The row in which the lines from the module at `at` are in `column`.
    fn row_at(&self, at: usize, column: usize) -> usize {
        self.lanes.get(&(at, column)).copied().unwrap_or(self.places[at].row)
    }

    /// Twice the row in the middle of what leads to the module at `at`.
    fn wanted_row(&self, pages: &Pages<'_>, at: usize) -> usize {
        let place = &self.places[at];
        let before = pages.site.modules[place.module].requires.iter().filter_map(|id| self.of_module.get(id));
        let before = before.filter(|before| self.places[**before].column < place.column);
        let rows: Vec<usize> = before.map(|before| self.row_at(*before, place.column - 1)).collect();
        if rows.is_empty() { 0 } else { rows.iter().sum::<usize>() * 2 / rows.len() }
    }

    /// The line from the module at `from` to the one at `to`.
    fn line(&self, from: usize, to: usize) -> DrawnLine {
        let middle = |row: usize| down(row) + BOX.1 / 2;
        let (first, last) = (self.places[from].column, self.places[to].column);
        let mut line = DrawnLine { bend: GAP.0 * 2 / 3, steps: Vec::new() };
        let (mut x1, mut y1) = (across(first) + BOX.0, middle(self.places[from].row));
        for column in first + 1..last {
            let (x2, y2) = (across(column), middle(self.row_at(from, column)));
            line.steps.push(DrawnStep { x1, y1, x2, y2 });
            (x1, y1) = (x2 + BOX.0, y2);
        }
        line.steps.push(DrawnStep { x1, y1, x2: across(last) - 2, y2: middle(self.places[to].row) });
        line
    }

    fn view<'t>(
        &self,
        pages: &Pages<'_>,
        titles: impl Iterator<Item = &'t str>,
        list: Vec<ModuleRequirements>,
    ) -> PrerequisitesView {
        let modules = self.places.iter().map(|place| {
            let module = &pages.site.modules[place.module];
            let title = shortened(&module.title);
            DrawnModule { code: module.code.clone(), title, x: across(place.column), y: down(place.row) }
        });
        let terms = titles.enumerate().filter_map(|(term, title)| {
            let columns = self.places.iter().filter(|place| place.term == term).map(|place| place.column);
            Some(DrawnTerm { title: shortened(title), x: across(columns.min()?) })
        });
        let mut lines = Vec::new();
        for (at, place) in self.places.iter().enumerate() {
            for before in &pages.site.modules[place.module].requires {
                lines.extend(self.of_module.get(before).map(|before| self.line(*before, at)));
            }
        }
        let columns = self.places.iter().map(|place| place.column + 1).max().unwrap_or(0);
        let rows = self.places.iter().map(|place| place.row).chain(self.lanes.values().copied());
        let rows = rows.max().map_or(0, |last| last + 1);
        PrerequisitesView {
            width: (across(columns) + EDGE).saturating_sub(GAP.0),
            height: (down(rows) + EDGE).saturating_sub(GAP.1),
            modules: modules.collect(),
            terms: terms.collect(),
            lines,
            list,
        }
    }
}

/// How many modules of its own term have to be done before `id`, one after the other.
fn step(
    pages: &Pages<'_>,
    id: ModuleId,
    terms: &HashMap<ModuleId, usize>,
    steps: &mut HashMap<ModuleId, usize>,
) -> usize {
    // Each module with the number of its requirements that were followed; following them never leads in a circle.
    let mut way = vec![(id, 0)];
    while let Some((id, at)) = way.last_mut() {
        let own = terms.get(id);
        let inside = pages.site.modules[*id].requires.iter().filter(|other| terms.get(*other) == own);
        if let Some(next) = inside.clone().nth(*at) {
            *at += 1;
            if !steps.contains_key(next) {
                way.push((*next, 0));
            }
            continue;
        }
        let before = inside.filter_map(|other| steps.get(other)).max().map_or(0, |most| most + 1);
        steps.insert(*id, before);
        way.pop();
    }
    steps.get(&id).copied().unwrap_or(0)
}

/// The left edge of the boxes in `column`.
fn across(column: usize) -> usize {
    EDGE + column * (BOX.0 + GAP.0)
}

/// The upper edge of the boxes in `row`.
fn down(row: usize) -> usize {
    HEAD + row * (BOX.1 + GAP.1)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LETTERS) {
        None => text.to_owned(),
        Some(_) => {
            let short: String = text.chars().take(LETTERS - 1).collect();
            format!("{}…", short.trim_end())
        }
    }
}
