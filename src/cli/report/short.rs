//! One line for each diagnostic, in the form that editors and terminals make a link of:
//! `path:line:column: severity[CODE] message; help`.

use std::io::{self, Write};

use crate::config::Language;
use crate::diagnostics::{Message, Report};

use super::source_lines::SourceLines;
use super::{one_line, told};

pub(super) fn write(
    report: &Report,
    lines: &mut SourceLines<'_>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        let start = lines.range(&diagnostic.place).start;
        let (file, severity) = (one_line(diagnostic.place.file.as_str()), diagnostic.severity.as_str());
        write!(out, "{file}:{}:{}: {severity}[{}] ", start.line, start.column, diagnostic.code)?;
        let said = [&diagnostic.message].into_iter().chain(&diagnostic.help).cloned();
        writeln!(out, "{}", told(&Message::in_one(said), language))?;
    }
    Ok(())
}
