//! The two streams of the program, with or without colours, loud or quiet.
//!
//! Results go to standard output, everything else to standard error. A reader that stops reading is no error.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::args::{Talk, When};
use super::failure::Failure;
use super::report::{self, Colour, Format, ReportSetting};
use crate::config::Language;
use crate::diagnostics::{Message, Report, Severity, count, say};
use crate::shell::{SkipReason, Skipped};
use crate::sources::Sources;
use crate::words::translate;

/// The width of a page that nobody looks at on a terminal.
const PAGE_WIDTH: usize = 100;

/// Where a command talks to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    volume: Volume,
    /// The language in which everything is said.
    pub(super) language: Language,
    /// Colours of standard output.
    pub(super) results: Colour,
    /// Colours of standard error.
    pub(super) remarks: Colour,
    /// Columns of the terminal.
    pub(super) width: usize,
}

/// How much is said besides results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Volume {
    Quiet,
    Normal,
    Verbose,
}

impl Terminal {
    /// The terminal as it is, and as `talk` wants it.
    pub(super) fn new(talk: Talk, language: Language) -> Self {
        let volume = match (talk.quiet, talk.verbose) {
            (true, _) => Volume::Quiet,
            (false, true) => Volume::Verbose,
            (false, false) => Volume::Normal,
        };
        let is_terminal = io::stdout().is_terminal() || io::stderr().is_terminal();
        let size = terminal_size::terminal_size().filter(|_| is_terminal);
        Self {
            volume,
            language,
            results: colour(talk.color, io::stdout().is_terminal()),
            remarks: colour(talk.color, io::stderr().is_terminal()),
            width: size.map_or(PAGE_WIDTH, |(width, _)| usize::from(width.0)),
        }
    }

    /// Writes a result to standard output.
    pub(super) fn result(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut out = BufWriter::new(io::stdout().lock());
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Says something about the work, unless that is not wanted.
    pub(super) fn say(&self, message: impl Into<Message>) {
        if self.volume >= Volume::Normal {
            self.remark(&self.told(message));
        }
    }

    /// Says `message` behind `indent`, on one line and without characters that a terminal would obey.
    pub(super) fn say_line(&self, indent: &str, message: &Message) {
        self.say(Message::joined([Message::verbatim(indent), self.line(message)], ""));
    }

    /// Says something that only those want to know who asked for more.
    pub(super) fn detail(&self, message: impl Into<Message>) {
        if self.volume >= Volume::Verbose {
            self.remark(&self.told(message));
        }
    }

    /// Says which files of a site are left out, of the commit `commit` where it is not the folder. Of those that
    /// programs made for themselves there may be hundreds, so they are one line; any other may be missed.
    pub(super) fn say_skipped(&self, all: &[Skipped], commit: Option<&str>) {
        let named = |path: &str| match commit {
            Some(commit) => say!("{path} of {commit}", path, commit = report::one_line(commit)),
            None => Message::verbatim(path),
        };
        let (left_behind, others): (Vec<&Skipped>, Vec<&Skipped>) =
            all.iter().partition(|skipped| skipped.reason == SkipReason::LeftBehind);
        let is_one = left_behind.len() == 1;
        for skipped in others.iter().chain(left_behind.iter().filter(|_| is_one)) {
            let (file, reason) = (named(&skipped.path), skipped.reason.message());
            self.say(say!("note: {file} is left out: {reason}", file, reason));
        }
        if let [first, rest @ ..] = left_behind.as_slice()
            && !rest.is_empty()
        {
            self.say(count!(
                rest.len(),
                "note: {file} is left out: a program made it for itself",
                "note: {file} and 1 other are left out: programs made them for themselves",
                "note: {file} and {n} others are left out: programs made them for themselves",
                file = named(&first.path),
            ));
        }
    }

    /// Says why the work could not be done.
    pub(super) fn fail(&self, failure: &Failure) {
        let (red, bold, off) = match self.remarks {
            Colour::Plain => ("", "", ""),
            Colour::Coloured => ("\u{1b}[1;91m", "\u{1b}[1m", "\u{1b}[0m"),
        };
        let error = self.told(say!("error"));
        self.remark(&format!("{red}{error}{off}{bold}: {}{off}", self.told(&failure.message)));
        if !failure.help.is_none() {
            let help = self.told(say!("help"));
            self.remark(&format!("  = {bold}{help}{off}: {}", self.told(&failure.help)));
        }
    }

    /// Says which mistakes the content has, in the form for people; only the errors where quiet is wanted.
    pub(super) fn show_report(&self, report: &Report, sources: &Sources) {
        let (colour, width, language) = (self.remarks, self.width, self.language);
        let reader = ReportSetting { colour, width, language, ..ReportSetting::default() };
        let mut out = BufWriter::new(io::stderr().lock());
        let written = if self.is_quiet() {
            let errors = report.diagnostics().iter().filter(|found| found.severity == Severity::Error);
            report::write(Format::Human, &Report::new(errors.cloned().collect()), sources, reader, &mut out)
        } else {
            report::write(Format::Human, report, sources, reader, &mut out)
        };
        // When not even standard error can be written to, there is nobody left to tell.
        let _ = written.and_then(|()| out.flush());
    }

    /// `message` in the language of this terminal.
    pub(super) fn told(&self, message: impl Into<Message>) -> String {
        report::harmless(&translate(&message.into(), self.language))
    }

    /// `message` on one line, without characters that a terminal would obey, as a message.
    pub(super) fn line(&self, message: &Message) -> Message {
        Message::verbatim(report::one_line(&self.told(message)))
    }

    /// Whether nothing but results and failures is wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.volume == Volume::Quiet
    }

    fn remark(&self, text: &str) {
        // When not even standard error can be written to, there is nobody left to tell.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

fn colour(when: When, is_terminal: bool) -> Colour {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let wanted = match when {
        When::Always => true,
        When::Never => false,
        // https://no-color.org: present and not empty.
        When::Auto => is_terminal && !set("NO_COLOR") && env::var_os("TERM").is_none_or(|t| t != "dumb"),
    };
    if wanted { Colour::Coloured } else { Colour::Plain }
}
