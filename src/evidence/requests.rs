//! The concepts that an item asks for, and how much for each.
//!
//! Those of its own sentence count whole, those of its competence and of the items beside it less: a section that
//! teaches one indicator of a competence speaks of the competence. A concept that many items of the profile have says
//! little about each of them.

use ahash::HashMap;

use super::vocabulary::{ConceptId, Vocabulary};
use crate::model::{Item, ItemId, Profile, Site};

/// How much the words of its competence count for an item.
const COMPETENCE: f32 = 0.3;
/// How much the words of the other items of its competence do.
const BESIDE: f32 = 0.1;

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
    let own = |item: &Item| vocabulary.concepts_of(&item.text);
    let mut requests: Vec<Request> =
        site.items.values().map(|item| Request { weights: Vec::new(), own: own(item) }).collect();
    for profile in site.profiles.values() {
        let rarity = Rarity::new(&requests, profile);
        for item in &profile.items {
            let mut request = std::mem::take(&mut requests[item.index()]);
            let own = std::mem::take(&mut request.own);
            request.raise(&own, 1.0);
            if let Some(competence) = site.items[*item].competence {
                let competence = &site.competences[competence];
                request.raise(&vocabulary.concepts_of(&competence.title), COMPETENCE);
                for other in competence.indicators.iter().filter(|other| *other != item) {
                    request.raise(&vocabulary.concepts_of(&site.items[*other].text), BESIDE);
                }
            }
            for (concept, weight) in &mut request.weights {
                *weight *= rarity.of(*concept);
            }
            request.own = own;
            requests[item.index()] = request;
        }
    }
    requests
}

/// How rare concepts are among the items of a profile, from 0 to 1.
struct Rarity {
    counts: HashMap<ConceptId, usize>,
    items: usize,
}

impl Rarity {
    fn new(requests: &[Request], profile: &Profile) -> Self {
        let mut counts: HashMap<ConceptId, usize> = HashMap::default();
        let concepts = profile.items.iter().flat_map(|item: &ItemId| &requests[item.index()].own);
        concepts.for_each(|(concept, _)| *counts.entry(*concept).or_default() += 1);
        Self { counts, items: profile.items.len() }
    }

    fn of(&self, concept: ConceptId) -> f32 {
        let count = self.counts.get(&concept).copied().unwrap_or(1).max(1) as f32;
        let items = self.items as f32;
        (1.0 + items / count).ln() / (1.0 + items).ln()
    }
}
