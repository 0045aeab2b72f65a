//! Purpose: a theme made ready for one snapshot.
//! Input: the settings' theme and the site's files. Output: [`Design`], or what is wrong with the theme.
//! Invariant: the files of a theme stand below `static/`, where no page and no asset of the site can be.

use crate::diagnostics::Diagnostic;
use crate::model::ProgrammeId;
use crate::plan::view::SiteView;
use crate::plan::{OutContent, OutFile, OutPath, Pages, Route};
use crate::render::{Renderer, StaticContent, Theme};
use crate::sources::Sources;
use crate::text::Spanned;

/// A theme, ready to make pages.
pub(super) struct Design {
    pub(super) renderer: Renderer,
    pub(super) statics: Vec<OutFile>,
}

impl Design {
    /// Makes `theme` ready; `statics` are its own files.
    pub(super) fn new(
        theme: &Theme,
        statics: Vec<OutFile>,
        site: &SiteView,
    ) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self { renderer: Renderer::new(theme, site)?, statics })
    }

    /// What machines read: the sitemap and the feed of changes, as far as the site can have them.
    pub(super) fn for_machines(&self, pages: &Pages<'_>) -> [Result<Option<OutFile>, Diagnostic>; 2] {
        [self.sitemap(pages), self.feed(pages)]
    }

    /// The matrix of each programme as one file.
    pub(super) fn single_files(&self, pages: &Pages<'_>) -> Vec<Result<Option<OutFile>, Diagnostic>> {
        let programmes = pages.site.programmes.ids();
        programmes.map(|programme| self.single_file(pages, programme)).collect()
    }

    fn single_file(&self, pages: &Pages<'_>, programme: ProgrammeId) -> Result<Option<OutFile>, Diagnostic> {
        let found = pages.single_file(programme).zip(pages.page(Route::Embed(programme)));
        let Some((path, (mut page, view))) = found else { return Ok(None) };
        let base = &pages.site.config.base_url;
        if !base.is_empty() {
            page.root = format!("{base}/");
        }
        let html = self.renderer.single_file(&page, &view, &|name| self.static_bytes(pages.sources, name))?;
        Ok(Some(OutFile::bytes(path, html)))
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
        }
    }

    /// The feed of changes; none for a site that does not know its address or no day of change.
    fn feed(&self, pages: &Pages<'_>) -> Result<Option<OutFile>, Diagnostic> {
        let Some(feed) = pages.feed() else { return Ok(None) };
        let xml = self.renderer.feed(&feed)?;
        Ok(OutPath::new("feed.xml").ok().map(|path| OutFile::bytes(path, xml)))
    }

    /// The sitemap; none for a site that does not know its address.
    fn sitemap(&self, pages: &Pages<'_>) -> Result<Option<OutFile>, Diagnostic> {
        let base = &pages.site.config.base_url;
        let found = pages.addresses.routes().filter(|(route, _)| *route != Route::NotFound);
        let addresses: Vec<String> = found.filter_map(|(route, _)| pages.page_address(route, base)).collect();
        let sitemap = self.renderer.sitemap(&addresses)?;
        Ok(sitemap.and_then(|xml| Some(OutFile::bytes(OutPath::new("sitemap.xml").ok()?, xml))))
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
