//! The bullet or the number that stands before a paragraph of a list. Numbers are those that Word shows, so
//! "Competentie 3:" is known also where Word counts it.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::say;
use crate::import::docx::styles::{ListPlace, Styles};
use crate::import::file::Refusal;
use crate::import::file::xml::{Element, Node, Xml};
use crate::import::numerals::Numerals;

/// So many levels has a list.
const LEVELS: usize = 9;

/// Word makes a numbering for each list; more than this no document has.
const MOST: usize = 10_000;

/// A longer text around a number is no number.
const LONGEST_TEXT: usize = 60;

/// The mark before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum Marker {
    /// A bullet.
    Bullet,
    /// A number, or words with one: `2.`, `Competentie 3:`.
    Number(String),
}

/// A marker and where it stands in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct CountedMarker {
    /// The mark before the paragraph.
    pub(in crate::import) marker: Marker,
    /// How deep, from 0.
    pub(in crate::import) depth: usize,
    /// The number of the item, whatever it is written in.
    pub(in crate::import) count: u32,
    /// The numerals of the number, where it stands alone.
    pub(in crate::import) numerals: Numerals,
    /// Whether words stand with the number: `Les 2:`.
    pub(in crate::import) has_words: bool,
}

impl CountedMarker {
    /// A bullet `depth` deep.
    pub(in crate::import) fn bullet(depth: usize) -> Self {
        let marker = Marker::Bullet;
        Self { marker, depth, count: 0, numerals: Numerals::Digits, has_words: false }
    }
}

/// How one level of a list is numbered.
#[derive(Debug, Clone)]
struct Level {
    format: String,
    text: String,
    start: u32,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".to_owned(), text: String::new(), start: 1, style: None }
    }
}

/// The levels of one definition.
#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// The style of lists that has the levels, when they are not here.
    elsewhere: Option<String>,
}

/// A numbering: a definition, and where it begins anew.
#[derive(Debug, Default)]
struct List {
    definition: String,
    restarts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// All numberings of a document.
#[derive(Debug, Default)]
pub(in crate::import) struct Numbering {
    definitions: HashMap<String, Definition>,
    lists: HashMap<String, List>,
}

/// How far each numbering has counted.
#[derive(Debug, Default)]
pub(in crate::import) struct Counters {
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<String>,
}

impl Numbering {
    /// Reads the numberings; `styles` has those that stand in a style of lists.
    pub(in crate::import) fn parse(xml: &mut Xml<'_>, styles: &Styles) -> Result<Self, Refusal> {
        let mut all = Self::default();
        loop {
            let (name, id) = match xml.next()? {
                Node::Start(element) => (element.name().to_owned(), numbering_id(&element)),
                Node::Over => break,
                _ => continue,
            };
            match name.as_str() {
                "abstractNum" => drop(all.definitions.insert(id, definition(xml)?)),
                "num" => drop(all.lists.insert(id, list(xml)?)),
                "numPicBullet" => xml.skip()?,
                _ => {}
            }
            if all.definitions.len().max(all.lists.len()) > MOST {
                return Err(Refusal::too_large(say!("it has more than 10,000 numberings")));
            }
        }
        all.follow(styles);
        Ok(all)
    }

    /// Lets each numbering whose levels stand in a style of lists use the definition of that style.
    fn follow(&mut self, styles: &Styles) {
        let target = |list: &List| {
            let style = self.definitions.get(&list.definition)?.elsewhere.as_deref()?;
            let place = styles.chain(Some(style)).find_map(|(_, style)| style.list.numbering.as_ref())?;
            Some(self.lists.get(place)?.definition.clone())
        };
        let found: Vec<(String, String)> =
            self.lists.iter().filter_map(|(id, list)| Some((id.clone(), target(list)?))).collect();
        for (id, definition) in found {
            if let Some(list) = self.lists.get_mut(&id) {
                list.definition = definition;
            }
        }
    }

