//! Knows the texts that take marks back: `Niet behandeld in` above modules, `geschrapt` beside an item, a sheet of last
//! year. A mark below or beside such a text claims nothing, however much it looks like the others. Words that only
//! may take marks back, as in a whole sentence, are a [`Denial::Perhaps`], about which `questions` asks.

use crate::diagnostics::{Message, say};
use crate::import::matrix::denial_words::{
    ABSENT, ALONE, DROPPED, ELSEWHEN, EXEMPT, INAPPLICABLE, KEPT, NEGATIONS, OPEN_CELLS, OTHER_SUBJECTS,
    WEAKENING,
};
use crate::text::fold_cell;

/// A longer text is a sentence, which may speak of other things.
const LONGEST: usize = 6;

/// How certain it is that a text takes marks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denial {
    /// It does.
    Certain,
    /// It may; a person has to say.
    Perhaps,
}

/// The words of a text; one with a hyphen, such as "niet-verbaal", is one word, and a French article before another is none.
fn words(text: &str) -> Vec<String> {
    let folded = fold_cell(text);
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '.' | '\'');
    let trimmed = folded.split(is_between).map(|word| word.trim_matches(['-', '/', '.', '\'']));
    let bare = trimmed
        .map(|word| ["l'", "d'"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word));
    bare.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn has(words: &[String], known: &[&str]) -> bool {
    let is_there = |known: &&str| {
        let parts: Vec<&str> = known.split(' ').collect();
        words.windows(parts.len()).any(|window| window.iter().zip(&parts).all(|(word, part)| word == part))
    };
    !words.is_empty() && known.iter().any(is_there)
}

/// Whether a text explains signs, such as `- = niet behandeld`, or the cells that are left open.
fn explains(text: &str, words: &[String]) -> bool {
    let before_colon = text.split_once(':').filter(|(_, rest)| !rest.trim().is_empty());
    text.contains(['=', '→'])
        || before_colon.is_some_and(|(sign, _)| sign.trim().chars().count() <= 4)
        || has(words, OPEN_CELLS)
}

/// Whether `words` say that something is not covered, not applicable or not there.
fn says_no(words: &[String]) -> Option<Denial> {
    let is_no = |word: &String| NEGATIONS.contains(&word.as_str());
    let no_longer = || has(words, &["no longer", "no coverage", "no marks"]);
    if !words.iter().any(is_no)
        && !has(words, DROPPED)
        && !has(words, EXEMPT)
        && !has(words, ABSENT)
        && !no_longer()
    {
        let is_whole = words.len() <= 2 && has(words, INAPPLICABLE);
        return is_whole.then_some(Denial::Certain);
    }
    let is_weak = words.windows(2).any(|pair| is_no(&pair[0]) && WEAKENING.contains(&pair[1].as_str()));
    Some(if is_weak || words.len() > LONGEST { Denial::Perhaps } else { Denial::Certain })
}

/// Whether a cell may be a sign that the cell beside it explains, as in `– | niet behandeld`.
pub(super) fn is_sign(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
    !text.is_empty() && text.chars().count() <= 3 && letters <= 1
}

/// Whether a heading above modules says that the marks below it are no claims.
pub(super) fn of_heading(text: &str) -> Option<Denial> {
    let words = words(text);
    if explains(text, &words) {
        return None;
    }
    says_no(&words)
        .or_else(|| is_of_another_time(&words).then_some(Denial::Certain))
        .or_else(|| begins_in_a_year(&words).then_some(Denial::Perhaps))
}

/// Whether a text says from which year on something is so: nobody but its author knows whether that year has begun.
fn begins_in_a_year(words: &[String]) -> bool {
    const FROM: &[&str] = &["vanaf", "pas", "from", "dès", "partir", "ab"];
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20") && word.parse::<u16>().is_ok();
    let said = |at: usize| words[..at].iter().rev().take(3).any(|word| FROM.contains(&word.as_str()));
    words.len() <= LONGEST && (0..words.len()).any(|at| is_year(&words[at]) && said(at))
}

