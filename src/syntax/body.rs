//! Purpose: turn markdown into markup with gaps, and note what it holds.
//! Input: the events of a text. Output: a [`Body`]; headings, links and claims gathered on the way.
//! Invariant: the markup has no inline style or script of ours, headings start at level 2, and every
//! heading has an id that no other heading of the file has.

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html,
};
use pulldown_cmark_escape::{escape_href, escape_html};

use super::attributes::Attributes;
use super::document::{Body, ClaimDoc, Heading, LinkDoc, LinkField, LinkKind, Part};
use super::events::{self, Located};
use super::footnotes::Footnotes;
use super::front_matter::Source;
use super::highlight;
use super::slots::Slots;
use crate::diagnostics::{Code, Diagnostic};
use crate::text::{Slugs, Span, Spanned};

/// Reads the texts of one file, which share their headings, links and ids.
pub(super) struct Reader<'a> {
    pub(super) source: Source<'a>,
    pub(super) headings: Vec<Heading>,
    pub(super) links: Vec<LinkDoc>,
    /// Claims on headings, in the order of the file.
    pub(super) claims: Vec<ClaimDoc>,
    takes_claims: TakesClaims,
    slugs: Slugs,
    slots: Slots,
    footnotes: Footnotes<'a>,
    /// The classes of the table columns that are being written.
    columns: Vec<&'static str>,
    column: usize,
    in_table_head: bool,
}

/// Whether `level=item` on a heading is a claim in this kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TakesClaims {
    Yes,
    No,
}

