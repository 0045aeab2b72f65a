//! Purpose: a theme made ready for one snapshot.
//! Input: the settings' theme and the site's files. Output: [`Design`], or what is wrong with the theme.
//! Invariant: the files of a theme stand below `static/`, where no page and no asset of the site can be.

use super::fingerprint::Fingerprints;
use crate::diagnostics::Diagnostic;
use crate::plan::view::{PageView, View};
use crate::plan::{OutContent, OutFile, OutPath, Pages, Route};
use crate::render::{Renderer, StaticContent, Theme};
use crate::sources::Sources;
use crate::text::Spanned;

/// A theme, ready to make pages.
pub(super) struct Design {
    pub(super) renderer: Renderer,
    pub(super) statics: Vec<OutFile>,
    pub(super) fingerprints: Fingerprints,
}

impl Design {
    /// Makes `theme` ready; `statics` are its own files.
    pub(super) fn new(
        theme: &Theme,
        statics: Vec<OutFile>,
        pages: &Pages<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let site = pages.site_view();
        let fingerprints = Fingerprints::new(&pages.site.config, pages.sources, &site);
        Ok(Self { renderer: Renderer::new(theme, &site)?, statics, fingerprints })
    }

    /// The matrix of a programme as one file, from the views of the page that is shown inside others.
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
            OutContent::Made(_) => None,
        }
    }

    /// The feed of changes; none for a site that does not know its address or no day of change.
    pub(super) fn feed(&self, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
        let Some(feed) = pages.feed() else { return Ok(Vec::new()) };
        let xml = self.renderer.feed(&feed)?;
        Ok(OutPath::new("feed.xml").ok().map(|path| OutFile::bytes(path, xml)).into_iter().collect())
    }

    /// The sitemap; none for a site that does not know its address.
    pub(super) fn sitemap(&self, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
        let base = &pages.site.config.base_url;
        let found = pages.addresses.routes().filter(|(route, _)| *route != Route::NotFound);
        let addresses: Vec<String> = found.filter_map(|(route, _)| pages.page_address(route, base)).collect();
        let sitemap = self.renderer.sitemap(&addresses)?;
        let file = sitemap.and_then(|xml| Some(OutFile::bytes(OutPath::new("sitemap.xml").ok()?, xml)));
        Ok(file.into_iter().collect())
    }
}

/// The theme called `name`, or why there is none.
pub(super) fn theme(name: &Spanned<String>, sources: &Sources) -> (Option<Theme>, Vec<Diagnostic>) {
    match Theme::new(name, sources) {
        Ok(theme) => (Some(theme), Vec::new()),
        Err(problem) => (None, vec![problem]),
    }
}

/// The files that `theme` publishes as they are.
pub(super) fn statics(theme: &Theme) -> Vec<OutFile> {
    let files = theme.static_files();
    files
        .filter_map(|file| {
            let path = OutPath::new(&format!("static/{}", file.name)).ok()?;
            Some(match file.content {
                StaticContent::BuiltIn(bytes) => OutFile::bytes(path, bytes),
                StaticContent::Site(source) => OutFile::copy(path, source),
            })
        })
        .collect()
}
