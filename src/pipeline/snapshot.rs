//! A site at one moment, with everything that is known of it.
//!
//! A [`Snapshot`] is immutable. A page is rendered from it when somebody asks, and twice the same.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Options;
use super::design::{Design, Designs, LazyDesign};
use super::file_views::FileViews;
use super::generated_files;
use crate::compare::Side;
use crate::config::Config;
use crate::cores::MAX_FILES_PER_JOB;
use crate::coverage::{self, Coverage};
use crate::diagnostics::{Diagnostic, Report};
use crate::evidence::{self, Evidence, LazyEvidence};
use crate::model::{self, Site};
use crate::plan::{Addresses, Fingerprint, Index, OutContent, OutFile, Pages, RenderTarget, Rendered, Route};
use crate::search;
use crate::sources::Sources;
use crate::syntax::Document;

/// A site at one moment.
pub struct Snapshot {
    sources: Arc<Sources>,
    site: Site,
    coverage: Coverage,
    addresses: Addresses,
    index: Index,
    evidence: LazyEvidence,
    design: Option<LazyDesign>,
    report: Report,
    generated: OnceLock<Result<Vec<OutFile>, Vec<Diagnostic>>>,
    /// The site as it will be once its drafts are none any more, where their pages are to be seen.
    with_drafts: Option<Box<Self>>,
}

/// Makes a site of documents: with its drafts, or without.
type Resolve = fn(Config, &Sources, Vec<Arc<Document>>) -> (Site, Vec<Diagnostic>);

impl Snapshot {
    pub(super) fn new(
        sources: Arc<Sources>,
        documents: Vec<Arc<Document>>,
        config: (Config, Vec<Diagnostic>),
        options: &Options,
        designs: &Designs,
    ) -> Self {
        let has_drafts = options.drafts && documents.iter().any(|document| document.draft.is_some());
        let with_drafts = has_drafts.then(|| {
            let (sources, documents) = (Arc::clone(&sources), documents.clone());
            Box::new(Self::resolved(
                sources,
                documents,
                config.clone(),
                (options, designs),
                model::resolve_with_drafts,
            ))
        });
        Self { with_drafts, ..Self::resolved(sources, documents, config, (options, designs), model::resolve) }
    }

    fn resolved(
        sources: Arc<Sources>,
        documents: Vec<Arc<Document>>,
        (mut config, config_problems): (Config, Vec<Diagnostic>),
        (options, designs): (&Options, &Designs),
        resolve: Resolve,
    ) -> Self {
        if let Some(newest) = &options.newest {
            config = config.with_newest(newest.clone());
        }
        if let Some(url) = &options.base_url {
            config = config.with_base_url(url);
        }
        let mut problems = sources.diagnostics();
        problems.extend(config_problems);
        let (site, model_problems) = resolve(config, &sources, documents);
        // A mistake in a draft is said when it is a draft no longer.
        let documents = site.documents.values().map(|resolved| &resolved.document);
        problems.extend(documents.flat_map(|document| document.problems.iter().cloned()));
        let (design, unknown_theme) =
            match LazyDesign::new(&site.config.theme, &sources, options.isolation.clone(), designs.clone()) {
                Ok(design) => (Some(design), None),
                Err(problem) => (None, Some(problem)),
            };
        let kept = design.iter().flat_map(LazyDesign::statics).map(|file| file.path.clone());
        // Independent of each other, so side by side: each takes longer with the size of the site.
        let (((coverage, coverage_problems), index, claimless), (addresses, address_problems)) = rayon::join(
            || (coverage::cover(&site), Index::new(&site), evidence::claimless(&site)),
            || Addresses::new(&site, &sources, kept, search::generates),
        );
        problems.extend(
            model_problems.into_iter().chain(coverage_problems).chain(claimless).chain(address_problems),
        );
        problems.extend(unknown_theme);
        let evidence = LazyEvidence::default();
        let pages = Pages {
            site: &site,
            coverage: &coverage,
            addresses: &addresses,
            sources: &sources,
            index: &index,
            evidence: &evidence,
        };
        problems.extend(design.iter().flat_map(|design| design.problems(&pages)));
        let report = Report::new(with_severities(problems, &site.config));
        Self {
            sources,
            site,
            coverage,
            addresses,
            index,
            evidence,
            design,
            report,
            generated: OnceLock::new(),
            with_drafts: None,
        }
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The resolved site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Its coverage.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The site and its coverage, to be compared with another.
    pub fn side(&self) -> Side<'_> {
        Side { site: &self.site, coverage: &self.coverage }
    }

