//! Finds markup that came out as text in one run of words, each kind by its signs.

use std::ops::Range;

use crate::diagnostics::{Code, Message, say};
use crate::syntax::box_types::is_type;
use crate::syntax::callouts::is_marker;
use crate::syntax::document::SectionKind;
use crate::text::{character_start, is_invisible};

/// How many characters of a list of items are looked at; nobody writes a longer one by hand.
const LONGEST_LIST: usize = 200;
/// How far around `](` a link is looked for.
const LONGEST_LINK: usize = 400;

/// Markup that came out as text.
pub(super) struct PlainMarkup {
    pub(super) code: Code,
    pub(super) at: Range<usize>,
    pub(super) message: Message,
    pub(super) help: Message,
}

impl PlainMarkup {
    pub(super) fn new(at: Range<usize>, message: Message, help: Message) -> Self {
        Self { code: Code::L108, at, message, help }
    }
}

/// The advice on attributes that came out as text in a heading, and elsewhere.
fn belongs_in_heading() -> Message {
    say!(
        "attributes stand at the very end of a heading, between {{ and }}: `## Les 3 {{#les-3 LEVEL=c4.6,c2.6}}`"
    )
}

fn belongs_at_end() -> Message {
    say!(
        "attributes count at the end of a heading, and in a profile also at the end of a line of a list, not indented, below a heading with a class such as `.competence`; put them between backticks to show them"
    )
}

pub(super) fn write_an_alert() -> Message {
    say!("write an alert: a line `> [!TIP] Titel`, and `> ` before each line of its text")
}

/// A sign for a heading without a space behind it, a sign with a space that does not break, or a bullet that is no
/// markdown.
pub(super) fn start_of_line(run: &str) -> Option<PlainMarkup> {
    let marks = run.len() - run.trim_start_matches('#').len();
    let rest = &run[marks..];
    if is_heading_without_space(marks, rest) {
        let rest = if rest.is_empty() { "…" } else { rest.trim_end() };
        let help = say!("write a space behind it: `{run} {rest}`", run = &run[..marks], rest);
        return Some(PlainMarkup::new(
            0..marks,
            say!("`{run}` makes no heading here", run = &run[..marks]),
            help,
        ));
    }
    let sign = if marks > 0 { marks } else { usize::from(run.starts_with(['-', '*', '+'])) };
    if sign > 0 && run[sign..].starts_with(['\u{a0}', '\u{202f}', '\u{2007}']) {
        let message = say!(
            "a space that does not break stands behind `{run}`, which makes it text",
            run = &run[..sign]
        );
        return Some(PlainMarkup::new(0..sign, message, say!("delete the space and type it again")));
    }
    let is_sign = |c: &char| {
        matches!(
            c,
            '•' | '▪'
                | '●'
                | '·'
                | '◦'
                | '‣'
                | '■'
                | '□'
                | '➢'
                | '➤'
                | '►'
                | '❖'
                | '☐'
                | '\u{f0b7}'
                | '\u{f0a7}'
                | 'o'
                | '§'
        )
    };
    let bullet = run.chars().next().filter(is_sign)?;
    let behind = &run[bullet.len_utf8()..];
    // Word has letters for bullets in its fonts of signs, with a tab behind them.
    let is_letter = matches!(bullet, 'o' | '§');
    let is_bullet =
        if is_letter { behind.starts_with('\t') } else { behind.starts_with(char::is_whitespace) };
    let message = say!("`{bullet}` makes no list", bullet);
    is_bullet
        .then(|| PlainMarkup::new(0..bullet.len_utf8(), message, say!("begin each line of a list with `- `")))
}

