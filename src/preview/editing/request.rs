//! The edits that a page asks for, read strictly: an unknown key, a name that is too long, more cells than a matrix
//! has, and nothing is done.
//!
//! A cell of the matrix is asked for by what is to stand in it, a mark as people write it in a spreadsheet: `3`, `●`, `x`,
//! `geëvalueerd`, or nothing.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use crate::config::Config;
use crate::edit::{ClaimSpot, Intent};
use crate::model::{DocumentId, Lookup, Site};
use crate::tabular::{Mark, Marks};
use crate::text::SourcePath;

/// The bytes that a request may have.
pub const BODY_LIMIT: usize = 1 << 20;
/// Cells and intents in one request.
const MOST: usize = 20_000;
/// Characters of a name, and of the reason of an exemption.
const NAME: usize = 200;
const REASON: usize = 2_000;

/// The edits that a page asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Cells and what is to stand in them.
    #[serde(default)]
    cells: Vec<CellMark>,
    /// The programme whose matrix has the cells.
    #[serde(default)]
    programme: Option<String>,
    /// All other intents.
    #[serde(default)]
    intents: Vec<Intent>,
    /// Whether the edit is only to be shown.
    #[serde(default)]
    pub dry: bool,
}

/// A cell of the matrix.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CellMark {
    module: String,
    item: String,
    mark: String,
}

/// Why a request is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Malformed {
    /// It is not what a page sends.
    Request,
    /// This is no mark for a level.
    Mark(String),
}

impl Request {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// When it is no request, or asks for more than anybody does.
    pub fn read(body: &[u8]) -> Result<Self, Malformed> {
        let request: Self = serde_json::from_slice(body).map_err(|_| Malformed::Request)?;
        let is_well =
            |cell: &CellMark| [&cell.module, &cell.item, &cell.mark].iter().all(|text| is_short(text));
        let cells = request.cells.iter().all(is_well);
        let intents = request.intents.iter().all(is_within_bounds);
        let mut marks: HashMap<(&str, &str), &str> = HashMap::new();
        // Of two marks for one cell nobody can say which one is meant.
        let is_clear = request.cells.iter().all(|CellMark { module, item, mark }| {
            *marks.entry((module, item)).or_insert(mark) == mark.as_str()
        });
        let asked = request.cells.len() + request.intents.len();
        let programme = request.programme.as_deref().is_none_or(is_short);
        if cells && is_clear && programme && intents && (1..=MOST).contains(&asked) {
            Ok(request)
        } else {
            Err(Malformed::Request)
        }
    }

    /// The intents of the request, on a site with the settings `config`.
    ///
    /// # Errors
    /// When the text for a cell is no mark of the scale.
    pub fn intents(self, config: &Config) -> Result<Vec<Intent>, Malformed> {
        let marks = marks(config);
        let mut intents = self.intents;
        for CellMark { module, item, mark } in self.cells {
            let level = match marks.find(&mark) {
                Some(Mark::Level(level)) => Some(config.scale.levels[level].id.clone()),
                Some(Mark::Nothing) => None,
                None if mark.trim().is_empty() => None,
                None => return Err(Malformed::Mark(mark)),
            };
            intents.push(Intent::Cell { module, item, level, programme: self.programme.clone() });
        }
        Ok(intents)
    }
}

/// The files of `site` on which it depends what `intents` change: if one of them is newer on the disk, the answer may be
/// another.
pub fn concerned(site: &Site, intents: &[Intent]) -> BTreeSet<SourcePath> {
    let lookup = Lookup::new(site);
    let path = |id: DocumentId| site.document(id).path.clone();
    let mut paths = BTreeSet::new();
    for intent in intents {
        if let Intent::Cell { programme: Some(name), .. } = intent {
            let programme = lookup.programme(name).ok().map(|id| &site.programmes[id]);
            paths.extend(programme.and_then(|programme| programme.document).map(path));
        }
        match intent {
            Intent::Claim { module: name, .. }
            | Intent::Withdraw { module: name, .. }
            | Intent::Cell { module: name, .. }
            | Intent::Hold { module: name, .. } => {
                let Ok(id) = lookup.module(name) else { continue };
                let module = &site.modules[id];
                paths.insert(path(module.document));
                paths.extend(module.lessons.iter().map(|lesson| path(site.lessons[*lesson].document)));
                paths.extend(site.to_review(id).map(|(review, _)| review.path.clone()));
            }
            // A programme without a file has none that could be newer.
            Intent::WriteProgrammes => {}
            Intent::Exempt { programme: name, .. }
            | Intent::LiftExemption { programme: name, .. }
            | Intent::Seat { programme: name, .. }
            | Intent::Unseat { programme: name, .. } => {
                let programme = lookup.programme(name).ok().map(|id| &site.programmes[id]);
                paths.extend(programme.and_then(|programme| programme.document).map(path));
            }
        }
    }
    paths
}

