//! Says what each column of a table is: one of a module, or another one and why it is passed over. A column shows it by
//! its heading and by what stands in it, and some only beside the others: what stands behind one code in several columns
//! is a part, a title among codes may be anything, and equal headings are told apart or said.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostics::{Message, say};
use crate::import::matrix::codes::squeeze;
use crate::import::matrix::denial::{self, Denial};
use crate::import::matrix::header::Header;
use crate::import::matrix::labels::Labels;
use crate::import::matrix::layout::{ColumnRole, MatrixTable};
use crate::import::matrix::marks::{is_ambiguous, may_be_mark};
use crate::import::matrix::module_names::ColumnName;
use crate::import::matrix::modules::HeaderMeaning;
use crate::import::matrix::sheet_parser::SheetParser;
use crate::import::matrix::vocabulary::{is_about_amounts, is_aside, is_code, is_note, is_term, is_total};
use crate::import::spreadsheet::Sheet;
use crate::model::ModuleId;
use crate::tabular::Word;
use crate::text::fold_cell;

/// Why a column whose heading may be no module is not read.
fn no_code() -> Message {
    say!(
        "the site has no module of that name, and nothing says that it is a new one; where it is, write a code before its title, such as `M07 Taarten`"
    )
}

/// Why a column of remarks, totals and the like is not read.
fn of_the_items() -> Message {
    say!("it says something else of the items")
}

fn of_amounts() -> Message {
    say!("it is about hours, years or numbers")
}

impl SheetParser<'_, '_> {
    pub(super) fn table(
        &self,
        sheet: &Sheet,
        labels: &Labels,
        header: Header,
        body: Range<usize>,
    ) -> MatrixTable {
        let mut columns = BTreeMap::new();
        let is_item = |row: &usize| labels.is_item_row(sheet, self.items, *row);
        let items: Vec<usize> = body.clone().filter(is_item).collect();
        let beside = Self::denied_beside(&header);
        let after = items.last().map_or(body.end, |last| last + 1)..body.end;
        let status: Vec<usize> = after.filter(|row| is_status(sheet, labels, *row)).collect();
        for column in (0..sheet.width()).filter(|column| !labels.columns.contains(column)) {
            let content = content(sheet, labels, (&body, &items), column);
            let below = || denied_below(sheet, &status, column);
            let denied = self.denied(&header, column).or(beside).map(denial::why);
            let denied = denied.or_else(|| header.denying_note(sheet, column)).or_else(below);
            if let Some(role) = self.column((&header, denied), column, &content) {
                columns.insert(column, role);
            }
        }
        parts_behind_codes(&mut columns);
        titles_beside_codes(&mut columns);
        self.choices_beside(&mut columns);
        self.titles_like_others(&mut columns);
        self.pass_newcomers(sheet, &header, &mut columns);
        tell_equals_apart(sheet, &mut columns);
        MatrixTable { header, columns, body }
    }

    /// Passes over a title that is known only without the words that say how a module is taken, where another column names that
    /// module: `Gebak (keuze)` beside `Gebak` is another one.
    fn choices_beside(&self, columns: &mut BTreeMap<usize, ColumnRole>) {
        let known = |role: &ColumnRole| match role {
            ColumnRole::Module { name, meaning: HeaderMeaning::Known(module) } => {
                let is_by_choice = name.code.is_empty() && self.modules.is_by_choice(&name.title);
                Some((*module, fold_cell(&name.title), is_by_choice))
            }
            ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => None,
        };
        let all: Vec<(ModuleId, String, bool)> = columns.values().filter_map(known).collect();
        for role in columns.values_mut() {
            let Some((module, title, true)) = known(role) else { continue };
            if all.iter().any(|(other, own, _)| *other == module && *own != title) {
                let ColumnRole::Module { name, .. } = role else { continue };
                let why = say!(
                    "another column names {module}, so this one may be a module of its own; write its code above it",
                    module = self.modules.name(module)
                );
                let name = name.title.clone();
                *role = ColumnRole::PassedOver { name, why, is_named: true, is_for_content: false };
            }
        }
    }

