//! The settings `[diagnostics]`, by which a site makes warnings and notes more or less severe, or turns them off.
//!
//! ```text
//! [diagnostics]
//! L307 = "off"
//! L308 = "warning"
//! ```
//!
//! An error cannot be made milder, since a site with errors cannot be built as its author means it. A code that is
//! not named keeps its own severity.

use crate::diagnostics::{Code, Problems, Severity, did_you_mean, say};
use crate::fields::Fields;
use crate::text::nearest;

/// Reads the table. A severity of `None` turns a code off.
pub(super) fn read_severities(table: Fields, problems: &mut Problems) -> Vec<(Code, Option<Severity>)> {
    let copy = table.clone();
    let mut severities = Vec::new();
    for (key, value) in table.into_strings(problems).read {
        let Ok(code) = key.value.parse::<Code>() else {
            let near = nearest(&key.value, Code::ALL.iter().map(|code| code.as_str()));
            let help = did_you_mean(&near, say!("`leerlijn explain` lists the codes"));
            copy.refuse(key.span, say!("`{key}` is no code", key = key.value), help, problems);
            continue;
        };
        let severity = match value.value.as_str() {
            "off" => None,
            "note" => Some(Severity::Note),
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            other => {
                let help = say!("it can be \"off\", \"note\", \"warning\" or \"error\"");
                copy.refuse(value.span, say!("`{other}` is no severity", other), help, problems);
                continue;
            }
        };
        if code.severity() == Severity::Error && severity != Some(Severity::Error) {
            let help = say!("only warnings and notes can be set; take this line out");
            copy.refuse(key.span, say!("{code} is an error and stays one", code), help, problems);
            continue;
        }
        severities.push((code, severity));
    }
    severities
}
