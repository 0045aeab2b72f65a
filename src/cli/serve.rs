//! `leerlijn serve`: shows a site in a browser, and says on the terminal which mistakes it has.
//!
//! A mistake is said once, when it begins, and all is well once, when the last is mended.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Language;
use crate::diagnostics::{Message, Report, count, say};
use crate::pipeline::Options;
use crate::shell::preview::{
    BuiltSite, DEFAULT_PORT, Door, Editors, Ending, News, Preview, PreviewError, Settings, Watching,
};
use crate::shell::{self, DiskError};
use crate::sources::Sources;
use crate::text::SourcePath;
use crate::words::translate;

use super::args::Serve;
use super::build::OUTPUT_FOLDER;
use super::failure::{Failure, Outcome};
use super::phrases::seconds;
use super::site;
use super::terminal::Terminal;

/// The variable with an address that opens a file in an editor, such as `vscode://file{path}:{line}`.
const EDITOR_URL: &str = "LEERLIJN_EDITOR_URL";
/// Changed files that are named in one line.
const NAMED: usize = 3;

/// Serves the site until somebody ends it.
pub(super) fn run(args: &Serve, terminal: &Terminal) -> Result<Outcome, Failure> {
    let root = site::root(&args.site)?;
    let folder = std::path::absolute(&root).unwrap_or_else(|_| root.clone());
    let settings = Settings {
        root: root.clone(),
        host: args.host,
        port: args.port,
        options: Options { isolation: site::isolation(), drafts: true, ..Options::default() },
        watching: Watching::Notified,
        open: Arc::new(|target| open::that_detached(target)),
        build: Arc::new(move |language| built(&folder, language)),
        editors: editors(args),
        editor_url: env::var(EDITOR_URL).ok().filter(|url| !url.is_empty()),
    };
    let teller = Teller { terminal: *terminal, said: Mutex::default() };
    let mut ending = Ending::prepare()?;
    let preview = Preview::start(settings, Arc::new(move |news| teller.tell(&news)))?;
    greet(args, &root, &preview, terminal);
    // Without the file of the door the pages are shown all the same, and say how they are edited.
    let door = if args.open { preview.door(terminal.language).ok().flatten() } else { None };
    let target = door.as_ref().map_or_else(|| preview.url().into(), Door::file);
    if args.open && open::that_detached(target).is_err() {
        terminal.say(say!("note: no browser could be started; open the address yourself"));
    }
    ending
        .wait()
        .map_err(|error| Failure::new(say!("the preview cannot go on: {error}", error), Message::none()))?;
    drop((preview, door));
    terminal.say(say!("The preview has ended."));
    Ok(Outcome::Done)
}

/// Who may edit pages. Elsewhere than on Linux the system does not say which account asks, so that a browser needs a key there.
fn editors(args: &Serve) -> Editors {
    match (args.no_edit, args.edit || cfg!(target_os = "linux")) {
        (true, _) => Editors::Nobody,
        (false, true) => Editors::Readers,
        (false, false) => Editors::Opened,
    }
}

/// Builds the site in the folder `root` by the command that builds it in a terminal.
fn built(root: &Path, language: Language) -> BuiltSite {
    let run = env::current_exe().and_then(|program| {
        let mut command = Command::new(program);
        command.arg("build").arg("--root").arg(root);
        command.args(["--color", "never", "--language", language.tag()]).stdin(Stdio::null()).output()
    });
    let (said, is_done) = match run {
        Ok(run) => (String::from_utf8_lossy(&run.stderr).into_owned(), run.status.success()),
        Err(error) => (translate(&shell::reason(&error), language), false),
    };
    BuiltSite { said, is_done, folder: root.join(OUTPUT_FOLDER).display().to_string() }
}

fn greet(args: &Serve, root: &Path, preview: &Preview, terminal: &Terminal) {
    let address = preview.address();
    if args.port.is_none() && address.port() != DEFAULT_PORT {
        terminal.say(say!(
            "note: port {port} is taken by another program; this is a free one",
            port = DEFAULT_PORT
        ));
    }
    if !address.ip().is_loopback() {
        let port = address.port();
        terminal.say(if address.ip().is_unspecified() {
            say!("note: everybody on every network of this machine can read this site at port {port}, drafts included", port)
        } else {
            say!("note: everybody on its network can read this site at port {port}, drafts included", port)
        });
    }
    terminal.say(say!(
        "Showing {root} at {url} (Ctrl-C ends it)",
        root = root.display(),
        url = preview.url()
    ));
}

/// Tells the terminal what happens.
struct Teller {
    terminal: Terminal,
    said: Mutex<Said>,
}

/// The mistakes that were said last.
#[derive(Default)]
struct Said {
    report: Report,
    disk: Option<DiskError>,
}

impl Teller {
    fn tell(&self, news: &News<'_>) {
        match news {
            News::LeftOut(skipped) => self.terminal.say_skipped(skipped, None),
            News::NoDays(gap) => self.terminal.say(say!("note: {lost}", lost = gap.message())),
            News::Looking(reason) => {
                self.terminal.say(say!(
                    "note: {reason}; looking at all files again and again instead",
                    reason = *reason
                ));
            }
            News::Slow(path) => {
                self.terminal.say(say!(
                    "note: /{path} takes too long to make; is there a loop in its template?",
                    path
                ));
            }
            News::Few(most) => {
                self.terminal.say(say!("note: the system lets this program have {most} connections at once; allow it more open files (`ulimit -n`) if pages have to wait", most));
            }
            News::Failed { report, sources } => self.tell_report(report, sources),
            News::Read { changed, report, sources, disk, took } => {
                if !changed.is_empty() {
                    self.terminal.detail(say!(
                        "{names} read again in {seconds}",
                        names = names(changed),
                        seconds = seconds(*took)
                    ));
                }
                self.tell_disk(*disk);
                self.tell_report(report, sources);
            }
        }
    }

    fn tell_disk(&self, disk: Option<&DiskError>) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = disk.filter(|error| said.disk.as_ref() != Some(*error)) {
            self.terminal.fail(&Failure::from(error.clone()));
        }
        said.disk = disk.cloned();
    }

    fn tell_report(&self, report: &Report, sources: &Sources) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.report == *report {
            return;
        }
        self.terminal.show_report(report, sources);
        let totals = report.totals();
        if totals.errors > 0 {
            let errors = count!(totals.errors, "no errors", "1 error", "{n} errors");
            self.terminal.say(say!("{errors}; pages stay as they were before.", errors));
        } else if said.report.has_errors() {
            self.terminal.say(say!("No errors any more."));
        }
        said.report = report.clone();
    }
}

fn names(changed: &[SourcePath]) -> Message {
    let first: Vec<&str> = changed.iter().take(NAMED).map(SourcePath::as_str).collect();
    match changed.len() - first.len() {
        0 => Message::verbatim(first.join(", ")),
        more => say!("{first} and {more} more", first = first.join(", "), more),
    }
}

impl From<PreviewError> for Failure {
    fn from(error: PreviewError) -> Self {
        Self::new(error.message(), error.advice())
    }
}
