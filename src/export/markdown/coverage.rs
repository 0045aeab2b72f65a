//! The coverage of a programme as markdown: its matrix and its gaps, as lists. A table with a column for each module would
//! be too wide to be read, by people and by programs.

use super::PageWriter;
use crate::export::phrases;
use crate::plan::view::{
    ClaimPlace, EarlyView, GapView, GapsView, ItemRef, MatrixRow, MatrixView, ModuleRef, TotalsView,
};
use crate::tabular::Word;
use crate::text::escape_markdown_line;

impl PageWriter<'_> {
    /// Each item with the modules that claim it. A matrix that is too large for one page has its competences alone, which
    /// lead to their items.
    pub(super) fn matrix(&mut self, view: &MatrixView) {
        self.counts(&view.profile.title, view.totals);
        for group in &view.groups {
            let lines = group.rows.iter().map(|row| self.matrix_line(view, row)).collect();
            self.group((&group.id, &group.title, group.kind, &group.path), group.totals, lines);
        }
        self.levels(&view.levels);
    }

    /// The items that are not covered, assessed too early or left out.
    pub(super) fn gaps(&mut self, view: &GapsView) {
        self.counts(&view.profile.title, view.totals);
        for group in &view.groups {
            let lines = group.gaps.iter().map(|gap| self.gap_line(gap)).collect();
            self.group((&group.id, &group.title, group.kind, &group.path), group.totals, lines);
        }
        let early: Vec<String> = view.early.iter().map(|early| self.early_line(early)).collect();
        self.list(Word::TooEarly, &early);
        let exempt = view.exempt.iter();
        let exempt: Vec<String> =
            exempt.map(|exempt| self.with(&exempt.item, &escape_markdown_line(&exempt.reason))).collect();
        self.list(Word::Exempt, &exempt);
        self.levels(&view.levels);
    }

    /// The profile, and how its items stand.
    fn counts(&mut self, profile: &str, totals: TotalsView) {
        self.text.block(&escape_markdown_line(&phrases::counts(self.config, profile, totals)));
    }

    /// A competence, or a list of knowledge, skills or attitudes: its name and the share of it that is covered, and below
    /// that the lines of its items.
    fn group(
        &mut self,
        (id, title, kind, path): (&str, &str, &str, &str),
        totals: TotalsView,
        lines: Vec<String>,
    ) {
        let name = format!("{} {title}", phrases::group_name(id, kind, self.config));
        let link = self.link(name.trim(), path);
        self.text.block(&format!("## {link} ({} / {})", totals.covered, totals.items));
        self.text.block(&lines.join("\n"));
    }

    fn matrix_line(&self, view: &MatrixView, row: &MatrixRow) -> String {
        let cells = row.cells.iter().filter_map(|cell| {
            let module = &view.columns.get(cell.column)?.module;
            Some(self.claim(module, cell.level, &cell.path))
        });
        let standing = match row.reason.as_str() {
            "" => phrases::status(row.status, self.config),
            reason => format!("{}: {reason}", phrases::status(row.status, self.config)),
        };
        let claims: Vec<String> = cells.collect();
        self.with(&row.item, &[vec![escape_markdown_line(&standing)], claims].concat().join("; "))
    }

    fn gap_line(&self, gap: &GapView) -> String {
        let claims = gap.claims.iter().map(|(module, place)| self.claim(module, place.level, &place.path));
        let choices = gap.choices.iter().map(|(choice, modules)| {
            let modules: Vec<String> = modules.iter().map(|module| self.module_link(module)).collect();
            let name = format!("{} ({}/{})", escape_markdown_line(&choice.title), choice.pick, choice.of);
            format!("{}: {}", name.trim(), modules.join(", "))
        });
        let standing = escape_markdown_line(&phrases::status(gap.status, self.config));
        let parts: Vec<String> = std::iter::once(standing).chain(claims).chain(choices).collect();
        self.with(&gap.item, &parts.join("; "))
    }

    fn early_line(&self, early: &EarlyView) -> String {
        let language = self.config.language;
        let place = |word: Word, (module, place): &(ModuleRef, ClaimPlace)| {
            format!("{} {}", word.text(language), self.link(&phrases::module_name(module), &place.path))
        };
        let chosen = early.chosen.as_ref().map(|chosen| place(Word::IntroducedForSome, chosen));
        let places = [place(Word::ReachedIn, &early.assessed), place(Word::IntroducedIn, &early.introduced)];
        self.with(&early.item, &places.into_iter().chain(chosen).collect::<Vec<_>>().join("; "))
    }

    fn list(&mut self, title: Word, lines: &[String]) {
        if !lines.is_empty() {
            let mut title = title.text(self.config.language).chars();
            let first: String = title.next().into_iter().flat_map(char::to_uppercase).collect();
            self.text.block(&format!("## {first}{}", title.as_str()));
            self.text.block(&lines.join("\n"));
        }
    }

    /// The line of an item, with `more` behind its text.
    fn with(&self, item: &ItemRef, more: &str) -> String {
        format!("{} — {more}", self.item_line(item))
    }

    /// A module that claims an item: a link to the place, and the level.
    fn claim(&self, module: &ModuleRef, level: usize, path: &str) -> String {
        let label = escape_markdown_line(phrases::level_label(self.config, level));
        format!("{} ({label})", self.link(&phrases::module_name(module), path))
    }
}
