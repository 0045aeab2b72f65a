//! The ids that a profile's file holds, and the lines that a new text would lose. The file is parsed as every
//! profile is, so ids mean here what they mean to claims.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::config::{Config, TextRules};
use crate::import::ids::{ExistingCompetence, ExistingIds, ExistingItem};
use crate::model::{self, Competence, Item, ItemKind, Site};
use crate::sources::{SourceFile, Sources};
use crate::syntax::{self, Content, ProfileDoc, ReviewFile, SectionKind};
use crate::text::{LineIndex, SourcePath, collapse_whitespace};

const PATH: &str = "content/profiles/profile.md";

/// The file of a profile; empty when there is none yet.
#[derive(Default)]
pub struct Existing {
    text: String,
    site: Option<Site>,
}

impl Existing {
    /// The file that holds `bytes`.
    pub fn new(bytes: &[u8]) -> Self {
        let file = SourceFile::new(SourcePath::new(PATH), bytes);
        let text = file.text.to_string();
        let document = syntax::parse(&file, TextRules::default());
        let mut sources = Sources::default();
        sources.insert(file);
        let (site, _) = model::resolve(Config::read(None).0, &sources, vec![Arc::new(document)]);
        Self { text, site: Some(site) }
    }

    /// Whether there is a file.
    pub fn is_there(&self) -> bool {
        self.site.is_some()
    }

    /// Its competences.
    pub fn competences(&self) -> impl Iterator<Item = &Competence> {
        self.site.iter().flat_map(|site| site.competences.values())
    }

    /// Its items of one kind.
    pub fn items(&self, kind: ItemKind) -> impl Iterator<Item = &Item> {
        let items = self.site.iter().flat_map(|site| site.items.values());
        items.filter(move |item| item.kind == kind)
    }

    /// Its items that stand under no competence: knowledge, skills, attitudes.
    fn listed_items(&self) -> impl Iterator<Item = &Item> {
        ItemKind::LISTED.into_iter().flat_map(|kind| self.items(kind))
    }

    /// The ids of its competences and items, each with its text.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let items = self.site.iter().flat_map(|site| site.items.values());
        // One that is an item itself has its text as a competence.
        let items = items.filter(|item| item.kind != ItemKind::Competence);
        let titles = self.competences().map(|competence| (competence.id.as_str(), competence.title.as_str()));
        titles.chain(items.map(|item| (item.id.as_str(), item.text.as_str())))
    }

    /// The ids of its competences and items.
    pub fn all_ids(&self) -> impl Iterator<Item = &str> {
        self.texts().map(|(id, _)| id)
    }

    /// The ids by which the importer gives each text the id that it has already.
    pub fn ids(&self) -> ExistingIds {
        let Some(site) = &self.site else { return ExistingIds::default() };
        let existing = |item: &Item| ExistingItem {
            id: item.id.clone(),
            text: item.text.clone(),
            code: item.code.clone(),
            references: item.references.clone(),
        };
        let competences = self.competences().map(|competence| ExistingCompetence {
            id: competence.id.clone(),
            title: competence.title.clone(),
            code: competence.code.clone(),
            references: competence.references.clone(),
            indicators: competence.indicators.iter().map(|id| existing(&site.items[*id])).collect(),
        });
        let profile = site.documents.values().find_map(|resolved| match &resolved.document.content {
            Content::Profile(profile) => Some(profile),
            Content::Page(_) | Content::Module(_) | Content::Programme(_) => None,
        });
        let front = |get: fn(&ProfileDoc) -> &String| {
            profile.map(|profile| get(profile).clone()).filter(|text| !text.is_empty())
        };
        ExistingIds {
            code: front(|profile| &profile.code.value),
            isced: front(|profile| &profile.isced.value),
            status: front(|profile| &profile.status.value),
            competences: competences.collect(),
            knowledge: self.listed_items().map(existing).collect(),
            retired: Vec::new(),
        }
    }

    /// The same, as a person corrected it in the review of the profile: a line that is an old one gets the id of that, and
    /// one that is of its own gets another id. The id of a line that is gone is given to no other.
    pub fn corrected_ids(&self, review: Option<&ReviewFile>) -> ExistingIds {
        let mut ids = self.ids();
        let Some(review) = review else { return ids };
        let present: HashSet<&str> = self.all_ids().collect();
        let same: HashMap<&str, &str> =
            review.same.iter().map(|(new, old)| (new.value.as_str(), old.value.as_str())).collect();
        let is_of_its_own = |id: &str| same.get(id).is_some_and(|old| old.is_empty());
        let gone = review.gone.iter().map(|(id, _)| id.value.as_str()).filter(|id| !present.contains(id));
        let retired = gone.chain(same.keys().copied().filter(|id| is_of_its_own(id)));
        ids.retired = retired.map(str::to_owned).collect();
        let correct = |items: &mut Vec<ExistingItem>| {
            items.retain(|item| !is_of_its_own(&item.id));
            for item in items {
                if let Some(old) = same.get(item.id.as_str()) {
                    item.id = (*old).to_owned();
                }
            }
        };
        ids.competences.retain(|competence| !is_of_its_own(&competence.id));
        correct(&mut ids.knowledge);
        ids.competences.iter_mut().for_each(|competence| correct(&mut competence.indicators));
        ids
    }

    /// The sections with its glossary, as they stand: a school writes them itself, and few documents have any.
    pub fn glossary(&self) -> String {
        let document = self.site.iter().flat_map(|site| site.documents.values()).next();
        let Some(document) = document.map(|resolved| &resolved.document) else { return String::new() };
        let Content::Profile(profile) = &document.content else { return String::new() };
        let lines = LineIndex::new(&self.text);
        let line_of = |heading: usize| lines.position(document.headings[heading].span.start as usize).line;
        let start_of = |heading: usize| lines.line_start(line_of(heading));
        let (mut kept, mut until) = (String::new(), 0);
        for section in profile.sections.iter().filter(|section| section.kind == SectionKind::Glossary) {
            let (start, level) = (start_of(section.heading), document.headings[section.heading].level);
            if start < until {
                continue;
            }
            let mut next = (section.heading + 1..document.headings.len())
                .filter(|heading| document.headings[*heading].level <= level);
            until = next.next().map_or(self.text.len(), start_of);
            kept.push('\n');
            kept.push_str(self.text[start..until].trim_end());
            kept.push('\n');
        }
        kept
    }

    /// The lines, with their numbers, that `text` does not have, however they are spaced; a line that only gets
    /// further attributes is there.
    pub fn lines_missing_in(&self, text: &str) -> Vec<(usize, &str)> {
        let new: HashSet<String> = text.lines().map(collapse_whitespace).collect();
        let mut attributed: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
        for (words, attributes) in new.iter().filter_map(|line| syntax::parted(line)) {
            attributed.entry(words).or_default().push(attributes);
        }
        let is_there = |line: &str| {
            let line = collapse_whitespace(line);
            let kept = |(words, own): (&str, Vec<&str>)| {
                let lines = attributed.get(words);
                lines.is_some_and(|lines| lines.iter().any(|new| own.iter().all(|name| new.contains(name))))
            };
            new.contains(&line) || syntax::parted(&line).is_some_and(kept)
        };
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end()));
        lines.filter(|(_, line)| !line.is_empty() && !is_there(line)).collect()
    }
}
