//! Changes a table of front matter that has a list of names for each level: the claims of a page (`[covers]`), or the levels at
//! which a programme counts a module (`[levels.M05]`).
//!
//! ```text
//! [covers]
//! practised = ["c1.1", "c1.2"]
//! assessed = ["c4"]
//! ```

use std::collections::BTreeMap;

use super::front::{Form, Front, key, line_end_at};
use super::toml_list::{ListChange, TomlList, written};
use super::{EditError, TextEdit};
use crate::config::LevelId;
use crate::model::Site;
use crate::text::Span;

/// The names that change in such a table, or in another place that claims.
#[derive(Debug, Default)]
pub(super) struct LevelChange {
    /// The names that are written otherwise, by where they stand: those that come in their place.
    pub(super) replace: BTreeMap<Span, Vec<String>>,
    /// The names that are new, by level.
    pub(super) add: BTreeMap<LevelId, Vec<String>>,
}

/// A table as it stands in front matter.
pub(super) struct LevelTable<'a> {
    pub(super) site: &'a Site,
    pub(super) front: &'a Front<'a>,
    /// Its name, under which it comes to be where it is missing.
    pub(super) name: &'a str,
    pub(super) table: Form<'a>,
}

/// The lists of a table that change, by where they begin, and the names for levels that have no list yet.
type ListChanges<'a, 'c> = (BTreeMap<usize, (TomlList<'a>, ListChange)>, Vec<(String, &'c Vec<String>)>);

impl<'a> LevelTable<'a> {
    /// The edits that change it.
    pub(super) fn edits(&self, change: &LevelChange) -> Result<Vec<TextEdit>, EditError> {
        let text = self.front.text();
        let (mut lists, new) = self.list_changes(change)?;
        let mut edits = Vec::new();
        let (mut new, mut gone) = (new.into_iter(), Vec::new());
        for entry in self.front.entries(self.table) {
            let Some((list, change)) = lists.remove(&entry.value.start) else { continue };
            if !list.is_emptied_by(&change) {
                edits.extend(list.edits(change));
            } else if let Some((key, names)) = new.next() {
                // A line that names nothing any more says another level.
                let list = written(&key, names, line_end_at(text, entry.key.start));
                let parts = [(entry.key, key), (entry.value, list)];
                edits.extend(
                    parts.map(|(range, replacement)| TextEdit { span: Span::new(range), replacement }),
                );
            } else {
                gone.push(entry);
            }
        }
        edits.extend(lists.into_values().flat_map(|(list, change)| list.edits(change)));
        let new: Vec<(String, String)> = new
            .map(|(key, names)| {
                let list = written(&key, names, line_end_at(text, 0));
                (key, list)
            })
            .collect();
        edits.extend(self.front.change((self.name, self.table), &gone, &new));
        Ok(edits)
    }

    fn list_changes<'c>(&self, change: &'c LevelChange) -> Result<ListChanges<'a, 'c>, EditError> {
        let front = self.front;
        let mut lists: BTreeMap<usize, (TomlList<'a>, ListChange)> = BTreeMap::new();
        for (span, names) in &change.replace {
            let (array, at) = front.list_with(*span).ok_or(EditError::Elsewhere(span.range().start))?;
            let list = lists
                .entry(front.in_file(array.span()).start)
                .or_insert_with(|| (TomlList::new(front, array), ListChange::default()));
            list.1.replace.insert(at, names.clone());
        }
        let entries = front.entries(self.table);
        let mut new: Vec<(String, &Vec<String>)> = Vec::new();
        for (level, names) in &change.add {
            let level = &self.site.config.scale.levels[*level].id;
            let Some(entry) = entries.iter().find(|entry| entry.name == level) else {
                new.push((key(level), names));
                continue;
            };
            let array = entry
                .item
                .as_array()
                .ok_or_else(|| EditError::NoList(level.to_owned(), entry.value.start))?;
            let list = lists
                .entry(entry.value.start)
                .or_insert_with(|| (TomlList::new(front, array), ListChange::default()));
            list.1.append.extend(names.iter().cloned());
        }
        Ok((lists, new))
    }
}
