//! Tells the roles of a table's columns: as somebody says on the command line, by the words over them, or else by what
//! stands in them. Where two columns may hold the outcomes, that is asked and not guessed.

use std::collections::BTreeSet;

use crate::diagnostics::say;
use crate::import::code::Coded;
use crate::import::outcomes::Options;
use crate::import::outcomes::cells::{OutcomeTable, TableRow};
use crate::import::outcomes::columns::{self, ColumnName, ColumnRole};
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::words::{self, OutcomeKind};
use crate::text::fold_case;

/// So many columns of a list may have a name that lists have: those of groups are held against those of codes in each row.
const MOST_NAMED: usize = 50;

/// The columns of a table by what they hold.
#[derive(Debug, Default, Clone)]
pub(super) struct Roles {
    pub(super) roles: Vec<Option<ColumnRole>>,
}

impl Roles {
    pub(super) fn columns(&self, wanted: ColumnRole) -> Vec<usize> {
        (0..self.roles.len()).filter(|column| self.roles[*column] == Some(wanted)).collect()
    }

    /// The columns with outcomes, and what kind each has.
    pub(super) fn outcomes(&self) -> Vec<(usize, Option<OutcomeKind>)> {
        let own = self.roles.iter().enumerate().filter_map(|(column, role)| match role {
            Some(ColumnRole::Statement) => Some((column, None)),
            Some(ColumnRole::Kinded(kind)) => Some((column, Some(*kind))),
            _ => None,
        });
        own.collect()
    }
}

/// The row with the names of the columns: of the first rows the one with most of them.
pub(super) fn header(table: &OutcomeTable) -> Option<usize> {
    let named = |row: &TableRow| {
        let names = row.texts().into_iter().filter_map(|(_, text)| columns::column(&text));
        let names: Vec<_> = names.collect();
        let has_outcomes =
            names.iter().any(|name| matches!(name.role, ColumnRole::Statement | ColumnRole::Kinded(_)));
        (names.len(), has_outcomes)
    };
    let rows = table.rows.iter().enumerate().take(25);
    let rows = rows.map(|(at, row)| (at, named(row), row.texts().len()));
    // A row of names has several, and little else; a table of one column has one.
    let fits = |(_, (names, has_outcomes), texts): &(usize, (usize, bool), usize)| {
        *names * 2 >= *texts
            && *names > 0
            && (*names >= 2 || (*has_outcomes && *texts <= 1 + usize::from(table.columns.len() > 1)))
    };
    let best = rows
        .filter(fits)
        .max_by_key(|(at, (names, has_outcomes), _)| (*has_outcomes, *names, usize::MAX - at));
    best.filter(|(at, ..)| at + 1 < table.rows.len()).map(|(at, ..)| at).or_else(|| first_row_of_names(table))
}

/// The first row, where it can only be one of names, though none of them is known: short words, all different, that never
/// come again, over a column of sentences.
fn first_row_of_names(table: &OutcomeTable) -> Option<usize> {
    const LONGEST: usize = 30;
    let at = table.rows.iter().position(|row| !row.texts().is_empty())?;
    let names = table.rows[at].texts();
    let is_name = |text: &str| {
        let is_code = Coded::alone(text).is_some_and(|code| code.contains(|c: char| c.is_ascii_digit()));
        text.contains(char::is_alphabetic)
            && text.chars().count() <= LONGEST
            && text.split_whitespace().count() <= 3
            && !text.ends_with(['.', ':', ';'])
            && !is_code
    };
    let below = &table.rows[at + 1..];
    let texts = |column: usize| below.iter().map(move |row| row.cells[column].text());
    let comes_again = |(column, name): &(usize, String)| texts(*column).any(|text| text == *name);
    let is_over_sentences = |(column, name): &(usize, String)| {
        let lengths: Vec<usize> =
            texts(*column).map(|text| text.chars().count()).filter(|length| *length > 0).collect();
        let sum: usize = lengths.iter().sum();
        lengths.len() >= 3 && sum >= lengths.len() * (name.chars().count() * 3).max(25)
    };
    let used = (0..table.columns.len()).filter(|column| texts(*column).any(|text| !text.is_empty())).count();
    let distinct: BTreeSet<&String> = names.iter().map(|(_, name)| name).collect();
    let fits = names.len() >= 2
        && names.len() >= used
        && distinct.len() == names.len()
        && names.iter().all(|(_, name)| is_name(name))
        && names.iter().any(is_over_sentences)
        && !names.iter().any(comes_again);
    fits.then_some(at)
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
    let mut roles = Roles { roles: vec![None; table.columns.len()] };
    for (role, name) in &options.columns {
        let folded = fold_case(name);
        let by_letter = || table.columns.iter().position(|column| fold_case(column) == folded);
        let by_name = |row: &TableRow| row.cells.iter().position(|cell| fold_case(&cell.text()) == folded);
        let Some(at) = header.and_then(|row| by_name(&table.rows[row])).or_else(by_letter) else {
            let known = table.columns.join(", ");
            return Err(NoList::Unclear(say!(
                "{table} has no column `{name}`; it has {known}",
                table = table.name,
                name,
                known
            )));
        };
        roles.roles[at] = Some(*role);
    }
    if roles.outcomes().is_empty() {
        return Err(NoList::Unclear(say!(
            "`--columns` names no column of outcomes; add `text=` and its letter"
        )));
    }
    Ok(Some(roles))
}

