//! Fills the gaps in an author's text for the page that shows it: addresses of links, names of what is mentioned,
//! claims of sections.
//!
//! Markup that is next to each other becomes one part, so a text without gaps is one part.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Pages;
use super::references::encoded;
use crate::model::{Claim, DocumentId, ModuleId, Target};
use crate::plan::route::Route;
use crate::plan::view::{BodyPart, BodyView, SectionClaims};
use crate::syntax::{Body, LinkDoc, LinkField, LinkKind, Part};
use crate::text::escape_html;

/// The text `body` of document `id`, on a page from which `root` leads to the site's root.
pub(super) fn fill(pages: &Pages<'_>, id: DocumentId, body: &Body, root: &str) -> BodyView {
    let mut parts: Vec<BodyPart> = Vec::new();
    let claims = claims_of_sections(pages, id);
    for part in &body.parts {
        match part {
            Part::Html(html) => markup(&mut parts, html),
            Part::Link(link, field) => markup(&mut parts, &link_field(pages, id, *link, *field, root)),
            Part::Word(key) => parts.push(BodyPart::Word(key)),
            Part::Claims(heading) => {
                let here = claims.get(heading).map(Vec::as_slice).unwrap_or_default();
                parts.push(BodyPart::Claims(section_claims(pages, here)));
            }
        }
    }
    BodyView { parts }
}

fn markup(parts: &mut Vec<BodyPart>, html: &str) {
    match parts.last_mut() {
        Some(BodyPart::Html(before)) => before.push_str(html),
        _ => parts.push(BodyPart::Html(html.to_owned())),
    }
}

fn link_field(pages: &Pages<'_>, id: DocumentId, link: usize, field: LinkField, root: &str) -> String {
    let resolved = &pages.site.documents[id];
    let (link, target) =
        (&resolved.document.links[link], resolved.targets.get(link).and_then(Option::as_ref));
    match field {
        LinkField::Address => address(pages, link, target, root),
        LinkField::Title => escape_html(&target.map(|target| title(pages, target)).unwrap_or_default()),
        LinkField::Name => {
            escape_html(&target.map_or_else(|| link.target.value.to_string(), |target| name(pages, target)))
        }
        LinkField::Class => match target {
            Some(Target::Module(_)) => "mention module".to_owned(),
            _ => "mention item".to_owned(),
        },
    }
}

/// The value of `href` or `src`. An image's size follows it, outside the quotes that it closes.
fn address(pages: &Pages<'_>, link: &LinkDoc, target: Option<&Target>, root: &str) -> String {
    let Some(target) = target else { return "#".to_owned() };
    let path = match target {
        Target::Item(item) => pages.path(Route::Item(*item)),
        Target::Competence(competence) => pages.path(Route::Competence(*competence)),
        Target::Module(module) => pages.path(Route::Module(*module)),
        Target::Document(document, heading) => {
            let route = pages.addresses.route_of(*document);
            let path = route.map(|route| pages.path(route)).unwrap_or_default();
            heading.as_ref().map_or_else(|| path.clone(), |id| format!("{path}#{}", encoded(id)))
        }
        Target::Asset(source) => {
            let inside = source.as_str().split_once('/').map_or(source.as_str(), |(_, inside)| inside);
            encoded(inside)
        }
        Target::Address(address) => return escape_html(address),
    };
    let mut address = escape_html(&format!("{root}{path}"));
    if let (LinkKind::Image, Target::Asset(source)) = (link.kind, target)
        && let Some((width, height)) = pages.sources.asset(source).and_then(|asset| asset.dimensions)
    {
        // Writing to a string cannot fail.
        let _ = write!(address, "\" width=\"{width}\" height=\"{height}");
    }
    address
}

/// What a mention shows of its target before one follows it.
fn title(pages: &Pages<'_>, target: &Target) -> String {
    match target {
        Target::Item(item) => pages.site.items[*item].text.clone(),
        Target::Competence(competence) => pages.site.competences[*competence].title.clone(),
        Target::Module(module) => pages.site.modules[*module].title.clone(),
        _ => String::new(),
    }
}

fn name(pages: &Pages<'_>, target: &Target) -> String {
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

/// What a heading claims with the claims `here`, strongest level first.
fn section_claims(pages: &Pages<'_>, here: &[&Claim]) -> Vec<SectionClaims> {
    let mut levels: Vec<_> = here.iter().map(|claim| claim.level).collect();
    levels.sort_unstable_by(|a, b| b.cmp(a));
    levels.dedup();
    let at_level = |level| {
        let items = here.iter().filter(move |claim| claim.level == level).map(|claim| pages.item(claim.item));
        SectionClaims { level: level.index(), items: items.collect() }
    };
    levels.into_iter().map(at_level).collect()
}

fn module_of(pages: &Pages<'_>, id: DocumentId) -> Option<ModuleId> {
    pages.describe(pages.addresses.route_of(id)?).module
}
