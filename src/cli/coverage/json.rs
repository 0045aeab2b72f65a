//! Coverage for scripts: one JSON array, in the shape that `docs/cli.md` promises. Every key is always there; `section`
//! is null for a claim of a whole module.

use std::io::{self, Write};

use serde::Serialize;

use crate::coverage::ProgrammeCoverage;
use crate::export::JsonTotals;
use crate::pipeline::Snapshot;

use super::super::report::SourceLines;
use super::{Shown, claims, rows, section};

#[derive(Serialize)]
struct Programme<'a> {
    programme: &'a str,
    profile: &'a str,
    #[serde(flatten)]
    totals: JsonTotals,
    modules: usize,
    by_competence: Vec<Competence<'a>>,
    by_item: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct Competence<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(flatten)]
    totals: JsonTotals,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    kind: &'static str,
    text: &'a str,
    status: &'static str,
    claims: Vec<Claim<'a>>,
}

#[derive(Serialize)]
struct Claim<'a> {
    module: &'a str,
    level: &'a str,
    file: &'a str,
    line: usize,
    section: Option<&'a str>,
}

pub(super) fn write(
    snapshot: &Snapshot,
    programmes: &[&ProgrammeCoverage],
    shown: Shown,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = &mut SourceLines::new(snapshot.sources());
    let programmes: Vec<_> =
        programmes.iter().map(|coverage| programme(snapshot, coverage, shown, lines)).collect();
    serde_json::to_writer_pretty(&mut *out, &programmes)?;
    writeln!(out)
}

fn programme<'s>(
    snapshot: &'s Snapshot,
    coverage: &'s ProgrammeCoverage,
    shown: Shown,
    lines: &mut SourceLines<'_>,
) -> Programme<'s> {
    let site = snapshot.site();
    let profile = &site.profiles[coverage.profile];
    let competences = profile.competences.iter().map(|id| {
        let competence = &site.competences[*id];
        let totals = coverage.totals_of(competence.items()).into();
        Competence { id: &competence.id, title: &competence.title, totals }
    });
    let items = rows(coverage, shown).map(|(row, covered)| {
        let item = &site.items[covered.item];
        let claims = claims(site, coverage, row).map(|(claim, level)| Claim {
            module: site.modules[claim.module].name(),
            level: &site.config.scale.levels[level].id,
            file: claim.place.file.as_str(),
            line: lines.range(&claim.place).start.line,
            section: section(site, claim),
        });
        JsonItem {
            id: &item.id,
            kind: item.kind.as_str(),
            text: &item.text,
            status: covered.status.as_str(),
            claims: claims.collect(),
        }
    });
    Programme {
        programme: &site.programmes[coverage.programme].slug,
        profile: &profile.slug,
        totals: coverage.totals.into(),
        modules: coverage.columns.len(),
        by_competence: competences.collect(),
        by_item: items.collect(),
    }
}
