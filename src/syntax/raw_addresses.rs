//! Finds the addresses in HTML that authors write by hand, and makes gaps of them; of marks of footnotes too.
//!
//! An address in hand-written HTML is one like any other: it is resolved from the file that it stands in, checked, and
//! written for the page that shows it. So each becomes a link of the document, and a mark of `slots.rs` stands in its
//! place before the HTML is cleaned, in styles too:
//!
//! ```text
//! <img src="foto.jpg" alt="Een kas">       <img src="▢" alt="Een kas">
//! <img srcset="klein.jpg 1x, groot.jpg 2x"> <img srcset="▢ 1x, ▢ 2x">
//! ```
//!
//! The markdown crate reads no markdown in such a block, but a caption that can stand nowhere else may have a note:
//!
//! ```text
//! <figcaption>De kassa[^1]</figcaption>     <figcaption>De kassa▢</figcaption>
//! ```
//!
//! Only elements that stay in the page are looked at: what is left out of it leads nowhere (`raw_html.rs`). An element
//! that goes on in a later block of HTML is not, since its address is cut in two there.

use std::ops::Range;

use pulldown_cmark::Event;

use super::document::{LinkField, TextPart};
use super::events::Located;
use super::link::LinkKind;
use super::only_text;
use super::raw_html;
use super::reader::Reader;
use super::unended;
use crate::config::RawHtml;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{Attribute, Markup, Piece, Span, Spanned, Tag};

/// The attributes that hold an address, and the elements on which they do.
const ADDRESSES: &[(&str, &[&str])] = &[
    ("href", &["a", "area", "link"]),
    ("src", &["img", "source", "audio", "video", "track", "embed", "iframe", "script"]),
    ("srcset", &["img", "source"]),
    ("poster", &["video"]),
    ("data", &["object"]),
    ("cite", &["blockquote", "q", "del", "ins"]),
    ("action", &["form"]),
    ("formaction", &["button", "input"]),
];

