//! Resolves the reviews of profiles: which claims were made before the words of their items changed.
//!
//! A review stands beside the file of its profile. A claim that it leaves open is reported where it is made, until
//! somebody has looked at it. A claim that is gone by itself needs no answer any more, and that is said in the review.

use std::collections::HashMap;

use super::entities::{Claim, ClaimId, ItemId, ModuleId, OpenClaim, Profile, ProfileId, Review};
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, Reported, did_you_mean, say};
use crate::sources::{CONTENT_FOLDER, Sources};
use crate::syntax::{REVIEW_ENDING, ReviewFile, review_path};
use crate::text::{SourcePath, Span, Spanned, nearest};

impl Site {
    /// The review of `profile`.
    pub fn review(&self, profile: ProfileId) -> Option<&Review> {
        self.reviews.iter().find(|review| review.profile == profile)
    }

    /// Whether the claims of `module` on `item` are still to be looked at.
    pub fn is_to_review(&self, module: ModuleId, item: ItemId) -> bool {
        let wanted = (item, module);
        let mut reviews = self.reviews.iter();
        reviews.any(|review| {
            review.open.binary_search_by_key(&wanted, |claim| (claim.item, claim.module)).is_ok()
        })
    }

    /// The claims of `module` that are still to be looked at, each with its review.
    pub fn to_review(&self, module: ModuleId) -> impl Iterator<Item = (&Review, &OpenClaim)> {
        let open =
            self.reviews.iter().flat_map(|review| review.open.iter().map(move |claim| (review, claim)));
        open.filter(move |(_, claim)| claim.module == module)
    }
}

/// Adds the reviews in `sources`.
pub(super) fn add(site: &mut Site, sources: &Sources, problems: &mut Problems) {
    let files = sources.files_in(CONTENT_FOLDER).filter(|file| file.path.as_str().ends_with(REVIEW_ENDING));
    let files: Vec<_> = files.collect();
    if files.is_empty() {
        return;
    }
    let shared: &Site = site;
    let paths = shared.profiles.iter().map(|(id, profile)| (review_path(path(shared, profile)), id));
    let profiles: HashMap<SourcePath, ProfileId> = paths.collect();
    let reviews = files.into_iter().filter_map(|file| {
        let read = ReviewFile::parse(file, problems);
        let Some(profile) = profiles.get(&file.path) else {
            let message = say!("this review stands beside no profile");
            let help = say!("give it the name of its profile, or remove it once its profile is gone");
            problems
                .push(Diagnostic::new(Code::L431, Place::new(&file.path, Span::at(0)), message).help(help));
            return None;
        };
        Some(ReviewNames { site: shared, profile: *profile, path: &file.path }.review(read, problems))
    });
    let reviews: Vec<Review> = reviews.collect();
    site.reviews = reviews;
}

fn path<'s>(site: &'s Site, profile: &Profile) -> &'s SourcePath {
    &site.document(profile.document).path
}

/// A review whose names are being looked up.
struct ReviewNames<'s> {
    site: &'s Site,
    profile: ProfileId,
    path: &'s SourcePath,
}

impl ReviewNames<'_> {
    fn review(&self, file: ReviewFile, problems: &mut Problems) -> Review {
        let items: HashMap<&str, ItemId> = self.site.profiles[self.profile]
            .items
            .iter()
            .map(|id| (self.site.items[*id].id.as_str(), *id))
            .collect();
        let mut open = Vec::new();
        for (id, modules) in &file.open {
            let Some(item) = items.get(id.value.as_str()) else {
                let near = nearest(&id.value, items.keys().copied());
                let help = did_you_mean(&near, say!("take the line out, or import the profile again"));
                let message = say!("the profile has no item `{id}`", id = id.value);
                self.unknown((id, self.site.lost.items), message, help, problems);
                continue;
            };
            for name in modules {
                let Some(module) = self.site.module_names.get(&name.value) else {
                    let known = self.site.modules.values().map(super::Module::name);
                    let help = did_you_mean(&nearest(&name.value, known), say!("take it out of the list"));
                    let message = say!("there is no module `{name}`", name = name.value);
                    self.unknown((name, self.site.lost.codes), message, help, problems);
                    continue;
                };
                let claims = self.claims(module, *item);
                if claims.is_empty() {
                    let message = say!("{name} claims `{id}` no longer", name = name.value, id = id.value);
                    let help = say!("nothing is left to look at: take it out of the list");
                    let lost = self.site.lost_claims(&self.site.modules[module]);
                    self.unknown((name, lost), message, help, problems);
                    continue;
                }
                let open_claim = OpenClaim { module, item: *item, claims };
                problems.push(self.problem(&file, &open_claim, name));
                open.push(open_claim);
            }
        }
        open.sort_by_key(|claim| (claim.item, claim.module));
        open.dedup_by_key(|claim| (claim.item, claim.module));
        for (id, _) in &file.gone {
            if items.contains_key(id.value.as_str()) {
                let message =
                    say!("`{id}` is gone according to this review, yet the profile has it", id = id.value);
                let help = say!("import the new version again, or move the line to `[changed]`");
                self.unknown((id, None), message, help, problems);
            }
        }
        Review { profile: self.profile, path: self.path.clone(), file, open }
    }

    /// Reports a name that is not there, unless that only follows from what could not be read.
    fn unknown(
        &self,
        (name, cause): (&Spanned<String>, Option<Reported>),
        message: Message,
        help: Message,
        problems: &mut Problems,
    ) {
        if !self.site.follows(Code::L431, cause) {
            problems.push(Diagnostic::new(Code::L431, Place::new(self.path, name.span), message).help(help));
        }
    }

    /// The claims of `module` on `item`, strongest first.
    fn claims(&self, module: ModuleId, item: ItemId) -> Vec<ClaimId> {
        let claims = self.site.modules[module].claims.iter().copied();
        let mut claims: Vec<ClaimId> = claims.filter(|claim| self.site.claims[*claim].item == item).collect();
        claims.sort_by_key(|claim| (std::cmp::Reverse(self.site.claims[*claim].level), *claim));
        claims
    }

    /// The warning of a claim to look at; it stands at the strongest one.
    fn problem(&self, file: &ReviewFile, open: &OpenClaim, name: &Spanned<String>) -> Diagnostic {
        let claims = open.claims.iter().map(|claim| &self.site.claims[*claim]);
        let claims: Vec<&Claim> = claims.collect();
        let (module, item) = (&self.site.modules[open.module], &self.site.items[open.item]);
        let (module, id) = (module.name(), &item.id);
        let message = if file.to.is_empty() {
            say!(
                "{module} claims `{id}`, whose words changed, and nobody has looked at that claim since",
                module,
                id
            )
        } else {
            say!(
                "{module} claims `{id}`, whose words changed in version {version}, and nobody has looked at that claim since",
                module,
                id,
                version = file.to
            )
        };
        let text = &item.text;
        let help = say!(
            "now: “{text}”; change the claim where it needs to, and answer with “To review” in the preview, or with `leerlijn review {module} {id} --holds`",
            text,
            module,
            id
        );
        let help = match file.before(id) {
            Some(text) => Message::in_one([say!("before: “{text}”", text), help]),
            None => help,
        };
        let place = claims.first().map_or(Place::new(self.path, name.span), |claim| claim.place.clone());
        let mut problem = Diagnostic::new(Code::L430, place, message).help(help);
        for claim in claims.iter().skip(1) {
            problem = problem.related(claim.place.clone(), say!("claimed here as well"));
        }
        problem.related(Place::new(self.path, name.span), say!("the review has it among the open claims"))
    }
}
