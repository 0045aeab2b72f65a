//! The report for scripts: one JSON object on one line, in the shape that `docs/cli.md` promises. Every key is always
//! there; `help` is null where there is none, and `gaps` where nobody counted them.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostics::Report;
use crate::words::translate;

use super::source_lines::SourceLines;
use super::{GapCounts, ReportSetting};

#[derive(Serialize)]
struct Output<'a> {
    diagnostics: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
    gaps: Option<GapCounts>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: String,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<String>,
}

pub(super) fn write(
    report: &Report,
    lines: &mut SourceLines<'_>,
    reader: ReportSetting<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let findings = report.diagnostics().iter().map(|diagnostic| {
        let range = lines.range(&diagnostic.place);
        Finding {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.as_str(),
            message: translate(&diagnostic.message, reader.language),
            file: diagnostic.place.file.as_str(),
            line: range.start.line,
            column: range.start.column,
            end_line: range.end.line,
            end_column: range.end.column,
            help: diagnostic.help.as_ref().map(|help| translate(help, reader.language)),
        }
    });
    let totals = report.totals();
    let output = Output {
        diagnostics: findings.collect(),
        errors: totals.errors,
        warnings: totals.warnings,
        gaps: reader.gaps,
    };
    serde_json::to_writer(&mut *out, &output)?;
    writeln!(out)
}
