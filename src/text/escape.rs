//! Escapes texts for HTML, markdown and TOML, so that a reader of that language gets the same text back.

/// `text` as the content of an HTML element or of an attribute between quotation marks.
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, text);
    escaped
}

/// `text`, one line with single spaces, as a whole line of markdown: a paragraph, a heading or a list item without
/// attributes. Reading it with every extension that the site reads with gives the text; no more signs are escaped
/// than that takes, since people go on to edit the file.
pub fn escape_markdown_line(text: &str) -> String {
    let escaped = escape_markdown(text);
    match escaped.strip_suffix("\\}") {
        // Attributes are looked for at the end of the raw line, where a backslash may mean nothing.
        Some(start) => format!("{start}&#125;"),
        None => escaped,
    }
}

/// `text` as the first part of a line of markdown, before its attributes; else as [`escape_markdown_line`].
pub fn escape_markdown(text: &str) -> String {
    escape_piece(text, opening_sign(text), None)
}

/// `text` as a piece of a line of markdown between other markup: `before` is the sign that stands in front of it, none
/// at the start of a line within a paragraph.
pub fn escape_markdown_piece(text: &str, before: Option<char>) -> String {
    let opening = match before {
        // A row of these below a line of text would make a heading or a table of it.
        None => opening_sign(text).or_else(|| text.starts_with(['=', '|']).then_some(0)),
        Some(_) => None,
    };
    // Two of these may enclose a formula, also across pieces.
    escape_piece(text, opening, before).replace('$', "\\$")
}

fn escape_piece(text: &str, opening: Option<usize>, mut before: Option<char>) -> String {
    if opening.is_none() && !text.bytes().any(is_markdown_sign) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '{' | '}' => true,
            // Within a word it is no emphasis.
            '_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && after(text, at).is_some_and(char::is_alphanumeric))
            }
            '&' => is_entity(&text[at..]),
            // A row of number signs ends a heading as well as it begins one.
            '#' => matches!(before, None | Some(' ' | '#')),
            _ => false,
        };
        if special || opening == Some(at) {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// Whether markdown may take `byte` for more than text, depending on its place.
fn is_markdown_sign(byte: u8) -> bool {
    matches!(byte, b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'~' | b'{' | b'}' | b'_' | b'&' | b'#')
}

/// The character after the one-byte sign at `at`.
fn after(text: &str, at: usize) -> Option<char> {
    text[at + 1..].chars().next()
}

/// Where the sign stands that would turn a line with this beginning into another kind of block: a list, a quotation,
/// a definition.
fn opening_sign(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if matches!(first, '-' | '+' | '>' | ':') {
        return Some(0);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let delimiter = text[digits..].chars().next();
    ((1..=9).contains(&digits) && matches!(delimiter, Some('.' | ')'))).then_some(digits)
}

/// Whether `text`, which begins with `&`, begins with something like `&amp;`.
fn is_entity(text: &str) -> bool {
    let name = text[1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.starts_with(';') && name.len() < text.len() - 1
}

/// `text` as a TOML string between quotation marks.
pub fn toml_string(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            c if c.is_control() => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_has_no_signs_of_its_own_left() {
        assert_eq!(escape_html("a < \"b\" & c"), "a &lt; &quot;b&quot; &amp; c");
    }

    #[test]
    fn toml_reads_the_text_back() {
        for text in ["", "a \"b\" \\ c", "\u{1}\n", "é"] {
            let read: toml::Table = format!("a = {}", toml_string(text)).parse().unwrap();
            assert_eq!(read["a"].as_str(), Some(text));
        }
    }
}
