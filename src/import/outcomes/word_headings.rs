//! Lines of a plain text that head the lines below them by a word and a number: `UAA 1 : …`, `Compétence 1.1 : …`,
//! `Unit 2: …`. A word that comes again with another number, and with lists or other such words below it, heads parts; a
//! word that first comes below another one heads parts of these.

use std::collections::{BTreeMap, HashMap};

use crate::import::code::Coded;
use crate::import::outline::{LineKind, OutlineLine};
use crate::text::fold_case;

/// The level of the first such word: below every heading that a document marks.
const FIRST_LEVEL: u8 = 200;
/// So many such words can stand below each other.
const MOST_LEVELS: u8 = 20;

/// The level of each line that heads others so.
pub(super) fn levels(lines: &[OutlineLine]) -> HashMap<usize, u8> {
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(word) = numbered_word(line) {
            by_word.entry(word).or_default().push(at);
        }
    }
    by_word.retain(|_, places| places.len() > 1 || opens_another(lines, places[0]));
    let numbered: BTreeMap<usize, String> = by_word
        .iter()
        .flat_map(|(word, places)| places.iter().map(move |place| (*place, word.clone())))
        .collect();
    let is_list = |line: &OutlineLine| {
        matches!(line.kind, LineKind::Bullet | LineKind::Numbered) || Coded::parse(&line.text).is_some()
    };
    // A word whose lines follow each other is that of a list.
    let heads = |place: usize, word: &String| {
        let mut below = (place + 1..lines.len()).filter(|at| !lines[*at].is_blank());
        let below = below
            .by_ref()
            .take_while(|at| numbered.get(at) != Some(word) && lines[*at].kind != LineKind::Heading);
        below
            .take(200)
            .any(|at| numbered.contains_key(&at) || (lines[at].cell.is_none() && is_list(&lines[at])))
    };
    by_word.retain(|word, places| {
        let heading = places.iter().filter(|place| heads(**place, word)).count();
        heading * 2 > places.len()
    });
    with_levels(by_word)
}

/// Whether a numbered word follows line `at`, which has one that comes once.
fn opens_another(lines: &[OutlineLine], at: usize) -> bool {
    let own = numbered_word(&lines[at]);
    let next = lines[at + 1..].iter().find(|line| !line.is_blank());
    next.and_then(numbered_word).is_some_and(|word| Some(word) != own)
}

/// The levels of words by where they first come.
fn with_levels(by_word: BTreeMap<String, Vec<usize>>) -> HashMap<usize, u8> {
    let mut words: Vec<Vec<usize>> = by_word.into_values().collect();
    words.sort_by_key(|places| places[0]);
    let mut levels: HashMap<usize, u8> = HashMap::new();
    let mut known: Vec<(Vec<usize>, u8)> = Vec::new();
    for places in words {
        // Below the word before it, where it comes before that one ends.
        let above = known
            .iter()
            .rev()
            .find(|(above, _)| above.len() == 1 || above.last().is_some_and(|last| places[0] < *last));
        let level = above.map_or(0, |(_, level)| level + 1).min(MOST_LEVELS);
        levels.extend(places.iter().map(|place| (*place, FIRST_LEVEL + level)));
        known.push((places, level));
    }
    levels
}

/// The words before the number of a line such as `Bloc de compétences n° 1 : …`, folded.
fn numbered_word(line: &OutlineLine) -> Option<String> {
    const LONGEST: usize = 160;
    if line.kind != LineKind::Plain || line.cell.is_some() || line.text.chars().count() > LONGEST {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    let mut rest = line.text.as_str();
    loop {
        let (word, after) = rest.split_once(char::is_whitespace)?;
        if word.contains(|c: char| c.is_ascii_digit()) || is_letter(word) {
            return (!words.is_empty() && is_number(word, after)).then(|| fold_case(&words.join(" ")));
        }
        let is_word = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '°' | '.'));
        if !is_word || words.len() >= 4 || (words.is_empty() && !word.starts_with(char::is_uppercase)) {
            return None;
        }
        words.push(word);
        rest = after.trim_start();
    }
}

/// Whether `word` is a letter that numbers, with its sign: `a:`.
fn is_letter(word: &str) -> bool {
    let bare = word.trim_end_matches([':', '.', ')']);
    bare.chars().count() == 1 && bare.len() < word.len()
}

/// Whether `word` is a number that a sign parts from the title `after` it.
fn is_number(word: &str, after: &str) -> bool {
    let bare = word.trim_end_matches([':', '.', ')', '–', '—']);
    let is_made_of = |c: char| c.is_ascii_digit() || c == '.' || c.is_ascii_lowercase();
    let title = after.trim_start();
    let is_parted = bare.len() < word.len() || title.starts_with([':', '–', '—', '-']);
    let has_title = title.contains(char::is_alphabetic);
    !bare.is_empty()
        && bare.chars().count() <= 8
        && bare.to_lowercase().chars().all(is_made_of)
        && is_parted
        && has_title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::outline::plain_text;

    fn headings(text: &str) -> Vec<(String, u8)> {
        let outline = plain_text::outline(text, &mut Default::default()).unwrap();
        let found = levels(&outline.lines);
        let lines = outline.lines.iter().enumerate();
        lines.filter_map(|(at, line)| Some((line.text.clone(), found.get(&at)? - FIRST_LEVEL))).collect()
    }

    #[test]
    fn a_word_and_its_number_head_what_stands_below() {
        let owned = |texts: &[(&str, u8)]| {
            texts.iter().map(|(text, level)| ((*text).to_owned(), *level)).collect::<Vec<_>>()
        };
        assert_eq!(
            headings("Module 1: Deeg\nTaak 1.1: Wegen\n- a\n- b\nModule 2: Oven\nTaak 2.1: Stoken\n- c\n"),
            owned(&[
                ("Module 1: Deeg", 0),
                ("Taak 1.1: Wegen", 1),
                ("Module 2: Oven", 0),
                ("Taak 2.1: Stoken", 1)
            ])
        );
        assert_eq!(headings("PLO 1: Plant\nPLO 2: Meet\nPLO 3: Leert\n"), []);
        assert_eq!(headings("Les 1 gaat over deeg.\n- a\nLes 2 gaat over brood.\n- b\n"), []);
    }
}
