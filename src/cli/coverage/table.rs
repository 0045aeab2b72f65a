//! Coverage for people at a terminal: counts for each competence, then the gaps. No line says by colour alone what it
//! says.

use std::io::{self, Write};

use crate::coverage::{ProgrammeCoverage, Status, Totals, groups};
use crate::model::{ItemKind, Site};
use crate::pipeline::Snapshot;

use super::super::phrases::count;
use super::super::report::{Colour, one_line};
use super::{Shown, claims, rows};

/// The longest name of a competence that is shown whole.
const NAME_WIDTH: usize = 48;
/// Where the texts of gaps begin, but behind a longer id.
const ID_WIDTH: usize = 8;

pub(super) fn write(
    snapshot: &Snapshot,
    programmes: &[&ProgrammeCoverage],
    shown: Shown,
    colour: Colour,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, coverage) in programmes.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let page = CoverageTable { site: snapshot.site(), coverage, colour };
        page.heading(out)?;
        if shown == Shown::All {
            page.counts(out)?;
        }
        page.gaps(out)?;
    }
    Ok(())
}

struct CoverageTable<'a> {
    site: &'a Site,
    coverage: &'a ProgrammeCoverage,
    colour: Colour,
}

impl CoverageTable<'_> {
    fn heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let programme = &self.site.programmes[self.coverage.programme];
        let profile = &self.site.profiles[self.coverage.profile];
        let modules = count(self.coverage.columns.len(), "module", "modules");
        writeln!(out, "{}", self.painted("1", &one_line(&programme.title)))?;
        writeln!(out, "{modules}, for the profile {}", one_line(&profile.title))
    }

    fn counts(&self, out: &mut dyn Write) -> io::Result<()> {
        let groups = groups(self.site, self.coverage.profile);
        let competences =
            || groups.iter().filter_map(|group| Some(&self.site.competences[group.competence?]));
        let id_width =
            competences().map(|competence| competence.id.chars().count()).max().unwrap_or(0).min(NAME_WIDTH);
        let lines: Vec<(String, Totals)> = groups
            .iter()
            .map(|group| {
                let name = match group.competence.map(|id| &self.site.competences[id]) {
                    Some(competence) => {
                        format!("{:id_width$}  {}", competence.id, one_line(&competence.title))
                    }
                    None => list_name(group.kind).to_owned(),
                };
                (shortened(&name), self.coverage.totals_of(group.items.iter().copied()))
            })
            .chain([("all".to_owned(), self.coverage.totals)])
            .collect();
        let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        // A programme without choices has no column for what they cover.
        let has_choices = !self.coverage.choices().is_empty();
        let names = ["items", "covered", "possible", "partial", "missing", "exempt"];
        let names = names.into_iter().filter(|name| has_choices || *name != "possible");
        writeln!(out, "\n{:width$}{}", "", names.map(|name| format!("{name:>9}")).collect::<String>())?;
        for (name, totals) in lines {
            let Totals { items, covered, possible, partial, missing, exempt } = totals;
            write!(out, "{name:width$}{items:9}{covered:9}")?;
            let possible = has_choices.then_some((possible, "33"));
            let others = [(partial, "33"), (missing, "31"), (exempt, "0")];
            for (number, paint) in possible.into_iter().chain(others) {
                let cell = format!("{number:9}");
                write!(out, "{}", if number > 0 { self.painted(paint, &cell) } else { cell })?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn gaps(&self, out: &mut dyn Write) -> io::Result<()> {
        let totals = self.coverage.totals;
        if totals.gaps() == 0 {
            return writeln!(out, "\nEvery item is covered or exempt.");
        }
        let gaps = count(totals.gaps(), "gap", "gaps");
        write!(out, "\n{gaps}: {} missing, {} partial", totals.missing, totals.partial)?;
        if totals.possible > 0 {
            write!(out, ", {} covered by some choices alone", totals.possible)?;
        }
        writeln!(out)?;
        let ids =
            rows(self.coverage, Shown::Gaps).map(|(_, row)| self.site.items[row.item].id.chars().count());
        let width = ids.max().unwrap_or(0).min(ID_WIDTH);
        let longest = if totals.possible > 0 { "possible".len() } else { "missing".len() };
        for (row, covered) in rows(self.coverage, Shown::Gaps) {
            let item = &self.site.items[covered.item];
            let paint = if covered.status == Status::Missing { "31" } else { "33" };
            let status = self.painted(paint, &format!("{:longest$}", covered.status.as_str()));
            write!(out, "  {status}  {:width$}  {}", item.id, one_line(&item.text))?;
            writeln!(out, "{}", self.claimed(row))?;
        }
        Ok(())
    }

    /// How far the modules bring the item in row `row`: ` (M05 practised, M07 introduced)`.
    fn claimed(&self, row: usize) -> String {
        let mut words: Vec<String> = claims(self.site, self.coverage, row)
            .map(|claim| {
                let level = &self.site.config.scale.levels[claim.level];
                format!("{} {}", self.site.modules[claim.module].name(), level.label)
            })
            .collect();
        words.dedup();
        if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
    }

    fn painted(&self, paint: &str, text: &str) -> String {
        match self.colour {
            Colour::Plain => text.to_owned(),
            Colour::Coloured => format!("\u{1b}[{paint}m{text}\u{1b}[0m"),
        }
    }
}

fn list_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Competence => "competences",
        ItemKind::Indicator => "other indicators",
        ItemKind::Knowledge => "knowledge",
        ItemKind::Skill => "skills",
        ItemKind::Attitude => "attitudes",
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_WIDTH {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME_WIDTH - 1).collect();
    format!("{}…", start.trim_end())
}
