//! Makes links of addresses that stand bare in a text: `https://…`, `www.…` and e-mail addresses.
//!
//! This is the extension "autolinks" of GitHub's markdown, which the markdown crate does not have. It is done on the
//! list of events, so that all that comes later sees a link like any other. An address is looked for in runs of text
//! that are next to each other, since the crate parts a text at each sign that could have been markup; not in links,
//! pictures and code, and not inside a hand-written `<a>`.
//!
//! An address ends at white space or `<`, and the punctuation behind it is no part of it: nor is a bracket that closes
//! none within it, nor an entity.
//!
//! ```text
//! (zie www.vdab.be/klacht_(melden).)      www.vdab.be/klacht_(melden)
//! https://example.org/?a=1&copy;          https://example.org/?a=1
//! ```

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::events::Located;
use crate::text::{Markup, Piece, character_start};

/// The beginnings of addresses. GitHub also knows `ftp://`, to which no page may lead.
const BEGINNINGS: [&str; 3] = ["http://", "https://", "www."];

/// `events` with a link for each bare address. `text` is that of the whole file.
pub(super) fn link<'a>(text: &'a str, events: Vec<Located<'a>>) -> Vec<Located<'a>> {
    if !may_hold(text) {
        return events;
    }
    let mut out = Vec::with_capacity(events.len());
    let mut outside = Outside::default();
    let mut run: Vec<Located<'a>> = Vec::new();
    for (event, range) in events {
        let follows = run.last().is_none_or(|(_, before)| before.end <= range.start);
        if matches!(event, Event::Text(_)) && outside.is_here() && follows {
            run.push((event, range));
            continue;
        }
        write_run(&mut run, &mut out);
        outside.pass(&event);
        out.push((event, range));
    }
    write_run(&mut run, &mut out);
    out
}

fn may_hold(text: &str) -> bool {
    text.contains("://") || text.contains('@') || text.contains("www.") || text.contains("WWW.")
}

/// Whether a place is outside of everything that no address is looked for in.
#[derive(Default)]
struct Outside {
    /// How many links, pictures and blocks of code are open.
    depth: usize,
    /// How many hand-written links are open.
    anchors: usize,
}

impl Outside {
    fn is_here(&self) -> bool {
        self.depth == 0 && self.anchors == 0
    }

    fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => self.depth += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for piece in Markup::default().read(html) {
                    match piece {
                        Piece::Tag(_, Some(tag)) if tag.is_one_of(&["a"]) && tag.is_end() => {
                            self.anchors = self.anchors.saturating_sub(1);
                        }
                        Piece::Tag(_, Some(tag)) if tag.is_one_of(&["a"]) => self.anchors += 1,
                        Piece::Tag(..) | Piece::Text(_) => {}
                    }
                }
            }
            // A hand-written link that is not closed reaches no further than its paragraph.
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => {
                self.anchors = 0;
            }
            _ => {}
        }
    }
}

/// Moves the texts of `run` to `out`, with links for the addresses in them.
fn write_run<'a>(run: &mut Vec<Located<'a>>, out: &mut Vec<Located<'a>>) {
    let words_of = |event: &Event<'a>| if let Event::Text(words) = event { words.clone() } else { "".into() };
    // The signs with which an address begins are no markup, so they are in one event.
    if !run.iter().any(|(event, _)| matches!(event, Event::Text(words) if may_hold(words))) {
        out.append(run);
        return;
    }
    let mut words = String::new();
    run.iter().for_each(|(event, _)| words.push_str(&words_of(event)));
    let mut addresses = addresses(&words).into_iter().peekable();
    // Where the event begins in `words`, and where the open link stands in `out`.
    let (mut start, mut link) = (0, 0);
    for (event, range) in run.drain(..) {
        let text = words_of(&event);
        let end = start + text.len();
        let mut at = start;
        while at < end {
            let (until, opens) = match addresses.peek() {
                Some(address) if address.range.start > at => (address.range.start, false),
                Some(address) => (address.range.end, address.range.start == at),
                None => (end, false),
            };
            let until = until.min(end);
            let part = at - start..until - start;
            // An entity is shorter than what stands in the source.
            let place = if text.len() == range.len() {
                range.start + part.start..range.start + part.end
            } else {
                range.clone()
            };
            if let Some(address) = addresses.peek().filter(|_| opens) {
                link = out.len();
                out.push((Event::Start(address.tag(&words)), place.clone()));
            }
            out.push((Event::Text(slice(&text, part)), place.clone()));
            if addresses.next_if(|address| address.range.end == until).is_some() {
                out[link].1.end = place.end;
                out.push((Event::End(TagEnd::Link), out[link].1.clone()));
            }
            at = until;
        }
        start = end;
    }
}

fn slice<'a>(text: &CowStr<'a>, part: Range<usize>) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[part]),
        CowStr::Boxed(_) | CowStr::Inlined(_) => text[part].to_owned().into(),
    }
}

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    range: Range<usize>,
    kind: AddressKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AddressKind {
    /// `https://…`
    Url,
    /// `www.…`
    Host,
    Email,
}

impl Address {
    /// The link to it; `words` is the text in which it was found.
    fn tag<'a>(&self, words: &str) -> Tag<'a> {
        let address = &words[self.range.clone()];
        let (link_type, dest_url) = match self.kind {
            AddressKind::Url => (LinkType::Autolink, address.to_owned()),
            AddressKind::Host => (LinkType::Autolink, format!("http://{address}")),
            AddressKind::Email => (LinkType::Email, address.to_owned()),
        };
        Tag::Link { link_type, dest_url: dest_url.into(), title: "".into(), id: "".into() }
    }
}

