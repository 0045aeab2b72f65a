//! Brings a template that would go on without end, or grow without end, to an error at its place.
//!
//! The engine refuses circles of includes, deep components and long ranges. It does not bound loops in loops, pieces
//! that bring each other in ten times each, or a variable that is doubled in every round. So the text of a site's own
//! template is changed before the engine reads it ([`Bounded`]): every loop, block, component and variable asks a
//! function whether it may go on. The look of a page is not changed, nor the number of a line, and whether a page
//! is too much depends on its template and its view alone and never on how fast a machine is.
//!
//! This finds the mistakes of people, at their place. It cannot hold somebody who wants to go around it, by a loop in
//! an expression or a filter that makes a text of terabytes: see [`super::isolation`] for what does.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use tera::{Error, Kwargs, State, Tera, Value};

use crate::text::Span;

/// How many steps a page may take. The cells of a matrix of 2,000 items and 200 modules take 400,000 in their loops.
const MOST_STEPS: u32 = 5_000_000;

/// Rounds of a loop that a block, a component or an included template counts for: it costs the engine about as many.
/// So a page that is made of any of them comes to its bound in the same time.
const PIECE_STEPS: u32 = 5;

/// How much a variable may hold, in bytes and values.
const MOST_KEPT: usize = 4 << 20;

/// How large a page may be, in bytes.
const MOST_WRITTEN: usize = 256 << 20;

/// The function that counts a round of a loop.
const STEP: &str = "leerlijn_step";

/// The function that counts a block, a component or an included template.
const PIECE: &str = "leerlijn_piece";

/// The function that weighs a variable.
const KEPT: &str = "leerlijn_kept";

thread_local! {
    /// The steps of the page that this thread is making.
    static STEPS: Cell<u32> = const { Cell::new(0) };
}

/// Gives templates the functions that bounded texts call.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(STEP, |_: Kwargs, _: &State<'_>| go(1));
    tera.register_function(PIECE, |_: Kwargs, _: &State<'_>| go(PIECE_STEPS));
    tera.register_function(KEPT, |arguments: Kwargs, _: &State<'_>| kept(&arguments));
}

/// Begins a page: its steps are counted from here.
pub(super) fn begin() {
    STEPS.set(0);
}

fn go(by: u32) -> Result<&'static str, Error> {
    let steps = STEPS.get() + by;
    STEPS.set(steps);
    if steps > MOST_STEPS {
        return Err(Error::message(ENDLESS));
    }
    Ok("")
}

fn kept(arguments: &Kwargs) -> Result<&'static str, Error> {
    let mut left = MOST_KEPT;
    match arguments.get::<Value>("value")? {
        Some(value) if !fits(&value, &mut left) => Err(Error::message(GROWING)),
        _ => Ok(""),
    }
}

/// Whether `value` fits into what is `left`, looking no further than that.
fn fits(value: &Value, left: &mut usize) -> bool {
    let own = value.as_str().map_or(1, str::len).max(1);
    let Some(rest) = left.checked_sub(own) else { return false };
    *left = rest;
    value.as_array().is_none_or(|items| items.iter().all(|item| fits(item, left)))
        && value.as_map().is_none_or(|map| map.values().all(|item| fits(item, left)))
}

/// A page that is being written.
#[derive(Default)]
pub(super) struct PageBuffer(Vec<u8>);

/// The sentences that go through the engine as errors, since that takes no others; `engine_report` knows them again and gives the
/// author the same in the author's language. This one is for a template that takes more than [`MOST_STEPS`].
pub(super) const ENDLESS: &str = "this goes on and on: the page was not ready after 5,000,000 steps";
/// A variable that holds more than [`MOST_KEPT`].
pub(super) const GROWING: &str = "this grows and grows: a variable may hold 4 MB and this one has more";
/// A page of more than [`MOST_WRITTEN`].
pub(super) const TOO_LARGE: &str = "this page is larger than 256 MB";

