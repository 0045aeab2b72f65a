//! A theme made ready for one snapshot, or what is wrong with it.
//!
//! The files of a theme stand below `static/` and keep their addresses there: a page or an asset of the site that asks
//! for one of them is reported.

use std::sync::{Arc, OnceLock};

use super::fingerprint::Fingerprints;
use crate::diagnostics::Diagnostic;
use crate::plan::view::{PageView, View};
use crate::plan::{FEED, OutContent, OutFile, OutPath, Pages, SITEMAP};
use crate::render::{Isolation, Renderer, StaticContent, Theme};
use crate::sources::Sources;
use crate::text::Spanned;

/// The theme of a snapshot, made ready when somebody asks for the first page: many commands ask for none.
pub(super) struct LazyDesign {
    theme: Theme,
    statics: Arc<[OutFile]>,
    isolation: Option<Arc<dyn Isolation>>,
    made: OnceLock<Result<Design, Vec<Diagnostic>>>,
}

impl LazyDesign {
    /// The theme called `name`.
    pub(super) fn new(
        name: &Spanned<String>,
        sources: &Sources,
        isolation: Option<Arc<dyn Isolation>>,
    ) -> Result<Self, Diagnostic> {
        let theme = Theme::new(name, sources)?;
        Ok(Self { statics: statics(&theme), theme, isolation, made: OnceLock::new() })
    }

    /// The files that the theme publishes as they are.
    pub(super) fn statics(&self) -> &[OutFile] {
        &self.statics
    }

    /// The mistakes in the site's own templates and words; without any of its own there is nothing to look at.
    pub(super) fn problems(&self, pages: &Pages<'_>) -> Vec<Diagnostic> {
        if self.theme.is_built_in() {
            return Vec::new();
        }
        self.made(pages).as_ref().err().cloned().unwrap_or_default()
    }

    /// The theme, ready to make pages; none when something is wrong with it.
    pub(super) fn ready(&self, pages: &Pages<'_>) -> Option<&Design> {
        self.made(pages).as_ref().ok()
    }

    fn made(&self, pages: &Pages<'_>) -> &Result<Design, Vec<Diagnostic>> {
        self.made.get_or_init(|| {
            let site = pages.site_view();
            let fingerprints = Fingerprints::new(&pages.site.config, pages.sources, &site);
            let renderer = match &self.isolation {
                Some(isolation) => Renderer::isolated(&self.theme, &site, Arc::clone(isolation))?,
                None => Renderer::new(&self.theme, &site)?,
            };
            Ok(Design { renderer, statics: Arc::clone(&self.statics), fingerprints })
        })
    }
}

/// A theme, ready to make pages.
pub(super) struct Design {
    pub(super) renderer: Renderer,
    statics: Arc<[OutFile]>,
    pub(super) fingerprints: Fingerprints,
}

impl Design {
    /// A page of a programme as one file, from the views of its page.
    pub(super) fn single_file(
        &self,
        pages: &Pages<'_>,
        page: &PageView,
        view: &View,
    ) -> Result<String, Diagnostic> {
        let mut page = page.clone();
        let base = &pages.site.config.base_url;
        if !base.is_empty() {
            page.root = format!("{base}/");
        }
        self.renderer.single_file(&page, view, &|name| self.static_bytes(pages.sources, name))
    }

    /// The content of a file of the theme that a single file can carry: its styles, scripts and fonts.
    fn static_bytes(&self, sources: &Sources, name: &str) -> Option<Vec<u8>> {
        let path = format!("static/{name}");
        let file = self.statics.iter().find(|file| file.path.as_str() == path)?;
        match &file.content {
            OutContent::Bytes(bytes) => Some(bytes.clone()),
            OutContent::Copy(source) => sources
                .text(source)
                .map(|text| text.as_bytes().to_vec())
                .or_else(|| sources.asset(source)?.font.as_deref().map(<[u8]>::to_vec)),
            OutContent::OnDemand(_) => None,
        }
    }

    /// The feed of changes; none for a site that does not know its address or no day of change.
    pub(super) fn feed(&self, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
        let Some(feed) = pages.feed() else { return Ok(Vec::new()) };
        let xml = self.renderer.feed(&feed)?;
        Ok(OutPath::new(FEED).ok().map(|path| OutFile::bytes(path, xml)).into_iter().collect())
    }

    /// The pages at old addresses, which lead on.
    pub(super) fn moved(&self, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
        let moved = pages.addresses.aliases().iter();
        let made = moved.map(|(from, route)| {
            let html = self.renderer.moved(&pages.moved(from, *route))?;
            Ok(OutFile::bytes(from.clone(), html))
        });
        made.collect()
    }

    /// The sitemap; none for a site that does not know its address.
    pub(super) fn sitemap(&self, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
        let sitemap = self.renderer.sitemap(&pages.sitemap())?;
        let file = sitemap.and_then(|xml| Some(OutFile::bytes(OutPath::new(SITEMAP).ok()?, xml)));
        Ok(file.into_iter().collect())
    }
}

/// The files that `theme` publishes as they are.
fn statics(theme: &Theme) -> Arc<[OutFile]> {
    let files = theme.static_files();
    files
        .filter_map(|file| {
            let path = OutPath::new(&format!("static/{}", file.name)).ok()?;
            Some(match file.content {
                StaticContent::BuiltIn(bytes) => OutFile::bytes(path, &*bytes),
                StaticContent::Site(source) => OutFile::copy(path, source),
            })
        })
        .collect()
}
