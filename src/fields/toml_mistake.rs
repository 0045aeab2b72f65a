//! Purpose: say in an author's words where a text breaks the rules of TOML.
//! Input: what the TOML reader reports, and the text. Output: a message, and what to write instead.
//! Invariant: what is not recognised keeps the reader's own message; no advice is given that breaks another rule.

/// What to do where nothing better is known.
const RULES: &str = "each line is a name and a value: text between quotes, `title = \"Klachten\"`; \
                     numbers without, `hours = 40`; lists between brackets, `[\"c4.6\", \"k.ict\"]`";
const TYPOGRAPHIC: [char; 7] = ['“', '”', '„', '‘', '’', '«', '»'];

/// A mistake in the author's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// What is wrong.
    pub(super) message: String,
    /// What to write.
    pub(super) help: String,
}

impl Mistake {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// What is wrong at byte `at` of `text`, where the reader says `reported`.
pub(super) fn explain(reported: &str, text: &str, at: usize) -> Mistake {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let line = Line {
        before: before.rsplit('\n').next().unwrap_or_default(),
        after: rest.lines().next().unwrap_or_default(),
    };
    let kind = reported.split([',', '\n']).next().unwrap_or_default();
    line.of_text(kind)
        .or_else(|| line.of_name(kind))
        .or_else(|| of_value(kind))
        .unwrap_or_else(|| Mistake::new(reported.trim().replace('\n', ", "), RULES))
}

/// Whether the keys below this mistake have landed in another table than their author meant.
pub(super) fn misplaces_keys(reported: &str) -> bool {
    reported.starts_with("unclosed table") || reported.starts_with("unclosed array table")
}

/// A line of the text, parted where it breaks.
struct Line<'a> {
    before: &'a str,
    after: &'a str,
}

impl Line<'_> {
    /// Mistakes in texts and their quotes.
    fn of_text(&self, kind: &str) -> Option<Mistake> {
        let name = self.before.split('=').next().unwrap_or_default().trim();
        let is_typographic = |text: &str| text.trim_start().starts_with(TYPOGRAPHIC);
        match kind {
            "string values must be quoted" if is_typographic(self.after) => {
                let text = self.after.trim().trim_matches(TYPOGRAPHIC);
                Some(Mistake::new(
                    "the quotes around this text are curly; here they must be straight",
                    format!("write `{name} = \"{text}\"`"),
                ))
            }
            "string values must be quoted" if !self.after.contains(['"', '\\', '[']) && !name.is_empty() => {
                let text = self.after.trim();
                Some(Mistake::new(
                    "this text has no quotes around it",
                    format!("write `{name} = \"{text}\"`"),
                ))
            }
            "invalid basic string" => Some(unclosed('"')),
            "invalid literal string" => Some(unclosed('\'')),
            "missing escaped value" => Some(Mistake::new(
                "a backslash has a meaning of its own between double quotes",
                "write it twice, `\\\\`, or put the text between single quotes",
            )),
            "unexpected key or value" if self.before.trim_end().ends_with('"') => Some(Mistake::new(
                "the text ends at the quote before this",
                "a quote within a text has a backslash before it, `\\\"`, or is curly: “…”",
            )),
            "unexpected key or value" if self.after.starts_with(',') => Some(Mistake::new(
                "a comma does not belong in a number",
                "a whole number has digits alone, `hours = 40`; text stands between quotes",
            )),
            _ => None,
        }
    }

    /// Mistakes in names and what stands between a name and its value.
    fn of_name(&self, kind: &str) -> Option<Mistake> {
        if !matches!(kind, "key with no value" | "invalid unquoted key") {
            return None;
        }
        let whole = format!("{}{}", self.before, self.after);
        let is_word = |name: &str| !name.trim().is_empty() && !name.trim().contains([' ', '"', '=', '[']);
        if let Some((name, value)) = whole.split_once(':').filter(|(name, _)| is_word(name)) {
            let value = value.trim();
            let is_written = value.starts_with(['"', '[', '\'']) || value.parse::<f64>().is_ok();
            let value = if is_written { value.to_owned() } else { format!("\"{value}\"") };
            return Some(Mistake::new(
                "a name and its value have `=` between them, not a colon",
                format!("write `{} = {value}`", name.trim()),
            ));
        }
        match whole.split_once('=') {
            Some((name, _)) if name.trim().contains(' ') => {
                Some(Mistake::new("a name is one word", "leave out the space, or write `-` for it"))
            }
            None => Some(Mistake::new("there is no `=` on this line", RULES)),
            Some(_) => None,
        }
    }
}

