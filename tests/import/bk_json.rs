//! Qualifications as the interface of the register gives them.

use leerlijn::diagnostics::Code;
use leerlijn::import::{ExistingIds, ListEntry, ProfileDraft, SectionBody, SkillDraft, markdown};
use leerlijn::syntax::{Grade, SectionKind};
use serde_json::{Value, json};

use crate::{profile, read_file, said};

const SEED: &str = include_str!("klantcontactmedewerker.txt");

fn values(draft: &ProfileDraft, class: SectionKind) -> Vec<Value> {
    let Some(SectionBody::Text(entries)) = draft.section(class).map(|section| &section.body) else {
        return Vec::new();
    };
    entries.iter().filter_map(ListEntry::item).map(|text| json!({"waarde": text.value})).collect()
}

/// The lines of the parts of a section, each with its part's heading as `kind`.
fn parts(draft: &ProfileDraft, class: SectionKind, kind: &str, name: &str) -> Vec<Value> {
    let parts = draft.section(class).into_iter().flat_map(|section| &section.parts);
    let lines = parts.flat_map(|part| part.entries.iter().map(move |entry| (part, entry)));
    lines
        .map(|(part, entry)| {
            let (ListEntry::Item(text) | ListEntry::Prose(text)) = entry;
            json!({kind: part.heading, name: text.value})
        })
        .collect()
}

/// The type of the skill that indicator `wanted` is, by the list that it stands in.
fn skill_type(draft: &ProfileDraft, wanted: usize) -> &'static str {
    let classes = [
        (SectionKind::CognitiveSkills, "Cognitieve vaardigheden"),
        (SectionKind::ProblemSolvingSkills, "Probleemoplossende vaardigheden"),
        (SectionKind::MotorSkills, "Motorische vaardigheden"),
    ];
    let stands = |class| match draft.section(class).map(|section| &section.body) {
        Some(SectionBody::Skills(skills)) => skills
            .iter()
            .any(|entry| matches!(entry.item(), Some(SkillDraft::Indicator(id)) if id.index() == wanted)),
        _ => false,
    };
    classes.into_iter().find(|(class, _)| stands(*class)).expect("a list").1
}

/// The register's JSON for the profile `draft`.
fn register(draft: &ProfileDraft) -> Value {
    let competences: Vec<Value> = draft
        .competences
        .values()
        .map(|competence| {
            let skills = competence.indicators.iter().filter_map(ListEntry::item).map(|id| {
                json!({"vaardigheid_type": skill_type(draft, id.index()), "waarde": draft.indicators[*id].text.value})
            });
            let knowledge = competence.knowledge.iter().filter_map(ListEntry::item).map(|id| {
                let item = &draft.knowledge[*id];
                let kind = match item.grade {
                    Grade::Basic => "Basiskennis",
                    Grade::Plain => "Kennis",
                    Grade::Thorough => "Grondige kennis",
                };
                json!({"kennis_type": kind, "waarde": item.text.value})
            });
            json!({
                "competentie_type": "Vakspecifieke competentie", "nr": competence.number,
                "competentie_code": format!("bkc{:07}", competence.number), "waarde": competence.title.value,
                "referenties": [{"referentie_nr": "co 01805"}, {"referentie_nr": "17852-c"}],
                "vaardigheden": skills.collect::<Vec<_>>(), "kennis": knowledge.collect::<Vec<_>>(),
            })
        })
        .collect();
    let definition: Vec<&str> = draft
        .definition
        .iter()
        .map(|entry| {
            let (ListEntry::Item(text) | ListEntry::Prose(text)) = entry;
            text.value.as_str()
        })
        .collect();
    json!({"totalItems": 1, "beroepskwalificatie": {
        "versie_nr_lang": "BK-0213-2", "titel": draft.title.value, "statuscode": "ERKEND",
        "vks_niveau": draft.level.vks, "erkenningsjaar": draft.year, "definitie": definition.join("\n"),
        "competenties": competences,
        "omgevingscontext": values(draft, SectionKind::Environment),
        "handelingscontext": values(draft, SectionKind::ActivityContext),
        "autonomie": parts(draft, SectionKind::Autonomy, "autonomie_type", "waarde"),
        "verantwoordelijkheid": values(draft, SectionKind::Responsibility),
        "attesten": parts(draft, SectionKind::Certificates, "type", "omschrijving"),
        "isced": {"studiegebieden": {"broad": {"code": "02", "omschrijving": "Arts"},
            "narrow": {"code": "021"}, "detail": {"code": "0214", "omschrijving": "Handicrafts"}}}, "links": {"self": "x"},
    }})
}

