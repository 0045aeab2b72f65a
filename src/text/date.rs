//! A calendar day as authors write it, `2026-11-23`.
//!
//! Only the form of ISO 8601 with hyphens is accepted: four digits, two and two. A parsed [`Date`] is a day that
//! exists, so `2026-02-29` is refused. It is written back in the same form, and dates compare in the order of the
//! calendar.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, four digits.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

/// The error for a text that is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

impl FromStr for Date {
    type Err = NoDate;

    /// Reads the form of ISO 8601 with hyphens.
    fn from_str(text: &str) -> Result<Self, NoDate> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
        };
        let (year, month, day) = (part(4), part(2), part(2));
        let small = |value: Option<u16>, most: u8| {
            value.and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=most).contains(value))
        };
        match (year, small(month, 12), small(day, 31), parts.next()) {
            (Some(year), Some(month), Some(day), None) if day <= days(year, month) => {
                Ok(Self { year, month, day })
            }
            _ => Err(NoDate),
        }
    }
}

/// How many days a month has.
fn days(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_written_in_one_form() {
        assert_eq!("2026-11-03".parse::<Date>().map(|date| date.to_string()), Ok("2026-11-03".to_owned()));
        assert!("2024-02-29".parse::<Date>().is_ok() && "2000-02-29".parse::<Date>().is_ok());
        for wrong in ["2026-02-29", "1900-02-29", "2026-04-31"] {
            assert_eq!(wrong.parse::<Date>(), Err(NoDate), "{wrong}");
        }
        for wrong in ["2026-13-01", "2026-1-01", "26-01-01", "2026-01-01-01", "2026-01-00", "+026-01-01", ""]
        {
            assert_eq!(wrong.parse::<Date>(), Err(NoDate), "{wrong}");
        }
    }
}
