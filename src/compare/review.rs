//! The changes of a new version of a profile, for the review that stands beside it: which lines read otherwise, which
//! are new and which are gone, and which claims were made before.
//!
//! The ids of the two versions are those of their files, so that whoever gave a line another id has decided. Claims are
//! opened where the words say something else, as far as words tell; claims that somebody has answered for the same
//! words stay answered, however often the version is imported.

use std::collections::{BTreeMap, BTreeSet};

use super::succession::{Fate, Statement, succession};
use super::words::is_editorial;
use crate::model::{ItemId, ProfileId, Site};
use crate::syntax::{Content, ReviewFile, unplaced};
use crate::text::{Spanned, natural};

/// The review of the profile called `slug` in `after`, which was another version of itself in `before`; `known` is the
/// review that stands there. None where one of the sites has no such profile, or where there is nothing to say.
pub fn review(before: &Site, after: &Site, slug: &str, known: Option<&ReviewFile>) -> Option<ReviewFile> {
    let (old, new) = (Version::new(before, slug)?, Version::new(after, slug)?);
    if old.texts == new.texts {
        return None;
    }
    // The same version again is compared with the one before it, as far as the review knows that one.
    let again =
        known.filter(|known| !known.to.is_empty() && known.to == new.version && old.version == known.to);
    let mut earlier = old.texts.clone();
    if let Some(known) = again {
        earlier.retain(|id, _| known.new.iter().all(|new| new.value != *id));
        let texts = known.changed.iter().chain(&known.gone);
        earlier.extend(texts.map(|(id, text)| (id.value.as_str(), text.value.as_str())));
    }
    // A claim that is still to be looked at was made for the words of then.
    if let Some(known) = known.filter(|_| again.is_none()) {
        let open = known.changed.iter().filter(|(id, _)| known.is_open(&id.value));
        earlier.extend(open.map(|(id, text)| (id.value.as_str(), text.value.as_str())));
    }
    let mut file = ReviewFile {
        from: again.map_or(old.version, |known| known.from.as_str()).to_owned(),
        to: new.version.to_owned(),
        ..ReviewFile::default()
    };
    for (id, text) in sorted(&new.texts) {
        match earlier.get(id) {
            None => file.new.push(unplaced(id)),
            Some(words) if *words != text => file.changed.push((unplaced(id), unplaced(words))),
            Some(_) => {}
        }
    }
    let gone = sorted(&earlier).into_iter().filter(|(id, _)| !new.texts.contains_key(id));
    file.gone = gone.map(|(id, text)| (unplaced(id), unplaced(text))).collect();
    successors(&mut file, &new, again);
    file.open = open(&file, &old, &new, known, after);
    let is_any = !file.is_empty();
    is_any.then_some(file)
}

/// A version of a profile: the words of its competences and items by their ids.
struct Version<'s> {
    version: &'s str,
    texts: BTreeMap<&'s str, &'s str>,
    items: BTreeMap<&'s str, ItemId>,
}

impl<'s> Version<'s> {
    fn new(site: &'s Site, slug: &str) -> Option<Self> {
        let (id, profile) = site.profiles.iter().find(|(_, profile)| profile.slug == slug)?;
        let version = match &site.document(profile.document).content {
            Content::Profile(content) => content.version.value.as_str(),
            Content::Module(_) | Content::Programme(_) | Content::Page(_) => "",
        };
        Some(Self { version, texts: texts(site, id), items: items(site, id) })
    }
}

fn items(site: &Site, id: ProfileId) -> BTreeMap<&str, ItemId> {
    site.profiles[id].items.iter().map(|id| (site.items[*id].id.as_str(), *id)).collect()
}

fn texts(site: &Site, id: ProfileId) -> BTreeMap<&str, &str> {
    let profile = &site.profiles[id];
    let competences = profile.competences.iter().map(|id| &site.competences[*id]);
    let competences = competences.map(|competence| (competence.id.as_str(), competence.title.as_str()));
    let items = profile.items.iter().map(|id| &site.items[*id]);
    competences.chain(items.map(|item| (item.id.as_str(), item.text.as_str()))).collect()
}

