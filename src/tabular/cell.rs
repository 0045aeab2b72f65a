//! Cells of files that say nothing of types, such as CSV.
//!
//! A spreadsheet that opens such a file takes a cell for a formula by its first character, and runs it: that may
//! fetch an address or start a program. [`guard_formula`] puts an apostrophe before such a text, which spreadsheets
//! know as the sign of a text, and [`unguard_formula`] takes it off when the file comes back. A text that begins
//! with an apostrophe and such a sign by itself gets a second apostrophe, so that reading always takes away exactly
//! the sign that writing put there: `unguard_formula(&guard_formula(text)) == text` for every text.

use std::borrow::Cow;

/// The characters that begin a formula, as OWASP lists them: those of ASCII, and the full-width ones, which
/// spreadsheets set to Chinese or Japanese take for the same. A NUL is dropped before the rest is looked at.
const FORMULA_SIGNS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\0'];

/// Whether a spreadsheet may run `text` as a formula. Whatever begins with a tab or a line break counts, since
/// some programs part cells there; other white space may be dropped, so the character after it decides.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(FORMULA_SIGNS)
}

/// `text` with an apostrophe before it if a spreadsheet may run it as a formula.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    let without_apostrophes = text.trim_start_matches('\'');
    if is_formula(without_apostrophes) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guard_formula`] made `cell` of.
pub fn unguard_formula(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        Some(_) | None => cell,
    }
}

/// `text` as a cell of a CSV file (RFC 4180), whatever its separator: between quotation marks if it holds one of
/// them or a line break, and if it begins or ends with white space, which some readers trim.
pub fn escape_csv(text: &str) -> Cow<'_, str> {
    let is_guarded = unguard_formula(text) != text;
    if is_guarded || text.contains(['"', ',', ';', '\n', '\r', '\t']) || text.trim() != text {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in [
            "=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x", " =1",
            "\u{a0}=1",
        ] {
            assert_eq!(guard_formula(text), format!("'{text}"));
        }
        for text in ["'s Morgens", "Luistert", "a=b", " a", ""] {
            assert_eq!(guard_formula(text), text);
        }
    }

    #[test]
    fn reading_takes_away_what_writing_put_there() {
        for text in ["=1", "'=1", "''=1", "'s", "", "'", "a=b", "＝1", "'＝1", " =1", "' =1", "'\t"] {
            assert_eq!(unguard_formula(&guard_formula(text)), text);
        }
    }

    #[test]
    fn a_reader_of_csv_gets_the_text_back() {
        for text in ["a", "a,b", "a;b", "a\tb", "\"", "a\"b", "a\nb", " a ", "'=1", "", "é"] {
            let line = format!("{},x", escape_csv(text));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            assert_eq!(&reader.records().next().unwrap().unwrap()[0], text);
        }
    }
}
