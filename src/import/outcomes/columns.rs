//! The words over the columns of a list of outcomes, in Dutch, English, French and German.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::diagnostics::{Message, say};
use crate::import::outcomes::words::{KINDS, OutcomeKind, kind_of_heading, words};
use crate::text::fold_case;

/// The role of a column in a list of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::import) enum ColumnRole {
    /// The code of an outcome, or of the group in the next column.
    Code,
    /// The outcome itself.
    Statement,
    /// An outcome of this kind.
    Kinded(OutcomeKind),
    /// The group below which it stands.
    Group,
    /// Its kind.
    Kind,
    /// How far it goes.
    Level,
    /// Its explanation.
    Description,
    /// The codes of what it goes with elsewhere, which stay as text.
    References,
}

impl ColumnRole {
    /// Its name on the command line.
    pub(in crate::import) fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Statement => "text",
            Self::Kinded(kind) => kind.plural(),
            Self::Group => "group",
            Self::Kind => "kind",
            Self::Level => "level",
            Self::Description => "description",
            Self::References => "references",
        }
    }

    /// What such a column holds, for people.
    pub(in crate::import) fn noun(self) -> Message {
        match self {
            Self::Code => say!("code"),
            Self::Statement => say!("text"),
            Self::Kinded(kind) => kind.noun(),
            Self::Group => say!("group"),
            Self::Kind => say!("kind"),
            Self::Level => say!("level"),
            Self::Description => say!("description"),
            Self::References => say!("references"),
        }
    }

    /// The role that somebody names so on the command line.
    pub(in crate::import) fn named(name: &str) -> Option<Self> {
        let kinds = KINDS.iter().map(|(kind, _)| Self::Kinded(*kind));
        let others = [
            Self::Code,
            Self::Statement,
            Self::Group,
            Self::Kind,
            Self::Level,
            Self::Description,
            Self::References,
        ];
        others.into_iter().chain(kinds).find(|role| role.name() == name)
    }
}

/// Words that say what the column below them holds.
struct ColumnWords {
    role: ColumnRole,
    /// As in [`ColumnName`].
    weakness: u8,
    words: &'static [&'static str],
}

