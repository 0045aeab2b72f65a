//! The concepts that an item asks for, and how much for each.
//!
//! Those of its own sentence count whole, those of its competence and of the items beside it less: a section that
//! teaches one indicator of a competence speaks of the competence. A concept that many items of the profile have says
//! little about each of them.

use ahash::HashMap;

use super::vocabulary::{ConceptId, Vocabulary};
use crate::model::{ItemId, Profile, Site};

/// How much the words of its competence count for an item.
const COMPETENCE: f32 = 0.3;
/// How much the words of the other items of its competence do.
const BESIDE: f32 = 0.1;
/// So many items before it and after it do. Those of a competence are fewer; a sheet may have thousands below one.
const REACH: usize = 50;

/// Concepts in the order of their numbers, each with the share of a word that it counts.
type Concepts = Vec<(ConceptId, f32)>;

/// The concepts that an item asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Request {
    /// In the order of their numbers.
    pub(super) weights: Vec<(ConceptId, f32)>,
    /// The concepts of its own sentence, each with the share of a word that it counts.
    pub(super) own: Vec<(ConceptId, f32)>,
}

impl Request {
    /// How much `concept` counts; none when it is not asked for.
    pub(super) fn weight(&self, concept: ConceptId) -> Option<f32> {
        let at = self.weights.binary_search_by_key(&concept, |(concept, _)| *concept).ok()?;
        Some(self.weights[at].1)
    }

    /// Whether the item's own sentence has `concept`.
    pub(super) fn is_own(&self, concept: ConceptId) -> bool {
        self.own.binary_search_by_key(&concept, |(concept, _)| *concept).is_ok()
    }

    /// Raises what `concepts` count to `share` of what they say.
    fn raise(&mut self, concepts: &[(ConceptId, f32)], share: f32) {
        for (concept, weight) in concepts {
            let weight = weight * share;
            match self.weights.binary_search_by_key(concept, |(concept, _)| *concept) {
                Ok(at) => self.weights[at].1 = self.weights[at].1.max(weight),
                Err(at) => self.weights.insert(at, (*concept, weight)),
            }
        }
    }
}

/// The requests of all items, in their order.
pub(super) fn all(site: &Site, vocabulary: &Vocabulary) -> Vec<Request> {
    let own: Vec<Concepts> = site.items.values().map(|item| vocabulary.concepts_of(&item.text)).collect();
    let titles: Vec<Concepts> =
        site.competences.values().map(|competence| vocabulary.concepts_of(&competence.title)).collect();
    let mut places = vec![0; own.len()];
    for competence in site.competences.values() {
        competence.indicators.iter().enumerate().for_each(|(at, item)| places[item.index()] = at);
    }
    let mut requests = vec![Request::default(); own.len()];
    for profile in site.profiles.values() {
        let rarity = Rarity::new(&own, profile);
        for item in &profile.items {
            let request = &mut requests[item.index()];
            request.raise(&own[item.index()], 1.0);
            if let Some(competence) = site.items[*item].competence {
                request.raise(&titles[competence.index()], COMPETENCE);
                let indicators = &site.competences[competence].indicators;
                for other in beside(indicators, places[item.index()]) {
                    request.raise(&own[other.index()], BESIDE);
                }
            }
            for (concept, weight) in &mut request.weights {
                *weight *= rarity.of(*concept);
            }
        }
    }
    requests.iter_mut().zip(own).for_each(|(request, own)| request.own = own);
    requests
}

/// The items near the one at the place `own` among those of its competence.
fn beside<T>(items: &[T], own: usize) -> impl Iterator<Item = &T> {
    let (start, end) = (own.saturating_sub(REACH), (own + REACH + 1).min(items.len()));
    items[start..end].iter().enumerate().filter(move |(at, _)| start + at != own).map(|(_, item)| item)
}

/// How rare concepts are among the items of a profile, from 0 to 1.
struct Rarity {
    counts: HashMap<ConceptId, usize>,
    items: usize,
}

impl Rarity {
    fn new(own: &[Concepts], profile: &Profile) -> Self {
        let mut counts: HashMap<ConceptId, usize> = HashMap::default();
        let concepts = profile.items.iter().flat_map(|item: &ItemId| &own[item.index()]);
        concepts.for_each(|(concept, _)| *counts.entry(*concept).or_default() += 1);
        Self { counts, items: profile.items.len() }
    }

    fn of(&self, concept: ConceptId) -> f32 {
        let count = self.counts.get(&concept).copied().unwrap_or(1).max(1) as f32;
        let items = self.items as f32;
        (1.0 + items / count).ln() / (1.0 + items).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_looks_at_a_bounded_number_of_others_however_many_there_are() {
        let looked_at = |count: usize| -> usize {
            let items: Vec<usize> = (0..count).collect();
            items
                .iter()
                .map(|own| beside(&items, *own).inspect(|other| assert_ne!(*other, own)).count())
                .sum()
        };
        assert_eq!((looked_at(1), looked_at(2), looked_at(REACH + 1)), (0, 2, REACH * (REACH + 1)));
        let (thousand, ten) = (looked_at(1_000), looked_at(10_000));
        assert!(ten < thousand * 11, "ten times as many items cost {ten} and not {thousand}");
    }
}