/// In the order in which people count ids.
fn sorted<'s>(texts: &BTreeMap<&'s str, &'s str>) -> Vec<(&'s str, &'s str)> {
    let mut texts: Vec<_> = texts.iter().map(|(id, text)| (*id, *text)).collect();
    texts.sort_by(|(a, _), (b, _)| natural(a, b));
    texts
}

/// Notes what became of the lines that are gone. A person's word on it, in the review of the same version, stays.
fn successors(file: &mut ReviewFile, new: &Version<'_>, again: Option<&ReviewFile>) {
    let is_decided = |id: &str| {
        again.is_some_and(|known| {
            let became = known.became.iter().map(|(known, _)| known);
            let kept = known.gone.iter().map(|(known, _)| known);
            became.chain(kept).any(|known| known.value == id)
        })
    };
    if let Some(known) = again {
        let is_gone = |id: &Spanned<String>| file.gone.iter().any(|(gone, _)| gone.value == id.value);
        file.became = known.became.iter().filter(|(id, _)| is_gone(id)).cloned().collect();
        file.undecided = known
            .undecided
            .iter()
            .filter(|(id, to)| is_gone(id) && file.new.iter().any(|new| new.value == to.value))
            .cloned()
            .collect();
    }
    let gone: Vec<_> = file.gone.iter().filter(|(id, _)| !is_decided(&id.value)).cloned().collect();
    let old: Vec<Statement> = gone.iter().map(|(_, text)| Statement::new(&text.value, None, None)).collect();
    let came: Vec<Statement> = file
        .new
        .iter()
        .map(|id| Statement::new(new.texts.get(id.value.as_str()).unwrap_or(&""), None, None))
        .collect();
    for ((id, _), fate) in gone.into_iter().zip(succession(&old, &came, |_, _| true)) {
        let name = |at: usize| unplaced(&file.new[at].value);
        match fate {
            Fate::Kept(at) | Fate::Undecided(at) => {
                let name = name(at);
                file.undecided.push((unplaced(&id.value), name));
            }
            Fate::Split(parts) => {
                let parts = parts.into_iter().map(name).collect();
                file.became.push((unplaced(&id.value), parts));
            }
            Fate::Merged(at) => {
                let name = name(at);
                file.became.push((unplaced(&id.value), vec![name]));
            }
            Fate::Gone => {}
        }
    }
}

/// The claims to be looked at: those on lines whose words changed in this import, and those that were open already.
fn open(
    file: &ReviewFile,
    old: &Version<'_>,
    new: &Version<'_>,
    known: Option<&ReviewFile>,
    after: &Site,
) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
    let mut claiming: BTreeMap<ItemId, BTreeSet<&str>> = BTreeMap::new();
    for claim in after.claims.values() {
        claiming.entry(claim.item).or_default().insert(after.modules[claim.module].name());
    }
    let still_open = |id: &str| -> BTreeSet<&str> {
        let open = known.into_iter().flat_map(|known| &known.open).filter(|(open, _)| open.value == id);
        open.flat_map(|(_, modules)| modules).map(|module| module.value.as_str()).collect()
    };
    let rows = file.changed.iter().filter_map(|(id, words)| {
        let id = id.value.as_str();
        let (item, text) = (new.items.get(id)?, new.texts.get(id)?);
        let is_new_here = old.texts.get(id).is_none_or(|old| old != text);
        let claiming = claiming.get(item)?;
        let modules: Vec<&str> = if is_new_here && !is_editorial(&words.value, text) {
            claiming.iter().copied().collect()
        } else {
            let open = still_open(id);
            claiming.iter().copied().filter(|module| open.contains(module)).collect()
        };
        let mut modules: Vec<_> = modules.into_iter().map(unplaced).collect();
        modules.sort_by(|a, b| natural(&a.value, &b.value));
        (!modules.is_empty()).then(|| (unplaced(id), modules))
    });
    rows.collect()
}
