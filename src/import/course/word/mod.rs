//! A Word document as a course text: headings, lists, tables, pictures, notes and boxes, each as what it is. A part
//! that has no place in a course text (comments, deleted and hidden text, charts, the headers of pages) is named with
//! its words and its place.
//!
//! `import::docx` parses the same document as an outline for a profile, which has no form. A course text keeps the form, so the
//! document is parsed a second time here, with the styles and numberings of `import::docx`.

mod line;
mod table;
mod tree;

use std::collections::{BTreeSet, HashMap};
use std::io::Read;

use crate::diagnostics::Message;
use crate::diagnostics::say;
use crate::import::course::flow::Flow;
use crate::import::course::text::{
    Block, CourseText, Format, LeftBehind, PictureFile, Run, RunContent, plain_words,
};
use crate::import::course::{html, tidied};
use crate::import::docx::chunks;
use crate::import::docx::numbering::{CountedMarker, Counters, Marker, Numbering};
use crate::import::docx::parts::{PartNames, Relation, relations_of};
use crate::import::docx::styles::{ListPlace, StyleRole, Styles};
use crate::import::file::Refusal;
use crate::import::file::package::{Package, unreadable};
use crate::import::file::xml::Xml;
use crate::import::wording::quoted;

use self::line::{LineParts, Look, said};
use self::tree::{Budget, Tree, each_in};

/// The course text in the Word document `bytes`.
///
/// # Errors
/// When it is damaged, larger than any document, or made to do harm.
pub(in crate::import) fn parse(bytes: &[u8]) -> Result<CourseText, Refusal> {
    let mut package = Package::open(bytes)?;
    let names = PartNames::find(&mut package)?;
    let (styles, numbering) = names.parse_layout(&mut package)?;
    let relations = relations_of(&mut package, &names.document)?;
    let mut reader = CourseReader::new(&styles, &numbering);
    reader.load_pictures(&mut package, &relations)?;
    let mut budget = Budget::default();
    reader.load_comments(&mut package, &relations, &mut budget)?;
    reader.load_notes(&mut package, [&names.footnotes, &names.endnotes], &mut budget)?;
    let edges = edges(&mut package, &relations, &mut budget)?;
    reader.chunks = chunks::pages(&mut package, &relations)?;
    reader.set_relations(relations);
    let Some(part) = package.part(&names.document)? else {
        return Err(Refusal::damaged(say!("it has no text of a Word document in it")));
    };
    let mut flow = Flow::default();
    each_in(&mut Xml::new(part), "body", &mut budget, &mut |tree| reader.take(&tree, &mut flow))?;
    let mut text = reader.text;
    text.blocks = flow.finish();
    text.left.extend(edges);
    Ok(text)
}

/// Reads the parts of one document.
struct CourseReader<'d> {
    styles: &'d Styles,
    numbering: &'d Numbering,
    counters: Counters,
    relations: HashMap<String, Relation>,
    /// The notes by their kind and id: indices into those of the text.
    notes: HashMap<String, usize>,
    /// The words of comments by their id.
    comments: HashMap<String, String>,
    /// The pictures by the name of their part: indices into those of the text.
    pictures: HashMap<String, usize>,
    /// The web pages that are parts of the document, by the name of their relation.
    chunks: HashMap<String, Option<String>>,
    fields: Vec<Field>,
    /// The last heading.
    heading: String,
    /// Whether the style of the paragraph hides its text.
    hidden: bool,
    text: CourseText,
}

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    link: Option<String>,
}

