//! Why a document or a table is no list of outcomes.

use crate::diagnostics::{Message, say};
use crate::import::outcomes::{Doubt, Options};
use crate::import::question::{Answer, Choice, Question};
use crate::import::wording::shortened;
use crate::text::SourcePath;

/// Why a table is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoList {
    /// It holds something else.
    Other,
    /// It may be one, and what is asked then.
    Unclear(Box<Question>),
    /// It has these codes, and none of them is asked for.
    NoneFits(Vec<String>),
}

impl NoList {
    /// A table in which one of `columns` holds the outcomes, each with how it is shown, and nothing says which: `text`.
    pub(super) fn which_column(text: Message, columns: &[(&str, Message)]) -> Self {
        let first = columns.first().map_or("", |(name, _)| *name);
        let help = say!("say which: `--columns text={column}`", column = first);
        let choice = |(name, shown): &(&str, Message)| {
            Choice::new(shown.clone(), vec![format!("--columns=text={name}")])
        };
        let answer = Answer::OneOf(columns.iter().map(choice).collect());
        Self::Unclear(Box::new(Question::new(text, help, answer)))
    }

    /// The error that asks its reader to decide; none for a document that holds something else.
    pub(super) fn doubt(&self, file: &SourcePath, options: &Options) -> Option<Box<Doubt>> {
        let question = match self {
            Self::Other => return None,
            Self::Unclear(asked) => {
                let text = say!("this may be a list of outcomes, but {asked}", asked = &asked.text);
                Question { text, ..(**asked).clone() }
            }
            Self::NoneFits(codes) => {
                let patterns: Vec<String> = options.items.iter().map(|item| format!("`{item}`")).collect();
                let mut known = codes.clone();
                known.dedup();
                let known = match &known[..] {
                    [] => say!("no outcome has a code"),
                    known => say!("the codes are {codes}", codes = shortened(known)),
                };
                let text = say!("no code fits {patterns}; {known}", patterns = patterns.join(", "), known);
                Question::of_document(text, Message::none())
            }
        };
        Some(Box::new(Doubt::new(file, question)))
    }
}
