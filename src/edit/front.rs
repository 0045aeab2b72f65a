//! Parses front matter with the place of each key, so that one key can be changed without writing the others anew: their
//! spaces, quotation marks, comments and line ends stay.
//!
//! A table can stand in three forms, and what is added takes the form that is there:
//!
//! ```text
//! [covers]                      covers = { assessed = ["c1"] }        covers.assessed = ["c1"]
//! assessed = ["c1"]
//! ```

use std::ops::Range;

use toml_edit::{Array, Document, InlineTable, Item, Table, TableLike};

use super::{EditError, TextEdit};
use crate::syntax;
use crate::text::Span;

/// The front matter of a file.
pub(super) struct Front<'t> {
    /// The text of the whole file.
    text: &'t str,
    /// Where the lines between the fences stand; none in a file without front matter.
    range: Option<Range<usize>>,
    document: Document<&'t str>,
}

/// A key with its value; the ranges count from the start of the file.
pub(super) struct FrontEntry<'f> {
    pub(super) name: &'f str,
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
    pub(super) item: &'f Item,
}

/// The form in which a table stands.
#[derive(Clone, Copy)]
pub(super) enum Form<'f> {
    /// Below its name.
    Lines(&'f Table),
    /// As the first part of keys: `covers.assessed`.
    Dotted(&'f Table),
    /// On one line.
    Inline(&'f InlineTable),
    /// Not at all.
    Missing,
}

impl<'t> Front<'t> {
    /// The front matter of `text`, the whole text of a file.
    pub(super) fn read(text: &'t str) -> Result<Self, EditError> {
        let range = syntax::front_matter(text).map_err(|()| EditError::NoFrontMatter)?;
        let raw = range.clone().map_or("", |range| &text[range]);
        let document = Document::parse(raw).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            EditError::NotToml(range.as_ref().map_or(0, |range| range.start) + at)
        })?;
        Ok(Self { text, range, document })
    }

    /// Whether the file has front matter.
    pub(super) fn is_there(&self) -> bool {
        self.range.is_some()
    }

    /// The text of the whole file.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// How lines end at the top of the file.
    pub(super) fn line_end(&self) -> &'static str {
        line_end_at(self.text, 0)
    }

    /// A line end, and what stands before `entry` on its line.
    pub(super) fn line_break_before(&self, entry: &FrontEntry<'_>) -> String {
        let start = line_start(self.text, entry.key.start);
        format!("{}{}", line_end_at(self.text, start), &self.text[start..entry.key.start])
    }

    /// A key of the top of the front matter.
    pub(super) fn item(&self, key: &str) -> Option<&Item> {
        self.document.as_table().get(key)
    }

    /// A range of the front matter as one of the file.
    pub(super) fn in_file(&self, range: Option<Range<usize>>) -> Range<usize> {
        let start = self.range.as_ref().map_or(0, |range| range.start);
        let range = range.unwrap_or(0..0);
        start + range.start..start + range.end
    }

    /// The table `name` of the top of the front matter.
    pub(super) fn table(&self, name: &str) -> Result<Form<'_>, EditError> {
        self.item(name).map_or(Ok(Form::Missing), |item| self.form_of(name, item))
    }

    /// The table that stands as `item`, by its name.
    pub(super) fn form_of<'f>(&self, name: &str, item: &'f Item) -> Result<Form<'f>, EditError> {
        match item {
            Item::Table(table) if table.is_dotted() => Ok(Form::Dotted(table)),
            Item::Table(table) => Ok(Form::Lines(table)),
            Item::None | Item::Value(_) | Item::ArrayOfTables(_) => item
                .as_inline_table()
                .map(Form::Inline)
                .ok_or_else(|| EditError::NoTable(name.to_owned(), self.in_file(item.span()).start)),
        }
    }

    /// The entries of a table, in the order of the file.
    pub(super) fn entries<'f>(&self, table: Form<'f>) -> Vec<FrontEntry<'f>> {
        let table: &'f dyn TableLike = match table {
            Form::Lines(table) | Form::Dotted(table) => table,
            Form::Inline(table) => table,
            Form::Missing => return Vec::new(),
        };
        let entries = table.iter().filter_map(|(name, _)| {
            let (key, item) = table.get_key_value(name)?;
            Some(FrontEntry { name, key: self.in_file(key.span()), value: self.in_file(item.span()), item })
        });
        let mut entries: Vec<FrontEntry<'f>> = entries.collect();
        entries.sort_by_key(|entry| entry.key.start);
        entries
    }

    /// Takes the entries `gone` out of a table and adds `new` ones, keys with values as they are written in TOML. A table
    /// that is not there comes to be at the end of the front matter as `name`, and front matter too.
    pub(super) fn change(
        &self,
        (name, table): (&str, Form<'_>),
        gone: &[FrontEntry<'_>],
        new: &[(String, String)],
    ) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        if let Form::Inline(of) = table {
            let own = self.entries(table);
            if own.len() == gone.len() && !gone.is_empty() && new.is_empty() {
                let range = self.in_file(of.span());
                let span = Span::new(range.start + 1..range.end - 1);
                return vec![TextEdit { span, replacement: String::new() }];
            }
            if own.len() == gone.len() && !gone.is_empty() {
                let span = Span::new(own[0].key.start..own[own.len() - 1].value.end);
                return vec![TextEdit { span, replacement: written_inline(new, self.sign(&own[0])) }];
            }
            edits.extend(self.taken_inline(&own, gone));
        } else if let Some(edit) = self.taken_table(table, gone).filter(|_| new.is_empty()) {
            return vec![edit];
        } else {
            edits.extend(gone.iter().map(|entry| self.taken_line(entry)));
        }
        if !new.is_empty() {
            edits.push(self.put((name, table), new));
        }
        edits
    }

    fn put(&self, (name, table): (&str, Form<'_>), new: &[(String, String)]) -> TextEdit {
        // A table that stands in the table with a header of its own, such as a choice in a term, comes behind all its keys.
        let is_key = |entry: &FrontEntry<'_>| match entry.item {
            Item::Table(below) => below.is_dotted(),
            Item::ArrayOfTables(_) => false,
            Item::None | Item::Value(_) => true,
        };
        let own: Vec<FrontEntry<'_>> = self.entries(table).into_iter().filter(is_key).collect();
        match (table, own.last()) {
            (Form::Missing, _) => self.new_table(&format!("[{name}]"), new),
            (Form::Lines(_) | Form::Dotted(_), Some(last)) => {
                let start = line_start(self.text, last.key.start);
                let before = &self.text[start..last.key.start];
                self.lines_behind(last.value.end, before, self.sign(last), new)
            }
            (Form::Lines(of) | Form::Dotted(of), None) => {
                let header = self.in_file(of.span());
                let before = &self.text[line_start(self.text, header.start)..header.start];
                self.lines_behind(header.end, before, " = ", new)
            }
            (Form::Inline(_), Some(last)) => {
                insertion(last.value.end, format!(", {}", written_inline(new, self.sign(last))))
            }
            (Form::Inline(of), None) => {
                let span = Span::new(self.in_file(of.span()));
                TextEdit { span, replacement: format!("{{ {} }}", written_inline(new, " = ")) }
            }
        }
    }

    /// Adds a key to the top of the front matter, above all tables; a file without front matter gets it.
    pub(super) fn put_key(&self, key: &str, value: &str) -> TextEdit {
        let Some(range) = self.range.clone() else {
            let end = line_end_at(self.text, 0);
            return insertion(0, format!("+++{end}{key} = {value}{end}+++{end}{end}"));
        };
        let own = self.entries(Form::Lines(self.document.as_table())).into_iter();
        let is_plain = |entry: &FrontEntry<'_>| entry.item.is_value();
        match own.rev().find(is_plain) {
            Some(last) => self.lines_behind(last.value.end, "", " = ", &[(key.to_owned(), value.to_owned())]),
            None => {
                let end = line_end_at(self.text, range.start);
                insertion(range.start, format!("{key} = {value}{end}"))
            }
        }
    }

    /// A table with this `header` at the end of the front matter; a file without any gets it.
    pub(super) fn new_table(&self, header: &str, entries: &[(String, String)]) -> TextEdit {
        let end = line_end_at(self.text, self.range.as_ref().map_or(0, |range| range.start));
        let lines: String = entries.iter().map(|(key, value)| format!("{key} = {value}{end}")).collect();
        let Some(range) = self.range.clone() else {
            return insertion(0, format!("+++{end}{header}{end}{lines}+++{end}{end}"));
        };
        let is_parted = matches!(self.text[range.clone()].lines().last(), None | Some(""));
        let above = if is_parted { "" } else { end };
        insertion(range.end, format!("{above}{header}{end}{lines}"))
    }

    /// Lines for `entries` behind the line at byte `at`, each after `before` as the line above it.
    fn lines_behind(&self, at: usize, before: &str, sign: &str, entries: &[(String, String)]) -> TextEdit {
        let end = line_end_at(self.text, at);
        let lines = entries.iter().map(|(key, value)| format!("{before}{key}{sign}{value}{end}"));
        insertion(next_line(self.text, at), lines.collect())
    }

    /// The sign between the key and the value of `entry`.
    fn sign(&self, entry: &FrontEntry<'_>) -> &'t str {
        &self.text[entry.key.end..entry.value.start]
    }

    /// Takes out the whole line of an entry, or all but a comment behind it.
    fn taken_line(&self, entry: &FrontEntry<'_>) -> TextEdit {
        let start = line_start(self.text, entry.key.start);
        let behind = &self.text[entry.value.end..];
        let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        let range = if behind[spaces..].starts_with('#') {
            let line = &self.text[start..];
            start + line.len() - line.trim_start().len()..entry.value.end + spaces
        } else {
            start..next_line(self.text, entry.value.end)
        };
        TextEdit { span: Span::new(range), replacement: String::new() }
    }

    /// Takes out a table of which all entries are `gone`, with its header and the empty line above it; none where something
    /// of it is left, were it a comment.
    fn taken_table(&self, table: Form<'_>, gone: &[FrontEntry<'_>]) -> Option<TextEdit> {
        let Form::Lines(of) = table else { return None };
        let own = self.entries(table);
        if own.is_empty() || own.len() != gone.len() {
            return None;
        }
        let header = self.in_file(of.span()).start;
        let mut end = next_line(self.text, header);
        for entry in &own {
            // A comment of its own line, or behind the header or an entry, is somebody's.
            let line = line_start(self.text, entry.key.start);
            let behind = next_line(self.text, entry.value.end);
            let between = self.text.get(end..line)?;
            if !between.trim().is_empty() || self.text[entry.value.end..behind].contains('#') {
                return None;
            }
            end = behind;
        }
        let start = line_start(self.text, header);
        let above = line_start(self.text, start.saturating_sub(1));
        let is_spoken_of = self.text[above..start].trim_start().starts_with('#');
        if is_spoken_of || self.text[header..next_line(self.text, header)].contains('#') {
            return None;
        }
        let first = self.range.as_ref().map_or(0, |range| range.start);
        let is_parted = above >= first && above < start && self.text[above..start].trim().is_empty();
        Some(TextEdit {
            span: Span::new(if is_parted { above } else { start }..end),
            replacement: String::new(),
        })
    }

    /// Takes entries out of a table on one line, of which `own` are all; the commas between the others stay.
    fn taken_inline(&self, own: &[FrontEntry<'_>], gone: &[FrontEntry<'_>]) -> Vec<TextEdit> {
        let goes = |entry: &FrontEntry<'_>| gone.iter().any(|other| other.key == entry.key);
        let last_kept = own.iter().rposition(|entry| !goes(entry));
        let ranges = own.iter().enumerate().filter(|(_, entry)| goes(entry)).map(|(at, entry)| {
            match (last_kept.filter(|kept| *kept < at), own.get(at + 1)) {
                (Some(kept), _) => own[kept].value.end..entry.value.end,
                (None, Some(next)) => entry.key.start..next.key.start,
                (None, None) => entry.key.start..entry.value.end,
            }
        });
        ranges.map(|range| TextEdit { span: Span::new(range), replacement: String::new() }).collect()
    }

    /// The list in which a text stands at `span` of the file, and its number there.
    pub(super) fn list_with(&self, span: Span) -> Option<(&Array, usize)> {
        find_list(self.document.as_table(), &|array: &Array| {
            array.iter().position(|value| Span::new(self.in_file(value.span())) == span)
        })
    }
}

