//! The views that one file of the output is rendered from.
//!
//! Gathering the views is cheap beside rendering them. So a file is rendered in two steps: its views are gathered and
//! fingerprinted, and only a file whose fingerprint differs from that of the last build is rendered. Rendering uses
//! nothing of the site that the fingerprint does not cover: whoever adds an input to [`FileViews::render`] adds it to
//! [`FileViews::fingerprint`], or to what all files share, see [`Fingerprints`].

use super::design::Design;
use super::fingerprint::Fingerprints;
use crate::diagnostics::Diagnostic;
use crate::export;
use crate::plan::view::{
    AlignmentView, AssessmentsView, GapsView, MatrixView, ModuleTableView, PageView, View,
};
use crate::plan::{DownloadFormat, DownloadTable, Fingerprint, Pages, RenderTarget, Route};

/// The views of one file, with the way in which it is rendered.
pub(super) enum FileViews {
    Page(Box<(PageView, View)>),
    Markdown(Box<(PageView, View)>),
    SingleFile(Box<(PageView, View)>),
    Matrix(DownloadFormat, Box<MatrixView>),
    Gaps(DownloadFormat, Box<GapsView>),
    Assessments(DownloadFormat, Box<(AssessmentsView, AlignmentView)>),
    Modules(DownloadFormat, Box<ModuleTableView>),
}

impl FileViews {
    /// The views of `target`; none for a page without an address.
    pub(super) fn new(pages: &Pages<'_>, target: RenderTarget) -> Option<Self> {
        Some(match target {
            RenderTarget::Page(route) => Self::Page(Box::new(pages.page(route)?)),
            RenderTarget::Markdown(route) => Self::Markdown(Box::new(pages.page(route)?)),
            RenderTarget::SingleFile(id, part) => {
                Self::SingleFile(Box::new(pages.page(Route::Programme(id, part))?))
            }
            RenderTarget::Download(download) => match download.table {
                DownloadTable::Matrix => {
                    Self::Matrix(download.format, Box::new(pages.matrix(download.programme)))
                }
                DownloadTable::Gaps => Self::Gaps(download.format, Box::new(pages.gaps(download.programme))),
                DownloadTable::Assessments => {
                    let id = download.programme;
                    let views = (pages.assessments(id), pages.alignment(id));
                    Self::Assessments(download.format, Box::new(views))
                }
                DownloadTable::Modules => {
                    Self::Modules(download.format, Box::new(pages.module_table(download.programme)))
                }
            },
        })
    }

    /// The fingerprint of the file: the hash of its views and of what all files share.
    pub(super) fn fingerprint(&self, fingerprints: &Fingerprints) -> Fingerprint {
        match self {
            Self::Page(views) => fingerprints.of("page", views),
            Self::Markdown(views) => fingerprints.of("markdown", views),
            Self::SingleFile(views) => fingerprints.of("single file", views),
            Self::Matrix(DownloadFormat::Csv, view) => fingerprints.of("matrix csv", view),
            Self::Matrix(DownloadFormat::Xlsx, view) => fingerprints.of("matrix xlsx", view),
            Self::Gaps(DownloadFormat::Csv, view) => fingerprints.of("gaps csv", view),
            Self::Gaps(DownloadFormat::Xlsx, view) => fingerprints.of("gaps xlsx", view),
            Self::Assessments(DownloadFormat::Csv, views) => fingerprints.of("assessments csv", views),
            Self::Assessments(DownloadFormat::Xlsx, views) => fingerprints.of("assessments xlsx", views),
            Self::Modules(DownloadFormat::Csv, view) => fingerprints.of("modules csv", view),
            Self::Modules(DownloadFormat::Xlsx, view) => fingerprints.of("modules xlsx", view),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// The mistake in the template that renders it.
    pub(super) fn render(&self, design: &Design, pages: &Pages<'_>) -> Result<Vec<u8>, Diagnostic> {
        let config = &pages.site.config;
        Ok(match self {
            Self::Page(views) => design.renderer.page(&views.0, &views.1)?.into_bytes(),
            Self::Markdown(views) => {
                export::page_markdown(config, &views.0, &views.1).unwrap_or_default().into_bytes()
            }
            Self::SingleFile(views) => design.single_file(pages, &views.0, &views.1)?.into_bytes(),
            Self::Matrix(DownloadFormat::Csv, view) => export::matrix_csv(config, view).into_bytes(),
            Self::Gaps(DownloadFormat::Csv, view) => export::gaps_csv(config, view).into_bytes(),
            Self::Modules(DownloadFormat::Csv, view) => export::modules_csv(config, view).into_bytes(),
            // A table that Excel cannot hold is not offered, see `Download::fits`.
            Self::Matrix(DownloadFormat::Xlsx, view) => export::matrix_xlsx(config, view).unwrap_or_default(),
            Self::Gaps(DownloadFormat::Xlsx, view) => export::gaps_xlsx(config, view).unwrap_or_default(),
            Self::Assessments(DownloadFormat::Csv, views) => {
                export::assessments_csv(config, &views.0).into_bytes()
            }
            Self::Assessments(DownloadFormat::Xlsx, views) => {
                export::assessments_xlsx(config, &views.0, &views.1).unwrap_or_default()
            }
            Self::Modules(DownloadFormat::Xlsx, view) => {
                export::modules_xlsx(config, view).unwrap_or_default()
            }
        })
    }
}
