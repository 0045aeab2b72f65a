//! Lines that state a fact of a course and no outcome: its hours, its year, its credits, its number, how much a test counts.

use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::columns;
use crate::import::outcomes::text_words::words;

/// Whether `text` is such a line.
pub(super) fn is_fact(text: &str) -> bool {
    is_all_measures(text) || is_share(text) || is_labelled_number(text)
}

/// Whether `word` says that a number beside it is an amount, a level or a code.
fn is_of_amount(word: &str) -> bool {
    let role = columns::column(word).map(|name| name.role);
    columns::is_measure(word) || matches!(role, Some(ColumnRole::Level))
}

/// "Ausbildungsjahr, Zeitrichtwert 60 Stunden": such words and numbers, and nothing else.
fn is_all_measures(text: &str) -> bool {
    let own: Vec<String> = words(text).filter(|word| word.contains(char::is_alphabetic)).collect();
    !own.is_empty() && own.len() <= 6 && own.iter().all(|word| is_of_amount(word))
}

/// "Portfolio 40%", "Pass 50% - 64%": hardly a word, and a share at its end.
fn is_share(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ';', ' ']);
    let is_number =
        text.strip_suffix('%').is_some_and(|rest| rest.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    is_number && words(text).filter(|word| word.contains(char::is_alphabetic)).count() <= 4
}

/// "Credit value: 4", "Unit reference number: Y/506/2150".
fn is_labelled_number(text: &str) -> bool {
    let Some((label, value)) = text.split_once(':') else { return false };
    let is_code = columns::column(label).is_some_and(|name| name.role == ColumnRole::Code);
    let is_short = words(label).count() <= 4 && value.split_whitespace().count() <= 3;
    let has_number = value.contains(|c: char| c.is_ascii_digit());
    is_short && has_number && (is_code || words(label).any(|word| is_of_amount(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_hours_or_shares_is_no_outcome() {
        for text in [
            "Ausbildungsjahr Zeitrichtwert: 60 Stunden",
            "Lehrjahr",
            "Guided learning hours: 34",
            "Unit reference number: Y/506/2150",
            "Examen 60 %",
            "Pass 50% - 64%",
            "Studiepunten: 6",
        ] {
            assert!(is_fact(text), "{text}");
        }
        for text in [
            "Plant drie uur werk per week",
            "Berekent 10% korting voor de klant",
            "Niveau van het water meten",
        ] {
            assert!(!is_fact(text), "{text}");
        }
    }
}
