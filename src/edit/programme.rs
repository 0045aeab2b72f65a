//! Puts modules into the programme of a profile: the new ones that a matrix names into a programme that is there, in
//! the term where the matrix has them; or all of them into a new one, where nobody has written any. The order and the
//! terms of a programme that is there are its author's: where the matrix has others, that is said.

use std::collections::BTreeSet;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::front_matter::change_front_matter;
use super::modules::{Edits, FileEdit};
use super::wanted::{Seat, WantedCoverage};
use super::{EditError, apply, list};
use crate::model::{Programme, Site};
use crate::sources::Sources;
use crate::text::{SourcePath, collapse_whitespace, fold_cell};

/// Adds to `edits` what changes in programmes; `names` are the modules' names, none for one that gets no file.
pub(super) fn change(
    site: &Site,
    sources: &Sources,
    wanted: &WantedCoverage,
    names: &[Option<String>],
    edits: &mut Edits,
) {
    let written: Vec<&Programme> = site.programmes.values().filter(|one| one.document.is_some()).collect();
    let own: Vec<&Programme> =
        written.iter().copied().filter(|programme| programme.profile == wanted.profile).collect();
    let is_new = |at: &usize| matches!(wanted.modules[*at].seat, Seat::New { .. }) && names[*at].is_some();
    let new: Vec<usize> = (0..names.len()).filter(is_new).collect();
    match own.as_slice() {
        [] if written.is_empty() && site.profiles.len() == 1 => {
            write_new(site, sources, wanted, names, edits)
        }
        [] if new.is_empty() => {}
        [] => edits
            .notes
            .push("no programme leads to this profile, so the new modules stand in none".to_owned()),
        [one] if !new.is_empty() => {
            add_to(site, sources, wanted, (names, &new), one, edits);
            tell_terms(site, wanted, one, edits);
        }
        [one] => {
            tell_order(site, wanted, one, edits);
            tell_terms(site, wanted, one, edits);
        }
        several => {
            if let Some(one) = fitting(wanted, several).filter(|_| !new.is_empty()) {
                add_to(site, sources, wanted, (names, &new), one, edits);
            } else if !new.is_empty() {
                let titles: Vec<&str> = several.iter().map(|programme| programme.title.as_str()).collect();
                let titles = titles.join(", ");
                edits
                    .notes
                    .push(format!("the new modules stand in no programme yet; add them to one of: {titles}"));
            }
        }
    }
}

/// The one of several programmes that has most of the modules that the matrix names.
fn fitting<'p>(wanted: &WantedCoverage, several: &[&'p Programme]) -> Option<&'p Programme> {
    let shared = |programme: &Programme| {
        let own: BTreeSet<_> = programme.modules().map(|(_, module)| module).collect();
        let known = wanted.modules.iter().filter(|module| match &module.seat {
            Seat::Known(module) => own.contains(module),
            Seat::New { .. } => false,
        });
        known.count()
    };
    let most = several.iter().map(|programme| shared(programme)).max().filter(|most| *most > 0)?;
    let mut best = several.iter().filter(|programme| shared(programme) == most);
    best.next().copied().filter(|_| best.next().is_none())
}

/// Says which modules the programme has in another term than the matrix.
fn tell_terms(site: &Site, wanted: &WantedCoverage, programme: &Programme, edits: &mut Edits) {
    for term in wanted.terms.iter().filter(|term| !term.title.is_empty()) {
        for at in &term.modules {
            let Seat::Known(module) = wanted.modules[*at].seat else { continue };
            let mut own = programme.terms.iter().filter(|own| own.modules.contains(&module)).peekable();
            let title = own.peek().map(|own| own.title.clone()).unwrap_or_default();
            let is_there = own.any(|own| fold_cell(&own.title) == fold_cell(&term.title));
            if !is_there && !title.is_empty() {
                let name = site.modules[module].name();
                edits.notes.push(format!(
                    "the matrix has {name} in \"{}\", the programme \"{}\" in \"{title}\"",
                    collapse_whitespace(&term.title),
                    programme.title
                ));
            }
        }
    }
}

