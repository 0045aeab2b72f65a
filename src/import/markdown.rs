//! Writes a draft as the markdown of a profile. The same draft and ids give the same bytes, and parsing the text
//! gives the draft's texts back.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::config::Language;
use crate::ids::Id;
use crate::import::draft::{
    CompetenceDraft, DocumentText, ForeignNames, GlossDraft, ItemDraft, ListEntry, ProfileDraft,
    QualificationLevel, SectionBody, SectionDraft, SkillDraft,
};
use crate::import::ids::{ExistingIds, ItemIds};
use crate::syntax::{Grade, SectionKind};
use crate::tabular::Word;
use crate::text::{escape_markdown, escape_markdown_line, toml_string};

/// The text of the profile's file.
///
/// A statement that is the same in `existing` keeps its id, also when its typing was corrected there, and its names in
/// registers where the draft, as one of a text, has none.
pub fn write(draft: &ProfileDraft, existing: &ExistingIds) -> String {
    let ids = ItemIds::new(draft, existing);
    let known = existing.official();
    let mut writer = Writer { draft, ids: &ids, known: &known, text: String::new() };
    writer.front_matter(existing);
    writer.texts(&draft.definition);
    draft.preface.iter().for_each(|section| writer.section(section));
    draft.competences.iter().for_each(|(id, competence)| writer.competence(id, competence));
    draft.sections.iter().for_each(|section| writer.section(section));
    writer.text
}

/// The code and the references that each id has already.
type Known<'a> = HashMap<&'a str, (&'a str, &'a [String])>;

struct Writer<'a> {
    draft: &'a ProfileDraft,
    ids: &'a ItemIds,
    known: &'a Known<'a>,
    text: String,
}

impl Writer<'_> {
    fn front_matter(&mut self, existing: &ExistingIds) {
        let draft = self.draft;
        let year = draft.year.map(|year| year.to_string());
        let language = draft.language.filter(|language| Some(*language) != draft.site_language);
        let keys = [
            ("title", Some(toml_string(&draft.title.value))),
            ("language", language.map(|language| toml_string(language.tag()))),
            ("code", draft.code.as_deref().or(existing.code.as_deref()).map(toml_string)),
            ("version", draft.version.as_deref().map(toml_string)),
            ("year", year),
            ("changed", draft.changed.as_deref().map(toml_string)),
            ("isced", draft.isced.as_deref().or(existing.isced.as_deref()).map(toml_string)),
            ("status", draft.status.as_deref().or(existing.status.as_deref()).map(toml_string)),
            ("level", level(draft.level)),
        ];
        self.text.push_str("+++\n");
        for (key, value) in keys {
            if let Some(value) = value {
                // Writing to a string cannot fail.
                let _ = writeln!(self.text, "{key} = {value}");
            }
        }
        self.text.push_str("+++\n");
    }

    fn competence(&mut self, id: Id<CompetenceDraft>, competence: &CompetenceDraft) {
        let (draft, ids, known) = (self.draft, self.ids, self.known);
        let marks = "#".repeat(usize::from(competence.depth) + 2);
        self.block(&format!(
            "{marks} {} {{#{} .competence{}}}",
            escape_markdown(&competence.title.value),
            ids.competence(id),
            official(&competence.foreign_names, ids.competence(id), known)
        ));
        self.entries(&competence.indicators, |id| {
            let indicator = &draft.indicators[*id];
            let code = official(&indicator.foreign_names, ids.indicator(*id), known);
            let line =
                format!("{} {{#{}{code}}}", escape_markdown(&indicator.text.value), ids.indicator(*id));
            with_details(line, &indicator.details)
        });
        if !competence.knowledge.is_empty() {
            let word = Word::Knowledge.text(draft.language.unwrap_or(Language::Dutch));
            self.block(&format!("{marks}# {word} {{.knowledge}}"));
            self.entries(&competence.knowledge, |id| format!("[[{}]]", ids.knowledge(*id)));
        }
    }

    fn section(&mut self, section: &SectionDraft) {
        let (draft, ids, known) = (self.draft, self.ids, self.known);
        self.block(&match section.kind {
            SectionKind::Prose => format!("## {}", escape_markdown_line(&section.heading)),
            kind => format!("## {} {{.{}}}", escape_markdown(&section.heading), kind.class()),
        });
        match &section.body {
            SectionBody::Knowledge(entries) => {
                self.entries(entries, |id| knowledge(&draft.knowledge[*id], ids.knowledge(*id), known));
            }
            SectionBody::Skills(entries) => self.entries(entries, |skill| match skill {
                SkillDraft::Indicator(id) => format!("[[{}]]", ids.indicator(*id)),
                SkillDraft::Text(text) => escape_markdown_line(&text.value),
            }),
            SectionBody::Glossary(entries) => self.entries(entries, gloss),
            SectionBody::Text(entries) => self.texts(entries),
        }
        for part in &section.parts {
            self.block(&format!("### {}", escape_markdown_line(&part.heading)));
            self.texts(&part.entries);
        }
    }

    fn texts(&mut self, entries: &[ListEntry<DocumentText>]) {
        self.entries(entries, |text| escape_markdown_line(&text.value));
    }

    /// Writes items as bullets that follow each other, and prose as paragraphs of their own.
    fn entries<T>(&mut self, entries: &[ListEntry<T>], item: impl Fn(&T) -> String) {
        let mut in_list = false;
        for entry in entries {
            match entry {
                ListEntry::Item(value) if in_list => {
                    let _ = writeln!(self.text, "- {}", item(value));
                }
                ListEntry::Item(value) => self.block(&format!("- {}", item(value))),
                ListEntry::Prose(text) => self.block(&escape_markdown_line(&text.value)),
            }
            in_list = entry.item().is_some();
        }
    }

    /// Writes `block` on a line of its own, after a blank one.
    fn block(&mut self, block: &str) {
        let _ = writeln!(self.text, "\n{block}");
    }
}

