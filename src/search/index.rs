//! The inverted index: for each term the passages that hold it, written as two compact texts.
//!
//! Terms stand in the order of their characters, passages in the order of pages. Neither text holds a line break, a
//! quotation mark or a backslash, so that JSON writes it as it is.

use std::ops::Range;

use ahash::HashMap;

use super::entries::SearchEntry;
use crate::stems::{Stems, fold, words};
use crate::syntax::Passage;

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

/// By their numbers.
const WEIGHTS: [Weight; 4] = [Weight::Text, Weight::Often, Weight::Heading, Weight::Title];

/// Digits of a number: the first 64 end it, each of the others says that more follows.
const LAST_DIGITS: u32 = 64;
const MORE_DIGITS: u32 = 27;

/// The terms of some pages in a row, and where they stand: a term is named by its number.
#[derive(Debug, Default)]
pub(super) struct TermsInPart {
    terms: Vec<String>,
    /// A term's number, and where it stands.
    found: Vec<(u32, Posting)>,
    /// How many passages the pages have.
    passages: u32,
}

/// Four times the number of a passage, and the weight of a term in it.
type Posting = u32;

fn posting(passage: u32, weight: Weight) -> Posting {
    passage * 4 + weight as u32
}

/// Reads pages one behind the other. The term of a word is found out once.
pub(super) struct TermReader<'s> {
    stems: &'s Stems,
    /// For each word where its terms stand in `lists`.
    words: HashMap<String, Range<usize>>,
    lists: Vec<u32>,
    numbers: HashMap<String, u32>,
    /// For each term where it was found last, as an index into what is found.
    latest: Vec<usize>,
    part: TermsInPart,
}

impl<'s> TermReader<'s> {
    pub(super) fn new(stems: &'s Stems) -> Self {
        Self {
            stems,
            words: HashMap::default(),
            lists: Vec::new(),
            numbers: HashMap::default(),
            latest: Vec::new(),
            part: TermsInPart::default(),
        }
    }

    /// Adds the terms of the next page.
    pub(super) fn page(&mut self, entry: &SearchEntry) {
        let first = self.part.passages;
        // Passage by passage, so that it is enough to know where a term was found last.
        self.note(&entry.code, first, Weight::Title);
        self.note(&entry.title, first, Weight::Title);
        for (number, passage) in (first..).zip(&entry.passages) {
            self.note(&passage.heading, number, Weight::Heading);
            self.note(&passage.text, number, Weight::Text);
            passage.about.iter().for_each(|name| self.note(name, number, Weight::Often));
            self.part.passages = number + 1;
        }
    }

    /// The terms that were found.
    pub(super) fn finish(mut self) -> TermsInPart {
        let mut terms: Vec<(String, u32)> = self.numbers.into_iter().collect();
        terms.sort_unstable_by_key(|(_, number)| *number);
        self.part.terms = terms.into_iter().map(|(term, _)| term).collect();
        self.part
    }

    fn note(&mut self, text: &str, passage: u32, weight: Weight) {
        for word in words(text) {
            for at in self.terms(&word) {
                let term = self.lists[at];
                let latest = &mut self.latest[term as usize];
                match self.part.found.get_mut(*latest) {
                    Some((_, known)) if *known / 4 == passage => {
                        *known = posting(passage, again(*known % 4, weight));
                    }
                    _ => {
                        *latest = self.part.found.len();
                        self.part.found.push((term, posting(passage, weight)));
                    }
                }
            }
        }
    }

    /// Where the terms of `word` stand in `lists`.
    fn terms(&mut self, word: &str) -> Range<usize> {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let start = self.lists.len();
        for term in self.stems.terms(word) {
            let next = self.latest.len();
            let number = *self.numbers.entry(term).or_insert_with(|| u32::try_from(next).unwrap_or(u32::MAX));
            if number as usize == next {
                self.latest.push(usize::MAX);
            }
            self.lists.push(number);
        }
        self.words.insert(word.to_owned(), start..self.lists.len());
        start..self.lists.len()
    }
}

/// The weight of a term that had the weight `known` and is found again in the same passage.
fn again(known: u32, weight: Weight) -> Weight {
    match WEIGHTS[known as usize % WEIGHTS.len()] {
        Weight::Text if weight == Weight::Text => Weight::Often,
        known => known.max(weight),
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
pub(super) struct Terms {
    numbers: HashMap<String, usize>,
    /// For each term its postings, in the order of the passages.
    postings: Vec<Vec<Posting>>,
    passages: u32,
}

impl Terms {
    /// Adds the pages that come next.
    pub(super) fn add(&mut self, part: TermsInPart) {
        let mut number = |term: String| {
            let next = self.postings.len();
            let number = *self.numbers.entry(term).or_insert(next);
            if number == next {
                self.postings.push(Vec::new());
            }
            number
        };
        let numbers: Vec<usize> = part.terms.into_iter().map(&mut number).collect();
        for (term, posting) in part.found {
            self.postings[numbers[term as usize]].push(self.passages * 4 + posting);
        }
        self.passages += part.passages;
    }

    /// The terms and their postings. A term is a capital that says how many letters it has in common with
    /// the one before, and the letters behind them. A posting is four times the distance from the passage
    /// before, and the weight; a space ends a list.
    pub(super) fn written(self) -> (String, String) {
        let mut sorted: Vec<(String, usize)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let (mut terms, mut postings) = (String::new(), String::new());
        let mut before = "";
        for (term, number) in &sorted {
            let shared = shared_letters(before, term);
            terms.push(char::from(b'A' + u8::try_from(shared).unwrap_or_default()));
            terms.extend(term.chars().skip(shared));
            let mut last = 0;
            for posting in &self.postings[*number] {
                push_number(&mut postings, posting - last);
                last = posting - posting % 4;
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
        let part = |passages, found: &[(&str, u32, Weight)]| TermsInPart {
            terms: found.iter().map(|(term, ..)| (*term).to_owned()).collect(),
            found: (0..)
                .zip(found)
                .map(|(at, (_, passage, weight))| (at, posting(*passage, *weight)))
                .collect(),
            passages,
        };
        let mut terms = Terms::default();
        terms.add(part(2, &[("klant", 1, Weight::Title), ("klacht", 0, Weight::Text)]));
        terms.add(part(1, &[("klant", 0, Weight::Heading)]));
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
