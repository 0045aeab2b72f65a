//! Sets quotation marks, dashes and spaces as the language of a text writes them.
//!
//! A keyboard has one sign for all of them. On the page a text has those of its language:
//!
//! ```text
//! "Goed", zei ze - en 's avonds 5 km      nl   “Goed”, zei ze – en ’s avonds 5 km (one line)
//! "Bien" : oui !                          fr   « Bien » : oui ! (no line begins with a sign)
//! "Gut" ... 10 %                          de   „Gut“ … 10 %
//! ```
//!
//! Only what readers see as running text is changed: no code, formula, address or id, and nothing in a profile, whose
//! words are official. A part in another language (`<i lang="fr">`) follows that language if it is one that the
//! program knows, and else stays as it is. Whether a quotation mark opens or closes depends on the sign before it,
//! which may stand in an earlier event of the same paragraph, so a [`Typography`] goes along through a text. A site
//! that wants its texts as they are typed sets `typography = "plain"`.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::config::{Language, TypographySetting};
use crate::text::{Markup, Piece};

const NO_BREAK: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// Signs behind a number from which no line may part them.
const UNITS: [&str; 52] = [
    "%", "‰", "°", "°C", "°F", "€", "EUR", "km", "m", "dm", "cm", "mm", "km²", "m²", "cm²", "ha", "m³",
    "dm³", "cm³", "kg", "g", "mg", "t", "l", "L", "dl", "cl", "ml", "km/h", "u", "h", "min", "s", "ms",
    "kWh", "kW", "W", "V", "A", "Hz", "kHz", "MHz", "Ω", "N", "J", "kJ", "Pa", "bar", "kB", "MB", "GB", "TB",
];
/// Signs before a number that stay with it.
const BEFORE_NUMBERS: [&str; 12] =
    ["€", "$", "£", "§", "nr.", "blz.", "p.", "art.", "Nr.", "S.", "n°", "No."];
/// The beginnings of addresses that stand in a text.
const ADDRESSES: [&str; 3] = ["https://", "http://", "www."];
/// Elements in which a text is shown as it was typed.
const AS_TYPED: &[&str] =
    &["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt", "var"];

/// The place in a text, as far as its signs depend on it.
#[derive(Debug, Default)]
pub(super) struct Typography {
    /// The language of the page; none where nothing is changed.
    page: Option<Language>,
    /// The elements by hand that are open and change the language, with their names.
    inside: Vec<(String, Option<Language>)>,
    markup: Markup,
    /// The sign before the next text in its paragraph, a space at the start.
    before: char,
    is_quoted: bool,
    is_quoted_twice: bool,
}

impl Typography {
    pub(super) fn new(setting: TypographySetting, language: Language) -> Self {
        let page = match setting {
            TypographySetting::Smart => Some(language),
            TypographySetting::Plain => None,
        };
        Self { page, before: ' ', ..Self::default() }
    }

