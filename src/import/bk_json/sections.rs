//! The sections of a qualification besides its competences, with the headings and in the order of the official
//! document.

use crate::import::bk_json::object::Object;
use crate::import::draft::{DocumentText, ListEntry, RawSection, SubsectionDraft};
use crate::import::file::Refusal;
use crate::import::normalised::Tally;
use crate::import::wording::sentence_case;
use crate::syntax::SectionKind;

/// The heading that the official document gives a section.
pub(super) fn heading(class: SectionKind) -> &'static str {
    match class {
        SectionKind::Knowledge => "Kennis",
        SectionKind::Skills => "Vaardigheden",
        SectionKind::Attitudes => "Attitudes",
        SectionKind::CognitiveSkills => "Cognitieve vaardigheden",
        SectionKind::ProblemSolvingSkills => "Probleemoplossende vaardigheden",
        SectionKind::MotorSkills => "Motorische vaardigheden",
        SectionKind::Environment => "Omgevingscontext",
        SectionKind::ActivityContext => "Handelingscontext",
        SectionKind::Autonomy => "Autonomie",
        SectionKind::Responsibility => "Verantwoordelijkheid",
        SectionKind::Certificates => "Attesten en voorwaarden",
        SectionKind::Glossary => "Begrippen",
        SectionKind::Competence => "Competenties",
        SectionKind::Prose => "Overige tekst",
    }
}

/// Reads the sections.
pub(super) struct Sections<'r, 'a> {
    tally: &'r mut Tally,
    object: &'r mut Object<'a>,
    sections: Vec<RawSection>,
}

impl<'r, 'a> Sections<'r, 'a> {
    /// A reader of the sections in `object`.
    pub(super) fn new(tally: &'r mut Tally, object: &'r mut Object<'a>) -> Self {
        Self { tally, object, sections: Vec::new() }
    }

    /// Reads them all.
    pub(super) fn parse(&mut self) -> Result<(), Refusal> {
        self.list(SectionKind::Environment, "omgevingscontext")?;
        self.list(SectionKind::ActivityContext, "handelingscontext")?;
        self.parts(SectionKind::Autonomy, "autonomie", "autonomie_type")?;
        self.list(SectionKind::Responsibility, "verantwoordelijkheid")?;
        self.parts(SectionKind::Certificates, "attesten", "type")?;
        self.prose("Korte omschrijving", &["omschrijving_kort"]);
        if let Some(mut limits) = self.object.object("afbakening")? {
            let entries = limits.paragraphs(&["omschrijving"], self.tally);
            self.keep("Afbakening", entries);
        }
        self.prose("Extra informatie", &["extra_info"]);
        let synonyms = self.values("synoniemen")?;
        self.keep("Synoniemen", synonyms);
        Ok(())
    }

    /// The sections that were read.
    pub(super) fn finish(self) -> Vec<RawSection> {
        self.sections
    }

    fn values(&mut self, field: &str) -> Result<Vec<ListEntry<DocumentText>>, Refusal> {
        let mut values = Vec::new();
        for mut object in self.object.objects(field)? {
            values.extend(object.text(&["waarde"], self.tally).map(ListEntry::Item));
        }
        Ok(values)
    }

    fn list(&mut self, class: SectionKind, field: &str) -> Result<(), Refusal> {
        let entries = self.values(field)?;
        self.sections.push(RawSection { entries, ..RawSection::new(class, heading(class).to_owned()) });
        Ok(())
    }

    /// A section whose lines are parted by their type.
    fn parts(&mut self, class: SectionKind, field: &str, kind: &str) -> Result<(), Refusal> {
        let mut parts: Vec<SubsectionDraft> = Vec::new();
        for mut object in self.object.objects(field)? {
            let name =
                object.text(&[kind], self.tally).map(|name| part_heading(&name.value)).unwrap_or_default();
            let item = object.text(&["waarde"], self.tally).map(ListEntry::Item);
            let mut entries: Vec<ListEntry<DocumentText>> = item.into_iter().collect();
            entries.extend(object.paragraphs(&["omschrijving", "regelgeving"], self.tally));
            match parts.iter_mut().find(|part| part.heading == name) {
                Some(part) => part.entries.extend(entries),
                None => parts.push(SubsectionDraft { heading: name, entries }),
            }
        }
        if !parts.is_empty() {
            self.sections.push(RawSection { parts, ..RawSection::new(class, heading(class).to_owned()) });
        }
        Ok(())
    }

    fn prose(&mut self, heading: &str, fields: &[&str]) {
        let entries = self.object.paragraphs(fields, self.tally);
        self.keep(heading, entries);
    }

    fn keep(&mut self, heading: &str, entries: Vec<ListEntry<DocumentText>>) {
        if !entries.is_empty() {
            self.sections
                .push(RawSection { entries, ..RawSection::new(SectionKind::Prose, heading.to_owned()) });
        }
    }
}

/// The heading of the official document for a type, which names one line and not the list.
fn part_heading(kind: &str) -> String {
    match kind.to_lowercase().as_str() {
        "wettelijk attest" => "Wettelijke attesten".to_owned(),
        "vereist attest" => "Vereiste attesten".to_owned(),
        "bijkomend attest" => "Bijkomende attesten".to_owned(),
        "instapvoorwaarde" => "Instapvoorwaarden".to_owned(),
        other => sentence_case(other),
    }
}
