//! Puts modules into the programme of a profile: the new ones that a matrix names into a programme that is there, in
//! the term where the matrix has them; or all of them into a new one, where nobody has written any. The order and the
//! terms of a programme that is there are its author's: where the matrix has others, that is said, and the programme
//! follows it only where the matrix was said to be right.

use std::collections::{BTreeMap, BTreeSet};

use super::file_edit::{Edits, FileEdit};
use super::front::{Front, quoted};
use super::page_terms::{ProgrammePage, add_modules, new_term, term_tables};
use super::refusal::Refusal;
use super::toml_list::written;
use super::wanted::{NamedModule, Removal, WantedCoverage};
use super::{EditError, TextEdit, apply};
use crate::diagnostics::say;
use crate::model::{Lookup, ModuleId, Programme, Site};
use crate::sources::Sources;
use crate::text::{SourcePath, collapse_whitespace, fold_cell};

/// Adds to `edits` what changes in programmes; `names` are the modules' names, none for one that gets no file.
pub(super) fn change(
    site: &Site,
    sources: &Sources,
    wanted: &WantedCoverage,
    names: &[Option<String>],
    removal: Removal,
    edits: &mut Edits,
) {
    let written: Vec<&Programme> = site.programmes.values().filter(|one| one.document.is_some()).collect();
    let own: Vec<&Programme> =
        written.iter().copied().filter(|programme| programme.profile == wanted.profile).collect();
    let is_new =
        |at: &usize| matches!(wanted.modules[*at].module, NamedModule::New { .. }) && names[*at].is_some();
    let mut new: Vec<usize> = (0..names.len()).filter(is_new).collect();
    if let ([one], true) = (own.as_slice(), written.len() == own.len()) {
        new.extend((0..names.len()).filter(|at| is_left_out(wanted, *at, one)));
        new.sort_unstable();
    }
    match own.as_slice() {
        [] if written.is_empty() && site.profiles.len() == 1 => {
            write_new(site, sources, wanted, names, edits)
        }
        [] if new.is_empty() => {}
        [] => edits.notes.push(say!("no programme leads to this profile, so the new modules stand in none")),
        [one] => {
            if !new.is_empty() {
                add_to(site, sources, wanted, (names, &new), one, edits);
            }
            if removal == Removal::Keep || !follow(site, sources, wanted, one, edits) {
                tell_order(site, wanted, one, edits);
                tell_terms(site, wanted, one, edits);
            }
        }
        several => {
            if let Some(one) = fitting(wanted, several).filter(|_| !new.is_empty()) {
                add_to(site, sources, wanted, (names, &new), one, edits);
            } else if !new.is_empty() {
                let titles: Vec<&str> = several.iter().map(|programme| programme.title.as_str()).collect();
                let titles = titles.join(", ");
                edits.notes.push(say!(
                    "the new modules stand in no programme yet; add them to one of: {titles}",
                    titles
                ));
            }
        }
    }
}

/// Whether the only programme that there is does not have a module which the matrix covers items with.
fn is_left_out(wanted: &WantedCoverage, at: usize, programme: &Programme) -> bool {
    let module = &wanted.modules[at];
    match &module.module {
        NamedModule::Known(known) => {
            !module.claims.is_empty() && programme.modules().all(|(_, module)| module != *known)
        }
        NamedModule::New { .. } => false,
    }
}

/// The one of several programmes that has most of the modules that the matrix names.
fn fitting<'p>(wanted: &WantedCoverage, several: &[&'p Programme]) -> Option<&'p Programme> {
    let shared = |programme: &Programme| {
        let own: BTreeSet<_> = programme.modules().map(|(_, module)| module).collect();
        let known = wanted.modules.iter().filter(|module| match &module.module {
            NamedModule::Known(module) => own.contains(module),
            NamedModule::New { .. } => false,
        });
        known.count()
    };
    let most = several.iter().map(|programme| shared(programme)).max().filter(|most| *most > 0)?;
    let mut best = several.iter().filter(|programme| shared(programme) == most);
    best.next().copied().filter(|_| best.next().is_none())
}

/// Lets the programme have its modules in the order and the terms of the matrix; gives whether it does now. A term that
/// the programme does not have is not made.
fn follow(
    site: &Site,
    sources: &Sources,
    wanted: &WantedCoverage,
    programme: &Programme,
    edits: &mut Edits,
) -> bool {
    let Some(path) = programme.document.map(|document| &site.document(document).path) else { return false };
    let added = edits.files.iter().position(|file| file.path == *path);
    let read = sources.file(path).filter(|file| file.mistake.is_none()).map(|file| file.text.to_string());
    let Some(before) = read else { return false };
    let text = added.map_or_else(|| before.clone(), |at| edits.files[at].after.clone());
    let lookup = Lookup::new(site);
    let page = ProgrammePage { site, lookup: &lookup, programme, text: &text };
    let titles: Vec<String> = programme.terms.iter().map(|term| fold_cell(&term.title)).collect();
    let changed = page.reordered(|terms| in_order(wanted, &titles, terms));
    let Ok(changes) = changed else { return false };
    if changes.is_empty() {
        return false;
    }
    let after = apply(&text, &changes);
    let file = FileEdit::of_difference(path.clone(), &before, &after);
    match added {
        Some(at) => edits.files[at] = file,
        None => edits.files.push(file),
    }
    edits.notes.push(say!(
        "the programme \"{title}\" has its modules in the order and the terms of the matrix now",
        title = programme.title
    ));
    true
}

