//! Draws which modules of a programme go before which: a column for each term, the modules below each other, and a line from each
//! module to those that require it.
//!
//! The drawing is numbers here and lines in the template; the same stands in words beside it, so it says nothing by itself. A
//! term in which a module requires another of the same term has a column for each step, so lines lead from left to right. Where a
//! programme teaches a required module too late, which is reported (L440), no line leads back: the words beside the drawing say so.
//!
//! Titles stand there whole, on as many lines as they need. A drawing knows no letters, so their width is reckoned from
//! their number, and all boxes are as wide as the longest word asks for. A row is as high as its highest box.

use std::collections::HashMap;

use super::Pages;
use crate::model::{ModuleId, ProgrammeId};
use crate::plan::view::{
    DrawnLine, DrawnModule, DrawnStep, DrawnTerm, ModuleRequirements, PrerequisitesView,
};

/// The measures of the drawing, in pixels of a screen that is not enlarged.
const GAP: (usize, usize) = (56, 16);
const EDGE: usize = 2;
/// Between the edge of a box and its words.
const INSET: usize = 12;
const LINE: usize = 16;
/// Two letters, on average; words of wide ones alone reach into the inset.
const TWO_LETTERS: usize = 13;
/// How many letters stand on a line of a title, at least and at most. A longer word is parted.
const LETTERS: (usize, usize) = (20, 40);

/// The requirements among the modules of programme `id`; none where no module of it requires any.
pub(super) fn prerequisites(pages: &Pages<'_>, id: ProgrammeId) -> Option<PrerequisitesView> {
    let site = pages.site;
    let modules: Vec<(usize, ModuleId)> = site.programmes[id].modules().collect();
    let requiring = modules.iter().filter(|(_, id)| !site.modules[*id].requires.is_empty());
    let terms: HashMap<ModuleId, usize> = modules.iter().map(|(term, id)| (*id, *term)).collect();
    let list: Vec<ModuleRequirements> = requiring
        .map(|(term, id)| {
            let requires = site.modules[*id].requires.iter();
            let late = requires.clone().filter(|id| terms.get(*id).is_some_and(|taught| taught > term));
            ModuleRequirements {
                module: pages.module(*id),
                requires: requires.map(|id| pages.module(*id)).collect(),
                late: late.map(|id| pages.module(*id)).collect(),
            }
        })
        .collect();
    if list.is_empty() {
        return None;
    }
    let titles: Vec<&str> = site.programmes[id].terms.iter().map(|term| term.title.as_str()).collect();
    Some(Drawing::new(pages, &modules, &titles).view(pages, list))
}

/// A module in the drawing.
struct Place {
    module: ModuleId,
    term: usize,
    column: usize,
    row: usize,
    /// Its title, line by line.
    title: Vec<String>,
}

struct Drawing {
    places: Vec<Place>,
    /// For each module the index of its place.
    of_module: HashMap<ModuleId, usize>,
    /// For each place the last column to which a line leads from it.
    reach: Vec<usize>,
    /// The row that the lines from a place have in a column which they pass.
    lanes: HashMap<(usize, usize), usize>,
    /// The width of a box.
    width: usize,
    /// The titles of the terms, line by line.
    terms: Vec<Vec<String>>,
    /// The upper edge of each row, and the lower edge of the last one.
    tops: Vec<usize>,
}

impl Drawing {
    fn new(pages: &Pages<'_>, modules: &[(usize, ModuleId)], titles: &[&str]) -> Self {
        let site = pages.site;
        let terms: HashMap<ModuleId, usize> = modules.iter().map(|(term, id)| (*id, *term)).collect();
        let is_drawn = |id: &ModuleId| {
            let required = site.modules[*id].requires.iter().any(|other| terms.contains_key(other));
            required || pages.index.required_by(*id).iter().any(|other| terms.contains_key(other))
        };
        let mut places: Vec<Place> = modules
            .iter()
            .filter(|(_, id)| is_drawn(id))
            .map(|(term, id)| Place { module: *id, term: *term, column: 0, row: 0, title: Vec::new() })
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
        let mut drawing = Self {
            places,
            of_module,
            reach,
            lanes: HashMap::new(),
            width: 0,
            terms: Vec::new(),
            tops: Vec::new(),
        };
        drawing.rows(pages, first);
        drawing.write_titles(pages, titles);
        drawing
    }

    /// Parts the titles into lines, and gives the rows their height.
    fn write_titles(&mut self, pages: &Pages<'_>, titles: &[&str]) {
        let modules = &pages.site.modules;
        let title = |place: &Place| modules[place.module].title.as_str();
        let letters = line_length(self.places.iter().map(title).chain(titles.iter().copied()));
        self.width = 2 * INSET + letters * TWO_LETTERS / 2;
        self.terms = titles.iter().map(|title| lines(title, letters)).collect();
        for place in &mut self.places {
            place.title = lines(&modules[place.module].title, letters);
        }
        let rows = self.places.iter().map(|place| place.row).chain(self.lanes.values().copied());
        let rows = rows.max().map_or(0, |last| last + 1);
        // A row through which lines alone lead is as high as a box of one line.
        let mut heights = vec![box_height(1, true); rows];
        for place in &self.places {
            let height = box_height(place.title.len(), !modules[place.module].code.is_empty());
            heights[place.row] = heights[place.row].max(height);
        }
        let head = self.terms.iter().map(Vec::len).max().unwrap_or(0) * LINE + LINE;
        self.tops = heights.iter().fold(vec![head], |mut tops, height| {
            tops.push(tops.last().unwrap_or(&head) + height + GAP.1);
            tops
        });
    }