    /// Passes over the titles that may be those of modules which no other column names, written otherwise: `Deeg & brood`
    /// for "Deeg en brood". A new module beside that one would be invented.
    fn titles_like_others(&self, columns: &mut BTreeMap<usize, ColumnRole>) {
        let known = columns.values().filter_map(|role| match role {
            ColumnRole::Module {
                meaning: HeaderMeaning::Known(module) | HeaderMeaning::Near(module, _),
                ..
            } => Some(*module),
            ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => None,
        });
        let known: BTreeSet<ModuleId> = known.collect();
        for role in columns.values_mut() {
            if let ColumnRole::Module { name, meaning: HeaderMeaning::New } = role
                && name.code.is_empty()
                && let Some(why) = self.modules.may_be(&name.title, &known)
            {
                *role = ColumnRole::PassedOver {
                    name: name.title.clone(),
                    why,
                    is_named: true,
                    is_for_content: false,
                };
            }
        }
    }

    /// The role of `column` below `header`, whose marks something takes back where it is `denied`.
    fn column(
        &self,
        (header, denied): (&Header, Option<Message>),
        column: usize,
        content: &[&str],
    ) -> Option<ColumnRole> {
        let texts = header.texts(column);
        let shown = texts.join(" ");
        let over = |why: Message, is_named, is_for_content| {
            Some(ColumnRole::PassedOver { name: shown.clone(), why, is_named, is_for_content })
        };
        let passed = |why: Message| over(why, false, false);
        let Some(name) = header.name(column) else {
            if header.is_struck(column) && !content.is_empty() {
                return over(say!("its heading is struck through"), true, false);
            }
            let why = if texts.is_empty() {
                say!("nothing stands above it")
            } else {
                say!("no module stands above it")
            };
            return if content.is_empty() { None } else { passed(why) };
        };
        let name = self.modules.told_apart(name);
        let own = if name.title.is_empty() { name.code.as_str() } else { name.title.as_str() };
        let word = Word::find(own);
        if word.is_some_and(Word::heads_column) {
            return passed(of_the_items());
        }
        if let Some(denied) = denied {
            return if content.is_empty() { None } else { over(denied, true, false) };
        }
        if let Some(why) = self.is_aside_of_module(&name) {
            let is_for_content = why == of_amounts();
            return over(why, false, is_for_content);
        }
        let meaning = self.modules.meaning(&name.code, &name.title, &name.term);
        match &meaning {
            HeaderMeaning::Known(_) => {}
            HeaderMeaning::Unsure(why) => return over(why.clone(), true, false),
            HeaderMeaning::Near(..) | HeaderMeaning::New => {
                if word.is_some() || is_note(own) || is_total(own) {
                    return passed(of_the_items());
                }
                let is_new = meaning == HeaderMeaning::New;
                if let Some(why) = self.is_no_module(&name, &texts, content, is_new) {
                    let is_for_content = why != no_code();
                    return over(why, false, is_for_content);
                }
            }
        }
        Some(ColumnRole::Module { name, meaning })
    }

