//! A web page as a course text. The page is cleaned first, which also closes what was left open and decodes what was
//! written in entities; scripts, styles and forms are gone then, and what is left is a small tree.

use std::collections::BTreeMap;

use ammonia::Builder;
use base64::Engine;

use crate::import::course::runs::tidied;
use crate::import::course::text::{
    Block, CourseText, Format, Grid, GridCell, LeftBehind, ListBlock, PictureFile, PictureSource, Run,
    RunContent, plain_words,
};
use crate::text::{Markup, Piece, Tag, collapse_whitespace, unescaped};

/// Deeper elements are taken as if they stood beside each other.
const DEEPEST: usize = 120;

/// Elements that a reader sees and no text has a place for.
const LEFT: [&str; 9] = ["iframe", "video", "audio", "object", "embed", "form", "canvas", "svg", "math"];

/// Elements that hold what stands around a text and not the text.
const AROUND: [&str; 8] = ["script", "style", "title", "template", "noscript", "nav", "svg", "button"];

/// The course text in the web page `html`.
pub(super) fn read(html: &str) -> CourseText {
    let (title, left) = outside(html);
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["main", "article", "section", "figure", "figcaption"])
        .rm_tags(AROUND)
        .clean_content_tags(AROUND.into());
    cleaner.add_tag_attributes("ol", ["start"]).add_generic_attributes(["id"]);
    cleaner.add_url_schemes(["data"]);
    let cleaned = cleaner.clean(html).to_string();
    let tree = tree(&cleaned);
    let root = find(&tree, "main").or_else(|| find(&tree, "article")).unwrap_or(&tree);
    let mut reader = PageReader { text: CourseText { title, left, ..CourseText::default() } };
    let blocks = reader.blocks(&root.children);
    reader.text.blocks = blocks;
    reader.text
}

/// The title of the page, and what of it does not come along.
fn outside(html: &str) -> (Option<String>, Vec<LeftBehind>) {
    let mut markup = Markup::default();
    let mut counts: BTreeMap<&str, (usize, Option<String>)> = BTreeMap::new();
    let (mut in_title, mut title) = (false, String::new());
    for piece in markup.read(html) {
        match piece {
            Piece::Tag(_, Some(tag)) => {
                if tag.is_one_of(&["title"]) {
                    in_title = !tag.is_end() && title.is_empty();
                }
                if let Some(name) = LEFT.iter().find(|name| tag.is_one_of(&[name]) && !tag.is_end()) {
                    let found = counts.entry(name).or_default();
                    found.0 += 1;
                    found.1 = found.1.take().or_else(|| tag.attribute("src"));
                }
            }
            Piece::Text(text) if in_title => title.push_str(&unescaped(text)),
            Piece::Text(_) | Piece::Tag(..) => {}
        }
    }
    let left = counts.into_iter().map(|(name, (count, source))| {
        let source = source.map(|source| format!(" (`{source}`)")).unwrap_or_default();
        let what = if count == 1 {
            format!("a `<{name}>`{source}")
        } else {
            format!("{count} times `<{name}>`{source}")
        };
        LeftBehind { place: String::new(), what }
    });
    (Some(collapse_whitespace(&title)).filter(|title| !title.is_empty()), left.collect())
}

/// An element of a cleaned page.
#[derive(Debug, Default)]
struct HtmlElement {
    name: String,
    attributes: Vec<(&'static str, String)>,
    children: Vec<HtmlNode>,
}

#[derive(Debug)]
enum HtmlNode {
    Element(HtmlElement),
    Text(String),
}

impl HtmlElement {
    fn new(tag: &Tag<'_>) -> Self {
        const KEPT: [&str; 6] = ["href", "src", "alt", "colspan", "rowspan", "start"];
        let known = KEPT.iter().filter_map(|name| Some((*name, tag.attribute(name)?)));
        Self { name: tag.name().to_ascii_lowercase(), attributes: known.collect(), children: Vec::new() }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            HtmlNode::Element(element) => Some(element),
            HtmlNode::Text(_) => None,
        })
    }

    /// All text below it.
    fn words(&self) -> String {
        let mut words = String::new();
        for node in &self.children {
            match node {
                HtmlNode::Text(text) => words.push_str(text),
                HtmlNode::Element(element) if element.name == "br" => words.push('\n'),
                HtmlNode::Element(element) => words.push_str(&element.words()),
            }
        }
        words
    }
}

