//! Parts that a Word document takes in as they are (`altChunk`): Word shows them as its own text, once it has opened the
//! document. Those in HTML are read; any other kind is named as left out.

use std::collections::HashMap;
use std::io::Read;

use crate::import::file;
use crate::import::file::Refusal;
use crate::import::file::package::{Package, unreadable};
use crate::import::file::xml::{Node, Xml};
use crate::import::normalised::Tally;
use crate::import::outline::{Outline, html};

/// A document takes in a few parts, if any.
const MOST: usize = 100;

/// The parts by the names that the document has for them; none for a part that is no HTML.
pub(super) type Chunks = HashMap<String, Option<Outline>>;

/// The parts that the document `name` takes in.
pub(super) fn read(package: &mut Package<'_>, name: &str, tally: &mut Tally) -> Result<Chunks, Refusal> {
    let mut chunks = Chunks::new();
    for (id, target) in targets(package, name)? {
        let mut bytes = Vec::new();
        if let Some(mut part) = package.part(&target)? {
            part.read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        }
        let text = file::decode(&bytes).text;
        let is_html =
            text.to_ascii_lowercase().contains("<html") && !text.trim_start().starts_with("MIME-Version");
        let outline = if is_html { Some(html::outline(&text, tally)?) } else { None };
        chunks.insert(id, outline);
    }
    Ok(chunks)
}

/// The names and the targets of the parts that the relations of the document `name` call chunks.
fn targets(package: &mut Package<'_>, name: &str) -> Result<Vec<(String, String)>, Refusal> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut found = Vec::new();
    let Some(part) = package.part(&format!("{folder}_rels/{file}.rels"))? else { return Ok(found) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Relationship" && found.len() < MOST => {
                let kind = element.attribute("Type").unwrap_or_default();
                if kind.ends_with("/aFChunk") {
                    let target = element.attribute("Target").unwrap_or_default();
                    let target =
                        target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
                    found.push((element.attribute("Id").unwrap_or_default(), target));
                }
            }
            Node::Over => return Ok(found),
            Node::Start(_) | Node::End | Node::Text(_) => {}
        }
    }
}
