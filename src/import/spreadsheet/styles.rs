//! How the cells of an Excel workbook look, as far as it says something: the form of numbers, lines through a text,
//! colours.

use std::collections::HashMap;

use crate::import::file::Refusal;
use crate::import::file::xml::{Element, Node, Xml};
use crate::import::spreadsheet::number::NumberForm;

/// A workbook has some hundreds.
const MOST: usize = 100_000;

/// One look.
#[derive(Debug, Clone, Default)]
pub(super) struct CellStyle {
    pub(super) form: NumberForm,
    pub(super) is_struck: bool,
    pub(super) fill: Option<u32>,
}

/// The looks of a workbook, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<CellStyle>);

#[derive(Default)]
struct Parts {
    forms: HashMap<u32, NumberForm>,
    struck_fonts: Vec<bool>,
    fills: Vec<Option<u32>>,
    styles: Vec<CellStyle>,
}

impl Styles {
    /// The looks in the part `xl/styles.xml`.
    pub(super) fn parse(mut xml: Xml<'_>) -> Result<Self, Refusal> {
        let mut parts = Parts::default();
        let mut path: Vec<String> = Vec::new();
        loop {
            match xml.next()? {
                Node::Over => return Ok(Self(parts.styles)),
                Node::End => drop(path.pop()),
                Node::Text(_) => {}
                Node::Start(element) => {
                    path.push(element.name().to_owned());
                    let path: Vec<&str> = path.iter().map(String::as_str).collect();
                    parts.element(&path, &element);
                }
            }
        }
    }

    /// The look with a number; a plain one where the workbook has none.
    pub(super) fn get(&self, number: usize) -> CellStyle {
        self.0.get(number).cloned().unwrap_or_default()
    }
}

impl Parts {
    fn element(&mut self, path: &[&str], element: &Element<'_>) {
        match path {
            ["styleSheet", "numFmts", "numFmt"] if self.forms.len() < MOST => {
                let (id, code) = (number(element, "numFmtId"), element.attribute("formatCode"));
                self.forms.insert(id, NumberForm::parse(&code.unwrap_or_default()));
            }
            ["styleSheet", "fonts", "font"] if self.struck_fonts.len() < MOST => {
                self.struck_fonts.push(false);
            }
            ["styleSheet", "fonts", "font", "strike"] => {
                if let Some(last) = self.struck_fonts.last_mut() {
                    *last = is_on(element);
                }
            }
            ["styleSheet", "fills", "fill"] if self.fills.len() < MOST => self.fills.push(None),
            ["styleSheet", "fills", "fill", "patternFill", "fgColor"] => {
                if let Some(last) = self.fills.last_mut() {
                    *last = colour(element);
                }
            }
            ["styleSheet", "cellXfs", "xf"] if self.styles.len() < MOST => {
                let at = |name| usize::try_from(number(element, name)).unwrap_or(usize::MAX);
                let form = number(element, "numFmtId");
                // The first two fills are the same in every workbook: none, and dots.
                let fill = self.fills.get(at("fillId")).copied().flatten().filter(|_| at("fillId") > 1);
                self.styles.push(CellStyle {
                    form: self.forms.get(&form).cloned().unwrap_or_else(|| NumberForm::built_in(form)),
                    is_struck: self.struck_fonts.get(at("fontId")).copied().unwrap_or_default(),
                    fill,
                });
            }
            _ => {}
        }
    }
}

/// Whether the element says yes, which it does unless it says no.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "none"))
}

fn number(element: &Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|value| value.parse().ok()).unwrap_or_default()
}

/// A number for a colour: the same for the same one; white is none.
fn colour(element: &Element<'_>) -> Option<u32> {
    if let Some(rgb) = element.attribute("rgb") {
        let rgb = u32::from_str_radix(rgb.get(rgb.len().saturating_sub(6)..)?, 16).ok()?;
        return (rgb != 0x00FF_FFFF).then_some(rgb);
    }
    let theme = element.attribute("theme").and_then(|theme| theme.parse::<u32>().ok());
    let indexed = element.attribute("indexed").and_then(|at| at.parse::<u32>().ok());
    match (theme, indexed) {
        // The page's own colour, with or without a tint that nobody sees.
        (Some(0), _) => None,
        (Some(theme), _) => Some(0x0100_0000 + theme.min(0xFFFF)),
        (None, Some(9 | 64 | 65)) | (None, None) => None,
        (None, Some(indexed)) => Some(0x0200_0000 + indexed.min(0xFFFF)),
    }
}
