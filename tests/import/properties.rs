//! What holds for any document.

use leerlijn::diagnostics::{Code, Severity};
use leerlijn::import::{ExistingIds, ListEntry, ProfileDraft, markdown};
use proptest::prelude::*;

use crate::read_back::{self, Kind};
use crate::{profile, read};

/// A sentence with all that markdown gives a meaning to.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zé]{2,8}",
        1 => "[0-9]{1,3}[.):]?",
        2 => prop::sample::select(vec![
            "*", "**x**", "_y_", "a_b", "[[k.ict]]", "[x]", "](z)", "<b>", "<", "#", "##", "c#", "`code`", "\\", "|", "{#a}",
            "{x}", "-", "+", ">", ":", "~~", "~w~", "&amp;", "&", "&#65;", "!", "[^1]", "$x$", "=", "---", "…", "...", "'", "’",
            "http://a.b", "\"", "(", ")", "*)", "1.", "^", "%", "[ ]", "\u{a0}", "\t",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..7)
        .prop_map(|words| words.join(" "))
        .prop_filter("only white space", |sentence| !sentence.trim().is_empty())
}

fn list(max: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(sentence(), 1..max)
        .prop_map(|lines| lines.iter().map(|line| format!("· {line}\n")).collect())
}

/// A profile with random sentences in it.
fn document() -> impl Strategy<Value = String> {
    let competence = (sentence(), list(6), list(4));
    let competences = prop::collection::vec(competence, 1..5);
    (sentence(), sentence(), competences, list(5), list(5), sentence()).prop_map(
        |(title, definition, competences, knowledge, skills, prose)| {
            let mut text = format!("TITEL\nEen {title}\n\nDefinitie\nZo: {definition}\n\n");
            for (number, (title, indicators, knowledge)) in competences.iter().enumerate() {
                let number = number + 1;
                text += &format!("Competentie {number}:\nDoet {title}\n{indicators}\nMet inbegrip van kennis:\n{knowledge}\n");
            }
            text + &format!(
                "Kennis\n{knowledge}\nCognitieve vaardigheden\n{skills}\nAutonomie\nIs gebonden aan\n{skills}\n\
                 Attesten\nInstapvoorwaarden\n{prose}\n\nBIJKOMENDE ZAKEN\n{prose}\n"
            )
        },
    )
}

/// The texts of `draft` that its file must give back, in the file's order.
fn texts(draft: &ProfileDraft) -> Vec<String> {
    let mut texts = Vec::new();
    for competence in draft.competences.values() {
        texts.push(competence.title.value.clone());
        texts.extend(competence.indicators.iter().map(|entry| match entry {
            ListEntry::Item(id) => draft.indicators[*id].text.value.clone(),
            ListEntry::Prose(text) => text.value.clone(),
        }));
    }
    texts.extend(
        draft.sections.iter().flat_map(|section| section.parts.iter().map(|part| part.heading.clone())),
    );
    texts
}

proptest! {
    // What failed is mended in the code and gets a test with a name; no file of seeds is kept.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn importing_again_changes_nothing(document in document()) {
        let draft = profile(&document);
        let first = markdown::write(&draft, &ExistingIds::default());
        let second = markdown::write(&draft, &read_back::existing(&first));
        prop_assert_eq!(first, second);
    }

    #[test]
    fn the_file_gives_the_texts_back(document in document()) {
        let draft = profile(&document);
        let blocks = read_back::blocks(&markdown::write(&draft, &ExistingIds::default()));
        let mut written = blocks.iter().map(|block| block.text.as_str());
        for text in texts(&draft) {
            prop_assert!(written.any(|block| block == text), "{text:?} is not in the file, or out of order");
        }
    }

    #[test]
    fn a_sentence_in_any_block_is_one_plain_text(sentence in sentence()) {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let sentence = words.join(" ");
        prop_assume!(!sentence.is_empty());
        let document = format!(
            "TITEL\nX\nCompetentie 1: X {sentence}\n· {sentence}\nAttesten\nVereiste attesten\nA {sentence}\n"
        );
        let blocks = read_back::blocks(&markdown::write(&profile(&document), &ExistingIds::default()));
        let title = blocks.iter().find(|block| matches!(block.kind, Kind::Heading(_))).unwrap();
        prop_assert_eq!(&title.text, &format!("X {sentence}"));
        let indicator = blocks.iter().find(|block| block.attributes == "#c1.1").unwrap();
        prop_assert_eq!(&indicator.text, &sentence);
        prop_assert_eq!(&blocks.last().unwrap().text, &format!("A {sentence}"));
    }

    #[test]
    fn any_text_is_a_profile_or_an_error(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_order_of_headings_and_lines_is_a_profile_or_an_error(
        lines in prop::collection::vec(prop_oneof![heading(), sentence()], 0..40)
    ) {
        check(&lines.join("\n"))?;
    }
}

fn heading() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "TITEL",
        "a. Titel",
        "Definitie",
        "Niveau",
        "4",
        "Jaar van erkenning",
        "versie 2, 2020",
        "Competentie 1:",
        "Competentie 2: Werkt",
        "Competentie 99999999999:",
        "· Doet iets",
        "- Doet meer",
        "Met inbegrip van kennis:",
        "Kennis",
        "Basiskennis",
        "Grondige kennis",
        "· Kennis van ICT",
        "Vaardigheden",
        "Cognitieve vaardigheden",
        "Motorische vaardigheden",
        "Omgevingscontext",
        "Autonomie",
        "Doet beroep op",
        "Verantwoordelijkheid",
        "Instapvoorwaarden",
        "Geen",
        "",
        "3. Bijlage",
        "1. Iets",
        "ALLERLEI ZAKEN",
        "·",
        "Pagina 3 van 4",
        "\u{c}",
    ])
    .prop_map(str::to_owned)
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let imported = read(text);
    for diagnostic in &imported.diagnostics {
        let range = diagnostic.place.span.range();
        prop_assert!(
            text.get(range.clone()).is_some(),
            "{:?} lies outside the text or inside a character",
            range
        );
    }
    match imported.draft {
        None => {
            let refused = |code, severity| code == Code::L701 && severity == Severity::Error;
            prop_assert!(imported.diagnostics.iter().any(|said| refused(said.code, said.severity)));
        }
        Some(draft) => {
            prop_assert!(!draft.title.value.is_empty());
            prop_assert!(!draft.competences.is_empty() && !draft.indicators.is_empty());
            let first = markdown::write(&draft, &ExistingIds::default());
            prop_assert_eq!(&first, &markdown::write(&draft, &read_back::existing(&first)));
        }
    }
    Ok(())
}
