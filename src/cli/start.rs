//! `leerlijn start`, and `leerlijn` by itself: shows the site of the current folder in a browser, or offers to make one there.
//! So nobody needs a command who only double-clicks the program.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::config::Language;
use crate::diagnostics::{Message, say};
use crate::shell;
use crate::shell::preview::{Ending, SiteOrder, Welcome};
use crate::words::translate;

use super::args::{Serve, Site, Start};
use super::failure::{Failure, Outcome};
use super::serve;
use super::terminal::Terminal;

/// The variables that tell a user's own folder.
const HOMES: [&str; 2] = ["HOME", "USERPROFILE"];

/// Shows a site, after it was made where there is none.
pub(super) fn run(args: &Start, terminal: &Terminal) -> Result<Outcome, Failure> {
    let here = env::current_dir().map_err(|error| {
        Failure::new(
            say!("the current folder cannot be found: {error}", error),
            say!("go to another folder first"),
        )
    })?;
    if let Some(root) = shell::find_root(&here) {
        return serve::run(&preview(root, args.port, !args.no_open), terminal);
    }
    let make = |order: &SiteOrder| {
        make(order).unwrap_or_else(|error| translate(&shell::reason(&error), order.language))
    };
    let mut ending = Ending::prepare()?;
    let mut welcome = Welcome::start(base(here), args.port, Language::Dutch, Box::new(make))?;
    terminal.say(say!("Make a site, or open one, at {url} (Ctrl-C ends it)", url = welcome.url()));
    if !args.no_open && open::that_detached(welcome.url()).is_err() {
        terminal.say(say!("note: no browser could be started; open the address yourself"));
    }
    let chosen = welcome
        .wait(&mut ending)
        .map_err(|error| Failure::new(say!("the page cannot go on: {error}", error), Message::none()))?;
    let port = welcome.port();
    drop((welcome, ending));
    match chosen {
        Some(root) => serve::run(&preview(root, Some(port), false), terminal),
        None => Ok(Outcome::Done),
    }
}

fn preview(root: PathBuf, port: Option<u16>, open: bool) -> Serve {
    Serve { port, open, ..Serve::of(Site { root: Some(root) }) }
}

/// The folder in which sites are made: `here`, unless nothing can be written there, as where a system starts programs.
fn base(here: PathBuf) -> PathBuf {
    if tempfile::tempfile_in(&here).is_ok() && here.parent().is_some() {
        return here;
    }
    let mut homes = HOMES.iter().filter_map(env::var_os).map(PathBuf::from);
    homes.find(|home| home.is_dir()).unwrap_or(here)
}

/// Makes the site by the command that makes it in a terminal, and gives what that says.
fn make(order: &SiteOrder) -> std::io::Result<String> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("init").arg(&order.folder).args(["--color", "never"]);
    let language = order.language.tag();
    command.args(["--lang", language, "--language", language]);
    let mut add = |option: &str, value: Option<&Path>| {
        if let Some(value) = value {
            command.arg(option).arg(value);
        }
    };
    add("--profile", order.profile.as_deref());
    add("--course", order.course.as_deref());
    if order.profile.is_some() {
        add("--format", order.is_list.then(|| Path::new("list")));
        add("--matrix", order.matrix.as_deref());
        let has_marks = order.matrix.is_some() && !order.marks.is_empty();
        add("--marks", has_marks.then(|| Path::new(&order.marks)));
    }
    let run = command.output()?;
    Ok(String::from_utf8_lossy(&run.stderr).into_owned())
}