impl<'a> Reader<'a> {
    /// Writes the hand-written HTML at the start of `events` and returns how many of them it has: the markdown crate
    /// parts a block at its lines, while a tag within a line comes whole.
    pub(super) fn write_raw(&mut self, out: &mut Vec<Event<'a>>, events: &[Located<'a>]) -> usize {
        let lines = events.iter().take_while(|(event, _)| matches!(event, Event::Html(_)));
        let length = lines.count().max(1);
        let markup = self.raw_markup(&events[..length]);
        out.push(Event::Html(self.within_its_block(markup, &events[0]).into()));
        self.has_raw = true;
        length
    }

    /// `markup`, which the block or the tag at `event` became, without what would take along the text behind it.
    fn within_its_block(&self, mut markup: String, (event, range): &Located<'a>) -> String {
        let is_safe = self.source.rules.raw_html == RawHtml::Safe;
        if matches!(event, Event::InlineHtml(_)) {
            let is_out =
                is_safe && raw_html::is_swallowing(&markup) && !self.whole_code.contains(&range.start);
            return if is_out { String::new() } else { markup };
        }
        if let Some(unclosed) = unended::unclosed(&markup) {
            markup.truncate(unclosed.at);
        }
        if is_safe { raw_html::without_swallowing(&markup).into_owned() } else { markup }
    }

    /// The HTML of `events`, which are pieces of one block of hand-written HTML or a single tag, with gaps for its
    /// addresses.
    fn raw_markup(&mut self, events: &[Located<'a>]) -> String {
        let mut html = String::new();
        // Where each event begins in `html`, and in the file. In a list or a quotation there is more between two lines.
        let mut starts = Vec::with_capacity(events.len());
        for (event, range) in events {
            let (Event::Html(text) | Event::InlineHtml(text)) = event else { continue };
            starts.push((html.len(), range.start));
            html.push_str(text);
        }
        if !html.contains('=') && !html.contains("url(") && !html.contains("[^") {
            return html;
        }
        let place = |at: usize| {
            let before = starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            starts.get(before).map_or(0, |(start, in_file)| in_file + at - start)
        };
        let (mut out, mut at, mut in_style) = (String::with_capacity(html.len()), 0, false);
        let mut around = MarksAround::default();
        for piece in Markup::default().read(&html) {
            let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
            if let Piece::Tag(_, Some(tag)) = &piece {
                around.pass(tag);
            }
            match &piece {
                Piece::Text(_) if read.contains("[^") && !around.is_code() => {
                    self.text_with_marks(&mut out, read, around, |range| {
                        Span::new(place(at + range.start)..place(at + range.end))
                    });
                }
                Piece::Tag(_, Some(tag)) if !tag.is_end() && self.stays(tag) => {
                    let span =
                        |range: Range<usize>| Span::new(place(at + range.start)..place(at + range.end));
                    self.tag_with_gaps(&mut out, tag, read, span);
                    in_style = tag.is_one_of(&["style"]);
                }
                Piece::Tag(_, None) if in_style => {
                    let style = self.style_with_gaps(read, Span::new(place(at)..place(at + read.len())));
                    out.push_str(style.as_deref().unwrap_or(read));
                }
                Piece::Tag(..) | Piece::Text(_) => {
                    in_style = false;
                    out.push_str(read);
                }
            }
            at += read.len();
        }
        out
    }

    /// Writes `text` with gaps for its marks of footnotes, as a caption by hand may have them; `span` gives the place of a
    /// part of it. A link can have no other link in it, so its marks stay text.
    fn text_with_marks(
        &mut self,
        out: &mut String,
        text: &str,
        around: MarksAround,
        span: impl Fn(Range<usize>) -> Span,
    ) {
        let mut written = 0;
        for (range, label) in only_text::loose_marks(text, false) {
            let mark = Spanned::new(label.to_owned(), span(range.clone()));
            if around.links > 0 && self.footnotes.has(label) {
                only_text::report_mark_in_link(&mut self.source, &text[range], mark.span);
                self.footnotes.count_mark(label);
            } else if let Some(gap) = self.footnotes.gap(label, &mut self.slots) {
                out.push_str(&text[written..range.start]);
                out.push_str(&gap);
                written = range.end;
            } else {
                self.source.loose_marks.push(mark);
            }
        }
        out.push_str(&text[written..]);
    }

    /// Whether the element that `tag` opens is in the page.
    fn stays(&self, tag: &Tag<'_>) -> bool {
        match self.source.rules.raw_html {
            RawHtml::All => true,
            RawHtml::Safe => raw_html::is_allowed(tag),
        }
    }

    /// Writes `tag`, whose text is `read`, with gaps for its addresses; `span` gives the place of a part of it.
    fn tag_with_gaps(
        &mut self,
        out: &mut String,
        tag: &Tag<'_>,
        read: &str,
        span: impl Fn(Range<usize>) -> Span,
    ) {
        let is_picture = tag.is_one_of(&["img"]);
        let has_size = ["width", "height", "style"].iter().any(|name| tag.attribute(name).is_some());
        if is_picture && tag.attribute("alt").is_none() {
            let message = say!("this picture has no words for who cannot see it");
            let help = say!(
                "say in `alt` what it shows: `<img src=\"…\" alt=\"De fasen van een gesprek\">`; `alt=\"\"` where it only decorates"
            );
            let place = self.source.place(span(0..read.len()));
            self.source.problems.push(Diagnostic::new(Code::L506, place, message).help(help));
        }
        let mut written = 0;
        for attribute in tag.attributes() {
            if attribute.name.eq_ignore_ascii_case("style") {
                if let Some(style) = self.style_with_gaps(&attribute.value, span(attribute.value_at.clone()))
                {
                    out.push_str(&read[written..attribute.at.start]);
                    out.push_str(&format!(
                        "style=\"{}\"",
                        style.replace('&', "&amp;").replace('"', "&quot;")
                    ));
                    written = attribute.at.end;
                }
                continue;
            }
            let Some(name) = address_attribute(tag, &attribute) else { continue };
            // Whoever lets all markup in also lets in addresses of any kind.
            if self.source.rules.raw_html == RawHtml::All && !raw_html::may_lead_to(&attribute.value) {
                continue;
            }
            let value_span = span(attribute.value_at.clone());
            let kind = if is_picture || name == "poster" { LinkKind::Image } else { LinkKind::Link };
            let value = if name == "srcset" {
                self.sources_with_gaps(&attribute.value, value_span)
            } else {
                let field = if is_picture && !has_size { LinkField::Source } else { LinkField::Address };
                self.address_gap(kind, &attribute.value, value_span, field)
            };
            out.push_str(&read[written..attribute.at.start]);
            out.push_str(&format!("{name}=\"{value}\""));
            written = attribute.at.end;
        }
        out.push_str(&read[written..]);
    }

    /// The mark for the address `written`, without the white space that browsers leave out of one.
    fn address_gap(&mut self, kind: LinkKind, written: &str, span: Span, field: LinkField) -> String {
        let address: String = written.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let link = self.link_at(kind, &address, span);
        self.slots.mark(TextPart::Link(link, field))
    }

    /// `css`, which stands at `span`, with marks for the addresses in `url(…)`; none without such an address.
    fn style_with_gaps(&mut self, css: &str, span: Span) -> Option<String> {
        const OPEN: &str = "url(";
        let (mut out, mut written) = (String::new(), 0);
        for (at, _) in css.match_indices(OPEN) {
            let start = at + OPEN.len();
            let Some(length) = css[start..].find(')').filter(|_| start >= written) else { continue };
            let address = css[start..start + length].trim().trim_matches(['"', '\'']).trim();
            // A picture that stands in the style itself, and a part of a drawing on the same page.
            if address.is_empty() || address.starts_with(['#', '\u{E000}']) || address.starts_with("data:") {
                continue;
            }
            let gap = self.address_gap(LinkKind::Image, address, span, LinkField::Address);
            out.push_str(&css[written..start]);
            out.push_str(&format!("'{gap}'"));
            written = start + length;
        }
        (written > 0).then(|| out + &css[written..])
    }

    /// A `srcset` with marks for its addresses: `klein.jpg 480w, groot.jpg 2x`.
    fn sources_with_gaps(&mut self, written: &str, span: Span) -> String {
        let candidates = SourceSet(written).map(|(address, descriptor)| {
            let gap = self.address_gap(LinkKind::Image, address, span, LinkField::Address);
            format!("{gap} {}", descriptor.replace('"', "&quot;")).trim_end().to_owned()
        });
        candidates.collect::<Vec<_>>().join(", ")
    }
}

