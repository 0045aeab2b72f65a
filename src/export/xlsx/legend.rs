//! The sheet of a workbook that says what the others mean. It names no module in a header, so an import passes it
//! over.

use rust_xlsxwriter::{ConditionalFormatCell, Workbook};

use super::TooLarge;
use super::page::SheetPage;
use super::style::{Styles, gap_colours, tints};
use crate::config::Config;
use crate::export::phrases::{
    COUNT_OTHERWISE, COUNTS_AS, by_level, level_label, module_name, own_level, status,
};
use crate::plan::view::{
    ChoiceRef, GapsView, Link, MatrixView, ModuleRef, OtherLevel, ProgrammeLink, StatusView, TotalsView,
};
use crate::tabular::{Marks, Word};

/// The facts of the programme in the legend.
pub(super) struct Facts<'v> {
    programme: &'v ProgrammeLink,
    profile: &'v Link,
    totals: TotalsView,
    choices: Vec<(&'v ChoiceRef, Vec<&'v ModuleRef>)>,
    levels: &'v [(ModuleRef, Vec<OtherLevel>)],
    /// Whether the workbook has marks, which an import reads back.
    has_marks: bool,
}

impl<'v> Facts<'v> {
    pub(super) fn of_matrix(view: &'v MatrixView) -> Self {
        let choices = view.choices.iter().enumerate().map(|(at, choice)| {
            let own = view.columns.iter().filter(|column| column.choice == Some(at));
            (choice, own.map(|column| &column.module).collect())
        });
        Self {
            programme: &view.programme,
            profile: &view.profile,
            totals: view.totals,
            choices: choices.collect(),
            levels: &view.levels,
            has_marks: true,
        }
    }

    pub(super) fn of_gaps(view: &'v GapsView) -> Self {
        let (programme, profile, totals) = (&view.programme, &view.profile, view.totals);
        Self { programme, profile, totals, choices: Vec::new(), levels: &view.levels, has_marks: false }
    }
}

/// The colours of the words for gaps. A site without choices has none that are only possible.
pub(super) fn gap_rules(config: &Config, totals: TotalsView) -> Vec<ConditionalFormatCell> {
    let mut partial = vec![status(StatusView::Partial, config)];
    if totals.possible > 0 {
        partial.push(status(StatusView::Possible, config));
    }
    gap_colours(&status(StatusView::Missing, config), &partial)
}

/// Adds the sheet.
pub(super) fn write(book: &mut Workbook, config: &Config, facts: Facts<'_>) -> Result<(), TooLarge> {
    let name = Word::Legend.text(config.language);
    let mut page = SheetPage::new(book.add_worksheet(), name, &config.base_url)?;
    page.sheet.set_column_width(0, 22)?.set_column_width(1, 34)?.set_column_width(2, 70)?;
    page.sheet.set_row_height(0, 24)?;
    page.print_small(&facts.programme.title);
    let mut legend = Legend { page, styles: Styles::new(), config, row: 0 };
    legend.page.text(0, 0, name, &legend.styles.title)?;
    legend.row = 2;
    if facts.has_marks {
        legend.levels()?;
    }
    legend.statuses(facts.totals)?;
    legend.choices(&facts.choices)?;
    legend.other_levels(facts.levels)?;
    legend.facts(&facts)?;
    if !facts.has_marks {
        return Ok(());
    }
    let (row, quiet) = (legend.row, &legend.styles.quiet);
    legend.page.text(row, 0, Word::ReadBack.text(config.language), quiet)?;
    legend.page.text(row + 1, 0, "leerlijn import …-matrix.xlsx --dry-run", quiet)
}

/// The sheet, with the row that is written next.
struct Legend<'a> {
    page: SheetPage<'a>,
    styles: Styles,
    config: &'a Config,
    row: u32,
}

