//! Other profiles of the family: an older layout, other bullets, odd lines, and what the seed does not have.

use leerlijn::import::{ExistingIds, markdown};
use leerlijn::syntax::Grade;

use crate::{lines, profile, read_back};

const BIKES: &str = include_str!("fietshersteller.txt");
const BIKES_MARKDOWN: &str = include_str!("fietshersteller.md");

#[test]
fn an_older_layout_reads_as_the_new_one() {
    assert_eq!(markdown::write(&profile(BIKES), &ExistingIds::default()), BIKES_MARKDOWN);
    assert_eq!(markdown::write(&profile(BIKES), &read_back::existing(BIKES_MARKDOWN)), BIKES_MARKDOWN);
}

#[test]
fn every_irregularity_of_a_document_is_said_in_its_place() {
    assert_eq!(
        lines(BIKES),
        [
            "1:1: note[L707] the heading \"BEROEPSKWALIFICATIE\" is none of a profile; it is kept with what stands \
             below it",
            "12:4: note[L707] the heading \"Extra informatie\" is none of a profile; it is kept with what stands \
             below it",
            "21:3: note[L702] 1 line had spaces before or after its text; they were left out",
            "21:3: note[L702] 2 lines were joined to the ones before, which they continue",
            "22:3: warning[L703] the document has two kinds of apostrophe: ’ 2 times and ' 2 times",
            "33:3: warning[L703] \"Leest technische schema’s\" stands under competences 1 and 2, written in two ways",
            "34:1: note[L702] 1 blank line within a list was left out",
            "37:1: note[L702] 1 page number was left out",
            "44:1: warning[L706] competence 4 follows competence 2",
            "49:3: warning[L705] competence 4 names the knowledge \"Kennis van veiligheidsregels\", which the list \
             of knowledge does not have",
            "60:3: warning[L703] no competence names the knowledge \"Kennis van elektriciteit\"",
            "62:3: warning[L703] no competence names the knowledge \"Remsystemen: velgremmen, schijfremmen\"",
            "70:3: warning[L703] the skill \"Draagt handschoenen en een bril.\" is written otherwise than in the \
             indicator",
            "71:3: warning[L704] \"Vraagt naar de klachten van een klant\" is no indicator of any competence",
            "96:3: warning[L703] \"Herstelt mechanische onderdelen van fietsen\" under \"Verantwoordelijkheid\" is \
             nearly the title of a competence",
            "99:4: note[L702] 1 heading was written in capitals; now only its first letter is",
        ]
    );
}

#[test]
fn a_grade_comes_from_the_item_or_from_the_heading_above_it() {
    let draft = profile(BIKES);
    let grades: Vec<Grade> = draft.knowledge.values().map(|item| item.grade).collect();
    let (basic, plain, thorough) = (Grade::Basic, Grade::Plain, Grade::Thorough);
    assert_eq!(grades, [basic, basic, plain, plain, plain, thorough, thorough, plain]);
}

#[test]
fn every_kind_of_bullet_is_read() {
    for bullet in ["·", "• ", "– ", "* ", "o\t", "\u{f0b7}\t", "▪\t", "  -   ", "·\t", "1. ", "a) ", "-"]
    {
        let document = small(bullet);
        let draft = profile(&document);
        let texts: Vec<&str> = draft.indicators.values().map(|indicator| &*indicator.text.value).collect();
        assert_eq!(texts, ["Werkt veilig", "Ruimt op"], "{bullet:?}");
        assert_eq!(draft.knowledge.len(), 1, "{bullet:?}");
    }
}

#[test]
fn a_document_that_lost_its_bullets_has_an_item_on_each_line() {
    let draft = profile(&small(""));
    assert_eq!(draft.competences.values().next().unwrap().title.value, "Werkt in een werkplaats");
    assert_eq!((draft.indicators.len(), draft.knowledge.len()), (2, 1));
}

fn small(bullet: &str) -> String {
    format!(
        "Titel\nFietser\nCompetentie 1:\nWerkt in een werkplaats\n{bullet}Werkt veilig\n{bullet}Ruimt op\n\n\
         Met inbegrip van kennis:\n{bullet}Kennis van veiligheid\n\nKennis\n{bullet}Kennis van veiligheid\n"
    )
}

