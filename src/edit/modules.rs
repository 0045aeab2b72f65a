//! Which files change when modules are to cover what somebody says. A claim that stands already is not written again,
//! wherever in the module it stands; none is taken out unless that was asked for, and then only from the module's
//! own front matter, and never where something was said that nobody understood.

use std::collections::{BTreeMap, BTreeSet};

use super::front_matter::change_front_matter;
use super::wanted::{Seat, WantedCoverage, WantedModule};
use super::{ClaimChange, TextEdit, apply, change_claims, heading, programme};
use crate::config::LevelId;
use crate::model::{Claim, DocumentId, ItemId, ModuleId, Site};
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
    /// The files that change when `wanted` is brought into `site`.
    pub fn new(site: &Site, sources: &Sources, wanted: &WantedCoverage, removal: Removal) -> Self {
        let mut edits = Self::default();
        // The names by which a programme can refer to the modules.
        let mut names = Vec::new();
        for module in &wanted.modules {
            let writing = Writing { site, sources, coverage: wanted, module, removal };
            names.push(match &module.seat {
                Seat::Known(known) => {
                    writing.known(*known, &mut edits);
                    Some(site.modules[*known].name().to_owned())
                }
                Seat::New { code, title } => writing.new_module(code, title, &mut edits),
            });
        }
        programme::change(site, sources, wanted, &names, &mut edits);
        edits.files.sort_by(|a, b| a.path.cmp(&b.path));
        edits
    }
}

/// What is claimed at headings: for each page and heading the names of items, by the ids of levels.
type Sections = BTreeMap<(DocumentId, usize), BTreeMap<String, Vec<String>>>;

struct Writing<'a> {
    site: &'a Site,
    sources: &'a Sources,
    coverage: &'a WantedCoverage,
    module: &'a WantedModule,
    removal: Removal,
}

