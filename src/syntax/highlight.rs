//! Colours code when the site is built, so that its pages need no script for it.
//!
//! The HTML has classes (`hl-…`) and no colours, which belong to the theme. Code without a language, in a language
//! that syntect does not know, or of more than `MOST_CODE` bytes is written plain.

use std::sync::OnceLock;

use pulldown_cmark_escape::escape_html;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// The most bytes of code that are coloured. Longer code would take seconds, and nobody reads it for its colours.
const MOST_CODE: usize = 100_000;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// The syntaxes of all languages, loaded at their first use: that takes some 20 ms, which a site without code is
/// spared.
fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

/// The HTML of a block of `code` in `language`, the first word behind its fence, which may be empty.
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
