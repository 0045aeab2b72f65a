//! Removes the white space and invisible characters that word processors and web pages leave in a text.
//!
//! Sentences are compared and kept with [`collapse_whitespace`], which changes nothing but white space. Invisible
//! characters, such as a non-breaking space or a soft hyphen, matter where an author cannot see why a text is not
//! understood.

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

/// Whether `c` cannot be seen in a text: a space other than the one on a keyboard, or a character without width, as
/// word processors and web pages leave them behind.
pub fn is_invisible(c: char) -> bool {
    (c.is_whitespace() && !c.is_ascii())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// `text` without white space and invisible characters at its ends.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}
