//! One line for each diagnostic, in the form that editors and terminals make a link of:
//! `path:line:column: severity[CODE] message; help`.

use std::io::{self, Write};

use crate::diagnostics::Report;

use super::one_line;
use super::source_lines::SourceLines;

pub(super) fn write(report: &Report, lines: &mut SourceLines<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        let start = lines.range(&diagnostic.place).start;
        let (file, severity) = (&diagnostic.place.file, diagnostic.severity.as_str());
        write!(out, "{file}:{}:{}: {severity}[{}] ", start.line, start.column, diagnostic.code)?;
        out.write_all(one_line(&diagnostic.message).as_bytes())?;
        if let Some(help) = &diagnostic.help {
            write!(out, "; {}", one_line(help))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