/// The words over columns, the roles that win first: the whole text is such a word, or has it.
const COLUMNS: &[ColumnWords] = &[
    ColumnWords {
        role: ColumnRole::Code,
        weakness: 0,
        words: &[
            "code",
            "id",
            "nr",
            "no",
            "n°",
            "nummer",
            "number",
            "num",
            "numéro",
            "ref",
            "referentie",
            "reference",
            "référence",
            "kenmerk",
            "afkorting",
            "kürzel",
            "ksb",
            "identifier",
            "identifiant",
            "kennung",
            "#",
        ],
    },
    ColumnWords {
        role: ColumnRole::Kind,
        weakness: 0,
        words: &["soort", "kind", "type", "art", "nature", "typ", "kennis/vaardigheid", "k/s/b"],
    },
    ColumnWords {
        role: ColumnRole::Level,
        weakness: 0,
        words: &[
            "niveau",
            "level",
            "graad",
            "grade",
            "stufe",
            "niveaustufe",
            "leerjaar",
            "year",
            "jaar",
            "année",
            "bloom",
            "beheersingsniveau",
            "kompetenzstufe",
            "eqf",
            "taxonomie",
            "taxonomy",
            "degré",
        ],
    },
    ColumnWords {
        role: ColumnRole::Group,
        weakness: 0,
        words: &[
            "domein",
            "domain",
            "cluster",
            "groep",
            "group",
            "categorie",
            "category",
            "area",
            "areas",
            "bloc",
            "domaine",
            "bereich",
            "lernfeld",
            "handlungsfeld",
            "unit",
            "element",
            "thema",
            "theme",
            "thème",
            "rubriek",
            "hoofdstuk",
            "strand",
            "pôle",
            "competentiegebied",
            "kompetenzbereich",
            "dimension",
            "dimensie",
            "subdomein",
            "subdomain",
            "sous-domaine",
            "section",
            "module",
            "topic",
            "subject",
            "vakgebied",
            "catégorie",
            "handlungskompetenzbereich",
            "duty",
            "taak",
            "kerntaak",
            "werkproces",
            "hoofdcompetentie",
            "leerlijn",
        ],
    },
    ColumnWords {
        role: ColumnRole::Statement,
        weakness: 0,
        words: &[
            "leerresultaat",
            "leerresultaten",
            "leerdoel",
            "leerdoelen",
            "doel",
            "doelen",
            "doelstelling",
            "doelstellingen",
            "eindterm",
            "eindtermen",
            "outcome",
            "outcomes",
            "statement",
            "fullstatement",
            "objective",
            "objectives",
            "criterion",
            "criteria",
            "standard",
            "standards",
            "descriptor",
            "leerplandoel",
            "leerplandoelen",
            "énoncé",
            "libellé",
            "objectif",
            "objectifs",
            "acquis",
            "capacité",
            "capacités",
            "lernziel",
            "lernziele",
            "lernergebnis",
            "lernergebnisse",
            "formulierung",
            "tekst",
            "text",
            "texte",
            "deelcompetentie",
            "subcompetentie",
        ],
    },
    ColumnWords {
        role: ColumnRole::Statement,
        weakness: 1,
        words: &[
            "competentie",
            "competenties",
            "competence",
            "competences",
            "competency",
            "competencies",
            "compétence",
            "compétences",
            "kompetenz",
            "kompetenzen",
        ],
    },
    ColumnWords {
        role: ColumnRole::Statement,
        weakness: 2,
        words: &["titel", "title", "titre", "naam", "name", "nom", "item", "bezeichnung", "intitulé"],
    },
    ColumnWords {
        role: ColumnRole::Statement,
        weakness: 3,
        words: &["omschrijving", "beschrijving", "description", "beschreibung"],
    },
    ColumnWords {
        role: ColumnRole::Description,
        weakness: 0,
        words: &[
            "toelichting",
            "uitleg",
            "explanation",
            "notes",
            "note",
            "remark",
            "remarks",
            "opmerking",
            "opmerkingen",
            "précisions",
            "commentaire",
            "commentaires",
            "erläuterung",
            "guidance",
            "examples",
            "example",
            "voorbeelden",
            "voorbeeld",
            "exemples",
            "beispiele",
            "details",
            "detail",
            "verduidelijking",
            "context",
        ],
    },
];

/// For each word the rows of [`COLUMNS`] that have it.
static ROWS_OF_WORDS: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, columns) in COLUMNS.iter().enumerate() {
        columns.words.iter().for_each(|word| rows.entry(fold_case(word)).or_default().push(row));
    }
    rows
});

/// Words over columns of amounts, which are neither codes nor marks.
const MEASURES: &[&str] = &[
    "semester",
    "semesters",
    "semestre",
    "trimester",
    "trimestre",
    "periode",
    "période",
    "week",
    "lesweek",
    "woche",
    "uren",
    "uur",
    "lestijden",
    "lesuren",
    "studietijd",
    "studiepunten",
    "tijd",
    "duur",
    "punten",
    "gewicht",
    "aantal",
    "hours",
    "hour",
    "hrs",
    "time",
    "duration",
    "credits",
    "ects",
    "points",
    "weight",
    "weighting",
    "heures",
    "heure",
    "durée",
    "temps",
    "volume",
    "crédits",
    "pondération",
    "stunden",
    "stunde",
    "std",
    "zeit",
    "zeitrichtwert",
    "zeitrichtwerte",
    "unterrichtsstunden",
    "dauer",
    "punkte",
];

/// Whether the text over a column says that it holds amounts: hours, points.
pub(in crate::import) fn is_measure(text: &str) -> bool {
    static FOLDED: LazyLock<HashSet<String>> =
        LazyLock::new(|| MEASURES.iter().map(|word| fold_case(word)).collect());
    words(text).any(|word| FOLDED.contains(&word))
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
    /// For a column of outcomes, how weakly its name says so: 0 is beyond doubt, 1 may be a group, 2 a title, 3 a
    /// description.
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
            ("LearningArea", Some(ColumnRole::Group)),
            ("fullStatement", Some(ColumnRole::Statement)),
        ] {
            assert_eq!(column(text).map(|name| name.role), role, "{text}");
        }
        assert_eq!(column("Omschrijving").map(|name| name.weakness), Some(3));
    }
}