/// Mistakes in brackets, lists and numbers.
fn of_value(kind: &str) -> Option<Mistake> {
    let mistake = match kind {
        "unclosed table" => Mistake::new("this name is not closed", "put `]` behind it: `[covers]`"),
        "unclosed array table" => Mistake::new("this name is not closed", "put `]]` behind it: `[[terms]]`"),
        "unclosed array" => Mistake::new("this list is not closed", "put `]` at its end"),
        "missing comma between array elements" => {
            Mistake::new("there is no comma before this", "put one between each two: `[\"c4.6\", \"k.ict\"]`")
        }
        "unexpected leading zero" => Mistake::new(
            "a number does not begin with a zero",
            "leave out the zero; if it belongs to a code, put the code between quotes",
        ),
        "duplicate key" => Mistake::new("this name stands twice", "keep one of the two lines"),
        kind if kind.contains("recurs") => Mistake::new(
            "this is nested deeper than anything that is read here",
            "a value has a few brackets within each other at most",
        ),
        kind if kind.starts_with("invalid date") || kind.starts_with("invalid time") => {
            Mistake::new("this is no date", "put it between quotes, as `\"2024-05-01\"`")
        }
        _ => return None,
    };
    Some(mistake)
}

fn unclosed(quote: char) -> Mistake {
    Mistake::new("this text is not closed", format!("put `{quote}` at its end, on the same line"))
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::explain;

    /// What is said of the first mistake in `text`.
    fn said(text: &str) -> String {
        let (_, errors) = DeTable::parse_recoverable(text);
        let first = errors.first().expect("a mistake");
        let mistake = explain(first.message(), text, first.span().map_or(0, |span| span.start));
        format!("{}; {}", mistake.message, mistake.help)
    }

    #[test]
    fn mistakes_are_said_in_the_words_of_authors() {
        let cases = [
            ("title = Klachten", "this text has no quotes around it; write `title = \"Klachten\"`"),
            (
                "title = “Klachten”",
                "the quotes around this text are curly; here they must be straight; write `title = \"Klachten\"`",
            ),
            ("title = \"Klachten", "this text is not closed; put `\"` at its end, on the same line"),
            ("title = 'Klachten", "this text is not closed; put `'` at its end, on the same line"),
            (
                "title: Klachten",
                "a name and its value have `=` between them, not a colon; write `title = \"Klachten\"`",
            ),
            ("hours: 40", "a name and its value have `=` between them, not a colon; write `hours = 40`"),
            ("mijn titel = \"A\"", "a name is one word; leave out the space, or write `-` for it"),
            (
                "title = \"Een \"goed\" gesprek\"",
                "the text ends at the quote before this; a quote within a text has a backslash before it, `\\\"`, or is curly: “…”",
            ),
            (
                "title = \"C:\\map\"",
                "a backslash has a meaning of its own between double quotes; write it twice, `\\\\`, or put the text between single quotes",
            ),
            (
                "hours = 4,5",
                "a comma does not belong in a number; a whole number has digits alone, `hours = 40`; text stands between quotes",
            ),
            (
                "hours = 04",
                "a number does not begin with a zero; leave out the zero; if it belongs to a code, put the code between quotes",
            ),
            ("[covers\nx = []", "this name is not closed; put `]` behind it: `[covers]`"),
            ("[[terms\nx = []", "this name is not closed; put `]]` behind it: `[[terms]]`"),
            ("x = [\"c1\", \"c2\"", "this list is not closed; put `]` at its end"),
            (
                "x = [\"c1\" \"c2\"]",
                "there is no comma before this; put one between each two: `[\"c4.6\", \"k.ict\"]`",
            ),
            ("a = 1\na = 2", "this name stands twice; keep one of the two lines"),
            ("changed = 2024-13-45", "this is no date; put it between quotes, as `\"2024-05-01\"`"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected, "{text}");
        }
        assert!(said("Klachten en weerstand").starts_with("there is no `=` on this line; each line is"));
        assert!(said("a = 0X1").starts_with("radix must be lowercase"));
    }
}