/// The modules of `terms`, those that the matrix names in its order and its terms; all others keep their places.
fn in_order(wanted: &WantedCoverage, titles: &[String], terms: &[Vec<ModuleId>]) -> Vec<Vec<ModuleId>> {
    let mut place: BTreeMap<ModuleId, (usize, Option<usize>)> = BTreeMap::new();
    for (at, (term, module)) in wanted.modules_by_term().enumerate() {
        let NamedModule::Known(module) = wanted.modules[module].module else { continue };
        let own = titles.iter().position(|title| !title.is_empty() && *title == fold_cell(&term.title));
        place.entry(module).or_insert((at, own));
    }
    let mut ordered: Vec<Vec<ModuleId>> = terms.to_vec();
    for (at, modules) in terms.iter().enumerate() {
        let to = |module: &ModuleId| place.get(module).and_then(|(_, own)| *own).unwrap_or(at);
        for module in modules.iter().filter(|module| to(module) != at && to(module) < terms.len()) {
            ordered[at].retain(|other| other != module);
            ordered[to(module)].push(*module);
        }
    }
    for modules in &mut ordered {
        let is_named = |module: &ModuleId| place.contains_key(module);
        let mut named: Vec<ModuleId> = modules.iter().copied().filter(is_named).collect();
        named.sort_by_key(|module| place[module].0);
        let mut named = named.into_iter();
        for module in modules.iter_mut().filter(|module| place.contains_key(module)) {
            *module = named.next().unwrap_or(*module);
        }
    }
    ordered
}

/// Says which modules the programme has in another term than the matrix.
fn tell_terms(site: &Site, wanted: &WantedCoverage, programme: &Programme, edits: &mut Edits) {
    for term in wanted.terms.iter().filter(|term| !term.title.is_empty()) {
        for at in &term.modules {
            let NamedModule::Known(module) = wanted.modules[*at].module else { continue };
            let mut own =
                programme.terms.iter().filter(|own| own.all_modules().any(|one| one == module)).peekable();
            let title = own.peek().map(|own| own.title.clone()).unwrap_or_default();
            let is_there = own.any(|own| fold_cell(&own.title) == fold_cell(&term.title));
            if !is_there && !title.is_empty() {
                let name = site.modules[module].name();
                edits.notes.push(say!(
                    "the matrix has {name} in \"{term}\", the programme \"{programme}\" in \"{title}\"",
                    name,
                    term = collapse_whitespace(&term.title),
                    programme = programme.title,
                    title
                ));
            }
        }
    }
}

/// Says where the order of a programme is another than that of the matrix.
fn tell_order(site: &Site, wanted: &WantedCoverage, programme: &Programme, edits: &mut Edits) {
    let order: Vec<_> = programme.modules().map(|(_, module)| module).collect();
    let places = wanted.terms.iter().flat_map(|term| &term.modules).filter_map(|at| {
        let NamedModule::Known(module) = wanted.modules[*at].module else { return None };
        Some((order.iter().position(|other| *other == module)?, module))
    });
    let places: Vec<_> = places.collect();
    if let Some(pair) = places.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        let (first, second) = (site.modules[pair[0].1].name(), site.modules[pair[1].1].name());
        let title = &programme.title;
        edits.notes.push(say!(
            "the matrix has {first} before {second}, the programme \"{title}\" after it",
            first,
            second,
            title
        ));
    }
}

/// Adds the `new` modules to the programme that is there.
fn add_to(
    site: &Site,
    sources: &Sources,
    wanted: &WantedCoverage,
    (names, new): (&[Option<String>], &[usize]),
    programme: &Programme,
    edits: &mut Edits,
) {
    let Some(path) = programme.document.map(|document| site.document(document).path.clone()) else { return };
    let text = sources.file(&path).filter(|file| file.mistake.is_none()).map(|file| file.text.clone());
    let additions: Vec<(String, String)> = new
        .iter()
        .filter_map(|at| {
            let term = wanted.terms.iter().find(|term| term.modules.contains(at));
            Some((term.map(|term| term.title.clone()).unwrap_or_default(), names[*at].clone()?))
        })
        .collect();
    let changed = text.as_deref().ok_or(EditError::NoFrontMatter).and_then(|text| {
        let changes = additions_to(text, additions)?;
        Ok(FileEdit::new(path.clone(), text, changes))
    });
    match changed {
        Ok(edit) => edits.files.push(edit),
        Err(why) => edits.notes.push(say!(
            "{path}: {why}, so the new modules stand in no programme yet",
            path,
            why = why.message()
        )),
    }
}

