//! Random profiles, with everything in them that a format may trip over.

use proptest::prelude::*;

/// Texts with signs that CSV, JSON, HTML and markdown give a meaning to; some are long.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zé’]{2,9}",
        1 => prop::sample::select(vec![
            "a,b", "\"q\"", "x;y", "<b>", "a<b", "&", "&amp;", "=1+1", "…", "(iets)", "%2C", "5.", "c#", "'", "|"
        ]).prop_map(str::to_owned),
    ];
    (prop::collection::vec(word, 1..30), "[a-z]{3}")
        .prop_map(|(words, last)| format!("{} {last}", words.join(" ")))
}

/// A profile's file: competences with indicators, some of them without any, and knowledge that they share.
pub(crate) fn profile() -> impl Strategy<Value = String> {
    let competence =
        (sentence(), prop::collection::vec(sentence(), 0..4), prop::collection::vec(0..4_usize, 0..4));
    let competences = prop::collection::vec(competence, 1..5);
    let knowledge = prop::collection::vec(sentence(), 4);
    (sentence(), sentence(), competences, knowledge).prop_map(
        |(title, definition, competences, knowledge)| {
            let mut text = format!(
                "+++\ntitle = {title:?}\nyear = 2021\nlevel = {{ vks = 4, eqf = 4 }}\n+++\n\nZo {}\n",
                plain(&definition)
            );
            for (at, (title, indicators, known)) in competences.iter().enumerate() {
                text += &format!("\n## Doet {} {{#c{at} .competence}}\n\n", plain(title));
                for (number, indicator) in indicators.iter().enumerate() {
                    text += &format!("- Doet {} {{#c{at}.{number}}}\n", plain(indicator));
                }
                let mut known = known.clone();
                known.sort_unstable();
                known.dedup();
                if !known.is_empty() {
                    text += "\n### Kennis {.knowledge}\n\n";
                    known.iter().for_each(|at| text += &format!("- [[k.{at}]]\n"));
                }
            }
            text += "\n## Kennis {.knowledge}\n\n";
            for (at, item) in knowledge.iter().enumerate() {
                text += &format!("- Kent {} {{#k.{at}}}\n", plain(item));
            }
            text
        },
    )
}

/// `text` in markdown, so that it is read as it is.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
