//! Lists of texts in TOML, changed by span: texts that stay are not touched, nor are comments, line breaks and spaces
//! between them, and a new text is set as the ones before it.
//!
//! ```text
//! assessed = [                assessed = [
//!   "c1.1", # exam              "c1.1", # exam
//!   'c4',                       'c4.1',          c4 without c4.2
//! ]                             'c4.3',
//!                               'c5',            and c5 new
//!                             ]
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::Array;

use super::TextEdit;
use super::front::{Front, insertion, line_end_at, line_start, next_line, quoted};
use crate::text::Span;

/// A list whose texts share lines gets another line when one would be longer than this.
const WIDTH: usize = 96;

/// The change of a list.
#[derive(Debug, Default)]
pub(super) struct ListChange {
    /// Texts by their number, with those that come in their place; none to take a text out.
    pub(super) replace: BTreeMap<usize, Vec<String>>,
    /// Texts that are new before one that stays, by its number.
    pub(super) insert: BTreeMap<usize, Vec<String>>,
    /// Texts that are new at the end.
    pub(super) append: Vec<String>,
}

/// A list as it stands in a file.
pub(super) struct TomlList<'t> {
    text: &'t str,
    /// From the opening to the closing bracket, both included.
    range: Range<usize>,
    elements: Vec<Element>,
}

struct Element {
    range: Range<usize>,
    /// Where the comma behind it stands.
    comma: Option<usize>,
}

impl<'t> TomlList<'t> {
    /// The list `array` of `front`.
    pub(super) fn new(front: &Front<'t>, array: &Array) -> Self {
        let (text, range) = (front.text(), front.in_file(array.span()));
        let ranges: Vec<Range<usize>> = array.iter().map(|value| front.in_file(value.span())).collect();
        let elements = ranges.iter().enumerate().map(|(at, own)| {
            let next = ranges.get(at + 1).map_or(range.end - 1, |next| next.start);
            Element { range: own.clone(), comma: comma_in(text, own.end..next) }
        });
        let elements = elements.collect();
        Self { text, range, elements }
    }

    /// Whether the list has nothing left after `change`, and no comment either.
    pub(super) fn is_emptied_by(&self, change: &ListChange) -> bool {
        let goes = |at: usize| change.replace.get(&at).is_some_and(Vec::is_empty);
        let mut gaps = (0..self.elements.len()).map(|at| self.behind(at));
        let before =
            self.range.start..self.elements.first().map_or(self.range.end, |first| first.range.start);
        change.append.is_empty()
            && (0..self.elements.len()).all(goes)
            && !self.text[before].contains('#')
            && !gaps.any(|gap| self.text[gap].contains('#'))
    }

    /// The edits that make `change`, in order.
    pub(super) fn edits(&self, mut change: ListChange) -> Vec<TextEdit> {
        let stays =
            |change: &ListChange, at: usize| change.replace.get(&at).is_none_or(|new| !new.is_empty());
        let last_kept = (0..self.elements.len()).rev().find(|at| stays(&change, *at));
        if last_kept.is_none() && !self.elements.is_empty() {
            // The new texts stand in the place of one that goes.
            let append = std::mem::take(&mut change.append);
            change.replace.insert(0, append);
        }
        let mut edits = Vec::new();
        let last_kept = (0..self.elements.len()).rev().find(|at| stays(&change, *at));
        for (at, new) in &change.replace {
            if new.is_empty() {
                edits.extend(self.removal(*at, last_kept));
            } else {
                edits.push(self.replacement(*at, new));
            }
        }
        for (at, new) in &change.insert {
            let between = self.between(*at);
            let written: String =
                new.iter().map(|text| format!("{}{between}", self.quote(*at, text))).collect();
            edits.push(insertion(self.elements[*at].range.start, written));
        }
        // A list that did not end with a comma does not get one.
        if let (Some(kept), Some(last)) = (last_kept, self.elements.last())
            && last.comma.is_none()
            && kept + 1 < self.elements.len()
            && change.append.is_empty()
            && let Some(comma) = self.elements[kept].comma
        {
            edits.push(TextEdit { span: Span::new(comma..comma + 1), replacement: String::new() });
        }
        if !change.append.is_empty() {
            edits.extend(match last_kept {
                Some(last) => self.appended(last, &change.append),
                None => vec![self.first(&change.append)],
            });
        }
        merged(edits).into_iter().map(|edit| self.with_empty_lines(edit)).collect()
    }

