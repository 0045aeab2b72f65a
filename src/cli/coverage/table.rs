//! Coverage for people at a terminal: counts for each competence, then the gaps. No line says by colour alone what it
//! says.

use std::io::{self, Write};

use crate::config::Language;
use crate::coverage::{ProgrammeCoverage, Status, Totals, groups};
use crate::diagnostics::{Message, count, say};
use crate::model::{ItemKind, Site};
use crate::pipeline::Snapshot;
use crate::words::translate;

use super::super::columns;
use super::super::report::{Colour, one_line};
use super::{Shown, claims, rows};

/// The longest name of a competence that is shown whole.
const NAME_WIDTH: usize = 48;
/// How wide a number is at least, with the space before it.
const NUMBER_WIDTH: usize = 9;
/// The widest id behind which the texts of gaps stand below each other.
const ID_WIDTH: usize = 16;

pub(super) fn write(
    snapshot: &Snapshot,
    programmes: &[&ProgrammeCoverage],
    shown: Shown,
    (colour, language): (Colour, Language),
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, coverage) in programmes.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let page = CoverageTable { site: snapshot.site(), coverage, colour, language };
        page.heading(out)?;
        if shown == Shown::All {
            page.counts(out)?;
        }
        page.gaps(out)?;
    }
    Ok(())
}

/// A column of counts, with how a number is painted that is not 0.
struct CountColumn {
    head: Message,
    number: fn(&Totals) -> usize,
    paint: Option<&'static str>,
}

struct CoverageTable<'a> {
    site: &'a Site,
    coverage: &'a ProgrammeCoverage,
    colour: Colour,
    language: Language,
}

