//! Words in the sheets of schools besides names and marks: words for hours, terms, notes and totals,
//! codes, numbers, yes and no. They are evidence for the role of a row or a column and never decide by themselves
//! what a module or an item is.

use crate::tabular::Word;
use crate::text::fold_cell;

/// Words that head hours and credits.
const HOURS: &[&str] = &[
    "uur",
    "uren",
    "u",
    "lesuren",
    "lestijden",
    "contacturen",
    "contactuur",
    "hours",
    "hour",
    "h",
    "heures",
    "heure",
    "stunden",
    "stunde",
    "std",
    "periods",
];
/// Words that head other numbers of a module.
const NUMBERS: &[&str] = &[
    "studiepunten",
    "studiepunt",
    "sp",
    "ects",
    "credits",
    "credit",
    "crédits",
    "weken",
    "weeks",
    "semaines",
    "wochen",
    "punten",
    "gewicht",
    "weight",
    "poids",
    "kredietpunten",
    "leistungspunkte",
];
/// Words for parts of a programme.
const TERMS: &[&str] = &[
    "semester",
    "sem",
    "jaar",
    "leerjaar",
    "schooljaar",
    "jaren",
    "blok",
    "periode",
    "trimester",
    "kwartaal",
    "fase",
    "graad",
    "term",
    "year",
    "years",
    "block",
    "period",
    "quarter",
    "phase",
    "stage year",
    "année",
    "annee",
    "bloc",
    "période",
    "quadrimestre",
    "jahr",
    "halbjahr",
    "abschnitt",
    "studienjahr",
    "lehrjahr",
    "opleidingsfase",
    "cycle",
];
/// Words that head remarks and what else says nothing of coverage.
const NOTES: &[&str] = &[
    "opmerking",
    "opmerkingen",
    "nota",
    "notities",
    "noot",
    "toelichting",
    "commentaar",
    "uitleg",
    "bron",
    "notes",
    "note",
    "remarks",
    "remark",
    "comments",
    "comment",
    "remarques",
    "remarque",
    "commentaire",
    "bemerkung",
    "bemerkungen",
    "anmerkung",
    "docent",
    "docenten",
    "leerkracht",
    "lector",
    "lesgever",
    "teacher",
    "lecturer",
    "enseignant",
    "lehrkraft",
    "lehrer",
    "verantwoordelijke",
    "coördinator",
    "responsible",
    "weging",
    "datum",
    "date",
    "status",
    "evaluatievorm",
    "werkvorm",
    "examenvorm",
];
/// Words that, alone, head the rooms of rows, whose codes may look as ids do.
const ROOMS: &[&str] = &[
    "lokaal",
    "lokalen",
    "zaal",
    "ruimte",
    "room",
    "rooms",
    "classroom",
    "salle",
    "salles",
    "local",
    "locaux",
    "raum",
    "räume",
    "klas",
    "klasgroep",
];
/// Words that head the texts of items.
const TEXTS: &[&str] = &[
    "tekst",
    "omschrijving",
    "beschrijving",
    "indicator",
    "indicatoren",
    "leerdoel",
    "leerdoelen",
    "doel",
    "doelen",
    "leeruitkomst",
    "leerresultaat",
    "leerresultaten",
    "kennis",
    "text",
    "description",
    "outcome",
    "learning outcome",
    "statement",
    "objective",
    "item",
    "libellé",
    "énoncé",
    "indicateur",
    "objectif",
    "savoir",
    "beschreibung",
    "lernergebnis",
    "indikator",
    "gedragsindicator",
];
/// Words for modules.
const MODULES: &[&str] = &[
    "module",
    "modules",
    "vak",
    "vakken",
    "opleidingsonderdeel",
    "opleidingsonderdelen",
    "course",
    "courses",
    "unit",
    "cours",
    "unité",
    "fach",
    "modul",
    "titel",
    "title",
    "naam",
    "name",
    "titre",
    "olod",
];
/// Words of a row or column that adds others up.
const TOTALS: &[&str] = &[
    "totaal",
    "eindtotaal",
    "total",
    "totaux",
    "aantal",
    "som",
    "sum",
    "count",
    "summe",
    "gesamt",
    "anzahl",
    "samen",
    "nombre",
    "subtotaal",
    "subtotal",
    "zwischensumme",
    "gemiddelde",
    "average",
    "moyenne",
    "durchschnitt",
    "gesamtergebnis",
];
/// Yes and no, which mark in one column and answer a question in another.
const YES_NO: &[&str] = &[
    "ja", "nee", "neen", "yes", "no", "oui", "non", "nein", "j", "n", "y", "true", "false", "waar", "onwaar",
    "vrai", "faux", "wahr", "falsch",
];