impl Legend<'_> {
    fn head(&mut self, words: [Word; 3]) -> Result<(), TooLarge> {
        self.heads(words.map(|word| word.text(self.config.language)))
    }

    fn heads(&mut self, heads: [&str; 3]) -> Result<(), TooLarge> {
        for (column, head) in (0..).zip(heads) {
            self.page.text(self.row, column, head, &self.styles.head)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The marks, in the colours that they have in the matrix.
    fn levels(&mut self) -> Result<(), TooLarge> {
        let (config, first) = (self.config, self.row + 1);
        self.head([Word::Mark, Word::Level, Word::Meaning])?;
        for (id, level) in config.scale.levels.iter() {
            let is_required = id == config.scale.required;
            let meaning = if is_required { Word::EnoughFrom.text(config.language) } else { "" };
            self.page.text(self.row, 0, &Marks::written(&config.scale, id), &self.styles.mark)?;
            self.page.text(self.row, 1, &level.label, &self.styles.text)?;
            self.page.text(self.row, 2, meaning, &self.styles.text)?;
            self.row += 1;
        }
        for tint in tints(&config.scale) {
            self.page.sheet.add_conditional_format(first, 0, self.row - 1, 0, &tint)?;
        }
        self.page.text(self.row, 0, Word::Together.text(config.language), &self.styles.sum)?;
        self.page.text(self.row, 1, "", &self.styles.text)?;
        self.page.text(self.row, 2, Word::TogetherMeans.text(config.language), &self.styles.text)?;
        self.row += 2;
        Ok(())
    }

    /// How items can stand, and how many do.
    fn statuses(&mut self, totals: TotalsView) -> Result<(), TooLarge> {
        let (config, first) = (self.config, self.row + 1);
        self.head([Word::Status, Word::Count, Word::Meaning])?;
        let TotalsView { covered, possible, partial, missing, exempt, .. } = totals;
        let possible = (possible > 0).then_some((StatusView::Possible, possible, Word::PossibleMeans));
        let covered = (StatusView::Covered, covered, Word::CoveredMeans);
        let others = [
            (StatusView::Partial, partial, Word::PartialMeans),
            (StatusView::Missing, missing, Word::MissingMeans),
            (StatusView::Exempt, exempt, Word::ExemptMeans),
        ];
        for (standing, count, meaning) in std::iter::once(covered).chain(possible).chain(others) {
            self.page.text(self.row, 0, &status(standing, config), &self.styles.text)?;
            self.page.number(self.row, 1, count, &self.styles.number)?;
            self.page.text(self.row, 2, meaning.text(config.language), &self.styles.text)?;
            self.row += 1;
        }
        for colours in gap_rules(config, totals) {
            self.page.sheet.add_conditional_format(first, 0, self.row - 1, 0, &colours)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes which modules are a choice; their heads are slanted in the matrix.
    fn choices(&mut self, choices: &[(&ChoiceRef, Vec<&ModuleRef>)]) -> Result<(), TooLarge> {
        if choices.is_empty() {
            return Ok(());
        }
        self.head([Word::Choice, Word::Count, Word::ChoiceOf])?;
        for (choice, modules) in choices {
            let names: Vec<String> = modules.iter().map(|module| module_name(module)).collect();
            self.page.text(self.row, 0, &choice.title, &self.styles.text)?;
            self.page.text(self.row, 1, &format!("{} / {}", choice.pick, choice.of), &self.styles.number)?;
            self.page.text(self.row, 2, &names.join(", "), &self.styles.text)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes which modules the programme counts at other levels than their own, and for which items.
    fn other_levels(&mut self, levels: &[(ModuleRef, Vec<OtherLevel>)]) -> Result<(), TooLarge> {
        if levels.is_empty() {
            return Ok(());
        }
        let (config, language) = (self.config, self.config.language);
        let item = Word::Item.text(language);
        self.heads([COUNTS_AS.text(language), COUNT_OTHERWISE.text(language), item])?;
        for (module, others) in levels {
            for ((level, own), items) in by_level(others) {
                let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
                let items = format!("{} ({})", ids.join(", "), own_level(config, own));
                self.page.text(self.row, 0, level_label(config, level), &self.styles.text)?;
                self.page.link(self.row, 1, &module_name(module), &module.path, &self.styles.text)?;
                self.page.text(self.row, 2, &items, &self.styles.text)?;
                self.row += 1;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the subject of the workbook, and where it comes from.
    fn facts(&mut self, facts: &Facts<'_>) -> Result<(), TooLarge> {
        let base_url = self.config.base_url.as_str();
        let lines = [
            (Word::Programme, facts.programme.title.as_str(), facts.programme.path.as_str()),
            (Word::Profile, &facts.profile.title, &facts.profile.path),
            (Word::Website, base_url, "index.html"),
        ];
        for (word, text, path) in lines.into_iter().filter(|(_, text, _)| !text.is_empty()) {
            self.page.text(self.row, 0, word.text(self.config.language), &self.styles.head)?;
            self.page.link(self.row, 1, text, path, &self.styles.text)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }
}
