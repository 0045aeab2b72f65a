//! Finds sub- and superscript: `H~2~O`, `m^2^`.
//!
//! The markdown crate knows both, but not within a word, where they are wanted. So texts that stand next to each other
//! are searched here, once the crate has cut everything else from them. Between two signs stands one word of letters,
//! digits and a few signs; a wave has a letter or digit before it, so that `~5 km` stays about five, and two waves
//! strike out:
//!
//! ```text
//! CO~2~, 10^-3^, 1^e^      sub- and superscript
//! 2^3 en 4^5, ~/map        text
//! ```

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Located;

/// The most characters that are raised or lowered.
const LONGEST: usize = 24;

/// Whether `text` may have sub- or superscript: a wave, or two signs with no white space between. Marks of notes have one.
pub(super) fn may_hold(text: &str) -> bool {
    let closes = |(at, _): (usize, &str)| {
        let behind = text.as_bytes()[at + 1..].iter().take(LONGEST * size_of::<char>() + 1);
        behind.take_while(|byte| !byte.is_ascii_whitespace()).any(|byte| *byte == b'^')
    };
    text.contains('~') || text.match_indices('^').any(closes)
}

/// `events` of `text` with sub- and superscript.
pub(super) fn with_scripts<'a>(text: &'a str, events: Vec<Located<'a>>) -> Vec<Located<'a>> {
    let mut out = Vec::with_capacity(events.len() + 8);
    let mut events = events.into_iter().peekable();
    let mut in_code = false;
    while let Some((event, range)) = events.next() {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        if in_code || !is_written(text, &event, &range) {
            out.push((event, range));
            continue;
        }
        let (first, mut whole) = (out.len(), range.clone());
        out.push((event, range));
        while let Some(next) =
            events.next_if(|(event, range)| range.start == whole.end && is_written(text, event, range))
        {
            whole.end = next.1.end;
            out.push(next);
        }
        if text[whole.clone()].contains(['^', '~']) {
            let parts = parted(text, whole);
            if parts.len() > 1 {
                out.truncate(first);
                out.extend(parts);
            }
        }
    }
    out
}

/// Whether `event` is a text that stands in the file just so.
fn is_written(text: &str, event: &Event<'_>, range: &Range<usize>) -> bool {
    matches!(event, Event::Text(words) if text[range.clone()] == **words)
}

/// The run `whole` of `text` cut at its sub- and superscript; one event when it has none.
fn parted(text: &str, whole: Range<usize>) -> Vec<Located<'_>> {
    let words = |range: Range<usize>| (Event::Text(text[range.clone()].into()), range);
    let mut out = Vec::new();
    let (mut written, mut at) = (whole.start, whole.start);
    while let Some(found) = text[at..whole.end].find(['^', '~']) {
        let open = at + found;
        at = open + 1;
        let Some(close) = script(text, open, &whole) else { continue };
        let (start, end) = match text.as_bytes()[open] {
            b'^' => (Tag::Superscript, TagEnd::Superscript),
            _ => (Tag::Subscript, TagEnd::Subscript),
        };
        if written < open {
            out.push(words(written..open));
        }
        let range = open..close + 1;
        out.push((Event::Start(start), range.clone()));
        out.push(words(open + 1..close));
        out.push((Event::End(end), range));
        (written, at) = (close + 1, close + 1);
    }
    if written < whole.end {
        out.push(words(written..whole.end));
    }
    out
}

/// Where what begins at `open` ends, if it is sub- or superscript.
fn script(text: &str, open: usize, whole: &Range<usize>) -> Option<usize> {
    let sign = &text[open..open + 1];
    let before = text[whole.start..open].chars().next_back();
    let follows = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}'));
    // A sign behind a backslash begins a text of its own.
    let is_escaped = open == whole.start && text[..open].ends_with('\\');
    if is_escaped || before.is_some_and(|c| sign.starts_with(c)) || sign == "~" && !follows {
        return None;
    }
    let inside = &text[open + 1..whole.end];
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | ',' | '.' | '(' | ')');
    let length: usize = inside.chars().take(LONGEST).take_while(|c| is_part(*c)).map(char::len_utf8).sum();
    let after = inside[length..].strip_prefix(sign)?;
    (length > 0 && !after.starts_with(sign)).then_some(open + 1 + length)
}
