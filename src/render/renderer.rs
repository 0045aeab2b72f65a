//! Renders pages from views.
//!
//! A [`Renderer`] is a theme made ready for one site: templates, words and the site itself are prepared once, and
//! rendering a page changes nothing, so that pages can be rendered side by side. The templates of a site's own are
//! rendered by workers where there are any, see [`super::isolation`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use ahash::AHashMap;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use tera::{Context, Error, ErrorKind, Kwargs, Map, State, Tera, Value};

use crate::diagnostics::Diagnostic;
use crate::plan::view::{FeedView, MovedView, PageView, SiteView, SitemapEntry, View};

use super::bounds;
use super::failure;
use super::isolation::{self, Isolation, Request, Setup, SiteFacts, Stopped};
use super::numbers;
use super::shapes;
use super::single_file::SingleFiles;
use super::theme::Theme;
use super::words::Words;

/// The pieces that are the same on all pages that have the same way to the root: each is made once for it, and a
/// page has what it came to as `once.NAME`. They see `site` and `page.root` and nothing else.
const ONCE: [(&str, &str); 2] = [("search", "parts/search.html"), ("shapes", "parts/shapes.html")];

/// The pieces of markup that `site.levels` has of each level besides its fields, each with the template that makes it
/// once: pages show levels by the hundred. They see `level` and nothing else.
const OF_LEVELS: [(&str, &str); 2] = [("shape", "parts/level-shape.html"), ("html", "parts/level.html")];

const SITEMAP: &str = "sitemap.xml";
const FEED: &str = "feed.xml";
const MOVED: &str = "moved.html";
const SEARCH_DIALOG: &str = "parts/search-dialog.html";

/// A theme made ready for one site.
pub struct Renderer {
    tera: Tera,
    theme: Theme,
    has_address: bool,
    single_files: SingleFiles,
    once: RwLock<BTreeMap<String, Value>>,
    /// Where the templates of a site's own are rendered, when not here.
    apart: Option<Apart>,
}

/// Workers, and what they are set up with.
struct Apart {
    isolation: Arc<dyn Isolation>,
    setup: Setup,
}

impl Renderer {
    /// Reads the theme's templates and its words in the site's language.
    ///
    /// # Errors
    /// L601 for templates and L604 for words that cannot be read, as many as there are; L602 for the pieces that are
    /// rendered once for the site.
    pub fn new(theme: &Theme, site: &SiteView) -> Result<Self, Vec<Diagnostic>> {
        Self::of_values(theme, &SiteFacts::new(site), site)
    }

    /// The same, and lets `isolation` render when templates are the site's own.
    ///
    /// # Errors
    /// As for [`Renderer::new`].
    pub fn isolated(
        theme: &Theme,
        site: &SiteView,
        isolation: Arc<dyn Isolation>,
    ) -> Result<Self, Vec<Diagnostic>> {
        if !theme.has_own_templates() {
            return Self::new(theme, site);
        }
        let mut renderer = Self::without_site(theme, &SiteFacts::new(site))?;
        let apart = Apart { isolation, setup: Setup::new(theme, site) };
        // Asks for no page: that the theme can be used at all. The sitemap stands for a place in the theme where it cannot.
        let request = Request { template: None, once: None, values: BTreeMap::new() };
        renderer.ask(&apart, &request, SITEMAP)?;
        renderer.apart = Some(apart);
        Ok(renderer)
    }

    /// For a site that is known only by its value for templates.
    pub(super) fn of_values(
        theme: &Theme,
        facts: &SiteFacts,
        site: &impl Serialize,
    ) -> Result<Self, Vec<Diagnostic>> {
        let renderer = Self::without_site(theme, facts)?;
        renderer.with_site(Value::from_serializable(site)).map_err(|problem| vec![problem])
    }

