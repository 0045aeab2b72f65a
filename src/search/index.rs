//! Purpose: the inverted index: for each term the passages that hold it, written compactly.
//! Input: the terms of each page. Output: two texts, one of terms and one of postings.
//! Invariant: terms stand in the order of their characters, passages in the order of pages; a text holds
//! no line break, quotation mark or backslash, so that JSON writes it as it is.

use ahash::HashMap;

use super::entries::Entry;
use super::plain::Passage;
use super::stems::Stems;
use super::words::{fold, words};

/// Where in a passage a term stands; the greater counts for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Once in the text.
    Text,
    /// More than once in the text, or what the passage is about.
    Often,
    /// In the heading.
    Heading,
    /// In the page's title, its id or its code.
    Title,
}

/// Digits of a number: the first 64 end it, each of the others says that more follows.
const LAST_DIGITS: u32 = 64;
const MORE_DIGITS: u32 = 27;

/// The terms of one page, and where they stand: a term is named by its number.
#[derive(Debug, Default)]
pub(super) struct PageTerms {
    terms: String,
    /// Where each term ends in `terms`.
    ends: Vec<u32>,
    /// A term, the number of a passage, and how much the term weighs there.
    found: Vec<(u32, u32, Weight)>,
}

impl PageTerms {
    /// The terms of the page `entry`.
    pub(super) fn new(entry: &Entry, stems: &Stems) -> Self {
        let mut reading = Reading { stems, words: HashMap::default(), numbers: HashMap::default() };
        let mut page = Self::default();
        let mut latest = Vec::new();
        let mut note = |text: &str, passage: u32, weight: Weight| {
            for word in words(text) {
                for number in reading.terms(&word) {
                    page.note(&mut latest, *number, passage, weight);
                }
            }
        };
        // Passage by passage, so that it is enough to know where a term was found last.
        note(&entry.code, 0, Weight::Title);
        note(&entry.title, 0, Weight::Title);
        for (number, passage) in (0..).zip(&entry.passages) {
            note(&passage.heading, number, Weight::Heading);
            note(&passage.text, number, Weight::Text);
            passage.about.iter().for_each(|name| note(name, number, Weight::Often));
        }
        page.name(reading.numbers);
        page
    }

    fn note(&mut self, latest: &mut Vec<u32>, term: u32, passage: u32, weight: Weight) {
        let at = term as usize;
        if latest.len() <= at {
            latest.resize(at + 1, u32::MAX);
        }
        match self.found.get_mut(latest[at] as usize) {
            Some((_, known, before)) if *known == passage => *before = again(*before, weight),
            _ => {
                latest[at] = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
                self.found.push((term, passage, weight));
            }
        }
    }

    fn name(&mut self, numbers: HashMap<String, u32>) {
        let mut names: Vec<(String, u32)> = numbers.into_iter().collect();
        names.sort_unstable_by_key(|(_, number)| *number);
        for (name, _) in names {
            self.terms.push_str(&name);
            self.ends.push(u32::try_from(self.terms.len()).unwrap_or(u32::MAX));
        }
    }

    fn term(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(at).and_then(|end| self.terms.get(start..*end as usize)).unwrap_or_default()
    }

    /// Each term with its passage and weight.
    fn found(&self) -> impl Iterator<Item = (&str, u32, Weight)> {
        self.found.iter().map(|(term, passage, weight)| (self.term(*term), *passage, *weight))
    }
}

/// What is known of the words of one page.
struct Reading<'s> {
    stems: &'s Stems,
    words: HashMap<String, Vec<u32>>,
    numbers: HashMap<String, u32>,
}

impl Reading<'_> {
    /// The numbers of the terms of `word`.
    fn terms(&mut self, word: &str) -> &[u32] {
        if !self.words.contains_key(word) {
            let terms = self.stems.terms(word).into_iter().map(|term| {
                let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
                *self.numbers.entry(term).or_insert(next)
            });
            let terms = terms.collect();
            self.words.insert(word.to_owned(), terms);
        }
        self.words.get(word).map(Vec::as_slice).unwrap_or_default()
    }
}

