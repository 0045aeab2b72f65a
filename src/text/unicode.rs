//! Texts as they come from other programs, brought into one form: UTF-16 and UTF-32 into UTF-8, accents into one sign with
//! their letter, and without signs that no page can show.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Whether the invisible sign `c` turns the direction of writing, so that a name with it looks like another one.
pub fn turns_writing(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many of the first bytes are looked at for the zeros of UTF-16 and UTF-32.
const HEAD: usize = 200;

/// An encoding in which each character takes the same number of bytes, or nearly so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WideEncoding {
    /// Two bytes for most characters: what Windows calls Unicode.
    Utf16,
    /// Four bytes for each.
    Utf32,
}

impl WideEncoding {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16",
            Self::Utf32 => "UTF-32",
        }
    }
}

/// The text of `bytes`, where they are UTF-16 or UTF-32: by their mark, or by the zero bytes that stand between the
/// letters of a text in Latin letters then.
pub fn decode_wide(bytes: &[u8]) -> Option<(Cow<'_, str>, WideEncoding)> {
    // The mark of UTF-16 with the low byte first begins that of UTF-32 too.
    if let Some(number) = utf32(bytes) {
        let letter = |four: &[u8]| {
            let four = four.try_into().ok().map(number);
            four.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        let text: String = bytes.chunks(4).map(letter).collect();
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        return Some((Cow::Owned(text), WideEncoding::Utf32));
    }
    let encoding: &Encoding = if is_utf16(bytes, [0xFF, 0xFE], 1) {
        UTF_16LE
    } else if is_utf16(bytes, [0xFE, 0xFF], 0) {
        UTF_16BE
    } else {
        return None;
    };
    Some((encoding.decode_with_bom_removal(bytes).0, WideEncoding::Utf16))
}

/// How four of `bytes` make a number, where they are UTF-32: no character is above 0x10FFFF, so a fourth of the bytes
/// is zero, and in Latin letters three fourths.
fn utf32(bytes: &[u8]) -> Option<fn([u8; 4]) -> u32> {
    let head = &bytes[..bytes.len().min(HEAD) / 4 * 4];
    let zeros = |place: usize| head.chunks(4).filter(|four| four[place] == 0).count();
    let (all, most) = (head.len() / 4, head.len() / 8);
    let is = |mark: [u8; 4], [top, middle, low]: [usize; 3]| {
        bytes.starts_with(&mark) || (all >= 2 && zeros(top) == all && zeros(middle) > most && zeros(low) == 0)
    };
    if is([0xFF, 0xFE, 0, 0], [3, 2, 0]) {
        Some(u32::from_le_bytes)
    } else if is([0, 0, 0xFE, 0xFF], [0, 1, 3]) {
        Some(u32::from_be_bytes)
    } else {
        None
    }
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

/// `text` with the Latin letters that its Cyrillic and Greek ones look like; none where it has no such letter.
pub fn latin_lookalike(text: &str) -> Option<String> {
    if text.is_ascii() || !text.chars().any(|letter| latin_twin(letter).is_some()) {
        return None;
    }
    Some(text.chars().map(|letter| latin_twin(letter).map_or(letter, |(twin, _)| twin)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_encodings_are_known_with_and_without_their_mark() {
        let text = "\u{feff}Reëel 𝄞 is ook goed";
        for text in [text, &text[3..]] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let numbers: Vec<u32> = text.chars().map(u32::from).collect();
            for (bytes, encoding) in [
                (units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>(), WideEncoding::Utf16),
                (units.iter().flat_map(|unit| unit.to_be_bytes()).collect(), WideEncoding::Utf16),
                (numbers.iter().flat_map(|number| number.to_le_bytes()).collect(), WideEncoding::Utf32),
                (numbers.iter().flat_map(|number| number.to_be_bytes()).collect(), WideEncoding::Utf32),
            ] {
                let expected = ("Reëel 𝄞 is ook goed".into(), encoding);
                assert_eq!(decode_wide(&bytes), Some(expected), "{bytes:?}");
            }
        }
        // A number that is no character, and half a number at the end.
        let damaged = [0xFF, 0xFE, 0, 0, b'a', 0, 0, 0, 0, 0, 0xFF, 0xFF, b'b', 0];
        assert_eq!(decode_wide(&damaged), Some(("a\u{fffd}\u{fffd}".into(), WideEncoding::Utf32)));
        for text in ["", "a", "Reëel", "een\0twee", "\0\0\0a", "a\0\0\0"] {
            assert_eq!(decode_wide(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn letters_have_the_twins_that_they_look_like() {
        assert_eq!(latin_twin('с'), Some(('c', "Cyrillic")));
        assert_eq!(latin_twin('ο'), Some(('o', "Greek")));
        assert_eq!(latin_twin('c'), None);
        assert_eq!(latin_twin('д'), None);
        assert_eq!(latin_lookalike("с1.1").as_deref(), Some("c1.1"));
        assert_eq!(latin_lookalike("c1.1"), None);
        assert_eq!(compose("e\u{301}"), "é");
    }
}
