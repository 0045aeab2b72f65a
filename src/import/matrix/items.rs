//! The items of a profile by all that may name one in a sheet: ids, codes, texts, the titles of their competences, and the
//! numbers behind the letters of ids. A spreadsheet keeps `1.10` as 1.1, so such a number may mean several items. Each
//! look-up here is about one cell; `listed` knows cells that name several items, `row_meaning` what the cells of a row name
//! together.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::import::matrix::word_changes;
use crate::import::spreadsheet::CellValue;
use crate::model::{CompetenceId, ItemId, ProfileId, Site};
use crate::stems::Stems;
use crate::text::fold_cell;

/// How many pairs of texts are compared for one file: a second's work.
const MOST_COMPARISONS: usize = 2_000_000;

/// The items of a profile, by their names.
pub(super) struct Items<'s> {
    pub(super) site: &'s Site,
    profile: ProfileId,
    ids: HashMap<String, ItemId>,
    /// Ids that are a number behind letters, such as `c1.10`, by the number as a spreadsheet may cut it.
    numbers: HashMap<String, Vec<(String, ItemId)>>,
    competences: HashMap<String, CompetenceId>,
    pub(super) texts: BTreeMap<String, Vec<ItemId>>,
    pub(super) comparisons: usize,
    pub(super) stems: Stems,
    /// The items that have each word, once somebody asked.
    words: OnceCell<HashMap<String, BTreeSet<ItemId>>>,
    /// The items that a person said certain cells to name, by the folded text of the cell.
    said: BTreeMap<String, String>,
}

impl<'s> Items<'s> {
    pub(super) fn new(site: &'s Site, profile: ProfileId) -> Self {
        let mut items = Self {
            site,
            profile,
            ids: HashMap::new(),
            numbers: HashMap::new(),
            competences: HashMap::new(),
            texts: BTreeMap::new(),
            comparisons: MOST_COMPARISONS,
            stems: Stems::new(site.config.language),
            words: OnceCell::new(),
            said: BTreeMap::new(),
        };
        let mut codes: HashMap<String, Vec<ItemId>> = HashMap::new();
        for item in &site.profiles[profile].items {
            let known = &site.items[*item];
            items.ids.insert(known.id.to_lowercase(), *item);
            items.texts.entry(fold_cell(&known.text)).or_default().push(*item);
            if let Some(number) = tail(&known.id) {
                items.numbers.entry(cut(number)).or_default().push((number.to_owned(), *item));
            }
            if !known.code.is_empty() {
                codes.entry(known.code.to_lowercase()).or_default().push(*item);
            }
        }
        for (code, of_code) in codes {
            if let [one] = of_code.as_slice() {
                items.ids.entry(code).or_insert(*one);
            }
        }
        for competence in &site.profiles[profile].competences {
            let known = &site.competences[*competence];
            items.competences.insert(fold_cell(&known.title), *competence);
            items.competences.insert(known.id.to_lowercase(), *competence);
        }
        items
    }

    /// The same items, where a person said which of them certain cells name.
    pub(super) fn with_ranges(mut self, ranges: &[(String, String)]) -> Self {
        self.said = ranges.iter().map(|(text, ids)| (fold_cell(text), ids.clone())).collect();
        self
    }

    /// The ids that a person said `cell` to mean.
    pub(super) fn said_of(&self, cell: &str) -> Option<&str> {
        if self.said.is_empty() { None } else { self.said.get(&fold_cell(cell)).map(String::as_str) }
    }

    /// The items by the words of their texts.
    pub(super) fn words(&self) -> &HashMap<String, BTreeSet<ItemId>> {
        self.words.get_or_init(|| {
            let mut words: HashMap<String, BTreeSet<ItemId>> = HashMap::new();
            for (text, items) in &self.texts {
                for word in word_changes::words(text) {
                    words.entry(word).or_default().extend(items);
                }
            }
            words
        })
    }

    /// The profile whose items these are.
    pub(super) fn profile(&self) -> ProfileId {
        self.profile
    }

    /// Whether two cells name one item, by its id or its text.
    pub(super) fn may_be_one(&self, one: &str, other: &str) -> bool {
        let named = |cell: &str| -> BTreeSet<ItemId> {
            let texts = self.texts.get(&fold_cell(cell)).into_iter().flatten().copied();
            texts.chain(self.id(cell)).collect()
        };
        fold_cell(one) == fold_cell(other) || !named(one).is_disjoint(&named(other))
    }

