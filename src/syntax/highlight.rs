//! Purpose: colour code when the site is built, so that pages need no script for it.
//! Input: the code of a fenced block and its language. Output: markup with classes `hl-…`.
//! Invariant: classes only, never colours: those are the theme's. Unknown languages are plain text.

use std::sync::OnceLock;

use pulldown_cmark_escape::escape_html;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Longer code, in bytes, stays plain: its colours would take seconds, and nobody reads it for them.
const MOST_CODE: usize = 100_000;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Loading takes some 20 ms, so sites without code never do it.
fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

/// The markup of `code`, which is in `language` (the first word behind the fence; may be empty).
pub(super) fn code_block(language: &str, code: &str) -> String {
    let mut name = String::new();
    // Writing to a string cannot fail.
    let _ = escape_html(&mut name, language);
    let label = if name.is_empty() { String::new() } else { format!(" data-language=\"{name}\"") };
    let inside = coloured(language, code).unwrap_or_else(|| {
        let mut plain = String::new();
        let _ = escape_html(&mut plain, code);
        plain
    });
    // A block that is wider than the page scrolls, so the keyboard must be able to reach it.
    format!("<pre class=\"code\" tabindex=\"0\"{label}><code>{inside}</code></pre>\n")
}

fn coloured(language: &str, code: &str) -> Option<String> {
    if language.is_empty() || language == "text" || code.len() > MOST_CODE {
        return None;
    }
    let syntaxes = syntaxes();
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
