//! Parses markdown to events (`events.rs`).
//!
//! The crate that does it reads a few things that authors do not mean, and those are set right here: a colon at the start
//! of a line that is no definition, a word between single waves that it would strike out, a mark of a note whose
//! label has its accents in the other form, a note within a line, and a box between lines of three colons (`boxes.rs`) or
//! with a text that is indented (`admonitions.rs`).
//!
//! No event contains one of the two characters that `slots.rs` uses as marks: they are replaced here, before anybody else
//! sees the text.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::admonitions::Admonitions;
use super::box_lines::OpeningLine;
use super::events::Located;
use super::footnotes::Footnotes;
use super::{autolinks, boxes, footnotes, math, scripts, slots};
use crate::text::{Markup, Piece};

/// GitHub's markdown, definition lists and double brackets. The other options are off on purpose: metadata
/// blocks take more than linear time on hostile input, smart punctuation knows one language only, and the crate's own
/// attributes of headings swallow braces that are text. Formulas are looked for in texts with a dollar sign.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Stands in for the dollar sign of a price while a text is parsed. Nobody types it, and it is one byte as well.
const PRICE: &str = "\u{1a}";

/// Stands in for a colon that begins a line and no definition.
const COLON: &str = "\u{1b}";

/// Parses the text of a file from byte `start` on.
pub(super) fn parse_markdown(text: &str, start: usize) -> Vec<Located<'_>> {
    parse(text, start, None)
}

/// Parses a piece of a file that ends `text` and begins at byte `start`, such as the caption of a picture. The notes of
/// its marks stand elsewhere in the file.
pub(super) fn parse_piece<'a>(text: &'a str, start: usize, notes: &Footnotes<'_>) -> Vec<Located<'a>> {
    parse(text, start, Some(notes))
}

fn parse<'a>(text: &'a str, start: usize, notes: Option<&Footnotes<'_>>) -> Vec<Located<'a>> {
    let (colons, admonitions) = (colons(text, start), Admonitions::of(text, start));
    let mut events = if colons.is_empty() && admonitions.is_empty() {
        read_formulas(text, start, OPTIONS)
    } else {
        with_boxes(text, start, &colons, admonitions)
    };
    events.iter_mut().for_each(without_tag_of_words);
    if text[start..].contains('~') {
        events.iter_mut().for_each(|located| without_single_wave(text, located));
    }
    let mut events = autolinks::link(text, footnotes::with_marks(text, events, notes));
    if text[start..].contains("^[") {
        events = footnotes::with_inline_notes(text, events);
    }
    if scripts::may_hold(&text[start..]) { scripts::with_scripts(text, events) } else { events }
}

/// Parses `text` from byte `start` on with its boxes as quotations; `colons` are those that begin a line.
fn with_boxes<'a>(
    text: &'a str,
    start: usize,
    colons: &[usize],
    admonitions: Admonitions,
) -> Vec<Located<'a>> {
    let Admonitions { lines, signs, mut put_in } = admonitions;
    let mut marked = marked(text, 0, colons, COLON);
    for (place, sign) in signs {
        marked.replace_range(place, sign);
    }
    let breaks = if colons.is_empty() { Vec::new() } else { boxes::lines_below_others(text, start) };
    put_in.extend(breaks.into_iter().map(|place| (place, "\n")));
    put_in.sort_by_key(|(place, _)| *place);
    let marked = with_put_in(marked, &put_in);
    let events = read_formulas(&marked, start, OPTIONS).into_iter();
    let whole = |event| with_texts(event, &|text| text.replace(COLON, ":").into()).into_static();
    // What is put into the text that was parsed is not in the file: where each piece ends there, and here.
    let mut length = 0;
    let ends = put_in.iter().map(|(place, piece)| {
        length += piece.len();
        (place + length, *place)
    });
    let ends: Vec<(usize, usize)> = ends.collect();
    let in_file = |at: usize| {
        let before = ends.partition_point(|(end, _)| *end <= at);
        let moved = before.checked_sub(1).map_or(0, |last| ends[last].0 - ends[last].1);
        // A place within a piece is that of the piece.
        let next = ends.get(before).map_or(usize::MAX, |(_, place)| *place);
        (at - moved).min(next)
    };
    let events = events.map(|(event, range)| (whole(event), in_file(range.start)..in_file(range.end)));
    let events = if lines.is_empty() { events.collect() } else { without_signs(text, &lines, events) };
    boxes::with_boxes(text, events)
}

