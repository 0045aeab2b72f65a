//! Rewrites the events of a text so that the markdown crate writes our HTML for them and not its own.
//!
//! Headings get their classes, an id and an anchor, code its colours, callouts and tasks a label for screen readers. A part that
//! depends on the rest of the site (an address, an item's official text, the claims of a section) or on the language
//! of the page becomes a mark of `slots.rs`, from which a gap is made later:
//!
//! ```text
//! [[c4.6]]              <a class="▢" href="▢" title="▢">▢</a>
//! ## Les 3 {LEVEL=c1}   <h2 id="▢">Les 3 <a class="anchor" href="#▢" …></a></h2> ▢
//! ```
//!
//! Links, headings and claims are recorded in the `Reader` on the way, and gaps refer to them by their index. Our
//! HTML has no inline style and no script, which a strict content-security policy forbids, and its headings start at
//! level 2, since level 1 is the page's title.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};
use pulldown_cmark_escape::escape_href;

use super::admonitions;
use super::attributes::{Attributes, SEPARATORS, part_heading};
use super::box_types::{Folding, class_and_word};
use super::callouts::{Marker, marker};
use super::document::{ClaimDoc, Heading, LinkField, TextPart};
use super::events::{self, Located};
use super::highlight;
use super::link::LinkKind;
use super::math::{self, Setting};
use super::media::Around;
use super::reader::{Reader, TakesClaims};
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{Name, Span, Spanned, escape_html};

impl<'a> Reader<'a> {
    /// The events of a text with our HTML in place of the events that the markdown crate would write its own way.
    pub(super) fn rewrite(&mut self, events: &[Located<'a>]) -> Vec<Event<'a>> {
        let mut out = Vec::with_capacity(events.len());
        let (mut at, mut around) = (0, Around::Text);
        // The end tags of the quotations that are open.
        let mut quotations: Vec<&str> = Vec::new();
        while at < events.len() {
            let (event, range) = &events[at];
            self.typography.pass(event);
            match event {
                Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. }) => {
                    (at, around) = self.mention(&mut out, events, at);
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let open = self.link_open(*link_type, dest_url, title, range.clone());
                    out.push(open);
                    around = Around::Link;
                    out.extend(self.words_of_empty_link(events, at));
                }
                Event::Html(_) | Event::InlineHtml(_) => at += self.write_raw(&mut out, &events[at..]) - 1,
                Event::End(TagEnd::Link) => {
                    out.push(Event::InlineHtml("</a>".into()));
                    around = Around::Text;
                }
                Event::Start(Tag::BlockQuote(None)) => {
                    let alert = self.callout(&mut out, events, at);
                    quotations.push(alert.map_or("</blockquote>\n", |(_, end)| end));
                    match alert {
                        Some((last, _)) => at = last,
                        None => out.push(event.clone()),
                    }
                }
                Event::End(TagEnd::BlockQuote(None)) => {
                    out.push(Event::Html(quotations.pop().unwrap_or_default().into()));
                }
                _ => match self.write_whole(&mut out, events, at, around) {
                    Some(last) => at = last,
                    None => self.write_single(&mut out, event, range),
                },
            }
            at += 1;
        }
        out
    }

