//! The names by which files call the modules of a site: their codes, and the names of their files. They are gathered once,
//! when the modules are known, since programmes, requirements, reviews and mentions all ask for them.

use std::collections::HashSet;
use std::collections::hash_map::Entry;

use ahash::HashMap;

use super::entities::{Module, ModuleId, Resolved};
use crate::ids::Arena;
use crate::text::{Name, Suggestions};

/// The names of a site's modules.
#[derive(Debug, Default)]
pub(super) struct ModuleNames {
    names: HashMap<Name, ModuleId>,
    /// The names of files that modules with other codes share, which therefore mean none of them, with the names that do.
    shared: HashMap<String, Vec<String>>,
}

impl ModuleNames {
    /// The names of `modules`, whose files are among `documents`.
    pub(super) fn new(modules: &Arena<Module>, documents: &Arena<Resolved>) -> Self {
        let mut found = Self::default();
        // A module has a code and the name of its file.
        found.names.reserve(2 * modules.len());
        for (id, module) in modules.iter() {
            for name in of_file(documents, module) {
                match found.names.entry(Name::from(name)) {
                    Entry::Vacant(free) => drop(free.insert(id)),
                    Entry::Occupied(other) => {
                        let names = found.shared.entry(name.to_owned()).or_default();
                        if names.is_empty() {
                            names.push(modules[*other.get()].name().to_owned());
                        }
                        names.push(module.name().to_owned());
                    }
                }
            }
        }
        if !found.shared.is_empty() {
            found.names.retain(|name, _| !found.shared.contains_key(name.as_str()));
        }
        // A code wins over another module's file, and the first module over a later one with its code.
        for (id, module) in modules.iter().rev() {
            match module.code.as_str() {
                // It has no other names than those of its file.
                "" => found.names.extend(of_file(documents, module).map(|name| (Name::from(name), id))),
                code => found.names.extend([(Name::from(code), id)]),
            }
        }
        found
    }

    /// The module called `name`.
    pub(super) fn get(&self, name: &str) -> Option<ModuleId> {
        self.names.get(name).copied()
    }

    /// The names that resemble `name`, each module by one of its names.
    pub(super) fn near(&self, name: &str, suggestions: &mut Suggestions) -> Vec<&str> {
        if let Some(names) = self.shared.get(name) {
            return names.iter().map(String::as_str).collect();
        }
        let mut seen = HashSet::new();
        let near = suggestions.nearest(name, self.names.keys().map(Name::as_str)).into_iter();
        near.filter(|name| self.names.get(*name).is_some_and(|id| seen.insert(*id))).collect()
    }
}

/// The names of a module's file: as its address is, `m1-knippen`, and as it is written where that differs, `M1-Knippen`.
fn of_file<'s>(documents: &'s Arena<Resolved>, module: &'s Module) -> impl Iterator<Item = &'s str> {
    let written = documents[module.document].document.path.page_name();
    std::iter::once(module.slug.as_str()).chain(Some(written).filter(|written| *written != module.slug))
}
