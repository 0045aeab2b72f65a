//! Compares the codes of modules as people write them: without what parts them, without the zeros before their numbers, with
//! letters that look like digits. A code that is nearly one that the site has is more likely a slip than a new module.

use crate::import::matrix::vocabulary::is_module_word;

/// Short forms of the words for a module that people write before its number: `MOD04` for `M04`.
const SHORT_WORDS: &[&str] = &["mod", "mdl", "m", "v", "o"];

/// A code without what people put between its parts: `CS 101` and `cs-101` are `cs101`.
pub(super) fn squeeze(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A code without the zeros before its numbers.
pub(super) fn without_zeros(code: &str) -> String {
    let mut kept = String::new();
    for letter in squeeze(code).chars() {
        if letter != '0' || kept.ends_with(|c: char| c.is_ascii_digit()) {
            kept.push(letter);
        }
    }
    kept
}

/// Whether `code` may be a slip of the pen for `known`, which it is not: `MO4` with the letter for M04, `MOD04`, or that code
/// with letters behind it, such as `M03/Els` and `M05b`.
pub(super) fn is_nearly(code: &str, known: &str) -> bool {
    let (own, other) = (squeeze(code), squeeze(known));
    if other.is_empty() || !other.ends_with(|c: char| c.is_ascii_digit()) || own == other {
        return false;
    }
    let has_digits_for = |code: &str| without_zeros(&with_digits(code));
    let goes_on = own.strip_prefix(&other).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    goes_on || has_digits_for(&own) == has_digits_for(&other) || are_of_one_number(&own, &other)
}

/// The letters behind the first one that look like digits, as digits.
fn with_digits(code: &str) -> String {
    let digit = |letter: char| match letter {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    code.char_indices().map(|(at, letter)| if at == 0 { letter } else { digit(letter) }).collect()
}

/// Whether two codes have one number behind words or short words for a module: `module4`, `mod04` and `m04`.
fn are_of_one_number(one: &str, other: &str) -> bool {
    let (own, own_number) = parts(one);
    let (others, number) = parts(other);
    let is_word = |letters: &str| SHORT_WORDS.contains(&letters) || is_module_word(letters);
    own != others && is_word(own) && is_word(others) && !number.is_empty() && own_number == number
}

/// The letters of a squeezed code and the number behind them, without the zeros before it.
fn parts(code: &str) -> (&str, &str) {
    let number = code.trim_start_matches(|c: char| !c.is_ascii_digit());
    (&code[..code.len() - number.len()], number.trim_start_matches('0'))
}

/// Whether two codes are built alike, as those of one school are: the same letters before their first number, and letters
/// and numbers in the same order.
pub(super) fn are_built_alike(one: &str, other: &str) -> bool {
    let (own, others) = (squeeze(one), squeeze(other));
    parts(&own).0 == parts(&others).0 && shape(&own) == shape(&others)
}

/// Whether the number of a code has a zero before it or three digits, as terms, tests and classes do not: `S01`, `BAK101`.
pub(super) fn has_long_number(code: &str) -> bool {
    let squeezed = squeeze(code);
    let number = squeezed.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    digits >= 3 || digits == 2 && number.starts_with('0')
}

/// The order of letters and digits in a squeezed code.
fn shape(code: &str) -> Vec<bool> {
    let mut shape: Vec<bool> = code.chars().map(|c| c.is_ascii_digit()).collect();
    shape.dedup();
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_compared_without_what_parts_them() {
        assert_eq!(squeeze("CS 101"), squeeze("cs-101"));
        assert_eq!(without_zeros("M001"), without_zeros("m1"));
        assert_ne!(without_zeros("M10"), without_zeros("M1"));
    }

    #[test]
    fn a_slip_is_told_from_a_code_of_its_own() {
        for slip in ["MO4", "M O4", "MOD04", "M04b", "M04/Els", "Mo4"] {
            assert!(is_nearly(slip, "M04"), "{slip}");
        }
        for other in ["M04", "M05", "M14", "M040", "T1", "BAK04", "M99"] {
            assert!(!is_nearly(other, "M04"), "{other}");
        }
    }

    #[test]
    fn codes_of_one_school_are_built_alike() {
        assert!(are_built_alike("M99", "M01") && are_built_alike("B2-01", "B1-02"));
        assert!(!are_built_alike("T1", "M01") && !are_built_alike("M0X", "M01"));
    }
}
