//! Writes the HTML of tables, and says what a row loses.
//!
//! The markdown crate would align cells by inline styles, which a strict content-security policy forbids; here they
//! get the class `left`, `center` or `right`. A table also stands in a labelled group that can have the focus, so
//! that a wide one can be scrolled with the keyboard, and the cells of its head are column headings for screen
//! readers. A table that an author wrote by hand gets the same group round it.
//!
//! A table has as many columns as its head. The markdown crate drops the cells of a row beyond them without a word,
//! as GitHub does, so they are looked for in the source (L114).

use pulldown_cmark::{Alignment, CowStr, Event, Parser, Tag, TagEnd};

use super::document::TextPart;
use super::events::Located;
use super::front_matter::Source;
use super::markdown::OPTIONS;
use super::slots::Slots;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{Markup, Piece, Span};

/// The most cells that the tables of a page may have together: each takes a hundred bytes of HTML.
pub(super) const MOST_CELLS: usize = 400_000;

/// The most cells that the markdown crate gives short rows of a text, so that they are as long as the head.
const MOST_FILLED: usize = 1 << 18;

/// The number of cells in the tables of `text`, if that is more than [`MOST_CELLS`].
pub(super) fn too_many_cells(text: &str) -> Option<usize> {
    // A cell begins with a line or with a bar, or fills a short row.
    if text.len() + MOST_FILLED <= MOST_CELLS {
        return None;
    }
    let begins = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r' | b'|')).count();
    if begins + MOST_FILLED <= MOST_CELLS {
        return None;
    }
    let is_cell = |event: &Event<'_>| matches!(event, Event::Start(Tag::TableCell));
    let cells = Parser::new_ext(text, OPTIONS).filter(is_cell).count();
    (cells > MOST_CELLS).then_some(cells)
}

/// Reports the rows in `events`, a text of `source`, that have more cells than the head of their table.
pub(super) fn report_lost_cells(source: &mut Source<'_>, events: &[Located<'_>]) {
    let mut last_cell = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::TableRow) => last_cell = range.start,
            Event::End(TagEnd::TableCell) => last_cell = range.end,
            Event::End(TagEnd::TableRow) => {
                let rest = &source.text[last_cell.min(range.end)..range.end];
                let is_bar = |c: char| c == '|' || c.is_whitespace();
                let lost = rest.trim_matches(is_bar);
                if lost.is_empty() {
                    continue;
                }
                let at = range.end - rest.trim_start_matches(is_bar).len();
                let place = source.place(Span::new(at..at + lost.len()));
                let message =
                    say!("this row has more cells than the head of its table: `{lost}` is left out", lost);
                let help =
                    say!("give the head another column; a bar that belongs to a text is written `\\|`");
                source.problems.push(Diagnostic::new(Code::L114, place, message).help(help));
            }
            _ => {}
        }
    }
}

/// How the group round a table begins.
const FRAME: &str = "<div class=\"table\" role=\"group\" tabindex=\"0\"";

fn frame(slots: &mut Slots) -> String {
    let label = slots.mark(TextPart::Word("table"));
    format!("{FRAME} aria-label=\"{label}\">\n")
}

/// `html` with a group round each table that has none: those that authors wrote by hand. One that stands in another
/// is scrolled with it, and one that is not closed is left as it is.
pub(super) fn framed(html: &str, slots: &mut Slots) -> String {
    let mut out = String::with_capacity(html.len());
    // How many tables are open, and where the first of them starts, if it has no group.
    let (mut depth, mut start) = (0_usize, None);
    for piece in Markup::default().read(html) {
        let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
        let table = match &piece {
            Piece::Tag(_, Some(tag)) if tag.is_one_of(&["table"]) => Some(tag.is_end()),
            Piece::Tag(..) | Piece::Text(_) => None,
        };
        if table == Some(false) {
            if depth == 0 {
                start = (!has_frame(&out)).then_some(out.len());
            }
            depth += 1;
        }
        out.push_str(read);
        if table == Some(true) && depth > 0 {
            depth -= 1;
            if depth == 0
                && let Some(start) = start.take()
            {
                out.insert_str(start, &frame(slots));
                out.push_str("\n</div>");
            }
        }
    }
    out
}

/// Whether `html` ends with the beginning of a group round a table.
fn has_frame(html: &str) -> bool {
    let html = html.trim_end();
    html.ends_with('>') && html.rfind('<').is_some_and(|at| html[at..].starts_with("<div class=\"table\""))
}

/// The state of the table that is being written. Events come one by one, and a cell does not know its column.
#[derive(Debug, Default)]
pub(super) struct TableMarkup {
    /// The class attribute of each column.
    columns: Vec<&'static str>,
    column: usize,
    in_head: bool,
}

impl TableMarkup {
    /// The HTML in place of `event`; `None` for an event that is no part of a table, or is the content of a cell.
    pub(super) fn markup<'a>(&mut self, event: &Event<'a>, slots: &mut Slots) -> Option<Event<'a>> {
        let markup: CowStr<'a> = match event {
            Event::Start(Tag::Table(alignments)) => {
                self.columns = alignments.iter().copied().map(column_class).collect();
                format!("{}<table>\n", frame(slots)).into()
            }
            Event::Start(Tag::TableHead) => {
                (self.in_head, self.column) = (true, 0);
                "<thead>\n<tr>".into()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr>\n</thead>\n<tbody>\n".into()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>".into()
            }
            Event::Start(Tag::TableCell) => {
                let class = self.columns.get(self.column).copied().unwrap_or("");
                self.column += 1;
                let cell = if self.in_head { "th scope=\"col\"" } else { "td" };
                format!("<{cell}{class}>").into()
            }
            Event::End(TagEnd::TableCell) if self.in_head => "</th>".into(),
            Event::End(TagEnd::TableCell) => "</td>".into(),
            Event::End(TagEnd::TableRow) => "</tr>\n".into(),
            Event::End(TagEnd::Table) => "</tbody>\n</table>\n</div>\n".into(),
            _ => return None,
        };
        Some(Event::Html(markup))
    }
}

fn column_class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "",
        Alignment::Left => " class=\"left\"",
        Alignment::Center => " class=\"center\"",
        Alignment::Right => " class=\"right\"",
    }
}
