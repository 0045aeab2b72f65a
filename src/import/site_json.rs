//! The profile in the JSON that this program writes of a site (`docs/schema/site-1.json`), version 1.
//!
//! Ids, texts, codes, grades and references come back as they left; of prose its words do. A key that is missing is
//! empty, so that a file that a person made is read too. Fields for which a draft has no place are named (L710).

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::config::Language;
use crate::diagnostics::Message;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{count, say};
use crate::ids::{Arena, Id};
use crate::import::draft::Imported;
use crate::import::draft::ImportedDocument;
use crate::import::draft::{
    CompetenceDraft, DocumentText, ForeignNames, GlossDraft, IndicatorDraft, ItemDraft, ListEntry,
    ProfileDraft, QualificationLevel, SectionBody, SectionDraft, SkillDraft, SubsectionDraft,
};
use crate::import::file::Refusal;
use crate::import::framework::DEEPEST;
use crate::import::json::json_mistake;
use crate::import::wording::quoted;
use crate::import::wording::{LeftOut, left_out};
use crate::syntax::Grade;
use crate::syntax::SectionKind;
use crate::syntax::{is_day, is_isced};
use crate::tabular::Word;
use crate::text::{SourcePath, Span, Spanned, collapse_whitespace};

/// The first number of the versions that are read; those after it only add keys.
const MAJOR: &str = "1";

/// Reads the profile in the site `json` of `file`.
///
/// # Errors
/// When it is no JSON of a site, of another version, or has another number of profiles than one.
pub(super) fn parse(file: &SourcePath, json: &str) -> Result<ImportedDocument, Refusal> {
    let whole: JsonSite = serde_json::from_str(json).map_err(|error| json_mistake(&error))?;
    if whole.version.split('.').next() != Some(MAJOR) {
        let message = say!("this is JSON of a site in version {version}", version = quoted(&whole.version));
        return Err(Refusal::new(message, say!("this program reads version 1; use a newer one")));
    }
    let [profile] = &whole.profiles[..] else {
        let help = say!("export one of them: `leerlijn export profile --format json --profile NAME`");
        let message = count!(
            whole.profiles.len(),
            "this site has no profiles, and an import makes one",
            "this site has 1 profile, and an import makes one",
            "this site has {n} profiles, and an import makes one"
        );
        return Err(Refusal::new(message, help));
    };
    let mut imported = draft(file, profile, &whole.language);
    if imported.draft.is_some() {
        imported.diagnostics.extend(others(file, &whole));
    }
    Ok(ImportedDocument { text: json.to_owned(), ..imported.into() })
}

/// The remark that modules and programmes, which the file has too, are left out.
fn others(file: &SourcePath, whole: &JsonSite) -> Option<Diagnostic> {
    let (modules, programmes) = (whole.modules.len(), whole.programmes.len());
    let message = say!(
        "left out: {modules} and {programmes}",
        modules = count!(modules, "0 modules", "1 module", "{n} modules"),
        programmes = count!(programmes, "0 programmes", "1 programme", "{n} programmes")
    );
    let help = say!(
        "what modules cover comes from a matrix: `leerlijn export matrix --format csv`, and import that"
    );
    let said = Diagnostic::new(Code::L710, Place::new(file, Span::at(0)), message).help(help);
    (modules + programmes > 0).then_some(said)
}

/// The lists that define items, by the kind of the items in them.
const LISTS: [(&str, SectionKind, Word); 3] = [
    ("knowledge", SectionKind::Knowledge, Word::Knowledge),
    ("skill", SectionKind::Skills, Word::Skills),
    ("attitude", SectionKind::Attitudes, Word::Attitudes),
];