/// Whether `marks` signs of a heading stand before `rest`, which may be empty where a link or other markup follows. A single
/// sign before a word is the habit of many for subjects (`#zorg`), but not one before an emoji.
fn is_heading_without_space(marks: usize, rest: &str) -> bool {
    let next = rest.chars().next();
    match marks {
        1 => next.is_some_and(|c| {
            !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !is_invisible(c)
                // These make an emoji of the sign itself.
                && !matches!(c, '\u{fe0f}' | '\u{20e3}')
        }),
        2..=6 => {
            next.is_none_or(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'))
        }
        _ => false,
    }
}

/// The first line of a box as other programs have them: `:::tip`, `!!! note "Titel"`, and an alert of a kind that there
/// is not.
pub(super) fn box_of_others(run: &str) -> Option<PlainMarkup> {
    let sign = [":::", "!!!", "???+", "???"].into_iter().find(|sign| run.starts_with(sign));
    if let Some(sign) = sign {
        let name = run[sign.len()..].trim_start_matches([' ', '{', '.', ':']);
        let is_part = |c: char| c.is_alphanumeric() || sign == ":::" && c == '-';
        let end = name.find(|c: char| !is_part(c)).unwrap_or(name.len());
        let (name, rest) = name.split_at(end);
        let is_box = sign == ":::" || is_type(name) || rest.trim().is_empty() || rest.starts_with(" \"");
        let message = say!("`{sign} {name}` makes no box here", sign, name);
        let found = PlainMarkup::new(0..sign.len(), message, write_an_alert());
        return (is_box && name.starts_with(char::is_alphabetic)).then_some(found);
    }
    let name = run.strip_prefix("[!")?;
    let name = &name[..name.find(']').filter(|end| name[..*end].chars().all(char::is_alphanumeric))?];
    let help = say!("the kinds are NOTE, TIP, IMPORTANT, WARNING and CAUTION, in a quotation: `> [!NOTE]`");
    let found = PlainMarkup::new(0..name.len() + 3, say!("`[!{name}]` is no kind of alert", name), help);
    (!name.is_empty() && !is_marker(run)).then_some(found)
}

/// `[/]` at the start of the line of a list, or a box without its space: a task that markdown does not know. `before` is the
/// text above and before it.
pub(super) fn odd_task(run: &str, before: &str) -> Option<PlainMarkup> {
    let inside = run.strip_prefix('[')?;
    let mut characters = inside.chars();
    let sign = characters.next().filter(|sign| *sign != ']');
    let rest =
        if sign.is_some() { characters.as_str().strip_prefix(']')? } else { inside.strip_prefix(']')? };
    let is_task = match sign {
        Some(' ' | 'x' | 'X') => rest.starts_with(char::is_alphanumeric),
        Some(sign) => (!sign.is_alphanumeric() || matches!(sign, 'v' | 'V')) && rest.starts_with(' '),
        None => rest.starts_with(' '),
    };
    let line = before.rsplit('\n').next()?.trim_end();
    let numbers =
        line.strip_suffix(['.', ')']).is_some_and(|line| line.ends_with(|c: char| c.is_ascii_digit()));
    let mark = &run[..run.len() - rest.len()];
    let help = say!("write `- [ ] …` for a task, and `- [x] …` for one that is done, with the spaces");
    (is_task && (numbers || line.ends_with(['-', '*', '+'])))
        .then(|| PlainMarkup::new(0..mark.len(), say!("`{mark}` makes no task here", mark), help))
}

/// The short names of emoji: `:smile:`.
pub(super) fn short_names(run: &str) -> Vec<PlainMarkup> {
    let mut found = Vec::new();
    let Some(mut start) = run.find(':') else { return found };
    while let Some(length) = run[start + 1..].find(':') {
        let end = start + 1 + length;
        let name = &run[start + 1..end];
        let is_free = run[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            && run[end + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let emoji =
            if is_free && name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '+' | '-')) {
                emojis::get_by_shortcode(name)
            } else {
                None
            };
        if let Some(emoji) = emoji {
            let message = say!("`:{name}:` is only text", name);
            let help = say!("write the sign itself: {emoji}", emoji = emoji.as_str());
            found.push(PlainMarkup { code: Code::L121, ..PlainMarkup::new(start..end + 1, message, help) });
        }
        start = end;
    }
    found
}

/// The line of dashes and bars below the head of a table.
pub(super) fn line_of_table(run: &str) -> Option<PlainMarkup> {
    let is_line = run.contains('-')
        && (run.contains("--") || run.starts_with("|-"))
        && run.contains('|')
        && run.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let help = say!(
        "the head and this line need the same number of columns; within a cell write `\\|` for a bar, also in `[[c4.6\\|words]]`"
    );
    is_line.then(|| PlainMarkup::new(0..run.trim_end().len(), say!("this makes no table"), help))
}

/// Attributes, whole or broken, that were not parsed as such.
pub(super) fn attributes(run: &str, is_escaped: bool, in_heading: bool) -> Option<PlainMarkup> {
    let bare = || bare_claim(run).filter(|_| in_heading && !is_escaped);
    let at = braces(run, is_escaped).or_else(|| claim(run)).or_else(bare)?;
    let help = match (in_heading, pair(run, &run[at.clone()])) {
        (true, Some(code)) => say!("write `{code}`", code),
        (true, None) if is_items_alone(&run[at.clone()]) => {
            say!("say at which level, such as `{{LEVEL=c4.6,c2.6}}`; a mention in the text is `[[c4.6]]`")
        }
        (true, None) => belongs_in_heading(),
        (false, _) => belongs_at_end(),
    };
    Some(PlainMarkup::new(at.clone(), say!("`{run}` is only text here", run = &run[at]), help))
}

/// `{#les-3 …}` or `{.competence}`; a block that is not closed reaches to the end of the run.
fn braces(run: &str, is_escaped: bool) -> Option<Range<usize>> {
    let opens = |(at, _): &(usize, &str)| {
        let inside = &run[at + 1..];
        let is_class = |inside: &str| {
            let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
            SectionKind::CLASSES.iter().any(|(_, class)| *class == &inside[..end])
        };
        let is_id = inside.strip_prefix('#').is_some_and(|id| id.starts_with(char::is_alphanumeric));
        (is_id || inside.strip_prefix('.').is_some_and(is_class)) && !(is_escaped && *at == 0)
    };
    let (start, _) = run.match_indices('{').find(opens)?;
    Some(start..run[start..].find('}').map_or(run.trim_end().len(), |end| start + end + 1))
}

/// `geevalueerd=c4.6,c2.6`: a word of three letters or more, `=` (or behind a brace `:`), and an item.
fn claim(run: &str) -> Option<Range<usize>> {
    let brace = run.find('{');
    // Most runs have neither.
    if brace.is_none() && !run.contains('=') {
        return None;
    }
    let brace = brace.unwrap_or(run.len());
    let signs = run.match_indices(['=', ':']).filter(|(at, sign)| *sign == "=" || *at > brace);
    signs.map(|(at, _)| at).find_map(|at| {
        let before = run[..at].trim_end_matches(' ');
        let start = before.trim_end_matches(char::is_alphabetic).len();
        let is_first =
            run[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "{(,".contains(c));
        let is_word = before[start..].chars().nth(2).is_some();
        let after = run[at + 1..].trim_start_matches(' ');
        let items = length_of_items(after)?;
        (is_word && is_first).then(|| start..run.len() - after.len() + items)
    })
}

/// The attributes that `geevalueerd: c1.1` was meant as.
fn pair(run: &str, found: &str) -> Option<String> {
    let (level, items) = found.split_once([':', '='])?;
    let (level, items) = (level.trim(), items.trim());
    let is_word = !level.is_empty() && level.chars().all(char::is_alphabetic);
    let written = format!("{{{level}={items}}}");
    let is_said = found.contains(':') || (is_word && !run.contains(&written));
    is_said.then_some(written)
}

/// Whether `found` is a block such as `{c1.1}`, which says no level.
fn is_items_alone(found: &str) -> bool {
    let inside = found.strip_prefix('{').and_then(|inside| inside.strip_suffix('}'));
    inside.is_some_and(|inside| length_of_items(inside.trim()) == Some(inside.trim().len()))
}

/// `{geevalueerd c4.6}` at the end of a heading: a word of three letters or more and an item, without a sign between them; or
/// an item alone, `{c4.6}`.
fn bare_claim(run: &str) -> Option<Range<usize>> {
    let start = run.rfind('{')?;
    let inside = run[start + 1..].trim_end().strip_suffix('}')?.trim();
    if length_of_items(inside) == Some(inside.len()) {
        return Some(start..run.trim_end().len());
    }
    let (word, items) = inside.split_once(char::is_whitespace)?;
    let is_word = word.chars().nth(2).is_some() && word.chars().all(char::is_alphabetic);
    let items = items.trim();
    (is_word && length_of_items(items) == Some(items.len())).then(|| start..run.trim_end().len())
}

/// The length in bytes of the list of items at the start of `text`, if there is one: `c4.6`, `c4`, `k.ict`.
fn length_of_items(text: &str) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-');
    let list: usize = text.chars().take(LONGEST_LIST).take_while(|c| is_part(*c)).map(char::len_utf8).sum();
    let list = text[..list].trim_end_matches(['.', ',']);
    let first = list.split(',').next()?.strip_prefix(|c: char| c.is_ascii_lowercase())?;
    let is_numbered = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_named =
        first.strip_prefix('.').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    (is_numbered || is_named).then_some(list.len())
}

