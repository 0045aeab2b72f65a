//! Adds modules and their lesson pages.
//!
//! A folder below `content/modules` with an `index.md` is one module, and every other page in it is a lesson of it; any
//! other page there is a module by itself.

use std::sync::Arc;

use ahash::HashMap;
use rayon::prelude::*;

use super::entities::{DocumentId, Lesson, Module, ModuleId};
use super::lost;
use super::module_names::ModuleNames;
use super::names::Names;
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Place, Problems, Reported, say};
use crate::fields::Field;
use crate::syntax::{Content, Document, ModuleDoc};
use crate::text::{Amount, SourcePath, Span, Suggestions, natural, slug};

const FOLDER: &str = "content/modules";

/// Adds every module with its lessons.
pub(super) fn add(site: &mut Site, suggestions: &mut Suggestions, problems: &mut Problems) {
    let (modules, lessons) = split(site);
    let found: Vec<Module> = {
        let names = Names::new(site);
        let mut found: Vec<Module> =
            modules.par_iter().filter_map(|id| module(&names, *id, site.document(*id))).collect();
        for module in &mut found {
            module.lost_profile = lost_profile(site, &names, module, suggestions, problems);
        }
        found
    };
    drop(site.modules.extend(found));
    site.module_names = Arc::new(ModuleNames::new(&site.modules, &site.documents));
    add_lessons(site, lessons, problems);
}

/// Reports modules that others call by one name.
pub(super) fn check_names(site: &Site, problems: &mut Problems) {
    report_equal_codes(site, problems);
    report_equal_names(site, problems);
}

/// The pages that are modules, and for each folder that is one its lesson pages.
fn split(site: &Site) -> (Vec<DocumentId>, HashMap<DocumentId, Vec<DocumentId>>) {
    let pages = site.documents.iter().map(|(id, resolved)| (id, resolved.document.as_ref()));
    let pages: Vec<(DocumentId, &Document)> =
        pages.filter(|(_, document)| matches!(document.content, Content::Module(_))).collect();
    let folders: HashMap<&str, DocumentId> = pages
        .iter()
        .filter(|(_, document)| document.path.is_index())
        .map(|(id, document)| (document.path.folder(), *id))
        .collect();
    let mut modules = Vec::new();
    let mut lessons: HashMap<DocumentId, Vec<DocumentId>> = HashMap::default();
    for (id, document) in pages {
        match module_of(&document.path, &folders).filter(|module| *module != id) {
            Some(module) => lessons.entry(module).or_default().push(id),
            None => modules.push(id),
        }
    }
    (modules, lessons)
}

