//! Fills the gaps in an author's texts for the page that shows them: addresses of links, names of what is mentioned,
//! claims of sections, ids of anchors, footnotes.
//!
//! Ids and footnotes belong to the page and not to a text: a profile's page is made of many texts, and its notes are
//! numbered through all of them, in the order in which their marks are met. So a page has one [`PageTexts`] for the
//! texts that it shows, one after the other, and asks it for the [notes](PageTexts::notes) at its end:
//!
//! ```text
//! Bel terug.[^2] Noteer het.[^1]     Bel terug.¹ Noteer het.²
//! [^1]: in het logboek               1. binnen een dag ↩
//! [^2]: binnen een dag               2. in het logboek ↩
//! ```
//!
//! Markup that is next to each other becomes one part, so a text without gaps is one part.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use ahash::{HashMap, HashSet};

use super::Pages;
use super::media;
use super::references::{as_written, asset_path, encoded};
use crate::model::{Claim, DocumentId, ItemId, ModuleId, Suffix, Target};
use crate::plan::route::Route;
use crate::plan::view::{BodyPart, BodyView, OccasionView, SectionClaims};
use crate::syntax::{Body, Content, LinkField, OccasionDoc, TextPart};
use crate::text::escape_html;

/// The texts of one page while it is put together.
pub(super) struct PageTexts<'p> {
    pages: &'p Pages<'p>,
    route: Route,
    /// The document whose texts they are.
    id: DocumentId,
    /// The way from the page to the site's root.
    root: &'p str,
    claims: BTreeMap<usize, Vec<&'p Claim>>,
    /// The notes that have marks on the page, in the order of their numbers, each with how many marks it has.
    notes: Vec<(usize, usize)>,
    /// The place of each note in `notes`.
    numbers: HashMap<usize, usize>,
}

/// The text `body` of document `id` with its notes, as all of the text of page `route`.
pub(super) fn whole(pages: &Pages<'_>, route: Route, id: DocumentId, body: &Body, root: &str) -> BodyView {
    let mut texts = PageTexts::new(pages, route, id, root);
    let mut view = texts.fill(body);
    view.parts.append(&mut texts.notes().parts);
    view
}

impl<'p> PageTexts<'p> {
    /// For page `route`, which shows texts of document `id` and from which `root` leads to the site's root.
    pub(super) fn new(pages: &'p Pages<'p>, route: Route, id: DocumentId, root: &'p str) -> Self {
        let claims = claims_of_sections(pages, id);
        Self { pages, route, id, root, claims, notes: Vec::new(), numbers: HashMap::default() }
    }

    /// The next text of the page.
    pub(super) fn fill(&mut self, body: &Body) -> BodyView {
        let mut parts = Vec::new();
        self.fill_into(body, &mut parts);
        BodyView { parts }
    }

    /// Adds the text `body` to `parts`. For a note's text the answer is the part in front of which the ways back come.
    fn fill_into(&mut self, body: &Body, parts: &mut Vec<BodyPart>) -> Option<usize> {
        let mut ways_back = None;
        for part in &body.parts {
            match part {
                TextPart::Html(html) => BodyPart::add_html(parts, html),
                TextPart::Link(
                    link,
                    field @ (LinkField::Enlarge
                    | LinkField::Enlarged
                    | LinkField::Poster
                    | LinkField::Captions
                    | LinkField::Transcript
                    | LinkField::CardPicture),
                ) => media::fill(parts, self.pages, self.id, *link, *field, self.root),
                TextPart::Link(link, field) => BodyPart::add_html(parts, &link_field(self, *link, *field)),
                TextPart::Word(key) => parts.push(BodyPart::Word(key)),
                TextPart::Occasion(heading) => parts.extend(self.occasion(*heading).map(BodyPart::Occasion)),
                TextPart::Claims(heading) => {
                    let here = self.claims.get(heading).map(Vec::as_slice).unwrap_or_default();
                    parts.push(BodyPart::Claims(section_claims(self.pages, here)));
                }
                TextPart::Anchor(name) => {
                    let (_, id) = self.pages.addresses.anchor(self.id, name);
                    BodyPart::add_html(parts, &escape_html(id));
                }
                TextPart::Mark(note) => {
                    let mark = self.mark(*note);
                    BodyPart::add_html(parts, &mark);
                }
                TextPart::WaysBack => {
                    parts.push(BodyPart::Html(String::new()));
                    ways_back = Some(parts.len() - 1);
                    parts.push(BodyPart::Html(String::new()));
                }
            }
        }
        ways_back
    }