/// Says where the order of a programme is another than that of the matrix.
fn tell_order(site: &Site, wanted: &WantedCoverage, programme: &Programme, edits: &mut Edits) {
    let order: Vec<_> = programme.modules().map(|(_, module)| module).collect();
    let places = wanted.terms.iter().flat_map(|term| &term.modules).filter_map(|at| {
        let Seat::Known(module) = wanted.modules[*at].seat else { return None };
        Some((order.iter().position(|other| *other == module)?, module))
    });
    let places: Vec<_> = places.collect();
    if let Some(pair) = places.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        let (first, second) = (site.modules[pair[0].1].name(), site.modules[pair[1].1].name());
        let title = &programme.title;
        edits
            .notes
            .push(format!("the matrix has {first} before {second}, the programme \"{title}\" after it"));
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
        let changes = change_front_matter(text, |front| add_modules(front, &additions))?;
        Ok((text.to_owned(), apply(text, &changes)))
    });
    match changed {
        Ok((before, after)) => edits.files.push(FileEdit { path, before: Some(before), after }),
        Err(why) => edits.notes.push(format!("{path}: {why}, so the new modules stand in no programme yet")),
    }
}

/// Adds modules, each with the title of its term, to the terms of a programme.
fn add_modules(front: &mut DocumentMut, additions: &[(String, String)]) -> Result<(), EditError> {
    let terms = front.entry("terms").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let terms = terms.as_array_of_tables_mut().ok_or_else(|| EditError::NoList("terms".to_owned()))?;
    for (title, name) in additions {
        let is_it = |term: &Table| {
            let own = term.get("title").and_then(Item::as_str).unwrap_or_default();
            fold_cell(own) == fold_cell(title)
        };
        let at = if title.is_empty() { terms.len().checked_sub(1) } else { terms.iter().position(is_it) };
        let at = at.unwrap_or_else(|| {
            terms.push(new_term(title));
            terms.len() - 1
        });
        let Some(term) = terms.get_mut(at) else { continue };
        let modules = term.entry("modules").or_insert_with(|| value(Array::new()));
        let modules = modules.as_array_mut().ok_or_else(|| EditError::NoList("modules".to_owned()))?;
        list::append(modules, std::slice::from_ref(name));
    }
    Ok(())
}

fn new_term(title: &str) -> Table {
    let mut term = Table::new();
    if !title.is_empty() {
        term["title"] = value(title);
    }
    term.decor_mut().set_prefix("\n");
    term
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
        .any(|(module, name)| matches!(module.seat, Seat::New { .. }) && name.is_some());
    let profile = &site.profiles[wanted.profile];
    let path = SourcePath::new(&format!("content/programmes/{}.md", profile.slug));
    if !(has_terms || has_new) || sources.file(&path).is_some() {
        return;
    }
    let mut front = DocumentMut::new();
    front["title"] = value(profile.title.as_str());
    front["profile"] = value(profile.slug.as_str());
    let mut terms = ArrayOfTables::new();
    for term in &wanted.terms {
        let own: Vec<String> = term.modules.iter().filter_map(|at| names[*at].clone()).collect();
        terms.push(filled_term(&term.title, &own));
    }
    // What claims the profile and is not in the matrix would be in no programme any more.
    let claims_it = |claim: &_| site.items[site.claims[*claim].item].profile == wanted.profile;
    let others = site.modules.values().filter(|module| module.claims.iter().any(claims_it));
    let others: Vec<String> = others.map(|module| module.name().to_owned()).collect();
    let others: Vec<String> = others.into_iter().filter(|name| !covering.contains(name)).collect();
    if !others.is_empty() {
        terms.push(filled_term("", &others));
        edits.notes.push(format!(
            "the new programme has these modules last, which the matrix does not have: {}",
            others.join(", ")
        ));
    }
    front["terms"] = Item::ArrayOfTables(terms);
    edits.files.push(FileEdit { path, before: None, after: format!("+++\n{front}+++\n") });
}

fn filled_term(title: &str, names: &[String]) -> Table {
    let mut term = new_term(title);
    term["modules"] = value(list::new("modules", names));
    term
}
