//! Texts as they come from other programs, brought into one form: UTF-16 into UTF-8, accents into one sign with
//! their letter, and without signs that no page can show.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// How many of the first bytes are looked at for the zeros of UTF-16.
const HEAD: usize = 200;

/// The text of `bytes`, where they are UTF-16: by its mark, or by the zero bytes that every other byte of a text in
/// Latin letters then is.
pub fn decode_utf16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let encoding: &Encoding = if is_utf16(bytes, [0xFF, 0xFE], 1) {
        UTF_16LE
    } else if is_utf16(bytes, [0xFE, 0xFF], 0) {
        UTF_16BE
    } else {
        return None;
    };
    Some(encoding.decode_with_bom_removal(bytes).0)
}

/// Whether `bytes` begin with `mark`, or a half of the first of them is zero at the places with remainder `high`, and
/// none at the others.
fn is_utf16(bytes: &[u8], mark: [u8; 2], high: usize) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = |remainder| head.iter().skip(remainder).step_by(2).filter(|byte| **byte == 0).count();
    bytes.starts_with(&mark) || (head.len() >= 4 && zeros(high) * 4 > head.len() && zeros(1 - high) == 0)
}

/// `text` with each accent in one sign with its letter (Unicode form NFC): keyboards write names so, some disks and
/// word processors part them.
pub fn compose(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether `c` is a control character, but for those that part lines and words, or another one that XML cannot have.
pub fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The Latin letter that a Cyrillic or Greek `letter` looks like in most fonts.
pub fn latin_twin(letter: char) -> Option<(char, &'static str)> {
    const CYRILLIC: &str = "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅS";
    const GREEK: &str = "οoνvαaΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";
    let twin = |pairs: &str| {
        let mut letters = pairs.chars();
        std::iter::from_fn(|| letters.next().zip(letters.next()))
            .find(|(one, _)| *one == letter)
            .map(|(_, twin)| twin)
    };
    let found = twin(CYRILLIC).map(|twin| (twin, "Cyrillic"));
    found.or_else(|| twin(GREEK).map(|twin| (twin, "Greek")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        for bytes in [little("\u{feff}Reëel"), little("Reëel"), big("\u{feff}Reëel"), big("Reëel")] {
            assert_eq!(decode_utf16(&bytes).as_deref(), Some("Reëel"));
        }
        for text in ["", "a", "Reëel", "een\0twee"] {
            assert_eq!(decode_utf16(text.as_bytes()), None);
        }
    }

    #[test]
    fn letters_have_the_twins_that_they_look_like() {
        assert_eq!(latin_twin('с'), Some(('c', "Cyrillic")));
        assert_eq!(latin_twin('ο'), Some(('o', "Greek")));
        assert_eq!(latin_twin('c'), None);
        assert_eq!(latin_twin('д'), None);
        assert_eq!(compose("e\u{301}"), "é");
    }
}
