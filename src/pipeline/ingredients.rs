//! Purpose: make a file of the output from its recipe, in two steps, so that the second can be spared.
//! Input: a recipe. Output: first the views that the file is made of, then its bytes.
//! Invariant: the second step asks nothing of the site that the fingerprint of the first does not cover.

use super::design::Design;
use super::fingerprint::Fingerprints;
use crate::diagnostics::Diagnostic;
use crate::export;
use crate::plan::view::{GapsView, MatrixView, PageView, View};
use crate::plan::{DownloadFormat, DownloadTable, Fingerprint, Pages, Recipe, Route};

/// What one file is made of.
pub(super) enum Ingredients {
    Page(Box<(PageView, View)>),
    SingleFile(Box<(PageView, View)>),
    Matrix(DownloadFormat, Box<MatrixView>),
    Gaps(DownloadFormat, Box<GapsView>),
}

impl Ingredients {
    /// Of the file that `recipe` makes; none for a page without an address.
    pub(super) fn new(pages: &Pages<'_>, recipe: Recipe) -> Option<Self> {
        Some(match recipe {
            Recipe::Page(route) => Self::Page(Box::new(pages.page(route)?)),
            Recipe::SingleFile(id) => Self::SingleFile(Box::new(pages.page(Route::Embed(id))?)),
            Recipe::Download(download) => match download.table {
                DownloadTable::Matrix => {
                    Self::Matrix(download.format, Box::new(pages.matrix(download.programme)))
                }
                DownloadTable::Gaps => Self::Gaps(download.format, Box::new(pages.gaps(download.programme))),
            },
        })
    }

    pub(super) fn fingerprint(&self, fingerprints: &Fingerprints) -> Fingerprint {
        match self {
            Self::Page(views) => fingerprints.of("page", views),
            Self::SingleFile(views) => fingerprints.of("single file", views),
            Self::Matrix(DownloadFormat::Csv, view) => fingerprints.of("matrix csv", view),
            Self::Matrix(DownloadFormat::Xlsx, view) => fingerprints.of("matrix xlsx", view),
            Self::Gaps(DownloadFormat::Csv, view) => fingerprints.of("gaps csv", view),
            Self::Gaps(DownloadFormat::Xlsx, view) => fingerprints.of("gaps xlsx", view),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// What is wrong with the template that makes it.
    pub(super) fn make(&self, design: &Design, pages: &Pages<'_>) -> Result<Vec<u8>, Diagnostic> {
        let config = &pages.site.config;
        Ok(match self {
            Self::Page(views) => design.renderer.page(&views.0, &views.1)?.into_bytes(),
            Self::SingleFile(views) => design.single_file(pages, &views.0, &views.1)?.into_bytes(),
            Self::Matrix(DownloadFormat::Csv, view) => export::matrix_csv(config, view).into_bytes(),
            Self::Gaps(DownloadFormat::Csv, view) => export::gaps_csv(config, view).into_bytes(),
            // What Excel cannot hold is not offered, see `Download::fits`.
            Self::Matrix(DownloadFormat::Xlsx, view) => export::matrix_xlsx(config, view).unwrap_or_default(),
            Self::Gaps(DownloadFormat::Xlsx, view) => export::gaps_xlsx(config, view).unwrap_or_default(),
        })
    }
}
