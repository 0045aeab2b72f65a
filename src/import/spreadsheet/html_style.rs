//! How the cells of a web page look, as far as it means something: hidden, struck through, coloured. A spreadsheet that saves
//! a sheet as a page gives each look a class, and describes the classes in a `style` element.

use std::collections::HashMap;

use crate::import::file::html::style_sheets;
use crate::text::Tag;

/// The looks of one element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CellStyle {
    pub(super) is_hidden: bool,
    pub(super) is_struck: bool,
    /// Its colour; none for white.
    pub(super) fill: Option<u32>,
}

impl CellStyle {
    fn parse(declarations: &str) -> Self {
        let mut style = Self::default();
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
            match name.as_str() {
                "display" => style.is_hidden = value == "none",
                "visibility" => style.is_hidden = matches!(value.as_str(), "hidden" | "collapse"),
                "text-decoration" | "text-decoration-line" => {
                    style.is_struck = value.contains("line-through");
                }
                "background" | "background-color" => style.fill = colour(&value),
                _ => {}
            }
        }
        style
    }

    fn and(self, other: Self) -> Self {
        Self {
            is_hidden: self.is_hidden || other.is_hidden,
            is_struck: self.is_struck || other.is_struck,
            fill: other.fill.or(self.fill),
        }
    }
}

/// A colour that is written with its three parts, or one of the names that spreadsheets use.
fn colour(value: &str) -> Option<u32> {
    const NAMES: [(&str, u32); 8] = [
        ("yellow", 0x00FF_FF00),
        ("red", 0x00FF_0000),
        ("lime", 0x0000_FF00),
        ("green", 0x0000_8000),
        ("blue", 0x0000_00FF),
        ("aqua", 0x0000_FFFF),
        ("silver", 0x00C0_C0C0),
        ("gray", 0x0080_8080),
    ];
    let first = value.split_whitespace().next()?;
    let named = NAMES.iter().find(|(name, _)| *name == first).map(|(_, colour)| *colour);
    let written = first.strip_prefix('#').filter(|parts| parts.len() == 6);
    let written = written.and_then(|parts| u32::from_str_radix(parts, 16).ok());
    named.or(written).filter(|colour| *colour != 0x00FF_FFFF)
}

/// The looks that a page gives its classes.
#[derive(Debug, Default)]
pub(super) struct PageStyles(HashMap<String, CellStyle>);

impl PageStyles {
    /// Those that the `style` elements of `page` name.
    pub(super) fn parse(page: &str) -> Self {
        let mut classes = HashMap::new();
        for rule in style_sheets(page).flat_map(|sheet| sheet.split('}')) {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            for selector in selectors.split(',') {
                if let Some(class) = selector.trim().rsplit_once('.').map(|(_, class)| class)
                    && !class.is_empty()
                    && class.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
                {
                    classes.insert(class.to_owned(), CellStyle::parse(declarations));
                }
            }
        }
        Self(classes)
    }

    /// The looks of an element.
    pub(super) fn of(&self, tag: &Tag<'_>) -> CellStyle {
        let classes = tag.attribute("class").unwrap_or_default();
        let known = classes.split_whitespace().filter_map(|class| self.0.get(class).copied());
        let own = CellStyle::parse(&tag.attribute("style").unwrap_or_default());
        let coloured = CellStyle {
            is_hidden: tag.attribute("hidden").is_some(),
            is_struck: false,
            fill: tag.attribute("bgcolor").and_then(|value| colour(&value.to_ascii_lowercase())),
        };
        known.fold(coloured, CellStyle::and).and(own)
    }
}
