//! The kinds of mistakes that the TOML reader finds.
//!
//! The reader has a place and a sentence for each mistake, and no kind. Here is the only spot that knows its sentences,
//! each as it begins: up to the first comma or the end of its line. A sentence that is not in the table is of no known
//! kind, so that the worst a new wording can do is to make a message less helpful. The test holds each sentence to a text
//! for which the reader says it.

/// A kind of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TomlFault {
    /// A text without quotes.
    Unquoted,
    /// A text in double quotes that is not closed.
    UnclosedText,
    /// A text in single quotes that is not closed.
    UnclosedLiteral,
    /// A backslash that stands before nothing that it could escape.
    Escape,
    /// A name that is there already.
    Twice,
    /// Something behind a value.
    BehindValue,
    /// A line without `=`, or with more than a name before it.
    Name,
    /// `[covers` without its bracket.
    UnclosedTable,
    /// `[[terms` without its brackets.
    UnclosedTables,
    /// A list without its bracket.
    UnclosedList,
    /// Two values of a list with no comma between them.
    NoComma,
    /// A number that begins with a zero.
    LeadingZero,
    /// A day or a time that the calendar does not have, or that is written another way.
    Day,
    /// Values within values, deeper than anything that is read.
    TooDeep,
    /// A value that looks like true or false.
    NoBoolean,
    /// A text with a quote at its end alone.
    Unopened,
    /// A line that begins with `=`.
    Nameless,
    /// A text of several lines that is not closed.
    UnclosedLines,
    /// A table on one line without its brace.
    UnclosedInline,
    /// Any other.
    Other,
}

/// How the sentences of the reader begin.
const SENTENCES: [(&str, TomlFault); 23] = [
    ("string values must be quoted", TomlFault::Unquoted),
    ("invalid basic string", TomlFault::UnclosedText),
    ("invalid literal string", TomlFault::UnclosedLiteral),
    ("missing escaped value", TomlFault::Escape),
    ("duplicate key", TomlFault::Twice),
    ("unexpected key or value", TomlFault::BehindValue),
    ("key with no value", TomlFault::Name),
    ("invalid unquoted key", TomlFault::Name),
    ("unclosed table", TomlFault::UnclosedTable),
    ("unclosed array table", TomlFault::UnclosedTables),
    ("unclosed array", TomlFault::UnclosedList),
    ("missing comma between array elements", TomlFault::NoComma),
    ("unexpected leading zero", TomlFault::LeadingZero),
    ("invalid date", TomlFault::Day),
    ("invalid time", TomlFault::Day),
    ("invalid date-time", TomlFault::Day),
    ("invalid boolean", TomlFault::NoBoolean),
    ("missing opening quote", TomlFault::Unopened),
    ("unquoted keys cannot be empty", TomlFault::Nameless),
    ("invalid multi-line basic string", TomlFault::UnclosedLines),
    ("unclosed inline table", TomlFault::UnclosedInline),
    ("cannot recurse further; max recursion depth met", TomlFault::TooDeep),
    ("recursion limit", TomlFault::TooDeep),
];

impl TomlFault {
    /// The kind of the mistake that the reader reports in the sentence `reported`.
    pub(super) fn of(reported: &str) -> Self {
        let start = reported.split([',', '\n']).next().unwrap_or_default();
        SENTENCES.iter().find(|(sentence, _)| *sentence == start).map_or(Self::Other, |(_, fault)| *fault)
    }

    /// Whether the keys below it have landed in another table than their author meant.
    pub(super) fn misplaces_keys(self) -> bool {
        matches!(self, Self::UnclosedTable | Self::UnclosedTables)
    }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::SENTENCES;

    #[test]
    fn the_reader_says_each_sentence_of_the_table() {
        let deep = format!("a = {}{}", "[".repeat(200), "]".repeat(200));
        let deep_key = format!("[{}a]", "a.".repeat(200));
        let texts = [
            "a = b",
            "a = \"b",
            "a = 'b",
            "a = \"\\w\"",
            "a = 1\na = 2",
            "a = 4,5",
            "a",
            "ä = 1",
            "[a",
            "[[a",
            "a = [1",
            "a = [\"b\" \"c\"]",
            "a = 01",
            "a = 2024-13-01",
            "a = 25:00:00",
            "a = 2024-01-01x",
            "a = 1979-05-27 07",
            "a = True",
            "a = b\"",
            "= 1",
            "a = \"\"\"b",
            "a = { b = 1",
            deep.as_str(),
            deep_key.as_str(),
        ];
        let mut said = Vec::new();
        for text in texts {
            let (_, errors) = DeTable::parse_recoverable(text);
            said.extend(errors.iter().map(|error| error.message().to_owned()));
        }
        let starts: Vec<&str> =
            said.iter().map(|said| said.split([',', '\n']).next().unwrap_or_default()).collect();
        let unsaid: Vec<&str> =
            SENTENCES.iter().map(|(sentence, _)| *sentence).filter(|known| !starts.contains(known)).collect();
        assert!(unsaid.is_empty(), "the reader does not say {unsaid:?}; it says {starts:?}");
    }
}
