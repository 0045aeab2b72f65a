//! The runs of a paragraph, and what hangs on it: pictures, text boxes, notes, and whatever cannot come along.

use crate::diagnostics::{Message, say};
use crate::import::course::text::{Block, Format, PictureSource, Run, RunContent};
use crate::import::course::word::tree::Tree;
use crate::import::course::word::{CourseReader, Field};
use crate::import::docx::styles::is_on;
use crate::import::file::Refusal;
use crate::import::wording::quoted;

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct LineParts {
    pub(super) runs: Vec<Run>,
    /// The content of text boxes that hang on it.
    pub(super) boxes: Vec<Block>,
    /// The parts that did not come along.
    pub(super) left: Vec<Message>,
    /// The names that links within the document give to it.
    pub(super) anchors: Vec<String>,
}

/// How what is being read looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) format: Format,
    pub(super) link: Option<String>,
}

impl CourseReader<'_> {
    /// Reads what stands in `tree`, a paragraph or a part of one.
    pub(super) fn line(&mut self, tree: &Tree, look: &Look, line: &mut LineParts) -> Result<(), Refusal> {
        for child in tree.elements() {
            match child.name.as_str() {
                "r" => self.run(child, look, line)?,
                "hyperlink" => {
                    let link = self.target_of(child).or_else(|| look.link.clone());
                    self.line(child, &Look { link, ..look.clone() }, line)?;
                }
                "fldSimple" => {
                    let link = child.attribute("instr").and_then(address_in).or_else(|| look.link.clone());
                    self.line(child, &Look { link, ..look.clone() }, line)?;
                }
                "del" | "moveFrom" => line.left.extend(said(say!("text that was deleted"), &child.words())),
                "bookmarkStart" => line.anchors.extend(child.attribute("name").map(str::to_owned)),
                "oMath" | "oMathPara" => {
                    let words = child.words();
                    line.left.push(say!(
                        "the form of a formula, of which the signs came along: {words}",
                        words = quoted(&words)
                    ));
                    line.runs.push(Run::formatted(RunContent::Words(words), look.format));
                }
                "AlternateContent" => {
                    if let Some(form) = child.elements().next() {
                        self.line(form, look, line)?;
                    }
                }
                "sdt" => self.control(child, look, line)?,
                "commentRangeStart" | "commentRangeEnd" | "proofErr" => {}
                name if name.ends_with("Pr") => {}
                _ => self.line(child, look, line)?,
            }
        }
        Ok(())
    }

    /// The address that a link leads to.
    fn target_of(&self, link: &Tree) -> Option<String> {
        let outside =
            link.attribute("id").and_then(|id| self.relations.get(id)).map(|found| found.target.clone());
        match (outside, link.attribute("anchor")) {
            (Some(target), Some(anchor)) if !target.contains('#') => Some(format!("{target}#{anchor}")),
            (Some(target), _) => Some(target),
            (None, anchor) => anchor.map(|anchor| format!("#{anchor}")),
        }
    }

    fn control(&mut self, control: &Tree, look: &Look, line: &mut LineParts) -> Result<(), Refusal> {
        let properties = control.element("sdtPr");
        let asks = properties
            .and_then(|found| found.element("showingPlcHdr"))
            .is_some_and(|found| is_on(found.value()));
        if asks {
            line.left.extend(said(say!("a field that asks for something to be filled in"), &control.words()));
            return Ok(());
        }
        match control.element("sdtContent") {
            Some(content) => self.line(content, look, line),
            None => Ok(()),
        }
    }

    pub(super) fn run(&mut self, run: &Tree, look: &Look, line: &mut LineParts) -> Result<(), Refusal> {
        let properties = run.element("rPr");
        let style = properties.and_then(|found| found.element("rStyle")).and_then(Tree::value);
        let set =
            |name: &str| properties.and_then(|found| found.element(name)).map(|found| is_on(found.value()));
        if set("vanish").or_else(|| self.styles.hides(style)).unwrap_or(self.hidden) {
            line.left.extend(said(say!("hidden text"), &run.words()));
            return Ok(());
        }
        let (bold, italic) = style.map_or((None, None), |style| self.styles.weight(Some(style)));
        let align = properties.and_then(|found| found.element("vertAlign")).and_then(Tree::value);
        let format = Format {
            strong: set("b").or(bold).unwrap_or(look.format.strong),
            emphasis: set("i").or(italic).unwrap_or(look.format.emphasis),
            struck: set("strike").or_else(|| set("dstrike")).unwrap_or(look.format.struck),
            raised: align == Some("superscript"),
            lowered: align == Some("subscript"),
            code: look.format.code || (style.is_some() && self.styles.is_code(style)),
        };
        let link =
            self.fields.iter().rev().find_map(|field| field.link.clone()).or_else(|| look.link.clone());
        self.in_run(run, &Look { format, link }, line)
    }

    fn in_run(&mut self, run: &Tree, look: &Look, line: &mut LineParts) -> Result<(), Refusal> {
        for child in run.elements() {
            let words = match child.name.as_str() {
                "t" => child.text(),
                "tab" | "ptab" => " ".to_owned(),
                "noBreakHyphen" => "-".to_owned(),
                "sym" => symbol(child, line),
                "br" | "cr" => {
                    // Where a page ends is of no matter on a site.
                    if !matches!(child.attribute("type"), Some("page" | "column")) {
                        line.runs
                            .push(Run { link: None, ..Run::formatted(RunContent::Break, Format::default()) });
                    }
                    continue;
                }
                "footnoteReference" | "endnoteReference" => {
                    self.note(child, line);
                    continue;
                }
                "commentReference" => {
                    let comment = child.attribute("id").and_then(|id| self.comments.get(id));
                    line.left.extend(comment.and_then(|comment| said(say!("a comment"), comment)));
                    continue;
                }
                "fldChar" => {
                    self.field(child);
                    continue;
                }
                "instrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(&child.text());
                    }
                    continue;
                }
                "drawing" | "pict" | "object" => {
                    self.drawing(child, look, line)?;
                    continue;
                }
                "AlternateContent" => {
                    if let Some(form) = child.elements().next() {
                        self.in_run(form, look, line)?;
                    }
                    continue;
                }
                "ruby" => child.element("rubyBase").map(Tree::words).unwrap_or_default(),
                "footnoteRef" | "endnoteRef" | "softHyphen" | "rPr" | "delText" => continue,
                _ => {
                    self.in_run(child, look, line)?;
                    continue;
                }
            };
            line.runs.push(Run {
                content: RunContent::Words(words),
                format: look.format,
                link: look.link.clone(),
            });
        }
        Ok(())
    }

    fn note(&mut self, reference: &Tree, line: &mut LineParts) {
        let kind = reference.name.trim_end_matches("Reference");
        let id = reference.attribute("id").unwrap_or_default();
        if let Some(note) = self.notes.get(&format!("{kind} {id}")) {
            line.runs.push(Run::formatted(RunContent::Note(*note), Format::default()));
        }
    }

    /// The begin, the middle or the end of a field, such as a link that an older version of Word made.
    fn field(&mut self, sign: &Tree) {
        match sign.attribute("fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.link = address_in(&field.instruction);
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    /// Takes the texts in a drawing's boxes, and its pictures.
    fn drawing(&mut self, drawing: &Tree, look: &Look, line: &mut LineParts) -> Result<(), Refusal> {
        let (texts, pictures) = (line.boxes.len(), line.runs.len());
        let left = line.left.len();
        self.in_drawing(drawing, &alternative_of(drawing), look, line)?;
        let shows_something =
            (line.boxes.len(), line.runs.len()) != (texts, pictures) || line.left.len() != left;
        let uri = drawing.below("graphicData").and_then(|found| found.attribute("uri")).unwrap_or_default();
        let what = if drawing.name == "object" {
            say!("an object of another program")
        } else if uri.contains("chart") {
            say!("a chart")
        } else if uri.contains("diagram") {
            say!("a diagram (SmartArt)")
        } else {
            say!("a drawing")
        };
        if !shows_something || drawing.name == "object" {
            line.left.push(with_words(what, &alternative_of(drawing)));
        }
        Ok(())
    }

    fn in_drawing(
        &mut self,
        tree: &Tree,
        alternative: &str,
        look: &Look,
        line: &mut LineParts,
    ) -> Result<(), Refusal> {
        for child in tree.elements() {
            match child.name.as_str() {
                "txbxContent" => {
                    let blocks = self.blocks(child)?;
                    if !blocks.is_empty() {
                        line.boxes.push(Block::Quote(blocks));
                    }
                }
                "blip" => {
                    // An SVG stands beside the picture for programs that do not know it.
                    let id = child.attribute("embed").or(child.attribute("link"));
                    self.picture(id, alternative, look, line);
                }
                "imagedata" => self.picture(child.attribute("id"), alternative, look, line),
                "AlternateContent" => {
                    if let Some(form) = child.elements().next() {
                        self.in_drawing(form, alternative, look, line)?;
                    }
                }
                _ => self.in_drawing(child, alternative, look, line)?,
            }
        }
        Ok(())
    }

    fn picture(&mut self, id: Option<&str>, alternative: &str, look: &Look, line: &mut LineParts) {
        let Some(relation) = id.and_then(|id| self.relations.get(id)) else { return };
        if relation.is_outside {
            let address = &relation.target;
            line.left.push(say!("a picture that is not in the document itself: {address}", address));
            return;
        }
        let Some(at) = self.pictures.get(&relation.target) else {
            let name = relation.target.rsplit('/').next().unwrap_or_default();
            let what = say!("a picture of a kind that browsers do not show (`{name}`)", name);
            line.left.push(with_words(what, alternative));
            return;
        };
        let content = RunContent::Picture {
            source: PictureSource::Inside(*at),
            alternative: crate::text::collapse_whitespace(alternative),
        };
        line.runs.push(Run { content, format: Format::default(), link: look.link.clone() });
    }
}

/// The description of a drawing for those who do not see it. Its name, which is a number, is none.
fn alternative_of(drawing: &Tree) -> String {
    let properties =
        drawing.below("docPr").or_else(|| drawing.below("shape")).or_else(|| drawing.below("cNvPr"));
    let said =
        |name| properties.and_then(|found| found.attribute(name)).filter(|text| !text.trim().is_empty());
    said("descr").or_else(|| said("alt")).or_else(|| said("title")).unwrap_or_default().to_owned()
}

/// A letter of a font of pictures. Where it has no twin among the letters, it is named.
fn symbol(sign: &Tree, line: &mut LineParts) -> String {
    let code = sign.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
    let found = match code {
        Some(0xF0FC) => '✓',
        Some(0xF0FB) => '✗',
        Some(0xF0FE) => '☑',
        Some(0xF06F | 0xF0A8) => '☐',
        Some(0xF0E0 | 0xF0E8) => '→',
        Some(0xF0DF) => '←',
        Some(0xF04A) => '☺',
        Some(0xF0A7) => '▪',
        Some(0xF0B7) => '•',
        Some(0xF0D8) => '➢',
        Some(code) if !(0xE000..=0xF8FF).contains(&code) => char::from_u32(code).unwrap_or('\u{FFFD}'),
        _ => {
            line.left.push(match sign.attribute("font") {
                Some(font) => say!("a sign of {font}", font),
                None => say!("a sign of a font of its own"),
            });
            return String::new();
        }
    };
    found.to_string()
}

/// The address in the instruction of a field: `HYPERLINK "https://…" \o "…"`, or the place in the document behind `\l`.
fn address_in(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let mut quoted = rest.split('"').enumerate();
    let mut address = None;
    let mut before = "";
    for (at, part) in quoted.by_ref() {
        if at % 2 == 0 {
            before = part.trim();
        } else if before.ends_with("\\l") {
            return Some(format!("{}#{part}", address.unwrap_or_default()));
        } else if address.is_none() && !before.contains('\\') {
            address = Some(part.to_owned());
        }
    }
    address.or_else(|| rest.split_whitespace().find(|word| !word.starts_with('\\')).map(str::to_owned))
}

/// `what` with its `words`; none where there are none.
pub(super) fn said(what: Message, words: &str) -> Option<Message> {
    (!words.trim().is_empty()).then(|| say!("{what}: \"{words}\"", what, words = words.trim()))
}

/// `what`, with the start of its `words` where there are any.
fn with_words(what: Message, words: &str) -> Message {
    if words.is_empty() { what } else { say!("{what}: {words}", what, words = quoted(words)) }
}
