//! Changes the front matter of one programme's page: exemptions and terms, where they stand. Levels are changed by
//! `page_levels.rs`.
//!
//! An exemption of a competence, of whose items one is to be covered after all, gives way to the exemptions of the others,
//! for the same reason. A module that moves takes its name along as it is written.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};
use toml_edit::{Array, Item};

use super::front::{Form, Front, FrontEntry, key, quoted};
use super::term_seats::TermSeats;
use super::toml_list::{ListChange, TomlList, merged, written};
use super::{EditError, TextEdit};
use crate::model::{ItemId, Lookup, ModuleId, NamedItems, Programme, Site};
use crate::text::Span;

const EXEMPT: &str = "exempt";
const TERMS: &str = "terms";
const CHOICE: &str = "choice";
const MODULES: &str = "modules";

/// The page of a programme.
pub(super) struct ProgrammePage<'a> {
    pub(super) site: &'a Site,
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) programme: &'a Programme,
    /// Its text.
    pub(super) text: &'a str,
}

impl ProgrammePage<'_> {
    /// The edits after which the programme leaves out what is wished, each item for a reason, and has these terms.
    pub(super) fn edits(
        &self,
        exempt: Option<&BTreeMap<ItemId, Option<String>>>,
        terms: Option<&Vec<TermSeats>>,
    ) -> Result<Vec<TextEdit>, EditError> {
        let front = Front::read(self.text)?;
        let mut edits = Vec::new();
        if let Some(wished) = exempt {
            edits.extend(self.exempt(&front, wished)?);
        }
        if let Some(wished) = terms {
            edits.extend(self.terms(&front, wished)?);
        }
        Ok(merged(edits))
    }

    fn exempt(
        &self,
        front: &Front<'_>,
        wished: &BTreeMap<ItemId, Option<String>>,
    ) -> Result<Vec<TextEdit>, EditError> {
        let table = front.table(EXEMPT)?;
        let mut reasons: BTreeMap<ItemId, &str> = BTreeMap::new();
        let (mut edits, mut gone) = (Vec::new(), Vec::new());
        let mut groups: Vec<(FrontEntry<'_>, Vec<ItemId>)> = Vec::new();
        for entry in front.entries(table) {
            let Some(reason) = entry.item.as_str() else { continue };
            match self.lookup.exempt(entry.name, self.programme.profile) {
                Ok(NamedItems::Item(item)) => match wished.get(&item) {
                    Some(Some(wish)) if wish == reason => drop(reasons.insert(item, reason)),
                    Some(Some(wish)) => {
                        let span = Span::new(entry.value.clone());
                        edits.push(TextEdit { span, replacement: quoted(wish) });
                        reasons.insert(item, wish);
                    }
                    Some(None) => gone.push(entry),
                    None => drop(reasons.insert(item, reason)),
                },
                Ok(NamedItems::Competence(competence)) => {
                    groups.push((entry, self.site.competences[competence].items().collect()));
                }
                Err(_) => {}
            }
        }
        let mut new: Vec<(String, String)> = Vec::new();
        for (entry, items) in groups {
            let Some(reason) = entry.item.as_str() else { continue };
            let stays = |item: &&ItemId| wished.get(*item) != Some(&None);
            let mut staying: Vec<ItemId> = items.iter().filter(stays).copied().collect();
            if staying.len() < items.len() {
                // Those that have, or get, a reason of their own are not named for this one.
                let has_own = |item: &ItemId| reasons.contains_key(item) || wished.contains_key(item);
                staying.retain(|item| !has_own(item));
                if staying.is_empty() {
                    gone.push(entry);
                } else {
                    edits.push(self.parted(front, table, &entry, &staying));
                }
            }
            for item in staying {
                reasons.entry(item).or_insert(reason);
            }
        }
        for (item, wish) in wished {
            if let Some(wish) = wish.as_ref().filter(|wish| reasons.get(item) != Some(&wish.as_str())) {
                let id = key(&self.site.items[*item].id);
                new.push((id, quoted(wish)));
            }
        }
        edits.extend(front.change((EXEMPT, table), &gone, &new));
        Ok(edits)
    }

    /// Puts exemptions of `items` in the place of that of their competence, for its reason.
    fn parted(
        &self,
        front: &Front<'_>,
        table: Form<'_>,
        entry: &FrontEntry<'_>,
        items: &[ItemId],
    ) -> TextEdit {
        let behind_key = &self.text[entry.key.end..entry.value.end];
        let own = items.iter().map(|item| format!("{}{behind_key}", key(&self.site.items[*item].id)));
        let before = match table {
            Form::Inline(_) => ", ".to_owned(),
            Form::Lines(_) | Form::Dotted(_) | Form::Missing => front.line_break_before(entry),
        };
        let replacement = own.collect::<Vec<_>>().join(&before);
        TextEdit { span: Span::new(entry.key.start..entry.value.end), replacement }
    }

    /// The edits after which each term has the modules that `order` makes of those of all terms; names that mean no module
    /// stay.
    pub(super) fn reordered(
        &self,
        order: impl FnOnce(&[Vec<ModuleId>]) -> Vec<Vec<ModuleId>>,
    ) -> Result<Vec<TextEdit>, EditError> {
        let front = Front::read(self.text)?;
        let mut terms: Vec<Vec<ModuleId>> = Vec::new();
        for table in term_tables(&front)? {
            let texts = modules_of(&front, table)?.into_iter().flatten().filter_map(|value| value.as_str());
            let mut own: Vec<ModuleId> = Vec::new();
            for module in texts.filter_map(|text| self.lookup.module(text.trim()).ok()) {
                if !own.contains(&module) {
                    own.push(module);
                }
            }
            terms.push(own);
        }
        let wished = order(&terms);
        if wished == terms {
            return Ok(Vec::new());
        }
        // Choices stay as they are.
        let seats = wished.into_iter().map(|everyones| TermSeats { everyones, choices: Vec::new() });
        Ok(merged(self.terms(&front, &seats.collect::<Vec<_>>())?))
    }

    fn terms(&self, front: &Front<'_>, wished: &[TermSeats]) -> Result<Vec<TextEdit>, EditError> {
        let tables = term_tables(front)?;
        let mut choices = Vec::new();
        let mut written_names = WrittenNames::default();
        for table in &tables {
            let own = choice_tables(front, *table)?;
            for list in own.iter().chain([table]) {
                written_names.add(self.lookup, modules_of(front, *list)?);
            }
            choices.push(own);
        }
        let mut edits = Vec::new();
        for (at, wish) in wished.iter().enumerate() {
            let Some(table) = tables.get(at) else {
                edits.push(new_term(front, "", &written_names.all(self, &wish.everyones))?);
                continue;
            };
            edits.extend(self.seats(front, *table, &wish.everyones, &written_names)?);
            for (choice, wish) in choices[at].iter().zip(&wish.choices) {
                edits.extend(self.seats(front, *choice, wish, &written_names)?);
            }
        }
        Ok(edits)
    }

    /// The edits after which the list in `table`, that of a term or of a choice, has the modules `wish`.
    fn seats(
        &self,
        front: &Front<'_>,
        table: Form<'_>,
        wish: &[ModuleId],
        written_names: &WrittenNames,
    ) -> Result<Vec<TextEdit>, EditError> {
        match modules_of(front, table)? {
            Some(array) => {
                let change = self.list_change(array, wish, &|modules| written_names.all(self, modules));
                Ok(TomlList::new(front, array).edits(change))
            }
            None if wish.is_empty() => Ok(Vec::new()),
            None => add_modules(front, table, written_names.all(self, wish)),
        }
    }

    /// How the list of a term changes, so that its modules are `wish`; names that mean no module stay.
    fn list_change(
        &self,
        array: &Array,
        wish: &[ModuleId],
        names: &dyn Fn(&[ModuleId]) -> Vec<String>,
    ) -> ListChange {
        let mut change = ListChange::default();
        let modules = array.iter().enumerate().filter_map(|(at, value)| {
            let module = self.lookup.module(value.as_str()?.trim()).ok()?;
            Some((at, module))
        });
        let mut seen = BTreeSet::new();
        // Of a module that stands twice the first place counts.
        let (places, own): (Vec<usize>, Vec<ModuleId>) =
            modules.filter(|(_, module)| seen.insert(*module)).unzip();
        for op in capture_diff_slices(Algorithm::Myers, &own, wish) {
            if let DiffOp::Equal { .. } = op {
                continue;
            }
            let new = names(&wish[op.new_range()]);
            let old = op.old_range();
            for at in old.clone() {
                change.replace.insert(places[at], Vec::new());
            }
            match places.get(old.start) {
                // One module takes the place of another.
                Some(place) if !old.is_empty() => drop(change.replace.insert(*place, new)),
                Some(before) => drop(change.insert.insert(*before, new)),
                None => change.append.extend(new),
            }
        }
        change
    }
}

