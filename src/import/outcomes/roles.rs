//! Tells the roles of a table's columns: as somebody says on the command line, by the words over them, or else by what
//! stands in them. Where two columns may hold the outcomes, that is asked and not guessed.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::outcomes::Options;
use crate::import::outcomes::cells::{OutcomeTable, TableCell, TableRow};
use crate::import::outcomes::column_facts::facts;
use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::columns::{self, ColumnName};
use crate::import::outcomes::kinds::OutcomeKind;
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::settle::Settling;
use crate::import::outcomes::words;
use crate::import::question::Question;
use crate::text::fold_case;

/// So many columns of a list may have a name that lists have: those of groups are held against those of codes in each row.
const MOST_NAMED: usize = 50;

/// The columns of a table by what they hold.
#[derive(Debug, Default, Clone)]
pub(super) struct Roles {
    pub(super) roles: Vec<Option<ColumnRole>>,
    /// The columns of groups that hold nothing but the codes of those in the next one.
    pub(super) code_groups: Vec<usize>,
    /// Whether several columns hold outcomes of one list, each with its code.
    pub(super) is_grid: bool,
}

impl Roles {
    pub(super) fn columns(&self, wanted: ColumnRole) -> Vec<usize> {
        (0..self.roles.len()).filter(|column| self.roles[*column] == Some(wanted)).collect()
    }

    /// The columns with outcomes, and what kind each has.
    pub(super) fn outcomes(&self) -> Vec<(usize, Option<OutcomeKind>)> {
        outcomes(&self.roles)
    }
}

/// The columns of `roles` with outcomes, and what kind each has.
fn outcomes(roles: &[Option<ColumnRole>]) -> Vec<(usize, Option<OutcomeKind>)> {
    let own = roles.iter().enumerate().filter_map(|(column, role)| match role {
        Some(ColumnRole::Statement) => Some((column, None)),
        Some(ColumnRole::Kinded(kind)) => Some((column, Some(*kind))),
        _ => None,
    });
    own.collect()
}

/// The columns that somebody named on the command line.
pub(super) fn given(
    table: &OutcomeTable,
    header: Option<usize>,
    options: &Options,
) -> Result<Option<Roles>, NoList> {
    if options.columns.is_empty() {
        return Ok(None);
    }
    let mut roles = Roles { roles: vec![None; table.columns.len()], ..Roles::default() };
    for (role, name) in &options.columns {
        let folded = fold_case(name);
        let by_letter = || table.columns.iter().position(|column| fold_case(column) == folded);
        let by_name = |row: &TableRow| row.cells.iter().position(|cell| fold_case(&cell.text()) == folded);
        let Some(at) = header.and_then(|row| by_name(&table.rows[row])).or_else(by_letter) else {
            let known = table.columns.join(", ");
            let text =
                say!("{table} has no column `{name}`; it has {known}", table = table.name, name, known);
            return Err(NoList::Unclear(Box::new(Question::of_document(text, Message::none()))));
        };
        roles.roles[at] = Some(*role);
    }
    if roles.outcomes().is_empty() {
        let text = say!("`--columns` names no column of outcomes");
        let help = say!("add `text=` and its letter");
        return Err(NoList::Unclear(Box::new(Question::of_document(text, help))));
    }
    Ok(Some(roles))
}

/// The role of each column of `table`, whose rows begin at `first`.
pub(super) fn roles(
    table: &OutcomeTable,
    header: Option<usize>,
    first: usize,
    options: &Options,
) -> Result<Roles, NoList> {
    let rows: Vec<&TableRow> = table.rows[first..].iter().filter(|row| !row.is_total()).collect();
    let cell = |column: usize| header.map(|row| &table.rows[row].cells[column]);
    let columns = || 0..table.columns.len();
    let names: Vec<Option<ColumnName>> =
        columns().map(|column| cell(column).and_then(TableCell::column_name)).collect();
    let mut settling = Settling {
        heads: columns().map(|column| cell(column).map(TableCell::text).unwrap_or_default()).collect(),
        facts: columns().map(|column| facts(&rows, column)).collect(),
        roles: names.iter().map(|name| name.map(|name| name.role)).collect(),
        names,
    };
    codes_that_are_kinds(&mut settling);
    for column in columns() {
        if settling.roles[column].is_none() && is_scale(&settling.heads[column], &rows, column) {
            settling.roles[column] = Some(ColumnRole::Level);
        }
    }
    if (!options.as_list && columns().any(|column| is_marked(&settling, column)))
        || settling.names.iter().flatten().count() > MOST_NAMED
    {
        return Err(NoList::Other);
    }
    settling.settle();
    let is_grid = settling.grid();
    if outcomes(&settling.roles).is_empty() {
        by_content(table, header, &mut settling)?;
    }
    codes_and_groups(&mut settling);
    settling.keep_others();
    let roles = Roles { code_groups: code_groups(&rows, &settling), roles: settling.roles, is_grid };
    let texts = roles.columns(ColumnRole::Statement);
    if let ([one, other, ..], false) = (&texts[..], is_grid) {
        let text = say!(
            "columns {one} and {other} of {table} could both hold the outcomes",
            one = table.columns[*one],
            other = table.columns[*other],
            table = table.name
        );
        return Err(NoList::which_column(text, &shown(table, header, &texts)));
    }
    Ok(roles)
}

