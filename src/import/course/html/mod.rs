//! A web page as a course text. The page is cleaned first, which also closes what was left open and decodes what was
//! written in entities; scripts, styles and forms are gone then, and what is left is a small tree.
//!
//! Learning platforms and word processors write pages of their own kind: menus around the text ([`around`]), lists and
//! forms that only a style sheet tells ([`looks`]), notes that are links ([`notes`]).

mod around;
mod looks;
mod notes;
mod tree;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use ammonia::Builder;
use base64::Engine;
use percent_encoding::percent_decode_str;

use crate::diagnostics::{count, say};
use crate::import::course::flow::Flow;
use crate::import::course::html::looks::Styles;
use crate::import::course::html::notes::PageNotes;
use crate::import::course::html::tree::{HtmlElement, HtmlNode};
use crate::import::course::runs::tidied;
use crate::import::course::text::{
    Block, CourseText, Format, Grid, GridCell, LeftBehind, ListBlock, PictureFile, PictureSource, Run,
    RunContent, plain_words,
};
use crate::import::file::Refusal;
use crate::import::numerals::Numerals;
use crate::import::outline::plain_text::MOST_LINES;
use crate::text::{Markup, Piece, collapse_whitespace, shallow, unescaped};

/// Elements that a reader sees and no text has a place for.
const LEFT: [&str; 9] = ["iframe", "video", "audio", "object", "embed", "form", "canvas", "svg", "math"];

/// Elements that hold what stands around a text and not the text.
const AROUND: [&str; 8] = ["script", "style", "title", "template", "noscript", "select", "svg", "button"];

/// So many bytes may a page have, besides the pictures in its addresses: a book that a word processor saved as one.
const MOST_BYTES: usize = 8_000_000;

/// The course text in the web page `html`.
///
/// # Errors
/// When it is longer than any page that people write.
pub(super) fn parse(html: &str) -> Result<CourseText, Refusal> {
    if length_without_pictures(html) > MOST_BYTES {
        return Err(Refusal::too_long(say!("it has more than 8 MB besides its pictures")));
    }
    if lines(html) > MOST_LINES {
        return Err(Refusal::too_many_lines());
    }
    let (title, left) = outside(html);
    let mut text = parse_part(html);
    text.left.splice(0..0, left);
    text.title = text.title.take().or_else(|| first_heading(&mut text.blocks)).or(title);
    // The title once more, in a form of its own.
    if matches!(text.blocks.first(), Some(Block::Paragraph(runs)) if Some(plain_words(runs)) == text.title) {
        text.blocks.remove(0);
    }
    Ok(text)
}

