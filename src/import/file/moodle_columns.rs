//! The columns of a framework of Moodle by their names, which Moodle writes in the language of whoever exports it.

use crate::text::fold_case;

/// How many columns Moodle writes.
const COLUMNS: usize = 14;

/// For each of Moodle's columns, in its order, the words that its name has in Dutch, English, French and German: one of
/// each group. A name is that of the first column whose words it has.
const NAMES: [(usize, &[&[&str]]); COLUMNS] = [
    (
        10,
        &[&[
            "cross",
            "kruis",
            "gerelateerd",
            "verwante",
            "croisé",
            "lié",
            "associé",
            "related",
            "querverw",
            "verknüpft",
            "verwandt",
            "bezug",
        ]],
    ),
    (11, &[&["xport"]]),
    (0, &[&["parent", "ouder", "bovenliggend", "hoofd", "übergeordnet", "oberste", "eltern"]]),
    (13, &[&["taxonom"]]),
    (6, &[&["scale", "schaal", "barème", "échelle", "skala", "skalen"], &["config", "konfig", "instelling"]]),
    (5, &[&["scale", "schaal", "barème", "échelle", "skala", "skalen"]]),
    (9, &[&["rule", "regel", "règle"], &["config", "konfig"]]),
    (8, &[&["rule", "regel", "règle"], &["outcome", "resultaat", "uitkomst", "résultat", "ergebnis"]]),
    (7, &[&["rule", "regel", "règle"]]),
    (4, &[&["descri", "beschrij", "omschrij", "beschreib"], &["format", "formaat", "opmaak"]]),
    (3, &[&["descri", "beschrij", "omschrij", "beschreib"]]),
    (12, &[&["framework", "raamwerk", "kader", "référentiel", "rahmen"], &["is ", "est ", "ist ", "is_"]]),
    (2, &[&["short", "korte", "kurz", "abrégé", "court"]]),
    (1, &[&["id number", "idnumber", "id-num", "id num", "identifi", "numéro d", "n° d", "id"]]),
];

/// Where each of Moodle's columns stands in a file.
#[derive(Debug, Clone)]
pub(in crate::import) struct Columns {
    places: [Option<usize>; COLUMNS],
}

impl Columns {
    /// The columns with `names`; none where they are not Moodle's.
    pub(in crate::import) fn named(names: &[String]) -> Option<Self> {
        let mut places = [None; COLUMNS];
        for (at, name) in names.iter().enumerate() {
            let name = fold_case(name.trim_start_matches('\u{feff}'));
            let has = |group: &&[&str]| group.iter().any(|word| name.contains(word));
            let known = NAMES.iter().find(|(_, words)| words.iter().all(&has));
            if let Some((column, _)) = known {
                places[*column].get_or_insert(at);
            }
        }
        // A competency is told by its id number and its name, and one row is the framework itself.
        let is_whole = [1, 2, 12].iter().all(|column| places[*column].is_some());
        is_whole.then_some(Self { places })
    }

    /// Moodle's own order, for a file with as many columns.
    pub(in crate::import) fn by_position(columns: usize) -> Option<Self> {
        (columns == COLUMNS).then(|| Self { places: std::array::from_fn(Some) })
    }

    /// The cells of a row in Moodle's order.
    pub(in crate::import) fn arranged(&self, cells: &[String]) -> Vec<String> {
        self.places
            .iter()
            .map(|place| place.and_then(|at| cells.get(at)).cloned().unwrap_or_default())
            .collect()
    }
}

/// Whether `names` are those of the columns of a framework of Moodle.
pub(in crate::import) fn is_header(names: &[String]) -> bool {
    let known = Columns::named(names).map_or(0, |columns| columns.places.iter().flatten().count());
    // Other tables have an id and a short name too.
    known >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_known_in_four_languages() {
        let headers = [
            "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type \
             (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,Exported ID \
             (optional),Is framework,Taxonomy",
            "ID-nummer bovenliggende competentie,ID-nummer,Korte naam,Beschrijving,Beschrijvingsformaat,Schaalwaarden,\
             Schaalconfiguratie,Regeltype (optioneel),Regelresultaat (optioneel),Regelconfiguratie (optioneel),ID-nummers van \
             kruisverwijzingen,Geëxporteerd ID (optioneel),Is raamwerk,Taxonomie",
            "Numéro d’identification du parent,Numéro d’identification,Nom abrégé,Description,Format de la description,Valeurs \
             du barème,Configuration du barème,Type de règle (facultatif),Résultat de la règle (facultatif),Configuration de la \
             règle (facultatif),Numéros d’identification des compétences liées,Identifiant exporté (facultatif),Est un \
             référentiel,Taxonomie",
            "ID-Nummer der übergeordneten Kompetenz,ID-Nummer,Kurzbezeichnung,Beschreibung,Beschreibungsformat,Skalenwerte,\
             Skalenkonfiguration,Regeltyp (optional),Regelergebnis (optional),Regelkonfiguration (optional),ID-Nummern der \
             verknüpften Kompetenzen,Exportierte ID (optional),Ist Kompetenzrahmen,Taxonomie",
        ];
        for header in headers {
            let names: Vec<String> = header.split(',').map(str::to_owned).collect();
            let columns = Columns::named(&names).unwrap();
            assert_eq!(columns.places, std::array::from_fn(Some), "{header}");
        }
    }

    #[test]
    fn the_columns_may_stand_in_any_order() {
        let names = ["Is framework", "Short name", "ID number"].map(str::to_owned);
        let columns = Columns::named(&names).unwrap();
        let cells = columns.arranged(&["1", "Naam", "F"].map(str::to_owned));
        assert_eq!(
            (cells[12].as_str(), cells[2].as_str(), cells[1].as_str(), cells[0].as_str()),
            ("1", "Naam", "F", "")
        );
    }
}