    /// The left edge of the boxes in `column`.
    fn across(&self, column: usize) -> usize {
        EDGE + column * (self.width + GAP.0)
    }

    /// The middle of `row`.
    fn middle(&self, row: usize) -> usize {
        let edge = |row: usize| self.tops.get(row).copied().unwrap_or_default();
        (edge(row) + edge(row + 1)).saturating_sub(GAP.1) / 2
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
        let (first, last) = (self.places[from].column, self.places[to].column);
        let mut line = DrawnLine { bend: GAP.0 * 2 / 3, steps: Vec::new() };
        let (mut x1, mut y1) = (self.across(first) + self.width, self.middle(self.places[from].row));
        for column in first + 1..last {
            let (x2, y2) = (self.across(column), self.middle(self.row_at(from, column)));
            line.steps.push(DrawnStep { x1, y1, x2, y2 });
            (x1, y1) = (x2 + self.width, y2);
        }
        let (x2, y2) = (self.across(last) - 2, self.middle(self.places[to].row));
        line.steps.push(DrawnStep { x1, y1, x2, y2 });
        line
    }

    fn view(&self, pages: &Pages<'_>, list: Vec<ModuleRequirements>) -> PrerequisitesView {
        let modules = self.places.iter().map(|place| {
            let code = &pages.site.modules[place.module].code;
            let height = box_height(place.title.len(), !code.is_empty());
            let (x, y) = (self.across(place.column), self.middle(place.row) - height / 2);
            DrawnModule { code: code.clone(), title: place.title.clone(), x, y, height }
        });
        let terms = self.terms.iter().enumerate().filter_map(|(term, title)| {
            let columns = self.places.iter().filter(|place| place.term == term).map(|place| place.column);
            Some(DrawnTerm { title: title.clone(), x: self.across(columns.min()?) })
        });
        let mut lines = Vec::new();
        for (at, place) in self.places.iter().enumerate() {
            let requires = &pages.site.modules[place.module].requires;
            let before = requires.iter().filter_map(|before| self.of_module.get(before));
            let before = before.filter(|before| self.places[**before].column < place.column);
            lines.extend(before.map(|before| self.line(*before, at)));
        }
        let columns = self.places.iter().map(|place| place.column + 1).max().unwrap_or(0);
        let bottom = self.tops.last().copied().unwrap_or_default();
        PrerequisitesView {
            width: (self.across(columns) + EDGE).saturating_sub(GAP.0),
            height: (bottom + EDGE).saturating_sub(GAP.1),
            module_width: self.width,
            inset: INSET,
            line_height: LINE,
            modules: modules.collect(),
            terms: terms.collect(),
            lines,
            list,
        }
    }
}

/// The height of a box with a title of so many lines.
fn box_height(lines: usize, has_code: bool) -> usize {
    (lines + usize::from(has_code)) * LINE + INSET
}

/// The pieces of a title between which a line may end, each with whether a space stands before it.
fn pieces(title: &str) -> impl Iterator<Item = (bool, &str)> {
    let words = title.split_whitespace().map(|word| word.split_inclusive(['-', '/', '–']));
    words.flat_map(|pieces| pieces.enumerate().map(|(at, piece)| (at == 0, piece)))
}

/// The number of letters on a line, for which the longest piece of `titles` sets the measure.
fn line_length<'t>(titles: impl Iterator<Item = &'t str>) -> usize {
    let lengths = titles.flat_map(pieces).map(|(_, piece)| piece.chars().count());
    lengths.max().unwrap_or(0).clamp(LETTERS.0, LETTERS.1)
}

/// `title` in lines of at most `letters` letters.
fn lines(title: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (is_apart, piece) in pieces(title) {
        let characters: Vec<char> = piece.chars().collect();
        for (at, part) in characters.chunks(letters).enumerate() {
            let space = if is_apart && at == 0 { " " } else { "" };
            let part: String = part.iter().collect();
            let length = |line: &String| line.chars().count() + space.len() + part.chars().count();
            match lines.last_mut().filter(|line| length(line) <= letters) {
                Some(line) => line.extend([space, &part]),
                None => lines.push(part),
            }
        }
    }
    lines
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_whole_on_its_lines() {
        let title = "Business Communication and Professional Writing for Economists";
        let parted = lines(title, line_length([title].into_iter()));
        assert_eq!(parted, ["Business", "Communication and", "Professional Writing", "for Economists"]);
        assert_eq!(lines("", 20), Vec::<String>::new());
        assert_eq!(line_length(["Klantcontactmedewerkersopleiding 2"].into_iter()), 32);
        let parted = lines("Internationalisation-Strategies of 2026/2027", 21);
        assert_eq!(parted, ["Internationalisation-", "Strategies of 2026/", "2027"]);
        let endless = "é".repeat(90);
        let parted = lines(&endless, line_length([endless.as_str()].into_iter()));
        assert_eq!(parted.concat(), endless);
        assert!(parted.iter().all(|line| line.chars().count() <= 40), "{parted:?}");
    }
}
