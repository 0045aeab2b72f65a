//! `leerlijn new`: makes a commented file for a profile, a module, a lesson, a programme or any other page, ready to fill
//! in.
//!
//! No file is written over, and the new file builds as it stands.

mod code;
mod folder;

use std::fmt::Write;

use include_dir::{Dir, include_dir};

use crate::config::Language;
use crate::diagnostics::say;
use crate::model::Site;
use crate::pipeline::{Options, Snapshot};
use crate::shell;
use crate::text::slug;

use super::args::{New, NewKind};
use super::failure::{Failure, Outcome};
use super::import::course::{module_path, single_file};
use super::report;
use super::site::{self, OpenSite};
use super::terminal::Terminal;
use folder::Unfolded;

pub(super) use code::next_code;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/new/templates");

/// Makes the file, and prints where it is.
pub(super) fn run(args: &New, terminal: &Terminal) -> Result<Outcome, Failure> {
    let title = args.title.join(" ");
    let title = title.trim();
    if title.is_empty() || title.chars().any(char::is_control) {
        return Err(Failure::new(
            say!("the name is empty, or has characters that nobody can see"),
            say!("give it a title"),
        ));
    }
    let open = site::open(&args.site, terminal)?;
    let snapshot = open.snapshot(Options::default());
    let mut unfolded = None;
    let file = match args.kind {
        NewKind::Profile => profile(snapshot.site(), title),
        NewKind::Module => module(snapshot.site(), title, ""),
        NewKind::Lesson => {
            let (folder, one_file) = home(&open, &snapshot, args.module.as_deref(), terminal)?;
            unfolded = one_file;
            lesson(snapshot.site(), title, &folder)
        }
        NewKind::Programme => programme(snapshot.site(), title, &[]),
        NewKind::Page => page(snapshot.site(), title),
    };
    if args.module.is_some() && args.kind != NewKind::Lesson {
        return Err(Failure::new(say!("`--module` says where a lesson goes"), say!("leave it out")));
    }
    match unfolded {
        Some(unfolded) => {
            unfolded.write(&open.root, &file)?;
            terminal.say(unfolded.note());
        }
        None => shell::create(&open.root, &[(&file.path, file.text.as_bytes())])?,
    }
    if args.kind == NewKind::Profile && snapshot.site().profiles.len() == 1 {
        terminal.say(say!("This site now has two profiles. Each module and programme has to say which one is its own: `profile = \"…\"` in its front matter, with the name of the profile's file."));
    }
    terminal.result(|out| writeln!(out, "{}", file.path))?;
    Ok(Outcome::Done)
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewFile {
    /// Its path in the site.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
}

fn profile(site: &Site, title: &str) -> NewFile {
    let text = template(site.config.language, "profile").replace("{{title}}", &quoted(title));
    NewFile { path: format!("content/profiles/{}.md", slug(title)), text }
}

/// A module with the next free code. `covers` are its claims; without any, examples of claims stand there
/// as comments.
pub(super) fn module(site: &Site, title: &str, covers: &str) -> NewFile {
    let code = next_code(site.modules.values().map(|module| module.code.as_str()));
    let several = site.profiles.len() > 1;
    let profile = site.profiles.values().next().filter(|_| several);
    let profile = profile.map(|profile| format!("profile = {}\n", quoted(&profile.slug))).unwrap_or_default();
    let covers = if covers.is_empty() { example_claims(site) } else { covers.to_owned() };
    let text = template(site.config.language, "module")
        .replace("{{title}}", &quoted(title))
        .replace("{{code}}", &quoted(&code))
        .replace("{{profile}}\n", &profile)
        .replace("{{covers}}", covers.trim_end());
    NewFile { path: format!("content/modules/{}-{}.md", slug(&code), slug(title)), text }
}

/// The folder for a lesson of the module `name`, which may be left out where there is one module, and how the module becomes
/// a folder where it is one file.
fn home(
    open: &OpenSite,
    snapshot: &Snapshot,
    name: Option<&str>,
    terminal: &Terminal,
) -> Result<(String, Option<Unfolded>), Failure> {
    let site = snapshot.site();
    let name = match name {
        Some(name) => name.to_owned(),
        None => only_module(site, terminal)?,
    };
    let name = name.as_str();
    let path = module_path(name, site)?;
    if path.is_index() {
        return Ok((path.folder().to_owned(), None));
    }
    let unfolded = folder::unfolded(open, snapshot, path)?.ok_or_else(|| single_file(name, open, path))?;
    Ok((unfolded.folder().to_owned(), Some(unfolded)))
}

/// The module of a site that has one alone, which is said; where there are several, it is asked which is meant.
fn only_module(site: &Site, terminal: &Terminal) -> Result<String, Failure> {
    let names: Vec<&str> = site.modules.values().map(|module| module.name()).collect();
    match names.as_slice() {
        [] => Err(Failure::new(
            say!("there is no module yet that the lesson could belong to"),
            say!("make one first, such as with `leerlijn new module \"Omgaan met klachten\"`"),
        )),
        [only] => {
            let name = report::one_line(only);
            terminal.say(say!("The lesson goes into {name}, the only module of this site.", name));
            Ok((*only).to_owned())
        }
        [first, ..] => {
            let all = report::one_line(&names.join(", "));
            let help = say!(
                "say it with `--module`, such as `--module {first}`; the modules are {all}",
                first = report::one_line(first),
                all
            );
            Err(Failure::new(say!("it is not clear to which module the lesson belongs"), help))
        }
    }
}

/// A lesson in the folder of a module. Its file has the number behind those of the other lessons.
fn lesson(site: &Site, title: &str, folder: &str) -> NewFile {
    let of_folder = site.lessons.values().map(|lesson| &site.document(lesson.document).path);
    let numbers = of_folder.filter(|path| path.folder() == folder).filter_map(|path| {
        let digits = path.stem().split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<u32>().ok()
    });
    let number = numbers.max().unwrap_or(0).saturating_add(1);
    let text = template(site.config.language, "lesson").replace("{{title}}", &quoted(title));
    NewFile { path: format!("{folder}/{number:02}-{}.md", slug(title)), text }
}

fn page(site: &Site, title: &str) -> NewFile {
    let text = template(site.config.language, "page").replace("{{title}}", &quoted(title));
    NewFile { path: format!("content/{}.md", slug(title)), text }
}

/// A line for each level of the scale, with items that exist.
fn example_claims(site: &Site) -> String {
    let mut items = site.items.values().map(|item| item.id.as_str());
    let mut lines = String::new();
    for level in site.config.scale.levels.values() {
        let item = items.next().unwrap_or("c1.1");
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "# {} = [{}]", bare_or_quoted(&level.id), quoted(item));
    }
    lines
}

/// A programme of all modules; taking some out is easier than finding out their codes. Those that `order` names come
/// first, as they stand there.
pub(super) fn programme(site: &Site, title: &str, order: &[String]) -> NewFile {
    let profile = site.profiles.values().next().map_or("", |profile| &profile.slug);
    let mut names: Vec<&str> = site.modules.values().map(|module| module.name()).collect();
    names.sort_by_key(|name| order.iter().position(|known| known == name).unwrap_or(order.len()));
    let modules: Vec<String> = names.into_iter().map(quoted).collect();
    let text = template(site.config.language, "programme")
        .replace("{{title}}", &quoted(title))
        .replace("{{profile}}", &format!("profile = {}", quoted(profile)))
        .replace("{{modules}}", &modules.join(", "));
    NewFile { path: format!("content/programmes/{}.md", slug(title)), text }
}

fn template(language: Language, kind: &str) -> &'static str {
    let file = TEMPLATES.get_file(format!("{}/{kind}.md", language.tag()));
    file.and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// `text` as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn bare_or_quoted(key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if bare { key.to_owned() } else { quoted(key) }
}
