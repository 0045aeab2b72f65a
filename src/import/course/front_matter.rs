//! The front matter of another generator as that of this one. YAML between `---` and TOML between `+++` are read; the
//! keys that mean something here are written under their names here, those of a module that nobody knows become its
//! facts, and every other key stays as a comment, so that
//! nothing of it is lost:
//!
//! ```text
//! title: Omgaan met klachten     title = "Omgaan met klachten"
//! description: Wat je leert      summary = "Wat je leert"
//! weight: 3                      # weight = 3
//! lokaal: 2.10                   [facts]
//!                                lokaal = "2.10"
//! ```

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::import::course::PageRole;
use crate::syntax::front_matter;
use crate::text::{Amount, collapse_whitespace, toml_string};

/// Deeper than any front matter.
const DEEPEST: usize = 32;

/// A value of front matter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FrontValue {
    /// A text.
    Text(String),
    /// A number, a date, yes or no: as TOML writes it.
    Plain(String),
    List(Vec<FrontValue>),
    Keys(Vec<(String, FrontValue)>),
}

/// The front matter of a file, and the byte at which its text starts.
#[derive(Debug, Default)]
pub(super) struct ForeignFront {
    pub(super) keys: Vec<(String, FrontValue)>,
    /// The lines of front matter that could not be read.
    pub(super) unread: Vec<String>,
    pub(super) body_start: usize,
}

/// Finds and reads the front matter of `text`.
pub(super) fn parse(text: &str) -> ForeignFront {
    if let Ok(Some(range)) = front_matter(text) {
        let inside = &text[range.clone()];
        let body_start = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
        return match inside.parse::<toml::Table>() {
            Ok(table) => ForeignFront { keys: of_table(table), body_start, ..ForeignFront::default() },
            Err(_) => ForeignFront { unread: lines(inside), body_start, ..ForeignFront::default() },
        };
    }
    let Some((yaml, body_start)) = between_dashes(text) else { return ForeignFront::default() };
    match of_yaml(yaml) {
        Some(keys) => ForeignFront { keys, body_start, ..ForeignFront::default() },
        None => ForeignFront { unread: lines(yaml), body_start, ..ForeignFront::default() },
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The text between two lines `---` at the top of `text`, if it may be YAML.
fn between_dashes(text: &str) -> Option<(&str, usize)> {
    let start = text
        .strip_prefix("---")
        .and_then(|rest| rest.find('\n').filter(|at| rest[..*at].trim().is_empty()))?
        + 4;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let inside = &text[start..at];
            let has_key = inside.trim().is_empty() || inside.lines().any(|line| line.contains(':'));
            return has_key.then_some((inside, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The keys of `yaml`; none where it is no table of keys, or has names for its values, which may multiply without end.
pub(super) fn of_yaml(yaml: &str) -> Option<Vec<(String, FrontValue)>> {
    let mut parser = Parser::new_from_str(yaml);
    loop {
        let (event, _) = parser.next()?.ok()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd | Event::DocumentEnd => return Some(Vec::new()),
            Event::MappingStart(..) => break,
            // An empty document is a value that is nothing.
            Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() || &*text == "~" => {
                return Some(Vec::new());
            }
            _ => return None,
        }
    }
    mapping(&mut parser, 0)
}

type YamlParser<'y> = Parser<'y, saphyr_parser::StrInput<'y>>;

fn mapping(parser: &mut YamlParser<'_>, depth: usize) -> Option<Vec<(String, FrontValue)>> {
    let mut keys = Vec::new();
    loop {
        match parser.next()?.ok()?.0 {
            Event::MappingEnd => return Some(keys),
            Event::Scalar(key, ..) => {
                let key = key.into_owned();
                let (event, _) = parser.next()?.ok()?;
                keys.push((key, value(event, parser, depth)?));
            }
            _ => return None,
        }
    }
}

fn value(event: Event<'_>, parser: &mut YamlParser<'_>, depth: usize) -> Option<FrontValue> {
    if depth > DEEPEST {
        return None;
    }
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) => Some(plain(&text)),
        Event::Scalar(text, ..) => Some(FrontValue::Text(text.into_owned())),
        Event::MappingStart(..) => Some(FrontValue::Keys(mapping(parser, depth + 1)?)),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match parser.next()?.ok()?.0 {
                    Event::SequenceEnd => return Some(FrontValue::List(items)),
                    event => items.push(value(event, parser, depth + 1)?),
                }
            }
        }
        _ => None,
    }
}

