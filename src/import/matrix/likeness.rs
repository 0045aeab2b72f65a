//! Knows an item by a text that is only like its own: where no second item is nearly as like, and where nothing in the two
//! texts turns the one round, such as "not", another number, or a word that stands in the place of another one. A number of
//! the sheet's own, or one that a spreadsheet may have cut, agrees with its text or means nothing.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::matrix::dates::is_day;
use crate::import::matrix::denial;
use crate::import::matrix::items::Items;
use crate::import::matrix::row_meaning::{Evidence, LabelCell, RowMeaning};
use crate::import::matrix::word_changes::WordChanges;
use crate::model::{CompetenceId, ItemId};
use crate::text::{Similarity, fold_cell};

/// Below this a text is not taken for an item.
const LEAST: u8 = 75;
/// By so much the best item must be more alike than the second.
const MARGIN: u8 = 6;
/// Below this, the text beside an id says that another item is meant.
const AGREES: u8 = 60;
/// So many items are looked at word by word, the most alike first.
const MOST_ALIKE: usize = 12;
/// Words that turn a sentence round.
const NEGATIONS: &[&str] = &[
    "niet", "geen", "zonder", "not", "no", "without", "ne", "pas", "sans", "nicht", "kein", "keine", "ohne",
];

/// The item whose text is most like one of some others.
enum Nearest {
    /// It says the same.
    Item(ItemId, Similarity),
    /// Two items are nearly as like.
    Either(ItemId, ItemId),
    /// It says something else, and why.
    Other(ItemId, Message),
}

impl Nearest {
    fn item(&self) -> ItemId {
        match self {
            Self::Item(item, _) | Self::Either(item, _) | Self::Other(item, _) => *item,
        }
    }
}

