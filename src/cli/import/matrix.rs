//! Brings a coverage matrix into the modules of a site, or with `--dry-run` shows how they would change. Standard
//! error says first how each sheet was read and what was passed over, then what changes, then what could not be placed.
//! Contradictions and what can mean two things are all told before anything is written, and then nothing is.

use std::path::Path;

use crate::config::Level;
use crate::diagnostics::{Message, did_you_mean};
use crate::edit::{Edits, Removal, Seat};
use crate::import::Refusal;
use crate::import::matrix::{self, Options, Placed, Said};
use crate::model::{ProfileId, Site};
use crate::pipeline;
use crate::shell::{self, WriteRefusal};
use crate::tabular::Mark;
use crate::text::nearest;

use super::super::args::Import;
use super::super::edit::difference;
use super::super::failure::{Failure, Outcome};
use super::super::phrases::{count, shown};
use super::super::report::one_line;
use super::super::site;
use super::super::terminal::Terminal;
use super::undo::{self, WrittenFile};

/// How many lines of one list are shown.
const SHOWN: usize = 200;

/// Imports the matrix in `bytes`, the content of `file`.
pub(super) fn run(args: &Import, file: &Path, bytes: &[u8], terminal: &Terminal) -> Result<Outcome, Failure> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let book = matrix::read(bytes, &name, args.format.kind()).map_err(|refusal| refused(file, refusal))?;
    let open = site::open(&args.site, terminal)?;
    let snapshot = open.snapshot(pipeline::Options::default());
    let site = snapshot.site();
    let options = Options {
        marks: marks(args, site)?,
        profile: profile(args, site)?,
        said: Said { items: args.items.clone(), modules: args.modules.clone() },
        whole_competences: args.whole_competences,
    };
    let placed = matrix::place(site, &book, &options);
    let removal = if args.replace { Removal::Replace } else { Removal::Keep };
    let is_certain = placed.questions.is_empty() && placed.conflicts.is_empty();
    let coverage = placed.coverage.as_ref().filter(|_| is_certain);
    let edits =
        coverage.map(|coverage| Edits::new(site, snapshot.sources(), coverage, removal)).unwrap_or_default();
    tell(site, &placed, &edits, terminal);
    if !is_certain || !edits.conflicts.is_empty() {
        for question in &placed.questions {
            terminal.fail(&Failure::new(one_line(&question.text), one_line(&question.help)));
        }
        let placed_conflicts = placed.conflicts.iter().map(|conflict| Message::verbatim(one_line(conflict)));
        for conflict in placed_conflicts.chain(edits.conflicts.iter().cloned()) {
            terminal.fail(&Failure::new(conflict, ""));
        }
        terminal.say("Nothing was written.");
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
    }
    Ok(Outcome::Done)
}

fn refused(file: &Path, refusal: Refusal) -> Failure {
    Failure::new(format!("{}: {}", shown(file), refusal.message), refusal.help)
}

/// The marks that were given, such as `x=assessed`.
fn marks(args: &Import, site: &Site) -> Result<Vec<(String, Mark)>, Failure> {
    let levels = &site.config.scale.levels;
    let meaning = |given: &String| {
        let (mark, level) = given.split_once('=').ok_or_else(|| {
            Failure::new(format!("`{given}` gives no mark a meaning"), "write it as `--marks x=assessed,-=`")
        })?;
        if level.is_empty() {
            return Ok((mark.to_owned(), Mark::Nothing));
        }
        let is_it = |known: &Level| known.id == level || known.label.to_lowercase() == level.to_lowercase();
        let found = levels.iter().find(|(_, known)| is_it(known)).map(|(id, _)| Mark::Level(id));
        found.map(|found| (mark.to_owned(), found)).ok_or_else(|| {
            let ids = || levels.values().map(|known| known.id.as_str());
            let all = format!("the levels are {}", ids().collect::<Vec<_>>().join(", "));
            let help = did_you_mean(&nearest(level, ids()), all.into());
            Failure::new(format!("`{level}` is no level of the coverage scale"), help)
        })
    };
    args.marks.iter().map(meaning).collect()
}

/// The profile that was named.
fn profile(args: &Import, site: &Site) -> Result<Option<ProfileId>, Failure> {
    let Some(name) = &args.profile else { return Ok(None) };
    let found = site.profiles.iter().find(|(_, profile)| profile.slug == *name || profile.title == *name);
    found.map(|(id, _)| Some(id)).ok_or_else(|| {
        let slugs = || site.profiles.values().map(|profile| profile.slug.as_str());
        let all = format!("the profiles are {}", slugs().collect::<Vec<_>>().join(", "));
        let help = did_you_mean(&nearest(name, slugs()), all.into());
        Failure::new(format!("there is no profile `{name}`"), help)
    })
}