fn again(known: Weight, weight: Weight) -> Weight {
    match (known, weight) {
        (Weight::Text, Weight::Text) => Weight::Often,
        _ => known.max(weight),
    }
}

/// The heading's id, or nothing when it follows from the heading's words.
pub(super) fn own_anchor(passage: &Passage) -> &str {
    let folded = fold(&passage.heading.to_lowercase());
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let follows = words.eq(passage.anchor.split('-').filter(|_| !passage.anchor.is_empty()));
    if follows { "" } else { &passage.anchor }
}

/// The terms of all pages.
#[derive(Default)]
pub(super) struct Terms<'p> {
    postings: HashMap<&'p str, Vec<(u32, Weight)>>,
    passages: u32,
}

impl<'p> Terms<'p> {
    /// Adds the next page, which has `passages` passages.
    pub(super) fn add(&mut self, passages: usize, page: &'p PageTerms) {
        for (term, passage, weight) in page.found() {
            self.postings.entry(term).or_default().push((self.passages + passage, weight));
        }
        self.passages += u32::try_from(passages).unwrap_or_default();
    }

    /// The terms and their postings. A term is a capital that says how many letters it has in common with
    /// the one before, and the letters behind them. A posting is four times the distance from the passage
    /// before, and the weight; a space ends a list.
    pub(super) fn written(self) -> (String, String) {
        let mut sorted: Vec<(&str, Vec<(u32, Weight)>)> = self.postings.into_iter().collect();
        sorted.sort_unstable_by_key(|(term, _)| *term);
        let (mut terms, mut postings) = (String::new(), String::new());
        let mut before = "";
        for (term, mut list) in sorted {
            list.sort_unstable();
            let shared = shared_letters(before, term);
            terms.push(char::from(b'A' + u8::try_from(shared).unwrap_or_default()));
            terms.extend(term.chars().skip(shared));
            let mut last = 0;
            for (passage, weight) in list {
                push_number(&mut postings, (passage - last) * 4 + weight as u32);
                last = passage;
            }
            postings.push(' ');
            before = term;
        }
        (terms, postings)
    }
}

/// How many letters the two have in common at their start, as far as a capital can say. The script
/// counts in units of UTF-16, so a letter of two units is never shared.
fn shared_letters(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take(25).take_while(|(a, b)| a == b && a.len_utf16() == 1).count()
}

fn push_number(text: &mut String, mut number: u32) {
    while number >= LAST_DIGITS {
        text.push(digit(LAST_DIGITS + number % MORE_DIGITS));
        number /= MORE_DIGITS;
    }
    text.push(digit(number));
}

/// The printable characters behind the quotation mark, without the backslash.
fn digit(value: u32) -> char {
    let code = 35 + value;
    char::from_u32(if code >= 92 { code + 1 } else { code }).unwrap_or('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_and_postings_are_written_compactly() {
        let page = |found: &[(&str, u32, Weight)]| {
            let mut page = PageTerms::default();
            for (number, (term, passage, weight)) in (0..).zip(found) {
                page.terms.push_str(term);
                page.ends.push(page.terms.len() as u32);
                page.found.push((number, *passage, *weight));
            }
            page
        };
        let first = page(&[("klant", 1, Weight::Title), ("klacht", 0, Weight::Text)]);
        let second = page(&[("klant", 0, Weight::Heading)]);
        let mut terms = Terms::default();
        terms.add(2, &first);
        terms.add(1, &second);
        let (terms, postings) = terms.written();
        assert_eq!(terms, "AklachtDnt");
        assert_eq!(postings, "# *) ");
    }

    #[test]
    fn numbers_never_need_an_escape() {
        let mut text = String::new();
        (0..100_000).for_each(|number| push_number(&mut text, number));
        assert!(text.bytes().all(|byte| (35..=126).contains(&byte) && byte != b'\\'));
    }
}
