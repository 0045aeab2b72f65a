//! Coverage for a spreadsheet: one line for each item of each programme, as CSV (RFC 4180) in UTF-8, with a line of names
//! first. Names and words are those of the site's language, since people read them; programs read `--format json`. No cell
//! can be taken for a formula.

use std::io::{self, Write};

use crate::cli::phrases::item_kind;
use crate::coverage::ProgrammeCoverage;
use crate::diagnostics::{Message, say};
use crate::pipeline::Snapshot;
use crate::tabular::{escape_csv, guard_formula};
use crate::words::translate;

use super::{Shown, claims, rows};

/// The names of the columns.
fn columns() -> [Message; 9] {
    [
        say!("programme"),
        say!("profile"),
        say!("competence"),
        say!("item"),
        say!("kind"),
        say!("text"),
        say!("status"),
        say!("level"),
        say!("modules"),
    ]
}

pub(super) fn write(
    snapshot: &Snapshot,
    programmes: &[&ProgrammeCoverage],
    shown: Shown,
    out: &mut dyn Write,
) -> io::Result<()> {
    let site = snapshot.site();
    let language = site.config.language;
    let words = columns().map(|column| translate(&column, language));
    write_row(words.iter().map(String::as_str), out)?;
    for coverage in programmes {
        for (row, covered) in rows(coverage, shown) {
            let item = &site.items[covered.item];
            let strongest = claims(site, coverage, row).map(|(_, level)| level).max();
            let modules = coverage.cells.row(row).iter();
            let modules: Vec<&str> =
                modules.map(|cell| site.modules[coverage.columns[cell.column]].name()).collect();
            let group = match item.competence {
                Some(competence) => site.competences[competence].id.clone(),
                None => translate(&item_kind(item.kind), language),
            };
            let cells: [&str; 9] = [
                &site.programmes[coverage.programme].slug,
                &site.profiles[coverage.profile].slug,
                &group,
                &item.id,
                &translate(&item_kind(item.kind), language),
                &item.text,
                &translate(&covered.status.message(), language),
                strongest.map_or("", |level| site.config.scale.levels[level].label.as_str()),
                &modules.join(" "),
            ];
            write_row(cells, out)?;
        }
    }
    Ok(())
}

fn write_row<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    write!(out, "{}\r\n", cells.join(","))
}

/// `text` as a cell.
fn cell(text: &str) -> String {
    escape_csv(&guard_formula(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(cell("Luistert"), "Luistert");
        assert_eq!(cell("Zegt \"neen\", beleefd"), "\"Zegt \"\"neen\"\", beleefd\"");
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(cell("@x"), "\"'@x\"");
    }
}