/// The texts in a column below the header, counted.
struct ColumnFacts {
    filled: usize,
    distinct: usize,
    letters: usize,
    codes: usize,
    marks: usize,
    /// How many are codes of letters and numbers, one or several of them.
    references: usize,
    /// The most codes in one of these.
    most_codes: usize,
    /// Whether a text comes again behind another one.
    comes_again: bool,
    /// How many name a kind of outcomes.
    kinds: usize,
    /// Whether they are numbers that do not count on, as hours do.
    are_amounts: bool,
}

/// The facts of a column by what stands in `rows`.
fn facts(rows: &[&TableRow], column: usize) -> ColumnFacts {
    let texts: Vec<String> =
        rows.iter().map(|row| row.cells[column].text()).filter(|text| !text.is_empty()).collect();
    let references: Vec<usize> = texts.iter().filter_map(|text| codes_in(text)).collect();
    let distinct: BTreeSet<&String> = texts.iter().collect();
    ColumnFacts {
        filled: texts.len(),
        distinct: distinct.len(),
        letters: texts.iter().map(|text| text.chars().count()).sum(),
        codes: texts
            .iter()
            .filter(|text| Coded::alone(text).is_some_and(|code| code.contains(|c: char| c.is_ascii_digit())))
            .count(),
        marks: texts
            .iter()
            // A number of two digits is an amount, and no mark.
            .filter(|text| text.chars().count() <= 2 && !text.parse::<u8>().is_ok_and(|number| number >= 10))
            .count(),
        references: references.len(),
        most_codes: references.into_iter().max().unwrap_or(0),
        comes_again: comes_again(&texts),
        kinds: texts
            .iter()
            .filter(|text| text.chars().count() > 1 && words::kind_of_cell(text).is_some())
            .count(),
        are_amounts: are_amounts(&texts),
    }
}

/// Whether one of `texts` stands behind another one and before it too, so that they are no groups of rows.
fn comes_again(texts: &[String]) -> bool {
    let mut seen = BTreeSet::new();
    let mut runs = texts.chunk_by(|one, other| one == other).filter_map(|run| run.first());
    !runs.all(|text| seen.insert(text))
}

/// How many codes of letters and numbers `text` is, `D1, D2`; none where it has anything else.
fn codes_in(text: &str) -> Option<usize> {
    let parts = text.split([',', ';', '/', ' ', '&', '+', '\n']).filter(|part| !part.is_empty());
    let is_code = |part: &str| {
        let has = |wanted: fn(char) -> bool| part.contains(wanted);
        Coded::alone(part).is_some() && has(char::is_alphabetic) && has(|c| c.is_ascii_digit())
    };
    parts.map(|part| is_code(part).then_some(1)).sum()
}

/// Whether `texts` are numbers, but no codes: these count on from each other.
fn are_amounts(texts: &[String]) -> bool {
    let numbers: Option<Vec<f64>> = texts.iter().map(|text| text.replace(',', ".").parse().ok()).collect();
    let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else { return false };
    let counts_on = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let width = numbers.last().unwrap_or(&0.0) - numbers[0];
    let has_parts = texts.iter().any(|text| text.contains(['.', ',']));
    !counts_on || (!has_parts && width > numbers.len() as f64 * 3.0)
}

