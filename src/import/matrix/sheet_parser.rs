//! All that parsing a sheet takes besides the sheet itself. The methods stand in the files of its steps: `layouts` finds the
//! layouts of a sheet, `columns` the roles of the columns in one of them, and `rows` the claims of a sheet in which every
//! row says one by itself.

use crate::config::Config;
use crate::import::matrix::items::Items;
use crate::import::matrix::modules::Modules;
use crate::tabular::{Mark, Marks};

/// The settings that a person gives for a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The columns (or in a turned sheet the rows) that name the items, as the spreadsheet calls them.
    pub items: Vec<String>,
    /// The rows (or in a turned sheet the columns) that name the modules.
    pub modules: Vec<String>,
}

/// Parses the sheets of one file, with the items of one profile.
pub(super) struct SheetParser<'a, 's> {
    pub(super) items: &'a Items<'s>,
    pub(super) modules: &'a Modules<'s>,
    pub(super) marks: &'a Marks,
    pub(super) said: &'a Said,
    pub(super) config: &'a Config,
    /// Marks and headings that a person gave a meaning.
    pub(super) given: &'a [(String, Mark)],
}
