//! Purpose: read a CSV file as a sheet.
//! Input: its bytes. Output: a [`Sheet`].
//! Invariant: any separator that spreadsheets use is found; what protects a text from being run as a
//! formula is taken off again.

use super::super::encoding;
use super::super::refusal::Refusal;
use super::sheet::{MOST_CELLS, Sheet, too_many};
use crate::tabular::unguarded;

/// The sheet of the file `bytes`, called `name`.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Sheet, Refusal> {
    let decoded = encoding::decode(bytes);
    let (separator, text) = separated(&decoded.text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    for (row, record) in (0..).zip(reader.records()) {
        let record = record.map_err(|_| Refusal::damaged("a line of it cannot be read as CSV"))?;
        for (column, text) in (0..).zip(&record) {
            if !text.trim().is_empty() {
                cells.push((row, column, unguarded(text).to_owned()));
            }
        }
        if cells.len() > MOST_CELLS {
            return Err(too_many());
        }
    }
    Sheet::new(name, cells, &[])
}

/// The separator, and the text behind a first line `sep=;`, by which some programs tell it.
fn separated(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(separator) = rest.bytes().next().filter(u8::is_ascii)
    {
        return (separator, rest.split_once('\n').map_or("", |(_, rest)| rest));
    }
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.lines().take(20).flat_map(str::bytes) {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte && !quoted) {
            *count += 1;
        }
    }
    // Of equal ones the first.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    (most.map_or(b';', |(separator, _)| *separator), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &[u8], column: usize) -> String {
        read(text, "S").unwrap().text(0, column).to_owned()
    }

    #[test]
    fn the_separator_is_found() {
        assert_eq!(first(b"a;\"b,c\";d\n", 1), "b,c");
        assert_eq!(first(b"a,b;c,d\n", 1), "b;c");
        assert_eq!(first(b"a\tb, c\n", 1), "b, c");
        assert_eq!(first(b"sep=|\r\na|b\r\n", 1), "b");
        assert_eq!(first("\u{feff}a;'=1+1\r\n".as_bytes(), 1), "=1+1");
        assert_eq!(first(b"a;hygi\xEBne\r\n", 1), "hygiëne");
    }
}
