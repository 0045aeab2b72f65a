//! The names by which a page asks for an edit: of the modules, the items and the levels of its programme.
//!
//! The table on the page has a column for each module and a row for each item. In the same order they stand here, with
//! the names that an author would write, so that a page never has to guess one from a link or a word.

use serde::Serialize;

use super::request::marks;
use crate::config::{self, Config, LevelId};
use crate::model::{ItemId, Lookup, ModuleId, Site};
use crate::pipeline::Snapshot;
use crate::plan::{ProgrammePart, Route};
use crate::preview::moment::Moment;
use crate::tabular::{Mark, Marks};

/// The data by which a page of a programme edits it.
#[derive(Debug, Serialize)]
pub struct Grid {
    programme: String,
    title: String,
    /// Which of its pages this is: `overview`, `matrix`, `gaps`; empty for any other.
    part: &'static str,
    /// The name of its profile, and the names and titles of all others.
    profile: String,
    profiles: Vec<(String, String)>,
    /// Whether the programme has a file: terms and exemptions stand in it.
    has_file: bool,
    levels: Vec<Level>,
    required: usize,
    modules: Vec<Module>,
    items: Vec<Item>,
    terms: Vec<Term>,
}

#[derive(Debug, Serialize)]
struct Level {
    id: String,
    label: String,
    symbol: String,
    /// A key for it beside its number.
    letter: Option<char>,
    /// The text that is copied for it into a spreadsheet.
    mark: String,
}

#[derive(Debug, Serialize)]
struct Module {
    name: String,
    title: String,
    path: String,
}

#[derive(Debug, Serialize)]
struct Item {
    /// Its id, which stands in the page.
    id: String,
    name: String,
    text: String,
    status: &'static str,
    path: String,
}

#[derive(Debug, Serialize)]
struct Term {
    title: String,
    modules: Vec<usize>,
    /// The titles of its choices; empty for those without one.
    choices: Vec<String>,
}

impl Grid {
    /// The grid of the page at `path` as it is shown at `moment`; none where there is nothing to edit.
    pub fn at(moment: &Moment, path: &str) -> Option<Self> {
        let shown = moment.shown.as_deref()?;
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = if is_folder { format!("{path}index.html") } else { path.to_owned() };
        Self::of(shown, shown.route_at(&file)?)
    }

    /// The grid of the programme whose page `route` is; none for any other page.
    pub fn of(snapshot: &Snapshot, route: Route) -> Option<Self> {
        let site = snapshot.site();
        let pages = snapshot.pages();
        let id = pages.programme(route)?;
        let programme = &site.programmes[id];
        let coverage = snapshot.coverage().of(id);
        let lookup = Lookup::new(site);
        let modules = coverage.columns.iter().map(|id| Module {
            name: module_name(site, &lookup, *id),
            title: site.modules[*id].title.clone(),
            path: snapshot.addresses().path(Route::Module(*id)).map(ToString::to_string).unwrap_or_default(),
        });
        let items = coverage.rows.iter().map(|row| Item {
            id: site.items[row.item].id.clone(),
            name: item_name(site, row.item),
            text: site.items[row.item].text.clone(),
            status: row.status.as_str(),
            path: snapshot
                .addresses()
                .path(Route::Item(row.item))
                .map(ToString::to_string)
                .unwrap_or_default(),
        });
        let terms = programme.terms.iter().enumerate().map(|(at, term)| Term {
            title: term.title.clone(),
            modules: (0..coverage.columns.len()).filter(|column| coverage.terms[*column] == at).collect(),
            choices: term.choices.iter().map(|choice| choice.title.clone()).collect(),
        });
        Some(Self {
            programme: programme.slug.clone(),
            title: programme.title.clone(),
            part: match route {
                Route::Programme(_, ProgrammePart::Overview) => "overview",
                Route::Programme(_, ProgrammePart::Matrix) => "matrix",
                Route::Programme(_, ProgrammePart::Gaps) => "gaps",
                _ => "",
            },
            profile: site.profiles[programme.profile].slug.clone(),
            profiles: site
                .profiles
                .iter()
                .filter(|(id, _)| *id != programme.profile)
                .map(|(_, profile)| (profile.slug.clone(), profile.title.clone()))
                .collect(),
            has_file: programme.document.is_some(),
            levels: levels(&site.config),
            required: site.config.scale.required.index(),
            modules: modules.collect(),
            items: items.collect(),
            terms: terms.collect(),
        })
    }
}

/// The levels of the scale, each with the key that writes it where its first letter is a mark of it.
fn levels(config: &Config) -> Vec<Level> {
    let (scale, marks) = (&config.scale, marks(config));
    let letter = |id, label: &str| {
        let first = label.chars().flat_map(char::to_lowercase).next();
        first.filter(|letter| marks.find(&letter.to_string()) == Some(Mark::Level(id)))
    };
    let level = |(id, level): (LevelId, &config::Level)| Level {
        id: level.id.clone(),
        label: level.label.clone(),
        symbol: level.symbol.clone(),
        letter: letter(id, &level.label),
        mark: Marks::written(scale, id),
    };
    scale.levels.iter().map(level).collect()
}

/// The name of a module that leads to it alone.
pub(super) fn module_name(site: &Site, lookup: &Lookup<'_>, id: ModuleId) -> String {
    let module = &site.modules[id];
    let is_its_own = lookup.module(module.name()) == Ok(id);
    if is_its_own { module.name() } else { &module.slug }.to_owned()
}

/// The name of an item as any claim can write it.
pub(super) fn item_name(site: &Site, id: ItemId) -> String {
    let item = &site.items[id];
    match site.profiles.len() {
        1 => item.id.clone(),
        _ => format!("{}/{}", site.profiles[item.profile].slug, item.id),
    }
}
