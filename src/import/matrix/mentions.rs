//! Tells a sheet that speaks of the modules and the items of a site from a list of outcomes, where neither stands so that its
//! claims can be read: lists of ids among other words, numbers of items above a table of modules.

use std::collections::BTreeSet;

use crate::import::matrix::items::Items;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::row_names::names;
use crate::import::spreadsheet::Sheet;
use crate::model::ItemId;
use crate::tabular::Marks;

/// A sheet that names so many modules and so many items is about these.
const FEWEST: usize = 2;

/// A text of more words is a sentence.
const LONGEST: usize = 4;

/// Whether `sheet` names several modules of the site and several items, and has few sentences besides: a list of outcomes has one
/// for each.
pub(super) fn names_both(sheet: &Sheet, items: &Items<'_>, (modules, marks): (&Modules<'_>, &Marks)) -> bool {
    let mut named: BTreeSet<ItemId> = BTreeSet::new();
    let mut sentences = 0_usize;
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    let places = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
    for (row, column) in places {
        let cell = sheet.cell(row, column);
        let text = cell.text.as_str();
        // Most cells hold a sign, which names nothing.
        if text.chars().nth(1).is_none() {
            continue;
        }
        let mentioned = mentioned(items, text);
        if modules.is_exactly(text) || (modules.is_module(text) && mentioned.is_empty()) {
            codes.insert(text);
        } else if items.is_text(text) || (mentioned.is_empty() && text.split_whitespace().count() > LONGEST) {
            sentences += 1;
        } else if mentioned.is_empty() {
            codes.extend(names(modules, marks, text).into_iter().flatten().map(|naming| naming.name));
            named.extend(items.number(text, cell.value).into_iter().filter(|_| items.is_number(text)));
        } else {
            named.extend(mentioned);
        }
    }
    let known = codes.iter().filter(|name| modules.is_module(name)).count();
    known >= FEWEST && named.len() >= FEWEST && sentences < named.len()
}

/// The items whose ids stand among the words of a text.
pub(super) fn mentioned(items: &Items<'_>, text: &str) -> BTreeSet<ItemId> {
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_');
    let words = text.split(is_between).map(|word| word.trim_matches(['.', '-']).to_lowercase());
    let words = words.filter(|word| !word.is_empty());
    words.filter_map(|word| items.known_id(&word).or_else(|| items.numbered(&word))).collect()
}
