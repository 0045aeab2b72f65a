//! Purpose: change the claims in a module's front matter.
//! Input: the file's text and what is to change. Output: the new text.
//! Invariant: everything but the table `[covers]` stays as it is, byte for byte; comments and the order of
//! what stays in that table too.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, Table, TableLike, value};

use super::arrays;
use crate::syntax;

/// The key of the table of claims.
const COVERS: &str = "covers";

/// What is to change: for each level the names of items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) add: BTreeMap<usize, Vec<String>>,
    pub(super) remove: BTreeMap<usize, Vec<String>>,
}

impl Change {
    pub(super) fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty()
    }
}

/// `text` with `change`; `levels` are the ids of the levels.
///
/// # Errors
/// A sentence that says why its front matter cannot be changed.
pub(super) fn edited(text: &str, change: &Change, levels: &[&str]) -> Result<String, String> {
    let (front, body) = match syntax::front_matter(text) {
        Ok(Some(range)) => (&text[range.clone()], &text[range.end..]),
        Ok(None) => ("", text),
        Err(()) => return Err("its front matter is not closed, or is not TOML".to_owned()),
    };
    let before = &text[..text.len() - body.len() - front.len()];
    let breaks = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let front = front.replace("\r\n", "\n");
    let mut document: DocumentMut =
        front.parse().map_err(|_| "its front matter cannot be read as TOML".to_owned())?;
    apply(&mut document, change, levels)?;
    let mut front = document.to_string();
    if !front.is_empty() && !front.ends_with('\n') {
        front.push('\n');
    }
    let front = front.replace('\n', breaks);
    if before.is_empty() {
        return Ok(format!("+++{breaks}{front}+++{breaks}{breaks}{body}"));
    }
    Ok(format!("{before}{front}{body}"))
}

fn apply(document: &mut DocumentMut, change: &Change, levels: &[&str]) -> Result<(), String> {
    let is_empty = document.as_table().is_empty();
    let covers = document.entry(COVERS).or_insert_with(|| {
        let mut table = Table::new();
        if is_empty {
            table.decor_mut().set_prefix("");
        }
        Item::Table(table)
    });
    let covers = covers.as_table_like_mut().ok_or("`covers` is no table in its front matter")?;
    for (level, names) in &change.remove {
        if let Some(array) = list(covers, levels[*level])? {
            arrays::remove(array, names);
            if array.is_empty() && !array.trailing().as_str().unwrap_or("").contains('#') {
                covers.remove(levels[*level]);
            }
        }
    }
    for (level, names) in &change.add {
        let key = levels[*level];
        match list(covers, key)? {
            Some(array) => arrays::append(array, names),
            None => drop(covers.insert(key, value(arrays::new(key, names)))),
        }
    }
    Ok(())
}

/// The list of a level.
fn list<'t>(covers: &'t mut dyn TableLike, level: &str) -> Result<Option<&'t mut toml_edit::Array>, String> {
    match covers.get_mut(level) {
        None | Some(Item::None) => Ok(None),
        Some(item) => match item.as_array_mut() {
            Some(array) => Ok(Some(array)),
            None => Err(format!("`{level}` is no list in its front matter")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [&str; 2] = ["introduced", "assessed"];

    fn changed(text: &str, add: &[(usize, &str)], remove: &[(usize, &str)]) -> String {
        let collect = |pairs: &[(usize, &str)]| {
            let mut names: BTreeMap<usize, Vec<String>> = BTreeMap::new();
            for (level, name) in pairs {
                names.entry(*level).or_default().push((*name).to_owned());
            }
            names
        };
        edited(text, &Change { add: collect(add), remove: collect(remove) }, &LEVELS).unwrap()
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
            assert!(edited(text, &Change { add, ..Change::default() }, &LEVELS).is_err(), "{text}");
        }
    }
}