/// Entries as they stand in a table on one line.
fn written_inline(entries: &[(String, String)], sign: &str) -> String {
    let written: Vec<String> = entries.iter().map(|(key, value)| format!("{key}{sign}{value}")).collect();
    written.join(", ")
}

/// The first list in `table`, or in the tables below it, for which `find` has an answer.
fn find_list<'f>(
    table: &'f dyn TableLike,
    find: &dyn Fn(&Array) -> Option<usize>,
) -> Option<(&'f Array, usize)> {
    table.iter().find_map(|(_, item)| match item {
        Item::Table(table) => find_list(table, find),
        Item::ArrayOfTables(tables) => tables.iter().find_map(|table| find_list(table, find)),
        Item::Value(value) => match (value.as_array(), value.as_inline_table()) {
            (Some(array), _) => {
                let below = || array.iter().find_map(|value| find_list(value.as_inline_table()?, find));
                find(array).map(|at| (array, at)).or_else(below)
            }
            (None, Some(table)) => find_list(table, find),
            (None, None) => None,
        },
        Item::None => None,
    })
}

/// An edit that puts `text` in at byte `at`.
pub(super) fn insertion(at: usize, text: String) -> TextEdit {
    TextEdit { span: Span::at(at), replacement: text }
}

/// Where the line begins in which byte `at` of `text` stands.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line after that of byte `at` of `text` begins.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The end of the line of `text` at byte `at`, or of the line before the last.
pub(super) fn line_end_at(text: &str, at: usize) -> &'static str {
    let next = text[at..].find('\n').map(|found| at + found);
    match next.or_else(|| text[..at].rfind('\n')) {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}

/// `name` as a key of TOML.
pub(super) fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// `text` as a text of TOML on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
