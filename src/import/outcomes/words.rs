//! The words of lists of outcomes about their own content, in the languages of Europe's schools: whether a text is about
//! outcomes at all, leads in a list, or stands over a list of something else.

use crate::import::outcomes::kinds::kinds_in;
use crate::import::outcomes::text_words::words;
use crate::text::fold_case;

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
    "handlungskompetenz",
    "leistungsziele",
    "leistungsziel",
    "kerntaak",
    "kerntaken",
    "werkproces",
    "werkprocessen",
    "kwalificatiedossier",
    "minimumdoelen",
    "onderwijsdoelen",
    "kerndoelen",
    "criterios",
    "critères",
    "kriterien",
    "beoordelingscriteria",
    "resultados",
    "competencias",
    "competências",
    "competenze",
    "kompetencemål",
    "kompetansemål",
    "læringsmål",
    "læringsutbytte",
    "lärandemål",
    "ammattitaitovaatimukset",
    "osaamistavoitteet",
    "benchmarks",
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
    "grading",
    "grades",
    "marking",
    "assessments",
    "beoordeling",
    "examinering",
    "examen",
    "toetsing",
    "cijfers",
    "notation",
    "barème",
    "benotung",
    "leistungsnachweis",
    "calificación",
    "evaluación",
    "avaliação",
    "valutazione",
    "vurdering",
    "eksamen",
    "arviointi",
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

/// Words beside those of [`OUTCOME`] in headings that say no more than that outcomes stand below.
const BESIDE_OUTCOME: &[&str] = &[
    "learning",
    "assessment",
    "performance",
    "programme",
    "program",
    "course",
    "and",
    "of",
    "the",
    "en",
    "van",
    "de",
    "het",
    "et",
    "des",
    "d'apprentissage",
    "d’apprentissage",
    "d'évaluation",
    "d’évaluation",
    "und",
    "der",
    "die",
    "y",
    "e",
    "aprendizaje",
    "aprendizagem",
    "apprendimento",
    "di",
    "evaluación",
    "avaliação",
    "valutazione",
];

/// Whether every word of `heading` says that outcomes stand below it, and none says which: "Resultados de aprendizaje y
/// criterios de evaluación".
pub(super) fn says_only_outcomes(heading: &str) -> bool {
    let own: Vec<String> = words(heading).filter(|word| word.contains(char::is_alphabetic)).collect();
    let is_in = |list: &[&str], word: &String| list.iter().any(|known| fold_case(known) == *word);
    let is_outcome = |word: &String| is_in(OUTCOME, word) && (!is_in(LOOSE, word) || word == "criteria");
    own.len() <= 8
        && own.iter().any(is_outcome)
        && own.iter().all(|word| is_outcome(word) || is_in(BESIDE_OUTCOME, word))
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
    "beroepsbeoefenaar",
    "vakman",
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
    "alumno",
    "alumna",
    "alumnado",
    "estudiante",
    "opiskelija",
    "eleven",
    "elever",
    "studenten",
    "estudantes",
    "studente",
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
    "summen",
    "totalen",
    "totale",
    "totali",
    "totais",
    "suma",
    "totalt",
    "yhteensä",
];

/// Whether `text` stands before totals: such a word, and hardly another one.
pub(super) fn is_total(text: &str) -> bool {
    let own: Vec<String> = words(text).collect();
    own.len() <= 2 && own.iter().any(|word| TOTALS.iter().any(|total| fold_case(total) == *word))
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

/// Words at the end of a line that goes on in the list below it.
const MODALS: &[&str] = &[
    "kan", "kunnen", "kunne", "can", "to", "kann", "können", "peut", "peuvent", "de", "puede", "capaz",
    "capaces", "consegue", "di", "osaa",
];

/// Whether `text` begins the sentences of the list below it without a sign: "Die Schülerinnen und Schüler können".
pub(in crate::import) fn begins_items(text: &str) -> bool {
    let own: Vec<String> = words(text).collect();
    let is_in = |list: &[&str], word: &String| list.iter().any(|known| fold_case(known) == *word);
    own.len() <= 12
        && own.iter().any(|word| is_in(LEARNERS, word))
        && own.last().is_some_and(|word| is_in(MODALS, word))
        && text.ends_with(char::is_alphabetic)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_lead_ins_are_told_by_their_words() {
        assert!(is_title_of_outcomes("Leerdoelen") && is_title_of_outcomes("Programme learning outcomes"));
        assert!(!is_title_of_outcomes("Curriculum generator") && !is_title_of_outcomes("Recepten"));
        assert!(is_lead_in("De kandidaat:") && is_lead_in("Learners will be able to:"));
        assert!(is_lead_in("Die Lernenden können:") && !is_lead_in("De kandidaat") && !is_lead_in("Deeg:"));
    }
}
