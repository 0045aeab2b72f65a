//! Which files change when a matrix is brought into the modules. A claim that stands already is not written again,
//! wherever in the module it stands; none is taken out unless that was asked for, and then only from the module's
//! own front matter.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::LevelId;
use crate::edit::{ClaimChange, apply, change_claims};
use crate::import::matrix::place::{Placed, Seat};
use crate::model::{Claim, ItemId, ModuleId, ProfileId, Site};
use crate::sources::Sources;
use crate::text::{SourcePath, slug};

/// Whether claims that the matrix does not have are taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// They stay.
    Keep,
    /// Those of the modules and items that the matrix has are taken out of the front matter.
    Replace,
}

/// A file that changes or comes to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path in the site.
    pub path: SourcePath,
    /// Its text now; none for a new file.
    pub before: Option<String>,
    /// Its text afterwards.
    pub after: String,
}

/// What is to be written.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    /// The files, by their paths.
    pub files: Vec<FileEdit>,
    /// How many claims are new.
    pub added: usize,
    /// How many are taken out.
    pub removed: usize,
    /// How many stood already.
    pub standing: usize,
    /// The claims of whole modules that the matrix does not have and that stay, such as `c1.1 in M01`.
    pub others: Vec<String>,
    /// What stays although the matrix says otherwise.
    pub notes: Vec<String>,
    /// Why nothing may be written.
    pub conflicts: Vec<String>,
}

impl Edits {
    /// The files that change when `placed` is brought into `site`.
    pub fn new(site: &Site, sources: &Sources, placed: &Placed, removal: Removal) -> Self {
        let mut edits = Self { conflicts: placed.conflicts.clone(), ..Self::default() };
        let Some(profile) = placed.profile else { return edits };
        let wanted = wanted(placed);
        for (seat, wanted) in placed.seats.iter().zip(wanted) {
            let writing = Writing { site, sources, placed, profile, wanted, removal };
            match seat {
                Seat::Known(module) => writing.known(*module, &mut edits),
                Seat::New { code, title } => writing.new_module(code, title, &mut edits),
            }
        }
        edits.files.sort_by(|a, b| a.path.cmp(&b.path));
        edits
    }
}

/// For each module what the matrix says of it.
fn wanted(placed: &Placed) -> Vec<BTreeMap<ItemId, LevelId>> {
    let mut wanted = vec![BTreeMap::new(); placed.seats.len()];
    for placing in &placed.placings {
        wanted[placing.seat].insert(placing.item, placing.level);
    }
    wanted
}

struct Writing<'a> {
    site: &'a Site,
    sources: &'a Sources,
    placed: &'a Placed,
    profile: ProfileId,
    wanted: BTreeMap<ItemId, LevelId>,
    removal: Removal,
}

