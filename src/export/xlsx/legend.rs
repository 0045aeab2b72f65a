//! Purpose: the sheet that says what the others mean.
//! Input: the scale, and facts of the programme. Output: the sheet `Legend`.
//! Invariant: it names no module in a header, so an import passes it over.

use rust_xlsxwriter::Workbook;

use super::TooLarge;
use super::page::Page;
use super::style::Styles;
use crate::config::Config;
use crate::export::phrases::status;
use crate::plan::view::{GapsView, Link, MatrixView, ProgrammeLink, StatusView, TotalsView};
use crate::tabular::{Marks, Word};

/// What the legend says of the programme.
pub(super) struct Facts<'v> {
    programme: &'v ProgrammeLink,
    profile: &'v Link,
    totals: TotalsView,
}

impl<'v> Facts<'v> {
    pub(super) fn of_matrix(view: &'v MatrixView) -> Self {
        Self { programme: &view.programme, profile: &view.profile, totals: view.totals }
    }

    pub(super) fn of_gaps(view: &'v GapsView) -> Self {
        Self { programme: &view.programme, profile: &view.profile, totals: view.totals }
    }
}

/// The profile, and how its items stand: `Profiel: Kok · 80 geëvalueerd · 4 ontbreekt`.
pub(super) fn counts(config: &Config, profile: &str, totals: TotalsView) -> String {
    let TotalsView { covered, partial, missing, exempt, .. } = totals;
    let counts = [
        (StatusView::Covered, covered),
        (StatusView::Partial, partial),
        (StatusView::Missing, missing),
        (StatusView::Exempt, exempt),
    ];
    let counts = counts.iter().filter(|(_, number)| *number > 0);
    let counts = counts.map(|(standing, number)| format!("{number} {}", status(*standing, config)));
    std::iter::once(profile.to_owned()).chain(counts).collect::<Vec<_>>().join(" · ")
}

/// Adds the sheet.
pub(super) fn write(book: &mut Workbook, config: &Config, facts: Facts<'_>) -> Result<(), TooLarge> {
    let language = config.language;
    let styles = Styles::new();
    let mut page = Page::new(book.add_worksheet(), Word::Legend.text(language), &config.base_url)?;
    page.sheet.set_column_width(0, 16)?.set_column_width(1, 28)?.set_column_width(2, 40)?;
    page.text(0, 0, Word::Legend.text(language), &styles.title)?;
    for (column, word) in (0..).zip([Word::Mark, Word::Level, Word::Meaning]) {
        page.text(2, column, word.text(language), &styles.head)?;
    }
    let mut row = 3;
    for (id, level) in config.scale.levels.iter() {
        page.text(row, 0, &Marks::written(&config.scale, id), &styles.mark)?;
        page.text(row, 1, &level.label, &styles.text)?;
        let is_required = id == config.scale.required;
        let meaning = if is_required { Word::EnoughFrom.text(language) } else { "" };
        page.text(row, 2, meaning, &styles.text)?;
        row += 1;
    }
    let lines = [
        (Word::Programme, facts.programme.title.as_str(), facts.programme.path.as_str()),
        (Word::Profile, &facts.profile.title, &facts.profile.path),
        (Word::Status, &counts(config, "", facts.totals), ""),
        (Word::Website, &config.base_url, "index.html"),
    ];
    row += 1;
    for (word, text, path) in lines.into_iter().filter(|(_, text, _)| !text.is_empty()) {
        page.text(row, 0, word.text(language), &styles.head)?;
        page.link(row, 1, text.trim_start_matches(" · "), path, &styles.text)?;
        row += 1;
    }
    page.text(row + 1, 0, Word::ReadBack.text(language), &styles.quiet)?;
    page.text(row + 2, 0, "leerlijn import …-matrix.xlsx --dry-run", &styles.quiet)
}
