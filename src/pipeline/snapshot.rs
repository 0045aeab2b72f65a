//! Purpose: a site at one moment: everything that is known of it.
//! Input: sources and the documents parsed from them. Output: [`Snapshot`].
//! Invariant: immutable; a page is made from it when somebody asks, and twice the same.

use std::sync::Arc;

use super::Options;
use crate::config::Config;
use crate::coverage::{self, Coverage};
use crate::diagnostics::{Diagnostic, Report};
use crate::model::{self, Site};
use crate::plan::{Addresses, Index, Pages};
use crate::sources::{CONFIG_FILE, Sources};
use crate::syntax::Document;
use crate::text::SourcePath;

/// A site at one moment.
#[derive(Debug)]
pub struct Snapshot {
    sources: Arc<Sources>,
    site: Site,
    coverage: Coverage,
    addresses: Addresses,
    index: Index,
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
        let (addresses, address_problems) = Addresses::new(&site, &sources);
        problems.extend(model_problems.into_iter().chain(coverage_problems).chain(address_problems));
        let index = Index::new(&site);
        let report = Report::new(with_severities(problems, &site.config));
        Self { sources, site, coverage, addresses, index, report }
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
