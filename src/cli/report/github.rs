//! Annotations on the changed lines, in a run of GitHub Actions: workflow commands, one on each line.
//!
//! The text of a file cannot end a command or begin another one: the escapes are those of the runner's own toolkit
//! (`@actions/core`, `command.ts`).

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::diagnostics::{Diagnostic, Message, Place, Report, Severity};
use crate::words::translate;

use super::source_lines::{Range, SourceLines};
use super::{ReportSetting, more, told, worst};

/// So many findings are written. GitHub makes annotations of ten errors, ten warnings and ten notices of a step, and
/// shows the others in its log, which people read.
const MOST: usize = 1_000;

pub(super) fn write(
    report: &Report,
    lines: &mut SourceLines<'_>,
    reader: ReportSetting<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (shown, left_out) = worst(report, MOST);
    let mut noticed = BTreeSet::new();
    for diagnostic in shown {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let file = property(&format!("{}{}", reader.prefix, diagnostic.place.file));
        let place = position(lines.range(&diagnostic.place));
        let title = property(&format!(
            "{}: {}",
            diagnostic.code,
            translate(&diagnostic.code.message(), reader.language)
        ));
        write!(out, "::{command} file={file},{place},title={title}::")?;
        out.write_all(data(&told(&diagnostic.message, reader.language)).as_bytes())?;
        if let Some(help) = &diagnostic.help {
            write!(out, "%0A{}", data(&told(help, reader.language)))?;
        }
        writeln!(out)?;
        if diagnostic.severity == Severity::Error {
            for notice in notices(diagnostic, lines, reader) {
                if noticed.insert(notice.clone()) {
                    writeln!(out, "{notice}{}", data(&told(&diagnostic.message, reader.language)))?;
                }
            }
        }
    }
    if left_out > 0 {
        writeln!(out, "{}", translate(&more(left_out), reader.language))?;
    }
    Ok(())
}

/// The other places of an error, the beginning of a notice for each: GitHub shows annotations beside changed lines, and the
/// line that was changed may be the other one, such as the heading that a claim was taken from.
fn notices(diagnostic: &Diagnostic, lines: &mut SourceLines<'_>, reader: ReportSetting<'_>) -> Vec<String> {
    let notice = |(place, message): &(Place, Message)| {
        let file = property(&format!("{}{}", reader.prefix, place.file));
        let position = position(lines.range(place));
        let title = property(&format!("{}: {}", diagnostic.code, told(message, reader.language)));
        format!("::notice file={file},{position},title={title}::")
    };
    diagnostic.related.iter().map(notice).collect()
}

/// Columns only make sense to GitHub within one line.
fn position(Range { start, end }: Range) -> String {
    if start.line == end.line {
        format!("line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
    } else {
        format!("line={},endLine={}", start.line, end.line)
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
