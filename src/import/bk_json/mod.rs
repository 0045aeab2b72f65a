//! A qualification as the interface of the Flemish register gives it (Beroepskwalificaties, v2), in the register's
//! own shape or with its fields at the top. Codes, references, types of skill and grades of knowledge come along; a
//! field that has no place in a profile is named (L710). Places are places in the JSON.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{count, say};
use crate::import::bk_json::object::Object;
use crate::import::bk_json::sections::Sections;
use crate::import::draft::{
    DocumentText, ListEntry, ListLine, RawCompetence, RawKnowledge, RawProfile, RawSection,
};
use crate::import::file::Refusal;
use crate::import::flemish;
use crate::import::flemish::{grade_of_heading, split_grade};
use crate::import::normalised::Tally;
use crate::import::wording::quoted;
use crate::syntax::Grade;
use crate::syntax::SectionKind;
use crate::syntax::is_isced;
use crate::text::{SourcePath, Span, Spanned, fold_sentence};

mod object;
mod sections;

/// A qualification has some thousand values.
const MOST_VALUES: usize = 100_000;

/// The fields that say what the file is and not what the qualification is.
const ABOUT_THE_FILE: [&str; 14] = [
    "app",
    "kind",
    "v",
    "bk",
    "bron",
    "api",
    "naamsvermelding",
    "licentie",
    "opgehaald",
    "aantal",
    "sha256",
    "links",
    "nieuwste_versie",
    "versie_nr_kort",
];

/// The profile in the JSON `text` of `file`.
///
/// # Errors
/// When it is no JSON, or no qualification, or larger than any.
pub(super) fn parse(file: &SourcePath, text: &str) -> Result<(RawProfile, Vec<Diagnostic>), Refusal> {
    if text.bytes().filter(|byte| *byte == b',').count() > MOST_VALUES {
        return Err(Refusal::too_large(say!("it has more than 100,000 values")));
    }
    let mut whole = Object::whole(text)?;
    let mut object = match whole.object("beroepskwalificatie")? {
        Some(inner) => inner,
        None => whole,
    };
    if let Some(extra) = object.object("extra")? {
        object.add(extra);
    }
    let mut parser = QualificationParser {
        tally: Tally::default(),
        raw: RawProfile::default(),
        left_out: BTreeSet::new(),
        untyped: Vec::new(),
    };
    parser.front(&mut object);
    parser.raw.isced = field_of_education(&mut object, &mut parser.tally)?;
    parser.competences(&mut object)?;
    let mut sections = Sections::new(&mut parser.tally, &mut object);
    sections.parse()?;
    let others = sections.finish();
    parser.raw.sections.extend(others);
    let mut diagnostics = parser.tally.diagnostics(file);
    diagnostics.extend(parser.untyped(file));
    let names = object.names().filter(|name| !ABOUT_THE_FILE.contains(name)).map(str::to_owned);
    diagnostics.extend(left_out(file, &names.chain(parser.left_out).collect::<Vec<_>>()));
    Ok((parser.raw, diagnostics))
}

/// A note (L710) for the fields `names`, which have something in them and no place in a profile.
fn left_out(file: &SourcePath, names: &[String]) -> Option<Diagnostic> {
    let message = say!("these fields of the qualification are left out: {names}", names = names.join(", "));
    let said = Diagnostic::new(Code::L710, Place::new(file, Span::at(0)), message);
    (!names.is_empty()).then(|| said.help(say!("a profile has no place for them; the register has them")))
}

/// The code of the narrowest field of education (ISCED-F 2013) that the register names.
fn field_of_education(object: &mut Object<'_>, tally: &mut Tally) -> Result<Option<String>, Refusal> {
    let Some(mut isced) = object.object("isced")? else { return Ok(None) };
    let mut fields = isced.object("studiegebieden")?.unwrap_or(isced);
    let mut found = None;
    for name in ["detail", "narrow", "broad"] {
        let code = fields.object(name)?.and_then(|mut field| field.text(&["code"], tally));
        found = found.or(code.map(|code| code.value).filter(|code| is_isced(code)));
    }
    let other = fields.text(&["code"], tally).map(|code| code.value).filter(|code| is_isced(code));
    Ok(found.or(other))
}

