//! Brings words together that speak of the same thing: the forms of a word, and a compound with its parts.
//!
//! A word may have several stems ([`Stems::terms`]); words that share one are one concept. In Dutch and German a compound
//! also stands for the word that it begins with and the one that it ends in, where the site has these words:
//! *klantverhaal* for *klant* and *verhaal*.

use ahash::HashMap;

use super::reading::{SectionWords, WordId, WordTable, is_telling};
use crate::config::Language;
use crate::model::Site;
use crate::stems::{Stems, words};

/// The fewest letters of a compound.
const COMPOUND: usize = 8;
/// The fewest letters of each of its halves.
const HALF: usize = 4;
/// How much a compound counts for the word that it begins with or ends in, beside that word itself.
const SHARE: f32 = 0.5;

/// How much each half of a compound counts that no section has as a whole: then only the halves can be met.
const HALF_ALONE: f32 = 0.75;

/// The number of a concept.
pub(super) type ConceptId = u32;

/// The words of a site, and the concepts that they stand for.
#[derive(Debug)]
pub(super) struct Vocabulary {
    table: WordTable,
    /// For each word its own concept; none for one that says nothing by itself.
    own: Vec<Option<ConceptId>>,
    /// For each word the concepts that it stands for, its own first, each with the share of a word that it counts.
    concepts: Vec<Vec<(ConceptId, f32)>>,
    /// For each concept whether a section has a word for it.
    is_met: Vec<bool>,
}

impl Vocabulary {
    /// The concepts of the words in `table`, which are those of `sections`, and of those in the profiles of `site`.
    pub(super) fn new(site: &Site, mut table: WordTable, sections: &[SectionWords]) -> Self {
        let items = site.items.values().map(|item| &item.text);
        let competences = site.competences.values().map(|competence| &competence.title);
        for text in items.chain(competences) {
            words(text).for_each(|word| _ = table.number(&word));
        }
        let language = site.config.language;
        let mut forms = Forms::default();
        let stems = Stems::new(language);
        let telling = table.words().iter().map(|word| is_telling(language, word).then(|| stems.terms(word)));
        let first: Vec<Option<u32>> = telling.map(|terms| forms.add(terms?)).collect();
        let own: Vec<Option<ConceptId>> = first.into_iter().map(|term| Some(forms.root(term?))).collect();
        let is_met = vec![false; forms.above.len()];
        let mut vocabulary = Self { table, own, concepts: Vec::new(), is_met };
        let has_compounds = matches!(language, Language::Dutch | Language::German);
        vocabulary.concepts =
            (0..vocabulary.own.len()).map(|word| vocabulary.stands_for(word, has_compounds)).collect();
        for (word, _) in sections.iter().flat_map(|section| &section.words) {
            for (concept, _) in &vocabulary.concepts[*word as usize] {
                vocabulary.is_met[*concept as usize] = true;
            }
        }
        vocabulary
    }

    fn stands_for(&self, word: usize, has_compounds: bool) -> Vec<(ConceptId, f32)> {
        let Some(own) = self.own[word] else { return Vec::new() };
        let mut concepts = vec![(own, 1.0)];
        let text = &self.table.words()[word];
        if has_compounds && text.len() >= COMPOUND && text.chars().all(char::is_alphabetic) {
            let cuts = || (HALF..=text.len() - HALF).filter(|at| text.is_char_boundary(*at));
            let concept = |part: &str| self.own[self.table.get(part)? as usize];
            let begins = cuts().rev().find_map(|at| concept(&text[..at]));
            let ends = cuts().find_map(|at| concept(&text[at..]));
            for part in [begins, ends].into_iter().flatten() {
                if concepts.iter().all(|(known, _)| *known != part) {
                    concepts.push((part, SHARE));
                }
            }
        }
        concepts
    }

    /// Leaves out every concept that is not among `requested`.
    pub(super) fn keep_only(&mut self, requested: impl IntoIterator<Item = ConceptId>) {
        let mut is_requested = vec![false; self.is_met.len()];
        for concept in requested {
            is_requested[concept as usize] = true;
        }
        for concepts in &mut self.concepts {
            concepts.retain(|(concept, _)| is_requested[*concept as usize]);
        }
    }

    /// The concepts that `text` stands for, in the order of their numbers, each with its largest share.
    pub(super) fn concepts_of(&self, text: &str) -> Vec<(ConceptId, f32)> {
        let mut found: Vec<(ConceptId, f32)> =
            words(text).filter_map(|word| self.table.get(&word)).flat_map(|word| self.asked(word)).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        found.dedup_by_key(|(concept, _)| *concept);
        found
    }

    /// The concepts that an item with `word` asks for.
    fn asked(&self, word: WordId) -> Vec<(ConceptId, f32)> {
        let concepts = self.concepts(word);
        let is_met = |concept: ConceptId| self.is_met[concept as usize];
        match concepts {
            [(own, _), halves @ ..] if !is_met(*own) && halves.iter().any(|(half, _)| is_met(*half)) => {
                halves.iter().map(|(half, _)| (*half, HALF_ALONE)).collect()
            }
            _ => concepts.to_vec(),
        }
    }

    /// The concepts that `word` stands for, each with the share of a word that it counts.
    pub(super) fn concepts(&self, word: WordId) -> &[(ConceptId, f32)] {
        &self.concepts[word as usize]
    }

    pub(super) fn word(&self, word: WordId) -> &str {
        &self.table.words()[word as usize]
    }

    /// How many concepts there are.
    pub(super) fn count(&self) -> usize {
        self.is_met.len()
    }
}

/// Stems, of which those of one word are the same: a forest in which each leads to the one that stands for all.
#[derive(Debug, Default)]
struct Forms {
    numbers: HashMap<String, u32>,
    above: Vec<u32>,
}

impl Forms {
    /// Adds the stems of a word, and answers with one of them.
    fn add(&mut self, terms: Vec<String>) -> Option<u32> {
        let mut first = None;
        for term in terms {
            let next = u32::try_from(self.above.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(term).or_insert(next);
            if number == next {
                self.above.push(next);
            }
            let root = self.root(number);
            let known = *first.get_or_insert(root);
            self.above[root as usize] = self.root(known);
        }
        first
    }

    fn root(&mut self, term: u32) -> u32 {
        let mut term = term;
        while self.above[term as usize] != term {
            let above = self.above[term as usize];
            self.above[term as usize] = self.above[above as usize];
            term = above;
        }
        term
    }
}
