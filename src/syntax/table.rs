//! Writes the HTML of tables.
//!
//! The markdown crate would align cells by inline styles, which a strict content-security policy forbids; here they
//! get the class `left`, `center` or `right`. A table also stands in a labelled group that can have the focus, so
//! that a wide one can be scrolled with the keyboard, and the cells of its head are column headings for screen
//! readers.

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

use super::document::Part;
use super::slots::Slots;

/// The state of the table that is being written. Events come one by one, and a cell does not know its column.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The class attribute of each column.
    columns: Vec<&'static str>,
    column: usize,
    in_head: bool,
}

impl Table {
    /// The HTML in place of `event`; `None` for an event that is no part of a table, or is the content of a cell.
    pub(super) fn markup<'a>(&mut self, event: &Event<'a>, slots: &mut Slots) -> Option<Event<'a>> {
        let markup: CowStr<'a> = match event {
            Event::Start(Tag::Table(alignments)) => {
                self.columns = alignments.iter().copied().map(column_class).collect();
                let label = slots.mark(Part::Word("table"));
                format!(
                    "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n"
                )
                .into()
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
