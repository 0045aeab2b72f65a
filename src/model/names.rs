//! Looks up the names that people write: of items, competences, profiles and modules.
//!
//! A name means one thing: `profile/c4.6` says which profile, and a name without one is about the profile at hand, or
//! the only one there is. Nearly every name is found, and by hashing alone; what to say of one that is not
//! ([`Names::unknown_item`]), with the near names, is worked out afterwards and for these only.

use ahash::HashMap;

use super::entities::{CompetenceId, ItemId, Module, ProfileId};
use super::lost::graver;
use super::several;
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Reported, did_you_mean, one_of, say};
use crate::text::{Suggestions, is_invisible};

/// The meaning of a name in a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Item(ItemId),
    Competence(CompetenceId),
}

/// Which profile a text is about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About {
    /// The one that it names, or whose file it is.
    pub(super) said: Option<ProfileId>,
    /// The one that decides where several have a name.
    pub(super) likely: Option<ProfileId>,
    /// That it names one which is not known or could not be read.
    pub(super) lost: Option<Reported>,
}

impl About {
    /// A text about `profile` and no other.
    pub(super) fn only(profile: ProfileId) -> Self {
        Self { said: Some(profile), likely: None, lost: None }
    }

    /// The subject of the claims and texts of `module`.
    pub(super) fn module(module: &Module) -> Self {
        Self { said: module.profile, likely: module.likely_profile, lost: module.lost_profile }
    }
}

/// Why a name means nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// There is no such profile.
    Profile,
    /// Several profiles have such an item; the name with each of them.
    Ambiguous(Vec<String>),
    /// This profile (none: no profile at all) has no such item.
    Item(Option<ProfileId>),
    /// The site has no profile, so no name means anything.
    NoProfile,
    /// It may mean something that could not be read, which was reported.
    Lost(Reported),
}

/// The names of a site's profiles and of what is in them.
pub(super) struct Names<'s> {
    site: &'s Site,
    profiles: HashMap<&'s str, ProfileId>,
    by_profile: Vec<HashMap<&'s str, Named>>,
}

