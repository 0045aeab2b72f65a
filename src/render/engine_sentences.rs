//! The sentences of the template engine and of the reader of words, in words of ours: each kind of mistake that authors
//! make is said in the language of whoever reads it. A sentence that has no kind here is shown as it stands.
//!
//! A page is rendered in a process apart, from which sentences come back in English; so our own are known here as well.

use crate::diagnostics::{Message, did_you_mean, say};

/// A kind of mistake: the sentences of the engines for it, with `{}` for what it is about, and ours.
struct EngineSentence {
    engine: &'static [&'static str],
    own: fn(&[&str]) -> Message,
}

/// So many things a sentence is about at most.
const MOST: usize = 3;
/// Where they stand in a pattern.
const HOLE: &str = "{}";

/// `sentence` in our words; none where it is of no kind that is known.
pub(super) fn in_own_words(sentence: &str) -> Option<Message> {
    [TEMPLATES, VALUES, WORDS].into_iter().flatten().find_map(|kind| {
        let own = (kind.own)(&[HOLE; MOST]).english();
        let patterns = kind.engine.iter().copied().chain([own.as_str()]);
        let mut found = patterns.filter_map(|pattern| holes(sentence, pattern));
        found.next().map(|found| (kind.own)(&found))
    })
}

/// A part of a sentence: one of our sentences, or a text that is the same in every language.
fn said(text: &str) -> Message {
    let is_open = text == HOLE;
    (!is_open).then(|| in_own_words(text)).flatten().unwrap_or_else(|| Message::verbatim(text))
}

/// Mistakes in how a template is written.
const TEMPLATES: &[EngineSentence] = &[
    EngineSentence {
        engine: &["Found {} but expected {}", "Found {} but was expecting {}"],
        own: |of| {
            say!("{found} stands where {expected} is expected", found = token(of[0]), expected = token(of[1]))
        },
    },
    EngineSentence {
        engine: &["Unexpected end of input"],
        own: |_| say!("the template ends before all that it begins is closed"),
    },
    EngineSentence {
        engine: &[
            "String opened with `{}` is missing its closing `{}`",
            "unexpected end of string",
            "Unterminated string literal",
        ],
        own: |_| say!("a text between quotes is never closed"),
    },
    EngineSentence { engine: &["unexpected end of raw block"], own: |_| say!("`raw` is never closed") },
    EngineSentence { engine: &["Unexpected character"], own: |_| say!("this sign means nothing here") },
    EngineSentence { engine: &["Unknown tag"], own: |_| say!("there is no such tag") },
    EngineSentence {
        engine: &["Unknown filter `{}`"],
        own: |of| say!("there is no filter `{name}`", name = of[0]),
    },
    EngineSentence {
        engine: &["Unknown test `{}`"],
        own: |of| say!("there is no test `{name}`", name = of[0]),
    },
    EngineSentence {
        engine: &["Unknown function `{}`"],
        own: |of| say!("there is no function `{name}`", name = of[0]),
    },
    EngineSentence {
        engine: &["Unknown component `{}`", "Component '{}' not found"],
        own: |of| say!("there is no component `{name}`", name = of[0]),
    },
    EngineSentence {
        engine: &["Unknown template `{}`", "Template '{}' not found"],
        own: |of| say!("there is no template `{name}`", name = of[0]),
    },
    EngineSentence {
        engine: &["Component `{}` is defined in both `{}` and `{}`"],
        own: |of| {
            say!(
                "the component `{name}` stands in two templates: `{one}` and `{other}`",
                name = of[0],
                one = of[1],
                other = of[2]
            )
        },
    },
    EngineSentence {
        engine: &["Unclosed component '{}'"],
        own: |of| say!("the component `{name}` is never closed", name = of[0]),
    },
    EngineSentence {
        engine: &[
            "block was named `{}` in the opening tag, found `{}` as name in the end tag",
            "component was named `{}` in the opening tag, found `{}` as name in the end tag",
        ],
        own: |of| say!("`{name}` is closed by another name, `{other}`", name = of[0], other = of[1]),
    },
    EngineSentence {
        engine: &["Template already contains a block named `{}`"],
        own: |of| say!("this template has two blocks `{name}`", name = of[0]),
    },
    EngineSentence {
        engine: &["Template already contains a component named `{}`"],
        own: |of| say!("this template has two components `{name}`", name = of[0]),
    },
    EngineSentence {
        engine: &[
            "`extends` needs to be the first tag of the template",
            "`extends` cannot be nested in other tags",
        ],
        own: |_| say!("`extends` stands at the very start of a template"),
    },
    EngineSentence {
        engine: &[
            "This content would be ignored: only `extends`, `block` and `component` are allowed at the top level of a child template",
        ],
        own: |_| {
            say!("a template that extends another shows nothing but its blocks; put this into one of them")
        },
    },
    EngineSentence {
        engine: &["{} can only be used in a for loop"],
        own: |of| say!("`{name}` has a meaning in a loop alone", name = of[0]),
    },
    EngineSentence {
        engine: &[
            "Keyword argument `{}` is defined more than once",
            "Component argument `{}` is defined more than once",
            "The \"{}\" argument appears twice",
        ],
        own: |of| say!("the argument `{name}` stands here twice", name = of[0]),
    },
];

