//! Purpose: tell a file of another kind from plain text before reading it as a document.
//! Input: the start of a text. Output: what kind it is and what to do, for L701.
//! Invariant: plain text in any language is never taken for something else.

/// A kind of file that is no plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Foreign {
    /// What it is, to stand after "this is".
    pub(super) what: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

const SAVE_AS_TEXT: &str = "open it in its own program, save it as plain text (UTF-8) or as a Word document (.docx), and import that";

/// What `text` is instead of plain text. The text may be bytes read as UTF-8, with U+FFFD for those that
/// are none.
pub(super) fn recognise(text: &str) -> Option<Foreign> {
    let text = text.trim_start_matches('\u{feff}');
    let what = if text.starts_with("%PDF") {
        "a PDF document"
    } else if text.starts_with("PK\u{3}\u{4}") {
        "a zip file, such as a Word or OpenDocument file,"
    } else if text.starts_with("\u{fffd}\u{fffd}\u{11}") {
        // The bytes D0 CF 11 E0 of every file of old Microsoft Office, read as UTF-8.
        "a document of an old version of Word or Excel"
    } else if text.starts_with("{\\rtf") {
        "a rich text document (RTF)"
    } else if is_markup(text) {
        "a web page or an XML file"
    } else if is_binary(text) {
        "a file of bytes"
    } else {
        return None;
    };
    Some(Foreign { what, help: SAVE_AS_TEXT })
}

fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    let head = start.get(..9).unwrap_or(start).to_ascii_lowercase();
    ["<!doctype", "<html", "<?xml"].iter().any(|tag| head.starts_with(tag))
}

/// Whether one in ten of the first thousand characters is one that no text has.
fn is_binary(text: &str) -> bool {
    let head = || text.chars().take(1000);
    let strange = head().filter(|c| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{fffd}')).count();
    strange > 0 && strange * 10 >= head().count()
}
