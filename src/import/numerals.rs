//! The numerals of a list, as documents and pages count their points: digits, letters, Roman numbers. Word has names of its
//! own for them and HTML a letter, so both are brought to these.

/// The numerals of a list. Texts speak of "point b", so letters stay letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Numerals {
    /// 1, 2, 3.
    #[default]
    Digits,
    /// a, b, c.
    LowerLetters,
    /// A, B, C.
    UpperLetters,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

impl Numerals {
    /// The `type` of such a list in HTML; none for digits.
    pub fn html_type(self) -> Option<char> {
        match self {
            Self::Digits => None,
            Self::LowerLetters => Some('a'),
            Self::UpperLetters => Some('A'),
            Self::LowerRoman => Some('i'),
            Self::UpperRoman => Some('I'),
        }
    }

    /// The numerals of a list in HTML by its `type` and its style.
    pub fn of_html(kind: &str, style: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| style.contains(word));
        match kind {
            "a" => Self::LowerLetters,
            "A" => Self::UpperLetters,
            "i" => Self::LowerRoman,
            "I" => Self::UpperRoman,
            _ if has(&["lower-alpha", "lower-latin"]) => Self::LowerLetters,
            _ if has(&["upper-alpha", "upper-latin"]) => Self::UpperLetters,
            _ if has(&["lower-roman"]) => Self::LowerRoman,
            _ if has(&["upper-roman"]) => Self::UpperRoman,
            _ => Self::Digits,
        }
    }

    /// The number that `sign` is in letters: `c` is 3, `iv` is 4. One letter is a letter, but for `i`.
    pub fn of_sign(sign: &str) -> Option<(u32, Self)> {
        const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
        let is_upper = sign.starts_with(char::is_uppercase);
        let lower = sign.to_lowercase();
        let mut letters = lower.bytes();
        let (first, more) = (letters.next()?, letters.next());
        let roman =
            ROMAN.iter().position(|roman| *roman == lower).filter(|_| more.is_some() || first == b'i');
        if let Some(count) = roman.and_then(|at| u32::try_from(at + 1).ok()) {
            return Some((count, if is_upper { Self::UpperRoman } else { Self::LowerRoman }));
        }
        let is_letter = more.is_none() && first.is_ascii_lowercase();
        is_letter.then(|| {
            (u32::from(first - b'a') + 1, if is_upper { Self::UpperLetters } else { Self::LowerLetters })
        })
    }
}
