//! A part of a Word document as a tree, one paragraph or one table at a time. A course text needs to look ahead (is
//! this row the last one of a merged cell, is there a picture in this box), which a stream of tags does not allow;
//! and the whole document as a tree would take many times its size.

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::file::xml::{Element, Node, Xml};

/// So many elements may a document have in all; a book of a thousand pages has half of that.
const MOST_ELEMENTS: usize = 5_000_000;

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

/// Hands each element that stands directly in the `container` of `xml` to `sink`.
pub(super) fn each_in(
    xml: &mut Xml<'_>,
    container: &str,
    sink: &mut dyn FnMut(Tree) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut left = MOST_ELEMENTS;
    let mut is_inside = false;
    loop {
        let start = match xml.next()? {
            Node::Start(element) => Start::new(&element),
            Node::Over => return Ok(()),
            Node::End | Node::Text(_) => continue,
        };
        if is_inside {
            sink(tree(xml, start, &mut left)?)?;
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
fn tree(xml: &mut Xml<'_>, start: Start, left: &mut usize) -> Result<Tree, Refusal> {
    *left =
        left.checked_sub(1).ok_or_else(|| Refusal::too_large(say!("it has more than 5,000,000 elements")))?;
    let mut children = Vec::new();
    loop {
        let start = match xml.next()? {
            Node::Start(element) => Start::new(&element),
            Node::Text(text) => {
                if !text.is_empty() {
                    children.push(Child::Text(text));
                }
                continue;
            }
            Node::End | Node::Over => break,
        };
        children.push(Child::Tree(tree(xml, start, left)?));
    }
    Ok(Tree { name: start.name, attributes: start.attributes, children })
}
