//! A number of hours or credits, to the hundredth: `40`, `37.5`.
//!
//! Sums of schools must come out as they would on paper, so hundredths are counted as whole numbers. A number is written
//! with a point, as TOML and JSON have it; pages and spreadsheets write it as their language does.

use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A number of hours or credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount {
    hundredths: u32,
}

/// The error for a text that is no amount: it is less than 0, too large, or finer than hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAmount;

impl Amount {
    /// None at all.
    pub const ZERO: Self = Self { hundredths: 0 };

    /// `hundredths` of one.
    pub fn of_hundredths(hundredths: u32) -> Self {
        Self { hundredths }
    }

    /// `number` of them; none where that is too large.
    pub fn whole(number: u32) -> Option<Self> {
        Some(Self { hundredths: number.checked_mul(100)? })
    }

    /// How many hundredths it has.
    pub fn hundredths(self) -> u32 {
        self.hundredths
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.hundredths == 0
    }

    /// The number for a format that has no other; exact to the hundredth.
    pub fn as_f64(self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }

    /// The amount as a duration of ISO 8601, in hours and minutes: `PT37H30M`.
    pub fn as_duration(self) -> String {
        let minutes = (self.hundredths % 100 * 60 + 50) / 100;
        match (self.hundredths / 100, minutes) {
            (hours, 0) => format!("PT{hours}H"),
            (0, minutes) => format!("PT{minutes}M"),
            (hours, minutes) => format!("PT{hours}H{minutes}M"),
        }
    }
}

impl FromStr for Amount {
    type Err = NoAmount;

    /// Reads digits with at most two behind a point.
    fn from_str(text: &str) -> Result<Self, NoAmount> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let part = match part.trim_end_matches('0') {
            "" if is_digits(part) => 0,
            digits if is_digits(digits) && digits.len() <= 2 => {
                let number: u32 = digits.parse().map_err(|_| NoAmount)?;
                if digits.len() == 1 { number * 10 } else { number }
            }
            _ => return Err(NoAmount),
        };
        let whole: u32 =
            Some(whole).filter(|whole| is_digits(whole)).ok_or(NoAmount)?.parse().map_err(|_| NoAmount)?;
        let hundredths = whole.checked_mul(100).and_then(|hundredths| hundredths.checked_add(part));
        Ok(Self { hundredths: hundredths.ok_or(NoAmount)? })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.hundredths / 100, self.hundredths % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", part / 10),
            _ => write!(f, "{whole}.{part:02}"),
        }
    }
}

/// A sum that is too large stays at the largest amount.
impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        let hundredths = amounts.fold(0, |sum: u32, amount| sum.saturating_add(amount.hundredths));
        Self { hundredths }
    }
}

impl Serialize for Amount {
    /// A whole one is a whole number, so that nobody reads `40.0`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.hundredths.is_multiple_of(100) {
            serializer.serialize_u32(self.hundredths / 100)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_and_written_in_its_shortest_form() {
        for (text, written) in [
            ("40", "40"),
            ("37.5", "37.5"),
            ("37.50", "37.5"),
            ("0.25", "0.25"),
            ("3.05", "3.05"),
            ("6.0", "6"),
        ] {
            assert_eq!(
                text.parse::<Amount>().map(|amount| amount.to_string()),
                Ok(written.to_owned()),
                "{text}"
            );
        }
        for wrong in ["", "-1", "37,5", "1.255", ".5", "1.", "1e3", "42949673", "+1", "a"] {
            assert_eq!(wrong.parse::<Amount>(), Err(NoAmount), "{wrong}");
        }
    }

    #[test]
    fn data_has_the_number_and_a_duration_has_minutes() {
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        assert_eq!(serde_json::to_string(&[amount("40"), amount("37.5")]).unwrap(), "[40,37.5]");
        assert_eq!(amount("37.5").as_duration(), "PT37H30M");
        assert_eq!(amount("40").as_duration(), "PT40H");
        assert_eq!(amount("0.75").as_duration(), "PT45M");
        assert_eq!([amount("0.1"), amount("0.2")].into_iter().sum::<Amount>(), amount("0.3"));
    }
}
