//! The preview's own words, in the language of the site, as data for the browser. Every language has the same keys.
//! The words of pages belong to the theme and are not here.

use std::collections::BTreeMap;

use crate::config::Language;

/// The words of `language`: one JSON object of texts, with `{name}` where a value goes.
pub(super) fn words(language: Language) -> &'static str {
    match language {
        Language::Dutch => include_str!("words/nl.json"),
        Language::English => include_str!("words/en.json"),
        Language::French => include_str!("words/fr.json"),
        Language::German => include_str!("words/de.json"),
    }
}

/// The word of `language` at `key`, one of those in every language's file.
pub fn word(language: Language, key: &str) -> String {
    let words: BTreeMap<String, String> = serde_json::from_str(words(language)).unwrap_or_default();
    words.get(key).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_words_with_the_same_values() {
        let read = |language| {
            let words: BTreeMap<String, String> = serde_json::from_str(words(language)).unwrap();
            let values = |text: &str| {
                let mut values: Vec<String> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                    .collect();
                values.sort();
                values
            };
            words.into_iter().map(|(key, text)| (key, values(&text))).collect::<Vec<_>>()
        };
        for language in Language::ALL {
            assert_eq!(read(language), read(Language::English), "{language:?}");
        }
    }
}
