//! A theme: the built-in one with a site's own laid over it, file by file.
//!
//! Every name of the built-in theme is there. A file of the site stands in its place, but files of words are kept
//! both, since a site may change a single word.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean, say};
use crate::sources::{CONFIG_FILE, Sources, THEMES_FOLDER};
use crate::text::{SourcePath, Span, Spanned, nearest};

use super::bounds::Bounded;
use super::builtin;
use super::published::published;

/// The name of the built-in theme.
pub const DEFAULT_THEME: &str = "default";

/// A text file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Where it stands; for a file of the built-in theme, where a site can put its own.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
    /// A template of the site's own as the engine gets it; the built-in ones are known to come to an end.
    bounded: Option<Arc<Bounded>>,
}

impl ThemeFile {
    /// Whether it is a template of the site's own.
    pub(super) fn is_own(&self) -> bool {
        self.bounded.is_some()
    }

    /// The text for the template engine.
    pub(super) fn engine_text(&self) -> &str {
        self.bounded.as_ref().map_or(&self.text, |bounded| &bounded.text)
    }

    /// Where a span of the engine's text stands in the file.
    pub(super) fn in_authors_text(&self, span: Span) -> Span {
        self.bounded.as_ref().map_or(span, |bounded| bounded.in_authors_text(span))
    }
}

/// A file that is published under `static/` in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFile {
    /// Its name below `static/`, such as `css/base.css`.
    pub name: String,
    /// Where its content comes from.
    pub content: StaticContent,
}

/// The content of a static file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaticContent {
    /// A file of the built-in theme, as it is published.
    BuiltIn(Arc<[u8]>),
    /// A file of the site.
    Site(SourcePath),
}

/// The built-in theme, made ready once for all snapshots.
static BUILT_IN: LazyLock<Theme> = LazyLock::new(Theme::built_in);

/// A theme: the built-in one with a site's files laid over it.
#[derive(Debug, Clone)]
pub struct Theme {
    templates: BTreeMap<String, ThemeFile>,
    words: BTreeMap<String, Vec<ThemeFile>>,
    statics: BTreeMap<String, StaticContent>,
    is_built_in: bool,
    name: String,
    /// The site's own templates and words.
    own: Vec<(SourcePath, Arc<str>)>,
}

impl Theme {
    /// The theme `name` of a site; its span is where the settings name it.
    ///
    /// # Errors
    /// L603 when `name` is neither the built-in theme nor a folder in the site's `themes`.
    pub fn new(name: &Spanned<String>, sources: &Sources) -> Result<Self, Diagnostic> {
        let mut theme = BUILT_IN.clone();
        let folder = format!("{THEMES_FOLDER}/{}", name.value);
        let exists =
            sources.files_in(&folder).next().is_some() || sources.assets_in(&folder).next().is_some();
        if !exists && name.value != DEFAULT_THEME {
            return Err(unknown(name, sources));
        }
        theme.name.clone_from(&name.value);
        theme.lay_over(&folder, sources);
        Ok(theme)
    }

    /// Whether no template and no word is the site's own: what the program brings is known to be right.
    pub fn is_built_in(&self) -> bool {
        self.is_built_in
    }

