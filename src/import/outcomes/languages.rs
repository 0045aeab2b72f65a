//! The language of a list of outcomes, told by its short words and by its words for kinds of outcomes.

use crate::config::Language;

/// Short words that tell the languages apart.
const COMMON: [(Language, &[&str]); 4] = [
    (
        Language::Dutch,
        &["de", "het", "een", "en", "van", "voor", "met", "kan", "zijn", "wordt", "niet", "aan"],
    ),
    (Language::English, &["the", "and", "of", "to", "with", "for", "is", "are", "can", "by", "their", "an"]),
    (Language::French, &["le", "la", "les", "des", "et", "du", "une", "pour", "dans", "aux", "est", "sur"]),
    (Language::German, &["der", "die", "das", "und", "den", "mit", "für", "von", "ist", "ein", "eine", "zu"]),
];

/// Words by which one alone says the language of a list.
const TELLING: [(Language, &[&str]); 4] = [
    (
        Language::Dutch,
        &[
            "kennis",
            "vaardigheden",
            "houdingen",
            "competenties",
            "leerresultaten",
            "eindtermen",
            "leerdoelen",
        ],
    ),
    (
        Language::English,
        &["knowledge", "skills", "behaviours", "behaviors", "competencies", "outcomes", "learning"],
    ),
    (Language::French, &["savoirs", "connaissances", "compétences", "savoir", "référentiel", "objectifs"]),
    (
        Language::German,
        &["kenntnisse", "fertigkeiten", "fähigkeiten", "kompetenzen", "lernziele", "lernfeld"],
    ),
];

/// The language that most of the short words of `texts` are in, where one has clearly most of them.
pub(in crate::import) fn language<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Language> {
    let mut counts = [0_usize; COMMON.len()];
    for word in texts.take(2_000).flat_map(|text| text.split(|c: char| !c.is_alphabetic())) {
        let word = word.to_lowercase();
        for (count, ((_, common), (_, telling))) in counts.iter_mut().zip(COMMON.iter().zip(&TELLING)) {
            *count += usize::from(common.contains(&word.as_str()));
            *count += 3 * usize::from(telling.contains(&word.as_str()));
        }
    }
    let best = (0..counts.len()).max_by_key(|at| counts[*at])?;
    let is_clear = counts[best] >= 3
        && counts.iter().enumerate().all(|(at, count)| at == best || count * 2 <= counts[best]);
    is_clear.then_some(COMMON[best].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_told_by_its_short_words() {
        let texts = ["Kent de regels van het vak", "Werkt met een collega", "Past de regels toe en let op"];
        assert_eq!(language(texts.into_iter()), Some(Language::Dutch));
        assert_eq!(language(["Frans", "Engels"].into_iter()), None);
    }
}
