//! The change of one file: its text before, the edits in it, and the text after them. What brings a wanted coverage into a
//! site is a list of these.

use super::{TextEdit, apply};
use crate::diagnostics::Message;
use crate::text::{SourcePath, Span};

/// A file that changes or comes to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path in the site.
    pub path: SourcePath,
    /// Its text now; none for a new file.
    pub before: Option<String>,
    /// The changes in it, in order and without overlap.
    pub edits: Vec<TextEdit>,
    /// Its text afterwards.
    pub after: String,
}

impl FileEdit {
    /// The one edit that makes `after` of `before`.
    pub(super) fn of_difference(path: SourcePath, before: &str, after: &str) -> Self {
        let common = |one: &mut dyn Iterator<Item = (char, char)>| -> usize {
            one.take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
        };
        let start = common(&mut before.chars().zip(after.chars()));
        let end = common(&mut before[start..].chars().rev().zip(after[start..].chars().rev()));
        let span = Span::new(start..before.len() - end);
        let replacement = after[start..after.len() - end].to_owned();
        Self::new(path, before, vec![TextEdit { span, replacement }])
    }

    /// `edits` in a file with this text.
    pub fn new(path: SourcePath, before: &str, edits: Vec<TextEdit>) -> Self {
        let after = apply(before, &edits);
        Self { path, before: Some(before.to_owned()), edits, after }
    }

    /// A file that is not there yet.
    pub fn of_new_file(path: SourcePath, text: String) -> Self {
        let edits = vec![TextEdit { span: Span::at(0), replacement: text.clone() }];
        Self { path, before: None, edits, after: text }
    }

    /// The edit that undoes this one; none for a new file, which would have to be removed.
    pub fn reversed(&self) -> Option<Self> {
        let before = self.before.as_ref()?;
        let mut edits = Vec::new();
        let mut longer: i64 = 0;
        for edit in &self.edits {
            let start = usize::try_from(i64::from(edit.span.start) + longer).unwrap_or_default();
            let span = Span::new(start..start + edit.replacement.len());
            edits.push(TextEdit { span, replacement: before[edit.span.range()].to_owned() });
            let (old, new) = (edit.span.range().len(), edit.replacement.len());
            longer += i64::try_from(new).unwrap_or(i64::MAX) - i64::try_from(old).unwrap_or(i64::MAX);
        }
        Some(Self { path: self.path.clone(), before: Some(self.after.clone()), edits, after: before.clone() })
    }
}

/// The changes to be written.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    /// The files, by their paths.
    pub files: Vec<FileEdit>,
    /// The number of new claims.
    pub added: usize,
    /// The number of claims that are taken out.
    pub removed: usize,
    /// The number of claims that stood already.
    pub standing: usize,
    /// The claims of whole modules that the matrix does not have and that stay, such as `c1.1 in M01`.
    pub others: Vec<String>,
    /// The claims that stay although the matrix says otherwise.
    pub notes: Vec<Message>,
    /// Why nothing may be written.
    pub conflicts: Vec<Message>,
}
