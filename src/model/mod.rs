//! Gives every name its meaning: the documents of a site become a graph of profiles, modules, claims and programmes.
//!
//! [`resolve`] adds one kind of thing after another, each in a file of its own, since each is named by the next:
//! profiles, modules, claims, programmes, links. Then it looks for things that are probably not meant (`checks.rs`). Nothing is
//! said that only follows from a file that could not be read (`lost.rs`). A [`Site`] is immutable and holds no name that means
//! nothing: what could not be resolved is a diagnostic and is left out. Templates and addresses are not known here.
//!
//! Where a thousand documents are looked through independently of each other, rayon does so on all cores. Its parallel
//! iterators keep the order, so they have no effect but speed, and the layers above do not notice. A name is looked up
//! there by hashing alone; near names for those that are not there are sought afterwards, in the order of the files and
//! within bounded work ([`Suggestions`]).

mod assets;
mod bracketed;
mod checks;
mod claims;
mod dead_ends;
mod drafts;
mod entities;
mod folders;
mod levels;
mod links;
mod lookup;
mod lost;
mod media;
mod module_names;
mod modules;
mod names;
mod occasions;
mod people;
mod profiles;
mod programmes;
mod requirements;
mod reviews;
mod several;
mod site;

pub use drafts::Drafts;
pub use entities::{
    Choice, Claim, ClaimId, Competence, CompetenceId, DocumentId, Exemption, Gloss, Item, ItemId, ItemKind,
    Lesson, LessonId, Lost, Module, ModuleId, Occasion, OccasionId, OpenClaim, PageId, PlainPage, Profile,
    ProfileId, Programme, ProgrammeId, ProgrammeLevel, Resolved, Review, Spot, Suffix, Target, Term,
};
pub use lookup::{Lookup, NamedItems, NotFound};
pub use media::{Captions, captions, card_picture, is_same_language, language_name, poster, transcript};
pub use people::{is_taught_by, people};
pub use profiles::is_item_name;
pub use site::Site;

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, Problems};
use crate::sources::Sources;
use crate::syntax::{Content, Document};
use crate::text::Suggestions;

/// Resolves `documents`, which stand in the order of their paths.
pub fn resolve(config: Config, sources: &Sources, documents: Vec<Arc<Document>>) -> (Site, Vec<Diagnostic>) {
    let mut problems = Problems::default();
    let (documents, drafts) = Drafts::take_from(documents);
    drafts.report(&mut problems);
    resolve_all(Site::new(config, documents, drafts), sources, problems)
}

/// Resolves `documents` as they will be once none of them is a draft any more.
pub fn resolve_with_drafts(
    config: Config,
    sources: &Sources,
    documents: Vec<Arc<Document>>,
) -> (Site, Vec<Diagnostic>) {
    let (_, shown_drafts) = Drafts::take_from(documents.clone());
    let mut site = Site::new(config, documents, Drafts::default());
    site.shown_drafts = shown_drafts;
    resolve_all(site, sources, Problems::default())
}

fn resolve_all(mut site: Site, sources: &Sources, mut problems: Problems) -> (Site, Vec<Diagnostic>) {
    let mut suggestions = Suggestions::default();
    add_pages(&mut site);
    profiles::add(&mut site, &mut suggestions, &mut problems);
    modules::add(&mut site, &mut suggestions, &mut problems);
    site.lost = Lost::of(&site);
    requirements::add(&mut site, &mut suggestions, &mut problems);
    programmes::note_likely_profiles(&mut site);
    claims::add(&mut site, &mut suggestions, &mut problems);
    occasions::add(&mut site, &mut problems);
    programmes::add(&mut site, sources, &mut suggestions, &mut problems);
    requirements::check(&site, &mut problems);
    reviews::add(&mut site, sources, &mut problems);
    links::resolve(&mut site, sources, &mut suggestions, &mut problems);
    let found: Vec<Problems> = CHECKS.par_iter().map(|check| problems_of(*check, &site, sources)).collect();
    problems.extend(found.into_iter().flat_map(Problems::into_vec));
    (site, problems.into_vec())
}

/// Looks at a resolved site, and changes nothing.
type Check = fn(&Site, &Sources, &mut Problems);

/// Each of them walks along the whole site, so they do it side by side.
const CHECKS: [Check; 8] = [
    |site, _, problems| modules::check_names(site, problems),
    |site, _, problems| checks::run(site, problems),
    |site, _, problems| folders::check(site, problems),
    |site, sources, problems| media::check(site, sources, problems),
    |site, _, problems| media::check_drawings(site, problems),
    |site, sources, problems| assets::check_image(&site.config, sources, problems),
    |site, _, problems| assets::check_pictures(site, problems),
    |site, sources, problems| assets::check_pages(site, sources, problems),
];

fn problems_of(check: Check, site: &Site, sources: &Sources) -> Problems {
    let mut problems = Problems::default();
    check(site, sources, &mut problems);
    problems
}

/// Adds the plain pages: each document that is no profile, module, lesson or programme is one.
fn add_pages(site: &mut Site) {
    for (id, resolved) in site.documents.iter() {
        if matches!(resolved.document.content, Content::Page(_)) {
            site.pages.push(PlainPage { document: id });
        }
    }
}
