//! Changes the claims of one page, a module's own or that of a lesson: in its front matter, in the attributes of its title
//! and in those of its headings.
//!
//! A claim is changed where it stands. One on a competence, of whose indicators some are to be claimed otherwise, gives
//! way to the names of the others: of `c4` without `c4.2` stays `c4.1`, `c4.3`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::block::{BlockChange, change_block};
use super::front::Front;
use super::level_table::{LevelChange, LevelTable};
use super::toml_list::merged;
use super::{EditError, TextEdit};
use crate::config::LevelId;
use crate::model::{ItemId, Lookup, ModuleId, Site};
use crate::syntax::{Attributes, ClaimDoc, Content, Document};
use crate::text::Span;

/// The table of claims in front matter.
const COVERS: &str = "covers";

/// The claims that a page is to make: by heading, none for the page as a whole, for each item the level; none where it
/// is not to be claimed.
pub(super) type PageWishes = BTreeMap<Option<usize>, BTreeMap<ItemId, Option<LevelId>>>;

/// A page of a module.
pub(super) struct ClaimingPage<'a> {
    pub(super) site: &'a Site,
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) module: ModuleId,
    pub(super) document: &'a Document,
    /// Its text.
    pub(super) text: &'a str,
}

impl ClaimingPage<'_> {
    /// The edits after which the page claims what is wished.
    pub(super) fn edits(&self, wishes: &PageWishes) -> Result<Vec<TextEdit>, EditError> {
        let items = self.items_by_place();
        let mut edits = Vec::new();
        for (heading, wished) in wishes {
            let change = self.change(*heading, wished, &items);
            match heading {
                None => edits.extend(self.whole(change)?),
                Some(heading) => edits.extend(self.in_block(
                    &self.document.headings[*heading].id,
                    self.document.headings[*heading].attributes,
                    change,
                )?),
            }
        }
        Ok(merged(edits))
    }

    fn claims(&self) -> &[ClaimDoc] {
        match &self.document.content {
            Content::Module(module) => &module.claims,
            Content::Profile(_) | Content::Programme(_) | Content::Page(_) => &[],
        }
    }

    /// The items that the claims of the page are about, by where the claims stand.
    fn items_by_place(&self) -> BTreeMap<(Span, LevelId), Vec<ItemId>> {
        let claims = self.site.modules[self.module].claims.iter().map(|id| &self.site.claims[*id]);
        let mut items: BTreeMap<(Span, LevelId), Vec<ItemId>> = BTreeMap::new();
        for claim in claims.filter(|claim| claim.place.file == self.document.path) {
            items.entry((claim.place.span, claim.level)).or_default().push(claim.item);
        }
        items
    }

    /// The claims to write otherwise, and anew, so that the place makes those that are wished.
    fn change(
        &self,
        heading: Option<usize>,
        wished: &BTreeMap<ItemId, Option<LevelId>>,
        items: &BTreeMap<(Span, LevelId), Vec<ItemId>>,
    ) -> LevelChange {
        let mut change = LevelChange::default();
        let mut claimed: BTreeMap<ItemId, LevelId> = BTreeMap::new();
        let (mut single, mut parted) = (BTreeMap::new(), Vec::new());
        for claim in self.claims().iter().filter(|claim| claim.heading == heading) {
            let Some(level) = self.site.config.scale.level(&claim.level.value) else { continue };
            let Some(about) = items.get(&(claim.item.span, level)) else { continue };
            let stays = |item: &&ItemId| match wished.get(*item) {
                None => true,
                Some(None) => false,
                // A weaker claim changes its level, unless it is one of a whole competence.
                Some(Some(wish)) => level == *wish || level < *wish && about.len() > 1,
            };
            let staying: Vec<ItemId> = about.iter().filter(stays).copied().collect();
            for item in &staying {
                let strongest = claimed.entry(*item).or_insert(level);
                *strongest = level.max(*strongest);
            }
            match staying.as_slice() {
                [] => drop(change.replace.insert(claim.item.span, Vec::new())),
                [one] if about.len() == 1 => drop(single.insert((*one, level), claim.item.span)),
                _ if staying.len() < about.len() => {
                    // One that is to be claimed stronger gets a claim of its own.
                    let is_named = |item: &ItemId| wished.get(item).is_none_or(|wish| *wish == Some(level));
                    let named = staying.into_iter().filter(is_named).collect();
                    parted.push((level, claim.item.span, named));
                }
                _ => {}
            }
        }
        self.part(parted, &single, &mut change);
        for (item, wish) in wished {
            if let Some(level) = wish.filter(|level| claimed.get(item) != Some(level)) {
                let names: &mut Vec<String> = change.add.entry(level).or_default();
                names.push(self.lookup.name_in_claim(*item, self.module));
            }
        }
        change
    }

    /// Names the items that stay of claims on whole competences. One that the place claims by its own name as well is named
    /// once, at the stronger level.
    fn part(
        &self,
        mut parted: Vec<(LevelId, Span, Vec<ItemId>)>,
        single: &BTreeMap<(ItemId, LevelId), Span>,
        change: &mut LevelChange,
    ) {
        let mut named: BTreeMap<ItemId, LevelId> = BTreeMap::new();
        for (item, level) in single.keys() {
            named.insert(*item, *level);
        }
        parted.sort_by_key(|(level, span, _)| (Reverse(*level), *span));
        for (level, span, staying) in parted {
            let mut names = Vec::new();
            for item in staying {
                if named.get(&item).is_some_and(|own| *own >= level) {
                    continue;
                }
                let weaker = single.range(..(item, level)).rev().take_while(|((own, _), _)| *own == item);
                change.replace.extend(weaker.map(|(_, span)| (*span, Vec::new())));
                named.insert(item, level);
                names.push(self.lookup.name_in_claim(item, self.module));
            }
            change.replace.insert(span, names);
        }
    }

    fn level(&self, level: LevelId) -> &str {
        &self.site.config.scale.levels[level].id
    }

    fn in_block(
        &self,
        anchor: &str,
        attributes: Span,
        change: LevelChange,
    ) -> Result<Vec<TextEdit>, EditError> {
        let add =
            change.add.into_iter().map(|(level, names)| (self.level(level).to_owned(), names)).collect();
        change_block(self.text, attributes, anchor, BlockChange { replace: change.replace, add })
    }

    /// The edits for the page as a whole, which claims in its front matter and in the attributes of its title.
    fn whole(&self, change: LevelChange) -> Result<Vec<TextEdit>, EditError> {
        let front = Front::read(self.text)?;
        let title = self.document.title_attributes;
        let has_claims = |span| Attributes::at(self.text, span).is_some_and(|own| !own.pairs.is_empty());
        // New claims stand in front matter, if the page has any; else where they are already.
        let in_title =
            title.filter(|span| !front.is_there() || has_claims(*span) && front.item(COVERS).is_none());
        let title_range = title.unwrap_or_default();
        let is_in_title = |span: &Span| title_range.start <= span.start && span.end <= title_range.end;
        let (of_title, of_front): (BTreeMap<_, _>, BTreeMap<_, _>) =
            change.replace.into_iter().partition(|(span, _)| is_in_title(span));
        let (add_title, add_front) = match in_title {
            Some(_) => (change.add, BTreeMap::new()),
            None => (BTreeMap::new(), change.add),
        };
        let table = LevelTable { site: self.site, front: &front, name: COVERS, table: front.table(COVERS)? };
        let mut edits = table.edits(&LevelChange { replace: of_front, add: add_front })?;
        if let Some(span) = title {
            edits.extend(self.in_block("", span, LevelChange { replace: of_title, add: add_title })?);
        }
        Ok(edits)
    }
}
