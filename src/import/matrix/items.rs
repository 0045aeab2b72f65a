//! Knows an item by what somebody wrote for it. An id is certain, then an equal text, then one that differs as
//! retyping does; a text that is only similar is told with how similar it is.

use std::collections::{BTreeMap, HashMap};

use crate::model::{CompetenceId, ItemId, ProfileId, Site};
use crate::text::{Similarity, fold_cell};

/// Below this a text is not taken for an item.
const LEAST: u8 = 75;
/// How many pairs of texts are compared for one file: a second's work.
const MOST_COMPARISONS: usize = 2_000_000;

/// What the label of a row means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// One item.
    Item(ItemId),
    /// An item whose text is not quite the one that stands there.
    Near(ItemId, Similarity),
    /// A competence: all of its indicators.
    Competence(CompetenceId),
    /// An id and the text of another item: which one is meant?
    Conflict { id: ItemId, text: ItemId },
    /// Several items have this text.
    Several(Vec<ItemId>),
    /// Nothing that the profile has.
    Unknown,
}

/// The items of a profile, by their names.
pub(super) struct Items<'s> {
    site: &'s Site,
    ids: HashMap<String, ItemId>,
    competences: HashMap<String, CompetenceId>,
    texts: BTreeMap<String, Vec<ItemId>>,
    comparisons: usize,
}

impl<'s> Items<'s> {
    pub(super) fn new(site: &'s Site, profile: ProfileId) -> Self {
        let mut items = Self {
            site,
            ids: HashMap::new(),
            competences: HashMap::new(),
            texts: BTreeMap::new(),
            comparisons: MOST_COMPARISONS,
        };
        for item in &site.profiles[profile].items {
            let known = &site.items[*item];
            items.ids.insert(known.id.to_lowercase(), *item);
            items.texts.entry(fold_cell(&known.text)).or_default().push(*item);
        }
        for competence in &site.profiles[profile].competences {
            let known = &site.competences[*competence];
            items.competences.insert(fold_cell(&known.title), *competence);
            items.competences.insert(known.id.to_lowercase(), *competence);
        }
        items
    }

    /// Whether `cell` names an item beyond doubt.
    pub(super) fn is_item(&self, cell: &str) -> bool {
        self.id(cell).is_some() || self.texts.contains_key(&fold_cell(cell))
    }

    /// The competence that `cell` names.
    pub(super) fn competence(&self, cell: &str) -> Option<CompetenceId> {
        let lower = cell.trim().to_lowercase();
        let first = lower.split([' ', ':']).next().unwrap_or(&lower);
        let known = |name: &str| self.competences.get(name).copied();
        known(&lower).or_else(|| known(&fold_cell(cell))).or_else(|| known(first))
    }

    /// What the label cells of a row mean, where `under` is the competence that was named last above it.
    pub(super) fn label(&mut self, cells: &[&str], under: Option<CompetenceId>) -> Label {
        let id = cells.iter().rev().find_map(|cell| self.id(cell));
        let by_text = self.by_text(cells, under);
        match (id, by_text) {
            (Some(id), Some(texts)) if !texts.contains(&id) => match texts.as_slice() {
                [text] => Label::Conflict { id, text: *text },
                _ => Label::Item(id),
            },
            (Some(id), _) => Label::Item(id),
            (None, Some(texts)) => match texts.as_slice() {
                [one] => Label::Item(*one),
                several => Label::Several(several.to_vec()),
            },
            (None, None) => {
                let number = cells.iter().rev().find_map(|cell| self.number(cell));
                if let Some(item) = number.filter(|_| !cells.iter().any(|cell| is_sentence(cell))) {
                    return Label::Item(item);
                }
                if let Some(competence) = cells.iter().find_map(|cell| self.competence(cell)) {
                    return Label::Competence(competence);
                }
                self.near(cells).map_or(Label::Unknown, |(item, score)| Label::Near(item, score))
            }
        }
    }

    /// The item whose id `cell` is, or begins with.
    fn id(&self, cell: &str) -> Option<ItemId> {
        let lower = cell.trim().to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or("");
        let first = first.trim_start_matches(['(', '[']).trim_end_matches([':', ')', ']', '.']);
        self.ids.get(&lower).or_else(|| self.ids.get(first)).copied()
    }

    /// The item that a bare number such as `4.6` means. A spreadsheet writes 4.10 as 4.1, so this is only
    /// asked where no text says otherwise.
    fn number(&self, cell: &str) -> Option<ItemId> {
        let is_number = cell.contains('.') && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
        if is_number { self.ids.get(&format!("c{cell}")).copied() } else { None }
    }

    /// The items whose text one of `cells` is; of several the ones of the competence at hand.
    fn by_text(&self, cells: &[&str], under: Option<CompetenceId>) -> Option<Vec<ItemId>> {
        let found = cells.iter().rev().filter(|cell| !cell.is_empty()).find_map(|cell| {
            let (_, rest) = cell.split_once(' ').unwrap_or(("", cell));
            self.texts.get(&fold_cell(cell)).or_else(|| self.texts.get(&fold_cell(rest)))
        })?;
        let here = cells.iter().find_map(|cell| self.competence(cell)).or(under);
        let of_here = |item: &&ItemId| here.is_some() && self.site.items[**item].competence == here;
        let narrowed: Vec<ItemId> = found.iter().filter(of_here).copied().collect();
        Some(if narrowed.is_empty() { found.clone() } else { narrowed })
    }

    /// The item whose text is most like the longest of `cells`.
    fn near(&mut self, cells: &[&str]) -> Option<(ItemId, Similarity)> {
        let text = fold_cell(cells.iter().max_by_key(|cell| cell.len())?);
        self.comparisons = self.comparisons.checked_sub(self.texts.len())?;
        let mut best: Option<(Similarity, &Vec<ItemId>)> = None;
        for (known, items) in &self.texts {
            let least = best.map_or(LEAST, |(score, _)| score.percent().saturating_add(1).min(100));
            if let Some(found) = Similarity::of(&text, known, least) {
                best = Some((found, items));
            }
        }
        let (score, items) = best?;
        Some((*items.first()?, score))
    }
}

fn is_sentence(cell: &str) -> bool {
    cell.split_whitespace().count() > 2
}
