//! Letters and words that schools write for three levels, from the weakest to the strongest: `E V P`, `I R M`, low,
//! medium, high. One of them may mean anything, so none is taken for a level: where such marks are asked, the line that
//! answers the question has the levels that they likely are, by the language of the site first.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Language, LevelId};
use crate::text::fold_case;

/// The marks of three levels, the weakest first.
type Series = [&'static str; 3];

// Those that are seen most often first.
const DUTCH: &[Series] = &[
    ["a", "i", "g"],
    ["i", "o", "t"],
    ["i", "o", "e"],
    ["a", "o", "t"],
    ["k", "t", "e"],
    ["i", "t", "b"],
    ["b", "v", "e"],
    ["l", "m", "h"],
    ["intro", "oefenen", "toets"],
    ["introductie", "oefening", "toetsing"],
    ["introductie", "verdieping", "toets"],
    ["introductie", "verdieping", "beheersing"],
    ["aanbrengen", "oefenen", "evalueren"],
    ["kennismaken", "toepassen", "evalueren"],
    ["basis", "verdieping", "beheersing"],
    ["basis", "gevorderd", "expert"],
    ["laag", "midden", "hoog"],
    ["laag", "gemiddeld", "hoog"],
    ["zwak", "matig", "sterk"],
];
const ENGLISH: &[Series] = &[
    ["i", "p", "a"],
    ["i", "r", "m"],
    ["i", "d", "m"],
    ["i", "p", "m"],
    ["i", "r", "a"],
    ["i", "d", "a"],
    ["i", "e", "a"],
    ["b", "i", "a"],
    ["l", "m", "h"],
    ["introduced", "reinforced", "mastered"],
    ["introduced", "developed", "mastered"],
    ["introduce", "reinforce", "master"],
    ["introduce", "develop", "master"],
    ["beginner", "intermediate", "advanced"],
    ["basic", "intermediate", "advanced"],
    ["low", "medium", "high"],
    ["low", "moderate", "high"],
    ["weak", "moderate", "strong"],
];
const FRENCH: &[Series] = &[
    ["i", "e", "é"],
    ["i", "a", "m"],
    ["d", "a", "m"],
    ["s", "t", "m"],
    ["i", "r", "m"],
    ["f", "m", "é"],
    ["f", "m", "e"],
    ["initiation", "approfondissement", "maîtrise"],
    ["découverte", "approfondissement", "maîtrise"],
    ["introduction", "renforcement", "maîtrise"],
    ["bas", "moyen", "haut"],
    ["faible", "moyen", "fort"],
    ["faible", "moyen", "élevé"],
];
const GERMAN: &[Series] = &[
    ["e", "ü", "p"],
    ["e", "u", "p"],
    ["e", "v", "p"],
    ["e", "g", "p"],
    ["e", "f", "v"],
    ["e", "v", "s"],
    ["k", "t", "e"],
    ["k", "a", "b"],
    ["n", "m", "h"],
    ["g", "m", "h"],
    ["einführung", "vertiefung", "prüfung"],
    ["einführung", "übung", "prüfung"],
    ["einführen", "üben", "prüfen"],
    ["einführen", "vertiefen", "prüfen"],
    ["grundlagen", "vertiefung", "prüfung"],
    ["kennen", "anwenden", "beherrschen"],
    ["niedrig", "mittel", "hoch"],
    ["gering", "mittel", "hoch"],
    ["schwach", "mittel", "stark"],
];

/// The series of a language.
fn of_language(language: Language) -> &'static [Series] {
    match language {
        Language::Dutch => DUTCH,
        Language::English => ENGLISH,
        Language::French => FRENCH,
        Language::German => GERMAN,
    }
}

/// The levels that most of `texts` likely are, below their folded texts: by the series that has most of them, where it
/// has two. Of equally good ones the first of the site's own language, and then of the others.
pub(super) fn likely(config: &Config, texts: &[&str]) -> BTreeMap<String, LevelId> {
    let levels: Vec<LevelId> = config.scale.levels.ids().collect();
    let Ok([first, second, third]) = <[LevelId; 3]>::try_from(levels) else { return BTreeMap::new() };
    let mut best = BTreeMap::new();
    for series in all(config) {
        let named = |text: &&str| {
            let folded = fold_case(text);
            let at = series.iter().position(|mark| *mark == folded)?;
            Some((folded, [first, second, third][at]))
        };
        let fitting: BTreeMap<String, LevelId> = texts.iter().filter_map(named).collect();
        if fitting.len() > best.len().max(1) {
            best = fitting;
        }
    }
    fill_gap(&mut best, texts, [first, second, third]);
    best
}

/// Gives the one of three marks that no series has beside the two others the level that is left.
fn fill_gap(known: &mut BTreeMap<String, LevelId>, texts: &[&str], levels: [LevelId; 3]) {
    let folded: BTreeSet<String> = texts.iter().map(|text| fold_case(text)).collect();
    let mut open = folded.iter().filter(|text| !known.contains_key(*text));
    if folded.len() != levels.len() || known.len() + 1 != levels.len() {
        return;
    }
    let free = levels.into_iter().find(|level| !known.values().any(|other| other == level));
    if let Some((text, level)) = open.next().cloned().zip(free) {
        known.insert(text, level);
    }
}

/// Whether `text` and another of `texts` are marks of one series.
pub(super) fn is_beside(config: &Config, text: &str, texts: &[&str]) -> bool {
    let folded = fold_case(text);
    let others: Vec<String> =
        texts.iter().map(|other| fold_case(other)).filter(|other| *other != folded).collect();
    config.scale.levels.len() == 3
        && all(config).any(|series| {
            let has = |mark: &str| series.contains(&mark);
            has(&folded) && others.iter().any(|other| has(other))
        })
}

/// Every series, those of the site's language first.
fn all(config: &Config) -> impl Iterator<Item = &'static Series> {
    let others = Language::ALL.into_iter().filter(|language| *language != config.language);
    std::iter::once(config.language).chain(others).flat_map(of_language)
}