/// The marks that a person may type or paste: those of spreadsheets, and the first letters of the levels.
pub(super) fn marks(config: &Config) -> Marks {
    let initials = config.scale.levels.values().filter_map(|level| level.label.chars().next());
    Marks::new(&config.scale).with_initials(config, &initials.map(String::from).collect())
}

fn is_within_bounds(intent: &Intent) -> bool {
    let place = |place: &ClaimSpot| match place {
        ClaimSpot::Module => true,
        ClaimSpot::Lesson { lesson } => is_short(lesson),
        ClaimSpot::Heading { lesson, anchor } => lesson.as_deref().is_none_or(is_short) && is_short(anchor),
    };
    let all = |texts: &[&str]| texts.iter().all(|text| is_short(text));
    match intent {
        Intent::Claim { module, item, level, place: at } => all(&[module, item, level]) && place(at),
        Intent::Withdraw { module, item, place: at } => all(&[module, item]) && at.as_ref().is_none_or(place),
        Intent::Cell { module, item, level, programme } => {
            all(&[module, item]) && [level, programme].iter().all(|name| name.as_deref().is_none_or(is_short))
        }
        Intent::Hold { module, item } => all(&[module, item]),
        Intent::Exempt { programme, item, reason } => {
            all(&[programme, item]) && reason.chars().count() <= REASON
        }
        Intent::LiftExemption { programme, item } => all(&[programme, item]),
        Intent::Seat { programme, module, before, term: _, choice: _ } => {
            all(&[programme, module]) && before.as_deref().is_none_or(is_short)
        }
        Intent::WriteProgrammes => true,
        Intent::Unseat { programme, module } => all(&[programme, module]),
    }
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= NAME
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intents(body: &str) -> Result<Vec<Intent>, Malformed> {
        Request::read(body.as_bytes())?.intents(&Config::read(None).0)
    }

    fn level_for(mark: &str) -> Result<Option<String>, Malformed> {
        let cell = serde_json::json!({ "cells": [{ "module": "M1", "item": "c1.1", "mark": mark }] });
        match intents(&cell.to_string())?.as_slice() {
            [Intent::Cell { level, .. }] => Ok(level.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_cell_takes_what_people_write_in_a_spreadsheet() {
        let levels = ["introduced", "practised", "assessed"];
        for (mark, at) in [("1", 0), ("2", 1), ("3", 2), ("◐", 1), (" x ", 2), ("●", 2), ("assessed", 2)]
        {
            assert_eq!(level_for(mark), Ok(Some(levels[at].to_owned())), "{mark}");
        }
        for nothing in ["", "  ", "-", "0"] {
            assert_eq!(level_for(nothing), Ok(None), "{nothing}");
        }
        assert_eq!(level_for("=1+1"), Err(Malformed::Mark("=1+1".to_owned())));
    }

    #[test]
    fn a_request_is_read_strictly_and_within_bounds() {
        let cell =
            |module: &str| format!(r#"{{"cells":[{{"module":"{module}","item":"c1.1","mark":"1"}}]}}"#);
        assert!(intents(&cell("M1")).is_ok());
        let reason = |length: usize| {
            let reason = "x".repeat(length);
            format!(
                r#"{{"intents":[{{"kind":"exempt","programme":"p","item":"c1.1","reason":"{reason}"}}]}}"#
            )
        };
        assert!(intents(&reason(REASON)).is_ok());
        let many = vec![r#"{"module":"M1","item":"c1.1","mark":"1"}"#; MOST + 1].join(",");
        for body in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"cells":[]}"#,
            r#"{"cells":[{"module":"M1","item":"c1.1"}]}"#,
            r#"{"cells":[{"module":"M1","item":"c1.1","mark":"1","file":"leerlijn.toml"}]}"#,
            r#"{"cells":[{"module":"M1","item":["c1.1"],"mark":"1"}]}"#,
            r#"{"intents":[{"kind":"write","path":"content/index.md","text":""}]}"#,
            r#"{"intents":[{"kind":"claim","module":"M1"}]}"#,
            r#"{"dry":"yes","intents":[]}"#,
            r#"{"cells":[{"module":"M1","item":"c1.1","mark":"1"},{"module":"M1","item":"c1.1","mark":"2"}]}"#,
            &cell(&"M".repeat(NAME + 1)),
            &reason(REASON + 1),
            &format!(r#"{{"cells":[{many}]}}"#),
        ] {
            assert_eq!(intents(body), Err(Malformed::Request), "{}", &body[..body.len().min(80)]);
        }
    }
}
