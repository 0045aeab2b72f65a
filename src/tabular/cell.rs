//! Purpose: keep a text from being run as a formula.
//! Input: a text. Output: the text of a cell in a file that says nothing of types, such as CSV.
//! Invariant: `unguarded(guarded(text))` is `text`, and a guarded text never begins with a sign of a formula.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula, or drops before it looks.
const SIGNS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// Whether a spreadsheet would run `text`, or hide its beginning.
fn is_dangerous(text: &str) -> bool {
    text.starts_with(SIGNS)
}

/// `text` with an apostrophe before it where a spreadsheet would take it for a formula. A text that has such
/// an apostrophe of its own gets a second one, so that reading takes away what writing put there.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let rest = text.trim_start_matches('\'');
    if is_dangerous(rest) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] made `cell` of.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_dangerous(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\0x"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("'s Morgens"), "'s Morgens");
        assert_eq!(guarded("Luistert"), "Luistert");
    }

    #[test]
    fn reading_takes_away_what_writing_put_there() {
        for text in ["=1", "'=1", "''=1", "'s", "", "'", "a=b"] {
            assert_eq!(unguarded(&guarded(text)), text);
        }
    }
}
