//! The words in which two texts differ, and whether they differ in more than the way of writing.

use similar::{ChangeTag, TextDiff};

use crate::text::fold_sentence;

/// Texts longer than this, in bytes, are not compared word by word.
const LONGEST: usize = 4_000;
/// A word of so many letters stays the same word when one of them is another.
const LONG_WORD: usize = 6;

/// Words that stand together in one or both of two texts, with the white space round them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordRun {
    /// Both have them.
    Kept(String),
    /// Only the earlier text has them.
    Gone(String),
    /// Only the later text has them.
    New(String),
}

/// The words of two texts, in order: those that are kept and gone are the earlier text, those that are kept and new
/// the later one.
pub fn word_difference(before: &str, after: &str) -> Vec<WordRun> {
    if before.len().max(after.len()) > LONGEST {
        let runs = [WordRun::Gone(before.to_owned()), WordRun::New(after.to_owned())];
        return runs.into_iter().filter(|run| !run.text().is_empty()).collect();
    }
    let difference = TextDiff::from_words(before, after);
    let (mut runs, mut gone, mut new) = (Vec::new(), String::new(), String::new());
    // White space between two words that are otherwise belongs to both, so that words that changed together stand
    // together.
    let mut space = String::new();
    for change in difference.iter_all_changes() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Equal if is_space(text) && !(gone.is_empty() && new.is_empty()) => {
                space.push_str(text)
            }
            ChangeTag::Equal => {
                push_changed(&mut runs, &mut gone, &mut new);
                push_kept(&mut runs, &std::mem::take(&mut space));
                push_kept(&mut runs, text);
            }
            ChangeTag::Delete | ChangeTag::Insert => {
                gone.push_str(&space);
                new.push_str(&std::mem::take(&mut space));
                if change.tag() == ChangeTag::Delete { gone.push_str(text) } else { new.push_str(text) }
            }
        }
    }
    push_changed(&mut runs, &mut gone, &mut new);
    push_kept(&mut runs, &space);
    runs
}

fn is_space(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

fn push_changed(runs: &mut Vec<WordRun>, gone: &mut String, new: &mut String) {
    let gone = Some(std::mem::take(gone)).filter(|text| !text.is_empty()).map(WordRun::Gone);
    let new = Some(std::mem::take(new)).filter(|text| !text.is_empty()).map(WordRun::New);
    runs.extend(gone.into_iter().chain(new));
}

fn push_kept(runs: &mut Vec<WordRun>, text: &str) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(WordRun::Kept(run)) => run.push_str(text),
        _ => runs.push(WordRun::Kept(text.to_owned())),
    }
}

impl WordRun {
    /// The words.
    pub fn text(&self) -> &str {
        match self {
            Self::Kept(text) | Self::Gone(text) | Self::New(text) => text,
        }
    }
}

/// Whether two texts say the same in another way of writing: they differ in capitals, spaces and punctuation, and in one
/// letter at most, in a long word. A number is never another way to write a number.
pub fn is_editorial(before: &str, after: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold_sentence(text);
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (before, after) = (words(before), words(after));
    if before.len() != after.len() {
        // `klant-contact` and `klantcontact`.
        return before.concat() == after.concat();
    }
    let mut others = before.iter().zip(&after).filter(|(a, b)| a != b);
    match (others.next(), others.next()) {
        (None, _) => true,
        (Some((a, b)), None) => is_slip(a, b),
        (Some(_), Some(_)) => false,
    }
}

fn is_slip(a: &str, b: &str) -> bool {
    let is_word = |word: &str| word.chars().count() >= LONG_WORD && word.chars().all(char::is_alphabetic);
    // `ontevreden` and `tevreden` begin otherwise; a mistyped word seldom does.
    is_word(a) && is_word(b) && a.chars().next() == b.chars().next() && strsim::osa_distance(a, b) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_both_texts_are_all_there() {
        let (before, after) = ("Luistert naar de klant", "Luistert geduldig naar klanten");
        let runs = word_difference(before, after);
        let text = |without: fn(&WordRun) -> bool| -> String {
            runs.iter().filter(|run| !without(run)).map(WordRun::text).collect()
        };
        assert_eq!(text(|run| matches!(run, WordRun::New(_))), before);
        assert_eq!(text(|run| matches!(run, WordRun::Gone(_))), after);
        assert_eq!(runs[0], WordRun::Kept("Luistert ".to_owned()));
    }

    #[test]
    fn another_way_of_writing_is_told_from_other_words() {
        for (before, after) in [
            ("Luistert naar klanten/collega’s", "luistert naar klanten / collega's."),
            ("Werkt klant-gericht", "Werkt klantgericht"),
            ("Volgt de proceduers", "Volgt de procedures"),
        ] {
            assert!(is_editorial(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("Werkt op niveau 2", "Werkt op niveau 3"),
            ("Is tevreden", "Is ontevreden"),
            ("Kan bellen", "Kun bellen"),
            ("Belt de klant", "Belt de klant en de collega"),
            ("Beheert de interne planning", "Beheert de externe planning"),
        ] {
            assert!(!is_editorial(before, after), "{before} {after}");
        }
    }
}
