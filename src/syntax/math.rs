//! Writes formulas: LaTeX between dollar signs becomes MathML, which browsers show without a script.
//!
//! ```text
//! $U = R \cdot I$      within a line
//! $`U = R \cdot I`$    the same, as GitHub has it
//! $$\frac{1}{2}$$      a formula on a line of its own
//! $5 of US$ 6          prices: text
//! ```
//!
//! Where a formula begins and ends is decided by the markdown crate: behind the first dollar sign and before the last
//! stands no white space. Prices pass that test now and then (`**$5** of **$10**`), so [`is_formula`] asks for more,
//! and `events.rs` parses a text anew in which the signs of prices are no signs of formulas.
//!
//! The conversion is done by math-core. Its inline styles become classes, since a strict content-security policy
//! forbids styles. The LaTeX stays in the page as the formula's alternative text, which the search and the exports
//! use. A formula that cannot be read is reported (L120) and shown as it was written.

use std::ops::Range;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use pulldown_cmark::CowStr;

use super::document::TextPart;
use super::formula_width;
use super::front_matter::Source;
use super::slots::Slots;
use crate::config::Language;
use crate::diagnostics::{Code, Diagnostic, Message, say};
use crate::text::{Span, escape_html};

/// The deepest nesting of a formula: the crate calls itself for each group in a group, and the stack of a thread is finite.
const DEEPEST: usize = 100;
/// The most bytes of a formula.
const LONGEST: usize = 10_000;
/// The length in characters of a formula within a line that might not fit on the screen of a phone.
const WIDE: usize = 40;

/// The styles that the crate gives to elements, and the classes in their place. A style without a class is spacing
/// that browsers do well without.
const CLASSES: [(&str, &str); 13] = [
    ("text-align: left", "left"),
    ("text-align: right", "right"),
    ("padding-left: 0", "no-left"),
    ("padding-right: 0", "no-right"),
    ("padding-left:1em", "far-left"),
    ("border-left: 0.05em solid currentcolor", "line-left"),
    ("border-right: 0.05em solid currentcolor", "line-right"),
    ("border-top: 0.05em solid currentcolor", "line-top"),
    ("border-left: 0.05em dashed currentcolor", "dash-left"),
    ("border-right: 0.05em dashed currentcolor", "dash-right"),
    ("border-top: 0.05em dashed currentcolor", "dash-top"),
    ("width: 100%", "whole"),
    ("width: 50%", "half"),
];

/// The advice, in words.
type Help = fn() -> Message;

/// Commands for which the crate would write markup that a page may not have: colours that are not the theme's, and ids.
const REFUSED: [(&str, Help); 3] = [
    ("\\color", || say!("a formula has the colour of the text, so that everybody can read it")),
    ("\\label", || say!("a formula has no name here; give the section a heading, and lead to that")),
    ("\\tag", || say!("a formula has no number here; give the section a heading, and lead to that")),
];

/// How a formula stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// `$…$`
    Inline,
    /// `$$…$$`
    Display,
}

/// Whether the formula at `range` of `text`, its dollar signs included, is meant as one.
pub(super) fn is_formula(text: &str, range: &Range<usize>) -> bool {
    let whole = &text[range.clone()];
    if whole.starts_with("$$") {
        return true;
    }
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let inside = whole.trim_matches('$');
    if ticked(inside).is_some() {
        return true;
    }
    if inside.contains(['\\', '{', '^', '_']) {
        return !inside.contains("**");
    }
    let starts_with_amount = inside.starts_with(|c: char| c.is_ascii_digit());
    let words =
        inside.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some()).count();
    let is_sum = inside.contains(['=', '+', '<', '>']);
    !inside.contains("**") && words <= if starts_with_amount { 0 } else { 1 } || is_sum && !starts_with_amount
}

/// The text between the backticks of GitHub's formulas, `` $`x+1`$ ``.
fn ticked(inside: &str) -> Option<&str> {
    let inside = inside.strip_prefix('`')?.strip_suffix('`')?;
    (!inside.is_empty() && !inside.contains('`')).then_some(inside)
}

