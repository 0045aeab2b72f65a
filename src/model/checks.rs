//! Warns of what is probably not meant, though every name in it is known.
//!
//! Each check looks at the resolved site alone and changes nothing. Mistakes that only counting shows (an item assessed
//! before it is introduced) are found by the layer above.

use ahash::{HashMap, HashSet, HashSetExt};
use rayon::prelude::*;

use super::entities::{Claim, DocumentId, ItemId, Module, ModuleId, Programme, Target};
use super::site::Site;
use super::{lost, several};
use crate::diagnostics::{Code, Diagnostic, Place, Problems, say};
use crate::syntax::{Content, LinkKind};
use crate::text::Span;

/// Runs every check.
pub(super) fn run(site: &Site, problems: &mut Problems) {
    let (is_whole, taught) = named_in_programmes(site);
    let codes = codes_of_some(site, &taught);
    let modules: Vec<(ModuleId, &Module)> = site.modules.iter().collect();
    let found: Vec<Vec<Diagnostic>> = modules
        .into_par_iter()
        .map(|(id, module)| {
            let mut problems = Problems::default();
            // Its code may stand in a programme, or its name in a term, that could not be read.
            let named = lost::graver(site.lost.terms, lost::code(site, module));
            // Two modules with one code are said by themselves, and a programme can name only one of them.
            let is_taught = taught.contains(&id) || codes.contains(module.code.as_str());
            if is_whole && !is_taught && !site.follows(Code::L306, named) {
                problems.push(in_no_programme(site, module));
            }
            evidence(site, module, &mut problems);
            problems.into_vec()
        })
        .collect();
    problems.extend(found.into_iter().flatten());
    for programme in site.programmes.values() {
        exempt_but_assessed(site, programme, problems);
        programme_modules(site, programme, problems);
    }
}

/// The codes of the modules `taught`; none where these are all modules, of which nothing has to be asked then.
fn codes_of_some<'s>(site: &'s Site, taught: &HashSet<ModuleId>) -> HashSet<&'s str> {
    if taught.len() == site.modules.len() {
        return HashSet::new();
    }
    let codes = taught.iter().map(|module| site.modules[*module].code.as_str());
    codes.filter(|code| !code.is_empty()).collect()
}

/// The modules that the files of programmes name, and whether these are all that they mean: there are such files, and none
/// has a name that no module has, which is an error by itself and may mean any of the others. A programme whose profile is
/// unknown is not in the site, but its modules are in a programme all the same.
fn named_in_programmes(site: &Site) -> (bool, HashSet<ModuleId>) {
    let (mut has_files, mut has_unknown) = (false, false);
    let mut named = HashSet::new();
    for resolved in site.documents.values() {
        let Content::Programme(content) = &resolved.document.content else { continue };
        has_files = true;
        for name in content.modules() {
            match site.module_names.get(&name.value) {
                Some(module) => drop(named.insert(module)),
                None => has_unknown |= site.drafts.module(&name.value).is_none(),
            }
        }
    }
    (has_files && !has_unknown, named)
}

fn in_no_programme(site: &Site, module: &Module) -> Diagnostic {
    // A problem with a module as a whole stands at its title.
    let document = site.document(module.document);
    let place = Place::new(&document.path, document.title.span);
    Diagnostic::new(Code::L306, place, say!("this module is in no programme")).help(
        say!("name it in a term of a file in `content/programmes`, or turn this off: `L306 = \"off\"` under `[diagnostics]`"),
    )
}

/// Text and claims of a module should speak of the same items.
fn evidence(site: &Site, module: &Module, problems: &mut Problems) {
    let claims = || module.claims.iter().map(|claim| &site.claims[*claim]);
    let may_claim = site.follows(Code::L307, site.lost_claims(module));
    let pages = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
    let mut reported = without_level(site, module);
    for page in std::iter::once(module.document).chain(pages.clone()) {
        for (item, span) in mentions(site, page) {
            if !may_claim && claims().all(|claim| claim.item != item) && reported.insert(item) {
                let id = &site.items[item].id;
                let place = Place::new(&site.document(page).path, span);
                let message = say!(
                    "the text mentions `{id}`, which module `{module}` does not claim",
                    id,
                    module = module.name()
                );
                let help = say!(
                    "claim it where it is taught, or turn this off: `{code} = \"off\"`",
                    code = Code::L307
                );
                problems.push(Diagnostic::new(Code::L307, place, message).help(help));
            }
        }
    }
    // A site has many claims, and most sites do not want to hear of this.
    if site.config.severity(Code::L308).is_none() || site.follows(Code::L308, lost::text(site, module)) {
        return;
    }
    let all = std::iter::once(module.document).chain(pages);
    let mentioned: HashSet<ItemId> =
        all.flat_map(|page| mentions(site, page)).map(|(item, _)| item).collect();
    let mut silent = HashSet::new();
    for claim in claims() {
        if !mentioned.contains(&claim.item) && silent.insert(claim.item) {
            let id = &site.items[claim.item].id;
            let message = say!("`{id}` is claimed, but the text never mentions it", id);
            let help = say!("write `[[{id}]]` where the text shows it", id);
            problems.push(Diagnostic::new(Code::L308, claim.place.clone(), message).help(help));
        }
    }
}

