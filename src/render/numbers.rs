//! Writes numbers the way a language does: 1.200 uren, 1,200 hours, 1 200 heures; 37,5 uur, 37.5 hours.

/// French separates with a narrow space that does not break.
pub(super) const NARROW_SPACE: char = '\u{202f}';

/// The mark between groups of digits in `language`.
pub(super) fn mark(language: &str) -> char {
    match language {
        "nl" | "de" => '.',
        "fr" => NARROW_SPACE,
        _ => ',',
    }
}

/// `number`, rounded to hundredths, with `mark` between groups of three digits. Only where groups have a comma, a fraction has
/// a point.
pub(super) fn grouped(number: f64, mark: char) -> String {
    let rounded = format!("{:.2}", number.abs());
    let (digits, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut written = String::with_capacity(digits.len() + 4);
    if number < 0.0 {
        written.push('\u{2212}');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(if mark == ',' { '.' } else { ',' });
        written.push_str(fraction);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_marked_as_the_language_does() {
        assert_eq!(grouped(1200.0, mark("nl")), "1.200");
        assert_eq!(grouped(999.0, mark("en")), "999");
        assert_eq!(grouped(1_234_567.0, mark("en")), "1,234,567");
        assert_eq!(grouped(37.5, mark("nl")), "37,5");
        assert_eq!(grouped(1037.25, mark("en")), "1,037.25");
        assert_eq!(grouped(-1200.0, mark("fr")), "\u{2212}1\u{202f}200");
    }
}
