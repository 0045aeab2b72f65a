//! `leerlijn what-if`: prints what would differ if a few things of the site were otherwise. Nothing is written.

use std::path::Path;
use std::sync::Arc;

use crate::compare::{Scenario, Side, UnknownName};
use crate::coverage::cover_otherwise;
use crate::diagnostics::{Message, count, did_you_mean, say};
use crate::model::Site;
use crate::pipeline::{Options, Snapshot};
use crate::sources::SourceFile;
use crate::text::{SourcePath, nearest};

use super::args::WhatIf;
use super::failure::{Failure, Outcome};
use super::phrases::shown;
use super::terminal::Terminal;
use super::{diff, import, site};

/// Asks and answers.
pub(super) fn run(args: &WhatIf, terminal: &Terminal) -> Result<Outcome, Failure> {
    let scenario = Scenario {
        programme: args.programme.clone(),
        without: args.without.clone(),
        moves: args.moves.clone(),
        required: args.required.clone(),
    };
    if scenario.is_empty() && args.profile.is_none() {
        let help =
            say!("say what is otherwise, such as `--without M05`, `--move M07=2` or `--required practised`");
        return Err(Failure::new(say!("nothing is asked"), help));
    }
    let open = site::open(&args.site, terminal)?;
    let before = open.snapshot(Options::default());
    let other = match &args.profile {
        Some(profile) => match with_profile(&open, &before, profile, terminal)? {
            Some(other) => Some(other),
            None => return Ok(Outcome::Refused),
        },
        None => None,
    };
    let after = scenario.apply(other.as_ref().unwrap_or(&before).site())?;
    let site = other.as_ref().unwrap_or(&before);
    let coverage = cover_otherwise(&after, site.site(), site.coverage());
    let after = Side { site: &after, coverage: &coverage };
    let name = name(&scenario, args.profile.as_deref());
    diff::show(
        before.side(),
        after,
        (&terminal.told(say!("the site as it is")), &terminal.told(name)),
        args.format,
        terminal,
    )?;
    let errors = before.report().totals().errors;
    if errors > 0 {
        let errors = count!(errors, "no errors", "1 error", "{n} errors");
        terminal.say(say!("The content has {errors}, so some claims may not be counted.", errors));
        return Ok(Outcome::Refused);
    }
    Ok(Outcome::Done)
}

impl From<UnknownName> for Failure {
    fn from(unknown: UnknownName) -> Self {
        Self::new(unknown.message, unknown.help)
    }
}

/// The site with the profile that the file `path` holds in the place of the one that it is a new version of.
fn with_profile(
    open: &site::OpenSite,
    before: &Snapshot,
    path: &Path,
    terminal: &Terminal,
) -> Result<Option<Snapshot>, Failure> {
    let site: &Site = before.site();
    let file = |document| &site.document(document).path;
    let profiles = site.profiles.values().map(|profile| (profile.slug.as_str(), file(profile.document)));
    let profiles: Vec<(&str, &SourcePath)> = profiles.collect();
    let texts =
        profiles.iter().map(|(slug, file)| (*slug, open.sources.text(file).unwrap_or_default().as_bytes()));
    let Some((name, text)) = import::new_version(path, &texts.collect::<Vec<_>>(), terminal)? else {
        return Ok(None);
    };
    let Some((_, own)) = profiles.iter().find(|(slug, _)| *slug == name) else {
        let slugs: Vec<&str> = profiles.iter().map(|(slug, _)| *slug).collect();
        let message = say!("{shown} is no version of a profile of this site", shown = shown(path));
        let otherwise = say!(
            "its title would make the file `{name}.md`; the profiles are {slugs}",
            name,
            slugs = slugs.join(", ")
        );
        return Err(Failure::new(message, did_you_mean(&nearest(&name, slugs), otherwise)));
    };
    let mut sources = (*open.sources).clone();
    sources.insert(SourceFile::new((*own).clone(), text.as_bytes()));
    let other = site::OpenSite { root: open.root.clone(), sources: Arc::new(sources) };
    Ok(Some(other.snapshot(Options::default())))
}

/// The name of the site of the scenario.
fn name(scenario: &Scenario, profile: Option<&Path>) -> Message {
    let mut parts = Vec::new();
    if !scenario.without.is_empty() {
        parts.push(say!("without {modules}", modules = scenario.without.join(", ")));
    }
    parts.extend(
        scenario.moves.iter().map(|(module, term)| say!("with {module} in term {term}", module, term)),
    );
    parts.extend(scenario.required.iter().map(|level| say!("with {level} required", level)));
    parts.extend(profile.map(|path| say!("with the profile {shown}", shown = shown(path))));
    say!("the site {parts}", parts = Message::joined(parts, ", "))
}