    /// The text above `column` that takes back what stands below it. A module's own name does not.
    fn denied<'h>(&self, header: &'h Header, column: usize) -> Option<&'h str> {
        let is_denial = |text: &&str| !self.modules.is_exactly(text);
        let certain = Some(Denial::Certain);
        let mut above = header.above(column).filter(is_denial);
        above.find(|text| denial::of_heading(text) == certain && !self.is_given(text))
    }

    /// The text beside the header that takes back what stands below all of it.
    fn denied_beside(header: &Header) -> Option<&str> {
        let mut beside = header.beside_rows().map(|(_, text)| text);
        beside.find(|text| denial::of_title(text) == Some(Denial::Certain))
    }

    /// Whether a person gave a text above columns a meaning.
    fn is_given(&self, text: &str) -> bool {
        self.given.iter().any(|(given, _)| fold_cell(given) == fold_cell(text))
    }

    /// Why a column is no part of the module whose code stands above it: it holds remarks, totals or hours.
    fn is_aside_of_module(&self, name: &ColumnName) -> Option<Message> {
        if !name.code.is_empty() && name.part.is_empty() && self.modules.is_exactly(&name.title) {
            return None;
        }
        let own = if name.part.is_empty() { &name.title } else { &name.part };
        let is_part = !name.part.is_empty() || !name.code.is_empty();
        // `M01 (40 u)` says something of the module, and nothing of its column.
        if !is_part || own.is_empty() || own.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if is_note(own) || is_total(own) {
            return Some(of_the_items());
        }
        (is_about_amounts(own) && !is_term(own) && !own.starts_with(&name.code)).then(of_amounts)
    }

    /// Why a column below a name that no module has is not one of a new module.
    fn is_no_module(
        &self,
        name: &ColumnName,
        texts: &[&str],
        content: &[&str],
        is_new: bool,
    ) -> Option<Message> {
        // A code says that it is a module, whatever its marks mean.
        let may_be = |text: &str| may_be_mark(self.marks, text) || (is_code(&name.code) && is_short(text));
        let marks = content.iter().filter(|text| may_be(text)).count();
        if is_new && content.is_empty() {
            return Some(say!("the site has no such module, and no item of the profile has a mark in it"));
        }
        if marks == 0 && !content.is_empty() {
            return Some(say!("it names no module and holds no marks"));
        }
        if marks * 2 < content.len() {
            return Some(say!("it names no module, and most of it is no mark"));
        }
        // A code says that it is a module, whatever the marks look like.
        if is_code(&name.code) || !is_new {
            return None;
        }
        if texts.iter().any(|text| is_about_amounts(text)) || is_term(&name.title) {
            return Some(of_amounts());
        }
        if is_aside(&name.title) {
            return Some(no_code());
        }
        if content.iter().all(|text| is_ambiguous(text)) {
            return Some(say!("it holds numbers or answers, and its heading names no module of the site"));
        }
        None
    }
}

/// Whether a row says by its name that it is about how things stand, and about no item.
fn is_status(sheet: &Sheet, labels: &Labels, row: usize) -> bool {
    let cells = labels.cells(sheet, row);
    !cells.is_empty() && cells.iter().all(|cell| is_note(cell.text))
}

/// Why the marks of a column are no claims, where one of the rows below the items says of each module how it stands: `Status |
/// definitief | vervallen`.
fn denied_below(sheet: &Sheet, status: &[usize], column: usize) -> Option<Message> {
    let texts = status.iter().map(|row| (*row, sheet.text(*row, column)));
    let mut denials = texts.filter(|(_, text)| denial::of_heading(text) == Some(Denial::Certain));
    denials.next().map(|(row, text)| {
        let cell = sheet.short_address(row, column);
        say!("{cell} says \"{text}\" of it", cell, text)
    })
}

/// The content of a column beside the `items` among the rows of `body`; beside anything where no item is known for certain.
fn content<'a>(
    sheet: &'a Sheet,
    labels: &Labels,
    (body, items): (&Range<usize>, &[usize]),
    column: usize,
) -> Vec<&'a str> {
    let is_own =
        |row: &usize| !labels.columns.iter().any(|label| sheet.is_merged((*row, column), (*row, *label)));
    let mut rows: Vec<usize> = items.iter().copied().filter(is_own).collect();
    if rows.is_empty() {
        rows = body.clone().filter(is_own).collect();
    }
    let cells = rows.into_iter().map(|row| sheet.cell(row, column));
    cells.filter(|cell| cell.says_something()).map(|cell| cell.text.as_str()).collect()
}

