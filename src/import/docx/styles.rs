//! The effect of a style on a paragraph or a run, by itself or by the style on which it is based; a property that it
//! sets itself wins.

use std::collections::HashMap;

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::file::xml::{Element, Node, Xml};

/// Word itself has fewer than four hundred styles.
const MOST: usize = 10_000;

/// Word allows ten; a chain that is longer has a loop.
const LONGEST_CHAIN: usize = 32;

/// A place in a numbering: which one, and how deep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::import) struct ListPlace {
    /// The numbering; `0` means none.
    pub(in crate::import) numbering: Option<String>,
    /// How deep, from 0.
    pub(in crate::import) level: Option<usize>,
}

impl ListPlace {
    /// Takes what the element `name` inside of a `numPr` says.
    pub(in crate::import) fn take(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "numId" => self.numbering = element.attribute("val"),
            "ilvl" => self.level = element.attribute("val").and_then(|level| level.parse().ok()),
            _ => {}
        }
    }
}

/// A style, as far as it matters here.
#[derive(Debug, Default)]
pub(in crate::import) struct Style {
    /// Its name in lower case: Word keeps the English names of its own styles in any language.
    name: String,
    based_on: Option<String>,
    pub(in crate::import) list: ListPlace,
    outline: Option<u8>,
    hidden: Option<bool>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// The role of a paragraph by its style, where that says more than how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum StyleRole {
    /// The title of the document.
    Title,
    /// A heading; 1 is the highest.
    Heading(u8),
    /// A quotation.
    Quote,
    /// Code.
    Code,
    /// Goes on in the item of a list above it.
    ListText,
}

/// All styles of a document, by their ids.
#[derive(Debug, Default)]
pub(in crate::import) struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Option<String>,
}

impl Styles {
    /// Reads the styles.
    pub(in crate::import) fn parse(xml: &mut Xml<'_>) -> Result<Self, Refusal> {
        let mut all = Self::default();
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "style" => {
                    let id = element.attribute("styleId").unwrap_or_default();
                    let is_default = element.attribute("default").is_some_and(|value| is_on(Some(&value)));
                    if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                        all.default_paragraph = Some(id.clone());
                    }
                    all.styles.insert(id, style(xml)?);
                    if all.styles.len() > MOST {
                        return Err(Refusal::too_large(say!("it has more than 10,000 styles")));
                    }
                }
                Node::Over => return Ok(all),
                _ => {}
            }
        }
    }

    /// The style `id`, and those that it is based on, one after the other.
    pub(in crate::import) fn chain<'s>(
        &'s self,
        id: Option<&'s str>,
    ) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let known = |id: &'s str| self.styles.get(id).map(|style| (id, style));
        let first = id.and_then(known);
        std::iter::successors(first, move |(_, style)| style.based_on.as_deref().and_then(known))
            .take(LONGEST_CHAIN)
    }

    /// As [`Self::chain`], for a paragraph: one without a style has the default one.
    pub(in crate::import) fn of_paragraph<'s>(
        &'s self,
        id: Option<&'s str>,
    ) -> impl Iterator<Item = (&'s str, &'s Style)> {
        self.chain(id.or(self.default_paragraph.as_deref()))
    }

    /// The place in a list of a paragraph that says `own` of it and has the style `id`, and the style that gives the numbering,
    /// where the paragraph does not.
    pub(in crate::import) fn place_in_list<'s>(
        &'s self,
        own: &ListPlace,
        id: Option<&'s str>,
    ) -> (ListPlace, Option<&'s str>) {
        let (mut place, mut of_level) = (own.clone(), None);
        for (id, style) in self.of_paragraph(id) {
            if place.numbering.is_none() && style.list.numbering.is_some() {
                place.numbering.clone_from(&style.list.numbering);
                of_level = Some(id);
            }
            place.level = place.level.or(style.list.level);
        }
        (place, of_level)
    }

    /// Whether a style of paragraphs makes headings.
    pub(in crate::import) fn is_heading(&self, id: Option<&str>) -> bool {
        // A style that has an outline level of its own, 9 for body text, overrules its name.
        self.of_paragraph(id).find_map(|(_, style)| style.heading()).unwrap_or(false)
    }

    /// The level of the headings that a style makes, the title's being 1.
    pub(in crate::import) fn heading_level(&self, id: Option<&str>) -> u8 {
        self.of_paragraph(id).find_map(|(_, style)| style.heading_level()).unwrap_or(2)
    }

    /// How deep the name of a style says that its lists stand: "List Bullet 2" below others.
    pub(in crate::import) fn depth_by_name(&self, id: Option<&str>) -> u8 {
        let names = self.of_paragraph(id).map(|(_, style)| style.name.as_str());
        let mut lists = names.filter(|name| name.starts_with("list "));
        let number = lists.find_map(|name| name.rsplit(' ').next()?.parse::<u8>().ok());
        number.map_or(0, |number| number.saturating_sub(1))
    }

    /// Whether a style of paragraphs is that of a table of contents.
    pub(in crate::import) fn is_contents(&self, id: Option<&str>) -> bool {
        self.of_paragraph(id).any(|(_, style)| style.name.starts_with("toc "))
    }

    /// Whether a style of paragraphs is called a bulleted list, for documents whose numbering was lost.
    pub(in crate::import) fn is_bullet_by_name(&self, id: Option<&str>) -> bool {
        self.of_paragraph(id).any(|(_, style)| style.name.starts_with("list bullet"))
    }

    /// The role that a style gives a paragraph; none for plain text.
    pub(in crate::import) fn role(&self, id: Option<&str>) -> Option<StyleRole> {
        self.of_paragraph(id).find_map(|(_, style)| style.role())
    }

    /// Whether a style makes text bold, and whether italic; `None` where it does not say.
    pub(in crate::import) fn weight(&self, id: Option<&str>) -> (Option<bool>, Option<bool>) {
        let find = |get: fn(&Style) -> Option<bool>| self.chain(id).find_map(|(_, style)| get(style));
        (find(|style| style.bold), find(|style| style.italic))
    }

    /// Whether a style of characters is one of code.
    pub(in crate::import) fn is_code(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|(_, style)| CODE_CHARACTERS.contains(&style.name.as_str()))
    }

    /// Whether a style hides text; `None` when it does not say.
    pub(in crate::import) fn hides(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.hidden)
    }
}

