//! Why an edit is not made: a sentence for a person, and what to do instead.

use std::fmt;

use crate::diagnostics::{Message, did_you_mean, one_of, say};
use crate::model::NotFound;
use crate::text::{LineIndex, SourcePath};

/// Why nothing is changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// The intent that cannot be carried out, by its place in the list; none where all of them together cannot.
    pub intent: Option<usize>,
    /// The obstacle.
    pub message: Message,
    /// The advice; empty where nothing helps.
    pub help: Message,
    /// The file in which it stands.
    pub file: Option<String>,
    /// The line in that file, from 1.
    pub line: Option<usize>,
}

impl Refusal {
    /// A refusal that says `message`.
    pub fn new(message: Message) -> Self {
        Self { message, ..Self::default() }
    }

    /// The same with what to do.
    pub fn help(self, help: Message) -> Self {
        Self { help, ..self }
    }

    /// The same for a place in a file with this `text`.
    pub(super) fn at(self, path: &SourcePath, text: &str, offset: usize) -> Self {
        let line = LineIndex::new(text).position(offset).line;
        Self { file: Some(path.to_string()), line: Some(line), ..self }
    }

    /// The same for a file.
    pub(super) fn file(self, path: &SourcePath) -> Self {
        Self { file: Some(path.to_string()), ..self }
    }

    /// The same for the intent with this number.
    pub(super) fn of_intent(self, intent: usize) -> Self {
        Self { intent: Some(intent), ..self }
    }

    /// That nothing of the kind is called `name`, or that there are several.
    pub(super) fn name(kind: NamedKind, name: &str, why: &NotFound) -> Self {
        match why {
            NotFound::Unknown(near) => {
                let near: Vec<&str> = near.iter().map(String::as_str).collect();
                Self::new(kind.unknown(name)).help(did_you_mean(&near, Message::none()))
            }
            NotFound::Draft(path) => Self::new(kind.draft(name))
                .help(say!("take `draft = true` out of `{path}` first", path))
                .file(path),
            NotFound::Several(advice) => Self::new(kind.unknown(name)).help(advice.clone()),
            NotFound::Ambiguous(choices) => {
                let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
                Self::new(kind.ambiguous(name)).help(say!("write {names}", names = one_of(&choices)))
            }
        }
    }
}

/// The kind of thing that an intent names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedKind {
    Item,
    Module,
    Programme,
}

impl NamedKind {
    fn unknown(self, name: &str) -> Message {
        match self {
            Self::Item => say!("there is no item `{name}`", name),
            Self::Module => say!("there is no module `{name}`", name),
            Self::Programme => say!("there is no programme `{name}`", name),
        }
    }

    fn draft(self, name: &str) -> Message {
        match self {
            Self::Item => say!("item `{name}` is of a profile that is a draft", name),
            Self::Module => say!("module `{name}` is a draft", name),
            Self::Programme => say!("programme `{name}` is a draft", name),
        }
    }

    fn ambiguous(self, name: &str) -> Message {
        match self {
            Self::Item => say!("`{name}` can mean more than one item", name),
            Self::Module => say!("`{name}` can mean more than one module", name),
            Self::Programme => say!("`{name}` can mean more than one programme", name),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, _) => {}
        }
        f.write_str(&self.message.english())?;
        if self.help.is_none() { Ok(()) } else { write!(f, "; {}", self.help.english()) }
    }
}

impl std::error::Error for Refusal {}
