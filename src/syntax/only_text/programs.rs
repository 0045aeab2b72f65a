//! Finds what other programs would do something with and this one shows as it is written: comments, commands, marks of
//! their own.
//!
//! ```text
//! %%nog navragen%%              a comment of Obsidian, and everybody reads it here; `{/* … */}` of Docusaurus, `% …` of MyST
//! {{< youtube abc >}}           a command of Hugo and Quarto; `{% include … %}` of Jekyll, `{{ … }}`
//! ==woorden==                   a marked text
//! [TOC]                         a list of the headings
//! {: .no_toc }, [x]{.mark}      attributes of a paragraph or of words
//! {ref}`les`, (les)=            roles and labels of MyST
//! === "Tab"                     tabs of MkDocs
//! ```

use std::ops::Range;

use super::marks::PlainMarkup;
use crate::diagnostics::{Message, say};

/// Roles of MyST before code.
const ROLES: [&str; 16] = [
    "ref", "numref", "doc", "term", "cite", "eq", "download", "octicon", "kbd", "abbr", "sub", "sup", "math",
    "guilabel", "cite:p", "cite:t",
];
/// Lines that stand for a list of the headings.
const CONTENTS: [&str; 2] = ["[toc]", "[[_toc_]]"];

fn only_text(run: &str, at: Range<usize>, help: Message) -> PlainMarkup {
    let message = say!("`{run}` is only text here", run = &run[at.clone()]);
    PlainMarkup::new(at, message, help)
}

pub(super) fn no_command() -> Message {
    say!("it is a command of another program: write what it would show, or take it out")
}

/// Such places in `run`, which `before` and `behind` stand around in the file: the first of each kind.
pub(super) fn signs_of_others(
    run: &str,
    (before, behind): (&str, &str),
    starts_line: bool,
) -> impl Iterator<Item = PlainMarkup> + use<> {
    let is_alone = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    // Nearly every run of words has none of the signs that all of these have, but for a line as a whole.
    let has_signs = run.bytes().any(|byte| matches!(byte, b'%' | b'{' | b'}' | b'='));
    let within = |found: &dyn Fn() -> Option<PlainMarkup>| if has_signs { found() } else { None };
    let found = [
        within(&|| comment(run, starts_line && is_alone)),
        within(&|| command(run)),
        within(&|| marked(run)),
        starts_line.then(|| line(run, behind)).flatten(),
        within(&|| attributes_of_words(run)),
        within(&|| role(run, behind)),
    ];
    found.into_iter().flatten()
}

/// The range from `open` in `run` to the end of the first `close` behind it.
fn between(run: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let start = run.find(open)?;
    let inside = start + open.len();
    let length = run[inside..].find(close)?;
    Some(start..inside + length + close.len())
}

fn comment(run: &str, starts_paragraph: bool) -> Option<PlainMarkup> {
    let line = || (starts_paragraph && run.starts_with("% ")).then(|| 0..run.trim_end().len());
    let is_free = |at: &Range<usize>| !run[..at.start].ends_with(char::is_alphanumeric);
    let at = between(run, "%%", "%%").filter(is_free).or_else(|| between(run, "{/*", "*/}")).or_else(line)?;
    let message = say!("`{run}` is no comment here, and everybody reads it", run = &run[at.clone()]);
    Some(PlainMarkup::new(
        at,
        message,
        say!("for a note to yourself write `<!-- … -->`, which no page shows"),
    ))
}

fn command(run: &str) -> Option<PlainMarkup> {
    let pairs = [("{{<", ">}}"), ("{{%", "%}}"), ("{% ", "%}"), ("{{ ", " }}")];
    let at = pairs.iter().find_map(|(open, close)| between(run, open, close))?;
    Some(only_text(run, at, no_command()))
}

