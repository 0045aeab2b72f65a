//! Holds the catalogues to the code: each sentence that stands in a `say!` or `count!` of `src`, and each title of a code,
//! has a translation in Dutch, French and German with the same names in it, and no catalogue has one too many.
//!
//! When it fails, it names the sentence and the file in which its translation is to stand. `src/words/messages.rs` says
//! what such a file looks like.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use leerlijn::config::Language;
use leerlijn::diagnostics::Code;
use leerlijn::words::catalogues;

/// Second names of things that have a name already, by language, with the name that the pages and the messages give them.
const SECOND_NAMES: [(Language, &[&str], &str); 11] = [
    (Language::Dutch, &["bladzijde", "bladzijden", "bladzijdes"], "pagina"),
    (Language::Dutch, &["ontwerp", "ontwerpen"], "concept"),
    (Language::Dutch, &["evaluatie", "evaluaties"], "toets"),
    (Language::Dutch, &["gewicht", "gewichten"], "weging"),
    (Language::French, &["poids"], "pondération"),
    (Language::German, &["gewicht", "gewichte", "gewichten"], "Gewichtung"),
    (Language::Dutch, &["herzien", "bewaarplaats"], "nakijken, repository"),
    (Language::French, &["exigé", "exigée"], "requis"),
    (Language::German, &["lehrgang", "lehrgangs"], "Bildungsgang"),
    (Language::German, &["thema", "themas", "themen"], "Theme"),
    (Language::German, &["rahmenwerk", "rahmenwerks"], "Rahmen"),
];

/// The sentences of each room.
type Rooms = BTreeMap<String, BTreeSet<String>>;

/// The sentences of all sources.
fn sentences() -> Rooms {
    let mut rooms = Rooms::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut rooms);
    let titles = Code::ALL.iter().map(|code| code.title().to_owned());
    rooms.entry("diagnostics".to_owned()).or_default().extend(titles);
    rooms.entry("help".to_owned()).or_default().extend(leerlijn::cli::help_sentences());
    rooms
}

fn walk(folder: &Path, room: &str, rooms: &mut Rooms) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let room = if room.is_empty() { stem } else { room };
        if path.is_dir() {
            walk(&path, room, rooms);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            rooms.entry(room.to_owned()).or_default().extend(said(&text));
        }
    }
}

/// The sentences in the source `text`, without those of its tests.
fn said(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let code: String =
        code.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("say!(") {
        found.extend(literal(code[at + "say!(".len()..].trim_start()).map(|(sentence, _)| sentence));
    }
    for (at, _) in code.match_indices("count!(") {
        let forms = forms(&code[at + "count!(".len()..]);
        found.extend((forms.len() == 3).then(|| forms.join(" | ")));
    }
    found
}

/// The three texts behind the number of a `count!`.
fn forms(arguments: &str) -> Vec<String> {
    let (mut depth, mut at) = (0_usize, 0);
    let number = arguments.char_indices().find(|(_, c)| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ',' && depth == 0
    });
    at += number.map_or(arguments.len(), |(comma, _)| comma + 1);
    let mut forms = Vec::new();
    while forms.len() < 3 {
        let rest = arguments[at..].trim_start();
        let Some((form, length)) = literal(rest) else { break };
        at = arguments.len() - rest.len() + length;
        at += arguments[at..].find(',').map_or(0, |comma| comma + 1);
        forms.push(form);
    }
    forms
}

/// The text of the literal with which `code` begins, and its length in the code.
fn literal(code: &str) -> Option<(String, usize)> {
    let inside = code.strip_prefix('"')?;
    let mut text = String::new();
    let mut characters = inside.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return Some((text, at + 2)),
            '\\' => match characters.next()?.1 {
                'n' => text.push('\n'),
                // A line that goes on in the next one.
                '\n' => {
                    let rest = characters.as_str().trim_start();
                    let skipped = characters.as_str().len() - rest.len();
                    characters.by_ref().take(skipped).for_each(drop);
                }
                'u' => {
                    let digits: String =
                        characters.by_ref().map(|(_, c)| c).skip(1).take_while(|c| *c != '}').collect();
                    text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                escaped => text.push(escaped),
            },
            c => text.push(c),
        }
    }
    None
}

