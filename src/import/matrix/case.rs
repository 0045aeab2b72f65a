//! The coverage of a programme that another site offers as a CASE package, as if somebody had written it in a
//! spreadsheet: modules above the columns, items before the rows, levels in the cells. Every association from a
//! module is a cell, so one that cannot be placed is listed like any other.

use std::collections::HashMap;

use serde_json::Value;

use crate::config::Language;
use crate::import::file;
use crate::import::file::Refusal;
use crate::import::json::{array, identifier, json_mistake, object, text};
use crate::import::spreadsheet::{SheetBuilder, Spreadsheet};
use crate::tabular::Word;

/// Rows of headers: names of modules, their titles.
const HEADERS: u32 = 2;
/// Columns before those of the modules: id and text of an item.
const LEADING: u32 = 2;

/// The sheet of the package `bytes`.
pub(super) fn parse(bytes: &[u8]) -> Result<Spreadsheet, Refusal> {
    let package: Value =
        serde_json::from_str(&file::decode(bytes).text).map_err(|error| json_mistake(&error))?;
    let mut sheet = SheetBuilder::new(text(object(&package, &["CFDocument"]), &["title"]));
    for (word, column) in [Word::Item, Word::Text].into_iter().zip(0..) {
        sheet.text(1, column, word_text(word));
    }
    let mut columns = HashMap::new();
    for (module, column) in array(&package, &["CFItems"]).iter().zip(LEADING..) {
        columns.insert(text(module, &["identifier"]).to_lowercase(), column);
        sheet.text(0, column, text(module, &["humanCodingScheme"]));
        sheet.text(1, column, text(module, &["fullStatement"]));
    }
    let mut rows: HashMap<String, u32> = HashMap::new();
    let mut next = HEADERS;
    for association in array(&package, &["CFAssociations"]) {
        let origin = identifier(object(association, &["originNodeURI"]));
        let (Some(column), "isRelatedTo") = (columns.get(&origin), text(association, &["associationType"]))
        else {
            continue;
        };
        let item = object(association, &["destinationNodeURI"]);
        let row = *rows.entry(identifier(item)).or_insert_with(|| {
            let own = object(object(association, &["extensions"]), &["leerlijn"]);
            sheet.text(next, 0, text(own, &["item"]));
            sheet.text(next, 1, text(item, &["title"]));
            next += 1;
            next - 1
        });
        let level = text(object(association, &["CFAssociationGroupingURI"]), &["title"]);
        // A package that groups by nothing says of each item that it is covered, and no more.
        sheet.text(row, *column, if level.is_empty() { "x" } else { level });
    }
    Ok(Spreadsheet { sheets: vec![sheet.finish()?], hidden: Vec::new() })
}

/// Which language a word of a header is in does not matter: all of them are known.
fn word_text(word: Word) -> &'static str {
    word.text(Language::English)
}
