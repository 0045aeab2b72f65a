//! Purpose: export a profile for another system.
//! Input: a snapshot and the name of a profile. Output: the profile in the system's format.
//! Invariant: what the format has no place for is said; a site with several profiles is asked which one is
//! meant.

use crate::diagnostics::did_you_mean;
use crate::export::{Exported, Scope, canvas, case_profile, elm, moodle, site_json};
use crate::model::{ProfileId, Site};
use crate::pipeline::Snapshot;
use crate::text::nearest;

use super::super::args::{Export, ExportFormat};
use super::super::failure::Failure;
use super::super::terminal::Terminal;
use super::{Made, cannot, programme};

const FORMATS: &[ExportFormat] = &[
    ExportFormat::Json,
    ExportFormat::Case,
    ExportFormat::Moodle,
    ExportFormat::Canvas,
    ExportFormat::Elm,
    ExportFormat::Markdown,
];

/// Makes what `args` name.
pub(super) fn export(args: &Export, snapshot: &Snapshot, terminal: &Terminal) -> Result<Made, Failure> {
    if !FORMATS.contains(&args.format) {
        return Err(cannot(args, FORMATS));
    }
    let id = find(args, snapshot)?;
    let (site, pages) = (snapshot.site(), snapshot.pages());
    let slug = &site.profiles[id].slug;
    let made = match args.format {
        ExportFormat::Case => Made::system(format!("{slug}.case.json"), case_profile(&pages, id), terminal),
        ExportFormat::Moodle => Made::system(format!("{slug}-moodle.csv"), moodle(site, id), terminal),
        ExportFormat::Canvas => Made::system(format!("{slug}-canvas.csv"), canvas(site, id), terminal),
        ExportFormat::Elm => {
            let export = elm(&pages, id).map_err(|(message, help)| Failure::new(message, help))?;
            Made::system(format!("{slug}.elm.jsonld"), export, terminal)
        }
        // A profile's file is what another site can take as it is: ids, codes and all.
        ExportFormat::Markdown => {
            let file = &site.document(site.profiles[id].document).path;
            let text = snapshot.sources().text(file).unwrap_or_default().to_owned();
            Made { name: file.file_name().to_owned(), content: Exported::Text(text) }
        }
        _ => {
            let text = site_json(site, snapshot.coverage(), snapshot.sources(), Scope::Profile(id));
            Made { name: format!("{slug}.json"), content: Exported::Text(text) }
        }
    };
    Ok(made)
}

/// The profile that is meant: the one that is named, that of the programme that is named, or the only one.
fn find(args: &Export, snapshot: &Snapshot) -> Result<ProfileId, Failure> {
    let site = snapshot.site();
    if args.programme.is_some() {
        return Ok(site.programmes[programme::find(args, snapshot)?].profile);
    }
    let slugs: Vec<&str> = site.profiles.values().map(|profile| profile.slug.as_str()).collect();
    match &args.profile {
        Some(name) => named(site, name).ok_or_else(|| {
            let help = did_you_mean(
                &nearest(name, slugs.iter().copied()),
                &format!("the profiles are {}", slugs.join(", ")),
            );
            Failure::new(format!("there is no profile `{name}`"), help)
        }),
        None => match site.profiles.ids().collect::<Vec<_>>().as_slice() {
            [one] => Ok(*one),
            [] => Err(Failure::new("this site has no profile yet", "import one first")),
            _ => {
                let help = format!("say which with `--profile`: {}", slugs.join(", "));
                Err(Failure::new("it is not clear which profile is meant", help))
            }
        },
    }
}

fn named(site: &Site, name: &str) -> Option<ProfileId> {
    let is_named = |id: &ProfileId| {
        let profile = &site.profiles[*id];
        profile.slug == name || profile.title.eq_ignore_ascii_case(name)
    };
    site.profiles.ids().find(is_named)
}
