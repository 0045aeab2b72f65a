//! Names for things of a site that hold in the whole world: UUIDs, by which other systems know what they have
//! imported when it comes again. A name depends on codes and ids alone, and not on texts, positions, the day, or
//! where the site stands.

use uuid::Uuid;

use crate::model::{ModuleId, ProfileId, ProgrammeId, Site};
use crate::syntax::{Content, ProfileDoc};

/// The namespace (RFC 9562, version 5) of everything that leerlijn names; drawn once, never to change.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f2d_1c0e_8a47_4b8e_9d35_51c7_e0aa_42b6);

/// The document of a profile.
pub(super) fn profile_doc(site: &Site, profile: ProfileId) -> Option<&ProfileDoc> {
    match &site.document(site.profiles[profile].document).content {
        Content::Profile(doc) => Some(doc),
        _ => None,
    }
}

/// The name that a profile has among those of all schools: its official code, or else the site's title and
/// the profile's slug.
pub(super) fn profile_key(site: &Site, profile: ProfileId) -> String {
    match profile_doc(site, profile).map(|doc| doc.code.value.as_str()).filter(|code| !code.is_empty()) {
        Some(code) => code.to_owned(),
        None => format!("{}/{}", site.config.title, site.profiles[profile].slug),
    }
}

/// The UUID of a profile. One whose code is a UUID, as of an imported CASE framework, keeps it.
pub(super) fn profile_id(site: &Site, profile: ProfileId) -> Uuid {
    let key = profile_key(site, profile);
    parsed(&key).unwrap_or_else(|| derived(&NAMESPACE, "profile", &key))
}

/// The UUID of a competence or an item of the profile with UUID `profile`, by its id; its code goes before
/// where that is a UUID.
pub(super) fn part_id(profile: &Uuid, id: &str, code: &str) -> Uuid {
    parsed(code).unwrap_or_else(|| derived(profile, "item", id))
}

/// The UUID of a programme.
pub(super) fn programme_id(site: &Site, programme: ProgrammeId) -> Uuid {
    let key = format!("{}/{}", site.config.title, site.programmes[programme].slug);
    derived(&NAMESPACE, "programme", &key)
}

/// The UUID of a module of the programme with UUID `programme`.
pub(super) fn module_id(site: &Site, programme: &Uuid, module: ModuleId) -> Uuid {
    derived(programme, "module", &site.modules[module].slug)
}

/// The UUID of the thing called `name`, of those of one `kind` in `space`.
pub(super) fn derived(space: &Uuid, kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(space, format!("{kind}:{name}").as_bytes())
}

/// The UUID that `code` is, in its usual form with hyphens.
fn parsed(code: &str) -> Option<Uuid> {
    Uuid::parse_str(code).ok().filter(|_| code.len() == 36)
}
