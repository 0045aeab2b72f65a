//! Purpose: say on standard error what is wrong with the content.
//! Input: a report. Output: its diagnostics in the form for people.
//! Invariant: who asked for quiet hears of errors alone.

use std::io::{self, Write};

use crate::diagnostics::{Report, Severity};
use crate::sources::Sources;

use super::report::{self, Format, Reader};
use super::terminal::Terminal;

/// Writes `report` to standard error.
pub(super) fn write(report: &Report, sources: &Sources, terminal: &Terminal) {
    let reader = Reader { colour: terminal.remarks, width: terminal.width, ..Reader::default() };
    let mut out = io::BufWriter::new(io::stderr().lock());
    let written = if terminal.is_quiet() {
        let errors = report.diagnostics().iter().filter(|found| found.severity == Severity::Error);
        report::write(Format::Human, &Report::new(errors.cloned().collect()), sources, reader, &mut out)
    } else {
        report::write(Format::Human, report, sources, reader, &mut out)
    };
    // When not even standard error can be written to, there is nobody left to tell.
    let _ = written.and_then(|()| out.flush());
}
