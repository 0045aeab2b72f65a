//! The words that a spreadsheet of a site has of its own, in all languages. A column below one of these words is
//! never taken for a module's, whichever language the spreadsheet was made in.
//!
//! The words of pages are in `themes/default/words`; these stand in the program, since the import has to know them
//! again, and since an old file keeps the words with which it was written.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::config::Language;
use crate::text::fold_case;

macro_rules! words {
    ($($word:ident $dutch:literal $english:literal $french:literal $german:literal)*) => {
        /// A word of a spreadsheet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the words say it")]
        pub enum Word { $($word),* }

        impl Word {
            /// Every word.
            pub const ALL: &[Self] = &[$(Self::$word),*];

            /// The word in `language`.
            pub fn text(self, language: Language) -> &'static str {
                let [dutch, english, french, german] = self.texts();
                match language {
                    Language::Dutch => dutch,
                    Language::English => english,
                    Language::French => french,
                    Language::German => german,
                }
            }

            fn texts(self) -> [&'static str; 4] {
                match self { $(Self::$word => [$dutch, $english, $french, $german]),* }
            }
        }
    };
}

words! {
    Competence     "competentie"      "competence"       "compétence"         "Kompetenz"
    Competences    "competenties"     "competences"      "compétences"        "Kompetenzen"
    Item           "doel"             "item"             "objectif"           "Ziel"
    Kind           "soort"            "kind"             "type"               "Art"
    Text           "tekst"            "text"             "texte"              "Text"
    Status         "status"           "status"           "état"               "Status"
    Modules        "aantal modules"   "number of modules" "nombre de modules" "Anzahl Module"
    Together       "samen"            "together"         "ensemble"           "zusammen"
    ItemsPerModule "doelen per module" "items per module" "objectifs par module" "Ziele pro Modul"
    Choice         "keuze"            "choice"           "choix"              "Wahl"
    ChoiceOf       "te kiezen modules" "modules to choose from" "modules au choix" "Module zur Wahl"
    Total          "totaal"           "total"            "total"              "Summe"
    Number         "nr."              "no."              "n°"                 "Nr."
    Remark         "opmerking"        "remark"           "remarque"           "Bemerkung"
    Level          "niveau"           "level"            "niveau"             "Stufe"
    Claimed        "nu in"            "so far in"        "pour l’instant dans" "bisher in"
    Nearest        "past misschien in" "may fit in"      "modules les plus proches" "passt am ehesten zu"
    Reason         "reden"            "reason"           "raison"             "Grund"
    Matrix         "Matrix"           "Matrix"           "Matrice"            "Matrix"
    Gaps           "Hiaten"           "Gaps"             "Lacunes"            "Lücken"
    Assessments    "Toetsmatrijs"     "Assessment map"   "Matrice d’évaluation" "Prüfungsmatrix"
    Alignment      "Leren en toetsen" "Learning and assessment" "Apprendre et évaluer" "Lernen und prüfen"
    AssessmentCount "aantal toetsen"  "number of assessments" "nombre d’évaluations" "Anzahl Prüfungen"
    ItemsPerAssessment "doelen per toets" "items per assessment" "objectifs par évaluation" "Ziele pro Prüfung"
    Method         "werkvorm of toetsvorm" "method"      "méthode"            "Methode"
    Weight         "weging (%)"       "weight (%)"       "pondération (%)"    "Gewichtung (%)"
    Hours          "uren"             "hours"            "heures"             "Stunden"
    HoursUnit      "uur"              "hours"            "heures"             "Stunden"
    NoWeight       "geen toets met een weging" "no assessment with a weight" "aucune évaluation pondérée" "keine Prüfung mit Gewichtung"
    NotPractised   "nergens ingeoefend" "practised nowhere" "exercé nulle part" "nirgends geübt"
    Legend         "Legende"          "Legend"           "Légende"            "Legende"
    NotYet         "nog niet"         "not yet"          "pas encore"         "noch nicht"
    Possible       "mogelijk"         "possibly"         "peut-être"          "möglicherweise"
    Missing        "ontbreekt"        "missing"          "absent"             "fehlt"
    Exempt         "bewust niet opgenomen" "exempt"      "volontairement non repris" "bewusst nicht aufgenommen"
    Programme      "opleiding"        "programme"        "formation"          "Bildungsgang"
    Profile        "profiel"          "profile"          "profil"             "Profil"
    Website        "website"          "website"          "site web"           "Website"
    Mark           "teken"            "mark"             "signe"              "Zeichen"
    Meaning        "betekenis"        "meaning"          "signification"      "Bedeutung"
    EnoughFrom     "gedekt vanaf dit niveau" "covered from this level on" "couvert à partir de ce niveau" "abgedeckt ab dieser Stufe"
    Count          "aantal"           "number"           "nombre"             "Anzahl"
    CoveredMeans   "minstens één module bereikt dit niveau" "at least one module reaches this level" "au moins un module atteint ce niveau" "mindestens ein Modul erreicht diese Stufe"
    PossibleMeans  "alleen wie bepaalde keuzemodules volgt, bereikt dit niveau" "only those who choose certain modules reach this level" "seuls ceux qui choisissent certains modules atteignent ce niveau" "nur wer bestimmte Wahlmodule belegt, erreicht diese Stufe"
    PartialMeans   "modules werken eraan, maar geen enkele bereikt dat niveau" "modules work on it, but none reaches that level" "des modules y travaillent, mais aucun n’atteint ce niveau" "Module arbeiten daran, aber keines erreicht diese Stufe"
    MissingMeans   "geen enkele module behandelt het doel" "no module treats the item" "aucun module ne traite l’objectif" "kein Modul behandelt das Ziel"
    ExemptMeans    "de opleiding laat het doel bewust weg; de reden staat bij de hiaten" "the programme leaves the item out on purpose; the reason stands with the gaps" "la formation omet l’objectif à dessein ; le motif figure avec les lacunes" "der Bildungsgang lässt das Ziel bewusst weg; der Grund steht bei den Lücken"
    TogetherMeans  "het hoogste niveau dat de modules van een periode bereiken" "the highest level that the modules of a term reach" "le niveau le plus élevé qu’atteignent les modules d’une période" "die höchste Stufe, die die Module eines Abschnitts erreichen"
    TooEarly       "Te vroeg"         "Too early"        "Trop tôt"           "Zu früh"
    ReachedIn      "geëvalueerd in"   "assessed in"      "évalué dans"        "geprüft in"
    IntroducedIn   "aangebracht in"   "introduced in"    "introduit dans"     "eingeführt in"
    IntroducedForSome "eerder, maar niet voor iedereen, in" "earlier, but not for everyone, in" "plus tôt, mais pas pour tous, dans" "früher, aber nicht für alle, in"
    ReadBack       "Tekens die je hier verandert, komen in de modules met:" "Marks that you change here go into the modules with:" "Les signes que vous changez ici passent dans les modules avec :" "Zeichen, die hier geändert werden, kommen in die Module mit:"
    Indicators     "Indicatoren"      "Indicators"       "Indicateurs"        "Indikatoren"
    Knowledge      "Kennis"           "Knowledge"        "Savoirs"            "Kenntnisse"
    Skills         "Vaardigheden"     "Skills"           "Aptitudes"          "Fertigkeiten"
    Attitudes      "Attitudes"        "Attitudes"        "Attitudes"          "Haltungen"
}