fn knowledge(item: &ItemDraft, id: &str, known: &Known<'_>) -> String {
    let grade = match item.grade {
        Grade::Plain => String::new(),
        Grade::Basic | Grade::Thorough => format!(" grade={}", item.grade.as_str()),
    };
    let line = format!(
        "{} {{#{id}{grade}{}}}",
        escape_markdown(&item.text.value),
        official(&item.foreign_names, id, known)
    );
    with_details(line, &item.details)
}

/// The line of an item with what explains it below, as bullets of its own.
fn with_details(mut line: String, details: &[DocumentText]) -> String {
    for detail in details {
        // Writing to a string cannot fail.
        let _ = write!(line, "\n  - {}", escape_markdown_line(&detail.value));
    }
    line
}

fn gloss(gloss: &GlossDraft) -> String {
    let names: Vec<String> =
        gloss.names.iter().map(|name| format!("**{}**", escape_markdown(&name.value))).collect();
    format!("{}: {}", names.join(", "), escape_markdown_line(&gloss.text.value))
}

/// The attributes for what the competence or the item `id` is called elsewhere.
fn official(foreign_names: &ForeignNames, id: &str, known: &Known<'_>) -> String {
    let (known_code, known_references) = known.get(id).copied().unwrap_or_default();
    // Signs that would end the attribute are in no code of any register.
    let plain = |text: &str| text.replace(['"', '{', '}', '\n', '\r'], "");
    let code = foreign_names.code.as_deref().unwrap_or(known_code);
    let code = Some(plain(code)).filter(|code| !code.is_empty());
    let code = code.map_or_else(String::new, |code| {
        // A backslash before the brace would take its meaning away.
        let is_bare = !code.contains(char::is_whitespace) && !code.ends_with('\\');
        if is_bare { format!(" code={code}") } else { format!(" code=\"{code}\"") }
    });
    let references =
        if foreign_names.references.is_empty() { known_references } else { &foreign_names.references };
    let references: Vec<String> = references.iter().map(|name| plain(name)).collect();
    if references.is_empty() { code } else { format!("{code} ref=\"{}\"", references.join(", ")) }
}

fn level(level: QualificationLevel) -> Option<String> {
    let known = [("vks", level.vks), ("eqf", level.eqf)];
    let known = known.iter().filter_map(|(key, value)| value.map(|value| format!("{key} = {value}")));
    let known: Vec<String> = known.collect();
    (!known.is_empty()).then(|| format!("{{ {} }}", known.join(", ")))
}
