//! The words of a Flemish qualification profile, of this year's layout and of older ones: its headings, the short
//! fields at its head (level, version, year, code), and the grades of knowledge.
//!
//! A text is understood whole or not at all, so that no word of it is lost: a heading is the whole line, and only the
//! short fields may have their value behind a colon.

use crate::import::draft::QualificationLevel;
use crate::syntax::{Grade, SectionKind};

/// A field at the head of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProfileField {
    Title,
    Definition,
    Level,
    Year,
    Code,
}

/// The topic of the lines below a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadingTopic {
    /// The text before the first heading.
    Opening,
    /// A heading over other headings.
    Container,
    Field(ProfileField),
    /// A competence, with its number where the heading has one.
    Competence(Option<u32>),
    CompetenceKnowledge,
    /// The items of one grade, within a list of knowledge.
    Grade(Grade),
    Section(SectionKind),
    /// A part of the autonomy or of the certificates.
    Part(SectionKind),
    /// A heading that no profile is known to have.
    Unknown,
}

impl HeadingTopic {
    /// Whether the lines below are the items of a list.
    pub(super) fn is_list(self) -> bool {
        match self {
            Self::Competence(_) | Self::CompetenceKnowledge | Self::Grade(_) => true,
            Self::Section(class) | Self::Part(class) => class != SectionKind::Certificates,
            Self::Opening | Self::Container | Self::Field(_) | Self::Unknown => false,
        }
    }

    /// Whether the first line below is a value, whatever it looks like.
    pub(super) fn takes_value(self) -> bool {
        matches!(self, Self::Field(_) | Self::Competence(_))
    }

    fn is_knowledge(self) -> bool {
        matches!(self, Self::CompetenceKnowledge | Self::Grade(_) | Self::Section(SectionKind::Knowledge))
    }
}

/// A line that is a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownHeading<'a> {
    pub(super) topic: HeadingTopic,
    /// The text on the line behind the heading's own words.
    pub(super) value: Option<&'a str>,
}

/// The heading that `text` is, below a heading of topic `above`; `None` when it is none that is known.
pub(super) fn parse_heading(text: &str, above: HeadingTopic) -> Option<KnownHeading<'_>> {
    // No heading is longer; a paragraph need not be put in lower case to know that.
    let head = text.get(..text.len().min(100)).unwrap_or("");
    if let Some(heading) = parse_competence(text) {
        return Some(heading);
    }
    if let Some((name, value)) = text.split_once(':')
        && let Some(topic @ HeadingTopic::Field(_)) = topic_named(&name.trim().to_lowercase(), above)
        && !value.trim().is_empty()
    {
        return Some(KnownHeading { topic, value: Some(value.trim()) });
    }
    let name = head.trim_end_matches([':', ' ']).to_lowercase();
    if text.len() > head.len() {
        return None;
    }
    topic_named(&name, above).map(|topic| KnownHeading { topic, value: None })
}

/// `Competentie 3`, `Competentie 3: Werkt veilig` or `Competentie: Werkt veilig`, but not the sentence
/// "Competentie 3 wordt elders beschreven".
fn parse_competence(text: &str) -> Option<KnownHeading<'_>> {
    const WORD: &str = "competentie";
    let head = text.get(..WORD.len())?;
    if !head.eq_ignore_ascii_case(WORD) {
        return None;
    }
    let rest = text[WORD.len()..].trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = rest.split_at(digits);
    let rest = rest.trim();
    let value = rest.trim_start_matches([':', '.', '-', '–', '—', ')']).trim();
    let parted = rest.is_empty() || value.len() < rest.len();
    let named = digits > 0 || rest.starts_with(':');
    let value = (!value.is_empty()).then_some(value);
    (parted && named).then(|| KnownHeading { topic: HeadingTopic::Competence(number.parse().ok()), value })
}