/// `[gids](mijn gids.pdf)`: links and pictures whose address has a space. The address may go on behind `run`, in what
/// has become a link by itself.
pub(super) fn addresses_with_space(text: &str, run: &Range<usize>, is_escaped: bool) -> Vec<PlainMarkup> {
    let inside = &text[run.clone()];
    let one = |(close, _): (usize, &str)| {
        let from = character_start(inside, close.saturating_sub(LONGEST_LINK));
        let open = inside[from..close].rfind('[').map(|at| from + at);
        let open = open.filter(|at| !(is_escaped && *at == 0))?;
        let behind = run.start + close + 2;
        let until = character_start(text, behind + LONGEST_LINK);
        let line = text[behind..until].lines().next()?;
        let written = &line[..end_of_address(line)?];
        // A title stands between quotation marks behind the address.
        let address = written.split('"').next().unwrap_or(written).trim();
        let is_meant = address.contains(' ') && address.contains(['.', '/']) && !address.starts_with('<');
        let message = if inside[..open].ends_with('!') {
            say!("a space in an address makes no picture")
        } else {
            say!("a space in an address makes no link")
        };
        let help = say!(
            "write `[{inside}](<{address}>)`, or `%20` for each space",
            inside = &inside[open + 1..close],
            address
        );
        let at = close + 2 + written.len() - written.trim_start().len();
        is_meant.then(|| PlainMarkup::new(at..at + address.len(), message, help))
    };
    inside.match_indices("](").filter_map(one).collect()
}

