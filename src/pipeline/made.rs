//! Purpose: the files of the output that are no pages of their own.
//! Input: a snapshot's pages and its design. Output: [`OutFile`]s, or what is wrong with the templates.
//! Invariant: each maker stands by itself, so they run side by side; to add one, add it to `MAKERS`.

use rayon::prelude::*;

use super::data_files::data_files;
use super::design::Design;
use crate::diagnostics::Diagnostic;
use crate::plan::{OutFile, Pages, Recipe, Route};
use crate::search;

/// One kind of made files.
type Maker = fn(&Design, &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic>;

const MAKERS: &[Maker] = &[Design::sitemap, Design::feed, for_other_systems, for_search];

/// All of them; every maker that fails says why.
pub(super) fn files(design: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Vec<Diagnostic>> {
    let made: Vec<Result<Vec<OutFile>, Diagnostic>> =
        MAKERS.par_iter().map(|maker| maker(design, pages)).collect();
    let (made, failed): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    if failed.is_empty() {
        Ok(made.into_iter().flatten().flatten().chain(to_be_made(pages)).collect())
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
    let parts = routes.par_chunks(search::PART).with_max_len(1).map(|routes| reader.read(pages, routes));
    Ok(search::files(language, parts.collect()))
}

/// The matrices as one file each, and the tables to take along: as large as pages, and made like them when
/// they are written.
fn to_be_made(pages: &Pages<'_>) -> impl Iterator<Item = OutFile> {
    let programmes = pages.site.programmes.ids();
    let single =
        programmes.filter_map(|id| Some(OutFile::made(pages.single_file(id)?, Recipe::SingleFile(id))));
    let downloads = pages.addresses.downloads().iter();
    single.chain(downloads.map(|(download, path)| OutFile::made(path.clone(), Recipe::Download(*download))))
}
