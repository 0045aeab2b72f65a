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
//! :class: dropdown              options of MyST
//! een zin ^begrip-1             the name of a block in Obsidian
//! ||de oplossing||              a hidden text of Discord
//! ```

use std::ops::Range;

use super::marks::PlainMarkup;
use crate::diagnostics::{Message, say};
use crate::syntax::document::SectionKind;

/// Roles of MyST before code.
const ROLES: [&str; 16] = [
    "ref", "numref", "doc", "term", "cite", "eq", "download", "octicon", "kbd", "abbr", "sub", "sup", "math",
    "guilabel", "cite:p", "cite:t",
];
/// Options of the boxes and figures of MyST, each in a line of its own.
const OPTIONS: [&str; 10] =
    ["class", "name", "open", "icon", "label", "width", "height", "align", "alt", "figclass"];
/// Lines that stand for a list of the headings.
const CONTENTS: [&str; 2] = ["[toc]", "[[_toc_]]"];

fn only_text(run: &str, at: Range<usize>, help: Message) -> PlainMarkup {
    let message = say!("`{run}` is only text here", run = &run[at.clone()]);
    PlainMarkup::new(at, message, help)
}

pub(super) fn no_command() -> Message {
    say!("it is a command of another program: write what it would show, or take it out")
}

/// Such places in `run`, which `before` and `behind` stand around in the file: the first of each kind. `has_signs` says
/// whether there is a sign in it that all of these have, but for a line as a whole: `%`, `{`, `}` or `=`.
pub(super) fn signs_of_others(
    run: &str,
    (before, behind): (&str, &str),
    (starts_line, has_signs): (bool, bool),
) -> impl Iterator<Item = PlainMarkup> + use<> {
    let is_alone = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
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
    let others =
        || ["{/*", "{>>"].iter().zip(["*/}", "<<}"]).find_map(|(open, close)| between(run, open, close));
    let at = between(run, "%%", "%%").filter(is_free).or_else(others).or_else(line)?;
    let message = say!("`{run}` is no comment here, and everybody reads it", run = &run[at.clone()]);
    Some(PlainMarkup::new(
        at,
        message,
        say!("for a note to yourself write `<!-- … -->`, which no page shows"),
    ))
}

/// A line `%%`, with which a comment of several lines begins in Obsidian.
pub(super) fn comment_of_lines() -> PlainMarkup {
    let message = say!("`{run}` begins no comment here, and everybody reads what stands below", run = "%%");
    PlainMarkup::new(
        0.."%%".len(),
        message,
        say!("for a note to yourself write `<!-- … -->`, which no page shows"),
    )
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
    if !run.starts_with(['[', '{', '(', '=', 'i', ':', '-']) {
        return None;
    }
    let written = run.trim_end();
    let is_whole = run.ends_with('\n') || behind.is_empty() || behind.starts_with(['\n', '\r']);
    if is_whole && CONTENTS.iter().any(|known| known.eq_ignore_ascii_case(written)) {
        let help = say!("take it out: a page lists its headings by itself");
        return Some(only_text(run, 0..written.len(), help));
    }
    let class = written.strip_prefix("{.").map(|rest| rest.split([' ', '}']).next().unwrap_or_default());
    let is_class = class.is_some_and(|class| SectionKind::of_class(class).is_none());
    let is_attributes = (written.starts_with("{:") || is_class) && written.ends_with('}');
    if is_whole && is_attributes {
        let help = say!("take it out: attributes stand behind headings and pictures alone");
        return Some(only_text(run, 0..written.len(), help));
    }
    let is_include = written.starts_with("--8<-- ");
    let is_label = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(")=")).is_some_and(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
    });
    let is_option = OPTIONS.iter().any(|option| {
        written
            .strip_prefix(':')
            .and_then(|rest| rest.strip_prefix(option))
            .is_some_and(|rest| rest.starts_with(':'))
    });
    let is_tab = written.starts_with("=== \"") && written.ends_with('"');
    let is_import = written.starts_with("import ") && written.contains(" from ") && {
        let end = written.trim_end_matches(';');
        end.ends_with(['"', '\''])
    };
    (is_whole && (is_label || is_tab || is_import || is_option || is_include))
        .then(|| only_text(run, 0..written.len(), no_command()))
}

