//! What stands in the target file keeps its id.

use leerlijn::import::{ExistingIds, markdown};

use crate::{profile, read_back};

const BEFORE: &str = "TITEL\nX\nCompetentie 1:\nOntvangt klanten\n· Begroet de klant vriendelijk\n· Stelt gerichte \
                      vragen\n· Noteert de antwoorden\nMet inbegrip van kennis\n· Kennis van Frans (gesprekken \
                      kunnen voeren over thema’s van het werk)\n· Kennis van administratie\nCompetentie 2:\nRuimt \
                      op\n· Sorteert het afval\n";

/// The file after `BEFORE` and then `after` were imported into it.
fn reimported(after: &str) -> String {
    let file = markdown::write(&profile(BEFORE), &ExistingIds::default());
    markdown::write(&profile(after), &read_back::existing(&file))
}

fn assert_has(file: &str, lines: &[&str]) {
    for line in lines {
        assert!(file.contains(&format!("{line}\n")), "{line} is not in\n{file}");
    }
}

#[test]
fn a_new_line_gets_the_next_free_number_wherever_it_stands() {
    let after = BEFORE.replace("· Stelt gerichte", "· Biedt koffie aan\n· Stelt gerichte");
    let file = reimported(&after);
    assert_has(&file, &["- Biedt koffie aan {#c1.4}", "- Stelt gerichte vragen {#c1.2}"]);
}

#[test]
fn a_number_that_became_free_is_not_given_to_another_text() {
    let after =
        BEFORE.replace("· Stelt gerichte vragen\n", "").replace("Competentie 2:", "· Zwaait\nCompetentie 2:");
    let after = after.replace("· Zwaait\n", "").replace("· Noteert", "· Zwaait\n· Noteert");
    assert_has(&reimported(&after), &["- Zwaait {#c1.4}", "- Noteert de antwoorden {#c1.3}"]);
}

#[test]
fn a_corrected_typing_mistake_keeps_its_id() {
    let after = BEFORE.replace("Begroet de klant vriendelijk", "Begroet de klanten vriendelijk");
    let after = after.replace("Kennis van administratie", "Kennis van de administratie");
    let after = after.replace("Ontvangt klanten", "Ontvangt de klanten.");
    let file = reimported(&after);
    assert_has(
        &file,
        &[
            "## Ontvangt de klanten. {#c1 .competence}",
            "- Begroet de klanten vriendelijk {#c1.1}",
            "- Kennis van de administratie {#k.administratie}",
        ],
    );
}

#[test]
fn another_subject_in_nearly_the_same_words_is_another_item() {
    let file = reimported(&BEFORE.replace("Kennis van Frans", "Kennis van Duits"));
    assert!(file.contains("{#k.duits}") && !file.contains("k.frans"), "{file}");
}

#[test]
fn a_line_that_moved_to_another_competence_takes_its_id_along() {
    let after = BEFORE.replace("· Noteert de antwoorden\n", "") + "· Noteert de antwoorden\n";
    assert_has(&reimported(&after), &["- Sorteert het afval {#c2.1}", "- Noteert de antwoorden {#c1.3}"]);
}

#[test]
fn competences_that_change_places_keep_their_ids() {
    let after = "TITEL\nX\nCompetentie 1:\nRuimt op\n· Sorteert het afval\nCompetentie 2:\nVerkoopt\n· Telt het \
                 geld\nCompetentie 3:\nHelpt de bezoekers verder\n· Begroet de klant vriendelijk\n· Stelt gerichte \
                 vragen\n· Noteert de antwoorden\n";
    assert_has(
        &reimported(after),
        &[
            "## Ruimt op {#c2 .competence}",
            "## Verkoopt {#c3 .competence}",
            "## Helpt de bezoekers verder {#c1 .competence}",
            "- Telt het geld {#c3.1}",
            "- Begroet de klant vriendelijk {#c1.1}",
        ],
    );
}

#[test]
fn ids_of_ones_own_making_are_kept() {
    let mut existing = read_back::existing(&markdown::write(&profile(BEFORE), &ExistingIds::default()));
    existing.competences[0].id = "onthaal".to_owned();
    existing.competences[0].indicators[1].id = "onthaal.vragen".to_owned();
    existing.knowledge[0].id = "frans".to_owned();
    let after = BEFORE.replace("· Noteert", "· Zwaait\n· Noteert");
    let file = markdown::write(&profile(&after), &existing);
    assert_has(
        &file,
        &[
            "## Ontvangt klanten {#onthaal .competence}",
            "- Stelt gerichte vragen {#onthaal.vragen}",
            "- Zwaait {#onthaal.1}",
            "- Noteert de antwoorden {#c1.3}",
            "- [[frans]]",
        ],
    );
}
