//! Builds the frame round a page's content: title, breadcrumbs, neighbours, table of contents; and the part that all
//! pages share.
//!
//! The navigation offers only pages that exist.

use std::collections::BTreeSet;

use super::Pages;
use super::description::{Address, Description, List, Sequence, ShownContent};
use super::editions;
use super::linked_data::linked_data;
use super::references::encoded;
use crate::config::Level;
use crate::ids::Id;
use crate::model::{DocumentId, ModuleId, ProgrammeId, Site};
use crate::plan::addresses::FEED;
use crate::plan::page_kind::PageKind;
use crate::plan::route::{Navigation, ProgrammePart, Route};
use crate::plan::view::{
    Crumb, DateView, ImageView, LevelView, Link, NameView, PageView, PartLink, SiteView, TocEntry,
};
use crate::syntax::{self, Document, Heading};
use crate::text::Date;

/// The value `site` of every page's template.
pub(super) fn site_view(pages: &Pages<'_>) -> SiteView {
    let site = pages.site;
    SiteView {
        title: site.config.title.clone(),
        language: site.config.language.tag().to_owned(),
        base_url: site.config.base_url.clone(),
        programmes: site.programmes.ids().map(|id| pages.programme_link(id)).collect(),
        profiles: site.profiles.ids().map(|id| pages.profile_link(id)).collect(),
        modules: pages.path(Route::Modules),
        pages: plain_pages(pages, ""),
        levels: levels(site),
        editions: editions::editions(pages),
        accessibility: pages.path(Route::Accessibility),
        feed: if pages.feed().is_some() { FEED.to_owned() } else { String::new() },
        image: image(pages),
        search_kinds: PageKind::ALL.iter().flat_map(|kind| kind.search_kinds()).collect(),
    }
}

fn levels(site: &Site) -> Vec<LevelView> {
    let scale = &site.config.scale;
    let steps = scale.levels.len();
    let view = |(at, level): (usize, &Level)| LevelView {
        id: level.id.clone(),
        label: level.label.clone(),
        symbol: level.symbol.clone(),
        step: at + 1,
        // A scale of one level has a full shape.
        fill: if steps == 1 { 100 } else { at * 100 / (steps - 1) },
        enough: at >= scale.required.index(),
    };
    scale.levels.values().enumerate().map(view).collect()
}

/// The plain pages whose address lies directly in `folder`.
fn plain_pages(pages: &Pages<'_>, folder: &str) -> Vec<Link> {
    pages.addresses.texts_below(folder).iter().map(|route| pages.link(*route)).collect()
}

/// The plain pages below the page of `document`.
pub(super) fn children(pages: &Pages<'_>, document: DocumentId) -> Vec<Link> {
    let path = pages.addresses.route_of(document).and_then(|route| pages.addresses.path(route));
    path.map(|path| plain_pages(pages, path.folder())).unwrap_or_default()
}

/// The value `page` of the template for `route`; none when it has no address.
pub(super) fn page_view(pages: &Pages<'_>, route: Route) -> Option<PageView> {
    let path = pages.addresses.path(route)?;
    let page = pages.describe(route);
    let document = page.document.map(|id| pages.site.document(id));
    let base = &pages.site.config.base_url;
    let (previous, next) = neighbours(pages, route, page.sequence);
    // A page that is shown at every address needs links that hold at every address.
    let root = match page.address {
        Address::Everywhere if !base.is_empty() => format!("{base}/"),
        Address::Everywhere | Address::Own | Address::Again(_) => "../".repeat(path.depth()),
    };
    let canonical = match page.address {
        Address::Own | Address::Again(_) => {
            let own = if let Address::Again(other) = page.address { other } else { route };
            editions::same_page(pages, &pages.path(own)).or_else(|| pages.full_address(own))
        }
        Address::Everywhere => None,
    };
    let own_text = document.filter(|_| page.content == ShownContent::Text);
    let programme = own_programme(pages, route);
    Some(PageView {
        json_ld: linked_data(pages, route, &root),
        kind: route.kind(),
        section: route.kind().section(),
        title: page.title.to_owned(),
        name: name(pages, route, &page),
        language: page.language(pages.site),
        description: own_text.map(|document| document.summary.value.clone()).unwrap_or_default(),
        path: pages.path(route),
        root,
        markdown: pages.markdown_path(route).unwrap_or_default(),
        canonical: canonical.unwrap_or_default(),
        breadcrumbs: breadcrumbs(pages, &page),
        previous,
        next,
        toc: if own_text.is_some() { table_of_contents(pages, route, &page) } else { Vec::new() },
        programme: programme.map(|id| pages.programme_link(id)),
        programme_parts: programme.map(|id| programme_parts(pages, id)).unwrap_or_default(),
        draft: pages.is_draft(route),
        newest: editions::newest_page(pages, &pages.path(route)).unwrap_or_default(),
        source: document.map(|document| document.path.to_string()).unwrap_or_default(),
        edit: document.map(|document| edit_address(pages, document)).unwrap_or_default(),
        changed: document.and_then(|document| pages.sources.changed(&document.path)).map(date_view),
    })
}