/// Whether a text is short enough for a mark and no number.
fn is_short(text: &str) -> bool {
    const LONGEST: usize = 4;
    text.chars().count() <= LONGEST && !text.contains(|c: char| c.is_whitespace() || c.is_ascii_digit())
}

/// Takes what stands behind one code in several columns, such as `M01 toets` and `M01 taak`, for parts of that module.
fn parts_behind_codes(columns: &mut BTreeMap<usize, ColumnRole>) {
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for role in columns.values() {
        if let ColumnRole::Module { name, .. } = role
            && !name.code.is_empty()
        {
            titles.entry(squeeze(&name.code)).or_default().insert(name.title.clone());
        }
    }
    for role in columns.values_mut() {
        if let ColumnRole::Module { name, .. } = role
            && name.part.is_empty()
            && titles.get(&squeeze(&name.code)).is_some_and(|titles| titles.len() > 1)
            && !is_code(&name.title)
        {
            name.part = std::mem::take(&mut name.title);
        }
    }
}

/// Passes over the titles that no module has where other columns are headed by codes: such a column may be anything.
/// A title that is merged above parts is one of a module.
fn titles_beside_codes(columns: &mut BTreeMap<usize, ColumnRole>) {
    let is_coded = |role: &ColumnRole| matches!(role, ColumnRole::Module { name, .. } if is_code(&name.code));
    if !columns.values().any(is_coded) {
        return;
    }
    for role in columns.values_mut() {
        if let ColumnRole::Module { name, meaning: HeaderMeaning::New } = role
            && !is_code(&name.code)
            && (!name.is_shared || name.part.is_empty())
        {
            *role = ColumnRole::PassedOver {
                name: name.title.clone(),
                why: no_code(),
                is_named: false,
                is_for_content: false,
            };
        }
    }
}

/// Passes over the columns that have one heading and are, as far as anybody can tell, several modules: headings
/// that are merged, that are codes, or that have parts below them stand above columns of one module.
fn tell_equals_apart(sheet: &Sheet, columns: &mut BTreeMap<usize, ColumnRole>) {
    let mut equal: BTreeMap<(String, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (column, role) in columns.iter() {
        let ColumnRole::Module { name, meaning } = role else { continue };
        let known = match meaning {
            HeaderMeaning::Known(module) | HeaderMeaning::Near(module, _) => Some(module.index()),
            HeaderMeaning::Unsure(_) | HeaderMeaning::New => None,
        };
        if name.code.is_empty() {
            let title = if known.is_some() { String::new() } else { name.title.to_lowercase() };
            equal.entry((title, known)).or_default().push(*column);
        }
    }
    for ((_, known), own) in equal.into_iter().filter(|(_, own)| own.len() > 1) {
        let names = own.iter().filter_map(|column| match columns.get(column) {
            Some(ColumnRole::Module { name, .. }) => Some(name.clone()),
            Some(ColumnRole::PassedOver { .. }) | None => None,
        });
        let names: Vec<ColumnName> = names.collect();
        let is_one_group = own.windows(2).all(|pair| {
            let row = names.first().map_or(0, |name| name.row);
            sheet.is_merged((row, pair[0]), (row, pair[1]))
        });
        let has_parts = names.iter().all(|name| !name.part.is_empty());
        let terms: BTreeSet<&str> = names.iter().map(|name| name.term.as_str()).collect();
        if is_one_group || (has_parts && terms.len() == 1) || (known.is_some() && terms.len() == 1) {
            continue;
        }
        let named: Vec<String> = own.iter().map(|column| sheet.column_name(*column)).collect();
        let why = say!(
            "the columns {named} have one heading; write a code above each, or merge the heading where they are one module",
            named = named.join(", ")
        );
        for (column, name) in own.into_iter().zip(names) {
            let why = why.clone();
            columns.insert(
                column,
                ColumnRole::PassedOver { name: name.title, why, is_named: true, is_for_content: false },
            );
        }
    }
}
