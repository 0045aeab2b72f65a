//! Which files change when modules are to cover what somebody says. A claim that stands already is not written again,
//! wherever in the module it stands; none is taken out unless that was asked for, and never where something was said that
//! nobody understood.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::file_edit::{Edits, FileEdit};
use super::front::{Front, key, quoted};
use super::page_claims::{ClaimingPage, PageWishes};
use super::toml_list::{merged, written};
use super::wanted::{NamedModule, Removal, WantedCoverage, WantedModule};
use super::{EditError, TextEdit, heading, programme};
use crate::config::LevelId;
use crate::diagnostics::{Message, say};
use crate::model::{Claim, DocumentId, ItemId, Lookup, ModuleId, Site, Spot};
use crate::sources::Sources;
use crate::text::{Amount, SourcePath, slug};

impl Edits {
    /// The files that change when `wanted` is brought into `site`.
    pub fn new(site: &Site, sources: &Sources, wanted: &WantedCoverage, removal: Removal) -> Self {
        let mut edits = Self::default();
        // The names by which a programme can refer to the modules.
        let mut names = Vec::new();
        let lookup = Lookup::new(site);
        for module in &wanted.modules {
            let writing = Writing { site, sources, lookup: &lookup, coverage: wanted, module, removal };
            names.push(match &module.module {
                NamedModule::Known(known) => {
                    writing.known(*known, &mut edits);
                    Some(site.modules[*known].name().to_owned())
                }
                NamedModule::New { code, title } => writing.new_module(code, title, &mut edits),
            });
        }
        programme::change(site, sources, wanted, &names, removal, &mut edits);
        edits.files.sort_by(|a, b| a.path.cmp(&b.path));
        edits
    }
}

/// The claims that the places of a module are to make.
type SpotWishes = BTreeMap<Spot, BTreeMap<ItemId, Option<LevelId>>>;

const WHOLE: Spot = Spot { lesson: None, heading: None };

struct Writing<'a> {
    site: &'a Site,
    sources: &'a Sources,
    lookup: &'a Lookup<'a>,
    coverage: &'a WantedCoverage,
    module: &'a WantedModule,
    removal: Removal,
}

