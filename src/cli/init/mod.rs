//! `leerlijn init`: makes a site in an empty folder, about an invented profile or of what a school has: the document
//! of its profile, the texts of its courses, its coverage matrix.
//!
//! The new site builds at once. Nothing that stands in the folder is touched (a README, a licence, the documents that are
//! brought in), and no module is invented beside those
//! that were given. How each file was read, and which files were written and which were not, is said in the order in
//! which it was done. The matrix comes last, by the same way as `leerlijn import`: where it cannot be taken, the site
//! is there without it. A site that is there already can still get the files of its host.

mod host;

use std::collections::BTreeSet;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::config::{Language, TextRules};
use crate::diagnostics::{Message, count, say};
use crate::import::course::{self, Arrangement, CourseFile, ImportedCourse, SiteFacts};
use crate::import::{ExistingIds, ListOptions, ProfileDraft, is_profile_file, markdown};
use crate::model::{ModuleId, Site as Model};
use crate::pipeline::Options;
use crate::shell;
use crate::sources::{CONFIG_FILE, SourceFile};
use crate::syntax;
use crate::text::{SourcePath, slug};
use crate::words::{Subject, Words};

use super::args::{Import, ImportFormat, Init, Site};
use super::failure::{Failure, Outcome};
use super::import;
use super::import::course::Contents;
use super::import::{Given, GivenAs};
use super::new::{self, NewFile};
use super::phrases::{one_word, shown};
use super::site;
use super::terminal::Terminal;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/starter");

/// Files without a need for history: the pages that a build writes, and the rest that a killed build leaves beside
/// them.
const IGNORED: &str = "/output/\n.*.leerlijn-*\n.leerlijn-*\n";
const HOME: &str = "content/index.md";
const IGNORE_FILE: &str = ".gitignore";

/// Makes the site.
pub(super) fn run(args: &Init, terminal: &Terminal) -> Result<Outcome, Failure> {
    let folder = &args.folder;
    if args.makes_host_files_alone() && folder.join(CONFIG_FILE).is_file() {
        return add_host(args, terminal);
    }
    if let Some(name) = shell::first_in(folder, &args.documents())? {
        return Err(taken(folder, &name));
    }
    let keeps_ignored = folder.join(IGNORE_FILE).exists();
    if args.profile.is_none() && args.course.is_none() {
        let mut files = example(folder, args.lang);
        files.extend(host_files(args, &Words::new(Subject::NewSite, args.lang).text("title"), args.lang));
        create(folder, files, Vec::new(), terminal)?;
        tell_end(args, keeps_ignored, terminal);
        return Ok(Outcome::Done);
    }
    // A document that is not there, or belongs elsewhere, is said before anything is made.
    args.profile.as_deref().map_or(Ok(()), |path| import::refuse_folder(path, "--profile"))?;
    args.matrix.as_deref().map_or(Ok(()), |path| import::refuse_as_matrix(path, args.asked.is_some()))?;
    args.course.as_deref().map_or(Ok(()), import::refuse_as_course)?;
    let mut files = example(folder, args.lang);
    files.retain(|file| [CONFIG_FILE, HOME, IGNORE_FILE].contains(&file.path.as_str()));
    let mut title = None;
    if let Some(path) = &args.profile {
        let Some((found, profile)) = bring_profile(path, args, terminal)? else {
            return Ok(Outcome::Refused);
        };
        title = Some(found);
        files.push(profile);
    }
    files.extend(host_files(args, &Words::new(Subject::NewSite, args.lang).text("title"), args.lang));
    let (course, contents) = match &args.course {
        Some(path) => bring_course(path, args, terminal)?,
        None => Default::default(),
    };
    create(folder, files, contents, terminal)?;
    let outcome = match (&args.matrix, &title) {
        (Some(matrix), Some(title)) => bring_matrix(matrix, title, args, terminal)?,
        (Some(_), None) | (None, _) => Outcome::Done,
    };
    if let Some(title) = title {
        add_programme(folder, &title, &course, terminal)?;
    }
    tell_end(args, keeps_ignored, terminal);
    Ok(outcome)
}