impl ColumnFacts {
    fn length(&self) -> usize {
        self.letters / self.filled.max(1)
    }

    fn is_codes(&self) -> bool {
        self.filled >= 2
            && self.codes * 10 >= self.filled * 7
            && self.distinct * 10 >= self.filled * 9
            && self.length() <= 16
            && !self.are_amounts
    }

    /// Whether every cell is a code or several, and no group of rows has one of its own: these refer to others.
    fn is_references(&self) -> bool {
        self.references == self.filled && (self.most_codes > 1 || self.comes_again)
    }

    /// Whether every outcome, of which there are `outcomes`, has a word here that says what kind it is.
    fn is_kinds(&self, outcomes: usize) -> bool {
        self.filled >= 2 && self.kinds == self.filled && self.filled * 10 >= outcomes * 9
    }

    fn is_sentences(&self) -> bool {
        self.filled >= 2 && self.length() >= 15 && self.distinct * 10 >= self.filled * 9 && !self.is_codes()
    }
}

/// The role of each column of `table`, whose rows begin at `first`.
pub(super) fn roles(
    table: &OutcomeTable,
    header: Option<usize>,
    first: usize,
    options: &Options,
) -> Result<Roles, NoList> {
    let rows: Vec<&TableRow> = table.rows[first..].iter().filter(|row| !row.is_total()).collect();
    let facts: Vec<ColumnFacts> = (0..table.columns.len()).map(|column| facts(&rows, column)).collect();
    let is_measured =
        |column: usize| header.is_some_and(|row| columns::is_measure(&table.rows[row].cells[column].text()));
    let measured: Vec<bool> = (0..table.columns.len()).map(is_measured).collect();
    let name = |column: usize| header.and_then(|row| columns::column(&table.rows[row].cells[column].text()));
    let names: Vec<Option<ColumnName>> = (0..table.columns.len()).map(name).collect();
    // A column of marks makes a table a matrix, which claims and lists nothing.
    let is_marked = |column: usize| {
        let facts = &facts[column];
        let is_named = names[column].is_some() || measured[column];
        facts.filled > 0 && facts.marks * 10 >= facts.filled * 9 && !facts.is_codes() && !is_named
    };
    if !options.as_list && (0..facts.len()).any(is_marked) {
        return Err(NoList::Other);
    }
    if names.iter().flatten().count() > MOST_NAMED {
        return Err(NoList::Other);
    }
    let mut roles: Vec<Option<ColumnRole>> = names.iter().map(|name| name.map(|name| name.role)).collect();
    // A short name is a code, whatever stands over it.
    for (role, fact) in roles.iter_mut().zip(&facts) {
        if *role == Some(ColumnRole::Statement) && fact.is_codes() {
            *role = Some(ColumnRole::Code);
        }
    }
    settle_statements(&names, &facts, &mut roles);
    settle_groups(&facts, &mut roles);
    let mut roles = Roles { roles };
    if roles.outcomes().is_empty() {
        by_content(table, header, &facts, &mut roles)?;
    }
    let statement = roles.outcomes().first().map_or(0, |(column, _)| *column);
    if roles.columns(ColumnRole::Code).is_empty()
        && let Some(code) = (0..facts.len())
            .find(|column| roles.roles[*column].is_none() && facts[*column].is_codes() && !measured[*column])
    {
        roles.roles[code] = Some(ColumnRole::Code);
    }
    if names.iter().all(Option::is_none) {
        // Without names, what stands left of the outcomes and comes again is what they stand below.
        for column in 0..statement {
            let fact = &facts[column];
            let comes_again =
                fact.filled > 0 && fact.length() >= 3 && (fact.distinct * 10 < facts[statement].filled * 7);
            if roles.roles[column].is_none() && comes_again {
                roles.roles[column] = Some(ColumnRole::Group);
            }
        }
    }
    let texts = roles.columns(ColumnRole::Statement);
    if let [one, other, ..] = texts[..] {
        let (one, other) = (&table.columns[one], &table.columns[other]);
        return Err(NoList::Unclear(say!(
            "columns {one} and {other} of {table} could both hold the outcomes; say which: `--columns text={one}`",
            one,
            other,
            table = table.name
        )));
    }
    Ok(roles)
}

