//! Names of modules, groups and statuses as a spreadsheet has them, in the words of the site's language. A module
//! has the same name in every export, so that an import finds it again.

use crate::config::Config;
use crate::plan::view::{GapView, ModuleRef, StatusView};
use crate::tabular::Word;

/// A module's code and title, or its title alone.
pub(super) fn module_name(module: &ModuleRef) -> String {
    Word::module_name(&module.code, &module.title)
}

/// The id of a competence, or what the items of a list are.
pub(super) fn group_name<'a>(id: &'a str, kind: &str, config: &Config) -> &'a str {
    if id.is_empty() { Word::of_kind(kind).text(config.language) } else { id }
}

/// How an item stands.
pub(super) fn status(status: StatusView, config: &Config) -> String {
    let required = &config.scale.levels[config.scale.required].label;
    match status {
        StatusView::Covered => required.clone(),
        StatusView::Possible => format!("{} {required}", Word::Possible.text(config.language)),
        StatusView::Partial => format!("{} {required}", Word::NotYet.text(config.language)),
        StatusView::Missing => Word::Missing.text(config.language).to_owned(),
        StatusView::Exempt => Word::Exempt.text(config.language).to_owned(),
    }
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

/// The sections that probably teach the item: `M05: Les 2: luisteren; M07`.
pub(super) fn nearest(gap: &GapView) -> String {
    let places = gap.places.iter().map(|place| {
        let module = if place.module.code.is_empty() { &place.module.title } else { &place.module.code };
        if place.title.is_empty() { module.clone() } else { format!("{module}: {}", place.title) }
    });
    places.collect::<Vec<_>>().join("; ")
}
