//! Finds the lines that define a link which no text uses (L109).
//!
//! Markdown takes a line `[name]: word` for the definition of a link `[…][name]`, and shows nothing of it. A line of a
//! dialogue has the same form:
//!
//! ```text
//! [Klant]: Goedemorgen
//! ```
//!
//! So a definition that no link uses, and one of a name that is defined above it, are reported. A comment in the form of a
//! definition, `[//]: # (…)`, is left out on purpose.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::events::Located;
use super::front_matter::Source;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{Span, collapse_whitespace};

/// Names and addresses of definitions that are comments.
const COMMENT_NAMES: [&str; 3] = ["//", "comment", "_"];
const COMMENT_ADDRESSES: [&str; 2] = ["#", "<>"];

/// Reports the definitions in `events`, the whole text of `source`, that no page shows.
pub(super) fn report(source: &mut Source<'_>, events: &[Located<'_>]) {
    let (text, start) = (source.text, source.body_start);
    if !text[start..].contains("]:") {
        return;
    }
    // Most texts that come here have notes alone.
    let (used, shown) = (LazyCell::new(|| used(events)), LazyCell::new(|| shown(events)));
    let is_shown = |line: &Range<usize>| {
        let before = shown.partition_point(|shown| shown.start < line.end);
        before > 0 && shown[before - 1].end > line.start
    };
    let mut defined = HashSet::new();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let begin = at + line.len() - line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).len();
        at += line.len();
        let Some((label, address)) = definition(&text[begin..at]) else { continue };
        if is_shown(&(begin..begin + line.trim_end().len().max(1))) {
            continue;
        }
        let name = folded(label);
        let is_first = defined.insert(name.clone());
        if COMMENT_NAMES.contains(&name.as_str()) || COMMENT_ADDRESSES.contains(&address) {
            continue;
        }
        let (message, help) = if is_first && !used.contains(&name) {
            (
                say!("this line defines a link `[{label}]` that no text uses, and no page shows it", label),
                say!("write `\\[{label}]: …` for a line of text, or use it: `[words][{label}]`", label),
            )
        } else if !is_first && used.contains(&name) {
            (
                say!("`[{label}]` is defined above already, and no page shows this line", label),
                say!("give it another name, or write `\\[{label}]: …` for a line of text", label),
            )
        } else {
            continue;
        };
        let span = Span::new(begin..begin + label.len() + "[]:".len());
        source.problems.push(Diagnostic::new(Code::L109, source.place(span), message).help(help));
    }
}

/// The name and the address in `line`, if it has the form of a definition. A note is none.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[').filter(|rest| !rest.starts_with('^'))?.split_once("]:")?;
    (!label.trim().is_empty() && !label.contains(['[', ']']))
        .then(|| (label, rest.split_whitespace().next().unwrap_or_default()))
}

/// The names that links and pictures use.
fn used(events: &[Located<'_>]) -> HashSet<String> {
    let name = |(event, _): &Located<'_>| match event {
        Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
            if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) =>
        {
            Some(folded(id))
        }
        _ => None,
    };
    events.iter().filter_map(name).collect()
}

/// Where the texts stand that a page shows, in order.
fn shown(events: &[Located<'_>]) -> Vec<Range<usize>> {
    let is_text = |event: &Event<'_>| {
        !matches!(event, Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak)
    };
    let mut shown: Vec<Range<usize>> =
        events.iter().filter(|(event, _)| is_text(event)).map(|(_, range)| range.clone()).collect();
    shown.sort_unstable_by_key(|range| range.start);
    shown
}

fn folded(label: &str) -> String {
    collapse_whitespace(label).to_lowercase()
}
