//! Purpose: make pages from views.
//! Input: a theme and the site's view, once; then a page's frame and view, many times. Output: HTML, XML.
//! Invariant: what is the same on every page (templates, words, the site) is prepared once; making a
//! page changes nothing, so that pages can be made side by side.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use ahash::AHashMap;
use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, Map, State, Tera, Value};

use crate::diagnostics::Diagnostic;
use crate::plan::view::{FeedView, LevelView, PageView, SiteView, View};

use super::bounds;
use super::failure;
use super::shapes;
use super::single_file::SingleFiles;
use super::theme::Theme;
use super::words::Words;

/// The pieces that are the same on all pages that have the same way to the root: each is made once for it, and a
/// page has what it came to as `once.NAME`. They see `site` and `page.root` and nothing else.
const ONCE: [(&str, &str); 2] = [("search", "parts/search.html"), ("shapes", "parts/shapes.html")];

/// What `site.levels` has of each level besides its fields, and the template that makes it once: pages show
/// levels by the hundred. They see `level` and nothing else.
const OF_LEVELS: [(&str, &str); 2] = [("shape", "parts/level-shape.html"), ("html", "parts/level.html")];

const SITEMAP: &str = "sitemap.xml";
const FEED: &str = "feed.xml";

/// A theme made ready for one site.
pub struct Renderer {
    tera: Tera,
    theme: Theme,
    has_address: bool,
    single_files: SingleFiles,
    once: RwLock<BTreeMap<String, Value>>,
}

impl Renderer {
    /// Reads the theme's templates and its words in the site's language.
    ///
    /// # Errors
    /// L601 for templates and L604 for words that cannot be read, as many as there are.
    pub fn new(theme: &Theme, site: &SiteView) -> Result<Self, Vec<Diagnostic>> {
        let required = site.levels.iter().find(|level| level.enough).or(site.levels.last());
        let required = required.map(|level| level.label.clone()).unwrap_or_default();
        let words = Words::new(&site.language, theme.words(&site.language), required);
        let mut tera = Tera::new();
        bounds::register(&mut tera);
        tera.register_filter("concat", |texts: Vec<Value>, _: Kwargs, _: &State<'_>| concat(&texts));
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
        let has_address = !site.base_url.is_empty();
        let renderer = Self {
            tera,
            theme: theme.clone(),
            has_address,
            single_files: SingleFiles::default(),
            once: RwLock::default(),
        };
        renderer.with_site(site).map_err(|problem| vec![problem])
    }

    fn with_site(mut self, site: &SiteView) -> Result<Self, Diagnostic> {
        let levels = site.levels.iter().map(|level| self.level(level)).collect::<Result<Vec<_>, _>>()?;
        let mut site = Value::from_serializable(site).into_map().unwrap_or_default();
        site.insert("levels".into(), Value::from(levels));
        self.tera.global_context().insert_value("site", Value::from(site));
        Ok(self)
    }

    /// `level` with what the pieces of [`OF_LEVELS`] make of it.
    fn level(&self, level: &LevelView) -> Result<Value, Diagnostic> {
        let mut level = Value::from_serializable(level);
        for (name, template) in OF_LEVELS {
            let html = self.render(template, &[("level", &level as &dyn ToValue)])?;
            let mut fields = level.into_map().unwrap_or_default();
            fields.insert(name.into(), Value::safe_string(&html));
            level = Value::from(fields);
        }
        Ok(level)
    }

    /// What the pieces of [`ONCE`] come to on pages with the way `root` to the root.
    fn once(&self, root: &str) -> Result<Value, Diagnostic> {
        let known = self.once.read().unwrap_or_else(PoisonError::into_inner).get(root).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let page = BTreeMap::from([("root", root)]);
        let mut made = Map::default();
        for (name, template) in ONCE {
            let html = self.render(template, &[("page", &page as &dyn ToValue)])?;
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
        let once = self.once(&page.root)?;
        self.render(view.template(), &[("page", &page as &dyn ToValue), ("view", &view), ("once", &once)])
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

    /// The XML of the sitemap: `addresses` are the full addresses of the pages to be found. `None` for a
    /// site without `base_url`, since a sitemap has a meaning only with full addresses
    /// (<https://www.sitemaps.org/protocol.html>).
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn sitemap(&self, addresses: &[String]) -> Result<Option<String>, Diagnostic> {
        if !self.has_address {
            return Ok(None);
        }
        self.render(SITEMAP, &[("addresses", &addresses as &dyn ToValue)]).map(Some)
    }

    /// The XML of the feed of changes, in the Atom format (RFC 4287).
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn feed(&self, feed: &FeedView) -> Result<String, Diagnostic> {
        self.render(FEED, &[("feed", &feed as &dyn ToValue)])
    }

    fn render(&self, template: &str, values: &[(&'static str, &dyn ToValue)]) -> Result<String, Diagnostic> {
        let made = || -> Result<String, Error> {
            let mut context = Context::new();
            for (name, value) in values {
                context.insert_value(*name, value.to_value()?);
            }
            bounds::begin();
            let mut page = bounds::Page::default();
            self.tera.render_to(template, &context, &mut page)?;
            Ok(page.into_text())
        };
        made().map_err(|error| failure::of_page(&error, &self.theme, template))
    }
}

/// The texts of a list, one behind the other. The engine's own `join` takes a thousand instructions for each, and a
/// large matrix has a hundred thousand cells.
fn concat(texts: &[Value]) -> String {
    texts.iter().filter_map(Value::as_str).collect()
}

/// What can be handed to a template.
trait ToValue {
    fn to_value(&self) -> Result<Value, Error>;
}

impl<T: Serialize> ToValue for T {
    fn to_value(&self) -> Result<Value, Error> {
        Value::try_from_serializable(self)
    }
}

/// Gives templates the function `t` and the filter `number`.
fn speak(tera: &mut Tera, words: Arc<Words>) {
    let numbers = Arc::clone(&words);
    tera.register_filter("number", move |number: f64, _: Kwargs, _: &State<'_>| numbers.number(number));
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
