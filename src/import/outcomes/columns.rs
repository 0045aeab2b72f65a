//! Tells what a column of a list of outcomes holds by the words over it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::column_words::{ACTIVITIES, COLUMNS, MEASURES, PEOPLE};
use crate::import::outcomes::kinds::kind_of_heading;
use crate::import::outcomes::text_words::words;
use crate::text::fold_case;

/// For each word the rows of [`COLUMNS`] that have it.
static ROWS_OF_WORDS: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, columns) in COLUMNS.iter().enumerate() {
        columns.words.iter().for_each(|word| rows.entry(fold_case(word)).or_default().push(row));
    }
    rows
});

/// Whether the text over a column says that it holds amounts: hours, points.
pub(in crate::import) fn is_measure(text: &str) -> bool {
    static FOLDED: LazyLock<HashSet<String>> =
        LazyLock::new(|| MEASURES.iter().map(|word| fold_case(word)).collect());
    words(text).any(|word| FOLDED.contains(&word))
}

/// Whether the text over a column says that it holds activities.
pub(super) fn is_activity(text: &str) -> bool {
    words(text).any(|word| ACTIVITIES.iter().any(|activity| fold_case(activity) == word))
}

/// Whether the text over a column says that people stand in it, who do not belong in a profile.
pub(super) fn names_people(text: &str) -> bool {
    words(text).any(|word| PEOPLE.iter().any(|person| fold_case(person) == word))
}

/// `LearningArea` as `Learning Area`.
fn parted_words(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    let mut after_small = false;
    for c in text.chars() {
        if after_small && c.is_uppercase() {
            parted.push(' ');
        }
        after_small = c.is_lowercase();
        parted.push(c);
    }
    parted
}

/// The meaning of the text over a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct ColumnName {
    /// The role.
    pub(in crate::import) role: ColumnRole,
    /// For a column of outcomes, how weakly its name says so, as [`COLUMNS`] has it.
    pub(in crate::import) weakness: u8,
}

/// The meaning of the text over a column; a longer text is no name of a column.
pub(in crate::import) fn column(text: &str) -> Option<ColumnName> {
    let parted = parted_words(text);
    let own: Vec<String> = words(text).chain(words(&parted)).collect();
    let text = parted.as_str();
    if own.is_empty() && text.trim() == "#" {
        return Some(ColumnName { role: ColumnRole::Code, weakness: 0 });
    }
    if own.is_empty() || words(text).count() > 5 || text.chars().count() > 60 {
        return None;
    }
    let rows: BTreeSet<usize> =
        own.iter().filter_map(|word| ROWS_OF_WORDS.get(word)).flatten().copied().collect();
    let named =
        |role: ColumnRole| rows.iter().map(|row| &COLUMNS[*row]).filter(move |words| words.role == role);
    let strong = |role| ColumnName { role, weakness: 0 };
    // Of several words the one that says least: "competence description" is a description.
    let statement = named(ColumnRole::Statement).map(|words| words.weakness).max();
    // "ID & title" stands over texts with their codes before them.
    let joins = text.split_whitespace().any(|word| ["&", "+", "/", "and", "en", "et", "und"].contains(&word));
    // "Code compétence" is a code, "Type of outcome" a kind, "Knowledge level" a level.
    if named(ColumnRole::Code).next().is_some() && !(joins && statement.is_some()) {
        return Some(strong(ColumnRole::Code));
    }
    let found = rows.iter().map(|row| COLUMNS[*row].role).find(|role| *role != ColumnRole::Code);
    match (found, kind_of_heading(text)) {
        (None | Some(ColumnRole::Statement), Some(kind)) => Some(strong(ColumnRole::Kinded(kind))),
        // "DLR 1.1" is a code, and names no column.
        (Some(ColumnRole::Statement), _) if text.contains(|c: char| c.is_ascii_digit()) => None,
        (Some(role), _) => {
            let weakness = statement.filter(|_| role == ColumnRole::Statement).unwrap_or(0);
            Some(ColumnName { role, weakness })
        }
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::outcomes::kinds::OutcomeKind;

    #[test]
    fn a_column_is_known_by_its_name() {
        for (text, role) in [
            ("Code", Some(ColumnRole::Code)),
            ("Outcome code", Some(ColumnRole::Code)),
            ("Learning outcome", Some(ColumnRole::Statement)),
            ("Type of outcome", Some(ColumnRole::Kind)),
            ("Kompetenzbereich", Some(ColumnRole::Group)),
            ("Savoirs", Some(ColumnRole::Kinded(OutcomeKind::Knowledge))),
            ("Activiteiten", Some(ColumnRole::Kinded(OutcomeKind::Indicator))),
            ("Toelichting", Some(ColumnRole::Description)),
            ("Niveau", Some(ColumnRole::Level)),
            ("Sub-competence ID & title", Some(ColumnRole::Statement)),
            ("Docent", None),
            ("DLR 1.1", None),
            ("Autonomie et responsabilité", Some(ColumnRole::Kinded(OutcomeKind::Indicator))),
            ("Tutkinnon osa", Some(ColumnRole::Group)),
            ("LearningArea", Some(ColumnRole::Group)),
            ("fullStatement", Some(ColumnRole::Statement)),
        ] {
            assert_eq!(column(text).map(|name| name.role), role, "{text}");
        }
        assert_eq!(column("Omschrijving").map(|name| name.weakness), Some(3));
    }
}
