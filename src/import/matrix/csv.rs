//! A CSV file as a sheet. Any separator that spreadsheets use is found, and the guard that keeps a text from being
//! run as a formula is taken off.

use crate::import::file;
use crate::import::file::Refusal;
use crate::import::matrix::sheet::{MOST_CELLS, Sheet, too_many};
use crate::tabular::unguard_formula;

/// The sheet of the file `bytes`, called `name`.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Sheet, Refusal> {
    let decoded = file::decode(bytes);
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
                cells.push((row, column, unguard_formula(text).to_owned()));
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
    let most = [b',', b';', b'\t'].into_iter().max_by_key(|separator| evenness(text, *separator));
    (most.unwrap_or(b';'), text)
}

/// In how many of the first lines `separator` stands as often as in the first, and how often that is.
fn evenness(text: &str, separator: u8) -> (usize, usize) {
    let mut quoted = false;
    let mut counts = text.lines().take(20).map(|line| {
        line.bytes().fold(0, |count, byte| {
            quoted ^= byte == b'"';
            count + usize::from(byte == separator && !quoted)
        })
    });
    match counts.next() {
        None | Some(0) => (0, 0),
        Some(first) => (1 + counts.filter(|count| *count == first).count(), first),
    }
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
        assert_eq!(first(b"a;b\nc, d, e;f\ng, h, i;j\n", 1), "b");
        assert_eq!(first(b"sep=|\r\na|b\r\n", 1), "b");
        assert_eq!(first("\u{feff}a;'=1+1\r\n".as_bytes(), 1), "=1+1");
        assert_eq!(first(b"a;hygi\xEBne\r\n", 1), "hygiëne");
    }
}