/// The topic of the heading `name`, in lower case and without a colon.
fn topic_named(name: &str, above: HeadingTopic) -> Option<HeadingTopic> {
    let section = |class| Some(HeadingTopic::Section(class));
    match name {
        "globaal" | "algemeen" | "competenties" | "vaardigheden" | "context" => Some(HeadingTopic::Container),
        "titel" | "benaming" => Some(HeadingTopic::Field(ProfileField::Title)),
        "definitie" => Some(HeadingTopic::Field(ProfileField::Definition)),
        "niveau" => Some(HeadingTopic::Field(ProfileField::Level)),
        "jaar van erkenning" | "erkenningsjaar" | "versie" => Some(HeadingTopic::Field(ProfileField::Year)),
        "code" | "dossiernummer" => Some(HeadingTopic::Field(ProfileField::Code)),
        "kennis"
            if matches!(above, HeadingTopic::Grade(_) | HeadingTopic::Section(SectionKind::Knowledge)) =>
        {
            Some(HeadingTopic::Grade(Grade::Plain))
        }
        "kennis" => section(SectionKind::Knowledge),
        "cognitieve vaardigheden" => section(SectionKind::CognitiveSkills),
        "probleemoplossende vaardigheden" => section(SectionKind::ProblemSolvingSkills),
        "motorische vaardigheden" => section(SectionKind::MotorSkills),
        "omgevingscontext" => section(SectionKind::Environment),
        "handelingscontext" => section(SectionKind::ActivityContext),
        "autonomie" => section(SectionKind::Autonomy),
        "is zelfstandig in" | "is gebonden aan" | "doet beroep op" => {
            Some(HeadingTopic::Part(SectionKind::Autonomy))
        }
        "verantwoordelijkheid" | "verantwoordelijkheden" => section(SectionKind::Responsibility),
        "attesten" | "attesten en voorwaarden" => section(SectionKind::Certificates),
        "wettelijke attesten"
        | "wettelijk attest"
        | "vereiste attesten"
        | "vereist attest"
        | "bijkomende attesten"
        | "bijkomend attest"
        | "instapvoorwaarden" => Some(HeadingTopic::Part(SectionKind::Certificates)),
        _ => topic_like(name, above),
    }
}

/// The headings whose words vary from document to document.
fn topic_like(name: &str, above: HeadingTopic) -> Option<HeadingTopic> {
    let words = name.split(' ').count();
    if name.starts_with("niveau") && (name.contains("vks") || name.contains("eqf")) && words <= 6 {
        return Some(HeadingTopic::Field(ProfileField::Level));
    }
    if name.starts_with("opsomming") && name.ends_with("competenties") && words <= 4 {
        return Some(HeadingTopic::Container);
    }
    if name.starts_with("beschrijving") && name.contains("competenties") && words <= 14 {
        return Some(HeadingTopic::Container);
    }
    if name.starts_with("met inbegrip van") && name.ends_with("kennis") && words <= 6 {
        return Some(HeadingTopic::CompetenceKnowledge);
    }
    let grade = grade_of_heading(name)?;
    above.is_knowledge().then_some(HeadingTopic::Grade(grade))
}

/// The version and year that "versie 2, 2020" names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Recognition {
    pub(super) version: Option<String>,
    pub(super) year: Option<u16>,
}

/// The level that `text` names: `3`, `VKS 4 EQF 4`, `niveau 5`.
pub(super) fn parse_level(text: &str) -> Option<QualificationLevel> {
    let mut level = QualificationLevel::default();
    let mut wanted = None;
    for word in words(text) {
        match word.as_str() {
            "vks" => wanted = Some(Framework::Vks),
            "eqf" => wanted = Some(Framework::Eqf),
            "niveau" | "en" => {}
            number => {
                let number = number.parse().ok().filter(|number| (1..=8).contains(number))?;
                match wanted.take() {
                    Some(Framework::Vks) => level.vks = Some(number),
                    Some(Framework::Eqf) => level.eqf = Some(number),
                    None if level.vks.is_none() => level.vks = Some(number),
                    None => level.eqf = Some(number),
                }
            }
        }
    }
    // The two frameworks have the same levels, and most documents write the number once.
    let any = level.vks.or(level.eqf)?;
    Some(QualificationLevel { vks: level.vks.or(Some(any)), eqf: level.eqf.or(Some(any)) })
}

enum Framework {
    Vks,
    Eqf,
}

/// The version and the year that `text` names: `versie 2, 2020`, `2014`, `v1.2`.
pub(super) fn parse_recognition(text: &str) -> Option<Recognition> {
    let mut found = Recognition::default();
    let mut after_word = false;
    for word in words(text) {
        let number = word.strip_prefix('v').unwrap_or(&word);
        let year = number.parse().ok().filter(|year| (1900..2100).contains(year));
        if word == "versie" {
            after_word = true;
        } else if let (Some(year), false, None) = (year, after_word, found.year) {
            found.year = Some(year);
        } else if is_version(number) && found.version.is_none() {
            found.version = Some(number.to_owned());
            after_word = false;
        } else {
            return None;
        }
    }
    (found != Recognition::default()).then_some(found)
}

/// The code that `text` is, such as `BK-0213`, and the version behind it.
pub(super) fn parse_code(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let mut parts = text.splitn(3, '-');
    let (register, number, version) = (parts.next()?, parts.next()?, parts.next());
    let is_code = register.eq_ignore_ascii_case("bk") && number.len() == 4 && is_version(number);
    if !is_code {
        return None;
    }
    match version {
        None => Some((text.to_uppercase(), None)),
        Some(version) if is_version(version) => Some((format!("BK-{number}"), Some(version.to_owned()))),
        Some(_) => None,
    }
}