struct QualificationParser {
    tally: Tally,
    raw: RawProfile,
    /// The fields of competences that have no place in a profile.
    left_out: BTreeSet<String>,
    /// Skills without a type that is known, each with what stands there.
    untyped: Vec<(Option<DocumentText>, DocumentText)>,
}

impl QualificationParser {
    fn front(&mut self, object: &mut Object<'_>) {
        let tally = &mut self.tally;
        self.raw.title = object.text(&["titel"], tally);
        let number = object.text(&["versie_nr_lang", "bk"], tally);
        let known = number.as_ref().and_then(|number| flemish::parse_code(&number.value));
        let short = object.text(&["nummer"], tally);
        let version = object.text(&["versie"], tally);
        if let Some((code, of_code)) = known.or_else(|| flemish::parse_code(&short?.value)) {
            self.raw.code = Some(code);
            self.raw.version = of_code.or(version.map(|version| version.value));
        }
        self.raw.status = object.text(&["status", "statuscode"], tally).map(|status| status.value);
        let level = object.text(&["vks_niveau", "vks"], tally);
        self.raw.level = level.and_then(|level| flemish::parse_level(&level.value)).unwrap_or_default();
        let date = object.text(&["erkenningsdatum"], tally);
        let year = object.text(&["erkenningsjaar"], tally).or(date);
        self.raw.year = year.and_then(|year| year.value.get(..4)?.parse().ok());
        self.raw.definition = object.paragraphs(&["definitie"], tally);
    }

    /// The competences, and the lists that the official document makes of them: knowledge and skills. Records of 2014
    /// have the knowledge, and some the skills, in lists of their own beside the competences.
    fn competences(&mut self, object: &mut Object<'_>) -> Result<(), Refusal> {
        let mut knowledge = Knowledge::default();
        let mut skills = Skills::default();
        for mut competence in object.objects("competenties")? {
            let number =
                competence.text(&["nr"], &mut self.tally).and_then(|number| number.value.parse().ok());
            let title = competence.text(&["waarde", "tekst"], &mut self.tally);
            let mut indicators = Vec::new();
            for (kind, text) in self.statements(&mut competence, "vaardigheden")? {
                skills.add(kind, &text);
                indicators.push(ListEntry::Item(ListLine::from(text)));
            }
            let mut own = Vec::new();
            for (kind, text) in self.statements(&mut competence, "kennis")? {
                let grade = grade(kind.as_ref(), &text);
                knowledge.add(&text, grade);
                own.push(ListEntry::Item(RawKnowledge { details: Vec::new(), grade, text }));
            }
            for field in FOOTNOTES {
                indicators.extend(competence.paragraphs(&[field], &mut self.tally).into_iter().map(
                    |entry| {
                        let (ListEntry::Item(text) | ListEntry::Prose(text)) = entry;
                        ListEntry::Prose(text)
                    },
                ));
            }
            self.raw.competences.push(RawCompetence {
                number,
                title: title.unwrap_or_else(|| Spanned::new(String::new(), competence.span())),
                code: competence.text(&["competentie_code", "id"], &mut self.tally).map(|code| code.value),
                references: competence.texts("referenties", "referentie_nr", &mut self.tally)?,
                indicators,
                knowledge: own,
            });
            self.left_out.extend(competence.names().map(|name| format!("competenties.{name}")));
        }
        for (kind, text) in self.statements(object, "kennis")? {
            knowledge.add(&text, grade(kind.as_ref(), &text));
        }
        let mut others =
            RawSection::new(SectionKind::Prose, sections::heading(SectionKind::Skills).to_owned());
        for (kind, text) in self.statements(object, "vaardigheden")? {
            if !skills.add(kind, &text) {
                others.entries.push(ListEntry::Item(text));
            }
        }
        self.raw.sections.push(knowledge.section());
        self.untyped = skills.untyped;
        self.raw.sections.extend(skills.sections);
        self.raw.sections.extend(Some(others).filter(|others| !others.entries.is_empty()));
        Ok(())
    }

