//! The paragraphs of a part of a Word document, in the order in which a person reads them, handed on one by one.
//! Each visible letter is handed on once: of two forms of one thing (`mc:AlternateContent`) the first counts, and a
//! text box follows the paragraph that it hangs on.

use crate::import::docx::styles::{ListPlace, Styles, is_on};
use crate::import::file::Refusal;
use crate::import::file::xml::{Element, Node, Xml};
use crate::import::outline::CellPlace;

/// A part that is left out of a document, and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LeftOut {
    Hidden,
    Deleted,
    Comment,
    Contents,
    /// A part that the document takes in, and that is no HTML.
    Inserted,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// The text. `\n` is a break within it, of a line or of a page.
    pub(super) text: String,
    /// The id of its style, when it names one.
    pub(super) style: Option<String>,
    /// Its own place in a list, before that of its style.
    pub(super) list: ListPlace,
    /// Its own outline level: 9 is body text.
    pub(super) outline: Option<u8>,
    /// The cell of a table that it stands in.
    pub(super) cell: Option<CellPlace>,
    /// The part that stands in its place, by the name that the document has for it.
    pub(super) chunk: Option<String>,
    /// The note that it belongs to, in the parts that have notes.
    pub(super) note: Option<String>,
    /// The notes that hang on it.
    pub(super) references: Vec<String>,
    /// The parts that were left out of it.
    pub(super) left_out: Vec<LeftOut>,
    /// Whether its end was deleted, so that it goes on in the next paragraph.
    goes_on: bool,
    /// The paragraphs of the text boxes that hang on it.
    boxes: Vec<Paragraph>,
}

/// The meaning of an open element for the content in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Nothing.
    Plain,
    Paragraph,
    Table,
    Row,
    Cell,
    Note,
    /// A run, which may be hidden.
    Run {
        hidden: bool,
    },
    /// The letters of a run.
    Letters {
        hidden: bool,
    },
    /// A drawing: of it, only text boxes are read.
    Drawing,
    /// Several forms of one thing; whether one was read.
    Forms {
        read: bool,
    },
    /// A content control that is left out.
    LeftOut,
}

/// Reads a part.
pub(super) struct Body<'x, 'a> {
    xml: &'x mut Xml<'a>,
    styles: &'x Styles,
    scopes: Vec<Scope>,
    open: Vec<Paragraph>,
    note: Option<String>,
    /// A paragraph that goes on in the next one.
    waiting: Option<Paragraph>,
    /// The parts that were left out between paragraphs.
    between: Vec<LeftOut>,
    /// Where the outermost table was read to.
    place: CellPlace,
    tables: u32,
    /// A part that the document takes in here.
    chunk: Option<String>,
}

impl<'x, 'a> Body<'x, 'a> {
    /// A reader of `xml`.
    pub(super) fn new(xml: &'x mut Xml<'a>, styles: &'x Styles) -> Self {
        Self {
            xml,
            styles,
            scopes: Vec::new(),
            open: Vec::new(),
            note: None,
            waiting: None,
            between: Vec::new(),
            place: CellPlace::default(),
            tables: 0,
            chunk: None,
        }
    }

    /// Hands every paragraph to `sink`.
    pub(super) fn parse(
        mut self,
        sink: &mut dyn FnMut(Paragraph) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        loop {
            let scope = self.scope();
            match self.xml.next()? {
                Node::Start(element) => {
                    let start = Start::new(&element);
                    self.start(start)?;
                    if let Some(chunk) = self.chunk.take() {
                        sink(Paragraph { chunk: Some(chunk), ..Paragraph::default() })?;
                    }
                }
                Node::End => match self.scopes.pop() {
                    Some(Scope::Paragraph) => self.end_paragraph(sink)?,
                    Some(Scope::Cell) if self.open_tables() == 1 => {
                        self.place.column += self.place.span.max(1);
                        self.place.span = 1;
                    }
                    _ => {}
                },
                Node::Text(text) => {
                    if let (Scope::Letters { hidden: false }, Some(open)) = (scope, self.open.last_mut()) {
                        open.text.push_str(&text.replace(['\n', '\r'], " "));
                    }
                }
                Node::Over => return self.waiting.take().map_or(Ok(()), |last| hand_on(last, sink)),
            }
        }
    }

    fn scope(&self) -> Scope {
        self.scopes.last().copied().unwrap_or(Scope::Plain)
    }