/// The markdown of `draft` with what only the register knows left out, and the lines of each list sorted: the
/// register has no order of its own for the lists of knowledge and of skills.
fn comparable(draft: &ProfileDraft) -> Vec<String> {
    let mut draft = draft.clone();
    (draft.code, draft.version, draft.status, draft.isced) = (None, None, None, None);
    let text = markdown::write(&draft, &ExistingIds::default());
    let mut blocks: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.lines() {
        if line.starts_with('#') {
            blocks.push(Vec::new());
        }
        let line = line.split_once(" code=").map_or(line.to_owned(), |(start, _)| format!("{start}}}"));
        blocks.last_mut().unwrap().push(line);
    }
    blocks
        .iter_mut()
        .filter(|block| block[0].contains("skills}") || block[0] == "## Kennis {.knowledge}")
        .for_each(|block| block[1..].sort());
    blocks.concat()
}

#[test]
fn a_text_and_the_registers_json_of_it_give_one_profile() {
    let draft = profile(SEED);
    let imported = read_file(register(&draft).to_string().as_bytes()).imported;
    let of_json = imported.draft.unwrap_or_else(|| panic!("{:?}", imported.diagnostics));
    assert_eq!(comparable(&of_json), comparable(&draft));
}

#[test]
fn codes_references_and_the_status_come_along() {
    let json = register(&profile(COOK)).to_string();
    let document = read_file(json.as_bytes());
    let text = markdown::write(document.imported.draft.as_ref().unwrap(), &ExistingIds::default());
    for line in [
        "code = \"BK-0213\"",
        "version = \"2\"",
        "status = \"ERKEND\"",
        "isced = \"0214\"",
        "## Bereidt soep {#c1 .competence code=bkc0000001 ref=\"co 01805, 17852-c\"}",
        "- Grondige kennis van vuur {#k.vuur grade=thorough}",
        "## Motorische vaardigheden {.motor-skills}",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line} is not in\n{text}");
    }
    let note =
        "1:1: note[L710] these fields of the qualification are left out: competenties.competentie_type";
    assert!(said(&document.text, document.imported.diagnostics).contains(&note.to_owned()));
}

const COOK: &str = "Titel\nKok\nCompetentie 1:\nBereidt soep\n· Roert\n· Proeft\nMet inbegrip van \
    kennis\n· Grondige kennis van vuur\nKennis\n· Grondige kennis van vuur\nMotorische vaardigheden\n· Roert\n\
    Cognitieve vaardigheden\n· Proeft\n";

#[test]
fn the_fields_may_stand_at_the_top_and_under_extra() {
    let json = r#"{"kind":"beroepskwalificatie","nummer":"BK-0001","versie":3,"titel":"Kok  één","vks":4,
        "competenties":[{"id":"bkc1","nr":1,"tekst":"Kookt\t","kennis":[{"type":"Kennis","tekst":"Kennis van vuur"}],
        "vaardigheden":[{"type":"Motorische vaardigheden","tekst":"Roert \u00e9\u00e9n keer"}],"referenties":["co 1"]}],
        "extra":{"erkenningsjaar":2020,"omschrijving_kort":"De kok:\r\n-\tkookt;","synoniemen":[{"waarde":"Chef"}]}}"#;
    let document = read_file(json.as_bytes());
    let draft = document.imported.draft.expect("a profile");
    let text = markdown::write(&draft, &ExistingIds::default());
    assert_eq!(
        (draft.title.value.as_str(), draft.year, draft.version.as_deref()),
        ("Kok één", Some(2020), Some("3"))
    );
    assert!(text.contains("- Roert één keer {#c1.1}\n"), "{text}");
    assert!(text.contains("## Korte omschrijving\n\nDe kok:\n\n- kookt;\n"), "{text}");
    assert!(text.contains("## Synoniemen\n\n- Chef\n"), "{text}");
    assert_eq!(&document.text[draft.title.span.range()], "\"Kok  één\"");
    let said = said(&document.text, document.imported.diagnostics);
    assert!(
        said.contains(&"2:53: note[L702] 1 line ended in tabs; they were left out".to_owned()),
        "{said:?}"
    );
}