    /// A removal that leaves nothing on a line takes the line.
    fn with_empty_lines(&self, edit: TextEdit) -> TextEdit {
        let range = edit.span.range();
        let (start, end) = (line_start(self.text, range.start), next_line(self.text, range.end));
        let is_inside = start > self.range.start && end < self.range.end;
        let is_empty =
            [start..range.start, range.end..end].iter().all(|part| self.text[part.clone()].trim().is_empty());
        let ends_line = range.end > start && self.text[..range.end].ends_with('\n');
        if edit.replacement.is_empty() && range.start < range.end && is_inside && is_empty && !ends_line {
            return TextEdit { span: Span::new(start..end), replacement: String::new() };
        }
        edit
    }

    /// The range between an element and the next one, or the end of the list.
    fn behind(&self, at: usize) -> Range<usize> {
        let end = self.elements.get(at + 1).map_or(self.range.end - 1, |next| next.range.start);
        self.elements[at].range.end..end
    }

    /// The white space on the line of `at` before it; none when there is anything else.
    fn indent(&self, at: usize) -> Option<&'t str> {
        let start = self.elements[at].range.start;
        let before = &self.text[line_start(self.text, start)..start];
        before.trim().is_empty().then_some(before)
    }

    fn quote(&self, at: usize, text: &str) -> String {
        let is_literal = self.text[self.elements[at].range.clone()].starts_with('\'');
        if is_literal && !text.contains('\'') { format!("'{text}'") } else { quoted(text) }
    }

    /// Puts `new` in the place of an element.
    fn replacement(&self, at: usize, new: &[String]) -> TextEdit {
        let written: Vec<String> = new.iter().map(|text| self.quote(at, text)).collect();
        let span = Span::new(self.elements[at].range.clone());
        TextEdit { span, replacement: written.join(&self.between(at)) }
    }

    /// The text between two texts in the place of the element `at`.
    fn between(&self, at: usize) -> String {
        match self.indent(at) {
            Some(indent) if self.is_alone(at) => {
                format!(",{}{indent}", line_end_at(self.text, self.elements[at].range.start))
            }
            _ => ", ".to_owned(),
        }
    }

    /// Whether no other element and no bracket stands on the line of `at`.
    fn is_alone(&self, at: usize) -> bool {
        let element = &self.elements[at];
        let end = element.comma.map_or(element.range.end, |comma| comma + 1);
        let rest = self.text[end..next_line(self.text, end)].trim();
        let is_one_line = !self.text[element.range.clone()].contains('\n');
        is_one_line && self.indent(at).is_some() && (rest.is_empty() || rest.starts_with('#'))
    }

    /// Takes an element out, with its comma and the space that it leaves behind.
    fn removal(&self, at: usize, last_kept: Option<usize>) -> Vec<TextEdit> {
        let element = &self.elements[at];
        let end = element.comma.map_or(element.range.end, |comma| comma + 1);
        let spaces = |from: usize| {
            let rest = &self.text[from..self.range.end];
            from + rest.len() - rest.trim_start_matches([' ', '\t']).len()
        };
        let gone = |range: Range<usize>| TextEdit { span: Span::new(range), replacement: String::new() };
        // A comment between an element and its comma stays.
        if element.comma.is_some_and(|comma| self.text[element.range.end..comma].contains('#')) {
            let comma = end - 1;
            return vec![gone(element.range.clone()), gone(comma..end)];
        }
        if self.is_alone(at) {
            let behind = spaces(end);
            return match self.text[behind..].starts_with('#') {
                true => vec![gone(element.range.start..behind)],
                false => {
                    vec![gone(line_start(self.text, element.range.start)..next_line(self.text, end))]
                }
            };
        }
        let behind = spaces(end);
        let ends_line = self.text[behind..].starts_with(['\n', '\r', '#']);
        if last_kept.is_none_or(|kept| kept < at) || ends_line {
            // Nothing follows, so the space before it goes.
            let before = self.text[..element.range.start].trim_end_matches([' ', '\t']).len();
            let keeps_space = self.text[..before].ends_with(['[', '\n']);
            return vec![gone(if keeps_space { element.range.start } else { before }..end)];
        }
        vec![gone(element.range.start..behind)]
    }

    /// Puts `new` behind the element `last`, the last one that stays.
    fn appended(&self, last: usize, new: &[String]) -> Vec<TextEdit> {
        let element = &self.elements[last];
        let written: Vec<String> = new.iter().map(|text| self.quote(last, text)).collect();
        let line_end = line_end_at(self.text, element.range.start);
        let ends_with_comma = self.elements.last().is_some_and(|last| last.comma.is_some());
        let last_comma = if ends_with_comma { "," } else { "" };
        let after = element.comma.map_or(element.range.end, |comma| comma + 1);
        let comma = element.comma.is_none().then(|| insertion(element.range.end, ",".to_owned()));
        let Some(indent) = self.line_indent(last) else {
            let joined = written.join(", ");
            return comma.into_iter().chain([insertion(after, format!(" {joined}{last_comma}"))]).collect();
        };
        let is_own_line = self.is_alone(last);
        let line = &self.text[line_start(self.text, element.range.start)..after];
        let is_full = line.chars().count() + written.iter().map(|text| text.len() + 2).sum::<usize>() > WIDTH;
        if !is_own_line && !is_full {
            let joined = written.join(", ");
            return comma.into_iter().chain([insertion(after, format!(" {joined}{last_comma}"))]).collect();
        }
        let between = if is_own_line { format!(",{line_end}{indent}") } else { ", ".to_owned() };
        let lines = format!("{line_end}{indent}{}{last_comma}", written.join(&between));
        // A comment behind the last element stays behind it.
        let rest = &self.text[after..self.range.end - 1];
        let at = after + rest.find(['\n', '\r']).unwrap_or(0);
        comma.into_iter().chain([insertion(at, lines)]).collect()
    }

    /// The white space at the start of the line of `at`; none on the line of the opening bracket.
    fn line_indent(&self, at: usize) -> Option<&'t str> {
        let start = line_start(self.text, self.elements[at].range.start);
        let line = &self.text[start..];
        (start > self.range.start).then(|| &line[..line.len() - line.trim_start().len()])
    }

    /// Puts `new` into a list without texts.
    fn first(&self, new: &[String]) -> TextEdit {
        let written: Vec<String> = new.iter().map(|text| quoted(text)).collect();
        let inside = &self.text[self.range.start + 1..self.range.end - 1];
        if inside.contains('\n') {
            let start = line_start(self.text, self.range.end - 1);
            let line_end = line_end_at(self.text, self.range.start);
            let lines: String = written.iter().map(|text| format!("  {text},{line_end}")).collect();
            return insertion(start, lines);
        }
        insertion(self.range.start + 1, written.join(", "))
    }
}

