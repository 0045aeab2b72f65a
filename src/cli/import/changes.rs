//! Says in words what an import does to a profile that is there already. An item is the same when its id is; one
//! that is the same and reads the same is not mentioned.

use std::collections::HashMap;
use std::fmt::Write;

use crate::compare::{Fate, Statement, succession};

use super::super::report::one_line;
use super::existing::Existing;

/// So many of each kind of change are shown.
pub(super) const SHOWN: usize = 20;

/// How the texts of `new` differ from those of `old`, a line for each; empty when they do not.
pub(super) fn texts(old: &Existing, new: &Existing) -> String {
    let before: HashMap<&str, &str> = old.texts().collect();
    let after: HashMap<&str, &str> = new.texts().collect();
    let changed = new.texts().filter_map(|(id, text)| {
        let was = before.get(id).filter(|was| **was != text)?;
        Some(format!("{id}  {}\n      now {}", one_line(was), one_line(text)))
    });
    let whole = |(id, text): (&str, &str)| format!("{id}  {}", one_line(text));
    let came = new.texts().filter(|(id, _)| !before.contains_key(id)).map(whole);
    let went = old.texts().filter(|(id, _)| !after.contains_key(id)).map(whole);
    let mut said = String::new();
    list(&mut said, "changed", changed.collect());
    list(&mut said, "new", came.collect());
    list(&mut said, "gone", went.collect());
    let came: Vec<_> = new.texts().filter(|(id, _)| !before.contains_key(id)).collect();
    let went: Vec<_> = old.texts().filter(|(id, _)| !after.contains_key(id)).collect();
    list(&mut said, "what may have become of them", successors(&went, &came));
    said
}

/// Guesses which of the texts `new` the texts `gone` have become. None of this is decided here: whoever knows better
/// writes the old id on the new line, and it stays there when the document is imported again.
fn successors(gone: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<String> {
    let statements = |all: &[(&str, &str)]| -> Vec<Statement> {
        all.iter().map(|(_, text)| Statement::new(text, None, None)).collect()
    };
    let fates = succession(&statements(gone), &statements(new), |_, _| true);
    let said = gone.iter().zip(fates).filter_map(|((id, _), fate)| match fate {
        Fate::Kept(at) | Fate::Undecided(at) => {
            let now = new[at].0;
            Some(format!("{id} may be {now} now; if it is, write {id} in the place of {now}"))
        }
        Fate::Split(parts) => {
            let parts: Vec<&str> = parts.iter().map(|at| new[*at].0).collect();
            Some(format!("{id} was split into {}", parts.join(" and ")))
        }
        Fate::Merged(at) => Some(format!("{id} became a part of {}", new[at].0)),
        Fate::Gone => None,
    });
    said.collect()
}

fn list(said: &mut String, name: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(said, "\n{name}:");
    for line in lines.iter().take(SHOWN) {
        let _ = write!(said, "\n  {line}");
    }
    if lines.len() > SHOWN {
        let _ = write!(said, "\n  and {} more", lines.len() - SHOWN);
    }
}
