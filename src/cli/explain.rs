//! `leerlijn explain`: prints the page of `docs/diagnostics` about a code, or the list of codes.
//!
//! The pages are part of the program; a test holds that every code has one.

use std::io::{self, Write};

use include_dir::{Dir, include_dir};

use crate::diagnostics::{Code, did_you_mean, say};
use crate::text::nearest;

use super::args::Explain;
use super::failure::{Failure, Outcome};
use super::terminal::Terminal;
use super::terminal_markdown;

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics");

/// Prints what a code means.
pub(super) fn run(args: &Explain, terminal: &Terminal) -> Result<Outcome, Failure> {
    match &args.code {
        None => terminal.result(|out| list(out))?,
        Some(name) => {
            let code = name.trim_matches(['[', ']']).parse().map_err(|_| unknown(name))?;
            let page = page(code).unwrap_or_else(|| code.title());
            let text = terminal_markdown::to_terminal(page, terminal.results, terminal.width);
            terminal.result(|out| out.write_all(text.as_bytes()))?;
        }
    }
    Ok(Outcome::Done)
}

/// The page about `code`, in markdown.
fn page(code: Code) -> Option<&'static str> {
    PAGES.get_file(format!("{code}.md"))?.contents_utf8()
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for code in Code::ALL {
        writeln!(out, "{code}  {:7}  {}", code.severity().as_str(), code.title())?;
    }
    Ok(())
}

fn unknown(name: &str) -> Failure {
    let upper = name.to_uppercase();
    let near = nearest(&upper, Code::ALL.iter().map(|code| code.as_str()));
    let otherwise = say!("`leerlijn explain` lists all codes");
    Failure::new(say!("there is no diagnostic with the code `{name}`", name), did_you_mean(&near, otherwise))
}
