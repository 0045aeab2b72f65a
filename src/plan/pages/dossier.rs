//! Builds the dossier of a programme: the matrix, and for each competence the sections that bring its items to the
//! required level, with their first sentences.

use std::collections::BTreeMap;

use ahash::HashMap;

use super::body::name;
use super::frame::date_view;
use super::references::{encoded, occasion_view, totals_view};
use super::{Pages, matrix};
use crate::coverage::{ColumnChoice, Group, ProgrammeCoverage, Status, groups};
use crate::model::{ClaimId, DocumentId, ModuleId, ProgrammeId, Spot};
use crate::plan::route::ProgrammePart;
use crate::plan::view::{ChoiceRef, DossierGroup, DossierSection, DossierView};
use crate::syntax::{Content, Passage, read_passages};

/// About how many letters of a section a dossier shows.
const OPENING: usize = 320;
/// The most columns of the matrix that an upright sheet of A4 holds beside the items.
const COLUMNS: usize = 30;

/// The dossier of programme `id`.
pub(super) fn dossier(pages: &Pages<'_>, id: ProgrammeId) -> DossierView {
    let coverage = pages.coverage.of(id);
    let programme = &pages.site.programmes[id];
    let modules = coverage.columns.iter().map(|module| pages.site.modules[*module].document);
    let profile = pages.site.profiles[programme.profile].document;
    let documents = programme.document.into_iter().chain([profile]).chain(modules);
    let changed = documents.filter_map(|id| pages.sources.changed(&pages.site.document(id).path)).max();
    let summary = programme.document.map(|id| pages.site.document(id).summary.value.clone());
    let file = pages.single_file(id, ProgrammePart::Dossier);
    let mut texts = Texts { pages, read: HashMap::default() };
    DossierView {
        programme: pages.programme_link(id),
        profile: pages.profile_link(programme.profile),
        summary: summary.unwrap_or_default(),
        matrix: matrix::page(pages, id),
        blocks: blocks(coverage.columns.len()),
        groups: groups(pages.site, programme.profile)
            .iter()
            .map(|group| dossier_group(&mut texts, coverage, group))
            .collect(),
        changed: changed.map(date_view),
        single_file: file.map(|path| encoded(path.as_str())).unwrap_or_default(),
    }
}

/// So many columns in as few blocks as there have to be, each about as wide as the others.
fn blocks(columns: usize) -> Vec<(usize, usize)> {
    let parts = columns.div_ceil(COLUMNS).max(1);
    let wide = columns.div_ceil(parts);
    (0..parts).map(|part| (part * wide, ((part + 1) * wide).min(columns))).collect()
}

fn dossier_group(texts: &mut Texts<'_>, coverage: &ProgrammeCoverage, group: &Group) -> DossierGroup {
    let pages = texts.pages;
    let head = pages.group_head(group, coverage.profile);
    let exempt = &pages.site.programmes[coverage.programme].exempt;
    let rows: Vec<usize> = group.items.iter().filter_map(|item| coverage.row_of(*item)).collect();
    let items = rows.iter().map(|row| {
        let standing = &coverage.rows[*row];
        let reason = standing.exemption.map(|at| exempt[at].reason.clone()).unwrap_or_default();
        (pages.item_in(standing.item, Some(coverage)), reason, choices(pages, coverage, *row))
    });
    DossierGroup {
        id: head.id,
        title: head.title,
        kind: head.kind,
        path: head.path,
        totals: totals_view(coverage.totals_of(group.items.iter().copied())),
        items: items.collect(),
        sections: sections(texts, coverage, &rows),
    }
}

/// The choices that the item of `row` depends on: it is brought to the required level for those alone who choose so.
fn choices(pages: &Pages<'_>, coverage: &ProgrammeCoverage, row: usize) -> Vec<ChoiceRef> {
    if coverage.rows[row].status != Status::Possible {
        return Vec::new();
    }
    let required = pages.site.config.scale.required;
    let cells = coverage.cells.row(row).iter().filter(|cell| cell.level >= required);
    let mut choices: Vec<&ColumnChoice> = cells.filter_map(|cell| coverage.choice_of(cell.column)).collect();
    choices.dedup();
    choices.into_iter().map(|choice| pages.choice(coverage.programme, choice)).collect()
}

