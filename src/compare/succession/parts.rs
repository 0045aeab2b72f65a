//! Statements that were split in two, and those that were put together of two.
//!
//! Each part has to stand in the whole nearly as it is, most of its words one after the other, and the two together have
//! to be nearly all of it: otherwise a short statement would be a part of every long one with its words.

use super::grams::{GramText, Likenesses};

/// So much of a part stands in the whole, and so much of the whole in its parts, from 0 to 1.
const CONTAINED: f64 = 0.8;
/// So much of a part's words stand in a row.
const IN_A_ROW: f64 = 0.75;
/// The weight that two parts may have together, against the whole.
const WEIGHTS: std::ops::Range<f64> = 0.8..1.25;
/// A pair that is alike to this degree is one statement, whatever is a part of it besides.
const ONE: f64 = 0.97;
/// So many candidates are tried for one whole.
const MOST_PARTS: usize = 6;

/// Two parts and their whole.
type PartsOfWhole = ([usize; 2], usize);

/// The old statements that became two new ones: the places of these, and that of the old one.
pub(super) fn splits(likenesses: &Likenesses<'_>) -> Vec<PartsOfWhole> {
    find(likenesses, &likenesses.old, &likenesses.new, |whole, part| likenesses.shared(whole, part))
}

/// The new statements that two old ones became: the places of these, and that of the new one.
pub(super) fn merges(likenesses: &Likenesses<'_>) -> Vec<PartsOfWhole> {
    find(likenesses, &likenesses.new, &likenesses.old, |whole, part| likenesses.shared(part, whole))
}

fn find(
    likenesses: &Likenesses<'_>,
    wholes: &[GramText<'_>],
    parts: &[GramText<'_>],
    shared: impl Fn(usize, usize) -> f64,
) -> Vec<PartsOfWhole> {
    let mut found: Vec<(f64, PartsOfWhole)> = Vec::new();
    for (at, whole) in wholes.iter().enumerate() {
        let mut candidates: Vec<usize> = (0..parts.len())
            .filter(|part| {
                let weight = parts[*part].weight;
                weight > 0.0 && weight < whole.weight && shared(at, *part) >= CONTAINED * weight
            })
            .filter(|part| in_a_row(&parts[*part].words, &whole.words) >= IN_A_ROW)
            .collect();
        candidates.sort_by(|a, b| shared(at, *b).total_cmp(&shared(at, *a)).then(a.cmp(b)));
        candidates.truncate(MOST_PARTS);
        for (first, a) in candidates.iter().enumerate() {
            for b in &candidates[first + 1..] {
                let covered = likenesses.covered(whole, [&parts[*a], &parts[*b]]);
                let weight = (parts[*a].weight + parts[*b].weight) / whole.weight;
                let alike = |part: usize| 2.0 * shared(at, part) / (whole.weight + parts[part].weight);
                if covered >= CONTAINED && WEIGHTS.contains(&weight) && alike(*a).max(alike(*b)) < ONE {
                    found.push((covered, ([*a, *b], at)));
                }
            }
        }
    }
    found.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
    let (mut used_wholes, mut used_parts) = (vec![false; wholes.len()], vec![false; parts.len()]);
    let mut chosen = Vec::new();
    for (_, (both, whole)) in found {
        if !used_wholes[whole] && both.iter().all(|part| !used_parts[*part]) {
            used_wholes[whole] = true;
            both.iter().for_each(|part| used_parts[*part] = true);
            chosen.push((both, whole));
        }
    }
    chosen
}

/// The share of the words of `part` that stand in `whole` one after the other.
fn in_a_row(part: &[&str], whole: &[&str]) -> f64 {
    let (mut longest, mut before) = (0_u32, vec![0_u32; whole.len() + 1]);
    for word in part {
        let mut now = vec![0; whole.len() + 1];
        for (at, _) in whole.iter().enumerate().filter(|(_, other)| *other == word) {
            now[at + 1] = before[at] + 1;
            longest = longest.max(now[at + 1]);
        }
        before = now;
    }
    f64::from(longest) / (part.len().max(1) as f64)
}