    /// Writes the element that begins at `at` if it is one that is written as a whole; returns the index of its end.
    fn write_whole(
        &mut self,
        out: &mut Vec<Event<'a>>,
        events: &[Located<'a>],
        at: usize,
        around: Around,
    ) -> Option<usize> {
        let (event, range) = &events[at];
        // Called only for these elements: to look for the end of each would be quadratic.
        let whole = || {
            let end = events::end_of(events, at);
            (end, &events[(at + 1).min(end)..end])
        };
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let (end, inside) = whole();
                self.write_heading(out, inside, *level, range.clone());
                Some(end)
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let (end, inside) = whole();
                let (language, code) = language_and_code(kind, inside);
                if language == "mermaid" {
                    self.drawings.push(Span::new(range.clone()));
                }
                if language == "math" {
                    let formula = self.formula(code.trim(), range, Setting::Display);
                    out.extend([Event::Html("<p>".into()), formula, Event::Html("</p>\n".into())]);
                } else {
                    out.push(Event::Html(highlight::code_block(language, &code).into()));
                }
                Some(end)
            }
            Event::Start(Tag::Paragraph) => self.figure(out, events, at),
            Event::Start(Tag::Image { .. }) => {
                self.figure_in_item(out, events, at).or_else(|| Some(self.medium(out, events, at, around)))
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let (end, inside) = whole();
                self.footnotes.define(label, range, inside.to_vec());
                Some(end)
            }
            _ => None,
        }
    }

    /// Writes an event that does not depend on those behind it.
    fn write_single(&mut self, out: &mut Vec<Event<'a>>, event: &Event<'a>, range: &Range<usize>) {
        out.push(match event {
            Event::FootnoteReference(label) => self.footnotes.mark(label, &mut self.slots),
            Event::Start(Tag::BlockQuote(Some(kind))) => self.alert_open(*kind),
            Event::End(TagEnd::BlockQuote(Some(_))) => Event::Html("</div>\n".into()),
            Event::InlineMath(latex) => self.formula(latex, range, Setting::Inline),
            Event::DisplayMath(latex) => self.formula(latex, range, Setting::Display),
            Event::TaskListMarker(done) => self.task(*done),
            Event::Text(text) => Event::Text(self.typography.text(text.clone())),
            other => self.table.markup(other, &mut self.slots).unwrap_or_else(|| other.clone()),
        });
    }

    fn write_heading(
        &mut self,
        out: &mut Vec<Event<'a>>,
        inside: &[Located<'a>],
        level: HeadingLevel,
        range: Range<usize>,
    ) {
        let (inside, mut attributes) = part_heading(self.source.text, inside, &range);
        let index = self.heading(&inside, level, &attributes, &range);
        let Heading { level, id, .. } = &self.headings[index];
        let (level, name) = (*level, id.clone());
        let classes = class_attribute(&attributes);
        let is_occasion = self.take_occasion(&mut attributes, index);
        let has_claims = self.take_claims(attributes, Some(index));
        let id = self.slots.mark(TextPart::Anchor(name.clone()));
        out.push(Event::Html(format!("<h{level} id=\"{id}\"{classes}>").into()));
        out.extend(self.rewrite(&inside));
        let id = self.slots.mark(TextPart::Anchor(name));
        let anchor = format!(
            " <a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\"></a></h{level}>\n"
        );
        out.push(Event::Html(anchor.into()));
        if is_occasion {
            out.push(Event::Html(self.slots.mark(TextPart::Occasion(index)).into()));
        }
        if has_claims {
            out.push(Event::Html(self.slots.mark(TextPart::Claims(index)).into()));
        }
    }

    /// Records the claims in `attributes`: those of the section below `heading`, or of the whole page without one.
    /// Returns whether there are any.
    pub(super) fn take_claims(&mut self, attributes: Attributes, heading: Option<usize>) -> bool {
        let before = self.claims.len();
        self.report_unknown(&attributes);
        for (level, items) in attributes.pairs {
            if self.takes_claims == TakesClaims::No {
                self.not_understood(&level, say!("headings take claims in modules and lessons only"));
                continue;
            }
            let level = level.map(Name::from);
            for item in split_list(&items) {
                let item = item.map(Name::from);
                self.claims.push(ClaimDoc { item, level: level.clone(), heading });
            }
        }
        self.claims.len() > before
    }

    fn link_open(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
    ) -> Event<'a> {
        if link_type == LinkType::Email {
            let mut href = String::new();
            // Writing to a string cannot fail.
            let _ = escape_href(&mut href, address);
            return Event::InlineHtml(format!("<a href=\"mailto:{href}\">").into());
        }
        let link = self.link(LinkKind::Link, address, range);
        let address = self.slots.mark(TextPart::Link(link, LinkField::Address));
        let title = title_attribute(title);
        Event::InlineHtml(format!("<a href=\"{address}\"{title}>").into())
    }

    /// The address of the link at `at`, to stand for its words where it has none: nobody could see or hear it otherwise.
    fn words_of_empty_link(&mut self, events: &[Located<'a>], at: usize) -> Option<Event<'a>> {
        let (Event::Start(Tag::Link { dest_url, .. }), range) = events.get(at)? else { return None };
        let inside = events.get(at + 1..events::end_of(events, at))?;
        let has_html = inside.iter().any(|(event, _)| matches!(event, Event::InlineHtml(_)));
        if has_html || !shows_nothing(inside) {
            return None;
        }
        let message = say!("this link has no words");
        let help = say!("write between the brackets where it leads: `[De stagegids](…)`");
        let place = self.source.place(Span::new(range.clone()));
        self.source.problems.push(Diagnostic::new(Code::L113, place, message).help(help));
        Some(Event::Text(dest_url.clone()))
    }

    /// Writes the start of the mention at `at`, and all of one without words of its own. Returns the index of the last
    /// event that was written, and what stands around the next one.
    fn mention(&mut self, out: &mut Vec<Event<'a>>, events: &[Located<'a>], at: usize) -> (usize, Around) {
        let (Event::Start(Tag::Link { link_type, dest_url, .. }), range) = &events[at] else {
            return (at, Around::Text);
        };
        out.push(self.mention_open(dest_url, range.clone()));
        let end = events::end_of(events, at);
        // The words of `[[c4.6]]` are the name itself, and the page decides how to show it.
        if *link_type != (LinkType::WikiLink { has_pothole: true })
            || shows_nothing(events.get(at + 1..end).unwrap_or_default())
        {
            out.push(self.mention_name());
            return (end, Around::Text);
        }
        (at, Around::Link)
    }

    fn mention_open(&mut self, name: &str, range: Range<usize>) -> Event<'a> {
        // In a table the bar before an author's own words is written `\|`; the backslash is not part of the name.
        let link = self.link(LinkKind::Mention, name.trim_end_matches('\\'), range);
        let mut mark = |field| self.slots.mark(TextPart::Link(link, field));
        let (class, address, title) =
            (mark(LinkField::Class), mark(LinkField::Address), mark(LinkField::Title));
        Event::InlineHtml(format!("<a class=\"{class}\" href=\"{address}\" title=\"{title}\">").into())
    }

    fn mention_name(&mut self) -> Event<'a> {
        let name = self.slots.mark(TextPart::Link(self.links.len() - 1, LinkField::Name));
        Event::InlineHtml(format!("{name}</a>").into())
    }

    fn formula(&mut self, latex: &str, range: &Range<usize>, setting: Setting) -> Event<'a> {
        let html = math::formula(&mut self.source, &mut self.slots, latex, range, setting);
        Event::InlineHtml(html.into())
    }

    fn alert_open(&mut self, kind: BlockQuoteKind) -> Event<'a> {
        let (class, word) = class_and_word(kind);
        let word = self.slots.mark(TextPart::Word(word));
        Event::Html(
            format!(
                "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{word}</p>\n"
            )
            .into(),
        )
    }

    fn task(&mut self, done: bool) -> Event<'a> {
        let (class, word) = if done { ("done", "task-done") } else { ("open", "task-open") };
        let word = self.slots.mark(TextPart::Word(word));
        Event::InlineHtml(
            format!("<span class=\"task task-{class}\" role=\"img\" aria-label=\"{word}\"></span> ").into(),
        )
    }

    /// Writes the start of the quotation that begins at `at` as that of an alert, if its first line says that it is
    /// one. Returns the index of the last event of that line, and the end tag.
    pub(super) fn callout(
        &mut self,
        out: &mut Vec<Event<'a>>,
        events: &[Located<'a>],
        at: usize,
    ) -> Option<(usize, &'static str)> {
        let Some((Event::Start(Tag::Paragraph), range)) = events.get(at + 1) else { return None };
        let found = marker(&self.source.text[range.clone()]);
        let Marker { kind, word, folding, length } =
            found.or_else(|| admonitions::marker(self.source.text, range))?;
        let (until, text) = (range.start + length, self.source.text);
        let last = |event: &Event<'_>| {
            matches!(event, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph))
        };
        let line = events[at + 2..].iter().position(|(event, _)| last(event))?;
        let mut title: Vec<Located<'a>> = Vec::new();
        for (event, range) in &events[at + 2..at + 2 + line] {
            match event {
                _ if range.end <= until => {}
                Event::Text(words) if title.is_empty() => {
                    let words = if range.start < until { &text[until..range.end] } else { words };
                    title.push((Event::Text(words.trim_start().to_owned().into()), range.clone()));
                }
                _ => title.push((event.clone(), range.clone())),
            }
        }
        let (class, _) = class_and_word(kind);
        let word = self.slots.mark(TextPart::Word(word));
        let (element, head) = match folding {
            Folding::None => ("div", "p"),
            Folding::Open | Folding::Closed => ("details", "summary"),
        };
        let more = match folding {
            Folding::None => " role=\"note\"",
            Folding::Open => " open",
            Folding::Closed => "",
        };
        out.push(Event::Html(
            format!("<{element} class=\"alert alert-{class}\"{more}>\n<{head} class=\"alert-title\">").into(),
        ));
        if events::plain_text(&title).is_empty() {
            out.push(Event::InlineHtml(word.into()));
        } else {
            out.push(Event::InlineHtml(format!("<span class=\"hidden\">{word}: </span>").into()));
            let title = self.rewrite(&title);
            out.extend(title);
        }
        out.push(Event::Html(format!("</{head}>\n").into()));
        let end = at + 2 + line;
        // The rest of the paragraph is the first of the alert.
        if !matches!(events[end].0, Event::End(_)) {
            out.push(Event::Start(Tag::Paragraph));
        }
        Some((end, if folding == Folding::None { "</div>\n" } else { "</details>\n" }))
    }
}

