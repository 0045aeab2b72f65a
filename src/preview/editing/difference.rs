//! The change of a text as a person looks at it: the lines that go and come, with those around them, and of two lines
//! that stand for each other the part that differs. It stays small however much changes.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::text::SourcePath;

/// Lines around a change.
const AROUND: usize = 1;
/// Lines of one file that are shown.
const LINES: usize = 80;
/// Characters of a line that are shown.
const WIDTH: usize = 300;

/// How the text of a file changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// The file.
    pub file: String,
    /// The first line that changes.
    pub line: usize,
    lines: Vec<DiffLine>,
    /// Lines that are not shown.
    more: usize,
}

/// A line of a change, in three parts: what stays of it, what is another, what stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct DiffLine {
    /// `-` for one that goes, `+` for one that comes, ` ` for one that stays.
    sign: char,
    parts: [String; 3],
}

impl TextChange {
    /// The change of `file` from `before` to `after`.
    pub fn new(file: &SourcePath, before: &str, after: &str) -> Self {
        let diff = TextDiff::from_lines(before, after);
        let mut lines = Vec::new();
        let mut first = None;
        for group in diff.grouped_ops(AROUND) {
            let changes = group.iter().flat_map(|op| diff.iter_changes(op));
            let mut run: (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
            for change in changes {
                let text = change.value();
                match change.tag() {
                    ChangeTag::Equal => {
                        flush(&mut run, &mut lines);
                        lines
                            .push(DiffLine { sign: ' ', parts: [shown(text), String::new(), String::new()] });
                    }
                    ChangeTag::Delete => {
                        first = first.or(change.old_index());
                        run.0.push(text);
                    }
                    ChangeTag::Insert => {
                        first = first.or(change.new_index());
                        run.1.push(text);
                    }
                }
            }
            flush(&mut run, &mut lines);
        }
        let more = lines.len().saturating_sub(LINES);
        lines.truncate(LINES);
        Self { file: file.to_string(), line: first.map_or(1, |line| line + 1), lines, more }
    }
}

/// Adds the lines that go and come between two that stay.
fn flush((gone, come): &mut (Vec<&str>, Vec<&str>), lines: &mut Vec<DiffLine>) {
    let pairs = gone.len().min(come.len());
    let old = gone.iter().enumerate().map(|(at, text)| DiffLine {
        sign: '-',
        parts: if at < pairs { parts(text, come[at]) } else { [String::new(), shown(text), String::new()] },
    });
    let new = come.iter().enumerate().map(|(at, text)| DiffLine {
        sign: '+',
        parts: if at < pairs { parts(text, gone[at]) } else { [String::new(), shown(text), String::new()] },
    });
    lines.extend(old.chain(new));
    gone.clear();
    come.clear();
}

/// `text` in three parts; the one in the middle is no part of `other`.
fn parts(text: &str, other: &str) -> [String; 3] {
    let (own, other) = (shown(text), shown(other));
    let same = |(a, b): &(char, char)| a == b;
    let (own_chars, other_chars): (Vec<char>, Vec<char>) = (own.chars().collect(), other.chars().collect());
    let pairs = || own_chars.iter().copied().zip(other_chars.iter().copied());
    let is_word = |at: usize, text: &[char]| text.get(at).is_some_and(|char| char.is_alphanumeric());
    let mut start = pairs().take_while(same).count();
    // A word that differs in part is shown whole.
    if is_word(start, &own_chars) || is_word(start, &other_chars) {
        start -= own_chars[..start].iter().rev().take_while(|char| char.is_alphanumeric()).count();
    }
    let backwards = own_chars[start..].iter().rev().copied().zip(other_chars[start..].iter().rev().copied());
    let end = own_chars.len() - backwards.take_while(same).count();
    let text = |range: std::ops::Range<usize>| own_chars[range].iter().collect();
    [text(0..start), text(start..end), text(end..own_chars.len())]
}

/// A line without its end, and not longer than anybody reads.
fn shown(line: &str) -> String {
    let line = line.trim_end_matches(['\r', '\n']);
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(change: &TextChange) -> String {
        let lines = change.lines.iter();
        lines.map(|DiffLine { sign, parts: [a, b, c] }| format!("{sign}{a}[{b}]{c}\n")).collect()
    }

    #[test]
    fn a_change_in_a_line_shows_the_part_that_differs() {
        let before = "+++\ntitle = \"A\"\n+++\n\n## Les 4 {#les-4}\r\n\nText\n";
        let after = before.replace("{#les-4}", "{#les-4 assessed=c3.3}");
        let change = TextChange::new(&SourcePath::new("content/a.md"), before, &after);
        assert_eq!(change.line, 5);
        assert_eq!(text(&change), " []\n-## Les 4 {#les-4[]}\n+## Les 4 {#les-4[ assessed=c3.3]}\n []\n");
    }

    #[test]
    fn a_word_that_differs_in_part_is_shown_whole() {
        let (before, after) = ("[\"M02\", \"M03\", \"M04\"]\n", "[\"M02\", \"M04\"]\n");
        let change = TextChange::new(&SourcePath::new("content/a.md"), before, after);
        assert_eq!(text(&change), "-[\"M02\", \"[M03\", \"]M04\"]\n+[\"M02\", \"[]M04\"]\n");
    }

    #[test]
    fn lines_that_go_or_come_are_shown_whole_and_only_so_many() {
        let path = SourcePath::new("content/a.md");
        assert_eq!(text(&TextChange::new(&path, "a\nb\n", "a\n")), " a[]\n-[b]\n");
        let many = TextChange::new(&path, "", &"x\n".repeat(LINES + 7));
        assert_eq!((many.lines.len(), many.more), (LINES, 7));
        let same = TextChange::new(&path, "a\n", "a\n");
        assert_eq!((same.line, same.lines.len()), (1, 0));
    }
}
