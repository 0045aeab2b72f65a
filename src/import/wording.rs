//! Purpose: compare sentences as a reader does, and quote them in messages.
//! Input: a text with single spaces. Output: a key to compare by; a short form to show.
//! Invariant: texts with one key say the same in the same words.

/// `text` without what typing makes of it: case, the kind of apostrophe, quote, dash and ellipsis, the space
/// before an ellipsis, a final period.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' | '`' | '´' | 'ʼ' => key.push('\''),
            '“' | '”' | '„' => key.push('"'),
            '–' | '—' | '‑' | '‐' => key.push('-'),
            '…' => push_ellipsis(&mut key),
            '.' if key.ends_with("..") && !key.ends_with("...") => {
                key.truncate(key.len() - 2);
                push_ellipsis(&mut key);
            }
            c => key.extend(c.to_lowercase()),
        }
    }
    if key.ends_with('.') && !key.ends_with("..") {
        key.pop();
    }
    key.truncate(key.trim_end().len());
    key
}

fn push_ellipsis(key: &mut String) {
    key.truncate(key.trim_end().len());
    key.push_str("...");
}

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
    fn what_is_typed_differently_has_one_key() {
        assert_eq!(key("Deelt kennis met collega’s."), key("deelt kennis met collega's"));
        assert_eq!(key("bestanden... enzovoort"), key("bestanden … enzovoort"));
        assert_eq!(key("de prijs,…"), key("de prijs,..."));
        assert_ne!(key("de prijs,…"), key("de prijs,"));
        assert_ne!(key("Sluit het gesprek af"), key("Sluit de verkoop af"));
    }

    #[test]
    fn long_texts_are_quoted_short() {
        assert_eq!(quoted("Werkt veilig"), "\"Werkt veilig\"");
        assert!(quoted(&"woord ".repeat(40)).chars().count() < 76);
    }
}
