//! Brings the texts of a course into a site. All of it is worked out before the first file is written. A file that
//! somebody changed since is not written over unless that is asked for, and its front matter stays even then: the
//! claims in it are the work of people.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostics::Message;
use crate::import::course::{
    self, Arrangement, Chapters, CoursePage, FileContent, ImportedCourse, PageRole, SiteFacts, SiteFile,
    TitleSource, is_course_text, text::LeftBehind,
};
use crate::model::Site;
use crate::pipeline::Options;
use crate::shell::{self, CourseFolder, Replacement};
use crate::syntax::front_matter;

use super::super::args::{CourseRole, Import};
use super::super::failure::{Failure, Outcome};
use super::super::phrases::{count, shown};
use super::super::report::one_line;
use super::super::site::{self, OpenSite};
use super::super::terminal::Terminal;
use super::undo;

/// How many lines of one list are shown.
const SHOWN: usize = 40;

/// Imports the text or the folder.
pub(super) fn run(args: &Import, file: &Path, terminal: &Terminal) -> Result<Outcome, Failure> {
    let role = role(args, file)?;
    let open = site::open(&args.site, terminal)?;
    let snapshot = open.snapshot(Options::default());
    let arrangement = arrangement(args, file, role, &open, snapshot.site())?;
    let folder = read(file)?;
    let names = known_names(snapshot.site());
    let language = snapshot.site().config.language.tag();
    let facts = SiteFacts { language, is_known: &|name| names.contains(name) };
    let course = course::import(&folder.files, &arrangement, &facts);
    if let (true, [(file, refusal)]) = (course.pages.is_empty(), course.refused.as_slice()) {
        terminal.fail(&Failure::new(format!("{file}: {}", refusal.message), refusal.help.clone()));
        return Ok(Outcome::Refused);
    }
    for line in report(&course, &folder) {
        terminal.say(&line);
    }
    if course.files.is_empty() && course.refused.is_empty() {
        let help = "a course has texts in markdown, HTML or Word (.docx), and its pictures beside them";
        terminal.fail(&Failure::new(format!("{} has no text of a course", shown(file)), help));
        return Ok(Outcome::Refused);
    }
    let files = contents(&course, source_folder(file), terminal)?;
    let fates = files.into_iter().map(|file| Fate::of(&open.root, file)).collect::<Result<Vec<_>, _>>()?;
    let conflicts: Vec<&Fate> = fates.iter().filter(|fate| fate.is_conflict()).collect();
    if !conflicts.is_empty() && !args.force && !args.dry_run {
        return Err(standing(&conflicts));
    }
    if args.dry_run {
        return dry_run(&fates, file, terminal);
    }
    write(&open.root, file, fates, terminal)
}

fn role(args: &Import, file: &Path) -> Result<CourseRole, Failure> {
    let is_folder = file.is_dir();
    let Some(role) = args.role else {
        let message = format!("{} is a folder, and it is not said what its texts become", shown(file));
        return Err(Failure::new(
            message,
            "add `--as modules`: each folder in it becomes a module, each text a lesson",
        ));
    };
    let wrong = match (role, is_folder) {
        (CourseRole::Modules, false) => {
            Some(("is one file and no folder", "say `--as module`, `--as lesson` or `--as page`"))
        }
        (CourseRole::Module | CourseRole::Lesson | CourseRole::Page, true) => {
            Some(("is a folder", "say `--as modules`, or name one file in it"))
        }
        _ => None,
    };
    if let Some((problem, help)) = wrong {
        return Err(Failure::new(format!("{} {problem}", shown(file)), help));
    }
    if args.chapters && role != CourseRole::Module {
        return Err(Failure::new(
            "`--chapters` makes lessons of the chapters of a module",
            "say `--as module`, or leave it out",
        ));
    }
    if (role == CourseRole::Lesson) != args.module.is_some() {
        let help = "say `--as lesson --module M05`, with the code of the module or the name of its folder";
        return Err(Failure::new("a lesson belongs to a module, and only a lesson does", help));
    }
    if args.out.is_some() {
        return Err(Failure::new(
            "`--out` says where a profile goes",
            "leave it out; the name of the file says it",
        ));
    }
    Ok(role)
}

