//! The program's own words, in the four languages of sites, in Fluent's format.
//!
//! Each language has a folder, and each subject a file in it: `src/words/nl/preview.ftl`. The words of pages belong to the
//! theme and stand in `themes/default/words`; here is everything that the program says besides. Every language has the
//! same keys with the same arguments; a test holds that.
//!
//! What is wrong, what was done and why something is refused stands in English in the code, as [`Message`]s, and in a
//! catalogue (`messages.rs`) for each other language.
//!
//! [`Message`]: crate::diagnostics::Message

mod messages;

use std::collections::BTreeMap;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use crate::config::Language;

pub use self::messages::{catalogues, translate, translation};

/// The subject of the words of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The strip and the panel of the live preview.
    Preview,
    /// The names in a site that is made anew.
    NewSite,
    /// The page on which a site is made without a terminal.
    Welcome,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 3] = [Self::Preview, Self::NewSite, Self::Welcome];

    fn file(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Preview, Language::Dutch) => include_str!("nl/preview.ftl"),
            (Self::Preview, Language::English) => include_str!("en/preview.ftl"),
            (Self::Preview, Language::French) => include_str!("fr/preview.ftl"),
            (Self::Preview, Language::German) => include_str!("de/preview.ftl"),
            (Self::NewSite, Language::Dutch) => include_str!("nl/new-site.ftl"),
            (Self::NewSite, Language::English) => include_str!("en/new-site.ftl"),
            (Self::NewSite, Language::French) => include_str!("fr/new-site.ftl"),
            (Self::NewSite, Language::German) => include_str!("de/new-site.ftl"),
            (Self::Welcome, Language::Dutch) => include_str!("nl/welcome.ftl"),
            (Self::Welcome, Language::English) => include_str!("en/welcome.ftl"),
            (Self::Welcome, Language::French) => include_str!("fr/welcome.ftl"),
            (Self::Welcome, Language::German) => include_str!("de/welcome.ftl"),
        }
    }
}

/// The words about one subject in one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    keys: Vec<&'static str>,
}

impl Words {
    /// The words about `subject` in `language`.
    pub fn new(subject: Subject, language: Language) -> Self {
        let text = subject.file(language);
        let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that isolate an argument's direction of writing would end up in names of files.
        bundle.set_use_isolating(false);
        // A file with a slip still has its other words; the test below finds the slip.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        let keys = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
        let keys = keys.filter_map(|line| Some(line.split_once('=')?.0.trim())).collect();
        Self { bundle, keys }
    }

    /// The text for `key`. An argument stands in it as `{$name}`, for whoever fills it in; a key that does not exist
    /// has an empty text.
    pub fn text(&self, key: &str) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return String::new();
        };
        // The arguments that are missing are what Fluent complains of.
        self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned()
    }

    /// All texts by their keys, for a browser.
    pub fn texts(&self) -> BTreeMap<&'static str, String> {
        self.keys.iter().map(|key| (*key, self.text(key))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments that `text` asks for.
    fn arguments(text: &str) -> Vec<String> {
        let rest = text.split("{$").skip(1);
        let mut names: Vec<String> =
            rest.filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
        names.sort();
        names
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_arguments() {
        for subject in Subject::ALL {
            let asked = |language| -> Vec<_> {
                let words = Words::new(subject, language);
                words.texts().into_iter().map(|(key, text)| (key, arguments(&text))).collect()
            };
            let english = asked(Language::English);
            assert!(!english.is_empty());
            for language in Language::ALL {
                assert_eq!(asked(language), english, "{subject:?} {language:?}");
            }
        }
    }

    #[test]
    fn every_file_is_fluent_and_every_word_says_something() {
        for subject in Subject::ALL {
            for language in Language::ALL {
                let file = FluentResource::try_new(subject.file(language).to_owned());
                assert!(file.is_ok(), "{subject:?} {language:?}: {:?}", file.err());
                for (key, text) in Words::new(subject, language).texts() {
                    assert!(!text.is_empty(), "{subject:?} {language:?}: {key}");
                }
            }
        }
    }

    #[test]
    fn an_argument_stands_in_its_text_by_its_name() {
        let words = Words::new(Subject::Preview, Language::Dutch);
        assert_eq!(words.text("coverage"), "doelen {$required}: {$covered} van {$items}");
        assert_eq!(words.text("nothing-of-the-kind"), "");
    }
}
