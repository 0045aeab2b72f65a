//! Reports modules that claim nothing, and names the section of each that most probably teaches an item.

use rayon::prelude::*;

use super::{Evidence, Finding};
use crate::diagnostics::{Code, Diagnostic, Place, say};
use crate::model::{ItemId, Module, ModuleId, ProfileId, Site};
use crate::syntax::Content;

/// The problems of the modules of `site` that claim nothing.
pub fn claimless(site: &Site) -> Vec<Diagnostic> {
    if site.items.is_empty() || site.config.severity(Code::L309).is_none() {
        return Vec::new();
    }
    let is_claimless =
        |module: &Module| !says_claims(site, module) && !site.follows(Code::L309, site.lost_claims(module));
    let modules: Vec<ModuleId> =
        site.modules.iter().filter(|(_, module)| is_claimless(module)).map(|(id, _)| id).collect();
    if modules.is_empty() {
        return Vec::new();
    }
    let evidence = Evidence::new(site, &modules);
    modules.into_par_iter().map(|module| problem(site, &evidence, module)).collect()
}

/// Whether a module or a lesson of it tries to claim anything; a claim that names nothing was reported.
fn says_claims(site: &Site, module: &Module) -> bool {
    let lessons = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
    let mut pages = std::iter::once(module.document).chain(lessons);
    pages.any(
        |page| matches!(&site.document(page).content, Content::Module(content) if !content.claims.is_empty()),
    )
}

/// A problem with a module as a whole stands at its title.
fn problem(site: &Site, evidence: &Evidence, module: ModuleId) -> Diagnostic {
    let document = site.document(site.modules[module].document);
    let place = Place::new(&document.path, document.title.span);
    let problem = Diagnostic::new(Code::L309, place, say!("this module claims no item of any profile"));
    let help = say!("write what it covers: `[covers]` in the front matter, or a level on a heading");
    let Some((item, finding)) = nearest(site, evidence, module) else { return problem.help(help) };
    let id = &site.items[item].id;
    let page = site.document(site.document_of(module, finding.spot));
    let heading = finding.spot.heading.map(|heading| &page.headings[heading]);
    let (section, span) = match heading {
        Some(heading) => (say!("the section `{text}`", text = heading.text), heading.span),
        None => (say!("the page `{title}`", title = page.title.value), page.title.span),
    };
    let reason = match (finding.is_mention, finding.words.as_slice()) {
        (true, _) => say!("which it mentions"),
        (false, words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            say!("with which it shares {words}", words = words.join(", "))
        }
    };
    problem
        .help(say!("{help}; {section} may teach `{id}`, {reason}", help, section, id, reason))
        .related(Place::new(&page.path, span), say!("may teach `{id}`", id))
}

/// The section of `module` that most probably teaches an item, and that item.
fn nearest(site: &Site, evidence: &Evidence, module: ModuleId) -> Option<(ItemId, Finding)> {
    let profile = profile(site, module)?;
    let findings = site.profiles[profile].items.iter().filter_map(|item| {
        let finding = evidence.in_module(*item, module).into_iter().next()?;
        Some((*item, finding))
    });
    findings
        .filter(|(_, finding)| !finding.words.is_empty() || finding.is_mention)
        .reduce(|best, other| if other.1.score > best.1.score { other } else { best })
}

/// The profile that claims of `module` would be about, as far as that is known.
fn profile(site: &Site, module: ModuleId) -> Option<ProfileId> {
    let module = &site.modules[module];
    let only = || site.profiles.ids().next().filter(|_| site.profiles.len() == 1);
    module.profile.or(module.likely_profile).or_else(only)
}
