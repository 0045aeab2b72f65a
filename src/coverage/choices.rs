//! The level of an item that every allowed choice of modules guarantees.
//!
//! Of a choice everyone takes `pick` of `of` modules. Whoever wants to avoid an item takes the modules that do least for
//! it, so what a choice guarantees is the strongest level of its `pick` weakest modules: with the levels in falling order,
//! the one at `of - pick`. Choices do not depend on each other, so a programme guarantees the strongest level of the
//! modules that everyone takes and of what each choice guarantees.
//!
//! ```text
//! pick 2 of 3      M10 assessed, M11 assessed, M12 nothing     guaranteed: M12 and one other
//!                  M10 assessed, M11 nothing, M12 nothing      only possible: M11 and M12
//! ```

use std::ops::Range;

use super::cells::CoverageCell;
use crate::config::LevelId;
use crate::model::Programme;

/// A choice of a programme, by the columns of its modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnChoice {
    /// The index of its term, and its own index in that term's `choices`.
    pub place: (usize, usize),
    /// How many of the modules everyone takes.
    pub pick: usize,
    /// How many there are to take from; those without a column are drafts.
    pub of: usize,
    /// The columns of its modules.
    pub columns: Range<usize>,
}

impl ColumnChoice {
    /// How many of `able` of its modules everyone takes at least.
    fn sure(&self, able: usize) -> usize {
        self.pick.saturating_sub(self.of.saturating_sub(able))
    }
}

/// How many of some modules everyone takes, whatever is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sure {
    /// This many at least.
    pub(super) at_least: usize,
    /// So many of them are the same ones for everyone.
    pub(super) same_for_all: usize,
}

/// The choices of a programme.
#[derive(Debug, Clone, Default)]
pub(super) struct ColumnChoices {
    pub(super) all: Vec<ColumnChoice>,
}

impl ColumnChoices {
    pub(super) fn new(programme: &Programme) -> Self {
        let (mut all, mut column) = (Vec::new(), 0);
        for (number, term) in programme.terms.iter().enumerate() {
            column += term.modules.len();
            for (at, choice) in term.choices.iter().enumerate() {
                let columns = column..column + choice.modules.len();
                column = columns.end;
                all.push(ColumnChoice { place: (number, at), pick: choice.pick, of: choice.of, columns });
            }
        }
        Self { all }
    }

    /// The choice that has `column`.
    pub(super) fn of(&self, column: usize) -> Option<&ColumnChoice> {
        let at = self.all.partition_point(|choice| choice.columns.end <= column);
        self.all.get(at).filter(|choice| choice.columns.contains(&column))
    }

    /// The level to which everyone is brought by `cells`, the cells of one row.
    pub(super) fn guaranteed(&self, cells: &[CoverageCell]) -> Option<LevelId> {
        let fixed = cells.iter().filter(|cell| self.of(cell.column).is_none());
        let mut strongest = fixed.map(|cell| cell.level).max();
        for choice in &self.all {
            let own = cells.iter().filter(|cell| choice.columns.contains(&cell.column));
            let mut levels: Vec<LevelId> = own.map(|cell| cell.level).collect();
            levels.sort_unstable();
            let sure = choice.sure(levels.len());
            // Of `sure` modules that everyone takes at least, the weakest are the worst that can be chosen.
            strongest = strongest.max(sure.checked_sub(1).and_then(|last| levels.get(last).copied()));
        }
        strongest
    }

    /// How many of `columns` everyone takes.
    pub(super) fn sure(&self, columns: &[usize]) -> Sure {
        let fixed = columns.iter().filter(|column| self.of(**column).is_none_or(|one| one.pick == one.of));
        let fixed = fixed.count();
        let real = self.all.iter().filter(|choice| choice.pick < choice.of);
        let chosen = real.map(|choice| {
            choice.sure(columns.iter().filter(|column| choice.columns.contains(column)).count())
        });
        Sure { at_least: fixed + chosen.sum::<usize>(), same_for_all: fixed }
    }
}
