//! Brings a coverage matrix into the modules of a site, or with `--dry-run` shows how they would change. Standard
//! error says first how each sheet was read and what was passed over, then what changes, then what could not be placed.
//! Contradictions and what can mean two things are all told before anything is written, and then nothing is.

use std::path::Path;

use crate::config::Level;
use crate::diagnostics::{Message, count, did_you_mean, say};
use crate::edit::{Edits, NamedModule, Removal};
use crate::import::Refusal;
use crate::import::detect::FileKind;
use crate::import::matrix::{self, Options, Placed, Said};
use crate::import::spreadsheet::Spreadsheet;
use crate::model::{ProfileId, Site};
use crate::pipeline;
use crate::shell::{self, WriteRefusal};
use crate::tabular::Mark;
use crate::text::{fold_cell, nearest};

use super::super::args::Import;
use super::super::edit::difference;
use super::super::failure::{Failure, Outcome};
use super::super::phrases::shown;
use super::super::report::one_line;
use super::super::site;
use super::super::terminal::Terminal;
use super::asked;
use super::undo::{self, WrittenFile};

/// How many lines of one list are shown.
const SHOWN: usize = 200;

/// Imports the matrix in `bytes`, the content of `file`, which is of this kind.
pub(super) fn run(
    args: &Import,
    file: &Path,
    (bytes, kind): (&[u8], FileKind),
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let book = matrix::read(bytes, &name, Some(kind)).map_err(|refusal| refused(file, refusal))?;
    let open = site::open(&args.site, terminal)?;
    let snapshot = open.snapshot(pipeline::Options::default());
    let site = snapshot.site();
    let options = Options {
        marks: marks(args, site)?,
        profile: profile(args, site)?,
        said: Said { items: args.items.clone(), modules: args.modules.clone() },
        ranges: ranges(args)?,
        sheets: sheets(args, &book)?,
        whole_competences: args.whole_competences,
    };
    let placed = matrix::place(site, &book, &options);
    let removal = if args.replace { Removal::Replace } else { Removal::Keep };
    let is_certain = placed.questions.is_empty() && placed.conflicts.is_empty();
    let coverage = placed.coverage.as_ref().filter(|_| is_certain);
    let edits =
        coverage.map(|coverage| Edits::new(site, snapshot.sources(), coverage, removal)).unwrap_or_default();
    tell(args, site, (&placed, &edits), terminal);
    if let Some(path) = &args.asked {
        asked::note_matrix(path, site, &placed, terminal)?;
    }
    if !is_certain || !edits.conflicts.is_empty() {
        for question in &placed.questions {
            // The page has a field for the answer, so it wants no line of a command.
            let help = if args.asked.is_some() { &question.otherwise } else { &question.help };
            let help = terminal.line(help);
            terminal.fail(&Failure::new(terminal.line(&question.text), help));
        }
        for conflict in placed.conflicts.iter().chain(&edits.conflicts) {
            terminal.fail(&Failure::new(terminal.line(conflict), Message::none()));
        }
        terminal.say(say!("Nothing was written."));
        return Ok(Outcome::Refused);
    }
    if args.dry_run {
        let diff: String = edits.files.iter().map(difference).collect();
        terminal.result(|out| out.write_all(diff.as_bytes()))?;
    } else {
        write(&open.root, file, &edits, terminal)?;
    }
    terminal.say(summary(&edits));
    if !edits.others.is_empty() {
        terminal.say(others(&edits.others));
        if args.asked.is_none() {
            terminal.say(say!("`--replace` takes such claims out."));
        }
    }
    Ok(Outcome::Done)
}

fn refused(file: &Path, refusal: Refusal) -> Failure {
    Failure::new(say!("{file}: {why}", file = shown(file), why = refusal.message), refusal.help)
}

/// The marks that were given, such as `x=assessed`.
fn marks(args: &Import, site: &Site) -> Result<Vec<(String, Mark)>, Failure> {
    let levels = &site.config.scale.levels;
    let meaning = |given: &String| {
        let (mark, level) = given.split_once('=').ok_or_else(|| {
            Failure::new(
                say!("`{given}` gives no mark a meaning", given),
                say!("write it as `--marks x=assessed,-=`"),
            )
        })?;
        if level.is_empty() {
            return Ok((mark.to_owned(), Mark::Nothing));
        }
        let is_it = |known: &Level| known.id == level || known.label.to_lowercase() == level.to_lowercase();
        let found = levels.iter().find(|(_, known)| is_it(known)).map(|(id, _)| Mark::Level(id));
        found.map(|found| (mark.to_owned(), found)).ok_or_else(|| {
            let ids = || levels.values().map(|known| known.id.as_str());
            let all = say!("the levels are {known}", known = ids().collect::<Vec<_>>().join(", "));
            let help = did_you_mean(&nearest(level, ids()), all);
            Failure::new(say!("`{level}` is no level of the coverage scale", level), help)
        })
    };
    args.marks.iter().map(meaning).collect()
}

