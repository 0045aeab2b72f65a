//! Gathers the footnotes of a file and looks for what is missing: a note for a mark, a mark for a note.
//!
//! A note belongs to its file and not to the text in which it is defined: in a profile each line of a list is a text
//! of its own, and the note stands below the list or in another section. So the labels of all notes are known before
//! the first text is parsed, a mark becomes a gap (`TextPart::Mark`), and the page that shows the mark gives it a number
//! and shows the note.
//!
//! ```text
//! - Beantwoordt oproepen[^1] {#c2.1}     Mark(0), on the page of the item
//! [^1]: telefoon en chat                 notes[0]
//! ```
//!
//! A note without a mark is on no page, which is reported (L111), and so is a mark without a note (L110), which the
//! markdown crate leaves as the text `[^1]`, where `only_text` finds it. Of two notes with one label the first counts.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::document::{Body, NoteDoc, TextPart};
use super::events::{Located, end_of};
use super::front_matter::Source;
use super::slots::Slots;
use crate::diagnostics::{Code, Diagnostic, did_you_mean, say};
use crate::text::{Span, Spanned, compose, nearest};

/// The most bytes of a label that are looked at.
const LONGEST_LABEL: usize = 200;

/// The footnotes of one file.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    /// The notes, with empty texts until these are parsed.
    pub(super) notes: Vec<NoteDoc>,
    by_label: HashMap<String, usize>,
    /// Notes that were met in a text and are not parsed yet: the index, and the events.
    waiting: VecDeque<(usize, Vec<Located<'a>>)>,
    /// The note that is being parsed.
    inside: Option<usize>,
    /// The marks: the note in which each stands, and the note that it leads to.
    marks: Vec<(Option<usize>, usize)>,
}

