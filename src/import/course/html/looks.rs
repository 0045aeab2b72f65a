//! How words and lists look by the style sheet in a page. Google Docs and Word write no `<strong>` and no nested list:
//! they give names to forms (`.c5{font-weight:700}`), and to the depth of an item
//! (`class="lst-kix_a-1"`, `style='mso-list:l0 level2 lfo1'`).

use std::collections::HashMap;

use crate::import::course::html::tree::HtmlElement;
use crate::import::course::text::Format;
use crate::import::file::html::style_sheets;
use crate::import::numerals::Numerals;

/// The declarations of the classes of a page.
#[derive(Debug, Default)]
pub(super) struct Styles {
    classes: HashMap<String, String>,
    /// The numerals of the lists of Google Docs, by the class of the list.
    numerals: HashMap<String, Numerals>,
}

impl Styles {
    /// The styles in the page `html`.
    pub(super) fn parse(html: &str) -> Self {
        let mut styles = Self::default();
        style_sheets(html).for_each(|sheet| styles.rules(sheet));
        styles
    }

    fn rules(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            for selector in selectors.split(',').map(str::trim) {
                let name = selector.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let Some(name) = name.strip_prefix('.') else { continue };
                if let Some(list) = name.strip_suffix(">li:before") {
                    let known = [
                        ("lower-latin", Numerals::LowerLetters),
                        ("upper-latin", Numerals::UpperLetters),
                        ("lower-roman", Numerals::LowerRoman),
                        ("upper-roman", Numerals::UpperRoman),
                    ];
                    if let Some((_, numerals)) = known.iter().find(|(word, _)| declarations.contains(word)) {
                        self.numerals.insert(list.to_owned(), *numerals);
                    }
                } else if !name.contains([' ', '>', ':', '.', '#', '[']) {
                    let known = self.classes.entry(name.to_owned()).or_default();
                    known.push(';');
                    known.push_str(declarations);
                }
            }
        }
    }

    /// `format` with the form that the classes and the style of `element` give its words.
    pub(super) fn format(&self, element: &HtmlElement, format: Format) -> Format {
        let mut format = format;
        let of_classes = element.classes().filter_map(|class| self.classes.get(class)).map(String::as_str);
        for declarations in of_classes.chain(element.attribute("style")) {
            for (name, value) in declarations.split(';').filter_map(|one| one.split_once(':')) {
                let value = value.trim().to_ascii_lowercase();
                match name.trim().to_ascii_lowercase().as_str() {
                    "font-weight" => {
                        format.strong = value.starts_with("bold")
                            || matches!(value.as_str(), "600" | "700" | "800" | "900");
                    }
                    "font-style" => format.emphasis = value == "italic" || value == "oblique",
                    "text-decoration" | "text-decoration-line" => {
                        format.struck |= value.contains("line-through")
                    }
                    "vertical-align" => {
                        format.raised |= value == "super";
                        format.lowered |= value == "sub";
                    }
                    _ => {}
                }
            }
        }
        format
    }

    /// The list of Google Docs that `element` is: how deep it stands, and its numerals.
    pub(super) fn google_list(&self, element: &HtmlElement) -> Option<(usize, Numerals)> {
        let class = element.classes().find(|class| class.starts_with("lst-"))?;
        let depth = class.rsplit_once('-')?.1.parse::<usize>().ok()?;
        Some((depth.min(8), self.numerals.get(class).copied().unwrap_or_default()))
    }
}

/// An item of a list as Word writes it into a web page: a paragraph with its sign and its depth.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WordItem {
    pub(super) depth: usize,
    /// Its number; none for a bullet.
    pub(super) count: Option<u32>,
    pub(super) numerals: Numerals,
    /// The sign before it, which is no part of its words.
    pub(super) sign: String,
}

