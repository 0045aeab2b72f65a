//! A theme made ready for a snapshot, or the mistakes in it.
//!
//! To read all templates takes longer than to render a page, and a save of a text changes nothing of them. So the
//! [`Designs`] of a pipeline lend the next snapshot what the last one had, where all that it depends on is the same.
//!
//! The files of a theme stand below `static/` and keep their addresses there: a page or an asset of the site that asks
//! for one of them is reported.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::fingerprint::Fingerprints;
use crate::diagnostics::Diagnostic;
use crate::plan::view::{PageView, View};
use crate::plan::{FEED, Fingerprint, OutContent, OutFile, OutPath, Pages, SITEMAP};
use crate::render::{Isolation, Renderer, StaticContent, Theme, idle_words};
use crate::sources::Sources;
use crate::text::Spanned;

/// A theme that is ready, or the mistakes in it.
type Made = Arc<Result<Design, Vec<Diagnostic>>>;

/// So many designs are kept: that of the site, and that of the site with its drafts.
const KEPT: usize = 2;

/// The designs that were made last, each with the number of all that it depends on.
#[derive(Clone, Default)]
pub(super) struct Designs(Arc<Mutex<Vec<(Fingerprint, Made)>>>);

impl Designs {
    /// The design with the number `number`: one that was made, or a new one.
    fn get(&self, number: Fingerprint, make: impl FnOnce() -> Result<Design, Vec<Diagnostic>>) -> Made {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().iter().find(|(known, _)| *known == number).map(|(_, made)| Arc::clone(made));
        known.unwrap_or_else(|| {
            let made = Arc::new(make());
            let mut kept = kept();
            kept.insert(0, (number, Arc::clone(&made)));
            kept.truncate(KEPT);
            made
        })
    }
}

impl fmt::Debug for Designs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Designs")
    }
}

/// The theme of a snapshot, made ready when somebody asks for the first page: many commands ask for none.
pub(super) struct LazyDesign {
    theme: Theme,
    statics: Arc<[OutFile]>,
    isolation: Option<Arc<dyn Isolation>>,
    designs: Designs,
    made: OnceLock<Made>,
}

impl LazyDesign {
    /// The theme called `name`.
    pub(super) fn new(
        name: &Spanned<String>,
        sources: &Sources,
        isolation: Option<Arc<dyn Isolation>>,
        designs: Designs,
    ) -> Result<Self, Diagnostic> {
        let theme = Theme::new(name, sources)?;
        Ok(Self { statics: statics(&theme), theme, isolation, designs, made: OnceLock::new() })
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
        let mut problems = self.made(pages).as_ref().err().cloned().unwrap_or_default();
        problems.extend(idle_words(&self.theme));
        problems
    }

    /// The theme, ready to make pages; none when something is wrong with it.
    pub(super) fn ready(&self, pages: &Pages<'_>) -> Option<&Design> {
        self.made(pages).as_ref().ok()
    }

    fn made(&self, pages: &Pages<'_>) -> &Result<Design, Vec<Diagnostic>> {
        self.made.get_or_init(|| {
            let site = pages.site_view();
            let fingerprints = Fingerprints::new(&pages.site.config, pages.sources, &site);
            self.designs.get(fingerprints.of_all(), || {
                let renderer = match &self.isolation {
                    Some(isolation) => Renderer::isolated(&self.theme, &site, Arc::clone(isolation))?,
                    None => Renderer::new(&self.theme, &site)?,
                };
                Ok(Design { renderer, statics: Arc::clone(&self.statics), fingerprints })
            })
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::pipeline::{Options, Pipeline, Snapshot};
    use crate::sources::{SourceFile, Sources};
    use crate::text::SourcePath;

    const FOOTER: &str = "themes/default/templates/parts/footer.html";

    fn run(pipeline: &mut Pipeline, files: &[(&str, &str)]) -> Snapshot {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
        }
        pipeline.run(Arc::new(sources))
    }

    /// Whether the second of two sites gets the design of the first.
    fn is_lent(first: &[(&str, &str)], second: &[(&str, &str)]) -> bool {
        let mut pipeline = Pipeline::new(Options::default());
        let (first, second) = (run(&mut pipeline, first), run(&mut pipeline, second));
        std::ptr::eq(first.design().unwrap(), second.design().unwrap())
    }

    #[test]
    fn a_design_is_lent_on_as_long_as_pages_would_look_the_same() {
        let site = [("leerlijn.toml", "title = \"A\"\n"), ("content/index.md", "# A\n")];
        assert!(is_lent(&site, &[site[0], ("content/index.md", "# A\n\nMore.\n")]));
        assert!(!is_lent(&site, &[("leerlijn.toml", "title = \"B\"\n"), site[1]]));
        assert!(!is_lent(&site, &[site[0], site[1], ("content/other.md", "# Another page of the menu\n")]));
        assert!(!is_lent(&site, &[site[0], site[1], (FOOTER, "<footer></footer>\n")]));
    }

    #[test]
    fn a_mistake_in_a_template_is_gone_with_its_correction() {
        let mut pipeline = Pipeline::new(Options::default());
        let site = |footer: &'static str| [("content/index.md", "# A\n"), (FOOTER, footer)];
        for (footer, is_ready) in [("{{ broken", false), ("<footer></footer>", true), ("{{ broken", false)] {
            assert_eq!(run(&mut pipeline, &site(footer)).design().is_some(), is_ready, "{footer}");
        }
    }
}
