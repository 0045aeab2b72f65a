//! Names above columns that no module of the site has, beside columns of modules that it has: the teacher, the exam, a term such
//! as `S1` stand there as well as a module that is new. Only what shows that it is a module is taken for one; the rest is passed
//! over and its marks are listed, and a person says with `--modules` that the row names modules and nothing else.

use std::collections::BTreeMap;

use crate::diagnostics::{Message, say};
use crate::import::matrix::header::Header;
use crate::import::matrix::layout::ColumnRole;
use crate::import::matrix::module_names::ColumnName;
use crate::import::matrix::modules::{HeaderMeaning, Modules};
use crate::import::matrix::sheet_parser::SheetParser;
use crate::import::matrix::vocabulary::is_code;
use crate::import::spreadsheet::Sheet;

/// Whether a name shows by itself that it is a module which the site does not have yet: it has a code as those of the site
/// have, a code and a title, parts, hours, or differs from a module of the site in its number alone.
pub(super) fn is_like_a_module(name: &ColumnName, modules: &Modules<'_>) -> bool {
    let has_code = !name.code.is_empty() && !is_foreign(name, modules);
    has_code || !name.part.is_empty() || name.hours.is_some() || modules.has_sibling(&name.title)
}

/// Whether a name is a code alone that is not built as those of the site are: `T1`, `S2`, `EU 4`.
fn is_foreign(name: &ColumnName, modules: &Modules<'_>) -> bool {
    let is_bare = name.title.is_empty() || name.title == name.code;
    is_code(&name.code) && is_bare && modules.is_foreign(&name.code)
}

impl SheetParser<'_, '_> {
    /// Passes over the columns whose names may be anything, where others are headed by modules of the site. Where only few of
    /// them are, `questions` asks about the others.
    pub(super) fn pass_newcomers(
        &self,
        sheet: &Sheet,
        header: &Header,
        columns: &mut BTreeMap<usize, ColumnRole>,
    ) {
        if !self.said.modules.is_empty() || header.labels_modules() {
            return;
        }
        let is_known = |role: &&ColumnRole| {
            let meaning = if let ColumnRole::Module { meaning, .. } = role { meaning } else { return false };
            matches!(meaning, HeaderMeaning::Known(_) | HeaderMeaning::Near(..))
        };
        let known = columns.values().filter(is_known).count();
        let is_open = |role: &ColumnRole| match role {
            ColumnRole::Module { name, meaning: HeaderMeaning::New } => {
                // `Semester 2 Taarten` is the name of a module with its term; a term above several columns says nothing of one.
                let has_own_term = !name.term.is_empty() && !header.has_terms();
                !has_own_term && !is_like_a_module(name, self.modules)
            }
            ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => false,
        };
        let open = columns.values().filter(|role| is_open(role)).count();
        if known == 0 || open > known {
            return;
        }
        for role in columns.values_mut().filter(|role| is_open(role)) {
            let ColumnRole::Module { name, .. } = role else { continue };
            let (why, own) = (why(name, &sheet.row_name(name.row)), shown(name));
            *role = ColumnRole::PassedOver { name: own, why, is_named: true, is_for_content: false };
        }
    }
}

fn shown(name: &ColumnName) -> String {
    if name.title.is_empty() { name.code.clone() } else { name.title.clone() }
}

/// Why such a column is not read; `row` names the modules.
fn why(name: &ColumnName, row: &str) -> Message {
    if is_code(&name.code) {
        say!(
            "the site has no module with that code, and its codes are built otherwise, so it may be a term, a test or a class; where it is a new module, say so with `--modules {row}`",
            row
        )
    } else {
        say!(
            "the site has no module of that name, and nothing says that it is a new one; where it is, say so with `--modules {row}`",
            row
        )
    }
}