/// The item that the paragraph `element` is.
pub(super) fn word_item(element: &HtmlElement) -> Option<WordItem> {
    let style = element.attribute("style").unwrap_or_default();
    let level = style.split("mso-list:").nth(1).and_then(|rest| {
        let rest = rest.split(';').next().unwrap_or(rest);
        rest.split_whitespace().find_map(|word| word.strip_prefix("level")?.parse::<usize>().ok())
    });
    let is_in_list = level.is_some() || element.classes().any(|class| class.starts_with("MsoListParagraph"));
    if !is_in_list {
        return None;
    }
    let sign = ignored(element).or_else(|| typed(element))?;
    let (count, numerals) = counted(sign.trim())?;
    let depth = level.map_or_else(|| depth_of_margin(style), |level| level.saturating_sub(1));
    Some(WordItem { depth: depth.min(8), count, numerals, sign })
}

/// The words of the piece that Word says is to be left out: the sign.
fn ignored(element: &HtmlElement) -> Option<String> {
    let is_it = |inner: &&HtmlElement| inner.attribute("style").is_some_and(is_ignored);
    element.all().into_iter().find(is_it).map(HtmlElement::words)
}

/// Whether the style of a piece says that it is the sign of an item.
pub(super) fn is_ignored(style: &str) -> bool {
    style.to_ascii_lowercase().replace(' ', "").contains("mso-list:ignore")
}

/// The sign that stands before the words where Word left out what says so: the hard spaces behind it tell.
fn typed(element: &HtmlElement) -> Option<String> {
    let words = element.words();
    let words = words.trim_start_matches(['\n', '\r', ' ']);
    let end = words.find('\u{a0}')?;
    let (sign, rest) = words.split_at(end);
    (rest.starts_with("\u{a0}\u{a0}") && counted(sign.trim()).is_some()).then(|| sign.to_owned())
}

/// The number that `sign` is, and its numerals; none for a bullet.
fn counted(sign: &str) -> Option<(Option<u32>, Numerals)> {
    let number = sign.trim_matches(['.', ')', '(', '°', '\u{a0}', ' ']);
    if number.is_empty() || number.chars().count() == sign.chars().count() && number.chars().count() == 1 {
        // A sign alone is a bullet, in whatever font of signs.
        return (sign.chars().count() <= 2).then_some((None, Numerals::Digits));
    }
    if let Ok(count) = number.rsplit('.').next().unwrap_or(number).parse::<u32>() {
        return Some((Some(count), Numerals::Digits));
    }
    Numerals::of_sign(number).map(|(count, numerals)| (Some(count), numerals))
}

/// The depth of a paragraph by its margin: Word moves each level by half an inch.
fn depth_of_margin(style: &str) -> usize {
    let margin = style.split(';').find_map(|one| one.trim().strip_prefix("margin-left:"));
    let margin = margin.map(str::trim).unwrap_or_default();
    let number: f64 = margin.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0.0);
    let points = if margin.ends_with("in") {
        number * 72.0
    } else if margin.ends_with("cm") {
        number * 28.35
    } else {
        number
    };
    (points / 36.0).round().clamp(1.0, 9.0) as usize - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::course::html::tree::tree;

    #[test]
    fn an_item_of_word_has_its_depth_and_its_number() {
        let item = |html: &str| word_item(tree(html).0.elements().next().unwrap());
        let ignored = "<span style='mso-list:Ignore'>b)<span>&nbsp;&nbsp; </span></span>";
        let found = item(&format!("<p style='mso-list:l0 level2 lfo1'>{ignored}Tekst</p>")).unwrap();
        assert_eq!((found.depth, found.count, found.numerals), (1, Some(2), Numerals::LowerLetters));
        let found = item(
            "<p class=MsoListParagraph style='margin-left:72.0pt'>·<span>&nbsp;&nbsp;&nbsp; </span>Tekst</p>",
        );
        assert_eq!(found.map(|item| (item.depth, item.count)), Some((1, None)));
        assert_eq!(item("<p class=MsoListParagraph>Tekst zonder teken</p>"), None);
        assert_eq!(item("<p>1.&nbsp;&nbsp; Tekst</p>"), None);
    }
}
