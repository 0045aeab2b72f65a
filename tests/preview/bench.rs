//! A preview of a small site, and the hands of its author.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use leerlijn::shell::preview::{BuiltSite, Editors, Preview, PreviewError, Settings, Watching};
use tempfile::TempDir;

use super::client::{Answer, get, until};

pub(crate) const PROFILE: &str = "+++\ntitle = \"Agent\"\n+++\n\n## Helps {#c1 .competence}\n\n- Listens {#c1.1}\n- Answers {#c1.2}\n- Ends well {#c1.3}\n";
pub(crate) const PROGRAMME: &str = "+++\ntitle = \"One year\"\nprofile = \"agent\"\n\n[[terms]]\ntitle = \"All\"\nmodules = [\"M01\", \"M02\"]\n+++\n";

pub(crate) struct Bench {
    pub(crate) folder: TempDir,
    pub(crate) preview: Option<Preview>,
    pub(crate) address: SocketAddr,
    /// What was opened for the author.
    pub(crate) opened: Arc<Mutex<Vec<String>>>,
}

/// A module that claims `items` at the level that counts as covered.
pub(crate) fn module(code: &str, items: &str, text: &str) -> String {
    format!(
        "+++\ntitle = \"Module {code}\"\ncode = \"{code}\"\n\n[covers]\nassessed = [{items}]\n+++\n\n{text}\n"
    )
}

pub(crate) fn site() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in [
        ("leerlijn.toml", "title = \"Academy\"\nlanguage = \"en\"\n".to_owned()),
        ("content/index.md", "+++\ntitle = \"Academy\"\n+++\n\nWelcome.\n".to_owned()),
        ("content/guide.md", "+++\ntitle = \"Guide\"\n+++\n\n![A plan](plan%20b.svg)\n".to_owned()),
        ("content/plan b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned()),
        ("content/profiles/agent.md", PROFILE.to_owned()),
        ("content/programmes/year.md", PROGRAMME.to_owned()),
        ("content/modules/m01.md", module("M01", "\"c1.1\"", "first-words")),
        ("content/modules/m02/index.md", module("M02", "\"c1.2\"", "second-words")),
        ("content/modules/m02/lesson.md", "+++\ntitle = \"Lesson\"\n+++\n\nlesson-words\n".to_owned()),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::of(site(), Watching::Notified)
    }

    pub(crate) fn of(folder: TempDir, watching: Watching) -> Self {
        let opened = Arc::new(Mutex::new(Vec::new()));
        let preview = start(&folder, watching, Some(0), &opened).unwrap();
        let address = preview.address();
        Self { folder, preview: Some(preview), address, opened }
    }

    /// A preview that only shows the site.
    pub(crate) fn not_editing() -> Self {
        Self::edited_by(Editors::Nobody)
    }

    /// A preview that `editors` may edit.
    pub(crate) fn edited_by(editors: Editors) -> Self {
        let (folder, opened) = (site(), Arc::new(Mutex::new(Vec::new())));
        let settings = Settings { editors, ..settings(&folder, Watching::Notified, Some(0), &opened) };
        let preview = Preview::start(settings, Arc::new(|_| {})).unwrap();
        let address = preview.address();
        Self { folder, preview: Some(preview), address, opened }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Saves `text` at once, as most editors do: on a busy machine a file that is written in place stays empty
    /// for longer than a preview waits for the rest. `storm` saves in the other ways too.
    pub(crate) fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        let draft = self.folder.path().with_extension("draft");
        fs::write(&draft, text).unwrap();
        fs::rename(draft, self.path(path)).unwrap();
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        get(self.address, path)
    }

    /// Waits until the page at `path` has `words` in it.
    pub(crate) fn shows(&self, path: &str, words: &str) {
        until(&format!("{words} at {path}"), || self.get(path).text().contains(words).then_some(()));
    }

    /// Waits until the answer at `path` has `status`.
    pub(crate) fn answers(&self, path: &str, status: u16) {
        until(&format!("{status} at {path}"), || (self.get(path).status == status).then_some(()));
    }
}

pub(crate) fn start(
    folder: &TempDir,
    watching: Watching,
    port: Option<u16>,
    opened: &Arc<Mutex<Vec<String>>>,
) -> Result<Preview, PreviewError> {
    Preview::start(settings(folder, watching, port, opened), Arc::new(|_| {}))
}

fn settings(
    folder: &TempDir,
    watching: Watching,
    port: Option<u16>,
    opened: &Arc<Mutex<Vec<String>>>,
) -> Settings {
    let opened = Arc::clone(opened);
    Settings {
        options: Default::default(),
        root: folder.path().to_owned(),
        host: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port,
        watching,
        open: Arc::new(move |target| {
            opened.lock().unwrap().push(target.to_owned());
            Ok(())
        }),
        build: Arc::new(|language| BuiltSite {
            said: format!("built in {}", language.tag()),
            is_done: true,
            folder: "output".to_owned(),
        }),
        editor_url: None,
        editors: Editors::Readers,
    }
}
