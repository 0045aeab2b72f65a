//! A page described: everything that its frame, the search, the feed and the sitemap need to know of it.
//!
//! The title of a page, its place and the document whose text it shows depend on its route alone. They are said here
//! once, in a literal per kind of page that names every field, so that a new kind cannot leave a question open.

use super::Pages;
use crate::model::{
    CompetenceId, DocumentId, ItemId, ItemKind, LessonId, ModuleId, PageId, ProfileId, ProgrammeId, Site,
};
use crate::plan::addresses::Addresses;
use crate::plan::route::{ProgrammePart, Route};
use crate::sources::CONTENT_FOLDER;
use crate::syntax::{Content, SectionKind};
use crate::text::SourcePath;

/// The description of one page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Description<'s> {
    /// The title of the thing that it is about; empty for a page that the theme has a word for.
    pub(crate) title: &'s str,
    /// The id or code of that thing; empty when it has none.
    pub(crate) code: &'s str,
    /// Whether the page's name begins with the code.
    pub(crate) shows_code: bool,
    /// Whether the page's name ends with the title of the page above it.
    pub(crate) shows_parent: bool,
    /// The document that an author edits to change it.
    pub(crate) document: Option<DocumentId>,
    /// Which of the document's own content it shows.
    pub(crate) content: ShownContent,
    /// The page above it.
    pub(crate) parent: Option<Route>,
    /// The list of the site that the way to it begins with.
    pub(crate) list: Option<List>,
    /// Where it stands besides its own address.
    pub(crate) address: Address,
    /// The programme that it belongs to.
    pub(crate) programme: Option<ProgrammeId>,
    /// The module that it belongs to.
    pub(crate) module: Option<ModuleId>,
    /// The profile whose glossary explains the words of its texts.
    pub(crate) glossary: Option<ProfileId>,
    /// The reading order that gives its neighbours.
    pub(crate) sequence: Sequence,
}

/// The part of its document that a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShownContent {
    /// The text, with its summary and its headings.
    Text,
    /// A part of it, such as one item: its language is the page's.
    Part,
    /// Nothing: the page's texts are the theme's.
    Nothing,
}

/// A list of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// The programmes; they have no page of their own.
    Programmes,
    /// The profiles; they have no page of their own.
    Profiles,
    /// The modules.
    Modules,
}

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Address {
    /// At its own address, where the search, the sitemap and the feed lead.
    Own,
    /// At its own address too, but it is another page again, which they lead to.
    Again(Route),
    /// At every address: the server shows it for what is not found.
    Everywhere,
}

/// A reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// None.
    None,
    /// The modules of the programme that teaches this one, each with its lessons.
    Course(ModuleId),
    /// The competences of the profile of this one.
    Competences(CompetenceId),
    /// The items of the profile of this one.
    Items(ItemId),
}

impl Description<'_> {
    /// The language of the texts of the page; empty for the site's.
    pub(super) fn language(&self, site: &Site) -> String {
        let document = match self.content {
            ShownContent::Text | ShownContent::Part => self.document.map(|id| site.document(id)),
            ShownContent::Nothing => None,
        };
        let language = document.map_or("", |document| document.language.value.as_str());
        let is_own = language.eq_ignore_ascii_case(site.config.language.tag());
        if is_own { String::new() } else { language.to_owned() }
    }
}

impl<'s> Pages<'s> {
    /// The description of page `route`.
    pub(crate) fn describe(&self, route: Route) -> Description<'s> {
        match route {
            Route::Home => home(self.site),
            Route::Programme(id, part) => programme(self.site, id, part),
            Route::Profile(id) => profile(self, id),
            Route::Glossary(id) => glossary_page(self, id),
            Route::Comparison(id) => comparison(self, id),
            Route::Competence(id) => competence(self, id),
            Route::Item(id) => item(self, id),
            Route::Modules => modules(self.site),
            Route::Module(id) => module(self, id),
            Route::Lesson(id) => lesson(self, id),
            Route::Text(id) => text(self, id),
            Route::Accessibility => of_the_theme(Address::Own),
            Route::NotFound => of_the_theme(Address::Everywhere),
        }
    }
}