/// Says how the matrix was understood.
fn tell(site: &Site, placed: &Placed, edits: &Edits, terminal: &Terminal) {
    for sheet in &placed.sheets {
        let name = one_line(&sheet.name);
        match sheet.lines.split_first() {
            Some((first, others)) => {
                terminal.say(format!("Sheet {name}: {}", one_line(first)));
                others.iter().for_each(|line| terminal.say(format!("  {}", one_line(line))));
                list(terminal, "  Passed over:", &sheet.passed_over, "    ");
            }
            None => terminal.say(format!("Sheet {name} was passed over: {}", sheet.passed_over.join("; "))),
        }
    }
    let seats = || placed.coverage.iter().flat_map(|coverage| &coverage.modules).map(|module| &module.seat);
    if let Some(coverage) = &placed.coverage
        && placed.sheets.iter().any(|sheet| !sheet.lines.is_empty())
    {
        terminal.say(format!("Profile: {}", one_line(&site.profiles[coverage.profile].title)));
    }
    let marks = placed.marks.iter().map(|(text, (mark, times))| {
        let meaning = match mark {
            Some(Mark::Level(level)) => site.config.scale.levels[*level].label.as_str(),
            Some(Mark::Nothing) => "not covered",
            None => "no mark (give it a meaning with `--marks`)",
        };
        format!("{}  {meaning}, {}", one_line(text), count(*times, "time", "times"))
    });
    list(terminal, "Marks:", &marks.collect::<Vec<_>>(), "  ");
    let near = placed.near.iter().map(|near| {
        let (text, taken_for) = (one_line(&near.text), one_line(&near.taken_for));
        format!("{}  \"{text}\" was taken for \"{taken_for}\", {} alike", near.cell, near.score)
    });
    list(terminal, "Recognised by likeness alone; look at these:", &near.collect::<Vec<_>>(), "  ");
    let new = seats().filter_map(|seat| match seat {
        Seat::New { code, title } if code == title => Some(one_line(code)),
        Seat::New { code, title } => Some(one_line(format!("{code} {title}").trim())),
        Seat::Known(_) => None,
    });
    list(terminal, "Modules that the site does not have yet:", &new.collect::<Vec<_>>(), "  ");
    list(terminal, "Left as it stands:", &edits.notes.iter().map(Message::english).collect::<Vec<_>>(), "  ");
    let unplaced = placed.unplaced.iter().map(|found| {
        let text =
            if found.text.is_empty() { String::new() } else { format!("\"{}\": ", one_line(&found.text)) };
        format!("{}  {text}{}", found.cell, one_line(&found.why))
    });
    list(terminal, "Not placed:", &unplaced.collect::<Vec<_>>(), "  ");
}

/// Says `lines` below `title`, each behind `indent`, unless there are none.
fn list(terminal: &Terminal, title: &str, lines: &[String], indent: &str) {
    if lines.is_empty() {
        return;
    }
    terminal.say(title);
    for line in lines.iter().take(SHOWN) {
        terminal.say(format!("{indent}{}", one_line(line)));
    }
    if lines.len() > SHOWN {
        terminal.say(format!("{indent}and {} more", lines.len() - SHOWN));
    }
}

/// Writes the files, all of them or none, and notes what they held.
fn write(root: &Path, document: &Path, edits: &Edits, terminal: &Terminal) -> Result<(), Failure> {
    let paths = shell::write_edits(root, &edits.files).map_err(|refused| match refused {
        WriteRefusal::Newer { path, .. } => {
            Failure::new(format!("{path} was changed meanwhile"), "nothing was written; run the import again")
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
fn others(claims: &[String]) -> String {
    const EXAMPLES: usize = 5;
    let examples = one_line(&claims.iter().take(EXAMPLES).map(String::as_str).collect::<Vec<_>>().join(", "));
    let more = claims.len().saturating_sub(EXAMPLES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (are, them) = if claims.len() == 1 { ("is", "it") } else { ("are", "them") };
    let number = count(claims.len(), "claim", "claims");
    format!(
        "{number} of the modules {are} not in this matrix: {examples}{more}; `--replace` takes {them} out."
    )
}

fn summary(edits: &Edits) -> String {
    let Edits { added, removed, standing, .. } = edits;
    let files = count(edits.files.len(), "file", "files");
    let claims = if *added == 1 { "claim" } else { "claims" };
    format!("{files}: {added} {claims} new, {removed} taken out, {standing} stood there already.")
}