fn arrangement(
    args: &Import,
    file: &Path,
    role: CourseRole,
    open: &OpenSite,
    site: &Site,
) -> Result<Arrangement, Failure> {
    let chapters = if args.chapters { Chapters::Apart } else { Chapters::Together };
    let one = |role, folder: &str| -> Result<Arrangement, Failure> {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !is_course_text(&name) {
            let help = "a text of a course is a Word document (.docx), a web page (.html) or markdown (.md)";
            return Err(Failure::new(format!("{} is none of the texts that are read", shown(file)), help));
        }
        Ok(Arrangement::One { file: name, role, folder: folder.to_owned(), chapters })
    };
    match role {
        CourseRole::Modules => Ok(Arrangement::Modules { name: folder_name(file) }),
        CourseRole::Module => one(PageRole::Module, "content/modules"),
        CourseRole::Page => one(PageRole::Page, "content"),
        CourseRole::Lesson => {
            let name = args.module.as_deref().unwrap_or_default();
            one(PageRole::Lesson, &module_folder(name, open, site)?)
        }
    }
}

/// The name of the folder `path`, also where it is written as `.`.
pub(in crate::cli) fn folder_name(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    whole.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The folder of the module `name`.
pub(in crate::cli) fn module_folder(name: &str, open: &OpenSite, site: &Site) -> Result<String, Failure> {
    let is_it = |known: &&str| known.to_lowercase() == name.to_lowercase();
    let found = site
        .modules
        .values()
        .find(|module| [module.code.as_str(), module.slug.as_str(), module.title.as_str()].iter().any(is_it));
    let Some(module) = found else {
        let names = || site.modules.values().map(|module| module.name());
        let all = match names().next() {
            Some(_) => format!("the modules are {}", names().collect::<Vec<_>>().join(", ")),
            None => "the site has no modules; make one with `leerlijn new module`".to_owned(),
        };
        let help =
            crate::diagnostics::did_you_mean(&crate::text::nearest(name, names()), Message::verbatim(all));
        return Err(Failure::new(format!("there is no module `{name}`"), help));
    };
    let path = &site.document(module.document).path;
    if path.file_name() == "index.md" {
        return Ok(path.folder().to_owned());
    }
    let folder = path.as_str().trim_end_matches(".md");
    let message = format!(
        "the module `{name}` is the single file {}, which cannot have lessons",
        shown(&open.root.join(path.as_str()))
    );
    let help =
        format!("make a folder of it: move the file to `{folder}/index.md`, and put its pictures beside it");
    Err(Failure::new(message, help))
}

/// The names that mentions may have.
fn known_names(site: &Site) -> HashSet<String> {
    let items = site.items.values().map(|item| item.id.as_str());
    let competences = site.competences.values().map(|competence| competence.id.as_str());
    let modules = site.modules.values().map(|module| module.name());
    items.chain(competences).chain(modules).map(str::to_owned).collect()
}

/// The files of a course, or the text with what stands beside it.
pub(in crate::cli) fn read(path: &Path) -> Result<CourseFolder, Failure> {
    Ok(if path.is_dir() { shell::read_course(path)? } else { shell::read_course_text(path)? })
}

fn source_folder(path: &Path) -> &Path {
    if path.is_dir() {
        path
    } else {
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }
}

/// Paths in the site with what stands there.
pub(in crate::cli) type Contents = Vec<(String, Vec<u8>)>;

/// The bytes of all files; what is too large to come along is named.
pub(in crate::cli) fn contents(
    course: &ImportedCourse,
    folder: &Path,
    terminal: &Terminal,
) -> Result<Contents, Failure> {
    let mut contents = Vec::new();
    let mut too_large = Vec::new();
    for SiteFile { path, content } in &course.files {
        let bytes = match content {
            FileContent::Text(text) => text.clone().into_bytes(),
            FileContent::Bytes(bytes) => bytes.clone(),
            FileContent::CopyOf(source) => match shell::read_course_file(folder, source)? {
                Some(bytes) => bytes,
                None => {
                    too_large.push(format!("{source}: copy it to {path} yourself"));
                    continue;
                }
            },
        };
        contents.push((path.clone(), bytes));
    }
    list("Larger than 32 MB, and not copied:", too_large).iter().for_each(|line| terminal.say(line));
    Ok(contents)
}

/// The result of bringing in a course, in words.
pub(in crate::cli) fn report(course: &ImportedCourse, folder: &CourseFolder) -> Vec<String> {
    let mut lines = Vec::new();
    let of = |role| course.pages.iter().filter(move |page| page.role == role).count();
    let counts = [
        count(of(PageRole::Module), "module", "modules"),
        count(of(PageRole::Lesson), "lesson", "lessons"),
        count(of(PageRole::Page), "page", "pages"),
    ];
    if course.pages.len() == 1 {
        lines
            .extend(course.pages.iter().map(|page| format!("{}: {}", role_name(page.role), described(page))));
    } else {
        let pages = course.pages.iter().map(|page| {
            let indent = if page.role == PageRole::Lesson { "  " } else { "" };
            format!("{indent}{} {}", role_name(page.role), described(page))
        });
        lines.extend(list(&format!("{}:", counts.join(", ")), pages.collect()));
    }
    let copied = course.files.iter().filter(|file| !matches!(file.content, FileContent::Text(_))).count();
    if copied > 0 {
        lines.push(format!(
            "{} came along, beside the pages that show them.",
            count(copied, "picture or other file", "pictures and other files")
        ));
    }
    if course.comments > 0 {
        let keys = count(course.comments, "key that means", "keys that mean");
        lines.push(format!("Kept as comments in the front matter: {keys} nothing here."));
    }
    let undescribed = undescribed(course);
    if undescribed > 0 {
        let pictures = count(undescribed, "picture has", "pictures have");
        lines.push(format!("{pictures} no words for those who do not see it: `leerlijn check` shows where."));
    }
    lines.extend(list("Did not come along:", left_behind(&course.left)));
    let refused =
        course.refused.iter().map(|(file, refusal)| format!("{file}: {}; {}", refusal.message, refusal.help));
    lines.extend(list("Could not be read:", refused.collect()));
    let passed = course.passed_over.iter().map(|(file, why)| format!("{file}: {why}"));
    let skipped = folder.skipped.iter().map(|(file, why)| format!("{file}: {}", why.english()));
    lines.extend(list("Passed over:", passed.chain(skipped).collect()));
    lines.extend(list(
        "Files to which no text leads, and which stayed where they are:",
        course.unused.clone(),
    ));
    lines
}

/// The parts that did not come along, a line for each; one that is the same in several files, such as a menu, once.
fn left_behind(left: &[(String, LeftBehind)]) -> Vec<String> {
    let mut found: Vec<(&LeftBehind, Vec<&str>)> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for (file, left) in left {
        let at = *known.entry((&left.place, &left.what)).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, files)) => files.push(file),
            None => found.push((left, vec![file])),
        }
    }
    let line = |(left, files): (&LeftBehind, Vec<&str>)| {
        let place = if left.place.is_empty() { String::new() } else { format!(", {}", left.place) };
        let files = match files[..] {
            [file] => file.to_owned(),
            [first, ..] => format!("{first} and {}", count(files.len() - 1, "other file", "other files")),
            [] => String::new(),
        };
        format!("{files}{place}: {}", left.what)
    };
    found.into_iter().map(line).collect()
}