/// Of several columns whose names may head outcomes, the one that does; the weaker ones head groups or descriptions.
fn settle_statements(names: &[Option<ColumnName>], facts: &[ColumnFacts], roles: &mut [Option<ColumnRole>]) {
    let is_statement = |column: &usize| roles[*column] == Some(ColumnRole::Statement);
    let own: Vec<usize> = (0..roles.len()).filter(is_statement).collect();
    // A text that is the same in every row says nothing of any: the name of a scale, the title of the whole.
    let says_nothing = |column: &usize| facts[*column].distinct == 1 && facts[*column].filled > 2;
    let (same, own): (Vec<usize>, Vec<usize>) = own.into_iter().partition(|column| says_nothing(column));
    same.into_iter().for_each(|column| roles[column] = None);
    let weakness = |column: usize| names[column].map_or(0, |name| name.weakness);
    let has_kinds = roles.iter().any(|role| matches!(role, Some(ColumnRole::Kinded(_))));
    let mut strongest = own.iter().map(|column| weakness(*column)).min().unwrap_or(0);
    if has_kinds && strongest > 0 {
        // Beside columns of knowledge or skills, "competence" and "title" say what these stand below.
        strongest = 0;
    } else if strongest == 1
        && let (Some(group), Some(text)) = (
            own.iter().find(|column| weakness(**column) == 1),
            own.iter().find(|column| weakness(**column) > 1),
        )
        && facts[*group].distinct * 10 < facts[*text].filled * 8
    {
        strongest = weakness(*text);
    }
    for column in own {
        roles[column] = match weakness(column) {
            weakness if weakness == strongest => Some(ColumnRole::Statement),
            3 => Some(ColumnRole::Description),
            _ if weakness(column) < strongest || has_kinds || strongest == 0 => Some(ColumnRole::Group),
            _ => Some(ColumnRole::Description),
        };
    }
}

/// Tells columns of kinds and of references from those of groups, by what stands in them.
fn settle_groups(facts: &[ColumnFacts], roles: &mut [Option<ColumnRole>]) {
    let is_outcome =
        |role: &Option<ColumnRole>| matches!(role, Some(ColumnRole::Statement | ColumnRole::Kinded(_)));
    let filled = facts.iter().zip(roles.iter()).filter(|(_, role)| is_outcome(role));
    let outcomes = filled.map(|(facts, _)| facts.filled).max().unwrap_or(0);
    let has_kind = roles.contains(&Some(ColumnRole::Kind));
    for (facts, role) in facts.iter().zip(roles) {
        let may_change = role.is_none() || *role == Some(ColumnRole::Group);
        if may_change && !has_kind && facts.is_kinds(outcomes) {
            *role = Some(ColumnRole::Kind);
        } else if *role == Some(ColumnRole::Group) && facts.is_references() {
            *role = Some(ColumnRole::References);
        }
    }
}

/// Finds the column of outcomes by what stands in the columns without a name.
fn by_content(
    table: &OutcomeTable,
    header: Option<usize>,
    facts: &[ColumnFacts],
    roles: &mut Roles,
) -> Result<(), NoList> {
    let free = |column: &usize| roles.roles[*column].is_none() && facts[*column].is_sentences();
    let mut columns: Vec<usize> = (0..facts.len()).filter(free).collect();
    // A column of explanations is seldom filled in every row.
    let most = columns.iter().map(|column| facts[*column].filled).max().unwrap_or(0);
    columns.retain(|column| facts[*column].filled * 10 >= most * 8);
    match columns[..] {
        [column] => {
            roles.roles[column] = Some(ColumnRole::Statement);
            Ok(())
        }
        [] => Err(NoList::Other),
        [one, other, ..] => {
            let (one, other) = (&table.columns[one], &table.columns[other]);
            let why = if header.is_some() {
                say!("by the words over them")
            } else {
                say!("since no row names them")
            };
            Err(NoList::Unclear(say!(
                "it is not clear which column of {table} holds the outcomes, {one} or {other}, {why}; say so: `--columns text={one}`",
                table = table.name,
                one,
                other,
                why
            )))
        }
    }
}