impl Writing<'_> {
    fn known(&self, module: ModuleId, edits: &mut Edits) {
        let claims: Vec<&Claim> =
            self.site.modules[module].claims.iter().map(|id| &self.site.claims[*id]).collect();
        let mut wishes = SpotWishes::new();
        let mut strongest: BTreeMap<ItemId, LevelId> = BTreeMap::new();
        if self.removal == Removal::Keep {
            edits.others.extend(self.others(module, &claims));
        }
        for claim in claims {
            let own = match self.other_level(claim) {
                Some(level) => {
                    edits.removed += 1;
                    wishes.entry(claim.spot).or_default().insert(claim.item, level);
                    level
                }
                None => Some(claim.level),
            };
            if let Some(own) = own {
                let level = strongest.entry(claim.item).or_insert(own);
                *level = own.max(*level);
            }
        }
        for (item, wanted) in &self.module.claims {
            let level = wanted.level;
            if self.is_counted_otherwise(module, *item) {
                match self.is_said(module, *item, level) || strongest.get(item) == Some(&level) {
                    true => edits.standing += 1,
                    false => edits.notes.push(self.counted_otherwise(module, *item, level)),
                }
                continue;
            }
            let is_lowered = wishes.values().any(|items| items.get(item) == Some(&Some(level)));
            match strongest.get(item) {
                Some(there) if *there == level && is_lowered => edits.added += 1,
                Some(there) if *there == level => edits.standing += 1,
                Some(there) if *there > level => edits.notes.push(self.weaker(module, *item, level, *there)),
                _ => {
                    edits.added += 1;
                    let spot = heading::place_in(self.site, module, &wanted.place).unwrap_or(WHOLE);
                    wishes.entry(spot).or_default().insert(*item, Some(level));
                }
            }
        }
        self.write(module, wishes, edits);
    }

    /// The level that a claim gets which the matrix does not have, none where it is taken out; nothing for one that stays.
    /// A cell has the strongest level alone, so it says nothing against weaker claims beside that one.
    fn other_level(&self, claim: &Claim) -> Option<Option<LevelId>> {
        let is_meant = self.removal == Removal::Replace
            && self.coverage.items.contains(&claim.item)
            && !self.module.unread.contains(&claim.item)
            && !self.is_counted_otherwise(claim.module, claim.item);
        let wanted = self.module.claims.get(&claim.item).map(|wanted| wanted.level);
        (is_meant && wanted.is_none_or(|wanted| claim.level > wanted)).then_some(wanted)
    }

    /// The claims of a module's front matter on items of the matrix that the matrix has no mark for.
    fn others(&self, module: ModuleId, claims: &[&Claim]) -> Vec<String> {
        let is_other = |claim: &&&Claim| {
            claim.spot == WHOLE
                && self.coverage.items.contains(&claim.item)
                && !self.module.claims.contains_key(&claim.item)
                && !self.module.unread.contains(&claim.item)
        };
        let items: BTreeSet<ItemId> = claims.iter().filter(is_other).map(|claim| claim.item).collect();
        let name = self.site.modules[module].name();
        items.into_iter().map(|item| format!("{} ({name})", self.site.items[item].id)).collect()
    }

    /// Writes what changes in the pages of `module`: its claims, and its hours where it has none.
    fn write(&self, module: ModuleId, wishes: SpotWishes, edits: &mut Edits) {
        let own = self.site.modules[module].document;
        let mut pages: BTreeMap<DocumentId, PageWishes> = BTreeMap::new();
        for (spot, items) in wishes {
            pages.entry(self.site.document_of(module, spot)).or_default().insert(spot.heading, items);
        }
        let hours = self.hours(module, edits);
        if hours.is_some() {
            pages.entry(own).or_default();
        }
        for (id, page) in pages {
            let document = self.site.document(id);
            let path = &document.path;
            let Some(file) = self.sources.file(path).filter(|file| file.mistake.is_none()) else {
                edits.conflicts.push(say!("{path}: the file is not UTF-8 text", path));
                continue;
            };
            let text = &*file.text;
            let claiming = ClaimingPage { site: self.site, lookup: self.lookup, module, document, text };
            let hours = hours.filter(|_| id == own);
            match claiming.edits(&page).and_then(|own| Ok((own, hours_edit(text, hours)?))) {
                Ok((claims, hours)) => {
                    let all: Vec<TextEdit> = hours.into_iter().chain(claims).collect();
                    if !all.is_empty() {
                        edits.files.push(FileEdit::new(path.clone(), text, merged(all)));
                    }
                }
                Err(why) => edits.conflicts.push(say!("{path}: {why}", path, why = why.message())),
            }
        }
    }

    /// The hours that `module` gets; none where it has some, whatever the matrix says.
    fn hours(&self, module: ModuleId, edits: &mut Edits) -> Option<Amount> {
        let known = &self.site.modules[module];
        let wanted = self.module.hours?;
        if let Some(own) = known.hours
            && own != wanted
        {
            let name = known.name();
            edits.notes.push(say!(
                "the hours of {name} stay: {own}, and in the matrix {wanted}",
                name,
                own,
                wanted
            ));
        }
        Some(wanted).filter(|_| known.hours.is_none())
    }

    /// Makes the file of a new module; gives the name by which programmes refer to it.
    fn new_module(&self, code: &str, title: &str, edits: &mut Edits) -> Option<String> {
        if self.module.claims.is_empty() {
            return None;
        }
        let name =
            if code.is_empty() || code == title { slug(title) } else { slug(&format!("{code} {title}")) };
        let path = SourcePath::new(&format!("content/modules/{name}.md"));
        let folder = SourcePath::new(&format!("content/modules/{name}/index.md"));
        let is_taken = edits.files.iter().any(|edit| edit.path == path);
        if self.sources.file(&path).is_some() || self.sources.file(&folder).is_some() || is_taken {
            edits.conflicts.push(say!(
                "{path}: the file for the new module `{title}` is there already",
                path,
                title
            ));
            return None;
        }
        let mut levels: BTreeMap<LevelId, Vec<String>> = BTreeMap::new();
        for (item, wanted) in &self.module.claims {
            levels.entry(wanted.level).or_default().push(self.site.items[*item].id.clone());
            edits.added += 1;
        }
        let mut front = format!("title = {}\n", quoted(title));
        // Writing to a string cannot fail.
        if !code.is_empty() {
            let _ = writeln!(front, "code = {}", quoted(code));
        }
        if let Some(hours) = self.module.hours {
            let _ = writeln!(front, "hours = {hours}");
        }
        if self.site.profiles.len() > 1 {
            let profile = &self.site.profiles[self.coverage.profile].slug;
            let _ = writeln!(front, "profile = {}", quoted(profile));
        }
        front.push_str("\n[covers]\n");
        for (level, names) in levels {
            let level = key(&self.site.config.scale.levels[level].id);
            let _ = writeln!(front, "{level} = {}", written(&level, &names, "\n"));
        }
        edits.files.push(FileEdit::of_new_file(path, format!("+++\n{front}+++\n")));
        Some(if code.is_empty() { name } else { code.to_owned() })
    }

    /// Whether a programme says at which level `module` counts for `item`: a matrix may have that level or the module's own.
    fn is_counted_otherwise(&self, module: ModuleId, item: ItemId) -> bool {
        self.site.programmes.values().any(|programme| programme.level_for(module, item).is_some())
    }

    fn is_said(&self, module: ModuleId, item: ItemId, level: LevelId) -> bool {
        let said = self.site.programmes.values().filter_map(|programme| programme.level_for(module, item));
        said.into_iter().any(|said| said.level == level)
    }

    fn counted_otherwise(&self, module: ModuleId, item: ItemId, level: LevelId) -> Message {
        say!(
            "the matrix has {module} as {level} for {item}, for which a programme says another level than the module; it stays",
            module = self.site.modules[module].name(),
            level = &self.site.config.scale.levels[level].label,
            item = &self.site.items[item].id
        )
    }

    fn weaker(&self, module: ModuleId, item: ItemId, level: LevelId, there: LevelId) -> Message {
        let label = |level: LevelId| &self.site.config.scale.levels[level].label;
        let (module, item) = (self.site.modules[module].name(), &self.site.items[item].id);
        say!(
            "{module} claims {item} as {there}, the matrix as {level}; it stays",
            module,
            item,
            there = label(there),
            level = label(level)
        )
    }
}

/// The edit that gives a page `hours`.
fn hours_edit(text: &str, hours: Option<Amount>) -> Result<Option<TextEdit>, EditError> {
    let Some(hours) = hours else { return Ok(None) };
    Ok(Some(Front::read(text)?.put_key("hours", &hours.to_string())))
}
