//! The next free code of a module, in the form of the codes that a site has, and none of them.

use std::collections::BTreeMap;

/// A code with more digits is a name and no number of a series.
const MOST_DIGITS: usize = 20;

/// The code after the highest one: `M13` after `M12`. Of several series, such as `M01` and `PR-1`, the
/// longest goes on; a site without codes begins with `M01`.
pub(in crate::cli) fn next_code<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let mut series: BTreeMap<&str, Series> = BTreeMap::new();
    for code in codes {
        let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &code[letters.len()..];
        let number = digits.parse::<u64>().ok().filter(|_| digits.len() <= MOST_DIGITS);
        let Some(number) = number else { continue };
        let series = series.entry(letters).or_default();
        series.length += 1;
        series.highest = series.highest.max(number);
        series.digits = series.digits.max(digits.len());
    }
    // The first of equally long ones, in the order of their letters.
    let longest = series.iter().rev().max_by_key(|(_, series)| series.length);
    let (letters, Series { highest, digits, .. }) = longest
        .map_or(("M", Series { digits: 2, ..Series::default() }), |(letters, series)| (*letters, *series));
    format!("{letters}{:0digits$}", highest.saturating_add(1))
}

/// The codes that begin with the same letters.
#[derive(Debug, Clone, Copy, Default)]
struct Series {
    length: usize,
    highest: u64,
    digits: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(codes: &[&str]) -> String {
        next_code(codes.iter().copied())
    }

    #[test]
    fn the_series_goes_on_in_its_own_form() {
        assert_eq!(next(&[]), "M01");
        assert_eq!(next(&["M01", "M12", "M03"]), "M13");
        assert_eq!(next(&["M1", "M9"]), "M10");
        assert_eq!(next(&["KCM-001", "KCM-002", "X9"]), "KCM-003");
        assert_eq!(next(&["stage", ""]), "M01");
        assert_eq!(next(&["M01", &format!("M{}1", "0".repeat(70_000))]), "M02");
    }
}
