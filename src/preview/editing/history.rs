//! The edits of a session, to be taken back and made again.
//!
//! Every edit is kept with the whole text of its files before and after it. It is taken back only from a text that is
//! still what the edit made of it: whoever writes has to compare.

use std::collections::VecDeque;

use crate::edit::FileEdit;

/// Edits that can be taken back; the oldest is forgotten for one more.
const REMEMBERED: usize = 2_000;
/// The same in bytes of their texts.
const REMEMBERED_BYTES: usize = 256 << 20;

/// The edits of a session.
#[derive(Debug, Default)]
pub struct EditHistory {
    done: VecDeque<Vec<FileEdit>>,
    undone: Vec<Vec<FileEdit>>,
    bytes: usize,
}

/// Which way to go in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Takes the last edit back.
    Undo,
    /// Makes the edit again that was taken back last.
    Redo,
}

impl EditHistory {
    /// Notes an edit that was made. An edit that was taken back before it cannot be made again.
    pub fn note(&mut self, files: Vec<FileEdit>) {
        self.undone.clear();
        self.bytes += size(&files);
        self.done.push_back(files);
        while self.done.len() > REMEMBERED || (self.bytes > REMEMBERED_BYTES && self.done.len() > 1) {
            let forgotten = self.done.pop_front();
            self.bytes -= forgotten.as_deref().map_or(0, size);
        }
    }

    /// The edit that goes one step `way`; none at the end of the history.
    pub fn step(&self, way: Way) -> Option<Vec<FileEdit>> {
        match way {
            Way::Undo => self.done.back().map(|files| files.iter().filter_map(FileEdit::reversed).collect()),
            Way::Redo => self.undone.last().cloned(),
        }
    }

    /// The files that the step `way` takes away: those that the edit made.
    pub fn gone(&self, way: Way) -> Vec<FileEdit> {
        let edit = self.done.back().filter(|_| way == Way::Undo);
        edit.into_iter().flatten().filter(|file| file.before.is_none()).cloned().collect()
    }

    /// Notes that the step [`EditHistory::step`] was made.
    pub fn went(&mut self, way: Way) {
        match way {
            Way::Undo => {
                if let Some(files) = self.done.pop_back() {
                    self.bytes -= size(&files);
                    self.undone.push(files);
                }
            }
            Way::Redo => {
                if let Some(files) = self.undone.pop() {
                    self.bytes += size(&files);
                    self.done.push_back(files);
                }
            }
        }
    }

    /// Whether there is a step `way`.
    pub fn can(&self, way: Way) -> bool {
        match way {
            Way::Undo => !self.done.is_empty(),
            Way::Redo => !self.undone.is_empty(),
        }
    }
}

fn size(files: &[FileEdit]) -> usize {
    files.iter().map(|file| file.after.len() + file.before.as_deref().map_or(0, str::len)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::TextEdit;
    use crate::text::{SourcePath, Span};

    fn edit(before: &str, after: &str) -> Vec<FileEdit> {
        let path = SourcePath::new("content/a.md");
        let all = TextEdit { span: Span::new(0..before.len()), replacement: after.to_owned() };
        vec![FileEdit::new(path, before, vec![all])]
    }

    #[test]
    fn edits_are_taken_back_and_made_again_in_order() {
        let mut history = EditHistory::default();
        assert!(!history.can(Way::Undo) && history.step(Way::Redo).is_none());
        history.note(edit("a", "b"));
        history.note(edit("b", "c"));
        assert_eq!(history.step(Way::Undo), Some(edit("c", "b")));
        history.went(Way::Undo);
        assert_eq!(history.step(Way::Undo), Some(edit("b", "a")));
        assert_eq!(history.step(Way::Redo), Some(edit("b", "c")));
        history.went(Way::Redo);
        assert!(!history.can(Way::Redo));
        assert_eq!(history.step(Way::Undo), Some(edit("c", "b")));
    }

    #[test]
    fn a_new_edit_takes_the_place_of_those_that_were_taken_back() {
        let mut history = EditHistory::default();
        history.note(edit("a", "b"));
        history.went(Way::Undo);
        history.note(edit("a", "c"));
        assert!(!history.can(Way::Redo));
        assert_eq!(history.step(Way::Undo), Some(edit("c", "a")));
    }

    #[test]
    fn the_oldest_edits_are_forgotten() {
        let mut history = EditHistory::default();
        for number in 0..REMEMBERED + 10 {
            history.note(edit(&number.to_string(), &(number + 1).to_string()));
        }
        let mut steps = 0;
        while history.can(Way::Undo) {
            history.went(Way::Undo);
            steps += 1;
        }
        assert_eq!((steps, history.bytes), (REMEMBERED, 0));
    }
}