impl Items<'_> {
    /// The meaning of a row with the id of one item and, in the column of texts, something else.
    pub(super) fn by_id(&mut self, id: ItemId, others: &[&str]) -> RowMeaning {
        let own = fold_cell(&self.site.items[id].text);
        if let Some(text) = others.iter().find(|other| self.is_taken_back(id, other)) {
            return RowMeaning::Unsure(say!("\"{text}\" says that it is not covered", text));
        }
        if others.is_empty() {
            return RowMeaning::Item(id);
        }
        if let Some(text) = others.iter().find(|other| agrees(&own, &fold_cell(other))) {
            return self.by_id_and_likeness(id, text);
        }
        let other = self.nearest(others).map(|nearest| nearest.item());
        self.unlike(id, other)
    }

    /// The meaning of a row with the id of one item and a text that is like that of this item: it may be more like another one's.
    fn by_id_and_likeness(&mut self, id: ItemId, text: &str) -> RowMeaning {
        let own = fold_cell(&self.site.items[id].text);
        let text = fold_cell(text);
        let is_changed = !text.starts_with(&own) && self.changes(id, &text).replaced.is_some();
        if !is_changed {
            return RowMeaning::Item(id);
        }
        match (self.nearest(&[&text]), Similarity::of(&own, &text, 0)) {
            (Some(Nearest::Item(other, _)), _) if other != id => self.unlike(id, Some(other)),
            (_, Some(score)) => RowMeaning::Near(id, score),
            (_, None) => RowMeaning::Item(id),
        }
    }

    /// That a row has the id of one item and another text, perhaps that of the item `other`.
    fn unlike(&self, id: ItemId, other: Option<ItemId>) -> RowMeaning {
        let id = &self.site.items[id].id;
        RowMeaning::Unsure(match other.map(|other| &self.site.items[other].id) {
            Some(other) => {
                say!("the id is that of {id}, the text is like that of {other}", id, other)
            }
            None => say!("the id is that of {id}, the text is another", id),
        })
    }

    /// The meaning of a row without an id and without the exact text of an item.
    pub(super) fn by_likeness(
        &mut self,
        said: &[(&LabelCell<'_>, Evidence)],
        others: &[&str],
        own: Option<CompetenceId>,
    ) -> RowMeaning {
        let number = said.iter().find_map(|(cell, said)| match said {
            Evidence::Number(items) => Some((cell.text, items)),
            _ => None,
        });
        if let Some((number, items)) = number {
            return self.by_number(number, items, others);
        }
        let unknown = || {
            RowMeaning::Unsure(match said.iter().find(|(cell, _)| is_day(cell.text)) {
                Some((cell, _)) => say!(
                    "\"{text}\" is a day, which a spreadsheet makes of an id such as 1.10; write the id anew, as a text",
                    text = cell.text
                ),
                None => say!("no item of the profile has this id or text"),
            })
        };
        let Some(nearest) = self.nearest(others) else { return unknown() };
        let item = nearest.item();
        if own.is_some() && self.site.items[item].competence.is_some_and(|of_item| Some(of_item) != own) {
            return unknown();
        }
        if let Some(text) = others.iter().find(|other| self.is_taken_back(item, other)) {
            return RowMeaning::Unsure(say!("\"{text}\" says that it is not covered", text));
        }
        match nearest {
            Nearest::Item(item, score) => RowMeaning::Near(item, score),
            Nearest::Either(one, other) => RowMeaning::Unsure(say!(
                "it is nearly as like one item as another: {names}",
                names = self.names(&[one, other])
            )),
            Nearest::Other(_, why) => RowMeaning::Unsure(why),
        }
    }

    /// Whether `text` has the words of `item`, and before or behind them some that take it back: `Kneedt het deeg (gepland)`. A
    /// word counts as one of the item's in any of its forms.
    pub(super) fn is_taken_back(&self, item: ItemId, text: &str) -> bool {
        const STEM: usize = 5;
        let words = |text: &str| -> Vec<String> {
            let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '.' | '\'');
            let folded = fold_cell(text);
            folded.split(is_between).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let stem = |word: &String| word.chars().take(STEM).collect::<String>();
        let own: BTreeSet<String> = words(&self.site.items[item].text).iter().map(stem).collect();
        let words = words(text);
        let is_own = |word: &String| own.contains(&stem(word));
        let (Some(first), Some(last)) = (words.iter().position(is_own), words.iter().rposition(is_own))
        else {
            return denial::of_addition(text);
        };
        [&words[..first], &words[last + 1..]].iter().any(|added| denial::of_addition(&added.join(" ")))
    }

    fn by_number(&self, number: &str, items: &[ItemId], others: &[&str]) -> RowMeaning {
        let agreeing = |item: &&ItemId| {
            let own = fold_cell(&self.site.items[**item].text);
            others.iter().any(|other| agrees(&own, &fold_cell(other)))
        };
        let fitting: Vec<ItemId> = items.iter().filter(agreeing).copied().collect();
        match (fitting.as_slice(), items, others) {
            ([one], _, _) | ([], [one], []) => RowMeaning::Item(*one),
            ([], [one], _) => {
                let id = &self.site.items[*one].id;
                RowMeaning::Unsure(say!("the number is that of {id}, the text is another", id))
            }
            _ => RowMeaning::Unsure(say!(
                "a spreadsheet cuts the zero at the end of a number, so `{number}` may be {names}; give the cells the form of texts, or write `{first}`",
                number,
                names = self.names(items),
                first = items.first().map_or("", |item| self.site.items[*item].id.as_str())
            )),
        }
    }

    /// The item whose text is most like one of `texts`.
    fn nearest(&mut self, texts: &[&str]) -> Option<Nearest> {
        let text = fold_cell(texts.iter().max_by_key(|text| text.len())?);
        let text = match text.split_once(' ') {
            // A number of the sheet's own before the sentence.
            Some((first, rest)) if first.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit()) => {
                rest.to_owned()
            }
            _ => text,
        };
        self.comparisons = self.comparisons.checked_sub(self.texts.len())?;
        let mut scores: Vec<(Similarity, ItemId)> = Vec::new();
        for (known, items) in &self.texts {
            let score = Similarity::of(&text, known, LEAST.saturating_sub(MARGIN));
            if let Some(score) = score.filter(|_| !turns_round(&text, known)) {
                scores.extend(items.iter().map(|item| (score, *item)));
            }
        }
        scores.sort_by_key(|(score, item)| (std::cmp::Reverse(*score), *item));
        scores.truncate(MOST_ALIKE);
        let (best, first) = *scores.first().filter(|(score, _)| score.percent() >= LEAST)?;
        let doubts = scores.iter().map(|(score, item)| (*score, *item, self.says_otherwise(*item, &text)));
        let mut fitting = Vec::new();
        let mut first_doubt = None;
        for (score, item, doubt) in doubts {
            match doubt {
                None => fitting.push((score, item)),
                Some(doubt) => drop(first_doubt.get_or_insert(doubt)),
            }
        }
        let near = |(other, _): &&(Similarity, ItemId), score: Similarity| {
            other.percent() + MARGIN > score.percent()
        };
        match (fitting.as_slice(), first_doubt) {
            ([(score, item), others @ ..], _) if score.percent() >= LEAST => {
                Some(match others.iter().find(|other| near(other, *score)) {
                    Some((_, second)) => Nearest::Either(*item, *second),
                    None => Nearest::Item(*item, *score),
                })
            }
            (_, Some(doubt)) => Some(Nearest::Other(first, doubt)),
            (_, None) => Some(Nearest::Item(first, best)),
        }
    }

    /// The words by which `text`, which is folded, differs from that of an item.
    fn changes(&self, item: ItemId, text: &str) -> WordChanges {
        let own = fold_cell(&self.site.items[item].text);
        WordChanges::between(&own, text, &self.stems, &|word| self.other_with(item, word).is_some())
    }

    /// Another item than `item` that has `word` in its text, where that one does not.
    fn other_with(&self, item: ItemId, word: &str) -> Option<ItemId> {
        let items = self.words().get(word)?;
        if items.contains(&item) { None } else { items.first().copied() }
    }

    /// Why `text`, however like that of an item it is, says something else; none where it says the same.
    fn says_otherwise(&self, item: ItemId, text: &str) -> Option<Message> {
        let changes = self.changes(item, text);
        let id = &self.site.items[item].id;
        if let Some((own, said)) = &changes.replaced {
            return Some(say!(
                "it is like {id}, but says \"{said}\" where that one says \"{own}\"",
                id,
                said,
                own
            ));
        }
        if changes.is_moved {
            return Some(say!("it is like {id}, but has its words in another order", id));
        }
        let of_another = changes.added.iter().find_map(|word| Some((word, self.other_with(item, word)?)));
        let (word, other) = of_another?;
        let other = &self.site.items[other].id;
        Some(say!("it is like {id}, but has the word \"{word}\", which is one of {other}", id, word, other))
    }
}