/// The items that a module claims at a level that there is not, or by a range: that was reported, and the claims are meant.
fn without_level(site: &Site, module: &Module) -> HashSet<ItemId> {
    let lessons = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
    let mut names = HashSet::new();
    for page in lessons.chain([module.document]) {
        let Content::Module(content) = &site.document(page).content else { continue };
        let claims = content.claims.iter();
        names.extend(claims.clone().flat_map(|claim| in_range(site, &claim.item.value)));
        let failed = claims.filter(|claim| site.config.scale.level(&claim.level.value).is_none());
        names.extend(failed.map(|claim| claim.item.value.rsplit('/').next().unwrap_or_default()));
    }
    if names.is_empty() {
        return HashSet::new();
    }
    let is_named = |id: &str| names.iter().any(|name| name.strip_suffix(".*").unwrap_or(name) == id);
    let is_meant = |item: &ItemId| {
        let item = &site.items[*item];
        let competence = item.competence.map(|competence| site.competences[competence].id.as_str());
        is_named(&item.id) || competence.is_some_and(is_named)
    };
    let pages = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
    let mentioned = pages.chain([module.document]).flat_map(|page| mentions(site, page));
    mentioned.map(|(item, _)| item).filter(is_meant).collect()
}

/// The ids from one end of the range `name` to the other, or of the list that it is; none for the name of an item.
fn in_range<'s>(site: &'s Site, name: &'s str) -> Vec<&'s str> {
    // Most names are ids, and a site has many claims.
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.') && !name.contains("..") {
        return Vec::new();
    }
    // Some ids have a dash.
    let begins_id = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || name.starts_with(c));
    let may_be_several = name.contains(|c: char| c.is_whitespace() || "–—…,;+&|".contains(c))
        || name.contains("..")
        || name.split_once('-').is_some_and(|(_, rest)| begins_id(rest));
    let ids = || site.items.values().map(|item| item.id.as_str());
    if !may_be_several || ids().any(|id| id == name) {
        return Vec::new();
    }
    let listed = several::listed(name, |part| ids().any(|id| id == part));
    let range = || several::ends(name).find_map(|(first, last)| several::between(ids(), first, &last));
    listed.or_else(range).unwrap_or_default()
}

fn mentions(site: &Site, page: DocumentId) -> impl Iterator<Item = (ItemId, Span)> {
    let resolved = &site.documents[page];
    let links = resolved.document.links.iter().zip(&resolved.targets);
    links.filter_map(|(link, target)| match (link.kind, target) {
        (LinkKind::Mention, Some(Target::Item(item))) => Some((*item, link.target.span)),
        _ => None,
    })
}

fn exempt_but_assessed(site: &Site, programme: &Programme, problems: &mut Problems) {
    let exempt: HashSet<ItemId> = programme.exempt.iter().map(|exemption| exemption.item).collect();
    if exempt.is_empty() {
        return;
    }
    let mut strong: HashMap<ItemId, &Claim> = HashMap::default();
    let claims = programme.modules().flat_map(|(_, module)| site.modules[module].claims.iter());
    for claim in claims.map(|claim| &site.claims[*claim]) {
        if exempt.contains(&claim.item) && programme.level_of(claim) >= site.config.scale.required {
            strong.entry(claim.item).or_insert(claim);
        }
    }
    for exemption in &programme.exempt {
        if let Some(claim) = strong.get(&exemption.item) {
            let id = &site.items[exemption.item].id;
            let label = &site.config.scale.levels[programme.level_of(claim)].label;
            let message = say!(
                "`{id}` is exempt here, yet module `{module}` claims it at level {label}",
                id,
                module = site.modules[claim.module].name(),
                label
            );
            let problem = Diagnostic::new(Code::L405, exemption.place.clone(), message)
                .help(say!("take the exemption out, or the claim"))
                .related(claim.place.clone(), say!("claimed here"));
            problems.push(problem);
        }
    }
}

fn programme_modules(site: &Site, programme: &Programme, problems: &mut Problems) {
    let Some(document) = programme.document.map(|id| site.document(id)) else { return };
    let Content::Programme(content) = &document.content else { return };
    // Where it names modules that are drafts, unknown or could not be read, that was said of each.
    let names_none = content.modules().next().is_none();
    if names_none && !site.follows(Code::L407, content.lost_terms) {
        let place = Place::new(&document.path, document.title.span);
        let help = say!("add a term: `[[terms]]` with `modules = [\"M01\"]`");
        problems.push(Diagnostic::new(Code::L407, place, say!("this programme has no modules")).help(help));
    }
    let names = content.modules();
    for (_, module) in programme.modules() {
        let claims = &site.modules[module].claims;
        let about = |claim| site.items[site.claims[claim].item].profile == programme.profile;
        if claims.is_empty() || claims.iter().any(|claim| about(*claim)) {
            continue;
        }
        let module = &site.modules[module];
        if site.follows(Code::L408, lost::graver(site.lost_claims(module), site.lost.items)) {
            continue;
        }
        let written = names.clone().find(|name| name.value == module.name() || name.value == module.slug);
        let place = Place::new(&document.path, written.map_or(Span::at(0), |name| name.span));
        let title = &site.profiles[programme.profile].title;
        let message =
            say!("module `{module}` claims nothing of the profile {title}", module = module.name(), title);
        problems.push(
            Diagnostic::new(Code::L408, place, message).help(say!("is it meant for another programme?")),
        );
    }
}