fn home(site: &Site) -> Description<'_> {
    let document = site.index_of(&SourcePath::new(CONTENT_FOLDER));
    Description {
        title: document.map_or(&site.config.title, |id| &site.document(id).title.value),
        code: "",
        shows_code: false,
        shows_parent: false,
        document,
        content: ShownContent::Text,
        parent: None,
        list: None,
        address: Address::Own,
        programme: None,
        module: None,
        glossary: None,
        sequence: Sequence::None,
    }
}

fn programme(site: &Site, id: ProgrammeId, part: ProgrammePart) -> Description<'_> {
    let programme = &site.programmes[id];
    // The programme's text stands on its own page; the others are made of its coverage.
    let has_text = part == ProgrammePart::Overview;
    let again = part.again().map(|other| Address::Again(Route::Programme(id, other)));
    Description {
        title: &programme.name,
        code: "",
        shows_code: false,
        shows_parent: false,
        document: programme.document,
        content: if has_text { ShownContent::Text } else { ShownContent::Nothing },
        parent: (!has_text).then_some(Route::Programme(id, ProgrammePart::Overview)),
        list: Some(List::Programmes),
        address: again.unwrap_or(Address::Own),
        programme: Some(id),
        module: None,
        glossary: has_text.then_some(programme.profile),
        sequence: Sequence::None,
    }
}

fn profile<'s>(pages: &Pages<'s>, id: ProfileId) -> Description<'s> {
    let profile = &pages.site.profiles[id];
    Description {
        title: &pages.site.document(profile.document).title.value,
        code: "",
        shows_code: false,
        shows_parent: false,
        document: Some(profile.document),
        content: ShownContent::Text,
        parent: None,
        list: Some(List::Profiles),
        address: Address::Own,
        programme: pages.programmes_of(id).next(),
        module: None,
        glossary: Some(id),
        sequence: Sequence::None,
    }
}

fn glossary_page<'s>(pages: &Pages<'s>, id: ProfileId) -> Description<'s> {
    Description {
        title: glossary_title(pages.site, id),
        code: "",
        shows_code: false,
        shows_parent: true,
        document: Some(pages.site.profiles[id].document),
        content: ShownContent::Part,
        parent: Some(Route::Profile(id)),
        list: None,
        address: Address::Own,
        programme: pages.programmes_of(id).next(),
        module: None,
        glossary: Some(id),
        sequence: Sequence::None,
    }
}

/// The title that its author gave to the glossary of `profile`: the heading of its first section.
fn glossary_title(site: &Site, profile: ProfileId) -> &str {
    let document = site.document(site.profiles[profile].document);
    let Content::Profile(content) = &document.content else { return "" };
    let mut sections = content.sections.iter();
    let first = sections.find(|section| section.kind == SectionKind::Glossary);
    first.map_or("", |section| document.headings[section.heading].text.as_str())
}

fn comparison<'s>(pages: &Pages<'s>, id: ProfileId) -> Description<'s> {
    Description {
        content: ShownContent::Nothing,
        parent: Some(Route::Profile(id)),
        programme: None,
        glossary: None,
        ..profile(pages, id)
    }
}

fn competence<'s>(pages: &Pages<'s>, id: CompetenceId) -> Description<'s> {
    let competence = &pages.site.competences[id];
    Description {
        title: &competence.title,
        code: &competence.id,
        shows_code: false,
        shows_parent: false,
        document: Some(pages.site.profiles[competence.profile].document),
        content: ShownContent::Part,
        parent: Some(Route::Profile(competence.profile)),
        list: None,
        address: Address::Own,
        programme: pages.programmes_of(competence.profile).next(),
        module: None,
        glossary: Some(competence.profile),
        sequence: Sequence::Competences(id),
    }
}

