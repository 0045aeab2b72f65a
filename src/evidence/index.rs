//! For each concept the sections that speak of it, and how much.

use std::ops::Range;

use ahash::HashMap;

use super::reading::SectionWords;
use super::requests::Request;
use super::vocabulary::Vocabulary;
use crate::model::{ItemId, ModuleId, Site, Spot};

/// How soon saying a word again says nothing new, and how much the length of a section matters: the usual values of
/// BM25.
const AGAIN: f32 = 1.2;
const LENGTH: f32 = 0.75;
/// How often a word of an item counts that the section claims.
const CLAIMED: f32 = 0.5;

/// The sections by concepts.
#[derive(Debug)]
pub(super) struct Index {
    /// For each concept the sections that speak of it, by their numbers, with how often.
    postings: Vec<Vec<(u32, f32)>>,
    /// For each concept how rare it is among the sections.
    rarity: Vec<f32>,
    /// For each section the part by which its length lowers its score.
    lengths: Vec<f32>,
}

impl Index {
    /// Files `sections`, and leaves them the words that stand for a concept in `vocabulary`.
    pub(super) fn new(
        site: &Site,
        sections: &mut [SectionWords],
        vocabulary: &Vocabulary,
        requests: &[Request],
    ) -> Self {
        let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); vocabulary.count()];
        let mut texts = vec![0.0_f32; vocabulary.count()];
        let claimed = claimed(site);
        for (number, section) in (0..).zip(sections.iter_mut()) {
            section.words.retain(|(word, _)| !vocabulary.concepts(*word).is_empty());
            for (word, count) in &section.words {
                for (concept, share) in vocabulary.concepts(*word) {
                    if add(&mut postings[*concept as usize], number, count * share) {
                        texts[*concept as usize] += 1.0;
                    }
                }
            }
            for item in claimed.get(&(section.module, section.spot)).into_iter().flatten() {
                for (concept, share) in &requests[item.index()].own {
                    add(&mut postings[*concept as usize], number, share * CLAIMED);
                }
            }
        }
        let all = sections.len() as f32;
        let rarity =
            texts.into_iter().map(|texts| (1.0 + (all - texts + 0.5) / (texts + 0.5)).ln()).collect();
        let mean = (sections.iter().map(|section| section.length).sum::<f32>() / all.max(1.0)).max(1.0);
        let length = |section: &SectionWords| AGAIN * (1.0 - LENGTH + LENGTH * section.length / mean);
        Self { postings, rarity, lengths: sections.iter().map(length).collect() }
    }

    /// Weighs the concepts of `request` by how rare they are, so that a section with every word of the item, said
    /// again and again, has the score 1.
    pub(super) fn weigh(&self, request: &mut Request) {
        for (concept, weight) in &mut request.weights {
            *weight *= self.rarity[*concept as usize];
        }
        let own = request.own.iter().filter_map(|(concept, _)| request.weight(*concept));
        let whole: f32 = own.sum();
        if whole > 0.0 {
            request.weights.iter_mut().for_each(|(_, weight)| *weight /= whole);
        }
    }

    /// For each of `sections` how much of `request` it has.
    pub(super) fn scores(&self, request: &Request, sections: Range<usize>) -> Vec<f32> {
        let mut scores = vec![0.0; sections.len()];
        for (concept, weight) in &request.weights {
            let found = &self.postings[*concept as usize];
            let start = found.partition_point(|(section, _)| (*section as usize) < sections.start);
            for (section, count) in &found[start..] {
                let Some(score) = scores.get_mut(*section as usize - sections.start) else { break };
                *score += weight * count / (count + self.lengths[*section as usize]);
            }
        }
        scores
    }
}

/// Adds to what `section` has of a concept, and says whether it had nothing before. Sections come in order.
fn add(postings: &mut Vec<(u32, f32)>, section: u32, count: f32) -> bool {
    match postings.last_mut() {
        Some((last, known)) if *last == section => {
            *known += count;
            false
        }
        _ => {
            postings.push((section, count));
            true
        }
    }
}

/// The items that each part of a module claims, each once.
fn claimed(site: &Site) -> HashMap<(ModuleId, Spot), Vec<ItemId>> {
    let mut claimed: HashMap<(ModuleId, Spot), Vec<ItemId>> = HashMap::default();
    for claim in site.claims.values() {
        let items = claimed.entry((claim.module, claim.spot)).or_default();
        if !items.contains(&claim.item) {
            items.push(claim.item);
        }
    }
    claimed
}
