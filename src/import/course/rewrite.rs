//! A text that is markdown already. It stays as its author wrote it; only its addresses are led to where things stand
//! now, and what other generators understood becomes what this one does.

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use crate::diagnostics::{Message, say};
use crate::edit::{TextEdit, apply};
use crate::import::course::generators;
use crate::import::course::page::may_stay;
use crate::import::course::places::{Destination, Places, leads_out};
use crate::import::course::text::LeftBehind;
use crate::syntax::MARKDOWN;
use crate::text::{Markup, Piece, Span, escape_markdown};

/// The context in which a text is rewritten.
pub(super) struct Rewrite<'a> {
    /// The file that it is.
    pub(super) source: &'a str,
    /// The page that it becomes.
    pub(super) page: &'a str,
    pub(super) places: &'a mut Places,
    /// Whether the site has an item or a module of this name.
    pub(super) is_known: &'a dyn Fn(&str) -> bool,
    pub(super) left: &'a mut Vec<LeftBehind>,
}

impl Rewrite<'_> {
    /// `body`, whose first line has the number `first_line`, with its addresses led to where things stand now.
    pub(super) fn markdown(&mut self, body: &str, first_line: usize) -> String {
        let text = generators::translated(body, first_line, self.left);
        let parser = Parser::new_ext(&text, MARKDOWN);
        let mut definitions: Vec<(usize, usize, String)> = parser
            .reference_definitions()
            .iter()
            .map(|(_, definition)| (definition.span.start, definition.span.end, definition.dest.to_string()))
            .collect();
        definitions.sort_unstable();
        let line_of = |at: usize| first_line + text[..at].matches('\n').count();
        let mut edits = Vec::new();
        // Where a name between double brackets ends; what stands in it is part of it.
        let mut until = 0;
        let mut html_block = false;
        for (event, range) in parser.into_offset_iter().filter(|(event, _)| concerns_addresses(event)) {
            if range.start < until {
                continue;
            }
            let (raw, line) = (&text[range.clone()], line_of(range.start));
            match &event {
                Event::Start(Tag::HtmlBlock) => html_block = has_tags(raw),
                Event::Html(html) => {
                    edits.extend(self.html(html, html_block, line).map(|new| edit(range, new)))
                }
                Event::InlineHtml(html) => {
                    edits.extend(self.html(html, false, line).map(|new| edit(range, new)))
                }
                Event::Start(
                    tag @ (Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }),
                ) => {
                    let is_picture = matches!(tag, Tag::Image { .. });
                    match link_type {
                        LinkType::WikiLink { .. } => {
                            until = range.end;
                            edits.extend(self.name(raw, is_picture, line).map(|new| edit(range, new)));
                        }
                        LinkType::Inline => edits.extend(self.link(raw, dest_url, range.start, line)),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        for (start, end, target) in definitions {
            let raw = &text[start..end];
            if let Some(at) = raw.find("]:").and_then(|at| Some(at + raw[at..].find(&target)?))
                && let Address::Moved(moved) = self.address(&target, line_of(start))
            {
                edits.push(edit(start + at..start + at + target.len(), moved));
            }
        }
        apply(&text, &in_order(edits))
    }

    /// The edits of the link or the picture `raw`, which begins at byte `start` and leads to `target`.
    fn link(&mut self, raw: &str, target: &str, start: usize, line: usize) -> Vec<TextEdit> {
        let Some(place) = destination(raw) else { return Vec::new() };
        match self.address(target, line) {
            Address::Moved(moved) => vec![edit(start + place.start..start + place.end, moved)],
            Address::Gone => unlinked(raw, start),
            Address::Same => Vec::new(),
        }
    }

    /// Decides on `address`.
    fn address(&mut self, address: &str, line: usize) -> Address {
        if address.trim().is_empty() {
            self.leave(line, say!("a link or a picture without an address; its words came along"));
            return Address::Gone;
        }
        match self.places.resolve(self.source, self.page, address) {
            Destination::Moved(moved) if !moved.is_empty() => {
                let moved = encoded(&moved);
                if moved == address { Address::Same } else { Address::Moved(moved) }
            }
            Destination::AsItIs if may_stay(address) => Address::Same,
            // A link from a page to itself.
            Destination::Moved(_) => Address::Gone,
            Destination::AsItIs | Destination::Nowhere => {
                self.leave_lost(line, address);
                Address::Gone
            }
        }
    }

    /// The link for the name between double brackets in `raw`; none where it stays.
    fn name(&mut self, raw: &str, is_picture: bool, line: usize) -> Option<String> {
        let inside = raw.trim_start_matches('!').trim_start_matches('[').trim_end_matches(']');
        let (name, words) = match inside.split_once('|') {
            Some((name, words)) => (name.trim_end_matches('\\').trim(), Some(words.trim())),
            None => (inside.trim(), None),
        };
        if name.eq_ignore_ascii_case("toc") && !is_picture {
            self.leave(line, LeftBehind::contents());
            return Some(String::new());
        }
        if leads_out(name) && may_stay(name) {
            return Some(format!("[{}]({})", escape_markdown(words.unwrap_or(name)), encoded(name)));
        }
        match self.places.resolve_name(self.source, self.page, name) {
            Destination::Moved(moved) if is_picture && !is_text(&moved) => {
                // Obsidian writes the width of a picture where its words would stand.
                let words = words.filter(|words| !words.starts_with(|c: char| c.is_ascii_digit()));
                Some(format!("![{}]({})", escape_markdown(words.unwrap_or_default()), encoded(&moved)))
            }
            Destination::Moved(moved) => {
                let shown = words.unwrap_or_else(|| name.trim_start_matches('#'));
                let shown = escape_markdown(&shown.replace('#', ": "));
                // A page that names itself gets the words and no link.
                Some(if moved.is_empty() { shown } else { format!("[{shown}]({})", encoded(&moved)) })
            }
            Destination::AsItIs | Destination::Nowhere if !is_picture && (self.is_known)(name) => None,
            Destination::AsItIs | Destination::Nowhere => {
                self.leave_lost(line, raw);
                Some(escape_markdown(words.unwrap_or(name)))
            }
        }
    }

    /// HTML within markdown: a picture becomes one of markdown, so that the site knows it; the addresses of links are
    /// led to their places.
    fn html(&mut self, html: &str, is_block: bool, line: usize) -> Option<String> {
        let mut changed = String::new();
        let mut markup = Markup::default();
        // In a block of HTML nothing is markdown before an empty line.
        let (before, after) = if is_block { ("\n", "\n") } else { ("", "") };
        for piece in markup.read(html) {
            match piece {
                Piece::Tag(raw, Some(tag)) if tag.is_one_of(&["img"]) && !tag.is_end() => {
                    let Some(source) = tag.attribute("src") else {
                        changed.push_str(raw);
                        continue;
                    };
                    let words = escape_markdown(&tag.attribute("alt").unwrap_or_default());
                    let picture = match self.address(&source, line) {
                        Address::Moved(moved) => format!("![{words}]({moved})"),
                        Address::Same => format!("![{words}]({})", encoded(&source)),
                        Address::Gone => words,
                    };
                    changed.push_str(&format!("{before}{picture}{after}"));
                }
                Piece::Tag(raw, Some(tag)) if tag.is_one_of(&["a"]) && !tag.is_end() => {
                    let target = tag.attribute("href");
                    match target.as_deref().map(|target| (target, self.address(target, line))) {
                        Some((target, Address::Moved(moved))) => {
                            changed.push_str(&raw.replacen(target, &moved, 1))
                        }
                        Some((_, Address::Gone)) => changed.push_str("<a>"),
                        Some((_, Address::Same)) | None => changed.push_str(raw),
                    }
                }
                Piece::Text(raw) | Piece::Tag(raw, _) => changed.push_str(raw),
            }
        }
        (changed != html).then_some(changed)
    }

    /// Notes that `address` leads nowhere.
    fn leave_lost(&mut self, line: usize, address: &str) {
        let what = say!("`{address}`, which leads to nothing in the course; its words came along", address);
        self.leave(line, what);
    }

    fn leave(&mut self, line: usize, what: Message) {
        self.left.push(LeftBehind::in_line(line, what));
    }
}

fn concerns_addresses(event: &Event<'_>) -> bool {
    let is_start = matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock));
    is_start || matches!(event, Event::Html(_) | Event::InlineHtml(_))
}

