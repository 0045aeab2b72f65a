//! Purpose: make pages from views.
//! Input: a theme and the site's view, once; then a page's frame and view, many times. Output: HTML, XML.
//! Invariant: what is the same on every page (templates, words, the site) is prepared once; making a
//! page changes nothing, so that pages can be made side by side.

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, Value};

use crate::diagnostics::Diagnostic;
use crate::plan::view::{FeedView, PageView, SiteView, View};

use super::bounds;
use super::failure;
use super::theme::Theme;
use super::words::Words;
use super::{shapes, single_file};

const SITEMAP: &str = "sitemap.xml";
const FEED: &str = "feed.xml";

/// A theme made ready for one site.
pub struct Renderer {
    tera: Tera,
    theme: Theme,
    has_address: bool,
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
        let renderer = Self { tera, theme: theme.clone(), has_address: !site.base_url.is_empty() };
        renderer.with_site(site).map_err(|error| vec![failure::of_page(&error, theme, "base.html")])
    }

    fn with_site(mut self, site: &SiteView) -> Result<Self, Error> {
        let site = Value::try_from_serializable(site)?;
        self.tera.global_context().insert_value("site", site);
        Ok(self)
    }

    /// The HTML of one page.
    ///
    /// # Errors
    /// L602 at the place in the template that failed.
    pub fn page(&self, page: &PageView, view: &View) -> Result<String, Diagnostic> {
        self.render(view.template(), &[("page", &page as &dyn ToValue), ("view", &view)])
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
        Ok(single_file::single_file(&html, &page.root, file, self.has_address))
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
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| -> Result<String, Error> {
        let key: &str = arguments.must_get("key")?;
        let others = arguments.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
        words.text(key, others.filter(|(name, _)| *name != "key")).map_err(Error::message)
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
