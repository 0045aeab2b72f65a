//! Cuts the texts of all sections into words, module by module and on all cores. Each word is kept once, in a table; a
//! section is the numbers of its words and how often it has each.

use std::ops::AddAssign;

use ahash::HashMap;
use rayon::prelude::*;

use super::stop_words::stop_words;
use crate::config::Language;
use crate::model::{ItemId, LessonId, ModuleId, Site, Spot, Target};
use crate::stems::words;
use crate::syntax::{Content, Document, LinkKind, Passage, read_passages};

/// How many modules one job reads: enough that most words come again.
const MODULES_PER_JOB: usize = 256;
/// How often a word of a heading counts.
const HEADING: f32 = 2.0;

/// A word's number in a [`WordTable`].
pub(super) type WordId = u32;

/// Words, each once, by numbers.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    numbers: HashMap<String, WordId>,
    words: Vec<String>,
}

impl WordTable {
    /// The number of `word`, which is given one when it has none.
    pub(super) fn number(&mut self, word: &str) -> WordId {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let next = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX);
        self.numbers.insert(word.to_owned(), next);
        self.words.push(word.to_owned());
        next
    }

    /// The number of `word`, if it has one.
    pub(super) fn get(&self, word: &str) -> Option<WordId> {
        self.numbers.get(word).copied()
    }

    /// The words, in the order of their numbers.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }
}

/// The words of a section that say something.
#[derive(Debug)]
pub(super) struct SectionWords {
    pub(super) module: ModuleId,
    pub(super) spot: Spot,
    /// Each word once, with how often it counts.
    pub(super) words: Vec<(WordId, f32)>,
    /// How much all of them count together.
    pub(super) length: f32,
    /// The items that it mentions.
    pub(super) mentions: Vec<ItemId>,
}

/// The sections of `modules`, in order, and their words.
pub(super) fn read(site: &Site, modules: &[ModuleId]) -> (WordTable, Vec<SectionWords>) {
    let parts: Vec<(WordTable, Vec<SectionWords>)> = modules
        .par_chunks(MODULES_PER_JOB)
        .map(|modules| {
            let mut reader = SectionReader::new(site);
            modules.iter().for_each(|module| reader.module(*module));
            (reader.table, reader.sections)
        })
        .collect();
    let (mut table, mut all) = (WordTable::default(), Vec::new());
    for (words, sections) in parts {
        let numbers: Vec<WordId> = words.words.iter().map(|word| table.number(word)).collect();
        all.extend(sections.into_iter().map(|mut section| {
            section.words.iter_mut().for_each(|(word, _)| *word = numbers[*word as usize]);
            section
        }));
    }
    (table, all)
}

/// Whether `word` says something by itself: it has a letter, and is none of the words that every text has.
pub(super) fn is_telling(language: Language, word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && stop_words(language).binary_search(&word).is_err()
}

struct SectionReader<'s> {
    site: &'s Site,
    table: WordTable,
    /// For each word of the table whether it says something.
    telling: Vec<bool>,
    sections: Vec<SectionWords>,
}

impl<'s> SectionReader<'s> {
    fn new(site: &'s Site) -> Self {
        Self { site, table: WordTable::default(), telling: Vec::new(), sections: Vec::new() }
    }

    fn module(&mut self, id: ModuleId) {
        let module = &self.site.modules[id];
        self.page(id, None, &[&module.title]);
        for lesson in &module.lessons {
            let title = &self.site.document(self.site.lessons[*lesson].document).title.value;
            self.page(id, Some(*lesson), &[&module.title, title]);
        }
    }

    /// Reads the page of a module or a lesson, which stands below `titles`.
    fn page(&mut self, module: ModuleId, lesson: Option<LessonId>, titles: &[&str]) {
        let spot = Spot { lesson, heading: None };
        let id = self.site.document_of(module, spot);
        let document = self.site.document(id);
        let Content::Module(content) = &document.content else { return };
        let mut passages = vec![Passage::default()];
        read_passages(&content.body, |_| String::new(), str::to_owned, &mut passages);
        let has_headings = passages.len() > 1;
        let mentions: Vec<(Option<usize>, ItemId)> =
            self.mentions(document, &self.site.documents[id].targets);
        // Text above the first heading introduces the page; the place to claim something is below.
        for passage in passages.iter().skip(usize::from(has_headings)) {
            let heading = document.headings.iter().position(|heading| heading.id == passage.anchor);
            let mut counts: HashMap<WordId, f32> = HashMap::default();
            titles.iter().for_each(|title| self.count(title, 1.0, &mut counts));
            self.count(&passage.heading, HEADING, &mut counts);
            self.count(&passage.text, 1.0, &mut counts);
            if !has_headings {
                self.count(&document.summary.value, 1.0, &mut counts);
            }
            let mut words: Vec<(WordId, f32)> = counts.into_iter().collect();
            words.sort_unstable_by_key(|(word, _)| *word);
            let here = mentions.iter().filter(|(at, _)| *at == heading || !has_headings);
            self.sections.push(SectionWords {
                module,
                spot: Spot { lesson, heading },
                length: words.iter().map(|(_, count)| count).sum(),
                words,
                mentions: here.map(|(_, item)| *item).collect(),
            });
        }
    }

    fn count(&mut self, text: &str, by: f32, counts: &mut HashMap<WordId, f32>) {
        for word in words(text) {
            let number = self.table.number(&word);
            if self.telling.len() == number as usize {
                self.telling.push(is_telling(self.site.config.language, &word));
            }
            if self.telling[number as usize] {
                counts.entry(number).or_default().add_assign(by);
            }
        }
    }

    /// The items that `document` mentions, each with the heading above it.
    fn mentions(&self, document: &Document, targets: &[Option<Target>]) -> Vec<(Option<usize>, ItemId)> {
        let links = document.links.iter().zip(targets).filter_map(|(link, target)| match target {
            Some(Target::Item(item)) if link.kind == LinkKind::Mention => Some((link.target.span, *item)),
            _ => None,
        });
        let above = |start: u32| document.headings.partition_point(|heading| heading.span.start <= start);
        links.map(|(span, item)| (above(span.start).checked_sub(1), item)).collect()
    }
}