/// The tree of `cleaned`, in which each element that is opened is closed.
fn tree(cleaned: &str) -> HtmlElement {
    const EMPTY: [&str; 5] = ["br", "img", "hr", "col", "wbr"];
    let mut markup = Markup::default();
    let mut open = vec![HtmlElement::default()];
    let mut too_deep = 0_usize;
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
    open.pop().unwrap_or_default()
}

fn find<'t>(tree: &'t HtmlElement, name: &str) -> Option<&'t HtmlElement> {
    tree.elements().find_map(|element| if element.name == name { Some(element) } else { find(element, name) })
}

struct PageReader {
    text: CourseText,
}

/// How what is being read looks.
#[derive(Debug, Clone, Default)]
struct Look {
    format: Format,
    link: Option<String>,
}

impl PageReader {
    fn blocks(&mut self, nodes: &[HtmlNode]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut runs = Vec::new();
        self.flow(nodes, &Look::default(), &mut runs, &mut blocks);
        flush(&mut runs, &mut blocks);
        blocks
    }

    /// Reads nodes that may be blocks or pieces of a line; `runs` is the line that is open.
    fn flow(&mut self, nodes: &[HtmlNode], look: &Look, runs: &mut Vec<Run>, blocks: &mut Vec<Block>) {
        for node in nodes {
            let element = match node {
                HtmlNode::Text(text) => {
                    runs.push(Run {
                        content: RunContent::Words(text.clone()),
                        format: look.format,
                        link: look.link.clone(),
                    });
                    continue;
                }
                HtmlNode::Element(element) => element,
            };
            match self.block(element) {
                Some(made) => {
                    flush(runs, blocks);
                    blocks.extend(made);
                }
                None => self.piece(element, look, runs, blocks),
            }
        }
    }

