//! A part of a Word document as a tree, one paragraph or one table at a time. A course text needs to look ahead (is
//! this row the last one of a merged cell, is there a picture in this box), which a stream of tags does not allow;
//! and the whole document as a tree would take many times its size.

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::file::xml::{Element, Node, Xml};
use crate::import::outline::plain_text::MOST_LINES;

/// So many elements may a document have in all; a book of a thousand pages has half of that.
const MOST_ELEMENTS: usize = 5_000_000;
/// So many may one paragraph or one table have: a timetable of a thousand rows has a quarter of that. They stand in memory
/// at once.
const MOST_IN_ONE: usize = 500_000;
/// So many bytes of text may a document have, as many as a page may by itself: two thousand pages of a book.
const MOST_TEXT: usize = 4_000_000;

/// So many paragraphs, as in the outline that is made of a profile: each becomes some blocks, lines and changes.
const MOST_PARAGRAPHS: usize = MOST_LINES;

/// The rest of the text and of the elements that may be read of one document, over all its parts.
#[derive(Debug)]
pub(super) struct Budget {
    elements: usize,
    /// Of the paragraph or the table at hand.
    in_one: usize,
    text: usize,
    paragraphs: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { elements: MOST_ELEMENTS, in_one: MOST_IN_ONE, text: MOST_TEXT, paragraphs: MOST_PARAGRAPHS }
    }
}

impl Budget {
    fn take_element(&mut self, name: &str) -> Result<(), Refusal> {
        if name == "p" {
            let left = self.paragraphs.checked_sub(1);
            self.paragraphs = left.ok_or_else(Refusal::too_many_lines)?;
        }
        let left = self.elements.checked_sub(1);
        self.elements = left.ok_or_else(|| Refusal::too_long(say!("it has more than 5,000,000 elements")))?;
        let left = self.in_one.checked_sub(1);
        let of_one =
            || Refusal::too_long(say!("a paragraph or a table of it has more than 500,000 elements"));
        self.in_one = left.ok_or_else(of_one)?;
        Ok(())
    }

    fn take_text(&mut self, text: &str) -> Result<(), Refusal> {
        let left = self.text.checked_sub(text.len());
        self.text = left.ok_or_else(|| Refusal::too_long(say!("it has more than 4 MB of text")))?;
        Ok(())
    }
}

/// An element with what stands in it.
#[derive(Debug)]
pub(super) struct Tree {
    /// Its name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Tree(Tree),
    Text(String),
}

impl Tree {
    /// The value of the attribute `name`, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The attribute `val`, which most properties have.
    pub(super) fn value(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Tree(tree) => Some(tree),
            Child::Text(_) => None,
        })
    }

    /// The first element `name` in it.
    pub(super) fn element(&self, name: &str) -> Option<&Self> {
        self.elements().find(|tree| tree.name == name)
    }

    /// The first element `name` anywhere below it.
    pub(super) fn below(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|tree| if tree.name == name { Some(tree) } else { tree.below(name) })
    }

    /// Its own text.
    pub(super) fn text(&self) -> String {
        let text = |child: &Child| match child {
            Child::Text(text) => Some(text.as_str().to_owned()),
            Child::Tree(_) => None,
        };
        self.children.iter().filter_map(text).collect()
    }

    /// All words of a document below it, also deleted ones.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.collect(&mut words);
        crate::text::collapse_whitespace(&words)
    }

    fn collect(&self, words: &mut String) {
        for tree in self.elements() {
            match tree.name.as_str() {
                "t" | "delText" => words.push_str(&tree.text()),
                "tab" | "br" | "cr" => words.push(' '),
                // The second form of the same thing.
                "Fallback" => {}
                _ => {
                    tree.collect(words);
                    if tree.name == "p" {
                        words.push(' ');
                    }
                }
            }
        }
    }
}

/// Hands each element that stands directly in the `container` of `xml` to `sink`, as far as `budget` goes.
pub(super) fn each_in(
    xml: &mut Xml<'_>,
    container: &str,
    budget: &mut Budget,
    sink: &mut dyn FnMut(Tree) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut is_inside = false;
    loop {
        let start = match xml.next()? {
            Node::Start(element) => Start::new(&element),
            Node::Over => return Ok(()),
            Node::End | Node::Text(_) => continue,
        };
        if is_inside {
            budget.in_one = MOST_IN_ONE;
            sink(tree(xml, start, budget)?)?;
        } else {
            is_inside = start.name == container;
        }
    }
}

/// The name and the attributes of a tag.
struct Start {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Start {
    fn new(element: &Element<'_>) -> Self {
        Self { name: element.name().to_owned(), attributes: element.attributes() }
    }
}

/// The element that begins with `start`, which was read.
fn tree(xml: &mut Xml<'_>, start: Start, budget: &mut Budget) -> Result<Tree, Refusal> {
    budget.take_element(&start.name)?;
    let mut children = Vec::new();
    loop {
        let start = match xml.next()? {
            Node::Start(element) => Start::new(&element),
            Node::Text(text) => {
                if !text.is_empty() {
                    budget.take_text(&text)?;
                    children.push(Child::Text(text));
                }
                continue;
            }
            Node::End | Node::Over => break,
        };
        children.push(Child::Tree(tree(xml, start, budget)?));
    }
    Ok(Tree { name: start.name, attributes: start.attributes, children })
}
