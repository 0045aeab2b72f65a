//! Which term of a programme is which term of the other: the one with the same title, or else the one that has most of
//! its modules, so that a term that gets another title is no new one.

use std::collections::HashMap;

use super::sides::Sides;
use crate::model::{ModuleId, Programme};

/// The terms of two programmes side by side.
pub(super) struct TermPairs {
    /// The names, those of the earlier programme first.
    names: Vec<Sides<String>>,
    before: Vec<usize>,
    after: Vec<usize>,
}

/// The terms of one programme: the name of each, and the numbers of its modules.
pub(super) type Terms = Vec<(String, Vec<usize>)>;

/// The terms of `programme`; `number` tells which module is which in the other site. The name of a term is its title, or
/// else its number; a title that stands twice gets its number as well.
pub(super) fn terms(programme: Option<&Programme>, number: impl Fn(ModuleId) -> usize) -> Terms {
    let mut terms: Terms = Vec::new();
    for (at, term) in programme.into_iter().flat_map(|programme| &programme.terms).enumerate() {
        let place = at + 1;
        let mut name = match term.title.trim() {
            "" => place.to_string(),
            title => title.to_owned(),
        };
        while terms.iter().any(|(known, _)| *known == name) {
            name = format!("{name} ({place})");
        }
        terms.push((name, term.all_modules().map(&number).collect()));
    }
    terms
}

impl TermPairs {
    pub(super) fn new(before: &Terms, after: &Terms) -> Self {
        let mut partner: Vec<Option<usize>> = vec![None; before.len()];
        let mut taken = vec![false; after.len()];
        let named: HashMap<&str, usize> =
            after.iter().enumerate().map(|(at, (name, _))| (name.as_str(), at)).collect();
        for (at, (name, _)) in before.iter().enumerate() {
            partner[at] = named.get(name.as_str()).copied();
            partner[at].into_iter().for_each(|found| taken[found] = true);
        }
        for (at, (_, modules)) in
            before.iter().enumerate().filter(|(at, _)| partner[*at].is_none()).collect::<Vec<_>>()
        {
            // More than half of the modules of both: no term has two such others, seen from either end.
            let is_same = |other: &[usize]| {
                let shared = modules.iter().filter(|module| other.contains(module)).count();
                shared * 2 > modules.len() && shared * 2 > other.len()
            };
            let found = after.iter().enumerate().position(|(to, (_, other))| !taken[to] && is_same(other));
            partner[at] = found;
            found.into_iter().for_each(|found| taken[found] = true);
        }
        let mut pairs = Self { names: Vec::new(), before: Vec::new(), after: vec![0; after.len()] };
        for ((name, _), partner) in before.iter().zip(partner) {
            let after = partner.map(|at| after[at].0.clone());
            partner.into_iter().for_each(|at| pairs.after[at] = pairs.names.len());
            pairs.before.push(pairs.names.len());
            pairs.names.push(Sides { before: Some(name.clone()), after });
        }
        for (at, (name, _)) in after.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            pairs.after[at] = pairs.names.len();
            pairs.names.push(Sides { before: None, after: Some(name.clone()) });
        }
        pairs
    }

    /// The number of the pair that term `at` of the earlier programme is in.
    pub(super) fn before(&self, at: usize) -> usize {
        self.before[at]
    }

    /// The number of the pair that term `at` of the later programme is in.
    pub(super) fn after(&self, at: usize) -> usize {
        self.after[at]
    }

    /// The names of pair `number`.
    pub(super) fn names(&self, number: usize) -> &Sides<String> {
        &self.names[number]
    }

    /// The names of all pairs.
    pub(super) fn all(&self) -> &[Sides<String>] {
        &self.names
    }
}