/// A new list of `names` for the key `key`, on several lines when it is long.
pub(super) fn written(key: &str, names: &[String], line_end: &str) -> String {
    let texts: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let length: usize = texts.iter().map(|text| text.len() + 2).sum();
    if key.len() + length <= WIDTH {
        return format!("[{}]", texts.join(", "));
    }
    let mut out = "[".to_owned();
    let mut column = WIDTH;
    for text in &texts {
        column += text.len() + 2;
        if column > WIDTH {
            out.push_str(line_end);
            out.push_str("  ");
            column = text.len() + 2;
        } else {
            out.push(' ');
        }
        out.push_str(text);
        out.push(',');
    }
    out + line_end + "]"
}

/// Where in `range` of `text` a comma stands that is not part of a comment.
fn comma_in(text: &str, range: Range<usize>) -> Option<usize> {
    let mut in_comment = false;
    let found = text[range.clone()].bytes().position(|byte| {
        match byte {
            b'#' => in_comment = true,
            b'\n' => in_comment = false,
            b',' if !in_comment => return true,
            _ => {}
        }
        false
    });
    found.map(|at| range.start + at)
}

/// `edits` in order, removals that meet or overlap made into one.
pub(super) fn merged(mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let is_removal = |edit: &TextEdit| edit.replacement.is_empty();
    let mut out: Vec<TextEdit> = Vec::new();
    for edit in edits {
        match out.last_mut() {
            Some(last)
                if edit.span.start < last.span.end
                    || is_removal(last) && is_removal(&edit) && edit.span.start == last.span.end =>
            {
                last.span.end = last.span.end.max(edit.span.end);
                last.replacement.push_str(&edit.replacement);
            }
            _ => out.push(edit),
        }
    }
    out
}
