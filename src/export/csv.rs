//! Purpose: CSV that a spreadsheet opens right at once.
//! Input: rows of texts. Output: a text as in RFC 4180, with a byte order mark.
//! Invariant: no cell can be taken for a formula, and every row has as many cells as it was given.

use crate::config::Language;
use crate::tabular::guarded;

/// A CSV text that grows row by row.
pub(super) struct Csv {
    text: String,
    separator: char,
}

impl Csv {
    /// An empty one, with the separator that spreadsheets expect where `language` is spoken.
    pub(super) fn new(language: Language) -> Self {
        // Where numbers have a decimal comma, a spreadsheet parts lists by semicolons.
        let separator = if language == Language::English { ',' } else { ';' };
        // Without the mark, Excel reads UTF-8 as the old character set of its language.
        Self { text: "\u{FEFF}".to_owned(), separator }
    }

    /// Adds a row.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(self.separator);
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    /// The whole text.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn cell(&mut self, text: &str) {
        let harmless = guarded(text);
        let needs_quotes = harmless.contains(['"', ',', ';', '\n', '\r', '\t']) || harmless != text;
        if needs_quotes {
            self.text.push('"');
            self.text.push_str(&harmless.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(&harmless);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(language: Language, cells: &[&str]) -> String {
        let mut csv = Csv::new(language);
        csv.row(cells.iter().copied());
        csv.into_text()
    }

    #[test]
    fn the_separator_is_that_of_the_language() {
        assert_eq!(written(Language::Dutch, &["a", "b"]), "\u{FEFF}a;b\r\n");
        assert_eq!(written(Language::English, &["a", "b"]), "\u{FEFF}a,b\r\n");
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let cells = ["Zegt \"neen\", beleefd", "=HYPERLINK(1)", "@x", "\0x"];
        let text = "\u{FEFF}\"Zegt \"\"neen\"\", beleefd\";\"'=HYPERLINK(1)\";\"'@x\";\"'\0x\"\r\n";
        assert_eq!(written(Language::French, &cells), text);
    }
}
