//! Builds the view of each page.
//!
//! A view is a pure function of the snapshot and the route, so pages can be built in any order, on any thread, one by
//! one. [`Pages`] has everything that a view is built from, with what several kinds ask of it: addresses, titles, documents. Each
//! kind of page has a builder of its own in this folder.

mod alignment;
mod assessments;
mod body;
mod comparison;
mod description;
mod dossier;
mod editions;
mod frame;
mod gaps;
mod gloss_links;
mod glossary;
mod linked_data;
mod matrix;
mod media;
mod modules;
mod prerequisites;
mod profile_text;
mod profiles;
mod programmes;
mod references;
mod revision;
mod site;

use self::references::encoded;
use crate::coverage::Coverage;
use crate::evidence::LazyEvidence;
use crate::model::{CompetenceId, DocumentId, ItemId, ProfileId, ProgrammeId, Site};
use crate::plan::OutPath;
use crate::plan::addresses::Addresses;
use crate::plan::index::Index;
use crate::plan::route::{ProgrammePart, Route};
use crate::plan::view::{
    AlignmentView, AssessmentsView, FeedView, GapsView, GlossLink, MatrixView, ModuleTableView, MovedView,
    PageView, SiteView, SitemapEntry, TextView, View,
};
use crate::sources::Sources;
use crate::syntax::{Content, ItemDoc, Section, SectionKind};

/// The ending that the address of a page gets for the page as markdown, after <https://llmstxt.org>.
const MARKDOWN: &str = ".md";

/// Everything that a view is made of.
#[derive(Debug, Clone, Copy)]
pub struct Pages<'s> {
    /// The site.
    pub site: &'s Site,
    /// Its coverage.
    pub coverage: &'s Coverage,
    /// Its addresses.
    pub addresses: &'s Addresses,
    /// References, the other way round.
    pub index: &'s Index,
    /// Its files, for the sizes of images.
    pub sources: &'s Sources,
    /// The sections that probably teach an item.
    pub evidence: &'s LazyEvidence,
}

