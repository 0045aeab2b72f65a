//! The text of a page as markdown, from the HTML that the page has.
//!
//! Browsers read HTML; programs that read a text rather take markdown, without a frame and without classes. The HTML of
//! a text has been made by this program, so it is well-formed but for what an author wrote by hand. A [`MarkdownText`]
//! goes through it once and keeps a stack of the elements that are open. Each gathers its own markdown, and where it
//! ends, that is put into the element around it:
//!
//! ```text
//! <ul><li>Luister <em>goed</em></li></ul>      ul: "", li: "Luister ", em: "goed"
//!                            </em>             ul: "", li: "Luister *goed*"
//!                                 </li>        ul: "- Luister *goed*"
//! ```
//!
//! An element that markdown has no sign for leaves its words. A film or a sound becomes a link to its file, a formula the
//! LaTeX that it was written in, a note a note. Addresses stay as they are: the markdown lies beside its page.

use std::mem::take;

use crate::text::{Markup, Piece, Tag, collapse_whitespace, escape_markdown_piece, unescaped};

/// Elements without content.
const EMPTY: [&str; 11] =
    ["br", "hr", "img", "input", "wbr", "source", "track", "col", "area", "link", "meta"];

/// Elements whose content is for browsers, or is said by their attributes.
const HIDDEN: [&str; 9] =
    ["svg", "script", "style", "template", "button", "math", "video", "audio", "iframe"];

/// Elements that stand in a line, between words.
const IN_LINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "label",
];

/// The alerts that GitHub's markdown has; any other one is shown as a note.
const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// A text while it is turned into markdown, part by part.
pub(super) struct MarkdownText {
    markup: Markup,
    /// The elements that are open; the first one is the text itself and never ends.
    open: Vec<Element>,
    /// The depth of open elements within an element whose content is left out; 0 outside of any.
    hidden: usize,
}

/// An element that is open.
#[derive(Default)]
struct Element {
    name: String,
    classes: String,
    /// The address of a link, the first number of a list, the id of a note, the language of code.
    value: String,
    /// Its markdown so far.
    text: String,
    /// Whether that ends with a block, from which the next one is parted by an empty line.
    ends_block: bool,
    /// The cells of a row.
    cells: Vec<String>,
    /// The items of a list, or the rows of a table.
    rows: Vec<String>,
    /// Whether what stands in it is code, since it or an element around it is.
    in_code: bool,
    /// Whether it is a cell of a table, or stands in one.
    in_cell: bool,
}

impl MarkdownText {
    pub(super) fn new() -> Self {
        Self { markup: Markup::default(), open: vec![Element::default()], hidden: 0 }
    }

    /// Reads the next part of the text, as HTML.
    pub(super) fn read(&mut self, html: &str) {
        let mut markup = take(&mut self.markup);
        for piece in markup.read(html) {
            match piece {
                Piece::Text(text) if self.hidden == 0 => self.words(&unescaped(text)),
                Piece::Tag(_, Some(tag)) if tag.is_end() => self.end(&tag.name().to_ascii_lowercase()),
                Piece::Tag(_, Some(tag)) => self.start(&tag),
                Piece::Text(_) | Piece::Tag(_, None) => {}
            }
        }
        self.markup = markup;
    }

    /// Adds markdown that stands by itself, between two parts of the text.
    pub(super) fn block(&mut self, markdown: &str) {
        self.top().push_block(markdown);
    }

