//! The kinds of outcomes, and the words by which a list says of which kind its outcomes are.

use std::sync::LazyLock;

use crate::diagnostics::{Message, count, say};
use crate::import::outcomes::text_words::words;
use crate::syntax::SectionKind;
use crate::text::fold_case;

/// The kind of an outcome, as far as its list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::import) enum OutcomeKind {
    /// Something that is known.
    Knowledge,
    /// Something that one can do.
    Skill,
    /// A way of working.
    Attitude,
    /// A sign that shows a competence.
    Indicator,
}

impl OutcomeKind {
    /// The list of a profile that holds such outcomes.
    pub(in crate::import) fn section(self) -> Option<SectionKind> {
        match self {
            Self::Knowledge => Some(SectionKind::Knowledge),
            Self::Skill => Some(SectionKind::Skills),
            Self::Attitude => Some(SectionKind::Attitudes),
            Self::Indicator => None,
        }
    }

    /// So many of them: `2 skills`.
    pub(in crate::import) fn counted(self, number: usize) -> Message {
        match self {
            Self::Knowledge => count!(number, "{n} knowledge", "{n} knowledge", "{n} knowledge"),
            Self::Skill => count!(number, "{n} skills", "1 skill", "{n} skills"),
            Self::Attitude => count!(number, "{n} attitudes", "1 attitude", "{n} attitudes"),
            Self::Indicator => count!(number, "{n} indicators", "1 indicator", "{n} indicators"),
        }
    }

    /// The noun for many of them, for people.
    pub(in crate::import) fn noun(self) -> Message {
        match self {
            Self::Knowledge => say!("knowledge"),
            Self::Skill => say!("skills"),
            Self::Attitude => say!("attitudes"),
            Self::Indicator => say!("indicators"),
        }
    }

    /// The noun for many of them, on the command line.
    pub(in crate::import) fn plural(self) -> &'static str {
        match self {
            Self::Knowledge => "knowledge",
            Self::Skill => "skills",
            Self::Attitude => "attitudes",
            Self::Indicator => "indicators",
        }
    }
}

/// The words of each kind, folded; a text has one when it has the word whole.
pub(super) const KINDS: [(OutcomeKind, &[&str]); 4] = [
    (
        OutcomeKind::Knowledge,
        &[
            "kennis",
            "kennisitems",
            "weten",
            "knowledge",
            "savoirs",
            "savoir",
            "connaissances",
            "connaissance",
            "kenntnisse",
            "kenntnis",
            "wissen",
            "fachwissen",
            "conocimientos",
            "saberes",
            "conhecimentos",
            "conoscenze",
            "viden",
            "vidensmål",
            "kunnskap",
            "kunnskaper",
            "kunskap",
            "kunskaper",
            "tiedot",
        ],
    ),
    (
        OutcomeKind::Skill,
        &[
            "vaardigheden",
            "vaardigheid",
            "kunnen",
            "skills",
            "skill",
            "savoir-faire",
            "aptitudes",
            "aptitude",
            "habiletés",
            "fertigkeiten",
            "fertigkeit",
            "fähigkeiten",
            "können",
            "destrezas",
            "habilidades",
            "aptidões",
            "abilità",
            "færdigheder",
            "færdighedsmål",
            "ferdigheter",
            "färdigheter",
            "taidot",
            "savoirs-faire",
        ],
    ),
    (
        OutcomeKind::Attitude,
        &[
            "attitudes",
            "attitude",
            "houdingen",
            "houding",
            "beroepshouding",
            "beroepshoudingen",
            "gedrag",
            "behaviours",
            "behaviour",
            "behaviors",
            "behavior",
            "savoir-être",
            "haltungen",
            "haltung",
            "einstellungen",
            "dispositions",
            "values",
            "actitudes",
            "atitudes",
            "attitudini",
            "holdninger",
        ],
    ),
    (
        OutcomeKind::Indicator,
        &[
            "indicatoren",
            "indicator",
            "gedragsindicatoren",
            "gedragsindicator",
            "indicators",
            "indicateurs",
            "indicateur",
            "indikatoren",
            "indikator",
            "activiteiten",
            "activiteit",
            "activities",
            "activités",
            "activité",
            "tätigkeiten",
        ],
    ),
];

/// Headings of the contents of a competence, which are what is to be known; they say nothing of outcomes by themselves.
const CONTENTS: &[&str] = &[
    "inhalte",
    "lerninhalte",
    "leerinhoud",
    "leerinhouden",
    "contenidos",
    "contenus",
    "conteúdos",
    "lehrstoff",
    "contenuti",
];

/// Whether `heading` stands over contents: "Inhalte", "Contenidos básicos".
fn is_contents(heading: &[String]) -> bool {
    heading.len() <= 2
        && heading.first().is_some_and(|first| CONTENTS.iter().any(|word| fold_case(word) == *first))
}

/// The words of [`KINDS`], folded.
static FOLDED_KINDS: LazyLock<Vec<(OutcomeKind, Vec<String>)>> = LazyLock::new(|| {
    let folded = |names: &[&str]| names.iter().map(|name| fold_case(name)).collect();
    KINDS.iter().map(|(kind, names)| (*kind, folded(names))).collect()
});

/// The kinds whose words stand in `text`.
pub(super) fn kinds_in(text: &str) -> Vec<OutcomeKind> {
    let words: Vec<String> = words(text).collect();
    let own = FOLDED_KINDS.iter().filter(|(_, names)| names.iter().any(|name| words.contains(name)));
    own.map(|(kind, _)| *kind).collect()
}

/// The kind of the lines below the heading `text`: one and not several, in few words.
pub(in crate::import) fn kind_of_heading(text: &str) -> Option<OutcomeKind> {
    let words: Vec<String> = words(text).collect();
    // "Knowledge of the trade" and "Required knowledge" are lists of knowledge, "Integration of knowledge" is none.
    let leads = words.len() <= 2 || words.first().is_some_and(|first| !kinds_in(first).is_empty());
    match kinds_in(text)[..] {
        [] if is_contents(&words) => Some(OutcomeKind::Knowledge),
        [kind] if leads && words.len() <= 5 => Some(kind),
        _ => None,
    }
}

/// The kind of an outcome by the cell of a column of kinds: `Kennis`, `K`, `skill`.
pub(in crate::import) fn kind_of_cell(text: &str) -> Option<OutcomeKind> {
    match text.trim().trim_end_matches('.') {
        "K" | "k" => Some(OutcomeKind::Knowledge),
        "S" | "s" | "V" | "v" => Some(OutcomeKind::Skill),
        "B" | "b" | "A" | "a" | "H" | "h" => Some(OutcomeKind::Attitude),
        text => kind_of_heading(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_what_stands_below_it() {
        for (text, kind) in [
            ("Knowledge", Some(OutcomeKind::Knowledge)),
            ("Kennis:", Some(OutcomeKind::Knowledge)),
            ("Savoir-être", Some(OutcomeKind::Attitude)),
            ("Savoir-faire", Some(OutcomeKind::Skill)),
            ("Savoirs associés", Some(OutcomeKind::Knowledge)),
            ("Behaviours (B)", Some(OutcomeKind::Attitude)),
            ("Fertigkeiten", Some(OutcomeKind::Skill)),
            ("Knowledge, skills and behaviours", None),
            ("Communicatie", None),
            ("Required knowledge", Some(OutcomeKind::Knowledge)),
            ("Integration of Knowledge and Ideas", None),
        ] {
            assert_eq!(kind_of_heading(text), kind, "{text}");
        }
    }
}
