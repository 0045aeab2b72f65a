//! The command line. One file holds one verb.
//!
//! Results go to standard output, everything said about them to standard error. The exit status is 0 for done, 1 for
//! content with errors or with what `--deny` names, 2 for wrong usage or for a disk that failed.
#![allow(clippy::disallowed_methods, reason = "this layer measures time and sees the environment")]

mod args;
mod build;
mod check;
mod columns;
mod completions;
mod coverage;
mod diff;
mod edit;
mod editions;
mod explain;
mod export;
mod failure;
mod gaps;
mod help;
mod import;
mod init;
mod language;
mod manual;
mod new;
mod old_addresses;
mod opened;
mod phrases;
pub mod report;
mod review;
mod serve;
mod site;
mod start;
mod terminal;
mod terminal_markdown;
mod theme;
mod what_if;

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::config::Language;
use crate::diagnostics::{Message, say};
use crate::shell::{self, Threads};

use self::args::{Args, Theme, Verb};
use self::failure::{Failure, Outcome};
pub use self::help::help_sentences;
use self::terminal::Terminal;

/// Does what the process's arguments say.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let language = language::spoken(&arguments);
    let named = language::named(&arguments);
    let parsed = help::command(language).try_get_matches_from(&arguments);
    let args = match parsed.and_then(|found| Args::from_arg_matches(&found)) {
        Ok(args) => args,
        Err(error) => {
            // Nobody to tell when even this cannot be printed.
            let _ = help::print(&error, &arguments, language);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(args.talk, language);
    let verb = match args.verb {
        Some(verb) => verb,
        None if is_watched() => Verb::Start(args::Start::default()),
        None => return help(language),
    };
    match obey(&verb, named, &terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(failure) => {
            terminal.fail(&failure);
            ExitCode::from(2)
        }
    }
}

/// Whether a person started the program, as by a double click, and no script.
fn is_watched() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal() || shell::is_of_desktop()
}

/// Says what can be asked for, to a script that asked for nothing.
fn help(language: Language) -> ExitCode {
    let _ = write!(io::stderr(), "{}", help::whole(language));
    ExitCode::from(2)
}

/// Does what `verb` says, for somebody who `named` a language or none.
fn obey(verb: &Verb, named: Option<Language>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let threads = shell::prepare_threads();
    let without_threads = |what: Message| {
        let problem =
            say!("this system lets your programs start too few threads, and {what} needs some", what);
        Err(Failure::new(problem, say!("end other programs, or raise the limit, such as with `ulimit -u`")))
    };
    if let Some(name) = name_in_site(verb) {
        site::refuse_folder(name)?;
    }
    match verb {
        Verb::Start(_) | Verb::Serve(_) if threads != Threads::Enough => without_threads(say!("a preview")),
        Verb::Build(_) if threads == Threads::None => without_threads(say!("a build")),
        Verb::Export(args) if threads == Threads::None && args.format.name == "xlsx" => {
            without_threads(say!("a workbook"))
        }
        Verb::Start(args) => start::run(args, named, terminal),
        Verb::Init(args) => init::run(args, terminal),
        Verb::Import(args) => import::run(args, terminal),
        Verb::Build(args) => build::run(args, terminal),
        Verb::Serve(args) => serve::run(args, terminal),
        Verb::Check(args) => check::run(args, terminal),
        Verb::Coverage(args) => coverage::run(args, terminal),
        Verb::Diff(args) => diff::run(args, terminal),
        Verb::WhatIf(args) => what_if::run(args, terminal),
        Verb::Claim(args) => edit::claim(args, terminal),
        Verb::Exempt(args) => edit::exempt(args, terminal),
        Verb::Review(args) => review::run(args, terminal),
        Verb::Export(args) => export::run(args, terminal),
        Verb::New(args) => new::run(args, terminal),
        Verb::Theme(args) => theme::run(args, terminal),
        Verb::Explain(args) => explain::run(args, terminal),
        Verb::Completions(args) => completions::run(args, terminal),
        Verb::Man(args) => manual::run(args, terminal),
        Verb::RenderWorker => Ok(render_worker()),
    }
}

/// The first name of something in the site that `verb` has by itself, where somebody may have typed the folder of the site.
fn name_in_site(verb: &Verb) -> Option<&str> {
    match verb {
        Verb::Claim(args) => Some(&args.module),
        Verb::Exempt(args) => Some(&args.programme),
        Verb::Review(args) => args.module.as_deref(),
        Verb::Theme(Theme::Eject(args)) => args.files.first().map(String::as_str),
        Verb::Start(_)
        | Verb::Init(_)
        | Verb::New(_)
        | Verb::Build(_)
        | Verb::Serve(_)
        | Verb::Check(_)
        | Verb::Coverage(_)
        | Verb::Diff(_)
        | Verb::WhatIf(_)
        | Verb::Import(_)
        | Verb::Export(_)
        | Verb::Explain(_)
        | Verb::Completions(_)
        | Verb::Man(_)
        | Verb::RenderWorker => None,
    }
}

/// Renders pages for another process of this program, which reads the answers; nobody reads what is said here.
fn render_worker() -> Outcome {
    match crate::shell::run_render_worker() {
        Ok(()) => Outcome::Done,
        Err(_) => Outcome::Refused,
    }
}
