//! Changes the TOML between the lines `+++` of a file. Each line that stays keeps its own end, whatever the ends of the
//! others are; a new line ends as the one before it.

use similar::{DiffOp, TextDiff};
use toml_edit::DocumentMut;

use super::{EditError, TextEdit, difference};
use crate::syntax;
use crate::text::Span;

/// The edits that make `change` in the front matter of `text`. A file without front matter gets one.
pub(super) fn change_front_matter(
    text: &str,
    change: impl FnOnce(&mut DocumentMut) -> Result<(), EditError>,
) -> Result<Vec<TextEdit>, EditError> {
    let front = syntax::front_matter(text).map_err(|()| EditError::NoFrontMatter)?;
    let raw = front.clone().map_or("", |range| &text[range]);
    let before = raw.replace("\r\n", "\n");
    let mut document: DocumentMut = before.parse().map_err(|_| EditError::NotToml)?;
    change(&mut document)?;
    let mut after = document.to_string();
    if !after.is_empty() && !after.ends_with('\n') {
        after.push('\n');
    }
    let Some(range) = front else {
        let line_end = line_end_at(text, 0);
        let after = after.replace('\n', line_end);
        let replacement = format!("+++{line_end}{after}+++{line_end}{line_end}");
        return Ok(vec![TextEdit { span: Span::at(0), replacement }]);
    };
    let edits = line_differences(&before, &after).into_iter().map(|edit| {
        let (start, end) =
            (whole_offset(raw, edit.span.range().start), whole_offset(raw, edit.span.range().end));
        let replacement = edit.replacement.replace('\n', line_end_at(text, range.start + start));
        TextEdit { span: Span::new(start..end).shifted(range.start), replacement }
    });
    Ok(edits.collect())
}

/// The edits between two texts, one for each run of lines that differ, each as small as it can be.
fn line_differences(before: &str, after: &str) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(before, after);
    let starts = |text: &str| -> Vec<usize> {
        let lines = text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        });
        std::iter::once(0).chain(lines).collect()
    };
    let (old, new) = (starts(before), starts(after));
    let mut edits = Vec::new();
    for op in diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (lines, others) = (op.old_range(), op.new_range());
        let (from, to) = (old[lines.start], old[lines.end]);
        edits.extend(difference(&before[from..to], &after[new[others.start]..new[others.end]], from));
    }
    edits
}

/// Where the byte `offset` of a text with plain line ends stands in `raw`, the same text with its own.
fn whole_offset(raw: &str, offset: usize) -> usize {
    let mut at = offset;
    for (before, (carriage, _)) in raw.match_indices("\r\n").enumerate() {
        // So many are left out before this one.
        if carriage - before >= offset {
            break;
        }
        at += 1;
    }
    at
}

/// The end of the line of `text` at byte `at`, or of the line before the last.
fn line_end_at(text: &str, at: usize) -> &'static str {
    let is_wide = |end: usize| text[..end].ends_with('\r');
    let next = text[at..].find('\n').map(|found| at + found);
    match next.or_else(|| text[..at].rfind('\n')) {
        Some(end) if is_wide(end) => "\r\n",
        Some(_) | None => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    fn changed(text: &str, change: impl FnOnce(&mut DocumentMut)) -> String {
        let edits = change_front_matter(text, |document| {
            change(document);
            Ok(())
        });
        apply(text, &edits.unwrap())
    }

    #[test]
    fn every_line_keeps_its_end() {
        let text = "+++\ntitle = \"A\"\r\nhours = 1\n# last\r\n+++\r\nText\nText\r\n";
        let after = changed(text, |document| {
            document["hours"] = toml_edit::value(2);
            document["code"] = toml_edit::value("B");
        });
        assert_eq!(after, "+++\ntitle = \"A\"\r\nhours = 2\ncode = \"B\"\n# last\r\n+++\r\nText\nText\r\n");
        let one = changed("+++\ntitle = \"A\"\n+++\nText\r\n", |document| {
            document["code"] = toml_edit::value("B");
        });
        assert_eq!(one, "+++\ntitle = \"A\"\ncode = \"B\"\n+++\nText\r\n");
    }

    #[test]
    fn lines_between_two_changes_are_not_touched() {
        let text = "+++\r\na = 1\r\nb = 1\nc = 1\r\n+++\r\n";
        let edits = change_front_matter(text, |document| {
            document["a"] = toml_edit::value(2);
            document["c"] = toml_edit::value(2);
            Ok(())
        });
        assert_eq!(edits.as_ref().map(Vec::len), Ok(2));
        assert_eq!(apply(text, &edits.unwrap()), "+++\r\na = 2\r\nb = 1\nc = 2\r\n+++\r\n");
    }
}
