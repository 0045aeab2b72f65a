//! Purpose: what is round a page: titles, the way to it, its neighbours, its table of contents.
//! Input: a route. Output: [`PageView`], and [`SiteView`] for all pages.
//! Invariant: the navigation offers only pages that exist.

use super::Pages;
use super::glossary;
use super::linked_data::linked_data;
use super::profiles;
use super::references::encoded;
use crate::config::Level;
use crate::ids::Id;
use crate::model::{DocumentId, ProgrammeId, Site};
use crate::plan::addresses::{FEED, Route};
use crate::plan::view::{
    Crumb, DateView, ImageView, LevelView, Link, PageKind, PageView, SiteView, TocEntry,
};
use crate::syntax::{Content, Document, Heading};
use crate::text::Date;

/// What every page is given as `site`.
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
        accessibility: pages.path(Route::Accessibility),
        feed: if pages.feed().is_some() { FEED.to_owned() } else { String::new() },
        image: image(pages),
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

/// What page `route` is given as `page`; none when it has no address.
pub(super) fn page_view(pages: &Pages<'_>, route: Route) -> Option<PageView> {
    let path = pages.addresses.path(route)?;
    let document = document(pages.site, route).map(|id| pages.site.document(id));
    let base = &pages.site.config.base_url;
    let address = pages.path(route);
    let (previous, next) = neighbours(pages, route);
    // The server shows the page for what is not found at any address, so its links must be whole.
    let root = match route {
        Route::NotFound if !base.is_empty() => format!("{base}/"),
        _ => "../".repeat(path.depth()),
    };
    // The page for what is not found stands at every address, and the matrix for other sites is the matrix.
    let canonical = match route {
        _ if base.is_empty() => None,
        Route::NotFound => None,
        Route::Embed(id) => full_address(pages, Route::Matrix(id), base),
        _ => full_address(pages, route, base),
    };
    let own_text = own_text(route);
    Some(PageView {
        json_ld: linked_data(pages, route, &root),
        kind: kind(route),
        title: title(pages, route),
        language: language(pages, route),
        description: document
            .filter(|_| own_text)
            .map(|document| document.summary.value.clone())
            .unwrap_or_default(),
        path: address,
        root,
        canonical: canonical.unwrap_or_default(),
        breadcrumbs: breadcrumbs(pages, route),
        previous,
        next,
        toc: document.filter(|_| own_text).map(table_of_contents).unwrap_or_default(),
        programme: programme(pages, route).map(|id| pages.programme_link(id)),
        source: document.map(|document| document.path.to_string()).unwrap_or_default(),
        edit: document.map(|document| edit_address(pages, document)).unwrap_or_default(),
        changed: document.and_then(|document| pages.sources.changed(&document.path)).map(date_view),
    })
}

/// The language of the texts of page `route`; empty for the site's.
pub(super) fn language(pages: &Pages<'_>, route: Route) -> String {
    let has_texts = !matches!(route, Route::Matrix(_) | Route::Embed(_) | Route::Gaps(_));
    let document = document(pages.site, route).filter(|_| has_texts).map(|id| pages.site.document(id));
    let language = document.map_or("", |document| document.language.value.as_str());
    let is_own = language.eq_ignore_ascii_case(pages.site.config.language.tag());
    if is_own { String::new() } else { language.to_owned() }
}

/// The picture of the site, where it has one that is there.
fn image(pages: &Pages<'_>) -> Option<ImageView> {
    let asset = pages.sources.asset(&pages.site.config.image_file()?)?;
    let (path, _) = pages.addresses.assets().iter().find(|(_, source)| *source == asset.path)?;
    Some(ImageView { path: encoded(path.as_str()), size: asset.dimensions })
}

