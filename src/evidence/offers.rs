//! The sections in which a gap of a programme could be closed: those that probably teach its item, in modules where a
//! claim would change something.

use super::{Evidence, Finding, Modules};
use crate::coverage::ProgrammeCoverage;
use crate::model::Site;

impl Evidence {
    /// At most `limit` sections that probably teach the item in `row` of `coverage` and in which a claim would bring it
    /// further; those of modules that everyone takes come first, then those of choices, each time the best first.
    ///
    /// A module that does enough already is left out, as is one for which the programme says the level itself.
    pub fn offers(
        &self,
        site: &Site,
        coverage: &ProgrammeCoverage,
        row: usize,
        limit: usize,
    ) -> Vec<Finding> {
        let programme = &site.programmes[coverage.programme];
        let item = coverage.rows[row].item;
        let able: Vec<usize> = coverage.covering(site, row).collect();
        let is_open = |column: &usize| {
            able.binary_search(column).is_err()
                && programme.level_for(coverage.columns[*column], item).is_none()
        };
        let is_everyones =
            |column: &usize| coverage.choice_of(*column).is_none_or(|choice| choice.pick >= choice.of);
        let open = (0..coverage.columns.len()).filter(is_open);
        let (everyones, chosen): (Vec<usize>, Vec<usize>) = open.partition(is_everyones);
        let mut found = Vec::new();
        for columns in [everyones, chosen] {
            if columns.is_empty() || found.len() >= limit {
                continue;
            }
            let modules = Modules::of(columns.into_iter().map(|column| coverage.columns[column]));
            found.extend(self.places(item, &modules, limit - found.len()));
        }
        found
    }
}
