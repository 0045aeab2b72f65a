//! Finds the subject of a row in the cells that name it: an item by its id, by its text, by both or by a list of ids, or a
//! competence as a whole. Each cell is evidence by itself; together they name one thing, or contradict each other. An id
//! whose row has the text of another item names neither, and a row that says "not covered" names nothing at all.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::matrix::denial;
use crate::import::matrix::items::{Items, is_decimal};
use crate::import::matrix::listed::Listed;
use crate::import::matrix::vocabulary::is_sentence;
use crate::import::spreadsheet::CellValue;
use crate::model::{CompetenceId, ItemId};
use crate::tabular::Word;
use crate::text::{Similarity, fold_cell};

/// A cell that names the item of a row, by its id or its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelCell<'t> {
    pub(super) text: &'t str,
    pub(super) value: CellValue,
    /// Whether its column holds the texts of items.
    pub(super) is_text: bool,
    /// Whether its column holds their ids or numbers.
    pub(super) is_id: bool,
}

/// The subject of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowMeaning {
    /// One item.
    Item(ItemId),
    /// Several items, all named by their ids.
    Items(Vec<ItemId>),
    /// An item whose text is not quite the one that stands there.
    Near(ItemId, Similarity),
    /// A competence as a whole.
    Competence(CompetenceId),
    /// An id and the text of another item.
    Conflict { id: ItemId, text: ItemId },
    /// Perhaps an item; why it is none.
    Unsure(Message),
    /// Nothing is said.
    Nothing,
}

/// The evidence in one cell of a label.
pub(super) enum Evidence {
    Id(ItemId),
    Number(Vec<ItemId>),
    Text(Vec<ItemId>),
    Competence(CompetenceId),
    /// An id that the profile does not have.
    UnknownId,
    /// Something else; in a column of texts it should have been an item's.
    Other,
}

