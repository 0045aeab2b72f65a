//! The state that the texts of one file share while they are parsed: headings, links, claims, ids.
//!
//! A page has one text, a profile dozens, since each line of a list is one. `Reader::body` parses each of them to a
//! `Body`: it looks for markup that came out as text, rewrites the events (`body.rs`), lets the markdown crate write
//! HTML, cleans the HTML that authors wrote by hand, and cuts the result at its marks. Headings, links and footnotes
//! gather in lists for the whole file, so that an index means the same in all its texts.
//!
//! No two anchors of a file share a name, except where an author gave both the same one, which is reported. The ids
//! that authors gave, to headings and in hand-written HTML, are reserved before the first heading is parsed, so that a
//! heading without one cannot get a name by chance that a heading further down was given:
//!
//! ```text
//! ## Les 3                       id="les-3-2"
//! ## Herhaling {#les-3}          id="les-3"
//! ```

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, html};

use super::DocumentKind;
use super::anchors::{self, IdPlace};
use super::attributes::Attributes;
use super::definitions;
use super::document::{Body, ClaimDoc, Heading, OccasionDoc, SectionKind};
use super::events::{self, Located};
use super::footnotes::{Footnotes, with_ways_back};
use super::front_matter::Source;
use super::link::{LinkDoc, LinkKind};
use super::only_text;
use super::raw_html;
use super::slots::Slots;
use super::table::{self, TableMarkup};
use super::typography::Typography;
use super::unended;
use crate::config::{RawHtml, TypographySetting};
use crate::diagnostics::{Code, Diagnostic, Message, Reported, say};
use crate::text::{Name, Slugs, Span, Spanned, compose};

/// The most bytes of an id; nobody would write a longer one in a link.
const LONGEST_ID: usize = 200;

/// Parses the texts of one file, which share their headings, links and ids.
pub(super) struct Reader<'a> {
    pub(super) source: Source<'a>,
    pub(super) headings: Vec<Heading>,
    /// The elements of hand-written HTML that have an id.
    pub(super) anchors: Vec<Spanned<Name>>,
    pub(super) links: Vec<LinkDoc>,
    /// Where blocks stand that other programs draw.
    pub(super) drawings: Vec<Span>,
    /// Claims on headings, in the order of the file.
    pub(super) claims: Vec<ClaimDoc>,
    /// Sections that say how they are taught or assessed, in the order of the file.
    pub(super) occasions: Vec<OccasionDoc>,
    pub(super) takes_claims: TakesClaims,
    /// That a line of a profile is no item, since it has no id.
    pub(super) lost_items: Option<Reported>,
    slugs: Slugs,
    /// The ids in hand-written HTML that are not on a page yet, with their places.
    html_ids: HashMap<String, Span>,
    /// Where tags within a line stand that begin or end code which is left out whole.
    pub(super) whole_code: HashSet<usize>,
    /// Whether the text that is being written has HTML of its author, in its own lines or in a caption.
    pub(super) has_raw: bool,
    pub(super) slots: Slots,
    pub(super) footnotes: Footnotes<'a>,
    pub(super) table: TableMarkup,
    pub(super) typography: Typography,
}

/// Whether `level=item` on a heading is a claim in this kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TakesClaims {
    Yes,
    No,
}

