//! XML of strangers, one element at a time. Memory follows the longest single text or tag and not the document. A
//! document type is refused, and with it every entity that a file defines for itself; elements are nested at most
//! [`DEEPEST`] deep.

use std::io::BufRead;

use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::file::package::unreadable;

/// Word itself nests some thirty deep.
const DEEPEST: usize = 256;

/// The next thing in a document.
#[derive(Debug)]
pub(in crate::import) enum Node<'a> {
    /// An element begins; every one ends too.
    Start(Element<'a>),
    /// The innermost element ends.
    End,
    /// Text.
    Text(String),
    /// The document is over.
    Over,
}

/// The tag of an element.
#[derive(Debug)]
pub(in crate::import) struct Element<'a> {
    tag: BytesStart<'a>,
}

impl Element<'_> {
    /// The name without its prefix: prefixes are the writer's choice.
    pub(in crate::import) fn name(&self) -> &str {
        local(self.tag.name().0)
    }

    /// The value of the attribute `name`, whatever its prefix.
    pub(in crate::import) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        attributes.with_checks(false);
        let found = attributes.filter_map(Result::ok).find(|attribute| local(attribute.key.0) == name)?;
        found.normalized_value(quick_xml::XmlVersion::default()).ok().map(std::borrow::Cow::into_owned)
    }
}

impl Element<'_> {
    /// All attributes by their names without prefixes.
    pub(in crate::import) fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.tag.attributes();
        attributes.with_checks(false);
        let known = attributes.filter_map(Result::ok).filter_map(|attribute| {
            let value = attribute.normalized_value(quick_xml::XmlVersion::default()).ok()?;
            Some((local(attribute.key.0).to_owned(), value.into_owned()))
        });
        known.collect()
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A document that is being read.
pub(in crate::import) struct Xml<'a> {
    reader: Reader<Box<dyn BufRead + 'a>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// The document in `stream`.
    pub(in crate::import) fn new(stream: Box<dyn BufRead + 'a>) -> Self {
        let mut reader = Reader::from_reader(stream);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next node.
    ///
    /// # Errors
    /// When the document is damaged, too deep or too large, or has a document type.
    pub(in crate::import) fn next(&mut self) -> Result<Node<'_>, Refusal> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| refusal(&error))?;
        Ok(match event {
            Event::Start(tag) | Event::Empty(tag) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Refusal::damaged(say!("its XML is nested more than 256 deep")));
                }
                Node::Start(Element { tag })
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Node::End
            }
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(name) => {
                let letter = match &*name {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().map_err(|error| refusal(&error))?,
                };
                let unknown = || Refusal::damaged(say!("its XML has a name that stands for nothing"));
                Node::Text(letter.ok_or_else(unknown)?.to_string())
            }
            Event::DocType(_) => {
                let help = say!(
                    "no program for documents writes one, so the file may have been made to do harm; get it again where it came from, or open it in its own program and save it anew"
                );
                return Err(Refusal::new(say!("this file defines an XML document type (DOCTYPE)"), help));
            }
            Event::Eof if self.depth > 0 => return Err(Refusal::damaged(say!("its XML ends too early"))),
            Event::Eof => Node::Over,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Node::Text(String::new()),
        })
    }

    /// Reads on to the end of the element that was begun last.
    pub(in crate::import) fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Node::Over) {
                break;
            }
        }
        Ok(())
    }
}

fn refusal(error: &Error) -> Refusal {
    match error {
        Error::Io(error) => unreadable(error),
        _ => Refusal::damaged(say!("its XML has mistakes")),
    }
}