    /// Goes past `event`.
    pub(super) fn pass(&mut self, event: &Event<'_>) {
        if self.page.is_none() {
            return;
        }
        match event {
            // An address is shown as it is.
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                self.inside.push((String::new(), None));
            }
            Event::End(TagEnd::Link) => {
                self.inside.pop_if(|(name, _)| name.is_empty());
            }
            // The name of what is mentioned.
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. }) => self.before = 'x',
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Superscript
                | Tag::Subscript,
            )
            | Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript,
            )
            | Event::Text(_) => {}
            Event::Html(html) | Event::InlineHtml(html) => self.pass_markup(html),
            Event::SoftBreak | Event::HardBreak => self.before = ' ',
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Image { .. })
            | Event::End(TagEnd::Image) => self.before = 'x',
            Event::Start(_) | Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {
                (self.before, self.is_quoted, self.is_quoted_twice) = (' ', false, false);
            }
        }
    }

    fn pass_markup(&mut self, html: &str) {
        let mut markup = std::mem::take(&mut self.markup);
        for piece in markup.read(html) {
            let Piece::Tag(_, Some(tag)) = piece else { continue };
            let name = tag.name().to_ascii_lowercase();
            if tag.parts_words() {
                self.before = ' ';
            }
            if tag.is_end() {
                if let Some(open) = self.inside.iter().rposition(|(open, _)| *open == name) {
                    self.inside.truncate(open);
                }
            } else if tag.is_one_of(AS_TYPED) {
                self.inside.push((name, None));
            } else if let Some(language) = tag.attribute("lang") {
                let main = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
                self.inside.push((name, Language::from_tag(&main)));
            }
        }
        self.markup = markup;
    }

    /// `text`, which is the next one of the page, with its signs.
    pub(super) fn text<'a>(&mut self, text: CowStr<'a>) -> CowStr<'a> {
        let language = match self.inside.last() {
            Some((_, language)) => *language,
            None => self.page,
        };
        let Some(language) = language.filter(|_| self.page.is_some()) else { return text };
        let Some(last) = text.chars().next_back() else { return text };
        let set = if is_plain(&text, language) { None } else { Some(self.set(&text, language)) };
        self.before = last;
        set.filter(|set| **set != *text).map_or(text, Into::into)
    }

    /// `text`, which is a text by itself, with its signs.
    pub(super) fn apart(&self, text: String) -> String {
        let mut apart = Self { page: self.page, before: ' ', ..Self::default() };
        apart.text(text.into()).into_string()
    }

    fn set(&mut self, text: &str, language: Language) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let before = out.chars().next_back().unwrap_or(self.before);
            let length = match c {
                'h' | 'w'
                    if !before.is_alphanumeric() && ADDRESSES.iter().any(|start| rest.starts_with(start)) =>
                {
                    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
                    let address = &rest[..end.unwrap_or(rest.len())];
                    out.push_str(address);
                    address.len()
                }
                '"' => self.double(&mut out, before, &rest[1..], language),
                '\'' => self.single(&mut out, before, &rest[1..], language),
                '-' => dash(&mut out, before, rest),
                '.' if rest.starts_with("...") && !rest.starts_with("....") && before != '.' => {
                    out.push('…');
                    3
                }
                ' ' => space(&mut out, before, rest),
                '«' if language == Language::French => {
                    out.push_str("«\u{a0}");
                    '«'.len_utf8() + spaces(&rest['«'.len_utf8()..])
                }
                '»' | ':' | ';' | '!' | '?' if language == Language::French => {
                    french(&mut out, before, c, &rest[c.len_utf8()..]);
                    c.len_utf8()
                }
                _ => {
                    out.push(c);
                    c.len_utf8()
                }
            };
            rest = &rest[length..];
        }
        out
    }

    /// A double quotation mark. One behind a digit that closes nothing stands for inches.
    fn double(&mut self, out: &mut String, before: char, after: &str, language: Language) -> usize {
        let (open, close) = match language {
            Language::Dutch | Language::English => ("“", "”"),
            Language::German => ("„", "“"),
            Language::French => ("«\u{a0}", "\u{a0}»"),
        };
        let next = after.chars().next();
        let is_joined = before == '-' && next.is_some_and(char::is_alphanumeric);
        if !self.is_quoted && (is_joined || opens(before)) && next.is_none_or(|c| !c.is_whitespace()) {
            self.is_quoted = true;
            out.push_str(open);
        } else if self.is_quoted && (!opens(before) || next.is_none_or(|c| !c.is_alphanumeric())) {
            self.is_quoted = false;
            out.push_str(close);
        } else {
            out.push('"');
        }
        1
    }

    /// A single quotation mark, or an apostrophe: `'s avonds`, `foto's`, `'90`.
    fn single(&mut self, out: &mut String, before: char, after: &str, language: Language) -> usize {
        let (open, close) = match language {
            Language::Dutch | Language::English => ('‘', '’'),
            Language::German => ('‚', '‘'),
            Language::French => ('“', '”'),
        };
        let next = after.chars().next().unwrap_or(' ');
        if self.is_quoted_twice && !opens(before) && !next.is_alphanumeric() {
            self.is_quoted_twice = false;
            out.push(close);
        } else if before.is_numeric() && !next.is_alphanumeric() {
            // Minutes and feet.
            out.push('\'');
        } else if opens(before) && !next.is_whitespace() && !is_elision(after) && closes_later(after) {
            self.is_quoted_twice = true;
            out.push(open);
        } else {
            out.push('’');
        }
        1
    }
}

