//! Folds texts, that is, brings them into the form in which they are compared: two texts that fold to the same are
//! taken to say the same.
//!
//! How much may differ depends on the texts. Marks and names in a table may differ in case alone: [`fold_case`]. A
//! sentence of an official document comes back unchanged, except for characters that a program replaces by itself:
//! [`fold_sentence`]. An ellipsis at its end says that something follows, so it counts. A cell of a spreadsheet was
//! typed by somebody who looked at the sentence: [`fold_cell`] also leaves out bullets and punctuation at its ends.

use unicode_normalization::UnicodeNormalization;

use super::whitespace::collapse_whitespace;

/// `text` in lower case, without white space around it.
pub fn fold_case(text: &str) -> String {
    text.trim().to_lowercase()
}

/// `text`, which has single spaces, without the differences that typing makes: case, the kind of apostrophe,
/// quotation mark, dash and ellipsis, the space before an ellipsis, a final period.
pub fn fold_sentence(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' | '`' | '´' | 'ʼ' => folded.push('\''),
            '“' | '”' | '„' => folded.push('"'),
            '–' | '—' | '‑' | '‐' => folded.push('-'),
            '…' => push_ellipsis(&mut folded),
            '.' if folded.ends_with("..") && !folded.ends_with("...") => {
                folded.truncate(folded.len() - 2);
                push_ellipsis(&mut folded);
            }
            c => folded.extend(c.to_lowercase()),
        }
    }
    if folded.ends_with('.') && !folded.ends_with("..") {
        folded.pop();
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_ellipsis(folded: &mut String) {
    folded.truncate(folded.trim_end().len());
    folded.push_str("...");
}

/// `text` without case, the kind of quotation mark and dash, the way in which accents are encoded, the number of
/// spaces, and bullets, periods and commas at its ends.
pub fn fold_cell(text: &str) -> String {
    let plain = text.nfkc().flat_map(char::to_lowercase).map(|letter| match letter {
        '‘' | '’' | '`' | '´' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '‑' => '-',
        other => other,
    });
    let plain = collapse_whitespace(&plain.collect::<String>());
    let ends = |letter: char| letter.is_whitespace() || ".;:,…•·-*".contains(letter);
    plain.trim_matches(ends).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_typed_differently_fold_to_the_same() {
        let folded = fold_sentence;
        assert_eq!(folded("Deelt kennis met collega’s."), folded("deelt kennis met collega's"));
        assert_eq!(folded("bestanden... enzovoort"), folded("bestanden … enzovoort"));
        assert_eq!(folded("de prijs,…"), folded("de prijs,..."));
        assert_ne!(folded("de prijs,…"), folded("de prijs,"));
        assert_ne!(folded("Sluit het gesprek af"), folded("Sluit de verkoop af"));
    }

    #[test]
    fn cells_also_lose_what_stands_around_them() {
        assert_eq!(fold_cell("  Luistert  NAAR collega’s; "), fold_cell("luistert naar collega's."));
        assert_eq!(fold_cell("• Hygie\u{308}ne…"), "hygiëne");
    }
}
