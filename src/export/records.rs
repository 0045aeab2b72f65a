//! Purpose: comma-separated values for programs, which a spreadsheet's niceties would break.
//! Input: rows of texts. Output: a text as in RFC 4180: commas, UTF-8 without a mark, CR LF.
//! Invariant: a reader gets the same texts back.

/// Rows that are written one by one.
#[derive(Debug, Default)]
pub(super) struct Records {
    text: String,
}

impl Records {
    /// Adds a row.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            // White space at an end is quoted too: some readers trim what is not.
            if cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
                self.text.push('"');
                self.text.push_str(&cell.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(cell);
            }
        }
        self.text.push_str("\r\n");
    }

    /// The whole text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}
