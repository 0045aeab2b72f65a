//! Brings the texts of a course into a site. All of it is worked out before the first file is written. A file that
//! somebody changed since is not written over unless that is asked for, and its front matter stays even then: the
//! claims in it are the work of people.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Message, count, did_you_mean, say};
use crate::import::course::{
    self, Arrangement, Chapters, CoursePage, FileContent, ImportedCourse, PageRole, SiteFacts, SiteFile,
    TitleSource, is_course_text, text::LeftBehind,
};
use crate::model::Site;
use crate::pipeline::Options;
use crate::shell::{self, CourseFolder, Replacement};
use crate::syntax::front_matter;
use crate::text::SourcePath;

use super::super::args::{CourseRole, Import};
use super::super::columns;
use super::super::failure::{Failure, Outcome};
use super::super::phrases::shown;
use super::super::site::{self, OpenSite};
use super::super::terminal::Terminal;
use super::mistaken::refuse_as_text;
use super::undo;

/// How many lines of one list are shown.
const SHOWN: usize = 40;

/// Imports the text or the folder.
pub(super) fn run(args: &Import, file: &Path, terminal: &Terminal) -> Result<Outcome, Failure> {
    let role = role(args, file)?;
    refuse_as_text(file)?;
    let open = site::open(&args.site, terminal)?;
    let snapshot = open.snapshot(Options::default());
    let arrangement = arrangement(args, file, role, &open, snapshot.site())?;
    let folder = read(file)?;
    let names = known_names(snapshot.site());
    let language = snapshot.site().config.language.tag();
    let texts: BTreeSet<String> = open.sources.files().map(|file| file.path.as_str().to_owned()).collect();
    let facts = SiteFacts { texts: &texts, language, is_known: &|name| names.contains(name) };
    let course = course::import(&folder.files, &arrangement, &facts);
    if let (true, [(file, refusal)]) = (course.pages.is_empty(), course.refused.as_slice()) {
        let message = say!("{file}: {why}", file, why = refusal.message);
        terminal.fail(&Failure::new(message, refusal.help.clone()));
        return Ok(Outcome::Refused);
    }
    report(&course, &folder, terminal);
    list(terminal, &say!("Left in the order of the site:"), &other_orders(&course, snapshot.site()));
    if course.files.is_empty() {
        terminal.fail(&without_text(file));
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

/// The failure for a course without a text that can be read.
pub(in crate::cli) fn without_text(file: &Path) -> Failure {
    let help = say!("a course has texts in markdown, HTML or Word (.docx), and its pictures beside them");
    Failure::new(say!("{file} has no text of a course", file = shown(file)), help)
}

fn role(args: &Import, file: &Path) -> Result<CourseRole, Failure> {
    let is_folder = file.is_dir();
    let Some(role) = args.role else {
        let message =
            say!("{file} is a folder, and it is not said what its texts become", file = shown(file));
        let help = say!("add `--as modules`: each folder in it becomes a module, each text a lesson");
        return Err(Failure::new(message, help));
    };
    let wrong = match (role, is_folder) {
        (CourseRole::Modules, false) => Some((
            say!("{file} is one file and no folder", file = shown(file)),
            say!("say `--as module`, `--as lesson` or `--as page`"),
        )),
        (CourseRole::Module | CourseRole::Lesson | CourseRole::Page, true) => Some((
            say!("{file} is a folder", file = shown(file)),
            say!("say `--as modules`, or name one file in it"),
        )),
        _ => None,
    };
    if let Some((problem, help)) = wrong {
        return Err(Failure::new(problem, help));
    }
    if args.chapters && role != CourseRole::Module {
        return Err(Failure::new(
            say!("`--chapters` makes lessons of the chapters of a module"),
            say!("say `--as module`, or leave it out"),
        ));
    }
    if (role == CourseRole::Lesson) != args.module.is_some() {
        let help =
            say!("say `--as lesson --module M05`, with the code of the module or the name of its folder");
        return Err(Failure::new(say!("a lesson belongs to a module, and only a lesson does"), help));
    }
    if args.out.is_some() {
        return Err(Failure::new(
            say!("`--out` says where a profile goes"),
            say!("leave it out; the name of the file says it"),
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
            let help =
                say!("a text of a course is a Word document (.docx), a web page (.html) or markdown (.md)");
            let message = say!("{file} is none of the texts that are read", file = shown(file));
            return Err(Failure::new(message, help));
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
fn module_folder(name: &str, open: &OpenSite, site: &Site) -> Result<String, Failure> {
    let path = module_path(name, site)?;
    if path.is_index() { Ok(path.folder().to_owned()) } else { Err(single_file(name, open, path)) }
}

/// The file of the module `name`: the `index.md` of its folder, or all that it is.
pub(in crate::cli) fn module_path<'s>(name: &str, site: &'s Site) -> Result<&'s SourcePath, Failure> {
    let is_it = |known: &&str| known.to_lowercase() == name.to_lowercase();
    let found = site
        .modules
        .values()
        .find(|module| [module.code.as_str(), module.slug.as_str(), module.title.as_str()].iter().any(is_it));
    let Some(module) = found else {
        let names = || site.modules.values().map(|module| module.name());
        let all = match names().next() {
            Some(_) => say!("the modules are {names}", names = names().collect::<Vec<_>>().join(", ")),
            None => say!("the site has no modules; make one with `leerlijn new module`"),
        };
        let help = did_you_mean(&crate::text::nearest(name, names()), all);
        return Err(Failure::new(say!("there is no module `{name}`", name), help));
    };
    Ok(&site.document(module.document).path)
}

/// The failure for a lesson of the module `name`, which is the one file `path`.
pub(in crate::cli) fn single_file(name: &str, open: &OpenSite, path: &SourcePath) -> Failure {
    let folder = path.as_str().trim_end_matches(".md");
    let message = say!(
        "the module `{name}` is the single file {file}, which cannot have lessons",
        name,
        file = shown(&open.root.join(path.as_str()))
    );
    let help = say!(
        "make a folder of it: move the file to `{folder}/index.md` and its pictures beside it, and ask again; the page keeps its address, and `leerlijn check` names the links to change",
        folder
    );
    Failure::new(message, help)
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

/// The bytes of all files; those too large to come along are named.
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
                    too_large.push(say!("{source}: copy it to {path} yourself", source, path));
                    continue;
                }
            },
        };
        contents.push((path.clone(), bytes));
    }
    list(terminal, &say!("Larger than 32 MB, and not copied:"), &too_large);
    Ok(contents)
}

