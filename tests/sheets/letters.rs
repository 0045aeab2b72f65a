//! Letters and words that schools of several countries write for levels. Those of the site's own language are read; what
//! may be anything is asked, and the line that answers is proposed by the language of the site.

use leerlijn::import::matrix::{self, Options};

use super::{Outcome, site};

/// What came of a sheet in a site in `language`, of which the cells hold `marks`, each twice.
fn marked(language: &str, marks: &[&str]) -> Outcome {
    let settings = format!("title = \"S\"\nlanguage = \"{language}\"\n");
    let mut text = "item;M01;M02\n".to_owned();
    for (number, mark) in (1..).zip(marks) {
        text.push_str(&format!("c1.{number};{mark};{mark}\n"));
    }
    let book = matrix::read(text.as_bytes(), "B", None).unwrap();
    Outcome::of(site(&[("leerlijn.toml", &settings)]), &book, &Options::default())
}

/// Asserts that nothing is claimed and that the question is answered by this line.
#[track_caller]
fn asks(language: &str, marks: &[&str], line: &str) {
    marked(language, marks).is("", &[&format!("`--marks {line}`")]);
}

#[test]
fn letters_of_german_sheets_are_asked_with_the_levels_that_they_likely_are() {
    asks("de", &["E", "P"], "E=eingeführt,P=geprüft");
    asks("de", &["E", "V", "P"], "E=eingeführt,P=geprüft,V=geübt");
    asks("de", &["E", "Ü", "P"], "E=eingeführt,P=geprüft,Ü=geübt");
    asks("de", &["K", "T", "E"], "E=geprüft,K=eingeführt,T=geübt");
    asks("de", &["niedrig", "mittel", "hoch"], "hoch=geprüft,mittel=geübt,niedrig=eingeführt");
    // `V` is a tick where no letter stands beside it.
    marked("de", &["V"]).is("M01 c1.1 3; M02 c1.1 3", &[]);
    asks("de", &["E", "V"], "V=geübt");
}

#[test]
fn a_letter_that_begins_two_names_of_levels_is_asked() {
    marked("de", &["E", "G"]).is("", &["`--marks E=eingeführt,G=geübt` or `--marks E=eingeführt,G=geprüft`"]);
    // Capitals often lose their accents.
    marked("fr", &["I", "E"]).is("", &["`--marks E=exercé,I=introduit` or `--marks E=évalué,I=introduit`"]);
    marked("fr", &["I", "E", "É"])
        .is("M01 c1.1 1; M01 c1.2 2; M01 c1.3 3; M02 c1.1 1; M02 c1.2 2; M02 c1.3 3", &[]);
}

#[test]
fn letters_of_other_languages_are_taken_only_where_all_of_them_are_there() {
    let all = "M01 c1.1 1; M01 c1.2 2; M01 c1.3 3; M02 c1.1 1; M02 c1.2 2; M02 c1.3 3";
    for language in ["nl", "en", "fr", "de"] {
        marked(language, &["I", "P", "A"]).is(all, &[]);
        marked(language, &["1", "2", "3"]).is(all, &[]);
    }
    asks("nl", &["I", "P"], "I=aangebracht,P=ingeoefend");
    asks("nl", &["P"], "P=…");
    asks("nl", &["E"], "E=…");
    asks("de", &["P", "A"], "A=geprüft,P=geübt");
}

#[test]
fn a_letter_in_one_cell_is_asked_beside_others_of_its_series() {
    super::grid(&["Doel|M01|M02", "c1.1|I|R", "c1.2|M|I"])
        .is("", &["`--marks I=aangebracht,M=geëvalueerd,R=ingeoefend`"]);
    super::grid(&["Doel|M01|M02", "c1.1|laag|hoog", "c1.2|midden|laag"])
        .is("", &["`--marks hoog=geëvalueerd,laag=aangebracht,midden=ingeoefend`"]);
    // A word alone is more likely a remark.
    super::grid(&["Doel|M01|M02", "c1.1|x|hoog", "c1.2||x"])
        .is("M01 c1.1 3; M02 c1.2 3", &["C2 \"hoog\": this is no mark"]);
}

#[test]
fn the_letters_of_a_legend_above_the_table_are_no_levels_of_its_columns() {
    for rows in [
        ["A|aangebracht", "O|ingeoefend", "T|geëvalueerd", "", "Doel|M01|M02", "c1.1|A|O", "c1.2|T|"],
        ["○|aangebracht", "◐|ingeoefend", "●|geëvalueerd", "", "Doel|M01|M02", "c1.1|○|◐", "c1.2|●|"],
    ] {
        super::grid(&rows).is("M01 c1.1 1; M01 c1.2 3; M02 c1.1 2", &["row 1: it explains marks"]);
    }
}

#[test]
fn letters_of_the_united_states_and_three_degrees_are_asked_in_their_order() {
    asks("en", &["I", "R", "M"], "I=introduced,M=assessed,R=practised");
    asks("nl", &["I", "R", "M"], "I=aangebracht,M=geëvalueerd,R=ingeoefend");
    asks("en", &["low", "medium", "high"], "high=assessed,low=introduced,medium=practised");
    asks("nl", &["laag", "midden", "hoog"], "hoog=geëvalueerd,laag=aangebracht,midden=ingeoefend");
    asks("en", &["L", "M", "H"], "H=assessed,L=introduced,M=practised");
    asks("fr", &["faible", "moyen", "fort"], "faible=introduit,fort=évalué,moyen=exercé");
}