/// Takes a column that is named as one of codes for one of kinds where it holds nothing but the words for these, as below
/// `KSB` in English standards.
fn codes_that_are_kinds(settling: &mut Settling) {
    for at in 0..settling.roles.len() {
        let facts = &settling.facts[at];
        let is_named = settling.roles[at] == Some(ColumnRole::Code);
        if is_named && facts.distinct < facts.filled && facts.is_kinds(facts.filled) {
            settling.roles[at] = Some(ColumnRole::Kind);
            settling.names[at] = settling.names[at].map(|name| ColumnName { role: ColumnRole::Kind, ..name });
        }
    }
}

/// Whether `column` holds marks: a column of these makes a table a matrix, which claims and lists nothing.
fn is_marked(settling: &Settling, column: usize) -> bool {
    let facts = &settling.facts[column];
    let is_named = settling.roles[column].is_some() || columns::is_measure(&settling.heads[column]);
    // Letters that count the rows, before everything else, are none.
    let is_first = settling.facts[..column].iter().all(|facts| facts.filled == 0);
    let counts = is_first && facts.filled > 1 && facts.distinct == facts.filled;
    let are_marks = facts.filled > 0 && facts.marks * 10 >= facts.filled * 9;
    are_marks && !facts.is_codes() && !is_named && !counts
}

/// The only column of texts beside the only one of codes, in a table that has no others.
fn text_of_codes(settling: &Settling) -> Option<usize> {
    let filled = |column: &usize| settling.facts[*column].filled > 0;
    let (codes, others): (Vec<usize>, Vec<usize>) =
        (0..settling.facts.len()).filter(filled).partition(|column| settling.facts[*column].is_codes());
    match (&codes[..], &others[..]) {
        ([code], [other])
            if settling.facts[*other].is_text() && settling.facts[*code].is_lettered_codes() =>
        {
            let is_free = |column: usize| settling.roles[column].is_none();
            (settling.roles[*code].is_none_or(|role| role == ColumnRole::Code) && is_free(*other))
                .then_some(*other)
        }
        _ => None,
    }
}

/// Whether the groups in `column` are a list by themselves: its name says so, or each is a sentence with a code.
fn is_list_of_groups(settling: &Settling, column: usize) -> bool {
    let facts = &settling.facts;
    let has_codes = (0..facts.len())
        .any(|other| settling.roles[other] == Some(ColumnRole::Code) && facts[other].is_codes_alone());
    let is_said = facts[column].is_text() && words::is_about_outcomes(&settling.heads[column]);
    is_said || (has_codes && facts[column].is_sentences())
}

/// Whether the text over a column says itself which letters stand below it: B and U below "B/U".
fn is_scale(head: &str, rows: &[&TableRow], column: usize) -> bool {
    let parts: Vec<&str> = head.split('/').map(str::trim).collect();
    let texts = rows.iter().map(|row| row.cells[column].text()).filter(|text| !text.is_empty());
    let texts: Vec<String> = texts.collect();
    parts.len() > 1 && !texts.is_empty() && texts.iter().all(|text| parts.contains(&text.trim()))
}