/// The programme that page `route` belongs to, where it belongs to one alone.
fn own_programme(pages: &Pages<'_>, route: Route) -> Option<ProgrammeId> {
    if pages.site.programmes.len() == 1 {
        return pages.programme(route);
    }
    let of_module = |id| -> BTreeSet<ProgrammeId> {
        pages.index.taught(id).iter().map(|taught| taught.programme).collect()
    };
    let of_profile = |id| pages.programmes_of(id).collect();
    let all = match route {
        Route::Programme(id, _) => BTreeSet::from([id]),
        Route::Module(id) => of_module(id),
        Route::Lesson(id) => of_module(pages.site.lessons[id].module),
        Route::Profile(id) | Route::Glossary(id) | Route::Comparison(id) => of_profile(id),
        Route::Competence(id) => of_profile(pages.site.competences[id].profile),
        Route::Item(id) => of_profile(pages.site.items[id].profile),
        Route::Home | Route::Modules | Route::Text(_) | Route::Accessibility | Route::NotFound => {
            BTreeSet::new()
        }
    };
    all.first().copied().filter(|_| all.len() == 1)
}

/// The parts of the page's name.
fn name(pages: &Pages<'_>, route: Route, page: &Description<'_>) -> NameView {
    let parent = page.parent.filter(|_| page.shows_parent).map(|route| pages.title(route));
    NameView {
        // An author's own title for the page of all modules needs no word before it.
        word: if route == Route::Modules && !page.title.is_empty() { "" } else { route.kind().word() },
        code: if page.shows_code { page.code.to_owned() } else { String::new() },
        parent: parent.unwrap_or_default(),
    }
}

/// The pages of programme `id` that the navigation offers beside its own.
fn programme_parts(pages: &Pages<'_>, id: ProgrammeId) -> Vec<PartLink> {
    let there = ProgrammePart::ALL.into_iter().filter(|part| part.is_there(pages.site, id));
    there
        .filter_map(|part| {
            let count = match part.navigation() {
                Navigation::Left => return None,
                Navigation::Entry => 0,
                Navigation::EntryWithGaps => pages.coverage.of(id).totals.gaps(),
            };
            let route = Route::Programme(id, part);
            let kind = route.kind();
            Some(PartLink { kind, label: kind.label(), path: pages.path(route), count })
        })
        .collect()
}

/// The picture of the site, where it has one that is there.
fn image(pages: &Pages<'_>) -> Option<ImageView> {
    let asset = pages.sources.asset_named(&pages.site.config.image_file()?)?;
    let (path, _) = pages.addresses.assets().iter().find(|(_, source)| *source == asset.path)?;
    Some(ImageView { path: encoded(path.as_str()), size: asset.dimensions })
}

/// The address of page `route` as a server at `base` offers it: `…/` for `…/index.html`.
pub(super) fn full_address(pages: &Pages<'_>, route: Route, base: &str) -> Option<String> {
    let path = encoded(pages.addresses.path(route)?.as_str());
    Some(format!("{base}/{}", path.strip_suffix("index.html").unwrap_or(&path)))
}

/// Where the source file of a page can be edited.
fn edit_address(pages: &Pages<'_>, document: &Document) -> String {
    let base = &pages.site.config.edit_url;
    if base.is_empty() { String::new() } else { format!("{base}/{}", encoded(document.path.as_str())) }
}