/// Mistakes that show when a page is made.
const VALUES: &[EngineSentence] = &[
    EngineSentence {
        engine: &["Field `{}` is not defined. Available fields: {}"],
        own: |of| say!("there is no field `{name}` here; there are {fields}", name = of[0], fields = of[1]),
    },
    EngineSentence {
        engine: &["Field `{}` is not defined"],
        own: |of| say!("there is no field `{name}` here", name = of[0]),
    },
    EngineSentence {
        engine: &["Variable `{}` is not defined. Available variables: {}"],
        own: |of| say!("there is no variable `{name}` here; there are {names}", name = of[0], names = of[1]),
    },
    EngineSentence {
        engine: &["Variable `{}` is not defined"],
        own: |of| say!("there is no variable `{name}` here", name = of[0]),
    },
    EngineSentence {
        engine: &[
            "Tried to render a variable that is undefined",
            "Cannot index into an undefined value",
            "Cannot slice an undefined value",
            "Index expression is undefined",
        ],
        own: |_| say!("this has no value"),
    },
    EngineSentence {
        engine: &["Variable `{}` exists but its value is undefined"],
        own: |of| say!("the variable `{name}` has no value", name = of[0]),
    },
    EngineSentence {
        engine: &["Iteration not possible on type `{}`"],
        own: |of| say!("a loop goes over a list, and this is {kind}", kind = value_kind(of[0])),
    },
    EngineSentence {
        engine: &["Math operations can only be done on numbers, found `{}`"],
        own: |of| say!("only numbers can be calculated with, and this is {kind}", kind = value_kind(of[0])),
    },
    EngineSentence {
        engine: &["Cannot compare `{}` with `{}`"],
        own: |of| {
            say!("{one} and {other} cannot be compared", one = value_kind(of[0]), other = value_kind(of[1]))
        },
    },
    EngineSentence { engine: &["Cannot divide by 0"], own: |_| say!("a number cannot be divided by 0") },
    EngineSentence {
        engine: &["Missing keyword argument `{}`"],
        own: |of| say!("the argument `{name}` is missing", name = of[0]),
    },
    EngineSentence {
        engine: &["Invalid type for the value, expected `{}` but got `{}`"],
        own: |of| {
            say!(
                "{expected} is expected here, and this is {kind}",
                expected = value_kind(of[0]),
                kind = value_kind(of[1])
            )
        },
    },
    EngineSentence {
        engine: &[],
        own: |of| say!("there is no word `{key}`; {help}", key = of[0], help = said(of[1])),
    },
    EngineSentence {
        engine: &[],
        own: |of| say!("the word `{key}` cannot be made: {error}", key = of[0], error = said(of[1])),
    },
];

