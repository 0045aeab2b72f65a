//! Purpose: give every name its meaning.
//! Input: the documents of a site and its settings. Output: a [`Site`] and what is wrong between files.
//! Invariant: a [`Site`] is immutable and holds no name that means nothing: what could not be resolved
//! is a diagnostic and is left out. Templates and addresses are not known here.

mod advice;
mod checks;
mod claims;
mod glossary;
mod image;
mod links;
mod misnamed;
mod modules;
mod names;
mod own_scale;
mod pages;
mod profiles;
mod programmes;
mod site;
mod unread;

pub use profiles::is_item_name;
pub use site::{
    Claim, Competence, DocumentId, Exemption, Gloss, Item, ItemId, ItemKind, Lesson, LessonId, Module,
    ModuleId, Page, PageId, Profile, ProfileId, Programme, ProgrammeId, Resolved, Site, Spot, Target, Term,
};
pub use site::{ClaimId, CompetenceId};
pub use unread::drop_consequences;

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::sources::Sources;
use crate::syntax::Document;

/// Resolves `documents`, which stand in the order of their paths.
pub fn resolve(config: Config, sources: &Sources, documents: Vec<Arc<Document>>) -> (Site, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut site = Site::new(config, documents);
    pages::add(&mut site);
    profiles::add(&mut site, &mut problems);
    modules::add(&mut site, &mut problems);
    programmes::note_likely_profiles(&mut site);
    claims::add(&mut site, &mut problems);
    programmes::add(&mut site, sources, &mut problems);
    links::resolve(&mut site, sources, &mut problems);
    image::check(&site.config, sources, &mut problems);
    checks::run(&site, &mut problems);
    misnamed::check(&site, sources, &mut problems);
    own_scale::say_once(&site, &mut problems);
    drop_consequences(&site, &mut problems);
    (site, problems)
}