/// The terms as they stand in front matter.
pub(super) fn term_tables<'f>(front: &'f Front<'_>) -> Result<Vec<Form<'f>>, EditError> {
    front.item(TERMS).map_or_else(|| Ok(Vec::new()), |item| tables_in(front, TERMS, item))
}

/// The choices of a term as they stand in front matter.
fn choice_tables<'f>(front: &Front<'_>, term: Form<'f>) -> Result<Vec<Form<'f>>, EditError> {
    let entry = front.entries(term).into_iter().find(|entry| entry.name == CHOICE);
    entry.map_or_else(|| Ok(Vec::new()), |entry| tables_in(front, CHOICE, entry.item))
}

/// The tables in the list `item` called `name`, each below a header of its own or on one line.
fn tables_in<'f>(front: &Front<'_>, name: &str, item: &'f Item) -> Result<Vec<Form<'f>>, EditError> {
    if let Item::ArrayOfTables(tables) = item {
        return Ok(tables.iter().map(Form::Lines).collect());
    }
    let no_list = || EditError::NoList(name.to_owned(), front.in_file(item.span()).start);
    let tables = item.as_array().ok_or_else(no_list)?.iter().map(|value| value.as_inline_table());
    tables.map(|table| table.map(Form::Inline).ok_or_else(no_list)).collect()
}