/// The bytes that may change, or before or behind which a space may. Most texts are long runs of letters.
const MAY_CHANGE: [bool; 256] = {
    let mut may = [false; 256];
    let all = b"\"'-. :;!?\xc2";
    let mut at = 0;
    while at < all.len() {
        may[all[at] as usize] = true;
        at += 1;
    }
    may
};

/// Whether `text` has nothing that could change.
fn is_plain(text: &str, language: Language) -> bool {
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let changes = |index: usize, byte: u8| match byte {
        b'"' | b'\'' => true,
        b'-' => at(index + 1) == b'-' || at(index + 1) == b' ',
        b'.' => at(index + 1) == b'.' || at(index + 1) == b' ' && at(index + 2).is_ascii_digit(),
        b' ' => {
            index > 0 && (at(index - 1).is_ascii_digit() || at(index - 1) >= 0x80 || at(index - 1) == b'$')
        }
        _ => language == Language::French,
    };
    let mut bytes_at = bytes.iter().enumerate();
    !bytes_at.any(|(index, byte)| MAY_CHANGE[usize::from(*byte)] && changes(index, *byte))
}

/// Whether a quotation mark behind `before` opens.
fn opens(before: char) -> bool {
    before.is_whitespace()
        || matches!(before, '(' | '[' | '{' | '/' | '–' | '—' | '“' | '„' | '«' | '‘' | '‚' | '¿' | '¡')
}