#[test]
fn an_old_record_keeps_its_own_lists_and_its_footnotes() {
    let json = r#"{"beroepskwalificatie":{"titel":"Kok","competenties":[{"nr":1,"waarde":"Kookt","voetnoot":"Ook koud.",
        "vaardigheden":[{"waarde":"Roert"},{"waarde":"Proeft","vaardigheid_type":"Zintuiglijk"},
        {"waarde":"Snijdt","vaardigheid_type":"Motorische vaardigheden"}]}],
        "kennis":[{"waarde":"Kennis van vuur"},{"waarde":"Basiskennis van zout","kennis_type":"Basiskennis"},"Kennis van vis"],
        "vaardigheden":[{"waarde":"Telt"}]}}"#;
    let document = read_file(json.as_bytes());
    let text = markdown::write(document.imported.draft.as_ref().unwrap(), &ExistingIds::default());
    let (_, body) = text.split_once("+++\n\n").unwrap();
    let (body, _) = body.split_once("\n## Omgevingscontext").unwrap();
    assert_eq!(
        body,
        "## Kookt {#c1 .competence}\n\n- Roert {#c1.1}\n- Proeft {#c1.2}\n- Snijdt {#c1.3}\n\nOok koud.\n\n\
         ## Kennis {.knowledge}\n\n- Basiskennis van zout {#k.zout grade=basic}\n- Kennis van vuur {#k.vuur}\n\
         - Kennis van vis {#k.vis}\n\n## Cognitieve vaardigheden {.cognitive-skills}\n\n\
         ## Probleemoplossende vaardigheden {.problem-solving-skills}\n\n## Motorische vaardigheden {.motor-skills}\n\n\
         - [[c1.3]]\n\n## Vaardigheden\n\n- Telt\n"
    );
    let said = said(&document.text, document.imported.diagnostics);
    for part in [
        "3 skills have no type that is known; the first, \"Roert\", has no type",
        "no competence names any of the 3 knowledge items",
    ] {
        assert!(said.iter().any(|line| line.contains(part)), "{part} in {said:?}");
    }
    assert!(!said.iter().any(|line| line.contains("left out")), "{said:?}");
}

#[test]
fn what_is_no_qualification_is_refused() {
    let refusal = |json: &str| {
        let imported = read_file(json.as_bytes()).imported;
        let [refusal] = imported.diagnostics.as_slice() else { panic!("{:?}", imported.diagnostics) };
        (refusal.code, refusal.message.english())
    };
    let empty = "this is no qualification profile: it has no title, 0 competences and 0 indicators";
    assert_eq!(refusal("{\"beroepskwalificatie\": {}}"), (Code::L701, empty.to_owned()));
    assert_eq!(refusal("{\"competenties\": 3, \"titel\": []}"), (Code::L701, empty.to_owned()));
    for broken in [
        "{\"competenties\": [{\"nr\": 1}",
        "{\"competenties\": [1,]}",
        "{\"beroepskwalificatie\": {\"a\" 1}}",
    ] {
        let (code, message) = refusal(broken);
        assert!(code == Code::L708 && message.contains("JSON"), "{broken}: {message}");
    }
    let deep = format!("{{\"competenties\": {}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert!(matches!(refusal(&deep).0, Code::L701 | Code::L708));
    let many = format!("{{\"competenties\": [{}{{}}]}}", "{},".repeat(100_001));
    assert_eq!(refusal(&many).1, "this file is too large: it has more than 100,000 values");
}