/// The draft of `profile`, whose site has the language `tag`.
fn draft(file: &SourcePath, profile: &JsonProfile, tag: &str) -> Imported {
    let mut mapping = Mapping::default();
    mapping.lists(profile, if profile.language.is_empty() { tag } else { &profile.language });
    mapping.competences(profile);
    mapping.glossary = profile.glossary.iter().map(gloss).collect();
    profile.sections.iter().for_each(|section| mapping.section(section));
    let level = mapping.level(&profile.levels);
    let changed = mapping.checked(&profile.changed, is_day, say!("a day that is none"));
    let isced =
        mapping.checked(&profile.isced, is_isced, say!("a field of education that is none of ISCED-F 2013"));
    let has_items = !mapping.competences.is_empty() || !mapping.items.is_empty();
    if profile.title.trim().is_empty() || !has_items {
        let message = say!("this profile has no title, or nothing that a module could cover");
        let said = Diagnostic::new(Code::L701, Place::new(file, Span::at(0)), message);
        let said = said.help(say!("export it from a site again"));
        return Imported { draft: None, diagnostics: vec![said] };
    }
    let diagnostics = mapping.left_out(file).into_iter().collect();
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let draft = ProfileDraft {
        title: text(&profile.title),
        language: Language::ALL.into_iter().find(|language| language.tag() == profile.language),
        site_language: None,
        code: some(&profile.code),
        version: some(&profile.version),
        year: profile.year,
        changed,
        isced,
        status: some(&profile.status),
        level,
        definition: prose(&profile.definition).collect(),
        preface: Vec::new(),
        competences: mapping.competences,
        indicators: mapping.indicators,
        knowledge: mapping.items,
        sections: mapping.sections,
    };
    Imported { draft: Some(draft), diagnostics }
}

#[derive(Default)]
struct Mapping<'p> {
    competences: Arena<CompetenceDraft>,
    indicators: Arena<IndicatorDraft>,
    items: Arena<ItemDraft>,
    sections: Vec<SectionDraft>,
    at_indicator: HashMap<&'p str, Id<IndicatorDraft>>,
    at_item: HashMap<&'p str, Id<ItemDraft>>,
    /// The words that wait for their section.
    glossary: Vec<ListEntry<GlossDraft>>,
    /// The fields for which a draft has no place, and how often each was there.
    left: LeftOut,
}

impl<'p> Mapping<'p> {
    /// The lists of knowledge, skills and attitudes, which come before the other sections.
    fn lists(&mut self, profile: &'p JsonProfile, tag: &str) {
        let language = Language::ALL.into_iter().find(|language| language.tag() == tag);
        let language = language.unwrap_or(Language::Dutch);
        for (kind, class, word) in LISTS {
            let items = profile.items.iter().filter(|item| item.kind == kind).map(|item| {
                let grade = Grade::named(&item.grade).unwrap_or_default();
                let foreign_names = foreign_names(&item.id, &item.code, &item.references);
                let details = Vec::new();
                let id = self.items.push(ItemDraft { text: text(&item.text), details, grade, foreign_names });
                self.at_item.insert(&item.id, id);
                ListEntry::Item(id)
            });
            let items: Vec<_> = items.collect();
            if !items.is_empty() {
                let heading = word.text(language).to_owned();
                let body = SectionBody::Knowledge(items);
                self.sections.push(SectionDraft { kind: class, heading, body, parts: Vec::new() });
            }
        }
    }