/// Finds the column of codes, and without any names the columns of groups, by what stands in them.
fn codes_and_groups(settling: &mut Settling) {
    let statement = outcomes(&settling.roles).first().map_or(0, |(column, _)| *column);
    let is_code = |column: &usize| {
        let is_measured = columns::is_measure(&settling.heads[*column]);
        settling.roles[*column].is_none() && settling.facts[*column].is_codes() && !is_measured
    };
    if !settling.roles.contains(&Some(ColumnRole::Code))
        && let Some(code) = (0..settling.roles.len()).find(is_code)
    {
        settling.roles[code] = Some(ColumnRole::Code);
    }
    if settling.names.iter().any(Option::is_some) {
        return;
    }
    // Without names, what stands left of the outcomes and comes again is what they stand below.
    for column in 0..statement {
        let fact = &settling.facts[column];
        let comes_again = fact.filled > 0
            && fact.length() >= 3
            && (fact.distinct * 10 < settling.facts[statement].filled * 7);
        if settling.roles[column].is_none() && comes_again {
            settling.roles[column] = Some(ColumnRole::Group);
        }
    }
}

/// The columns of groups that hold nothing but the codes of the groups in the next such column: `UAA 1` beside
/// "Accueillir le client".
fn code_groups(rows: &[&TableRow], settling: &Settling) -> Vec<usize> {
    let groups: Vec<usize> =
        (0..settling.roles.len()).filter(|at| settling.roles[*at] == Some(ColumnRole::Group)).collect();
    let is_code_of = |pair: &&[usize]| {
        let (code, title) = (pair[0], pair[1]);
        let pairs = rows.iter().map(|row| (row.cells[code].text(), row.cells[title].text()));
        let pairs: BTreeSet<_> =
            pairs.filter(|(code, title)| !code.is_empty() && !title.is_empty()).collect();
        let (of_code, of_title) = (&settling.facts[code], &settling.facts[title]);
        let is_one_to_one = pairs.len() == of_code.distinct && pairs.len() == of_title.distinct;
        of_code.is_codes_alone() && !of_title.is_codes_alone() && !of_title.is_coded() && is_one_to_one
    };
    groups.windows(2).filter(is_code_of).map(|pair| pair[0]).collect()
}

/// Finds the column of outcomes by what stands in the columns without a name.
fn by_content(table: &OutcomeTable, header: Option<usize>, settling: &mut Settling) -> Result<(), NoList> {
    let facts = &settling.facts;
    let free = |column: &usize| settling.roles[*column].is_none() && facts[*column].is_sentences();
    let mut columns: Vec<usize> = (0..facts.len()).filter(free).collect();
    // A column of explanations is seldom filled in every row.
    let most = columns.iter().map(|column| facts[*column].filled).max().unwrap_or(0);
    columns.retain(|column| facts[*column].filled * 10 >= most * 8);
    match columns[..] {
        [column] => {
            settling.roles[column] = Some(ColumnRole::Statement);
            Ok(())
        }
        // One text beside a code in each row is what has the code, however short it is.
        [] if let Some(column) = text_of_codes(settling) => {
            settling.roles[column] = Some(ColumnRole::Statement);
            Ok(())
        }
        // Groups alone are a list themselves: competences of which no more is said.
        [] => match settling.roles.iter().rposition(|role| *role == Some(ColumnRole::Group)) {
            Some(column) if is_list_of_groups(settling, column) => {
                settling.roles[column] = Some(ColumnRole::Statement);
                Ok(())
            }
            Some(_) | None => Err(NoList::Other),
        },
        [one, other, ..] => {
            let why = if header.is_some() {
                say!("by the words over them")
            } else {
                say!("since no row names them")
            };
            let text = say!(
                "it is not clear which column of {table} holds the outcomes, {one} or {other}, {why}",
                table = table.name,
                one = table.columns[one],
                other = table.columns[other],
                why
            );
            Err(NoList::which_column(text, &shown(table, header, &columns)))
        }
    }
}

/// The names of columns, each with its first text below the header, by which a person knows it.
fn shown<'t>(table: &'t OutcomeTable, header: Option<usize>, columns: &[usize]) -> Vec<(&'t str, Message)> {
    const LONGEST: usize = 80;
    let first = |column: usize| {
        let below = table.rows.iter().skip(header.map_or(0, |row| row + 1));
        below.map(|row| row.cells[column].text()).find(|text| !text.is_empty()).unwrap_or_default()
    };
    let of_column = |column: &usize| {
        let name = table.columns[*column].as_str();
        let text: String = first(*column).chars().take(LONGEST).collect();
        (name, say!("column {name}, with \"{text}\"", name, text))
    };
    columns.iter().map(of_column).collect()
}
