//! Texts of a document and numbers as messages say them.

use std::collections::BTreeMap;

use crate::diagnostics::{Message, count, say};

/// Parts of a document for which a profile has no place, and how often each was there.
pub(super) type LeftOut = BTreeMap<Message, usize>;

/// Which parts were left out.
pub(super) fn left_out(parts: &LeftOut) -> Message {
    let names = parts
        .iter()
        .map(|(name, number)| count!(*number, "{name} ({n} times)", "{name}", "{name} ({n} times)", name));
    say!("left out: {names}", names = Message::joined(names, ", "))
}

/// The first of `names`, and the number of the others.
pub(super) fn shortened(names: &[String]) -> Message {
    const SHOWN: usize = 12;
    let first = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => Message::verbatim(first),
        more => say!("{first} and {more} more", first, more),
    }
}

/// `text` between the quotation marks of the language, cut at a word after about 70 characters.
pub(super) fn quoted(text: &str) -> Message {
    say!("\"{text}\"", text = cut(text))
}

/// `text` between plain quotation marks, for the text of a document, which has a language of its own.
pub(super) fn plainly_quoted(text: &str) -> String {
    format!("\"{}\"", cut(text))
}

/// `text`, cut at a word after about 70 characters.
fn cut(text: &str) -> String {
    const LIMIT: usize = 70;
    let Some((end, _)) = text.char_indices().nth(LIMIT) else { return text.to_owned() };
    let head = text[..end].rsplit_once(' ').map_or(&text[..end], |(head, _)| head);
    format!("{head} …")
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
        assert_eq!(quoted("Werkt veilig").english(), "\"Werkt veilig\"");
        assert!(plainly_quoted(&"woord ".repeat(40)).chars().count() < 76);
    }
}