/// Where the bracket stands that closes the address at the start of `line`.
fn end_of_address(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in line.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `[[c4.6]`: a mention that is opened with two brackets and closed with one.
pub(super) fn half_mention(run: &str, is_escaped: bool) -> Option<PlainMarkup> {
    let start = run.find("[[").filter(|at| !(is_escaped && *at == 0))?;
    let inside = &run[start + 2..];
    let end = inside.find(['[', ']'])?;
    let is_half = inside[end..].starts_with(']') && !inside[end..].starts_with("]]");
    let name = inside[..end].trim();
    let help = say!("write `{code}`", code = format!("[[{name}]]"));
    (is_half && !name.is_empty())
        .then(|| PlainMarkup::new(start..start + 2 + end + 1, say!("this mention is not closed"), help))
}

/// The marks of notes that are not defined: the markdown crate knows no other mark that stays text. Each with its label.
pub(in crate::syntax) fn loose_marks(
    run: &str,
    is_escaped: bool,
) -> impl Iterator<Item = (Range<usize>, &str)> {
    let starts = run.match_indices("[^").filter(move |(at, _)| !(is_escaped && *at == 0));
    starts.filter_map(|(start, _)| {
        let inside = &run[start + 2..];
        let label = &inside[..inside.find([']', '[', '\n'])?];
        let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
        let is_mark = is_label && inside[label.len()..].starts_with(']');
        is_mark.then_some((start..start + label.len() + "[^]".len(), label))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_a_word_and_items() {
        let found = |text: &'static str| claim(text).map(|at| &text[at]);
        assert_eq!(found("Les {les-1 geevalueerd=c4.6,c2.6}"), Some("geevalueerd=c4.6,c2.6"));
        assert_eq!(found("(aangebracht=k.ict)."), Some("aangebracht=k.ict"));
        assert_eq!(found("{geëvalueerd = c1}"), Some("geëvalueerd = c1"));
        assert_eq!(found("{geevalueerd: c1, c2}"), Some("geevalueerd: c1"));
        assert_eq!(bare_claim("Les {c1.1,c1.2}"), Some(4..15));
        assert_eq!(pair("geevalueerd: c1", "geevalueerd: c1").as_deref(), Some("{geevalueerd=c1}"));
        for text in ["a=c1", "omzet = prijs", "zie: c1.2", "https://x.example/?les=c1", "som=12", "x==c1"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn odd_tasks_are_found_in_lists() {
        let found = |run: &'static str, before| odd_task(run, before).map(|found| &run[found.at]);
        for (run, mark) in [
            ("[/] half", "[/]"),
            ("[-] weg", "[-]"),
            ("[] open", "[]"),
            ("[x]klaar", "[x]"),
            ("[v] klaar", "[v]"),
        ] {
            assert_eq!(found(run, "tekst\n- "), Some(mark), "{run}");
        }
        assert_eq!(found("[>] later", "1. "), Some("[>]"));
        assert_eq!(found("[/] half", "tekst\n"), None);
        for run in ["[a] antwoord", "[1] bron", "[x] klaar", "[…]", "[x]", "[tekst] x"] {
            assert_eq!(found(run, "- "), None, "{run}");
        }
    }

    #[test]
    fn braces_are_found_whole_or_open() {
        let found = |text: &'static str| braces(text, false).map(|at| &text[at]);
        assert_eq!(found("Les {#les-1 x=c1} en meer"), Some("{#les-1 x=c1}"));
        assert_eq!(found("Les {#les-1 x=c1 "), Some("{#les-1 x=c1"));
        assert_eq!(found("Verkoopt {.competence}"), Some("{.competence}"));
        for text in ["{1, 2}", "{.docx}", "{# een opmerking #}", "{}"] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(braces("{#x}", true), None);
    }
}
