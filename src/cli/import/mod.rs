//! `leerlijn import`: makes a profile file of a document with a qualification, or claims in the modules of a
//! coverage matrix. Ids of an existing file are kept, and nothing of it is lost unless that was asked for.

mod asked;
mod changes;
pub(super) mod course;
mod document;
mod list;
mod matrix;
mod mistaken;
mod succession;
mod undo;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::config::{Config, Language};
use crate::diagnostics::{Message, count, say};
use crate::import::course::is_course_text;
use crate::import::{Existing, ListOptions, is_profile_file, text_over};
use crate::model::ItemKind;
use crate::shell::{self, Replacement};
use crate::sources::{CONFIG_FILE, SourceFile};
use crate::text::{SourcePath, slug};

use super::args::{Import, ImportFormat};
use super::columns;
use super::failure::{Failure, Outcome};
use super::phrases::shown;
use super::report::one_line;
use super::site;
use super::terminal::Terminal;

pub(super) use self::document::{Given, read};
pub(super) use self::mistaken::{GivenAs, refuse_as_course, refuse_as_matrix, refuse_folder};
use self::succession::{ImportedVersion, Standing};

/// Imports what `args` name: a profile, and what else there is by its own file.
pub(super) fn run(args: &Import, terminal: &Terminal) -> Result<Outcome, Failure> {
    let Some(file) = args.file.as_deref().filter(|_| !args.undo) else { return undo::run(args, terminal) };
    if args.role.is_some() || file.is_dir() {
        of_tables_alone(args)?;
        return course::run(args, file, terminal);
    }
    of_a_course_alone(args)?;
    let bytes = shell::read_document(file)?;
    let options = list_options(args)?;
    if let Some(kind) = list::matrix_kind(args, file, &bytes, &options)? {
        return matrix::run(args, file, (&bytes, kind), terminal);
    }
    of_a_matrix_alone(args, file)?;
    if is_profile_file(&bytes) {
        let message = say!("{file} is a profile file already", file = shown(file));
        return Err(Failure::new(message, say!("copy it to `content/profiles`")));
    }
    let destination = destination(args)?;
    let may_be_course = args.format == ImportFormat::Auto && is_course_text(&file.to_string_lossy());
    let advice = may_be_course.then(|| as_course(file));
    let given = Given { format: args.format, options: &options, place: GivenAs::Import, advice, asked: None };
    let Some(mut draft) = read(file, given, terminal)? else { return Ok(Outcome::Refused) };
    draft.site_language = destination.language()?;
    let path = destination.file(&draft.title.value);
    let old = path.as_deref().map(shell::read_if_there).transpose()?.flatten();
    let existing = old.as_deref().map(Existing::new).unwrap_or_default();
    let standing = match (path.as_deref().filter(|_| existing.is_there()), site::root(&args.site)) {
        (Some(path), Ok(root)) => Standing::new(&root, path)?,
        (Some(_) | None, Ok(_) | Err(_)) => None,
    };
    let text = text_over(&draft, &existing, standing.as_ref().and_then(|standing| standing.review.as_ref()));
    let mut lost = existing.lines_missing_in(&text);
    terminal.say(summary(&draft.title.value, &existing, &Existing::new(text.as_bytes()), terminal));
    let succession = standing.map(|standing| standing.with(&text));
    if let Some(succession) = &succession {
        succession.said(terminal).iter().for_each(|said| terminal.say(said));
        lost.retain(|(_, line)| !succession.keeps(line));
    }
    let loss = path.as_deref().filter(|_| !lost.is_empty()).map(|path| loss(path, &lost));
    if args.dry_run {
        loss.into_iter().for_each(|loss| terminal.say(&loss));
        terminal.result(|out| out.write_all(text.as_bytes()))?;
        return Ok(Outcome::Done);
    }
    if let Some(loss) = loss {
        if !args.force {
            let help =
                say!("nothing was written; keep what you need in another file, or let it go with `--force`");
            return Err(Failure::new(loss, help));
        }
        terminal.say(&loss);
    }
    if let Some(path) = path {
        let profile = Replacement { path: path.clone(), old, new: text.into_bytes() };
        let review = succession.as_ref().and_then(ImportedVersion::review_file);
        let files: Vec<_> = std::iter::once(profile).chain(review).collect();
        write(&destination, file, &files, terminal)?;
        terminal.result(|out| writeln!(out, "{}", shown(&path)))?;
    }
    Ok(Outcome::Done)
}