/// `latex` without the backticks of GitHub around it.
pub(super) fn without_ticks(latex: CowStr<'_>) -> CowStr<'_> {
    let inside = ticked(&latex).map(|inside| CowStr::from(inside.to_owned()));
    inside.unwrap_or(latex)
}

/// The dollar signs of `text`, from byte `start` on, that are no signs of formulas, where `formulas` are the formulas
/// that the markdown crate found and that are meant. It pairs the signs from left to right: a price takes the sign
/// behind it no longer, so that `$5 en $x$` has a formula.
pub(super) fn prices(text: &str, start: usize, formulas: &[Range<usize>]) -> Vec<usize> {
    let mut formulas = formulas.iter().peekable();
    let mut signs = Vec::new();
    for (at, _) in text[start..].match_indices('$') {
        let at = start + at;
        while formulas.next_if(|formula| formula.end <= at).is_some() {}
        if formulas.peek().is_none_or(|formula| at < formula.start) {
            signs.push(at);
        }
    }
    let (mut prices, mut signs) = (Vec::new(), signs.into_iter().peekable());
    while let Some(open) = signs.next() {
        let is_pair = |close: &usize| {
            let inside = &text[open + 1..*close];
            let is_tight = !inside.is_empty() && inside.trim() == inside && !inside.contains("\n\n");
            is_tight && is_formula(text, &(open..close + 1))
        };
        if signs.next_if(is_pair).is_none() {
            prices.push(open);
        }
    }
    prices
}

/// The HTML of the formula `latex`, which stands at `range` of `source`. It goes into a gap, since a cleaner of
/// authors' HTML would take it apart.
pub(super) fn formula(
    source: &mut Source<'_>,
    slots: &mut Slots,
    latex: &str,
    range: &Range<usize>,
    setting: Setting,
) -> String {
    let (class, space) = match setting {
        Setting::Inline if latex.chars().count() < WIDE => ("", ""),
        Setting::Inline => ("wide", " "),
        Setting::Display => ("display", " "),
    };
    let html = match mathml(latex, setting, source.language) {
        Ok(mathml) => mathml,
        Err(mistake) => {
            report(source, range, latex, mistake);
            let sign = if setting == Setting::Inline { "$" } else { "$$" };
            let written = escape_html(&format!("{sign}{latex}{sign}"));
            return slots.mark(TextPart::Html(format!("<code>{written}</code>")));
        }
    };
    let paper = formula_width::class(&html);
    let (class, space) = if class.is_empty() && !paper.is_empty() { ("wide", " ") } else { (class, space) };
    if class.is_empty() {
        return slots.mark(TextPart::Html(html));
    }
    let latex_attribute = match paper {
        " vast" => format!(" data-source=\"{}\"", escape_html(latex.trim())),
        _ => String::new(),
    };
    // A formula wider than the page scrolls, so the keyboard must be able to reach it.
    let open = format!(
        "<span class=\"formula{space}{class}{paper}\"{latex_attribute} role=\"group\" tabindex=\"0\" aria-label=\""
    );
    let (open, label) = (slots.mark(TextPart::Html(open)), slots.mark(TextPart::Word("formula")));
    format!("{open}{label}{}", slots.mark(TextPart::Html(format!("\">{html}</span>"))))
}

/// Why a formula cannot be read: what is wrong, where in its LaTeX, and what to do.
struct Mistake {
    message: Message,
    at: Range<usize>,
    help: Message,
}

fn mathml(latex: &str, setting: Setting, language: Language) -> Result<String, Mistake> {
    check(latex)?;
    let display = match setting {
        Setting::Inline => MathDisplay::Inline,
        Setting::Display => MathDisplay::Block,
    };
    let converted =
        LatexToMathML::new(MathCoreConfig::default()).map_err(|(error, ..)| error).and_then(|converter| {
            converter.convert_with_local_state(&with_decimal_commas(latex, language), display)
        });
    if let Ok(converted) = converted {
        let math = with_classes(&converted.mathml).replace("</mn><mo rspace=\"0\">,</mo><mn>", ",");
        return Ok(math.replacen("<math", &format!("<math alttext=\"{}\"", escape_html(latex.trim())), 1));
    }
    // Once more as it was written, so that the place is right.
    let again = LatexToMathML::new(MathCoreConfig::default())
        .map_err(|(error, ..)| error)
        .and_then(|converter| converter.convert_with_local_state(latex, display));
    let Err(error) = again else {
        return Err(mistake(say!("it is not complete"), 0..latex.len()));
    };
    Err(mistake(in_words(&error.error_message()), error.0.clone()))
}

/// The mistake that the crate reports as `reported`, in an author's words. The crate has no kinds to be asked for, so the
/// beginning of its sentence tells; the test holds each to a formula for which it is said.
fn in_words(reported: &str) -> Message {
    let mut quoted = reported.split('"').skip(1).step_by(2);
    let mut name = || quoted.next().unwrap_or_default();
    match reported.split(' ').take(2).collect::<Vec<_>>()[..] {
        ["Unknown", "command"] => say!("`{name}` is no command that is known here", name = name()),
        ["Unknown", "environment"] => say!("`{name}` is no environment that is known here", name = name()),
        ["Expected", "closing"] => say!("`{name}` is missing at its end", name = name()),
        ["Unmatched", "closing"] => say!("`{name}` closes nothing", name = name()),
        ["Expected", "argument"] => say!("something is missing behind this, such as `{{2}}`"),
        ["There", "must"] => say!("a bracket is missing behind `{name}`", name = name()),
        ["Duplicate", "subscript"] | ["'^'", "or"] => {
            say!("two signs stand at one place above or below the line; braces say what each belongs to")
        }
        ["Found", _] if reported.contains("may only appear") => {
            say!("`{name}` cannot stand here", name = name())
        }
        ["Expected", end] if end.starts_with("\"\\end") => {
            let (wanted, found) = (name().to_owned(), name().to_owned());
            say!("`{wanted}` belongs here, and not `{found}`", wanted, found)
        }
        _ => say!("this part of it is not understood"),
    }
}

fn mistake(message: Message, at: Range<usize>) -> Mistake {
    let help = say!(
        "write it as LaTeX does, such as `$\\frac{{1}}{{2}}$`; a dollar sign that is none of a formula is written `\\$`"
    );
    Mistake { message, at, help }
}

/// Refuses what a page may not have, and what the crate could not bear.
fn check(latex: &str) -> Result<(), Mistake> {
    for (command, help) in REFUSED {
        let found = latex.match_indices(command).map(|(at, _)| at..at + command.len());
        let is_whole = |at: &Range<usize>| !latex[at.end..].starts_with(|c: char| c.is_ascii_alphabetic());
        if let Some(at) = found.into_iter().find(is_whole) {
            let message = say!("`{command}` is not known", command);
            return Err(Mistake { help: help(), ..mistake(message, at) });
        }
    }
    let (mut depth, mut run) = (0_usize, 0_usize);
    for (at, c) in latex.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            '\\' if latex[at..].starts_with("\\left") || latex[at..].starts_with("\\begin") => depth += 1,
            '\\' if latex[at..].starts_with("\\right") || latex[at..].starts_with("\\end") => {
                depth = depth.saturating_sub(1);
            }
            // A row of commands may be a row of arguments, each within the last.
            '\\' | '^' | '_' | '\'' => run += 1,
            c if c.is_ascii_digit() || c == ' ' || c == '&' => run = 0,
            _ => {}
        }
        if depth + run > DEEPEST || at > LONGEST {
            let end = at + c.len_utf8();
            return Err(mistake(say!("it is longer or deeper than a formula can be"), at..end));
        }
    }
    Ok(())
}

