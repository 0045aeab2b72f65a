//! A cleaned web page as a tree, in which each element that is opened is closed.

use crate::text::{Markup, Piece, Tag, unescaped};

/// Deeper elements are taken as if they stood beside each other.
const DEEPEST: usize = 120;

/// An element of a cleaned page.
#[derive(Debug, Default)]
pub(super) struct HtmlElement {
    pub(super) name: String,
    attributes: Vec<(&'static str, String)>,
    pub(super) children: Vec<HtmlNode>,
}

#[derive(Debug)]
pub(super) enum HtmlNode {
    Element(HtmlElement),
    Text(String),
}

impl HtmlElement {
    fn new(tag: &Tag<'_>) -> Self {
        const KEPT: [&str; 13] = [
            "href",
            "src",
            "alt",
            "colspan",
            "rowspan",
            "start",
            "type",
            "id",
            "name",
            "class",
            "style",
            "role",
            "aria-level",
        ];
        let known = KEPT.iter().filter_map(|name| Some((*name, tag.attribute(name)?)));
        Self { name: tag.name().to_ascii_lowercase(), attributes: known.collect(), children: Vec::new() }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The words of its class.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class").unwrap_or_default().split_whitespace()
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            HtmlNode::Element(element) => Some(element),
            HtmlNode::Text(_) => None,
        })
    }

    /// All elements below it, in the order of the page.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut waiting: Vec<&Self> = self.elements().collect();
        waiting.reverse();
        while let Some(element) = waiting.pop() {
            found.push(element);
            let at = waiting.len();
            waiting.extend(element.elements());
            waiting[at..].reverse();
        }
        found
    }

    /// Whether there is any text below it.
    pub(super) fn has_words(&self) -> bool {
        self.children.iter().any(HtmlNode::has_words)
    }

    /// All text below it.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.collect(&mut words, &|_| true);
        words
    }

    /// The text below it, but for the elements that `is_wanted` does not want.
    pub(super) fn collect(&self, words: &mut String, is_wanted: &dyn Fn(&Self) -> bool) {
        for node in &self.children {
            match node {
                HtmlNode::Text(text) => words.push_str(text),
                HtmlNode::Element(element) if element.name == "br" => words.push('\n'),
                HtmlNode::Element(element) if is_wanted(element) => {
                    element.collect(words, is_wanted);
                    if !PIECES.contains(&element.name.as_str()) {
                        words.push('\n');
                    }
                }
                HtmlNode::Element(_) => {}
            }
        }
    }
}

impl HtmlNode {
    /// Whether it is a text or has one below it.
    pub(super) fn has_words(&self) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty(),
            Self::Element(element) => element.has_words(),
        }
    }
}

/// Elements that are pieces of a line.
const PIECES: [&str; 14] =
    ["a", "b", "strong", "i", "em", "span", "sup", "sub", "code", "u", "s", "small", "mark", "font"];

/// The tree of `cleaned`, and whether some of it stands less deep there than it was written.
pub(super) fn tree(cleaned: &str) -> (HtmlElement, bool) {
    const EMPTY: [&str; 5] = ["br", "img", "hr", "col", "wbr"];
    let mut markup = Markup::default();
    let mut open = vec![HtmlElement::default()];
    let (mut too_deep, mut is_cut) = (0_usize, false);
    let add = |open: &mut Vec<HtmlElement>, node| {
        if let Some(last) = open.last_mut() {
            last.children.push(node);
        }
    };
    for piece in markup.read(cleaned) {
        match piece {
            Piece::Text(text) => add(&mut open, HtmlNode::Text(unescaped(text).into_owned())),
            Piece::Tag(_, Some(tag)) if tag.name().is_empty() => {}
            Piece::Tag(_, Some(tag)) if tag.is_end() => {
                if too_deep > 0 {
                    too_deep -= 1;
                } else if open.len() > 1
                    && let Some(closed) = open.pop()
                {
                    add(&mut open, HtmlNode::Element(closed));
                }
            }
            Piece::Tag(_, Some(tag)) => {
                let element = HtmlElement::new(&tag);
                if EMPTY.contains(&element.name.as_str()) {
                    add(&mut open, HtmlNode::Element(element));
                } else if open.len() > DEEPEST {
                    too_deep += 1;
                    is_cut = true;
                } else {
                    open.push(element);
                }
            }
            Piece::Tag(_, None) => {}
        }
    }
    while open.len() > 1 {
        if let Some(closed) = open.pop() {
            add(&mut open, HtmlNode::Element(closed));
        }
    }
    (open.pop().unwrap_or_default(), is_cut)
}
