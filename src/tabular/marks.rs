//! The marks that stand for a level in a cell: those of the scale, those that somebody gave a meaning, ticks. The
//! mark that is written for a level is parsed as that level.

use std::collections::BTreeSet;

use crate::config::{Config, Language, LevelId, Scale};
use crate::tabular::initials::Initials;
use crate::text::{fold_case, slug};

/// The meaning of a mark in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The item is covered at this level.
    Level(LevelId),
    /// The item is not covered.
    Nothing,
}

/// Ticks: they say that an item is covered and not how strongly.
const TICKS: &[&str] = &[
    "x",
    "✓",
    "✔",
    "✅",
    "✗",
    "✘",
    "❌",
    "√",
    "☑",
    "☒",
    "×",
    "✕",
    "✖",
    "╳",
    // The Russian letter, which looks as the Latin one does.
    "х",
    "v",
    "ü",
    "þ",
    "ja",
    "yes",
    "oui",
    "j",
    "y",
    "true",
    "waar",
    "vrai",
    "wahr",
    "gedekt",
    "behandeld",
    "covered",
    "couvert",
    "gedeckt",
    "abgedeckt",
];
/// Signs that people write in a cell that they leave empty.
const NOTHING: &[&str] = &[
    "-",
    "–",
    "—",
    "−",
    "➖",
    "⬜",
    "🔲",
    "0",
    ".",
    "/",
    "☐",
    "¨",
    "nee",
    "no",
    "non",
    "nein",
    "n",
    "false",
    "onwaar",
    "faux",
    "falsch",
    "nvt",
    "n.v.t.",
    "n/a",
    "neen",
    "nog niet",
    "not yet",
    "pas encore",
    "noch nicht",
    "niet",
    "geen",
    "none",
    "nihil",
    "k.a.",
    "s.o.",
    "s/o",
    "néant",
    "aucun",
    "keine",
    "entfällt",
    "niet behandeld",
    "niet gedekt",
    "non couvert",
    "nicht gedeckt",
    "nicht abgedeckt",
    "not covered",
    "non traité",
    "nicht behandelt",
];

/// The marks that a spreadsheet may use, the most certain first.
#[derive(Debug, Clone)]
pub struct Marks {
    entries: Vec<KnownMark>,
    /// Those that somebody gave a meaning, as they are compared.
    given: BTreeSet<String>,
}

#[derive(Debug, Clone)]
struct KnownMark {
    text: String,
    folded: String,
    /// A word as people type it who leave its accents out; empty for what is no word.
    plain: String,
    mark: Mark,
}

impl KnownMark {
    fn new((text, mark): (String, Mark)) -> Self {
        Self { folded: fold_case(&text), plain: plain(&text), text, mark }
    }
}

/// A word without its accents; empty for a short text, of which accents may be all that tells it from another, and for what is
/// no word.
fn plain(text: &str) -> String {
    const SHORTEST: usize = 5;
    let is_word = text.chars().count() >= SHORTEST && text.chars().all(char::is_alphabetic);
    if is_word { slug(text) } else { String::new() }
}

impl Marks {
    /// The marks that follow from `scale`: ids, labels, symbols and numbers of its levels, for three of them their names in
    /// all languages of sites, and ticks for the required level.
    pub fn new(scale: &Scale) -> Self {
        let mut entries: Vec<(String, Mark)> = Vec::new();
        let levels = || scale.levels.iter();
        entries.extend(levels().map(|(id, level)| (level.id.clone(), Mark::Level(id))));
        entries.extend(levels().map(|(id, level)| (level.label.clone(), Mark::Level(id))));
        entries.extend(levels().map(|(id, level)| (level.symbol.clone(), Mark::Level(id))));
        if scale.levels.len() == 3 {
            entries.extend(["○", "◐", "●"].into_iter().map(str::to_owned).zip(levels().map(level_mark)));
            for language in Language::ALL {
                let labels = language.level_labels().map(str::to_owned);
                entries.extend(labels.into_iter().zip(levels().map(level_mark)));
            }
        }
        entries.extend(levels().map(|(id, _)| ((id.index() + 1).to_string(), Mark::Level(id))));
        entries.extend(TICKS.iter().map(|tick| ((*tick).to_owned(), Mark::Level(scale.required))));
        entries.extend(NOTHING.iter().map(|nothing| ((*nothing).to_owned(), Mark::Nothing)));
        Self { entries: entries.into_iter().map(KnownMark::new).collect(), given: BTreeSet::new() }
    }

