//! The claims that a review leaves open, with the words of their items before and now, so that a person can say of each
//! whether it still holds.

use serde::Serialize;

use super::grid::{item_name, module_name};
use crate::compare::{WordRun, word_difference};
use crate::model::{Lookup, OpenClaim, Review, is_taught_by, people};
use crate::pipeline::Snapshot;
use crate::plan::Route;

/// How many claims are shown at once; the others follow when these are answered.
const SHOWN: usize = 100;

/// The open claims of a site, or of the modules that one person teaches.
#[derive(Debug, Serialize)]
pub struct OpenClaims {
    /// The ids and names of the levels, the weakest first.
    levels: Vec<(String, String)>,
    claims: Vec<ClaimEntry>,
    /// How many more there are than are shown.
    more: usize,
    /// How many the site has.
    total: usize,
    /// Who teaches modules with open claims, with how many these are; the name is empty for modules that name nobody.
    people: Vec<(String, usize)>,
}

/// The claims of one module on one item.
#[derive(Debug, Serialize)]
struct ClaimEntry {
    /// The name of the module in an edit, its title and its address, and who teaches it.
    module: String,
    title: String,
    path: String,
    teachers: Vec<String>,
    /// The id of the item, and its name in an edit.
    id: String,
    item: String,
    /// The words that only the earlier text has are `gone`, those of the later one `new`, the others `kept`.
    words: Vec<(&'static str, String)>,
    /// Where the claims stand: the heading, nothing for a page as a whole, and the number of the level.
    claims: Vec<(String, usize)>,
}

impl OpenClaims {
    /// The open claims of `snapshot`, in the order of the modules: of those that `teacher` teaches, with an empty name of
    /// those that name nobody, or of all.
    pub fn of(snapshot: &Snapshot, teacher: Option<&str>) -> Self {
        let site = snapshot.site();
        let mut open: Vec<(&Review, &OpenClaim)> = site
            .reviews
            .iter()
            .flat_map(|review| review.open.iter().map(move |claim| (review, claim)))
            .collect();
        open.sort_by_key(|(_, claim)| (claim.module, claim.item));
        let total = open.len();
        let people = people(site, open.iter().map(|(_, claim)| claim.module));
        open.retain(|(_, claim)| teacher.is_none_or(|name| is_taught_by(site, claim.module, name)));
        let lookup = Lookup::new(site);
        let levels = site.config.scale.levels.values().map(|level| (level.id.clone(), level.label.clone()));
        Self {
            levels: levels.collect(),
            total,
            people,
            more: open.len().saturating_sub(SHOWN),
            claims: open
                .into_iter()
                .take(SHOWN)
                .map(|(review, claim)| ClaimEntry::of(snapshot, &lookup, review, claim))
                .collect(),
        }
    }
}

impl ClaimEntry {
    fn of(snapshot: &Snapshot, lookup: &Lookup<'_>, review: &Review, claim: &OpenClaim) -> Self {
        let site = snapshot.site();
        let (module, item) = (&site.modules[claim.module], &site.items[claim.item]);
        let words = runs(review.file.before(&item.id).unwrap_or_default(), &item.text);
        let claims = claim.claims.iter().map(|id| {
            let claim = &site.claims[*id];
            let document = site.document(site.document_of(claim.module, claim.spot));
            let heading = claim.spot.heading.map(|heading| document.headings[heading].text.clone());
            (heading.unwrap_or_default(), claim.level.index())
        });
        let path = snapshot.addresses().path(Route::Module(claim.module));
        Self {
            module: module_name(site, lookup, claim.module),
            title: module.title.clone(),
            teachers: site.teachers_of(claim.module),
            path: path.map(ToString::to_string).unwrap_or_default(),
            id: item.id.clone(),
            item: item_name(site, claim.item),
            words,
            claims: claims.collect(),
        }
    }
}

/// The words of two texts: those that only the earlier one has are `gone`, those of the later one `new`.
pub(super) fn runs(before: &str, after: &str) -> Vec<(&'static str, String)> {
    let runs = word_difference(before, after).into_iter().map(|run| match run {
        WordRun::Kept(text) => ("kept", text),
        WordRun::Gone(text) => ("gone", text),
        WordRun::New(text) => ("new", text),
    });
    runs.collect()
}