/// The folder module that the page at `path` belongs to.
fn module_of(path: &SourcePath, folders: &HashMap<&str, DocumentId>) -> Option<DocumentId> {
    if folders.is_empty() {
        return None;
    }
    let mut folder = path.folder();
    while folder != FOLDER && !folder.is_empty() {
        if let Some(module) = folders.get(folder) {
            return Some(*module);
        }
        folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
    None
}

/// The module whose page is `document`, without its lessons and claims.
fn module(names: &Names<'_>, id: DocumentId, document: &Document) -> Option<Module> {
    let Content::Module(module) = &document.content else { return None };
    Some(Module {
        document: id,
        slug: slug(document.path.page_name()),
        code: module.code.read().map(|code| code.value.clone()).unwrap_or_default(),
        title: document.title.value.clone(),
        hours: module.hours.read().map(|hours| hours.value),
        credits: module.facts.credits.read().map(|credits| credits.value),
        requires: Vec::new(),
        profile: module.profile.read().and_then(|name| names.profile(&name.value)),
        lost_profile: None,
        likely_profile: None,
        lessons: Vec::new(),
        claims: Vec::new(),
        occasions: Vec::new(),
    })
}

/// Reports the profile that `module` names, if there is no such profile; one that could not be read is reported already.
fn lost_profile(
    site: &Site,
    names: &Names<'_>,
    module: &Module,
    suggestions: &mut Suggestions,
    problems: &mut Problems,
) -> Option<Reported> {
    let document = site.document(module.document);
    let Content::Module(content) = &document.content else { return None };
    match &content.profile {
        Field::Read(name) if module.profile.is_none() => {
            let place = Place::new(&document.path, name.span);
            Some(problems.push(names.unknown_profile(place, &name.value, suggestions)))
        }
        Field::Read(_) | Field::Absent => None,
        Field::Broken(reported) => Some(*reported),
    }
}

fn add_lessons(site: &mut Site, mut lessons: HashMap<DocumentId, Vec<DocumentId>>, problems: &mut Problems) {
    let modules: Vec<ModuleId> = site.modules.ids().collect();
    for module in modules {
        let mut pages = lessons.remove(&site.modules[module].document).unwrap_or_default();
        pages.sort_by(|a, b| natural(site.document(*a).path.as_str(), site.document(*b).path.as_str()));
        for document in pages {
            let page = site.document(document);
            let Content::Module(content) = &page.content else { continue };
            report_module_keys(page, content, problems);
            let hours = content.hours.read().map(|hours| hours.value);
            let lesson = site.lessons.push(Lesson { document, module, hours });
            site.modules[module].lessons.push(lesson);
        }
        if site.modules[module].hours.is_none() {
            let hours = site.modules[module].lessons.iter().map(|lesson| site.lessons[*lesson].hours);
            let sum: Amount = hours.flatten().sum();
            site.modules[module].hours = Some(sum).filter(|sum| !sum.is_zero());
        }
    }
}

fn report_module_keys(page: &Document, content: &ModuleDoc, problems: &mut Problems) {
    let keys = [("code", &content.code), ("profile", &content.profile)];
    let keys = keys.into_iter().filter_map(|(key, value)| Some((key, value.read()?.span)));
    for (key, span) in keys.chain(content.facts.keys()) {
        let message = say!("`{key}` belongs to the module, not to a lesson page of it", key);
        let help = say!("move it to the `index.md` of this folder");
        problems.push(Diagnostic::new(Code::L311, Place::new(&page.path, span), message).help(help));
    }
}

/// Reports modules with one code. It belongs to the first of them, unless that one is a copy of a later file: `m05 (2).md` stands
/// before `m05.md`.
fn report_equal_codes(site: &Site, problems: &mut Problems) {
    let coded = || site.modules.values().filter(|module| !module.code.is_empty());
    let path = |module: &Module| &site.document(module.document).path;
    let is_copy = |copy: &Module, own: &Module| is_named_as_copy(path(copy).stem(), path(own).stem());
    let mut owners: HashMap<&str, &Module> = HashMap::default();
    for module in coded() {
        let owner = owners.entry(&module.code).or_insert(module);
        if is_copy(owner, module) {
            *owner = module;
        }
    }
    for module in coded() {
        let owner = owners[module.code.as_str()];
        if owner.document == module.document {
            continue;
        }
        let (Some(place), Some(before)) = (code_place(site, module), code_place(site, owner)) else {
            continue;
        };
        if is_copy(module, owner) {
            let message = say!(
                "`{file}` is a copy of `{own}`, with its code",
                file = path(module).file_name(),
                own = path(owner).file_name()
            );
            let help = say!("remove the copy, or give it a name and a code of its own");
            problems.push(Diagnostic::new(Code::L305, place, message).help(help));
            continue;
        }
        let message = say!("the code `{code}` belongs to another module too", code = module.code);
        let problem = Diagnostic::new(Code::L305, place, message)
            .help(say!("give one of them another code"))
            .related(before, say!("first used here"));
        problems.push(problem);
    }
}

/// Whether a file explorer calls a copy of the file `own` so: `m05 - kopie`, `m05 (2)`, `m05 copy`.
fn is_named_as_copy(copy: &str, own: &str) -> bool {
    const WORDS: [&str; 5] = ["kopie", "copy", "copie", "kopi", ""];
    let Some(behind) = copy.strip_prefix(own).filter(|behind| !behind.is_empty()) else { return false };
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '_' | '(' | ')');
    behind.starts_with([' ', '-', '–', '_', '('])
        && WORDS.contains(&behind.trim_matches(is_sign).to_lowercase().as_str())
        && (behind.contains(char::is_alphabetic) || behind.ends_with(')'))
}

/// Reports modules that have one name, where a file's or a folder's name is all that one of them has.
fn report_equal_names(site: &Site, problems: &mut Problems) {
    let mut first: HashMap<&str, &Module> = HashMap::default();
    for module in site.modules.values() {
        let other = *first.entry(module.name()).or_insert(module);
        let have_codes = !module.code.is_empty() && !other.code.is_empty();
        // A code that could not be read tells them apart.
        let is_lost = [module, other].iter().any(|module| lost::code(site, module).is_some());
        let path = &site.document(module.document).path;
        // Two that stand side by side would have one address, which is an error of its own.
        let is_one_address =
            module.slug == other.slug && stands_in(path) == stands_in(&site.document(other.document).path);
        if other.document == module.document || have_codes || is_lost || is_one_address {
            continue;
        }
        let message = say!("this module is called `{module}`, and so is another one", module = module.name());
        let help = say!("give both a `code` of their own: programmes and mentions could lead to either");
        let problem = Diagnostic::new(Code::L312, Place::new(path, Span::at(0)), message)
            .help(help)
            .related(Place::new(&site.document(other.document).path, Span::at(0)), say!("the other module"));
        problems.push(problem);
    }
}

/// The folder in which the file or the folder of a module stands, whose page is `path`.
fn stands_in(path: &SourcePath) -> &str {
    let folder = path.folder();
    if path.is_index() { folder.rsplit_once('/').map_or("", |(above, _)| above) } else { folder }
}

/// Where `module` says its code.
fn code_place(site: &Site, module: &Module) -> Option<Place> {
    let document = site.document(module.document);
    let Content::Module(ModuleDoc { code: Field::Read(code), .. }) = &document.content else { return None };
    Some(Place::new(&document.path, code.span))
}
