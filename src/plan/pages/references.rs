//! Builds the small values by which pages refer to items, modules and places.
//!
//! Every address in them is encoded for use in `href` and relative to the site's root.

use std::borrow::Cow;
use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::Pages;
use crate::coverage::{ColumnChoice, CountedClaim, Group, ProgrammeCoverage, Status, Totals};
use crate::model::{
    ClaimId, CompetenceId, DocumentId, ItemId, ModuleId, Occasion, ProfileId, ProgrammeId, Spot,
};
use crate::plan::addresses::section_page;
use crate::plan::download::{Download, DownloadFormat, DownloadTable};
use crate::plan::route::{ProgrammePart, Route};
use crate::plan::view::{
    ChoiceRef, ClaimPlace, Downloads, ItemRef, LevelCount, Link, ModuleClaims, ModuleRef, OccasionView,
    OtherLevel, ProgrammeLink, StatusView, TotalsView,
};
use crate::text::{SourcePath, compose};

/// Characters that a path in an address must not hold as they are (RFC 3986, 3.3), and those that HTML would trip over.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\'')
    .add(b'&');

/// For each byte whether addresses that are made of slugs have it.
static IS_OF_SLUGS: [bool; 256] = {
    let (mut is_of_slugs, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        is_of_slugs[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_');
        byte += 1;
    }
    is_of_slugs
};

/// `path` as it stands in an address.
pub(super) fn encoded(path: &str) -> String {
    // Nearly all addresses are made of slugs, and a page has hundreds of them.
    if path.bytes().all(|byte| IS_OF_SLUGS[usize::from(byte)]) {
        return path.to_owned();
    }
    Cow::from(utf8_percent_encode(path, UNSAFE)).into_owned()
}

/// The part of an address behind its path as an author wrote it, without characters that no address can hold.
pub(super) fn as_written(text: &str) -> String {
    const SPACES: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');
    Cow::from(utf8_percent_encode(text, SPACES)).into_owned()
}

/// The group's heading on pages: the competence's id, title and address, or those of a list.
pub(super) struct GroupHead {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) kind: &'static str,
    pub(super) path: String,
}