/// Says what came of bringing in a course.
pub(in crate::cli) fn report(course: &ImportedCourse, folder: &CourseFolder, terminal: &Terminal) {
    tell_pages(course, terminal);
    let copied = course.files.iter().filter(|file| !matches!(file.content, FileContent::Text(_))).count();
    if copied > 0 {
        terminal.say(count!(
            copied,
            "No pictures and other files came along.",
            "1 picture or other file came along, beside the pages that show them.",
            "{n} pictures and other files came along, beside the pages that show them."
        ));
    }
    if course.comments > 0 {
        terminal.say(count!(
            course.comments,
            "Kept as comments in the front matter: no keys that mean nothing here.",
            "Kept as comments in the front matter: 1 key that means nothing here.",
            "Kept as comments in the front matter: {n} keys that mean nothing here."
        ));
    }
    let undescribed = undescribed(course);
    if undescribed > 0 {
        terminal.say(count!(
            undescribed,
            "no pictures have no words for those who do not see them",
            "1 picture has no words for those who do not see it: `leerlijn check` shows where.",
            "{n} pictures have no words for those who do not see them: `leerlijn check` shows where."
        ));
    }
    list(terminal, &say!("Did not come along:"), &left_behind(&course.left));
    let refused = course.refused.iter().map(|(file, refusal)| {
        say!("{file}: {why}; {help}", file, why = refusal.message, help = refusal.help)
    });
    list(terminal, &say!("Could not be read:"), &refused.collect::<Vec<_>>());
    let passed = course.passed_over.iter().chain(&folder.skipped);
    let passed = passed.map(|(file, why)| say!("{file}: {why}", file, why));
    list(terminal, &say!("Passed over:"), &passed.collect::<Vec<_>>());
    let unused: Vec<Message> = course.unused.iter().map(Message::verbatim).collect();
    list(terminal, &say!("Files to which no text leads, and which stayed where they are:"), &unused);
}

/// Says which pages the texts became.
fn tell_pages(course: &ImportedCourse, terminal: &Terminal) {
    if let [page] = course.pages.as_slice() {
        let (role, page) = (role_name(page.role), described(page));
        terminal.say_line("", &say!("{role}: {page}", role, page));
        return;
    }
    let of = |role| course.pages.iter().filter(move |page| page.role == role).count();
    let counts = say!(
        "{modules}, {lessons}, {pages}:",
        modules = count!(of(PageRole::Module), "no modules", "1 module", "{n} modules"),
        lessons = count!(of(PageRole::Lesson), "no lessons", "1 lesson", "{n} lessons"),
        pages = count!(of(PageRole::Page), "no pages", "1 page", "{n} pages")
    );
    let pages = course.pages.iter().map(|page| {
        let indent = if page.role == PageRole::Lesson { "  " } else { "" };
        let parts =
            [Message::verbatim(indent), role_name(page.role), Message::verbatim(" "), described(page)];
        Message::joined(parts, "")
    });
    list(terminal, &counts, &pages.collect::<Vec<_>>());
}