/// Whether the words of a mention are none: `[[c4.6|]]`.
fn shows_nothing(inside: &[Located<'_>]) -> bool {
    let is_picture = |(event, _): &Located<'_>| matches!(event, Event::Start(Tag::Image { .. }));
    events::plain_text(inside).is_empty() && !inside.iter().any(is_picture)
}

/// The first word behind the fence of a block of code, which may be empty, and the code.
fn language_and_code<'e>(kind: &'e CodeBlockKind<'_>, inside: &[Located<'_>]) -> (&'e str, String) {
    let texts = inside.iter().filter_map(|(event, _)| match event {
        Event::Text(text) => Some(&**text),
        _ => None,
    });
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
        CodeBlockKind::Indented => "",
    };
    (language, texts.collect())
}

/// The parts of a list with commas or semicolons between them, each with its span.
fn split_list(list: &Spanned<String>) -> Vec<Spanned<String>> {
    let mut at = list.span.start as usize;
    let mut parts = Vec::new();
    for part in list.value.split(SEPARATORS) {
        let name = part.trim();
        let start = at + part.len() - part.trim_start().len();
        if !name.is_empty() {
            parts.push(Spanned::new(name.to_owned(), Span::new(start..start + name.len())));
        }
        at += part.len() + 1;
    }
    parts
}

/// The classes that an author gave a heading.
fn class_attribute(attributes: &Attributes) -> String {
    if attributes.classes.is_empty() {
        return String::new();
    }
    let classes: Vec<&str> = attributes.classes.iter().map(|class| class.value.as_str()).collect();
    format!(" class=\"{}\"", escape_html(&classes.join(" ")))
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape_html(title)) }
}
