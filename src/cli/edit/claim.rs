//! `leerlijn claim`: claims an item in a module, or takes a claim back.

use crate::diagnostics::{did_you_mean, say};
use crate::edit::{ClaimSpot, Intent};
use crate::model::{Lookup, ModuleId, Site};
use crate::syntax::Document;
use crate::text::nearest;

use super::{EditedSite, telling};
use crate::cli::args::Claim;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::terminal::Terminal;

/// Makes or takes back the claim.
pub(in crate::cli) fn run(args: &Claim, terminal: &Terminal) -> Result<Outcome, Failure> {
    telling(&args.editing, terminal, || change(args, terminal))
}

fn change(args: &Claim, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = EditedSite::open(&args.site, terminal)?;
    let place = args.at.as_deref().map(|at| place(site.before.site(), &args.module, at)).transpose()?;
    let (module, item) = (args.module.clone(), args.item.clone());
    let intent = match &args.level {
        Some(level) => {
            let level = level_id(site.before.site(), level);
            Intent::Claim { module, item, level, place: place.unwrap_or_default() }
        }
        None => Intent::Withdraw { module, item, place },
    };
    site.change(&[intent], &args.editing, terminal)
}

/// The id of the level that is called `name` on pages, such as `geëvalueerd`; `name` itself otherwise.
pub(super) fn level_id(site: &Site, name: &str) -> String {
    let mut levels = site.config.scale.levels.values();
    let called = levels.find(|level| level.label.to_lowercase() == name.to_lowercase());
    called.map_or_else(|| name.to_owned(), |level| level.id.clone())
}

/// A page of a module: its lesson's name, none for the module's own, and its text.
type ModulePage<'s> = (Option<&'s str>, &'s Document);

/// The place in `module` that `at` names: a heading, a lesson, or `lesson#heading`.
fn place(site: &Site, module: &str, at: &str) -> Result<ClaimSpot, Failure> {
    // An unknown module is refused when the claim is made.
    let Ok(id) = Lookup::new(site).module(module) else { return Ok(ClaimSpot::Module) };
    let pages = pages(site, id);
    if let Some((lesson, anchor)) = at.split_once('#') {
        let lesson = (!lesson.is_empty()).then(|| lesson.to_owned());
        return Ok(ClaimSpot::Heading { lesson, anchor: anchor.to_owned() });
    }
    let mut places: Vec<ClaimSpot> = Vec::new();
    for (lesson, document) in &pages {
        let lesson = lesson.map(str::to_owned);
        if document.headings.iter().any(|heading| heading.id == at) {
            places.push(ClaimSpot::Heading { lesson: lesson.clone(), anchor: at.to_owned() });
        }
        places.extend(lesson.filter(|lesson| lesson == at).map(|lesson| ClaimSpot::Lesson { lesson }));
    }
    match places.len() {
        1 => Ok(places.swap_remove(0)),
        0 => Err(unknown(&pages, module, at)),
        _ => {
            let names: Vec<String> = places.iter().map(|place| format!("`{}`", written(place))).collect();
            let message = say!("`{at}` can mean more than one place in {module}", at, module);
            Err(Failure::new(message, say!("write one of {names}", names = names.join(", "))))
        }
    }
}

fn unknown(pages: &[ModulePage<'_>], module: &str, at: &str) -> Failure {
    let headings = pages.iter().flat_map(|(_, document)| document.headings.iter().map(|h| h.id.as_str()));
    let names: Vec<&str> = headings.chain(pages.iter().filter_map(|(lesson, _)| *lesson)).collect();
    let otherwise = if names.is_empty() {
        say!("its text has no headings; leave `--at` out to claim it for the whole module")
    } else {
        say!("its places are {names}", names = names.join(", "))
    };
    let help = did_you_mean(&nearest(at, names), otherwise);
    Failure::new(say!("{module} has no heading or lesson `{at}`", module, at), help)
}

/// How `place` is written behind `--at`.
fn written(place: &ClaimSpot) -> String {
    match place {
        ClaimSpot::Module => String::new(),
        ClaimSpot::Lesson { lesson } => lesson.clone(),
        ClaimSpot::Heading { lesson, anchor } => {
            format!("{}#{anchor}", lesson.as_deref().unwrap_or_default())
        }
    }
}

fn pages(site: &Site, module: ModuleId) -> Vec<ModulePage<'_>> {
    let module = &site.modules[module];
    let lessons = module.lessons.iter().map(|lesson| {
        let document = site.document(site.lessons[*lesson].document);
        let name = document.path.as_str().rsplit('/').next().unwrap_or_default();
        (Some(name.rsplit_once('.').map_or(name, |(name, _)| name)), document)
    });
    std::iter::once((None, site.document(module.document))).chain(lessons).collect()
}
