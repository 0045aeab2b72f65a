//! Fingerprints: they tell whether a file would be the same as an earlier one without rendering it, and whether all files
//! of a site would.
//!
//! Every input of a file goes in: the program, the settings, the files of the theme, `site` as every page is given it,
//! and its own views. The number does not depend on the machine or the time.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3;

use super::Options;
use crate::config::Config;
use crate::plan::Fingerprint;
use crate::plan::view::SiteView;
use crate::sources::{Asset, CONTENT_FOLDER, Sources, THEMES_FOLDER};

/// The fingerprint of all that a site is made of: the program, the options of the run and its files. Of those that are
/// copied the content is left out, since whoever copies a file looks at it. Two outputs of the same inputs have the same
/// files.
pub fn inputs(sources: &Sources, options: &Options) -> Fingerprint {
    let Options { base_url, drafts, newest, isolation: _ } = options;
    let mut all = Xxh3::new();
    all.update(env!("LEERLIJN_SOURCES").as_bytes());
    all.update(format!("{base_url:?} {drafts} {newest:?}").as_bytes());
    for file in sources.files() {
        let numbers = [file.path.as_str().len(), file.text.len()].map(|length| length as u64);
        numbers.iter().chain([&file.hash]).for_each(|number| all.update(&number.to_le_bytes()));
        all.update(file.path.as_str().as_bytes());
    }
    for asset in [CONTENT_FOLDER, THEMES_FOLDER].into_iter().flat_map(|folder| sources.assets_in(folder)) {
        let Asset { path, size, stamp: _, dimensions, captions, front, font } = asset;
        all.update(format!("{path:?} {size} {dimensions:?} {captions:?} {front:?} ").as_bytes());
        all.update(font.as_deref().unwrap_or_default());
    }
    for (path, day) in sources.changes().iter() {
        all.update(format!("{path:?} {day:?}").as_bytes());
    }
    Fingerprint(all.digest128())
}

/// Counts every file of one site.
pub(super) struct Fingerprints {
    shared: Xxh3,
}

impl Fingerprints {
    /// For the files of a site.
    pub(super) fn new(config: &Config, sources: &Sources, site: &SiteView) -> Self {
        let mut shared = Xxh3::new();
        shared.update(env!("LEERLIJN_SOURCES").as_bytes());
        shared.update(format!("{config:?}").as_bytes());
        for file in sources.files_in(THEMES_FOLDER) {
            shared.update(file.path.as_str().as_bytes());
            shared.update(&file.hash.to_le_bytes());
        }
        for asset in sources.assets_in(THEMES_FOLDER) {
            shared.update(asset.path.as_str().as_bytes());
            shared.update(asset.font.as_deref().unwrap_or_default());
        }
        let mut bytes = Bytes(Vec::new());
        site.hash(&mut bytes);
        shared.update(&bytes.0);
        Self { shared }
    }

    /// The number of all that the files share: the program, the settings, the theme, and `site` as pages are given it.
    pub(super) fn of_all(&self) -> Fingerprint {
        Fingerprint(self.shared.digest128())
    }

    /// The number of the file that `kind` makes of `views`.
    pub(super) fn of(&self, kind: &str, views: &impl Hash) -> Fingerprint {
        let mut hasher = self.shared.clone();
        let mut bytes = Bytes(Vec::with_capacity(USUAL_VIEW));
        (kind, views).hash(&mut bytes);
        hasher.update(&bytes.0);
        Fingerprint(hasher.digest128())
    }
}

/// Bytes that the views of most pages need.
const USUAL_VIEW: usize = 32 * 1024;

/// The bytes that a value gives a hasher, in one row and in the same order on every machine.
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_u32(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
    }

    /// Nobody asks for it: the bytes are what is wanted.
    fn finish(&self) -> u64 {
        0
    }
}
