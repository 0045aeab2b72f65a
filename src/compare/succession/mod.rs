//! Which statement of a new version of a profile is which statement of the old one.
//!
//! A register publishes a new version without saying what became of each line. Here that is found out from the official
//! codes, where both versions have them, then from equal words, and then from likeness: all that is left of the old
//! version is assigned to all that is left of the new one so that the whole fits best, and not line by line. A statement
//! may also have been split in two, or put together of two. A wrong match is worse than none, so a pair that has a rival
//! nearly as good, or that is alike in half its words only, is left undecided, and a person says what it is.
//!
//! The parts that two statements share weigh by how rare they are: "Kennis van" begins fifty lines and tells nothing.
//! The parts that are compared are three letters long, so that a slip in a word costs little.

mod assignment;
mod grams;
mod parts;

use std::collections::{BTreeMap, HashMap, VecDeque};

use self::grams::Likenesses;
use crate::text::fold_sentence;

/// A statement of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its words, folded.
    key: String,
    /// Its official code.
    code: Option<String>,
    /// The group that it stands under, where that is known to be the same in both versions.
    group: Option<usize>,
}

impl Statement {
    /// The statement with `text`; an empty code is none.
    pub fn new(text: &str, code: Option<&str>, group: Option<usize>) -> Self {
        let code = code.filter(|code| !code.is_empty()).map(str::to_owned);
        Self { key: fold_sentence(text), group, code }
    }
}

/// The fate of a statement of the old version. The numbers are places in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is that one, whatever its words are now.
    Kept(usize),
    /// It was split into these.
    Split(Vec<usize>),
    /// It is a part of that one, together with others.
    Merged(usize),
    /// It may be that one; a person has to say so.
    Undecided(usize),
    /// Nothing is like it.
    Gone,
}

/// Pairs that have to be more alike than this are candidates at all, from 0 to 1.
const LEAST: f64 = 0.36;
/// Pairs that are so much alike are matched, where nothing else comes near.
const ENOUGH: f64 = 0.55;
/// So much less alike every rival has to be.
const MARGIN: f64 = 0.08;
/// The highest score of a pair without a match whose old statement is gone.
const GONE: f64 = 0.45;
/// So many pairs are compared at once; more only within their groups.
const MOST_PAIRS: usize = 4_000_000;

/// The fate of each of `old` in `new`. `may_be` has the last word on a pair whose words are not the same, given as
/// a place in `old` and one in `new`.
pub fn succession(old: &[Statement], new: &[Statement], may_be: impl Fn(usize, usize) -> bool) -> Vec<Fate> {
    let mut matching = Matching { old, new, fates: vec![None; old.len()], taken: vec![false; new.len()] };
    matching.same(|statement| statement.code.as_deref().map(|code| (None, code)));
    matching.same(|statement| statement.group.map(|group| (Some(group), statement.key.as_str())));
    matching.same(|statement| Some((None, statement.key.as_str())));
    let (left, right) = matching.rest();
    if left.len().saturating_mul(right.len()) <= MOST_PAIRS {
        matching.alike(&left, &right, &may_be);
    } else {
        for (left, right) in matching.rest_by_group() {
            if left.len().saturating_mul(right.len()) <= MOST_PAIRS {
                matching.alike(&left, &right, &may_be);
            }
        }
    }
    matching.fates.into_iter().map(|fate| fate.unwrap_or(Fate::Gone)).collect()
}

struct Matching<'s> {
    old: &'s [Statement],
    new: &'s [Statement],
    fates: Vec<Option<Fate>>,
    taken: Vec<bool>,
}

