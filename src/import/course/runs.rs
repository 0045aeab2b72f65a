//! Brings the runs of a line into the form in which a person would have written them. Word processors cut a line
//! wherever somebody once clicked, make the space behind a bold word bold, and put spaces at the ends of lines; none of
//! that means anything, and as markdown it would be wrong or ugly.

use crate::import::course::text::{Format, Run, RunContent};

/// `runs` with single spaces and none at the end of a line or of a formatted run; neighbours of one format are joined.
pub fn tidied(runs: Vec<Run>) -> Vec<Run> {
    let mut runs: Vec<Run> = runs.into_iter().flat_map(parted).collect();
    plain_spaces(&mut runs);
    let mut tidy = joined(single_spaces(runs));
    let is_edge = |run: Option<&Run>| run.is_none_or(|run| run.content == RunContent::Break);
    for at in 0..tidy.len() {
        let (after_edge, before_edge) =
            (is_edge(at.checked_sub(1).map(|at| &tidy[at])), is_edge(tidy.get(at + 1)));
        let RunContent::Words(words) = &mut tidy[at].content else { continue };
        if after_edge {
            *words = words.trim_start().to_owned();
        }
        if before_edge {
            words.truncate(words.trim_end().len());
        }
    }
    tidy.retain(|run| run.content != RunContent::Words(String::new()));
    // A break at the end of a line breaks nothing.
    while tidy.last().is_some_and(|run| run.content == RunContent::Break) {
        tidy.pop();
    }
    let first = tidy.iter().position(|run| run.content != RunContent::Break).unwrap_or(tidy.len());
    tidy.drain(..first);
    // Two breaks would end the paragraph.
    tidy.dedup_by(|next, before| next.content == RunContent::Break && before.content == RunContent::Break);
    tidy
}

/// `run` in pieces that are either white space or have none at their ends.
fn parted(run: Run) -> Vec<Run> {
    let RunContent::Words(words) = &run.content else { return vec![run] };
    let words: String = words.chars().filter(|c| !is_dropped(*c)).map(as_space).collect();
    let (start, end) = (words.len() - words.trim_start().len(), words.trim_end().len());
    let pieces = if start >= end {
        [words.as_str(), "", ""]
    } else {
        [&words[..start], &words[start..end], &words[end..]]
    };
    let piece = |words: &str| Run { content: RunContent::Words(words.to_owned()), ..run.clone() };
    pieces.into_iter().filter(|words| !words.is_empty()).map(piece).collect()
}

/// Signs without a meaning of their own in running text: where a word may be divided, and what cannot be seen.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{feff}' | '\u{200b}') || (c.is_control() && !c.is_whitespace())
}

fn as_space(c: char) -> char {
    if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' { ' ' } else { c }
}

/// Gives white space the form that the words on both sides of it share.
fn plain_spaces(runs: &mut [Run]) {
    for at in 0..runs.len() {
        if !is_space(&runs[at]) {
            continue;
        }
        let neighbour = |found: Option<&Run>| found.filter(|run| run.content != RunContent::Break).cloned();
        let before = neighbour(at.checked_sub(1).map(|at| &runs[at]));
        let after = neighbour(runs[at + 1..].iter().find(|run| !is_space(run)));
        let (format, link) = match (before, after) {
            (Some(before), Some(after)) => (
                before.format.shared(after.format),
                before.link.filter(|link| Some(link) == after.link.as_ref()),
            ),
            _ => (Format::default(), None),
        };
        runs[at].format = format;
        runs[at].link = link;
    }
}

fn is_space(run: &Run) -> bool {
    matches!(&run.content, RunContent::Words(words) if words.trim().is_empty())
}

/// Runs in which no two spaces follow each other, also not from one run to the next.
fn single_spaces(runs: Vec<Run>) -> impl Iterator<Item = Run> {
    let mut after_space = false;
    runs.into_iter().map(move |mut run| {
        let RunContent::Words(words) = &mut run.content else {
            after_space = false;
            return run;
        };
        words.retain(|c| {
            let keep = c != ' ' || !after_space;
            after_space = c == ' ';
            keep
        });
        run
    })
}

/// Joins neighbours of the same form.
fn joined(runs: impl Iterator<Item = Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        if let (Some(last), RunContent::Words(words)) = (joined.last_mut(), &run.content)
            && last.format == run.format
            && last.link == run.link
            && let RunContent::Words(before) = &mut last.content
        {
            before.push_str(words);
        } else {
            joined.push(run);
        }
    }
    joined
}

impl Format {
    /// The looks that both have.
    fn shared(self, other: Self) -> Self {
        Self {
            strong: self.strong && other.strong,
            emphasis: self.emphasis && other.emphasis,
            struck: self.struck && other.struck,
            raised: self.raised && other.raised,
            lowered: self.lowered && other.lowered,
            code: self.code && other.code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(words: &str) -> Run {
        Run::formatted(RunContent::Words(words.to_owned()), Format { strong: true, ..Format::default() })
    }

    #[test]
    fn what_somebody_once_clicked_on_is_one_piece_again() {
        let runs =
            vec![Run::words(" Vraag "), strong("al"), strong("tijd  "), strong(" door"), Run::words(" ")];
        assert_eq!(tidied(runs), [Run::words("Vraag "), strong("altijd door")]);
    }

    #[test]
    fn spaces_at_the_ends_of_what_is_bold_are_plain() {
        let runs = vec![strong("Let op: "), Run::words("heet"), strong(" "), Run::words(" water\t")];
        assert_eq!(tidied(runs), [strong("Let op:"), Run::words(" heet water")]);
    }

    #[test]
    fn breaks_stand_only_between_words() {
        let line_break = || Run::formatted(RunContent::Break, Format::default());
        let runs =
            vec![line_break(), Run::words("a "), line_break(), line_break(), Run::words(" b"), line_break()];
        assert_eq!(tidied(runs), [Run::words("a"), line_break(), Run::words("b")]);
    }
}
