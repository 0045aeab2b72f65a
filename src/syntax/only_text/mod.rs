//! Warns of markup that has come out as text (L108), and finds the marks of footnotes that did (`footnotes.rs`).
//!
//! Markdown has no syntax errors: a mistake in a heading, a list or a mention shows up on the page as the characters
//! that the author typed, and few authors look closely enough to see it. So this file looks through the text events
//! for characters that were most likely meant as markup:
//!
//! ```text
//! ##Les 3                     a heading without a space behind the signs
//! • oproepen beantwoorden     a bullet pasted from a word processor
//! een klacht {#c2.1           attributes that are not closed, or not in a place where they count
//! [[c4.6]                     half a mention
//! $\frac{1}{2$               a formula whose braces do not match
//! \(x^2\), \[…\]              formulas as LaTeX has them
//! [ISO[^1]](https://…)        a link with the mark of a note in it
//! :::tip                      a box of another program
//! :smile:                     the short name of an emoji (L121)
//! [gids](mijn gids.pdf)       a link whose address has a space
//! |--|--|                     the line of a table whose columns do not match
//! [^1]                        a mark of a footnote without the note
//! ![kas](kas.jpg) {.right}    attributes behind a space behind a picture
//! [gids](gids.pdf){.btn}      attributes behind a link
//! {{< youtube abc >}}         commands and comments of other programs (`programs.rs`)
//! a) ja                       lines that run into one (`run_together.rs`)
//! ```{note}                   what stands behind a fence (`fences.rs`)
//! - [/] half                  a task that is neither open nor done
//! ```
//!
//! What may be names of items between single brackets, `[c1.1]` or `(c1.1)`, is gathered (`bracketed.rs`): whether they are
//! is known once all files are.
//!
//! Code is never reported, nor a sign behind a backslash; both are ways to show markup on purpose. Texts can be long
//! and hostile, so each check takes time in proportion to the text.

mod behind;
mod bracketed;
mod fences;
mod latex;
mod marks;
mod programs;
mod run_together;
mod signs;

pub(super) use marks::loose_marks;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use self::marks::{
    PlainMarkup, addresses_with_space, attributes, box_of_others, half_mention, line_of_table, odd_task,
    short_names, start_of_line,
};
use super::attributes::Attributes;
use super::document::BracketedDoc;
use super::events::Located;
use super::front_matter::Source;
use crate::diagnostics::{Code, Diagnostic, Message, Reported, say};
use crate::text::{Span, Spanned};

/// Reports the markup in `events`, a text of `source`, that came out as text.
pub(super) fn report(source: &mut Source<'_>, events: &[Located<'_>]) {
    scan(source, events, true);
}

/// The same for a text whose attributes mean nothing because the heading above it has an unknown class: `_reported` says
/// that, and of the attributes nothing is to be said.
pub(super) fn report_below_unknown(source: &mut Source<'_>, events: &[Located<'_>], _reported: Reported) {
    scan(source, events, false);
}

fn scan(source: &mut Source<'_>, events: &[Located<'_>], wants_attributes: bool) {
    let mut scan = Scan {
        text: source.text,
        run: 0..0,
        starts_line: true,
        in_code: false,
        in_heading: false,
        until: usize::MAX,
        taken: 0..0,
        said: Message::none(),
        brackets: 0,
        mark: None,
        in_display: false,
        in_comment: false,
        wants_attributes,
        found: Vec::new(),
        loose_marks: Vec::new(),
        bracketed: Vec::new(),
    };
    for (event, range) in events {
        scan.pass(event, range);
    }
    scan.end();
    source.loose_marks.append(&mut scan.loose_marks);
    source.bracketed.append(&mut scan.bracketed);
    for PlainMarkup { code, at, message, help } in scan.found {
        let place = source.place(Span::new(at));
        source.problems.push(Diagnostic::new(code, place, message).help(help));
    }
}