    /// The blocks that `element` is; none for a piece of a line or for what only stands around blocks.
    fn block(&mut self, element: &HtmlElement) -> Option<Vec<Block>> {
        let one = |block| Some(vec![block]);
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name[1..].parse().unwrap_or(1);
                let runs = self.line(element);
                let plain = |run: Run| Run { format: Format { strong: false, ..run.format }, ..run };
                let runs = tidied(runs.into_iter().map(plain).collect());
                Some(if runs.is_empty() { Vec::new() } else { vec![Block::Heading { level, runs }] })
            }
            "ul" | "ol" => {
                one(Block::List(self.list(element))).filter(|_| element.elements().next().is_some())
            }
            "blockquote" => one(Block::Quote(self.blocks(&element.children))),
            "pre" => one(Block::Code(element.words().trim_end().to_owned())),
            "hr" => one(Block::Rule),
            "table" => Some(self.table(element)),
            "dt" => {
                let strong = |run: Run| Run { format: Format { strong: true, ..run.format }, ..run };
                let runs = tidied(self.line(element).into_iter().map(strong).collect());
                one(Block::Paragraph(runs))
            }
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "figure"
            | "figcaption" | "center" | "details" | "summary" | "dl" | "dd" | "li" | "caption" => {
                Some(self.blocks(&element.children))
            }
            _ => None,
        }
    }

    /// A line in which blocks are only words.
    fn line(&mut self, element: &HtmlElement) -> Vec<Run> {
        let (mut runs, mut blocks) = (Vec::new(), Vec::new());
        self.flow(&element.children, &Look::default(), &mut runs, &mut blocks);
        let inside = blocks.into_iter().filter_map(|block| match block {
            Block::Paragraph(runs) | Block::Heading { runs, .. } => Some(runs),
            _ => None,
        });
        let mut line: Vec<Run> = inside.flatten().collect();
        line.append(&mut runs);
        tidied(line)
    }

    fn piece(&mut self, element: &HtmlElement, look: &Look, runs: &mut Vec<Run>, blocks: &mut Vec<Block>) {
        let mut inner = look.clone();
        match element.name.as_str() {
            "b" | "strong" => inner.format.strong = true,
            "i" | "em" | "cite" | "dfn" | "var" => inner.format.emphasis = true,
            "s" | "del" | "strike" => inner.format.struck = true,
            "sup" => inner.format.raised = true,
            "sub" => inner.format.lowered = true,
            "code" | "kbd" | "samp" | "tt" => inner.format.code = true,
            "a" => inner.link = element.attribute("href").map(str::to_owned).or(inner.link),
            "br" => runs.push(Run::formatted(RunContent::Break, Format::default())),
            "img" => {
                let picture = self.picture(element);
                runs.extend(picture.map(|content| Run {
                    link: look.link.clone(),
                    ..Run::formatted(content, Format::default())
                }));
            }
            _ => {}
        }
        self.flow(&element.children, &inner, runs, blocks);
    }

    fn picture(&mut self, element: &HtmlElement) -> Option<RunContent> {
        let alternative = collapse_whitespace(element.attribute("alt").unwrap_or_default());
        let address = element.attribute("src").filter(|address| !address.trim().is_empty())?;
        let Some(data) = address.strip_prefix("data:") else {
            return Some(RunContent::Picture {
                source: PictureSource::Address(address.to_owned()),
                alternative,
            });
        };
        let known = [
            ("image/png;base64,", "png"),
            ("image/jpeg;base64,", "jpg"),
            ("image/gif;base64,", "gif"),
            ("image/webp;base64,", "webp"),
        ];
        let found = known.iter().find_map(|(kind, ending)| Some((data.strip_prefix(kind)?, *ending)));
        let bytes = found.and_then(|(data, ending)| {
            let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
            Some((base64::engine::general_purpose::STANDARD.decode(data).ok()?, ending))
        });
        let Some((bytes, ending)) = bytes else {
            let what = format!(
                "a picture that stands in the page itself, of a kind that is not read: \"{alternative}\""
            );
            self.text.left.push(LeftBehind { place: String::new(), what });
            return None;
        };
        self.text.pictures.push(PictureFile { bytes, ending });
        Some(RunContent::Picture { source: PictureSource::Inside(self.text.pictures.len() - 1), alternative })
    }

    fn list(&mut self, list: &HtmlElement) -> ListBlock {
        let start = (list.name == "ol")
            .then(|| list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1));
        let mut items: Vec<Vec<Block>> = Vec::new();
        for element in list.elements() {
            let blocks = match element.name.as_str() {
                "ul" | "ol" => vec![Block::List(self.list(element))],
                _ => self.blocks(&element.children),
            };
            // A list that stands beside the items belongs to the one above it.
            match items.last_mut().filter(|_| element.name != "li") {
                Some(item) => item.extend(blocks),
                None => items.push(blocks),
            }
        }
        ListBlock { start, items }
    }

    fn table(&mut self, table: &HtmlElement) -> Vec<Block> {
        let (mut rows, mut has_header) = (Vec::new(), false);
        let mut blocks = Vec::new();
        for element in table.elements() {
            match element.name.as_str() {
                "tr" => rows.push(element),
                "caption" => blocks.extend(self.blocks(&element.children)),
                name => {
                    has_header |= name == "thead";
                    rows.extend(element.elements().filter(|element| element.name == "tr"));
                }
            }
        }
        let is_head = |row: &&HtmlElement| row.elements().all(|cell| cell.name == "th");
        has_header |= rows.first().is_some_and(is_head);
        let number = |cell: &HtmlElement, name| {
            cell.attribute(name).and_then(|number| number.parse().ok()).unwrap_or(1_usize).clamp(1, 1_000)
        };
        let mut grid = Grid { has_header: has_header && rows.len() > 1, ..Grid::default() };
        for row in rows {
            let cell = |cell: &HtmlElement| GridCell {
                blocks: self.blocks(&cell.children),
                columns: number(cell, "colspan"),
                rows: number(cell, "rowspan"),
            };
            grid.rows.push(row.elements().map(cell).collect());
        }
        grid.rows.retain(|row| !row.is_empty());
        if !grid.rows.is_empty() {
            blocks.push(Block::Grid(grid));
        }
        blocks
    }
}

/// Ends the line that is open.
fn flush(runs: &mut Vec<Run>, blocks: &mut Vec<Block>) {
    let runs = tidied(std::mem::take(runs));
    let says_something = !plain_words(&runs).is_empty()
        || runs.iter().any(|run| matches!(run.content, RunContent::Picture { .. } | RunContent::Note(_)));
    if says_something {
        blocks.push(Block::Paragraph(runs));
    }
}