/// Whether a block of HTML has more than one tag. A picture alone needs no empty lines around it.
fn has_tags(html: &str) -> bool {
    let mut markup = Markup::default();
    markup.read(html).filter(|piece| matches!(piece, Piece::Tag(_, Some(_)))).count() > 1
}

/// `edits` in the order of the text, without those that lie within another one.
fn in_order(mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    edits.sort_by_key(|edit| edit.span.start);
    let mut end = 0;
    edits.retain(|edit| {
        let fits = edit.span.start >= end;
        if fits {
            end = edit.span.end;
        }
        fits
    });
    edits
}

/// The decision on an address.
enum Address {
    Moved(String),
    Same,
    /// It leads nowhere.
    Gone,
}

/// The edits that leave of the link or the picture `raw`, which begins at byte `start`, only its words.
pub(super) fn unlinked(raw: &str, start: usize) -> Vec<TextEdit> {
    let Some(end) = raw.rfind("](") else { return Vec::new() };
    let open = raw.find('[').map_or(0, |at| at + 1);
    vec![edit(start..start + open, String::new()), edit(start + end..start + raw.len(), String::new())]
}

fn edit(range: std::ops::Range<usize>, replacement: String) -> TextEdit {
    TextEdit { span: Span::new(range), replacement }
}

/// Where the address stands in the link or the picture `raw`.
pub(super) fn destination(raw: &str) -> Option<std::ops::Range<usize>> {
    let mut start = raw.rfind("](")? + 2;
    start += raw[start..].len() - raw[start..].trim_start().len();
    let rest = &raw[start..];
    if rest.starts_with('<') {
        // The brackets go: a new address needs none.
        return Some(start..start + rest.find('>')? + 1);
    }
    let mut depth = 0_usize;
    let end = rest.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => return true,
            _ => return c.is_whitespace(),
        }
        false
    })?;
    Some(start..start + end)
}

fn is_text(address: &str) -> bool {
    address.is_empty() || address.split('#').next().is_some_and(|path| path.ends_with(".md"))
}

/// `address` as it can stand between round brackets.
fn encoded(address: &str) -> String {
    address.replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}
