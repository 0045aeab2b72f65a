//! The places of modules in the terms of a programme: among those that everyone takes, or in a choice.

use super::refusal::Refusal;
use crate::diagnostics::say;
use crate::model::{ModuleId, Programme, Term};

/// The modules of a term, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TermSeats {
    /// Those that everyone takes.
    pub(super) everyones: Vec<ModuleId>,
    /// Those of each of its choices.
    pub(super) choices: Vec<Vec<ModuleId>>,
}

impl TermSeats {
    fn of(term: &Term) -> Self {
        let choices = term.choices.iter().map(|choice| choice.modules.clone());
        Self { everyones: term.modules.clone(), choices: choices.collect() }
    }

    /// Whether the term has `module`.
    pub(super) fn has(&self, module: ModuleId) -> bool {
        std::iter::once(&self.everyones).chain(&self.choices).any(|list| list.contains(&module))
    }

    /// All lists of the term.
    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<ModuleId>> {
        std::iter::once(&mut self.everyones).chain(&mut self.choices)
    }
}

/// The modules that the terms of `programme` have.
pub(super) fn seats_of(programme: &Programme) -> Vec<TermSeats> {
    programme.terms.iter().map(TermSeats::of).collect()
}

/// Takes `module` out of `terms`.
pub(super) fn unseat(terms: &mut [TermSeats], module: ModuleId) {
    for list in terms.iter_mut().flat_map(TermSeats::lists) {
        list.retain(|other| *other != module);
    }
}

/// A module and the place that it is to have, with the names by which an author calls them.
pub(super) struct WantedSeat<'n> {
    pub(super) module: (ModuleId, &'n str),
    /// The number of the term, from 0.
    pub(super) term: usize,
    /// The number of the choice in the term, from 0; none for a module that everyone takes.
    pub(super) choice: Option<usize>,
    /// The module of the same list before which it stands; none at the end.
    pub(super) before: Option<(ModuleId, &'n str)>,
}

impl WantedSeat<'_> {
    /// Has the module stand in `terms` where it is wanted, and nowhere else in them.
    pub(super) fn take(&self, terms: &mut Vec<TermSeats>) -> Result<(), Refusal> {
        let (module, name) = self.module;
        let term = self.term + 1;
        if self.term > terms.len() {
            return Err(Refusal::new(say!(
                "the programme has no term {term}: it has {terms}",
                term,
                terms = terms.len()
            )));
        }
        // A term behind the last is a new one.
        if self.term == terms.len() {
            terms.push(TermSeats::default());
        }
        if self.before.is_some_and(|(other, _)| other == module) && self.list(terms)?.contains(&module) {
            return Ok(());
        }
        self.list(terms)?;
        unseat(terms, module);
        let list = self.list(terms)?;
        let at = match self.before {
            None => list.len(),
            Some((other, before)) => list.iter().position(|own| *own == other).ok_or_else(|| {
                Refusal::new(match self.choice {
                    None => say!(
                        "`{name}`, before which `{module}` is to stand, is not in term {term}",
                        name = before,
                        module = name,
                        term
                    ),
                    Some(choice) => say!(
                        "`{name}`, before which `{module}` is to stand, is not in choice {choice} of term {term}",
                        name = before,
                        module = name,
                        choice = choice + 1,
                        term
                    ),
                })
            })?,
        };
        list.insert(at, module);
        Ok(())
    }

    /// The list in which the module is to stand.
    fn list<'t>(&self, terms: &'t mut [TermSeats]) -> Result<&'t mut Vec<ModuleId>, Refusal> {
        let TermSeats { everyones, choices } = &mut terms[self.term];
        let Some(choice) = self.choice else { return Ok(everyones) };
        let number = choices.len();
        choices.get_mut(choice).ok_or_else(|| {
            Refusal::new(say!(
                "term {term} has no choice {choice}: it has {number}",
                term = self.term + 1,
                choice = choice + 1,
                number
            ))
        })
    }
}
