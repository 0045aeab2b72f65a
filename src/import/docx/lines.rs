//! The lines of an outline from the paragraphs of a Word document. They are those of the document saved as plain
//! text, and places are places in that text; which lines are headings by their style is known besides.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{count, say};
use crate::import::docx::body::{LeftOut, Paragraph};
use crate::import::docx::chunks::Chunks;
use crate::import::docx::numbering::{Counters, Marker, Numbering};
use crate::import::docx::parts::Notes;
use crate::import::docx::styles::Styles;
use crate::import::file::Refusal;
use crate::import::normalised::Tally;
use crate::import::outline::plain_text::MOST_LINES;
use crate::import::outline::{CellPlace, LineKind, Outline, OutlineLine, plain_text};
use crate::import::wording::plainly_quoted;
use crate::text::{SourcePath, Span};

/// A Word document as text.
#[derive(Debug, Default)]
pub(crate) struct WordText {
    /// The text, with a line for each paragraph.
    pub(crate) text: String,
    /// Its lines.
    pub(crate) outline: Outline,
    /// The slips that were normalised in it.
    pub(crate) tally: Tally,
    left_out: BTreeMap<LeftOut, (Span, usize)>,
}

impl WordText {
    /// A note (L710) for each kind of thing that was left out.
    pub(crate) fn left_out(&self, file: &SourcePath) -> Vec<Diagnostic> {
        let note = |(what, (span, count)): (&LeftOut, &(Span, usize))| {
            let message = match what {
                LeftOut::Hidden => count!(
                    *count,
                    "{n} pieces of hidden text are left out",
                    "1 piece of hidden text is left out",
                    "{n} pieces of hidden text are left out"
                ),
                LeftOut::Deleted => count!(
                    *count,
                    "{n} tracked deletions are left out",
                    "1 tracked deletion is left out",
                    "{n} tracked deletions are left out"
                ),
                LeftOut::Comment => count!(
                    *count,
                    "{n} comments are left out",
                    "1 comment is left out",
                    "{n} comments are left out"
                ),
                LeftOut::Contents => say!("the table of contents is left out"),
                LeftOut::Inserted => count!(
                    *count,
                    "{n} parts that other programs put in, and that are no HTML, are left out",
                    "1 part that another program put in, and that is no HTML, is left out",
                    "{n} parts that other programs put in, and that are no HTML, are left out"
                ),
            };
            Diagnostic::new(Code::L710, Place::new(file, *span), message)
        };
        self.left_out.iter().map(note).collect()
    }
}

/// How the first line of a paragraph is read.
enum Form {
    /// As it was typed, or numbered; how deep it stands in a list.
    Typed(u8),
    /// A heading of this level.
    Heading(u8),
    /// An item of a list; how deep it stands.
    Bullet(u8),
}

/// Where a line stands, besides its place in the text.
#[derive(Debug, Clone, Copy, Default)]
struct LinePlace {
    /// The level of the heading that it is.
    heading: Option<u8>,
    /// How deep it stands in a list.
    depth: u8,
    cell: Option<CellPlace>,
}

/// Makes the lines.
pub(super) struct Lines<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    counters: Counters,
    chunks: Chunks,
    made: WordText,
    /// The notes that are referred to, each with the text that it hangs on.
    references: Vec<(String, String)>,
    has_notes: bool,
}

