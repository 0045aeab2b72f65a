//! Finds lines that their author wrote one below the other and that run into one, since nothing of markdown parts them: a
//! list with letters or without spaces, a table without the line below its head, or one that was pasted with tabs.
//!
//! ```text
//! a) Ja          a question with answers by letter
//! b) Nee
//!
//! -brood         no space behind the hyphens
//! -boter
//!
//! | Uur | Wat |  no line |---|---| below it
//! | 8   | Les |
//! ```

use super::marks::PlainMarkup;
use crate::diagnostics::say;

/// How a line begins that was meant as one of a list.
#[derive(PartialEq, Eq)]
enum Sign {
    /// `a)`, `B.`: the letter.
    Letter(char),
    /// `-woord`
    Hyphen,
    /// `1.woord`
    Number,
}

/// What begins at the start of `rest`, the text of a file from the start of a line on, and goes on in the next line.
pub(super) fn lines_run_together(rest: &str) -> Option<PlainMarkup> {
    // Nearly every line begins otherwise.
    let may_begin = match rest.as_bytes() {
        [b'|' | b'-' | b'0'..=b'9', ..] => true,
        [first, b')' | b'.', ..] => first.is_ascii_alphabetic(),
        _ => false,
    };
    if !(may_begin || rest.lines().next()?.contains('\t')) {
        return None;
    }
    let mut lines = rest.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let first = lines.next()?;
    let second = lines.next()?.trim_start_matches(['>', ' ', '\t']);
    table(first, second).or_else(|| list(first, second)).or_else(|| tabs(first, second))
}

/// Two lines of cells with tabs between them, as a word processor and a spreadsheet paste a table.
fn tabs(first: &str, second: &str) -> Option<PlainMarkup> {
    let has_cells = |line: &str| {
        line.split_once('\t').is_some_and(|(one, rest)| {
            one.trim().chars().nth(1).is_some() && rest.contains(char::is_alphanumeric)
        })
    };
    let help = say!(
        "write bars between the cells, and a line `{rule}` below the first one, which is the head",
        rule = format!("|{}", "---|".repeat(first.trim_end().matches('\t').count() + 1))
    );
    (has_cells(first) && has_cells(second))
        .then(|| PlainMarkup::new(0..first.trim_end().len(), say!("this makes no table"), help))
}

fn list(first: &str, second: &str) -> Option<PlainMarkup> {
    let goes_on = match (sign(first)?, sign(second)?) {
        (Sign::Letter(one), Sign::Letter(other)) => other as u32 == one as u32 + 1,
        (one, other) => one == other,
    };
    // With a break behind them the lines stay lines.
    let is_broken = first.ends_with("  ") || first.ends_with('\\') || first.ends_with("<br>");
    let length = first.find(|c: char| c.is_whitespace()).unwrap_or(first.len());
    let message = say!("these lines are no list, so they run into one");
    let help = say!("begin each of them with `- ` or `1. `, with the space, or end each with `\\`");
    (goes_on && !is_broken).then(|| PlainMarkup::new(0..length, message, help))
}

fn sign(line: &str) -> Option<Sign> {
    let mut characters = line.chars();
    let first = characters.next()?;
    let rest = characters.as_str();
    if first == '-' {
        return rest.starts_with(char::is_alphabetic).then_some(Sign::Hyphen);
    }
    if first.is_ascii_alphabetic() {
        // Word parts its letters from the words by a tab.
        let is_letter = rest.starts_with([')', '.']) && rest[1..].starts_with([' ', '\t']);
        return is_letter.then_some(Sign::Letter(first));
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = rest.len() < line.len() && line.len() - rest.len() <= 3;
    let behind = rest.strip_prefix(['.', ')'])?;
    (is_number && behind.starts_with(char::is_alphabetic)).then_some(Sign::Number)
}

fn table(first: &str, second: &str) -> Option<PlainMarkup> {
    // That it does not fit its head is said at the line below the head itself.
    let is_rule = second.contains('-') && second.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let columns = columns(first).filter(|_| columns(second).is_some() && !is_rule)?;
    let rule = format!("|{}", "---|".repeat(columns));
    let help = say!("write a line `{rule}` below the first one, which is the head", rule);
    Some(PlainMarkup::new(0..first.trim_end().len(), say!("this makes no table"), help))
}

/// How many cells `line` has, if it is a row between bars.
fn columns(line: &str) -> Option<usize> {
    let inside = line.trim_end().strip_prefix('|')?.strip_suffix('|')?;
    let bars = inside.matches('|').count() - inside.matches("\\|").count();
    (bars >= 1).then_some(bars + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_meant_as_a_list_or_a_table_are_found() {
        for text in [
            "a) ja\nb) nee",
            "a)\tja\nb)\tnee",
            "Uur\tWat\n8 u\tLes",
            "A. ja\r\nB. nee",
            "-brood\n-boter",
            "1.brood\n2.boter",
            "| a | b |\n| 1 | 2 |",
        ] {
            assert!(lines_run_together(text).is_some(), "{text}");
        }
        for text in [
            "a) ja",
            "a) ja\n\nb) nee",
            "a) ja  \nb) nee",
            "a) ja\nd) nee",
            "-5 graden\n-3 graden",
            "- brood\n- boter",
            "Zie 1.2\n3.4",
            "10.000 euro\n20.000 euro",
            "| a |\n| b |",
            "A. Peeters en\nanderen",
            "Een\ttab\nen geen",
        ] {
            assert!(lines_run_together(text).is_none(), "{text}");
        }
    }
}
