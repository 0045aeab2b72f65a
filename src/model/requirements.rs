//! Which modules go before which.
//!
//! A module names in `requires` those that a student must have done before. Here the names get their meaning, and what no
//! student could follow is said: a module that requires itself, by way of others too, and a programme that teaches one later
//! than a module which requires it. A requirement that closes a circle is left out, so what remains has an order and can
//! be drawn.

use ahash::HashMap;

use super::entities::{Module, ModuleId, Programme};
use super::module_names::ModuleNames;
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Place, Problems, did_you_mean, say};
use crate::syntax::{Content, FactsDoc};
use crate::text::{Spanned, Suggestions};

/// Resolves what each module requires.
pub(super) fn add(site: &mut Site, suggestions: &mut Suggestions, problems: &mut Problems) {
    let is_asked = |module: &Module| site.facts_of(module).is_some_and(|facts| !facts.requires.is_empty());
    if !site.modules.values().any(is_asked) {
        return;
    }
    let mut found: Vec<(ModuleId, Vec<ModuleId>)> = Vec::new();
    {
        let names = &site.module_names;
        for (id, module) in site.modules.iter() {
            let Some(facts) = site.facts_of(module) else { continue };
            let mut required: Vec<ModuleId> = Vec::new();
            for name in &facts.requires {
                match names.get(&name.value) {
                    Some(other) if required.contains(&other) => {}
                    Some(other) => required.push(other),
                    None => report_unknown(site, module, name, names, suggestions, problems),
                }
            }
            found.push((id, required));
        }
    }
    for (id, required) in found {
        site.modules[id].requires = required;
    }
    break_circles(site, problems);
}

fn report_unknown(
    site: &Site,
    module: &Module,
    name: &Spanned<String>,
    names: &ModuleNames,
    suggestions: &mut Suggestions,
    problems: &mut Problems,
) {
    let place = Place::new(&site.document(module.document).path, name.span);
    if let Some(draft) = site.drafts.module(&name.value) {
        let message = say!(
            "module `{name}` is a draft and is left out of what this module requires",
            name = name.value
        );
        let help = say!("take `draft = true` out of `{draft}` to publish it", draft = draft.path);
        problems.push(Diagnostic::new(Code::L322, place, message).help(help));
        return;
    }
    if site.follows(Code::L320, site.lost.codes) {
        return;
    }
    let near = names.near(&name.value, suggestions);
    let help = did_you_mean(&near, say!("name a module by its `code`, or by the name of its file"));
    let message = say!("there is no module `{name}` that could go before this one", name = name.value);
    problems.push(Diagnostic::new(Code::L320, place, message).help(help));
}

/// How far the walk through the requirements has come with a module.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    Ahead,
    /// On the way to the module at hand.
    OnTheWay,
    Done,
}

/// Reports each circle at the requirement that closes it, and takes that one out.
fn break_circles(site: &mut Site, problems: &mut Problems) {
    let mut walks = vec![Walk::Ahead; site.modules.len()];
    let starts: Vec<ModuleId> = site.modules.ids().collect();
    for start in starts {
        if walks[start.index()] != Walk::Ahead {
            continue;
        }
        // Each module of the way with the number of its requirements that were followed.
        let mut way = vec![(start, 0)];
        walks[start.index()] = Walk::OnTheWay;
        while let Some((id, at)) = way.last_mut() {
            let Some(next) = site.modules[*id].requires.get(*at).copied() else {
                walks[id.index()] = Walk::Done;
                way.pop();
                continue;
            };
            match walks[next.index()] {
                Walk::Done => *at += 1,
                Walk::Ahead => {
                    *at += 1;
                    walks[next.index()] = Walk::OnTheWay;
                    way.push((next, 0));
                }
                Walk::OnTheWay => {
                    let (id, at) = (*id, *at);
                    let from = way.iter().position(|(on, _)| *on == next).unwrap_or(0);
                    let circle: Vec<ModuleId> = way[from..].iter().map(|(on, _)| *on).collect();
                    report_circle(site, id, &circle, problems);
                    site.modules[id].requires.remove(at);
                }
            }
        }
    }
}

