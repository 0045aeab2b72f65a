//! The outcomes in the cells of one row of a table: one for each column that holds some, or for each line of a cell where
//! the lines are whole; with their code, their kind and all that further columns say of them.

use crate::import::code::Coded;
use crate::import::draft::DocumentText;
use crate::import::outcomes::builder::Outcome;
use crate::import::outcomes::cells::{CellLine, TableCell, TableRow};
use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::kinds::{self, OutcomeKind};
use crate::import::outcomes::table::TableReader;
use crate::syntax::Grade;
use crate::text::{Spanned, fold_case};

impl TableReader<'_> {
    /// Takes the outcomes of `row`, in all columns that hold some.
    pub(super) fn outcomes_of(&mut self, row: &TableRow, is_cut: bool) {
        let group = self.group_of(row);
        let outcomes = self.outcomes.clone();
        let of_first = outcomes.first().and_then(|(column, _)| self.code_before(*column));
        // The code left of a grid is that of its row.
        let mut own =
            of_first.filter(|_| !self.roles.is_grid).and_then(|column| self.written_code(row, column));
        let is_alone = outcomes.len() == 1;
        for (column, kind) in outcomes.into_iter().filter(|(column, _)| !row.cells[*column].is_below) {
            let code = if is_alone || self.code_before(column).is_some() { own.take() } else { None };
            for mut outcome in self.in_cell(&row.cells[column], code, kind) {
                outcome.is_cut = is_cut;
                outcome.details.extend(self.name_of_field(column));
                self.add(row, outcome, group);
            }
        }
    }

    /// The name of a field of a grid, which says where its outcomes are reached.
    fn name_of_field(&self, column: usize) -> Option<DocumentText> {
        let header = self.header.filter(|_| self.roles.is_grid)?;
        let cells = &self.table.rows[header].cells;
        let named = self.outcomes.iter().filter(|(field, _)| !cells[*field].is_empty()).count();
        cells[column].whole().filter(|_| named > 1)
    }

    fn add(&mut self, row: &TableRow, mut outcome: Outcome, group: Option<usize>) {
        if !self.options.takes(outcome.code.as_deref()) {
            self.unfit.extend(outcome.code);
            self.passed.push(row.name.clone());
            return;
        }
        for column in self.roles.columns(ColumnRole::Kind) {
            let text = row.cells[column].text();
            outcome.kind = kinds::kind_of_cell(&text).or(outcome.kind);
        }
        let is_knowledge = outcome.kind == Some(OutcomeKind::Knowledge);
        for column in self.roles.columns(ColumnRole::Level).into_iter().filter(|_| is_knowledge) {
            outcome.grade = grade(&row.cells[column].text()).unwrap_or(outcome.grade);
        }
        let details = self.details(row, is_knowledge);
        outcome.details.extend(details);
        self.list.outcome(outcome, group);
    }

    /// The texts of the columns beside the outcomes and their groups in `row`, a line for each.
    pub(super) fn details(&self, row: &TableRow, is_knowledge: bool) -> Vec<DocumentText> {
        let mut details = Vec::new();
        for (column, role) in self.roles.roles.iter().enumerate() {
            let text = row.cells[column].text();
            let says_more = match role {
                Some(ColumnRole::Kind) => kinds::kind_of_cell(&text).is_none(),
                Some(ColumnRole::Level) => !is_knowledge || grade(&text).is_none(),
                Some(ColumnRole::References) => true,
                Some(ColumnRole::Beside) => {
                    details.extend(self.named_lines(row, column));
                    false
                }
                Some(ColumnRole::Code) => self.is_spare_code(row, column),
                Some(ColumnRole::Description) => {
                    details.extend(row.cells[column].lines.iter().map(|line| line.text.clone()));
                    false
                }
                Some(ColumnRole::Statement | ColumnRole::Kinded(_) | ColumnRole::Group) | None => false,
            };
            if says_more {
                details.extend(self.named_detail(row, column));
            }
        }
        details
    }

    /// Whether `column` holds further codes, of neither the outcomes nor their groups, or a text too long for one.
    fn is_spare_code(&self, row: &TableRow, column: usize) -> bool {
        let mut owners = self.outcomes.iter().map(|(owner, _)| *owner).chain(self.groups.iter().copied());
        let is_taken = owners.any(|owner| self.code_before(owner) == Some(column));
        let is_of_none = self.roles.is_grid && self.groups.is_empty();
        !is_taken || is_of_none || (self.written_code(row, column).is_none() && !row.cells[column].is_below)
    }

    /// The cell of `row` in `column`, with the name of the column before it.
    fn named_detail(&self, row: &TableRow, column: usize) -> Option<DocumentText> {
        let whole = row.cells[column].whole()?;
        let name = self.header.map(|header| self.table.rows[header].cells[column].text()).unwrap_or_default();
        let value = if name.is_empty() {
            whole.value
        } else {
            format!("{}: {}", name.trim_end_matches(':'), whole.value)
        };
        Some(Spanned::new(value, whole.span))
    }

    /// The lines of the cell of `row` in `column`, with the name of the column before the first.
    fn named_lines(&self, row: &TableRow, column: usize) -> Vec<DocumentText> {
        let rest = row.cells[column].lines.iter().skip(1).map(|line| line.text.clone());
        let Some(first) = row.cells[column].lines.first() else { return Vec::new() };
        let name = self.header.map(|header| self.table.rows[header].cells[column].text()).unwrap_or_default();
        let value = format!("{}: {}", name.trim_end_matches(':'), first.text.value);
        std::iter::once(Spanned::new(value, first.text.span)).chain(rest).collect()
    }

    /// The outcomes in one cell.
    fn in_cell(&mut self, cell: &TableCell, code: Option<String>, kind: Option<OutcomeKind>) -> Vec<Outcome> {
        let Some(whole) = cell.whole() else { return Vec::new() };
        let begins =
            |line: &CellLine| line.text.value.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let has_bullets = cell.lines.iter().any(|line| line.is_item);
        let is_coded = |line: &CellLine| {
            Coded::parse(&line.text.value).is_some_and(|coded| self.schemes.contains(&coded.scheme()))
        };
        // "1.1 … 1.2 …" in one cell are as many outcomes.
        let are_coded = cell.lines.len() > 1 && cell.lines.iter().all(is_coded);
        let are_whole = are_coded
            || cell.lines.len() > 1
                && cell.lines.iter().all(|line| (line.is_whole || kind.is_some()) && begins(line));
        let of_cell = |text: DocumentText| Outcome { kind, ..self.coded(text, code.is_none()) };
        if code.is_some() || (!has_bullets && !are_whole) {
            // One code is one outcome: what follows its first line explains it.
            if let (true, Some((first, rest))) = (has_bullets || are_whole, cell.lines.split_first()) {
                let details = rest.iter().map(|line| line.text.clone()).collect();
                return vec![Outcome { code, kind, details, ..Outcome::new(None, first.text.clone()) }];
            }
            let outcome = of_cell(whole);
            return vec![Outcome { code: code.or(outcome.code), ..outcome }];
        }
        let mut found: Vec<Outcome> = Vec::new();
        let has_lead = has_bullets && cell.lines.first().is_some_and(|line| !line.is_item);
        for line in &cell.lines {
            let goes_on = has_bullets && !line.is_item;
            match found.last_mut() {
                Some(last) if has_lead => last.details.push(line.text.clone()),
                Some(last) if goes_on => {
                    last.text.value.push(' ');
                    last.text.value.push_str(&line.text.value);
                }
                _ => found.push(of_cell(line.text.clone())),
            }
        }
        self.split += usize::from(found.len() > 1);
        found
    }

    /// An outcome whose code may stand before its text.
    fn coded(&self, text: DocumentText, may_have_code: bool) -> Outcome {
        match Coded::parse(&text.value)
            .filter(|coded| may_have_code && self.schemes.contains(&coded.scheme()))
        {
            Some(coded) => Outcome::new(Some(coded.code), Spanned::new(coded.rest, text.span)),
            None => Outcome::new(None, text),
        }
    }
}

/// The grade of knowledge that a cell names.
fn grade(text: &str) -> Option<Grade> {
    match fold_case(text).as_str() {
        "basis" | "basiskennis" | "basic" | "de base" | "grundlagen" => Some(Grade::Basic),
        "grondig" | "grondige kennis" | "thorough" | "advanced" | "approfondi" | "vertieft" => {
            Some(Grade::Thorough)
        }
        _ => None,
    }
}
