//! The mistakes of a site as the panel in the browser lists them, each with its line.
//!
//! The list stays small however many mistakes there are and however long their lines: of the mistakes the first hundred,
//! errors before warnings; of a line the part round the mistake.

use std::collections::HashMap;

use serde::Serialize;

use super::moment::Moment;
use crate::config::Language;
use crate::diagnostics::{Diagnostic, Message, Place, Severity};
use crate::sources::Sources;
use crate::text::{LineIndex, SourcePath};
use crate::words::translate;

/// Diagnostics that the panel lists; more of them nobody reads at once.
const LISTED: usize = 100;
/// Characters of a line that are shown, and of those how many before the mistake.
const WIDTH: usize = 160;
const BEFORE: usize = 60;

/// The mistakes of a site.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Problems {
    errors: usize,
    warnings: usize,
    list: Vec<Problem>,
}

#[derive(Debug, Serialize, PartialEq)]
struct Problem {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: String,
    #[serde(flatten)]
    excerpt: Excerpt,
    related: Vec<Related>,
}

#[derive(Debug, Serialize, PartialEq)]
struct Related {
    what: String,
    #[serde(flatten)]
    excerpt: Excerpt,
}

/// A place, and its line in three parts: before the mistake, the mistake, behind it.
#[derive(Debug, Default, Serialize, PartialEq)]
struct Excerpt {
    file: String,
    line: usize,
    column: usize,
    before: String,
    marked: String,
    after: String,
}

impl Problems {
    /// The mistakes at `moment`, errors first.
    pub(super) fn of(moment: &Moment) -> Self {
        let report = moment.report();
        let totals = report.totals();
        let language = moment.newest.site().config.language;
        let mut lines = Excerpts { sources: moment.newest.sources(), indexes: HashMap::new(), language };
        let refused = moment.disk.iter().map(|refused| Problem {
            code: "",
            severity: Severity::Error.as_str(),
            message: translate(&refused.message, language),
            help: translate(&refused.advice, language),
            excerpt: Excerpt::default(),
            related: Vec::new(),
        });
        let mut sorted: Vec<&Diagnostic> = report.diagnostics().iter().collect();
        sorted.sort_by_key(|diagnostic| severity_rank(diagnostic.severity));
        let found = sorted.into_iter().take(LISTED).map(|diagnostic| lines.problem(diagnostic));
        Self {
            errors: totals.errors + usize::from(moment.disk.is_some()),
            warnings: totals.warnings,
            list: refused.chain(found).collect(),
        }
    }
}

fn severity_rank(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

/// The lines of all files that are spoken of.
struct Excerpts<'s> {
    sources: &'s Sources,
    indexes: HashMap<SourcePath, LineIndex<'s>>,
    /// The language of the panel.
    language: Language,
}

impl Excerpts<'_> {
    fn told(&self, message: &Message) -> String {
        translate(message, self.language)
    }

    fn problem(&mut self, diagnostic: &Diagnostic) -> Problem {
        let related = diagnostic.related.iter();
        Problem {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.as_str(),
            message: self.told(&diagnostic.message),
            help: diagnostic.help.as_ref().map(|help| self.told(help)).unwrap_or_default(),
            excerpt: self.excerpt(&diagnostic.place),
            related: related
                .map(|(place, what)| Related { what: self.told(what), excerpt: self.excerpt(place) })
                .collect(),
        }
    }

    fn excerpt(&mut self, place: &Place) -> Excerpt {
        let sources = self.sources;
        let index = self
            .indexes
            .entry(place.file.clone())
            .or_insert_with(|| LineIndex::new(sources.text(&place.file).unwrap_or_default()));
        let span = place.span.range();
        let start = index.position(span.start);
        let end = index.position(span.end);
        let characters: Vec<char> = index.line(start.line).chars().collect();
        let first = (start.column - 1).min(characters.len());
        let last = if end.line > start.line { characters.len() } else { end.column - 1 };
        // An empty place is shown at the character that stands there.
        let last = last.max(first + 1).min(characters.len());
        let from = first.saturating_sub(BEFORE);
        let to = characters.len().min(from + WIDTH);
        let part = |from: usize, to: usize| characters[from.min(to)..to].iter().collect::<String>();
        let cut = |sign: bool| if sign { "…" } else { "" };
        Excerpt {
            file: place.file.to_string(),
            line: start.line,
            column: start.column,
            before: format!("{}{}", cut(from > 0), part(from, first)),
            marked: part(first, last.min(to)),
            after: format!("{}{}", part(last.min(to), to), cut(to < characters.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SourceFile;
    use crate::text::Span;

    fn excerpt(text: &str, span: std::ops::Range<usize>) -> Excerpt {
        let path = SourcePath::new("content/a.md");
        let mut sources = Sources::default();
        sources.insert(SourceFile::new(path.clone(), text.as_bytes()));
        Excerpts { sources: &sources, indexes: HashMap::new(), language: Language::English }
            .excerpt(&Place::new(&path, Span::new(span)))
    }

    #[test]
    fn a_line_is_shown_round_the_mistake() {
        let shown = excerpt("één\nzie [[c9.9]] daar\n", 12..16);
        let parts = (shown.before.as_str(), shown.marked.as_str(), shown.after.as_str());
        assert_eq!(parts, ("zie [[", "c9.9", "]] daar"));
        assert_eq!((shown.line, shown.column), (2, 7));
    }

    #[test]
    fn a_mistake_over_several_lines_is_marked_to_the_end_of_the_first() {
        let shown = excerpt("abc\ndef", 1..6);
        assert_eq!((shown.before.as_str(), shown.marked.as_str(), shown.after.as_str()), ("a", "bc", ""));
    }

    #[test]
    fn a_long_line_is_cut_and_places_past_the_end_are_the_end() {
        let shown = excerpt(&"x".repeat(10_000), 5_000..5_004);
        assert_eq!(shown.before, format!("…{}", "x".repeat(BEFORE)));
        assert_eq!(shown.marked, "xxxx");
        assert_eq!(shown.after.chars().count(), WIDTH - BEFORE - 4 + 1);
        assert_eq!(excerpt("ab", 9..9).marked, "");
        assert_eq!(
            excerpt("", 0..0),
            Excerpt { file: "content/a.md".to_owned(), line: 1, column: 1, ..Excerpt::default() }
        );
    }
}
