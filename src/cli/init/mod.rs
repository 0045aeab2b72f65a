//! `leerlijn init`: makes a site in an empty folder, about an invented profile or about that of a document.
//!
//! The new site builds at once. Nothing that stands in the folder is touched.

use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::config::Language;
use crate::import::{ExistingIds, ListOptions, ProfileDraft, markdown};
use crate::pipeline::{Options, Pipeline, Snapshot};
use crate::shell;
use crate::sources::{CONFIG_FILE, SourceFile, Sources};
use crate::text::{SourcePath, slug};
use crate::words::{Subject, Words};

use super::args::{ImportFormat, Init};
use super::failure::{Failure, Outcome};
use super::import;
use super::new::{self, NewFile};
use super::terminal::Terminal;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/starter");

/// What a build writes needs no history: the pages, and what a killed build leaves beside them.
const IGNORED: &str = "/output/\n.*.leerlijn-*\n";
const HOME: &str = "content/index.md";

/// Makes the site.
pub(super) fn run(args: &Init, terminal: &Terminal) -> Result<Outcome, Failure> {
    let folder = &args.folder;
    if let Some(name) = shell::first_in(folder)? {
        let message = format!("{} is not empty: it holds `{name}`", folder.display());
        return Err(Failure::new(message, "choose a new folder, such as `leerlijn init academy`"));
    }
    let files = match &args.profile {
        None => example(args.lang),
        Some(path) => match import::read(path, ImportFormat::Auto, &ListOptions::default(), terminal)? {
            Some(mut draft) => {
                draft.site_language = Some(args.lang);
                around(&draft, args.lang)
            }
            None => return Ok(Outcome::Refused),
        },
    };
    let contents: Vec<(&str, &[u8])> =
        files.iter().map(|file| (file.path.as_str(), file.text.as_bytes())).collect();
    shell::create(folder, &contents)?;
    terminal.result(|out| files.iter().try_for_each(|file| writeln!(out, "{}", file.path)))?;
    terminal.say(&next_steps(folder));
    Ok(Outcome::Done)
}

/// A small site about an invented profile.
fn example(language: Language) -> Vec<NewFile> {
    let mut files = vec![ignore_file()];
    collect(starter(language), language, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// A site about the profile of `draft`: two modules that claim its first competence, and a programme.
fn around(draft: &ProfileDraft, language: Language) -> Vec<NewFile> {
    let title = draft.title.value.as_str();
    let mut files = example(language);
    files.retain(|file| file.path == CONFIG_FILE || file.path == HOME);
    files.push(NewFile {
        path: format!("content/profiles/{}.md", slug(title)),
        text: markdown::write(draft, &ExistingIds::default()),
    });
    let words = Words::new(Subject::NewSite, language);
    for (at, module) in ["first-module", "second-module"].into_iter().enumerate() {
        let snapshot = snapshot(&files);
        let site = snapshot.site();
        let level = if at == 0 { site.config.scale.levels.ids().next() } else { None };
        let level = &site.config.scale.levels[level.unwrap_or(site.config.scale.required)].id;
        let competence = site.competences.values().next().map(|competence| &competence.id);
        let first = competence.or_else(|| site.items.values().next().map(|item| &item.id));
        let covers = first.map(|id| format!("{level} = [{}]", new::quoted(id))).unwrap_or_default();
        files.push(new::module(site, &words.text(module), &covers));
    }
    files.push(new::programme(snapshot(&files).site(), title));
    files.push(ignore_file());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn snapshot(files: &[NewFile]) -> Snapshot {
    let mut sources = Sources::default();
    for file in files {
        sources.insert(SourceFile::new(SourcePath::new(&file.path), file.text.as_bytes()));
    }
    Pipeline::new(Options::default()).run(Arc::new(sources))
}

fn ignore_file() -> NewFile {
    NewFile { path: ".gitignore".to_owned(), text: IGNORED.to_owned() }
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

fn next_steps(folder: &Path) -> String {
    if folder == Path::new(".") {
        return "The site is ready. Build it with `leerlijn build`.".to_owned();
    }
    let folder = folder.display();
    format!("The site is ready. Go to its folder with `cd {folder}` and build it with `leerlijn build`.")
}