impl Items<'_> {
    /// Whether `cell` has the id of an item beyond doubt, which a number never has.
    pub(super) fn is_id(&self, cell: &str) -> bool {
        (self.id(cell).is_some() && !is_decimal(cell)) || Listed::find(self, cell).is_some()
    }

    /// The meaning of the label cells of a row, where `under` is the competence that was named last above it.
    pub(super) fn row(&mut self, cells: &[LabelCell<'_>], under: Option<CompetenceId>) -> RowMeaning {
        let said = cells.iter().filter(|cell| !cell.text.is_empty()).map(|cell| (cell, self.evidence(cell)));
        let said: Vec<(&LabelCell<'_>, Evidence)> = said.collect();
        if said.is_empty() {
            return RowMeaning::Nothing;
        }
        let is_denial = |(cell, said): &&(&LabelCell<'_>, Evidence)| {
            !matches!(said, Evidence::Text(_) | Evidence::Competence(_)) && denial::of_row(cell.text)
        };
        if let Some((cell, _)) = said.iter().find(is_denial) {
            return RowMeaning::Unsure(say!("\"{text}\" says that it is not covered", text = cell.text));
        }
        let competences = said.iter().filter_map(|(_, said)| match said {
            Evidence::Competence(competence) => Some(*competence),
            _ => None,
        });
        let competences: BTreeSet<CompetenceId> = competences.collect();
        let own = competences.first().copied().filter(|_| competences.len() == 1);
        let is_whole = |(cell, said): &(&LabelCell<'_>, Evidence)| {
            matches!(said, Evidence::Competence(_)) || is_ignored(cell.text)
        };
        if let Some(own) = own
            && said.iter().all(is_whole)
        {
            return RowMeaning::Competence(own);
        }
        let mut ids: BTreeSet<ItemId> = said
            .iter()
            .filter_map(|(_, said)| if let Evidence::Id(id) = said { Some(*id) } else { None })
            .collect();
        let listed: Vec<Listed> = cells.iter().filter_map(|cell| Listed::find(self, cell.text)).collect();
        if let [one] = listed.as_slice() {
            return self.by_list(one, &said);
        }
        ids.extend(listed.iter().flat_map(|listed| &listed.items));
        if ids.len() > 1 {
            let names = self.names(&ids);
            return RowMeaning::Unsure(say!("it has the ids of several items: {names}", names));
        }
        let unknown = said.iter().find(|(_, said)| matches!(said, Evidence::UnknownId));
        if let (Some((cell, _)), None) = (unknown, ids.first()) {
            return RowMeaning::Unsure(say!("the profile has no item with the id `{id}`", id = cell.text));
        }
        if let Some(doubt) = said.iter().find_map(|(cell, said)| self.doubt_behind_id(cell, said)) {
            return doubt;
        }
        let meaning = self.by_names(&said, ids.first().copied(), (own, under));
        self.within(meaning, own)
    }

    /// The meaning of a cell that begins with the id of one item and goes on otherwise than its text does: with other ids,
    /// with the text of another item, with words that take it back.
    fn doubt_behind_id(&mut self, cell: &LabelCell<'_>, said: &Evidence) -> Option<RowMeaning> {
        let Evidence::Id(id) = *said else { return None };
        // `c1.1 nog niet`: words of a status say something of the id that they stand behind.
        let asks = |rest: &str| rest.contains('?') && !self.site.items[id].text.contains('?');
        let says_something = |rest: &&str| !is_ignored(rest) || denial::of_addition(rest) || asks(rest);
        let rest = self.behind_id(cell.text).filter(says_something)?;
        if asks(rest) {
            let text = cell.text;
            return Some(RowMeaning::Unsure(say!(
                "\"{text}\" has a question mark, so it is not certain that this item is meant",
                text
            )));
        }
        let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-');
        let mut words = rest.split(is_between).map(|word| word.trim_matches('.').to_lowercase());
        if words.any(|word| self.known_id(&word).is_some_and(|other| other != id)) {
            let text = cell.text;
            return Some(RowMeaning::Unsure(say!(
                "it has the ids of several items and other words: \"{text}\"; write each id in a cell of its own",
                text
            )));
        }
        if self.is_taken_back(id, rest) {
            return Some(RowMeaning::Unsure(say!(
                "\"{text}\" says that it is not covered",
                text = cell.text
            )));
        }
        // A line below the id is a remark.
        let line = cell.text.trim().lines().next().and_then(|line| self.behind_id(line))?;
        if let Some(texts) = self.texts.get(&fold_cell(line)) {
            return (!texts.contains(&id)).then(|| self.by_both(id, &texts.clone()));
        }
        match self.by_id(id, &[line]) {
            RowMeaning::Item(_) => None,
            doubt => Some(doubt),
        }
    }

    /// The meaning of a row by the item whose id it has and the texts beside it; `own` is the competence that it names, and
    /// `under` the one above it.
    fn by_names(
        &mut self,
        said: &[(&LabelCell<'_>, Evidence)],
        id: Option<ItemId>,
        (own, under): (Option<CompetenceId>, Option<CompetenceId>),
    ) -> RowMeaning {
        if id.is_none()
            && let Some(several) = several_texts(said)
        {
            let names = self.names(&several);
            return RowMeaning::Unsure(say!("its cells have the texts of several items: {names}", names));
        }
        let texts = self.texts_of(said, own.or(under));
        let others: Vec<&str> = said
            .iter()
            .filter(|(cell, said)| matches!(said, Evidence::Other) && !is_ignored(cell.text))
            .filter(|(cell, _)| cell.is_text || is_sentence(cell.text))
            .map(|(cell, _)| cell.text)
            .collect();
        let is_text = said.iter().any(|(cell, said)| cell.is_text && matches!(said, Evidence::Other));
        match (id, texts) {
            (Some(id), Some(texts)) => self.by_both(id, &texts),
            (Some(id), None) if is_text => self.by_id(id, &others),
            (Some(id), None) => RowMeaning::Item(id),
            (None, Some(texts)) => self.by_text(&texts),
            (None, None) => self.by_likeness(said, &others, own),
        }
    }

    /// The meaning of a row with a cell that names several items. The text of another one beside it says that something
    /// is wrong.
    fn by_list(&self, listed: &Listed, said: &[(&LabelCell<'_>, Evidence)]) -> RowMeaning {
        if let Some(doubt) = &listed.doubt {
            return RowMeaning::Unsure(doubt.clone());
        }
        let other = said.iter().find_map(|(_, said)| match said {
            Evidence::Text(texts) => {
                texts.iter().all(|text| !listed.items.contains(text)).then(|| texts.clone())
            }
            Evidence::Id(id) => (!listed.items.contains(id)).then(|| vec![*id]),
            _ => None,
        });
        match other {
            Some(other) => RowMeaning::Unsure(say!(
                "it has the ids of several items, {names}, and names another one: {other}",
                names = self.names(&listed.items),
                other = self.names(&other)
            )),
            None => RowMeaning::Items(listed.items.clone()),
        }
    }

    /// The meaning of a row that names the competence `own` as well: an item of another one it cannot be.
    fn within(&self, meaning: RowMeaning, own: Option<CompetenceId>) -> RowMeaning {
        let item = match &meaning {
            RowMeaning::Item(item) | RowMeaning::Near(item, _) => *item,
            RowMeaning::Competence(_)
            | RowMeaning::Items(_)
            | RowMeaning::Conflict { .. }
            | RowMeaning::Unsure(_)
            | RowMeaning::Nothing => return meaning,
        };
        match (own, self.site.items[item].competence) {
            (Some(own), Some(of_item)) if own != of_item => RowMeaning::Unsure(say!(
                "it names the competence {competence}, and the item {item} of another one",
                competence = self.site.competences[own].id,
                item = self.site.items[item].id
            )),
            _ => meaning,
        }
    }

    fn evidence(&self, cell: &LabelCell<'_>) -> Evidence {
        let is_cut = is_decimal(cell.text) && cell.value != CellValue::Text;
        if let Some(id) = self.id(cell.text).filter(|_| !is_cut) {
            return Evidence::Id(id);
        }
        if let Some(texts) = self.texts.get(&fold_cell(cell.text)) {
            return Evidence::Text(texts.clone());
        }
        if let Some(competence) = self.competence(cell.text) {
            return Evidence::Competence(competence);
        }
        // A number, such as a weight, can stand anywhere; in the column of ids it is one.
        let numbers = if cell.is_id { self.number(cell.text, cell.value) } else { Vec::new() };
        if let ([one], CellValue::Text) = (numbers.as_slice(), cell.value) {
            return Evidence::Id(*one);
        }
        if !numbers.is_empty() {
            return Evidence::Number(numbers);
        }
        if cell.is_id && self.looks_like_an_id(cell.text) {
            return Evidence::UnknownId;
        }
        // `3. Snijdt groenten`: a text behind a number of the sheet's own.
        let rest = cell.text.split_once(' ').map_or("", |(_, rest)| rest);
        match self.texts.get(&fold_cell(rest)) {
            Some(texts) => Evidence::Text(texts.clone()),
            None => Evidence::Other,
        }
    }

    /// The items that the cells of a row may be about: by their ids, and of a competence all.
    pub(super) fn touched(&self, cells: &[LabelCell<'_>]) -> Vec<ItemId> {
        let of_competence = |cell: &LabelCell<'_>| {
            let competence = self.competence(cell.text);
            competence.map(|own| self.site.competences[own].indicators.clone()).unwrap_or_default()
        };
        let of_id = |cell: &LabelCell<'_>| {
            let listed = Listed::find(self, cell.text).map(|listed| listed.items).unwrap_or_default();
            self.id(cell.text).into_iter().chain(listed)
        };
        let of_text =
            |cell: &LabelCell<'_>| self.texts.get(&fold_cell(cell.text)).cloned().unwrap_or_default();
        let named: Vec<ItemId> =
            cells.iter().flat_map(|cell| of_id(cell).chain(of_text(cell)).collect::<Vec<_>>()).collect();
        if named.is_empty() { cells.iter().flat_map(of_competence).collect() } else { named }
    }

    /// The items that the cells of a row name by their ids or texts.
    pub(super) fn touched_alone(&self, cells: &[LabelCell<'_>]) -> BTreeSet<ItemId> {
        let of_text =
            |cell: &LabelCell<'_>| self.texts.get(&fold_cell(cell.text)).cloned().unwrap_or_default();
        cells.iter().flat_map(|cell| self.id(cell.text).into_iter().chain(of_text(cell))).collect()
    }

    /// The items that `cell` names by ids or a text, perhaps several between commas, lines or as a range.
    pub(super) fn named_in(&self, cell: &str) -> BTreeSet<ItemId> {
        if let Some(listed) = Listed::find(self, cell) {
            return listed.items.into_iter().collect();
        }
        let of_one = |text: &str| {
            let of_text = self.texts.get(&fold_cell(text)).cloned().unwrap_or_default();
            self.id(text).into_iter().chain(of_text)
        };
        let whole: BTreeSet<ItemId> = of_one(cell).collect();
        if !whole.is_empty() {
            return whole;
        }
        cell.split([';', '\n']).flat_map(of_one).collect()
    }

    /// The items whose text one of the cells is; of several the ones of the competence at hand.
    fn texts_of(
        &self,
        said: &[(&LabelCell<'_>, Evidence)],
        here: Option<CompetenceId>,
    ) -> Option<Vec<ItemId>> {
        let found = said.iter().rev().find_map(|(_, said)| match said {
            Evidence::Text(items) => Some(items),
            _ => None,
        })?;
        let of_here = |item: &&ItemId| here.is_some() && self.site.items[**item].competence == here;
        let narrowed: Vec<ItemId> = found.iter().filter(of_here).copied().collect();
        Some(if narrowed.is_empty() { found.clone() } else { narrowed })
    }

    fn by_both(&self, id: ItemId, texts: &[ItemId]) -> RowMeaning {
        if texts.contains(&id) || self.site.items[id].text == self.site.items[texts[0]].text {
            return RowMeaning::Item(id);
        }
        match texts {
            [text] => RowMeaning::Conflict { id, text: *text },
            several => RowMeaning::Unsure(say!(
                "the id is that of {id}, the text that of {text}",
                id = self.site.items[id].id,
                text = self.names(several)
            )),
        }
    }

    fn by_text(&self, texts: &[ItemId]) -> RowMeaning {
        match texts {
            [one] => RowMeaning::Item(*one),
            several => {
                RowMeaning::Unsure(say!("several items have this text: {names}", names = self.names(several)))
            }
        }
    }
}

/// The items whose texts the cells of a row are, where these are not of one.
fn several_texts(said: &[(&LabelCell<'_>, Evidence)]) -> Option<BTreeSet<ItemId>> {
    let named: Vec<&Vec<ItemId>> = said
        .iter()
        .filter_map(|(_, said)| if let Evidence::Text(items) = said { Some(items) } else { None })
        .collect();
    let first = named.first()?;
    let is_one = first.iter().any(|item| named.iter().all(|own| own.contains(item)));
    (!is_one).then(|| named.into_iter().flatten().copied().collect())
}

/// Whether a cell beside a name says nothing by itself: a kind of items, a share such as `3 / 12`, a dash.
fn is_ignored(text: &str) -> bool {
    Word::find(text).is_some() || !text.chars().any(char::is_alphabetic)
}