fn is_version(text: &str) -> bool {
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').all(digits)
}

/// The words of `text` in lower case, without the marks between them.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '/' | '(' | ')' | '-' | '|'));
    parts.map(|word| word.trim_matches('.').to_lowercase()).filter(|word| !word.is_empty())
}

/// The words that open an item of each grade; "basis kennis" is a common misspelling.
const OPENINGS: [(&str, Grade); 4] = [
    ("basiskennis", Grade::Basic),
    ("basis kennis", Grade::Basic),
    ("grondige kennis", Grade::Thorough),
    ("kennis", Grade::Plain),
];

/// The grade that `title`, in lower case, names as a heading of its own.
pub(super) fn grade_of_heading(title: &str) -> Option<Grade> {
    OPENINGS.iter().find(|(opening, _)| *opening == title).map(|(_, grade)| *grade)
}

/// The grade with which `text` opens, when it does, and what is known: "Kennis van de wet" is plain knowledge
/// of "de wet".
pub(super) fn split_grade(text: &str) -> (Option<Grade>, &str) {
    for (opening, grade) in OPENINGS {
        if let Some(rest) = strip_word(text, opening) {
            let rest =
                ["van", "inzake", "over"].iter().find_map(|word| strip_word(rest, word)).unwrap_or(rest);
            return (Some(grade), rest);
        }
    }
    (None, text)
}

/// `text` after `word`, in either case, when it opens with that whole word.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let ends = rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-');
    (ends && head.eq_ignore_ascii_case(word)).then(|| rest.trim_start_matches([' ', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(text: &str) -> Option<HeadingTopic> {
        parse_heading(text, HeadingTopic::Opening).map(|heading| heading.topic)
    }

    #[test]
    fn headings_are_known_in_any_case_and_with_a_colon() {
        assert_eq!(topic("TITEL"), Some(HeadingTopic::Field(ProfileField::Title)));
        assert_eq!(topic("Attesten EN VOORWAARDEN"), Some(HeadingTopic::Section(SectionKind::Certificates)));
        assert_eq!(topic("Met inbegrip van de kennis :"), Some(HeadingTopic::CompetenceKnowledge));
        assert_eq!(topic("Opsomming van de competenties"), Some(HeadingTopic::Container));
    }

    #[test]
    fn a_heading_may_have_its_value_behind_it() {
        let heading = parse_heading("Competentie 12: Werkt veilig", HeadingTopic::Opening).unwrap();
        assert_eq!(
            heading,
            KnownHeading { topic: HeadingTopic::Competence(Some(12)), value: Some("Werkt veilig") }
        );
        let heading = parse_heading("Niveau (VKS en EQF): 4", HeadingTopic::Opening).unwrap();
        assert_eq!(
            heading,
            KnownHeading { topic: HeadingTopic::Field(ProfileField::Level), value: Some("4") }
        );
    }

    #[test]
    fn prose_is_no_heading() {
        for text in [
            "Competentie 3 wordt elders beschreven",
            "Competentiegericht werken",
            "Kennis van Frans",
            "Autonomie is hier van belang",
            "Basiskennis",
        ] {
            assert_eq!(topic(text), None, "{text}");
        }
    }

    #[test]
    fn a_level_is_read_in_its_usual_forms() {
        let both = |number| Some(QualificationLevel { vks: Some(number), eqf: Some(number) });
        assert_eq!(parse_level("3"), both(3));
        assert_eq!(parse_level("VKS niveau 4, EQF niveau 4"), both(4));
        assert_eq!(parse_level("EQF 5 / VKS 4"), Some(QualificationLevel { vks: Some(4), eqf: Some(5) }));
        assert_eq!(parse_level("hoog"), None);
        assert_eq!(parse_level("12"), None);
    }

    #[test]
    fn version_and_year_are_read_in_either_order() {
        let read = |text| parse_recognition(text).map(|found| (found.version, found.year));
        assert_eq!(read("versie 2, 2020"), Some((Some("2".to_owned()), Some(2020))));
        assert_eq!(read("2017"), Some((None, Some(2017))));
        assert_eq!(read("2020 (versie 1.1)"), Some((Some("1.1".to_owned()), Some(2020))));
        assert_eq!(read("nog niet erkend"), None);
    }

    #[test]
    fn a_code_is_parted_from_its_version() {
        assert_eq!(parse_code("BK-0213-2"), Some(("BK-0213".to_owned(), Some("2".to_owned()))));
        assert_eq!(parse_code("bk-0213"), Some(("BK-0213".to_owned(), None)));
        assert_eq!(parse_code("BK-XXXX"), None);
    }
}
