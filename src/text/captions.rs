//! Looks whether browsers read a file of captions (WebVTT).
//!
//! A browser shows nothing of a file that does not begin with the word `WEBVTT`, and leaves out every line of time that
//! has a comma in it, as the lines of the older SubRip have. It says so nowhere.
//!
//! ```text
//! WEBVTT
//!
//! 00:01.000 --> 00:04.000
//! Goedemorgen, waarmee kan ik u helpen?
//! ```

use super::{WideEncoding, decode_wide};

/// Why browsers show no captions of a file, or wrong ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptionsMistake {
    /// It does not begin with `WEBVTT`.
    Head,
    /// It has no line with the time of a caption.
    Empty,
    /// All its times have a comma.
    Commas,
    /// It is in an encoding of two bytes or more for each letter.
    Wide(WideEncoding),
    /// It is in an older encoding: the captions are shown, and their accents are wrong.
    Letters,
}

impl CaptionsMistake {
    /// The mistake in the captions that a file has as `bytes`.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        if let Some((_, encoding)) = decode_wide(bytes) {
            return Some(Self::Wide(encoding));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::of(text),
            Err(_) => Self::of(&String::from_utf8_lossy(bytes)).or(Some(Self::Letters)),
        }
    }

    /// The mistake in the captions `text`.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Some(rest) = text.strip_prefix("WEBVTT") else { return Some(Self::Head) };
        if !(rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r'])) {
            return Some(Self::Head);
        }
        let mut times = text.lines().filter_map(|line| line.split_once("-->")).peekable();
        if times.peek().is_none() {
            return Some(Self::Empty);
        }
        let is_read = |(from, _): (&str, &str)| from.contains(':') && !from.contains(',');
        if times.any(is_read) { None } else { Some(Self::Commas) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_read_as_browsers_read_them() {
        let of = CaptionsMistake::of;
        assert_eq!(of("WEBVTT\n\n00:01.000 --> 00:04.000\nHallo\n"), None);
        assert_eq!(of("\u{feff}WEBVTT - gesprek\r\n\r\n1\r\n01:00:01.000 --> 01:00:04.000\r\nHallo"), None);
        assert_eq!(of("1\n00:00:01,000 --> 00:00:04,000\nHallo\n"), Some(CaptionsMistake::Head));
        assert_eq!(of("WEBVTTX\n"), Some(CaptionsMistake::Head));
        assert_eq!(of(""), Some(CaptionsMistake::Head));
        assert_eq!(of("WEBVTT\n\nHallo\n"), Some(CaptionsMistake::Empty));
        assert_eq!(of("WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nHallo"), Some(CaptionsMistake::Commas));
    }

    #[test]
    fn captions_in_another_encoding_are_told() {
        let text = "WEBVTT\n\n00:01.000 --> 00:04.000\nGeëerde klant\n";
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        let of = CaptionsMistake::of_bytes;
        assert_eq!(of(text.as_bytes()), None);
        assert_eq!(of(&latin), Some(CaptionsMistake::Letters));
        assert_eq!(of(&wide), Some(CaptionsMistake::Wide(WideEncoding::Utf16)));
        assert_eq!(of(&latin[1..]), Some(CaptionsMistake::Head));
    }
}