    /// How the section below `heading` is taught or assessed.
    fn occasion(&self, heading: usize) -> Option<OccasionView> {
        let Content::Module(content) = &self.pages.site.document(self.id).content else { return None };
        let at = content.occasions.binary_search_by_key(&heading, |occasion| occasion.heading).ok()?;
        let OccasionDoc { kind, method, hours, weight, .. } = content.occasions.get(at)?;
        Some(OccasionView {
            kind: kind.class(),
            method: method.value.clone(),
            hours: hours.read().map(|hours| hours.value),
            weight: weight.read().map(|weight| weight.value),
        })
    }

    /// A mark of `note`: its number, as a link.
    fn mark(&mut self, note: usize) -> String {
        let at = *self.numbers.entry(note).or_insert(self.notes.len());
        if at == self.notes.len() {
            self.notes.push((note, 0));
        }
        let marks = &mut self.notes[at].1;
        *marks += 1;
        let (number, id) = (at + 1, mark_id(at + 1, *marks));
        format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        )
    }

    /// The notes that have marks in the texts so far; empty without any.
    pub(super) fn notes(mut self) -> BodyView {
        let (pages, id) = (self.pages, self.id);
        let written = &pages.site.document(id).notes;
        let mut filled = Vec::new();
        // A note may have the mark of another one, and so add it to the list.
        while let Some((note, _)) = self.notes.get(filled.len()).copied() {
            let mut parts = Vec::new();
            let ways_back = written.get(note).and_then(|note| self.fill_into(&note.body, &mut parts));
            filled.push((parts, ways_back));
        }
        if filled.is_empty() {
            return BodyView::default();
        }
        let mut parts = vec![
            BodyPart::Html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"".to_owned()),
            BodyPart::Word("footnotes"),
            BodyPart::Html("\">\n<ol>\n".to_owned()),
        ];
        for ((number, (mut note, ways_back)), (_, marks)) in (1..).zip(filled).zip(&self.notes) {
            BodyPart::add_html(&mut parts, &format!("<li id=\"fn-{number}\" value=\"{number}\">"));
            let behind = ways_back.map(|at| note.split_off(at)).unwrap_or_default();
            append(&mut parts, note);
            (1..=*marks).for_each(|mark| way_back(&mut parts, number, mark));
            append(&mut parts, behind);
            BodyPart::add_html(&mut parts, "</li>\n");
        }
        BodyPart::add_html(&mut parts, "</ol>\n</section>\n");
        BodyView { parts }
    }
}

/// The id of a mark of the note `number`: of the first one, or of a later one.
fn mark_id(number: usize, mark: usize) -> String {
    if mark == 1 { format!("fnref-{number}") } else { format!("fnref-{number}.{mark}") }
}

/// The link from the note `number` back to one of its marks.
fn way_back(parts: &mut Vec<BodyPart>, number: usize, mark: usize) {
    let id = mark_id(number, mark);
    BodyPart::add_html(
        parts,
        &format!(" <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\""),
    );
    parts.push(BodyPart::Word("footnote-back"));
    // A mark is one of several: `1, 2` is the second mark of the first note.
    let (which, sign) = if mark == 1 {
        (String::new(), String::new())
    } else {
        (format!(", {mark}"), format!("<sup>{mark}</sup>"))
    };
    BodyPart::add_html(parts, &format!(" {number}{which}\">↩{sign}</a>"));
}

fn append(parts: &mut Vec<BodyPart>, more: Vec<BodyPart>) {
    for part in more {
        match part {
            BodyPart::Html(html) => BodyPart::add_html(parts, &html),
            part => parts.push(part),
        }
    }
}

fn link_field(texts: &PageTexts<'_>, link: usize, field: LinkField) -> String {
    let (pages, id) = (texts.pages, texts.id);
    let resolved = &pages.site.documents[id];
    let (link, target) =
        (&resolved.document.links[link], resolved.targets.get(link).and_then(Option::as_ref));
    match field {
        LinkField::Address => address(texts, target),
        LinkField::Source => {
            let mut source = address(texts, target);
            if let Some(Target::Asset(file, _)) = target
                && let Some((width, height)) = pages.sources.asset(file).and_then(|asset| asset.dimensions)
            {
                // Writing to a string cannot fail.
                let _ = write!(source, "\" width=\"{width}\" height=\"{height}");
            }
            source
        }
        LinkField::Title => escape_html(&target.map(|target| title(pages, target)).unwrap_or_default()),
        LinkField::Name => {
            escape_html(&target.map_or_else(|| link.target.value.to_string(), |target| name(pages, target)))
        }
        LinkField::Class => match target {
            Some(Target::Module(_)) => "mention module".to_owned(),
            _ => "mention item".to_owned(),
        },
        // Filled where more than text may stand (`media.rs`).
        LinkField::Enlarge
        | LinkField::Enlarged
        | LinkField::Poster
        | LinkField::Captions
        | LinkField::Transcript
        | LinkField::CardPicture => String::new(),
    }
}