    /// The mark before a paragraph at `place`, which has `style`; counts it.
    pub(in crate::import) fn marker(
        &self,
        place: &ListPlace,
        style: Option<&str>,
        counters: &mut Counters,
    ) -> Option<Marker> {
        self.counted(place, style, counters).map(|counted| counted.marker)
    }

    /// As [`Self::marker`], with the place in the list.
    pub(in crate::import) fn counted(
        &self,
        place: &ListPlace,
        style: Option<&str>,
        counters: &mut Counters,
    ) -> Option<CountedMarker> {
        let id = place.numbering.as_ref()?;
        let list = self.lists.get(id)?;
        let depth = place.level.or_else(|| self.level_of_style(list, style)).unwrap_or(0).min(LEVELS - 1);
        let level = self.level(list, depth)?;
        // A bullet that is nothing but space: pandoc writes so what goes on in an item.
        if level.format == "bullet" && !level.text.is_empty() && level.text.trim().is_empty() {
            return None;
        }
        if level.format == "bullet" {
            return Some(CountedMarker::bullet(depth));
        }
        let start = |at: usize| {
            let own = list.restarts.get(&at).copied();
            own.or_else(|| self.level(list, at).map(|level| level.start)).unwrap_or(1)
        };
        let counts = counters.counts.entry(list.definition.clone()).or_default();
        if counters.begun.insert(id.clone()) {
            list.restarts.keys().for_each(|at| counts[*at] = None);
        }
        counts[depth] = Some(counts[depth].map_or_else(|| start(depth), |count| count.saturating_add(1)));
        counts[depth + 1..].fill(None);
        let counts = *counts;
        let number = |at: usize| {
            let level = self.level(list, at);
            numeral(counts[at].unwrap_or_else(|| start(at)), level.map_or("decimal", |level| &level.format))
        };
        let written = (level.format != "none").then(|| text(&level.text, number)).flatten()?;
        let has_words = level.text.chars().any(char::is_alphabetic);
        Some(CountedMarker {
            marker: Marker::Number(written),
            depth,
            count: counts[depth].unwrap_or(1),
            numerals: numerals(&level.format),
            has_words,
        })
    }

    fn level<'n>(&'n self, list: &'n List, depth: usize) -> Option<&'n Level> {
        let own = list.levels.get(&depth);
        own.or_else(|| self.definitions.get(&list.definition)?.levels.get(&depth))
    }

    /// The level whose paragraphs have `style`: Word does not write it down again in the style.
    fn level_of_style(&self, list: &List, style: Option<&str>) -> Option<usize> {
        let levels = &self.definitions.get(&list.definition)?.levels;
        levels
            .iter()
            .find(|(_, level)| level.style.is_some() && level.style.as_deref() == style)
            .map(|(at, _)| *at)
    }
}

/// The id of a definition, a numbering or a level.
fn numbering_id(element: &Element<'_>) -> String {
    ["abstractNumId", "numId", "ilvl"].iter().find_map(|name| element.attribute(name)).unwrap_or_default()
}

/// Reads a definition, whose tag was read.
fn definition(xml: &mut Xml<'_>) -> Result<Definition, Refusal> {
    let mut definition = Definition::default();
    loop {
        let at = match xml.next()? {
            Node::Start(element) if element.name() == "lvl" => numbering_id(&element).parse().ok(),
            Node::Start(element) => {
                if element.name() == "numStyleLink" {
                    definition.elsewhere = element.attribute("val");
                }
                xml.skip()?;
                continue;
            }
            Node::End | Node::Over => return Ok(definition),
            Node::Text(_) => continue,
        };
        let level = level(xml)?;
        if let Some(at) = at.filter(|at| *at < LEVELS) {
            definition.levels.insert(at, level);
        }
    }
}

/// Reads a numbering, whose tag was read.
fn list(xml: &mut Xml<'_>) -> Result<List, Refusal> {
    let mut list = List::default();
    let (mut depth, mut at) = (1_usize, 0);
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) => {
                depth += 1;
                match element.name() {
                    "abstractNumId" => list.definition = element.attribute("val").unwrap_or_default(),
                    "lvlOverride" => at = numbering_id(&element).parse().unwrap_or(0),
                    "startOverride" => {
                        let start = element.attribute("val").and_then(|start| start.parse().ok());
                        list.restarts.insert(at.min(LEVELS - 1), start.unwrap_or(1));
                    }
                    "lvl" => {
                        let level = level(xml)?;
                        list.levels.insert(at.min(LEVELS - 1), level);
                        depth -= 1;
                    }
                    _ => {}
                }
            }
            Node::End => depth -= 1,
            Node::Over => break,
            Node::Text(_) => {}
        }
    }
    Ok(list)
}

