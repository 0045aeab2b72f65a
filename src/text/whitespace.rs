//! Purpose: compare and keep sentences without the white space that word processors leave in them.
//! Input: a text. Output: the same words, one space between them.
//! Invariant: no other character changes.

/// `text` with every run of white space as one space and none at its ends.
pub fn collapse_whitespace(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}
