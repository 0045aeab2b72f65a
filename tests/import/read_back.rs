//! Reads the ids and texts of a profile in markdown, as the site's own parser will: with pulldown-cmark and
//! every extension that pages are read with. It knows only what `import` writes.

use leerlijn::import::{ExistingCompetence, ExistingIds, ExistingItem};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A heading, item or paragraph of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// The attributes between braces at the end, without the braces: `#c2.1` or `#k.ict grade=basic`.
    pub(crate) attributes: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Heading(HeadingLevel),
    Item,
    Paragraph,
}

pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// The blocks of the page `markdown`, front matter left out. Panics on any construct that is none of
/// headings, items, paragraphs and links between double brackets.
pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let body = markdown.splitn(3, "+++\n").nth(2).expect("front matter");
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, id, classes, .. }) => {
                let id = id.map(|id| format!("#{id}"));
                let classes = classes.iter().map(|class| format!(".{class}"));
                let attributes: Vec<String> = id.into_iter().chain(classes).collect();
                let attributes = attributes.join(" ");
                blocks.push(Block { kind: Kind::Heading(level), text: String::new(), attributes });
                open = true;
            }
            Event::Start(Tag::Item) => {
                let (text, attributes) = item(&body[range]);
                blocks.push(Block { kind: Kind::Item, text, attributes });
            }
            Event::Start(Tag::Paragraph) => {
                // A paragraph within an item is the item's text, which was read with it.
                open = blocks.last().is_none_or(|last| last.kind != Kind::Item)
                    || !body[..range.start].ends_with("- ");
                if open {
                    blocks.push(Block {
                        kind: Kind::Paragraph,
                        text: String::new(),
                        attributes: String::new(),
                    });
                }
            }
            Event::Text(text) if open => blocks.last_mut().expect("a block").text.push_str(&text),
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph) => open = false,
            Event::Start(Tag::List(None) | Tag::Link { .. }) | Event::End(_) | Event::Text(_) => {}
            other => panic!("unexpected {other:?} in {body}"),
        }
    }
    blocks
}

/// The text and the attributes of the item `- text {#id}`. Braces of the text itself are escaped.
fn item(source: &str) -> (String, String) {
    let source = source.strip_prefix("- ").expect("a bullet").trim_end();
    let (text, attributes) = match source.rsplit_once(" {#") {
        Some((text, attributes)) => (text, format!("#{}", attributes.strip_suffix('}').expect("a brace"))),
        None => (source, String::new()),
    };
    if text.starts_with("[[") {
        return (text.to_owned(), attributes);
    }
    (inline(text), attributes)
}

/// The plain text of one line of markdown; panics when it has any markup.
pub(crate) fn inline(markdown: &str) -> String {
    let list = format!("- {markdown} {{#x}}\n");
    let mut text = String::new();
    for event in Parser::new_ext(&list, options()) {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::Start(Tag::List(None) | Tag::Item) | Event::End(_) => {}
            other => panic!("unexpected {other:?} in {markdown}"),
        }
    }
    text.strip_suffix(" {#x}").expect("the attributes").to_owned()
}

/// What an import must keep of the file `markdown`.
pub(crate) fn existing(markdown: &str) -> ExistingIds {
    let mut existing = ExistingIds::default();
    let code = markdown.lines().find_map(|line| line.strip_prefix("code = "));
    existing.code = code.map(|code| code.trim_matches('"').to_owned());
    for block in blocks(markdown) {
        let id = block.attributes.strip_prefix('#').map(|rest| rest.split(' ').next().unwrap().to_owned());
        let Some(id) = id else { continue };
        match block.kind {
            Kind::Heading(_) => {
                let competence = ExistingCompetence { id, title: block.text, ..Default::default() };
                existing.competences.push(competence);
            }
            Kind::Item if id.starts_with("k.") => {
                existing.knowledge.push(ExistingItem { id, text: block.text, ..Default::default() })
            }
            _ => {
                let competence = existing.competences.last_mut().expect("a competence");
                competence.indicators.push(ExistingItem { id, text: block.text, ..Default::default() });
            }
        }
    }
    existing
}