/// Words that head a column of ticks which is about something else than a module.
const ASIDES: &[&str] = &[
    "keuze",
    "getoetst",
    "toets",
    "verplicht",
    "klaar",
    "ok",
    "oke",
    "dekking",
    "gedekt",
    "behandeld",
    "gezien",
    "gecontroleerd",
    "nagekeken",
    "akkoord",
    "check",
    "checked",
    "done",
    "covered",
    "tested",
    "optional",
    "optioneel",
    "required",
    "mandatory",
    "choice",
    "fertig",
    "erledigt",
    "geprüft",
    "pflicht",
    "vu",
    "fait",
    "obligatoire",
    "afgewerkt",
    "belangrijk",
    "prioriteit",
    "nieuw",
    "vervalt",
    "examen",
    "wie",
];

fn words(text: &str) -> Vec<String> {
    let folded = fold_cell(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn has_word(text: &str, known: &[&str]) -> bool {
    words(text).iter().any(|word| known.contains(&word.as_str()))
}

pub(super) fn is_about_hours(text: &str) -> bool {
    has_word(text, HOURS)
}

/// Whether a heading asks for numbers that are no marks: hours, credits, years.
pub(super) fn is_about_numbers(text: &str) -> bool {
    is_about_amounts(text) || is_term(text)
}

/// Whether a heading asks how much of something there is: hours, credits, weeks.
pub(super) fn is_about_amounts(text: &str) -> bool {
    has_word(text, HOURS) || has_word(text, NUMBERS)
}

/// Whether a text asks for the number of a lesson or a week, or for an order.
pub(super) fn is_about_places(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "les",
        "lessen",
        "lesnummer",
        "lesnummers",
        "week",
        "weken",
        "weeknummer",
        "weeknummers",
        "weekplanning",
        "volgorde",
        "rangorde",
        "lesson",
        "lessons",
        "weeks",
        "order",
        "leçon",
        "leçons",
        "semaine",
        "semaines",
        "ordre",
        "woche",
        "wochen",
        "lektion",
        "reihenfolge",
    ];
    has_word(text, WORDS)
}

/// A numbered term and the title behind it: `Semester 2 Taarten`, `Jaar 1: Brood`.
pub(super) fn behind_term(text: &str) -> Option<(&str, &str)> {
    let mut spaces = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    let (_, end) = (spaces.next()?, spaces.next()?);
    let (term, title) = text.split_at(end);
    let (_, number) = term.split_once(char::is_whitespace)?;
    let number = number.trim_end_matches([':', '-', '–', '.', ',']);
    let is_numbered = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c));
    let title = title.trim_start_matches([':', '-', '–', '—', '.', ',', ' ', '\n', '\t']);
    let term = term.trim_end_matches([':', '-', '–', '.', ',']);
    (is_numbered && is_term(term) && !is_term(title) && title.chars().any(char::is_alphabetic))
        .then_some((term, title))
}

pub(super) fn is_term(text: &str) -> bool {
    let words = words(text);
    if words.len() > 4 {
        return false;
    }
    let begins = |word: &String| {
        TERMS.contains(&word.as_str())
            || TERMS.iter().any(|term| {
                term.len() >= 3
                    && word.strip_prefix(term).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
            })
    };
    words.iter().any(begins)
}