impl<'s> Names<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        // A file is called as it is written, `BK-0213`, or as its address is, `bk-0213`.
        let files =
            site.profiles.iter().map(|(id, profile)| (site.document(profile.document).path.page_name(), id));
        let slugs = site.profiles.iter().map(|(id, profile)| (profile.slug.as_str(), id));
        let profiles = files.chain(slugs).collect();
        let mut by_profile = vec![HashMap::default(); site.profiles.len()];
        for (id, competence) in site.competences.iter() {
            by_profile[competence.profile.index()].insert(competence.id.as_str(), Named::Competence(id));
        }
        for (id, item) in site.items.iter() {
            by_profile[item.profile.index()].insert(item.id.as_str(), Named::Item(id));
        }
        Self { site, profiles, by_profile }
    }

    /// The profile called `slug`.
    pub(super) fn profile(&self, slug: &str) -> Option<ProfileId> {
        self.profiles.get(slug).copied()
    }

    /// The meaning of `name` in a text whose subject is `about`.
    pub(super) fn item(&self, name: &str, about: About) -> Result<Named, Unknown> {
        self.known_item(name, about).map_err(|unknown| self.unless_lost(unknown, about))
    }

    /// Why a name means nothing, unless it may only seem so.
    fn unless_lost(&self, unknown: Unknown, about: About) -> Unknown {
        let lost = &self.site.lost;
        let (code, cause) = match &unknown {
            Unknown::Item(Some(profile)) => (Code::L301, self.site.profiles[*profile].lost),
            Unknown::Item(None) => (Code::L301, lost.items),
            // A profile that is said, or to which a programme leads, decides which one is meant.
            Unknown::Ambiguous(_) => {
                let programmes = graver(lost.terms, lost.profiles_of_programmes);
                (Code::L304, graver(about.lost, programmes))
            }
            Unknown::Profile | Unknown::NoProfile | Unknown::Lost(_) => return unknown,
        };
        cause.filter(|_| self.site.follows(code, cause)).map_or(unknown, Unknown::Lost)
    }

    fn known_item(&self, name: &str, about: About) -> Result<Named, Unknown> {
        // Nearly every name is a plain one of the profile at hand.
        let at_hand = about.said.or_else(|| self.only_profile());
        if let Some(named) = at_hand.and_then(|profile| self.by_profile[profile.index()].get(name)) {
            return Ok(*named);
        }
        let (said, name) = match name.split_once('/') {
            Some((slug, name)) => (Some(self.profile(slug).ok_or(Unknown::Profile)?), name),
            None => (at_hand, name),
        };
        match said {
            Some(profile) => self.in_profile(profile, name),
            None => self.in_any_profile(name).or_else(|unknown| match (unknown, about.likely) {
                (Unknown::Ambiguous(_), Some(likely)) => self.in_profile(likely, name),
                (unknown, _) => Err(unknown),
            }),
        }
    }

    fn in_profile(&self, profile: ProfileId, name: &str) -> Result<Named, Unknown> {
        let names = &self.by_profile[profile.index()];
        names.get(bare(name)).copied().ok_or(Unknown::Item(Some(profile)))
    }

    /// A name without a profile, where several could be meant: it is known if one profile alone has it.
    fn in_any_profile(&self, name: &str) -> Result<Named, Unknown> {
        if self.by_profile.is_empty() {
            return Err(Unknown::NoProfile);
        }
        let profiles = self.site.profiles.values().zip(&self.by_profile);
        let found: Vec<_> =
            profiles.filter_map(|(profile, names)| Some((&profile.slug, *names.get(bare(name))?))).collect();
        match found.as_slice() {
            [] => Err(Unknown::Item(None)),
            [(_, named)] => Ok(*named),
            several => {
                Err(Unknown::Ambiguous(several.iter().map(|(slug, _)| format!("{slug}/{name}")).collect()))
            }
        }
    }

    fn only_profile(&self) -> Option<ProfileId> {
        if self.site.profiles.len() == 1 { self.site.profiles.ids().next() } else { None }
    }

    /// The names in `profile`, or in all, that resemble `name`.
    pub(super) fn near_items(
        &self,
        profile: Option<ProfileId>,
        name: &str,
        suggestions: &mut Suggestions,
    ) -> Vec<&'s str> {
        let name = name.split_once('/').map_or(name, |(_, name)| name);
        match profile {
            Some(profile) => suggestions.nearest(name, self.by_profile[profile.index()].keys().copied()),
            None => suggestions.nearest(name, self.by_profile.iter().flat_map(|names| names.keys().copied())),
        }
    }

    /// The advice to write other names in place of `name`, where it stands for several items or competences of `profile`.
    pub(super) fn several(&self, profile: Option<ProfileId>, name: &str) -> Option<Message> {
        let profile = profile.or_else(|| self.only_profile())?;
        let named = &self.by_profile[profile.index()];
        let known = |name: &str| named.get(bare(name)).copied();
        if let Some(names) = several::listed(name, |part| known(part).is_some()) {
            return Some(say!(
                "write each name by itself: {written}",
                written = several::written(&names, "", "")
            ));
        }
        let items = || self.site.items.values().filter(|item| item.profile == profile);
        let competences = || self.site.competences.values().filter(|known| known.profile == profile);
        let names = several::ends(name).find_map(|(first, last)| match (known(first)?, known(&last)?) {
            (Named::Item(_), Named::Item(_)) => {
                several::between(items().map(|item| item.id.as_str()), first, &last)
            }
            (Named::Competence(_), Named::Competence(_)) => {
                several::between(competences().map(|known| known.id.as_str()), first, &last)
            }
            (Named::Item(_), Named::Competence(_)) | (Named::Competence(_), Named::Item(_)) => None,
        })?;
        let written = several::written(&names, "", "");
        Some(say!(
            "a range is not read, since a new version may put others between: write {written}",
            written
        ))
    }

    /// The advice to write other mentions in place of `name`, where it stands for several items.
    pub(super) fn several_mentioned(&self, profile: Option<ProfileId>, name: &str) -> Option<Message> {
        let profile = profile.or_else(|| self.only_profile())?;
        let named = &self.by_profile[profile.index()];
        let names = several::listed(name, |part| named.contains_key(bare(part)))?;
        Some(say!("write each name by itself: {written}", written = several::written(&names, "[[", "]]")))
    }

    /// The diagnostic for a profile's name `slug` that is no profile's.
    pub(super) fn unknown_profile(
        &self,
        place: Place,
        slug: &str,
        suggestions: &mut Suggestions,
    ) -> Diagnostic {
        if let Some(draft) = self.site.drafts.profile(slug) {
            let help = say!("take `draft = true` out of `{draft}` to publish it", draft = draft.path);
            return Diagnostic::new(Code::L303, place, say!("the profile `{slug}` is a draft", slug))
                .help(help);
        }
        let near =
            suggestions.nearest(slug, self.site.profiles.values().map(|profile| profile.slug.as_str()));
        let help =
            did_you_mean(&near, say!("a profile's name is the name of its file in `content/profiles`"));
        Diagnostic::new(Code::L303, place, say!("there is no profile `{slug}`", slug)).help(help)
    }

    /// The diagnostic for `name`, which means no item: `code` where its profile is known. There is none where the reason
    /// was reported.
    pub(super) fn unknown_item(
        &self,
        code: Code,
        (place, name): (Place, &str),
        unknown: &Unknown,
        suggestions: &mut Suggestions,
    ) -> Option<Diagnostic> {
        if let Some(draft) = self.site.drafts.profile_of(name)
            && !matches!(unknown, Unknown::Profile | Unknown::Lost(_))
        {
            let message = say!(
                "`{name}` is an item of the profile `{page}`, which is a draft",
                name,
                page = draft.path.page_name()
            );
            let help = say!(
                "take `draft = true` out of `{draft}` to publish it, or make a draft of this page too",
                draft = draft.path
            );
            return Some(Diagnostic::new(Code::L303, place, message).help(help));
        }
        Some(match unknown {
            Unknown::Lost(_) => return None,
            Unknown::Profile => {
                let slug = name.split('/').next().unwrap_or(name);
                match self.several(None, name) {
                    Some(help) => Diagnostic::new(code, place, say!("`{name}` is no item", name)).help(help),
                    None => self.unknown_profile(place, slug, suggestions),
                }
            }
            Unknown::Ambiguous(choices) => {
                let choices: Vec<&str> = choices.iter().map(|choice| &**choice).collect();
                Diagnostic::new(Code::L304, place, say!("several profiles have an item `{name}`", name)).help(
                    say!(
                        "write {choices}, or `profile = \"…\"` in the front matter",
                        choices = one_of(&choices)
                    ),
                )
            }
            Unknown::Item(profile) => {
                let message = match profile.map(|profile| &self.site.profiles[profile].slug) {
                    None => say!("no profile here has an item `{name}`", name),
                    Some(profile) => {
                        say!("the profile `{profile}` does not have an item `{name}`", profile, name)
                    }
                };
                let help = if name.contains(is_invisible) {
                    say!("an invisible character stands within this id; take the id out and type it again")
                        .to_owned()
                } else if let Some(help) = self.several(*profile, name) {
                    help
                } else {
                    let near = self.near_items(*profile, name, suggestions);
                    did_you_mean(&near, say!("the ids stand in the profile, between `{{#` and `}}`"))
                };
                Diagnostic::new(code, place, message).help(help)
            }
            Unknown::NoProfile => {
                let message = say!("this site has no profile, so nothing can be claimed or named");
                Diagnostic::new(Code::L303, place, message).help(say!(
                    "put one in `content/profiles`: `leerlijn import FILE` makes one of a document"
                ))
            }
        })
    }
}

/// `c4.*` is another way to write `c4`.
fn bare(name: &str) -> &str {
    name.strip_suffix(".*").unwrap_or(name)
}