/// The words by their folded texts, of equal ones the first. Each cell of a sheet may be looked up.
static FOLDED: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for word in Word::ALL.iter().copied() {
        for text in word.texts().iter().chain(word.former()) {
            words.entry(fold_case(text)).or_insert(word);
        }
    }
    words
});

impl Word {
    /// The word that `text` is in any of the languages, whatever its case.
    pub fn find(text: &str) -> Option<Self> {
        FOLDED.get(&fold_case(text)).copied()
    }

    /// The texts that earlier versions wrote for it.
    fn former(self) -> &'static [&'static str] {
        match self {
            Self::Item => &["item", "élément", "Element"],
            Self::ItemsPerModule => &["éléments par module", "Elemente pro Modul"],
            Self::Exempt => &["vrijgesteld", "dispensé", "befreit"],
            Self::EnoughFrom => &["gedeckt ab dieser Stufe"],
            _ => &[],
        }
    }

    /// Whether it heads a column that is no module's, even where a module has the same title.
    pub fn heads_column(self) -> bool {
        matches!(
            self,
            Self::Competence
                | Self::Item
                | Self::Kind
                | Self::Text
                | Self::Status
                | Self::Modules
                | Self::Together
                | Self::Total
                | Self::Number
                | Self::Remark
        )
    }

    /// The head of a module's column: its code and title. A title alone that is one of these
    /// words gets `module` before it.
    pub fn module_name(code: &str, title: &str) -> String {
        if !code.is_empty() {
            return format!("{code} {title}");
        }
        match Self::find(title) {
            None => title.to_owned(),
            Some(_) => format!("module {title}"),
        }
    }

    /// The word for the items of one kind together; `kind` is its name in data.
    pub fn of_kind(kind: &str) -> Self {
        match kind {
            "competence" => Self::Competences,
            "knowledge" => Self::Knowledge,
            "skill" => Self::Skills,
            "attitude" => Self::Attitudes,
            _ => Self::Indicators,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_in_every_language() {
        for word in Word::ALL {
            for language in Language::ALL {
                assert!(Word::find(word.text(language)).is_some(), "{word:?}");
            }
            for text in word.former() {
                assert_eq!(Word::find(text), Some(*word), "{text}");
            }
        }
        assert_eq!(Word::find(" Samen "), Some(Word::Together));
        assert_eq!(Word::find("M01"), None);
    }
}
