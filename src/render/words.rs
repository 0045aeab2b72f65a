//! Says things in the language of the site, with the words of a theme in Fluent's format.
//!
//! A word that a template asks for is there and has all it needs, or the page is not rendered: nobody is shown a key
//! in place of a sentence.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use tera::Value;
use unic_langid::LanguageIdentifier;

use crate::diagnostics::{Code, Diagnostic, Message, Place, did_you_mean, say};
use crate::text::{Span, nearest};

use super::engine_sentences::in_own_words;
use super::numbers;
use super::theme::ThemeFile;

/// How deep braces may be nested. The parser of Fluent calls itself for each, and a stack has an end.
const MOST_NESTED: usize = 100;

/// The words of one language.
pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
    required: String,
    mark: char,
}

impl Words {
    /// Reads `files`, of which a later one may change words of an earlier one. `required` is the label
    /// of the level at which an item counts as covered; every word may use it as `$required`.
    ///
    /// # Errors
    /// L604 for every place that is not Fluent.
    pub(super) fn new(
        language: &str,
        files: &[ThemeFile],
        required: String,
    ) -> Result<Self, Vec<Diagnostic>> {
        let locale: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that isolate an argument's direction of writing would end up in pages and file names.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match numbers::mark(language) {
            '.' => written::<'.', _>,
            ',' => written::<',', _>,
            _ => written::<{ numbers::NARROW_SPACE }, _>,
        }));
        let mut problems = Vec::new();
        let mut keys = Vec::new();
        for file in files {
            keys.extend(keys_of(&file.text));
            if let Some(at) = too_deep(&file.text) {
                let place = Place::new(&file.path, Span::new(at..at + 1));
                let message = say!("braces are nested more than {most} deep", most = MOST_NESTED);
                problems.push(Diagnostic::new(Code::L604, place, message));
                continue;
            }
            match FluentResource::try_new(file.text.to_string()) {
                Ok(resource) => bundle.add_resource_overriding(resource),
                Err((_, errors)) => problems.extend(errors.into_iter().map(|error| {
                    let place = Place::new(&file.path, Span::new(error.pos.clone()).within(&file.text));
                    let sentence = error.to_string();
                    let message = in_own_words(&sentence).unwrap_or_else(|| Message::verbatim(sentence));
                    Diagnostic::new(Code::L604, place, message)
                        .help(say!("a line of words is `key = text`; what goes on below it is indented"))
                })),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        keys.sort_unstable();
        keys.dedup();
        Ok(Self { bundle, keys, required, mark: numbers::mark(language) })
    }

    /// The text for `key`, with the numbers and texts that it asks for.
    ///
    /// # Errors
    /// A sentence that says which key or argument is missing.
    pub(super) fn text<'a>(
        &self,
        key: &str,
        arguments: impl Iterator<Item = (&'a str, &'a Value)>,
    ) -> Result<String, String> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            let near = nearest(key, self.keys.iter().map(String::as_str));
            let help = did_you_mean(&near, say!("the theme's files in `words` hold all of them"));
            return Err(say!("there is no word `{key}`; {help}", key, help).english());
        };
        let mut given = FluentArgs::new();
        given.set("required", self.required.as_str());
        for (name, value) in arguments {
            given.set(name.to_owned(), argument(value));
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => {
                let sentence = error.to_string();
                let error = in_own_words(&sentence).unwrap_or_else(|| Message::verbatim(sentence));
                Err(say!("the word `{key}` cannot be made: {error}", key, error).english())
            }
        }
    }

    /// The texts that ask for nothing, by their keys: most words of a page are of these.
    pub(super) fn fixed(&self) -> impl Iterator<Item = (&str, String)> {
        let texts = self.keys.iter().map(|key| (key.as_str(), self.text(key, std::iter::empty())));
        texts.filter_map(|(key, text)| Some((key, text.ok()?)))
    }

    /// `number` as the language writes it.
    pub(super) fn number(&self, number: f64) -> String {
        numbers::grouped(number, self.mark)
    }
}

/// Fluent calls this for every argument that it writes.
fn written<const MARK: char, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::grouped(number.value, MARK)),
        _ => None,
    }
}

fn argument(value: &Value) -> FluentValue<'static> {
    match value.as_f64() {
        Some(number) => FluentValue::from(number),
        None => FluentValue::from(value.to_string()),
    }
}

/// The keys of a file of words: what stands at the start of a line before an equals sign.
fn keys_of(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic())).filter_map(
        |line| {
            let (key, _) = line.split_once('=')?;
            Some(key.trim().to_owned())
        },
    )
}

/// Where the braces of `text` are nested too deeply, if they are. A brace in a text between quotes does not count: it is
/// how Fluent writes a brace.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => quoted = false,
            b'"' if depth > 0 && !text[..at].ends_with('\\') => quoted = !quoted,
            b'{' if !quoted => {
                depth += 1;
                if depth > MOST_NESTED {
                    return Some(at);
                }
            }
            b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_counted_as_the_parser_nests_them() {
        assert_eq!(too_deep(&"{".repeat(20_000)), Some(100));
        assert_eq!(too_deep(&"a = { NUMBER({ $n }) } b\n".repeat(1_000)), None);
        assert_eq!(too_deep(&"a = { \"{\" } and { \"\\\"{\" }\n".repeat(1_000)), None);
    }
}
