//! Says on which page each anchor of an author's text stands, and which id it has there.
//!
//! A file names its anchors for itself: `## Modules` is `#modules`, in whatever file it stands, and links lead to it by
//! that name. Where it ends up is decided here, for the whole site and before any page is made, so that every link
//! can be written without looking at the page to which it leads:
//!
//! ```text
//! content/programmes/a.md#modules     programmes/a/index.html#modules-2     the page has a part `modules` of its own
//! content/profiles/p.md#toelichting   profiles/p/c1/index.html#toelichting  the section stands below competence c1
//! ```
//!
//! A text that makes one page has its anchors there, under their names but for the few that the page has itself. A
//! profile makes many pages: [`section_page`] gives each of its sections to exactly one, and the texts of its items and
//! glosses stand on theirs. A note stands wherever it has a mark; a link to an anchor in it leads to the first of these
//! pages, and where no text leads to the note, to the page alone.

use ahash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Place, say};
use crate::model::{CompetenceId, DocumentId, ItemId, Profile, ProfileId, Site};
use crate::plan::alphabet;
use crate::plan::page_kind::PageKind;
use crate::plan::route::Route;
use crate::syntax::{Body, Content, Document, ProfileDoc, SectionEntry, SectionKind, TextPart, marks};
use crate::text::{Name, Slugs, Span};

/// Where the anchors of all documents stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchors {
    /// Those that are not on their document's own page under their own name.
    others: HashMap<(DocumentId, Name), Anchor>,
    /// For each profile the id of each of its glosses.
    pub(super) gloss_ids: Vec<Vec<String>>,
}

/// Where one anchor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Anchor {
    /// The page; none where no page shows it.
    route: Option<Route>,
    /// Its id on the page.
    id: Name,
}

impl Anchors {
    /// The anchors of `site`, whose documents have the pages `own`. An id that an author gave and that its page has
    /// itself is reported.
    pub(super) fn new(site: &Site, own: &[Option<Route>], problems: &mut Vec<Diagnostic>) -> Self {
        let of_documents: Vec<_> = site
            .documents
            .ids()
            .collect::<Vec<_>>()
            .into_par_iter()
            .filter_map(|id| Some(of_document(site, id, own.get(id.index()).copied().flatten()?)))
            .filter(|(others, renamed)| !others.is_empty() || !renamed.is_empty())
            .collect();
        let mut anchors = Self::default();
        for (others, renamed) in of_documents {
            anchors.others.extend(others);
            problems.extend(renamed);
        }
        for (id, profile) in site.profiles.iter() {
            anchors.gloss_ids.push(anchors.gloss_ids_of(site, id, profile));
        }
        anchors
    }

    /// The page and the id of the anchor `name` of `document`, whose own page is `own`.
    pub(super) fn get<'n>(
        &'n self,
        document: DocumentId,
        name: &'n str,
        own: Option<Route>,
    ) -> (Option<Route>, &'n str) {
        if self.others.is_empty() {
            return (own, name);
        }
        match self.others.get(&(document, Name::from(name))) {
            Some(anchor) => (anchor.route, &anchor.id),
            None => (own, name),
        }
    }

    /// The glosses' ids, which are none of those that texts have on the page of the glossary.
    fn gloss_ids_of(&self, site: &Site, id: ProfileId, profile: &Profile) -> Vec<String> {
        let document = site.document(profile.document);
        let mut taken = Slugs::default();
        for (name, _) in named(document) {
            let (route, page_id) = self.get(profile.document, name, Some(Route::Profile(id)));
            if route == Some(Route::Glossary(id)) || !document.notes.is_empty() {
                taken.claim(page_id);
            }
        }
        alphabet::ids(&profile.glossary, taken)
    }
}

/// An anchor of a document with the place that it has in place of its own name on the document's own page.
type Elsewhere = ((DocumentId, Name), Anchor);

/// The anchors of document `id`, whose page is `route`, that are not on it under their own name, and the ids that an author
/// gave and the page does not keep.
fn of_document(site: &Site, id: DocumentId, route: Route) -> (Vec<Elsewhere>, Vec<Diagnostic>) {
    let document = site.document(id);
    let pages = match (&document.content, route) {
        (Content::Profile(content), Route::Profile(profile)) => {
            Some(ProfileAnchors::new(site, profile, document, content))
        }
        _ => None,
    };
    let (mut others, mut problems) = (Vec::new(), Vec::new());
    let mut names = None;
    for (name, given) in named(document) {
        let place = match &pages {
            Some(pages) => pages.of.get(name).copied(),
            None => Some(route),
        };
        let kind = place.map_or(PageKind::Text, Route::kind);
        let mut page_id = name.clone();
        let shared = pages.as_ref().is_some_and(|pages| pages.shared.contains(name));
        if kind.has_id(name) || shared && OF_PROFILES.iter().any(|kind| kind.has_id(name)) {
            let names = names.get_or_insert_with(|| Names::of(document));
            page_id = names.free(name, if shared { &OF_PROFILES } else { std::slice::from_ref(&kind) });
            problems.extend(given.map(|span| renamed(document, name, &page_id, span)));
        }
        if place != Some(route) || page_id != *name {
            others.push(((id, name.clone()), Anchor { route: place, id: page_id }));
        }
    }
    (others, problems)
}

/// The kinds of pages that show texts of profiles.
const OF_PROFILES: [PageKind; 4] =
    [PageKind::Profile, PageKind::Glossary, PageKind::Competence, PageKind::Item];

