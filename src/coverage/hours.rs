//! Contact hours and study points of a programme and its terms. Where modules are chosen these are a range, from the
//! shortest modules that can be chosen to the longest.

use std::collections::BTreeSet;

use super::choices::ColumnChoice;
use super::programme::ProgrammeCoverage;
use crate::model::{ItemId, Module, Site};
use crate::text::Amount;

/// Hours or study points: at least, and at most.
pub type AmountRange = (Amount, Amount);

impl ProgrammeCoverage {
    /// Contact hours of term `term`, or of the whole programme.
    pub fn hours(&self, site: &Site, term: Option<usize>) -> AmountRange {
        self.range(site, term, |module| module.hours)
    }

    /// Study points of term `term`, or of the whole programme.
    pub fn credits(&self, site: &Site, term: Option<usize>) -> AmountRange {
        self.range(site, term, |module| module.credits)
    }

    /// Contact hours that `choice` makes someone take.
    pub fn choice_hours(&self, site: &Site, choice: &ColumnChoice) -> AmountRange {
        self.choice_range(site, choice, |module| module.hours)
    }

    /// Contact hours for the items of `rows`: nobody writes down minutes per item, so each module's hours are parted evenly
    /// over the items that it claims, and those of a choice count for the part that takes it. They are whole hours: more
    /// would claim a precision that this does not have.
    pub fn hours_for(&self, site: &Site, rows: impl Iterator<Item = usize>) -> u32 {
        let mut claimed = vec![0_u64; self.columns.len()];
        for cell in rows.flat_map(|row| self.cells.row(row)) {
            claimed[cell.column] += 1;
        }
        // Whole numbers keep the sum the same on every machine: a thousandth of an hour is fine enough.
        let claiming = claimed.iter().enumerate().filter(|(_, claimed)| **claimed > 0);
        let thousandths = claiming.map(|(column, claimed)| {
            let module = &site.modules[self.columns[column]];
            let items: BTreeSet<ItemId> =
                module.claims.iter().map(|claim| site.claims[*claim].item).collect();
            let all = u64::try_from(items.len().max(1)).unwrap_or(1);
            let (taken, of) = self.taken_part(column);
            u64::from(module.hours.unwrap_or_default().hundredths()) * 10 * claimed * taken / (all * of)
        });
        u32::try_from((thousandths.sum::<u64>() + 500) / 1000).unwrap_or(u32::MAX)
    }

    /// The part of everyone that takes the module of `column`, as a fraction: of a choice of two out of five, (2, 5).
    pub(super) fn taken_part(&self, column: usize) -> (u64, u64) {
        let (pick, of) = self.choice_of(column).map_or((1, 1), |one| (one.pick, one.of.max(1)));
        (u64::try_from(pick).unwrap_or(1), u64::try_from(of).unwrap_or(1))
    }

    fn range(&self, site: &Site, term: Option<usize>, of: fn(&Module) -> Option<Amount>) -> AmountRange {
        let own = (0..self.columns.len()).filter(|column| term.is_none_or(|at| self.terms[*column] == at));
        let fixed = own.filter(|column| self.choice_of(*column).is_none());
        let fixed: Amount = fixed.filter_map(|column| of(&site.modules[self.columns[column]])).sum();
        let choices = self.choices().iter().filter(|choice| term.is_none_or(|at| choice.place.0 == at));
        let ranges: Vec<AmountRange> = choices.map(|choice| self.choice_range(site, choice, of)).collect();
        let (least, most) = (ranges.iter().map(|range| range.0), ranges.iter().map(|range| range.1));
        ([fixed].into_iter().chain(least).sum(), [fixed].into_iter().chain(most).sum())
    }

    fn choice_range(
        &self,
        site: &Site,
        choice: &ColumnChoice,
        of: fn(&Module) -> Option<Amount>,
    ) -> AmountRange {
        let columns = choice.columns.clone();
        let amounts = columns.map(|column| of(&site.modules[self.columns[column]]).unwrap_or_default());
        let mut amounts: Vec<Amount> = amounts.collect();
        amounts.sort_unstable();
        let taken = choice.pick.min(amounts.len());
        let longest = amounts.len() - taken;
        (amounts[..taken].iter().copied().sum(), amounts[longest..].iter().copied().sum())
    }
}