/// `latex` with `{,}` for a comma between two digits, where the language writes its decimals so: LaTeX would put a
/// space behind it. Of several numbers in a row, `1,2,3`, each is by itself.
fn with_decimal_commas(latex: &str, language: Language) -> String {
    if language == Language::English || !latex.contains(',') {
        return latex.to_owned();
    }
    let mut out = String::with_capacity(latex.len() + 2);
    let mut rest = latex;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length =
            rest[start..].find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(rest.len() - start);
        let run = &rest[start..start + length];
        out.push_str(&rest[..start]);
        match run.split_once(',') {
            Some((whole, part)) if !part.is_empty() && !part.contains(',') => {
                out.push_str(&format!("{whole}{{,}}{part}"));
            }
            _ => out.push_str(run),
        }
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

/// `mathml` with classes in place of its styles.
fn with_classes(mathml: &str) -> String {
    const STYLE: &str = " style=\"";
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some((before, after)) = rest.split_once(STYLE) {
        out.push_str(before);
        let (style, after) = after.split_once('"').unwrap_or((after, ""));
        let known = |declaration: &str| CLASSES.iter().find(|(known, _)| *known == declaration.trim());
        let classes: Vec<&str> = style.split(';').filter_map(known).map(|(_, class)| *class).collect();
        if !classes.is_empty() {
            out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn report(source: &mut Source<'_>, range: &Range<usize>, latex: &str, mistake: Mistake) {
    let Mistake { message, at, help } = mistake;
    // The LaTeX is that of the file, unless it goes over several lines of a quotation.
    let start = source.text[range.clone()].find(latex).map(|start| range.start + start);
    let span = start.map_or(range.clone(), |start| match start + at.start..start + at.end {
        at if at.is_empty() => at.start.saturating_sub(1)..at.end,
        at => at,
    });
    let span = if source.text.get(span.clone()).is_some() { span } else { range.clone() };
    let place = source.place(Span::new(span));
    let message = say!("this formula cannot be read: {message}", message);
    source.problems.push(Diagnostic::new(Code::L120, place, message).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_have_words_of_our_own() {
        let said = |latex: &str| {
            let Err(mistake) = mathml(latex, Setting::Inline, Language::English) else { panic!("{latex}") };
            mistake.message.english()
        };
        for (latex, expected) in [
            ("\\frob", "`\\frob` is no command that is known here"),
            ("\\begin{frob}\\end{frob}", "`frob` is no environment that is known here"),
            ("\\frac{1", "`}` is missing at its end"),
            ("1}", "`}` closes nothing"),
            ("\\frac{1}", "something is missing behind this, such as `{2}`"),
            ("\\left x", "a bracket is missing behind `\\left`"),
            (
                "x^2^3",
                "two signs stand at one place above or below the line; braces say what each belongs to",
            ),
            ("a & b", "`&` cannot stand here"),
            ("\\begin{matrix}1\\end{pmatrix}", "`\\end{matrix}` belongs here, and not `\\end{pmatrix}`"),
        ] {
            assert_eq!(said(latex), expected, "{latex}");
        }
    }

    fn is_first(text: &str) -> bool {
        let end = text.rfind('$').unwrap() + 1;
        is_formula(text, &(text.find('$').unwrap()..end))
    }

    #[test]
    fn prices_are_no_formulas() {
        for text in [
            "$5/$6",
            "US$5-US$",
            "$5** of **$10",
            "$5 of 6$",
            "van $5** of **10$",
            "$HOME:$PATH",
            "$naam en de waarde$",
            "$20 tot $30",
        ] {
            assert!(!is_first(text), "{text}");
        }
        for text in [
            "$5$",
            "$x$",
            "$a + b = c$",
            "$winst$",
            "$5x + 3$",
            "$x=5$, dus",
            "$$5 of 6$$",
            "$12 \\text{ km}$",
        ] {
            assert!(is_first(text), "{text}");
        }
    }

    #[test]
    fn a_comma_within_a_number_has_no_space() {
        let math = |latex: &str, language| mathml(latex, Setting::Inline, language).ok().unwrap();
        assert!(math("3,14", Language::Dutch).contains("<mn>3,14</mn>"));
        assert!(math("1,2,3", Language::Dutch).contains("<mn>1</mn><mo>,</mo><mn>2</mn>"));
        assert!(math("3,14", Language::English).contains("<mn>3</mn><mo>,</mo><mn>14</mn>"));
    }

    #[test]
    fn no_style_and_no_id_is_left() {
        for latex in [
            r"\begin{aligned} a &= b \\ &= c \end{aligned}",
            r"\begin{array}{|c|r:} \hline a & b \\ \hdashline c & d \end{array}",
            r"\begin{cases} 1 & x \\ 2 & y \end{cases}",
            r"\begin{align} a &= b \\ &= c \end{align}",
            r"a \! b \mathring{c} \text{d}",
        ] {
            let math =
                mathml(latex, Setting::Display, Language::Dutch).map_err(|mistake| mistake.message.english());
            let math = math.unwrap_or_else(|message| panic!("{latex}: {message}"));
            assert!(!math.contains(" style=") && !math.contains(" id="), "{math}");
        }
    }

    #[test]
    fn a_formula_without_end_is_refused_in_time() {
        for part in [
            "\\frac{",
            "{",
            "\\sqrt",
            "x_{",
            "\\left(",
            "\\begin{matrix}",
            "'^",
            "\\sqrt[",
            "x^\\mathrm",
            "\\not",
        ] {
            assert!(mathml(&part.repeat(2_000), Setting::Inline, Language::Dutch).is_err(), "{part}");
        }
    }
}
