//! Purpose: fit a text into a field of limited length.
//! Input: a text. Output: its beginning with an ellipsis, or the text itself.
//! Invariant: never longer than the limit, in characters; a word is cut only when it fills the field alone.

/// `text` in at most `limit` characters; none when it is no longer than that.
pub(super) fn shortened(text: &str, limit: usize) -> Option<String> {
    text.char_indices().nth(limit)?;
    let end = text.char_indices().nth(limit - 1).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let whole_words =
        head.rsplit_once(' ').map(|(words, _)| words.trim_end_matches([' ', ',', ';', ':', '(']));
    let head = whole_words.filter(|words| !words.is_empty()).unwrap_or(head);
    Some(format!("{head}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words_and_a_short_one_not_at_all() {
        assert_eq!(shortened("vijf5", 5), None);
        assert_eq!(shortened("een twee drie", 9).as_deref(), Some("een…"));
        assert_eq!(shortened("een twee drie", 10).as_deref(), Some("een twee…"));
        assert_eq!(shortened("ééééééé", 4).as_deref(), Some("ééé…"));
    }
}
