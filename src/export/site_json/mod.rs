//! A whole site and its coverage as one JSON object, in the shape of `docs/schema/site-1.json`. Every key is always
//! there, and within one major version keys are only added.

mod coverage;
mod modules;
mod profiles;

use serde::Serialize;

use crate::model::{ProfileId, ProgrammeId};
use crate::plan::Pages;

use self::coverage::JsonProgramme;
pub use self::coverage::JsonTotals;
use self::modules::JsonModule;
use self::profiles::JsonProfile;

/// The name of the format, which a reader looks for first.
const FORMAT: &str = "leerlijn-site";
/// Its version: the first number changes when a key goes or means something else, the second when one comes.
const VERSION: &str = "1.7";

#[derive(Serialize)]
struct JsonSite<'s> {
    format: &'static str,
    version: &'static str,
    title: &'s str,
    language: &'static str,
    base_url: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    edition: &'s str,
    scale: JsonScale<'s>,
    profiles: Vec<JsonProfile<'s>>,
    modules: Vec<JsonModule<'s>>,
    programmes: Vec<JsonProgramme<'s>>,
}

#[derive(Serialize)]
struct JsonScale<'s> {
    required: &'s str,
    levels: Vec<JsonLevel<'s>>,
}

#[derive(Serialize)]
struct JsonLevel<'s> {
    id: &'s str,
    label: &'s str,
    symbol: &'s str,
}

/// How much of a site is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Site,
    /// Everything, but of the programmes only this one.
    Programme(ProgrammeId),
    /// This profile alone, without modules and programmes.
    Profile(ProfileId),
}

/// `scope` of a site as JSON with a line end at its end.
pub fn site_json(pages: &Pages<'_>, scope: Scope) -> String {
    let Pages { site, coverage, sources, .. } = pages;
    let (profiles, modules, programmes) = match scope {
        Scope::Site => (None, modules::all(site, sources), site.programmes.ids().collect()),
        Scope::Programme(id) => (None, modules::all(site, sources), vec![id]),
        Scope::Profile(id) => (Some(id), Vec::new(), Vec::new()),
    };
    let profiles: Vec<ProfileId> = profiles.map_or_else(|| site.profiles.ids().collect(), |id| vec![id]);
    let config = &site.config;
    let levels = config.scale.levels.values();
    let whole = JsonSite {
        format: FORMAT,
        version: VERSION,
        title: &config.title,
        language: config.language.tag(),
        base_url: &config.base_url,
        edition: &config.edition,
        scale: JsonScale {
            required: &config.scale.levels[config.scale.required].id,
            levels: levels
                .map(|level| JsonLevel { id: &level.id, label: &level.label, symbol: &level.symbol })
                .collect(),
        },
        profiles: profiles.into_iter().map(|id| JsonProfile::new(site, id)).collect(),
        modules,
        programmes: programmes.into_iter().map(|id| JsonProgramme::new(site, coverage, id)).collect(),
    };
    crate::export::json_text(&whole)
}