    fn statements(
        &mut self,
        object: &mut Object<'_>,
        name: &str,
    ) -> Result<Vec<(Option<DocumentText>, DocumentText)>, Refusal> {
        let kinds = ["vaardigheid_type", "kennis_type", "type"];
        object.statements(name, (&["waarde", "tekst"], &kinds), &mut self.left_out, &mut self.tally)
    }

    /// Skills of which the register does not say what they are: a warning at the first of them.
    fn untyped(&self, file: &SourcePath) -> Option<Diagnostic> {
        let (kind, first) = self.untyped.first()?;
        let named = match kind {
            None => say!("no type"),
            Some(kind) => say!("the type {kind}", kind = quoted(&kind.value)),
        };
        let message = count!(
            self.untyped.len(),
            "{n} skills have no type that is known; the first, {first}, has {named}",
            "1 skill has no type that is known; the first, {first}, has {named}",
            "{n} skills have no type that is known; the first, {first}, has {named}",
            first = quoted(&first.value),
            named
        );
        let said = Diagnostic::new(Code::L703, Place::new(file, first.span), message);
        Some(
            said.help(say!(
                "it is kept, and stands in no list of skills; add it to the one that it belongs to"
            )),
        )
    }
}

/// The register's names for the remark below a competence.
const FOOTNOTES: [&str; 4] = ["voetnoot", "voetnoten", "opmerking", "toelichting"];

/// The three lists of skills, and those whose type is none of them.
struct Skills {
    sections: [RawSection; 3],
    untyped: Vec<(Option<DocumentText>, DocumentText)>,
}

impl Default for Skills {
    fn default() -> Self {
        let classes =
            [SectionKind::CognitiveSkills, SectionKind::ProblemSolvingSkills, SectionKind::MotorSkills];
        let sections = classes.map(|class| RawSection::new(class, sections::heading(class).to_owned()));
        Self { sections, untyped: Vec::new() }
    }
}

impl Skills {
    /// Adds a skill to the list that its type names; whether there is one.
    fn add(&mut self, kind: Option<DocumentText>, text: &DocumentText) -> bool {
        let name = kind.as_ref().map(|kind| kind.value.to_lowercase()).unwrap_or_default();
        let at = ["cogn", "prob", "moto"].iter().position(|start| name.starts_with(start));
        match at {
            Some(at) => self.sections[at].entries.push(ListEntry::Item(text.clone())),
            None => self.untyped.push((kind, text.clone())),
        }
        at.is_some()
    }
}

/// The grade that the register names, else the one in the text's own words.
fn grade(kind: Option<&DocumentText>, text: &DocumentText) -> Grade {
    let named = kind.and_then(|kind| grade_of_heading(&kind.value.to_lowercase()));
    named.or(split_grade(&text.value).0).unwrap_or_default()
}

/// The list of knowledge, each item once.
#[derive(Default)]
struct Knowledge {
    items: Vec<RawKnowledge>,
    known: HashMap<String, usize>,
}

impl Knowledge {
    fn add(&mut self, text: &DocumentText, grade: Grade) {
        let next = self.items.len();
        if *self.known.entry(fold_sentence(&text.value)).or_insert(next) == next {
            self.items.push(RawKnowledge { text: text.clone(), details: Vec::new(), grade });
        }
    }

    /// The section, by grade as the official document has it.
    fn section(mut self) -> RawSection {
        self.items.sort_by_key(|item| item.grade);
        let heading = sections::heading(SectionKind::Knowledge).to_owned();
        let knowledge = self.items.into_iter().map(ListEntry::Item).collect();
        RawSection { knowledge, ..RawSection::new(SectionKind::Knowledge, heading) }
    }
}
