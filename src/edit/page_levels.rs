//! Changes the levels at which a programme counts modules otherwise than they claim: the tables `[levels.M05]` in the front
//! matter of its page.
//!
//! A level is changed where it is said. Where it is said for a competence, an item of it gets a level of its own by its own
//! name, which counts before that of its competence; an item that is to count as the module claims it leaves the names of
//! the others in the place of the competence.

use std::collections::BTreeMap;

use super::front::{Form, Front};
use super::level_table::{LevelChange, LevelTable};
use super::page_terms::ProgrammePage;
use super::{EditError, TextEdit};
use crate::config::LevelId;
use crate::model::{ItemId, ModuleId};
use crate::text::Span;

const LEVELS: &str = "levels";

/// How a programme is to count an item of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// At this level, whatever the module claims.
    At(LevelId),
    /// At the level of the module.
    AsClaimed,
    /// Not at all, since the module claims it no more or is not in the programme any more.
    Absent,
}

/// How a programme is to count items of modules.
pub(super) type LevelWishes = BTreeMap<(ModuleId, ItemId), Counting>;

impl ProgrammePage<'_> {
    /// The edits after which the programme counts as is wished.
    pub(super) fn level_edits(&self, wished: &LevelWishes) -> Result<Vec<TextEdit>, EditError> {
        let front = &Front::read(self.text)?;
        let mut edits = Vec::new();
        for entry in front.entries(front.table(LEVELS)?) {
            let Ok(module) = self.lookup.module(entry.name) else { continue };
            let table = front.form_of(entry.name, entry.item)?;
            let change = self.level_change(front, (module, table), wished);
            let table = LevelTable { site: self.site, front, name: entry.name, table };
            edits.extend(table.edits(&change)?);
        }
        Ok(edits)
    }

    /// The change of `table`, which says at which levels `module` counts.
    fn level_change(
        &self,
        front: &Front<'_>,
        (module, table): (ModuleId, Form<'_>),
        wished: &LevelWishes,
    ) -> LevelChange {
        let wish = |item: &ItemId| wished.get(&(module, *item)).copied();
        let mut change = LevelChange::default();
        let mut said: Vec<ItemId> = Vec::new();
        for entry in front.entries(table) {
            let Some(level) = self.site.config.scale.level(entry.name) else { continue };
            for value in entry.item.as_array().into_iter().flatten() {
                let span = Span::new(front.in_file(value.span()));
                let about = self.said_at(module, span);
                let is_alone = about.len() == 1;
                let stays = |item: &&ItemId| match wish(item) {
                    None => true,
                    Some(Counting::At(other)) => level == other,
                    Some(Counting::AsClaimed | Counting::Absent) => false,
                };
                let staying: Vec<ItemId> = about.iter().filter(stays).copied().collect();
                said.extend(&staying);
                let is_parted = about.iter().any(|item| wish(item) == Some(Counting::AsClaimed));
                if !about.is_empty() && (staying.is_empty() || is_parted && !is_alone) {
                    let names = staying.iter().map(|item| self.lookup.name_in_claim(*item, module));
                    change.replace.insert(span, names.collect());
                }
            }
        }
        for ((of, item), counting) in wished {
            if let Counting::At(level) = counting
                && *of == module
                && !said.contains(item)
            {
                let names = change.add.entry(*level).or_default();
                names.push(self.lookup.name_in_claim(*item, module));
            }
        }
        change
    }

    /// The items of `module` for which the name at `span` says a level.
    fn said_at(&self, module: ModuleId, span: Span) -> Vec<ItemId> {
        let own = self.programme.levels.iter();
        own.filter(|said| said.module == module && said.place.span == span).map(|said| said.item).collect()
    }
}
