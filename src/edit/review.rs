//! Takes answered claims out of a review: `[open]` loses the module, and an item without modules its row. Everything
//! else of the file stays as it is written.

use super::TextEdit;
use crate::diagnostics::Problems;
use crate::sources::SourceFile;
use crate::syntax::ReviewFile;
use crate::text::{Span, toml_string};

/// The edits that take the claims out of `file`, a review, of which `is_answered` says so, asked with the id of the item and
/// the name of the module as they are written.
pub(super) fn answered(file: &SourceFile, is_answered: impl Fn(&str, &str) -> bool) -> Vec<TextEdit> {
    let text: &str = &file.text;
    let review = ReviewFile::parse(file, &mut Problems::default());
    let mut edits = Vec::new();
    let mut rows = 0;
    for (id, modules) in &review.open {
        let left: Vec<String> = modules
            .iter()
            .filter(|name| !is_answered(&id.value, &name.value))
            .map(|name| toml_string(&name.value))
            .collect();
        rows += usize::from(!left.is_empty());
        let Some(last) = modules.last().filter(|_| left.len() < modules.len()) else { continue };
        let start = text[..id.span.range().start].rfind('\n').map_or(0, |at| at + 1);
        let from = last.span.range().end;
        let end = text[from..].find(']').map_or(text.len(), |at| from + at + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        let (end, replacement) = match left.as_slice() {
            [] => (line_end, String::new()),
            left => (end, format!("{} = [{}]", toml_string(&id.value), left.join(", "))),
        };
        edits.push(TextEdit { span: Span::new(start..end), replacement });
    }
    if rows == 0 && !edits.is_empty() {
        let header = text.match_indices("[open]").map(|(at, _)| at);
        let header = header.filter(|at| *at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n')).last();
        if let Some(start) = header {
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
            edits.push(TextEdit { span: Span::new(start..end), replacement: String::new() });
        }
    }
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::FileEdit;
    use crate::text::SourcePath;

    #[test]
    fn an_answer_takes_the_claim_out_and_nothing_else() {
        let text = "to = \"3\" # now\n\n[open]\n\"c4.6\" = [\"M05\", \"M06\"] # hard\n\"c1\" = [\"M05\"]\n";
        let without = |text: &str, ids: &[&str], names: &[&str]| {
            let path = SourcePath::new("content/profiles/a.review.toml");
            let file = SourceFile::new(path.clone(), text.as_bytes());
            let edits = answered(&file, |id, name| ids.contains(&id) && names.contains(&name));
            FileEdit::new(path, text, edits).after
        };
        let first = without(text, &["c4.6", "c9"], &["M05", "m05-klachten"]);
        assert_eq!(first, text.replace("\"M05\", \"M06\"", "\"M06\""));
        let second = without(&first, &["c4.6"], &["M06"]);
        assert_eq!(second, "to = \"3\" # now\n\n[open]\n\"c1\" = [\"M05\"]\n");
        assert_eq!(without(&second, &["c1"], &["M05"]).trim_end(), "to = \"3\" # now");
        assert_eq!(without(text, &["c4.6"], &["M07"]), text);
    }
}
