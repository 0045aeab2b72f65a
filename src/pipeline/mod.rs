//! The way from files to pages, composed of the layers below.
//!
//! [`Pipeline::run`] turns [`Sources`] into a [`Snapshot`], which has every diagnostic and renders every page. The same
//! sources give the same snapshot, whatever was run before: between runs nothing is kept but what a file with the same
//! path and text parses to, and the theme made ready for a site that looks the same to it.

mod cache;
mod design;
mod edit;
mod file_views;
mod fingerprint;
mod generated_files;
mod snapshot;
mod succession;

pub use edit::Edited;
pub use fingerprint::inputs;
pub use snapshot::Snapshot;
pub use succession::{Succession, standing_review};

use std::sync::Arc;

use crate::config::{Config, NewestEdition};
use crate::render::Isolation;
use crate::sources::{CONFIG_FILE, Sources};
use crate::text::SourcePath;
use cache::{Cache, Rules};
use design::Designs;

/// The settings of a run besides the files.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// An address of the site that goes before the one in `leerlijn.toml`.
    pub base_url: Option<String>,
    /// Whether drafts have pages too: at their addresses, and nowhere else.
    pub drafts: bool,
    /// The newest edition, for a site that is an earlier one.
    pub newest: Option<NewestEdition>,
    /// Renders the templates that a site brings along; none to render them in this process, with fewer bounds.
    pub isolation: Option<Arc<dyn Isolation>>,
}

/// Runs the phases, and remembers what files parse to.
#[derive(Debug, Default)]
pub struct Pipeline {
    cache: Cache,
    designs: Designs,
    options: Options,
}

impl Pipeline {
    /// A pipeline that remembers nothing yet.
    pub fn new(options: Options) -> Self {
        Self { cache: Cache::default(), designs: Designs::default(), options }
    }

    /// The snapshot of `sources`.
    pub fn run(&mut self, sources: Arc<Sources>) -> Snapshot {
        let (config, config_problems) =
            Config::read(sources.file(&SourcePath::new(CONFIG_FILE)).map(AsRef::as_ref));
        let rules = Rules { text: config.text_rules(), page_limit: config.page_limit };
        let documents = self.cache.parse(&sources, rules);
        Snapshot::new(sources, documents, (config, config_problems), &self.options, &self.designs)
    }
}