/// Mistakes in files of words.
const WORDS: &[EngineSentence] = &[
    EngineSentence {
        engine: &["Expected a token starting with \"{}\""],
        own: |of| say!("a `{sign}` is missing here", sign = of[0]),
    },
    EngineSentence {
        engine: &["Expected one of \"{}\""],
        own: |of| say!("one of the signs {signs} is expected here", signs = of[0]),
    },
    EngineSentence {
        engine: &["Expected a message field for \"{}\"", "Expected a term field for \"{}\""],
        own: |of| say!("`{key}` has no text", key = of[0]),
    },
    EngineSentence { engine: &["Expected a value"], own: |_| say!("a text is missing here") },
    EngineSentence { engine: &["Unbalanced closing brace"], own: |_| say!("this brace closes nothing") },
    EngineSentence {
        engine: &["The select expression must have a default variant"],
        own: |_| say!("one of these choices needs a `*` before it: the one that counts where no other fits"),
    },
    EngineSentence {
        engine: &["A select expression can only have one default variant"],
        own: |_| say!("only one of these choices can have a `*` before it"),
    },
    EngineSentence {
        engine: &["Expected an inline expression"],
        own: |_| say!("nothing stands between these braces that could be shown"),
    },
    EngineSentence {
        engine: &[
            "Message references can't be used as a selector",
            "Term references can't be used as a selector",
            "Message attributes can't be used as a selector",
            "Term attributes can't be used as a selector",
            "Expected a simple expression as selector",
        ],
        own: |_| say!("a choice goes by a value that the template gives, such as `$n`"),
    },
    EngineSentence {
        engine: &["Unknown escape sequence", "Invalid unicode escape sequence, \"{}\""],
        own: |_| say!("this means nothing behind a backslash"),
    },
    EngineSentence {
        engine: &["Positional arguments must come before named arguments"],
        own: |_| say!("arguments without a name stand before those with one"),
    },
    EngineSentence {
        engine: &["Expected a string or number literal"],
        own: |_| say!("a text between quotes or a number is expected here"),
    },
    EngineSentence {
        engine: &["Resolver error: Unknown variable: ${}"],
        own: |of| say!("it needs `${name}`, which the template does not give", name = of[0]),
    },
    EngineSentence {
        engine: &["Resolver error: Unknown message: {}"],
        own: |of| say!("it needs the word `{name}`, which there is not", name = of[0]),
    },
    EngineSentence {
        engine: &["Resolver error: Unknown term: {}", "Resolver error: Unknown attribute: {}"],
        own: |of| say!("it needs `{name}`, which no file of words has", name = of[0]),
    },
    EngineSentence {
        engine: &["Resolver error: Unknown function: {}"],
        own: |of| say!("there is no function `{name}` in files of words", name = of[0]),
    },
    EngineSentence {
        engine: &["Resolver error: No value: {}"],
        own: |of| say!("it needs the word `{name}`, which has no text", name = of[0]),
    },
    EngineSentence {
        engine: &["Resolver error: Cyclical dependency detected"],
        own: |_| say!("it needs itself, and so has no end"),
    },
    EngineSentence {
        engine: &["Resolver error: Too many placeables"],
        own: |_| say!("too much stands between braces in it"),
    },
    EngineSentence { engine: &[], own: |_| say!("the theme's files in `words` hold all of them") },
    EngineSentence { engine: &["did you mean {}?"], own: |of| did_you_mean(&names(of[0]), Message::none()) },
];

/// The names between backticks in a text.
fn names(text: &str) -> Vec<&str> {
    if text == HOLE { vec![text] } else { text.split('`').skip(1).step_by(2).collect() }
}

/// A sign of the engine's language, or the words for one.
fn token(text: &str) -> Message {
    match text {
        "identifier" | "a name" => say!("a name"),
        "string" | "a text between quotes" => say!("a text between quotes"),
        "integer" | "float" | "a number" => say!("a number"),
        "content" | "plain text" => say!("plain text"),
        sign if !sign.contains(|c: char| c.is_alphanumeric() || c == '`') && sign != HOLE => {
            Message::verbatim(format!("`{sign}`"))
        }
        other => Message::verbatim(other),
    }
}