/// A value without quotation marks.
fn plain(text: &str) -> FrontValue {
    let is_number = text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
        || (text.parse::<f64>().is_ok_and(f64::is_finite)
            && format!("a = {text}").parse::<toml::Table>().is_ok());
    match text {
        "true" | "false" => FrontValue::Plain(text.to_owned()),
        "~" | "null" => FrontValue::Text(String::new()),
        _ if is_number => FrontValue::Plain(text.to_owned()),
        _ => FrontValue::Text(text.to_owned()),
    }
}

fn of_table(table: toml::Table) -> Vec<(String, FrontValue)> {
    table.into_iter().map(|(key, value)| (key, of_toml(value))).collect()
}

fn of_toml(value: toml::Value) -> FrontValue {
    match value {
        toml::Value::String(text) => FrontValue::Text(text),
        toml::Value::Array(items) => FrontValue::List(items.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => FrontValue::Keys(of_table(table)),
        other => FrontValue::Plain(other.to_string()),
    }
}

impl FrontValue {
    /// The value as TOML on one line.
    pub(super) fn toml(&self) -> String {
        match self {
            Self::Text(text) => toml_string(text),
            Self::Plain(text) => text.clone(),
            Self::List(items) => format!("[{}]", items.iter().map(Self::toml).collect::<Vec<_>>().join(", ")),
            Self::Keys(keys) => {
                let pairs = keys.iter().map(|(key, value)| format!("{} = {}", toml_key(key), value.toml()));
                format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The text, where it is one of a single line.
    pub(super) fn line(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(collapse_whitespace(text)).filter(|text| !text.is_empty()),
            Self::Plain(text) => Some(text.clone()),
            Self::List(_) | Self::Keys(_) => None,
        }
    }
}

fn toml_key(key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare { key.to_owned() } else { toml_string(key) }
}

/// The front matter of a page of this site, in the making.
#[derive(Debug, Default)]
pub(super) struct OwnFront {
    pub(super) title: Option<String>,
    pub(super) code: Option<String>,
    /// Further lines, then the tables, then comments.
    lines: Vec<String>,
    tables: Vec<String>,
    facts: Vec<String>,
    comments: Vec<String>,
}

impl OwnFront {
    /// The front matter of a page that has a title and nothing else.
    pub(super) fn titled(title: &str) -> Self {
        Self { title: Some(title.to_owned()), ..Self::default() }
    }

    /// The front matter of a page with `role` in a site in the language `site_language`, from that of another program.
    pub(super) fn of(foreign: &ForeignFront, role: PageRole, site_language: &str) -> Self {
        let mut own = Self::default();
        for (key, value) in &foreign.keys {
            own.take(key, value, role, site_language);
        }
        own.comments.extend(foreign.unread.iter().map(|line| format!("# {line}")));
        own
    }

    fn take(&mut self, key: &str, value: &FrontValue, role: PageRole, site_language: &str) {
        let line = value.line();
        let has_summary = self.lines.iter().any(|line| line.starts_with("summary"));
        let has_language = self.lines.iter().any(|line| line.starts_with("language"));
        match (key, line) {
            ("title", Some(title)) if self.title.is_none() => self.title = Some(title),
            ("summary" | "description" | "excerpt", Some(text)) if !has_summary => {
                self.lines.push(format!("summary = {}", toml_string(&text)));
            }
            ("language" | "lang" | "locale", Some(tag))
                if !has_language && tag != site_language && is_tag(&tag) =>
            {
                self.lines.push(format!("language = {}", toml_string(&tag.replace('_', "-"))));
            }
            ("code", Some(code)) if role == PageRole::Module => self.code = Some(code),
            ("hours", Some(hours)) if role != PageRole::Page && amount(&hours).is_some() => {
                self.lines.extend(amount(&hours).map(|hours| format!("hours = {hours}")));
            }
            ("credits" | "ects", Some(credits)) if role == PageRole::Module && amount(&credits).is_some() => {
                self.lines.extend(amount(&credits).map(|credits| format!("credits = {credits}")));
            }
            ("aliases" | "redirect_from", _) if !addresses(value).is_empty() => {
                let all: Vec<String> = addresses(value).iter().map(|address| toml_string(address)).collect();
                self.lines.push(format!("aliases = [{}]", all.join(", ")));
            }
            ("requires" | "teachers", None) if role == PageRole::Module && is_texts(value) => {
                self.lines.push(format!("{key} = {}", value.toml()));
            }
            ("facts", None) if role == PageRole::Module && is_facts(value) => {
                let FrontValue::Keys(facts) = value else { return };
                let fact =
                    |(name, value): &(String, FrontValue)| format!("{} = {}", toml_key(name), value.toml());
                self.facts.extend(facts.iter().map(fact));
            }
            (_, Some(text)) if role == PageRole::Module && !is_machinery(key) => {
                self.facts.push(format!("{} = {}", toml_key(key), toml_string(&text)));
            }
            (_, None) if role == PageRole::Module && !is_machinery(key) && is_texts(value) => {
                let FrontValue::List(texts) = value else { return };
                let texts: Vec<String> = texts.iter().filter_map(FrontValue::line).collect();
                self.facts.push(format!("{} = {}", toml_key(key), toml_string(&texts.join(", "))));
            }
            ("profile", Some(profile)) if role == PageRole::Module => {
                self.lines.push(format!("profile = {}", toml_string(&profile)));
            }
            ("covers", None) if role != PageRole::Page && is_claims(value) => {
                let FrontValue::Keys(levels) = value else { return };
                let level =
                    |(level, items): &(String, FrontValue)| format!("{} = {}", toml_key(level), items.toml());
                self.tables.push(String::new());
                self.tables.push("[covers]".to_owned());
                self.tables.extend(levels.iter().map(level));
            }
            _ => self.comments.push(format!("# {} = {}", toml_key(key), value.toml())),
        }
    }

    /// The front matter with its fences; empty when there is nothing to say.
    pub(super) fn text(&self) -> String {
        let mut lines = Vec::new();
        lines.extend(self.title.as_ref().map(|title| format!("title = {}", toml_string(title))));
        lines.extend(self.code.as_ref().map(|code| format!("code = {}", toml_string(code))));
        lines.extend(self.lines.iter().cloned());
        lines.extend(self.comments.iter().cloned());
        if !self.facts.is_empty() {
            lines.extend([String::new(), "[facts]".to_owned()]);
            lines.extend(self.facts.iter().cloned());
        }
        lines.extend(self.tables.iter().cloned());
        if lines.is_empty() { String::new() } else { format!("+++\n{}\n+++\n", lines.join("\n")) }
    }

    /// How many keys became comments.
    pub(super) fn comments(&self) -> usize {
        self.comments.len()
    }
}

/// `text` as an amount, with a point or a comma.
fn amount(text: &str) -> Option<Amount> {
    text.replace(',', ".").parse().ok()
}

/// Whether `value` is a list of nothing but texts, and not empty.
fn is_texts(value: &FrontValue) -> bool {
    matches!(value, FrontValue::List(texts) if !texts.is_empty() && texts.iter().all(|text| matches!(text, FrontValue::Text(text) if !text.is_empty())))
}

/// The addresses in `value`: one text, or a list of them. An address has a slash; without one it is another name of the
/// page, as Obsidian has them under the same key.
fn addresses(value: &FrontValue) -> Vec<String> {
    let one = |value: &FrontValue| match value {
        FrontValue::Text(text) if text.contains('/') && !text.contains("://") => Some(text.clone()),
        _ => None,
    };
    match value {
        FrontValue::List(all) if all.iter().all(|value| one(value).is_some()) => {
            all.iter().filter_map(one).collect()
        }
        FrontValue::Text(_) => one(value).into_iter().collect(),
        FrontValue::List(_) | FrontValue::Keys(_) | FrontValue::Plain(_) => Vec::new(),
    }
}

/// Whether `value` is a table of texts and numbers, as facts are.
fn is_facts(value: &FrontValue) -> bool {
    let FrontValue::Keys(facts) = value else { return false };
    facts.iter().all(|(_, value)| match value {
        FrontValue::Text(_) => true,
        FrontValue::Plain(text) => text.parse::<f64>().is_ok(),
        FrontValue::List(_) | FrontValue::Keys(_) => false,
    })
}

/// Whether `key` tells a generator how to show a page: no fact of the module.
fn is_machinery(key: &str) -> bool {
    const MACHINERY: [&str; 41] = [
        "aliases",
        "author",
        "authors",
        "categories",
        "cascade",
        "collection",
        "comments",
        "cssclass",
        "cssclasses",
        "date",
        "description",
        "draft",
        "excerpt",
        "expirydate",
        "headless",
        "id",
        "keywords",
        "lang",
        "language",
        "lastmod",
        "layout",
        "linktitle",
        "locale",
        "markup",
        "menu",
        "nav_exclude",
        "order",
        "outputs",
        "parent",
        "permalink",
        "published",
        "publishdate",
        "redirect_from",
        "sidebar",
        "slug",
        "summary",
        "tags",
        "template",
        "title",
        "type",
        "url",
    ];
    const BEGINNINGS: [&str; 8] = ["nav", "sidebar", "toc", "has_", "hide", "weight", "og", "image"];
    let key = key.to_lowercase();
    MACHINERY.contains(&key.as_str()) || BEGINNINGS.iter().any(|beginning| key.starts_with(beginning))
}

fn is_tag(tag: &str) -> bool {
    (2..=10).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether `value` is a table of lists of names, as claims are.
fn is_claims(value: &FrontValue) -> bool {
    let is_name = |item: &FrontValue| matches!(item, FrontValue::Text(_));
    let FrontValue::Keys(levels) = value else { return false };
    levels.iter().all(|(_, items)| matches!(items, FrontValue::List(items) if items.iter().all(is_name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> String {
        OwnFront::of(&parse(text), PageRole::Module, "nl").text()
    }

    #[test]
    fn yaml_becomes_toml_and_nothing_of_it_is_lost() {
        let yaml = "---\ntitle: 'Omgaan met: klachten'\ndescription: >\n  Wat je\n  leert\nlang: nl\nweight: 3\n\
                    tags: [zorg, \"hulp, enzo\"]\nects: 4,5\nlokaal: 2.10\ntalen: [nl, fr]\nmenu:\n  main:\n    weight: 2\ndate: 2024-05-01\ncovers:\n  introduced: [c1.1]\n---\n\nTekst\n";
        let wanted = "+++\ntitle = \"Omgaan met: klachten\"\nsummary = \"Wat je leert\"\ncredits = 4.5\n# lang = \"nl\"\n# weight = 3\n\
                      # tags = [\"zorg\", \"hulp, enzo\"]\n# menu = { main = { weight = 2 } }\n# date = \"2024-05-01\"\n\n[facts]\nlokaal = \"2.10\"\ntalen = \"nl, fr\"\n\n[covers]\nintroduced = [\"c1.1\"]\n+++\n";
        assert_eq!(own(yaml), wanted);
        assert_eq!(&yaml[parse(yaml).body_start..], "\nTekst\n");
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_is() {
        assert_eq!(own("---\na: &x [1]\nb: *x\n---\n"), "+++\n# a: &x [1]\n# b: *x\n+++\n");
        assert_eq!(own("---\nTekst tussen lijnen\n---\n"), "");
        assert_eq!(own("Tekst\n"), "");
    }

    #[test]
    fn values_multiply_not() {
        let mut yaml = "a0: &a0 [x]\n".to_owned();
        for level in 1..30 {
            yaml.push_str(&format!("a{level}: &a{level} [{}]\n", format!("*a{},", level - 1).repeat(9)));
        }
        assert_eq!(of_yaml(&yaml), None);
    }
}
