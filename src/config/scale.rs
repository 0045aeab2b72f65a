//! The coverage scale of a site: its levels from weak to strong, and the one at which an item counts as covered.
//!
//! It comes from the settings `[coverage]`. A [`Scale`] is never empty: without usable levels it has the three of the
//! site's language, and where `required` is missing or wrong, the strongest level is the required one.

use super::Language;
use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::fields::Table;
use crate::ids::{Arena, Id};
use crate::text::nearest;

/// One step of the coverage scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The id that claims use.
    pub id: String,
    /// The word that people read.
    pub label: String,
    /// The character that stands for it in plain text.
    pub symbol: String,
}

/// A level, by its place on the scale; the greater is the stronger.
pub type LevelId = Id<Level>;

/// The coverage scale of a site.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The levels, weakest first; never empty.
    pub levels: Arena<Level>,
    /// The level at which an item counts as covered.
    pub required: LevelId,
}

impl Scale {
    /// The level with id `id`.
    pub fn level(&self, id: &str) -> Option<LevelId> {
        self.levels.iter().find(|(_, level)| level.id == id).map(|(found, _)| found)
    }

    pub(super) fn new(levels: Vec<Level>, required: Option<usize>) -> Self {
        let mut arena = Arena::default();
        let ids: Vec<LevelId> = levels.into_iter().map(|level| arena.push(level)).collect();
        let required = ids[required.unwrap_or(ids.len() - 1)];
        Self { levels: arena, required }
    }
}

/// The scale of a site that does not have its own.
pub(super) fn default_levels(language: Language) -> Vec<Level> {
    let ids = ["introduced", "practised", "assessed"];
    let symbols = ["○", "◐", "●"];
    let labels = language.level_labels();
    (0..3)
        .map(|at| Level {
            id: ids[at].to_owned(),
            label: labels[at].to_owned(),
            symbol: symbols[at].to_owned(),
        })
        .collect()
}

/// Reads the table `[coverage]`.
pub(super) fn read(mut table: Table, language: Language, problems: &mut Vec<Diagnostic>) -> Scale {
    let required = table.string("required", problems);
    let levels = match table.tables("levels", problems) {
        Some(levels) => read_levels(levels, problems),
        None => default_levels(language),
    };
    let levels = if levels.is_empty() { default_levels(language) } else { levels };
    let at = required.and_then(|required| {
        let at = levels.iter().position(|level| level.id == required.value);
        if at.is_none() {
            let known = levels.iter().map(|level| level.id.as_str());
            let all = format!("the levels are {}", known.clone().collect::<Vec<_>>().join(", "));
            let help = did_you_mean(&nearest(&required.value, known), &all);
            let message = format!("`{}` is no level of the scale", required.value);
            table.refuse(required.span, message, help, problems);
        }
        at
    });
    table.finish(&["required", "levels"], problems);
    Scale::new(levels, at)
}

fn read_levels(tables: Vec<Table>, problems: &mut Vec<Diagnostic>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for mut table in tables {
        let id = table.string("id", problems);
        let label = table.string("label", problems).map(|label| label.value);
        let symbol = table.string("symbol", problems).map(|symbol| symbol.value);
        match id {
            None => {
                let help = "give it one, such as { id = \"geevalueerd\", label = \"geëvalueerd\" }";
                table.refuse(table.span, "a level has no `id`".to_owned(), help.to_owned(), problems);
            }
            Some(id) if levels.iter().any(|level| level.id == id.value) => {
                let message = format!("the level `{}` stands twice in the scale", id.value);
                table.refuse(id.span, message, "give each level an id of its own".to_owned(), problems);
            }
            Some(id) => {
                let label = label.unwrap_or_else(|| id.value.clone());
                let symbol = symbol.unwrap_or_else(|| "●".to_owned());
                levels.push(Level { id: id.value, label, symbol });
            }
        }
        table.finish(&["id", "label", "symbol"], problems);
    }
    levels
}
