//! Finds and reads the site that a command is about: that of `--root`, or of the current folder. Files that are left out
//! on purpose are said, unless nothing is to be said.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::{Message, count, say};
use crate::pipeline::{Options, Pipeline, Snapshot};
use crate::render::Isolation;
use crate::shell;
use crate::sources::{CONFIG_FILE, Sources};

use super::args::{RENDER_WORKER, Site};
use super::failure::Failure;
use super::phrases::one_word;
use super::report::one_line;
use super::terminal::Terminal;

/// A site that has been read.
#[derive(Debug)]
pub(super) struct OpenSite {
    /// Its folder.
    pub(super) root: PathBuf,
    /// Its files.
    pub(super) sources: Arc<Sources>,
}

/// The folder of the site that is meant.
pub(super) fn root(args: &Site) -> Result<PathBuf, Failure> {
    if let Some(root) = &args.root {
        if !root.is_dir() {
            let message = say!("there is no folder `{root}`", root = root.display());
            return Err(Failure::new(
                message,
                say!("name the folder of a site, or make one with `leerlijn init`"),
            ));
        }
        if !root.join(CONFIG_FILE).is_file() {
            misnamed_settings(root).map_or(Ok(()), Err)?;
        }
        return Ok(root.clone());
    }
    let here = current_folder()?;
    shell::find_root(&here).ok_or_else(|| {
        if let Some(failure) = here.ancestors().find_map(misnamed_settings) {
            return failure;
        }
        let message = say!("this is no site: neither this folder nor one above it has a `leerlijn.toml`");
        let help = match only_site_in(&here) {
            Some(folder) => say!("go to the folder of the site first: `cd {folder}`", folder),
            None => say!("make a site with `leerlijn init`, or name its folder with `--root`"),
        };
        Failure::new(message, help)
    })
}

/// The folder in which the program was started.
pub(super) fn current_folder() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| {
        Failure::new(
            say!("the current folder cannot be found: {error}", error),
            say!("go to another folder first"),
        )
    })
}

/// That `folder` stands behind `--root`, where somebody typed it by itself.
pub(super) fn behind_root(folder: &str) -> Message {
    let folder = one_line(&one_word(folder));
    say!("the folder of a site stands behind `--root`: write `--root {folder}`", folder)
}

/// Refuses the folder of a site in the place of the `name` of something in one.
pub(super) fn refuse_folder(name: &str) -> Result<(), Failure> {
    let is_site = Path::new(name).join(CONFIG_FILE).is_file();
    if is_site { Err(Failure::new(behind_root(name), Message::none())) } else { Ok(()) }
}

/// The one folder in `here` that is a site, as one word of a command.
fn only_site_in(here: &Path) -> Option<String> {
    let entries = std::fs::read_dir(here).ok()?.flatten();
    let mut sites = entries.filter(|entry| entry.path().join(CONFIG_FILE).is_file());
    let only = sites.next().filter(|_| sites.next().is_none())?.file_name().into_string().ok()?;
    Some(one_word(&only))
}

/// The failure for a folder whose settings an editor saved as a text, `leerlijn.toml.txt`, or somebody in capitals.
fn misnamed_settings(folder: &Path) -> Option<Failure> {
    let saved_as_text = || Some(format!("{CONFIG_FILE}.txt")).filter(|name| folder.join(name).is_file());
    let name = shell::in_other_letters(folder, CONFIG_FILE).or_else(saved_as_text)?;
    let message = say!("`{name}` has the wrong name, so its settings are not read", name);
    Some(Failure::new(message, say!("rename it to `{file}`", file = CONFIG_FILE)))
}

/// Reads the site that is meant.
pub(super) fn open(args: &Site, terminal: &Terminal) -> Result<OpenSite, Failure> {
    let root = root(args)?;
    let (loaded, dates) = shell::load_dated(&root)?;
    let files = loaded.sources.files().count();
    terminal.detail(count!(
        files,
        "read no texts in {root}",
        "read 1 text in {root}",
        "read {n} texts in {root}",
        root = root.display()
    ));
    terminal.say_skipped(&loaded.skipped, None);
    if let Some(gap) = dates.gap() {
        terminal.say(say!("note: {lost}", lost = gap.message()));
    }
    Ok(OpenSite { root, sources: Arc::new(loaded.sources) })
}

/// Renders the templates of sites in processes apart; none where this program cannot find itself.
pub(super) fn isolation() -> Option<Arc<dyn Isolation>> {
    Some(Arc::new(shell::RenderWorkers::new(env::current_exe().ok()?, RENDER_WORKER)))
}

impl OpenSite {
    /// Runs the phases over the files.
    pub(super) fn snapshot(&self, options: Options) -> Snapshot {
        let isolation = options.isolation.or_else(isolation);
        Pipeline::new(Options { isolation, ..options }).run(Arc::clone(&self.sources))
    }

    /// The path of the site in a repository that contains it: `docs/`, or nothing.
    pub(super) fn prefix(&self) -> String {
        // A run of GitHub Actions says where the repository is; elsewhere it is the current folder.
        let workspace = env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
        let Some(base) = workspace.or_else(|| env::current_dir().ok()) else { return String::new() };
        below(&base, &self.root).unwrap_or_default()
    }
}

/// The way from `base` down to `folder`, with a slash behind each part.
fn below(base: &Path, folder: &Path) -> Option<String> {
    let (base, folder) = (base.canonicalize().ok()?, folder.canonicalize().ok()?);
    let parts = folder.strip_prefix(base).ok()?.components();
    Some(parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect())
}