    /// Whether `cell` has the text of an item.
    pub(super) fn is_text(&self, cell: &str) -> bool {
        self.texts.contains_key(&fold_cell(cell))
            || behind_number(cell).is_some_and(|rest| self.texts.contains_key(&fold_cell(rest)))
    }

    /// Whether `cell` may be the number of an item: `1.10` for `c1.10`.
    pub(super) fn is_number(&self, cell: &str) -> bool {
        cell.contains(['.', ',']) && !self.number(cell, CellValue::Number).is_empty()
    }

    /// The competence that `cell` names, with all that it says.
    pub(super) fn competence(&self, cell: &str) -> Option<CompetenceId> {
        let known = |name: &str| self.competences.get(name).copied();
        let lower = cell.trim().to_lowercase();
        let whole = known(&lower).or_else(|| known(&fold_cell(cell)));
        // `c1 Cooks`, `c1: Cooks`: the id and the title of one competence.
        let parted = || {
            let (first, rest) = lower.split_once([' ', ':', '\n'])?;
            let rest = fold_cell(rest.trim_start_matches([':', '-', '–', '.', ' ']));
            known(first.trim_end_matches(['.', ':', ')'])).filter(|one| known(&rest) == Some(*one))
        };
        whole.or_else(parted)
    }

    /// The item with exactly this id, in lower case.
    pub(super) fn known_id(&self, id: &str) -> Option<ItemId> {
        self.ids.get(id).copied()
    }

    /// The items from `first` to `last` in the order of the profile; none where the numbers of the ids say otherwise, or
    /// do not say it.
    pub(super) fn between(&self, first: ItemId, last: ItemId) -> Option<Vec<ItemId>> {
        let all = &self.site.profiles[self.profile].items;
        let at = |item: ItemId| all.iter().position(|other| *other == item);
        let (from, to) = (at(first)?, at(last)?);
        let number = |item: &ItemId| {
            let id = &self.site.items[*item].id;
            let number = tail(id)?;
            let parts: Option<Vec<u32>> = number.split('.').map(|part| part.parse().ok()).collect();
            Some((id[..id.len() - number.len()].to_lowercase(), parts?))
        };
        let (low, high) = (number(&first)?, number(&last)?);
        let is_between = |item: &ItemId| {
            number(item).is_some_and(|own| {
                own.0 == low.0 && own.1.len() == low.1.len() && low.1 <= own.1 && own.1 <= high.1
            })
        };
        let between = all.get(from..=to)?.to_vec();
        let all_between = all.iter().filter(|item| is_between(item)).count();
        let is_clear = low.0 == high.0 && low.1.len() == high.1.len() && between.iter().all(is_between);
        (is_clear && all_between == between.len()).then_some(between)
    }

    /// The item whose id `cell` is, or begins with.
    pub(super) fn id(&self, cell: &str) -> Option<ItemId> {
        if self.said_of(cell).is_some() {
            return None;
        }
        let lower = cell.trim().to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or("");
        let bare = |text: &str| {
            text.trim_start_matches(['(', '[']).trim_end_matches([':', ')', ']', '.', ',', ';']).to_owned()
        };
        let joined: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
        let short = (joined.len() <= 16).then(|| bare(&joined));
        let known = |name: &str| self.ids.get(name).copied();
        known(&lower)
            .or_else(|| known(&bare(first)))
            .or_else(|| short.and_then(|name| known(&name)))
            .or_else(|| self.respelled(&bare(first)))
            .or_else(|| self.behind_its_text(cell))
    }

    /// The item whose id is written with another sign than its point: `c1,1` or `c1-1` for `c1.1`.
    pub(super) fn respelled(&self, id: &str) -> Option<ItemId> {
        let (first, _) = id.split_once([',', '-', '_'])?;
        let is_known = self.known_id(first).is_some() || !first.starts_with(char::is_alphabetic);
        let id = id.replace([',', '-', '_'], ".");
        if is_known { None } else { self.known_id(&id) }
    }

    /// The item with this number behind the letters of its id, written out among others: `1.10` for `c1.10`.
    pub(super) fn numbered(&self, text: &str) -> Option<ItemId> {
        let found = if text.contains('.') { self.number(text, CellValue::Text) } else { Vec::new() };
        found.first().copied().filter(|_| found.len() == 1)
    }