impl PageBuffer {
    /// The text written so far.
    pub(super) fn into_text(self) -> String {
        String::from_utf8(self.0)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

impl Write for PageBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_WRITTEN {
            return Err(io::Error::other(TOO_LARGE));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template as the engine gets it.
#[derive(Debug, Clone)]
pub(super) struct Bounded {
    /// The text with the questions in it.
    pub(super) text: String,
    /// Where each question stands in `text`, with the tag in the author's text that it is about.
    questions: BTreeMap<usize, (usize, Range<usize>)>,
}

impl Bounded {
    /// The template `text`, bounded.
    pub(super) fn new(text: &str) -> Self {
        let mut bounded = Self { text: String::with_capacity(text.len() * 2), questions: BTreeMap::new() };
        let mut copied = 0;
        let mut captures = Vec::new();
        let mut is_first = true;
        for tag in (Tags { text, at: 0 }) {
            let inside = &text[tag.clone()];
            let words = inside.trim_start_matches("{%").trim_start_matches('-').trim_start();
            let (word, rest) = words.split_at(words.find(|c| !is_name(c)).unwrap_or(words.len()));
            if is_first && word != "extends" {
                bounded.ask(&format!("{PIECE}()"), tag.start..tag.start, "");
            }
            is_first = false;
            bounded.text.push_str(&text[copied..tag.end]);
            copied = tag.end;
            let trim = if inside.ends_with("-%}") { "-" } else { "" };
            let name = rest.trim_start().split(|c| !is_name(c)).next().unwrap_or_default();
            match word {
                "for" => bounded.ask(&format!("{STEP}()"), tag, trim),
                "block" => bounded.ask(&format!("{PIECE}()"), tag, trim),
                "component" => {
                    bounded.ask(&format!("{PIECE}()"), tag.clone(), trim);
                    for name in parameters(rest) {
                        bounded.ask(&format!("{KEPT}(value={name})"), tag.clone(), trim);
                    }
                }
                "set" | "set_global" if assigns(rest) => {
                    bounded.ask(&format!("{KEPT}(value={name})"), tag, trim);
                }
                "set" | "set_global" => captures.push(name),
                "endset" => {
                    if let Some(name) = captures.pop() {
                        bounded.ask(&format!("{KEPT}(value={name})"), tag, trim);
                    }
                }
                _ => {}
            }
        }
        bounded.text.push_str(&text[copied..]);
        bounded
    }

    fn ask(&mut self, question: &str, about: Range<usize>, trim: &str) {
        let start = self.text.len();
        self.text.push_str(&format!("{{{{ {question} {trim}}}}}"));
        self.questions.insert(start, (self.text.len() - start, about));
    }

    /// Where `span` of the engine's text stands in the author's.
    pub(super) fn in_authors_text(&self, span: Span) -> Span {
        let before = |at: usize| self.questions.range(..at);
        let back = |at: usize| {
            at - before(at).map(|(start, (length, _))| at.min(start + length) - start).sum::<usize>()
        };
        let range = span.range();
        let asked = before(range.start + 1).next_back();
        match asked.filter(|(start, (length, _))| range.start < *start + length) {
            Some((_, (_, about))) => Span::new(about.clone()),
            None => Span::new(back(range.start)..back(range.end)),
        }
    }
}

/// The tags `{% … %}` of a template, but for those in comments and in raw text.
struct Tags<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tags<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let start = self.at + self.text[self.at..].find('{')?;
            self.at = start + 1;
            let end = match self.text.as_bytes().get(start + 1) {
                Some(b'#') => start + self.text[start..].find("#}")? + 2,
                Some(b'{') => end_of(self.text, start, "}}")?,
                Some(b'%') => end_of(self.text, start, "%}")?,
                _ => continue,
            };
            self.at = end;
            if !self.text[start..end].starts_with("{%") {
                continue;
            }
            if let Some(raw) = lone_word(self.text, start, "raw") {
                let mut ends = self.text[raw..].match_indices("{%");
                self.at = ends.find_map(|(at, _)| lone_word(self.text, raw + at, "endraw"))?;
                continue;
            }
            return Some(start..end);
        }
    }
}

