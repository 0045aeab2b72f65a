//! Settles what the columns of a table hold where the words over them leave it open: of several columns that may hold the
//! outcomes the one that does, and what those beside it are: groups, criteria, descriptions, codes of groups.

use crate::import::outcomes::column_facts::ColumnFacts;
use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::columns::{self, ColumnName};
use crate::import::outcomes::kinds::OutcomeKind;

/// How weakly the name of a column of criteria says that it holds outcomes.
const CRITERIA: u8 = 4;

/// The columns of a table while their roles are settled.
#[derive(Debug)]
pub(super) struct Settling {
    /// The texts over the columns.
    pub(super) heads: Vec<String>,
    pub(super) names: Vec<Option<ColumnName>>,
    pub(super) facts: Vec<ColumnFacts>,
    pub(super) roles: Vec<Option<ColumnRole>>,
}

impl Settling {
    /// Settles all that words and texts tell.
    pub(super) fn settle(&mut self) {
        // A short name is a code, whatever stands over it.
        for (role, fact) in self.roles.iter_mut().zip(&self.facts) {
            if *role == Some(ColumnRole::Statement) && fact.is_codes() {
                *role = Some(ColumnRole::Code);
            }
        }
        self.activities();
        self.criteria();
        self.statements();
        self.groups_of_others();
        self.third_of_kinds();
        self.kinds_and_references();
    }

    fn with_role(&self, wanted: ColumnRole) -> Vec<usize> {
        (0..self.roles.len()).filter(|column| self.roles[*column] == Some(wanted)).collect()
    }

    fn weakness(&self, column: usize) -> u8 {
        self.names[column].map_or(0, |name| name.weakness)
    }