/// The number of pictures without an alternative text.
fn undescribed(course: &ImportedCourse) -> usize {
    let texts = course.files.iter().filter_map(|file| match &file.content {
        FileContent::Text(text) => Some(text),
        FileContent::Bytes(_) | FileContent::CopyOf(_) => None,
    });
    texts.map(|text| text.matches("![](").count()).sum()
}

fn role_name(role: PageRole) -> &'static str {
    match role {
        PageRole::Module => "module",
        PageRole::Lesson => "lesson",
        PageRole::Page => "page",
    }
}

fn described(page: &CoursePage) -> String {
    let title = match page.title_from {
        TitleSource::Text => "",
        TitleSource::Heading => ", its title is its first heading",
        TitleSource::FileName if page.source.is_empty() => ", without a text of its own",
        TitleSource::FileName => ", its title is the name of the file",
    };
    let from =
        if page.source.is_empty() { String::new() } else { format!(" from {}", one_line(&page.source)) };
    format!("\"{}\" → {}{from}{title}", one_line(&page.title), page.path)
}

/// `lines` below `title`, unless there are none.
fn list(title: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    let more = lines.len().saturating_sub(SHOWN);
    let mut shown = vec![title.to_owned()];
    shown.extend(lines.iter().take(SHOWN).map(|line| format!("  {}", one_line(line))));
    if more > 0 {
        shown.push(format!("  and {more} more"));
    }
    shown
}

