//! Contact hours and study points of a programme and its terms. Where modules are chosen these are a range, from the
//! shortest modules that can be chosen to the longest.

use super::choices::ColumnChoice;
use super::programme::ProgrammeCoverage;
use crate::model::{Module, Site};
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

    /// Contact hours of the module of `column`; none that are known count as 0.
    pub fn column_hours(&self, site: &Site, column: usize) -> Amount {
        site.modules[self.columns[column]].hours.unwrap_or_default()
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