/// How many paragraphs, headings, lines of lists and cells a page begins.
fn lines(html: &str) -> usize {
    const LINES: [&str; 14] =
        ["p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "div"];
    let is_line = |(at, _): &(usize, &str)| {
        let behind = &html[at + 1..];
        let name = behind.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        LINES.iter().any(|line| line.eq_ignore_ascii_case(name))
    };
    html.match_indices('<').filter(is_line).count()
}

/// How many bytes a page has besides the pictures that are written into their addresses.
fn length_without_pictures(html: &str) -> usize {
    let of_picture = |(at, _): (usize, &str)| html[at..].find(['"', '\'', ')', '>']).unwrap_or(0);
    html.len() - html.match_indices("data:image/").map(of_picture).sum::<usize>()
}

/// The course text in `html`, which is a part of another text and has no title of its own.
pub(in crate::import) fn parse_part(html: &str) -> CourseText {
    let reached = shallow(html);
    let (tree, is_cut) = tree::tree(&cleaned(&reached));
    let root = around::text_of(&tree);
    let notes = PageNotes::find(&tree);
    let text = CourseText { notes: vec![Vec::new(); notes.count()], ..CourseText::default() };
    let headings = around::headings(&tree);
    let mut reader = PageReader {
        text,
        styles: Styles::parse(html),
        notes,
        taken: HashSet::new(),
        headings,
        has_contents: false,
    };
    let mut blocks = reader.blocks(&root.children);
    reader.other_notes(&tree, root);
    let mut text = reader.text;
    if is_cut || matches!(reached, Cow::Owned(_)) {
        let what =
            say!("elements that stand too deep in one another are read as if they stood beside each other");
        text.left.push(LeftBehind::of_the_whole(what));
    }
    if reader.has_contents {
        text.left.push(LeftBehind::of_the_whole(LeftBehind::contents()));
    }
    text.anchors = reader.headings.into_iter().collect();
    text.anchors.sort_unstable();
    text.title = around::title_above(&tree, root).or(text.title);
    text.left.extend(around::left(&tree, root));
    // The line above the notes.
    while !text.notes.is_empty() && blocks.last() == Some(&Block::Rule) {
        blocks.pop();
    }
    text.blocks = blocks;
    text
}

/// `html` without scripts, forms and decoration; each element in it is closed.
fn cleaned(html: &str) -> String {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["main", "article", "section", "figure", "figcaption"])
        .rm_tags(AROUND)
        .clean_content_tags(AROUND.into())
        .add_tag_attributes("ol", ["start", "type"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("a", ["name"])
        .add_generic_attributes(["id", "class", "style", "role", "aria-level"])
        .add_url_schemes(["data"]);
    cleaner.clean(html).to_string()
}

/// Takes the first block, where it is the one heading of the highest level: programs write the name of their site into the
/// title of a page too.
fn first_heading(blocks: &mut Vec<Block>) -> Option<String> {
    let is_top = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    let is_alone = blocks.iter().filter(|block| is_top(block)).count() == 1;
    match blocks.first() {
        Some(Block::Heading { level: 1, runs }) if is_alone && !has_picture(runs) => {
            let title = plain_words(runs);
            blocks.remove(0);
            Some(title).filter(|title| !title.is_empty())
        }
        _ => None,
    }
}

fn has_picture(runs: &[Run]) -> bool {
    runs.iter().any(|run| matches!(run.content, RunContent::Picture { .. } | RunContent::Note(_)))
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
        LeftBehind::of_the_whole(count!(
            count,
            "no `<{name}>`{source}",
            "a `<{name}>`{source}",
            "{n} times `<{name}>`{source}",
            name,
            source
        ))
    });
    (Some(collapse_whitespace(&title)).filter(|title| !title.is_empty()), left.collect())
}

struct PageReader {
    text: CourseText,
    styles: Styles,
    notes: PageNotes,
    /// The notes that were read already.
    taken: HashSet<usize>,
    /// The names of headings, with their words.
    headings: HashMap<String, String>,
    has_contents: bool,
}

/// How what is being read looks.
#[derive(Debug, Clone, Default)]
struct Look {
    format: Format,
    link: Option<String>,
}

impl PageReader {
    fn blocks(&mut self, nodes: &[HtmlNode]) -> Vec<Block> {
        let mut flow = Flow::default();
        let mut runs = Vec::new();
        self.flow(nodes, &Look::default(), &mut runs, &mut flow);
        flush(&mut runs, &mut flow);
        flow.finish()
    }

