//! Purpose: know the headings of a Flemish qualification profile, of this year's layout and of older ones.
//! Input: a line without marker. Output: its [`Topic`].
//! Invariant: a heading is the whole line; only the short fields may have their value behind a colon.

use super::draft::SectionClass;
use super::grade::Grade;

/// A field at the head of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Definition,
    Level,
    Year,
    Code,
}

/// What the lines below a heading are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// What stands before the first heading.
    Opening,
    /// A heading over other headings.
    Container,
    Field(Field),
    /// A competence, with its number where the heading has one.
    Competence(Option<u32>),
    CompetenceKnowledge,
    /// The items of one grade, within a list of knowledge.
    Grade(Grade),
    Section(SectionClass),
    /// A part of the autonomy or of the certificates.
    Part(SectionClass),
    /// A heading that no profile is known to have.
    Unknown,
}

impl Topic {
    /// Whether the lines below are the items of a list.
    pub(super) fn is_list(self) -> bool {
        match self {
            Self::Competence(_) | Self::CompetenceKnowledge | Self::Grade(_) => true,
            Self::Section(class) | Self::Part(class) => class != SectionClass::Certificates,
            Self::Opening | Self::Container | Self::Field(_) | Self::Unknown => false,
        }
    }

    /// Whether the first line below is a value, whatever it looks like.
    pub(super) fn takes_value(self) -> bool {
        matches!(self, Self::Field(_) | Self::Competence(_))
    }

    fn is_knowledge(self) -> bool {
        matches!(self, Self::CompetenceKnowledge | Self::Grade(_) | Self::Section(SectionClass::Knowledge))
    }
}

/// A line that is a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    pub(super) topic: Topic,
    /// What stands on the line behind the heading's own words.
    pub(super) value: Option<&'a str>,
}

/// The heading that `text` is, below a heading of topic `above`; `None` when it is none that is known.
pub(super) fn recognise(text: &str, above: Topic) -> Option<Heading<'_>> {
    // No heading is longer; a paragraph need not be put in lower case to know that.
    let head = text.get(..text.len().min(100)).unwrap_or("");
    if let Some(heading) = competence(text) {
        return Some(heading);
    }
    if let Some((name, value)) = text.split_once(':')
        && let Some(topic @ Topic::Field(_)) = named(&name.trim().to_lowercase(), above)
        && !value.trim().is_empty()
    {
        return Some(Heading { topic, value: Some(value.trim()) });
    }
    let name = head.trim_end_matches([':', ' ']).to_lowercase();
    if text.len() > head.len() {
        return None;
    }
    named(&name, above).map(|topic| Heading { topic, value: None })
}

/// `Competentie 3`, `Competentie 3: Werkt veilig` or `Competentie: Werkt veilig`, but not the sentence
/// "Competentie 3 wordt elders beschreven".
fn competence(text: &str) -> Option<Heading<'_>> {
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
    (parted && named).then(|| Heading { topic: Topic::Competence(number.parse().ok()), value })
}

/// The topic of the heading `name`, in lower case and without a colon.
fn named(name: &str, above: Topic) -> Option<Topic> {
    let section = |class| Some(Topic::Section(class));
    match name {
        "globaal" | "algemeen" | "competenties" | "vaardigheden" | "context" => Some(Topic::Container),
        "titel" | "benaming" => Some(Topic::Field(Field::Title)),
        "definitie" => Some(Topic::Field(Field::Definition)),
        "niveau" => Some(Topic::Field(Field::Level)),
        "jaar van erkenning" | "erkenningsjaar" | "versie" => Some(Topic::Field(Field::Year)),
        "code" | "dossiernummer" => Some(Topic::Field(Field::Code)),
        "kennis" if matches!(above, Topic::Grade(_) | Topic::Section(SectionClass::Knowledge)) => {
            Some(Topic::Grade(Grade::Plain))
        }
        "kennis" => section(SectionClass::Knowledge),
        "cognitieve vaardigheden" => section(SectionClass::CognitiveSkills),
        "probleemoplossende vaardigheden" => section(SectionClass::ProblemSolvingSkills),
        "motorische vaardigheden" => section(SectionClass::MotorSkills),
        "omgevingscontext" => section(SectionClass::Environment),
        "handelingscontext" => section(SectionClass::ActivityContext),
        "autonomie" => section(SectionClass::Autonomy),
        "is zelfstandig in" | "is gebonden aan" | "doet beroep op" => {
            Some(Topic::Part(SectionClass::Autonomy))
        }
        "verantwoordelijkheid" | "verantwoordelijkheden" => section(SectionClass::Responsibility),
        "attesten" | "attesten en voorwaarden" => section(SectionClass::Certificates),
        "wettelijke attesten"
        | "wettelijk attest"
        | "vereiste attesten"
        | "vereist attest"
        | "bijkomende attesten"
        | "bijkomend attest"
        | "instapvoorwaarden" => Some(Topic::Part(SectionClass::Certificates)),
        _ => by_pattern(name, above),
    }
}

/// The headings whose words vary from document to document.
fn by_pattern(name: &str, above: Topic) -> Option<Topic> {
    let words = name.split(' ').count();
    if name.starts_with("niveau") && (name.contains("vks") || name.contains("eqf")) && words <= 6 {
        return Some(Topic::Field(Field::Level));
    }
    if name.starts_with("opsomming") && name.ends_with("competenties") && words <= 4 {
        return Some(Topic::Container);
    }
    if name.starts_with("beschrijving") && name.contains("competenties") && words <= 14 {
        return Some(Topic::Container);
    }
    if name.starts_with("met inbegrip van") && name.ends_with("kennis") && words <= 6 {
        return Some(Topic::CompetenceKnowledge);
    }
    let grade = Grade::of_heading(name)?;
    above.is_knowledge().then_some(Topic::Grade(grade))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(text: &str) -> Option<Topic> {
        recognise(text, Topic::Opening).map(|heading| heading.topic)
    }

    #[test]
    fn headings_are_known_in_any_case_and_with_a_colon() {
        assert_eq!(topic("TITEL"), Some(Topic::Field(Field::Title)));
        assert_eq!(topic("Attesten EN VOORWAARDEN"), Some(Topic::Section(SectionClass::Certificates)));
        assert_eq!(topic("Met inbegrip van de kennis :"), Some(Topic::CompetenceKnowledge));
        assert_eq!(topic("Opsomming van de competenties"), Some(Topic::Container));
    }

    #[test]
    fn a_heading_may_have_its_value_behind_it() {
        let heading = recognise("Competentie 12: Werkt veilig", Topic::Opening).unwrap();
        assert_eq!(heading, Heading { topic: Topic::Competence(Some(12)), value: Some("Werkt veilig") });
        let heading = recognise("Niveau (VKS en EQF): 4", Topic::Opening).unwrap();
        assert_eq!(heading, Heading { topic: Topic::Field(Field::Level), value: Some("4") });
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
}
