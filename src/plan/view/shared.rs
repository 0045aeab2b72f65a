//! The values that views of several kinds share: links, references to items and modules, counts, and the surroundings
//! of a page's content: title, breadcrumbs, neighbours, contents.

use serde::Serialize;

use crate::plan::page_kind::{PageKind, SearchKindView};
use crate::text::Amount;

/// `site`: the same on every page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SiteView {
    /// The site's title.
    pub title: String,
    /// The language of the pages' own words: `nl`, `en`, `fr` or `de`.
    pub language: String,
    /// Where the site will stand, without a slash at the end; empty when that is not known.
    pub base_url: String,
    /// The programmes, in the order of their files.
    pub programmes: Vec<ProgrammeLink>,
    /// The profiles.
    pub profiles: Vec<Link>,
    /// The page with all modules; empty when there is no module.
    pub modules: String,
    /// The plain pages at the top of the content folder and of its folders, for the site's navigation.
    pub pages: Vec<Link>,
    /// The coverage scale, weakest level first.
    pub levels: Vec<LevelView>,
    /// The editions of the site, the newest first; empty where there is one only.
    pub editions: Vec<EditionView>,
    /// The accessibility statement; empty when there is none.
    pub accessibility: String,
    /// The feed of changes; empty when there is none.
    pub feed: String,
    /// The picture by which other sites show a link to this one.
    pub image: Option<ImageView>,
    /// The kinds of results of the search.
    pub search_kinds: Vec<SearchKindView>,
}

/// An edition of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EditionView {
    /// Its name, such as `2026-2027`.
    pub title: String,
    /// The whole address of its home page; empty where the site does not know its own.
    pub address: String,
    /// Whether it is the one that the page belongs to.
    pub current: bool,
}

/// An item for which a module counts at another level in a programme than its own.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct OtherLevel {
    /// The item.
    pub item: ItemRef,
    /// The level in the programme: index into `site.levels`.
    pub level: usize,
    /// The strongest level at which the module itself claims it.
    pub own: usize,
}

/// A picture of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ImageView {
    /// The address.
    pub path: String,
    /// Width and height in pixels, where the file says.
    pub size: Option<(u32, u32)>,
}

/// `page`: the frame of one page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct PageView {
    /// The kind of page.
    pub kind: PageKind,
    /// The kind of page whose entry in the main navigation is marked: `modules` on a lesson.
    pub section: PageKind,
    /// The title of the thing that the page is about. For a matrix or a list of gaps that is the
    /// programme's title: the template adds its own word.
    pub title: String,
    /// The parts that make the page's name out of its title.
    pub name: NameView,
    /// The language of its title and texts; empty for the site's.
    pub language: String,
    /// One sentence for search engines and previews; empty when the author wrote none.
    pub description: String,
    /// The page's own address.
    pub path: String,
    /// The relative address of the site's root: `../../`, or empty at the top.
    pub root: String,
    /// The same text as markdown; empty where the page has none.
    pub markdown: String,
    /// The full address when the site has a `base_url`, else empty.
    pub canonical: String,
    /// The way here, from below the home page to the page above this one.
    pub breadcrumbs: Vec<Crumb>,
    /// The page before this one in reading order.
    pub previous: Option<Link>,
    /// The page after this one in reading order.
    pub next: Option<Link>,
    /// The headings of levels 2 and 3 in the page's text.
    pub toc: Vec<TocEntry>,
    /// The programme whose matrix and gaps the navigation offers here: the page's own, else the first.
    pub programme: Option<ProgrammeLink>,
    /// The pages of that programme that the navigation offers beside its own.
    pub programme_parts: Vec<PartLink>,
    /// Whether it is made of a draft: such pages are seen in the preview, and in a site that was built with them.
    pub draft: bool,
    /// For a site that is an earlier edition: this page in the newest one, or its home page; else empty.
    pub newest: String,
    /// The source file that an author edits to change this page; empty for pages made of many files.
    pub source: String,
    /// Where that file can be edited; empty when the site does not offer it.
    pub edit: String,
    /// The day on which that file was last changed, as far as its history says.
    pub changed: Option<DateView>,
    /// A description of the page's subject in the vocabulary of schema.org: the content of a block of the type
    /// `application/ld+json`, safe as it stands; empty when the page has none.
    pub json_ld: String,
}

/// A day; the theme writes it in the site's language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// In the form of ISO 8601.
    pub iso: String,
    /// The year, as text: a number would be written with a separator, `2.026`.
    pub year: String,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

