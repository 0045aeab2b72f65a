//! Recognises a document that somebody gave in the place of another kind: a coverage matrix or the text of a course as the
//! profile, or a profile as the matrix. Nothing is read into a site by it; it only makes a refusal say where the document belongs.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::file::detect::{FileKind, detect_as};
use super::normalised::Tally;
use super::outcomes::Options as ListOptions;
use super::outline::{self, LineKind, Outline};
use super::{docx, file, profile_document, spreadsheet};
use crate::syntax::front_matter;
use crate::text::SourcePath;

/// The most characters of a mark, and the fewest of a text that names an item.
const MARK: usize = 3;
const TEXT: usize = 8;
/// Rows that may be the head of a matrix, and the fewest that it has with it.
const HEAD: usize = 3;
const ROWS: usize = 3;
/// The most kinds of marks that a matrix has.
const KINDS: usize = 6;

/// The fewest words of a sentence of a text.
const WORDS: usize = 5;

/// What a document looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// A coverage matrix in a spreadsheet.
    Matrix,
    /// A table of the same kind in a document that is no spreadsheet.
    TableOfMarks,
    /// A profile, or a list of outcomes that may be a matrix without marks.
    Profile,
    /// A spreadsheet with a list of outcomes and nothing else, but for their codes.
    List,
    /// A text of a course: sentences more than lists, and no profile.
    CourseText,
}

/// The kind of document that these bytes look like, in a file called `name`; none where it looks like no kind in [`Looks`].
pub fn looks(name: &SourcePath, bytes: &[u8]) -> Option<Looks> {
    let kind = detect_as(bytes, None).ok()?;
    let tables = tables(kind, bytes).unwrap_or_default();
    let is_spreadsheet = matches!(kind, FileKind::Xlsx | FileKind::Ods | FileKind::MatrixCsv);
    let has_sheets = is_spreadsheet || kind == FileKind::Html;
    if tables.iter().any(is_matrix) {
        return Some(if has_sheets { Looks::Matrix } else { Looks::TableOfMarks });
    }
    let read = profile_document::parse_or_refuse(name, bytes, None, &ListOptions::default()).ok();
    if read.is_some_and(|read| read.imported.draft.is_some()) {
        let is_list = is_spreadsheet && tables.iter().all(is_list);
        return Some(if is_list { Looks::List } else { Looks::Profile });
    }
    is_page(kind, bytes).then_some(Looks::CourseText)
}

/// Whether a document is what an import makes: front matter, and headings that say what they are.
pub fn is_profile_file(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let has_class = |line: &str| line.starts_with('#') && line.trim_end().ends_with(".competence}");
    matches!(front_matter(text.trim_start_matches('\u{FEFF}')), Ok(Some(_))) && text.lines().any(has_class)
}

/// Whether a document without a profile is the text of a page, as teachers write them: it has front matter, or sentences that
/// say more than its lists do.
fn is_page(kind: FileKind, bytes: &[u8]) -> bool {
    let outline = match kind {
        FileKind::Docx => docx::parse(bytes).ok().map(|document| document.outline),
        FileKind::Text => {
            let text = file::decode(bytes).text;
            if matches!(front_matter(&text), Ok(Some(_))) && !is_profile_file(bytes) {
                return true;
            }
            outline::markdown::outline(&text, &mut Tally::default()).ok()
        }
        FileKind::Html => outline::html::outline(&file::decode(bytes).text, &mut Tally::default()).ok(),
        FileKind::Xlsx
        | FileKind::Ods
        | FileKind::MatrixCsv
        | FileKind::CaseJson
        | FileKind::MoodleCsv
        | FileKind::BkJson
        | FileKind::SiteJson
        | FileKind::CaseCoverage
        | FileKind::CanvasCsv => None,
    };
    outline.is_some_and(|outline| is_prose(&outline))
}

/// Whether most of the letters of an outline stand in sentences, and not in lists and tables.
fn is_prose(outline: &Outline) -> bool {
    let (mut prose, mut listed) = (0, 0);
    for line in &outline.lines {
        let length = line.text.chars().count();
        let is_sentence = line.text.ends_with(['.', '?', '!', ':', '…', '”'])
            && line.text.split_whitespace().count() >= WORDS;
        match line.kind {
            LineKind::Blank | LineKind::Heading | LineKind::PageNumber => {}
            LineKind::Plain if line.cell.is_none() && is_sentence => {
                prose += length;
            }
            LineKind::Bullet | LineKind::Numbered | LineKind::Plain => listed += length,
        }
    }
    prose > listed
}

/// A table: its rows, each with the texts of its cells.
type TableTexts = Vec<Vec<String>>;

fn tables(kind: FileKind, bytes: &[u8]) -> Option<Vec<TableTexts>> {
    match kind {
        FileKind::Xlsx | FileKind::Ods | FileKind::MatrixCsv | FileKind::Html => {
            let book = spreadsheet::read(bytes, "", Some(kind)).ok()?;
            let table = |sheet: &spreadsheet::Sheet| {
                let row = |row| (0..sheet.width()).map(|column| sheet.text(row, column).to_owned()).collect();
                (0..sheet.height()).map(row).collect()
            };
            Some(book.sheets.iter().map(table).collect())
        }
        FileKind::Docx => Some(tables_of(&docx::parse(bytes).ok()?.outline)),
        FileKind::Text => {
            let text = file::decode(bytes).text;
            Some(tables_of(&outline::markdown::outline(&text, &mut Tally::default()).ok()?))
        }
        FileKind::CaseJson
        | FileKind::MoodleCsv
        | FileKind::BkJson
        | FileKind::SiteJson
        | FileKind::CaseCoverage
        | FileKind::CanvasCsv => None,
    }
}