impl<'a> Footnotes<'a> {
    /// The footnotes that `events`, the whole text of `source`, define.
    pub(super) fn of(source: &mut Source<'a>, events: &[Located<'a>]) -> Self {
        let mut footnotes = Self::default();
        for (at, (event, range)) in events.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
            let label = Spanned::new(label.to_string(), span_of_label(source.text, range));
            if matches!(events.get(at + 1), Some((Event::End(TagEnd::FootnoteDefinition), _))) {
                let message = say!("the note `[^{label}]` has no words", label = label.value);
                let help = say!("write its text behind the colon, or take it out with its mark");
                source
                    .problems
                    .push(Diagnostic::new(Code::L113, source.place(label.span), message).help(help));
            }
            let known = footnotes.by_label.get(&folded(&label.value));
            if let Some(first) = known.map(|known| &footnotes.notes[*known].label) {
                let message = say!(
                    "there is another note `[^{label}]`, and no page shows this one",
                    label = label.value
                );
                let problem = Diagnostic::new(Code::L111, source.place(label.span), message)
                    .help(say!("give one of them another label, and its mark too"))
                    .related(source.place(first.span), say!("this one counts"));
                source.problems.push(problem);
                continue;
            }
            footnotes.by_label.insert(folded(&label.value), footnotes.notes.len());
            footnotes.notes.push(NoteDoc { label, body: Body::default() });
        }
        footnotes
    }

    /// The gap for a mark of the note `label`; the mark as it is written where there is no such note.
    pub(super) fn mark(&mut self, label: &str, slots: &mut Slots) -> Event<'a> {
        match self.gap(label, slots) {
            Some(gap) => Event::InlineHtml(gap.into()),
            None => Event::Text(format!("[^{label}]").into()),
        }
    }

    /// The text that holds the place of a mark of the note `label` in the HTML; none where there is no such note.
    pub(super) fn gap(&mut self, label: &str, slots: &mut Slots) -> Option<String> {
        let note = *self.by_label.get(&folded(label))?;
        self.marks.push((self.inside, note));
        Some(slots.mark(TextPart::Mark(note)))
    }

    /// Counts a mark in a title, where pages show none; it is reported there.
    pub(super) fn count_mark(&mut self, label: &str) {
        self.marks.extend(self.by_label.get(&folded(label)).map(|note| (None, *note)));
    }

    /// Whether there is a note `label`.
    pub(super) fn has(&self, label: &str) -> bool {
        self.by_label.contains_key(&folded(label))
    }

    /// Adds the notes that `events` define, a piece of the file that was parsed by itself: those within its lines.
    pub(super) fn add(&mut self, text: &str, events: &[Located<'a>]) {
        for (at, (event, range)) in events.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
            let (name, end) =
                (Spanned::new(label.to_string(), span_of_label(text, range)), end_of(events, at));
            self.by_label.insert(folded(label), self.notes.len());
            self.notes.push(NoteDoc { label: name, body: Body::default() });
            self.define(label, range, events[at + 1..end].to_vec());
        }
    }

    /// Keeps the note `label` with its `events` until the text around it has been parsed.
    pub(super) fn define(&mut self, label: &CowStr<'a>, range: &Range<usize>, events: Vec<Located<'a>>) {
        let note = self.by_label.get(&folded(label)).copied();
        // Of two notes with one label the second was reported.
        let is_first = |note: &usize| self.notes[*note].label.span.start as usize == range.start;
        self.waiting.extend(note.filter(is_first).map(|note| (note, events)));
    }

    /// The next note that was met and is not parsed yet.
    pub(super) fn next(&mut self) -> Option<(usize, Vec<Located<'a>>)> {
        let next = self.waiting.pop_front();
        self.inside = next.as_ref().map(|(note, _)| *note);
        next
    }

    /// The notes, after the notes that no text leads to were reported.
    pub(super) fn finish(self, source: &mut Source<'_>) -> Vec<NoteDoc> {
        let mut shown = vec![false; self.notes.len()];
        let mut led_to: Vec<Vec<usize>> = vec![Vec::new(); self.notes.len()];
        let mut open = Vec::new();
        for (inside, note) in &self.marks {
            match inside {
                Some(other) => led_to[*other].push(*note),
                None => open.push(*note),
            }
        }
        while let Some(note) = open.pop() {
            if !std::mem::replace(&mut shown[note], true) {
                open.append(&mut led_to[note]);
            }
        }
        self.report_loose_marks(source, &mut shown);
        for (note, _) in self.notes.iter().zip(shown).filter(|(_, shown)| !shown) {
            let label = &note.label.value;
            let message = say!("no text leads to the note `[^{label}]`, so no page shows it", label);
            let help = say!("write its mark `[^{label}]` behind the words that it is about", label);
            let place = source.place(note.label.span);
            source.problems.push(Diagnostic::new(Code::L111, place, message).help(help));
        }
        self.notes
    }

    /// Reports the marks without a note. Where one seems to be meant for a note that no text leads to, that is one
    /// mistake, and the note counts as `shown`.
    fn report_loose_marks(&self, source: &mut Source<'_>, shown: &mut [bool]) {
        for mark in std::mem::take(&mut source.loose_marks) {
            let near = nearest(&mark.value, self.notes.iter().map(|note| note.label.value.as_str()));
            let names: Vec<String> = near.iter().map(|label| format!("[^{label}]")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let otherwise = say!("write it below, on a line of its own: `[^{mark}]: …`", mark = mark.value);
            let message = say!("there is no note `[^{mark}]`", mark = mark.value);
            let problem = Diagnostic::new(Code::L110, source.place(mark.span), message);
            source.problems.push(problem.help(did_you_mean(&names, otherwise)));
            for label in near {
                self.by_label.get(&folded(label)).into_iter().for_each(|note| shown[*note] = true);
            }
        }
    }
}

/// The events of a note's text with a gap for the ways back to its marks at the end of its last paragraph.
pub(super) fn with_ways_back<'a>(mut events: Vec<Event<'a>>, slots: &mut Slots) -> Vec<Event<'a>> {
    let paragraph = matches!(events.last(), Some(Event::End(TagEnd::Paragraph)));
    let at = events.len() - usize::from(paragraph);
    events.insert(at, Event::InlineHtml(slots.mark(TextPart::WaysBack).into()));
    events
}

/// Labels are the same in capitals and in small letters, as those of links are, and with their accents in one sign with
/// the letter or in two.
fn folded(label: &str) -> String {
    compose(label).to_lowercase()
}

