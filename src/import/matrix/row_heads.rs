//! Heads that people write above the columns of a sheet whose rows say claims: that items, modules or levels stand
//! below, the name of a level, or that what stands below says nothing of coverage.

use crate::config::Config;
use crate::import::matrix::legend;
use crate::import::matrix::vocabulary::{is_about_modules, is_about_texts};
use crate::tabular::Word;
use crate::text::fold_cell;

/// Headings of a column of levels.
const LEVEL_HEADS: &[&str] = &[
    "niveau",
    "niveaus",
    "level",
    "levels",
    "stufe",
    "dekking",
    "coverage",
    "couverture",
    "abdeckung",
    "beheersing",
    "beheersingsniveau",
    "mastery",
    "maîtrise",
    "graad",
    "mate",
    "teken",
    "mark",
    "signe",
    "zeichen",
    "hoe",
    "how",
    "behandeld",
    "gedekt",
    "covered",
    "couvert",
    "gedeckt",
    "gedaan",
    "gegeven",
    "gerealiseerd",
    "done",
    "taught",
    "réalisé",
    "erledigt",
];
/// Headings of a column of items besides the words for texts.
const ITEM_HEADS: &[&str] = &[
    "eindterm",
    "eindtermen",
    "eindcompetentie",
    "eindcompetenties",
    "leerplandoel",
    "leerplandoelen",
    "plo",
    "plos",
    "clo",
    "clos",
    "ilo",
    "lo",
    "los",
    "id",
    "ids",
    "code",
    "codes",
    "nr",
    "items",
    "leeruitkomsten",
    "outcomes",
    "learning outcomes",
    "objectives",
    "objectifs",
    "acquis",
    "kompetenz",
    "kompetenzen",
    "lernziel",
    "lernziele",
    "compétence",
    "compétences",
    "competentie",
    "competenties",
    "competency",
    "competencies",
    "competence",
    "competences",
    "criterium",
    "criteria",
    "standard",
    "standards",
];
/// Headings of a column of modules besides the words for modules.
const MODULE_HEADS: &[&str] = &[
    "behandeld in",
    "gedekt in",
    "gedekt door",
    "komt aan bod in",
    "aan bod in",
    "covered in",
    "covered by",
    "taught in",
    "couvert par",
    "couvert dans",
    "traité dans",
    "behandelt in",
    "gedeckt durch",
    "in module",
    "in modules",
];
/// Headings of names that say nothing of coverage.
pub(super) const OTHER_HEADS: &[&str] = &[
    "voorkennis",
    "begincompetentie",
    "begincompetenties",
    "vereist",
    "verwant",
    "verwante",
    "zie",
    "ook",
    "related",
    "prerequisite",
    "prerequisites",
    "prérequis",
    "voraussetzung",
    "voraussetzungen",
    "past",
    "kan",
    "could",
    "may",
    "volgt",
    "na",
    "voor",
    "before",
    "after",
    "instroom",
    "aansluiting",
    "link",
    "links",
    "vervangt",
    "replaces",
];

/// Whether a heading has one of these words.
pub(super) fn has_word(text: &str, known: &[&str]) -> bool {
    fold_cell(text).split(|c: char| !c.is_alphanumeric()).any(|word| known.contains(&word))
}

/// Whether the text beside a row of modules says that they are others than those of the columns: `Volgt op`, `Vereist`.
pub(super) fn is_about_others(label: &str) -> bool {
    label.split_whitespace().count() <= 3 && has_word(label, OTHER_HEADS) && !is_about_modules(label)
}

fn is_one_of(text: &str, known: &[&str]) -> bool {
    known.contains(&fold_cell(text).as_str())
}

/// Whether a heading says that modules stand below it.
pub(super) fn is_module_head(head: &str) -> bool {
    head.is_empty() || is_about_modules(head) || is_one_of(head, MODULE_HEADS)
}

/// Whether a heading says that codes stand below it, of whatever stands beside them.
pub(super) fn is_code_head(head: &str) -> bool {
    const CODES: &[&str] =
        &["code", "codes", "modulecode", "vakcode", "course code", "sigle", "kürzel", "afkorting"];
    is_one_of(head, CODES) || Word::find(head) == Some(Word::Number)
}

/// Whether a heading says that the level of a row stands below it.
pub(super) fn is_level_head(head: &str) -> bool {
    is_one_of(head, LEVEL_HEADS)
}

/// Whether a heading says that items stand below it.
pub(super) fn is_item_head(head: &str) -> bool {
    let is_word = matches!(
        Word::find(head),
        Some(
            Word::Item
                | Word::Text
                | Word::Indicators
                | Word::Knowledge
                | Word::Skills
                | Word::Competence
                | Word::Competences
                | Word::Number
        )
    );
    head.is_empty() || is_word || is_about_texts(head) || is_one_of(head, ITEM_HEADS)
}

/// Whether a heading names one level: `Aangebracht`, `Wordt geëvalueerd in`.
pub(super) fn names_level(config: &Config, head: &str) -> bool {
    head.split_whitespace().count() <= 4 && legend::level(config, head).is_some()
}