impl Pages<'_> {
    /// The address of `route`, relative to the site's root and encoded for `href`; empty when it has none,
    /// which was reported.
    pub fn path(&self, route: Route) -> String {
        self.addresses.path(route).map(|path| encoded(path.as_str())).unwrap_or_default()
    }

    /// The address of the anchor `name` in document `id`; that of the document's page where no page shows the anchor.
    pub(super) fn anchor_path(&self, id: DocumentId, name: &str) -> String {
        let (route, anchor) = self.addresses.anchor(id, name);
        let page = route.or_else(|| self.addresses.route_of(id));
        let mut path = page.map(|page| self.path(page)).unwrap_or_default();
        if route.is_some() {
            path.push('#');
            path.push_str(&encoded(anchor));
        }
        path
    }

    /// The files of `programme` that hold what the page with `table` shows.
    pub(super) fn downloads(&self, programme: ProgrammeId, table: DownloadTable) -> Downloads {
        let mut downloads = Downloads::default();
        for format in DownloadFormat::ALL.iter().copied() {
            let path = self.addresses.download(Download { programme, table, format });
            let path = path.map(|path| encoded(path.as_str())).unwrap_or_default();
            match format {
                DownloadFormat::Xlsx => downloads.xlsx = path,
                DownloadFormat::Csv => downloads.csv = path,
            }
        }
        downloads
    }

    pub(super) fn link(&self, route: Route) -> Link {
        let page = self.describe(route);
        Link { title: page.title.to_owned(), path: self.path(route), language: page.language(self.site) }
    }

    pub(super) fn profile_link(&self, id: ProfileId) -> Link {
        self.link(Route::Profile(id))
    }

    pub(super) fn competence_link(&self, id: CompetenceId) -> Link {
        self.link(Route::Competence(id))
    }

    pub(super) fn programme_link(&self, id: ProgrammeId) -> ProgrammeLink {
        ProgrammeLink {
            title: self.site.programmes[id].name.clone(),
            path: self.path(Route::Programme(id, ProgrammePart::Overview)),
            matrix: self.path(Route::Programme(id, ProgrammePart::Matrix)),
            gaps: self.path(Route::Programme(id, ProgrammePart::Gaps)),
            dossier: self.path(Route::Programme(id, ProgrammePart::Dossier)),
            alignment: self.path(Route::Programme(id, ProgrammePart::Alignment)),
            assessments: self.path(Route::Programme(id, ProgrammePart::Assessments)),
            school: self.site.programmes[id].school.clone(),
            gap_count: self.coverage.of(id).totals.gaps(),
        }
    }

    pub(super) fn programme_title(&self, id: ProgrammeId) -> Link {
        self.link(Route::Programme(id, ProgrammePart::Overview))
    }

    /// The programmes that lead to `profile`, in order.
    pub(super) fn programmes_of(&self, profile: ProfileId) -> impl Iterator<Item = ProgrammeId> {
        self.index.programmes(profile).iter().copied()
    }

    /// `id` with how it stands in `coverage`.
    pub(super) fn item_in(&self, id: ItemId, coverage: Option<&ProgrammeCoverage>) -> ItemRef {
        let item = &self.site.items[id];
        ItemRef {
            id: item.id.clone(),
            path: self.path(Route::Item(id)),
            kind: item.kind.as_str(),
            text: item.text.clone(),
            status: coverage.and_then(|coverage| coverage.status_of(id)).map(status_view),
        }
    }

    /// `id` with how it stands in the programmes of its profile, where it stands alike in all of them.
    pub(super) fn item(&self, id: ItemId) -> ItemRef {
        self.item_among(id, self.programmes_of(self.site.items[id].profile))
    }

    /// `id` with how it stands in the programmes that teach `module`, where it stands alike in all of them.
    pub(super) fn item_of(&self, id: ItemId, module: ModuleId) -> ItemRef {
        let profile = self.site.items[id].profile;
        let taught = self.index.taught(module).iter().map(|taught| taught.programme);
        self.item_among(id, taught.filter(|programme| self.site.programmes[*programme].profile == profile))
    }

    fn item_among(&self, id: ItemId, programmes: impl Iterator<Item = ProgrammeId>) -> ItemRef {
        let mut statuses = programmes.map(|programme| self.coverage.of(programme).status_of(id));
        let first = statuses.next().flatten();
        let status = first.filter(|first| statuses.all(|status| status == Some(*first)));
        ItemRef { status: status.map(status_view), ..self.item_in(id, None) }
    }

    pub(super) fn module(&self, id: ModuleId) -> ModuleRef {
        let module = &self.site.modules[id];
        ModuleRef {
            code: module.code.clone(),
            title: module.title.clone(),
            path: self.path(Route::Module(id)),
            hours: module.hours,
            credits: module.credits,
        }
    }

    /// The exact address of a part of a module.
    pub(super) fn spot_path(&self, module: ModuleId, spot: Spot) -> String {
        let id = self.site.document_of(module, spot);
        match spot.heading {
            Some(heading) => self.anchor_path(id, &self.site.document(id).headings[heading].id),
            None => self.path(spot.lesson.map_or(Route::Module(module), Route::Lesson)),
        }
    }

    /// The place of a claim as it counts in a programme.
    pub(super) fn place(&self, counted: CountedClaim) -> ClaimPlace {
        let claim = &self.site.claims[counted.claim];
        ClaimPlace {
            title: self.spot_title(claim.module, claim.spot),
            path: self.spot_path(claim.module, claim.spot),
            level: counted.level.index(),
            occasion: claim.occasion.map(|occasion| occasion_view(&self.site.occasions[occasion])),
        }
    }

    /// The title of the section or lesson that `spot` of `module` is; empty for the whole module.
    pub(super) fn spot_title(&self, module: ModuleId, spot: Spot) -> String {
        let document = self.site.document(self.site.document_of(module, spot));
        match (spot.heading, spot.lesson) {
            (Some(heading), _) => document.headings[heading].text.clone(),
            (None, Some(_)) => document.title.value.clone(),
            (None, None) => String::new(),
        }
    }

    /// Claim `id` as its module makes it.
    pub(super) fn own_claim(&self, id: ClaimId) -> CountedClaim {
        CountedClaim { claim: id, level: self.site.claims[id].level }
    }

    /// The places of `claims`, which are of one module and stand strongest first; each place once.
    pub(super) fn places(&self, claims: &[CountedClaim]) -> Vec<ClaimPlace> {
        let mut seen = BTreeSet::new();
        let once = claims.iter().filter(|counted| seen.insert(self.site.claims[counted.claim].spot));
        once.map(|claim| self.place(*claim)).collect()
    }

    /// The modules of a programme that claim `item`, with their places.
    pub(super) fn module_claims(&self, item: ItemId, coverage: &ProgrammeCoverage) -> Vec<ModuleClaims> {
        let Some(row) = coverage.row_of(item) else { return Vec::new() };
        let programme = &self.site.programmes[coverage.programme];
        let cells = coverage.cells.row(row).iter();
        cells
            .map(|cell| ModuleClaims {
                module: self.module(coverage.columns[cell.column]),
                term: programme.terms[coverage.terms[cell.column]].title.clone(),
                choice: coverage.choice_of(cell.column).map(|one| self.choice(coverage.programme, one)),
                level: cell.level.index(),
                places: self.places(coverage.cells.claims(cell)),
            })
            .collect()
    }

    /// The items for which `module` counts at another level in `programme` than its own.
    pub(super) fn other_levels(&self, programme: ProgrammeId, module: ModuleId) -> Vec<OtherLevel> {
        let coverage = self.coverage.of(programme);
        let levels = self.site.programmes[programme].levels.iter().filter(|said| said.module == module);
        let levels = levels.map(|said| OtherLevel {
            item: self.item_in(said.item, Some(coverage)),
            level: said.level.index(),
            own: said.own.index(),
        });
        levels.collect()
    }

    /// The modules that count at other levels in programme `id` than their own.
    pub(super) fn levels(&self, id: ProgrammeId) -> Vec<(ModuleRef, Vec<OtherLevel>)> {
        let programme = &self.site.programmes[id];
        if programme.levels.is_empty() {
            return Vec::new();
        }
        let modules = programme.modules();
        let modules = modules.map(|(_, module)| (self.module(module), self.other_levels(id, module)));
        modules.filter(|(_, levels)| !levels.is_empty()).collect()
    }

    /// Choice `choice` of a programme.
    pub(super) fn choice(&self, programme: ProgrammeId, choice: &ColumnChoice) -> ChoiceRef {
        let (term, at) = choice.place;
        let title = self.site.programmes[programme].terms[term].choices[at].title.clone();
        ChoiceRef { title, pick: choice.pick, of: choice.of }
    }

    pub(super) fn group_head(&self, group: &Group, profile: ProfileId) -> GroupHead {
        let kind = group.kind.as_str();
        match group.competence {
            Some(id) => {
                let link = self.competence_link(id);
                GroupHead {
                    id: self.site.competences[id].id.clone(),
                    title: link.title,
                    kind,
                    path: link.path,
                }
            }
            None => {
                let path = self.list_path(group, profile);
                GroupHead { id: String::new(), title: String::new(), kind, path }
            }
        }
    }

    /// The place of a list on its profile's page: the first section there that defines items of it. Where none does, since
    /// all stand below competences, it is the page itself, unless one section has them all.
    fn list_path(&self, group: &Group, profile: ProfileId) -> String {
        let id = self.site.profiles[profile].document;
        let document = self.site.document(id);
        let sections = || group.items.iter().map(|item| self.site.items[*item].entry.0);
        let is_here = |at: &usize| section_page(self.site, profile, *at) == Route::Profile(profile);
        let only = sections().next().filter(|first| sections().all(|at| at == *first));
        let section = sections().find(is_here).or(only);
        let heading = section.and_then(|section| match &document.content {
            crate::syntax::Content::Profile(content) => content.sections.get(section),
            _ => None,
        });
        match heading {
            Some(section) => self.anchor_path(id, &document.headings[section.heading].id),
            None => self.path(Route::Profile(profile)),
        }
    }

    /// How many of `items` (each with its strongest level) reach each level of the scale.
    pub(super) fn level_counts(&self, strongest: impl Iterator<Item = usize>) -> Vec<LevelCount> {
        let mut counts: Vec<LevelCount> =
            (0..self.site.config.scale.levels.len()).map(|level| LevelCount { level, items: 0 }).collect();
        for level in strongest {
            counts[level].items += 1;
        }
        counts
    }
}

/// The path of the file `source`, which is published as it is, from the site's root.
pub(super) fn asset_path(source: &SourcePath) -> String {
    let inside = source.as_str().split_once('/').map_or(source.as_str(), |(_, inside)| inside);
    // Files of the output have composed names.
    encoded(&compose(inside))
}

pub(super) fn occasion_view(occasion: &Occasion) -> OccasionView {
    OccasionView {
        kind: occasion.kind.class(),
        method: occasion.method.clone(),
        hours: occasion.hours,
        weight: occasion.weight,
    }
}

pub(super) fn status_view(status: Status) -> StatusView {
    match status {
        Status::Covered => StatusView::Covered,
        Status::Possible => StatusView::Possible,
        Status::Partial => StatusView::Partial,
        Status::Missing => StatusView::Missing,
        Status::Exempt => StatusView::Exempt,
    }
}

pub(super) fn totals_view(totals: Totals) -> TotalsView {
    let Totals { items, covered, possible, partial, missing, exempt } = totals;
    TotalsView { items, covered, possible, partial, missing, exempt }
}