impl Writing<'_> {
    fn known(&self, module: ModuleId, edits: &mut Edits) {
        let mut change = ClaimChange::default();
        let mut sections = Sections::new();
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
        for (item, wanted) in &self.module.claims {
            let level = &wanted.level;
            match strongest.get(item) {
                Some(there) if there == level => edits.standing += 1,
                Some(there) if there > level => edits.notes.push(self.weaker(module, *item, *level, *there)),
                _ => {
                    edits.added += 1;
                    let name = self.name(*item, Some(module));
                    match self.section(module, &wanted.place) {
                        Some(section) => {
                            let level = self.site.config.scale.levels[*level].id.clone();
                            let of_section: &mut Vec<String> =
                                sections.entry(section).or_default().entry(level).or_default();
                            of_section.push(name);
                        }
                        None => change.add.entry(level.index()).or_default().push(name),
                    }
                }
            }
        }
        self.at_headings(&sections, edits);
        self.edit(module, &change, edits);
    }

    /// The claims of a module's front matter on items of the matrix that the matrix has no mark for.
    fn others(&self, module: ModuleId, claims: &[&Claim]) -> Vec<String> {
        let is_other = |claim: &&&Claim| {
            let is_whole = claim.spot.heading.is_none() && claim.spot.lesson.is_none();
            is_whole
                && self.coverage.items.contains(&claim.item)
                && !self.module.claims.contains_key(&claim.item)
                && !self.module.unread.contains(&claim.item)
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
            self.coverage.items.contains(&claim.item)
                && !self.module.unread.contains(&claim.item)
                && self.module.claims.get(&claim.item).is_none_or(|wanted| claim.level > wanted.level)
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

    /// The page and the heading of `module` that are called `place`.
    fn section(&self, module: ModuleId, place: &str) -> Option<(DocumentId, usize)> {
        if place.is_empty() {
            return None;
        }
        let module = &self.site.modules[module];
        let lessons = module.lessons.iter().map(|lesson| self.site.lessons[*lesson].document);
        let mut found = std::iter::once(module.document).chain(lessons).filter_map(|document| {
            Some((document, heading::called(&self.site.document(document).headings, place)?))
        });
        let section = found.next().filter(|_| found.next().is_none())?;
        let (document, at) = section;
        let document = self.site.document(document);
        let text = &self.sources.file(&document.path)?.text;
        // Where the line has no place for a claim, the whole module claims it.
        let end = document.headings[at].span.range().end;
        heading::claim_at(text, end, &BTreeMap::new()).map(|_| section)
    }

    /// Writes the claims at headings.
    fn at_headings(&self, sections: &Sections, edits: &mut Edits) {
        let documents: BTreeSet<DocumentId> = sections.keys().map(|(document, _)| *document).collect();
        for id in documents {
            let document = self.site.document(id);
            let Some(file) = self.sources.file(&document.path).filter(|file| file.mistake.is_none()) else {
                edits.conflicts.push(format!("{}: the file is not UTF-8 text", document.path));
                continue;
            };
            let own = sections.iter().filter(|((of, _), _)| *of == id);
            let changes: Vec<TextEdit> = own
                .filter_map(|((_, at), claims)| {
                    heading::claim_at(&file.text, document.headings[*at].span.range().end, claims)
                })
                .collect();
            let after = apply(&file.text, &changes);
            edits.files.push(FileEdit {
                path: document.path.clone(),
                before: Some(file.text.to_string()),
                after,
            });
        }
    }

    /// Writes what changes in the file of `module`: its claims, and its hours where it has none.
    fn edit(&self, module: ModuleId, change: &ClaimChange, edits: &mut Edits) {
        let hours = self.hours(module, edits);
        if change.is_empty() && hours.is_none() {
            return;
        }
        let path = &self.site.document(self.site.modules[module].document).path;
        let levels = self.levels();
        let Some(text) = self.text(module) else {
            edits.conflicts.push(format!("{path}: the file is not UTF-8 text"));
            return;
        };
        let earlier = edits.files.iter().position(|edit| edit.path == *path);
        let earlier = earlier.map(|at| edits.files.swap_remove(at).after);
        let before = earlier.as_deref().unwrap_or(text);
        let after = change_claims(before, change, &levels).map(|changes| apply(before, &changes));
        let after = after.and_then(|after| match hours {
            None => Ok(after),
            Some(hours) => change_front_matter(&after, |front| {
                front["hours"] = toml_edit::value(i64::from(hours));
                Ok(())
            })
            .map(|changes| apply(&after, &changes)),
        });
        match after {
            Ok(after) => {
                edits.files.push(FileEdit { path: path.clone(), before: Some(text.to_owned()), after });
            }
            Err(why) => edits.conflicts.push(format!("{path}: {why}")),
        }
    }

    /// The hours that `module` gets; none where it has some, whatever the matrix says.
    fn hours(&self, module: ModuleId, edits: &mut Edits) -> Option<u32> {
        let known = &self.site.modules[module];
        let wanted = self.module.hours?;
        if let Some(own) = known.hours
            && own != wanted
        {
            let name = known.name();
            edits.notes.push(format!("{name} has {own} hours, in the matrix {wanted}; they stay"));
        }
        Some(wanted).filter(|_| known.hours.is_none())
    }

    fn levels(&self) -> Vec<&str> {
        self.site.config.scale.levels.values().map(|level| level.id.as_str()).collect()
    }

    /// The text of a module's file, when it can be written back as it was read.
    fn text(&self, module: ModuleId) -> Option<&str> {
        let path = &self.site.document(self.site.modules[module].document).path;
        let file = self.sources.file(path).filter(|file| file.mistake.is_none())?;
        Some(&file.text)
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
            edits.conflicts.push(format!("{path}: the file for the new module `{title}` is there already"));
            return None;
        }
        let mut change = ClaimChange::default();
        for (item, wanted) in &self.module.claims {
            change.add.entry(wanted.level.index()).or_default().push(self.name(*item, None));
            edits.added += 1;
        }
        let mut front = toml_edit::DocumentMut::new();
        front["title"] = toml_edit::value(title);
        if !code.is_empty() {
            front["code"] = toml_edit::value(code);
        }
        if let Some(hours) = self.module.hours {
            front["hours"] = toml_edit::value(i64::from(hours));
        }
        if self.site.profiles.len() > 1 {
            front["profile"] = toml_edit::value(self.site.profiles[self.coverage.profile].slug.as_str());
        }
        let text = format!("+++\n{front}+++\n");
        match change_claims(&text, &change, &self.levels()) {
            Ok(changes) => {
                edits.files.push(FileEdit { path, before: None, after: apply(&text, &changes) });
                Some(if code.is_empty() { name } else { code.to_owned() })
            }
            Err(why) => {
                edits.conflicts.push(format!("{path}: {why}"));
                None
            }
        }
    }

    /// The item as a claim of `module` names it; a new module says which profile is its own.
    fn name(&self, item: ItemId, module: Option<ModuleId>) -> String {
        let id = &self.site.items[item].id;
        let own = module.map_or(Some(self.coverage.profile), |module| self.site.modules[module].profile);
        if self.site.profiles.len() == 1 || own == Some(self.coverage.profile) {
            return id.clone();
        }
        format!("{}/{id}", self.site.profiles[self.coverage.profile].slug)
    }

    fn weaker(&self, module: ModuleId, item: ItemId, level: LevelId, there: LevelId) -> String {
        let label = |level: LevelId| &self.site.config.scale.levels[level].label;
        let (module, item) = (self.site.modules[module].name(), &self.site.items[item].id);
        format!("{module} claims {item} as {}, the matrix as {}; it stays", label(there), label(level))
    }
}