/// That no site can be made in `folder`, which holds `name`.
fn taken(folder: &Path, name: &str) -> Failure {
    let is_here = folder == Path::new(".");
    let shown = folder.display().to_string();
    if folder.join(CONFIG_FILE).is_file() {
        let message = match is_here {
            true => say!("this folder is a site already"),
            false => say!("{shown} is a site already", shown = shown.as_str()),
        };
        let help = match is_here {
            true => {
                say!("look at it with `leerlijn serve --open`; `leerlijn import` brings documents into it")
            }
            false => say!(
                "look at it with `leerlijn serve --open --root {quoted}`; a new site needs a new folder",
                quoted = one_word(&shown)
            ),
        };
        return Failure::new(message, help);
    }
    let message = match is_here {
        true => say!("this folder is not empty: it holds `{name}`", name),
        false => say!("{folder} is not empty: it holds `{name}`", folder = shown, name),
    };
    Failure::new(message, say!("choose a new folder, such as `leerlijn init academy`"))
}

/// Writes the files of the host beside a site that is there already.
fn add_host(args: &Init, terminal: &Terminal) -> Result<Outcome, Failure> {
    let open = site::open(&Site { root: Some(args.folder.clone()) }, terminal)?;
    let snapshot = open.snapshot(Options::default());
    let (title, language) = (snapshot.site().config.title.clone(), snapshot.site().config.language);
    create(&args.folder, host_files(args, &title, language), Vec::new(), terminal)?;
    Ok(Outcome::Done)
}

fn host_files(args: &Init, title: &str, language: Language) -> Vec<NewFile> {
    args.host.map(|host| host::files(host, title, language)).unwrap_or_default()
}

/// The title of the profile in the document `path`, and its file; none where the document is refused.
fn bring_profile(
    path: &Path,
    args: &Init,
    terminal: &Terminal,
) -> Result<Option<(String, NewFile)>, Failure> {
    let bytes = shell::read_document(path)?;
    if is_profile_file(&bytes) {
        return Ok(Some(own_profile(path, &bytes, terminal)));
    }
    let options = ListOptions::new(args.format == ImportFormat::List, &args.columns, &args.items)
        .map_err(|refusal| Failure::new(refusal.message, refusal.help))?;
    let asked = args.asked.as_deref();
    let place = if asked.is_some() { GivenAs::ProfileOnPage } else { GivenAs::Profile };
    let given = Given { format: args.format, options: &options, place, advice: None, asked };
    let Some(mut draft) = import::read(path, given, terminal)? else { return Ok(None) };
    draft.site_language = Some(args.lang);
    let profile = profile(&draft);
    let title = draft.title.value;
    let summary = import::profile_summary(&title, &profile.text, terminal);
    terminal.say(say!("Profile, from {shown}: {summary}", shown = shown(path), summary));
    Ok(Some((title, profile)))
}

/// The title and the file of a profile that is written as sites have it: it is taken over as it is.
fn own_profile(path: &Path, bytes: &[u8], terminal: &Terminal) -> (String, NewFile) {
    let file = SourceFile::new(SourcePath::new("content/profiles/profile.md"), bytes);
    let title = syntax::parse(&file, TextRules::default()).title.value;
    let summary = import::profile_summary(&title, &file.text, terminal);
    terminal.say(say!("Profile, from {shown}: {summary}", shown = shown(path), summary));
    let profile = NewFile { path: profile_path(&title), text: file.text.to_string() };
    (title, profile)
}