/// Imports what is said to be a matrix, and refuses anything else.
pub(super) fn run_matrix(args: &Import, file: &Path, terminal: &Terminal) -> Result<Outcome, Failure> {
    let bytes = shell::read_document(file)?;
    match list::matrix_kind(args, file, &bytes, &list_options(args)?)? {
        Some(kind) => matrix::run(args, file, (&bytes, kind), terminal),
        None => {
            let message = say!("{file} is no spreadsheet, so it is no coverage matrix", file = shown(file));
            Err(Failure::new(
                message,
                say!("name the spreadsheet: Excel (.xlsx), OpenDocument (.ods) or CSV"),
            ))
        }
    }
}

/// The advice for a document that is no profile, and may be the text of a course.
fn as_course(file: &Path) -> Message {
    let file = one_line(&file.display().to_string());
    say!(
        "Is it the text of a course and no profile? Then say so: `leerlijn import {file} --as module`, or `--as lesson --module M05` for a lesson.",
        file
    )
}

/// Writes the profile, and with it the file of its review; in a site both can be taken back.
fn write(
    destination: &Destination,
    document: &Path,
    files: &[Replacement],
    terminal: &Terminal,
) -> Result<(), Failure> {
    let root = destination.site();
    shell::replace_read(root, files)?;
    if let Some(root) = root {
        undo::note_replaced(root, document, files, terminal);
    }
    Ok(())
}

/// The name and the text of the profile file that the document or profile file `path` would make in a site with the
/// profile files `known`; none where the document holds no profile, which is then said.
pub(super) fn new_version(
    path: &Path,
    known: &[(&str, &[u8])],
    terminal: &Terminal,
) -> Result<Option<(String, String)>, Failure> {
    refuse_folder(path, "--profile")?;
    let bytes = shell::read_document(path)?;
    if is_profile_file(&bytes) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = only_or(known, name);
        return Ok(Some((name, SourceFile::new(SourcePath::new("profile.md"), &bytes).text.to_string())));
    }
    let (format, options) = (ImportFormat::Auto, &ListOptions::default());
    let given = Given { format, options, place: GivenAs::NewVersion, advice: None, asked: None };
    let Some(draft) = read(path, given, terminal)? else { return Ok(None) };
    let name = only_or(known, slug(&draft.title.value));
    let existing = known.iter().find(|(known, _)| *known == name);
    let existing = existing.map(|(_, bytes)| Existing::new(bytes)).unwrap_or_default();
    let text = text_over(&draft, &existing, None);
    terminal.say(summary(&draft.title.value, &existing, &Existing::new(text.as_bytes()), terminal));
    Ok(Some((name, text)))
}

/// `name`, or where the site has one profile alone, the name of that: a new version may have another title.
fn only_or(known: &[(&str, &[u8])], name: String) -> String {
    match known {
        [(only, _)] => (*only).to_owned(),
        _ => name,
    }
}

/// Whether the file that `args` name is read as a coverage matrix.
pub(super) fn is_matrix(args: &Import, file: &Path) -> Result<bool, Failure> {
    let bytes = shell::read_document(file)?;
    Ok(list::matrix_kind(args, file, &bytes, &list_options(args)?)?.is_some())
}

/// The options of the command line for a list of outcomes.
fn list_options(args: &Import) -> Result<ListOptions, Failure> {
    ListOptions::new(args.format == ImportFormat::List, &args.columns, &args.items)
        .map_err(|refusal| Failure::new(refusal.message, refusal.help))
}

/// Refuses what only the import of a course takes.
fn of_a_course_alone(args: &Import) -> Result<(), Failure> {
    let given = [("--module", args.module.is_some()), ("--chapters", args.chapters)];
    let Some((option, _)) = given.into_iter().find(|(_, is_given)| *is_given) else { return Ok(()) };
    let message =
        say!("`{option}` is about the text of a course, and this import is of a profile or a matrix", option);
    Err(Failure::new(message, say!("say what the text becomes, such as with `--as lesson`")))
}

/// The first option of `args` that only the import of a matrix takes.
fn option_of_a_matrix(args: &Import) -> Option<&'static str> {
    let given = [
        ("--marks", !args.marks.is_empty()),
        ("--profile", args.profile.is_some()),
        ("--replace", args.replace),
        ("--modules", !args.modules.is_empty()),
        ("--ranges", !args.ranges.is_empty()),
        ("--sheets", !args.sheets.is_empty()),
        ("--whole-competences", args.whole_competences),
    ];
    given.into_iter().find(|(_, is_given)| *is_given).map(|(option, _)| option)
}

/// Refuses what only the import of a table takes, for the text of a course.
fn of_tables_alone(args: &Import) -> Result<(), Failure> {
    let of_lists = [("--columns", !args.columns.is_empty()), ("--items", !args.items.is_empty())];
    let of_lists = of_lists.into_iter().find(|(_, is_given)| *is_given).map(|(option, _)| option);
    let Some(option) = option_of_a_matrix(args).or(of_lists) else { return Ok(()) };
    let message = say!("`{option}` is about a table, and this import is of the text of a course", option);
    Err(Failure::new(message, say!("leave `{option}` out", option)))
}