/// Whether the title of a table or the name of a sheet says that its marks are no claims. One that speaks of another
/// time may be the name of the only matrix that a school has.
pub(super) fn of_title(text: &str) -> Option<Denial> {
    // `Vereiste voorkennis (x = moet dit al kunnen)`: what explains a sign says nothing of the table.
    let text = before_legend(text);
    let words = words(text);
    if explains(text, &words) {
        return None;
    }
    let dashed = text.replace(" - ", " – ");
    let parts = || {
        dashed
            .split([',', ';', '–', '|', '·', '\n', '(', ')', '?', ':'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
    };
    let is_denial = |text: &str| {
        let words = self::words(text);
        says_no(&words).is_some() || is_of_another_time(&words) || is_about_another_subject(&words)
    };
    // "3 covered · 2 missing" counts items.
    let is_several = parts().count() > 1;
    let counts = |part: &&str| is_several && part.starts_with(|c: char| c.is_ascii_digit());
    if !parts().filter(|part| !counts(part)).any(is_denial) {
        return None;
    }
    let is_whole = parts().all(|part| is_denial(part) || self::words(part).is_empty());
    let said = says_no(&words).unwrap_or(Denial::Perhaps);
    Some(if is_whole { said } else { Denial::Perhaps })
}

/// The text before a legend that follows in brackets or behind a colon.
fn before_legend(text: &str) -> &str {
    let is_legend = |rest: &str| rest.contains('=');
    let ends = text.match_indices(['(', '[', ':']).find(|(at, _)| *at > 4 && is_legend(&text[*at..]));
    match ends {
        Some((at, _)) if !is_legend(&text[..at]) => text[..at].trim(),
        _ => text,
    }
}

fn is_about_another_subject(words: &[String]) -> bool {
    words.len() <= LONGEST && has(words, OTHER_SUBJECTS)
}

fn is_of_another_time(words: &[String]) -> bool {
    let is_alone = || ALONE.contains(&words.join(" ").as_str());
    words.len() <= LONGEST && (has(words, ELSEWHEN) || is_alone())
}

/// Whether a sentence has words that may take marks back: that say no, of another time, of another subject.
pub(super) fn may_be_in(text: &str) -> bool {
    let words = words(text);
    let is_no = |word: &String| NEGATIONS.contains(&word.as_str());
    words.iter().any(is_no)
        || [DROPPED, EXEMPT, ABSENT, ELSEWHEN, OTHER_SUBJECTS].iter().any(|known| has(&words, known))
}

/// Whether a text beside or in the name of an item says that it no longer counts.
pub(super) fn of_row(text: &str) -> bool {
    const NO_MORE: &[&str] = &[
        "niet meer",
        "niet behandeld",
        "niet van toepassing",
        "niet gezien",
        "niet gegeven",
        "niet aangeboden",
        "no longer",
        "not covered",
        "not applicable",
        "not taught",
        "not assessed",
        "plus traité",
        "non traité",
        "non applicable",
        "pas traité",
        "pas applicable",
        "nicht mehr",
        "nicht behandelt",
        "nicht anwendbar",
    ];
    let words = words(text);
    let is_alone = || matches!(words.as_slice(), [one] if ["nvt", "n.v.t", "n/a", "niet", "pas", "nicht"].contains(&one.as_str()));
    let is_out = has(&words, DROPPED) || has(&words, EXEMPT) || has(&words, NO_MORE);
    !explains(text, &words) && (is_out || is_alone())
}

/// Whether words before or behind the text of an item, in one cell with it, say that it is not covered, or at another time.
pub(super) fn of_addition(text: &str) -> bool {
    of_row(text) || of_heading(text).is_some()
}

/// Whether a remark beside an item says of the item, and of nothing else, that it no longer counts.
pub(super) fn of_remark(text: &str) -> bool {
    let words = words(text);
    words.len() <= LONGEST && of_row(text) && !has(&words, INAPPLICABLE)
}

/// Whether the status of an item says so, or that it does not apply. An item may be exempt in a programme whose modules claim it
/// all the same, as our own export says.
pub(super) fn of_status(text: &str) -> bool {
    let words = words(text);
    (of_remark(text) && !has(&words, EXEMPT)) || (words.len() <= 2 && has(&words, INAPPLICABLE))
}

/// Whether a heading asks of each item whether it stays: `Behouden?`.
pub(super) fn asks_whether_kept(heading: &str) -> bool {
    has(&words(heading), KEPT)
}

/// Whether an answer is no.
pub(super) fn is_no(text: &str) -> bool {
    const NO: &[&str] = &["nee", "neen", "no", "non", "nein", "n"];
    matches!(words(text).as_slice(), [one] if NO.contains(&one.as_str()))
}

/// Whether a note on a mark takes it back.
pub(super) fn of_note(text: &str) -> bool {
    of_row(text) || of_heading(text) == Some(Denial::Certain)
}

/// Why a column is not read whose heading is `text`.
pub(super) fn why(text: &str) -> Message {
    say!("\"{text}\" says that nothing is covered here, so nothing in it is a claim", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_take_marks_back_are_known_in_four_languages() {
        for text in [
            "Niet behandeld in",
            "NIET (meer) in",
            "Not covered in",
            "Pas traité dans",
            "Nicht behandelt in",
            "Geschrapt",
            "M03 (vervallen)",
            "n.v.t.",
            "N/A",
            "Vorig jaar",
            "Vorige schooljaar 2024-2025",
            "Gepland",
            "Proposed",
            "Prévu en",
            "Vorschlag",
            "Ontbreekt in",
            "Gaps",
            "Lücken",
            "Oud",
            "Nog te behandelen in",
            "Volgend schooljaar",
            "Uitgesteld",
            "Next year",
            "L'année prochaine",
            "L’an dernier",
            "Nächstes Schuljahr",
            "uncovered",
        ] {
            assert_eq!(of_heading(text), Some(Denial::Certain), "{text}");
        }
        for text in [
            "Niet-verbale communicatie",
            "- = niet behandeld",
            "Leeg: niet behandeld",
            "M01 Brood",
            "Brood van 2025",
            "Semester 1",
            "",
            "Oude talen",
            "Behandeld in",
            "Covered in",
            "Nederlands",
            "Nationale keuken",
            "Planning en organisatie",
        ] {
            assert_eq!(of_heading(text), None, "{text}");
        }
        assert_eq!(of_heading("Niet alle modules"), Some(Denial::Perhaps));
        assert_eq!(of_heading("M01 vanaf 2027"), Some(Denial::Perhaps));
        assert_eq!(of_title("Vorig schooljaar"), Some(Denial::Perhaps));
        assert_eq!(of_title("Vereiste voorkennis (x = moet de student al kunnen)"), Some(Denial::Perhaps));
        assert_eq!(of_title("Dekking 2018-2019 (oude structuur)"), Some(Denial::Perhaps));
        assert_eq!(of_title("Zelfevaluatie student: wat kan ik al? Naam: Yassin"), Some(Denial::Perhaps));
        assert_eq!(of_title("Legende: x = geëvalueerd; leeg = niet behandeld"), None);
        assert_eq!(of_title("Matrix VOORSTEL 2027 - nog goed te keuren"), Some(Denial::Perhaps));
        assert_eq!(of_title("Cook · 1 assessed · 1 not yet assessed · 2 missing"), None);
        assert_eq!(of_title("Overzicht van de doelen die wij niet behandelen"), Some(Denial::Perhaps));
    }

    #[test]
    fn remarks_that_take_an_item_back_are_known() {
        assert!(
            of_row("c1.1 (geschrapt)") && of_row("Kneedt deeg, niet meer vanaf 2025") && of_row("sans objet")
        );
        assert!(!of_row("Laat deeg niet drogen") && !of_row("Werkt zonder hulp"));
        assert!(of_remark("vervallen") && !of_remark("n.v.t.") && !of_remark("geen"));
    }
}
