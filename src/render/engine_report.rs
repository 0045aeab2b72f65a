//! Reads the reports of the template engine that it gives as text alone.
//!
//! For most mistakes the engine has a kind, a template and a span. When templates name a filter, a test, a function, a
//! component or a template that there is not, it has all of these too, but hands out one text with a report for each:
//!
//! ```text
//! error: Unknown filter `netjes`
//!  --> parts/meter.html:3:12
//!   |
//! 3 | {{ title | netjes }}
//!   |            ^^^^^^
//! ```
//!
//! Here is the only spot that knows the form of this text, and of the two sentences in it that mean something to us.
//! The tests hold them to the engine.

use super::bounds;
use super::engine_sentences::in_own_words;
use crate::diagnostics::{Message, say};

/// A mistake in the templates of a theme.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EngineReport<'r> {
    pub(super) message: &'r str,
    /// Where the engine says it stands.
    pub(super) place: Option<ReportedPlace<'r>>,
    pub(super) kind: ReportKind<'r>,
}

/// The kinds of reports that are told apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ReportKind<'r> {
    /// There is no template of this name.
    UnknownTemplate(&'r str),
    /// Two templates define one component; here is the second.
    TwoComponents(&'r str),
    /// Any other.
    Other,
}

/// A place in a template: line and column from 1, and how many characters of the line are meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ReportedPlace<'r> {
    pub(super) template: &'r str,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) length: usize,
}

/// The message of the engine as one of ours; our bounds speak through it too.
pub(super) fn said(message: &str) -> Message {
    match message.trim_end_matches('.') {
        bounds::ENDLESS => say!("this goes on and on: the page was not ready after 5,000,000 steps"),
        bounds::GROWING => say!("this grows and grows: a variable may hold 4 MB and this one has more"),
        bounds::TOO_LARGE => say!("this page is larger than 256 MB"),
        other => in_own_words(other).unwrap_or_else(|| Message::verbatim(other)),
    }
}

/// The reports in `text`.
pub(super) fn reports(text: &str) -> impl Iterator<Item = EngineReport<'_>> {
    text.split("\n\nerror: ").map(report)
}

fn report(text: &str) -> EngineReport<'_> {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(first);
    let marks = text.lines().last().map_or(0, |line| line.matches('^').count());
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> "));
    EngineReport { message, place: place.and_then(|place| reported_place(place, marks)), kind: kind(message) }
}

fn kind(message: &str) -> ReportKind<'_> {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match names[..] {
        [name] if message.starts_with("Unknown template `") => ReportKind::UnknownTemplate(name),
        [_, _, second] if message.contains("` is defined in both `") => ReportKind::TwoComponents(second),
        _ => ReportKind::Other,
    }
}

/// `name:line:column`, where the name may hold colons itself.
fn reported_place(place: &str, length: usize) -> Option<ReportedPlace<'_>> {
    let (rest, column) = place.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    Some(ReportedPlace { template, line: line.parse().ok()?, column: column.parse().ok()?, length })
}

#[cfg(test)]
mod tests {
    use tera::{ErrorKind, Tera};

    use super::*;

    /// The reports of the engine on `templates`, which it gives as text alone.
    fn said(templates: &[(&str, &str)]) -> String {
        let error = Tera::default().add_raw_templates(templates.iter().copied()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Msg(_)), "the engine has a kind for this: {error:?}");
        error.to_string()
    }

    #[test]
    fn names_that_there_are_not_are_reports_with_their_places() {
        let text = said(&[
            ("a.html", "é\n{{ 1 | netjes }} {% if 1 is mooi %}{% endif %}{{ niets() }}"),
            ("b:c.html", "{% include \"parts/weg.html\" %}"),
        ]);
        let reports: Vec<EngineReport<'_>> = reports(&text).collect();
        let messages: Vec<&str> = reports.iter().map(|report| report.message).collect();
        let expected = [
            "Unknown filter `netjes`",
            "Unknown test `mooi`",
            "Unknown function `niets`",
            "Unknown template `parts/weg.html`",
        ];
        assert_eq!(messages, expected);
        assert_eq!(
            reports[0].place,
            Some(ReportedPlace { template: "a.html", line: 2, column: 8, length: 6 })
        );
        assert_eq!(reports[2].kind, ReportKind::Other);
        assert_eq!(reports[3].kind, ReportKind::UnknownTemplate("parts/weg.html"));
        assert_eq!(reports[3].place.as_ref().map(|place| place.template), Some("b:c.html"));
    }

    #[test]
    fn two_templates_with_one_component_are_named() {
        let component = "{% component kaart() %}x{% endcomponent kaart %}";
        let text = said(&[("a.html", component), ("b.html", component)]);
        let reports: Vec<EngineReport<'_>> = reports(&text).collect();
        assert_eq!(reports.len(), 1);
        assert_eq!((&reports[0].kind, &reports[0].place), (&ReportKind::TwoComponents("b.html"), &None));
    }
}