/// Joins neighbouring text events to runs: the markdown crate makes an event of its own of each character that could
/// have been markup.
struct Scan<'t> {
    text: &'t str,
    /// The byte range of the current run.
    run: Range<usize>,
    /// Whether the run begins a line.
    starts_line: bool,
    in_code: bool,
    in_heading: bool,
    /// Where the attributes of the current heading begin: those are parsed, and not shown as text.
    until: usize,
    /// The attributes of the last picture, which are parsed too.
    taken: Range<usize>,
    /// The last message about the start of a line in this paragraph or list item. It is not repeated for
    /// further lines with the same mistake.
    said: Message,
    /// How many square brackets are open in this paragraph.
    brackets: usize,
    /// The mark of a note within brackets, which can be no link then.
    mark: Option<Range<usize>>,
    /// Whether two dollar signs stand above that open no formula.
    in_display: bool,
    /// Whether a line stands above with which another program begins a comment.
    in_comment: bool,
    /// Whether attributes that came out as text are reported.
    wants_attributes: bool,
    found: Vec<PlainMarkup>,
    loose_marks: Vec<Spanned<String>>,
    bracketed: Vec<BracketedDoc>,
}

impl Scan<'_> {
    /// Goes past `event`, which stands at `range`.
    fn pass(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code = true;
                if let CodeBlockKind::Fenced(info) = kind {
                    self.found.extend(fences::behind_fence(self.text, range, info));
                }
            }
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(_) if self.in_code || range.start >= self.until => {}
            Event::Text(_) => {
                let start = if self.taken.contains(&range.start) { self.taken.end } else { range.start };
                let end = range.end.min(self.until);
                if start < end {
                    self.text(start..end);
                }
            }
            Event::End(TagEnd::Image) => {
                self.other(event);
                self.taken = behind::of_picture(self.text, range.end);
                self.found.extend(behind::apart_from_picture(self.text, range.end));
            }
            Event::End(TagEnd::Link) => {
                self.other(event);
                if !self.in_heading {
                    self.found.extend(behind::of_link(self.text, range.end));
                }
            }
            Event::Start(Tag::Heading { .. }) => {
                self.until = Attributes::start_in_heading(self.text, range).unwrap_or(usize::MAX);
                self.other(event);
            }
            Event::End(TagEnd::Heading(_)) => {
                self.until = usize::MAX;
                self.other(event);
            }
            Event::FootnoteReference(_) => {
                self.other(event);
                self.mark = (self.brackets > 0).then(|| range.clone());
            }
            _ => self.other(event),
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if range.start != self.run.end || self.run.is_empty() {
            let starts_line = self.starts_line;
            self.end();
            self.starts_line = starts_line && self.run.is_empty();
            self.run = range;
        } else {
            self.run.end = range.end;
        }
    }

    fn other(&mut self, event: &Event<'_>) {
        self.end();
        self.run = 0..0;
        match event {
            Event::Start(Tag::Heading { .. }) => self.in_heading = true,
            Event::End(TagEnd::Heading(_)) => self.in_heading = false,
            Event::Start(
                Tag::Paragraph | Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition,
            ) => {
                self.said = Message::none();
                (self.brackets, self.mark) = (0, None);
            }
            _ => {}
        }
        self.starts_line = matches!(
            event,
            Event::SoftBreak
                | Event::HardBreak
                | Event::Start(
                    Tag::Paragraph
                        | Tag::Item
                        | Tag::DefinitionListTitle
                        | Tag::DefinitionListDefinition
                        | Tag::Heading { .. }
                )
        );
    }

    /// Checks the run, which has come to its end.
    fn end(&mut self) {
        let run = &self.text[self.run.clone()];
        if run.is_empty() {
            return;
        }
        let is_escaped = self.text[..self.run.start].ends_with('\\');
        let starts_line = self.starts_line && !is_escaped;
        let signs = signs::of(run);
        let has = |kinds: u16| signs & kinds != 0;
        let start = starts_line.then(|| self.start_of(run, has(signs::BAR))).flatten();
        // Attributes behind a sign that makes no heading are text for that reason alone.
        let rest = (has(signs::BRACE | signs::EQUALS) && start.is_none() && self.wants_attributes)
            .then(|| attributes(run, is_escaped, self.in_heading))
            .flatten();
        let start = start.filter(|found| found.message != self.said);
        if let Some(found) = &start {
            self.said.clone_from(&found.message);
        }
        let (first, place) = (self.found.len(), self.run.start);
        self.found.extend(start.into_iter().chain(rest));
        let is_line = starts_line && (run.starts_with("import ") || run.starts_with("--8<-- "));
        if signs != 0 || is_escaped || is_line {
            self.within(signs, is_escaped, starts_line);
        }
        for found in &mut self.found[first..] {
            found.at = found.at.start + place..found.at.end + place;
        }
        if has(signs::BRACKET) {
            self.marked_link();
        }
    }

    /// Checks what stands within the run, which has these `signs`; places are counted from its start.
    fn within(&mut self, signs: u16, is_escaped: bool, starts_line: bool) {
        let run = &self.text[self.run.clone()];
        let has = |kinds: u16| signs & kinds != 0;
        if has(signs::BRACKET) {
            let marks = loose_marks(run, is_escaped).map(|(place, label)| {
                let span = Span::new(self.run.start + place.start..self.run.start + place.end);
                Spanned::new(label.to_owned(), span)
            });
            self.loose_marks.extend(marks);
            self.found.extend(half_mention(run, is_escaped));
        }
        if has(signs::BRACKET | signs::ROUND) {
            let found = bracketed::names_between(run, is_escaped).map(|place| BracketedDoc {
                written: Spanned::new(
                    run[place.clone()].to_owned(),
                    Span::new(self.run.start + place.start..self.run.start + place.end),
                ),
                in_heading: self.in_heading,
            });
            self.bracketed.extend(found);
        }
        if has(signs::DOLLAR) {
            self.found.extend(latex::half_formula(run, is_escaped));
        }
        if has(signs::BACKSLASH) || is_escaped {
            self.found.extend(latex::of_others(self.text, &self.run, is_escaped));
        }
        if has(signs::DOLLAR) {
            self.found.extend(latex::half_display(run, is_escaped, &mut self.in_display));
        }
        let around = (&self.text[..self.run.start], &self.text[self.run.end..]);
        let has_signs = has(signs::PERCENT | signs::BRACE | signs::EQUALS);
        if starts_line || has_signs {
            let of_others = programs::signs_of_others(run, around, (starts_line, has_signs));
            self.found.extend(of_others.filter(|found| !(is_escaped && found.at.start == 0)));
        }
        // The line that ends such a comment is no beginning of one.
        if has(signs::PERCENT) && starts_line && run.trim() == "%%" {
            self.in_comment = !self.in_comment;
            self.found.extend(self.in_comment.then(programs::comment_of_lines));
        }
        if has(signs::CARET) {
            self.found.extend(programs::name_of_block(run, around.1));
        }
        if has(signs::BAR) {
            self.found.extend(programs::spoiler(run));
        }
        if has(signs::COLON) {
            self.found.extend(short_names(run));
        }
        if has(signs::BRACKET) {
            self.found.extend(odd_task(run, around.0).filter(|_| starts_line));
            self.found.extend(addresses_with_space(self.text, &self.run, is_escaped));
        }
    }

    /// What was meant by the start of the line that `run` begins.
    fn start_of(&self, run: &str, has_bars: bool) -> Option<PlainMarkup> {
        let table = || has_bars.then(|| line_of_table(run)).flatten();
        let together = || run_together::lines_run_together(&self.text[self.run.start..]);
        start_of_line(run).or_else(|| box_of_others(run)).or_else(table).or_else(together)
    }

    /// Looks for a link with the mark of a note in its words: a link can have no other in it, so it is text.
    fn marked_link(&mut self) {
        for (at, sign) in self.text[self.run.clone()].match_indices(['[', ']']) {
            if sign == "[" {
                self.brackets += 1;
                continue;
            }
            self.brackets = self.brackets.saturating_sub(1);
            let is_link = self.text[self.run.start + at..].starts_with("](");
            if let Some(mark) = self.mark.take_if(|_| is_link) {
                let label = &self.text[mark.clone()];
                let message =
                    say!("the mark `{label}` within a link or a picture makes that only text", label);
                let help = say!("write the mark behind it: `[…](…){label}`", label);
                self.found.push(PlainMarkup::new(mark, message, help));
            }
        }
    }
}

/// Reports `mark`, which stands at `span` in a link by hand and so stays text.
pub(super) fn report_mark_in_link(source: &mut Source<'_>, mark: &str, span: Span) {
    let message = say!("the mark `{mark}` within a link is only text", mark);
    let help = say!("write the mark behind it: `</a>{mark}`", mark);
    source.problems.push(Diagnostic::new(Code::L108, source.place(span), message).help(help));
}
