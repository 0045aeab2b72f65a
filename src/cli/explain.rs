//! `leerlijn explain`: prints the page of `docs/diagnostics` about a code, or the list of codes, in the language of the
//! reader.
//!
//! The pages are part of the program: English ones in the folder itself, the others in a folder for each language. A
//! test holds that every code has one in each.

use include_dir::{Dir, include_dir};

use crate::config::Language;
use crate::diagnostics::{Code, Severity, did_you_mean, say};
use crate::text::nearest;

use super::args::Explain;
use super::columns;
use super::failure::{Failure, Outcome};
use super::report::severity_name;
use super::terminal::Terminal;
use super::terminal_markdown;

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics");

/// Prints what a code means.
pub(super) fn run(args: &Explain, terminal: &Terminal) -> Result<Outcome, Failure> {
    let text = match &args.code {
        None => list(terminal),
        Some(name) => {
            let code: Code = name.trim_matches(['[', ']']).parse().map_err(|_| unknown(name))?;
            let title = terminal.told(code.message());
            let page = page(code, terminal.language).unwrap_or(&title);
            terminal_markdown::to_terminal(page, terminal.results, terminal.width)
        }
    };
    terminal.result(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Done)
}

/// The page about `code`, in markdown.
fn page(code: Code, language: Language) -> Option<&'static str> {
    let path = match language {
        Language::English => format!("{code}.md"),
        Language::Dutch | Language::French | Language::German => format!("{}/{code}.md", language.tag()),
    };
    PAGES.get_file(path)?.contents_utf8()
}

/// A line for each code: how bad it is, and the mistake in a few words.
fn list(terminal: &Terminal) -> String {
    let word = |severity| terminal.told(severity_name(severity));
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    let width = columns::widest(all.into_iter().map(word));
    let line = |code: &Code| {
        let severity = columns::left(&word(code.severity()), width);
        format!("{code}  {severity}  {}\n", terminal.told(code.message()))
    };
    Code::ALL.iter().map(line).collect()
}

fn unknown(name: &str) -> Failure {
    let upper = name.to_uppercase();
    let near = nearest(&upper, Code::ALL.iter().map(|code| code.as_str()));
    let otherwise = say!("`leerlijn explain` lists all codes");
    Failure::new(say!("there is no diagnostic with the code `{name}`", name), did_you_mean(&near, otherwise))
}