/// Whether `after` an apostrophe at the start of a word comes the rest of a short one, or of a year.
fn is_elision(after: &str) -> bool {
    const SHORT: [&str; 12] = ["s", "t", "n", "k", "m", "r", "ns", "em", "er", "tis", "til", "cause"];
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let word = &after[..end];
    SHORT.contains(&word) && !after[end..].starts_with('\'') || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a single quotation mark that is open is closed in the same text.
fn closes_later(after: &str) -> bool {
    let closes = |at: usize| {
        let inside = after[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
        inside && after[at + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    after.match_indices('\'').take(20).any(|(at, _)| closes(at))
}

/// Dashes: `--` between numbers and words, ` - ` between two parts of a sentence.
fn dash(out: &mut String, before: char, rest: &str) -> usize {
    let hyphens = rest.len() - rest.trim_start_matches('-').len();
    let next = rest[hyphens..].chars().next().unwrap_or(' ');
    // The line below the head of a table, and what looks like one.
    let is_ruled = |c: char| matches!(c, '|' | '+' | '<' | '>' | '=' | ':');
    match hyphens {
        _ if is_ruled(before) || is_ruled(next) => out.push_str(&rest[..hyphens]),
        // An option of a command is no dash.
        2 if !(before.is_whitespace() && next.is_alphanumeric()) => out.push('–'),
        3 => out.push('—'),
        1 if before == ' ' && rest.starts_with("- ") && !is_sum(out, &rest[2..]) => out.push('–'),
        _ => out.push_str(&rest[..hyphens]),
    }
    hyphens
}

/// Whether a hyphen between `before` and `after` takes one number from another.
fn is_sum(before: &str, after: &str) -> bool {
    let ends_number = before.trim_end().rsplit(' ').next().is_some_and(|word| word.parse::<f64>().is_ok());
    ends_number && after.starts_with(|c: char| c.is_ascii_digit())
}

/// A space, which does not break between a number and its unit, nor in French before a sign.
fn space(out: &mut String, before: char, rest: &str) -> usize {
    let next = &rest[1..];
    let is_number = |c: char| c.is_ascii_digit();
    let ties = if next.starts_with(is_number) {
        let word = out.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        BEFORE_NUMBERS.contains(&word)
    } else {
        let end = next
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '?' | '!' | ':' | '"' | '.'));
        let unit = &next[..end.unwrap_or(next.len())];
        is_number(before) && UNITS.contains(&unit)
    };
    out.push(if ties { NO_BREAK } else { ' ' });
    1
}

/// A sign that French parts from the word before it by a space that does not break. Within a time, an address or a
/// smiley it parts nothing.
fn french(out: &mut String, before: char, sign: char, after: &str) {
    let next = after.chars().next().unwrap_or(' ');
    let ends = !next.is_alphanumeric() && !matches!(next, '/' | '-' | ')' | '(');
    let last = out.chars().next_back().unwrap_or(before);
    let is_behind_word =
        last.is_alphanumeric() || matches!(last, ')' | ']' | '…' | '”' | '’' | '.' | '%' | '°' | '»');
    let is_behind_space = out.ends_with([' ', NO_BREAK, NARROW]);
    // Names in programs have two of them: `Module::fonction`.
    let is_in_name = sign == ':' && (next == ':' || last == ':');
    if sign == '»' || ends && !is_in_name && (is_behind_word || is_behind_space) {
        out.truncate(out.trim_end_matches([' ', NO_BREAK, NARROW]).len());
        out.push(if matches!(sign, ':' | '»') { NO_BREAK } else { NARROW });
    }
    out.push(sign);
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', NO_BREAK, NARROW]).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(language: Language, text: &str) -> String {
        let set = Typography::new(TypographySetting::Smart, language).apart(text.to_owned());
        set.replace(NO_BREAK, "_").replace(NARROW, "|")
    }

    #[test]
    fn dutch_has_its_marks() {
        for (typed, expected) in [
            ("Ze zei: \"Goed.\"", "Ze zei: “Goed.”"),
            ("(\"ja\") en \"nee\"!", "(“ja”) en “nee”!"),
            ("'s avonds, foto's, 't is de jaren '90", "’s avonds, foto’s, ’t is de jaren ’90"),
            ("het woord 'klant' en 's", "het woord ‘klant’ en ’s"),
            ("\"Hij zei 'nee'\"", "“Hij zei ‘nee’”"),
            ("Les 3 - de boze beller", "Les 3 – de boze beller"),
            ("10 - 3 en 10--12 en --help en woord -- woord", "10 - 3 en 10–12 en --help en woord – woord"),
            (
                "5 km, 20 % van € 5 op blz. 7, 5 kilo en 3 monden",
                "5_km, 20_% van €_5 op blz._7, 5 kilo en 3 monden",
            ),
            ("een scherm van 15\" en 6' hoog", "een scherm van 15\" en 6' hoog"),
            ("tja...", "tja…"),
            ("de \"A\"-\"B\"-proef en 15\"-scherm", "de “A”-“B”-proef en 15\"-scherm"),
            ("kwaliteits- en hulp: ja; nee?", "kwaliteits- en hulp: ja; nee?"),
        ] {
            assert_eq!(set(Language::Dutch, typed), expected);
        }
    }

    #[test]
    fn french_and_german_have_theirs() {
        for (typed, expected) in [
            ("\"Bien\" : oui !", "«_Bien_»_: oui|!"),
            ("«Bien» ; quoi?", "«_Bien_»|; quoi|?"),
            ("a::b et std:: : oui", "a::b et std::_: oui"),
            ("l'eau à 10:30, https://x.be/?a--b'c... :-)", "l’eau à 10:30, https://x.be/?a--b'c... :-)"),
        ] {
            assert_eq!(set(Language::French, typed), expected);
        }
        assert_eq!(set(Language::German, "\"Gut\", sagt 'er'"), "„Gut“, sagt ‚er‘");
        assert_eq!(set(Language::English, "\"Don't\" --- she said"), "“Don’t” — she said");
    }
}