/// The course in `path`, with the files that it becomes. The document of the profile may stand in the same folder.
fn bring_course(
    path: &Path,
    args: &Init,
    terminal: &Terminal,
) -> Result<(ImportedCourse, Contents), Failure> {
    let mut folder = import::course::read(path)?;
    let profile = args.profile.as_deref().map(shell::read_document).transpose()?;
    let is_profile = |file: &CourseFile| file.bytes.is_some() && file.bytes == profile;
    let (profiles, texts) = folder.files.into_iter().partition(is_profile);
    folder.files = texts;
    let profiles: Vec<CourseFile> = profiles;
    folder
        .skipped
        .extend(profiles.into_iter().map(|file| (file.path, say!("it is the document of the profile"))));
    let language = args.lang;
    let arrangement = Arrangement::Modules { name: import::course::folder_name(path) };
    let texts = BTreeSet::new();
    let facts = SiteFacts { texts: &texts, language: language.tag(), is_known: &|_| false };
    let course = course::import(&folder.files, &arrangement, &facts);
    terminal.say(Message::none());
    terminal.say(say!("Course, from {file}", file = shown(path)));
    import::course::report(&course, &folder, terminal);
    if course.files.is_empty() {
        return Err(import::course::without_text(path));
    }
    let contents = import::course::contents(&course, path, terminal)?;
    Ok((course, contents))
}

/// Brings the matrix about the profile `title` into the site that was made.
fn bring_matrix(matrix: &Path, title: &str, args: &Init, terminal: &Terminal) -> Result<Outcome, Failure> {
    terminal.say(Message::none());
    terminal.say(say!("Coverage matrix, from {file}", file = shown(matrix)));
    let import = Import::of_matrix(matrix.to_owned(), args, slug(title));
    if !import::is_matrix(&import, matrix)? {
        let file = shown(matrix);
        let message = say!("{file} is no coverage matrix: no module stands over a column of marks", file);
        if args.asked.is_some() {
            let help = say!("if it is a list of outcomes, choose it as the profile of a site of its own");
            return Err(Failure::new(message, help));
        }
        let line = format!("{} --format list", import_line(matrix, args));
        let help = say!(
            "the site is made without it; if it is a list of outcomes, it is a profile of its own: `{line}`",
            line
        );
        return Err(Failure::new(message, help));
    }
    let line = import_line(matrix, args);
    let without = |failure: Failure| {
        if args.asked.is_some() {
            return failure;
        }
        let line = line.as_str();
        let help = if failure.help.is_none() {
            say!("the site is made without it; then run `{line}`", line)
        } else {
            say!("the site is made without it; {help}, then run `{line}`", help = failure.help, line)
        };
        Failure::new(failure.message, help)
    };
    let outcome = import::run_matrix(&import, matrix, terminal).map_err(without)?;
    if outcome == Outcome::Refused && args.asked.is_none() {
        terminal.say(say!(
            "The site is made without the matrix: mend it or answer what was asked, and run `{line}`.",
            line
        ));
    }
    Ok(outcome)
}

/// The line that brings the matrix into the site afterwards, with all that was said of it.
fn import_line(matrix: &Path, args: &Init) -> String {
    let mut line = format!("leerlijn import {}", one_word(&matrix.display().to_string()));
    if args.folder != Path::new(".") {
        line.push_str(&format!(" --root {}", one_word(&args.folder.display().to_string())));
    }
    if !args.marks.is_empty() {
        line.push_str(&format!(" --marks {}", one_word(&args.marks.join(","))));
    }
    line
}

/// Adds a programme of all modules, unless there are none or the matrix made one.
fn add_programme(
    folder: &Path,
    title: &str,
    course: &ImportedCourse,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let open = site::open(&Site { root: Some(folder.to_owned()) }, terminal)?;
    let snapshot = open.snapshot(Options::default());
    let site = snapshot.site();
    let has_own = open.sources.files().any(|file| file.path.as_str().starts_with("content/programmes/"));
    if has_own {
        tell_left_out(site, terminal);
        return Ok(());
    }
    if site.modules.is_empty() {
        return Ok(());
    }
    let order: Vec<String> = course::module_names(course).into_iter().map(str::to_owned).collect();
    let programme = new::programme(site, title, &order);
    terminal.say(Message::none());
    terminal.say(say!("Programme: all modules, in one term; divide them over terms there."));
    create(folder, vec![programme], Vec::new(), terminal)
}