    /// Reads nodes that may be blocks or pieces of a line; `runs` is the line that is open.
    fn flow(&mut self, nodes: &[HtmlNode], look: &Look, runs: &mut Vec<Run>, flow: &mut Flow) {
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
            if around::is_menu(element) || around::is_edge(element) || self.takes_note(element) {
                continue;
            }
            if around::is_contents(element, &self.headings) {
                self.has_contents = true;
                continue;
            }
            if let Some((depth, numerals)) = self.styles.google_list(element) {
                flush(runs, flow);
                self.google_items(element, depth, numerals, flow);
            } else if let Some(item) = looks::word_item(element).filter(|_| element.name == "p") {
                flush(runs, flow);
                let inside = self.item_of_word(element, &item.sign);
                flow.push_item(item.depth, item.count, item.numerals, inside);
            } else if let Some(inner) = only_list(element) {
                // A list in nothing but a list is a deeper one, as LibreOffice writes it.
                flush(runs, flow);
                let list = self.list(inner);
                flow.push_deeper(list);
            } else if let Some(made) = self.block(element) {
                flush(runs, flow);
                made.into_iter().for_each(|block| flow.push(block));
            } else {
                self.piece(element, look, runs, flow);
            }
        }
    }

    /// Takes the text of a note out of the page, where `element` is one.
    fn takes_note(&mut self, element: &HtmlElement) -> bool {
        let is_block = matches!(element.name.as_str(), "li" | "p" | "div" | "aside" | "section" | "dd");
        let Some(number) = self.notes.of_text(element).filter(|_| is_block) else { return false };
        if !self.taken.insert(number) {
            return false;
        }
        let mut blocks = self.blocks(&element.children);
        // The line above the first one.
        blocks.retain(|block| *block != Block::Rule);
        if let Some(note) = self.text.notes.get_mut(number) {
            *note = blocks;
        }
        true
    }

    /// Reads the notes that stand outside of the text.
    fn other_notes(&mut self, tree: &HtmlElement, root: &HtmlElement) {
        if !std::ptr::eq(tree, root) {
            for element in tree.all() {
                self.takes_note(element);
            }
        }
    }

    /// The items of a list of Google Docs, which writes a list for each depth and none in another.
    fn google_items(&mut self, list: &HtmlElement, depth: usize, numerals: Numerals, flow: &mut Flow) {
        let start = start(list);
        for (element, at) in list.elements().filter(|element| element.name == "li").zip(0..) {
            let runs = self.line(element);
            flow.push_item(depth, start.map(|start| start.saturating_add(at)), numerals, runs);
        }
    }

    /// The words of an item of Word without the sign before them.
    fn item_of_word(&mut self, element: &HtmlElement, sign: &str) -> Vec<Run> {
        let mut runs = self.line(element);
        // A sign that nothing marks as one is still there.
        let sign = sign.trim_matches(['\u{a0}', ' ', '\n', '\r']);
        if let Some(Run { content: RunContent::Words(words), .. }) = runs.first_mut()
            && let Some(rest) = words.trim_start().strip_prefix(sign)
            && rest.starts_with(['\u{a0}', ' ']) | rest.is_empty()
        {
            *words = rest.trim_start_matches(['\u{a0}', ' ']).to_owned();
        }
        tidied(runs)
    }

    /// The blocks that `element` is; none for a piece of a line or for what only stands around blocks.
    fn block(&mut self, element: &HtmlElement) -> Option<Vec<Block>> {
        let one = |block| Some(vec![block]);
        if let Some(level) = around::heading_level(element) {
            let runs = self.line(element);
            let plain = |run: Run| Run { format: Format { strong: false, ..run.format }, ..run };
            let runs = tidied(runs.into_iter().map(plain).collect());
            return Some(if runs.is_empty() { Vec::new() } else { vec![Block::Heading { level, runs }] });
        }
        match element.name.as_str() {
            "ul" | "ol" => {
                let list = self.list(element);
                Some(if list.items.is_empty() { Vec::new() } else { vec![Block::List(list)] })
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
            "p" if self.is_title(element) => {
                self.text.title = Some(collapse_whitespace(&element.words()));
                Some(Vec::new())
            }
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "figure"
            | "figcaption" | "center" | "details" | "summary" | "dl" | "dd" | "li" | "caption" => {
                Some(self.blocks(&element.children))
            }
            _ => None,
        }
    }

    /// Whether the paragraph `element` is the title of the page by its style.
    fn is_title(&self, element: &HtmlElement) -> bool {
        let is_named = element.classes().any(|class| matches!(class, "MsoTitle" | "title"));
        let has_picture = element.all().iter().any(|inner| inner.name == "img");
        is_named && self.text.title.is_none() && !has_picture && !element.words().trim().is_empty()
    }

    /// A line in which blocks are only words.
    fn line(&mut self, element: &HtmlElement) -> Vec<Run> {
        let (mut runs, mut flow) = (Vec::new(), Flow::default());
        self.flow(&element.children, &Look::default(), &mut runs, &mut flow);
        let inside = flow.finish().into_iter().filter_map(|block| match block {
            Block::Paragraph(runs) | Block::Heading { runs, .. } => Some(runs),
            _ => None,
        });
        let mut line: Vec<Run> = inside.flatten().collect();
        line.append(&mut runs);
        tidied(line)
    }

    fn piece(&mut self, element: &HtmlElement, look: &Look, runs: &mut Vec<Run>, flow: &mut Flow) {
        let mut inner = look.clone();
        if self.notes.leads_back(element) || element.attribute("style").is_some_and(looks::is_ignored) {
            return;
        }
        if let Some(number) = self.notes.of_sign(element) {
            runs.push(Run::formatted(RunContent::Note(number), Format::default()));
            return;
        }
        match element.name.as_str() {
            "b" | "strong" => inner.format.strong = true,
            "i" | "em" | "cite" | "dfn" | "var" => inner.format.emphasis = true,
            "s" | "del" | "strike" => inner.format.struck = true,
            "sup" => inner.format.raised = true,
            "sub" => inner.format.lowered = true,
            "code" | "kbd" | "samp" | "tt" => inner.format.code = true,
            "a" => inner.link = element.attribute("href").map(address).or(inner.link),
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
        inner.format = self.styles.format(element, inner.format);
        self.flow(&element.children, &inner, runs, flow);
    }

    fn picture(&mut self, element: &HtmlElement) -> Option<RunContent> {
        let alternative = collapse_whitespace(element.attribute("alt").unwrap_or_default());
        let address = element.attribute("src").map(address).filter(|address| !address.trim().is_empty())?;
        let Some(data) = address.strip_prefix("data:") else {
            return Some(RunContent::Picture { source: PictureSource::Address(address), alternative });
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
            let what = say!(
                "a picture that stands in the page itself, of a kind that is not read: \"{alternative}\"",
                alternative
            );
            self.text.left.push(LeftBehind::of_the_whole(what));
            return None;
        };
        self.text.pictures.push(PictureFile { bytes, ending });
        Some(RunContent::Picture { source: PictureSource::Inside(self.text.pictures.len() - 1), alternative })
    }

    fn list(&mut self, list: &HtmlElement) -> ListBlock {
        let mut items: Vec<Vec<Block>> = Vec::new();
        for element in list.elements() {
            if around::is_menu(element) || self.takes_note(element) {
                continue;
            }
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
        let style = list.attribute("style").unwrap_or_default();
        let numerals = Numerals::of_html(list.attribute("type").unwrap_or_default(), style);
        ListBlock { start: start(list), numerals, items }
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

/// The list that the list `element` holds, where it holds nothing else.
fn only_list(element: &HtmlElement) -> Option<&HtmlElement> {
    let is_list = |element: &HtmlElement| matches!(element.name.as_str(), "ul" | "ol");
    let mut inside = element.elements();
    let inner =
        inside.next().filter(|inner| is_list(element) && is_list(inner) && inside.next().is_none())?;
    Some(only_list(inner).unwrap_or(inner))
}

/// The first number of a list; none for one with bullets.
fn start(list: &HtmlElement) -> Option<u32> {
    let is_numbered = list.name == "ol";
    is_numbered.then(|| list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1))
}

/// An address without the detour on which a program sends it: Google Docs through its own site, learning platforms
/// through a word of theirs.
fn address(address: &str) -> String {
    if let Some(query) = address.strip_prefix("https://www.google.com/url?")
        && let Some(real) = query.split('&').find_map(|pair| pair.strip_prefix("q="))
    {
        return percent_decode_str(real).decode_utf8_lossy().into_owned();
    }
    let plain = address.replace("%24", "$").replace("%40", "@");
    let of_platform = [
        ("$IMS-CC-FILEBASE$/", "/web_resources/"),
        ("$WIKI_REFERENCE$/pages/", "/wiki_content/"),
        ("@@PLUGINFILE@@/", ""),
    ];
    let known = of_platform.iter().find_map(|(start, real)| Some((plain.strip_prefix(start)?, real)));
    known.map_or_else(|| address.to_owned(), |(rest, real)| format!("{real}{rest}"))
}

/// Ends the line that is open.
fn flush(runs: &mut Vec<Run>, flow: &mut Flow) {
    let runs = tidied(std::mem::take(runs));
    if !plain_words(&runs).is_empty() || has_picture(&runs) {
        flow.push(Block::Paragraph(runs));
    }
}
