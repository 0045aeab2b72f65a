//! Changes the claims in a module's front matter, the table `[covers]`. Comments, the order of what stays, and
//! the line ends of the file are kept.

use std::collections::BTreeMap;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, value};

use super::front_matter::change_front_matter;
use super::{EditError, TextEdit, list};

/// The key of the table of claims.
const COVERS: &str = "covers";

/// Claims that come and go: the names of items, as they are written, by the number of their level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimChange {
    /// What is claimed from now on.
    pub add: BTreeMap<usize, Vec<String>>,
    /// What is claimed no longer.
    pub remove: BTreeMap<usize, Vec<String>>,
}

impl ClaimChange {
    /// Whether nothing is to change.
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty()
    }
}

/// The edits that make `change` in `text`, a module's file; `levels` are the ids of the levels, lowest first. A
/// file without front matter gets one.
///
/// # Errors
/// When the front matter cannot be read, or holds something else under these keys.
pub fn change_claims(text: &str, change: &ClaimChange, levels: &[&str]) -> Result<Vec<TextEdit>, EditError> {
    change_front_matter(text, |document| change_document(document, change, levels))
}

fn change_document(
    document: &mut DocumentMut,
    change: &ClaimChange,
    levels: &[&str],
) -> Result<(), EditError> {
    let is_empty = document.as_table().is_empty();
    let covers = document.entry(COVERS).or_insert_with(|| {
        let mut table = Table::new();
        if is_empty {
            table.decor_mut().set_prefix("");
        }
        Item::Table(table)
    });
    let covers = covers.as_table_like_mut().ok_or(EditError::NoTable)?;
    for (level, names) in &change.remove {
        if let Some(array) = list_of(covers, levels[*level])? {
            list::remove(array, names);
            if array.is_empty() && !array.trailing().as_str().unwrap_or("").contains('#') {
                covers.remove(levels[*level]);
            }
        }
    }
    for (level, names) in &change.add {
        let key = levels[*level];
        match list_of(covers, key)? {
            Some(array) => list::append(array, names),
            None => drop(covers.insert(key, value(list::new(key, names)))),
        }
    }
    Ok(())
}

/// The list of a level, if the table has it.
fn list_of<'t>(covers: &'t mut dyn TableLike, level: &str) -> Result<Option<&'t mut Array>, EditError> {
    match covers.get_mut(level) {
        None | Some(Item::None) => Ok(None),
        Some(item) => item.as_array_mut().map(Some).ok_or_else(|| EditError::NoList(level.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    const LEVELS: [&str; 2] = ["introduced", "assessed"];

    fn changed(text: &str, add: &[(usize, &str)], remove: &[(usize, &str)]) -> String {
        let collect = |pairs: &[(usize, &str)]| {
            let mut names: BTreeMap<usize, Vec<String>> = BTreeMap::new();
            for (level, name) in pairs {
                names.entry(*level).or_default().push((*name).to_owned());
            }
            names
        };
        let change = ClaimChange { add: collect(add), remove: collect(remove) };
        apply(text, &change_claims(text, &change, &LEVELS).unwrap())
    }

    #[test]
    fn comments_and_order_are_kept() {
        let text = "+++\n# Ours\ntitle = \"A\" # short\n\n[covers]\n# by the exam\nassessed = [\n  \"c1.1\", # first\n  \"c1.2\", # second\n]\n+++\n\nText\n";
        assert_eq!(
            changed(text, &[(1, "c1.3"), (0, "k.ict")], &[]),
            "+++\n# Ours\ntitle = \"A\" # short\n\n[covers]\n# by the exam\nassessed = [\n  \"c1.1\", # first\n  \"c1.2\", # second\n  \"c1.3\",\n]\nintroduced = [\"k.ict\"]\n+++\n\nText\n"
        );
    }

    #[test]
    fn a_comment_behind_the_last_text_stays_behind_it() {
        let text = "+++\n[covers]\nassessed = [\n  \"c1.1\" # only\n]\n+++\n";
        let expected = "+++\n[covers]\nassessed = [\n  \"c1.1\", # only\n  \"c1.2\",\n]\n+++\n";
        assert_eq!(changed(text, &[(1, "c1.2")], &[]), expected);
    }

    #[test]
    fn a_module_without_claims_gets_a_table() {
        assert_eq!(
            changed("+++\ntitle = \"A\"\n+++\nText\n", &[(0, "c1.1")], &[]),
            "+++\ntitle = \"A\"\n\n[covers]\nintroduced = [\"c1.1\"]\n+++\nText\n"
        );
        assert_eq!(
            changed("# A\n\nText\n", &[(0, "c1.1")], &[]),
            "+++\n[covers]\nintroduced = [\"c1.1\"]\n+++\n\n# A\n\nText\n"
        );
    }

    #[test]
    fn lists_on_one_line_stay_on_one_line_and_line_ends_stay() {
        let text = "+++\r\ncovers = { assessed = [\"c1.1\", \"c1.2\"] }\r\n+++\r\nText\r\n";
        let expected = "+++\r\ncovers = { assessed = [\"c1.2\", \"c1.3\"] }\r\n+++\r\nText\r\n";
        assert_eq!(changed(text, &[(1, "c1.3")], &[(1, "c1.1")]), expected);
    }

    #[test]
    fn a_long_list_is_written_on_several_lines() {
        let names: Vec<(usize, String)> = (10..40).map(|at| (0, format!("c12.{at}"))).collect();
        let names: Vec<(usize, &str)> = names.iter().map(|(level, name)| (*level, name.as_str())).collect();
        let text = changed("+++\ntitle = \"A\"\n+++\n", &names, &[]);
        assert!(text.lines().all(|line| line.len() <= 100), "{text}");
        assert!(text.contains("introduced = [\n  \"c12.10\", "), "{text}");
    }

    #[test]
    fn front_matter_that_cannot_be_read_is_left_alone() {
        for text in ["+++\ntitle = \n+++\n", "+++\ntitle = \"A\"\n", "+++\ncovers = 1\n+++\n"] {
            let add = BTreeMap::from([(0, vec!["c1.1".to_owned()])]);
            let change = ClaimChange { add, ..ClaimChange::default() };
            assert!(change_claims(text, &change, &LEVELS).is_err(), "{text}");
        }
    }

    #[test]
    fn an_edit_touches_nothing_but_the_list() {
        let text = "+++\ntitle = \"A\"\n[covers]\nassessed = [\"c1.1\"]\n[[lessons]]\n+++\nText\n";
        let add = BTreeMap::from([(1, vec!["c1.2".to_owned()])]);
        let edits = change_claims(text, &ClaimChange { add, ..ClaimChange::default() }, &LEVELS).unwrap();
        let [edit] = &edits[..] else { panic!("{edits:?}") };
        let start = text.find("]\n[[").unwrap();
        assert!(edit.span.start as usize >= start - 1 && edit.span.end as usize <= start, "{edit:?}");
    }
}
