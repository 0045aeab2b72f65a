//! Looks for words of a site's own theme that change nothing: a key that no template asks for, one that stands twice, a file
//! that is of no language. Each is plainly a slip, and no page is wrong for it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::builtin;
use super::theme::Theme;
use crate::config::Language;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean, say};
use crate::text::{SourcePath, Span, nearest};

/// The words of the site's own that change nothing: L605.
pub fn idle_words(theme: &Theme) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let built_in = builtin::files("words");
    let texts: Vec<_> = built_in.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let mut known: Vec<&str> = texts.iter().flat_map(|text| keys(text)).map(|(key, _)| key).collect();
    known.sort_unstable();
    known.dedup();
    for (path, text) in theme.own_files().iter().filter(|(path, _)| path.as_str().ends_with(".ftl")) {
        if Language::from_tag(path.stem()).is_none() {
            problems.push(of_no_language(path));
            continue;
        }
        let mut seen = HashMap::new();
        for (key, at) in keys(text) {
            let place = Place::new(path, Span::new(at..at + key.len()));
            match seen.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(place.clone());
                    if known.binary_search(&key).is_err() && !is_asked(theme, key) {
                        problems.push(unknown(place, key, &known));
                    }
                }
                Entry::Occupied(first) => {
                    let message = say!("the word `{key}` stands here twice, and only this one counts", key);
                    let problem = Diagnostic::new(Code::L605, place, message)
                        .help(say!("keep one of the two"))
                        .related(first.get().clone(), say!("it stands here too"));
                    problems.push(problem);
                }
            }
        }
    }
    problems
}

fn of_no_language(path: &SourcePath) -> Diagnostic {
    let known: Vec<String> = Language::ALL.iter().map(|language| format!("{}.ftl", language.tag())).collect();
    let message = say!("no site has the language of this file of words");
    let help = say!("the files are called {known}", known = known.join(", "));
    Diagnostic::new(Code::L605, Place::new(path, Span::at(0)), message).help(help)
}

fn unknown(place: Place, key: &str, known: &[&str]) -> Diagnostic {
    let near = nearest(key, known.iter().copied());
    let all = say!("`leerlijn theme eject words/nl.ftl` copies the file with all of them");
    Diagnostic::new(Code::L605, place, say!("no page asks for the word `{key}`", key))
        .help(did_you_mean(&near, all))
}

/// The keys of the words in `text`, each with its place: those at the margin. One that begins with a dash is a term, which
/// other words are made of.
fn keys(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let key = line.split_once('=')?.0.trim_end();
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        is_key.then_some((key, at))
    })
}

/// Whether a template or another word of the site's own names `key`.
fn is_asked(theme: &Theme, key: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    theme.own_files().iter().any(|(path, text)| {
        text.match_indices(key).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let behind = text[at + key.len()..].chars().next();
            let is_whole = !before.is_some_and(is_part) && !behind.is_some_and(is_part);
            // In a file of words the key itself stands at the margin.
            let is_margin = before.is_none_or(|c| c == '\n');
            is_whole && !(path.as_str().ends_with(".ftl") && is_margin)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{SourceFile, Sources};
    use crate::text::Spanned;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
        }
        let theme = Theme::new(&Spanned::new("school".to_owned(), Span::at(0)), &sources).unwrap();
        let said = idle_words(&theme);
        said.iter()
            .map(|problem| format!("{} {}", problem.place.span.start, problem.message.english()))
            .collect()
    }

    #[test]
    fn a_word_that_nothing_asks_for_is_said() {
        let words = "# Onze woorden.\nmodules = Vakken\nmodulen = Vakken\nmodules = Delen\n-item = doel\n-itm = doel\n";
        assert_eq!(
            found(&[("themes/school/words/nl.ftl", words)]),
            [
                "33 no page asks for the word `modulen`",
                "50 the word `modules` stands here twice, and only this one counts",
                "79 no page asks for the word `-itm`",
            ]
        );
        assert_eq!(
            found(&[("themes/school/words/nederlands.ftl", "modules = Vakken\n")]),
            ["0 no site has the language of this file of words"]
        );
    }

    #[test]
    fn a_word_of_a_template_or_of_another_word_is_asked_for() {
        let files = [
            ("themes/school/words/nl.ftl", "motto = { -school } leert\n-school = Wij\n"),
            ("themes/school/templates/parts/x.html", "{{ t(key=\"motto\") }}"),
        ];
        assert_eq!(found(&files), [""; 0]);
    }
}
