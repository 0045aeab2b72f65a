//! Texts of a document and numbers as messages say them.

/// `text` between quotation marks, cut at a word after about 70 characters.
pub(super) fn quoted(text: &str) -> String {
    const LIMIT: usize = 70;
    let Some((cut, _)) = text.char_indices().nth(LIMIT) else { return format!("\"{text}\"") };
    let head = text[..cut].rsplit_once(' ').map_or(&text[..cut], |(head, _)| head);
    format!("\"{head} …\"")
}

/// `count` with the noun in the right number: `1 line`, `2 lines`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// `text` in lower case but for its first letter.
pub(super) fn sentence_case(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_quoted_short() {
        assert_eq!(quoted("Werkt veilig"), "\"Werkt veilig\"");
        assert!(quoted(&"woord ".repeat(40)).chars().count() < 76);
    }
}