pub(super) fn date_view(date: Date) -> DateView {
    DateView { iso: date.to_string(), year: date.year.to_string(), month: date.month, day: date.day }
}

fn word(word: &'static str, path: String) -> Crumb {
    Crumb { word, title: String::new(), path }
}

fn titled(pages: &Pages<'_>, route: Route) -> Crumb {
    let Link { title, path, .. } = pages.link(route);
    Crumb { word: "", title, path }
}

/// The way to `page`: the list that it begins with, and the pages above it from the top down.
fn breadcrumbs(pages: &Pages<'_>, page: &Description<'_>) -> Vec<Crumb> {
    let mut crumbs = Vec::new();
    let mut parent = page.parent;
    while let Some(route) = parent {
        crumbs.push(titled(pages, route));
        parent = pages.describe(route).parent;
    }
    crumbs.extend(page.list.map(|list| match list {
        List::Programmes => word("programmes", String::new()),
        List::Profiles => word("profiles", String::new()),
        List::Modules => word("modules", pages.path(Route::Modules)),
    }));
    crumbs.reverse();
    crumbs
}

fn table_of_contents(pages: &Pages<'_>, route: Route, page: &Description<'_>) -> Vec<TocEntry> {
    let Some(id) = page.document else { return Vec::new() };
    let document = pages.site.document(id);
    let headings: Vec<&Heading> = match &document.content {
        syntax::Content::Profile(content) => {
            let sections = content.sections.iter().map(|section| &document.headings[section.heading]);
            sections.filter(|heading| pages.addresses.anchor(id, &heading.id).0 == Some(route)).collect()
        }
        _ => document.headings.iter().collect(),
    };
    let entries = headings.into_iter().filter(|heading| heading.level <= 3);
    entries
        .map(|heading| TocEntry {
            title: heading.text.clone(),
            id: pages.addresses.anchor(id, &heading.id).1.to_owned(),
            level: heading.level,
        })
        .collect()
}

/// The pages before and after page `route` in its reading order.
fn neighbours(pages: &Pages<'_>, route: Route, sequence: Sequence) -> (Option<Link>, Option<Link>) {
    let site = pages.site;
    let found = match sequence {
        Sequence::Course(module) => {
            let sequence = course_order(pages, module);
            sequence.iter().position(|other| *other == route).map(|at| around(&sequence, at))
        }
        Sequence::Competences(id) => {
            let competences = &site.profiles[site.competences[id].profile].competences;
            at(competences, id).map(|at| around(competences, at)).map(|found| each(found, Route::Competence))
        }
        Sequence::Items(id) => {
            let items = &site.profiles[site.items[id].profile].items;
            at(items, id).map(|at| around(items, at)).map(|found| each(found, Route::Item))
        }
        Sequence::None => None,
    };
    let (before, after) = found.unwrap_or_default();
    (before.map(|route| pages.link(route)), after.map(|route| pages.link(route)))
}

/// The place of `id` in a list of a profile, which was made in the order of the ids.
fn at<T>(list: &[Id<T>], id: Id<T>) -> Option<usize> {
    list.binary_search(&id).ok()
}

fn around<T: Copy>(sequence: &[T], at: usize) -> (Option<T>, Option<T>) {
    let before = at.checked_sub(1).and_then(|at| sequence.get(at));
    (before.copied(), sequence.get(at + 1).copied())
}

fn each<T>((before, after): (Option<T>, Option<T>), route: fn(T) -> Route) -> (Option<Route>, Option<Route>) {
    (before.map(route), after.map(route))
}

/// `module` between its neighbours in the programme, each with its lessons. Only these three are looked at: a page
/// must not cost as much as the whole course.
fn course_order(pages: &Pages<'_>, module: ModuleId) -> Vec<Route> {
    let site = pages.site;
    let (before, after) = match pages.index.taught(module).first() {
        Some(taught) => {
            let modules = pages.index.modules(taught.programme);
            (taught.at.checked_sub(1).and_then(|at| modules.get(at)), modules.get(taught.at + 1))
        }
        None => (None, None),
    };
    let around = before.into_iter().chain([&module]).chain(after);
    around
        .flat_map(|id| {
            let lessons = site.modules[*id].lessons.iter().map(|lesson| Route::Lesson(*lesson));
            std::iter::once(Route::Module(*id)).chain(lessons)
        })
        .collect()
}