/// The items that cells were said to mean, such as `c1.4 tot c1.6=c1.4,c1.5`.
fn ranges(args: &Import) -> Result<Vec<(String, String)>, Failure> {
    let meaning = |given: &String| {
        let parts = given.split_once('=').map(|(text, ids)| (text.trim().to_owned(), ids.trim().to_owned()));
        parts.filter(|(text, ids)| !text.is_empty() && !ids.is_empty()).ok_or_else(|| {
            Failure::new(
                say!("`{given}` says of no cell which items it means", given),
                say!("write it as `--ranges \"c1.4 tot c1.6=c1.4,c1.5\"`"),
            )
        })
    };
    args.ranges.iter().map(meaning).collect()
}

/// The sheets that were named, which the file must have. Names stand with commas between them, and may have commas of their
/// own: of the names that the parts make up, the longest counts.
fn sheets(args: &Import, book: &Spreadsheet) -> Result<Vec<String>, Failure> {
    let names = || book.sheets.iter().map(|sheet| sheet.name.as_str());
    let mut rest = args.sheets.as_slice();
    let mut found = Vec::new();
    while let [wanted, ..] = rest {
        let mut ways = (1..=rest.len()).rev().map(|count| (count, rest[..count].join(",")));
        let known = ways.find(|(_, name)| names().any(|known| fold_cell(known) == fold_cell(name)));
        let Some((count, name)) = known else {
            let all = names().collect::<Vec<_>>().join(", ");
            let message = say!("the file has no sheet `{wanted}` that is not hidden", wanted = wanted.trim());
            return Err(Failure::new(message, say!("its sheets are {all}", all)));
        };
        found.push(name);
        rest = &rest[count..];
    }
    Ok(found)
}

/// The profile that was named.
fn profile(args: &Import, site: &Site) -> Result<Option<ProfileId>, Failure> {
    let Some(name) = &args.profile else { return Ok(None) };
    let found = site.profiles.iter().find(|(_, profile)| profile.slug == *name || profile.title == *name);
    found.map(|(id, _)| Some(id)).ok_or_else(|| {
        let slugs = || site.profiles.values().map(|profile| profile.slug.as_str());
        let all = say!("the profiles are {slugs}", slugs = slugs().collect::<Vec<_>>().join(", "));
        let help = did_you_mean(&nearest(name, slugs()), all);
        Failure::new(say!("there is no profile `{name}`", name), help)
    })
}

/// Says how the matrix was understood.
fn tell(args: &Import, site: &Site, (placed, edits): (&Placed, &Edits), terminal: &Terminal) {
    tell_sheets(placed, terminal);
    let named = || placed.coverage.iter().flat_map(|coverage| &coverage.modules).map(|module| &module.module);
    if let Some(coverage) = &placed.coverage
        && placed.sheets.iter().any(|sheet| !sheet.lines.is_empty())
    {
        terminal.say_line("", &say!("Profile: {title}", title = site.profiles[coverage.profile].title));
    }
    let marks = placed.marks.iter().map(|(text, (mark, times))| {
        let meaning = match mark {
            Some(Mark::Level(level)) => Message::verbatim(&site.config.scale.levels[*level].label),
            Some(Mark::Nothing) => say!("not covered"),
            None if args.asked.is_some() => say!("no mark"),
            None => say!("no mark (give it a meaning with `--marks`)"),
        };
        let times = count!(*times, "no times", "1 time", "{n} times");
        say!("{text}  {meaning}, {times}", text = text.clone(), meaning, times)
    });
    list(terminal, "", &say!("Marks:"), &marks.collect::<Vec<_>>());
    let near = placed.near.iter().map(|near| {
        say!(
            "{cell}  \"{text}\" was taken for \"{taken_for}\", {score} alike",
            cell = near.cell,
            text = near.text,
            taken_for = near.taken_for,
            score = near.score
        )
    });
    list(terminal, "", &say!("Recognised by likeness alone; look at these:"), &near.collect::<Vec<_>>());
    list(terminal, "", &say!("Named otherwise in the sheet than in the site:"), &placed.named_otherwise);
    let new = named().filter_map(|module| match module {
        NamedModule::New { code, title } if code == title => Some(Message::verbatim(code)),
        NamedModule::New { code, title } => Some(Message::verbatim(format!("{code} {title}").trim())),
        NamedModule::Known(_) => None,
    });
    list(terminal, "", &say!("Modules that the site does not have yet:"), &new.collect::<Vec<_>>());
    list(terminal, "", &say!("Perhaps there under another name:"), &placed.renamed);
    list(terminal, "", &say!("Left as it stands:"), &edits.notes);
    list(terminal, "", &say!("Not placed:"), &matrix::grouped(&placed.unplaced));
    if !placed.marked_as_whole.is_empty() && args.asked.is_none() {
        terminal.say_line(
            "  ",
            &say!("`--whole-competences` takes a mark beside a competence as one for each of its items"),
        );
    }
}