fn item<'s>(pages: &Pages<'s>, id: ItemId) -> Description<'s> {
    let item = &pages.site.items[id];
    Description {
        title: &item.text,
        code: &item.id,
        shows_code: true,
        shows_parent: false,
        document: Some(pages.site.profiles[item.profile].document),
        content: ShownContent::Part,
        parent: Some(item.competence.map_or(Route::Profile(item.profile), Route::Competence)),
        list: None,
        address: Address::Own,
        programme: pages.programmes_of(item.profile).next(),
        module: None,
        // The page lists the words of its sentence that the glossary explains; only a competence has a text besides.
        glossary: Some(item.profile).filter(|_| item.kind == ItemKind::Competence),
        sequence: Sequence::Items(id),
    }
}

fn modules(site: &Site) -> Description<'_> {
    let document = site.page_of_modules();
    // Without a text of an author its title is a word of the theme.
    let title = document.map_or("", |id| site.document(id).title.value.as_str());
    Description { title, document, ..of_the_theme(Address::Own) }
}

fn module<'s>(pages: &Pages<'s>, id: ModuleId) -> Description<'s> {
    let module = &pages.site.modules[id];
    Description {
        title: &pages.site.document(module.document).title.value,
        code: &module.code,
        shows_code: true,
        shows_parent: false,
        document: Some(module.document),
        content: ShownContent::Text,
        parent: None,
        list: Some(List::Modules),
        address: Address::Own,
        programme: pages.index.taught(id).first().map(|taught| taught.programme),
        module: Some(id),
        glossary: profile_of_module(pages, id),
        sequence: Sequence::Course(id),
    }
}

fn lesson<'s>(pages: &Pages<'s>, id: LessonId) -> Description<'s> {
    let lesson = &pages.site.lessons[id];
    Description {
        title: &pages.site.document(lesson.document).title.value,
        code: "",
        shows_code: false,
        shows_parent: false,
        document: Some(lesson.document),
        content: ShownContent::Text,
        parent: Some(Route::Module(lesson.module)),
        list: Some(List::Modules),
        address: Address::Own,
        programme: pages.index.taught(lesson.module).first().map(|taught| taught.programme),
        module: Some(lesson.module),
        glossary: profile_of_module(pages, lesson.module),
        sequence: Sequence::Course(lesson.module),
    }
}

fn text<'s>(pages: &Pages<'s>, id: PageId) -> Description<'s> {
    let document = pages.site.pages[id].document;
    Description {
        title: &pages.site.document(document).title.value,
        code: "",
        shows_code: false,
        shows_parent: false,
        document: Some(document),
        content: ShownContent::Text,
        parent: text_above(pages.addresses, Route::Text(id)),
        list: None,
        address: Address::Own,
        programme: None,
        module: None,
        glossary: only_profile(pages.site),
        sequence: Sequence::None,
    }
}

/// A page whose title and texts are words of the theme.
fn of_the_theme(address: Address) -> Description<'static> {
    Description {
        title: "",
        code: "",
        shows_code: false,
        shows_parent: false,
        document: None,
        content: ShownContent::Text,
        parent: None,
        list: None,
        address,
        programme: None,
        module: None,
        glossary: None,
        sequence: Sequence::None,
    }
}

/// The nearest text page above the text page `route`, by their folders.
fn text_above(addresses: &Addresses, route: Route) -> Option<Route> {
    let folder = addresses.path(route)?.folder();
    let mut above = folder.rmatch_indices('/').map(|(at, _)| &folder[..at]);
    above.find_map(|folder| addresses.text_in(folder))
}

/// The profile whose words a module uses: the one that it names, or else that of the programme that teaches it.
fn profile_of_module(pages: &Pages<'_>, id: ModuleId) -> Option<ProfileId> {
    let module = &pages.site.modules[id];
    let taught =
        || pages.index.taught(id).first().map(|taught| pages.site.programmes[taught.programme].profile);
    module.profile.or(module.likely_profile).or_else(taught).or_else(|| only_profile(pages.site))
}

fn only_profile(site: &Site) -> Option<ProfileId> {
    site.profiles.ids().next().filter(|_| site.profiles.len() == 1)
}
