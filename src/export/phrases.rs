//! Purpose: say in a spreadsheet what the pages say in words of the theme.
//! Input: settings and views. Output: names of modules, groups and statuses.
//! Invariant: a module's name is the same in every export, so that an import finds it again.

use crate::config::Config;
use crate::plan::view::{ModuleRef, StatusView};
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
        StatusView::Partial => format!("{} {required}", Word::NotYet.text(config.language)),
        StatusView::Missing => Word::Missing.text(config.language).to_owned(),
        StatusView::Exempt => Word::Exempt.text(config.language).to_owned(),
    }
}