    /// Its addresses.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Everything that is wrong with it.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The bytes of page `route`; none when it has no address.
    ///
    /// # Errors
    /// The mistake in the template that renders the page. Without a usable theme there is no page at
    /// all, and the report says why.
    pub fn render_page(&self, route: Route) -> Result<Option<String>, Diagnostic> {
        let (Some(design), Some((page, view))) = (self.design(), self.pages().page(route)) else {
            return Ok(None);
        };
        design.renderer.page(&page, &view).map(Some)
    }

    /// Every file of the output; its pages and tables are still to be rendered, by [`Snapshot::render`].
    ///
    /// # Errors
    /// The mistakes in the templates of the files that are rendered already, each once.
    pub fn outline(&self) -> Result<Vec<OutFile>, Report> {
        if self.design().is_none() {
            return Err(self.report.clone());
        }
        let generated = self.generated_files().as_ref().map_err(|failed| Report::new(failed.clone()))?;
        let pages = self.addresses.routes();
        let pages = pages.map(|(route, path)| OutFile::on_demand(path.clone(), RenderTarget::Page(route)));
        let all = pages.chain(generated.iter().cloned()).chain(self.copied_files());
        Ok(all.chain(self.draft_pages()?).collect())
    }

    /// Every file of the output, rendered on all cores.
    ///
    /// # Errors
    /// The mistakes in the templates, each once.
    pub fn files(&self) -> Result<Vec<OutFile>, Report> {
        let rendered: Vec<Result<OutFile, Diagnostic>> = self
            .outline()?
            .into_par_iter()
            .with_max_len(MAX_FILES_PER_JOB)
            .map(|file| self.with_bytes(file))
            .collect();
        let (files, failed): (Vec<_>, Vec<_>) = rendered.into_iter().partition(Result::is_ok);
        if failed.is_empty() {
            Ok(files.into_iter().flatten().collect())
        } else {
            Err(Report::new(failed.into_iter().filter_map(Result::err).collect()))
        }
    }

    /// Renders a file of [`Snapshot::outline`], unless its inputs have the fingerprint `known`.
    ///
    /// # Errors
    /// The mistake in the template that renders it.
    pub fn render(&self, target: RenderTarget, known: Option<Fingerprint>) -> Result<Rendered, Diagnostic> {
        let Some(design) = self.design() else { return Ok(Rendered::Bytes(Vec::new(), None)) };
        let Some(views) = FileViews::new(&self.pages(), target) else {
            return Ok(Rendered::Bytes(Vec::new(), None));
        };
        let fingerprint = views.fingerprint(&design.fingerprints);
        if known == Some(fingerprint) {
            return Ok(Rendered::Unchanged);
        }
        Ok(Rendered::Bytes(views.render(design, &self.pages())?, Some(fingerprint)))
    }

    /// `file` with its bytes, where they are rendered on demand.
    fn with_bytes(&self, file: OutFile) -> Result<OutFile, Diagnostic> {
        let (OutContent::OnDemand(target), Some(design)) = (&file.content, self.design()) else {
            return Ok(file);
        };
        let pages = self.pages();
        let views = FileViews::new(&pages, *target);
        let bytes = views.map(|views| views.render(design, &pages)).transpose()?;
        Ok(OutFile::bytes(file.path, bytes.unwrap_or_default()))
    }

