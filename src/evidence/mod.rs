//! Finds the sections of modules that probably teach an item, by their words.
//!
//! A section is about what it says often and other sections say seldom (BM25). An item asks for the words of its
//! sentence, and for less of those of its competence and the items beside it; a word that many items of the profile have,
//! such as *knowledge*, asks for little. Forms of a word are one concept ([`crate::stems::Stems`]), and a compound
//! stands for its parts too: *klantverhaal* for *klant*. The items that a section claims count as words of it, since
//! they say what it is about. A section that mentions an item comes before all others.
//!
//! Nothing here is a claim: a person decides. `docs/evidence.md` says how often the section that really claims an item is
//! among the first three.
//!
//! [`Evidence::new`] reads each section once, on all cores; looking up an item then costs as much as the sections that
//! share a word with it.

mod claimless;
mod index;
mod offers;
mod reading;
mod requests;
mod stop_words;
mod vocabulary;

pub use claimless::claimless;

use std::ops::Range;
use std::sync::OnceLock;

use ahash::HashMap;

use crate::model::{ItemId, ModuleId, Site, Spot};
use index::Index;
use reading::{SectionWords, read};
use requests::Request;
use vocabulary::Vocabulary;

/// Below this share of the words of an item, by their weight, a section is not worth showing.
const ENOUGH: f32 = 0.1;
/// How many words are named.
const WORDS: usize = 4;

/// A section that probably teaches an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The module.
    pub module: ModuleId,
    /// The section; a whole page only where it has no headings.
    pub spot: Spot,
    /// The words of the section that are those of the item, as they stand there, the most telling first; empty where it
    /// is what the section claims that speaks for it.
    pub words: Vec<String>,
    /// Whether the section mentions the item.
    pub is_mention: bool,
    /// The share of the item's words that the section has: 1 where it has all of them, and often.
    pub score: f32,
}

/// The subjects of the sections of some modules.
#[derive(Debug)]
pub struct Evidence {
    sections: Vec<SectionWords>,
    vocabulary: Vocabulary,
    requests: Vec<Request>,
    index: Index,
    /// The sections that mention an item, by their numbers.
    mentions: HashMap<ItemId, Vec<usize>>,
    /// The sections of each module.
    modules: HashMap<ModuleId, Range<usize>>,
}

impl Evidence {
    /// Reads `modules`, each named once.
    pub fn new(site: &Site, modules: &[ModuleId]) -> Self {
        let (table, mut sections) = read(site, modules);
        let mut vocabulary = Vocabulary::new(site, table, &sections);
        let mut requests = requests::all(site, &vocabulary);
        vocabulary.keep_only(
            requests.iter().flat_map(|request| request.weights.iter().map(|(concept, _)| *concept)),
        );
        let index = Index::new(site, &mut sections, &vocabulary, &requests);
        requests.iter_mut().for_each(|request| index.weigh(request));
        let mut mentions: HashMap<ItemId, Vec<usize>> = HashMap::default();
        let mut modules: HashMap<ModuleId, Range<usize>> = HashMap::default();
        for (at, section) in sections.iter().enumerate() {
            modules.entry(section.module).or_insert(at..at).end = at + 1;
            section.mentions.iter().for_each(|item| mentions.entry(*item).or_default().push(at));
        }
        Self { sections, vocabulary, requests, index, mentions, modules }
    }

    /// At most `limit` sections of `modules` that probably teach `item`, the best first.
    pub fn places(&self, item: ItemId, modules: &Modules, limit: usize) -> Vec<Finding> {
        let is_in = |at: &usize| modules.has(self.sections[*at].module);
        self.ranked(item, 0..self.sections.len(), is_in, limit)
    }

    /// The sections of `module` that probably teach `item`, the best first.
    pub fn in_module(&self, item: ItemId, module: ModuleId) -> Vec<Finding> {
        let sections = self.modules.get(&module).cloned().unwrap_or_default();
        self.ranked(item, sections, |_| true, usize::MAX)
    }

    fn ranked(
        &self,
        item: ItemId,
        sections: Range<usize>,
        is_wanted: impl Fn(&usize) -> bool,
        limit: usize,
    ) -> Vec<Finding> {
        let Some(request) = self.requests.get(item.index()) else { return Vec::new() };
        let first = sections.start;
        let mut scores = self.index.scores(request, sections.clone());
        for at in self.mentions.get(&item).into_iter().flatten().filter(|at| sections.contains(at)) {
            // No words say as much.
            scores[*at - first] += 1.0;
        }
        let mut best: Vec<usize> =
            sections.filter(|at| scores[*at - first] >= ENOUGH && is_wanted(at)).collect();
        best.sort_by(|a, b| scores[*b - first].total_cmp(&scores[*a - first]).then(a.cmp(b)));
        best.truncate(limit);
        best.into_iter().map(|at| self.finding(item, request, at, scores[at - first])).collect()
    }

    fn finding(&self, item: ItemId, request: &Request, at: usize, score: f32) -> Finding {
        let section = &self.sections[at];
        Finding {
            module: section.module,
            spot: section.spot,
            words: self.words_met(section, request),
            is_mention: section.mentions.contains(&item),
            score,
        }
    }

    /// The words of `section` that `request` asks for: those of the item itself before those of its competence, and
    /// those that weigh most first.
    fn words_met(&self, section: &SectionWords, request: &Request) -> Vec<String> {
        // For each concept the word that stands for it here.
        let mut met: HashMap<u32, (bool, f32, f32, &str)> = HashMap::default();
        for (word, count) in &section.words {
            for (concept, share) in self.vocabulary.concepts(*word) {
                let Some(weight) = request.weight(*concept) else { continue };
                let found = (request.is_own(*concept), weight * share, *count, self.vocabulary.word(*word));
                let known = met.entry(*concept).or_insert(found);
                if (found.1, found.2) > (known.1, known.2) {
                    *known = found;
                }
            }
        }
        let mut met: Vec<(bool, f32, f32, &str)> = met.into_values().collect();
        met.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.3.cmp(b.3)));
        let mut words: Vec<String> = Vec::new();
        for (_, _, _, word) in met {
            if words.len() < WORDS && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        words
    }
}

/// Some modules of a site.
#[derive(Debug, Clone, Default)]
pub struct Modules {
    is_in: Vec<bool>,
}

impl Modules {
    /// The modules `modules`.
    pub fn of(modules: impl IntoIterator<Item = ModuleId>) -> Self {
        let mut is_in = Vec::new();
        for module in modules {
            if is_in.len() <= module.index() {
                is_in.resize(module.index() + 1, false);
            }
            is_in[module.index()] = true;
        }
        Self { is_in }
    }

    fn has(&self, module: ModuleId) -> bool {
        self.is_in.get(module.index()).copied().unwrap_or_default()
    }
}

/// The evidence in all modules of a site, found when somebody first asks.
#[derive(Debug, Default)]
pub struct LazyEvidence(OnceLock<Evidence>);

impl LazyEvidence {
    /// The evidence in `site`, which is the same one at every call.
    pub fn of(&self, site: &Site) -> &Evidence {
        self.0.get_or_init(|| Evidence::new(site, &site.modules.ids().collect::<Vec<_>>()))
    }
}