/// `events` of `text` with nothing of the first `lines` of boxes but their titles.
fn without_signs<'a>(
    text: &str,
    lines: &[OpeningLine],
    events: impl Iterator<Item = Located<'a>>,
) -> Vec<Located<'a>> {
    let mut lines = lines.iter().peekable();
    let shown = |(event, range): Located<'a>| {
        while lines.next_if(|line| line.whole.end <= range.start).is_some() {}
        match (event, lines.peek()) {
            (Event::Text(words), Some(line)) => line.shown(text, words, &range),
            (event, _) => Some((event, range)),
        }
    };
    events.filter_map(shown).collect()
}

/// The colons at the start of a line, behind the signs of lists and quotations, that have no blank behind them: a
/// smiley, a time, the short name of an emoji, a box. The crate takes each for the start of a definition. The line below
/// the head of a table begins with a colon too.
fn colons(text: &str, start: usize) -> Vec<usize> {
    let body = &text[start..];
    let is_colon = |(at, _): &(usize, &str)| {
        let (before, after) = (&body[..*at], &body[at + 1..]);
        let is_sign =
            |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit();
        let signs = before.trim_end_matches(is_sign);
        let begins_line = signs.is_empty() || signs.ends_with('\n');
        begins_line && !after.starts_with([' ', '\t']) && !is_of_table(signs, &body[*at..])
    };
    body.match_indices(':').filter(is_colon).map(|(at, _)| start + at).collect()
}

/// Whether `line`, up to its end, is the one below the head of a table; `above` is the text before it.
fn is_of_table(above: &str, line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default();
    let rules = |c: char| matches!(c, ':' | '-' | '|' | ' ' | '\t' | '\r');
    let above = above.lines().next_back().unwrap_or_default();
    line.contains('-') && line.chars().all(rules) && (line.contains('|') || above.contains('|'))
}

/// `text` from byte `start` on, with `sign` in place of the byte at each of `places`.
fn marked(text: &str, start: usize, places: &[usize], sign: &str) -> String {
    let mut marked = String::with_capacity(text.len() - start);
    let mut written = start;
    for place in places {
        marked.push_str(&text[written..*place]);
        marked.push_str(sign);
        written = place + 1;
    }
    marked.push_str(&text[written..]);
    marked
}

/// `text` with each of `pieces` at its place.
fn with_put_in(text: String, pieces: &[(usize, &str)]) -> String {
    if pieces.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 2 * pieces.len());
    let mut written = 0;
    for (place, piece) in pieces {
        out.push_str(&text[written..*place]);
        out.push_str(piece);
        written = *place;
    }
    out.push_str(&text[written..]);
    out
}

/// One wave before and behind a text does not strike it out: `~20 min of meer~` is about twenty minutes.
fn without_single_wave(text: &str, (event, range): &mut Located<'_>) {
    let is_single = || text[range.clone()].starts_with('~') && !text[range.clone()].starts_with("~~");
    match event {
        Event::Start(Tag::Strikethrough) if is_single() => range.end = range.start + 1,
        Event::End(TagEnd::Strikethrough) if is_single() => range.start = range.end - 1,
        _ => return,
    }
    *event = Event::Text("~".into());
}

/// A sign `<` before a letter that a `>` follows somewhere begins no tag where words stand between them: `a<b en c>d`.
fn without_tag_of_words((event, _): &mut Located<'_>) {
    let Event::InlineHtml(html) = event else { return };
    let is_of_words = match Markup::default().read(html).next() {
        Some(Piece::Tag(_, Some(tag))) if !tag.is_end() => {
            let mut attributes = tag.attributes().peekable();
            attributes.peek().is_some()
                && !html.contains('=')
                && attributes.all(|attribute| !is_attribute(&attribute.name))
        }
        _ => false,
    };
    if is_of_words {
        *event = Event::Text(html.clone());
    }
}

