//! `leerlijn theme eject`: copies files of the built-in theme into the site's own, where they can be changed.
//!
//! A copy takes the place of the built-in file from then on, also where a new version of the program has a better one, so
//! that is said. A file that is there already is never written over.

use super::args::{Eject, Theme};
use super::failure::{Failure, Outcome};
use super::site;
use super::terminal::Terminal;
use crate::diagnostics::{did_you_mean, one_of, say};
use crate::pipeline::Options;
use crate::render::built_in_files;
use crate::shell;
use crate::sources::THEMES_FOLDER;
use crate::text::nearest;

/// A file of the built-in theme: its name below the folder of a theme, and its content.
type BuiltIn = (String, &'static [u8]);

/// Does what is asked of the theme.
pub(super) fn run(args: &Theme, terminal: &Terminal) -> Result<Outcome, Failure> {
    match args {
        Theme::Eject(args) => eject(args, terminal),
    }
}

/// Copies the files that are named, all or none of them; lists all that there are where none is named.
fn eject(args: &Eject, terminal: &Terminal) -> Result<Outcome, Failure> {
    let files = built_in_files();
    if args.files.is_empty() {
        terminal.result(|out| files.iter().try_for_each(|(name, _)| writeln!(out, "{name}")))?;
        return Ok(Outcome::Done);
    }
    let mut chosen: Vec<&BuiltIn> = Vec::new();
    for name in &args.files {
        let file = find(&files, name)?;
        if !chosen.contains(&file) {
            chosen.push(file);
        }
    }
    let open = site::open(&args.site, terminal)?;
    let theme = open.snapshot(Options::default()).site().config.theme.value.clone();
    let paths: Vec<String> =
        chosen.iter().map(|(name, _)| format!("{THEMES_FOLDER}/{theme}/{name}")).collect();
    let contents: Vec<(&str, &[u8])> =
        paths.iter().map(String::as_str).zip(chosen.iter().map(|(_, content)| *content)).collect();
    shell::create(&open.root, &contents)?;
    terminal.result(|out| paths.iter().try_for_each(|path| writeln!(out, "{path}")))?;
    terminal.say(
        say!("Such a file stays as it is when leerlijn gets better ones: keep those that you change, and remove the others."),
    );
    Ok(Outcome::Done)
}

/// The file that somebody calls `name`: as it is listed, by the path of a copy, or by the end of its path.
fn find<'f>(files: &'f [BuiltIn], name: &str) -> Result<&'f BuiltIn, Failure> {
    let path = name.replace('\\', "/");
    let wanted = path.strip_prefix("themes/default/").unwrap_or(&path).trim_start_matches("./");
    if let Some(file) = files.iter().find(|(known, _)| known == wanted) {
        return Ok(file);
    }
    let ending = format!("/{wanted}");
    let found: Vec<&BuiltIn> = files.iter().filter(|(known, _)| known.ends_with(&ending)).collect();
    match found.as_slice() {
        [file] => Ok(file),
        [] => {
            let names = || files.iter().map(|(known, _)| known.as_str());
            let help =
                did_you_mean(&nearest(wanted, names()), say!("`leerlijn theme eject` lists all of them"));
            Err(Failure::new(say!("the built-in theme has no file `{name}`", name), help))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(known, _)| known.as_str()).collect();
            let message =
                say!("the built-in theme has {several} files called `{name}`", several = several.len(), name);
            Err(Failure::new(message, say!("write {names}", names = one_of(&names))))
        }
    }
}