impl<'a> Reader<'a> {
    /// A reader for `source`, whose whole text is `events`.
    pub(super) fn new(mut source: Source<'a>, events: &[Located<'a>], takes_claims: TakesClaims) -> Self {
        let footnotes = Footnotes::of(&mut source, events);
        // The words of a profile are official.
        let setting = match DocumentKind::of(source.path) {
            DocumentKind::Profile => TypographySetting::Plain,
            DocumentKind::Module | DocumentKind::Programme | DocumentKind::Page => source.rules.typography,
        };
        let typography = Typography::new(setting, source.language);
        let mut reader = Self {
            source,
            headings: Vec::new(),
            anchors: Vec::new(),
            links: Vec::new(),
            drawings: Vec::new(),
            claims: Vec::new(),
            occasions: Vec::new(),
            takes_claims,
            lost_items: None,
            slugs: Slugs::default(),
            html_ids: HashMap::new(),
            whole_code: raw_html::whole_code(events),
            has_raw: false,
            slots: Slots::default(),
            footnotes,
            table: TableMarkup::default(),
            typography,
        };
        definitions::report(&mut reader.source, events);
        reader.reserve_ids(events);
        reader
    }

    /// Reserves the ids that authors gave, so that no heading further up gets one of them by chance. An id that is
    /// too long or stands twice is reported.
    fn reserve_ids(&mut self, events: &[Located<'a>]) {
        let mut first: Vec<(Spanned<String>, IdPlace)> = Vec::new();
        for (id, stands) in anchors::own_ids(self.source.text, events) {
            if id.value.len() > LONGEST_ID {
                let message = say!(
                    "an id of {several} letters is longer than anybody writes",
                    several = id.value.chars().count()
                );
                let place = self.source.place(id.span);
                let help = say!("write one that a person can name in a link");
                self.source.problems.push(Diagnostic::new(Code::L107, place, message).help(help));
            }
            if self.slugs.claim(&id.value) {
                if stands == IdPlace::Html {
                    self.html_ids.insert(id.value.clone(), id.span);
                }
                first.push((id, stands));
                continue;
            }
            let other = first.iter().find(|(other, _)| other.value == id.value);
            // The ids of competences are one in their profile, and the model reports them as such.
            let is_profile = DocumentKind::of(self.source.path) == DocumentKind::Profile;
            let both = stands == IdPlace::Competence && other.is_some_and(|(_, place)| *place == stands);
            if is_profile && both {
                continue;
            }
            let place = self.source.place(id.span);
            let message = say!("the id `{id}` stands twice in this file", id = id.value);
            let mut problem =
                Diagnostic::new(Code::L106, place, message).help(say!("give one of them another id"));
            if let Some((other, _)) = other {
                problem = problem.related(self.source.place(other.span), say!("first used here"));
            }
            self.source.problems.push(problem);
        }
    }

    /// The HTML of `events`, cut at its gaps. The notes that they define are parsed too.
    pub(super) fn body(&mut self, events: &[Located<'a>]) -> Body {
        only_text::report(&mut self.source, events);
        self.unreported(events)
    }

    /// The same for a text in which markup that came out as text was looked for already.
    pub(super) fn unreported(&mut self, events: &[Located<'a>]) -> Body {
        table::report_lost_cells(&mut self.source, events);
        let written = self.rewrite(events);
        let body = self.written(events, written);
        while let Some((note, events)) = self.footnotes.next() {
            let written = self.rewrite(&events);
            let written = with_ways_back(written, &mut self.slots);
            self.footnotes.notes[note].body = self.written(&events, written);
        }
        body
    }

    /// The HTML of `written`, which `events` became.
    fn written(&mut self, events: &[Located<'a>], written: Vec<Event<'a>>) -> Body {
        let mut written_out = String::new();
        html::push_html(&mut written_out, written.into_iter());
        // The words of a text are escaped by now, so these can only be tags, which HTML writes without a slash.
        let mut markup = written_out;
        for (slashed, tag) in [("<br />", "<br>"), ("<hr />", "<hr>")] {
            if markup.contains(slashed) {
                markup = markup.replace(slashed, tag);
            }
        }
        self.report_raw(events);
        if std::mem::take(&mut self.has_raw) {
            if self.source.rules.raw_html == RawHtml::Safe {
                markup = raw_html::cleaned(&markup);
            }
            if !self.html_ids.is_empty() {
                markup = anchors::with_gaps(&markup, &mut self.html_ids, &mut self.anchors, &mut self.slots);
            }
            markup = table::framed(&markup, &mut self.slots);
        }
        let body = self.slots.cut(&markup);
        self.slots = Slots::default();
        body
    }

    /// Reports what begins in `events` and does not end, and what stays of the HTML in it otherwise than it is written.
    pub(super) fn report_raw(&mut self, events: &[Located<'a>]) {
        let comments = unended::report_blocks(&mut self.source, events);
        if !events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_))) {
            return;
        }
        if self.source.rules.raw_html == RawHtml::Safe {
            raw_html::report(&mut self.source, events, &comments);
        }
        unended::report_elements(&mut self.source, events);
    }

    /// Records a heading, whose words are `events`, and returns its index in `headings`.
    pub(super) fn heading(
        &mut self,
        events: &[Located<'a>],
        level: HeadingLevel,
        attributes: &Attributes,
        range: &Range<usize>,
    ) -> usize {
        let text = events::plain_text(events);
        let (has_own_id, id) = match &attributes.id {
            Some(id) => (true, Name::from(id.value.as_str())),
            None => (false, Name::from(self.slugs.unique(&text))),
        };
        let ends = events.first().zip(events.last());
        let span = ends.map_or(Span::at(0), |(first, last)| Span::new(first.1.start..last.1.end));
        let has_code = events.iter().any(|(event, _)| !matches!(event, Event::Text(_)));
        let text = if has_code { text } else { self.typography.apart(text) };
        if text.is_empty() {
            self.report_empty(say!("this heading has no words"), range);
        }
        // The page's title is its only heading of level 1.
        let level = (level as u8).max(2);
        self.report_skipped_level(level, span);
        let attributes = attributes.place(self.source.text, events, range);
        self.headings.push(Heading { level, id, has_own_id, text, span, attributes });
        self.headings.len() - 1
    }

    /// Reports the heading or the item at `range`, which shows nothing.
    pub(super) fn report_empty(&mut self, message: Message, range: &Range<usize>) {
        let help = say!("write them before what stands between the braces, or take the line out");
        let written = self.source.text.get(range.clone()).map_or(0, |written| written.trim_end().len());
        let place = self.source.place(Span::new(range.start..range.start + written));
        self.source.problems.push(Diagnostic::new(Code::L113, place, message).help(help));
    }

    /// Reports a heading that is more than one level below the one above it: people who listen to a page find their
    /// way by the levels of its headings (WCAG 2.2, 1.3.1).
    fn report_skipped_level(&mut self, level: u8, span: Span) {
        let above = self.headings.last().map_or(1, |heading| heading.level);
        if level > above + 1 {
            let message = say!("a heading of level {level} follows one of level {above}", level, above);
            let marks = "#".repeat(usize::from(above) + 1);
            let help =
                say!("write `{marks}`, or put a heading between them; the page's title is level 1", marks);
            let place = self.source.place(span);
            self.source.problems.push(Diagnostic::new(Code::L507, place, message).help(help));
        }
    }

    /// Records a link, a mention or an image and returns its index in `links`. Its span is that of the target, if the
    /// target is written out in the source, or else the whole `range`.
    pub(super) fn link(&mut self, kind: LinkKind, target: &str, range: Range<usize>) -> usize {
        let raw = &self.source.text[range.clone()];
        // A mention starts with its name, any other link ends with its address, or with a title that has it too.
        let is_address = |at: &usize| raw[..*at].ends_with(['(', '<', ' ']);
        let behind_words = || raw.find("](").and_then(|open| Some(open + raw[open..].find(target)?));
        let last = || raw.rfind(target);
        let has_title = || raw.strip_suffix(')').is_some_and(|raw| raw.ends_with(['"', '\'', ')']));
        let found = if kind == LinkKind::Mention {
            raw.find(target)
        } else if has_title() {
            behind_words().filter(is_address).or_else(last)
        } else {
            last()
        };
        let found = found.filter(|_| !target.is_empty()).map(|at| range.start + at);
        let span = found.map_or(Span::new(range), |at| Span::new(at..at + target.len()));
        // Names are composed (NFC), as ids are; an address keeps its characters.
        let name = if kind == LinkKind::Mention { compose(target) } else { target.into() };
        self.link_at(kind, &name, span)
    }

    /// Records a link to `target`, which stands at `span`, and returns its index in `links`.
    pub(super) fn link_at(&mut self, kind: LinkKind, target: &str, span: Span) -> usize {
        self.links.push(LinkDoc::new(self.source.path, kind, target, span));
        self.links.len() - 1
    }

    /// Reports the words of `attributes` that are no id, no class and no key with a value.
    pub(super) fn report_unknown(&mut self, attributes: &Attributes) {
        let (Some(first), Some(last)) = (attributes.unknown.first(), attributes.unknown.last()) else {
            return;
        };
        let span = Span::new(first.span.start as usize..last.span.end as usize);
        let words = self.source.text[span.range()].to_owned();
        let help = if SectionKind::CLASSES.iter().any(|(_, class)| *class == words) {
            say!("write `{code}`", code = format!(".{words}"))
        } else if let Some(value) = text_before(&self.source.text[..span.start as usize]) {
            let (key, first) = value;
            say!("write `{code}`", code = format!("{key}=\"{first} {words}\""))
        } else {
            say!(
                "write `#id`, `.class`, or a key, `=` and its value without spaces, such as `LEVEL=c4.6,c2.6`"
            )
        };
        self.not_understood(&Spanned::new(words, span), help);
    }

    /// Reports the marks of footnotes in `title`, which is shown in places that have no notes; `help` says where they
    /// may stand.
    pub(super) fn report_marks(&mut self, title: &[Located<'a>], help: &Message) {
        for (event, range) in title {
            let Event::FootnoteReference(label) = event else { continue };
            self.footnotes.count_mark(label);
            let mark = Spanned::new(self.source.text[range.clone()].to_owned(), Span::new(range.clone()));
            self.not_understood(&mark, help.clone());
        }
    }

    /// Reports an attribute that means nothing here.
    pub(super) fn not_understood(&mut self, word: &Spanned<String>, help: Message) -> Reported {
        let message = say!("`{word}` means nothing here", word = word.value);
        let place = self.source.place(word.span);
        self.source.problems.push(Diagnostic::new(Code::L107, place, message).help(help))
    }
}

/// The key and the value at the end of `text`, when that is one which may have several words: `{.assessment method=written`.
fn text_before(text: &str) -> Option<(&str, &str)> {
    let last = text.trim_end().rsplit([' ', '{']).next()?;
    let (key, value) = last.split_once('=')?;
    (key == "method" && !value.is_empty() && !value.contains('"')).then_some((key, value))
}