/// A kind of value, by the name that the engine gives it or by ours.
fn value_kind(name: &str) -> Message {
    match name {
        "string" | "str" | "String" | "a text" => say!("a text"),
        "u64" | "i64" | "f64" | "u128" | "i128" | "number" | "integer" | "float" | "a number" => {
            say!("a number")
        }
        "bool" | "boolean" | "yes or no" => say!("yes or no"),
        "array" | "Vec" | "a list" => say!("a list"),
        "map/struct" | "map" | "a group of fields" => say!("a group of fields"),
        "none" | "undefined" | "nothing" => say!("nothing"),
        other => Message::verbatim(other),
    }
}

/// The texts that stand in `text` where `pattern` has `{}`, and empty ones up to the most that a sentence has; none where
/// the rest differs.
fn holes<'t>(text: &'t str, pattern: &str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split(HOLE);
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let at =
            if parts.peek().is_some() { rest.find(part)? } else { rest.len().checked_sub(part.len())? };
        found.push(rest.get(..at)?);
        rest = rest.get(at..)?.strip_prefix(part)?;
    }
    found.resize(MOST.max(found.len()), "");
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use tera::Tera;

    use super::*;

    /// Asserts that `sentence` is said so, also behind the way through another process.
    #[track_caller]
    fn is_said(sentence: &str, expected: &str) {
        let own = in_own_words(sentence).unwrap_or_else(|| panic!("no kind: {sentence}"));
        assert_eq!(own.english(), expected);
        assert_eq!(in_own_words(expected), Some(own));
    }

    #[test]
    fn mistakes_in_templates_are_said_in_words_of_ours() {
        for (text, own) in [
            ("{{ a. }}", "`}}` stands where a name is expected"),
            ("{% if a %}", "the template ends before all that it begins is closed"),
            ("{{ 1 | netjes }}", "there is no filter `netjes`"),
            ("{% if 1 is mooi %}{% endif %}", "there is no test `mooi`"),
            ("{{ niets() }}", "there is no function `niets`"),
            ("{% include \"b.html\" %}", "there is no template `b.html`"),
        ] {
            let error = Tera::default().add_raw_template("a.html", text).unwrap_err().to_string();
            let line = error.lines().next().unwrap_or_default();
            is_said(line.strip_prefix("error: ").unwrap_or(line).trim_end_matches('.'), own);
        }
    }

    #[test]
    fn sentences_about_several_things_are_said_in_words_of_ours() {
        is_said("Found `</` but expected }}", "`</` stands where `}}` is expected");
        is_said("break can only be used in a for loop", "`break` has a meaning in a loop alone");
        is_said(
            "block was named `a` in the opening tag, found `b` as name in the end tag",
            "`a` is closed by another name, `b`",
        );
        is_said(
            "Field `a` is not defined. Available fields: b, c",
            "there is no field `a` here; there are b, c",
        );
        is_said("Iteration not possible on type `string`", "a loop goes over a list, and this is a text");
        is_said(
            "Cannot compare `i64` with `map/struct`",
            "a number and a group of fields cannot be compared",
        );
        is_said(
            "Invalid type for the value, expected `string` but got `array`",
            "a text is expected here, and this is a list",
        );
        is_said("Resolver error: Unknown term: -school", "it needs `-school`, which no file of words has");
        is_said("Resolver error: Cyclical dependency detected", "it needs itself, and so has no end");
        let word = "the word `hours` cannot be made: it needs `$n`, which the template does not give";
        assert_eq!(in_own_words(word).map(|own| own.english()).as_deref(), Some(word));
    }

    #[test]
    fn a_sentence_without_a_kind_has_no_words_of_ours() {
        assert_eq!(in_own_words("The expression is too complex"), None);
        assert_eq!(holes("Found a but expected b.", "Found {} but expected {}"), Some(vec!["a", "b.", ""]));
        assert_eq!(holes("Found a", "Found {} but expected {}"), None);
    }
}
