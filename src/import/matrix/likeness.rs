//! Knows an item by a text that is only like its own: where no second item is nearly as like, and where nothing in the two
//! texts turns the one round, such as "not" or another number. A number of the sheet's own, or one that a spreadsheet may
//! have cut, agrees with its text or means nothing.

use std::collections::BTreeSet;

use crate::diagnostics::say;
use crate::import::matrix::dates::is_day;
use crate::import::matrix::denial;
use crate::import::matrix::items::Items;
use crate::import::matrix::row_meaning::{Evidence, LabelCell, RowMeaning};
use crate::model::{CompetenceId, ItemId};
use crate::text::{Similarity, fold_cell};

/// Below this a text is not taken for an item.
const LEAST: u8 = 75;
/// By so much the best item must be more alike than the second.
const MARGIN: u8 = 6;
/// Below this, the text beside an id says that another item is meant.
const AGREES: u8 = 60;
/// Words that turn a sentence round.
const NEGATIONS: &[&str] = &[
    "niet", "geen", "zonder", "not", "no", "without", "ne", "pas", "sans", "nicht", "kein", "keine", "ohne",
];

impl Items<'_> {
    /// The meaning of a row with the id of one item and, in the column of texts, something else.
    pub(super) fn by_id(&mut self, id: ItemId, others: &[&str]) -> RowMeaning {
        let own = fold_cell(&self.site.items[id].text);
        if let Some(text) = others.iter().find(|other| self.is_taken_back(id, other)) {
            return RowMeaning::Unsure(say!("\"{text}\" says that it is not covered", text));
        }
        if others.is_empty() || others.iter().any(|other| agrees(&own, &fold_cell(other))) {
            return RowMeaning::Item(id);
        }
        let id = &self.site.items[id].id;
        match self.nearest(others) {
            Some((other, _, _)) => {
                let other = &self.site.items[other].id;
                RowMeaning::Unsure(say!(
                    "the id is that of {id}, the text is like that of {other}",
                    id,
                    other
                ))
            }
            None => RowMeaning::Unsure(say!("the id is that of {id}, the text is another", id)),
        }
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
        let Some((item, score, second)) = self.nearest(others) else { return unknown() };
        if own.is_some() && self.site.items[item].competence.is_some_and(|of_item| Some(of_item) != own) {
            return unknown();
        }
        if let Some(text) = others.iter().find(|other| self.is_taken_back(item, other)) {
            return RowMeaning::Unsure(say!("\"{text}\" says that it is not covered", text));
        }
        match second {
            Some(second) => {
                let alike = [item, second];
                RowMeaning::Unsure(say!(
                    "it is nearly as like one item as another: {names}",
                    names = self.names(&alike)
                ))
            }
            None => RowMeaning::Near(item, score),
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

    /// The item whose text is most like one of `texts`, how alike it is, and another that is nearly as like.
    fn nearest(&mut self, texts: &[&str]) -> Option<(ItemId, Similarity, Option<ItemId>)> {
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
            if let Some(score) = score {
                scores.extend(items.iter().map(|item| (score, *item)));
            }
        }
        scores.sort_by_key(|(score, item)| (std::cmp::Reverse(*score), *item));
        let (score, item) = *scores.first()?;
        if score.percent() < LEAST || turns_round(&text, &fold_cell(&self.site.items[item].text)) {
            return None;
        }
        let near = |(other, _): &&(Similarity, ItemId)| other.percent() + MARGIN > score.percent();
        Some((item, score, scores.get(1).filter(near).map(|(_, item)| *item)))
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

/// Whether two texts differ in a number or in a word such as "not", however alike they are otherwise.
fn turns_round(one: &str, other: &str) -> bool {
    let telling = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let tells = |word: &&str| word.chars().any(|c| c.is_ascii_digit()) || NEGATIONS.contains(word);
        words.filter(tells).map(str::to_owned).collect()
    };
    telling(one) != telling(other)
}