    /// The one file of the output at `path`: what [`Snapshot::files`] has there, without rendering the others.
    ///
    /// # Errors
    /// The mistake in the template that renders it.
    pub fn file(&self, path: &str) -> Result<Option<OutFile>, Diagnostic> {
        if let Some(route) = self.route_at(path) {
            let html = self.render_page(route)?;
            return Ok(html
                .zip(self.addresses.path(route))
                .map(|(html, path)| OutFile::bytes(path.clone(), html)));
        }
        if let Some(file) = self.copied_files().find(|file| file.path.as_str() == path) {
            return Ok(Some(file));
        }
        if let Some((drafts, route)) = self.draft_at(path) {
            let made = drafts.render_page(route)?.zip(drafts.addresses.path(route));
            return Ok(made.map(|(html, path)| OutFile::bytes(path.clone(), html)));
        }
        match self.generated_files() {
            Ok(generated) => {
                let file = generated.iter().find(|file| file.path.as_str() == path);
                file.map(|file| self.with_bytes(file.clone())).transpose()
            }
            Err(failed) => failed.first().map_or(Ok(None), |problem| Err(problem.clone())),
        }
    }

    /// The files of the output that are published as they are.
    pub fn copied_files(&self) -> impl Iterator<Item = OutFile> {
        let statics = self.design.iter().flat_map(|design| design.statics().iter().cloned());
        let assets = self.design.iter().flat_map(|_| self.addresses.assets());
        statics.chain(assets.map(|(path, source)| OutFile::copy(path.clone(), source.clone())))
    }

    /// The files of the output that are neither pages nor copies; generated when somebody first asks.
    fn generated_files(&self) -> &Result<Vec<OutFile>, Vec<Diagnostic>> {
        self.generated.get_or_init(|| match self.design() {
            Some(design) => generated_files::all(design, &self.pages()),
            None => Ok(Vec::new()),
        })
    }

    /// The theme, ready to make pages.
    pub(super) fn design(&self) -> Option<&Design> {
        self.design.as_ref()?.ready(&self.pages())
    }

    /// The page at `path`.
    pub fn route_at(&self, path: &str) -> Option<Route> {
        self.addresses.route_at(path)
    }

    /// The sections that probably teach each item, sought when they are first asked for.
    pub fn evidence(&self) -> &Evidence {
        self.evidence.of(&self.site)
    }

    /// Whether there is a page at `path`, those of drafts and old addresses included.
    pub fn has_page(&self, path: &str) -> bool {
        let is_old = || self.addresses.aliases().iter().any(|(old, _)| old.as_str() == path);
        self.route_at(path).is_some() || self.draft_at(path).is_some() || is_old()
    }

    /// The page of a draft at `path`, where nothing else has that address.
    fn draft_at(&self, path: &str) -> Option<(&Self, Route)> {
        let drafts = self.with_drafts.as_deref()?;
        let route = drafts.route_at(path).filter(|route| drafts.pages().is_draft(*route))?;
        self.route_at(path).is_none().then_some((drafts, route))
    }

    /// The pages of drafts, rendered: they are few, and are made of another site than all others.
    fn draft_pages(&self) -> Result<Vec<OutFile>, Report> {
        let Some(drafts) = self.with_drafts.as_deref() else { return Ok(Vec::new()) };
        let mut pages = Vec::new();
        for (route, path) in drafts.addresses.routes() {
            if self.draft_at(path.as_str()).is_none() {
                continue;
            }
            let html = drafts.render_page(route).map_err(|problem| Report::new(vec![problem]))?;
            pages.extend(html.map(|html| OutFile::bytes(path.clone(), html)));
        }
        Ok(pages)
    }

    /// The context from which its pages are made.
    pub fn pages(&self) -> Pages<'_> {
        Pages {
            site: &self.site,
            coverage: &self.coverage,
            addresses: &self.addresses,
            sources: &self.sources,
            index: &self.index,
            evidence: &self.evidence,
        }
    }
}

/// The problems as bad as the site's settings say; those that it does not want to hear of are left out.
fn with_severities(problems: Vec<Diagnostic>, config: &Config) -> Vec<Diagnostic> {
    let set = problems.into_iter().filter_map(|problem| {
        let severity = config.severity(problem.code)?;
        Some(Diagnostic { severity, ..problem })
    });
    set.collect()
}