/// The parts of a page's name beside its title. The name is the word, the code and the title: "Matrix: Kapper",
/// "M05 Knippen", or the title and that of the page above: "Begrippen: Kapper".
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize)]
pub struct NameView {
    /// The key of the theme's word that comes before the title, or that is the name of a page without a title.
    pub word: &'static str,
    /// The id or code that comes before the title.
    pub code: String,
    /// The title of the page above, which comes behind the page's own.
    pub parent: String,
}

/// A page of a programme in the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PartLink {
    /// The kind of page.
    pub kind: PageKind,
    /// The key of the theme's word for it.
    pub label: &'static str,
    /// The address.
    pub path: String,
    /// The number to show beside the word: how many gaps there are; 0 for none.
    pub count: usize,
}

/// A title and an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// The title, as text.
    pub title: String,
    /// The address.
    pub path: String,
    /// The language of the title; empty for the site's.
    pub language: String,
}

/// A step of the way to a page: a title, or the key of a word of the theme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Crumb {
    /// The key of the word to show; empty when `title` is to be shown.
    pub word: &'static str,
    /// The title to show; empty when `word` is.
    pub title: String,
    /// The address; empty when there is no page for it.
    pub path: String,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TocEntry {
    /// The heading's text.
    pub title: String,
    /// The heading's id.
    pub id: String,
    /// 2 or 3.
    pub level: u8,
}

/// A programme with the addresses of its pages.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ProgrammeLink {
    /// The title.
    pub title: String,
    /// The programme's own page.
    pub path: String,
    /// Its matrix.
    pub matrix: String,
    /// Its gaps.
    pub gaps: String,
    /// Its dossier for an inspection.
    pub dossier: String,
    /// Its alignment; empty where it says nothing of teaching and assessing.
    pub alignment: String,
    /// Its assessment map; empty where it has no assessment.
    pub assessments: String,
    /// The school or the field that it stands under in lists; empty when it has none.
    pub school: String,
    /// How many items are gaps.
    pub gap_count: usize,
}

/// One step of the coverage scale.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct LevelView {
    /// The id that claims use.
    pub id: String,
    /// The word that people read.
    pub label: String,
    /// The character that stands for it in plain text.
    pub symbol: String,
    /// Its place on the scale, from 1.
    pub step: usize,
    /// How full its shape is drawn, in percent: 0 for the first level, 100 for the last.
    pub fill: usize,
    /// Whether an item counts as covered at this level.
    pub enough: bool,
}

/// How an item stands in a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusView {
    /// Some module brings it to the required level, whatever is chosen.
    Covered,
    /// Some choices bring it to the required level, and others do not.
    Possible,
    /// Claimed, but below the required level.
    Partial,
    /// Claimed by no module.
    Missing,
    /// Left out on purpose.
    Exempt,
}

/// The number of items by their state of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize)]
pub struct TotalsView {
    /// All items.
    pub items: usize,
    /// Covered.
    pub covered: usize,
    /// Covered by some choices alone.
    pub possible: usize,
    /// Partial.
    pub partial: usize,
    /// Missing.
    pub missing: usize,
    /// Exempt.
    pub exempt: usize,
}

/// An item, to be shown with its id and text and linked to its page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ItemRef {
    /// The id: `c4.6`, `k.ict`.
    pub id: String,
    /// Its page.
    pub path: String,
    /// `indicator`, `knowledge`, `skill` or `attitude`.
    pub kind: &'static str,
    /// The official text.
    pub text: String,
    /// How it stands in the programme that the page is about, or in the profile's first programme.
    pub status: Option<StatusView>,
}

/// A module, to be shown with its code and title and linked to its page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ModuleRef {
    /// The code: `M05`; empty when the module has none.
    pub code: String,
    /// The title.
    pub title: String,
    /// Its page.
    pub path: String,
    /// Contact hours, when the module says.
    pub hours: Option<Amount>,
    /// Study points, when the module says.
    pub credits: Option<Amount>,
}

/// A choice between modules of a term.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChoiceRef {
    /// Its title; empty when it has none.
    pub title: String,
    /// How many of its modules everyone takes.
    pub pick: usize,
    /// The number of modules to take from.
    pub of: usize,
}

/// A place that makes a claim.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ClaimPlace {
    /// The section's or lesson's title; empty when the whole module claims it.
    pub title: String,
    /// The exact address, with `#` and the heading's id where there is one.
    pub path: String,
    /// Index into `site.levels`.
    pub level: usize,
    /// How it is taught or assessed there, where the section says so.
    pub occasion: Option<OccasionView>,
}

/// How a section is taught or assessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OccasionView {
    /// `activity` or `assessment`.
    pub kind: &'static str,
    /// The way in which it is done, in the author's words; empty when the author did not say.
    pub method: String,
    /// How long it takes.
    pub hours: Option<Amount>,
    /// How much of the result of its module it gives, in percent.
    pub weight: Option<Amount>,
}
