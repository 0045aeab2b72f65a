//! Purpose: compare and keep sentences without the white space that word processors leave in them.
//! Input: a text. Output: the same words, one space between them.
//! Invariant: no other character changes.

/// `text` with every run of white space as one space and none at its ends.
pub fn collapse_whitespace(text: &str) -> String {
    // Vertical tabs are white space in Unicode and not in ASCII.
    if text.is_ascii() && !text.contains('\x0b') {
        joined(text.split_ascii_whitespace(), text.len())
    } else {
        joined(text.split_whitespace(), text.len())
    }
}

fn joined<'t>(words: impl Iterator<Item = &'t str>, length: usize) -> String {
    let mut joined = String::with_capacity(length);
    for word in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Whether nobody sees that `c` stands in a text: a space of another kind than the one that keyboards have, or a
/// sign without width, as word processors and web pages leave them behind.
pub fn is_invisible(c: char) -> bool {
    (c.is_whitespace() && !c.is_ascii())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// `text` without white space and invisible characters at its ends.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}
