//! The words by which lists of outcomes say what they hold, in Dutch, English, French and German: what the lines below
//! a heading are, and whether a text is about outcomes at all.

use std::sync::LazyLock;

use crate::config::Language;
use crate::diagnostics::{Message, count, say};
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

/// Words that say that a text is about outcomes.
const OUTCOME: &[&str] = &[
    "competentie",
    "competenties",
    "leerresultaat",
    "leerresultaten",
    "leerdoel",
    "leerdoelen",
    "eindterm",
    "eindtermen",
    "doelen",
    "doelstellingen",
    "eindcompetenties",
    "deelcompetenties",
    "leerplan",
    "leerplandoelen",
    "opleidingsprofiel",
    "competence",
    "competences",
    "competency",
    "competencies",
    "outcome",
    "outcomes",
    "objective",
    "objectives",
    "standard",
    "standards",
    "curriculum",
    "framework",
    "syllabus",
    "ksbs",
    "elements",
    "criteria",
    "compétence",
    "compétences",
    "référentiel",
    "acquis",
    "objectifs",
    "objectif",
    "capacités",
    "kompetenz",
    "kompetenzen",
    "lernziel",
    "lernziele",
    "lernergebnis",
    "lernergebnisse",
    "lernfeld",
    "lernfelder",
    "rahmenlehrplan",
    "qualification",
    "qualificatie",
    "handlungskompetenzen",
    "bildungsplan",
];

/// Headings under which a document lists something, but no outcomes.
const OTHER_LISTS: &[&str] = &[
    "inleiding",
    "introductie",
    "inhoud",
    "inhoudsopgave",
    "bronnen",
    "bijlage",
    "bijlagen",
    "literatuur",
    "toelating",
    "toelatingsvoorwaarden",
    "voorwaarden",
    "evaluatie",
    "contact",
    "doelgroep",
    "colofon",
    "legende",
    "leeswijzer",
    "introduction",
    "contents",
    "references",
    "sources",
    "bibliography",
    "appendix",
    "acknowledgements",
    "requirements",
    "prerequisites",
    "assessment",
    "overview",
    "resources",
    "links",
    "license",
    "licence",
    "contributors",
    "notes",
    "glossary",
    "version",
    "changelog",
    "credits",
    "see",
    "about",
    "usage",
    "sommaire",
    "références",
    "annexe",
    "annexes",
    "prérequis",
    "évaluation",
    "bibliographie",
    "ressources",
    "einleitung",
    "inhalt",
    "inhaltsverzeichnis",
    "quellen",
    "anhang",
    "voraussetzungen",
    "bewertung",
    "literatur",
    "hinweise",
    "prüfung",
];

/// Headings that say no more than that outcomes stand below them.
const OUTCOMES: &[&str] = &[
    "competenties",
    "beroepscompetenties",
    "eindcompetenties",
    "deelcompetenties",
    "leerresultaten",
    "leerdoelen",
    "leerplandoelen",
    "eindtermen",
    "doelen",
    "doelstellingen",
    "competences",
    "competencies",
    "outcomes",
    "learning outcomes",
    "programme learning outcomes",
    "program learning outcomes",
    "objectives",
    "compétences",
    "acquis",
    "objectifs",
    "kompetenzen",
    "handlungskompetenzen",
    "lernziele",
    "lernergebnisse",
];

/// Whether a heading says no more than that outcomes stand below it, whatever number it has.
pub(super) fn is_outcomes(heading: &str) -> bool {
    let bare = heading.trim().trim_start_matches(|c: char| !c.is_alphabetic()).trim_end_matches([':', '.']);
    OUTCOMES.contains(&fold_case(bare).as_str())
}

/// Words of [`OUTCOME`] that titles of other documents have too.
const LOOSE: &[&str] = &[
    "standard",
    "standards",
    "curriculum",
    "framework",
    "syllabus",
    "elements",
    "criteria",
    "qualification",
];

/// Whoever is said to be able to do what a list says.
const LEARNERS: &[&str] = &[
    "kandidaat",
    "kandidaten",
    "student",
    "studenten",
    "leerling",
    "leerlingen",
    "cursist",
    "cursisten",
    "deelnemer",
    "deelnemers",
    "afgestudeerde",
    "je",
    "candidate",
    "candidates",
    "learner",
    "learners",
    "students",
    "pupils",
    "graduate",
    "graduates",
    "you",
    "apprenant",
    "apprenants",
    "étudiant",
    "étudiants",
    "l'étudiant",
    "l’étudiant",
    "l'élève",
    "l’élève",
    "élèves",
    "candidat",
    "lernenden",
    "lernende",
    "schüler",
    "studierenden",
];

/// Words that begin a row of totals.
const TOTALS: &[&str] = &[
    "totaal",
    "subtotaal",
    "eindtotaal",
    "som",
    "total",
    "subtotal",
    "sub-total",
    "sum",
    "totaux",
    "sous-total",
    "somme",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "insgesamt",
];

/// Whether `text` stands before totals: such a word, and hardly another one.
pub(super) fn is_total(text: &str) -> bool {
    let own: Vec<String> = words(text).collect();
    own.len() <= 2 && own.iter().any(|word| TOTALS.iter().any(|total| fold_case(total) == *word))
}

/// The words of `text`, folded.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'));
    parts.map(|word| fold_case(word.trim_matches('-'))).filter(|word| !word.is_empty())
}