    fn without_site(theme: &Theme, facts: &SiteFacts) -> Result<Self, Vec<Diagnostic>> {
        let words = Words::new(&facts.language, theme.words(&facts.language), facts.required.clone());
        let mut tera = Tera::new();
        bounds::register(&mut tera);
        tera.register_filter("concat", |texts: Vec<Value>, _: Kwargs, _: &State<'_>| concat(&texts));
        tera.register_filter("tied", |text: String, _: Kwargs, _: &State<'_>| numbers::tied(&text));
        tera.register_function("slice", |arguments: Kwargs, _: &State<'_>| {
            Ok::<_, Error>(shapes::slice(arguments.must_get("share")?))
        });
        let mut problems = match words {
            Ok(words) => {
                speak(&mut tera, Arc::new(words));
                Vec::new()
            }
            Err(problems) => {
                // Templates are read all the same, so that one run reports what is wrong with both.
                tera.register_function("t", |_: Kwargs, _: &State<'_>| String::new());
                tera.register_filter("number", |_: f64, _: Kwargs, _: &State<'_>| String::new());
                problems
            }
        };
        problems.extend(read_templates(&mut tera, theme));
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            tera,
            theme: theme.clone(),
            has_address: facts.has_address,
            single_files: SingleFiles::default(),
            once: RwLock::default(),
            apart: None,
        })
    }

    fn with_site(mut self, site: Value) -> Result<Self, Diagnostic> {
        let mut site = site.into_map().unwrap_or_default();
        let levels = site.get(&"levels".into()).and_then(Value::as_array).unwrap_or_default();
        let levels: Vec<Value> = levels.iter().map(|level| self.level(level)).collect::<Result<_, _>>()?;
        site.insert("levels".into(), Value::from(levels));
        self.tera.global_context().insert_value("site", Value::from(site));
        Ok(self)
    }

    /// `level` with what the pieces of [`OF_LEVELS`] make of it.
    fn level(&self, level: &Value) -> Result<Value, Diagnostic> {
        let mut level = level.clone();
        for (name, template) in OF_LEVELS {
            let html = self.render_here(template, vec![("level", level.clone())])?;
            let mut fields = level.into_map().unwrap_or_default();
            fields.insert(name.into(), Value::safe_string(&html));
            level = Value::from(fields);
        }
        Ok(level)
    }

    /// The markup of the pieces of [`ONCE`] on pages with the way `root` to the root.
    fn once(&self, root: &str) -> Result<Value, Diagnostic> {
        let known = self.once.read().unwrap_or_else(PoisonError::into_inner).get(root).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let page = BTreeMap::from([("root", root)]);
        let mut made = Map::default();
        for (name, template) in ONCE {
            let html = self.render_here(template, vec![("page", Value::from_serializable(&page))])?;
            made.insert(name.into(), Value::safe_string(&html));
        }
        let made = Value::from(made);
        self.once.write().unwrap_or_else(PoisonError::into_inner).insert(root.to_owned(), made.clone());
        Ok(made)
    }

    /// The HTML of one page.
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn page(&self, page: &PageView, view: &View) -> Result<String, Diagnostic> {
        self.render(view.template(), Some(&page.root), &[("page", &page as &dyn ToValue), ("view", &view)])
    }

    /// One page as a single file, with everything of the theme that it needs; `file` gives the bytes of the
    /// theme's static files.
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn single_file(
        &self,
        page: &PageView,
        view: &View,
        file: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<String, Diagnostic> {
        let html = self.page(page, view)?;
        Ok(self.single_files.make(&html, &page.root, file, self.has_address))
    }

    /// The XML of the sitemap with `entries`, the pages to be found. `None` for a
    /// site without `base_url`, since a sitemap has a meaning only with full addresses
    /// (<https://www.sitemaps.org/protocol.html>).
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn sitemap(&self, entries: &[SitemapEntry]) -> Result<Option<String>, Diagnostic> {
        if !self.has_address {
            return Ok(None);
        }
        self.render(SITEMAP, None, &[("entries", &entries as &dyn ToValue)]).map(Some)
    }

    /// The page at an old address, which leads on.
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn moved(&self, moved: &MovedView) -> Result<String, Diagnostic> {
        self.render(MOVED, None, &[("moved", &moved as &dyn ToValue)])
    }

    /// The dialog of the search, the same on all pages.
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn search_dialog(&self) -> Result<String, Diagnostic> {
        self.render(SEARCH_DIALOG, None, &[])
    }

    /// The XML of the feed of changes, in the Atom format (RFC 4287).
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn feed(&self, feed: &FeedView) -> Result<String, Diagnostic> {
        self.render(FEED, None, &[("feed", &feed as &dyn ToValue)])
    }

    /// Renders `template` with `values`; for a page also with the pieces that are the same on all pages with the way `root` to the
    /// site's root, and are rendered once for each such way.
    fn render(
        &self,
        template: &str,
        root: Option<&str>,
        values: &[(&'static str, &dyn ToValue)],
    ) -> Result<String, Diagnostic> {
        let failed = |error: &Error| failure::of_page(error, &self.theme, template);
        if let Some(apart) = &self.apart {
            let json = values.iter().map(|(name, value)| Ok((*name, value.to_json()?)));
            let values = json.collect::<Result<_, serde_json::Error>>();
            let values = values.map_err(|error| failed(&Error::message(error.to_string())))?;
            let request = Request { template: Some(template), once: root, values };
            return self.ask(apart, &request, template).map_err(|mut problems| problems.swap_remove(0));
        }
        let values = values.iter().map(|(name, value)| Ok((*name, value.to_value()?)));
        let values = values.collect::<Result<Vec<_>, Error>>().map_err(|error| failed(&error))?;
        self.render_with(template, root, values)
    }

    /// Renders `template` with values that another process sent.
    pub(super) fn render_sent(
        &self,
        template: &str,
        root: Option<&str>,
        values: &BTreeMap<String, serde_json::Value>,
    ) -> Result<String, Diagnostic> {
        let values = values.iter().map(|(name, value)| (name.clone(), Value::from_serializable(value)));
        self.render_with(template, root, values.collect())
    }

    fn render_with<N: Into<Cow<'static, str>>>(
        &self,
        template: &str,
        root: Option<&str>,
        values: Vec<(N, Value)>,
    ) -> Result<String, Diagnostic> {
        let mut values: Vec<(Cow<'static, str>, Value)> =
            values.into_iter().map(|(name, value)| (name.into(), value)).collect();
        if let Some(root) = root {
            values.push(("once".into(), self.once(root)?));
        }
        self.render_here(template, values)
    }

    /// Renders `template` in this process.
    fn render_here<N: Into<Cow<'static, str>>>(
        &self,
        template: &str,
        values: Vec<(N, Value)>,
    ) -> Result<String, Diagnostic> {
        let rendered = || -> Result<String, Error> {
            let mut context = Context::new();
            for (name, value) in values {
                context.insert_value(name, value);
            }
            bounds::begin();
            let mut page = bounds::PageBuffer::default();
            self.tera.render_to(template, &context, &mut page)?;
            Ok(page.into_text())
        };
        rendered().map_err(|error| failure::of_page(&error, &self.theme, template))
    }

    /// Lets a worker answer `request`, which is about `template`. There is at least one problem in an error.
    fn ask(&self, apart: &Apart, request: &Request<'_>, template: &str) -> Result<String, Vec<Diagnostic>> {
        match isolation::ask(&*apart.isolation, &apart.setup, request) {
            Ok(Ok(text)) => Ok(text),
            Ok(Err(problems)) if !problems.is_empty() => Err(problems),
            Ok(Err(_)) => Err(vec![failure::of_worker(&Stopped::Memory, &self.theme, template)]),
            Err(stopped) => Err(vec![failure::of_worker(&stopped, &self.theme, template)]),
        }
    }
}

/// The texts of a list, one behind the other. The engine's own `join` takes a thousand instructions for each, and a
/// large matrix has a hundred thousand cells.
fn concat(texts: &[Value]) -> String {
    texts.iter().filter_map(Value::as_str).collect()
}

/// A value that can be handed to a template.
trait ToValue {
    fn to_value(&self) -> Result<Value, Error>;
    fn to_json(&self) -> Result<Box<RawValue>, serde_json::Error>;
}

impl<T: Serialize> ToValue for T {
    fn to_value(&self) -> Result<Value, Error> {
        Value::try_from_serializable(self)
    }

    fn to_json(&self) -> Result<Box<RawValue>, serde_json::Error> {
        to_raw_value(self)
    }
}

/// Gives templates the function `t` and the filter `number`.
fn speak(tera: &mut Tera, words: Arc<Words>) {
    let spoken = Arc::clone(&words);
    tera.register_filter("number", move |number: f64, _: Kwargs, _: &State<'_>| spoken.number(number));
    let fixed: AHashMap<String, Value> =
        words.fixed().map(|(key, text)| (key.to_owned(), Value::from(text))).collect();
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| -> Result<Value, Error> {
        let key: &str = arguments.must_get("key")?;
        let others = arguments.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
        let mut others = others.filter(|(name, _)| *name != "key").peekable();
        match fixed.get(key) {
            Some(text) if others.peek().is_none() => Ok(text.clone()),
            _ => words.text(key, others).map(Value::from).map_err(Error::message),
        }
    });
}

fn read_templates(tera: &mut Tera, theme: &Theme) -> Vec<Diagnostic> {
    let templates = || theme.templates().map(|(name, file)| (name, file.engine_text()));
    let Err(error) = tera.add_raw_templates(templates()) else { return Vec::new() };
    if !matches!(error.kind(), ErrorKind::SyntaxError(_)) {
        return failure::of_templates(&error, theme);
    }
    // The engine stops at the first template that it cannot read; each is tried by itself to find all.
    let alone = templates().filter_map(|(name, text)| {
        let error = Tera::new().add_raw_template(name, text).err()?;
        matches!(error.kind(), ErrorKind::SyntaxError(_)).then_some(error)
    });
    alone.flat_map(|error| failure::of_templates(&error, theme)).collect()
}