    /// Whether a text is built as an id with the number of an item behind other letters: `c1.1` where the profile says `1.1`.
    pub(super) fn has_number_of(&self, text: &str) -> bool {
        let number =
            tail(text.trim()).filter(|number| number.contains('.') && number.len() < text.trim().len());
        number.is_some_and(|number| !self.number(number, CellValue::Text).is_empty())
    }

    /// The text that stands in `cell` behind an id with which it begins: `Kneedt het deeg` of `c1.2: Kneedt het deeg`. None for
    /// an id alone, and where a person said what the cell means.
    pub(super) fn behind_id<'c>(&self, cell: &'c str) -> Option<&'c str> {
        let cell = cell.trim();
        if self.known_id(&cell.to_lowercase()).is_some() || self.said_of(cell).is_some() {
            return None;
        }
        let (first, rest) = cell.split_once(char::is_whitespace)?;
        let first = first.trim_start_matches(['(', '[']).trim_end_matches([':', ')', ']', '.', ',', ';']);
        self.known_id(&first.to_lowercase())?;
        let rest =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '.'));
        (!rest.is_empty()).then_some(rest)
    }

    /// The item whose text `cell` is, with its id in brackets behind it: `Koelt de broden af (c1.5)`.
    fn behind_its_text(&self, cell: &str) -> Option<ItemId> {
        let (text, id) = cell.trim().strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
        let item = self.known_id(&id.trim().to_lowercase())?;
        let own = self.texts.get(&fold_cell(text))?;
        own.contains(&item).then_some(item)
    }

    /// The items that a number such as `4.6` may mean. A cell that knows of no zeros at its end may mean several.
    pub(super) fn number(&self, cell: &str, value: CellValue) -> Vec<ItemId> {
        let written = cell.trim().trim_end_matches('.').replace(',', ".");
        if !written.starts_with(|c: char| c.is_ascii_digit()) {
            return Vec::new();
        }
        let alike = self.numbers.get(&cut(&written)).map(Vec::as_slice).unwrap_or_default();
        let is_exact = value == CellValue::Text || !is_decimal(&written);
        alike.iter().filter(|(number, _)| !is_exact || *number == written).map(|(_, item)| *item).collect()
    }

    /// Whether a text is built as the ids of this profile are, and is none of them.
    pub(super) fn looks_like_an_id(&self, cell: &str) -> bool {
        let text = cell.trim().to_lowercase();
        let first = text.split_whitespace().next().unwrap_or("").trim_end_matches([':', '.', ')']);
        let Some(number) = tail(first) else { return false };
        let letters = &first[..first.len() - number.len()];
        let is_built_so = |id: &String| {
            tail(id).is_some_and(|tail| id[..id.len() - tail.len()] == *letters)
                && id.matches('.').count() == first.matches('.').count()
        };
        !letters.is_empty() && self.ids.keys().any(is_built_so)
    }

    pub(super) fn names<'i>(&self, items: impl IntoIterator<Item = &'i ItemId>) -> String {
        items.into_iter().map(|item| self.site.items[*item].id.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// The text behind a number of the sheet's own: `3. Snijdt groenten`, `3) Snijdt groenten`.
pub(super) fn behind_number(cell: &str) -> Option<&str> {
    let (number, rest) = cell.trim().split_once(char::is_whitespace)?;
    let number = number.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit())).then_some(rest.trim())
}

/// The number at the end of an id, with all its points: `1.10` of `c1.10`.
fn tail(id: &str) -> Option<&str> {
    let start = id.find(|c: char| c.is_ascii_digit())?;
    let number = &id[start..];
    let is_number = number.chars().all(|c| c.is_ascii_digit() || c == '.') && !number.ends_with('.');
    (is_number && id[..start].chars().all(char::is_alphabetic)).then_some(number)
}

/// A number as a spreadsheet keeps it: `1.10` is 1.1. One of several points is a text and stays.
fn cut(number: &str) -> String {
    if is_decimal(number) {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number.to_owned()
    }
}

/// Whether a text is a number with one point or comma, of which a spreadsheet cuts the zeros.
pub(super) fn is_decimal(text: &str) -> bool {
    let text = text.trim();
    let mut parts = text.split(['.', ',']);
    let digits = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    };
    digits(parts.next()) && digits(parts.next()) && parts.next().is_none()
}