/// Whether the text beside an id may be that of its item: nearly the same, shortened or explained.
fn agrees(own: &str, other: &str) -> bool {
    // In brackets, or behind a dash, something is added to the whole text.
    let added = other.strip_prefix(own).map(str::trim_start);
    if added.is_some_and(|added| added.starts_with(['(', '[', '-', ':', ';', ','])) {
        return true;
    }
    if other.is_empty() || Similarity::of(own, other, AGREES).is_some() {
        return !turns_round(own, other);
    }
    let long = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
        words.map(str::to_owned).collect()
    };
    let (own_words, other_words) = (long(own), long(other));
    let (few, many) = if own_words.len() < other_words.len() {
        (&own_words, &other_words)
    } else {
        (&other_words, &own_words)
    };
    !few.is_empty() && few.iter().all(|word| many.contains(word)) && !turns_round(own, other)
}

/// Whether two texts differ in a number, a question mark or a word such as "not", however alike they are otherwise.
fn turns_round(one: &str, other: &str) -> bool {
    if one.contains('?') != other.contains('?') {
        return true;
    }
    let telling = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let tells = |word: &&str| word.chars().any(|c| c.is_ascii_digit()) || NEGATIONS.contains(word);
        words.filter(tells).map(str::to_owned).collect()
    };
    telling(one) != telling(other)
}