/// The words of [`KINDS`], folded.
static FOLDED_KINDS: LazyLock<Vec<(OutcomeKind, Vec<String>)>> = LazyLock::new(|| {
    let folded = |names: &[&str]| names.iter().map(|name| fold_case(name)).collect();
    KINDS.iter().map(|(kind, names)| (*kind, folded(names))).collect()
});

/// The kinds whose words stand in `text`.
fn kinds_in(text: &str) -> Vec<OutcomeKind> {
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

/// Whether `text` has a word that lists of outcomes use, or one of their kinds.
pub(in crate::import) fn is_about_outcomes(text: &str) -> bool {
    let known = |word: String| OUTCOME.iter().any(|outcome| fold_case(outcome) == word);
    words(text).any(known) || !kinds_in(text).is_empty()
}

/// Whether `title` says that a document holds outcomes.
pub(in crate::import) fn is_title_of_outcomes(title: &str) -> bool {
    let own: Vec<String> = words(title).collect();
    let known = |word: &String| {
        let is = |list: &[&str]| list.iter().any(|known| fold_case(known) == *word);
        is(OUTCOME) && !is(LOOSE)
    };
    own.len() <= 6 && own.iter().any(known)
}

/// Whether `text` only leads in the list below it: "De student kan:", "Learners will be able to:".
pub(in crate::import) fn is_lead_in(text: &str) -> bool {
    let own: Vec<String> = words(text).collect();
    let is_learner = |word: &String| LEARNERS.iter().any(|learner| fold_case(learner) == *word);
    text.trim_end().ends_with(':') && own.len() <= 12 && own.iter().any(is_learner)
}

/// Whether `text` says no more than who learns: "Die Lernenden", below the heading of a list.
pub(in crate::import) fn says_who(text: &str) -> bool {
    let own: Vec<String> = words(text).collect();
    let is_learner = |word: &String| LEARNERS.iter().any(|learner| fold_case(learner) == *word);
    own.len() <= 2 && own.iter().any(is_learner)
}

/// Whether what stands below the heading `text` is a list of something else.
pub(in crate::import) fn is_other_list(text: &str) -> bool {
    let own: Vec<String> = words(text).collect();
    own.len() <= 4
        && own.iter().any(|word| OTHER_LISTS.iter().any(|other| fold_case(other) == *word))
        && !is_about_outcomes(text)
}

/// Short words that tell the languages apart.
const COMMON: [(Language, &[&str]); 4] = [
    (
        Language::Dutch,
        &["de", "het", "een", "en", "van", "voor", "met", "kan", "zijn", "wordt", "niet", "aan"],
    ),
    (Language::English, &["the", "and", "of", "to", "with", "for", "is", "are", "can", "by", "their", "an"]),
    (Language::French, &["le", "la", "les", "des", "et", "du", "une", "pour", "dans", "aux", "est", "sur"]),
    (Language::German, &["der", "die", "das", "und", "den", "mit", "für", "von", "ist", "ein", "eine", "zu"]),
];

/// Words by which one alone says the language of a list.
const TELLING: [(Language, &[&str]); 4] = [
    (
        Language::Dutch,
        &[
            "kennis",
            "vaardigheden",
            "houdingen",
            "competenties",
            "leerresultaten",
            "eindtermen",
            "leerdoelen",
        ],
    ),
    (
        Language::English,
        &["knowledge", "skills", "behaviours", "behaviors", "competencies", "outcomes", "learning"],
    ),
    (Language::French, &["savoirs", "connaissances", "compétences", "savoir", "référentiel", "objectifs"]),
    (
        Language::German,
        &["kenntnisse", "fertigkeiten", "fähigkeiten", "kompetenzen", "lernziele", "lernfeld"],
    ),
];

/// The language that most of the short words of `texts` are in, where one has clearly most of them.
pub(in crate::import) fn language<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Language> {
    let mut counts = [0_usize; COMMON.len()];
    for word in texts.take(2_000).flat_map(|text| text.split(|c: char| !c.is_alphabetic())) {
        let word = word.to_lowercase();
        for (count, ((_, common), (_, telling))) in counts.iter_mut().zip(COMMON.iter().zip(&TELLING)) {
            *count += usize::from(common.contains(&word.as_str()));
            *count += 3 * usize::from(telling.contains(&word.as_str()));
        }
    }
    let best = (0..counts.len()).max_by_key(|at| counts[*at])?;
    let is_clear = counts[best] >= 3
        && counts.iter().enumerate().all(|(at, count)| at == best || count * 2 <= counts[best]);
    is_clear.then_some(COMMON[best].0)
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

    #[test]
    fn the_language_is_told_by_its_short_words() {
        let texts = ["Kent de regels van het vak", "Werkt met een collega", "Past de regels toe en let op"];
        assert_eq!(language(texts.into_iter()), Some(Language::Dutch));
        assert_eq!(language(["Frans", "Engels"].into_iter()), None);
    }

    #[test]
    fn titles_and_lead_ins_are_told_by_their_words() {
        assert!(is_title_of_outcomes("Leerdoelen") && is_title_of_outcomes("Programme learning outcomes"));
        assert!(!is_title_of_outcomes("Curriculum generator") && !is_title_of_outcomes("Recepten"));
        assert!(is_lead_in("De kandidaat:") && is_lead_in("Learners will be able to:"));
        assert!(is_lead_in("Die Lernenden können:") && !is_lead_in("De kandidaat") && !is_lead_in("Deeg:"));
    }
}
