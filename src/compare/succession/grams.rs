//! How alike statements are, by the groups of three letters that they have in common.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Longer texts, in bytes, are like nothing.
const LONGEST: usize = 1_500;
/// So many pairs of statements with a group in common are counted; the groups that most have tell least, and come last.
const MOST_WORK: usize = 40_000_000;
/// The part of a score for standing under the same competence.
const SAME_GROUP: f64 = 0.08;
/// How much the order of letters counts for beside the groups, which do not know it.
const ORDER: f64 = 0.2;
/// Of so many of a row and of a column the order of letters is compared.
const FOREMOST: usize = 8;
/// Pairs that are so much less alike than they would have to be are not looked at again.
const FAR: f64 = 0.1;

/// A group of three letters, as one number.
type Gram = u64;

/// How alike each of some old statements is to each of some new ones.
pub(super) struct Likenesses<'s> {
    /// The old statements.
    pub(super) old: Vec<GramText<'s>>,
    /// The new statements.
    pub(super) new: Vec<GramText<'s>>,
    weights: HashMap<Gram, f64>,
    /// The weight of what an old one and a new one have in common, row by row.
    shared: Vec<f64>,
}

/// A statement in groups of three letters.
pub(super) struct GramText<'s> {
    /// Its folded text.
    pub(super) key: &'s str,
    /// Its words.
    pub(super) words: Vec<&'s str>,
    grams: BTreeMap<Gram, u32>,
    /// The weight of all its groups.
    pub(super) weight: f64,
}

impl<'s> GramText<'s> {
    fn new(key: &'s str) -> Self {
        let words: Vec<&str> =
            key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut grams = BTreeMap::new();
        for word in words.iter().filter(|_| key.len() <= LONGEST) {
            let letters: Vec<char> = std::iter::once(' ').chain(word.chars()).chain([' ']).collect();
            for three in letters.windows(3) {
                let gram = three.iter().fold(0, |gram, letter| gram << 21 | u64::from(u32::from(*letter)));
                *grams.entry(gram).or_insert(0) += 1;
            }
        }
        Self { key, words, grams, weight: 0.0 }
    }

    fn weigh(&mut self, weights: &HashMap<Gram, f64>) {
        let all = self.grams.iter();
        self.weight = all.map(|(gram, times)| weight_of(weights, *gram) * f64::from(*times)).sum();
    }
}

fn weight_of(weights: &HashMap<Gram, f64>, gram: Gram) -> f64 {
    weights.get(&gram).copied().unwrap_or(0.0)
}

impl<'s> Likenesses<'s> {
    /// Compares `old` with `new`. `everything` is both versions whole, which says how rare a group of letters is.
    pub(super) fn new(everything: &[&str], old: &[&'s str], new: &[&'s str]) -> Self {
        let mut texts: HashMap<Gram, u32> = HashMap::new();
        for text in everything {
            for gram in GramText::new(text).grams.into_keys() {
                *texts.entry(gram).or_insert(0) += 1;
            }
        }
        let count = everything.len() as f64;
        let weights = texts.into_iter().map(|(gram, texts)| (gram, (1.0 + count / f64::from(texts)).ln()));
        let weights: HashMap<Gram, f64> = weights.collect();
        let texts = |keys: &[&'s str]| -> Vec<GramText<'s>> {
            let texts = keys.iter().map(|key| {
                let mut text = GramText::new(key);
                text.weigh(&weights);
                text
            });
            texts.collect()
        };
        let (old, new) = (texts(old), texts(new));
        let shared = shared(&old, &new, &weights);
        Self { old, new, weights, shared }
    }

    /// The weight of what the two have in common.
    pub(super) fn shared(&self, old: usize, new: usize) -> f64 {
        self.shared[old * self.new.len() + new]
    }

    /// How much of both is in common, from 0 to 1.
    pub(super) fn likeness(&self, old: usize, new: usize) -> f64 {
        let all = self.old[old].weight + self.new[new].weight;
        if all > 0.0 { 2.0 * self.shared(old, new) / all } else { 0.0 }
    }

    /// How much of `whole` the two `parts` have together, from 0 to 1.
    pub(super) fn covered(&self, whole: &GramText<'_>, parts: [&GramText<'_>; 2]) -> f64 {
        let covered = whole.grams.iter().map(|(gram, times)| {
            let have: u32 = parts.iter().filter_map(|part| part.grams.get(gram)).sum();
            weight_of(&self.weights, *gram) * f64::from(have.min(*times))
        });
        if whole.weight > 0.0 { covered.sum::<f64>() / whole.weight } else { 0.0 }
    }

