//! Finds the blocks and elements that authors begin and do not end (L115).
//!
//! A comment without `-->` and a block of code without its second fence reach to the end of the text around them, and
//! all that stands in between is on no page or is shown as code. An element without its end tag reaches as far as browsers
//! please:
//!
//! ```text
//! <!-- nog na te kijken     the rest of the file is a comment
//! <details>                 the rest of the page is folded away
//! ```
//!
//! A block that is not closed ends where the text around it ends, and not at the end of the page.

use std::collections::HashSet;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::DocumentKind;
use super::events::Located;
use super::front_matter::Source;
use super::raw_html::{for_each_tag, is_allowed};
use crate::config::RawHtml;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{DEEPEST_ELEMENT, Span, ends_by_itself};

/// The starts of blocks in which nothing is a tag, with their ends. The first that fits counts.
const COMMENTS: [(&str, &str); 4] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];

/// The elements whose block goes on to their end tag, over empty lines too, and that are left out of the page.
const CODE: [(&str, &str); 3] =
    [("<script", "</script>"), ("<style", "</style>"), ("<textarea", "</textarea>")];

/// What begins in a block of hand-written HTML and does not end in it.
pub(super) struct Unclosed<'h> {
    /// The byte of the block at which it begins.
    pub(super) at: usize,
    open: &'h str,
    close: &'static str,
}

/// The comment or the code in `block` that is not closed.
pub(super) fn unclosed(block: &str) -> Option<Unclosed<'_>> {
    let first = block.len() - block.trim_start().len();
    let starts = |at: usize, sign: &str| {
        block.get(at..at + sign.len()).is_some_and(|found| found.eq_ignore_ascii_case(sign))
    };
    // Only a comment may begin within a block; the others begin one.
    let opens = |at: usize| {
        let all = COMMENTS.iter().chain(&CODE);
        all.take(if at == first { usize::MAX } else { 1 }).find(|(open, _)| starts(at, open))
    };
    let mut until = 0;
    for (at, _) in block.match_indices('<') {
        let Some((open, close)) = opens(at).filter(|_| at >= until) else { continue };
        let mut ends =
            block[at + open.len()..].match_indices(&close[..1]).map(|(end, _)| at + open.len() + end);
        match ends.find(|end| starts(*end, close)) {
            Some(end) => until = end + close.len(),
            None => return Some(Unclosed { at, open: &block[at..at + open.len()], close }),
        }
    }
    None
}

/// Reports the comments and blocks of code in `events`, a text of `source`, that are not closed; returns where the
/// comments begin.
pub(super) fn report_blocks(source: &mut Source<'_>, events: &[Located<'_>]) -> HashSet<usize> {
    let mut begins = HashSet::new();
    let mut lines = LinesDown { text: source.text, counted: 0, line: 1 };
    for (event, range) in events {
        let written = &source.text[range.clone()];
        let end = range.start + written.trim_end().len();
        let (span, message, help) = match event {
            Event::Start(Tag::HtmlBlock) => {
                let Some(Unclosed { at, open, close }) = unclosed(written) else { continue };
                begins.insert(range.start + at);
                let last = lines.of(end);
                let span = Span::new(range.start + at..range.start + at + open.len());
                // A start tag is named whole, as one writes it.
                let open = if COMMENTS.iter().any(|(sign, _)| *sign == open) {
                    open.to_owned()
                } else {
                    format!("{open}>")
                };
                let message = say!(
                    "`{open}` is not closed: the text down to line {last} is left out of the page",
                    open,
                    last
                );
                (span, message, say!("write `{close}` where it ends", close))
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                let Some(fence) = open_fence(written) else { continue };
                let last = lines.of(end);
                let span = Span::new(range.start..range.start + fence.len());
                let message = say!(
                    "this block of code is not closed: the text down to line {last} is shown as code",
                    last
                );
                (span, message, say!("write {fence} on a line of its own where the code ends", fence))
            }
            _ => continue,
        };
        source.problems.push(Diagnostic::new(Code::L115, source.place(span), message).help(help));
    }
    begins
}

/// Counts the lines of a text down to places that come in their order.
struct LinesDown<'t> {
    text: &'t str,
    counted: usize,
    line: usize,
}

impl LinesDown<'_> {
    /// The line of byte `at`.
    fn of(&mut self, at: usize) -> usize {
        let further = self.text.get(self.counted..at).unwrap_or_default();
        self.line += further.matches('\n').count();
        self.counted = self.counted.max(at);
        self.line
    }
}

/// The fence of the block of code `written`, if no other closes it.
fn open_fence(written: &str) -> Option<&str> {
    let sign = written.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let fence = &written[..written.len() - written.trim_start_matches(sign).len()];
    let (_, inside) = written.trim_end().split_once('\n')?;
    // In a list or a quotation their signs stand before it.
    let last = inside.lines().next_back()?.trim_start_matches([' ', '\t', '>']).trim_end();
    let closes = last.len() >= fence.len() && last.chars().all(|other| other == sign);
    (!closes).then_some(fence)
}

/// Reports the elements that `events`, a text of `source`, begin and do not end. Each section of a profile is on a page by
/// itself, so that an element cannot reach over the next heading there.
pub(super) fn report_elements(source: &mut Source<'_>, events: &[Located<'_>]) {
    let is_profile = DocumentKind::of(source.path) == DocumentKind::Profile;
    // Of an element that is left out its author hears that.
    let shows_all = is_profile || source.rules.raw_html == RawHtml::All;
    let mut open: Vec<(String, Span)> = Vec::new();
    for_each_tag(events, |tag, span| {
        if tag.name().is_empty() || ends_by_itself(tag) || !(shows_all || is_allowed(tag)) {
            return;
        }
        let name = tag.name().to_ascii_lowercase();
        let in_drawing = || open.iter().any(|(open, _)| matches!(open.as_str(), "svg" | "math"));
        if !tag.is_end() {
            // In a drawing an element may end in its own tag.
            let ends = tag.as_str().ends_with("/>") && in_drawing();
            // Of those that stand too deep that is said.
            if !ends && open.len() < DEEPEST_ELEMENT {
                open.push((name, span));
            }
        } else if let Some(begin) = open.iter().rposition(|(open, _)| *open == name) {
            // In a profile the first that was forgotten is said, elsewhere each.
            if is_profile { open.truncate(begin) } else { drop(open.remove(begin)) }
        }
    });
    // Elements in each other are often forgotten together: one of each name is said, the outermost.
    let mut said: HashSet<String> = HashSet::new();
    for (name, span) in open {
        if !said.insert(name.clone()) {
            continue;
        }
        let (message, help) = if is_profile {
            (
                say!(
                    "`<{name}>` is not ended in this section or line of the profile, so it ends with it",
                    name
                ),
                say!(
                    "each section is shown by itself: write `<{name}>` and `</{name}>` in every one that it is about",
                    name
                ),
            )
        } else {
            (say!("`<{name}>` is not ended", name), say!("write `</{name}>` where its text ends", name))
        };
        source.problems.push(Diagnostic::new(Code::L115, source.place(span), message).help(help));
    }
}