    fn has_kinds(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Some(ColumnRole::Kinded(_))))
    }

    /// Activities on the left of a competence group competences, and show none.
    fn activities(&mut self) {
        let statements = self.with_role(ColumnRole::Statement);
        for column in self.with_role(ColumnRole::Kinded(OutcomeKind::Indicator)) {
            let is_left = statements.iter().any(|other| *other > column && self.weakness(*other) != CRITERIA);
            if columns::is_activity(&self.heads[column]) && is_left {
                self.roles[column] = Some(ColumnRole::Group);
            }
        }
    }

    /// Criteria are outcomes by themselves, or where each outcome has several; where each has its own, they say more of it.
    fn criteria(&mut self) {
        let (criteria, others): (Vec<usize>, Vec<usize>) =
            self.with_role(ColumnRole::Statement).into_iter().partition(|at| self.weakness(*at) == CRITERIA);
        let (Some(other), [criterion, ..]) = (others.last().copied(), &criteria[..]) else { return };
        if self.has_kinds() {
            for column in criteria {
                self.roles[column] = Some(ColumnRole::Kinded(OutcomeKind::Indicator));
            }
            return;
        }
        if self.facts[other].groups(&self.facts[*criterion]) {
            for column in others {
                self.roles[column] = Some(ColumnRole::Group);
            }
            return;
        }
        for column in criteria {
            self.roles[column] = Some(ColumnRole::Beside);
        }
    }

    /// Of several columns whose names may head outcomes, the one that does; the weaker ones head groups or descriptions.
    fn statements(&mut self) {
        // A text that is the same in every row says nothing of any: the name of a scale, the title of the whole.
        let says_nothing =
            |column: &usize| self.facts[*column].distinct == 1 && self.facts[*column].filled > 2;
        let (same, own): (Vec<usize>, Vec<usize>) =
            self.with_role(ColumnRole::Statement).into_iter().partition(says_nothing);
        same.into_iter().for_each(|column| self.roles[column] = None);
        let (shown, own): (Vec<usize>, Vec<usize>) =
            own.into_iter().partition(|column| self.is_shown(*column));
        shown.into_iter().for_each(|column| self.roles[column] = Some(ColumnRole::Group));
        let has_kinds = self.has_kinds();
        let mut strongest = own.iter().map(|column| self.weakness(*column)).min().unwrap_or(0);
        if has_kinds && strongest > 0 {
            // Beside columns of knowledge or skills, "competence" and "title" say what these stand below.
            strongest = 0;
        } else if strongest <= 1
            && let (Some(group), Some(text)) = (
                own.iter().find(|column| self.weakness(**column) == strongest),
                own.iter().find(|column| self.weakness(**column) > 1),
            )
            && self.facts[*group].distinct * 10 < self.facts[*text].filled * 8
        {
            strongest = self.weakness(*text);
        }
        for column in own {
            self.roles[column] = match self.weakness(column) {
                weakness if weakness == strongest => Some(ColumnRole::Statement),
                3 => Some(ColumnRole::Description),
                weakness if weakness < strongest || has_kinds || strongest == 0 => Some(ColumnRole::Group),
                _ => Some(ColumnRole::Description),
            };
        }
    }

    /// Whether what stands in `column` is shown by indicators on its right, or has several texts of a kind there.
    fn is_shown(&self, column: usize) -> bool {
        let right = self.roles.iter().enumerate().skip(column + 1);
        right.into_iter().any(|(other, role)| match role {
            Some(ColumnRole::Kinded(OutcomeKind::Indicator)) => true,
            Some(ColumnRole::Kinded(_)) => self.facts[column].distinct * 10 < self.facts[other].filled * 8,
            _ => false,
        })
    }

    /// Of two columns of outcomes that on the left groups those on the right, where several rows share its text.
    fn groups_of_others(&mut self) {
        while let [one, other, ..] = self.with_role(ColumnRole::Statement)[..] {
            if !self.facts[one].groups(&self.facts[other]) {
                return;
            }
            self.roles[one] = Some(ColumnRole::Group);
        }
    }

    /// "Competence" behind knowledge and skills is the third of them, and no group.
    fn third_of_kinds(&mut self) {
        let is_kinded = |role: &Option<ColumnRole>| matches!(role, Some(ColumnRole::Kinded(_)));
        let Some(last) = self.roles.iter().rposition(is_kinded) else { return };
        let groups = self.with_role(ColumnRole::Group);
        let is_third = |column: &usize| *column > last && self.weakness(*column) == 1;
        if groups.iter().any(|column| *column < last) {
            for column in groups.into_iter().filter(is_third).collect::<Vec<_>>() {
                self.roles[column] = Some(ColumnRole::Kinded(OutcomeKind::Indicator));
            }
        }
    }

    /// Tells columns of kinds and of references from those of groups, by what stands in them.
    fn kinds_and_references(&mut self) {
        let is_outcome =
            |role: &Option<ColumnRole>| matches!(role, Some(ColumnRole::Statement | ColumnRole::Kinded(_)));
        let filled = self.facts.iter().zip(self.roles.iter()).filter(|(_, role)| is_outcome(role));
        let outcomes = filled.map(|(facts, _)| facts.filled).max().unwrap_or(0);
        let has_kind = self.roles.contains(&Some(ColumnRole::Kind));
        let is_activity: Vec<bool> = self.heads.iter().map(|head| columns::is_activity(head)).collect();
        for ((facts, role), is_activity) in self.facts.iter().zip(&mut self.roles).zip(is_activity) {
            let may_change = role.is_none() || *role == Some(ColumnRole::Group);
            if may_change && !has_kind && facts.is_kinds(outcomes) {
                *role = Some(ColumnRole::Kind);
            } else if *role == Some(ColumnRole::Group) && facts.is_references() && !is_activity {
                *role = Some(ColumnRole::References);
            }
        }
    }

    /// Takes columns side by side in which every text has a code of its own for one list: the fields of a grid. Those without
    /// a name go on with the one before them.
    pub(super) fn grid(&mut self) -> bool {
        let mut fields = self.with_role(ColumnRole::Statement);
        fields.retain(|column| self.facts[*column].filled > 0);
        if fields.iter().any(|column| !self.facts[*column].is_coded()) {
            return false;
        }
        let first = fields.first().copied().unwrap_or(0);
        let goes_on = |column: usize| {
            let is_free = self.roles[column].is_none() && self.heads[column].is_empty();
            is_free && self.facts[column].is_coded()
        };
        if fields.is_empty() || self.names.iter().all(Option::is_none) {
            let free = |column: &usize| self.roles[*column].is_none() && self.facts[*column].is_coded();
            let free: Vec<usize> = (0..self.roles.len()).filter(free).collect();
            fields = if free.len() > 1 { free } else { fields };
        } else {
            fields.extend(
                (first + 1..self.roles.len()).take_while(|column| {
                    self.roles[*column] == Some(ColumnRole::Statement) || goes_on(*column)
                }),
            );
        }
        fields.sort_unstable();
        fields.dedup();
        if fields.len() < 2 {
            return false;
        }
        for column in self.with_role(ColumnRole::Statement) {
            self.roles[column] = None;
        }
        for column in &fields {
            self.roles[*column] = Some(ColumnRole::Statement);
        }
        self.before_grid(fields[0]);
        true
    }

    /// The column left of a grid groups its rows, and has its code left of it.
    fn before_grid(&mut self, first: usize) {
        let Some(group) = (0..first).rev().find(|column| self.facts[*column].filled > 0) else { return };
        if self.roles[group].is_none() && self.facts[group].length() > 4 {
            self.roles[group] = Some(ColumnRole::Group);
        }
        let code = (0..group).rev().find(|column| self.facts[*column].filled > 0);
        let is_code = |column: &usize| {
            let facts = &self.facts[*column];
            facts.length() <= 4 && facts.distinct == facts.filled && self.roles[*column].is_none()
        };
        if let Some(code) = code.filter(is_code) {
            self.roles[code] = Some(ColumnRole::Code);
        }
    }

    /// Whether the texts of a column come again in row after row, left of outcomes that do not: what these stand below.
    fn is_repeated_before_outcomes(&self, column: usize) -> bool {
        let outcomes = self.with_role(ColumnRole::Statement);
        let is_left = outcomes.first().is_some_and(|first| column < *first);
        let facts = &self.facts[column];
        is_left
            && facts.distinct > 1
            && !facts.comes_again
            && outcomes.iter().all(|own| facts.groups(&self.facts[*own]))
    }

    /// Keeps columns of words that nobody knows beside outcomes: they say something of these, under their own name.
    pub(super) fn keep_others(&mut self) {
        for column in 0..self.roles.len() {
            let is_named = !self.heads[column].is_empty() && self.names[column].is_none();
            let is_other =
                columns::is_measure(&self.heads[column]) || columns::names_people(&self.heads[column]);
            if self.roles[column].is_none() && is_named && !is_other && self.facts[column].is_text() {
                let is_above = self.is_repeated_before_outcomes(column);
                self.roles[column] = Some(if is_above { ColumnRole::Group } else { ColumnRole::Beside });
            }
        }
    }
}