impl<'d> CourseReader<'d> {
    fn new(styles: &'d Styles, numbering: &'d Numbering) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
            relations: HashMap::new(),
            notes: HashMap::new(),
            comments: HashMap::new(),
            pictures: HashMap::new(),
            chunks: HashMap::new(),
            fields: Vec::new(),
            heading: String::new(),
            hidden: false,
            text: CourseText::default(),
        }
    }

    fn set_relations(&mut self, relations: Vec<Relation>) {
        self.relations = relations.into_iter().map(|relation| (relation.id.clone(), relation)).collect();
    }

    /// Unpacks the pictures that `relations` name and that browsers can show.
    fn load_pictures(&mut self, package: &mut Package<'_>, relations: &[Relation]) -> Result<(), Refusal> {
        for relation in relations.iter().filter(|relation| relation.kind == "image" && !relation.is_outside) {
            if self.pictures.contains_key(&relation.target) {
                continue;
            }
            let Some(mut part) = package.part(&relation.target)? else { continue };
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
            if let Some(ending) = picture_ending(&bytes) {
                self.pictures.insert(relation.target.clone(), self.text.pictures.len());
                self.text.pictures.push(PictureFile { bytes, ending });
            }
        }
        Ok(())
    }

    fn load_comments(
        &mut self,
        package: &mut Package<'_>,
        relations: &[Relation],
        budget: &mut Budget,
    ) -> Result<(), Refusal> {
        let Some(relation) = relations.iter().find(|relation| relation.kind == "comments") else {
            return Ok(());
        };
        let Some(part) = package.part(&relation.target)? else { return Ok(()) };
        each_in(&mut Xml::new(part), "comments", budget, &mut |tree| {
            if let Some(id) = tree.attribute("id") {
                self.comments.insert(id.to_owned(), tree.words());
            }
            Ok(())
        })
    }

    /// Reads the notes, which may have links and pictures of their own.
    fn load_notes(
        &mut self,
        package: &mut Package<'_>,
        parts: [&String; 2],
        budget: &mut Budget,
    ) -> Result<(), Refusal> {
        for (name, container) in parts.into_iter().zip(["footnotes", "endnotes"]) {
            let relations = relations_of(package, name)?;
            self.load_pictures(package, &relations)?;
            self.set_relations(relations);
            let Some(part) = package.part(name)? else { continue };
            each_in(&mut Xml::new(part), container, budget, &mut |tree| {
                let is_text = tree.attribute("type").is_none_or(|kind| kind == "normal");
                if let Some(id) = tree.attribute("id").filter(|_| is_text) {
                    let key = format!("{} {id}", tree.name);
                    let blocks = self.blocks(&tree)?;
                    self.notes.insert(key, self.text.notes.len());
                    self.text.notes.push(blocks);
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// The blocks in `tree`: a cell, a box, a note.
    fn blocks(&mut self, tree: &Tree) -> Result<Vec<Block>, Refusal> {
        let mut flow = Flow::default();
        tree.elements().try_for_each(|child| self.take(child, &mut flow))?;
        Ok(flow.finish())
    }

    /// Takes a paragraph, a table, or what stands around some.
    fn take(&mut self, tree: &Tree, flow: &mut Flow) -> Result<(), Refusal> {
        match tree.name.as_str() {
            "p" => self.paragraph(tree, flow),
            "tbl" => {
                if let Some(block) = self.table(tree)? {
                    flow.push(block);
                }
                Ok(())
            }
            "sdt" => self.block_control(tree, flow),
            "AlternateContent" => tree.elements().next().map_or(Ok(()), |form| self.take_all(form, flow)),
            "altChunk" => {
                self.chunk(tree, flow);
                Ok(())
            }
            "del" | "moveFrom" => {
                said(say!("text that was deleted"), &tree.words())
                    .into_iter()
                    .for_each(|what| self.leave(what, ""));
                Ok(())
            }
            // A line among blocks, as some programs write formulas.
            "r" | "hyperlink" | "oMath" | "oMathPara" => self.stray_line(tree, flow),
            name if name.ends_with("Pr") || name == "tblGrid" => Ok(()),
            _ => self.take_all(tree, flow),
        }
    }

    /// Reads a part that was taken in from another file, where it is a web page.
    fn chunk(&mut self, tree: &Tree, flow: &mut Flow) {
        let page = tree.attribute("id").and_then(|id| self.chunks.remove(id)).flatten();
        match page {
            Some(page) => {
                let found = html::parse_part(&page);
                self.text.take_in(found).into_iter().for_each(|block| flow.push(block));
            }
            None => {
                self.leave(say!("a part that was inserted from another file; copy its text from Word"), "")
            }
        }
    }

    fn take_all(&mut self, tree: &Tree, flow: &mut Flow) -> Result<(), Refusal> {
        tree.elements().try_for_each(|child| self.take(child, flow))
    }

    fn block_control(&mut self, control: &Tree, flow: &mut Flow) -> Result<(), Refusal> {
        let gallery =
            control.element("sdtPr").and_then(|found| found.below("docPartGallery")).and_then(Tree::value);
        if gallery == Some("Table of Contents") {
            self.leave_contents();
            return Ok(());
        }
        control.element("sdtContent").map_or(Ok(()), |content| self.take_all(content, flow))
    }

    fn stray_line(&mut self, tree: &Tree, flow: &mut Flow) -> Result<(), Refusal> {
        let mut line = LineParts::default();
        match tree.name.as_str() {
            "r" => self.run(tree, &Look::default(), &mut line)?,
            _ => self.line(tree, &Look::default(), &mut line)?,
        }
        let runs = tidied(line.runs);
        if !runs.is_empty() {
            flow.push(Block::Paragraph(runs));
        }
        line.left.into_iter().for_each(|what| self.leave(what, ""));
        Ok(())
    }

    fn paragraph(&mut self, tree: &Tree, flow: &mut Flow) -> Result<(), Refusal> {
        let own = ParagraphForm::of(tree.element("pPr"));
        let style = own.style.as_deref();
        if self.styles.is_contents(style) {
            self.leave_contents();
            return Ok(());
        }
        let outline = own.outline.map(|level| (level < 9).then_some(StyleRole::Heading(level + 1)));
        let role = outline.unwrap_or_else(|| self.styles.role(style));
        self.hidden = self
            .styles
            .of_paragraph(style)
            .next()
            .and_then(|(id, _)| self.styles.hides(Some(id)))
            .unwrap_or(false);
        let mut line = LineParts::default();
        self.line(tree, &Look { format: self.format_of(role, style), link: None }, &mut line)?;
        let mut runs = std::mem::take(&mut flow.waiting);
        runs.append(&mut line.runs);
        let words = plain_words(&runs);
        if own.goes_on {
            flow.waiting = runs;
        } else {
            let (marker, is_in_list) = self.marker(&own, style);
            let role = role.or((is_in_list && marker.is_none()).then_some(StyleRole::ListText));
            self.place(runs, role, marker, &line.anchors, flow);
        }
        line.left.into_iter().for_each(|what| self.leave(what, &words));
        line.boxes.into_iter().for_each(|block| flow.push(block));
        Ok(())
    }

    /// The bold and italic that the style of a paragraph adds. Those of headings and quotations are left out: every
    /// heading is bold.
    fn format_of(&self, role: Option<StyleRole>, style: Option<&str>) -> Format {
        match role {
            None | Some(StyleRole::ListText) => {
                let (strong, emphasis) = self.styles.weight(style);
                let (strong, emphasis) = (strong.unwrap_or(false), emphasis.unwrap_or(false));
                Format { strong, emphasis, ..Format::default() }
            }
            Some(StyleRole::Title | StyleRole::Heading(_) | StyleRole::Quote | StyleRole::Code) => {
                Format::default()
            }
        }
    }

    /// The mark before a paragraph, and whether it has a place in a list at all.
    fn marker(&mut self, own: &ParagraphForm, style: Option<&str>) -> (Option<CountedMarker>, bool) {
        let (place, of_level) = self.styles.place_in_list(&own.list, style);
        let marker = self.numbering.counted(&place, of_level, &mut self.counters);
        let by_name = place.numbering.is_none() && self.styles.is_bullet_by_name(style);
        let bullet = || CountedMarker::bullet(0);
        let is_in_list = place.numbering.as_deref().is_some_and(|numbering| numbering != "0");
        // Styles of deeper lists have a numbering of their own, in which they are not deep.
        let deeper = |marker: CountedMarker| CountedMarker {
            depth: marker.depth.max(self.styles.depth_by_name(style).into()),
            ..marker
        };
        (marker.or_else(|| by_name.then(bullet)).map(deeper), is_in_list)
    }

    /// Puts a paragraph where it belongs.
    fn place(
        &mut self,
        runs: Vec<Run>,
        role: Option<StyleRole>,
        marker: Option<CountedMarker>,
        anchors: &[String],
        flow: &mut Flow,
    ) {
        if role == Some(StyleRole::Code) {
            flow.push(Block::Code(code_words(&runs)));
            return;
        }
        let runs = tidied(runs);
        if runs.is_empty() {
            return;
        }
        match (role, marker) {
            (Some(StyleRole::Title), _) if self.text.title.is_none() && flow.is_empty() => {
                self.text.title = Some(plain_words(&runs));
            }
            (Some(StyleRole::Title), _) => flow.push(Block::Heading { level: 1, runs: unbold(runs) }),
            (Some(StyleRole::Heading(level)), marker) => {
                let runs = with_number(unbold(runs), marker.as_ref());
                self.heading = plain_words(&runs);
                let names = anchors.iter().map(|name| (name.clone(), self.heading.clone()));
                self.text.anchors.extend(names);
                flow.push(Block::Heading { level, runs });
            }
            (Some(StyleRole::Quote), None) => flow.push_quoted(Block::Paragraph(runs)),
            (_, Some(marker)) if marker.has_words => {
                flow.push(Block::Paragraph(with_number(runs, Some(&marker))))
            }
            (_, Some(marker)) => {
                let count = matches!(marker.marker, Marker::Number(_)).then_some(marker.count);
                flow.push_item(marker.depth, count, marker.numerals, runs);
            }
            (Some(StyleRole::ListText), None) => flow.push_in_item(Block::Paragraph(runs)),
            (Some(StyleRole::Code) | None, None) => flow.push(Block::Paragraph(runs)),
        }
    }

    /// Notes that `what` did not come along; it stands at `words`.
    fn leave(&mut self, what: Message, words: &str) {
        let heading =
            (!self.heading.is_empty()).then(|| say!("below {heading}", heading = quoted(&self.heading)));
        let is_there = !words.is_empty() && words != self.heading;
        let words = is_there.then(|| say!("at {words}", words = quoted(words)));
        let place = Message::joined(heading.into_iter().chain(words), ", ");
        self.text.left.push(LeftBehind { place, what });
    }

    fn leave_contents(&mut self) {
        let what = LeftBehind::contents();
        if !self.text.left.iter().any(|left| left.what == what) {
            self.text.left.push(LeftBehind::of_the_whole(what));
        }
    }
}

/// The form that a paragraph has by its own properties.
#[derive(Debug, Default)]
struct ParagraphForm {
    style: Option<String>,
    list: ListPlace,
    outline: Option<u8>,
    /// Whether its end was deleted, so that it goes on in the next one.
    goes_on: bool,
}

impl ParagraphForm {
    fn of(properties: Option<&Tree>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let value = |name: &str| properties.element(name).and_then(Tree::value);
        let numbering = properties.element("numPr");
        let of_list = |name: &str| numbering.and_then(|found| found.element(name)).and_then(Tree::value);
        let mark = properties.element("rPr");
        Self {
            style: value("pStyle").map(str::to_owned),
            list: ListPlace {
                numbering: of_list("numId").map(str::to_owned),
                level: of_list("ilvl").and_then(|level| level.parse().ok()),
            },
            outline: value("outlineLvl").and_then(|level| level.parse().ok()),
            goes_on: mark
                .is_some_and(|mark| mark.element("del").is_some() || mark.element("moveFrom").is_some()),
        }
    }
}

/// The texts at the top and the foot of pages, which no page of a site has.
fn edges(
    package: &mut Package<'_>,
    relations: &[Relation],
    budget: &mut Budget,
) -> Result<Vec<LeftBehind>, Refusal> {
    let mut left = BTreeSet::new();
    for (kind, container) in [("header", "hdr"), ("footer", "ftr")] {
        for relation in relations.iter().filter(|relation| relation.kind == kind) {
            let Some(part) = package.part(&relation.target)? else { continue };
            let mut words = String::new();
            each_in(&mut Xml::new(part), container, budget, &mut |tree| {
                words.push_str(&tree.words());
                words.push(' ');
                Ok(())
            })?;
            let words = crate::text::collapse_whitespace(&words);
            let place =
                if kind == "header" { say!("the head of the pages") } else { say!("the foot of the pages") };
            left.extend(said(place, &words));
        }
    }
    Ok(left.into_iter().map(LeftBehind::of_the_whole).collect())
}

/// The ending of a picture's file by its first bytes; none for what no browser shows.
fn picture_ending(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 4] =
        [(b"\x89PNG\r\n", "png"), (b"\xFF\xD8\xFF", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp")];
    let (_, ending) = known.iter().find(|(start, _)| bytes.starts_with(start))?;
    (*ending != "webp" || bytes.get(8..12) == Some(b"WEBP")).then_some(ending)
}

/// The words of a paragraph of code, spaces and all.
fn code_words(runs: &[Run]) -> String {
    let words = |run: &Run| match &run.content {
        RunContent::Words(words) => words.clone(),
        RunContent::Break => "\n".to_owned(),
        RunContent::Picture { .. } | RunContent::Note(_) => String::new(),
    };
    runs.iter().map(words).collect()
}

/// A heading is bold already; and one that is italic as a whole only looks so.
fn unbold(runs: Vec<Run>) -> Vec<Run> {
    let all_italic = runs.iter().all(|run| run.format.emphasis);
    let plain = |run: Run| {
        let format = Format { strong: false, emphasis: run.format.emphasis && !all_italic, ..run.format };
        Run { format, ..run }
    };
    tidied(runs.into_iter().map(plain).collect())
}

/// `runs` behind the number that Word shows before them: `1.2 `, `Les 3: `.
fn with_number(runs: Vec<Run>, marker: Option<&CountedMarker>) -> Vec<Run> {
    let Some(CountedMarker { marker: Marker::Number(number), .. }) = marker else { return runs };
    let is_deep = number.trim_end_matches('.').contains('.');
    let number = if is_deep { number.trim_end_matches('.') } else { number };
    let mut numbered = vec![Run::words(format!("{number} "))];
    numbered.extend(runs);
    tidied(numbered)
}
