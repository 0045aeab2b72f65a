//! Writes numbers the way a language does: 1.200 uren, 1,200 hours, 1 200 heures; 37,5 uur, 37.5 hours. And keeps them on
//! one line with the word that they count.

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

/// Letters of the longest word that stays with a number: a longer one could be wider than a phone.
const MOST_LETTERS: usize = 14;

/// `text` in which no line ends between a number and the word that it counts: “11 hiaten”, “15 %”.
pub(super) fn tied(text: &str) -> String {
    let mut tied = String::with_capacity(text.len() + 4);
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        tied.push_str(word);
        let Some(next) = words.peek() else { break };
        let counts = word.ends_with(|last: char| last.is_ascii_digit());
        let is_counted = next.starts_with(|first: char| first.is_alphabetic() || first == '%');
        let ties = counts && is_counted && next.chars().count() <= MOST_LETTERS;
        tied.push(if ties { '\u{a0}' } else { ' ' });
    }
    tied
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

    #[test]
    fn a_number_stays_with_the_word_that_it_counts() {
        assert_eq!(tied("Toon 11 hiaten van 90 doelen"), "Toon 11\u{a0}hiaten van 90\u{a0}doelen");
        assert_eq!(tied("Klantcontactmedewerker, 1 jaar"), "Klantcontactmedewerker, 1\u{a0}jaar");
        assert_eq!(tied("weegt 15 %, 3 / 4"), "weegt 15\u{a0}%, 3 / 4");
        assert_eq!(tied("Les 1: openen in 3 communicatiekanalen"), "Les 1: openen in 3 communicatiekanalen");
        assert_eq!(tied(""), "");
    }
}