pub(super) fn is_note(text: &str) -> bool {
    let words = words(text);
    words.len() <= 3 && words.iter().any(|word| NOTES.contains(&word.as_str()))
}

pub(super) fn is_room(text: &str) -> bool {
    ROOMS.contains(&fold_cell(text).as_str())
}

/// Whether a heading asks a question of its rows, or is the name of a class such as `1A`.
pub(super) fn is_aside(text: &str) -> bool {
    let words = words(text);
    let is_class = |word: &String| word.len() <= 3 && word.starts_with(|c: char| c.is_ascii_digit());
    text.trim_end().ends_with('?')
        || (words.len() <= 2 && words.iter().any(|word| ASIDES.contains(&word.as_str())))
        || (words.len() == 1 && words.iter().all(is_class))
}

pub(super) fn is_about_texts(text: &str) -> bool {
    words(text).len() <= 3 && has_word(text, TEXTS)
}

pub(super) fn is_about_modules(text: &str) -> bool {
    words(text).len() <= 3 && has_word(text, MODULES)
}

/// Whether a word says that the name of a module follows: `Modul M01`.
pub(super) fn is_module_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "module",
        "modul",
        "vak",
        "fach",
        "cours",
        "course",
        "unit",
        "unité",
        "olod",
        "opleidingsonderdeel",
    ];
    WORDS.contains(&fold_cell(word).as_str())
}

pub(super) fn is_total(text: &str) -> bool {
    let is_word = matches!(Word::find(text), Some(Word::ItemsPerModule | Word::Total | Word::Together));
    let words = words(text);
    is_word || (words.len() <= 4 && words.first().is_some_and(|word| TOTALS.contains(&word.as_str())))
}

pub(super) fn is_yes_or_no(text: &str) -> bool {
    let folded = fold_cell(text);
    YES_NO.contains(&folded.as_str())
}

/// Whether `text` looks like a code: short, letters first, with a digit, in at most two parts.
pub(super) fn is_code(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '.']);
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_part =
        |part: &&str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '/'));
    let shape = match parts.as_slice() {
        [one] => is_part(one),
        // `CS 101`: letters and a number.
        [letters, number] => {
            letters.chars().all(char::is_alphabetic)
                && letters.chars().count() <= 4
                && letters.chars().all(char::is_uppercase)
                && number.starts_with(|c: char| c.is_ascii_digit())
                && is_part(number)
        }
        _ => false,
    };
    shape
        && text.chars().count() <= 12
        && text.starts_with(char::is_alphabetic)
        && text.chars().any(|c| c.is_ascii_digit())
}

/// Whether `text` is a number, with or without a unit of hours behind it.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
    if text.is_empty() || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

pub(super) fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.replace(',', ".").parse::<f64>().is_ok()
}

pub(super) fn is_percentage(text: &str) -> bool {
    text.strip_suffix('%').is_some_and(|number| is_number(number.trim()))
}

/// Whether a cell is a letter, which may stand for a level.
pub(super) fn is_letter(cell: &str) -> bool {
    let mut letters = cell.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether a text is long enough to be a sentence of a profile.
pub(super) fn is_sentence(cell: &str) -> bool {
    cell.split_whitespace().count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_titles() {
        for code in ["M01", "KCM-02", "CS 101", "M1.2:", "X9"] {
            assert!(is_code(code), "{code}");
        }
        for title in ["Module 1", "Blok 1 brood", "40", "Stage", "Gisten", "aardappel 2"] {
            assert!(!is_code(title), "{title}");
        }
    }

    #[test]
    fn words_say_what_a_heading_is_about() {
        assert!(
            is_about_hours("Lesuren") && is_about_hours("uren/week") && !is_about_hours("Uurwerken maken")
        );
        assert!(is_term("Semester 1") && is_term("sem2") && is_term("Jaar 1") && !is_term("Brood"));
        assert!(is_total("Totaal") && is_total("Aantal modules") && !is_total("Telt de kassa"));
        assert_eq!(number("40 u"), Some(40.0));
        assert_eq!(number("M01"), None);
    }
}
