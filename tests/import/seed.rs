//! The profile of the Klantcontactmedewerker, as the register gives it: counted, and read line by line.

use leerlijn::diagnostics::Code;
use leerlijn::import::{
    ExistingIds, ListEntry, ProfileDraft, QualificationLevel, SectionBody, SkillDraft, markdown,
};
use leerlijn::syntax::{Grade, SectionKind};

use crate::{lines, profile, read, read_back};

const SEED: &str = include_str!("klantcontactmedewerker.txt");
const SEED_MARKDOWN: &str = include_str!("klantcontactmedewerker.md");

fn seed() -> ProfileDraft {
    profile(SEED)
}

fn items<T>(entries: &[ListEntry<T>]) -> usize {
    entries.iter().filter(|entry| entry.item().is_some()).count()
}

fn texts(draft: &ProfileDraft, class: SectionKind) -> usize {
    match &draft.section(class).expect("the section").body {
        SectionBody::Text(entries) => items(entries),
        other => panic!("{other:?}"),
    }
}

fn skills(draft: &ProfileDraft, class: SectionKind) -> Vec<&SkillDraft> {
    match &draft.section(class).expect("the section").body {
        SectionBody::Skills(entries) => entries.iter().map(|entry| entry.item().expect("no prose")).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_front_of_the_seed_is_read() {
    let draft = seed();
    assert_eq!(draft.title.value, "Klantcontactmedewerker");
    assert_eq!(draft.level, QualificationLevel { vks: Some(3), eqf: Some(3) });
    assert_eq!((draft.version.as_deref(), draft.year, draft.code), (Some("2"), Some(2020), None));
    let [ListEntry::Prose(definition)] = draft.definition.as_slice() else {
        panic!("{:?}", draft.definition)
    };
    assert!(definition.value.starts_with("De klantcontactmedewerker beantwoordt vragen"));
    assert!(definition.value.ends_with("een verkoop te realiseren."));
    assert!(draft.preface.is_empty());
}

#[test]
fn the_seed_has_eleven_competences_with_sixty_five_indicators() {
    let draft = seed();
    assert_eq!(
        draft.competences.values().map(|c| c.number).collect::<Vec<_>>(),
        (1..=11).collect::<Vec<_>>()
    );
    let indicators: Vec<usize> =
        draft.competences.values().map(|competence| items(&competence.indicators)).collect();
    assert_eq!(indicators, [4, 6, 5, 8, 6, 9, 5, 3, 7, 8, 4]);
    assert_eq!(draft.indicators.len(), 65);
}

#[test]
fn the_seed_has_twenty_five_knowledge_items_referred_to_132_times() {
    let draft = seed();
    let references: Vec<usize> =
        draft.competences.values().map(|competence| items(&competence.knowledge)).collect();
    assert_eq!(references, [7, 5, 3, 17, 14, 18, 13, 9, 11, 15, 20]);
    assert_eq!(references.iter().sum::<usize>(), 132);
    assert_eq!(draft.knowledge.len(), 25);
    let basic: Vec<&str> = draft
        .knowledge
        .values()
        .filter(|item| item.grade == Grade::Basic)
        .map(|item| &*item.text.value)
        .collect();
    assert_eq!(basic, ["Basiskennis ICT"]);
}

#[test]
fn every_skill_line_of_the_seed_is_an_indicator_and_each_indicator_one_line() {
    let draft = seed();
    let cognitive = skills(&draft, SectionKind::CognitiveSkills);
    let solving = skills(&draft, SectionKind::ProblemSolvingSkills);
    assert_eq!((cognitive.len(), solving.len()), (61, 4));
    let mut seen: Vec<usize> = cognitive
        .into_iter()
        .chain(solving)
        .map(|skill| match skill {
            SkillDraft::Indicator(id) => id.index(),
            SkillDraft::Text(text) => panic!("{text:?}"),
        })
        .collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..65).collect::<Vec<_>>());
    assert!(skills(&draft, SectionKind::MotorSkills).is_empty());
}

#[test]
fn the_seed_has_its_context_autonomy_responsibility_and_certificates() {
    let draft = seed();
    assert_eq!(texts(&draft, SectionKind::Environment), 13);
    assert_eq!(texts(&draft, SectionKind::ActivityContext), 10);
    assert_eq!(texts(&draft, SectionKind::Responsibility), 8);
    let parts = |class| -> Vec<(String, usize)> {
        let section = draft.section(class).expect("the section");
        section.parts.iter().map(|part| (part.heading.clone(), part.entries.len())).collect()
    };
    let expected = |parts: [(&str, usize); 3]| parts.map(|(heading, count)| (heading.to_owned(), count));
    let autonomy = [("Is zelfstandig in", 8), ("Is gebonden aan", 4), ("Doet beroep op", 3)];
    assert_eq!(parts(SectionKind::Autonomy), expected(autonomy));
    let certificates = [("Wettelijke attesten", 1), ("Vereiste attesten", 1), ("Instapvoorwaarden", 1)];
    assert_eq!(parts(SectionKind::Certificates), expected(certificates));
    assert_eq!(draft.section(SectionKind::Certificates).unwrap().heading, "Attesten en voorwaarden");
}

#[test]
fn what_was_normalised_and_what_looks_odd_in_the_seed_is_said() {
    let imported = read(SEED);
    assert!(imported.diagnostics.iter().all(|diagnostic| matches!(diagnostic.code, Code::L702 | Code::L703)));
    let sentence = "\"Registreert de verworven informatie in de daarvoor bestemde systemen.\"";
    assert_eq!(
        lines(SEED),
        [
            "1:2: note[L702] 4 lines had spaces before or after their text; they were left out".to_owned(),
            "49:21: note[L702] 10 doubled spaces were made one".to_owned(),
            "56:1: note[L702] 10 lines ended in tabs; they were left out".to_owned(),
            "60:3: warning[L703] the document has two kinds of apostrophe: ’ 69 times and ' 2 times".to_owned(),
            "185:3: warning[L703] the document has two ways to write an ellipsis: … 6 times and ... 2 times".to_owned(),
            format!(
                "233:3: warning[L703] {sentence} stands under competences 9 and 10, once with a final period and \
                 once without"
            ),
            "286:1: note[L702] 1 blank line within a list was left out".to_owned(),
            "427:3: warning[L703] \"Sluit de communicatie af\" under \"Autonomie\" is nearly the title of a competence"
                .to_owned(),
            "456:1: note[L702] 1 heading was written in capitals; now only its first letter is".to_owned(),
        ]
    );
}

#[test]
fn the_markdown_of_the_seed_is_the_one_that_was_read_by_a_person() {
    assert_eq!(markdown::write(&seed(), &ExistingIds::default()), SEED_MARKDOWN);
}

#[test]
fn importing_the_seed_again_gives_the_same_file() {
    assert_eq!(markdown::write(&seed(), &read_back::existing(SEED_MARKDOWN)), SEED_MARKDOWN);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{feff}{}", SEED.replace('\n', "\r\n"));
    assert_eq!(markdown::write(&profile(&windows), &ExistingIds::default()), SEED_MARKDOWN);
}
