//! Purpose: read the short fields at the head of a profile: level, version, year, code.
//! Input: the text of a field. Output: its values, or `None` when the text says more than those.
//! Invariant: a text is understood whole or not at all, so that no word of it is lost.

use super::draft::Level;

/// What "versie 2, 2020" says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Recognition {
    pub(super) version: Option<String>,
    pub(super) year: Option<u16>,
}

/// The level that `text` names: `3`, `VKS 4 EQF 4`, `niveau 5`.
pub(super) fn level(text: &str) -> Option<Level> {
    let mut level = Level::default();
    let mut wanted = None;
    for word in words(text) {
        match word.as_str() {
            "vks" => wanted = Some(Framework::Vks),
            "eqf" => wanted = Some(Framework::Eqf),
            "niveau" | "en" => {}
            number => {
                let number = number.parse().ok().filter(|number| (1..=8).contains(number))?;
                match wanted.take() {
                    Some(Framework::Vks) => level.vks = Some(number),
                    Some(Framework::Eqf) => level.eqf = Some(number),
                    None if level.vks.is_none() => level.vks = Some(number),
                    None => level.eqf = Some(number),
                }
            }
        }
    }
    // The two frameworks have the same levels, and most documents write the number once.
    let any = level.vks.or(level.eqf)?;
    Some(Level { vks: level.vks.or(Some(any)), eqf: level.eqf.or(Some(any)) })
}

enum Framework {
    Vks,
    Eqf,
}

/// The version and the year that `text` names: `versie 2, 2020`, `2014`, `v1.2`.
pub(super) fn recognition(text: &str) -> Option<Recognition> {
    let mut found = Recognition::default();
    let mut after_word = false;
    for word in words(text) {
        let number = word.strip_prefix('v').unwrap_or(&word);
        let year = number.parse().ok().filter(|year| (1900..2100).contains(year));
        if word == "versie" {
            after_word = true;
        } else if let (Some(year), false, None) = (year, after_word, found.year) {
            found.year = Some(year);
        } else if is_version(number) && found.version.is_none() {
            found.version = Some(number.to_owned());
            after_word = false;
        } else {
            return None;
        }
    }
    (found != Recognition::default()).then_some(found)
}

/// The code that `text` is, such as `BK-0213`, and the version behind it.
pub(super) fn code(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let mut parts = text.splitn(3, '-');
    let (register, number, version) = (parts.next()?, parts.next()?, parts.next());
    let is_code = register.eq_ignore_ascii_case("bk") && number.len() == 4 && is_version(number);
    if !is_code {
        return None;
    }
    match version {
        None => Some((text.to_uppercase(), None)),
        Some(version) if is_version(version) => Some((format!("BK-{number}"), Some(version.to_owned()))),
        Some(_) => None,
    }
}

fn is_version(text: &str) -> bool {
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').all(digits)
}

/// The words of `text` in lower case, without the marks between them.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '/' | '(' | ')' | '-' | '|'));
    parts.map(|word| word.trim_matches('.').to_lowercase()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_in_its_usual_forms() {
        let both = |number| Some(Level { vks: Some(number), eqf: Some(number) });
        assert_eq!(level("3"), both(3));
        assert_eq!(level("VKS niveau 4, EQF niveau 4"), both(4));
        assert_eq!(level("EQF 5 / VKS 4"), Some(Level { vks: Some(4), eqf: Some(5) }));
        assert_eq!(level("hoog"), None);
        assert_eq!(level("12"), None);
    }

    #[test]
    fn version_and_year_are_read_in_either_order() {
        let read = |text| recognition(text).map(|found| (found.version, found.year));
        assert_eq!(read("versie 2, 2020"), Some((Some("2".to_owned()), Some(2020))));
        assert_eq!(read("2017"), Some((None, Some(2017))));
        assert_eq!(read("2020 (versie 1.1)"), Some((Some("1.1".to_owned()), Some(2020))));
        assert_eq!(read("nog niet erkend"), None);
    }

    #[test]
    fn a_code_is_parted_from_its_version() {
        assert_eq!(code("BK-0213-2"), Some(("BK-0213".to_owned(), Some("2".to_owned()))));
        assert_eq!(code("bk-0213"), Some(("BK-0213".to_owned(), None)));
        assert_eq!(code("BK-XXXX"), None);
    }
}
