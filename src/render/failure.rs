//! Says what the template engine found wrong as a diagnostic in the template.
//!
//! Every error has a place: where the engine names none, it is the start of the template.

use tera::{Error, ErrorKind};

use crate::diagnostics::{Code, Diagnostic, Message, Place, did_you_mean, say};
use crate::text::{SourcePath, Span, nearest};

use super::bounds;
use super::engine_report::{EngineReport, ReportKind, ReportedPlace, reports, said};
use super::isolation::Stopped;
use super::theme::{DEFAULT_THEME, Theme, ThemeFile};
use crate::sources::THEMES_FOLDER;

/// The diagnostics of templates that could not be put together: L601.
pub(super) fn of_templates(error: &Error, theme: &Theme) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            vec![at(
                Code::L601,
                theme,
                report.filename(),
                authors(theme, report.filename(), Span::new(report.span().range.clone())),
                said(report.message()),
            )]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = say!("there is no template `{parent}` to extend", parent);
            let problem = at(Code::L601, theme, current, quoted(theme, current, parent), message);
            vec![problem.help(near_template(theme, parent))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let message =
                say!("this template extends itself: {chain}", chain = chain(tpl, inheritance_chain));
            vec![at(Code::L601, theme, tpl, Span::at(0), message)]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let message = say!("this template includes itself: {chain}", chain = include_chain.join(" > "));
            vec![at(Code::L601, theme, tpl, Span::at(0), message)]
        }
        _ => reports(&error.to_string()).map(|report| of_report(&report, theme)).collect(),
    }
}

/// The diagnostic of a page that could not be made from `template`: L602.
pub(super) fn of_page(error: &Error, theme: &Theme, template: &str) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) => {
            let span = authors(theme, report.filename(), Span::new(report.span().range.clone()));
            at(Code::L602, theme, report.filename(), span, said(report.message()))
        }
        // A page in memory is refused for one reason only.
        ErrorKind::Io(_) => at(Code::L602, theme, template, Span::at(0), said(bounds::TOO_LARGE)),
        _ => at(Code::L602, theme, template, Span::at(0), said(&error.to_string())),
    }
}

/// The diagnostic of a page from `template` that a worker did not get ready: L602, at the start of the template or,
/// where that is built in, of the site's own first one.
pub(super) fn of_worker(stopped: &Stopped, theme: &Theme, template: &str) -> Diagnostic {
    let own = theme.templates().filter(|(_, file)| file.is_own());
    let own: Vec<&str> = own.map(|(name, _)| name).collect();
    let template = if own.contains(&template) { template } else { own.first().copied().unwrap_or(template) };
    let problem = at(Code::L602, theme, template, Span::at(0), stopped.message());
    match stopped {
        Stopped::Time | Stopped::Memory => problem.help(say!(
            "look for a loop in a loop, and for a value that grows, in the theme's own templates"
        )),
        Stopped::NotStarted(_) => problem,
    }
}

fn of_report(report: &EngineReport<'_>, theme: &Theme) -> Diagnostic {
    let message = report.message;
    let (template, span) = match (&report.place, &report.kind) {
        (Some(ReportedPlace { template, line, column, length }), _) => {
            let file = theme.template(template);
            let in_file =
                |file: &ThemeFile| file.in_authors_text(span(file.engine_text(), *line, *column, *length));
            (*template, file.map_or(Span::at(0), in_file))
        }
        (None, ReportKind::TwoComponents(template) | ReportKind::UnknownTemplate(template)) => {
            (*template, Span::at(0))
        }
        (None, ReportKind::Other) => ("", Span::at(0)),
    };
    let problem = at(Code::L601, theme, template, span, said(message));
    match report.kind {
        ReportKind::UnknownTemplate(name) => problem.help(near_template(theme, name)),
        ReportKind::TwoComponents(_) | ReportKind::Other => problem,
    }
}

/// The bytes of `marks` characters from `line` and `column`, both from 1.
fn span(text: &str, line: usize, column: usize, marks: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let offset = |characters: usize| {
        let rest = text[start..].char_indices();
        rest.map(|(at, _)| at).nth(characters).map_or(text.len(), |at| start + at)
    };
    let first = column.saturating_sub(1);
    Span::new(offset(first)..offset(first + marks))
}

/// Where a span of the engine's text of `template` stands in its file.
fn authors(theme: &Theme, template: &str, span: Span) -> Span {
    theme.template(template).map_or(span, |file| file.in_authors_text(span))
}

/// Where `template` writes `name` between quotes.
fn quoted(theme: &Theme, template: &str, name: &str) -> Span {
    let text = theme.template(template).map_or("", |file| &file.text);
    let found = ['"', '\'', '`'].iter().find_map(|quote| text.find(&format!("{quote}{name}{quote}")));
    found.map_or(Span::at(0), |at| Span::new(at..at + name.len() + 2))
}

fn chain(template: &str, parents: &[String]) -> String {
    let names: Vec<&str> = std::iter::once(template).chain(parents.iter().map(String::as_str)).collect();
    names.join(" > ")
}

fn near_template(theme: &Theme, name: &str) -> Message {
    let near = nearest(name, theme.templates().map(|(name, _)| name));
    did_you_mean(
        &near,
        say!("templates are named from the theme's folder `templates`, such as `parts/meter.html`"),
    )
}

fn at(code: Code, theme: &Theme, template: &str, span: Span, message: Message) -> Diagnostic {
    let path = match theme.template(template) {
        Some(file) => file.path.clone(),
        None => SourcePath::new(&format!("{THEMES_FOLDER}/{DEFAULT_THEME}/templates/{template}")),
    };
    Diagnostic::new(code, Place::new(&path, span), message)
}