/// The addresses in `text`, in order. Takes time in proportion to it: each address is left behind whole.
fn addresses(text: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    if !may_hold(text) {
        return found;
    }
    let mut until = 0;
    for (at, c) in text.char_indices() {
        if at < until {
            continue;
        }
        let address = match c {
            'h' | 'H' | 'w' | 'W' => url(text, at),
            '@' => email(text, until, at),
            _ => None,
        };
        if let Some(address) = address {
            until = address.range.end;
            found.push(address);
        }
    }
    found
}

/// The address that begins at byte `at` of `text`.
fn url(text: &str, at: usize) -> Option<Address> {
    let before = text[..at].chars().next_back();
    let rest = &text[at..];
    let starts = |beginning: &&&str| {
        rest.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    };
    let beginning = BEGINNINGS.iter().find(starts)?;
    let kind = if *beginning == "www." { AddressKind::Host } else { AddressKind::Url };
    // A host follows white space or a sign of markup, a scheme anything that is no letter or digit.
    let may_begin = |before: char| match kind {
        AddressKind::Host => before.is_whitespace() || "*_~(\"'[‘“„«".contains(before),
        AddressKind::Url | AddressKind::Email => !before.is_alphanumeric(),
    };
    let host_start = if kind == AddressKind::Host { 0 } else { beginning.len() };
    if before.is_some_and(|before| !may_begin(before)) || !is_domain(host(&rest[host_start..])) {
        return None;
    }
    let length = rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len());
    Some(Address { range: at..at + without_punctuation(&rest[..length]), kind })
}

/// The host at the start of `text`, as far as one can be long.
fn host(text: &str) -> &str {
    const LONGEST_HOST: usize = 253;
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let end = text.char_indices().take(LONGEST_HOST).find(|(_, c)| !is_host(*c));
    &text[..end.map_or_else(|| character_start(text, LONGEST_HOST), |(at, _)| at)]
}

/// Whether `host` is one as GitHub sees it: names with dots between, and no underscore in the last two.
fn is_domain(host: &str) -> bool {
    let mut names = host.trim_end_matches('.').rsplit('.');
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let last = |name: Option<&str>| name.is_some_and(|name| is_name(name) && !name.contains('_'));
    last(names.next()) && last(names.next()) && names.all(is_name)
}

/// How many bytes `address` has without the punctuation at its end.
fn without_punctuation(address: &str) -> usize {
    let (mut opened, mut closed) = (0_usize, 0_usize);
    for c in address.chars() {
        opened += usize::from(c == '(');
        closed += usize::from(c == ')');
    }
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        let shorter = &rest[..rest.len() - last.len_utf8()];
        rest = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '’' | '”' | '»' | ']' => {
                shorter
            }
            ')' if closed > opened => {
                closed -= 1;
                shorter
            }
            ';' => {
                let name = shorter.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                if name.ends_with('&') && name.len() < shorter.len() {
                    &name[..name.len() - 1]
                } else {
                    shorter
                }
            }
            _ => break,
        };
    }
    rest.len()
}

/// The e-mail address whose sign stands at byte `at` of `text`, and that begins at `from` or later.
fn email(text: &str, from: usize, at: usize) -> Option<Address> {
    // Nobody has a longer name, and a text of signs alone must not take long.
    const LONGEST_NAME: usize = 64;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let name = text[from..at].chars().rev().take(LONGEST_NAME + 1).take_while(|c| is_name(*c)).count();
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let behind = &text[at + 1..];
    let host = &behind[..behind.find(|c: char| !is_host(c)).unwrap_or(behind.len())];
    let host = host.trim_end_matches('.');
    let is_address = (1..=LONGEST_NAME).contains(&name)
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && !host.ends_with(['-', '_']);
    let range = at - name..at + 1 + host.len();
    is_address.then_some(Address { range, kind: AddressKind::Email })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|address| &text[address.range]).collect()
    }

    #[test]
    fn addresses_end_where_github_ends_them() {
        for (text, expected) in [
            ("Zie https://example.org.", "https://example.org"),
            ("Zie https://example.org/a?b=1&c=2#d, en", "https://example.org/a?b=1&c=2#d"),
            ("(www.vdab.be/klacht_(melden))", "www.vdab.be/klacht_(melden)"),
            ("(www.vdab.be/klacht_(melden).)", "www.vdab.be/klacht_(melden)"),
            ("www.vdab.be/?q=a&copy;", "www.vdab.be/?q=a"),
            ("www.vdab.be/?q=a;", "www.vdab.be/?q=a"),
            ("HTTPS://Example.org/É", "HTTPS://Example.org/É"),
            ("https://example.org:8080/x<br>", "https://example.org:8080/x"),
            ("„https://example.org/x”", "https://example.org/x"),
            ("mail an.peeters+les@school.example.", "an.peeters+les@school.example"),
            ("a@b-c.be-", ""),
            ("https://", ""),
            ("https://localhost", ""),
            ("https://a_b.c", ""),
            ("xwww.vdab.be", ""),
            ("an@school", ""),
            ("@an", ""),
            ("ftp://example.org", ""),
        ] {
            assert_eq!(found(text).join(" "), expected, "{text}");
        }
        assert_eq!(found("https://a.be https://b.be c@d.be"), ["https://a.be", "https://b.be", "c@d.be"]);
    }

    #[test]
    fn a_long_text_of_signs_takes_no_longer_than_its_length() {
        for signs in ["@", "www.", "https://a.b/", "a.b@", "a&;", "(", "https://a.b/)"] {
            let text = signs.repeat(50_000);
            assert!(addresses(&text).len() <= text.len());
        }
    }
}