impl Writing<'_> {
    fn known(&self, module: ModuleId, edits: &mut Edits) {
        let mut change = ClaimChange::default();
        let claims = self.site.modules[module].claims.iter().map(|id| &self.site.claims[*id]);
        let stays: Vec<&Claim> = match self.removal {
            Removal::Keep => {
                let claims: Vec<&Claim> = claims.collect();
                edits.others.extend(self.others(module, &claims));
                claims
            }
            Removal::Replace => self.without_others(module, &claims.collect::<Vec<_>>(), &mut change, edits),
        };
        let mut strongest: BTreeMap<ItemId, LevelId> = BTreeMap::new();
        for claim in stays {
            let level = strongest.entry(claim.item).or_insert(claim.level);
            *level = claim.level.max(*level);
        }
        for (item, level) in &self.wanted {
            match strongest.get(item) {
                Some(there) if there == level => edits.standing += 1,
                Some(there) if there > level => edits.notes.push(self.weaker(module, *item, *level, *there)),
                _ => {
                    edits.added += 1;
                    change.add.entry(level.index()).or_default().push(self.name(*item, Some(module)));
                }
            }
        }
        if !change.is_empty() {
            self.edit(module, &change, edits);
        }
    }

    /// The claims of a module's front matter on items of the matrix that the matrix has no mark for.
    fn others(&self, module: ModuleId, claims: &[&Claim]) -> Vec<String> {
        let is_other = |claim: &&&Claim| {
            let is_whole = claim.spot.heading.is_none() && claim.spot.lesson.is_none();
            is_whole && self.placed.items.contains(&claim.item) && !self.wanted.contains_key(&claim.item)
        };
        let items: BTreeSet<ItemId> = claims.iter().filter(is_other).map(|claim| claim.item).collect();
        let name = self.site.modules[module].name();
        items.into_iter().map(|item| format!("{} in {name}", self.site.items[item].id)).collect()
    }

    /// Marks the written claims for removal that the matrix does not have; gives the claims that stay.
    fn without_others<'c>(
        &self,
        module: ModuleId,
        claims: &[&'c Claim],
        change: &mut ClaimChange,
        edits: &mut Edits,
    ) -> Vec<&'c Claim> {
        // A cell has the strongest level alone, so it says nothing against weaker claims beside that one.
        let is_other = |claim: &Claim| {
            self.placed.items.contains(&claim.item)
                && self.wanted.get(&claim.item).is_none_or(|wanted| claim.level > *wanted)
        };
        let text = self.text(module).unwrap_or_default();
        let mut gone = BTreeSet::new();
        for claim in claims.iter().filter(|claim| is_other(claim)) {
            if claim.spot.heading.is_some() || claim.spot.lesson.is_some() {
                let (file, item) = (claim.place.file.as_str(), &self.site.items[claim.item].id);
                let level = &self.site.config.scale.levels[claim.level].label;
                edits.notes.push(format!("{file} claims {item} ({level}) in its text; take it out there"));
            } else {
                gone.insert((claim.place.span, claim.level));
            }
        }
        for (span, level) in &gone {
            let written = text.get(span.range()).unwrap_or("").trim_matches(['"', '\'']).to_owned();
            change.remove.entry(level.index()).or_default().push(written);
            let of_it = claims.iter().filter(|claim| claim.place.span == *span && claim.level == *level);
            for claim in of_it {
                if is_other(claim) {
                    edits.removed += 1;
                } else {
                    // A competence that is only claimed in part from now on.
                    let name = self.name(claim.item, Some(module));
                    change.add.entry(level.index()).or_default().push(name);
                }
            }
        }
        let is_gone = |claim: &Claim| {
            let is_whole = claim.spot.heading.is_none() && claim.spot.lesson.is_none();
            is_whole && gone.contains(&(claim.place.span, claim.level)) && is_other(claim)
        };
        claims.iter().copied().filter(|claim| !is_gone(claim)).collect()
    }

    fn edit(&self, module: ModuleId, change: &ClaimChange, edits: &mut Edits) {
        let path = &self.site.document(self.site.modules[module].document).path;
        let levels: Vec<&str> =
            self.site.config.scale.levels.values().map(|level| level.id.as_str()).collect();
        let Some(before) = self.text(module) else {
            edits.conflicts.push(format!("{path}: the file is not UTF-8 text"));
            return;
        };
        match change_claims(before, change, &levels) {
            Ok(changes) => {
                let after = apply(before, &changes);
                edits.files.push(FileEdit { path: path.clone(), before: Some(before.to_owned()), after });
            }
            Err(why) => edits.conflicts.push(format!("{path}: {why}")),
        }
    }

    /// The text of a module's file, when it can be written back as it was read.
    fn text(&self, module: ModuleId) -> Option<&str> {
        let path = &self.site.document(self.site.modules[module].document).path;
        let file = self.sources.file(path).filter(|file| file.mistake.is_none())?;
        Some(&file.text)
    }

    fn new_module(&self, code: &str, title: &str, edits: &mut Edits) {
        if self.wanted.is_empty() {
            return;
        }
        let name =
            if code.is_empty() || code == title { slug(title) } else { slug(&format!("{code} {title}")) };
        let path = SourcePath::new(&format!("content/modules/{name}.md"));
        let is_taken = edits.files.iter().any(|edit| edit.path == path);
        if self.sources.file(&path).is_some() || is_taken {
            edits.conflicts.push(format!("{path}: the file for the new module `{title}` is there already"));
            return;
        }
        let mut change = ClaimChange::default();
        for (item, level) in &self.wanted {
            change.add.entry(level.index()).or_default().push(self.name(*item, None));
            edits.added += 1;
        }
        let mut front = toml_edit::DocumentMut::new();
        front["title"] = toml_edit::value(title);
        if !code.is_empty() {
            front["code"] = toml_edit::value(code);
        }
        if self.site.profiles.len() > 1 {
            front["profile"] = toml_edit::value(self.site.profiles[self.profile].slug.as_str());
        }
        let levels: Vec<&str> =
            self.site.config.scale.levels.values().map(|level| level.id.as_str()).collect();
        let text = format!("+++\n{front}+++\n");
        match change_claims(&text, &change, &levels) {
            Ok(changes) => {
                edits.files.push(FileEdit { path, before: None, after: apply(&text, &changes) });
            }
            Err(why) => edits.conflicts.push(format!("{path}: {why}")),
        }
    }

    /// The item as a claim of `module` names it; a new module says which profile is its own.
    fn name(&self, item: ItemId, module: Option<ModuleId>) -> String {
        let id = &self.site.items[item].id;
        let own = module.map_or(Some(self.profile), |module| self.site.modules[module].profile);
        if self.site.profiles.len() == 1 || own == Some(self.profile) {
            return id.clone();
        }
        format!("{}/{id}", self.site.profiles[self.profile].slug)
    }

    fn weaker(&self, module: ModuleId, item: ItemId, level: LevelId, there: LevelId) -> String {
        let label = |level: LevelId| &self.site.config.scale.levels[level].label;
        let (module, item) = (self.site.modules[module].name(), &self.site.items[item].id);
        format!("{module} claims {item} as {}, the matrix as {}; it stays", label(there), label(level))
    }
}