impl<'s> Matching<'s> {
    /// Matches what has the same `name`, each in order.
    fn same(&mut self, name: impl Fn(&'s Statement) -> Option<(Option<usize>, &'s str)>) {
        let mut free: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (at, statement) in self.new.iter().enumerate().filter(|(at, _)| !self.taken[*at]) {
            if let Some(name) = name(statement) {
                free.entry(name).or_default().push_back(at);
            }
        }
        for (at, statement) in self.old.iter().enumerate() {
            if self.fates[at].is_none()
                && let Some(found) = name(statement).and_then(|name| free.get_mut(&name)?.pop_front())
            {
                self.fates[at] = Some(Fate::Kept(found));
                self.taken[found] = true;
            }
        }
    }

    /// The places of what has no match yet.
    fn rest(&self) -> (Vec<usize>, Vec<usize>) {
        let old = (0..self.old.len()).filter(|at| self.fates[*at].is_none()).collect();
        let new = (0..self.new.len()).filter(|at| !self.taken[*at]).collect();
        (old, new)
    }

    /// The same for each group.
    fn rest_by_group(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut groups: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let (old, new) = self.rest();
        for at in old {
            self.old[at].group.into_iter().for_each(|group| groups.entry(group).or_default().0.push(at));
        }
        for at in new {
            self.new[at].group.into_iter().for_each(|group| groups.entry(group).or_default().1.push(at));
        }
        groups.into_values().collect()
    }

    /// Matches what is alike among the places `old` and `new`.
    fn alike(&mut self, old: &[usize], new: &[usize], may_be: &impl Fn(usize, usize) -> bool) {
        let keys = |all: &'s [Statement], places: &[usize]| -> Vec<&'s str> {
            places.iter().map(|at| all[*at].key.as_str()).collect()
        };
        let everything: Vec<&str> =
            self.old.iter().chain(self.new).map(|statement| statement.key.as_str()).collect();
        let likenesses = Likenesses::new(&everything, &keys(self.old, old), &keys(self.new, new));
        for (parts, whole) in parts::splits(&likenesses) {
            self.fates[old[whole]] = Some(Fate::Split(parts.iter().map(|at| new[*at]).collect()));
            parts.into_iter().for_each(|at| self.taken[new[at]] = true);
        }
        for (parts, whole) in parts::merges(&likenesses) {
            let is_free = !self.taken[new[whole]] && parts.iter().all(|at| self.fates[old[*at]].is_none());
            if is_free {
                parts.into_iter().for_each(|at| self.fates[old[at]] = Some(Fate::Merged(new[whole])));
                self.taken[new[whole]] = true;
            }
        }
        let left: Vec<usize> = (0..old.len()).filter(|at| self.fates[old[*at]].is_none()).collect();
        let right: Vec<usize> = (0..new.len()).filter(|at| !self.taken[new[*at]]).collect();
        let is_same_group = |a: usize, b: usize| {
            self.old[old[a]].group.is_some() && self.old[old[a]].group == self.new[new[b]].group
        };
        let scores = likenesses.scores(&left, &right, LEAST, is_same_group);
        for (a, b) in assignment::best(&scores, left.len(), right.len(), LEAST) {
            let (at, found) = (old[left[a]], new[right[b]]);
            let score = scores.get(a, b);
            let is_clear = score >= ENOUGH && score - scores.rival(a, b) >= MARGIN;
            if !may_be(at, found) {
                continue;
            }
            if is_clear {
                self.fates[at] = Some(Fate::Kept(found));
                self.taken[found] = true;
            } else {
                self.fates[at] = Some(Fate::Undecided(found));
            }
        }
        for (a, place) in left.iter().enumerate() {
            if self.fates[old[*place]].is_some() {
                continue;
            }
            let near = scores.row(a).filter(|(b, score)| {
                *score >= GONE && !self.taken[new[right[*b]]] && may_be(old[*place], new[right[*b]])
            });
            let nearest = near.max_by(|(_, a), (_, b)| a.total_cmp(b));
            self.fates[old[*place]] =
                Some(nearest.map_or(Fate::Gone, |(b, _)| Fate::Undecided(new[right[b]])));
        }
    }
}