    /// The scores of the old statements `left` and the new ones `right`. A score far below `least` is 0.
    pub(super) fn scores(
        &self,
        left: &[usize],
        right: &[usize],
        least: f64,
        is_same_group: impl Fn(usize, usize) -> bool,
    ) -> Scores {
        let mut scores = Scores { values: Vec::with_capacity(left.len() * right.len()), width: right.len() };
        for a in left {
            scores.values.extend(right.iter().map(|b| {
                let score = self.likeness(*a, *b);
                let bonus = if is_same_group(*a, *b) { SAME_GROUP } else { 0.0 };
                if score < least - FAR { 0.0 } else { score + bonus }
            }));
        }
        // The order of letters takes long to compare, and only tells those apart that come near each other.
        for (a, b) in scores.foremost(left.len()) {
            let (old, new) = (&self.old[left[a]], &self.new[right[b]]);
            let difference =
                strsim::normalized_levenshtein(old.key, new.key) - self.likeness(left[a], right[b]);
            scores.values[a * right.len() + b] += ORDER * difference;
        }
        scores
    }
}

/// The weight of what each old and each new statement have in common.
fn shared(old: &[GramText<'_>], new: &[GramText<'_>], weights: &HashMap<Gram, f64>) -> Vec<f64> {
    /// The statements that have a group of letters, with how often they do.
    type Places = Vec<(usize, u32)>;
    let mut places: BTreeMap<Gram, (Places, Places)> = BTreeMap::new();
    for (at, text) in old.iter().enumerate() {
        text.grams.iter().for_each(|(gram, times)| places.entry(*gram).or_default().0.push((at, *times)));
    }
    for (at, text) in new.iter().enumerate() {
        text.grams.iter().for_each(|(gram, times)| places.entry(*gram).or_default().1.push((at, *times)));
    }
    let mut places: Vec<_> = places.into_iter().collect();
    places.sort_by_key(|(gram, (old, new))| (old.len() * new.len(), *gram));
    let (mut shared, mut work) = (vec![0.0; old.len() * new.len()], 0);
    for (gram, (with_old, with_new)) in places {
        work += with_old.len() * with_new.len();
        if work > MOST_WORK {
            break;
        }
        let weight = weight_of(weights, gram);
        for (a, times_a) in &with_old {
            for (b, times_b) in &with_new {
                shared[a * new.len() + b] += weight * f64::from(*times_a.min(times_b));
            }
        }
    }
    shared
}

/// Scores of pairs, row by row.
pub(super) struct Scores {
    values: Vec<f64>,
    width: usize,
}

impl Scores {
    /// The pairs that are among the best of their row or their column.
    fn foremost(&self, height: usize) -> BTreeSet<(usize, usize)> {
        let best = |mut line: Vec<(usize, f64)>| {
            line.retain(|(_, score)| *score > 0.0);
            line.sort_by(|(at, a), (other, b)| b.total_cmp(a).then(at.cmp(other)));
            line.truncate(FOREMOST);
            line
        };
        let mut pairs = BTreeSet::new();
        for a in 0..height {
            pairs.extend(best(self.row(a).collect()).into_iter().map(|(b, _)| (a, b)));
        }
        for b in 0..self.width {
            let column = (0..height).map(|a| (a, self.get(a, b))).collect();
            pairs.extend(best(column).into_iter().map(|(a, _)| (a, b)));
        }
        pairs
    }

    /// The score of one pair.
    pub(super) fn get(&self, a: usize, b: usize) -> f64 {
        self.values[a * self.width + b]
    }

    /// The scores of row `a`, by column.
    pub(super) fn row(&self, a: usize) -> impl Iterator<Item = (usize, f64)> {
        self.values[a * self.width..(a + 1) * self.width].iter().copied().enumerate()
    }

    /// The best score of another pair that has `a` or `b` in it.
    pub(super) fn rival(&self, a: usize, b: usize) -> f64 {
        let height = self.values.len().checked_div(self.width).unwrap_or(0);
        let row = self.row(a).filter(|(other, _)| *other != b).map(|(_, score)| score);
        let column = (0..height).filter(|other| *other != a).map(|other| self.get(other, b));
        row.chain(column).fold(0.0, f64::max)
    }
}
