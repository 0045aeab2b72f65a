//! Finds what stands behind the fence of a block of code and is shown nowhere: boxes of MyST, and titles.
//!
//! ```text
//! ```{note}                  a box of MyST, which is shown as code here
//! ```js title="app.js"       a title above the code
//! ```

use std::ops::Range;

use super::marks::{PlainMarkup, write_an_alert};
use super::programs::no_command;
use crate::diagnostics::{Code, say};
use crate::syntax::box_types::is_type;

/// Blocks in braces that are code: cells of notebooks, and what Quarto and R name so.
const CODE: [&str; 14] = [
    "code",
    "code-block",
    "code-cell",
    "sourcecode",
    "literalinclude",
    "python",
    "r",
    "julia",
    "sql",
    "bash",
    "js",
    "ojs",
    "dot",
    "mermaid",
];

/// The words in `info`, behind the fence of the block of code at `range` of `text`, that no page shows or that make a box
/// in another program.
pub(super) fn behind_fence(text: &str, range: &Range<usize>, info: &str) -> Option<PlainMarkup> {
    let place = |words: &str| {
        let at = range.start + text.get(range.clone())?.find(words)?;
        Some(at..at + words.len())
    };
    if let Some(name) = directive(info) {
        let is_box = is_type(name) || name == "admonition";
        let help = if is_box { write_an_alert() } else { no_command() };
        let sign = format!("{{{name}}}");
        return Some(PlainMarkup::new(place(&sign)?, say!("`{sign}` is shown as code here", sign), help));
    }
    let title = title(info)?;
    let message = say!("`{title}` behind the fence is on no page", title);
    let help = say!("write it in a line above the code");
    Some(PlainMarkup { code: Code::L109, ..PlainMarkup::new(place(title)?, message, help) })
}

/// `title="app.js"`
fn title(info: &str) -> Option<&str> {
    let start = ["title=\"", "filename=\""].iter().find_map(|key| info.find(key))?;
    let value = start + info[start..].find('"')? + 1;
    let end = value + info[value..].find('"')?;
    (end > value).then(|| &info[start..=end])
}

/// The name between braces in `info`, if it is none of code.
fn directive(info: &str) -> Option<&str> {
    let inside = info.trim_start().strip_prefix('{')?;
    let end = inside.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | ':'))?;
    let (name, rest) = inside.split_at(end);
    let is_code = CODE.contains(&name.to_ascii_lowercase().as_str());
    (!name.is_empty() && rest.starts_with('}') && !is_code).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_told_from_code() {
        assert_eq!(directive("{note}"), Some("note"));
        assert_eq!(directive("{admonition} Let op"), Some("admonition"));
        assert_eq!(directive("{tab-set}"), Some("tab-set"));
        for info in
            ["python", "{python}", "{r, echo=FALSE}", "{.python .numberLines}", "{code-cell} ipython3", ""]
        {
            assert_eq!(directive(info), None, "{info}");
        }
    }

    #[test]
    fn a_title_is_all_of_its_attribute() {
        assert_eq!(title("js title=\"a b.js\" {1,3}"), Some("title=\"a b.js\""));
        assert_eq!(title("js title=\"\""), None);
        assert_eq!(title("js"), None);
    }
}