/// The fate of one file of the site.
struct Fate {
    path: PathBuf,
    /// Its new content.
    content: Vec<u8>,
    /// Its bytes now; none where it is not there.
    before: Option<Vec<u8>>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// It says this already.
    Standing,
    /// It says something else.
    Differs,
}

impl Fate {
    fn of(root: &Path, (path, content): (String, Vec<u8>)) -> Result<Self, Failure> {
        let path = root.join(path);
        let before = shell::read_if_there(&path)?;
        let Some(there) = &before else {
            return Ok(Self { path, content, before, state: State::New });
        };
        if *there == content {
            return Ok(Self { path, content, before, state: State::Standing });
        }
        let (Ok(old), Ok(new)) = (std::str::from_utf8(there), std::str::from_utf8(&content)) else {
            return Ok(Self { path, content, before, state: State::Differs });
        };
        let ((front, old_body), (_, new_body)) = (parted(old), parted(new));
        let state = if old_body.trim() == new_body.trim() { State::Standing } else { State::Differs };
        let content = match front {
            "" => content,
            front => format!("{front}\n{}", new_body.trim_start_matches('\n')).into_bytes(),
        };
        Ok(Self { path, content, before, state })
    }

    fn is_conflict(&self) -> bool {
        self.state == State::Differs
    }
}

/// The front matter of `text` with its fences, and what stands below it.
fn parted(text: &str) -> (&str, &str) {
    let Ok(Some(range)) = front_matter(text) else { return ("", text) };
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
    text.split_at(end)
}

fn standing(conflicts: &[&Fate]) -> Failure {
    let lines = conflicts.iter().take(SHOWN).map(|fate| format!("\n  {}", shown(&fate.path)));
    let files = count(conflicts.len(), "file says", "files say");
    let message = format!("{files} something else already:{}", lines.collect::<String>());
    let help = "nothing was written; move your own away, or let the import write over them with `--force`, which keeps \
                their front matter";
    Failure::new(message, help)
}

fn dry_run(fates: &[Fate], source: &Path, terminal: &Terminal) -> Result<Outcome, Failure> {
    let texts: Vec<&Fate> =
        fates.iter().filter(|fate| fate.path.extension().is_some_and(|ending| ending == "md")).collect();
    if let ([text], false) = (texts.as_slice(), source.is_dir()) {
        terminal.result(|out| out.write_all(&text.content))?;
        return Ok(Outcome::Done);
    }
    terminal.result(|out| {
        fates.iter().try_for_each(|fate| {
            let state = match fate.state {
                State::New => "new     ",
                State::Standing => "the same",
                State::Differs => "changed ",
            };
            writeln!(out, "{state}  {}", shown(&fate.path))
        })
    })?;
    Ok(Outcome::Done)
}

fn write(root: &Path, document: &Path, fates: Vec<Fate>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (standing, changed): (Vec<Fate>, Vec<Fate>) =
        fates.into_iter().partition(|fate| fate.state == State::Standing);
    let replacement = |fate: Fate| Replacement { path: fate.path, old: fate.before, new: fate.content };
    let files: Vec<Replacement> = changed.into_iter().map(replacement).collect();
    shell::replace_read(Some(root), &files)?;
    undo::note_replaced(root, document, &files, terminal);
    terminal.result(|out| files.iter().try_for_each(|file| writeln!(out, "{}", shown(&file.path))))?;
    if !standing.is_empty() {
        terminal.say(format!("{} there already.", count(standing.len(), "file stands", "files stand")));
    }
    Ok(Outcome::Done)
}
