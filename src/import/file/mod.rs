//! Files as strangers send them, before it is known what they hold: what kind of file it is ([`detect`]), its text
//! whatever its encoding, and the packages of Office with the XML in them.
//!
//! Nobody promises anything of such a file, so all that opens one here is bounded: how much is unpacked, how deep it
//! is nested. A file that cannot be read is a [`Refusal`], one error that says what the file is and what to do.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use crate::diagnostics::{Code, Diagnostic, Message, Place, say};
use crate::text::{SourcePath, Span, decode_wide};

pub mod detect;
pub(in crate::import) mod html;
pub(in crate::import) mod moodle_columns;
pub(in crate::import) mod package;
pub(in crate::import) mod separated;
pub(in crate::import) mod xml;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The reason, such as "this is a PDF document".
    pub message: Message,
    /// The advice.
    pub help: Message,
}

impl Refusal {
    /// A refusal that says `message` and what to do.
    pub(in crate::import) fn new(message: Message, help: Message) -> Self {
        Self { message, help }
    }

    /// A file that does not hold what its kind of file must.
    pub(in crate::import) fn damaged(what: Message) -> Self {
        let help =
            say!("get the file again where it came from, or open it in its own program and save it anew");
        Self::new(say!("this file is damaged: {what}", what), help)
    }

    /// A file that is larger than any that people write.
    pub(in crate::import) fn too_large(what: Message) -> Self {
        let help = say!("no profile is that large; check that it is the right file, or split it");
        Self::new(say!("this file is too large: {what}", what), help)
    }

    /// A text of a course that is longer than a page may be.
    pub(in crate::import) fn too_long(what: Message) -> Self {
        let help = say!(
            "check that it is the right file; if it is, make several documents of it, and import each as a page of its own"
        );
        Self::new(say!("this text is too long: {what}", what), help)
    }

    /// A text of a course of more lines than a page may have.
    pub(in crate::import) fn too_many_lines() -> Self {
        Self::too_long(say!("it has more than 100,000 lines"))
    }

    /// The error that says so at the start of `file`.
    pub fn diagnostic(&self, file: &SourcePath) -> Diagnostic {
        Diagnostic::new(Code::L708, Place::new(file, Span::at(0)), self.message.clone())
            .help(self.help.clone())
    }
}

/// A text, and what it was written in.
#[derive(Debug)]
pub(in crate::import) struct Decoded<'a> {
    /// The text.
    pub(in crate::import) text: Cow<'a, str>,
    /// The encoding, when it is not UTF-8.
    pub(in crate::import) other: Option<&'static str>,
}

/// The text of `bytes`: UTF-16 and UTF-32 by their mark or their zero bytes, else UTF-8, and what is none of these is
/// Windows-1252, in which every byte is a character.
pub(in crate::import) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some((text, encoding)) = decode_wide(bytes) {
        return Decoded { text, other: Some(encoding.name()) };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), other: None },
        Err(_) => {
            Decoded { text: WINDOWS_1252.decode_with_bom_removal(bytes).0, other: Some("Windows-1252") }
        }
    }
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
