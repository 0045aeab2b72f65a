//! Puts the tables of a document into the lines that a profile has them in: a row of a code and a text is a numbered
//! line, and a table of competences with columns of activities and knowledge is each competence with its lists.

use std::collections::BTreeMap;

use crate::import::code::Coded;
use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::columns;
use crate::import::outcomes::kinds::OutcomeKind;
use crate::import::outline::{LineKind, Outline, OutlineLine};

/// The heading by which a profile opens the knowledge of a competence.
const KNOWLEDGE: &str = "Met inbegrip van kennis";

/// `outline` with its tables as lines.
pub(in crate::import) fn as_lines(outline: &Outline) -> Outline {
    let mut lines = Vec::with_capacity(outline.lines.len());
    let mut rest = outline.lines.as_slice();
    while let Some(first) = rest.first() {
        let table = first.cell.map(|cell| cell.table);
        let end =
            rest.iter().position(|line| line.cell.map(|cell| cell.table) != table).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        match table {
            Some(_) => {
                lines.extend(coded_rows(part).or_else(|| competences(part)).unwrap_or_else(|| part.to_vec()))
            }
            None => lines.extend_from_slice(part),
        }
    }
    Outline { lines }
}

type Rows<'l> = BTreeMap<u32, BTreeMap<u32, Vec<&'l OutlineLine>>>;

fn rows(lines: &[OutlineLine]) -> Rows<'_> {
    let mut rows = Rows::new();
    for line in lines {
        if let Some(cell) = line.cell {
            rows.entry(cell.row).or_default().entry(cell.column).or_default().push(line);
        }
    }
    rows
}

/// The lines of a table whose rows are a code and a text each.
fn coded_rows(lines: &[OutlineLine]) -> Option<Vec<OutlineLine>> {
    let rows = rows(lines);
    let is_coded = |cells: &BTreeMap<u32, Vec<&OutlineLine>>| {
        let mut cells = cells.values();
        let code = cells.next().filter(|code| code.len() == 1).and_then(|code| Coded::alone(&code[0].text));
        code.is_some_and(|code| code.contains(|c: char| c.is_ascii_digit())) && cells.len() == 1
    };
    if rows.len() < 2 || !rows.values().all(is_coded) {
        return None;
    }
    let mut made = Vec::new();
    for cells in rows.values() {
        let mut cells = cells.values();
        let (code, text) = (cells.next()?, cells.next()?);
        for (at, line) in text.iter().enumerate() {
            let marker = if at == 0 { code[0].text.clone() } else { String::new() };
            let kind = if at == 0 { LineKind::Numbered } else { line.kind };
            made.push(OutlineLine { kind, marker, cell: None, ..(*line).clone() });
        }
    }
    Some(made)
}

/// The lines of a table of competences: one column has them, others have their activities and their knowledge.
fn competences(lines: &[OutlineLine]) -> Option<Vec<OutlineLine>> {
    let rows = rows(lines);
    let (header, names) = rows.iter().next()?;
    let name = |cells: &Vec<&OutlineLine>| columns::column(&cells.first()?.text).map(|name| name.role);
    let roles: BTreeMap<u32, ColumnRole> =
        names.iter().filter_map(|(column, cells)| Some((*column, name(cells)?))).collect();
    let is_list = |role: &ColumnRole| matches!(role, ColumnRole::Kinded(_));
    let competence = *roles.iter().find(|(_, role)| **role == ColumnRole::Statement)?.0;
    if !roles.values().any(is_list) {
        return None;
    }
    let mut made = Vec::new();
    for (_, cells) in rows.iter().filter(|(row, _)| *row != header) {
        for line in cells.get(&competence).into_iter().flatten() {
            let is_named = line.text.to_lowercase().starts_with("competentie");
            let text = if is_named { line.text.clone() } else { format!("Competentie: {}", line.text) };
            made.push(OutlineLine { kind: LineKind::Plain, text, cell: None, ..(*line).clone() });
        }
        // Activities first: what follows the heading of knowledge is knowledge.
        let others = roles.iter().filter(|(_, role)| is_list(role));
        let (known, done): (Vec<_>, Vec<_>) =
            others.partition(|(_, role)| **role == ColumnRole::Kinded(OutcomeKind::Knowledge));
        for (column, role) in done.into_iter().chain(known) {
            let Some(cells) = cells.get(column).filter(|cells| !cells.is_empty()) else { continue };
            if *role == ColumnRole::Kinded(OutcomeKind::Knowledge) {
                made.push(OutlineLine {
                    kind: LineKind::Plain,
                    text: KNOWLEDGE.to_owned(),
                    cell: None,
                    ..cells[0].clone()
                });
            }
            made.extend(cells.iter().map(|line| OutlineLine {
                kind: LineKind::Bullet,
                cell: None,
                ..(*line).clone()
            }));
        }
        let named =
            |column: &u32| roles.get(column).is_some_and(|role| is_list(role) || *column == competence);
        let unnamed = cells.iter().filter(|(column, _)| !named(column));
        made.extend(
            unnamed.flat_map(|(_, cells)| {
                cells.iter().map(|line| OutlineLine { cell: None, ..(*line).clone() })
            }),
        );
    }
    Some(made)
}