    /// Whether a template is the site's own.
    pub(super) fn has_own_templates(&self) -> bool {
        self.templates.values().any(ThemeFile::is_own)
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The site's own templates and words.
    pub(super) fn own_files(&self) -> &[(SourcePath, Arc<str>)] {
        &self.own
    }

    /// The templates by name, such as `matrix.html` or `parts/meter.html`.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &ThemeFile)> {
        self.templates.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// The template `name`.
    pub fn template(&self, name: &str) -> Option<&ThemeFile> {
        self.templates.get(name)
    }

    /// The files of words for `language`, the built-in one first; English where it has none.
    pub fn words(&self, language: &str) -> &[ThemeFile] {
        let files = self.words.get(&format!("{language}.ftl")).or_else(|| self.words.get("en.ftl"));
        files.map_or(&[], Vec::as_slice)
    }

    /// The files to publish, in the order of their names.
    pub fn static_files(&self) -> impl Iterator<Item = StaticFile> {
        let files = self.statics.iter();
        files.map(|(name, content)| StaticFile { name: name.clone(), content: content.clone() })
    }

    fn built_in() -> Self {
        let text = |folder: &str, name: &str, bytes: &[u8]| ThemeFile {
            path: SourcePath::new(&format!("{THEMES_FOLDER}/{DEFAULT_THEME}/{folder}/{name}")),
            text: Arc::from(String::from_utf8_lossy(bytes)),
            bounded: None,
        };
        let templates = builtin::files("templates").into_iter().map(|(name, bytes)| {
            let file = text("templates", &name, bytes);
            (name, file)
        });
        let words = builtin::files("words").into_iter().map(|(name, bytes)| {
            let file = text("words", &name, bytes);
            (name, vec![file])
        });
        let statics = builtin::files("static").into_iter();
        Self {
            templates: templates.collect(),
            words: words.collect(),
            statics: statics.map(built_in_static).collect(),
            is_built_in: true,
            name: DEFAULT_THEME.to_owned(),
            own: Vec::new(),
        }
    }

    fn lay_over(&mut self, folder: &str, sources: &Sources) {
        let below = |path: &SourcePath, part: &str| {
            let name = path.as_str().strip_prefix(folder)?.strip_prefix('/')?;
            Some(name.strip_prefix(part)?.strip_prefix('/')?.to_owned())
        };
        for file in sources.files_in(folder) {
            let mut laid = ThemeFile { path: file.path.clone(), text: Arc::clone(&file.text), bounded: None };
            if let Some(name) = below(&file.path, "templates") {
                self.own.push((file.path.clone(), Arc::clone(&file.text)));
                laid.bounded = Some(Arc::new(Bounded::new(&laid.text)));
                self.is_built_in = false;
                self.templates.insert(name, laid);
            } else if let Some(name) = below(&file.path, "words") {
                self.own.push((file.path.clone(), Arc::clone(&file.text)));
                self.words.entry(name).or_default().push(laid);
                self.is_built_in = false;
            } else if let Some(name) = below(&file.path, "static") {
                self.statics.insert(name, StaticContent::Site(file.path.clone()));
            }
        }
        for asset in sources.assets_in(folder) {
            if let Some(name) = below(&asset.path, "static") {
                self.statics.insert(name, StaticContent::Site(asset.path.clone()));
            }
        }
    }
}

fn built_in_static((name, bytes): (String, &'static [u8])) -> (String, StaticContent) {
    let content = StaticContent::BuiltIn(published(&name, bytes).into());
    (name, content)
}

/// Every file of the built-in theme, with its name below the folder of a theme, such as `templates/matrix.html`, in the
/// order of these names.
pub fn built_in_files() -> Vec<(String, &'static [u8])> {
    let of = |folder: &'static str| {
        let files = builtin::files(folder).into_iter();
        files.map(move |(name, content)| (format!("{folder}/{name}"), content))
    };
    let mut all: Vec<_> = ["templates", "words", "static"].into_iter().flat_map(of).collect();
    all.sort();
    all
}

fn unknown(name: &Spanned<String>, sources: &Sources) -> Diagnostic {
    let paths = sources.files_in(THEMES_FOLDER).map(|file| &file.path);
    let paths = paths.chain(sources.assets_in(THEMES_FOLDER).map(|asset| &asset.path));
    let folders = paths.filter_map(|path| path.as_str().split('/').nth(1));
    let near = nearest(&name.value, folders.chain([DEFAULT_THEME]));
    let place = Place::new(&SourcePath::new(CONFIG_FILE), name.span);
    let otherwise = say!(
        "a theme is a folder in `{themes}`; leave the key out for the built-in theme, `{built_in}`",
        themes = THEMES_FOLDER,
        built_in = DEFAULT_THEME
    );
    Diagnostic::new(Code::L603, place, say!("there is no theme `{name}`", name = name.value))
        .help(did_you_mean(&near, otherwise))
}