/// Reports `circle`, whose last module `id` requires its first.
fn report_circle(site: &Site, id: ModuleId, circle: &[ModuleId], problems: &mut Problems) {
    let Some(first) = circle.first() else { return };
    let place = place_of(site, id, *first);
    let name = |id: &ModuleId| format!("`{}`", site.modules[*id].name());
    let (message, help) = if circle.len() == 1 {
        (say!("module {name} requires itself", name = name(first)), say!("take it out of `requires`"))
    } else {
        let steps: Vec<String> = circle.iter().chain([first]).map(name).collect();
        let message =
            say!("these modules require each other in a circle: {steps}", steps = steps.join(" → "));
        (message, say!("take one of them out of `requires`: nobody could begin"))
    };
    problems.push(Diagnostic::new(Code::L321, place, message).help(help));
}

/// The place at which module `id` says that it requires `other`.
fn place_of(site: &Site, id: ModuleId, other: ModuleId) -> Place {
    let module = &site.modules[id];
    let document = site.document(module.document);
    let other = &site.modules[other];
    let page = site.document(other.document).path.page_name();
    let is_it =
        |name: &&Spanned<String>| [other.code.as_str(), &other.slug, page].contains(&name.value.as_str());
    let named = site.facts_of(module).and_then(|facts| facts.requires.iter().find(is_it));
    Place::new(&document.path, named.map_or(document.title.span, |name| name.span))
}

/// Reports requirements that a programme does not keep: it teaches a module later than one that requires it, or not at all.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    if site.modules.values().all(|module| module.requires.is_empty()) {
        return;
    }
    for programme in site.programmes.values().filter(|programme| programme.document.is_some()) {
        let terms: HashMap<ModuleId, usize> = programme.modules().map(|(term, id)| (id, term)).collect();
        for (term, id) in programme.modules() {
            for other in &site.modules[id].requires {
                match terms.get(other) {
                    Some(there) if *there <= term => {
                        let is_missed = programme.is_everyones(id) && !programme.is_everyones(*other);
                        problems.extend(is_missed.then(|| not_everyones(site, programme, id, *other)));
                    }
                    Some(there) => report_later(site, programme, (id, term), (*other, *there), problems),
                    None => report_not_there(site, programme, id, *other, problems),
                }
            }
        }
    }
}

fn report_later(
    site: &Site,
    programme: &Programme,
    (id, term): (ModuleId, usize),
    (other, later): (ModuleId, usize),
    problems: &mut Problems,
) {
    let title = |term: usize| match programme.terms[term].title.as_str() {
        "" => say!("term {number}", number = term + 1),
        title => say!("\"{title}\"", title),
    };
    let (name, required) = (site.modules[id].name(), site.modules[other].name());
    let message = say!(
        "`{name}` requires `{required}`, which \"{title}\" teaches later: in {later}, after {term}",
        name,
        required,
        title = programme.title,
        later = title(later),
        term = title(term)
    );
    let help = say!("move one of the two to another term, or take the requirement out");
    problems.push(Diagnostic::new(Code::L440, place_of(site, id, other), message).help(help));
}

/// The problem with `other`, which is a choice in `programme`, where everyone takes `id`, which requires it.
fn not_everyones(site: &Site, programme: &Programme, id: ModuleId, other: ModuleId) -> Diagnostic {
    let (name, required) = (site.modules[id].name(), site.modules[other].name());
    let message = say!(
        "`{name}` requires `{required}`, which not everyone takes in \"{title}\"",
        name,
        required,
        title = programme.title
    );
    let help = say!("let everyone take it, or let `{name}` be chosen too", name);
    Diagnostic::new(Code::L441, place_of(site, id, other), message).help(help)
}

fn report_not_there(
    site: &Site,
    programme: &Programme,
    id: ModuleId,
    other: ModuleId,
    problems: &mut Problems,
) {
    // It may have terms that could not be read.
    if site.follows(Code::L441, site.lost.terms) {
        return;
    }
    let (name, required) = (site.modules[id].name(), site.modules[other].name());
    let message = say!(
        "`{name}` requires `{required}`, which \"{title}\" does not have",
        name,
        required,
        title = programme.title
    );
    let help = say!("add it to the programme, unless its students have done it before");
    problems.push(Diagnostic::new(Code::L441, place_of(site, id, other), message).help(help));
}

impl Site {
    /// The facts in the front matter of `module`.
    pub fn facts_of(&self, module: &Module) -> Option<&FactsDoc> {
        match &self.document(module.document).content {
            Content::Module(content) => Some(&content.facts),
            Content::Profile(_) | Content::Programme(_) | Content::Page(_) => None,
        }
    }
}
