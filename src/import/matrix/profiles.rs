//! Finds the profile that the sheets of a file are about: the one of which most rows name items, with modules that belong to it.
//! Where two profiles fit equally well, a person says which is meant.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::matrix::Options;
use crate::import::matrix::claim_rows::RowColumn;
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::ColumnRole;
use crate::import::matrix::layouts::ParsedSheet;
use crate::import::matrix::modules::{HeaderMeaning, Modules};
use crate::import::matrix::sheet_parser::SheetParser;
use crate::import::question::{Answer, Choice, Question};
use crate::import::spreadsheet::Sheet;
use crate::model::{ModuleId, ProfileId, Site};
use crate::tabular::Marks;

/// The result of reading the sheets with the items of one profile.
pub(super) struct Outcome<'s> {
    pub(super) items: Items<'s>,
    pub(super) read: Vec<ParsedSheet>,
    /// The other profiles that fit as well.
    pub(super) rivals: Vec<ProfileId>,
}

/// How well a profile fits: rows about its items, columns of its modules, cells with exactly the text of an item.
type Fit = (usize, usize, usize);

/// The profile that most rows are about, and what came of the sheets then. Of profiles with equally many, the one of
/// the modules that are named, or whose texts stand there.
pub(super) fn best_profile<'s>(
    site: &'s Site,
    sheets: &[Sheet],
    options: &Options,
    modules: &Modules<'_>,
    marks: &Marks,
) -> Option<Outcome<'s>> {
    let all = site.profiles.ids().filter(|id| options.profile.is_none_or(|wanted| wanted == *id));
    let found = all.map(|profile| {
        let items = Items::new(site, profile).with_ranges(&options.ranges);
        let parser = SheetParser {
            items: &items,
            modules,
            marks,
            said: &options.said,
            config: &site.config,
            given: &options.marks,
        };
        let read: Vec<ParsedSheet> = sheets.iter().map(|sheet| parser.parse(sheet)).collect();
        (fit(site, &items, &read), Outcome { items, read, rivals: Vec::new() })
    });
    let mut found: Vec<(Fit, Outcome<'s>)> = found.collect();
    found.sort_by_key(|(fit, outcome)| (Reverse(*fit), outcome.items.profile()));
    let mut found = found.into_iter();
    let (best, outcome) = found.next()?;
    let rivals = found.take_while(|(fit, _)| *fit == best && fit.0 > 0);
    let rivals = rivals.map(|(_, other)| other.items.profile()).collect();
    Some(Outcome { rivals, ..outcome })
}

/// How well the profile of `items` fits the sheets that were `read` with it.
fn fit(site: &Site, items: &Items<'_>, read: &[ParsedSheet]) -> Fit {
    let taken = || read.iter().filter_map(ParsedSheet::taken);
    let rows: usize = taken().map(|reading| reading.item_rows(items)).sum();
    let claims = read.iter().filter_map(ParsedSheet::rows).map(|rows| rows.body.len());
    let profile = items.profile();
    let own = |module: ModuleId| site.modules[module].profile.is_none_or(|own| own == profile);
    let columns = taken().flat_map(|reading| &reading.tables).flat_map(|table| table.columns.values());
    let known = columns.filter(|role| match role {
        ColumnRole::Module { meaning: HeaderMeaning::Known(module), .. } => own(*module),
        ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => false,
    });
    // Where there is one profile alone, nothing has to tell it from another.
    let is_one = site.profiles.len() < 2;
    let of_tables = taken().map(|reading| (&reading.sheet, &reading.labels.columns));
    let texts: usize =
        of_tables.filter(|_| !is_one).map(|(sheet, columns)| texts_of(items, sheet, columns)).sum();
    let of_rows = read.iter().filter_map(ParsedSheet::rows).filter(|_| !is_one);
    let of_rows = of_rows.map(|rows| {
        let columns = rows.of_role(&RowColumn::Items).into_iter().collect();
        texts_of(items, &rows.sheet, &columns)
    });
    (rows + claims.sum::<usize>(), known.count(), texts + of_rows.sum::<usize>())
}

/// How many cells of some columns have exactly the text of an item.
fn texts_of(items: &Items<'_>, sheet: &Sheet, columns: &BTreeSet<usize>) -> usize {
    let places = (0..sheet.height()).flat_map(|row| columns.iter().map(move |column| (row, *column)));
    places.filter(|(row, column)| items.is_text(sheet.text(*row, *column))).count()
}

/// Asks which of several profiles is meant that fit equally well.
pub(super) fn ask_rivals(site: &Site, best: ProfileId, rivals: &[ProfileId], questions: &mut Vec<Question>) {
    if rivals.is_empty() {
        return;
    }
    let all = || std::iter::once(best).chain(rivals.iter().copied()).map(|id| &site.profiles[id]);
    let titles = Message::joined(all().map(|profile| Message::verbatim(&profile.title)), ", ");
    let text = say!("the ids in the file are those of several profiles: {titles}", titles);
    let options: Vec<String> = all().map(|profile| format!("`--profile {}`", profile.slug)).collect();
    let help = say!("say which of them is meant: {options}", options = options.join(", "));
    let choice =
        |title: &str, slug: &str| Choice::new(Message::verbatim(title), vec![format!("--profile={slug}")]);
    let choices = all().map(|profile| choice(&profile.title, &profile.slug)).collect();
    questions.push(Question::new(text, help, Answer::OneOf(choices)));
}