#[test]
fn competences_of_one_line_and_of_forty_are_read() {
    let forty: String = (1..=40).map(|number| format!("· Controleert onderdeel nummer {number}\n")).collect();
    let document = format!(
        "TITEL\nControleur\n\nCompetentie 1:\nKijkt\n· Kijkt rond\n\nCompetentie 2:\nControleert\n{forty}\n\
         Competentie 3:\n\nSluit af.\n· Sluit de deur"
    );
    let draft = profile(&document);
    let counts: Vec<usize> =
        draft.competences.values().map(|competence| competence.indicators.len()).collect();
    assert_eq!(counts, [1, 40, 1]);
    assert_eq!(draft.competences.values().last().unwrap().title.value, "Sluit af.");
    assert!(markdown::write(&draft, &ExistingIds::default()).contains("{#c2.40}"));
}

#[test]
fn a_sentence_of_two_competences_resolves_to_the_one_written_the_same() {
    let document = "TITEL\nX\nCompetentie 1:\nA\n· Leest een plan\nCompetentie 2:\nB\n· Leest een plan.\n\
                    Cognitieve vaardigheden\n· Leest een plan.\n· Leest een plan\n";
    let written = markdown::write(&profile(document), &ExistingIds::default());
    assert!(written.ends_with("{.cognitive-skills}\n\n- [[c2.1]]\n- [[c1.1]]\n"), "{written}");
}

#[test]
fn prose_in_a_list_stays_prose_and_is_said() {
    let document =
        "TITEL\nX\nCompetentie 1:\nWerkt\n· Leest een plan.\nDit geldt altijd.\n· Werkt volgens\nplan\n";
    assert_eq!(
        lines(document),
        [
            "6:1: note[L707] 1 line without a bullet is kept as prose among the indicators",
            "8:1: note[L702] 1 line was joined to the one before, which it continues",
        ]
    );
    let written = markdown::write(&profile(document), &ExistingIds::default());
    assert!(
        written.contains("- Leest een plan. {#c1.1}\n\nDit geldt altijd.\n\n- Werkt volgens plan {#c1.2}\n")
    );
}

#[test]
fn what_no_reader_sees_is_left_out_of_the_words() {
    let document = "TITEL\nX\nCompetentie 1:\nWerkt\u{a0}mee\n· Be\u{ad}luistert\u{200b}\u{a0}\u{a0}klanten\n\u{c}· Leest\u{b}· Schrijft\n";
    let draft = profile(document);
    let texts: Vec<&str> = draft.indicators.values().map(|indicator| &*indicator.text.value).collect();
    assert_eq!(texts, ["Beluistert klanten", "Leest", "Schrijft"]);
    assert_eq!(draft.competences.values().next().unwrap().title.value, "Werkt mee");
}

#[test]
fn a_code_is_read_and_otherwise_kept_from_the_file() {
    let draft = profile("TITEL\nX\nCode: BK-0213-2\nCompetentie 1:\nA\n· Doet iets\n");
    assert_eq!((draft.code.as_deref(), draft.version.as_deref()), (Some("BK-0213"), Some("2")));
    let existing = ExistingIds { code: Some("BK-0999".to_owned()), ..ExistingIds::default() };
    let written = markdown::write(&profile("TITEL\nX\nCompetentie 1:\nA\n· Doet iets\n"), &existing);
    assert!(written.starts_with("+++\ntitle = \"X\"\ncode = \"BK-0999\"\n+++\n"));
}

#[test]
fn braces_at_the_end_of_a_text_are_no_attributes() {
    let document = "TITEL\nX\nCompetentie 1:\nA\n· Meet {#x}\nAutonomie\n· Kiest {.y}\n";
    let written = markdown::write(&profile(document), &ExistingIds::default());
    assert!(written.contains("- Meet \\{#x\\} {#c1.1}\n"), "{written}");
    assert!(written.ends_with("- Kiest \\{.y&#125;\n"), "{written}");
}
