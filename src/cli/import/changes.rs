//! Says in words what an import does to a profile that is there already. An item is the same when its id is; one
//! that is the same and reads the same is not mentioned.

use std::collections::HashMap;

use crate::compare::{Fate, Statement, succession};
use crate::diagnostics::{Message, say};
use crate::import::Existing;

use super::super::report::one_line;

/// So many of each kind of change are shown.
pub(super) const SHOWN: usize = 20;

/// How the texts of `new` differ from those of `old`; empty when they do not.
pub(super) fn texts(old: &Existing, new: &Existing) -> Vec<Message> {
    let before: HashMap<&str, &str> = old.texts().collect();
    let after: HashMap<&str, &str> = new.texts().collect();
    let changed = new.texts().filter_map(|(id, text)| {
        let was = before.get(id).filter(|was| **was != text)?;
        let now = say!("now {text}", text = one_line(text));
        let was = Message::verbatim(format!("{id}  {}\n      ", one_line(was)));
        Some(Message::joined([was, now], ""))
    });
    let whole = |(id, text): (&str, &str)| Message::verbatim(format!("{id}  {}", one_line(text)));
    let came = new.texts().filter(|(id, _)| !before.contains_key(id)).map(whole);
    let went = old.texts().filter(|(id, _)| !after.contains_key(id)).map(whole);
    let mut said = Vec::new();
    list(&mut said, say!("changed:"), changed.collect());
    list(&mut said, say!("new:"), came.collect());
    list(&mut said, say!("gone:"), went.collect());
    let came: Vec<_> = new.texts().filter(|(id, _)| !before.contains_key(id)).collect();
    let went: Vec<_> = old.texts().filter(|(id, _)| !after.contains_key(id)).collect();
    list(&mut said, say!("what may have become of them:"), successors(&went, &came));
    said
}

/// Guesses which of the texts `new` the texts `gone` have become. None of this is decided here: whoever knows better
/// writes the old id on the new line, and it stays there when the document is imported again.
fn successors(gone: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<Message> {
    let statements = |all: &[(&str, &str)]| -> Vec<Statement> {
        all.iter().map(|(_, text)| Statement::new(text, None, None)).collect()
    };
    let fates = succession(&statements(gone), &statements(new), |_, _| true);
    let said = gone.iter().zip(fates).filter_map(|((id, _), fate)| match fate {
        Fate::Kept(at) | Fate::Undecided(at) => {
            let now = new[at].0;
            Some(say!("{id} may be {now} now; if it is, write {id} in the place of {now}", id, now))
        }
        Fate::Split(parts) => {
            let parts = parts.iter().map(|at| Message::verbatim(new[*at].0));
            let parts = parts.reduce(|all, part| say!("{all} and {part}", all, part)).unwrap_or_default();
            Some(say!("{id} was split into {parts}", id, parts))
        }
        Fate::Merged(at) => Some(say!("{id} became a part of {whole}", id, whole = new[at].0)),
        Fate::Gone => None,
    });
    said.collect()
}

fn list(said: &mut Vec<Message>, title: Message, lines: Vec<Message>) {
    if lines.is_empty() {
        return;
    }
    let more = lines.len().saturating_sub(SHOWN);
    said.push(title);
    let indented = |line| Message::joined([Message::verbatim("  "), line], "");
    said.extend(lines.into_iter().take(SHOWN).map(indented));
    if more > 0 {
        said.push(indented(say!("and {more} more", more)));
    }
}