    /// Opens the element, or reads it whole where nothing in it is text.
    fn start(&mut self, start: Start) -> Result<(), Refusal> {
        let outer = self.scope();
        let inner = match (outer, start.name.as_str()) {
            (Scope::LeftOut, _) => return self.xml.skip(),
            (_, "AlternateContent") => Scope::Forms { read: false },
            (Scope::Forms { read: true }, _) => return self.xml.skip(),
            (Scope::Forms { read: false }, _) => {
                if let Some(last) = self.scopes.last_mut() {
                    *last = Scope::Forms { read: true };
                }
                if self.is_in_drawing() { Scope::Drawing } else { self.run() }
            }
            (_, "txbxContent") => Scope::Plain,
            (Scope::Drawing, _) | (_, "drawing" | "pict" | "object") => Scope::Drawing,
            (Scope::Paragraph, "pPr") => return self.paragraph_properties(),
            (Scope::Run { .. }, "rPr") => return self.run_properties(),
            (_, "p") => {
                let cell = self.scopes.contains(&Scope::Cell).then_some(self.place);
                let left_out = std::mem::take(&mut self.between);
                let note = self.note.clone();
                self.open.push(Paragraph { cell, note, left_out, ..Paragraph::default() });
                Scope::Paragraph
            }
            (_, "altChunk") => {
                self.chunk = start.id;
                return self.xml.skip();
            }
            (_, "tbl") => self.begin_table(),
            (_, "tr") => self.begin_row(),
            (_, "tc") => Scope::Cell,
            (Scope::Cell, "tcPr") => return self.cell_properties(),
            (_, "footnote" | "endnote") if start.kind.as_deref().is_some_and(|kind| kind != "normal") => {
                return self.xml.skip();
            }
            (_, "footnote" | "endnote") => {
                self.note = start.id.map(|id| format!("{} {id}", start.name));
                Scope::Note
            }
            (_, "r") => Scope::Run { hidden: self.paragraph_hides() },
            (Scope::Run { hidden }, _) => return self.in_run(&start, hidden),
            (_, "del" | "moveFrom") => {
                self.leave_out(LeftOut::Deleted);
                return self.xml.skip();
            }
            // How a word is pronounced, in languages that write that above it.
            (_, "rt") => return self.xml.skip(),
            (_, "sdtPr") => return self.control_properties(),
            (_, name) if name.ends_with("Pr") || name == "tblGrid" => return self.xml.skip(),
            _ => self.run(),
        };
        self.scopes.push(inner);
        Ok(())
    }

    fn begin_table(&mut self) -> Scope {
        if self.open_tables() == 0 {
            self.place = CellPlace { table: self.tables, row: u32::MAX, column: 0, span: 1 };
            self.tables += 1;
        }
        Scope::Table
    }

    fn begin_row(&mut self) -> Scope {
        if self.open_tables() == 1 {
            self.place.row = self.place.row.wrapping_add(1);
            (self.place.column, self.place.span) = (0, 1);
        }
        Scope::Row
    }

    fn open_tables(&self) -> usize {
        self.scopes.iter().filter(|scope| **scope == Scope::Table).count()
    }