/// `==woorden==`, but not `a == b`.
fn marked(run: &str) -> Option<PlainMarkup> {
    let is_part = |c: char| !c.is_whitespace() && c != '=';
    let starts = run.match_indices("==").map(|(at, _)| at);
    let start = starts.into_iter().find(|at| {
        run[at + 2..].starts_with(is_part) && !run[..*at].ends_with(|c: char| c == '=' || c.is_alphanumeric())
    })?;
    let inside = &run[start + 2..];
    let end = inside.find("==").filter(|end| inside[..*end].ends_with(is_part))?;
    let words = &inside[..end];
    let help = say!("write `<mark>{words}</mark>`", words);
    (!words.contains('\n')).then(|| only_text(run, start..start + end + 4, help))
}

/// A whole line that means something to another program.
fn line(run: &str, behind: &str) -> Option<PlainMarkup> {
    if !run.starts_with(['[', '{', '(', '=', 'i']) {
        return None;
    }
    let written = run.trim_end();
    let is_whole = run.ends_with('\n') || behind.is_empty() || behind.starts_with(['\n', '\r']);
    if is_whole && CONTENTS.iter().any(|known| known.eq_ignore_ascii_case(written)) {
        let help = say!("take it out: a page lists its headings by itself");
        return Some(only_text(run, 0..written.len(), help));
    }
    let is_attributes = written.starts_with("{:") && written.ends_with('}');
    if is_whole && is_attributes {
        let help = say!("take it out: attributes stand behind headings and pictures alone");
        return Some(only_text(run, 0..written.len(), help));
    }
    let is_label = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(")=")).is_some_and(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
    });
    let is_tab = written.starts_with("=== \"") && written.ends_with('"');
    let is_import = written.starts_with("import ") && written.contains(" from ") && {
        let end = written.trim_end_matches(';');
        end.ends_with(['"', '\''])
    };
    (is_whole && (is_label || is_tab || is_import)).then(|| only_text(run, 0..written.len(), no_command()))
}

/// `[woorden]{.klasse}`
fn attributes_of_words(run: &str) -> Option<PlainMarkup> {
    let start = run.find("]{.")? + 1;
    let end = start + run[start..].find('}')? + 1;
    let help = say!("take it out: attributes stand behind headings and pictures alone");
    run[..start].contains('[').then(|| only_text(run, start..end, help))
}

/// `{ref}` before code.
fn role(run: &str, behind: &str) -> Option<PlainMarkup> {
    let inside = run.strip_suffix('}').filter(|_| behind.starts_with('`'))?;
    let start = inside.rfind('{')?;
    ROLES.contains(&&inside[start + 1..]).then(|| only_text(run, start..run.len(), no_command()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(run: &str) -> Option<String> {
        signs_of_others(run, ("", ""), true).next().map(|found| run[found.at].to_owned())
    }

    #[test]
    fn signs_of_other_programs_are_found() {
        for (run, sign) in [
            ("Vraag %%nog doen%% het", "%%nog doen%%"),
            ("{/* intern */}", "{/* intern */}"),
            ("% intern", "% intern"),
            ("Zie {{< youtube abc >}}.", "{{< youtube abc >}}"),
            ("{% include note.html %}", "{% include note.html %}"),
            ("een ==gemarkeerd woord== hier", "==gemarkeerd woord=="),
            ("[TOC]", "[TOC]"),
            ("{: .no_toc }", "{: .no_toc }"),
            ("[klein]{.smallcaps} woord", "{.smallcaps}"),
            ("(les-1)=", "(les-1)="),
            ("=== \"Windows\"", "=== \"Windows\""),
            ("import Tabs from \"@theme/Tabs\";", "import Tabs from \"@theme/Tabs\";"),
        ] {
            assert_eq!(found(run).as_deref(), Some(sign), "{run}");
        }
        assert!(signs_of_others("Zie {ref}", ("", "`les`"), false).next().is_some());
    }

    #[test]
    fn words_that_only_look_so_are_none() {
        for run in [
            "100%%",
            "20 % van de klanten",
            "100%% van 50%%",
            "a == b of c==d==e",
            "==",
            "====",
            "een [lijst] {a, b}",
            "toc",
            "(zie boven)",
            "import en export uit China",
            "{1, 2}",
            "{{x}}",
        ] {
            assert_eq!(found(run), None, "{run}");
        }
        assert!(signs_of_others("verzameling {a}", ("", "`x`"), false).next().is_none());
    }
}