impl<'a> Reader<'a> {
    /// A reader for the text of `source`, whose events are `events`.
    pub(super) fn new(source: Source<'a>, events: &[Located<'a>], takes_claims: TakesClaims) -> Self {
        let mut reader = Self {
            source,
            headings: Vec::new(),
            links: Vec::new(),
            claims: Vec::new(),
            takes_claims,
            slugs: Slugs::default(),
            slots: Slots::default(),
            footnotes: Footnotes::default(),
            columns: Vec::new(),
            column: 0,
            in_table_head: false,
        };
        reader.reserve_ids(events);
        reader
    }

    /// The ids that authors gave come first: a heading further up must not get one of them by chance.
    fn reserve_ids(&mut self, events: &[Located<'a>]) {
        let mut first: Vec<Spanned<String>> = Vec::new();
        for (event, range) in events {
            let Event::Start(Tag::Heading { id: Some(_), .. }) = event else { continue };
            let Some(id) = self.attributes(range.clone()).and_then(|attributes| attributes.id) else {
                continue;
            };
            if self.slugs.claim(&id.value) {
                first.push(id);
                continue;
            }
            let place = self.source.place(id.span);
            let message = format!("the id `{}` stands on another heading too", id.value);
            let mut problem = Diagnostic::new(Code::L106, place, message).help("give one of them another id");
            if let Some(other) = first.iter().find(|other| other.value == id.value) {
                problem = problem.related(self.source.place(other.span), "first used here");
            }
            self.source.problems.push(problem);
        }
    }

    /// The text made of `events`, with its footnotes.
    pub(super) fn body(&mut self, events: &[Located<'a>]) -> Body {
        let mut written = self.rewrite(events);
        written.extend(std::mem::take(&mut self.footnotes).list(&mut self.slots));
        let mut markup = String::new();
        html::push_html(&mut markup, written.into_iter());
        let body = self.slots.cut(&markup);
        self.slots = Slots::default();
        body
    }

    /// The attributes at the end of the heading at `range`, with their places.
    pub(super) fn attributes(&self, range: std::ops::Range<usize>) -> Option<Attributes> {
        let raw = &self.source.text[range.clone()];
        // A heading may be underlined, or closed with hash signs.
        let raw = raw.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '-' | '#'));
        Attributes::at_end_of(raw, range.start)
    }

    /// Puts a heading on the list; its index is the answer. `id` is the author's, if there is one.
    pub(super) fn heading(&mut self, events: &[Located<'a>], level: HeadingLevel, id: Option<&str>) -> usize {
        let text = events::plain_text(events);
        let id = id.map_or_else(|| self.slugs.unique(&text), str::to_owned);
        let ends = events.first().zip(events.last());
        let span = ends.map_or(Span::at(0), |(first, last)| Span::new(first.1.start..last.1.end));
        // The page's title is its only heading of level 1.
        let level = (level as u8).max(2);
        self.headings.push(Heading { level, id, text, span });
        self.headings.len() - 1
    }

    /// Notes something that leads elsewhere; its index is the answer.
    pub(super) fn link(&mut self, kind: LinkKind, target: &str, range: std::ops::Range<usize>) -> usize {
        let raw = &self.source.text[range.clone()];
        let span = match raw.rfind(target).filter(|_| !target.is_empty()) {
            Some(at) if kind != LinkKind::Mention => {
                Span::new(range.start + at..range.start + at + target.len())
            }
            _ => raw.find(target).map_or(Span::new(range.clone()), |at| {
                Span::new(range.start + at..range.start + at + target.len())
            }),
        };
        self.links.push(LinkDoc { target: Spanned::new(target.to_owned(), span), kind });
        self.links.len() - 1
    }

    fn rewrite(&mut self, events: &[Located<'a>]) -> Vec<Event<'a>> {
        let mut out = Vec::with_capacity(events.len());
        let mut at = 0;
        while at < events.len() {
            let (event, range) = &events[at];
            let end = events::end_of(events, at);
            let inside = &events[(at + 1).min(end)..end];
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let range = range.clone();
                    self.write_heading(&mut out, inside, *level, range);
                    at = end;
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    out.push(code_block(kind, inside));
                    at = end;
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let image = self.image(dest_url, title, inside, range.clone());
                    out.push(image);
                    at = end;
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    let note = self.rewrite(inside);
                    self.footnotes.define(label.clone(), note);
                    at = end;
                }
                Event::FootnoteReference(label) => out.push(self.footnotes.reference(label.clone())),
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { has_pothole }, dest_url, ..
                }) => {
                    out.push(self.mention_open(dest_url, range.clone()));
                    // `[[c4.6]]` has its own name as its words, which the page writes in its own way.
                    if !has_pothole || inside.is_empty() {
                        out.push(self.mention_name());
                        at = end;
                    }
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let open = self.link_open(*link_type, dest_url, title, range.clone());
                    out.push(open);
                }
                Event::End(TagEnd::Link) => out.push(Event::InlineHtml("</a>".into())),
                Event::Start(Tag::BlockQuote(Some(kind))) => out.push(self.alert_open(*kind)),
                Event::End(TagEnd::BlockQuote(Some(_))) => out.push(Event::Html("</div>\n".into())),
                Event::TaskListMarker(done) => out.push(self.task(*done)),
                other => out.push(self.table(other).unwrap_or_else(|| other.clone())),
            }
            at += 1;
        }
        out
    }

    fn write_heading(
        &mut self,
        out: &mut Vec<Event<'a>>,
        inside: &[Located<'a>],
        level: HeadingLevel,
        range: std::ops::Range<usize>,
    ) {
        let attributes = self.attributes(range).unwrap_or_default();
        let index = self.heading(inside, level, attributes.id.as_ref().map(|id| id.value.as_str()));
        let (level, id) = (self.headings[index].level, escaped(&self.headings[index].id));
        let has_claims = self.take_claims(attributes, index);
        out.push(Event::Html(format!("<h{level} id=\"{id}\">").into()));
        out.extend(self.rewrite(inside));
        let anchor = format!(
            " <a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\"></a></h{level}>\n"
        );
        out.push(Event::Html(anchor.into()));
        if has_claims {
            out.push(Event::Html(self.slots.mark(Part::Claims(index)).into()));
        }
    }

    fn take_claims(&mut self, attributes: Attributes, heading: usize) -> bool {
        let before = self.claims.len();
        for (level, items) in attributes.pairs {
            if self.takes_claims == TakesClaims::No {
                self.not_understood(&level, "headings take claims in modules and lessons only");
                continue;
            }
            for item in split_list(&items) {
                self.claims.push(ClaimDoc { item, level: level.clone(), heading: Some(heading) });
            }
        }
        for word in &attributes.unknown {
            self.not_understood(
                word,
                "write `#id`, `.class`, or a level and its items: `assessed=c4.6,c2.6`",
            );
        }
        self.claims.len() > before
    }

    /// Reports an attribute that means nothing here.
    pub(super) fn not_understood(&mut self, word: &Spanned<String>, help: &str) {
        let message = format!("`{}` means nothing here", word.value);
        self.source
            .problems
            .push(Diagnostic::new(Code::L107, self.source.place(word.span), message).help(help));
    }

    fn link_open(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: std::ops::Range<usize>,
    ) -> Event<'a> {
        if link_type == LinkType::Email {
            let mut href = String::new();
            // Writing to a string cannot fail.
            let _ = escape_href(&mut href, address);
            return Event::InlineHtml(format!("<a href=\"mailto:{href}\">").into());
        }
        let link = self.link(LinkKind::Link, address, range);
        let address = self.slots.mark(Part::Link(link, LinkField::Address));
        let title = title_attribute(title);
        Event::InlineHtml(format!("<a href=\"{address}\"{title}>").into())
    }

    fn mention_open(&mut self, name: &str, range: std::ops::Range<usize>) -> Event<'a> {
        // In a table the bar before own words is written `\|`, and the backslash is no part of the name.
        let link = self.link(LinkKind::Mention, name.trim_end_matches('\\'), range);
        let mut mark = |field| self.slots.mark(Part::Link(link, field));
        let (class, address, title) =
            (mark(LinkField::Class), mark(LinkField::Address), mark(LinkField::Title));
        Event::InlineHtml(format!("<a class=\"{class}\" href=\"{address}\" title=\"{title}\">").into())
    }

    fn mention_name(&mut self) -> Event<'a> {
        let name = self.slots.mark(Part::Link(self.links.len() - 1, LinkField::Name));
        Event::InlineHtml(format!("{name}</a>").into())
    }

    fn image(
        &mut self,
        address: &str,
        title: &str,
        inside: &[Located<'a>],
        range: std::ops::Range<usize>,
    ) -> Event<'a> {
        let link = self.link(LinkKind::Image, address, range);
        let source = self.slots.mark(Part::Link(link, LinkField::Address));
        let alt = escaped(&events::plain_text(inside));
        let title = title_attribute(title);
        Event::InlineHtml(format!("<img src=\"{source}\" alt=\"{alt}\"{title} loading=\"lazy\">").into())
    }

    fn alert_open(&mut self, kind: BlockQuoteKind) -> Event<'a> {
        let (class, word) = match kind {
            BlockQuoteKind::Note => ("note", "alert-note"),
            BlockQuoteKind::Tip => ("tip", "alert-tip"),
            BlockQuoteKind::Important => ("important", "alert-important"),
            BlockQuoteKind::Warning => ("warning", "alert-warning"),
            BlockQuoteKind::Caution => ("caution", "alert-caution"),
        };
        let word = self.slots.mark(Part::Word(word));
        Event::Html(
            format!(
                "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{word}</p>\n"
            )
            .into(),
        )
    }

    fn task(&mut self, done: bool) -> Event<'a> {
        let (class, word) = if done { ("done", "task-done") } else { ("open", "task-open") };
        let word = self.slots.mark(Part::Word(word));
        Event::InlineHtml(
            format!("<span class=\"task task-{class}\" role=\"img\" aria-label=\"{word}\"></span> ").into(),
        )
    }

    /// The markup of a table's parts. The markdown crate aligns cells by inline styles, which a strict
    /// content-security policy forbids.
    fn table(&mut self, event: &Event<'a>) -> Option<Event<'a>> {
        let markup: CowStr<'a> = match event {
            Event::Start(Tag::Table(alignments)) => {
                self.columns = alignments.iter().copied().map(column_class).collect();
                let label = self.slots.mark(Part::Word("table"));
                format!(
                    "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n"
                )
                .into()
            }
            Event::Start(Tag::TableHead) => {
                (self.in_table_head, self.column) = (true, 0);
                "<thead>\n<tr>".into()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_table_head = false;
                "</tr>\n</thead>\n<tbody>\n".into()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>".into()
            }
            Event::Start(Tag::TableCell) => {
                let class = self.columns.get(self.column).copied().unwrap_or("");
                self.column += 1;
                let cell = if self.in_table_head { "th scope=\"col\"" } else { "td" };
                format!("<{cell}{class}>").into()
            }
            Event::End(TagEnd::TableCell) if self.in_table_head => "</th>".into(),
            Event::End(TagEnd::TableCell) => "</td>".into(),
            Event::End(TagEnd::TableRow) => "</tr>\n".into(),
            Event::End(TagEnd::Table) => "</tbody>\n</table>\n</div>\n".into(),
            _ => return None,
        };
        Some(Event::Html(markup))
    }
}

fn column_class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "",
        Alignment::Left => " class=\"left\"",
        Alignment::Center => " class=\"center\"",
        Alignment::Right => " class=\"right\"",
    }
}

fn code_block<'a>(kind: &CodeBlockKind<'a>, inside: &[Located<'a>]) -> Event<'a> {
    let code: String = inside
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Text(text) => Some(&**text),
            _ => None,
        })
        .collect();
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
        CodeBlockKind::Indented => "",
    };
    Event::Html(highlight::code_block(language, &code).into())
}

/// The parts of a comma-separated list, each with its place.
fn split_list(list: &Spanned<String>) -> Vec<Spanned<String>> {
    let mut at = list.span.start as usize;
    let mut parts = Vec::new();
    for part in list.value.split(',') {
        if !part.is_empty() {
            parts.push(Spanned::new(part.to_owned(), Span::new(at..at + part.len())));
        }
        at += part.len() + 1;
    }
    parts
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = escape_html(&mut escaped, text);
    escaped
}
