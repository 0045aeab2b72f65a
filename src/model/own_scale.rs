//! Purpose: say once that a site uses the levels of a scale that it did not set.
//! Input: a resolved site and what was found in it. Output: one finding for all such claims.
//! Invariant: only the words by which the site's own pages call the levels are taken together; any other is
//! reported where it stands.

use std::collections::HashSet;

use super::site::Site;
use crate::config::Level;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::syntax::Content;
use crate::text::slug;

/// Keeps the first of the claims whose level is the word of a page for a level of the default scale, and says
/// there what the settings lack.
pub(super) fn say_once(site: &Site, problems: &mut Vec<Diagnostic>) {
    let places = claims_with_labels(site);
    let is_of_it = |problem: &Diagnostic| problem.code == Code::L302 && places.contains(&problem.place);
    let Some(mut first) =
        problems.iter().filter(|problem| is_of_it(problem)).min_by(|a, b| a.place.cmp(&b.place)).cloned()
    else {
        return;
    };
    problems.retain(|problem| !is_of_it(problem));
    let level = |level: &Level| {
        format!(
            "{{ id = \"{}\", label = \"{}\", symbol = \"{}\" }}",
            slug(&level.label),
            level.label,
            level.symbol
        )
    };
    let levels: Vec<String> = site.config.scale.levels.values().map(level).collect();
    first.message.push_str(", since this site sets no scale of its own");
    first.help = Some(format!(
        "add to `leerlijn.toml`, for this and all other claims: `[coverage]` and below it `levels = [{}]`",
        levels.join(", ")
    ));
    problems.push(first);
}

/// Where claims name a level by its label, on a site whose scale has other names for them.
fn claims_with_labels(site: &Site) -> HashSet<Place> {
    let scale = &site.config.scale;
    let labels: HashSet<String> = scale.levels.values().map(|level| slug(&level.label)).collect();
    let mut places = HashSet::new();
    if !scale.levels.values().map(|level| level.id.as_str()).eq(["introduced", "practised", "assessed"]) {
        return places;
    }
    for resolved in site.documents.values() {
        let Content::Module(content) = &resolved.document.content else { continue };
        for claim in &content.claims {
            if scale.level(&claim.level.value).is_none() && labels.contains(&slug(&claim.level.value)) {
                places.insert(Place::new(&resolved.document.path, claim.level.span));
            }
        }
    }
    places
}