/// `[woorden]{.klasse}`
fn attributes_of_words(run: &str) -> Option<PlainMarkup> {
    let start = run.find("]{.")? + 1;
    let end = start + run[start..].find('}')? + 1;
    let help = say!("take it out: attributes stand behind headings and pictures alone");
    run[..start].contains('[').then(|| only_text(run, start..end, help))
}

/// `^begrip-1` at the end of a block: the name that Obsidian gives it.
pub(super) fn name_of_block(run: &str, behind: &str) -> Option<PlainMarkup> {
    let written = run.trim_end();
    let start = written.rfind('^')?;
    let name = &written[start + 1..];
    let is_last = run.ends_with('\n') || behind.is_empty() || behind.starts_with(['\n', '\r']);
    let is_name = name.len() >= 2
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    let is_apart = start == 0 || written[..start].ends_with(' ');
    let help = say!(
        "it names a block for links of another program: take it out; a link leads to a heading here, or to `<a id=\"{name}\"></a>`",
        name
    );
    (is_last && is_name && is_apart).then(|| only_text(run, start..written.len(), help))
}

/// `||de ploeg verliest||`, which Discord hides until somebody asks for it.
pub(super) fn spoiler(run: &str) -> Option<PlainMarkup> {
    let is_part = |c: char| !c.is_whitespace() && c != '|';
    let start = run.find("||").filter(|start| !run[..*start].ends_with(char::is_alphanumeric))?;
    let inside = &run[start + 2..];
    let end = inside.find("||").filter(|end| inside[..*end].ends_with(is_part))?;
    let help = say!(
        "everybody reads it here; write an alert that is folded: a line `> [!faq]- Titel`, and `> ` before each line of its text"
    );
    (inside.starts_with(is_part) && !inside[..end].contains('\n'))
        .then(|| only_text(run, start..start + end + 4, help))
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
        signs_of_others(run, ("", ""), (true, true)).next().map(|found| run[found.at].to_owned())
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
            ("{.klasse}", "{.klasse}"),
            ("{>> waarom? <<}", "{>> waarom? <<}"),
            ("--8<-- \"les.md\"", "--8<-- \"les.md\""),
            ("[klein]{.smallcaps} woord", "{.smallcaps}"),
            ("(les-1)=", "(les-1)="),
            ("=== \"Windows\"", "=== \"Windows\""),
            (":class: dropdown", ":class: dropdown"),
            ("import Tabs from \"@theme/Tabs\";", "import Tabs from \"@theme/Tabs\";"),
        ] {
            assert_eq!(found(run).as_deref(), Some(sign), "{run}");
        }
        assert!(signs_of_others("Zie {ref}", ("", "`les`"), (false, true)).next().is_some());
    }

    #[test]
    fn names_of_blocks_and_hidden_texts_are_found() {
        let name = |run: &'static str| name_of_block(run, "\n").map(|found| &run[found.at]);
        assert_eq!(name("Een begrip. ^begrip-1"), Some("^begrip-1"));
        assert_eq!(name("^37066d"), Some("^37066d"));
        for run in ["2^n", "x ^2", "Een ^ teken", "^begrip-1 en meer", "noot^a1"] {
            assert_eq!(name(run), None, "{run}");
        }
        let hidden = |run: &'static str| spoiler(run).map(|found| &run[found.at]);
        assert_eq!(hidden("Het is ||de klant||."), Some("||de klant||"));
        for run in ["a || b || c", "a||b||c", "||", "||||", "|| a||"] {
            assert_eq!(hidden(run), None, "{run}");
        }
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
            ":klas: 3B",
        ] {
            assert_eq!(found(run), None, "{run}");
        }
        assert!(signs_of_others("verzameling {a}", ("", "`x`"), (false, true)).next().is_none());
    }
}