/// The names between braces in a sentence.
fn names(sentence: &str) -> BTreeSet<&str> {
    let bare = |part: &&str| part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let mut names = BTreeSet::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '}']) {
        let (bracket, behind) = rest[at..].split_at(1);
        if behind.starts_with(bracket) {
            rest = &behind[1..];
            continue;
        }
        let Some((name, behind)) = behind.split_once('}') else { break };
        names.extend(Some(name).filter(bare));
        rest = behind;
    }
    names
}

#[test]
fn every_sentence_has_its_translations_with_the_same_names() {
    let mut wrong = String::new();
    let rooms = sentences();
    for language in [Language::Dutch, Language::French, Language::German] {
        let catalogues = catalogues(language);
        let known: BTreeSet<&str> = catalogues.iter().map(|(room, _)| *room).collect();
        for (room, sentences) in
            rooms.iter().filter(|(room, said)| !known.contains(room.as_str()) && !said.is_empty())
        {
            wrong += &format!(
                "src/words/messages.rs has no room `{room}`, in which {} sentences are said\n",
                sentences.len()
            );
        }
        for (room, translations) in
            catalogues.into_iter().filter(|(_, translations)| !translations.is_empty())
        {
            let file = format!("src/words/{}/messages/{room}.txt", language.tag());
            let said = rooms.get(room).cloned().unwrap_or_default();
            let translated: BTreeMap<&str, &str> = translations.iter().copied().collect();
            if translated.len() < translations.len() {
                wrong += &format!("{file}: a sentence stands twice\n");
            }
            for sentence in said.iter().filter(|sentence| !translated.contains_key(sentence.as_str())) {
                wrong += &format!("{file}: no translation of: {sentence}\n");
            }
            for (sentence, translation) in translated {
                if !said.contains(sentence) {
                    wrong += &format!("{file}: nobody says any more: {sentence}\n");
                } else if names(sentence) != names(translation) {
                    wrong += &format!("{file}: other names than in: {sentence}\n");
                } else if sentence.matches(" | ").count() != translation.matches(" | ").count() {
                    wrong += &format!("{file}: another number of forms than in: {sentence}\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// All texts that people read in `language`, but for those that are longer than a sentence.
fn texts(language: Language) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join(format!("themes/default/words/{}.ftl", language.tag()))];
    let words = fs::read_dir(root.join("src/words").join(language.tag())).unwrap();
    files.extend(words.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    let mut texts: Vec<String> = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let sentences = catalogues(language).into_iter().flat_map(|(_, sentences)| sentences);
    texts.extend(sentences.map(|(_, translation)| translation.to_owned()));
    texts
}

#[test]
fn a_thing_has_one_name_in_a_language() {
    for (language, others, name) in SECOND_NAMES {
        for text in texts(language) {
            for line in text.lines() {
                let mut words = line.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
                let found = words.find(|word| others.contains(&word.as_str()));
                assert_eq!(found, None, "it is called `{name}` ({}): {line}", language.tag());
            }
        }
    }
}

#[test]
fn french_has_a_space_that_does_not_break_before_its_tall_signs() {
    for text in texts(Language::French) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            // Between backticks stands what people write themselves.
            for part in line.split('`').step_by(2) {
                for sign in [" ;", " :", " ?", " !", " »", "« "] {
                    let found = part.match_indices(sign).find(|(at, _)| {
                        sign.starts_with('«') || !part[at + sign.len()..].starts_with(char::is_alphanumeric)
                    });
                    assert_eq!(found, None, "a line can end before `{sign}`: {line}");
                }
                let signs = part.match_indices([';', '?', '!']).find(|(at, _)| {
                    part[..*at].ends_with(char::is_alphabetic) && part[at + 1..].starts_with([' ', '\u{a0}'])
                });
                assert_eq!(signs, None, "no space stands before the sign: {line}");
            }
        }
    }
}

/// Names of numbers that are never one: limits, sizes, and what is said of several alone.
const MORE_THAN_ONE: [&str; 5] = ["most", "several", "deepest", "bytes", "cells"];
/// English words that end as plurals do, and stand behind the name of a thing, such as "c1.1 says".
const NO_PLURALS: [&str; 17] = [
    "as",
    "begins",
    "counts",
    "divides",
    "follows",
    "goes",
    "holds",
    "introduces",
    "lies",
    "looks",
    "names",
    "needs",
    "requires",
    "says",
    "takes",
    "wants",
    "was",
];
/// The same among the words of pages: their keys.
const OF_SEVERAL: [&str; 5] =
    ["matrix-overview", "many-title", "comparison-lead", "assessments-overview", "reason-too-long"];

/// Verbs and other words that stand behind a name as well as behind a number.
const BEHIND_NAMES: [&str; 11] =
    ["staan", "zijn", "ne", "de", "sont", "stehen", "sind", "are", "have", "claims", "groups"];

/// The words that stand right behind the number `number` in `text`.
fn counted(text: &str, number: &str) -> Vec<String> {
    let with_space = format!("{number} ");
    let is_own =
        |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-'));
    let behind = text.match_indices(&with_space).map(|(at, _)| at).filter(is_own);
    let word = |at: usize| {
        let rest = &text[at + with_space.len()..];
        rest.split(|c: char| !c.is_alphabetic()).next().unwrap().to_lowercase()
    };
    behind.map(word).filter(|word| !word.is_empty() && !BEHIND_NAMES.contains(&word.as_str())).collect()
}

/// `sentence` with `number` in the place of its names.
fn with_number(sentence: &str, number: &str) -> String {
    let mut text = sentence.to_owned();
    for name in names(sentence).into_iter().filter(|name| !MORE_THAN_ONE.contains(name)) {
        text = text.replace(&format!("{{{name}}}"), number);
    }
    text
}

/// The lines of the files of words in `language`, each with its key, with `number` in the place of arguments and each term by
/// its words. A form for several, which is no answer to one, is told by its `*[other]`.
fn lines_of_words(language: Language, number: &str) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for text in texts(language).iter().filter(|text| text.starts_with('#')) {
        let terms: Vec<(String, &str)> = text
            .lines()
            .filter_map(|line| line.split_once(" = ").filter(|(key, _)| key.starts_with('-')))
            .map(|(key, words)| (format!("{{ {key} }}"), words))
            .collect();
        let mut key = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with(' ') {
                key = line.split(" =").next().unwrap();
            }
            let mut line = line.to_owned();
            for (term, words) in &terms {
                line = line.replace(term, words);
            }
            while let Some(at) = line.find("{ $") {
                let Some(end) = line[at..].find(" }").filter(|end| !line[at..at + end].contains("->")) else {
                    break;
                };
                line.replace_range(at..at + end + 2, number);
            }
            lines.push((key.to_owned(), line));
        }
    }
    lines
}

#[test]
fn no_sentence_joins_one_with_a_plural() {
    let mut wrong = String::new();
    for language in Language::ALL {
        let mut sentences: Vec<String> = catalogues(language)
            .into_iter()
            .flat_map(|(_, all)| all)
            .map(|(_, own)| own.to_owned())
            .collect();
        if language == Language::English {
            sentences = self::sentences().into_values().flatten().collect();
        }
        let forms = |sentence: &String| {
            let forms: Vec<String> = sentence.split(" | ").map(str::to_owned).collect();
            (forms.len() == 3).then_some(forms)
        };
        let (mut several, mut one) = (BTreeSet::new(), BTreeSet::new());
        for forms in sentences.iter().filter_map(forms) {
            several.extend(counted(&with_number(&forms[2], "7"), "7"));
            one.extend(counted(&with_number(&forms[1], "1"), "1"));
        }
        let is_of_several = |line: &str| line.trim_start().starts_with("*[other]");
        for (_, line) in lines_of_words(language, "7").iter().filter(|(_, line)| is_of_several(line)) {
            several.extend(counted(line, "7"));
        }
        for (_, line) in lines_of_words(language, "1").iter().filter(|(_, line)| line.contains(" [one]")) {
            one.extend(counted(line, "1"));
        }
        // A plural that no sentence counts otherwise is known by its ending alone.
        let is_plural = |word: &str| {
            let ends = language == Language::English && word.ends_with('s') && !word.ends_with("ss");
            several.contains(word) || ends && !NO_PLURALS.contains(&word)
        };
        let mut look = |text: &str, number: &str| {
            for word in counted(text, number) {
                if is_plural(&word) && !one.contains(&word) {
                    wrong += &format!("{}: {number} {word}: {text}\n", language.tag());
                }
            }
        };
        for sentence in &sentences {
            match forms(sentence) {
                Some(forms) => {
                    look(&with_number(&forms[1], "1"), "1");
                    // In French nought is singular as well.
                    if language == Language::French {
                        look(&with_number(&forms[0], "0"), "0");
                    }
                }
                None => look(&with_number(sentence, "1"), "1"),
            }
        }
        for (key, line) in lines_of_words(language, "1") {
            if !is_of_several(&line) && !OF_SEVERAL.contains(&key.as_str()) {
                look(&line, "1");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Words that are the same in English and in Dutch, where they stand alone or between names.
const SAME_IN_DUTCH: [&str; 22] = [
    "attitude",
    "attitudes",
    "byte",
    "bytes",
    "code",
    "dossier",
    "filters",
    "in",
    "indicator",
    "info",
    "is",
    "kb",
    "matrix",
    "mb",
    "menu",
    "module",
    "modules",
    "per",
    "scenario",
    "status",
    "tip",
    "was",
];

/// The words of `text` that are no names of arguments and no code.
fn own_words(text: &str) -> Vec<String> {
    let said = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let mut outside = String::new();
    let mut rest = said.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        outside += before;
        outside.push(' ');
        rest = behind.split_once('}').map_or("", |(_, rest)| rest);
    }
    outside += rest;
    outside.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of `text`, which a Dutch reader gets just as an English one does, that are English.
fn left_in_english(text: &str) -> Vec<String> {
    let is_name = |word: &String| word.chars().all(char::is_uppercase);
    let is_same = |word: &String| SAME_IN_DUTCH.contains(&word.to_lowercase().as_str());
    own_words(text).into_iter().filter(|word| !is_same(word) && !is_name(word)).collect()
}

#[test]
fn no_translation_is_left_in_english() {
    let mut wrong = String::new();
    for (room, translations) in catalogues(Language::Dutch) {
        for (english, dutch) in translations {
            if english == dutch && !left_in_english(dutch).is_empty() {
                wrong += &format!("src/words/nl/messages/{room}.txt: {dutch}\n");
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["themes/default/words", "src/words"] {
        let names: Vec<String> = match file {
            "src/words" => ["preview", "new-site", "welcome"].map(|name| format!("{{}}/{name}.ftl")).into(),
            _ => vec!["{}.ftl".to_owned()],
        };
        for name in names {
            let read = |language: &str| {
                let path = root.join(file).join(name.replace("{}", language));
                fs::read_to_string(path).unwrap()
            };
            let (english, dutch) = (read("en"), read("nl"));
            let english: BTreeSet<&str> = english.lines().filter(|line| !line.starts_with('#')).collect();
            for line in dutch.lines().filter(|line| english.contains(line)) {
                // Behind the key, or behind the name of a form.
                let said = line.split_once(['=', ']']).map_or(line, |(_, said)| said);
                if !left_in_english(said).is_empty() {
                    wrong += &format!("{file}/{name}: {line}\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    // What this finds, and what it leaves.
    assert_eq!(left_in_english("`the code` {n} gaps in {the}"), ["gaps"]);
    assert!(left_in_english("{n} kB | 1 module | URL").is_empty());
}

#[test]
fn the_words_before_the_values_of_an_argument_are_told_where_the_margin_parts_them() {
    for command in ["check", "claim", "exempt"] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_leerlijn"));
        let run = run.args(["--language", "nl", command, "-h"]);
        let help = String::from_utf8(run.output().unwrap().stdout).unwrap();
        assert!(help.contains("[mogelijke waarden: human, "), "{help}");
        assert!(!help.contains("possible"), "{help}");
    }
}

#[test]
fn sentences_are_found_in_the_code() {
    let code = "fn f() { x(say!(\"a \\\"b\\\" `{c}`\", c = d), say!(\n    \"one \\\n     two\"\n)) }\n// say!(\"no\")\n\
                let n = count!(all.len(), \"none\", \"1\", \"{n} of {all}\", all);\n#[cfg(test)]\nmod tests { say!(\"no\") }";
    assert_eq!(said(code), ["a \"b\" `{c}`", "one two", "none | 1 | {n} of {all}"]);
    assert_eq!(names("`{{#x}}` {a} and {b_c}"), BTreeSet::from(["a", "b_c"]));
}
