//! Finds which text of an existing file a text of a document is, so that it keeps its id. An existing text is given to
//! one new text at most, and one that is the same goes before one that is near.

use std::collections::{HashMap, VecDeque};

use crate::text::{ComparisonBudget, fold_sentence};

/// A text to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Candidate {
    /// Its words, as `wording::key` gives them.
    pub(in crate::import) key: String,
    /// What it stands under; near texts only match within one group, and `None` is none.
    pub(in crate::import) group: Option<usize>,
    /// Its official code, which goes before its words.
    pub(in crate::import) code: Option<String>,
}

impl Candidate {
    /// The candidate with `text`; an empty code is none.
    pub(in crate::import) fn new(text: &str, code: Option<&str>, group: Option<usize>) -> Self {
        let code = code.filter(|code| !code.is_empty()).map(str::to_owned);
        Self { key: fold_sentence(text), group, code }
    }
}

/// So many hundredths of a text may have been corrected for it to be the same text still.
const CORRECTED: usize = 15;

/// For each of `new` the index in `old` of the text that it is.
///
/// `near_enough` has the last word on a pair that is not the same to the letter.
pub(in crate::import) fn matches(
    new: &[Candidate],
    old: &[Candidate],
    near_enough: impl Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let mut matching = Matching { found: vec![None; new.len()], used: vec![false; old.len()] };
    matching.same(new, old, |candidate| candidate.code.as_deref().map(|code| (None, code)));
    matching.same(new, old, |candidate| candidate.group.map(|group| (Some(group), candidate.key.as_str())));
    matching.same(new, old, |candidate| Some((None, candidate.key.as_str())));
    matching.near(new, old, near_enough);
    matching.found
}

struct Matching {
    found: Vec<Option<usize>>,
    used: Vec<bool>,
}

impl Matching {
    /// Matches what has the same `name`, each in order.
    fn same<'a>(
        &mut self,
        new: &'a [Candidate],
        old: &'a [Candidate],
        name: impl Fn(&'a Candidate) -> Option<(Option<usize>, &'a str)>,
    ) {
        let mut free: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (at, candidate) in old.iter().enumerate().filter(|(at, _)| !self.used[*at]) {
            if let Some(name) = name(candidate) {
                free.entry(name).or_default().push_back(at);
            }
        }
        for (at, candidate) in new.iter().enumerate() {
            if self.found[at].is_some() {
                continue;
            }
            if let Some(old) = name(candidate).and_then(|name| free.get_mut(&name)?.pop_front()) {
                self.pair(at, old);
            }
        }
    }

    /// Matches what is near, the nearest pair first.
    fn near(&mut self, new: &[Candidate], old: &[Candidate], near_enough: impl Fn(usize, usize) -> bool) {
        let mut free: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, candidate) in old.iter().enumerate().filter(|(at, _)| !self.used[*at]) {
            if let Some(group) = candidate.group {
                free.entry(group).or_default().push(at);
            }
        }
        let mut budget = ComparisonBudget::default();
        let mut pairs = Vec::new();
        for (at, candidate) in new.iter().enumerate().filter(|(at, _)| self.found[*at].is_none()) {
            let others = candidate.group.and_then(|group| free.get(&group));
            for other in others.into_iter().flatten() {
                if budget.is_spent() {
                    break;
                }
                let distance = budget.distance(&candidate.key, &old[*other].key, CORRECTED);
                pairs.extend(distance.map(|distance| (distance, at, *other)));
            }
        }
        pairs.sort_unstable();
        for (_, at, other) in pairs {
            if self.found[at].is_none() && !self.used[other] && near_enough(at, other) {
                self.pair(at, other);
            }
        }
    }

    fn pair(&mut self, new: usize, old: usize) {
        self.found[new] = Some(old);
        self.used[old] = true;
    }
}
