//! Tables of two columns that say something of one competence, a label and a text in each row, as Dutch qualification files
//! have them below each task: `Omschrijving | …`, `Resultaat | …`, `Gedrag | …`. The labels are no outcomes. Those over
//! outcomes ("Gedrag", "Kennis") head a list of these; the texts of the others belong to the heading above the table.

use std::collections::BTreeSet;

use crate::import::code::Coded;
use crate::import::draft::DocumentText;
use crate::import::outcomes::cells::{CellLine, OutcomeTable, TableRow};
use crate::import::outcomes::columns;
use crate::import::outcomes::kinds::{self, OutcomeKind};
use crate::import::outcomes::text_words::words;
use crate::import::outcomes::words::says_only_outcomes;
use crate::text::{Spanned, fold_case};

/// What a row of labels says.
#[derive(Debug)]
pub(super) enum LabelledText {
    /// The title of what the rows below are about.
    Title(DocumentText),
    /// A text with its label before it.
    Text(Vec<DocumentText>),
    /// A list of outcomes below its label.
    Outcomes { label: DocumentText, kind: OutcomeKind, lines: Vec<CellLine> },
}

/// Labels of texts that are no outcomes.
const LABELS: &[&str] = &[
    "omschrijving",
    "beschrijving",
    "resultaat",
    "complexiteit",
    "verantwoordelijkheid",
    "zelfstandigheid",
    "context",
    "situering",
    "voorwaarden",
    "titel",
    "naam",
    "code",
    "description",
    "result",
    "results",
    "purpose",
    "aim",
    "title",
    "overview",
    "range",
    "évaluation",
    "contexte",
    "résultat",
    "résultats",
    "conditions",
    "intitulé",
    "beschreibung",
    "ergebnis",
    "ergebnisse",
    "rahmenbedingungen",
    "bezeichnung",
    "descripción",
    "descrizione",
    "beskrivelse",
];

/// The texts of `table`, where it is one of labels.
pub(super) fn labelled(table: &OutcomeTable) -> Option<Vec<LabelledText>> {
    let (title, rows) = match table.rows.split_first() {
        Some((first, rest)) => match title(first) {
            Some(title) if !rest.is_empty() => (Some(title), rest),
            Some(_) | None => (None, table.rows.as_slice()),
        },
        None => return None,
    };
    let rows: Vec<&TableRow> = rows.iter().filter(|row| !row.texts().is_empty()).collect();
    let labels: BTreeSet<String> = rows.iter().map(|row| fold_case(&row.cells[0].text())).collect();
    let known = rows.iter().filter(|row| is_known(&row.cells[0].text())).count();
    let first = rows.first()?;
    let is_header = first
        .cells
        .get(1)
        .is_some_and(|cell| cell.column_name().is_some() && cell.text().split_whitespace().count() <= 5);
    let fits = rows.iter().all(|row| is_labelled(row))
        && labels.len() == rows.len()
        && known * 2 >= rows.len()
        && !is_header;
    fits.then(|| {
        title.map(LabelledText::Title).into_iter().chain(rows.into_iter().filter_map(labelled_text)).collect()
    })
}

/// The title that a row is: one text over the whole width, or a code and a text.
fn title(row: &TableRow) -> Option<DocumentText> {
    let texts = row.texts();
    match &texts[..] {
        [(0, _)] if row.cells[0].area.is_some() => row.cells[0].whole(),
        [(0, code), (1, _)]
            if Coded::alone(code).is_some_and(|code| code.contains(|c: char| c.is_ascii_digit())) =>
        {
            let (code, text) = (row.cells[0].whole()?, row.cells[1].whole()?);
            Some(Spanned::new(format!("{}: {}", code.value, text.value), text.span))
        }
        _ => None,
    }
}

/// Whether a row is a short label and a text beside it.
fn is_labelled(row: &TableRow) -> bool {
    const LONGEST: usize = 50;
    let texts = row.texts();
    let is_label = |text: &String| {
        let is_code = Coded::alone(text).is_some_and(|code| code.contains(|c: char| c.is_ascii_digit()));
        let words = text.split_whitespace().count();
        text.chars().count() <= LONGEST && words <= 6 && Coded::parse(text).is_none() && !is_code
    };
    matches!(&texts[..], [(0, label), (1, _)] | [(0, label)] if is_label(label) && row.cells.len() > 1)
}

/// Whether `label` is one that such tables have.
fn is_known(label: &str) -> bool {
    let is_label = |word: String| LABELS.iter().any(|known| fold_case(known) == word);
    words(label).any(is_label)
        || kind(label).is_some()
        || columns::is_measure(label)
        || columns::column(label).is_some()
}

/// The kind of the outcomes below `label`; ways of working there show the competence.
fn kind(label: &str) -> Option<OutcomeKind> {
    match kinds::kind_of_heading(label) {
        Some(OutcomeKind::Attitude) => Some(OutcomeKind::Indicator),
        Some(kind) => Some(kind),
        None => (!kinds::kinds_in(label).is_empty() || says_only_outcomes(label))
            .then_some(OutcomeKind::Indicator),
    }
}

fn labelled_text(row: &TableRow) -> Option<LabelledText> {
    let label = row.cells[0].whole()?;
    let lines = row.cells.get(1).map(|cell| cell.lines.clone()).unwrap_or_default();
    if let (Some(kind), false) = (kind(&label.value), lines.is_empty()) {
        return Some(LabelledText::Outcomes { label, kind, lines });
    }
    let name = label.value.trim_end_matches([':', ' ']);
    let mut texts = lines.into_iter().map(|line| line.text);
    let first = texts.next().unwrap_or_else(|| Spanned::new(String::new(), label.span));
    let first = Spanned::new(format!("{name}: {}", first.value).trim().to_owned(), first.span);
    Some(LabelledText::Text(std::iter::once(first).chain(texts).collect()))
}