/// The list of the modules of a term, or of a choice.
fn modules_of<'f>(front: &Front<'_>, term: Form<'f>) -> Result<Option<&'f Array>, EditError> {
    let entry = front.entries(term).into_iter().find(|entry| entry.name == MODULES);
    let array = entry.map(|entry| {
        entry.item.as_array().ok_or_else(|| EditError::NoList(MODULES.to_owned(), entry.value.start))
    });
    array.transpose()
}

/// Adds modules, by their names, at the end of a term.
pub(super) fn add_modules(
    front: &Front<'_>,
    term: Form<'_>,
    names: Vec<String>,
) -> Result<Vec<TextEdit>, EditError> {
    match modules_of(front, term)? {
        Some(array) => {
            Ok(TomlList::new(front, array).edits(ListChange { append: names, ..ListChange::default() }))
        }
        None => {
            let list = written(MODULES, &names, front.line_end());
            Ok(front.change((TERMS, term), &[], &[(MODULES.to_owned(), list)]))
        }
    }
}

/// A term with these modules behind all others; its title may be empty.
pub(super) fn new_term(front: &Front<'_>, title: &str, names: &[String]) -> Result<TextEdit, EditError> {
    let title = (!title.is_empty()).then(|| ("title".to_owned(), quoted(title)));
    let modules = (MODULES.to_owned(), written(MODULES, names, front.line_end()));
    let entries: Vec<(String, String)> = title.into_iter().chain([modules]).collect();
    match front.item(TERMS) {
        None | Some(Item::ArrayOfTables(_)) => Ok(front.new_table(&format!("[[{TERMS}]]"), &entries)),
        Some(item) => Err(EditError::Elsewhere(front.in_file(item.span()).start)),
    }
}

/// The names by which a programme calls its modules.
#[derive(Default)]
struct WrittenNames(BTreeMap<ModuleId, String>);

impl WrittenNames {
    fn add(&mut self, lookup: &Lookup<'_>, array: Option<&Array>) {
        let texts = array.into_iter().flatten().filter_map(|value| value.as_str());
        for text in texts {
            if let Ok(module) = lookup.module(text.trim()) {
                self.0.entry(module).or_insert_with(|| text.trim().to_owned());
            }
        }
    }

    fn all(&self, page: &ProgrammePage<'_>, modules: &[ModuleId]) -> Vec<String> {
        modules.iter().map(|module| self.of(page.site, page.lookup, *module)).collect()
    }

    fn of(&self, site: &Site, lookup: &Lookup<'_>, module: ModuleId) -> String {
        let own = &site.modules[module];
        let is_it = |name: &str| lookup.module(name) == Ok(module);
        let new = || if is_it(own.name()) { own.name() } else { own.slug.as_str() }.to_owned();
        self.0.get(&module).cloned().unwrap_or_else(new)
    }
}
