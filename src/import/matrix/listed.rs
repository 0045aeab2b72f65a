//! Reads cells that name several items by their ids: `c1.1, c1.3; c1.4–c1.6`. A range holds the items between its ends in
//! the order of the profile, where the numbers of the ids say the same; what a range may leave out or take in besides
//! is said, and then the cell names nothing for certain.

use crate::diagnostics::{Message, say};
use crate::import::matrix::items::Items;
use crate::model::ItemId;

/// The items of a cell that is made of ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Listed {
    /// The items, each once, in the order in which they are named.
    pub(super) items: Vec<ItemId>,
    /// Why it is not certain which items are meant.
    pub(super) doubt: Option<Message>,
    /// Whether the doubt is about a range, which a person can settle.
    pub(super) is_open_range: bool,
}

/// Words and signs of a range, the longest first; each is told from the others by [`RANGE`] from there on.
const RANGES: &[&str] = &[
    " tot en met ",
    " t.e.m. ",
    " t.e.m ",
    " t/m ",
    " tem ",
    " through ",
    " thru ",
    " bis ",
    " to ",
    " à ",
    " au ",
    "...",
    "…",
    "..",
    " - ",
    "~",
    "∼",
    "～",
    "→",
    "–",
    "—",
    "‑",
];
/// Words of which nobody can say whether the last item belongs to the range, or which of several is meant.
const OPEN: &[&str] =
    &[" tot ", " until ", " of ", " or ", " ou ", " oder ", " e.v.", " ev ", " ff.", " e.a.", " etc"];
/// Words between ids that say nothing else.
const LINKS: &[&str] = &["en", "and", "et", "und", "&", "+", "alsook", "ook"];
/// No id has this sign.
const RANGE: char = '\u{1F}';
/// A cell of more than so many letters is no list of ids.
const LONGEST: usize = 1_000;

impl Listed {
    /// The items of `cell`, where it is made of ids of `items` and nothing else; none where it holds other words, or
    /// one id alone.
    pub(super) fn find(items: &Items<'_>, cell: &str) -> Option<Self> {
        if let Some(said) = items.said_of(cell) {
            let found = Self::find(items, said);
            let one = || items.known_id(&said.trim().to_lowercase());
            return found.or_else(|| Some(Self { items: vec![one()?], ..Self::default() }));
        }
        let lower = cell.trim().to_lowercase();
        let is_between = |c: char| {
            matches!(
                c,
                ',' | ';'
                    | '\n'
                    | '-'
                    | '–'
                    | '—'
                    | '‑'
                    | '…'
                    | '~'
                    | '∼'
                    | '～'
                    | '→'
                    | '/'
                    | '+'
                    | '&'
                    | ' '
            )
        };
        let may_be =
            (3..=LONGEST).contains(&lower.len()) && (lower.contains(is_between) || lower.contains(".."));
        if !may_be || items.known_id(&lower).is_some() || items.respelled(&lower).is_some() {
            return None;
        }
        let mut text = lower;
        for range in RANGES {
            text = text.replace(range, &RANGE.to_string());
        }
        let mut listed = Self::default();
        if OPEN.iter().any(|open| format!("{text} ").contains(open)) {
            listed.doubt = Some(say!(
                "it is not certain which items \"{text}\" names; write each id",
                text = cell.trim()
            ));
            listed.is_open_range = true;
            text.push(' ');
            for open in OPEN {
                text = text.replace(open, ",");
            }
        }
        let parts = text.split([',', ';', '\n']).flat_map(|part| parts(items, part));
        let mut is_several = listed.doubt.is_some();
        for (at, part) in parts.enumerate() {
            is_several |= at > 0 || part.contains(RANGE) || known(items, &part).is_none();
            match part.split_once(RANGE) {
                Some((first, last)) => listed.range(items, first.trim(), last.trim())?,
                None => listed.one(items, &part)?,
            }
        }
        (is_several && !listed.items.is_empty()).then_some(listed)
    }

    /// Adds the item or the range that `part` is; none where it is neither.
    fn one(&mut self, items: &Items<'_>, part: &str) -> Option<()> {
        if let Some(item) = known(items, part) {
            self.add(item);
            return Some(());
        }
        let hyphens = part.match_indices('-').map(|(at, _)| (&part[..at], &part[at + 1..]));
        for (first, last) in hyphens {
            if known(items, first).is_some() && other_end(items, first, last).is_some() {
                return self.range(items, first, last);
            }
        }
        if part.len() > 1 && items.competence(part).is_some() {
            self.is_open_range = false;
            self.doubt.get_or_insert_with(|| {
                say!("it names the whole competence {id} among items; write the id of each item", id = part)
            });
            return Some(());
        }
        if !items.looks_like_an_id(part) || part.contains(char::is_whitespace) {
            return None;
        }
        // An id that nobody knows is a mistake of the sheet, whatever else the cell says.
        self.is_open_range = false;
        self.doubt.get_or_insert_with(|| say!("the profile has no item with the id `{id}`", id = part));
        Some(())
    }

    /// Adds the items from `first` to `last`, where it is clear which they are.
    fn range(&mut self, items: &Items<'_>, first: &str, last: &str) -> Option<()> {
        let (one, other) = (known(items, first)?, other_end(items, first, last)?);
        match items.between(one, other) {
            Some(between) => between.into_iter().for_each(|item| self.add(item)),
            None => {
                self.add(one);
                self.add(other);
                self.is_open_range = self.doubt.is_none();
                self.doubt.get_or_insert_with(|| {
                    say!(
                        "it is not certain which items stand between {first} and {last}; write each id",
                        first,
                        last
                    )
                });
            }
        }
        Some(())
    }

    fn add(&mut self, item: ItemId) {
        if !self.items.contains(&item) {
            self.items.push(item);
        }
    }
}

/// The item with this id, or with this number where it is written out: a cell of several is a text, of which a spreadsheet cuts
/// nothing.
fn known(items: &Items<'_>, part: &str) -> Option<ItemId> {
    items.known_id(part).or_else(|| items.respelled(part)).or_else(|| items.numbered(part))
}

/// The parts of a text without commas: one, or those between spaces and signs where all of it is no id.
fn parts(items: &Items<'_>, text: &str) -> Vec<String> {
    let bare = |part: &str| {
        part.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']', ':', '.']).trim().to_owned()
    };
    let whole = bare(text);
    if whole.is_empty() {
        return Vec::new();
    }
    if items.known_id(&whole).is_some() {
        return vec![whole];
    }
    // `c1.3 +`: a sign behind an id links it with nothing, and may be a mark.
    if whole.ends_with(['/', '+', '&']) || whole.starts_with(['/', '+', '&']) {
        return vec![whole];
    }
    // A range keeps its ends together, whatever stands around its sign.
    let joined = text.split(RANGE).map(str::trim).collect::<Vec<_>>().join(&RANGE.to_string());
    let words = joined.split([' ', '/', '+', '&', '\t']).map(bare);
    words.filter(|word| !word.is_empty() && !LINKS.contains(&word.as_str())).collect()
}

/// The item at the end of a range that begins with `first`: its id, or what differs of it: `c1.6`, `1.6` or `6`.
fn other_end(items: &Items<'_>, first: &str, last: &str) -> Option<ItemId> {
    if let Some(item) = known(items, last) {
        return Some(item);
    }
    let is_number = !last.is_empty() && last.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !is_number {
        return None;
    }
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let stem = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = [format!("{letters}{last}"), format!("{stem}{last}")];
    named.iter().find_map(|name| items.known_id(name))
}