impl CoverageTable<'_> {
    fn heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let programme = &self.site.programmes[self.coverage.programme];
        let profile = &self.site.profiles[self.coverage.profile];
        let modules = count!(self.coverage.columns.len(), "no modules", "1 module", "{n} modules");
        writeln!(out, "{}", self.painted("1", &one_line(&programme.title)))?;
        let said = say!("{modules}, for the profile {profile}", modules, profile = one_line(&profile.title));
        writeln!(out, "{}", self.told(&said))
    }

    fn counts(&self, out: &mut dyn Write) -> io::Result<()> {
        let groups = groups(self.site, self.coverage.profile);
        let competences =
            || groups.iter().filter_map(|group| Some(&self.site.competences[group.competence?]));
        let id_width = columns::widest(competences().map(|competence| &competence.id)).min(NAME_WIDTH);
        let lines: Vec<(String, Totals)> = groups
            .iter()
            .map(|group| {
                let name = match group.competence.map(|id| &self.site.competences[id]) {
                    Some(competence) => {
                        let id = columns::left(&competence.id, id_width);
                        format!("{id}  {}", one_line(&competence.title))
                    }
                    None => self.told(&list_name(group.kind)),
                };
                (columns::shortened(&name, NAME_WIDTH), self.coverage.totals_of(group.items.iter().copied()))
            })
            .chain([(self.told(&say!("all")), self.coverage.totals)])
            .collect();
        let width = columns::widest(lines.iter().map(|(name, _)| name));
        // A programme without choices has no column for what they cover.
        let has_choices = !self.coverage.choices().is_empty();
        let counts = Self::columns(has_choices);
        let heads: Vec<String> = counts.iter().map(|column| self.told(&column.head)).collect();
        let widths: Vec<usize> =
            heads.iter().map(|head| (columns::width(head) + 1).max(NUMBER_WIDTH)).collect();
        write!(out, "\n{:width$}", "")?;
        for (head, width) in heads.iter().zip(&widths) {
            write!(out, "{}", columns::right(head, *width))?;
        }
        writeln!(out)?;
        for (name, totals) in lines {
            write!(out, "{}", columns::left(&name, width))?;
            for (column, width) in counts.iter().zip(&widths) {
                let number = (column.number)(&totals);
                let cell = format!("{number:width$}");
                let paint = column.paint.filter(|_| number > 0);
                write!(out, "{}", paint.map_or(cell.clone(), |paint| self.painted(paint, &cell)))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// The columns of counts.
    fn columns(has_choices: bool) -> Vec<CountColumn> {
        let column = |head, number, paint| CountColumn { head, number, paint };
        let possible = column(Status::Possible.message(), |totals| totals.possible, Some("33"));
        let before = [
            column(say!("items"), |totals| totals.items, None),
            column(Status::Covered.message(), |totals| totals.covered, None),
        ];
        let behind = [
            column(Status::Partial.message(), |totals| totals.partial, Some("33")),
            column(Status::Missing.message(), |totals| totals.missing, Some("31")),
            column(Status::Exempt.message(), |totals| totals.exempt, Some("0")),
        ];
        before.into_iter().chain(has_choices.then_some(possible)).chain(behind).collect()
    }

    fn gaps(&self, out: &mut dyn Write) -> io::Result<()> {
        let totals = self.coverage.totals;
        if totals.gaps() == 0 {
            return writeln!(out, "\n{}", self.told(&say!("Every item is covered or exempt.")));
        }
        let gaps = count!(totals.gaps(), "no gaps", "1 gap", "{n} gaps");
        let missing = count!(totals.missing, "none missing", "1 missing", "{n} missing");
        let partial = count!(totals.partial, "none partial", "1 partial", "{n} partial");
        let possible = say!("{possible} covered by some choices alone", possible = totals.possible);
        let counts = [(totals.missing, missing), (totals.partial, partial), (totals.possible, possible)];
        let counts = counts.into_iter().filter(|(number, _)| *number > 0).map(|(_, said)| said);
        let said = say!("{gaps}: {counts}", gaps, counts = Message::joined(counts, ", "));
        writeln!(out, "\n{}", self.told(&said))?;
        let ids = rows(self.coverage, Shown::Gaps).map(|(_, row)| &self.site.items[row.item].id);
        let width = columns::widest(ids).min(ID_WIDTH);
        let shown: &[Status] = if totals.possible > 0 {
            &[Status::Missing, Status::Partial, Status::Possible]
        } else {
            &[Status::Missing, Status::Partial]
        };
        let longest = columns::widest(shown.iter().map(|status| self.told(&status.message())));
        for (row, covered) in rows(self.coverage, Shown::Gaps) {
            let item = &self.site.items[covered.item];
            let paint = if covered.status == Status::Missing { "31" } else { "33" };
            let status = columns::left(&self.told(&covered.status.message()), longest);
            let id = columns::before(&item.id, width, (longest + 4, 2));
            write!(out, "  {}  {id}{}", self.painted(paint, &status), one_line(&item.text))?;
            writeln!(out, "{}", self.claimed(row))?;
        }
        Ok(())
    }

    /// How far the modules bring the item in row `row`: ` (M05 practised, M07 introduced)`.
    fn claimed(&self, row: usize) -> String {
        let mut words: Vec<String> = claims(self.site, self.coverage, row)
            .map(|(claim, level)| {
                let level = &self.site.config.scale.levels[level];
                format!("{} {}", self.site.modules[claim.module].name(), level.label)
            })
            .collect();
        words.dedup();
        if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
    }

    fn told(&self, message: &Message) -> String {
        translate(message, self.language)
    }

    fn painted(&self, paint: &str, text: &str) -> String {
        match self.colour {
            Colour::Plain => text.to_owned(),
            Colour::Coloured => format!("\u{1b}[{paint}m{text}\u{1b}[0m"),
        }
    }
}

fn list_name(kind: ItemKind) -> Message {
    match kind {
        ItemKind::Competence => say!("competences"),
        ItemKind::Indicator => say!("other indicators"),
        ItemKind::Knowledge => say!("knowledge"),
        ItemKind::Skill => say!("skills"),
        ItemKind::Attitude => say!("attitudes"),
    }
}
