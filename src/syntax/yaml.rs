//! Writes simple YAML in TOML, to show an author who comes from another program how the front matter should read.
//!
//! ```text
//! title: Omgaan met klachten      title = "Omgaan met klachten"
//! tags: [zorg, hulp]              tags = ["zorg", "hulp"]
//! changed: 2024-05-01             changed = "2024-05-01"
//! ```
//!
//! This is no parser of YAML, and the result only appears in a message. It knows keys with plain values, lists of
//! values and tables of one level. A line with anything else (an anchor, a block of text, a comment behind a value,
//! an escaped quote) makes it give up: no advice is better than a guess.

use crate::text::toml_string;

/// The lines of `yaml` in TOML; `None` if it has anything but keys with plain values, and lists and tables of these.
pub(super) fn as_toml(yaml: &str) -> Option<Vec<String>> {
    let mut written = Written::default();
    for line in yaml.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let inside = line.trim_start_matches(' ');
        if inside.starts_with('#') {
            continue;
        }
        match (inside.strip_prefix("- "), line.len() > inside.len()) {
            (Some(item), _) => written.item(item)?,
            (None, false) => written.key(inside)?,
            (None, true) => written.key_of_table(inside)?,
        }
    }
    written.lines()
}

#[derive(Default)]
struct Written {
    /// Keys with their values.
    keys: Vec<(String, String)>,
    /// Tables with their keys; in TOML they come last.
    tables: Vec<(String, Vec<(String, String)>)>,
    /// The last key, if it has no value behind it: a list or a table follows.
    open: Option<String>,
    items: Vec<String>,
}

impl Written {
    fn key(&mut self, line: &str) -> Option<()> {
        self.close()?;
        let (key, value) = parted(line)?;
        if value.is_empty() {
            self.open = Some(key.to_owned());
        } else {
            self.keys.push((key.to_owned(), toml_value(value)?));
        }
        Some(())
    }

    fn item(&mut self, item: &str) -> Option<()> {
        let in_table = self.tables.last().is_some_and(|(name, _)| Some(name) == self.open.as_ref());
        if in_table || self.open.is_none() || parted(item).is_some() {
            return None;
        }
        self.items.push(toml_value(item)?);
        Some(())
    }

    fn key_of_table(&mut self, line: &str) -> Option<()> {
        let open = self.open.clone().filter(|_| self.items.is_empty())?;
        let (key, value) = parted(line).filter(|(_, value)| !value.is_empty())?;
        let entry = (key.to_owned(), toml_value(value)?);
        match self.tables.last_mut().filter(|(name, _)| *name == open) {
            Some((_, keys)) => keys.push(entry),
            None => self.tables.push((open, vec![entry])),
        }
        Some(())
    }

    /// Ends the list or the table that is open.
    fn close(&mut self) -> Option<()> {
        let Some(open) = self.open.take() else { return Some(()) };
        if self.tables.last().is_some_and(|(name, _)| *name == open) {
            return Some(());
        }
        // A key without a value is left out: TOML cannot write it.
        if !self.items.is_empty() {
            let items = std::mem::take(&mut self.items).join(", ");
            self.keys.push((open, format!("[{items}]")));
        }
        Some(())
    }

    fn lines(mut self) -> Option<Vec<String>> {
        self.close()?;
        let pair = |(key, value): &(String, String)| format!("{key} = {value}");
        let mut lines: Vec<String> = self.keys.iter().map(pair).collect();
        for (name, keys) in &self.tables {
            lines.push(format!("[{name}]"));
            lines.extend(keys.iter().map(pair));
        }
        Some(lines)
    }
}

/// The key and the value of `key: value`.
fn parted(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let value = value.strip_prefix(' ').or(value.is_empty().then_some(value))?;
    is_key(key).then(|| (key, value.trim()))
}

/// Whether `text` is a key in YAML and in TOML alike.
fn is_key(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !text.is_empty() && text.chars().all(fits)
}

/// The value `text` in TOML.
fn toml_value(text: &str) -> Option<String> {
    if let Some(list) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        // A comma within quotes leaves a part with a single quote, which is no plain value.
        let items = list.split(',').map(str::trim).filter(|item| !item.is_empty());
        let items: Option<Vec<String>> = items.map(toml_value).collect();
        return items.map(|items| format!("[{}]", items.join(", ")));
    }
    if let Some(inside) = quoted(text) {
        return Some(toml_string(inside));
    }
    if text == "true" || text == "false" || text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
    {
        return Some(text.to_owned());
    }
    is_plain(text).then(|| toml_string(text))
}

/// The text between the quotes around `text`, if it has quotes and nothing between them is escaped.
fn quoted(text: &str) -> Option<&str> {
    ['"', '\''].into_iter().find_map(|quote| {
        let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inside.contains([quote, '\\'])).then_some(inside)
    })
}

/// Whether `text` is a plain text in YAML, which means its own characters.
fn is_plain(text: &str) -> bool {
    let marks = ['"', '\'', '[', ']', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`'];
    !text.starts_with(marks) && !text.contains(" #") && !text.contains(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_keys_lists_and_tables_are_written_anew() {
        let yaml = "title: Omgaan met klachten\n# van vorig jaar\nhours: 40\ndraft: true\ncode: \"M 1\"\n\
                    changed: 2024-05-01\ntags: [zorg, 'hulp, en zo']\nempty:\n";
        assert_eq!(as_toml(yaml), None, "a comma within quotes");
        let yaml = yaml.replace("hulp, en zo", "hulp en zo");
        let lines = as_toml(&yaml).unwrap_or_default();
        let wanted = [
            "title = \"Omgaan met klachten\"",
            "hours = 40",
            "draft = true",
            "code = \"M 1\"",
            "changed = \"2024-05-01\"",
            "tags = [\"zorg\", \"hulp en zo\"]",
        ];
        assert_eq!(lines, wanted);
        let nested = "covers:\n  introduced: [c1.1]\n  practised: [k.ict]\nlist:\n- a\n- 2\ntitle: T\n";
        let wanted = [
            "list = [\"a\", 2]",
            "title = \"T\"",
            "[covers]",
            "introduced = [\"c1.1\"]",
            "practised = [\"k.ict\"]",
        ];
        assert_eq!(as_toml(nested).unwrap_or_default(), wanted);
    }

    #[test]
    fn what_is_written_is_toml_and_what_is_unsure_is_nothing() {
        for unsure in [
            "a: |\n  text",
            "a: &b c",
            "- a",
            "a:\n  b:\n    c: 1",
            "a: 'it''s'",
            "a: \"x\\n\"",
            "a b: c",
            "a: b # c",
        ] {
            assert_eq!(as_toml(unsure), None, "{unsure}");
        }
        for yaml in ["a: it's", "a: C:\\dir", "a: say \"no\"", "a: \u{7f}", "a: [1, x]"] {
            let lines = as_toml(yaml).unwrap_or_default();
            assert!(lines.join("\n").parse::<toml::Table>().is_ok(), "{yaml} gives {lines:?}");
        }
    }
}