fn tables_of(outline: &Outline) -> Vec<TableTexts> {
    let mut tables: BTreeMap<u32, BTreeMap<(u32, u32), String>> = BTreeMap::new();
    for line in &outline.lines {
        let Some(place) = line.cell else { continue };
        let text = tables.entry(place.table).or_default().entry((place.row, place.column)).or_default();
        text.push_str(&line.whole_text());
    }
    let table = |cells: BTreeMap<(u32, u32), String>| {
        let end = |one: fn(&(u32, u32)) -> u32| cells.keys().map(one).max().map_or(0, |last| last + 1);
        let (rows, columns) = (end(|place| place.0), end(|place| place.1));
        let text = |row, column| cells.get(&(row, column)).cloned().unwrap_or_default();
        (0..rows).map(|row| (0..columns).map(|column| text(row, column)).collect()).collect()
    };
    tables.into_values().map(table).collect()
}

/// Whether `table` has two columns at most, in which nothing comes back: marks would.
fn is_list(table: &TableTexts) -> bool {
    let width = table.iter().map(Vec::len).max().unwrap_or(0);
    let is_distinct = |column: usize| {
        let mut seen = HashSet::new();
        let texts = table.iter().filter_map(|row| row.get(column)).filter(|text| !text.is_empty());
        texts.into_iter().all(|text| seen.insert(text))
    };
    width <= 2 && (0..width).all(is_distinct)
}

/// Whether `table` has texts on one side and, below heads, columns of a few marks that come back.
fn is_matrix(table: &TableTexts) -> bool {
    let rows: Vec<&Vec<String>> =
        table.iter().filter(|row| row.iter().any(|text| !text.trim().is_empty())).collect();
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    if rows.len() < ROWS {
        return false;
    }
    let cells = |column: usize| rows.iter().map(move |row| row.get(column).map_or("", |text| text.trim()));
    let length = |text: &str| text.chars().count();
    let has_texts = (0..width).any(|column| cells(column).filter(|text| length(text) >= TEXT).count() >= 2);
    let mut marks: HashMap<&str, usize> = HashMap::new();
    let mut columns = 0;
    for column in 0..width {
        let below = || cells(column).skip(1).filter(|text| !text.is_empty());
        let is_headed = cells(column).take(HEAD).any(|text| text.contains(char::is_alphabetic));
        let has_long = cells(column).skip(HEAD).any(|text| length(text) > MARK);
        if !is_headed || has_long || below().all(|text| length(text) > MARK) {
            continue;
        }
        columns += 1;
        for mark in below().filter(|text| length(text) <= MARK) {
            *marks.entry(mark).or_default() += 1;
        }
    }
    let all: usize = marks.values().sum();
    has_texts && columns >= 2 && marks.len() <= KINDS && all >= 2 * marks.len() && all >= ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_is_known_by_its_marks_and_a_list_is_none() {
        let matrix =
            ",M01 Deeg,M02 Oven\nWeegt de grondstoffen af,A,I\nKneedt het deeg,A,\nStelt de oven in,,I\n";
        let in_text = "# Dekking\n\n| doel | M01 | M02 |\n|---|---|---|\n| Weegt de grondstoffen af | x | x |\n| Kneedt het deeg | x | |\n";
        let list =
            "Code,Leerresultaat\n1.1,Weegt de grondstoffen af\n1.2,Kneedt het deeg\n2.1,Stelt de oven in\n";
        let hours = "Code,Leerresultaat,Uren\n1.1,Weegt de grondstoffen af,4\n1.2,Kneedt het deeg,8\n2.1,Stelt de oven in,12\n";
        let text = "# Deeg\n\nIn deze module leer je deeg maken.\n\n- bloem\n- water\n\nJe weegt alles af, en kneedt het met de hand.\n";
        let module = "+++\ntitle = \"Deeg\"\n\n[covers]\ngeevalueerd = [\"c1.1\"]\n+++\n\n- bloem\n- water\n";
        let notes = "# Vergadering\n\nWe spraken af:\n\n- iedereen leest het profiel\n- volgende keer verdelen we de modules\n";
        for (name, text, expected) in [
            ("m.csv", matrix, Some(Looks::Matrix)),
            ("m.md", in_text, Some(Looks::TableOfMarks)),
            ("l.csv", list, Some(Looks::List)),
            ("u.csv", hours, Some(Looks::Profile)),
            ("t.md", text, Some(Looks::CourseText)),
            ("m05.md", module, Some(Looks::CourseText)),
            ("t.html", &format!("<h1>Deeg</h1><p>{}", text.replace("\n\n", "<p>")), Some(Looks::CourseText)),
            ("n.md", notes, None),
        ] {
            assert_eq!(looks(&SourcePath::new(name), text.as_bytes()), expected, "{name}");
        }
    }
}
