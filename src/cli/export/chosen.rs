//! Finds the programme or the profile that an export is about. A site that has several is asked which one is
//! meant; none is chosen for it.

use crate::diagnostics::{did_you_mean, say};
use crate::model::{ProfileId, ProgrammeId, Site};
use crate::pipeline::Snapshot;
use crate::text::nearest;

use super::super::args::Export;
use super::super::coverage::select;
use super::super::failure::Failure;

/// The programme that is named, or the only one.
pub(super) fn programme(args: &Export, snapshot: &Snapshot) -> Result<ProgrammeId, Failure> {
    let found = select(snapshot, args.programme.as_deref())?;
    match found.as_slice() {
        [one] => Ok(one.programme),
        [] => Err(Failure::new(
            say!("this site has no profile yet, so there is no matrix"),
            say!("import one first"),
        )),
        several => {
            let site = snapshot.site();
            let names = several.iter().map(|found| site.programmes[found.programme].slug.as_str());
            let names: Vec<&str> = names.collect();
            let help = say!("say which with `--programme`: {names}", names = names.join(", "));
            Err(Failure::new(say!("it is not clear which programme is meant"), help))
        }
    }
}

/// The profile that is named, that of the programme that is named, or the only one.
pub(super) fn profile(args: &Export, snapshot: &Snapshot) -> Result<ProfileId, Failure> {
    let site = snapshot.site();
    if args.programme.is_some() {
        return Ok(site.programmes[programme(args, snapshot)?].profile);
    }
    let slugs: Vec<&str> = site.profiles.values().map(|profile| profile.slug.as_str()).collect();
    match &args.profile {
        Some(name) => profile_named(site, name).ok_or_else(|| {
            let help = did_you_mean(
                &nearest(name, slugs.iter().copied()),
                say!("the profiles are {slugs}", slugs = slugs.join(", ")),
            );
            Failure::new(say!("there is no profile `{name}`", name), help)
        }),
        None => match site.profiles.ids().collect::<Vec<_>>().as_slice() {
            [one] => Ok(*one),
            [] => Err(Failure::new(say!("this site has no profile yet"), say!("import one first"))),
            _ => {
                let help = say!("say which with `--profile`: {slugs}", slugs = slugs.join(", "));
                Err(Failure::new(say!("it is not clear which profile is meant"), help))
            }
        },
    }
}

fn profile_named(site: &Site, name: &str) -> Option<ProfileId> {
    let is_named = |id: &ProfileId| {
        let profile = &site.profiles[*id];
        profile.slug == name || profile.title.eq_ignore_ascii_case(name)
    };
    site.profiles.ids().find(is_named)
}