/// Says how each sheet was read.
fn tell_sheets(placed: &Placed, terminal: &Terminal) {
    for sheet in &placed.sheets {
        let name = &sheet.name;
        match sheet.lines.split_first() {
            Some((first, others)) => {
                terminal.say_line("", &say!("Sheet {name}: {first}", name, first));
                others.iter().for_each(|line| terminal.say_line("  ", line));
                list(terminal, "  ", &say!("Passed over:"), &sheet.passed_over);
            }
            None if sheet.passed_over.is_empty() => {
                terminal.say_line("", &say!("Sheet {name} was passed over", name));
            }
            None => {
                let why = Message::in_one(sheet.passed_over.iter().cloned());
                terminal.say_line("", &say!("Sheet {name} was passed over: {why}", name, why));
            }
        }
    }
}

/// Says `lines` below `title`, which stands behind `indent`, unless there are none.
fn list(terminal: &Terminal, indent: &str, title: &Message, lines: &[Message]) {
    if lines.is_empty() {
        return;
    }
    terminal.say_line(indent, title);
    let indent = format!("{indent}  ");
    lines.iter().take(SHOWN).for_each(|line| terminal.say_line(&indent, line));
    if lines.len() > SHOWN {
        terminal.say_line(&indent, &say!("and {more} more", more = lines.len() - SHOWN));
    }
}

/// Writes the files, all of them or none, and notes what they held.
fn write(root: &Path, document: &Path, edits: &Edits, terminal: &Terminal) -> Result<(), Failure> {
    let paths = shell::write_edits(root, &edits.files).map_err(|refused| match refused {
        WriteRefusal::Newer { path, .. } => {
            let message = say!("{path} was changed meanwhile", path);
            Failure::new(message, say!("nothing was written; run the import again"))
        }
        WriteRefusal::Disk(error) => error.into(),
    })?;
    let written: Vec<WrittenFile> = edits.files.iter().map(WrittenFile::from).collect();
    undo::note(root, document, &written, terminal);
    for path in paths {
        terminal.result(|out| writeln!(out, "{}", shown(&path)))?;
    }
    Ok(())
}

/// That the modules claim what the matrix does not: marks that were taken out of it change nothing by themselves.
fn others(claims: &[String]) -> Message {
    const EXAMPLES: usize = 5;
    let first = one_line(&claims.iter().take(EXAMPLES).map(String::as_str).collect::<Vec<_>>().join(", "));
    let more = claims.len().saturating_sub(EXAMPLES);
    let examples =
        if more > 0 { say!("{first} and {more} more", first, more) } else { Message::verbatim(first) };
    count!(
        claims.len(),
        "every claim of the modules is in this matrix",
        "1 claim of the modules is not in this matrix: {examples}.",
        "{n} claims of the modules are not in this matrix: {examples}.",
        examples
    )
}

fn summary(edits: &Edits) -> Message {
    let Edits { added, removed, standing, .. } = edits;
    let files = count!(edits.files.len(), "no files", "1 file", "{n} files");
    let claims = count!(*added, "0 claims new", "1 claim new", "{n} claims new");
    say!(
        "{files}: {claims}, {removed} taken out, {standing} stood there already.",
        files,
        claims,
        removed,
        standing
    )
}
