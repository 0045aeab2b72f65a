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

/// Why browsers show no captions of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptionsMistake {
    /// It does not begin with `WEBVTT`.
    Head,
    /// It has no line with the time of a caption.
    Empty,
    /// All its times have a comma.
    Commas,
}

impl CaptionsMistake {
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
}