    fn competences(&mut self, profile: &'p JsonProfile) {
        let indicators = profile.items.iter().filter(|item| item.kind == "indicator");
        let mut waiting: HashMap<&str, &JsonItem> = indicators.map(|item| (item.id.as_str(), item)).collect();
        let mut depths: HashMap<&str, u8> = HashMap::new();
        for (competence, number) in profile.competences.iter().zip(1..) {
            // A competence stands behind the one that it stands below.
            let above = competence.above.as_deref().and_then(|above| depths.get(above));
            let depth = above.map_or(0, |depth| (depth + 1).min(DEEPEST));
            depths.insert(&competence.id, depth);
            let id = self.competences.push(CompetenceDraft {
                depth,
                number,
                foreign_names: foreign_names(&competence.id, &competence.code, &competence.references),
                title: text(&competence.title),
                indicators: Vec::new(),
                knowledge: Vec::new(),
            });
            for name in &competence.indicators {
                // An indicator stands under one competence.
                let Some(item) = waiting.remove(name.as_str()) else {
                    self.leave(say!("a reference to an item that is not there"));
                    continue;
                };
                let foreign_names = foreign_names(&item.id, &item.code, &item.references);
                let (text, details) = (text(&item.text), Vec::new());
                let indicator = IndicatorDraft { text, details, competence: id, foreign_names };
                let indicator = self.indicators.push(indicator);
                self.at_indicator.insert(&item.id, indicator);
                self.competences[id].indicators.push(ListEntry::Item(indicator));
            }
            for name in &competence.knowledge {
                match self.at_item.get(name.as_str()) {
                    Some(item) => self.competences[id].knowledge.push(ListEntry::Item(*item)),
                    None => self.leave(say!("a reference to an item that is not there")),
                }
            }
        }
        waiting.iter().for_each(|_| self.leave(say!("an indicator of no competence")));
    }

    fn section(&mut self, section: &JsonSection) {
        let kind = SectionKind::of_class(&section.kind).unwrap_or(SectionKind::Prose);
        if section.kind == "competence" {
            return self.text_of_competence(section);
        }
        let list = self.sections.iter_mut().find(|list| kind != SectionKind::Prose && list.kind == kind);
        if let Some(SectionDraft { heading, body: SectionBody::Knowledge(entries), .. }) = list {
            heading.clone_from(&section.title);
            let lines = section.lines.iter().map(|line| ListEntry::Prose(text(line)));
            return entries.extend(lines.chain(prose(&section.text)));
        }
        if kind == SectionKind::Prose && section.level > 2 && !self.sections.is_empty() {
            return self.part(section);
        }
        let body = if kind.is_descriptor() {
            self.skills(section)
        } else if kind == SectionKind::Glossary {
            // The JSON has the words of several such sections in one list.
            let mut entries = std::mem::take(&mut self.glossary);
            entries.extend(section.lines.iter().map(|line| ListEntry::Prose(text(line))));
            entries.extend(prose(&section.text));
            SectionBody::Glossary(entries)
        } else {
            section.items.iter().for_each(|_| self.leave(say!("a reference in a section of text")));
            SectionBody::Text(lines(kind, section))
        };
        let heading = section.title.clone();
        self.sections.push(SectionDraft { kind, heading, body, parts: Vec::new() });
    }

    fn part(&mut self, section: &JsonSection) {
        if let Some(above) = self.sections.last_mut() {
            let entries = lines(above.kind, section);
            above.parts.push(SubsectionDraft { heading: section.title.clone(), entries });
        }
    }

    /// The text under a competence besides its items, which has its title.
    fn text_of_competence(&mut self, section: &JsonSection) {
        let title = text(&section.title).value;
        let found = self.competences.iter().find(|(_, competence)| competence.title.value == title);
        match found.map(|(id, _)| id) {
            Some(id) => {
                let competence = &mut self.competences[id];
                let lines = section.lines.iter().map(|line| ListEntry::Prose(text(line)));
                competence.indicators.extend(lines);
                competence.indicators.extend(prose(&section.text));
            }
            None => self.leave(say!("a text of a competence that is not there")),
        }
    }

    fn skills(&mut self, section: &JsonSection) -> SectionBody {
        let mut skills = Vec::new();
        for name in &section.items {
            match self.at_indicator.get(name.as_str()) {
                Some(indicator) => skills.push(ListEntry::Item(SkillDraft::Indicator(*indicator))),
                None => self.leave(say!("a reference to an item that is not there")),
            }
        }
        skills.extend(section.lines.iter().map(|line| ListEntry::Item(SkillDraft::Text(text(line)))));
        skills.extend(prose(&section.text));
        SectionBody::Skills(skills)
    }

