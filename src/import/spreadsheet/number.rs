//! Numbers as a workbook shows them. A file stores 1.1 and the form `0.00`, and people see `1.10`; it stores 1 and
//! the form `"M"00`, and people see `M01`. Days are written as ISO 8601 does, whatever their form: what matters here is
//! that they are days.

use crate::import::spreadsheet::sheet::CellValue;

/// How a cell shows a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum NumberForm {
    /// As short as it can be.
    #[default]
    General,
    /// A day or a time.
    Date,
    /// With so many decimals, as a percentage or not, between two texts, with at least so many digits.
    Fixed { before: String, digits: usize, decimals: usize, is_percent: bool, after: String },
}

impl NumberForm {
    /// One of the forms that every workbook has.
    pub(super) fn built_in(id: u32) -> Self {
        let fixed = |decimals, is_percent| Self::Fixed {
            before: String::new(),
            digits: 1,
            decimals,
            is_percent,
            after: if is_percent { "%".to_owned() } else { String::new() },
        };
        match id {
            1 | 3 | 37 | 38 => fixed(0, false),
            2 | 4 | 39 | 40 => fixed(2, false),
            9 => fixed(0, true),
            10 => fixed(2, true),
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::General,
        }
    }

    /// The form that a workbook writes as `code`, such as `0.00" uur"`.
    pub(super) fn parse(code: &str) -> Self {
        let (mut before, mut after) = (String::new(), String::new());
        let (mut digits, mut decimals, mut places) = (0, 0, 0);
        let (mut is_percent, mut has_point) = (false, false);
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            let literal = if places == 0 { &mut before } else { &mut after };
            match letter {
                ';' => break,
                '"' => literal.extend(letters.by_ref().take_while(|c| *c != '"')),
                '\\' => literal.extend(letters.next()),
                // A space as wide as the next letter, or a letter that fills the cell.
                '_' | '*' => drop(letters.next()),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    if inside.chars().all(|c| "hmsHMS".contains(c)) {
                        return Self::Date;
                    }
                }
                '0' | '#' | '?' => {
                    places += 1;
                    if has_point {
                        decimals += usize::from(letter == '0');
                    } else {
                        digits += usize::from(letter == '0');
                    }
                }
                '.' => has_point = true,
                ',' => {}
                '%' => {
                    is_percent = true;
                    literal.push('%');
                }
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return Self::Date,
                '@' | 'G' | 'E' | 'e' => return Self::General,
                other => literal.push(other),
            }
        }
        if places == 0 {
            return Self::General;
        }
        Self::Fixed { before, digits, decimals, is_percent, after }
    }

    /// The text shown for `number`; `is_1904` when days are counted from that year.
    pub(super) fn show(&self, number: f64, is_1904: bool) -> (String, CellValue) {
        match self {
            Self::General => (number.to_string(), CellValue::Number),
            Self::Date => (date(number, is_1904), CellValue::Date),
            Self::Fixed { before, digits, decimals, is_percent, after } => {
                let number = if *is_percent { number * 100.0 } else { number };
                let shown = format!("{:.decimals$}", number.abs());
                let point = if *decimals > 0 { decimals + 1 } else { 0 };
                let sign = if number < 0.0 { "-" } else { "" };
                let zeros = "0".repeat((*digits.min(&30) + point).saturating_sub(shown.len()));
                (format!("{sign}{before}{zeros}{shown}{after}"), CellValue::Number)
            }
        }
    }
}

/// The day, and the time when there is one, that is so many days after the first.
fn date(days: f64, is_1904: bool) -> String {
    const UNIX: f64 = 25_569.0;
    const LATER: f64 = 1_462.0;
    const MILLENNIA: f64 = 3_000_000.0;
    let since = days + if is_1904 { LATER } else { 0.0 };
    if !(0.0..MILLENNIA).contains(&since) {
        return days.to_string();
    }
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked above")]
    let (whole, minutes) = ((since.floor() - UNIX) as i64, (since.fract() * 1_440.0).round() as i64);
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    if since < 1.0 {
        return time;
    }
    let (year, month, day) = civil(whole);
    let date = format!("{year:04}-{month:02}-{day:02}");
    if minutes == 0 { date } else { format!("{date} {time}") }
}

/// Year, month and day of a number of days since 1970-01-01 (Howard Hinnant's `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_form_says() {
        for (code, number, shown) in [
            ("0.00", 1.1, "1.10"),
            ("\"M\"00", 1.0, "M01"),
            ("0%", 0.5, "50%"),
            ("0.0\" uur\"", 1.5, "1.5 uur"),
            ("#,##0", 1200.0, "1200"),
            ("General", 1.5, "1.5"),
            ("@", 2.0, "2"),
            ("0;-0;;@", -3.0, "-3"),
            ("000", 7.0, "007"),
        ] {
            assert_eq!(NumberForm::parse(code).show(number, false).0, shown, "{code}");
        }
    }

    #[test]
    fn days_are_days() {
        let day = NumberForm::parse("d-mmm");
        assert_eq!(day.show(46_296.0, false), ("2026-10-01".to_owned(), CellValue::Date));
        assert_eq!(NumberForm::built_in(14).show(1.0, false).1, CellValue::Date);
        assert_eq!(NumberForm::parse("[h]:mm").show(0.5, false).0, "12:00");
        assert_eq!(NumberForm::parse("[Red]0.0").show(1.25, false).0, "1.2");
    }
}