/// Whether page `route` shows the text of its document.
pub(super) fn own_text(route: Route) -> bool {
    !matches!(
        route,
        Route::Matrix(_)
            | Route::Embed(_)
            | Route::Gaps(_)
            | Route::Glossary(_)
            | Route::Competence(_)
            | Route::Item(_)
    )
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

fn kind(route: Route) -> PageKind {
    match route {
        Route::Home => PageKind::Home,
        Route::Programme(_) => PageKind::Programme,
        Route::Matrix(_) => PageKind::Matrix,
        Route::Embed(_) => PageKind::Embed,
        Route::Gaps(_) => PageKind::Gaps,
        Route::Profile(_) => PageKind::Profile,
        Route::Glossary(_) => PageKind::Glossary,
        Route::Competence(_) => PageKind::Competence,
        Route::Item(_) => PageKind::Item,
        Route::Modules => PageKind::Modules,
        Route::Module(_) => PageKind::Module,
        Route::Lesson(_) => PageKind::Lesson,
        Route::Text(_) => PageKind::Text,
        Route::Accessibility => PageKind::Accessibility,
        Route::NotFound => PageKind::NotFound,
    }
}

/// The document that an author edits to change the page.
pub(super) fn document(site: &Site, route: Route) -> Option<DocumentId> {
    match route {
        Route::Home => find_page(site, "content/index.md"),
        Route::Modules => find_page(site, "content/modules/index.md"),
        Route::Programme(id) | Route::Matrix(id) | Route::Embed(id) | Route::Gaps(id) => {
            site.programmes[id].document
        }
        Route::Profile(id) | Route::Glossary(id) => Some(site.profiles[id].document),
        Route::Competence(id) => Some(site.profiles[site.competences[id].profile].document),
        Route::Item(id) => Some(site.profiles[site.items[id].profile].document),
        Route::Module(id) => Some(site.modules[id].document),
        Route::Lesson(id) => Some(site.lessons[id].document),
        Route::Text(id) => Some(site.pages[id].document),
        Route::Accessibility | Route::NotFound => None,
    }
}

/// The page made by the file at `path`.
pub(super) fn find_page(site: &Site, path: &str) -> Option<DocumentId> {
    let mut documents = site.pages.values().map(|page| page.document);
    documents.find(|id| site.document(*id).path.as_str() == path)
}

pub(super) fn title(pages: &Pages<'_>, route: Route) -> String {
    let site = pages.site;
    match route {
        Route::Programme(id) | Route::Matrix(id) | Route::Embed(id) | Route::Gaps(id) => {
            site.programmes[id].title.clone()
        }
        Route::Competence(id) => site.competences[id].title.clone(),
        Route::Item(id) => site.items[id].text.clone(),
        Route::Glossary(id) => glossary::title(site, id).to_owned(),
        Route::Modules | Route::Accessibility | Route::NotFound => String::new(),
        Route::Home if document(site, route).is_none() => site.config.title.clone(),
        _ => document(site, route).map(|id| site.document(id).title.value.clone()).unwrap_or_default(),
    }
}

fn word(word: &'static str, path: String) -> Crumb {
    Crumb { word, title: String::new(), path }
}

fn titled(pages: &Pages<'_>, route: Route) -> Crumb {
    let Link { title, path, .. } = pages.link(route);
    Crumb { word: "", title, path }
}

fn breadcrumbs(pages: &Pages<'_>, route: Route) -> Vec<Crumb> {
    let site = pages.site;
    match route {
        Route::Home | Route::NotFound | Route::Modules | Route::Accessibility => Vec::new(),
        Route::Programme(_) => vec![word("programmes", String::new())],
        Route::Matrix(id) | Route::Embed(id) | Route::Gaps(id) => {
            vec![word("programmes", String::new()), titled(pages, Route::Programme(id))]
        }
        Route::Profile(_) => vec![word("profiles", String::new())],
        Route::Glossary(id) => vec![titled(pages, Route::Profile(id))],
        Route::Competence(id) => vec![titled(pages, Route::Profile(site.competences[id].profile))],
        Route::Item(id) => {
            let item = &site.items[id];
            let competence = item.competence.map(|id| titled(pages, Route::Competence(id)));
            std::iter::once(titled(pages, Route::Profile(item.profile))).chain(competence).collect()
        }
        Route::Module(_) => vec![word("modules", pages.path(Route::Modules))],
        Route::Lesson(id) => {
            vec![
                word("modules", pages.path(Route::Modules)),
                titled(pages, Route::Module(site.lessons[id].module)),
            ]
        }
        Route::Text(_) => parents(pages, route),
    }
}

/// The plain pages above a plain page, from the top down.
fn parents(pages: &Pages<'_>, route: Route) -> Vec<Crumb> {
    let mut crumbs = Vec::new();
    let mut folder = pages.addresses.path(route).map_or("", |path| path.folder());
    while let Some((above, _)) = folder.rsplit_once('/') {
        crumbs.extend(pages.addresses.text_in(above).map(|route| titled(pages, route)));
        folder = above;
    }
    crumbs.reverse();
    crumbs
}

fn table_of_contents(document: &Document) -> Vec<TocEntry> {
    let headings: Vec<&Heading> = match &document.content {
        // What stands below a competence is shown with it, without a heading of its own.
        Content::Profile(content) => profiles::own_sections(&document.headings, &content.sections)
            .map(|(_, section)| &document.headings[section.heading])
            .collect(),
        _ => document.headings.iter().collect(),
    };
    let entries = headings.into_iter().filter(|heading| heading.level <= 3);
    entries
        .map(|heading| TocEntry { title: heading.text.clone(), id: heading.id.clone(), level: heading.level })
        .collect()
}

/// The programme that a page belongs to, else the first one.
pub(super) fn programme(pages: &Pages<'_>, route: Route) -> Option<ProgrammeId> {
    let site = pages.site;
    let of_profile = |profile| pages.programmes_of(profile).next();
    let of_module = |module| pages.index.taught(module).first().map(|taught| taught.programme);
    let own = match route {
        Route::Programme(id) | Route::Matrix(id) | Route::Embed(id) | Route::Gaps(id) => Some(id),
        Route::Profile(id) | Route::Glossary(id) => of_profile(id),
        Route::Competence(id) => of_profile(site.competences[id].profile),
        Route::Item(id) => of_profile(site.items[id].profile),
        Route::Module(id) => of_module(id),
        Route::Lesson(id) => of_module(site.lessons[id].module),
        _ => None,
    };
    own.or_else(|| site.programmes.ids().next())
}

/// The pages before and after a page in reading order.
fn neighbours(pages: &Pages<'_>, route: Route) -> (Option<Link>, Option<Link>) {
    let site = pages.site;
    let found = match route {
        Route::Module(_) | Route::Lesson(_) => {
            let sequence = course_order(pages, route);
            sequence.iter().position(|other| *other == route).map(|at| around(&sequence, at))
        }
        Route::Competence(id) => {
            let competences = &site.profiles[site.competences[id].profile].competences;
            at(competences, id).map(|at| around(competences, at)).map(|found| each(found, Route::Competence))
        }
        Route::Item(id) => {
            let items = &site.profiles[site.items[id].profile].items;
            at(items, id).map(|at| around(items, at)).map(|found| each(found, Route::Item))
        }
        _ => None,
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

/// The page's own module between its neighbours in the programme, each with its lessons. Only these
/// three are looked at: a page must not cost as much as the whole course.
fn course_order(pages: &Pages<'_>, route: Route) -> Vec<Route> {
    let site = pages.site;
    let module = match route {
        Route::Module(id) => id,
        Route::Lesson(id) => site.lessons[id].module,
        _ => return Vec::new(),
    };
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
