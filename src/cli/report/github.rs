//! Annotations on the changed lines, in a run of GitHub Actions: workflow commands, one on each line.
//!
//! The text of a file cannot end a command or begin another one: the escapes are those of the runner's own toolkit
//! (`@actions/core`, `command.ts`).

use std::io::{self, Write};

use crate::diagnostics::{Report, Severity};

use super::one_line;
use super::source_lines::{Range, SourceLines};

pub(super) fn write(
    report: &Report,
    lines: &mut SourceLines<'_>,
    prefix: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let file = property(&format!("{prefix}{}", diagnostic.place.file));
        let place = position(lines.range(&diagnostic.place));
        let title = property(&format!("{}: {}", diagnostic.code, diagnostic.code.title()));
        write!(out, "::{command} file={file},{place},title={title}::")?;
        out.write_all(data(&one_line(&diagnostic.message)).as_bytes())?;
        if let Some(help) = &diagnostic.help {
            write!(out, "%0A{}", data(&one_line(help)))?;
        }
        writeln!(out)?;
    }
    Ok(())
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