/// The edits that add modules, each with the title of its term, to the terms of the programme with this `text`.
fn additions_to(text: &str, additions: Vec<(String, String)>) -> Result<Vec<TextEdit>, EditError> {
    let front = Front::read(text)?;
    let terms = term_tables(&front)?;
    let titles: Vec<String> = terms
        .iter()
        .map(|term| {
            let title = front.entries(*term).into_iter().find(|entry| entry.name == "title");
            fold_cell(title.and_then(|title| title.item.as_str()).unwrap_or_default())
        })
        .collect();
    let mut added: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut new: Vec<(String, Vec<String>)> = Vec::new();
    for (title, name) in additions {
        let last = || titles.len().checked_sub(1);
        let at =
            if title.is_empty() { last() } else { titles.iter().position(|own| *own == fold_cell(&title)) };
        match (at, new.iter_mut().find(|(own, _)| *own == title)) {
            (Some(at), _) => added.entry(at).or_default().push(name),
            (None, Some((_, names))) => names.push(name),
            (None, None) => new.push((title, vec![name])),
        }
    }
    let mut edits = Vec::new();
    for (at, names) in added {
        edits.extend(add_modules(&front, terms[at], names)?);
    }
    for (title, names) in new {
        edits.push(new_term(&front, &title, &names)?);
    }
    Ok(edits)
}

/// Writes a programme of the modules of the matrix, unless it would say what the site says without one.
fn write_new(
    site: &Site,
    sources: &Sources,
    wanted: &WantedCoverage,
    names: &[Option<String>],
    edits: &mut Edits,
) {
    let has_terms = wanted.terms.iter().any(|term| !term.title.is_empty());
    let covering: BTreeSet<&String> = names.iter().flatten().collect();
    let has_new = wanted
        .modules
        .iter()
        .zip(names)
        .any(|(module, name)| matches!(module.module, NamedModule::New { .. }) && name.is_some());
    let profile = &site.profiles[wanted.profile];
    let path = SourcePath::new(&format!("content/programmes/{}.md", profile.slug));
    if !(has_terms || has_new) || sources.file(&path).is_some() {
        return;
    }
    let mut front = format!("title = {}\nprofile = {}\n", quoted(&profile.title), quoted(&profile.slug));
    for term in &wanted.terms {
        let own: Vec<String> = term.modules.iter().filter_map(|at| names[*at].clone()).collect();
        front.push_str(&term_lines(&term.title, &own));
    }
    // A module that claims the profile and is not in the matrix would be in no programme any more.
    let claims_it = |claim: &_| site.items[site.claims[*claim].item].profile == wanted.profile;
    let others = site.modules.values().filter(|module| module.claims.iter().any(claims_it));
    let others: Vec<String> = others.map(|module| module.name().to_owned()).collect();
    let others: Vec<String> = others.into_iter().filter(|name| !covering.contains(name)).collect();
    if !others.is_empty() {
        front.push_str(&term_lines("", &others));
        edits.notes.push(say!(
            "the new programme has these modules last, which the matrix does not have: {others}",
            others = others.join(", ")
        ));
    }
    edits.files.push(FileEdit::of_new_file(path, format!("+++\n{front}+++\n")));
}

/// The files that say of each programme without one that it has the modules which it is made of.
pub(super) fn files_of_all_modules(site: &Site, sources: &Sources) -> Result<Vec<FileEdit>, Refusal> {
    let without = site.programmes.values().filter(|programme| programme.document.is_none());
    without
        .map(|programme| {
            // By its name the programme keeps its address.
            let path = SourcePath::new(&format!("content/programmes/{}.md", programme.slug));
            if sources.file(&path).is_some() {
                return Err(Refusal::new(say!("this file is there already, and no programme of the site"))
                    .help(say!("give it another name, or complete it in an editor"))
                    .file(&path));
            }
            let profile = &site.profiles[programme.profile].slug;
            let names: Vec<String> =
                programme.modules().map(|(_, module)| site.modules[module].name().to_owned()).collect();
            let front = format!("title = {}\nprofile = {}\n", quoted(&programme.title), quoted(profile));
            let text = format!("+++\n{front}{}+++\n", term_lines("", &names));
            Ok(FileEdit::of_new_file(path, text))
        })
        .collect()
}

fn term_lines(title: &str, names: &[String]) -> String {
    let title = if title.is_empty() { String::new() } else { format!("title = {}\n", quoted(title)) };
    format!("\n[[terms]]\n{title}modules = {}\n", written("modules", names, "\n"))
}
