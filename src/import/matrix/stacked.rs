//! Sheets in which items stand below the name of a module in the same column, section by section. Which module the rows
//! of a section belong to is not read: a title that nobody knows would give its items to the module before. Such a sheet
//! is known for one of a matrix, and how to bring it in is said.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::matrix::items::Items;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::report::for_reason;
use crate::import::spreadsheet::Sheet;

/// So many cells are named as examples.
const EXAMPLES: usize = 3;

/// The cells of a sheet that are the names of modules, and those below them that name items.
struct NamedCells {
    modules: Vec<(usize, usize)>,
    items: Vec<(usize, usize)>,
    filled: usize,
}

impl NamedCells {
    fn of(sheet: &Sheet, items: &Items<'_>, modules: &Modules<'_>) -> Self {
        let mut found = Self { modules: Vec::new(), items: Vec::new(), filled: 0 };
        let mut headed = BTreeSet::new();
        let places = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
        for (row, column) in places {
            let text = sheet.text(row, column);
            if text.is_empty() {
                continue;
            }
            found.filled += 1;
            if modules.is_exactly(text) {
                found.modules.push((row, column));
                headed.insert(column);
            } else if headed.contains(&column) && (items.is_id(text) || items.is_text(text)) {
                found.items.push((row, column));
            }
        }
        found
    }
}

/// Whether most cells of `sheet` name modules, or items below them.
pub(super) fn is_stacked(sheet: &Sheet, items: &Items<'_>, modules: &Modules<'_>) -> bool {
    let found = NamedCells::of(sheet, items, modules);
    !found.modules.is_empty()
        && !found.items.is_empty()
        && (found.modules.len() + found.items.len()) * 2 > found.filled
}

/// The cells of `sheet` that name modules and items, and how to write it so that it is read; none where either is missing.
pub(super) fn advice(sheet: &Sheet, items: &Items<'_>, modules: &Modules<'_>) -> Option<Message> {
    let found = NamedCells::of(sheet, items, modules);
    if found.modules.is_empty() || found.items.is_empty() {
        return None;
    }
    let named = |cells: &[(usize, usize)]| {
        let first = cells.iter().take(EXAMPLES).map(|(row, column)| sheet.short_address(*row, *column));
        let first = first.collect::<Vec<_>>().join(", ");
        let more = cells.len().saturating_sub(EXAMPLES);
        if more > 0 { say!("{first} and {more} more", first, more) } else { Message::verbatim(first) }
    };
    let why = say!(
        "modules stand in {modules} and items below them in {items}, and nothing says which belong together; write the module beside each item, in a column of its own, with `Module` above the modules and `Item` above the items, or give each module a column with its items below it",
        modules = named(&found.modules),
        items = named(&found.items)
    );
    Some(for_reason(say!("sheet {name}", name = &sheet.name), &why))
}
