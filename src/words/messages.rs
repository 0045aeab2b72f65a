//! The catalogues: for each sentence of the code its translation, by language and room.
//!
//! A room is a folder of `src`, and its catalogue is `src/words/nl/messages/model.txt`. A sentence stands at the margin as
//! it stands in the code, and below it, indented, its translation:
//!
//! ```text
//! there is no item `{name}`
//!     er is geen item `{name}`
//! ```
//!
//! The names between braces are the same in both, in any order. A sentence about a number has three forms with ` | `
//! between them: for none, for one, for more. A line that begins with `# ` is a comment. `tests/messages.rs` holds that every
//! sentence of the code has a translation in each language with the same names, and that no catalogue has one too many.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::config::Language;
use crate::diagnostics::Message;

macro_rules! rooms {
    ($($room:literal)*) => {
        /// The rooms, each with its catalogue in Dutch, French and German.
        const ROOMS: &[(&str, [&str; 3])] = &[$((
            $room,
            [
                include_str!(concat!("nl/messages/", $room, ".txt")),
                include_str!(concat!("fr/messages/", $room, ".txt")),
                include_str!(concat!("de/messages/", $room, ".txt")),
            ],
        )),*];
    };
}

rooms! {
    "cli" "compare" "config" "coverage" "diagnostics" "edit" "evidence" "export" "fields" "help" "import" "model" "plan" "preview" "render"
    "shell" "sources" "syntax"
}

/// The languages with catalogues, in the order of [`ROOMS`].
const TRANSLATED: [Language; 3] = [Language::Dutch, Language::French, Language::German];

/// The translations of one language by the English sentences.
type Translations = HashMap<&'static str, &'static str>;

/// The catalogues of `language`: the name of each room, and its sentences with their translations. English has none, since
/// its sentences stand in the code.
pub fn catalogues(language: Language) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let Some(at) = TRANSLATED.iter().position(|translated| *translated == language) else {
        return Vec::new();
    };
    ROOMS.iter().map(|(room, texts)| (*room, sentences(texts[at]))).collect()
}

/// `message` in the words of `language`. A sentence that its catalogues do not have is English.
pub fn translate(message: &Message, language: Language) -> String {
    match language {
        Language::English => message.english(),
        Language::Dutch => message.in_words(&|english| DUTCH.get(english).copied()),
        Language::French => message.in_words(&|english| FRENCH.get(english).copied()),
        Language::German => message.in_words(&|english| GERMAN.get(english).copied()),
    }
}

/// The translation of the sentence `english`, where it has one.
pub fn translation(english: &str, language: Language) -> Option<&'static str> {
    let translations = match language {
        Language::English => return None,
        Language::Dutch => &DUTCH,
        Language::French => &FRENCH,
        Language::German => &GERMAN,
    };
    translations.get(english).copied()
}

static DUTCH: LazyLock<Translations> = LazyLock::new(|| translations(Language::Dutch));
static FRENCH: LazyLock<Translations> = LazyLock::new(|| translations(Language::French));
static GERMAN: LazyLock<Translations> = LazyLock::new(|| translations(Language::German));

fn translations(language: Language) -> Translations {
    catalogues(language).into_iter().flat_map(|(_, sentences)| sentences).collect()
}

/// The sentences of a catalogue with their translations.
fn sentences(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    let mut english = None;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        match (line.strip_prefix("    "), english) {
            (Some(translation), Some(sentence)) => {
                found.push((sentence, translation));
                english = None;
            }
            (Some(_), None) => {}
            (None, _) => english = Some(line),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_has_a_sentence_and_below_it_its_translation() {
        let text = "# Names.\nthere is `{name}`\n    er is `{name}`\n\nno page\n    geen pagina\n";
        assert_eq!(sentences(text), [("there is `{name}`", "er is `{name}`"), ("no page", "geen pagina")]);
    }
}
