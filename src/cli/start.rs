//! `leerlijn start`, and `leerlijn` by itself: shows the site of the current folder in a browser, or offers to make one there.
//! So nobody needs a command who only double-clicks the program.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::config::Language;
use crate::diagnostics::{Message, say};
use crate::shell;
use crate::shell::preview::{Account, Ending, MatrixOrder, SiteMaker, SiteOrder, Welcome};
use crate::sources::CONFIG_FILE;
use crate::words::translate;

use super::args::{Serve, Site, Start};
use super::failure::{Failure, Outcome};
use super::serve;
use super::site;
use super::terminal::Terminal;

/// The variables that tell a user's own folder.
const HOMES: [&str; 2] = ["HOME", "USERPROFILE"];
/// The options by which a person may answer what is asked about a profile, and about a matrix.
const OF_PROFILE: &[&str] = &["--format=", "--columns="];
const OF_MATRIX: &[&str] = &["--items=", "--marks=", "--modules=", "--profile=", "--ranges=", "--sheets="];
const WHOLE_COMPETENCES: &str = "--whole-competences";

/// Shows a site, after it was made where there is none. The page on which that is done speaks the `named` language; where the
/// user named none, that of the browser.
pub(super) fn run(args: &Start, named: Option<Language>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (here, found) = match args.site.root.is_some() {
        true => {
            let named = site::root(&args.site)?;
            let is_site = named.join(CONFIG_FILE).is_file();
            (std::path::absolute(&named).unwrap_or_else(|_| named.clone()), is_site.then_some(named))
        }
        false => {
            let here = site::current_folder()?;
            let found = shell::find_root(&here);
            (here, found)
        }
    };
    if let Some(root) = found {
        return serve::run(&preview(root, args.port, !args.no_open), terminal);
    }
    let failed =
        |error: &io::Error, language| Account::of_failure(translate(&shell::reason(error), language));
    let maker = SiteMaker {
        site: Box::new(move |order| make(order).unwrap_or_else(|error| failed(&error, order.spoken))),
        matrix: Box::new(move |order| bring(order).unwrap_or_else(|error| failed(&error, order.spoken))),
    };
    let mut ending = Ending::prepare()?;
    let mut welcome = Welcome::start(base(here), args.port, named, maker)?;
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
        // Where editing needs a key, the browser gets it as the preview opens it.
        Some(root) => {
            let open = !cfg!(target_os = "linux") && !args.no_open;
            serve::run(&preview(root, Some(port), open), terminal)
        }
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
fn make(order: &SiteOrder) -> io::Result<Account> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("init").arg(&order.folder).args(["--lang", order.language.tag()]);
    let mut add = |option: &str, value: Option<&Path>| {
        if let Some(value) = value {
            command.arg(option).arg(value);
        }
    };
    add("--profile", order.profile.as_deref());
    add("--course", order.course.as_deref());
    if order.profile.is_some() {
        add("--matrix", order.matrix.as_deref());
        command.args(order.answers.iter().filter(|answer| is_one_of(answer, OF_PROFILE)));
    }
    let documents = [&order.profile, &order.course, &order.matrix].into_iter().flatten();
    obeyed(command, order.spoken, documents)
}

/// Brings a matrix into a site that was made, by the command that does so in a terminal.
fn bring(order: &MatrixOrder) -> io::Result<Account> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("import").arg(&order.matrix).arg("--root").arg(&order.folder);
    let is_answer = |answer: &&String| *answer == WHOLE_COMPETENCES || is_one_of(answer, OF_MATRIX);
    command.args(order.answers.iter().filter(is_answer));
    obeyed(command, order.spoken, [&order.matrix])
}

/// What `command` says in the language `spoken` of the `documents`, which it calls by their names alone: nobody knows the
/// folder in which the page keeps them.
fn obeyed<'d>(
    mut command: Command,
    spoken: Language,
    documents: impl IntoIterator<Item = &'d PathBuf>,
) -> io::Result<Account> {
    let folder = shell::private_folder()?;
    let asked = folder.path().join("asked.json");
    command.args(["--color", "never", "--language", spoken.tag(), "--asked"]).arg(&asked);
    let run = command.output()?;
    let mut said = String::from_utf8_lossy(&run.stderr).into_owned();
    for kept in documents.into_iter().filter_map(|document| document.parent()) {
        said = said.replace(&format!("{}{}", kept.display(), std::path::MAIN_SEPARATOR), "");
    }
    let asked = shell::read_if_there(&asked).ok().flatten();
    let asked = asked.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    Ok(Account { said, is_done: run.status.success(), asked })
}

/// Whether an answer is one of these options with its value, so that no page gives others.
fn is_one_of(answer: &str, options: &[&str]) -> bool {
    options.iter().any(|option| answer.starts_with(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_about_its_document_and_nothing_else() {
        for (answer, of_profile, of_matrix) in [
            ("--format=list", true, false),
            ("--columns=text=B", true, false),
            ("--marks=x=geevalueerd", false, true),
            ("--sheets=Blad 1", false, true),
            ("--root=/etc", false, false),
            ("--out=/etc/passwd", false, false),
            ("--marks", false, false),
            ("/etc/passwd", false, false),
            ("", false, false),
        ] {
            assert_eq!(is_one_of(answer, OF_PROFILE), of_profile, "{answer}");
            assert_eq!(is_one_of(answer, OF_MATRIX), of_matrix, "{answer}");
        }
    }
}
