//! What a page says, without how it is marked up: a reader of HTML that insists on elements being nested, and an outline
//! of the elements that mean something to a reader or to a screen reader, one on each line, with links written
//! `[words](address)` and in brackets the ids, headers, scopes and spans of the cells of tables. Classes and drawings
//! may change without a test that compares outlines.

use std::fmt::Write as _;

use leerlijn::text::{Markup, Piece, Tag, unescaped};

/// Elements that have no end.
const VOID: [&str; 9] = ["base", "meta", "link", "br", "img", "input", "hr", "wbr", "col"];
/// Elements that have a line of their own.
const LINES: [&str; 27] = [
    "main", "nav", "header", "footer", "section", "article", "aside", "h1", "h2", "h3", "h4", "p", "ul",
    "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "button",
];
/// The attributes that say what a cell or a part is for.
const SHOWN: [&str; 7] = ["id", "headers", "scope", "colspan", "rowspan", "aria-label", "aria-expanded"];

/// An element with what stands in it.
#[derive(Debug)]
pub(crate) struct Element {
    name: String,
    shown: String,
    address: Option<String>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Text(String),
    Element(Element),
}

/// The elements of `html`, under one that has no name. An end that is not that of the element which is open last fails
/// the test.
pub(crate) fn parse(html: &str) -> Element {
    let mut open = vec![Element::new("", String::new(), None)];
    let mut markup = Markup::default();
    for piece in markup.read(html) {
        match piece {
            Piece::Text(text) => {
                open.last_mut().unwrap().children.push(Child::Text(unescaped(text).into_owned()));
            }
            Piece::Tag(_, Some(tag)) if tag.name().is_empty() => {}
            Piece::Tag(_, Some(tag)) if tag.is_end() => {
                let element = open.pop().unwrap();
                assert_eq!(element.name, tag.name(), "an element ends in another");
                open.last_mut().unwrap().children.push(Child::Element(element));
            }
            Piece::Tag(source, Some(tag)) => {
                let element = Element::of(&tag);
                if VOID.contains(&tag.name()) || source.ends_with("/>") {
                    open.last_mut().unwrap().children.push(Child::Element(element));
                } else {
                    open.push(element);
                }
            }
            Piece::Tag(_, None) => {}
        }
    }
    assert_eq!(open.len(), 1, "`{}` has no end", open.last().unwrap().name);
    open.remove(0)
}

impl Element {
    fn new(name: &str, shown: String, address: Option<String>) -> Self {
        Self { name: name.to_owned(), shown, address, children: Vec::new() }
    }

    fn of(tag: &Tag<'_>) -> Self {
        let shown = SHOWN.iter().filter_map(|name| Some(format!(" {name}={}", tag.attribute(name)?)));
        Self::new(tag.name(), shown.collect(), tag.attribute("href"))
    }

    /// The first element called `name`, here or below.
    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        if self.name == name {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(name))
    }

    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The outline of this element.
    pub(crate) fn outline(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        let mut inside = depth;
        if LINES.contains(&self.name.as_str()) {
            let words = self.words();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "{}{}{} {words}", "  ".repeat(depth), self.name, self.shown).unwrap();
            out.truncate(out.trim_end().len());
            out.push('\n');
            inside += 1;
        }
        self.elements().for_each(|element| element.write(inside, out));
    }

    /// The words of this line, but not of the lines within it.
    fn words(&self) -> String {
        let mut words = String::new();
        for child in &self.children {
            match child {
                Child::Text(text) => words.push_str(text),
                Child::Element(element) if LINES.contains(&element.name.as_str()) => {}
                Child::Element(element) => match &element.address {
                    Some(address) if element.name == "a" => {
                        let inside = element.words();
                        write!(words, "[{}]({address})", inside.trim()).unwrap();
                    }
                    _ => words.push_str(&element.words()),
                },
            }
        }
        words
    }
}