/// The lessons and the modules that have another order in the course than in the site, which keeps its own.
fn other_orders(course: &ImportedCourse, site: &Site) -> Vec<Message> {
    let of_lessons = course.reordered.iter().map(|module| {
        let renamed = module.renamed.iter().map(|(own, wanted)| format!("{own} → {wanted}"));
        say!(
            "the lessons in {folder}: the names of their files give their order, and those stay as they are; for the order of the course, rename {renamed}",
            folder = module.folder,
            renamed = renamed.collect::<Vec<_>>().join(", ")
        )
    });
    let places: HashMap<&str, usize> =
        course.pages.iter().enumerate().map(|(at, page)| (page.path.as_str(), at)).collect();
    let of_programmes = site.programmes.values().filter(|programme| programme.document.is_some());
    let of_programmes = of_programmes.filter_map(|programme| {
        let modules = programme.modules().map(|(_, module)| &site.modules[module]);
        let mut own: Vec<(usize, &str)> = modules
            .filter_map(|module| {
                let path = site.document(module.document).path.as_str();
                places.get(path).map(|place| (*place, module.name()))
            })
            .collect();
        if own.is_sorted_by_key(|(place, _)| place) {
            return None;
        }
        own.sort_by_key(|(place, _)| *place);
        let names = own.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
        Some(say!(
            "the modules of the programme \"{title}\"; in the course they stand in this order: {names}",
            title = programme.title,
            names
        ))
    });
    of_lessons.chain(of_programmes).collect()
}

/// The parts that did not come along, a line for each; one that is the same in several files, such as a menu, once.
fn left_behind(left: &[(String, LeftBehind)]) -> Vec<Message> {
    let mut found: Vec<(&LeftBehind, Vec<&str>)> = Vec::new();
    let mut known: HashMap<(&Message, &Message), usize> = HashMap::new();
    for (file, left) in left {
        let at = *known.entry((&left.place, &left.what)).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, files)) => files.push(file),
            None => found.push((left, vec![file])),
        }
    }
    let line = |(left, files): (&LeftBehind, Vec<&str>)| {
        let files = match files[..] {
            [file] => Message::verbatim(file),
            [first, ..] => count!(
                files.len() - 1,
                "{first}",
                "{first} and 1 other file",
                "{first} and {n} other files",
                first
            ),
            [] => Message::none(),
        };
        if left.place.is_none() {
            say!("{files}: {what}", files, what = left.what)
        } else {
            say!("{files}, {place}: {what}", files, place = left.place, what = left.what)
        }
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

fn role_name(role: PageRole) -> Message {
    match role {
        PageRole::Module => say!("module"),
        PageRole::Lesson => say!("lesson"),
        PageRole::Page => say!("page"),
    }
}

fn described(page: &CoursePage) -> Message {
    let (title, path) = (&page.title, &page.path);
    let page_at = if page.source.is_empty() {
        say!("\"{title}\" → {path}", title, path)
    } else {
        say!("\"{title}\" → {path} from {source}", title, path, source = page.source)
    };
    match page.title_from {
        TitleSource::Text => page_at,
        TitleSource::Heading => say!("{page_at}, its title is its first heading", page_at),
        TitleSource::FileName if page.source.is_empty() => {
            say!("{page_at}, without a text of its own", page_at)
        }
        TitleSource::FileName => say!("{page_at}, its title is the name of the file", page_at),
    }
}

/// Says `lines` below `title`, unless there are none.
fn list(terminal: &Terminal, title: &Message, lines: &[Message]) {
    if lines.is_empty() {
        return;
    }
    terminal.say(title);
    lines.iter().take(SHOWN).for_each(|line| terminal.say_line("  ", line));
    let more = lines.len().saturating_sub(SHOWN);
    if more > 0 {
        terminal.say_line("  ", &say!("and {more} more", more));
    }
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
    let message = count!(
        conflicts.len(),
        "no file says something else already{lines}",
        "1 file says something else already:{lines}",
        "{n} files say something else already:{lines}",
        lines = lines.collect::<String>()
    );
    let help = say!(
        "nothing was written; move your own away, or let the import write over them with `--force`, which keeps their front matter"
    );
    Failure::new(message, help)
}

fn dry_run(fates: &[Fate], source: &Path, terminal: &Terminal) -> Result<Outcome, Failure> {
    let texts: Vec<&Fate> =
        fates.iter().filter(|fate| fate.path.extension().is_some_and(|ending| ending == "md")).collect();
    if let ([text], false) = (texts.as_slice(), source.is_dir()) {
        terminal.result(|out| out.write_all(&text.content))?;
        return Ok(Outcome::Done);
    }
    let name = |state: State| {
        terminal.told(match state {
            State::New => say!("new"),
            State::Standing => say!("the same"),
            State::Differs => say!("changed"),
        })
    };
    let names = [State::New, State::Standing, State::Differs].map(name);
    let width = columns::widest(&names);
    terminal.result(|out| {
        fates.iter().try_for_each(|fate| {
            let state = columns::left(&name(fate.state), width);
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
        terminal.say(count!(
            standing.len(),
            "No files stand there already.",
            "1 file stands there already.",
            "{n} files stand there already."
        ));
    }
    Ok(Outcome::Done)
}