impl<'a> Lines<'a> {
    /// An empty document.
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering, chunks: Chunks) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
            chunks,
            made: WordText::default(),
            references: Vec::new(),
            has_notes: false,
        }
    }

    /// Adds a paragraph.
    pub(super) fn push(&mut self, paragraph: Paragraph) -> Result<(), Refusal> {
        for what in &paragraph.left_out {
            let at = Span::at(self.made.text.len());
            self.made.left_out.entry(*what).or_insert((at, 0)).1 += 1;
        }
        if let Some(name) = &paragraph.chunk {
            return self.chunk(name);
        }
        if paragraph.text.trim().is_empty() {
            // An empty cell is no break between what stands beside it.
            return if paragraph.cell.is_some() { Ok(()) } else { self.blank() };
        }
        let hung = plainly_quoted(&paragraph.text.split_whitespace().collect::<Vec<_>>().join(" "));
        self.references.extend(paragraph.references.iter().map(|note| (note.clone(), hung.clone())));
        let (form, number) = self.form(&paragraph);
        let cell = paragraph.cell;
        match form {
            Form::Bullet(depth) => {
                let whole: Vec<&str> = paragraph.text.split('\n').collect();
                self.line(&format!("· {}", whole.join(" ")), LinePlace { heading: None, depth, cell })
            }
            Form::Typed(depth) | Form::Heading(depth) => {
                let heading = matches!(form, Form::Heading(_)).then_some(depth);
                let place = LinePlace { heading, depth, cell };
                let mut parts = paragraph.text.split('\n').filter(|part| !part.trim().is_empty());
                let first = parts.next().unwrap_or("");
                self.line(&format!("{number}{first}"), place)?;
                parts.try_for_each(|part| self.line(part, place))
            }
        }
    }

    fn form(&mut self, paragraph: &Paragraph) -> (Form, String) {
        let style = paragraph.style.as_deref();
        let heading = paragraph.outline.map_or_else(|| self.styles.is_heading(style), |level| level < 9);
        let (place, of_level) = self.styles.place_in_list(&paragraph.list, style);
        let depth = place
            .level
            .map_or_else(|| self.styles.depth_by_name(style), |level| u8::try_from(level).unwrap_or(u8::MAX));
        let level = paragraph
            .outline
            .map(|level| level.saturating_add(2))
            .unwrap_or_else(|| self.styles.heading_level(style));
        let marker = self.numbering.marker(&place, of_level, &mut self.counters);
        match marker {
            Some(Marker::Number(number)) if heading => (Form::Heading(level), format!("{number} ")),
            Some(Marker::Number(number)) => (Form::Typed(depth), format!("{number} ")),
            _ if heading => (Form::Heading(level), String::new()),
            Some(Marker::Bullet) => (Form::Bullet(depth), String::new()),
            None if place.numbering.is_none() && self.styles.is_bullet_by_name(style) => {
                (Form::Bullet(depth), String::new())
            }
            None => (Form::Typed(0), String::new()),
        }
    }

    /// Adds a line that has text.
    fn line(&mut self, text: &str, place: LinePlace) -> Result<(), Refusal> {
        let start = self.made.text.len();
        self.made.text.push_str(text);
        self.made.text.push('\n');
        let mut line = plain_text::line(text, start, &mut self.made.tally);
        if place.heading.is_some() && matches!(line.kind, LineKind::Plain | LineKind::Numbered) {
            line.kind = LineKind::Heading;
        }
        line.depth = if line.kind == LineKind::Heading { place.heading.unwrap_or(1) } else { place.depth };
        line.cell = place.cell;
        self.add(line)
    }

    /// Adds the lines of a part that the document takes in.
    fn chunk(&mut self, name: &str) -> Result<(), Refusal> {
        let Some(outline) = self.chunks.remove(name).flatten() else {
            let at = Span::at(self.made.text.len());
            self.made.left_out.entry(LeftOut::Inserted).or_insert((at, 0)).1 += 1;
            return Ok(());
        };
        self.blank()?;
        for mut line in outline.lines {
            if line.kind == LineKind::Bullet {
                self.made.text.push_str("· ");
            }
            let start = self.made.text.len();
            self.made.text.push_str(&line.text);
            line.span = Span::new(start..self.made.text.len());
            self.made.text.push('\n');
            // A number that no table of the document itself has.
            line.cell =
                line.cell.map(|cell| CellPlace { table: cell.table.saturating_add(1_000_000), ..cell });
            self.add(line)?;
        }
        self.blank()
    }

    /// Adds a blank line; several of them are one.
    fn blank(&mut self) -> Result<(), Refusal> {
        if self.made.outline.lines.last().is_none_or(OutlineLine::is_blank) {
            return Ok(());
        }
        let span = Span::at(self.made.text.len());
        self.made.text.push('\n');
        let (marker, text) = (String::new(), String::new());
        self.add(OutlineLine { kind: LineKind::Blank, marker, text, span, depth: 0, cell: None })
    }

    fn add(&mut self, line: OutlineLine) -> Result<(), Refusal> {
        self.made.outline.lines.push(line);
        if self.made.outline.lines.len() > MOST_LINES {
            return Err(plain_text::too_many_lines());
        }
        Ok(())
    }

    /// Adds the notes of one part below a heading at the end, each with the text that it hangs on: an
    /// official sentence must stay as it is.
    pub(super) fn add_notes(&mut self, notes: &Notes) -> Result<(), Refusal> {
        for (note, hung) in std::mem::take(&mut self.references) {
            match notes.text(&note) {
                Some(text) => {
                    if !self.has_notes {
                        self.has_notes = true;
                        self.blank()?;
                        self.line("Voetnoten", LinePlace { heading: Some(2), ..LinePlace::default() })?;
                    }
                    self.line(&format!("Bij {hung}: {text}"), LinePlace::default())?;
                }
                None => self.references.push((note, hung)),
            }
        }
        Ok(())
    }

    /// The document.
    pub(super) fn finish(self) -> WordText {
        self.made
    }
}