/// Says which modules the programme of the matrix does not have.
fn tell_left_out(site: &Model, terminal: &Terminal) {
    let named: BTreeSet<ModuleId> = site
        .programmes
        .values()
        .flat_map(|programme| programme.modules())
        .map(|(_, module)| module)
        .collect();
    let out = site.modules.iter().filter(|(id, _)| !named.contains(id));
    let out: Vec<&str> = out.map(|(_, module)| module.name()).collect();
    if !out.is_empty() {
        terminal.say(Message::none());
        terminal.say(count!(
            out.len(),
            "every module stands in a programme",
            "{names} stands in no programme yet, since the matrix does not have it; name it in a term of the file in content/programmes.",
            "{names} stand in no programme yet, since the matrix does not have them; name them in a term of the file in content/programmes.",
            names = out.join(", ")
        ));
    }
}

/// Writes new files, and says which.
fn create(
    folder: &Path,
    files: Vec<NewFile>,
    contents: Contents,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let mut all = contents;
    all.extend(files.into_iter().map(|file| (file.path, file.text.into_bytes())));
    all.sort();
    let files: Vec<(&str, &[u8])> =
        all.iter().map(|(path, content)| (path.as_str(), content.as_slice())).collect();
    shell::create(folder, &files)?;
    terminal.result(|out| all.iter().try_for_each(|(path, _)| writeln!(out, "{path}")))
}

/// A small site about an invented profile. A `.gitignore` that a code host made stays as it is.
fn example(folder: &Path, language: Language) -> Vec<NewFile> {
    let mut files = Vec::new();
    if !folder.join(IGNORE_FILE).exists() {
        files.push(ignore_file());
    }
    collect(starter(language), language, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn profile(draft: &ProfileDraft) -> NewFile {
    NewFile { path: profile_path(&draft.title.value), text: markdown::write(draft, &ExistingIds::default()) }
}

fn profile_path(title: &str) -> String {
    format!("content/profiles/{}.md", slug(title))
}

fn ignore_file() -> NewFile {
    NewFile { path: IGNORE_FILE.to_owned(), text: IGNORED.to_owned() }
}

/// The files below `folder`, with the title of the new site in them.
fn collect(folder: Option<&Dir<'_>>, language: Language, files: &mut Vec<NewFile>) {
    let Some(folder) = folder else { return };
    for file in folder.files() {
        let path = file.path().strip_prefix(language.tag()).unwrap_or(file.path());
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let text = file
            .contents_utf8()
            .unwrap_or_default()
            .replace("{{title}}", &Words::new(Subject::NewSite, language).text("title"));
        files.push(NewFile { path: parts.join("/"), text });
    }
    for inner in folder.dirs() {
        collect(Some(inner), language, files);
    }
}

fn starter(language: Language) -> Option<&'static Dir<'static>> {
    STARTER.get_dir(language.tag())
}

/// Says what comes next, and what a `.gitignore` that was there already lacks.
fn tell_end(args: &Init, keeps_ignored: bool, terminal: &Terminal) {
    if keeps_ignored {
        terminal.say(say!("note: `.gitignore` was there already and stays as it is; add the line `/output/` to it, for built pages need no history"));
    }
    if args.asked.is_none() {
        terminal.say(next_steps(&args.folder));
    }
}

fn next_steps(folder: &Path) -> Message {
    if folder == Path::new(".") {
        return say!("The site is ready. Build it with `leerlijn build`.");
    }
    let folder = one_word(&folder.display().to_string());
    say!("The site is ready. Go to its folder with `cd {folder}` and build it with `leerlijn build`.", folder)
}
