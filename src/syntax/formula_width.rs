//! Estimates how wide a formula is from its MathML, since paper does not scroll: one that is wider than a sheet is printed
//! smaller, and one that would be too small to read has its LaTeX there instead.
//!
//! The widths are those of usual letters, in em of the formula's font: a fraction is as wide as the wider of its halves, a table as its widest
//! row, an index is small. No browser is asked, so an estimate may be some em off; the steps leave room for that.

use crate::text::{Markup, Piece, unescaped};

/// The widths in em from which a formula has a class, which the theme's style sheet prints smaller. A sheet of A4 holds 45 em of a
/// formula, 58 and 78 of the smaller ones; in the widest of the usual fonts, DejaVu Math, a formula takes a quarter more than is
/// estimated.
const STEPS: [(f64, &str); 3] = [(62.0, " vast"), (46.0, " longer"), (36.0, " long")];

/// The size of an index, as a part of the size of the sign that it stands at.
const SMALL: f64 = 0.7;
/// The space round a sign between two parts of a formula.
const AROUND: f64 = 0.55;
/// The space between two columns.
const BETWEEN: f64 = 0.8;

/// The class of the formula `mathml` on paper, with a space before it; empty for one that fits on a sheet.
pub(super) fn class(mathml: &str) -> &'static str {
    let width = width(mathml);
    STEPS.iter().find(|(least, _)| width >= *least).map_or("", |(_, class)| class)
}

/// An element that is open: its name, and the widths of the elements and texts in it.
struct Open {
    name: String,
    widths: Vec<f64>,
}

fn width(mathml: &str) -> f64 {
    let mut open = vec![Open { name: String::new(), widths: Vec::new() }];
    let add = |open: &mut Vec<Open>, width: f64| {
        if let Some(last) = open.last_mut() {
            last.widths.push(width);
        }
    };
    for piece in Markup::default().read(mathml) {
        match piece {
            Piece::Text(text) => {
                let name = open.last().map_or("", |last| last.name.as_str());
                let width = of_text(name, &unescaped(text));
                add(&mut open, width);
            }
            Piece::Tag(_, Some(tag)) if tag.is_end() => {
                if open.len() > 1
                    && let Some(closed) = open.pop()
                {
                    add(&mut open, of_element(&closed));
                }
            }
            Piece::Tag(written, Some(_)) if written.ends_with("/>") => add(&mut open, AROUND),
            Piece::Tag(_, Some(tag)) => {
                open.push(Open { name: tag.name().to_owned(), widths: Vec::new() });
            }
            Piece::Tag(_, None) => {}
        }
    }
    open.iter().flat_map(|open| &open.widths).sum()
}

fn of_text(name: &str, text: &str) -> f64 {
    let letters = |each: f64| text.chars().map(|_| each).sum::<f64>();
    match name {
        "mi" => letters(0.6),
        "mn" | "mtext" => letters(0.5),
        "mo" if text
            .chars()
            .all(|c| matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '|' | ',' | '.' | '\u{2061}')) =>
        {
            letters(0.4)
        }
        "mo" => letters(0.6) + AROUND,
        _ => 0.0,
    }
}

fn of_element(Open { name, widths }: &Open) -> f64 {
    let widest = |widths: &[f64]| widths.iter().copied().fold(0.0, f64::max);
    let (first, rest) = widths.split_first().map_or((0.0, &[][..]), |(first, rest)| (*first, rest));
    match name.as_str() {
        "mfrac" | "mtable" => widest(widths),
        "msub" | "msup" | "msubsup" => first + SMALL * widest(rest),
        "munder" | "mover" | "munderover" => first.max(SMALL * widest(rest)),
        "mtd" => widths.iter().sum::<f64>() + BETWEEN,
        "msqrt" | "mroot" => widths.iter().sum::<f64>() + BETWEEN,
        "annotation" => 0.0,
        _ => widths.iter().sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_as_wide_as_its_widest_part() {
        let word = |letters: usize| format!("<mi>{}</mi>", "x".repeat(letters));
        let width = |inside: String| (width(&format!("<math><mrow>{inside}</mrow></math>")) * 10.0).round();
        assert_eq!(width(word(10)), 60.0);
        assert_eq!(width(format!("<mfrac>{}{}</mfrac>", word(10), word(2))), 60.0);
        assert_eq!(width(format!("<msup>{}{}</msup>", word(10), word(10))), 102.0);
        assert_eq!(width("<mi>a</mi><mo>&lt;</mo><mi>b</mi>".to_owned()), 24.0);
        let row = |letters| format!("<mtr><mtd>{}</mtd><mtd>{}</mtd></mtr>", word(letters), word(1));
        assert_eq!(width(format!("<mtable>{}{}</mtable>", row(10), row(1))), 82.0);
    }

    #[test]
    fn a_formula_wider_than_a_sheet_has_a_class() {
        let sum = |parts: usize| format!("<math>{}</math>", "<mi>x</mi><mo>+</mo>".repeat(parts));
        assert_eq!([10, 22, 30, 40].map(|parts| class(&sum(parts))), ["", " long", " longer", " vast"]);
    }
}
