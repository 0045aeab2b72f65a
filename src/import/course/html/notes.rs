//! The notes of a web page: a sign that leads to a text below, which leads back to the sign. That is how Word, Google
//! Docs, LibreOffice, wikis and generators write them, each under names of its own:
//!
//! ```text
//! <a href="#_ftn1" name="_ftnref1">[1]</a>      <p><a href="#_ftnref1" name="_ftn1">[1]</a> De noot.</p>
//! <sup id="fnref:1"><a href="#fn:1">1</a></sup> <li id="fn:1">De noot. <a href="#fnref:1">↩</a></li>
//! ```

use std::collections::{HashMap, HashSet};

use crate::import::course::html::around::first_word;
use crate::import::course::html::tree::HtmlElement;

/// The notes of a page by the names of their places.
#[derive(Debug, Default)]
pub(super) struct PageNotes {
    /// The name to which the sign of each note leads, with its number from 0.
    numbers: HashMap<String, usize>,
    /// The names to which the texts of notes lead back.
    signs: HashSet<String>,
}

/// The names of the place that `element` is.
fn names(element: &HtmlElement) -> impl Iterator<Item = &str> {
    element.attribute("id").into_iter().chain(element.attribute("name").filter(|_| element.name == "a"))
}

/// The place on the same page to which `element` leads.
fn target(element: &HtmlElement) -> Option<&str> {
    element
        .attribute("href")
        .filter(|_| element.name == "a")?
        .strip_prefix('#')
        .filter(|name| !name.is_empty())
}

impl PageNotes {
    /// The notes of the page `tree`.
    pub(super) fn find(tree: &HtmlElement) -> Self {
        // Each link within the page, with the names of its own place.
        let mut links: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (at, element) in tree.all().into_iter().enumerate() {
            for name in names(element) {
                places.entry(name).or_insert(at);
            }
            if let Some(target) = target(element) {
                links.push((target, names(element).collect()));
            } else if matches!(element.name.as_str(), "sup" | "span")
                && let Some(target) = element.elements().next().and_then(target)
            {
                links.push((target, names(element).collect()));
            }
        }
        let leads_back: HashSet<&str> = links.iter().map(|(target, _)| *target).collect();
        let mut notes = Self::default();
        for (target, own) in &links {
            let Some(text) = places.get(target) else { continue };
            let sign = own.iter().find(|name| leads_back.contains(*name) && places.get(*name) < Some(text));
            if let Some(sign) = sign.filter(|_| !notes.signs.contains(*target)) {
                let number = notes.numbers.len();
                notes.numbers.entry((*target).to_owned()).or_insert(number);
                notes.signs.insert((*sign).to_owned());
            }
        }
        notes
    }

    pub(super) fn count(&self) -> usize {
        self.numbers.len()
    }

    /// The note to which `link` is the sign.
    pub(super) fn of_sign(&self, link: &HtmlElement) -> Option<usize> {
        self.numbers.get(target(link)?).copied()
    }

    /// Whether `link` leads from the text of a note back to its sign.
    pub(super) fn leads_back(&self, link: &HtmlElement) -> bool {
        target(link).is_some_and(|name| self.signs.contains(name))
    }

    /// The note whose text `element` holds, and nothing else.
    pub(super) fn of_text(&self, element: &HtmlElement) -> Option<usize> {
        if self.numbers.is_empty() {
            return None;
        }
        let own = element.attribute("id").and_then(|name| self.numbers.get(name));
        if let Some(number) = own.filter(|_| element.name != "a") {
            return Some(*number);
        }
        let first = first_word(element).filter(|first| first.name == "a" && self.leads_back(first))?;
        let number = names(first).find_map(|name| self.numbers.get(name))?;
        let holds = |inner: &&HtmlElement| names(inner).any(|name| self.numbers.contains_key(name));
        (element.all().iter().filter(|inner| holds(inner)).count() == 1).then_some(*number)
    }
}