/// Whether `name` may be an attribute without a value.
fn is_attribute(name: &str) -> bool {
    const KNOWN: [&str; 34] = [
        "allowfullscreen",
        "alt",
        "async",
        "autofocus",
        "autoplay",
        "checked",
        "class",
        "compact",
        "controls",
        "default",
        "defer",
        "disabled",
        "download",
        "formnovalidate",
        "hidden",
        "href",
        "id",
        "inert",
        "ismap",
        "itemscope",
        "loop",
        "markdown",
        "multiple",
        "muted",
        "nomodule",
        "noshade",
        "novalidate",
        "nowrap",
        "open",
        "playsinline",
        "readonly",
        "required",
        "reversed",
        "selected",
    ];
    name.contains(['-', ':', '@']) || KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn read_formulas(text: &str, start: usize, options: Options) -> Vec<Located<'_>> {
    let at = |range: Range<usize>| range.start + start..range.end + start;
    if !text[start..].contains('$') {
        let parser = Parser::new_ext(&text[start..], options).into_offset_iter();
        if !slots::may_hold_marks(&text[start..]) {
            return parser.map(|(event, range)| (event, at(range))).collect();
        }
        return parser.map(|(event, range)| (without_marks(event), at(range))).collect();
    }
    let options = options.union(Options::ENABLE_MATH);
    let parser = Parser::new_ext(&text[start..], options).into_offset_iter();
    let events: Vec<Located<'_>> = parser.map(|(event, range)| (without_marks(event), at(range))).collect();
    let is_price = |event: &Event<'_>, range: &_| {
        matches!(event, Event::InlineMath(_)) && !math::is_formula(text, range)
    };
    if !events.iter().any(|(event, range)| is_price(event, range)) {
        return events;
    }
    let is_formula = |(event, range): &&Located<'_>| {
        matches!(event, Event::InlineMath(_) | Event::DisplayMath(_)) && !is_price(event, range)
    };
    let formulas: Vec<Range<usize>> =
        events.iter().filter(is_formula).map(|(_, range)| range.clone()).collect();
    let marked = marked(text, start, &math::prices(text, start, &formulas), PRICE);
    let parser = Parser::new_ext(&marked, options).into_offset_iter();
    let event = |(event, range)| {
        let range = at(range);
        let event = with_texts(without_marks(event), &|text| text.replace(PRICE, "$").into()).into_static();
        // Signs in code and behind a backslash are not known as such there, so that one may be left over.
        (if is_price(&event, &range) { Event::Text(clean(text[range.clone()].into())) } else { event }, range)
    };
    parser.map(event).collect()
}

/// Replaces the marks in the text of `event`. An author's text may contain them, also as `&#xE000;`, and they would
/// be taken for gaps.
fn without_marks(event: Event<'_>) -> Event<'_> {
    with_texts(event, &clean)
}

/// `event` with each of its texts as `change` makes it.
fn with_texts<'a>(event: Event<'a>, change: &impl Fn(CowStr<'a>) -> CowStr<'a>) -> Event<'a> {
    match event {
        Event::Text(text) => Event::Text(change(text)),
        Event::Code(text) => Event::Code(change(text)),
        Event::InlineMath(text) => Event::InlineMath(change(math::without_ticks(text))),
        Event::DisplayMath(text) => Event::DisplayMath(change(text)),
        Event::Html(text) => Event::Html(change(text)),
        Event::InlineHtml(text) => Event::InlineHtml(change(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(change(label)),
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(change(label))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: change(dest_url), title: change(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: change(dest_url), title: change(title), id })
        }
        other => other,
    }
}

fn clean(text: CowStr<'_>) -> CowStr<'_> {
    match slots::without_marks(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(cleaned) => cleaned.into(),
    }
}
