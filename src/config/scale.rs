//! The coverage scale of a site: its levels from weak to strong, and the one at which an item counts as covered.
//!
//! It comes from the settings `[coverage]`. A [`Scale`] is never empty: without usable levels it has the three of the
//! site's language, and where `required` is missing or wrong, the strongest level is the required one.

use super::Language;
use crate::diagnostics::{Place, Problems, Reported, did_you_mean, say};
use crate::fields::{Field, Fields, Gathered};
use crate::ids::{Arena, Id};
use crate::text::{Spanned, nearest};

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

/// The attributes of a section that say how it teaches or assesses. They stand beside its claims, so that no level can have
/// one of these names.
pub const SECTION_KEYS: [&str; 3] = ["method", "hours", "weight"];

/// A level, by its place on the scale; the greater is the stronger.
pub type LevelId = Id<Level>;

/// The coverage scale of a site.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The levels, weakest first; never empty.
    pub levels: Arena<Level>,
    /// The level at which an item counts as covered.
    pub required: LevelId,
    /// Where the settings say which level is required; none where they leave it to the scale.
    pub required_at: Option<Place>,
    /// That the settings may have further levels, which could not be read.
    pub lost: Option<Reported>,
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
        Self { levels: arena, required, required_at: None, lost: None }
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
pub(super) fn read_scale(mut table: Fields, language: Language, problems: &mut Problems) -> Scale {
    let required = table.string("required", problems).into_read();
    let Gathered { read: levels, lost } =
        table.tables("levels", problems).flat_map(|level| read_level(level, problems));
    let levels = without_doubles(levels, &table, problems);
    let levels = if levels.is_empty() { default_levels(language) } else { levels };
    let required_at = required.as_ref().map(|required| table.place(required.span));
    let at = required.and_then(|required| {
        let at = levels.iter().position(|level| level.id == required.value);
        if at.is_none() && lost.is_none() {
            let known = levels.iter().map(|level| level.id.as_str());
            let all = say!("the levels are {known}", known = known.clone().collect::<Vec<_>>().join(", "));
            let help = did_you_mean(&nearest(&required.value, known), all);
            let message = say!("`{required}` is no level of the scale", required = required.value);
            table.refuse(required.span, message, help, problems);
        }
        at
    });
    table.finish(problems);
    Scale { lost, required_at, ..Scale::new(levels, at) }
}

/// Reads one of the levels, with the place of its id.
fn read_level(mut table: Fields, problems: &mut Problems) -> Gathered<Spanned<Level>> {
    let id = table.string("id", problems);
    let label = table.string("label", problems).into_read().map(|label| label.value);
    let symbol = table.string("symbol", problems).into_read().map(|symbol| symbol.value);
    let level = match id {
        Field::Read(id) if SECTION_KEYS.contains(&id.value.as_str()) => {
            let message =
                say!("`{id}` is an attribute of sections, so that no level can be called so", id = id.value);
            Field::Broken(table.refuse(id.span, message, say!("give the level another id"), problems))
        }
        Field::Read(id) => {
            let label = label.unwrap_or_else(|| id.value.clone());
            let symbol = symbol.unwrap_or_else(|| "●".to_owned());
            Field::Read(Spanned::new(Level { id: id.value, label, symbol }, id.span))
        }
        Field::Absent => {
            let help = say!("give it one, such as {{ id = \"geevalueerd\", label = \"geëvalueerd\" }}");
            let message = say!("a level has no `id`");
            Field::Broken(table.refuse(table.span, message, help, problems))
        }
        Field::Broken(reported) => Field::Broken(reported),
    };
    table.finish(problems);
    level.into()
}

/// The first of the levels with each id; the others are reported.
fn without_doubles(levels: Vec<Spanned<Level>>, table: &Fields, problems: &mut Problems) -> Vec<Level> {
    let mut first: Vec<Level> = Vec::new();
    for level in levels {
        if first.iter().any(|other| other.id == level.value.id) {
            let message = say!("the level `{level}` stands twice in the scale", level = level.value.id);
            table.refuse(level.span, message, say!("give each level an id of its own"), problems);
        } else {
            first.push(level.value);
        }
    }
    first
}