/// The sections that bring items of `rows` to the required level, in the order of the columns and of the text.
fn sections(texts: &mut Texts<'_>, coverage: &ProgrammeCoverage, rows: &[usize]) -> Vec<DossierSection> {
    let pages = texts.pages;
    let required = pages.site.config.scale.required;
    let mut found: BTreeMap<(usize, Spot), (ClaimId, Vec<String>)> = BTreeMap::new();
    for row in rows {
        let item = &pages.site.items[coverage.rows[*row].item].id;
        for cell in coverage.cells.row(*row) {
            let claims = coverage.cells.claims(cell).iter();
            for counted in claims.filter(|counted| counted.level >= required) {
                let spot = pages.site.claims[counted.claim].spot;
                let place = found.entry((cell.column, spot));
                let (_, items) = place.or_insert_with(|| (counted.claim, Vec::new()));
                if items.last() != Some(item) {
                    items.push(item.clone());
                }
            }
        }
    }
    let section = |((column, spot), (claim, items)): ((usize, Spot), (ClaimId, Vec<String>))| {
        let module = coverage.columns[column];
        // All claims of one place stand in the same section, and so in the same assessment.
        let assessment = pages.site.assessment_of(&pages.site.claims[claim]);
        let choice = coverage.choice_of(column);
        DossierSection {
            module: pages.module(module),
            title: pages.spot_title(module, spot),
            path: pages.spot_path(module, spot),
            items,
            occasion: assessment.map(|(_, assessment)| occasion_view(assessment)),
            choice: choice.map(|choice| pages.choice(coverage.programme, choice)),
            text: opening(texts.at(module, spot)),
        }
    };
    found.into_iter().map(section).collect()
}

/// The texts of modules and lessons, each read once for all competences.
struct Texts<'p> {
    pages: &'p Pages<'p>,
    read: HashMap<DocumentId, Vec<Passage>>,
}

impl Texts<'_> {
    /// The words below the heading at `spot`, or on top of its page.
    fn at(&mut self, module: ModuleId, spot: Spot) -> &str {
        let site = self.pages.site;
        let id = site.document_of(module, spot);
        let anchor = spot.heading.map_or("", |heading| site.document(id).headings[heading].id.as_str());
        let pages = self.pages;
        let passages = self.read.entry(id).or_insert_with(|| passages(pages, id));
        passages.iter().find(|passage| passage.anchor == anchor).map_or("", |passage| &passage.text)
    }
}

fn passages(pages: &Pages<'_>, id: DocumentId) -> Vec<Passage> {
    let mut passages = vec![Passage::default()];
    let Content::Module(content) = &pages.site.document(id).content else { return passages };
    let targets = &pages.site.documents[id].targets;
    let named = |link: usize| {
        let target = targets.get(link).and_then(Option::as_ref);
        target.map_or_else(String::new, |target| name(pages, target))
    };
    read_passages(&content.body, named, str::to_owned, &mut passages);
    passages
}

/// The first whole sentences of `text`, or as many words as there is room for.
fn opening(text: &str) -> String {
    if text.chars().count() <= OPENING {
        return text.to_owned();
    }
    let end = text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at);
    let shown = &text[..end];
    let sentence = [". ", "? ", "! "].iter().filter_map(|mark| shown.rfind(mark)).max();
    match sentence {
        Some(at) if at > end / 3 => shown[..=at].to_owned(),
        _ => format!("{} …", shown.rsplit_once(' ').map_or(shown, |(words, _)| words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_in_one_block() {
        assert_eq!(blocks(0), [(0, 0)]);
        assert_eq!(blocks(30), [(0, 30)]);
        assert_eq!(blocks(31), [(0, 16), (16, 31)]);
        assert_eq!(blocks(300).len(), 10);
        assert_eq!(blocks(61), [(0, 21), (21, 42), (42, 61)]);
    }

    #[test]
    fn a_text_is_cut_at_the_end_of_a_sentence() {
        assert_eq!(opening("Kort."), "Kort.");
        let long = format!("{} Einde van de zin. {}", "woord ".repeat(40), "meer ".repeat(40));
        assert!(opening(&long).ends_with("Einde van de zin."), "{}", opening(&long));
        let endless = "é".repeat(10) + " " + &"woord ".repeat(100);
        assert!(opening(&endless).ends_with("woord …"), "{}", opening(&endless));
    }
}