/// Styles of paragraphs with code: of Word, of pandoc and of LibreOffice.
const CODE: &[&str] = &["html preformatted", "source code", "preformatted text", "macro text", "macro"];
/// Styles of characters with code, of the same.
const CODE_CHARACTERS: &[&str] = &["html code", "verbatim char", "source text", "html typewriter"];
/// Styles of quotations, of the same.
const QUOTES: &[&str] = &["quote", "intense quote", "block text", "quotations", "block quotation"];

impl Style {
    fn heading_level(&self) -> Option<u8> {
        let by_name = || self.name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
        let title = (self.name == "title").then_some(1);
        title.or_else(|| {
            self.outline
                .or_else(|| by_name().map(|level| level.saturating_sub(1)))
                .map(|level| level.saturating_add(2))
        })
    }

    fn role(&self) -> Option<StyleRole> {
        let name = self.name.as_str();
        match self.outline {
            Some(level) if level < 9 => return Some(StyleRole::Heading(level + 1)),
            Some(_) | None => {}
        }
        if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
            // A style of its own with the outline level of body text is no heading, whatever its name.
            return self.outline.is_none().then_some(StyleRole::Heading(level));
        }
        match name {
            "title" => Some(StyleRole::Title),
            _ if QUOTES.contains(&name) => Some(StyleRole::Quote),
            _ if CODE.contains(&name) => Some(StyleRole::Code),
            _ if name == "list paragraph" || name.starts_with("list continue") => Some(StyleRole::ListText),
            _ => None,
        }
    }

    fn heading(&self) -> Option<bool> {
        let by_name = self.name.starts_with("heading ") || self.name == "title";
        self.outline.map(|level| level < 9).or(by_name.then_some(true))
    }
}

/// Reads one style, whose tag was read.
fn style(xml: &mut Xml<'_>) -> Result<Style, Refusal> {
    let mut style = Style::default();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) => {
                depth += 1;
                let name = element.name().to_owned();
                match name.as_str() {
                    "name" => style.name = element.attribute("val").unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = element.attribute("val"),
                    "outlineLvl" => {
                        style.outline = element.attribute("val").and_then(|level| level.parse().ok())
                    }
                    "vanish" => style.hidden = Some(is_on(element.attribute("val").as_deref())),
                    "b" => style.bold = Some(is_on(element.attribute("val").as_deref())),
                    "i" => style.italic = Some(is_on(element.attribute("val").as_deref())),
                    // How parts of a table look, and what was before a change.
                    "tblStylePr" | "pPrChange" | "rPrChange" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    _ => style.list.take(&name, &element),
                }
            }
            Node::End => depth -= 1,
            Node::Over => break,
            Node::Text(_) => {}
        }
    }
    Ok(style)
}

/// Whether a property is switched on by its value: it is when it has none.
pub(in crate::import) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off" | "none"))
}
