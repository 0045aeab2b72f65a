//! Durations, paths, words of commands and kinds of items in sentences of the command line.

use std::env;
use std::path::Path;
use std::time::Duration;

use super::report;
use crate::diagnostics::{Message, say};
use crate::model::ItemKind;

/// A duration in seconds: `0.12 s`.
pub(super) fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// A path as it is seen from the current folder, without characters that a terminal would obey.
pub(super) fn shown(path: &Path) -> String {
    let here = env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    let seen = below.filter(|below| !below.as_os_str().is_empty()).unwrap_or(path);
    report::one_line(&seen.display().to_string())
}

/// `text` as one word of a command, for every shell.
pub(super) fn one_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/\\.:_=,+-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { format!("\"{text}\"") }
}

/// The name of a kind of items.
pub(super) fn item_kind(kind: ItemKind) -> Message {
    match kind {
        ItemKind::Competence => say!("competence"),
        ItemKind::Indicator => say!("indicator"),
        ItemKind::Knowledge => say!("knowledge"),
        ItemKind::Skill => say!("skill"),
        ItemKind::Attitude => say!("attitude"),
    }
}