impl Pages<'_> {
    /// The value `site` of every page's template.
    pub fn site_view(&self) -> SiteView {
        frame::site_view(self)
    }

    /// The full address of page `route` on a site that stands at `base`; none when it has no address.
    pub fn page_address(&self, route: Route, base: &str) -> Option<String> {
        frame::full_address(self, route, base)
    }

    /// The title of page `route`; empty for a page that has only a word of the theme.
    pub fn title(&self, route: Route) -> String {
        self.describe(route).title.to_owned()
    }

    /// Whether the text of page `route` is in another language than the site.
    pub fn is_foreign(&self, route: Route) -> bool {
        !self.describe(route).language(self.site).is_empty()
    }

    /// The document whose text page `route` shows; none for a page that is made of others.
    pub fn own_document(&self, route: Route) -> Option<DocumentId> {
        let page = self.describe(route);
        page.document.filter(|_| page.content == description::ShownContent::Text)
    }

    /// Whether page `route` is there as markdown too: pages that only gather what others have are not.
    pub fn has_markdown(&self, route: Route) -> bool {
        self.site.config.open_data
            && match route {
                Route::Home | Route::Profile(_) | Route::Module(_) | Route::Lesson(_) | Route::Text(_) => {
                    true
                }
                Route::Programme(_, part) => part.has_markdown(),
                Route::Modules => self.own_document(route).is_some(),
                Route::Comparison(_)
                | Route::Glossary(_)
                | Route::Competence(_)
                | Route::Item(_)
                | Route::Accessibility
                | Route::NotFound => false,
            }
    }

    /// The address of page `route` as markdown; none where it is not there.
    pub fn markdown_path(&self, route: Route) -> Option<String> {
        let path = self.addresses.path(route).filter(|_| self.has_markdown(route))?;
        Some(format!("{}{MARKDOWN}", encoded(path.as_str())))
    }

    /// The sections of a profile's file that page `route` shows, in order.
    pub fn sections(&self, route: Route) -> impl Iterator<Item = &Section> {
        profile_text::sections_on(self, route).map(|(_, section)| section)
    }

    /// The section that competence `id` is in its profile's file.
    pub fn competence_section(&self, id: CompetenceId) -> Option<&Section> {
        profile_text::own_section(self, id)
    }

    /// The text of the item `id` as its profile's file has it.
    pub fn item_text(&self, id: ItemId) -> Option<&ItemDoc> {
        profile_text::written(self, id)
    }

    /// Whether the text of `section` stands on the page of the glossary of `profile`.
    pub fn is_on_page_of_glossary(&self, profile: ProfileId, section: &Section) -> bool {
        section.kind == SectionKind::Glossary && !self.site.profiles[profile].glossary.is_empty()
    }

    /// Where `part` of programme `id` stands as one file: its matrix, which is that for other sites, and its dossier. None
    /// when the page has no address, and for the other pages.
    pub fn single_file(&self, id: ProgrammeId, part: ProgrammePart) -> Option<OutPath> {
        let name = part.single_file()?;
        let folder = self.addresses.path(Route::Programme(id, part))?.folder();
        OutPath::new(&format!("{folder}/{}-{name}.html", self.site.programmes[id].slug)).ok()
    }

    /// Where page `route` stands as markdown.
    pub fn markdown_file(&self, route: Route) -> Option<OutPath> {
        let path = self.addresses.path(route).filter(|_| self.has_markdown(route))?;
        OutPath::new(&format!("{path}{MARKDOWN}")).ok()
    }

    /// The feed of changes; none for a site that does not know its address, or no day of change.
    pub fn feed(&self) -> Option<FeedView> {
        site::feed(self)
    }

    /// The pages that search engines should find; empty for a site that does not know its address.
    pub fn sitemap(&self) -> Vec<SitemapEntry> {
        site::sitemap(self, &self.site.config.base_url)
    }

    /// The programme that page `route` belongs to, else the first one.
    pub fn programme(&self, route: Route) -> Option<ProgrammeId> {
        self.describe(route).programme.or_else(|| self.site.programmes.ids().next())
    }

    /// The document that an author edits to change page `route`.
    pub fn document(&self, route: Route) -> Option<DocumentId> {
        self.describe(route).document
    }

    /// A link to each word that profile `id` explains, in the order of the file.
    pub fn gloss_links(&self, id: ProfileId) -> impl Iterator<Item = GlossLink> {
        glossary::links(self, id)
    }

    /// The whole matrix of programme `id`, as its spreadsheets show it.
    pub fn matrix(&self, id: ProgrammeId) -> MatrixView {
        matrix::matrix(self, id)
    }

    /// The gaps of programme `id`, as their page and their spreadsheets show them.
    pub fn gaps(&self, id: ProgrammeId) -> GapsView {
        gaps::gaps(self, id)
    }

    /// The whole alignment of programme `id`, as its spreadsheets show it.
    pub fn alignment(&self, id: ProgrammeId) -> AlignmentView {
        alignment::alignment(self, id)
    }

    /// The whole assessment map of programme `id`, as its spreadsheets show it.
    pub fn assessments(&self, id: ProgrammeId) -> AssessmentsView {
        assessments::assessments(self, id)
    }

    /// The modules of programme `id` with their facts, as its spreadsheets show them.
    pub fn module_table(&self, id: ProgrammeId) -> ModuleTableView {
        programmes::module_table(self, id)
    }

    /// The page at the old address `from`, which leads to `route`.
    pub fn moved(&self, from: &OutPath, route: Route) -> MovedView {
        site::moved(self, from, route)
    }

    /// Whether page `route` is made of a draft.
    pub fn is_draft(&self, route: Route) -> bool {
        self.describe(route).document.is_some_and(|document| self.site.is_draft(document))
    }

    /// Whether the search, the sitemap and the feed lead to page `route`.
    pub fn is_listed(&self, route: Route) -> bool {
        self.describe(route).address == description::Address::Own
    }

    /// The id or code of the thing that page `route` is about; empty when it has none.
    pub fn code(&self, route: Route) -> String {
        self.describe(route).code.to_owned()
    }

    /// The page above page `route`.
    pub fn parent(&self, route: Route) -> Option<Route> {
        self.describe(route).parent
    }

    /// The full address of page `route`; none when it has no address, or the site does not know its own.
    pub fn full_address(&self, route: Route) -> Option<String> {
        let base = &self.site.config.base_url;
        if base.is_empty() { None } else { frame::full_address(self, route, base) }
    }

    /// The values `page` and `view` of the template for `route`; none when the route has no address.
    pub fn page(&self, route: Route) -> Option<(PageView, View)> {
        let page = frame::page_view(self, route)?;
        let root = &page.root;
        let mut view = match route {
            Route::Home => View::Home(programmes::home(self, root)),
            Route::Programme(id, part) => match part {
                ProgrammePart::Overview => View::Programme(Box::new(programmes::programme(self, id, root))),
                ProgrammePart::Matrix => View::Matrix(matrix::page(self, id)),
                ProgrammePart::Embed => View::Embed(matrix::page(self, id)),
                ProgrammePart::Gaps => View::Gaps(self.gaps(id)),
                ProgrammePart::Dossier => View::Dossier(Box::new(dossier::dossier(self, id))),
                ProgrammePart::Alignment => View::Alignment(alignment::page(self, id)),
                ProgrammePart::Assessments => View::Assessments(assessments::page(self, id)),
            },
            Route::Profile(id) => View::Profile(profiles::profile(self, id, root)),
            Route::Glossary(id) => View::Glossary(glossary::glossary(self, id, root)),
            Route::Comparison(id) => View::Comparison(comparison::comparison(self, id)),
            Route::Competence(id) => View::Competence(profiles::competence(self, id, root)),
            Route::Item(id) => View::Item(profiles::item(self, id, root)),
            Route::Modules => View::Modules(modules::modules(self, root)),
            Route::Module(id) => View::Module(modules::module(self, id, root)),
            Route::Lesson(id) => View::Lesson(modules::lesson(self, id, root)),
            Route::Text(id) => {
                let document = self.site.pages[id].document;
                let Content::Page(content) = &self.site.document(document).content else { return None };
                let body = body::whole(self, route, document, &content.body, root);
                View::Text(TextView { body, children: frame::children(self, document) })
            }
            Route::Accessibility => View::Accessibility(site::statement(self)?),
            Route::NotFound => View::NotFound {},
        };
        gloss_links::add(self, route, root, &mut view);
        Some((page, view))
    }
}