    fn level(&mut self, levels: &BTreeMap<String, String>) -> QualificationLevel {
        let mut level = QualificationLevel::default();
        for (name, value) in levels {
            let number = value.parse().ok().filter(|number| (1..=8).contains(number));
            match (name.as_str(), number) {
                ("vks", Some(_)) => level.vks = number,
                ("eqf", Some(_)) => level.eqf = number,
                _ => self.leave(say!("a level of another framework")),
            }
        }
        level
    }

    /// `text` where it is what `is_one` asks for; an empty one is nothing.
    fn checked(&mut self, text: &str, is_one: fn(&str) -> bool, otherwise: Message) -> Option<String> {
        if !text.is_empty() && !is_one(text) {
            self.leave(otherwise);
        }
        Some(text.to_owned()).filter(|text| is_one(text))
    }

    fn leave(&mut self, what: Message) {
        *self.left.entry(what).or_default() += 1;
    }

    fn left_out(&self, file: &SourcePath) -> Option<Diagnostic> {
        let said = Diagnostic::new(Code::L710, Place::new(file, Span::at(0)), left_out(&self.left));
        (!self.left.is_empty())
            .then(|| said.help(say!("add them to the profile's file where they are missed")))
    }
}

fn gloss(gloss: &JsonGloss) -> ListEntry<GlossDraft> {
    let names = gloss.names.iter().map(|name| text(name)).filter(|name| !name.value.is_empty());
    let names: Vec<DocumentText> = names.collect();
    let text = text(&gloss.text);
    // An entry that explains no word is a text like any other.
    if names.is_empty() { ListEntry::Prose(text) } else { ListEntry::Item(GlossDraft { names, text }) }
}

fn foreign_names(id: &str, code: &str, references: &[String]) -> ForeignNames {
    let code = Some(code.to_owned()).filter(|code| !code.is_empty());
    ForeignNames { id: Some(id.to_owned()), code, references: references.to_vec() }
}

/// The lines of `section`. Where a kind of section is a list by custom, several lines of its text are one.
fn lines(kind: SectionKind, section: &JsonSection) -> Vec<ListEntry<DocumentText>> {
    let mut entries: Vec<ListEntry<DocumentText>> =
        section.lines.iter().map(|line| ListEntry::Item(text(line))).collect();
    let is_list = kind != SectionKind::Prose && section.text.lines().count() > 1;
    entries.extend(prose(&section.text).map(|entry| match entry {
        ListEntry::Prose(text) if is_list => ListEntry::Item(text),
        entry => entry,
    }));
    entries
}

/// A paragraph for each line of `text`.
fn prose<T>(text_of_lines: &str) -> impl Iterator<Item = ListEntry<T>> {
    let lines = text_of_lines.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| ListEntry::Prose(text(line)))
}

/// `text` on one line. Places in JSON that a program wrote say little, so all of it stands at the start.
fn text(text: &str) -> DocumentText {
    Spanned::new(collapse_whitespace(text), Span::at(0))
}

#[derive(Debug, Deserialize)]
struct JsonSite {
    version: String,
    #[serde(default)]
    language: String,
    profiles: Vec<JsonProfile>,
    #[serde(default)]
    modules: Vec<IgnoredAny>,
    #[serde(default)]
    programmes: Vec<IgnoredAny>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonProfile {
    title: String,
    language: String,
    code: String,
    version: String,
    status: String,
    year: Option<u16>,
    changed: String,
    isced: String,
    levels: BTreeMap<String, String>,
    definition: String,
    competences: Vec<JsonCompetence>,
    items: Vec<JsonItem>,
    sections: Vec<JsonSection>,
    glossary: Vec<JsonGloss>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonCompetence {
    id: String,
    title: String,
    code: String,
    references: Vec<String>,
    above: Option<String>,
    indicators: Vec<String>,
    knowledge: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonItem {
    id: String,
    kind: String,
    text: String,
    grade: String,
    code: String,
    references: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonSection {
    title: String,
    kind: String,
    level: u8,
    items: Vec<String>,
    lines: Vec<String>,
    text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonGloss {
    names: Vec<String>,
    text: String,
}
