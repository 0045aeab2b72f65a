//! The lines of an outline from the paragraphs of a Word document. They are those of the document saved as plain
//! text, and places are places in that text; which lines are headings by their style is known besides.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::import::docx::body::{LeftOut, Paragraph};
use crate::import::docx::numbering::{Counters, Marker, Numbering};
use crate::import::docx::parts::Notes;
use crate::import::docx::styles::Styles;
use crate::import::file::Refusal;
use crate::import::normalised::Tally;
use crate::import::outline::plain_text::MOST_LINES;
use crate::import::outline::{LineKind, Outline, OutlineLine, plain_text};
use crate::import::wording::{counted, quoted};
use crate::text::{SourcePath, Span};

/// A Word document as text.
#[derive(Debug, Default)]
pub(crate) struct WordText {
    /// The text, with a line for each paragraph.
    pub(crate) text: String,
    /// Its lines.
    pub(crate) outline: Outline,
    /// What was normalised in it.
    pub(crate) tally: Tally,
    left_out: BTreeMap<LeftOut, (Span, usize)>,
}

impl WordText {
    /// A note (L710) for each kind of thing that was left out.
    pub(crate) fn left_out(&self, file: &SourcePath) -> Vec<Diagnostic> {
        let note = |(what, (span, count)): (&LeftOut, &(Span, usize))| {
            let what = match what {
                LeftOut::Hidden => counted(*count, "piece of hidden text is", "pieces of hidden text are"),
                LeftOut::Deleted => counted(*count, "tracked deletion is", "tracked deletions are"),
                LeftOut::Comment => counted(*count, "comment is", "comments are"),
                LeftOut::Contents => "the table of contents is".to_owned(),
            };
            let message = format!("{what} left out");
            Diagnostic::new(Code::L710, Place::new(file, *span), message)
        };
        self.left_out.iter().map(note).collect()
    }
}

/// How the first line of a paragraph is read.
enum Form {
    Typed,
    Heading,
    Bullet,
}

/// Makes the lines.
pub(super) struct Lines<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    counters: Counters,
    made: WordText,
    /// The notes that are referred to, each with the text that it hangs on.
    references: Vec<(String, String)>,
    has_notes: bool,
}

impl<'a> Lines<'a> {
    /// An empty document.
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
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
        if paragraph.text.trim().is_empty() {
            // An empty cell is no break between what stands beside it.
            return if paragraph.in_cell { Ok(()) } else { self.blank() };
        }
        let hung = quoted(&paragraph.text.split_whitespace().collect::<Vec<_>>().join(" "));
        self.references.extend(paragraph.references.iter().map(|note| (note.clone(), hung.clone())));
        let (form, number) = self.form(&paragraph);
        match form {
            Form::Bullet => {
                let whole: Vec<&str> = paragraph.text.split('\n').collect();
                self.line(&format!("· {}", whole.join(" ")), false)
            }
            Form::Typed | Form::Heading => {
                let heading = matches!(form, Form::Heading);
                let mut parts = paragraph.text.split('\n').filter(|part| !part.trim().is_empty());
                let first = parts.next().unwrap_or("");
                self.line(&format!("{number}{first}"), heading)?;
                parts.try_for_each(|part| self.line(part, heading))
            }
        }
    }

    fn form(&mut self, paragraph: &Paragraph) -> (Form, String) {
        let style = paragraph.style.as_deref();
        let heading = paragraph.outline.map_or_else(|| self.styles.is_heading(style), |level| level < 9);
        let mut place = paragraph.list.clone();
        let mut of_level = None;
        for (id, style) in self.styles.of_paragraph(style) {
            if place.numbering.is_none() && style.list.numbering.is_some() {
                place.numbering.clone_from(&style.list.numbering);
                of_level = Some(id);
            }
            place.level = place.level.or(style.list.level);
        }
        let marker = self.numbering.marker(&place, of_level, &mut self.counters);
        match marker {
            Some(Marker::Number(number)) if heading => (Form::Heading, format!("{number} ")),
            Some(Marker::Number(number)) => (Form::Typed, format!("{number} ")),
            _ if heading => (Form::Heading, String::new()),
            Some(Marker::Bullet) => (Form::Bullet, String::new()),
            None if place.numbering.is_none() && self.styles.is_bullet_by_name(style) => {
                (Form::Bullet, String::new())
            }
            None => (Form::Typed, String::new()),
        }
    }

    /// Adds a line that has text.
    fn line(&mut self, text: &str, heading: bool) -> Result<(), Refusal> {
        let start = self.made.text.len();
        self.made.text.push_str(text);
        self.made.text.push('\n');
        let mut line = plain_text::line(text, start, &mut self.made.tally);
        if heading && matches!(line.kind, LineKind::Plain | LineKind::Numbered) {
            line.kind = LineKind::Heading;
        }
        self.add(line)
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
                        self.line("Voetnoten", true)?;
                    }
                    self.line(&format!("Bij {hung}: {text}"), false)?;
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
