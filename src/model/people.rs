//! The people who teach the modules of a site, as far as its modules name them.

use std::collections::BTreeMap;

use super::entities::ModuleId;
use super::site::Site;
use crate::syntax::FactsDoc;
use crate::text::fold_case;

impl Site {
    /// The names of those who teach `module`.
    pub fn teachers_of(&self, module: ModuleId) -> Vec<String> {
        self.facts_of(&self.modules[module]).map(FactsDoc::teachers).unwrap_or_default()
    }
}

/// Whether the person called `name` teaches `module`; with an empty name, whether it names nobody.
pub fn is_taught_by(site: &Site, module: ModuleId, name: &str) -> bool {
    let teachers = site.teachers_of(module);
    let wanted = fold_case(name.trim());
    if wanted.is_empty() { teachers.is_empty() } else { teachers.iter().any(|own| fold_case(own) == wanted) }
}

/// Who teaches `modules`, each with how many of them, by name; those that name nobody come last, under an empty name. A
/// module that several teach counts for each of them.
pub fn people(site: &Site, modules: impl Iterator<Item = ModuleId>) -> Vec<(String, usize)> {
    let mut known: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut nobody = 0;
    for module in modules {
        let teachers = site.teachers_of(module);
        nobody += usize::from(teachers.is_empty());
        for name in teachers {
            known.entry(fold_case(&name)).or_insert((name, 0)).1 += 1;
        }
    }
    let mut people: Vec<(String, usize)> = known.into_values().collect();
    people.extend((nobody > 0).then(|| (String::new(), nobody)));
    people
}
