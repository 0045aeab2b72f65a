//! Purpose: the files of the output that are made and are no pages.
//! Input: a snapshot's pages and its design. Output: [`OutFile`]s, or what is wrong with the templates.
//! Invariant: each maker stands by itself, so they run side by side; to add one, add it to `MAKERS`.

use rayon::prelude::*;

use super::data_files::data_files;
use super::design::Design;
use crate::diagnostics::Diagnostic;
use crate::export;
use crate::plan::{Download, DownloadFormat, DownloadTable, OutFile, Pages, Route};
use crate::search;

/// One kind of made files.
type Maker = fn(&Design, &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic>;

const MAKERS: &[Maker] =
    &[Design::sitemap, Design::feed, Design::single_files, for_other_systems, for_search, downloads];

/// All of them; every maker that fails says why.
pub(super) fn files(design: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Vec<Diagnostic>> {
    let made: Vec<Result<Vec<OutFile>, Diagnostic>> =
        MAKERS.par_iter().map(|maker| maker(design, pages)).collect();
    let (made, failed): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    if failed.is_empty() {
        Ok(made.into_iter().flatten().flatten().collect())
    } else {
        Err(failed.into_iter().filter_map(Result::err).collect())
    }
}

/// What other systems fetch needs no theme and cannot fail.
fn for_other_systems(_: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
    Ok(data_files(pages))
}

/// The files by which readers find pages; the pages are read on all cores.
fn for_search(_: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
    let language = pages.site.config.language;
    let reader = search::Reader::new(language);
    let routes: Vec<Route> = pages.addresses.routes().map(|(route, _)| route).collect();
    let read: Vec<_> = routes.par_iter().filter_map(|route| reader.read(pages, *route)).collect();
    Ok(search::files(language, &read))
}

/// The tables to take along, as Excel workbooks and as CSV.
fn downloads(_: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
    let offered = pages.addresses.downloads().par_iter();
    let made = offered.filter_map(|(download, path)| {
        download_bytes(pages, *download).map(|bytes| OutFile::bytes(path.clone(), bytes))
    });
    Ok(made.collect())
}

/// The bytes of a file that a programme offers; none for a workbook that Excel could not hold.
fn download_bytes(pages: &Pages<'_>, download: Download) -> Option<Vec<u8>> {
    let (config, id) = (&pages.site.config, download.programme);
    match (download.table, download.format) {
        (DownloadTable::Matrix, DownloadFormat::Csv) => {
            Some(export::matrix_csv(config, &pages.matrix(id)).into_bytes())
        }
        (DownloadTable::Matrix, DownloadFormat::Xlsx) => export::matrix_xlsx(config, &pages.matrix(id)).ok(),
        (DownloadTable::Gaps, DownloadFormat::Csv) => {
            Some(export::gaps_csv(config, &pages.gaps(id)).into_bytes())
        }
        (DownloadTable::Gaps, DownloadFormat::Xlsx) => export::gaps_xlsx(config, &pages.gaps(id)).ok(),
    }
}