/// Refuses what only the import of a matrix takes.
fn of_a_matrix_alone(args: &Import, file: &Path) -> Result<(), Failure> {
    let Some(option) = option_of_a_matrix(args) else { return Ok(()) };
    let file = shown(file);
    let message = say!("{file} is no coverage matrix, so `{option}` says nothing here", file, option);
    Err(Failure::new(message, say!("leave `{option}` out", option)))
}

/// Where a profile goes.
enum Destination {
    /// To this file.
    File(PathBuf),
    /// To the file that its title gives, in this site.
    Site(PathBuf),
    /// Nowhere: a dry run outside of a site.
    Nowhere,
}

impl Destination {
    fn file(&self, title: &str) -> Option<PathBuf> {
        match self {
            Self::File(path) => Some(path.clone()),
            Self::Site(root) => Some(root.join(format!("content/profiles/{}.md", slug(title)))),
            Self::Nowhere => None,
        }
    }
}

impl Destination {
    /// The folder of the site.
    fn site(&self) -> Option<&Path> {
        match self {
            Self::Site(root) => Some(root),
            Self::File(_) | Self::Nowhere => None,
        }
    }

    /// The language of the site, where there is one.
    fn language(&self) -> Result<Option<Language>, Failure> {
        let Self::Site(root) = self else { return Ok(None) };
        let bytes = shell::read_if_there(&root.join(CONFIG_FILE))?;
        let file = bytes.map(|bytes| SourceFile::new(SourcePath::new(CONFIG_FILE), &bytes));
        Ok(Some(Config::read(file.as_ref()).0.language))
    }
}

fn destination(args: &Import) -> Result<Destination, Failure> {
    if let Some(out) = &args.out {
        return Ok(Destination::File(out.clone()));
    }
    match site::root(&args.site) {
        Ok(root) => Ok(Destination::Site(root)),
        Err(_) if args.dry_run => Ok(Destination::Nowhere),
        Err(failure) => Err(failure),
    }
}

/// How much the profile in `text` holds.
pub(super) fn profile_summary(title: &str, text: &str, terminal: &Terminal) -> Message {
    summary(title, &Existing::default(), &Existing::new(text.as_bytes()), terminal)
}

/// How much the profile holds, and how much of it the file had already.
fn summary(title: &str, existing: &Existing, new: &Existing, terminal: &Terminal) -> Message {
    const NARROWEST: usize = 16;
    let mut rows = vec![
        (say!("competences"), new.competences().count(), String::new()),
        (say!("indicators"), new.items(ItemKind::Indicator).count(), String::new()),
        (say!("knowledge items"), new.items(ItemKind::Knowledge).count(), String::new()),
    ];
    let known: HashSet<&str> = existing.all_ids().collect();
    if !known.is_empty() {
        let kept = new.all_ids().filter(|id| known.contains(id)).count();
        let still: HashSet<&str> = new.all_ids().collect();
        let gone: Vec<&str> = existing.all_ids().filter(|id| !still.contains(id)).collect();
        rows.push((say!("ids kept"), kept, String::new()));
        if !gone.is_empty() {
            rows.push((say!("ids gone"), gone.len(), format!("  {}", gone.join(", "))));
        }
    }
    let rows: Vec<(String, usize, String)> =
        rows.into_iter().map(|(name, number, rest)| (terminal.told(name), number, rest)).collect();
    let width = (columns::widest(rows.iter().map(|(name, ..)| name)) + 1).max(NARROWEST);
    let rows = rows.into_iter().map(|(name, number, rest)| {
        Message::verbatim(format!("  {}{number:5}{rest}", columns::left(&name, width)))
    });
    let changes = if known.is_empty() { Vec::new() } else { changes::texts(existing, new) };
    Message::joined(std::iter::once(Message::verbatim(title)).chain(rows).chain(changes), "\n")
}

/// Which lines the file `path` has that the document does not.
fn loss(path: &Path, lost: &[(usize, &str)]) -> Message {
    const SHOWN: usize = 20;
    let title = count!(
        lost.len(),
        "{file} has no lines that this import does not have:",
        "{file} has 1 line that this import does not have:",
        "{file} has {n} lines that this import does not have:",
        file = shown(path)
    );
    let line =
        |(number, line): &(usize, &str)| Message::verbatim(format!("  {number:4} | {}", one_line(line)));
    let more = lost.len().saturating_sub(SHOWN);
    let more = (more > 0)
        .then(|| Message::joined([Message::verbatim("       "), say!("and {more} more", more)], ""));
    let lines = lost.iter().take(SHOWN).map(line);
    Message::joined(std::iter::once(title).chain(lines).chain(more), "\n")
}
