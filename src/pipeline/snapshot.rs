//! Purpose: a site at one moment: everything that is known of it.
//! Input: sources and the documents parsed from them. Output: [`Snapshot`].
//! Invariant: immutable; a page is made from it when somebody asks, and twice the same.

use std::sync::Arc;

use rayon::prelude::*;

use super::Options;
use super::data_files::data_files;
use super::design::{self, Design};
use crate::config::Config;
use crate::coverage::{self, Coverage};
use crate::diagnostics::{Diagnostic, Report};
use crate::export;
use crate::model::{self, Site};
use crate::plan::{
    Addresses, Download, DownloadFormat, DownloadTable, Index, OutFile, OutPath, Pages, Route,
};
use crate::sources::{CONFIG_FILE, Sources};
use crate::syntax::Document;
use crate::text::SourcePath;

/// A site at one moment.
pub struct Snapshot {
    sources: Arc<Sources>,
    site: Site,
    coverage: Coverage,
    addresses: Addresses,
    index: Index,
    design: Option<Design>,
    report: Report,
}

impl Snapshot {
    pub(super) fn new(sources: Arc<Sources>, documents: Vec<Arc<Document>>, options: &Options) -> Self {
        let (mut config, config_problems) =
            Config::read(sources.file(&SourcePath::new(CONFIG_FILE)).map(AsRef::as_ref));
        if let Some(url) = &options.base_url {
            config = config.with_base_url(url);
        }
        let mut problems = sources.diagnostics();
        problems.extend(config_problems);
        problems.extend(documents.iter().flat_map(|document| document.problems.iter().cloned()));
        let (site, model_problems) = model::resolve(config, &sources, documents);
        let (coverage, coverage_problems) = coverage::cover(&site);
        let (theme, theme_problems) = design::theme(&site.config.theme, &sources);
        let statics = theme.as_ref().map(design::statics).unwrap_or_default();
        let kept: Vec<OutPath> = statics.iter().map(|file| file.path.clone()).collect();
        let (addresses, address_problems) = Addresses::new(&site, &sources, &kept);
        problems.extend(model_problems.into_iter().chain(coverage_problems).chain(address_problems));
        problems.extend(theme_problems);
        let index = Index::new(&site);
        let pages = Pages {
            site: &site,
            coverage: &coverage,
            addresses: &addresses,
            sources: &sources,
            index: &index,
        };
        let design = theme.and_then(|theme| match Design::new(&theme, statics, &pages.site_view()) {
            Ok(design) => Some(design),
            Err(design_problems) => {
                problems.extend(design_problems);
                None
            }
        });
        let report = Report::new(with_severities(problems, &site.config));
        Self { sources, site, coverage, addresses, index, design, report }
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
    /// What is wrong with the template that makes the page. Without a usable theme there is no page at
    /// all, and the report says why.
    pub fn render(&self, route: Route) -> Result<Option<String>, Diagnostic> {
        let (Some(design), Some((page, view))) = (&self.design, self.pages().page(route)) else {
            return Ok(None);
        };
        design.renderer.page(&page, &view).map(Some)
    }

    /// The bytes of a file that a programme offers; none for a workbook that Excel could not hold.
    pub fn download(&self, download: Download) -> Option<Vec<u8>> {
        let (config, pages, id) = (&self.site.config, self.pages(), download.programme);
        match (download.table, download.format) {
            (DownloadTable::Matrix, DownloadFormat::Csv) => {
                Some(export::matrix_csv(config, &pages.matrix(id)).into_bytes())
            }
            (DownloadTable::Matrix, DownloadFormat::Xlsx) => {
                export::matrix_xlsx(config, &pages.matrix(id)).ok()
            }
            (DownloadTable::Gaps, DownloadFormat::Csv) => {
                Some(export::gaps_csv(config, &pages.gaps(id)).into_bytes())
            }
            (DownloadTable::Gaps, DownloadFormat::Xlsx) => export::gaps_xlsx(config, &pages.gaps(id)).ok(),
        }
    }

    /// Every file of the output; pages are made on all cores.
    ///
    /// # Errors
    /// What is wrong with the templates, each mistake once.
    pub fn files(&self) -> Result<Vec<OutFile>, Report> {
        let Some(design) = &self.design else { return Err(self.report.clone()) };
        let routes: Vec<(Route, &OutPath)> = self.addresses.routes().collect();
        let pages: Vec<Result<Option<OutFile>, Diagnostic>> = routes
            .par_iter()
            .map(|(route, path)| Ok(self.render(*route)?.map(|html| OutFile::bytes((*path).clone(), html))))
            .collect();
        let (pages, failed): (Vec<_>, Vec<_>) = pages.into_iter().partition(Result::is_ok);
        let mut files: Vec<OutFile> = pages.into_iter().flatten().flatten().collect();
        let mut problems: Vec<Diagnostic> = failed.into_iter().filter_map(Result::err).collect();
        match design.sitemap(&self.pages()) {
            Ok(sitemap) => files.extend(sitemap),
            Err(problem) => problems.push(problem),
        }
        if !problems.is_empty() {
            return Err(Report::new(problems));
        }
        let downloads = self.addresses.downloads().par_iter();
        files.par_extend(downloads.filter_map(|(download, path)| {
            self.download(*download).map(|bytes| OutFile::bytes(path.clone(), bytes))
        }));
        files.extend(design.statics.iter().cloned());
        files.extend(data_files(&self.pages()));
        let assets = self.addresses.assets().iter();
        files.extend(assets.map(|(path, source)| OutFile::copy(path.clone(), source.clone())));
        Ok(files)
    }

    /// What its pages are made of.
    pub fn pages(&self) -> Pages<'_> {
        Pages {
            site: &self.site,
            coverage: &self.coverage,
            addresses: &self.addresses,
            sources: &self.sources,
            index: &self.index,
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
