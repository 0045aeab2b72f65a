//! What an import asks a person, and the ways to answer it: on the command line by an option, which the help names, and on
//! the page that makes a site by a field of its own.

use crate::diagnostics::Message;

/// A question that a person has to answer before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The doubt, as a question.
    pub text: Message,
    /// How to answer it on the command line.
    pub help: Message,
    /// The answers among which a person chooses.
    pub answer: Answer,
    /// The way out where none of them is right, which is to be done in the document.
    pub otherwise: Message,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// By a change of the document alone.
    Document,
    /// By a level for each of these marks.
    Levels(Vec<String>),
    /// By one of these.
    OneOf(Vec<Choice>),
    /// By a text for each of these, or for some of them.
    Texts(Vec<TextField>),
}

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub label: Message,
    /// The options of the command line that say it, such as `--modules=3`.
    pub arguments: Vec<String>,
}

/// A text that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextField {
    /// What it is about.
    pub label: Message,
    /// What stands before it on the command line, such as `--modules=`.
    pub argument: String,
    /// The text that is likely.
    pub likely: String,
}

impl Question {
    /// A question that is answered by `answer`.
    pub(super) fn new(text: Message, help: Message, answer: Answer) -> Self {
        Self { text, help, answer, otherwise: Message::none() }
    }

    /// A question that only a change of the document answers, as `help` says.
    pub(super) fn of_document(text: Message, help: Message) -> Self {
        Self { text, help: help.clone(), answer: Answer::Document, otherwise: help }
    }

    /// The same with what is to be done in the document where no answer is right.
    pub(super) fn otherwise(mut self, otherwise: Message) -> Self {
        self.otherwise = otherwise;
        self
    }
}

impl Answer {
    /// By a level for each of `marks`.
    pub(super) fn levels<T: ToString>(marks: impl IntoIterator<Item = T>) -> Self {
        Self::Levels(marks.into_iter().map(|mark| mark.to_string()).collect())
    }
}

impl Choice {
    pub(super) fn new(label: Message, arguments: Vec<String>) -> Self {
        Self { label, arguments }
    }
}

impl TextField {
    pub(super) fn new(label: Message, argument: &str) -> Self {
        Self { label, argument: argument.to_owned(), likely: String::new() }
    }
}