/// The names of a document's anchors, each with its place if the author gave it.
pub(super) fn named(document: &Document) -> impl Iterator<Item = (&Name, Option<Span>)> {
    let headings = document.headings.iter();
    let headings = headings.map(|heading| (&heading.id, heading.has_own_id.then_some(heading.span)));
    headings.chain(document.anchors.iter().map(|anchor| (&anchor.value, Some(anchor.span))))
}

fn renamed(document: &Document, name: &str, page_id: &str, span: Span) -> Diagnostic {
    let message = say!(
        "the page has a part `{name}` of its own, so this one has the id `{page_id}` there",
        name,
        page_id
    );
    let place = Place::new(&document.path, span);
    Diagnostic::new(Code::L112, place, message)
        .help(say!("give it another id, so that links from other sites find it"))
}

/// The names that a document uses, to find others.
struct Names<'d>(HashSet<&'d str>);

impl<'d> Names<'d> {
    fn of(document: &'d Document) -> Self {
        Self(named(document).map(|(name, _)| name.as_str()).collect())
    }

    /// A name like `name` that neither the document nor a page of one of `kinds` has. Two names never get the same,
    /// since what is put behind them is.
    fn free(&self, name: &str, kinds: &[PageKind]) -> Name {
        let numbered = (2_usize..).map(|number| format!("{name}-{number}"));
        let is_free =
            |id: &String| !self.0.contains(id.as_str()) && !kinds.iter().any(|kind| kind.has_id(id));
        // The numbers do not end.
        numbered.into_iter().find(is_free).map(Name::from).unwrap_or_default()
    }
}

/// The page that shows the section `at` of profile `id`: that of the competence that it is or stands below.
pub(in crate::plan) fn section_page(site: &Site, id: ProfileId, at: usize) -> Route {
    let owner = site.profiles[id].owners.get(at).copied().flatten();
    owner.map_or(Route::Profile(id), |owner| competence_page(site, owner))
}

/// The page of a competence, which may be an item itself.
pub(in crate::plan) fn competence_page(site: &Site, id: CompetenceId) -> Route {
    site.competences[id].own_item.map_or(Route::Competence(id), Route::Item)
}

/// The page that shows the text of the section `at`: a glossary has a page for its text.
pub(in crate::plan) fn text_page(site: &Site, id: ProfileId, kind: SectionKind, at: usize) -> Route {
    if kind == SectionKind::Glossary && !site.profiles[id].glossary.is_empty() {
        Route::Glossary(id)
    } else {
        section_page(site, id, at)
    }
}

/// Where the anchors of a profile stand.
struct ProfileAnchors<'d> {
    document: &'d Document,
    of: HashMap<&'d Name, Route>,
    /// Those in notes, which stand on every page that has a mark of the note.
    shared: HashSet<&'d Name>,
    /// For each note the first page that has a mark of it.
    notes: Vec<Option<Route>>,
    /// The notes that are on a page and were not looked through yet.
    open: Vec<usize>,
}

impl<'d> ProfileAnchors<'d> {
    fn new(site: &Site, id: ProfileId, document: &'d Document, content: &'d ProfileDoc) -> Self {
        let notes = vec![None; document.notes.len()];
        let (of, shared, open) = (HashMap::default(), HashSet::default(), Vec::new());
        let mut anchors = Self { document, of, shared, notes, open };
        anchors.sections(site, id, content);
        while let Some(note) = anchors.open.pop() {
            let Some(route) = anchors.notes[note] else { continue };
            let body = &document.notes[note].body;
            anchors.text(body, route);
            anchors.shared.extend(body.parts.iter().filter_map(anchor_in));
        }
        anchors
    }

    fn sections(&mut self, site: &Site, id: ProfileId, content: &'d ProfileDoc) {
        let items = site.profiles[id].items.iter();
        let defined: HashMap<(usize, Option<usize>), ItemId> =
            items.map(|item| (site.items[*item].entry, *item)).collect();
        self.text(&content.intro, Route::Profile(id));
        for (at, section) in content.sections.iter().enumerate() {
            let page = section_page(site, id, at);
            // A competence stands on the profile's page under its id, though its own text has a page.
            let is_competence = section.kind == SectionKind::Competence;
            let heading = &self.document.headings[section.heading].id;
            self.of.insert(heading, if is_competence { Route::Profile(id) } else { page });
            self.text(&section.title, page);
            let page = text_page(site, id, section.kind, at);
            self.text(&section.prose, page);
            for (line, entry) in section.entries.iter().enumerate() {
                match entry {
                    SectionEntry::Item(item) => {
                        let Some(item_id) = defined.get(&(at, Some(line))) else { continue };
                        self.text(&item.sentence, Route::Item(*item_id));
                        self.text(&item.explanation, Route::Item(*item_id));
                    }
                    SectionEntry::Gloss(gloss) => self.text(&gloss.body, Route::Glossary(id)),
                    SectionEntry::Text(body) | SectionEntry::Between(body) => self.text(body, page),
                    SectionEntry::Reference(_) => {}
                }
            }
        }
    }

    /// Notes what stands in a text that page `route` shows.
    fn text(&mut self, body: &'d Body, route: Route) {
        for name in body.parts.iter().filter_map(anchor_in) {
            self.of.entry(name).or_insert(route);
        }
        for note in marks(body) {
            if self.notes[note].is_none() {
                self.notes[note] = Some(route);
                self.open.push(note);
            }
        }
    }
}

fn anchor_in(part: &TextPart) -> Option<&Name> {
    match part {
        TextPart::Anchor(name) => Some(name),
        TextPart::Html(_)
        | TextPart::Word(_)
        | TextPart::Occasion(_)
        | TextPart::Claims(_)
        | TextPart::Mark(_)
        | TextPart::WaysBack
        | TextPart::Link(..) => None,
    }
}