    /// The markdown, with a line end at its end; empty for a text without words.
    pub(super) fn finish(mut self) -> String {
        while self.open.len() > 1 {
            self.close();
        }
        let mut text = self.open.pop().unwrap_or_default().text;
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    fn top(&mut self) -> &mut Element {
        if self.open.is_empty() {
            self.open.push(Element::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn words(&mut self, text: &str) {
        let top = self.top();
        if top.in_code {
            top.text.push_str(text);
            return;
        }
        let (starts, ends) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        let line = collapse_whitespace(text);
        if line.is_empty() {
            self.space();
            return;
        }
        if starts {
            self.space();
        }
        let before = self.before();
        let escaped = escape_markdown_piece(&line, before);
        self.top().push_words(&escaped);
        if ends {
            self.space();
        }
    }

    /// The sign before the next word in its line; none at the start of a line.
    fn before(&self) -> Option<char> {
        for element in self.open.iter().rev() {
            if element.ends_block {
                return None;
            }
            if let Some(last) = element.text.chars().next_back() {
                return Some(last).filter(|last| *last != '\n');
            }
            if !IN_LINE.contains(&element.name.as_str()) {
                return None;
            }
        }
        None
    }

    /// White space between two words.
    fn space(&mut self) {
        let top = self.top();
        if !top.ends_block && !top.text.ends_with([' ', '\n']) {
            let is_in_line = IN_LINE.contains(&top.name.as_str());
            if is_in_line || !top.text.is_empty() {
                top.text.push(' ');
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name().to_ascii_lowercase();
        if name.is_empty() {
            return;
        }
        if EMPTY.contains(&name.as_str()) {
            if self.hidden == 0 {
                self.empty(&name, tag);
            }
            return;
        }
        if self.hidden > 0 {
            self.hidden += usize::from(!tag.as_str().ends_with("/>"));
            return;
        }
        let attribute = |name: &str| tag.attribute(name).unwrap_or_default();
        let classes = attribute("class");
        if HIDDEN.contains(&name.as_str()) {
            self.instead(&name, &attribute);
            self.hidden = 1;
            return;
        }
        if has_class(&classes, "hidden") || has_class(&classes, "footnote-back") {
            self.hidden = 1;
            return;
        }
        if has_class(&classes, "task") {
            let sign = if has_class(&classes, "task-done") { "[x] " } else { "[ ] " };
            self.top().push_words(sign);
        }
        let value = match name.as_str() {
            "a" => attribute("href"),
            "ol" => attribute("start"),
            "li" => attribute("id"),
            "pre" => attribute("data-language"),
            _ => String::new(),
        };
        let around = self.top();
        let in_code = around.in_code || matches!(name.as_str(), "pre" | "code");
        let in_cell = around.in_cell || matches!(name.as_str(), "td" | "th");
        self.open.push(Element { name, classes, value, in_code, in_cell, ..Element::default() });
    }

    /// The words for an element whose content is for browsers.
    fn instead(&mut self, name: &str, attribute: &impl Fn(&str) -> String) {
        match name {
            "math" => {
                let latex = attribute("alttext");
                if latex.is_empty() {
                } else if attribute("display") == "block" {
                    self.block(&format!("$$\n{latex}\n$$"));
                } else {
                    self.top().push_words(&format!("${latex}$"));
                }
            }
            "video" | "audio" => {
                let (label, address) = (attribute("aria-label"), attribute("src"));
                if !address.is_empty() {
                    let label = escape_markdown_piece(&label, Some('['));
                    self.top().push_words(&format!("[{label}]({})", destination(&address)));
                }
            }
            _ => {}
        }
    }

    fn empty(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "br" => {
                let top = self.top();
                top.text.push_str(if top.in_cell { "<br>" } else { "\\\n" });
            }
            "hr" => self.block("---"),
            "img" => {
                let (alt, source) = (tag.attribute("alt"), tag.attribute("src"));
                let alt = escape_markdown_piece(&alt.unwrap_or_default(), Some('['));
                let source = destination(&source.unwrap_or_default());
                self.top().push_words(&format!("![{alt}]({source})"));
            }
            _ => {}
        }
    }

    /// Ends the innermost element called `name` that is open, and those in it that have no end of their own.
    fn end(&mut self, name: &str) {
        if self.hidden > 0 {
            self.hidden -= usize::from(!EMPTY.contains(&name));
            return;
        }
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else { return };
        while self.open.len() > at.max(1) {
            self.close();
        }
    }

    /// Puts the markdown of the innermost element into the one around it.
    fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        let around = self.top();
        let Element { name, classes, value, text, rows, cells, .. } = element;
        match name.as_str() {
            _ if around.in_code => around.text.push_str(&text),
            "em" | "i" => around.push_wrapped(&text, "*"),
            "strong" | "b" => around.push_wrapped(&text, "**"),
            "del" | "s" => around.push_wrapped(&text, "~~"),
            "code" => around.push_words(&code(&text)),
            "a" if around.name == "sup" && has_class(&around.classes, "footnote-ref") => {
                around.push_words(&format!("[^{}]", text.trim()));
            }
            "a" if value.is_empty() || text.trim().is_empty() => around.push_words(&text),
            "a" => around.push_words(&format!("[{}]({})", text.trim(), destination(&value))),
            "sup" if has_class(&classes, "footnote-ref") => around.push_words(&text),
            "sub" | "sup" => around.push_words(&format!("<{name}>{text}</{name}>")),
            "pre" => around.push_block(&fenced(&value, &text)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name[1..].parse().unwrap_or(2);
                around.push_block(&format!("{} {}", "#".repeat(level), text.trim().replace('\n', " ")));
            }
            "li" => match value.strip_prefix("fn-") {
                Some(number) => around.rows.push(indented(&format!("[^{number}]: "), "    ", text.trim())),
                None => around.rows.push(text.trim().to_owned()),
            },
            "ul" | "ol" => around.push_block(&list(&rows, &name, &value)),
            "blockquote" => around.push_block(&quoted(&text)),
            "td" | "th" => around.cells.push(text.trim().replace('|', "\\|").replace('\n', " ")),
            "tr" => around.rows.push(format!("| {} |", cells.join(" | "))),
            "thead" | "tbody" | "tfoot" => around.rows.extend(rows),
            "table" => around.push_block(&table(&text, &rows)),
            "dt" => around.push_titled(&text),
            _ if has_class(&classes, "alert-title") => around.push_titled(&text),
            _ if has_class(&classes, "alert") => around.push_block(&quoted(&alert(&classes, &text))),
            name if IN_LINE.contains(&name) => around.push_words(&text),
            _ => around.push_block(&text),
        }
    }
}

impl Element {
    /// Adds markdown within a line.
    fn push_words(&mut self, markdown: &str) {
        if self.ends_block && !markdown.trim().is_empty() {
            self.text.push_str("\n\n");
            self.ends_block = false;
        }
        if !self.ends_block {
            self.text.push_str(markdown);
        }
    }

    /// Adds a block of markdown.
    fn push_block(&mut self, markdown: &str) {
        let markdown = markdown.trim_matches('\n').trim_end();
        if markdown.trim().is_empty() {
            return;
        }
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(markdown.trim_start_matches(' '));
        self.ends_block = true;
    }

    /// Adds the title of an alert, or the word that a definition is of.
    fn push_titled(&mut self, title: &str) {
        let title = title.trim();
        if !title.is_empty() {
            self.push_block(&format!("**{title}**"));
        }
    }

    /// Adds `text` between two `signs`, which may not stand beside white space within.
    fn push_wrapped(&mut self, text: &str, signs: &str) {
        let inside = text.trim();
        if inside.is_empty() {
            self.push_words(text);
            return;
        }
        let start = text.len() - text.trim_start().len();
        let end = start + inside.len();
        self.push_words(&format!("{}{signs}{inside}{signs}{}", &text[..start], &text[end..]));
    }
}

fn has_class(classes: &str, name: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| class == name)
}

/// `address` as the destination of a link.
fn destination(address: &str) -> String {
    if address.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) {
        format!("<{address}>")
    } else {
        address.to_owned()
    }
}

/// `text` as code within a line.
fn code(text: &str) -> String {
    let fence = "`".repeat(longest_row(text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// `text` as a block of code in `language`.
fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_row(text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// The length of the longest row of backticks in `text`.
fn longest_row(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn list(items: &[String], name: &str, start: &str) -> String {
    let first = start.parse().unwrap_or(1_usize);
    // The items of a list of notes are whole by themselves.
    let is_notes = items.iter().all(|item| item.starts_with("[^"));
    let is_loose = is_notes || items.iter().any(|item| item.contains("\n\n"));
    let item = |(at, item): (usize, &String)| match name {
        _ if is_notes => item.clone(),
        "ol" => {
            let sign = format!("{}. ", first + at);
            indented(&sign, &" ".repeat(sign.len()), item)
        }
        _ => indented("- ", "  ", item),
    };
    items.iter().enumerate().map(item).collect::<Vec<_>>().join(if is_loose { "\n\n" } else { "\n" })
}

/// `text` with `sign` before its first line, and `indent` before every other one that is not empty.
fn indented(sign: &str, indent: &str, text: &str) -> String {
    let mut written = String::from(sign);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            written.push('\n');
            if !line.is_empty() {
                written.push_str(indent);
            }
        }
        written.push_str(line);
    }
    written
}

fn quoted(text: &str) -> String {
    let lines = text
        .trim()
        .split('\n')
        .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text of an alert below the sign of its kind.
fn alert(classes: &str, text: &str) -> String {
    let kinds = classes.split_ascii_whitespace().filter_map(|class| class.strip_prefix("alert-"));
    let kind = kinds.into_iter().find(|kind| ALERTS.contains(kind)).unwrap_or("note");
    format!("[!{}]\n{}", kind.to_uppercase(), text.trim())
}

/// A table of these rows, the first of which is its head, below its caption.
fn table(caption: &str, rows: &[String]) -> String {
    let Some((head, rest)) = rows.split_first() else { return caption.to_owned() };
    let columns = head.replace("\\|", "").matches('|').count().saturating_sub(1);
    let line = format!("|{}", " --- |".repeat(columns));
    let caption =
        Some(caption.trim()).filter(|caption| !caption.is_empty()).map(|caption| format!("{caption}\n\n"));
    let all: Vec<&str> = [head.as_str(), &line].into_iter().chain(rest.iter().map(String::as_str)).collect();
    caption.unwrap_or_default() + &all.join("\n")
}