/// `events` of `text` with the marks that the markdown crate takes for text: those whose accents are written in another
/// form than those of their note, and in a piece of a file those of its `notes`, which stand elsewhere in it.
pub(super) fn with_marks<'a>(
    text: &'a str,
    events: Vec<Located<'a>>,
    notes: Option<&Footnotes<'_>>,
) -> Vec<Located<'a>> {
    let labels = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some(folded(label)),
        _ => None,
    });
    let labels: HashSet<String> = labels.filter(|label| !label.is_ascii()).collect();
    if labels.is_empty() && notes.is_none() {
        return events;
    }
    let is_label =
        |label: &str| labels.contains(&folded(label)) || notes.is_some_and(|notes| notes.has(label));
    let mut out: Vec<Located<'a>> = Vec::with_capacity(events.len());
    let mut in_code = false;
    // The end of the mark that was written last.
    let mut until = 0;
    for (event, range) in events {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        let is_text = matches!(event, Event::Text(_)) && !in_code;
        if is_text && range.end <= until {
            continue;
        }
        // The crate parts a text at each bracket.
        let is_bracket = is_text && &text[range.clone()] == "[" && !text[..range.start].ends_with('\\');
        let label = text[range.start..].strip_prefix("[^").filter(|_| is_bracket);
        let label =
            label.and_then(|rest| rest.get(..rest.bytes().take(LONGEST_LABEL).position(|b| b == b']')?));
        match label.filter(|label| is_label(label)) {
            Some(label) => {
                until = range.start + label.len() + "[^]".len();
                out.push((Event::FootnoteReference(label.into()), range.start..until));
            }
            None => out.push((event, range)),
        }
    }
    out
}

/// `events` of `text` with notes of their own for those that stand within a line, `woord^[de noot]`. Their labels are
/// such as no author can write.
pub(super) fn with_inline_notes<'a>(text: &'a str, events: Vec<Located<'a>>) -> Vec<Located<'a>> {
    let mut out: Vec<Located<'a>> = Vec::with_capacity(events.len());
    let mut notes: Vec<Located<'a>> = Vec::new();
    let closing = closing_brackets(text, &events);
    let (mut at, mut in_code) = (0, false);
    while at < events.len() {
        let (event, range) = &events[at];
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        let Some(end) = (!in_code).then(|| inline_note(text, &events, at, &closing)).flatten() else {
            out.push(events[at].clone());
            at += 1;
            continue;
        };
        let before = range.start..range.end - 1;
        if let (Event::Text(words), false) = (event, before.is_empty()) {
            let words = words.strip_suffix('^').unwrap_or(words).to_owned();
            out.push((Event::Text(words.into()), before));
        }
        let (inside, whole) = (&events[at + 2..end], range.end - 1..events[end].1.end);
        let label = format!("]{}", whole.start);
        let range = range.end + 1..events[end].1.start;
        out.push((Event::FootnoteReference(label.clone().into()), whole));
        notes.push((Event::Start(Tag::FootnoteDefinition(label.into())), range.clone()));
        notes.push((Event::Start(Tag::Paragraph), range.clone()));
        notes.extend_from_slice(inside);
        notes.push((Event::End(TagEnd::Paragraph), range.clone()));
        notes.push((Event::End(TagEnd::FootnoteDefinition), range));
        at = end + 1;
    }
    out.append(&mut notes);
    out
}

/// The index of the bracket that closes the note whose sign `^` ends the text at `at`.
fn inline_note(
    text: &str,
    events: &[Located<'_>],
    at: usize,
    closing: &HashMap<usize, usize>,
) -> Option<usize> {
    let (Event::Text(_), sign) = &events[at] else { return None };
    let before = text.get(sign.clone())?.strip_suffix('^')?;
    let is_escaped = before.is_empty() && text[..sign.start].ends_with('\\');
    if is_escaped || events.get(at + 1)?.1.start != sign.end {
        return None;
    }
    closing.get(&(at + 1)).copied().filter(|end| *end > at + 2)
}

/// The brackets in `events` that are text, by their index, and the index of the one that closes each: in the same
/// element, as brackets stand in each other. All are found in one walk, however many are never closed.
fn closing_brackets(text: &str, events: &[Located<'_>]) -> HashMap<usize, usize> {
    let (mut closing, mut open) = (HashMap::new(), Vec::new());
    // How many brackets were open before each element that is open.
    let mut outside = Vec::new();
    for (at, (event, range)) in events.iter().enumerate() {
        match (event, text.get(range.clone())) {
            (Event::Start(_), _) => outside.push(open.len()),
            (Event::End(_), _) => open.truncate(outside.pop().unwrap_or_default()),
            (Event::Text(_), Some("[")) => open.push(at),
            (Event::Text(_), Some("]")) if open.len() > outside.last().copied().unwrap_or_default() => {
                closing.extend(open.pop().map(|start| (start, at)));
            }
            _ => {}
        }
    }
    closing
}

/// The place of `[^1]` in the definition at `range`.
fn span_of_label(text: &str, range: &Range<usize>) -> Span {
    let end = text[range.clone()].find("]:").map_or(range.end, |at| range.start + at + 1);
    Span::new(range.start..end)
}
