//! The notes that people hang on the cells of a workbook. A note is no part of what a cell shows; but it may take a
//! mark back, so whoever reads marks looks at it.

use crate::import::file::Refusal;
use crate::import::file::xml::{Node, Xml};

/// The notes of one sheet of Excel: the name of each cell and its text.
pub(super) fn of_excel(mut xml: Xml<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let mut notes = Vec::new();
    loop {
        match xml.next()? {
            Node::Over => return Ok(notes),
            Node::Start(element) if element.name() == "comment" => {
                let cell = element.attribute("ref").unwrap_or_default();
                notes.push((cell, text_in(&mut xml, "t")?));
            }
            Node::Start(_) | Node::End | Node::Text(_) => {}
        }
    }
}

/// The text within the elements `name` of the element that was begun last.
pub(super) fn text_in(xml: &mut Xml<'_>, name: &str) -> Result<String, Refusal> {
    let mut text = String::new();
    // For each open element whether it, or one around it, has the name.
    let mut open: Vec<bool> = Vec::new();
    loop {
        match xml.next()? {
            Node::Over => break,
            Node::End => {
                if open.pop().is_none() {
                    break;
                }
            }
            Node::Text(part) => {
                if open.last() == Some(&true) {
                    text.push_str(&part);
                }
            }
            Node::Start(element) => {
                let is_it = element.name() == name;
                if is_it && !text.is_empty() {
                    text.push(' ');
                }
                open.push(is_it || open.last() == Some(&true));
            }
        }
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