    /// The same marks, with `given` before them.
    #[must_use]
    pub fn with(mut self, given: impl IntoIterator<Item = (String, Mark)>) -> Self {
        let given: Vec<KnownMark> = given.into_iter().map(KnownMark::new).collect();
        self.given.extend(given.iter().map(|entry| entry.folded.clone()));
        self.entries.splice(0..0, given);
        self
    }

    /// The same marks, with the initials of the levels: where all of `unknown` are such, those in the site's own language,
    /// unless one of them begins two names; or else, where `unknown` are all initials of a language, those of that one.
    /// Two letters that another language has as well may be anything.
    #[must_use]
    pub fn with_initials(mut self, config: &Config, unknown: &BTreeSet<String>) -> Self {
        let own = Initials::own(config).meanings(unknown);
        let others = Language::ALL.into_iter().filter_map(|language| Initials::of(config, language));
        let mut others = others.filter(|initials| own.is_empty() && initials.are_all(unknown));
        let found = match own.as_slice() {
            [one] => Some(one.clone()),
            _ => others.find_map(|initials| initials.meanings(unknown).into_iter().next()),
        };
        let marks = found.into_iter().flatten().map(|(letter, level)| (letter, Mark::Level(level)));
        self.entries.extend(marks.map(KnownMark::new));
        self
    }

    /// Two meanings that `letters` have as initials of levels: in the site's own language, and in English, which people use
    /// everywhere. None where only one fits.
    pub fn rival_initials(
        config: &Config,
        letters: &BTreeSet<String>,
    ) -> Option<[Vec<(String, LevelId)>; 2]> {
        if letters.is_empty() {
            return None;
        }
        let english = Initials::of(config, Language::English);
        let all = std::iter::once(Initials::own(config)).chain(english);
        let mut found: Vec<Vec<(String, LevelId)>> = Vec::new();
        for meaning in all.flat_map(|initials| initials.meanings(letters)) {
            if !found.contains(&meaning) {
                found.push(meaning);
            }
        }
        let [one, other, ..] = found.as_slice() else { return None };
        Some([one.clone(), other.clone()])
    }

    /// The meaning of `text`; none when it is no mark.
    pub fn find(&self, text: &str) -> Option<Mark> {
        // A sign that is shown in colour has a selector behind it, which is no sign itself.
        let text = text.trim().trim_end_matches('\u{fe0f}');
        if text.is_empty() {
            return None;
        }
        let exact = self.entries.iter().find(|entry| entry.text == text);
        let known = exact.or_else(|| {
            let folded = fold_case(text);
            self.entries.iter().find(|entry| entry.folded == folded)
        });
        let known = known.or_else(|| {
            let plain = plain(text);
            self.entries.iter().find(|entry| !plain.is_empty() && entry.plain == plain)
        });
        known.map(|entry| entry.mark)
    }

    /// Whether somebody, or the sheet itself, gave `text` a meaning.
    pub fn is_given(&self, text: &str) -> bool {
        self.given.contains(&fold_case(text.trim()))
    }

    /// Whether `text` says that an item is covered and not how strongly, and nobody gave it another meaning.
    pub fn is_tick(&self, text: &str) -> bool {
        let folded = fold_case(text.trim().trim_end_matches('\u{fe0f}'));
        TICKS.iter().any(|tick| fold_case(tick) == folded) && !self.given.contains(&folded)
    }

