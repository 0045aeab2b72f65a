//! Reads and writes files of cases: what is written again is what was read, but for the outcomes.

use std::fmt;

/// A file of cases.
pub(crate) struct CaseFile {
    /// The heading of the file.
    pub(crate) title: String,
    /// The cases, in their order.
    pub(crate) cases: Vec<Case>,
    /// What stands before the first case.
    start: String,
}

/// One case.
pub(crate) struct Case {
    /// The heading of the case.
    pub(crate) name: String,
    /// What is tried.
    pub(crate) input: Input,
    /// What comes of it.
    pub(crate) outcome: String,
    /// The words between heading and input.
    words: String,
}

/// What a case tries.
pub(crate) enum Input {
    /// A script for `sh`, which stands in a fresh site.
    Script(String),
    /// Requests to a preview, each as it is sent.
    Request(String),
}

impl CaseFile {
    pub(crate) fn parse(text: &str) -> Self {
        // A heading inside a script is none of ours.
        let (mut starts, mut at, mut is_input) = (Vec::new(), 0, false);
        for line in text.split_inclusive('\n') {
            is_input ^= line.starts_with("~~~~");
            if !is_input && line.starts_with("## ") {
                starts.push(at);
            }
            at += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let cases = starts.iter().zip(ends).map(|(start, end)| Case::parse(&text[start + 3..end]));
        let start = text[..starts.first().copied().unwrap_or(text.len())].to_owned();
        let title = start.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        Self { title, cases: cases.collect(), start }
    }
}

impl Case {
    fn parse(text: &str) -> Self {
        let (name, rest) = text.split_once('\n').unwrap();
        let (words, rest) = rest.split_once("~~~~").unwrap_or_else(|| panic!("{name} has no input"));
        let (kind, rest) = rest.split_once('\n').unwrap();
        let (input, rest) = rest.split_once("~~~~\n").unwrap_or_else(|| panic!("{name} is not closed"));
        let outcome = rest.trim().trim_start_matches("~~~~text\n").trim_end_matches("~~~~");
        let input = match kind {
            "sh" => Input::Script(input.to_owned()),
            "http" => Input::Request(input.to_owned()),
            other => panic!("{name} has input of kind {other}"),
        };
        Self { name: name.to_owned(), input, outcome: outcome.to_owned(), words: words.to_owned() }
    }
}

impl fmt::Display for CaseFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cases: Vec<String> = self.cases.iter().map(|case| format!("## {case}")).collect();
        write!(f, "{}{}", self.start, cases.join("\n"))
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, input) = match &self.input {
            Input::Script(text) => ("sh", text),
            Input::Request(text) => ("http", text),
        };
        let Self { name, words, outcome, .. } = self;
        write!(f, "{name}\n{words}~~~~{kind}\n{input}~~~~\n\n~~~~text\n{outcome}~~~~\n")
    }
}