/// Where the tag at `start` ends, when it is `{% word %}`. The engine looks for the end of raw text in this way, and
/// quotes mean nothing to it there.
fn lone_word(text: &str, start: usize, word: &str) -> Option<usize> {
    let inside = text[start..].strip_prefix("{%")?;
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    let after = inside.trim_ascii_start().strip_prefix(word)?.trim_ascii_start();
    let after = after.strip_prefix('-').unwrap_or(after).strip_prefix("%}")?;
    Some(text.len() - after.len())
}

/// Where the tag that starts at `start` ends with `close`, which does not count between quotes.
fn end_of(text: &str, start: usize, close: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut quote) = (start + 2, None);
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (None, b'"' | b'\'' | b'`') => quote = Some(bytes[at]),
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if open == byte => quote = None,
            (None, _) if bytes[at..].starts_with(close.as_bytes()) => return Some(at + close.len()),
            _ => {}
        }
        at += 1;
    }
    None
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether what follows `set` gives a variable a value, rather than the text up to `endset`.
fn assigns(rest: &str) -> bool {
    rest.trim_start().trim_start_matches(is_name).trim_start().starts_with('=')
}

/// The names of the parameters in `Name(a, b: string = "x", @c)`.
fn parameters(definition: &str) -> Vec<&str> {
    let Some((_, inside)) = definition.split_once('(') else { return Vec::new() };
    let (mut names, mut depth, mut quote, mut expects) = (Vec::new(), 0_i32, None, true);
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')') if depth == 0 => break,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => expects = true,
            (None, c) if expects && is_name(c) => {
                let name = inside[at..].split(|c| !is_name(c)).next().unwrap_or_default();
                names.push(name);
                expects = false;
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions(text: &str) -> String {
        Bounded::new(text).text
    }

    #[test]
    fn what_can_be_passed_again_asks() {
        assert_eq!(
            questions("a{% for x in y -%}\n{{ \"%}\" }}{% endfor %}"),
            "{{ leerlijn_piece() }}a{% for x in y -%}{{ leerlijn_step() -}}\n{{ \"%}\" }}{% endfor %}"
        );
        assert_eq!(
            questions(
                "{% extends \"base.html\" %}{%- block main %}{# {% for #}{% raw %}{% for %}{% endraw %}"
            ),
            "{% extends \"base.html\" %}{%- block main %}{{ leerlijn_piece() }}{# {% for #}{% raw %}{% for %}{% endraw %}"
        );
        assert_eq!(
            questions("{% raw %}{%- endraw'{% endraw -%}{% for x in y %}"),
            "{{ leerlijn_piece() }}{% raw %}{%- endraw'{% endraw -%}{% for x in y %}{{ leerlijn_step() }}"
        );
        assert_eq!(
            questions("{% set a = 'x%}' %}{% set b %}{% set_global c | upper %}{% endset %}{% endset %}")
                .matches("leerlijn_kept")
                .count(),
            3
        );
        assert_eq!(
            parameters(" Bar(totals, b: string = \"a,(x\", c = [1, 2], @d) "),
            ["totals", "b", "c", "d"]
        );
    }

    #[test]
    fn a_place_is_found_back() {
        let text = "é{% for x in y %}{{ bad }}{% endfor %}";
        let bounded = Bounded::new(text);
        let at = |what: &str| {
            let start = bounded.text.find(what).unwrap();
            let span = bounded.in_authors_text(Span::new(start..start + what.len()));
            &text[span.range()]
        };
        assert_eq!((at("bad"), at("x in y"), at("endfor")), ("bad", "x in y", "endfor"));
        let step = bounded.text.rfind(STEP).unwrap();
        let span = bounded.in_authors_text(Span::new(step..step + 3));
        assert_eq!(&text[span.range()], "{% for x in y %}");
    }
}
