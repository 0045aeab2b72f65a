//! Why an edit is not made: a sentence for a person, and what to do instead.

use std::fmt;

use serde::Serialize;

use crate::model::NotFound;
use crate::text::{LineIndex, SourcePath};

/// Why nothing is changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Refusal {
    /// The intent that cannot be carried out, by its place in the list; none where all of them together cannot.
    pub intent: Option<usize>,
    /// The obstacle.
    pub message: String,
    /// The advice; empty where nothing helps.
    pub help: String,
    /// The file in which it stands.
    pub file: Option<String>,
    /// The line in that file, from 1.
    pub line: Option<usize>,
}

impl Refusal {
    /// A refusal that says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// The same with what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
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

    /// That there is no `what` called `name`, or that there are several.
    pub(super) fn name(what: &str, name: &str, why: &NotFound) -> Self {
        let listed = |names: &[String]| format!("`{}`", names.join("`, `"));
        match why {
            NotFound::Unknown(near) if near.is_empty() => Self::new(format!("there is no {what} `{name}`")),
            NotFound::Unknown(near) => Self::new(format!("there is no {what} `{name}`"))
                .help(format!("did you mean {}?", listed(near))),
            NotFound::Ambiguous(choices) => Self::new(format!("`{name}` can mean more than one {what}"))
                .help(format!("write one of {}", listed(choices))),
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
        f.write_str(&self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "; {}", self.help) }
    }
}

impl std::error::Error for Refusal {}