/// The elements round a text by hand in which the mark of a footnote is none.
#[derive(Debug, Default, Clone, Copy)]
struct MarksAround {
    links: usize,
    code: usize,
}

impl MarksAround {
    fn pass(&mut self, tag: &Tag<'_>) {
        let depth = match () {
            () if tag.is_one_of(&["a"]) => &mut self.links,
            () if tag.is_one_of(&["pre", "code", "kbd", "samp", "math", "svg", "textarea"]) => &mut self.code,
            () => return,
        };
        *depth = if tag.is_end() { depth.saturating_sub(1) } else { *depth + 1 };
    }

    fn is_code(self) -> bool {
        self.code > 0
    }
}

/// The name of `attribute` of `tag` in lower case, where it holds an address.
fn address_attribute(tag: &Tag<'_>, attribute: &Attribute) -> Option<&'static str> {
    let (name, elements) = ADDRESSES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&attribute.name))?;
    tag.is_one_of(elements).then_some(*name)
}

/// The addresses of a `srcset` and what stands behind each, as the HTML standard reads them: an address ends at white
/// space, and what is behind it at a comma.
struct SourceSet<'t>(&'t str);

impl<'t> Iterator for SourceSet<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let (address, behind) = rest.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((rest, ""));
        if let Some(address) = address.strip_suffix(',') {
            self.0 = behind;
            return Some((address.trim_end_matches(','), ""));
        }
        let (descriptor, behind) = behind.split_once(',').unwrap_or((behind, ""));
        self.0 = behind;
        Some((address, descriptor.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_sources_is_read_as_browsers_read_it() {
        let read = |text| SourceSet(text).collect::<Vec<_>>();
        assert_eq!(read("a.jpg 1x, b.jpg 2x"), [("a.jpg", "1x"), ("b.jpg", "2x")]);
        assert_eq!(read(" a.jpg, b,c.jpg 480w ,"), [("a.jpg", ""), ("b,c.jpg", "480w")]);
        assert_eq!(read("a.jpg"), [("a.jpg", "")]);
        assert_eq!(read(" , "), []);
    }
}
