//! The parts of a Word document, which may have any name: those that the package declares, and for what is not
//! declared the names that Word gives. Also the texts of foot- and endnotes, which are parts of their own.

use std::collections::HashMap;

use crate::import::docx::body::Paragraph;
use crate::import::docx::numbering::Numbering;
use crate::import::docx::styles::Styles;
use crate::import::file::Refusal;
use crate::import::file::package::Package;
use crate::import::file::xml::{Node, Xml};

/// The names of the parts that are read.
#[derive(Debug)]
pub(in crate::import) struct PartNames {
    pub(in crate::import) document: String,
    pub(in crate::import) styles: String,
    pub(in crate::import) numbering: String,
    pub(in crate::import) footnotes: String,
    pub(in crate::import) endnotes: String,
}

impl PartNames {
    /// The names in `package`.
    pub(in crate::import) fn find(package: &mut Package<'_>) -> Result<Self, Refusal> {
        let whole = relations(package, "_rels/.rels", "")?;
        let document = find(&whole, "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
        let folder = document.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
        let own = relations_of(package, &document)?;
        let part = |kind: &str| find(&own, kind).unwrap_or_else(|| format!("{folder}{kind}.xml"));
        Ok(Self {
            styles: part("styles"),
            numbering: part("numbering"),
            footnotes: part("footnotes"),
            endnotes: part("endnotes"),
            document,
        })
    }

    /// The styles of the document in `package` and the numbering of its lists, empty where it has none.
    pub(in crate::import) fn parse_layout(
        &self,
        package: &mut Package<'_>,
    ) -> Result<(Styles, Numbering), Refusal> {
        let styles = match package.part(&self.styles)? {
            Some(part) => Styles::parse(&mut Xml::new(part))?,
            None => Styles::default(),
        };
        let numbering = match package.part(&self.numbering)? {
            Some(part) => Numbering::parse(&mut Xml::new(part), &styles)?,
            None => Numbering::default(),
        };
        Ok((styles, numbering))
    }
}

fn find(relations: &[Relation], kind: &str) -> Option<String> {
    relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone())
}

/// A reference of a part to another part, or to an address outside.
#[derive(Debug, Clone)]
pub(in crate::import) struct Relation {
    /// Its name in the part.
    pub(in crate::import) id: String,
    /// The relation of the other one to the part, such as `image`.
    pub(in crate::import) kind: String,
    /// The other part, or an address as it stands in the document.
    pub(in crate::import) target: String,
    /// Whether it is an address outside of the document.
    pub(in crate::import) is_outside: bool,
}

/// The relations of the part `name` of `package`.
pub(in crate::import) fn relations_of(
    package: &mut Package<'_>,
    name: &str,
) -> Result<Vec<Relation>, Refusal> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    relations(package, &format!("{folder}_rels/{file}.rels"), &folder)
}

/// The relations that the part `name` declares for a part in `folder`.
fn relations(package: &mut Package<'_>, name: &str, folder: &str) -> Result<Vec<Relation>, Refusal> {
    /// Hyperlinks and pictures are relations too, so there may be hundreds; those that matter come first.
    const READ: usize = 10_000;
    let mut found = Vec::new();
    let Some(part) = package.part(name)? else { return Ok(found) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Relationship" && found.len() < READ => {
                let kind = element.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                let target = element.attribute("Target").unwrap_or_default();
                let is_outside = element.attribute("TargetMode").as_deref() == Some("External");
                // A target from the package's root begins with a slash, any other is relative to the part.
                let target = match target.strip_prefix('/') {
                    _ if is_outside => target,
                    Some(from_root) => from_root.to_owned(),
                    None => format!("{folder}{target}"),
                };
                let id = element.attribute("Id").unwrap_or_default();
                found.push(Relation { id, kind, target, is_outside });
            }
            Node::Over => return Ok(found),
            _ => {}
        }
    }
}

/// The texts of notes by their ids.
#[derive(Debug, Default)]
pub(in crate::import) struct Notes {
    texts: HashMap<String, String>,
}

impl Notes {
    /// Adds a paragraph of a note.
    pub(super) fn push(&mut self, paragraph: &Paragraph) -> Result<(), Refusal> {
        if let Some(id) = &paragraph.note {
            let text = self.texts.entry(id.clone()).or_default();
            for word in paragraph.text.split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
        Ok(())
    }

    /// The text of the note `id`.
    pub(in crate::import) fn text(&self, id: &str) -> Option<&str> {
        self.texts.get(id).map(String::as_str).filter(|text| !text.is_empty())
    }
}