    /// Reads the properties of the cell, whose tag was read.
    fn cell_properties(&mut self) -> Result<(), Refusal> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    let span = element.attribute("val").filter(|_| element.name() == "gridSpan");
                    let span = span.and_then(|span| span.parse::<u32>().ok()).map(|span| span.clamp(1, 63));
                    if let Some(span) = span.filter(|_| self.open_tables() == 1) {
                        self.place.span = span;
                    }
                }
                Node::End => depth -= 1,
                Node::Over => break,
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    /// The scope of a transparent element in a run: a run as well.
    fn run(&self) -> Scope {
        match self.scopes.iter().rev().find(|scope| !matches!(scope, Scope::Forms { .. })) {
            Some(run @ Scope::Run { .. }) => *run,
            _ => Scope::Plain,
        }
    }

    fn is_in_drawing(&self) -> bool {
        let outside = self.scopes.iter().rev().find(|scope| !matches!(scope, Scope::Forms { .. }));
        outside == Some(&Scope::Drawing)
    }

    /// An element of a run.
    fn in_run(&mut self, start: &Start, hidden: bool) -> Result<(), Refusal> {
        let sign = match start.name.as_str() {
            "t" => {
                if hidden {
                    self.leave_out(LeftOut::Hidden);
                }
                self.scopes.push(Scope::Letters { hidden });
                return Ok(());
            }
            "ruby" | "rubyBase" => {
                self.scopes.push(Scope::Plain);
                return Ok(());
            }
            "tab" | "ptab" => Some('\t'),
            "br" | "cr" => Some('\n'),
            "noBreakHyphen" => Some('-'),
            "sym" => start.character,
            _ => None,
        };
        match start.name.as_str() {
            "commentReference" => self.leave_out(LeftOut::Comment),
            "footnoteReference" | "endnoteReference" if !hidden => {
                let kind = start.name.trim_end_matches("Reference");
                let id = start.id.clone().unwrap_or_default();
                if let Some(open) = self.open.last_mut() {
                    open.references.push(format!("{kind} {id}"));
                }
            }
            _ => {}
        }
        if let (Some(sign), Some(open), false) = (sign, self.open.last_mut(), hidden) {
            open.text.push(sign);
        }
        self.xml.skip()
    }

    fn leave_out(&mut self, what: LeftOut) {
        match self.open.last_mut() {
            Some(open) => open.left_out.push(what),
            None => self.between.push(what),
        }
    }

    fn paragraph_hides(&self) -> bool {
        let style = self.open.last().and_then(|open| open.style.as_deref());
        self.styles
            .of_paragraph(style)
            .next()
            .and_then(|(id, _)| self.styles.hides(Some(id)))
            .unwrap_or(false)
    }

    /// Reads the properties of the paragraph, whose tag was read.
    fn paragraph_properties(&mut self) -> Result<(), Refusal> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    let start = Start::new(&element);
                    let Some(open) = self.open.last_mut() else { continue };
                    match start.name.as_str() {
                        "pStyle" => open.style = start.value,
                        "outlineLvl" => open.outline = start.value.and_then(|level| level.parse().ok()),
                        "del" | "moveFrom" => open.goes_on = true,
                        // The state before a change, and the layout of the pages.
                        "pPrChange" | "rPrChange" | "sectPr" => {
                            self.xml.skip()?;
                            depth -= 1;
                        }
                        name => open.list.take(name, &element),
                    }
                }
                Node::End => depth -= 1,
                Node::Over => break,
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Reads the properties of the run, whose tag was read.
    fn run_properties(&mut self) -> Result<(), Refusal> {
        let (mut depth, mut own, mut of_style) = (1_usize, None, None);
        while depth > 0 {
            match self.xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    let value = element.attribute("val");
                    match element.name() {
                        "vanish" => own = Some(is_on(value.as_deref())),
                        "rStyle" => of_style = self.styles.hides(value.as_deref()),
                        "rPrChange" => {
                            self.xml.skip()?;
                            depth -= 1;
                        }
                        _ => {}
                    }
                }
                Node::End => depth -= 1,
                Node::Over => break,
                Node::Text(_) => {}
            }
        }
        if let (Some(said), Some(Scope::Run { hidden })) = (own.or(of_style), self.scopes.last_mut()) {
            *hidden = said;
        }
        Ok(())
    }

    /// Reads what a content control says of itself: one that holds a table of contents, or nothing but the
    /// request to type something, is left out.
    fn control_properties(&mut self) -> Result<(), Refusal> {
        let (mut depth, mut left_out, mut contents) = (1_usize, false, false);
        while depth > 0 {
            match self.xml.next()? {
                Node::Start(element) => {
                    depth += 1;
                    let value = element.attribute("val");
                    match element.name() {
                        "showingPlcHdr" => left_out |= is_on(value.as_deref()),
                        "docPartGallery" => contents |= value.as_deref() == Some("Table of Contents"),
                        _ => {}
                    }
                }
                Node::End => depth -= 1,
                Node::Over => break,
                Node::Text(_) => {}
            }
        }
        if contents {
            self.leave_out(LeftOut::Contents);
        }
        if let (true, Some(scope)) = (left_out || contents, self.scopes.last_mut()) {
            *scope = Scope::LeftOut;
        }
        Ok(())
    }

    fn end_paragraph(
        &mut self,
        sink: &mut dyn FnMut(Paragraph) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let Some(mut paragraph) = self.open.pop() else { return Ok(()) };
        if let Some(outer) = self.open.last_mut() {
            outer.boxes.push(paragraph);
            return Ok(());
        }
        if let Some(before) = self.waiting.take() {
            paragraph.take_before(before);
        }
        if self.styles.is_contents(paragraph.style.as_deref()) {
            paragraph.text.clear();
            paragraph.left_out.push(LeftOut::Contents);
        }
        if paragraph.goes_on {
            self.waiting = Some(paragraph);
            return Ok(());
        }
        hand_on(paragraph, sink)
    }
}

/// Hands on a paragraph, then those of the text boxes that hang on it.
fn hand_on(
    mut paragraph: Paragraph,
    sink: &mut dyn FnMut(Paragraph) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let boxes = std::mem::take(&mut paragraph.boxes);
    sink(paragraph)?;
    // Elements nest at most 256 deep, and so do text boxes.
    boxes.into_iter().try_for_each(|inside| hand_on(inside, sink))
}

impl Paragraph {
    /// Puts `before`, whose end was deleted, in front of this paragraph.
    fn take_before(&mut self, mut before: Self) {
        // Appended to what came before: putting that in front would copy it again for every paragraph.
        before.text.push_str(&self.text);
        self.text = before.text;
        before.references.append(&mut self.references);
        self.references = before.references;
        before.left_out.append(&mut self.left_out);
        self.left_out = before.left_out;
        before.boxes.append(&mut self.boxes);
        self.boxes = before.boxes;
    }
}

/// The parts of a tag that matter here.
struct Start {
    name: String,
    value: Option<String>,
    kind: Option<String>,
    id: Option<String>,
    /// The letter that a symbol is.
    character: Option<char>,
}

impl Start {
    fn new(element: &Element<'_>) -> Self {
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        Self {
            name: element.name().to_owned(),
            value: element.attribute("val"),
            kind: element.attribute("type"),
            id: element.attribute("id"),
            character: code.and_then(char::from_u32),
        }
    }
}