/// The value of `href` or `src`.
fn address(texts: &PageTexts<'_>, target: Option<&Target>) -> String {
    let pages = texts.pages;
    let Some(target) = target else { return "#".to_owned() };
    let path = match target {
        Target::Item(item) => pages.path(Route::Item(*item)),
        Target::Competence(competence) => pages.path(Route::Competence(*competence)),
        Target::Module(module) => pages.path(Route::Module(*module)),
        Target::Document(document, suffix) => return document_address(texts, *document, suffix),
        Target::Asset(source, suffix) => {
            with_suffix(asset_path(source), &suffix.query, &as_written(&suffix.fragment))
        }
        Target::Made(written, suffix) => match pages.addresses.made_page(pages.site, texts.id, written) {
            Some(page) => with_suffix(encoded(&page), &suffix.query, &as_written(&suffix.fragment)),
            None => return "#".to_owned(),
        },
        Target::Address(address) => return escape_html(address),
    };
    escape_html(&format!("{}{path}", texts.root))
}

/// The address of a place in `document`, which may be on the page itself.
fn document_address(texts: &PageTexts<'_>, document: DocumentId, suffix: &Suffix) -> String {
    let Suffix { query, fragment } = suffix;
    let pages = texts.pages;
    let page = if fragment.is_empty() {
        let route = pages.addresses.route_of(document);
        route.map(|route| pages.path(route)).unwrap_or_default()
    } else {
        let (route, id) = pages.addresses.anchor(document, fragment);
        if route == Some(texts.route) {
            return escape_html(&with_suffix(String::new(), query, &encoded(id)));
        }
        pages.anchor_path(document, fragment)
    };
    let (path, fragment) = page.split_once('#').unwrap_or((&page, ""));
    escape_html(&format!("{}{}", texts.root, with_suffix(path.to_owned(), query, fragment)))
}

/// `path` with what an author wrote behind it: `?x=2#page=3`.
fn with_suffix(mut path: String, query: &str, fragment: &str) -> String {
    path.push_str(&as_written(query));
    if !fragment.is_empty() {
        path.push('#');
        path.push_str(fragment);
    }
    path
}

/// The tooltip of a mention: the title of its target.
fn title(pages: &Pages<'_>, target: &Target) -> String {
    match target {
        Target::Item(item) => pages.site.items[*item].text.clone(),
        Target::Competence(competence) => pages.site.competences[*competence].title.clone(),
        Target::Module(module) => pages.site.modules[*module].title.clone(),
        _ => String::new(),
    }
}

pub(super) fn name(pages: &Pages<'_>, target: &Target) -> String {
    match target {
        Target::Item(item) => pages.site.items[*item].id.clone(),
        Target::Competence(competence) => pages.site.competences[*competence].id.clone(),
        Target::Module(module) => pages.site.modules[*module].name().to_owned(),
        _ => String::new(),
    }
}

/// The claims of document `id`, by the headings that make them.
fn claims_of_sections<'p>(pages: &Pages<'p>, id: DocumentId) -> BTreeMap<usize, Vec<&'p Claim>> {
    let mut sections: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    let module = module_of(pages, id).map(|module| &pages.site.modules[module]);
    for claim in module.iter().flat_map(|module| &module.claims).map(|claim| &pages.site.claims[*claim]) {
        if let Some(heading) = claim.spot.heading
            && pages.site.document_of(claim.module, claim.spot) == id
        {
            sections.entry(heading).or_default().push(claim);
        }
    }
    sections
}

/// The items that a heading claims with the claims `here`, strongest level first, each item once.
fn section_claims(pages: &Pages<'_>, here: &[&Claim]) -> Vec<SectionClaims> {
    let mut claims: Vec<&Claim> = here.to_vec();
    claims.sort_by_key(|claim| Reverse(claim.level));
    let mut sections: Vec<SectionClaims> = Vec::new();
    let mut shown: HashSet<ItemId> = HashSet::default();
    for claim in claims {
        if !shown.insert(claim.item) {
            continue;
        }
        let level = claim.level.index();
        if sections.last().is_none_or(|section| section.level != level) {
            sections.push(SectionClaims { level, items: Vec::new() });
        }
        let item = || pages.item_of(claim.item, claim.module);
        sections.last_mut().into_iter().for_each(|section| section.items.push(item()));
    }
    sections
}

fn module_of(pages: &Pages<'_>, id: DocumentId) -> Option<ModuleId> {
    pages.describe(pages.addresses.route_of(id)?).module
}