    /// The mark for `level`: its symbol, or its label or id where another level has the same symbol.
    pub fn written(scale: &Scale, level: LevelId) -> String {
        let known = &scale.levels[level];
        Self::clear(scale, level, [&known.symbol, &known.label])
    }

    /// The word for `level`: its label, or its id where another level goes by the same word.
    pub fn word(scale: &Scale, level: LevelId) -> String {
        Self::clear(scale, level, [&scale.levels[level].label])
    }

    /// The first of `candidates` that is read as `level`, or its id.
    fn clear<const N: usize>(scale: &Scale, level: LevelId, candidates: [&String; N]) -> String {
        let marks = Self::new(scale);
        let found = candidates.into_iter().find(|mark| marks.find(mark) == Some(Mark::Level(level)));
        found.unwrap_or(&scale.levels[level].id).clone()
    }
}

fn level_mark<T>((id, _): (LevelId, T)) -> Mark {
    Mark::Level(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SourceFile;
    use crate::text::SourcePath;

    fn config(text: &str) -> Config {
        Config::read(Some(&SourceFile::new(SourcePath::new("leerlijn.toml"), text.as_bytes()))).0
    }

    fn level(marks: &Marks, text: &str) -> Option<usize> {
        match marks.find(text)? {
            Mark::Level(level) => Some(level.index() + 1),
            Mark::Nothing => Some(0),
        }
    }

    #[test]
    fn marks_follow_from_the_scale() {
        let marks = Marks::new(&config("language = \"nl\"\n").scale);
        for (text, expected) in [
            ("○", 1),
            ("◐", 2),
            ("●", 3),
            ("Ingeoefend", 2),
            ("practised", 2),
            ("évalué", 3),
            ("2", 2),
            ("X", 3),
            ("–", 0),
        ] {
            assert_eq!(level(&marks, text), Some(expected), "{text}");
        }
        assert_eq!(level(&marks, "?"), None);
    }

    #[test]
    fn initials_are_those_of_the_language_that_fits() {
        let config = config("language = \"nl\"\n");
        let seen = |marks: &[&str]| marks.iter().map(|mark| (*mark).to_owned()).collect::<BTreeSet<_>>();
        let dutch = Marks::new(&config.scale).with_initials(&config, &seen(&["A", "I", "G"]));
        assert_eq!((level(&dutch, "A"), level(&dutch, "i"), level(&dutch, "G")), (Some(1), Some(2), Some(3)));
        let english = Marks::new(&config.scale).with_initials(&config, &seen(&["I", "P", "A"]));
        assert_eq!(
            (level(&english, "I"), level(&english, "P"), level(&english, "A")),
            (Some(1), Some(2), Some(3))
        );
        for few in [["P"].as_slice(), &["I", "P"], &["E"]] {
            let foreign = Marks::new(&config.scale).with_initials(&config, &seen(few));
            assert!(few.iter().all(|letter| level(&foreign, letter).is_none()), "{few:?}");
        }
        let neither = Marks::new(&config.scale).with_initials(&config, &seen(&["I", "Q"]));
        assert_eq!(level(&neither, "I"), None);
    }

    #[test]
    fn what_is_written_is_read_as_the_same_level() {
        for text in [
            "",
            "[coverage]\nlevels = [{ id = \"a\" }, { id = \"b\" }]\n",
            "[coverage]\nlevels = [{ id = \"a\", symbol = \"b\" }, { id = \"b\", label = \"a\", symbol = \"x\" }]\n",
            "[coverage]\nlevels = [{ id = \"-\", symbol = \"1\" }, { id = \"x\", label = \"1\" }, { id = \"X\" }]\n",
        ] {
            let scale = config(text).scale;
            for id in scale.levels.ids() {
                for written in [Marks::written(&scale, id), Marks::word(&scale, id)] {
                    assert_eq!(Marks::new(&scale).find(&written), Some(Mark::Level(id)), "{text}: {written}");
                }
            }
        }
    }
}
