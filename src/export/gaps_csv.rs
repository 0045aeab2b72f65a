//! Purpose: the gaps of a programme as CSV.
//! Input: the view of its page. Output: one line for each item that is not covered, and for each exempt one.
//! Invariant: it lists what the page lists.

use super::csv::Csv;
use super::phrases::{group_name, module_name, status};
use crate::config::Config;
use crate::plan::view::{GapView, GapsView, StatusView};
use crate::tabular::Word;

/// The gaps as CSV.
pub fn gaps_csv(config: &Config, view: &GapsView) -> String {
    let mut csv = Csv::for_people(config.language);
    let names =
        [Word::Competence, Word::Item, Word::Text, Word::Status, Word::Claimed, Word::Nearest, Word::Reason];
    csv.row(names.iter().map(|word| word.text(config.language)));
    for group in &view.groups {
        for gap in &group.gaps {
            let competence = group_name(&group.id, group.kind, config);
            let status = status(gap.status, config);
            let (claimed, nearest) = (claimed(config, gap), nearest(gap));
            csv.row([competence, &gap.item.id, &gap.item.text, &status, &claimed, &nearest, ""]);
        }
    }
    let exempt = status(StatusView::Exempt, config);
    for found in &view.exempt {
        csv.row(["", &found.item.id, &found.item.text, &exempt, "", "", &found.reason]);
    }
    csv.into_text()
}

/// The modules that claim the item, each with its strongest level.
pub(super) fn claimed(config: &Config, gap: &GapView) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut modules = Vec::new();
    for (module, place) in &gap.claims {
        if !modules.contains(&&module.path) {
            modules.push(&module.path);
            let level = config.scale.levels.values().nth(place.level);
            let label = level.map_or("", |level| level.label.as_str());
            names.push(format!("{} ({label})", module_name(module)));
        }
    }
    names.join(", ")
}

/// The modules in which the gap would be closed most easily.
pub(super) fn nearest(gap: &GapView) -> String {
    gap.nearest.iter().map(module_name).collect::<Vec<_>>().join(", ")
}
