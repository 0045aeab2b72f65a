//! Finds formulas that came out as text: half of one, or one between other signs than dollars.
//!
//! ```text
//! $\frac{1}{2$                  braces that do not match
//! $$ above an empty line        no formula goes over it
//! \(x^2\), \[x^2\]              the signs of LaTeX, in which the markdown crate sees brackets behind backslashes
//! \begin{equation}              an environment without dollar signs
//! ```

use crate::diagnostics::{Message, say};
use std::ops::Range;

use super::marks::PlainMarkup;

/// How many bytes of a formula are looked at for its end.
const LONGEST: usize = 1_000;

fn only_text() -> Message {
    say!("this formula is only text")
}

/// `$\frac{1}{2$` or `$ \pi $`: LaTeX between dollar signs that make no formula.
pub(super) fn half_formula(run: &str, is_escaped: bool) -> Option<PlainMarkup> {
    let start = run.find('$').filter(|at| !(is_escaped && *at == 0))?;
    let inside = &run[start + 1..];
    let inside = &inside[..inside.find('$')?];
    let is_command = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_latex =
        inside.split('\\').skip(1).any(is_command) || inside.contains("^{") || inside.contains("_{");
    let help = if inside.trim() == inside {
        say!("each `{{` of a formula needs its `}}`")
    } else {
        say!("write no space behind the first dollar sign, and none before the last")
    };
    (is_latex && !inside.is_empty())
        .then(|| PlainMarkup::new(start..start + inside.len() + 2, only_text(), help))
}

/// A formula between signs of LaTeX, where `run` of `text` begins with the first of them or names an environment.
pub(super) fn of_others(text: &str, run: &Range<usize>, is_escaped: bool) -> Option<PlainMarkup> {
    let inside = &text[run.clone()];
    if !is_escaped {
        let start = inside.find("\\begin{")?;
        let length = inside[start..].find('}').map_or(inside.len() - start, |end| end + 1);
        let help = say!(
            "write it between dollar signs: `$$` before it and `$$` behind it, without an empty line between"
        );
        return Some(PlainMarkup::new(start..start + length, only_text(), help));
    }
    let (close, dollars) = match inside.as_bytes().first()? {
        b'(' => ("\\)", "$"),
        b'[' => ("\\]", "$$"),
        _ => return None,
    };
    let rest = &text[run.start + 1..text.floor_char_boundary(run.start + LONGEST)];
    let latex = &rest[..rest.find(close)?];
    let is_letter = latex.trim().len() == 1
        && (close == "\\)" || latex.trim() != "x")
        && latex.trim().starts_with(char::is_alphabetic);
    let is_command =
        latex.split('\\').skip(1).any(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    if latex.contains("\n\n") || !(is_letter || is_command || latex.contains(['^', '_', '=', '{'])) {
        return None;
    }
    let shown = latex.trim();
    let help = if shown.len() > 60 || shown.contains('\n') {
        say!("write `{dollars}` before it and behind it", dollars)
    } else {
        say!("write it between dollar signs: `{dollars}{shown}{dollars}`", dollars, shown)
    };
    Some(PlainMarkup::new(0..latex.len() + 3, only_text(), help))
}

/// Two dollar signs that open no formula. Those that were meant to close it are not reported once more: `is_open`
/// says whether some stand above.
pub(super) fn half_display(run: &str, is_escaped: bool, is_open: &mut bool) -> Option<PlainMarkup> {
    if is_escaped {
        return None;
    }
    let line = run.trim();
    let start = run.find("$$").filter(|_| line.starts_with("$$") || line.ends_with("$$"))?;
    // Both pairs of signs stand here, so that a brace is missing between them.
    let inside = run[start + 2..].split_once("$$").map_or("", |(inside, _)| inside);
    if inside.matches('{').count() != inside.matches('}').count() {
        let help = say!("each `{{` of a formula needs its `}}`");
        return Some(PlainMarkup::new(start..start + inside.len() + 4, only_text(), help));
    }
    *is_open = !*is_open;
    let help = say!("write `$$` before a formula and `$$` behind it, without an empty line between");
    is_open.then(|| PlainMarkup::new(start..start + 2, only_text(), help))
}
