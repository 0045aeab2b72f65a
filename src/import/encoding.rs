//! Purpose: read text that is not UTF-8, as older programs write it.
//! Input: bytes. Output: their text, and the name of the encoding where it is not UTF-8.
//! Invariant: UTF-8 is read as it is; a byte order mark is no part of a text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and what it was written in.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text.
    pub(super) text: Cow<'a, str>,
    /// The encoding, when it is not UTF-8.
    pub(super) other: Option<&'static str>,
}

/// The text of `bytes`: UTF-16 by its mark or its zero bytes, else UTF-8, and what is none of these is
/// Windows-1252, in which every byte is a character.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (encoding, name): (&Encoding, _) = if is_wide(bytes, [0xFF, 0xFE], 1) {
        (UTF_16LE, "UTF-16")
    } else if is_wide(bytes, [0xFE, 0xFF], 0) {
        (UTF_16BE, "UTF-16")
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), other: None };
    } else {
        (WINDOWS_1252, "Windows-1252")
    };
    Decoded { text: encoding.decode_with_bom_removal(bytes).0, other: Some(name) }
}

/// Whether `bytes` begin with `mark`, or most of their first characters are zero at the places with
/// remainder `high`.
fn is_wide(bytes: &[u8], mark: [u8; 2], high: usize) -> bool {
    let head = &bytes[..bytes.len().min(200)];
    let zeros = |remainder| head.iter().skip(remainder).step_by(2).filter(|byte| **byte == 0).count();
    bytes.starts_with(&mark) || (head.len() >= 4 && zeros(high) * 4 > head.len() && zeros(1 - high) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_older_programs_is_read() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(decode(&wide("\u{feff}Reëel")).text, "Reëel");
        assert_eq!(decode(&wide("Titel zonder merk")).text, "Titel zonder merk");
        let big: Vec<u8> = "\u{feff}Reëel".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&big).text, "Reëel");
        let windows = decode(b"hygi\xEBne \x96 collega\x92s");
        assert_eq!((windows.text.as_ref(), windows.other), ("hygiëne – collega’s", Some("Windows-1252")));
        let utf8 = decode("\u{feff}hygiëne".as_bytes());
        assert_eq!((utf8.text.as_ref(), utf8.other), ("hygiëne", None));
        assert_eq!(decode(b"").text, "");
    }
}
