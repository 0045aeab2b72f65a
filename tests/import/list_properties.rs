//! What holds of every list of outcomes, however its headings, lines and tables stand: no word of it is lost in silence.

use leerlijn::import::ListOptions;
use proptest::prelude::*;

use crate::lists::read_with;

/// Pieces that a list may be made of; `@` stands for a word of its own.
const PIECES: &[&str] = &[
    "## @\n\n",
    "### @ @\n\n",
    "## Competenties\n\n",
    "## Competentie # : @\n\n",
    "### Kennis\n\n",
    "## Vaardigheden @\n\n",
    "## A# @ @\n\n",
    "- @ @\n- @\n\n",
    "- @\n  - @\n  - @ @\n\n",
    "- K#: @ @\n- K#: @\n\n",
    "- #.1 @\n- #.2 @ @\n\n",
    "K# @ @\n\n",
    "@ @ @.\n\n",
    "@ @ @:\n\n",
    "| Code | Leerdoel | Niveau |\n|---|---|---|\n| T# | @ @ @ | @ |\n| T# | @ @ | @ |\n\n",
    "| @ | @ |\n|---|---|\n| @ | @ |\n\n",
    "> @ @\n\n",
    "1. @ @\n2. @\n\n",
];

/// The document of some pieces, and how many words of its own it has.
fn document(pieces: &[usize]) -> (String, usize) {
    let (mut text, mut words, mut numbers) = ("# Profiel\n\n".to_owned(), 0, 0);
    for letter in pieces.iter().flat_map(|piece| PIECES[*piece].chars()) {
        match letter {
            '@' => {
                text.push_str(&format!("woord{words}z"));
                words += 1;
            }
            '#' if !text.ends_with(['\n', '#']) => {
                numbers += 1;
                text.push_str(&numbers.to_string());
            }
            other => text.push(other),
        }
    }
    (text, words)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_in_the_profile_or_is_said(pieces in prop::collection::vec(0..PIECES.len(), 1..10)) {
        let (text, words) = document(&pieces);
        let options = ListOptions::new(true, &[], &[]).unwrap();
        let read = read_with("lijst.md", text.as_bytes(), &options);
        if !read.body.is_empty() {
            let all = format!("{}{}{}{}", read.front, read.body, read.reading, read.said.join("\n"));
            for word in (0..words).map(|word| format!("woord{word}z")) {
                prop_assert!(all.contains(&word), "{word} is lost:\n{text}\n=>\n{all}");
            }
        }
    }
}
