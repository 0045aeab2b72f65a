//! The report for code hosts and review tools: a SARIF 2.1.0 log (OASIS, 27 March 2020) with one run.
//!
//! The rules are all of [`Code::ALL`], whatever the report holds; columns count code points; file names are relative
//! references, percent-encoded.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::config::Language;
use crate::diagnostics::{Code, Diagnostic, Place, Report, Severity, count, say};
use crate::words::translate;

use super::source_lines::SourceLines;
use super::{ReportSetting, worst};

/// So many results are written: GitHub shows no more of a run, and refuses one with more than 25,000.
const MOST: usize = 5_000;

pub(super) fn write(
    report: &Report,
    lines: &mut SourceLines<'_>,
    reader: ReportSetting<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (shown, left_out) = worst(report, MOST);
    let results: Vec<Value> = shown.into_iter().map(|diagnostic| result(diagnostic, lines, reader)).collect();
    let mut log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|code| rule(*code, reader.language)).collect::<Vec<_>>(),
            }},
            "language": reader.language.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    if left_out > 0 {
        let text = count!(
            left_out,
            "There are no more results.",
            "There is 1 more result; `leerlijn check --format short` has all of them.",
            "There are {n} more results; `leerlijn check --format short` has all of them."
        );
        let notification =
            json!({ "level": "note", "message": { "text": translate(&text, reader.language) } });
        log["runs"][0]["invocations"] =
            json!([{ "executionSuccessful": true, "toolExecutionNotifications": [notification] }]);
    }
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code, language: Language) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": translate(&code.message(), language) },
        "help": { "text": translate(&say!("`leerlijn explain {code}` says what it means and what to do.", code), language) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(diagnostic: &Diagnostic, lines: &mut SourceLines<'_>, reader: ReportSetting<'_>) -> Value {
    let (prefix, language) = (reader.prefix, reader.language);
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{}", translate(&diagnostic.message, language), translate(help, language)),
        None => translate(&diagnostic.message, language),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [location(&diagnostic.place, lines, prefix)],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate().map(|(id, (place, what))| {
            let mut location = location(place, lines, prefix);
            location["id"] = json!(id);
            location["message"] = json!({ "text": translate(what, language) });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(place: &Place, lines: &mut SourceLines<'_>, prefix: &str) -> Value {
    let range = lines.range(place);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&format!("{prefix}{}", place.file)) },
        "region": {
            "startLine": range.start.line,
            "startColumn": range.start.column,
            "endLine": range.end.line,
            "endColumn": range.end.column,
        },
    }})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// `path` as a relative reference (RFC 3986): all but unreserved characters and `/` percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