/// Reads a level, whose tag was read.
fn level(xml: &mut Xml<'_>) -> Result<Level, Refusal> {
    let mut level = Level::default();
    loop {
        match xml.next()? {
            Node::Start(element) => {
                let value = element.attribute("val");
                match element.name() {
                    "numFmt" => level.format = value.unwrap_or_default(),
                    "lvlText" => {
                        level.text = value.filter(|text| text.len() <= LONGEST_TEXT).unwrap_or_default()
                    }
                    "start" => level.start = value.and_then(|start| start.parse().ok()).unwrap_or(1),
                    "pStyle" => level.style = value,
                    "lvlPicBulletId" => level.format = "bullet".to_owned(),
                    _ => {}
                }
                // A level's own elements have nothing below them that matters: its form, its font.
                xml.skip()?;
            }
            Node::End | Node::Over => return Ok(level),
            Node::Text(_) => {}
        }
    }
}

/// The text of a level with its numbers: `%1.%2` is `2.3.`, and `Competentie %1:` is `Competentie 2:`. What
/// only decorates a number, as in `(%1)`, is written as a number with a period.
fn text(pattern: &str, number: impl Fn(usize) -> String) -> Option<String> {
    let mut written = String::new();
    let mut numbers = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let level = chars.peek().and_then(|next| next.to_digit(10)).filter(|_| c == '%');
        match level {
            Some(level) if (1..=LEVELS as u32).contains(&level) => {
                chars.next();
                numbers.push(number(level as usize - 1));
                written.extend(numbers.last().map(String::as_str));
            }
            _ => written.push(c),
        }
    }
    let words = pattern.chars().any(char::is_alphabetic);
    if words {
        return Some(written);
    }
    (!numbers.is_empty()).then(|| format!("{}.", numbers.join(".")))
}

/// The numerals that a list has by the name of their format.
fn numerals(format: &str) -> Numerals {
    match format {
        "lowerLetter" => Numerals::LowerLetters,
        "upperLetter" => Numerals::UpperLetters,
        "lowerRoman" => Numerals::LowerRoman,
        "upperRoman" => Numerals::UpperRoman,
        _ => Numerals::Digits,
    }
}

/// `number` as a list writes it. Letters and Roman numerals of more than a few signs are rare and are
/// written as digits, since a line that begins with them would look like a word.
fn numeral(number: u32, format: &str) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let letter = || ('a'..='z').nth((number as usize).checked_sub(1)?).map(String::from);
    let roman = || {
        ONES.get(number as usize % 10)
            .filter(|_| number < 20)
            .map(|ones| if number < 10 { (*ones).to_owned() } else { format!("x{ones}") })
    };
    let lower = match format {
        "lowerLetter" | "upperLetter" => letter(),
        "lowerRoman" | "upperRoman" => roman().filter(|roman| roman.len() <= 4),
        _ => None,
    };
    match lower {
        Some(lower) if format.starts_with("upper") => lower.to_uppercase(),
        Some(lower) => lower,
        None => number.to_string(),
    }
}
