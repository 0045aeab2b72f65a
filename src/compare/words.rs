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
    let mut runs: Vec<WordRun> = Vec::new();
    for change in difference.iter_all_changes() {
        let text = change.value();
        match (runs.last_mut(), change.tag()) {
            (Some(WordRun::Kept(run)), ChangeTag::Equal)
            | (Some(WordRun::Gone(run)), ChangeTag::Delete)
            | (Some(WordRun::New(run)), ChangeTag::Insert) => run.push_str(text),
            (_, ChangeTag::Equal) => runs.push(WordRun::Kept(text.to_owned())),
            (_, ChangeTag::Delete) => runs.push(WordRun::Gone(text.to_owned())),
            (_, ChangeTag::Insert) => runs.push(WordRun::New(text.to_owned())),
        }
    }
    runs
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
    // `ontevreden` and `tevreden` begin otherwise; what is mistyped seldom does.
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
