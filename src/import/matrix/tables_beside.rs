//! Parts a sheet in which several tables stand beside each other, such as one for each competence: each has its own items, and
//! the marks right of them are about these. A second column of items alone makes no table: it may repeat the first one, or name
//! the items that those of the first go with, so a table has the headings of the other again. Where it has others, a
//! person is asked.

use std::collections::BTreeSet;

use crate::diagnostics::say;
use crate::import::matrix::Options;
use crate::import::matrix::items::Items;
use crate::import::matrix::marks::may_be_mark;
use crate::import::matrix::modules::Modules;
use crate::import::question::{Answer, Choice, Question};
use crate::import::spreadsheet::Sheet;
use crate::model::Site;
use crate::tabular::Marks;
use crate::text::fold_cell;

/// Items stand in at least so many rows of a column that names them.
const FEWEST: usize = 2;

/// The sheets, those with several tables beside each other in parts; what has to be asked goes to `questions`.
pub(super) fn parted(
    site: &Site,
    sheets: &[Sheet],
    options: &Options,
    (modules, marks): (&Modules<'_>, &Marks),
    questions: &mut Vec<Question>,
) -> Vec<Sheet> {
    let wanted = site.profiles.ids().filter(|id| options.profile.is_none_or(|wanted| wanted == *id));
    let finder = TableFinder {
        items: wanted.map(|id| Items::new(site, id).with_ranges(&options.ranges)).collect(),
        modules,
        marks,
    };
    let is_told = !options.said.items.is_empty();
    sheets.iter().flat_map(|sheet| finder.parts(sheet, is_told, questions)).collect()
}

struct TableFinder<'a, 's> {
    items: Vec<Items<'s>>,
    modules: &'a Modules<'s>,
    marks: &'a Marks,
}

/// A column that names items, and those of its rows that do.
struct ItemColumn {
    at: usize,
    rows: BTreeSet<usize>,
}

impl TableFinder<'_, '_> {
    /// The parts of a sheet. A table without headings of its own is asked about, unless a person said where the items stand
    /// (`is_told`).
    fn parts(&self, sheet: &Sheet, is_told: bool, questions: &mut Vec<Question>) -> Vec<Sheet> {
        let turned = sheet.clone().turned();
        for way in [sheet, &turned] {
            let (starts, asked) = self.starts(way);
            if let Some((first, second)) = asked {
                if !is_told {
                    questions.push(question(way, first, second));
                }
                return vec![sheet.clone()];
            }
            if starts.len() > 1 {
                let ends = starts.iter().skip(1).copied().chain([way.width()]);
                let parts = starts.iter().zip(ends).map(|(start, end)| way.part(*start..end));
                let upright = |part: Sheet| if way.is_turned() { part.turned() } else { part };
                let parts = parts.map(upright).enumerate();
                return parts.map(|(at, part)| if at == 0 { part } else { part.without_hidden() }).collect();
            }
        }
        vec![sheet.clone()]
    }

    /// The columns at which tables begin; or two columns of items of which nobody can say whether they are of one table.
    fn starts(&self, sheet: &Sheet) -> (Vec<usize>, Option<(usize, usize)>) {
        let mut starts = vec![0];
        let groups = self.groups(sheet);
        for (at, pair) in groups.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            let (Some(left), Some(right), Some(end)) = (left.last(), right.first(), right.last()) else {
                continue;
            };
            let Some(last) =
                (left.at + 1..right.at).rev().find(|column| self.is_of_module(sheet, left, *column))
            else {
                continue;
            };
            let next =
                groups.get(at + 2).and_then(|group| group.first()).map_or(sheet.width(), |next| next.at);
            let has_marks = (end.at + 1..next).any(|column| self.is_of_module(sheet, right, column));
            if !has_marks || self.names_the_same(sheet, left, right) {
                continue;
            }
            if !self.is_headed_again(sheet, (left.at..right.at, right.at..next)) {
                return (starts, Some((left.at, right.at)));
            }
            starts.push(last + 1);
        }
        (starts, None)
    }

    /// The columns that name items; those right beside each other that name the same ones, by id and by text, together.
    fn groups(&self, sheet: &Sheet) -> Vec<Vec<ItemColumn>> {
        let mut groups: Vec<Vec<ItemColumn>> = Vec::new();
        for column in self.item_columns(sheet) {
            match groups.last_mut() {
                Some(group)
                    if group.last().is_some_and(|last| {
                        last.at + 1 == column.at && self.names_the_same(sheet, last, &column)
                    }) =>
                {
                    group.push(column);
                }
                _ => groups.push(vec![column]),
            }
        }
        groups
    }

    fn item_columns(&self, sheet: &Sheet) -> Vec<ItemColumn> {
        let names = |row: &usize, column: usize| {
            let text = sheet.text(*row, column);
            let is_continued = column > 0 && sheet.is_merged((*row, column), (*row, column - 1));
            // Most cells hold a sign, which names nothing.
            text.chars().nth(1).is_some()
                && !is_continued
                && self.items.iter().any(|items| items.is_id(text) || items.is_text(text))
        };
        let columns = (0..sheet.width()).map(|at| {
            let rows = (0..sheet.height()).filter(|row| names(row, at)).collect();
            ItemColumn { at, rows }
        });
        columns.filter(|column| column.rows.len() >= FEWEST).collect()
    }

    /// Whether a column has marks beside the items of another, and a heading that is no item.
    fn is_of_module(&self, sheet: &Sheet, items: &ItemColumn, column: usize) -> bool {
        let texts = || {
            let texts = items.rows.iter().map(|row| sheet.text(*row, column));
            texts.filter(|text| !text.is_empty())
        };
        let marks = texts().filter(|text| may_be_mark(self.marks, text)).count();
        marks > 0 && marks * 2 >= texts().count()
            || (texts().next().is_none()
                && (0..sheet.height()).any(|row| self.modules.is_module(sheet.text(row, column))))
    }

    /// Whether two columns name the same items in most of their common rows: by the id and the text, or once more.
    fn names_the_same(&self, sheet: &Sheet, left: &ItemColumn, right: &ItemColumn) -> bool {
        let common: Vec<usize> = left.rows.intersection(&right.rows).copied().collect();
        let is_same = |row: &&usize| {
            let (one, other) = (sheet.text(**row, left.at), sheet.text(**row, right.at));
            self.items.iter().any(|items| items.may_be_one(one, other))
        };
        common.iter().filter(is_same).count() * 2 > common.len()
    }

    /// Whether the columns of one range have a heading of those of the other.
    fn is_headed_again(
        &self,
        sheet: &Sheet,
        (left, right): (std::ops::Range<usize>, std::ops::Range<usize>),
    ) -> bool {
        let is_name = |text: &str| {
            !text.is_empty()
                && !may_be_mark(self.marks, text)
                && !self.items.iter().any(|items| items.is_id(text) || items.is_text(text))
        };
        let texts = |row: usize, columns: std::ops::Range<usize>| -> BTreeSet<String> {
            columns
                .map(|column| sheet.text(row, column))
                .filter(|text| is_name(text))
                .map(fold_cell)
                .collect()
        };
        (0..sheet.height())
            .any(|row| texts(row, left.clone()).intersection(&texts(row, right.clone())).next().is_some())
    }
}

fn question(sheet: &Sheet, first: usize, second: usize) -> Question {
    let (first, second) = (sheet.column_name(first), sheet.column_name(second));
    let text = say!(
        "in the sheet {name}, items stand in {first} and other ones in {second}, each with marks behind them, so it is not certain which items the marks behind {second} are about",
        name = sheet.name,
        first = first.as_str(),
        second
    );
    let otherwise = say!("give the second table a sheet of its own, or the headings of the first");
    let help = say!(
        "{otherwise}; `--items {first}` where all marks are about the items in {first}",
        otherwise,
        first = first.as_str()
    );
    let label = say!("all marks are about the items in {first}", first = first.as_str());
    let first = Choice::new(label, vec![format!("--items={first}")]);
    Question::new(text, help, Answer::OneOf(vec![first])).otherwise(otherwise)
}
