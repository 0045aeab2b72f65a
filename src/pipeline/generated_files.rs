//! The files of the output that are neither pages nor copies of source files: the sitemap, the feed, the data for
//! other systems, the index of the search, single files and tables to take along.
//!
//! Each generator is independent of the others, so they run side by side. To add a kind of file, write its generator
//! and list it in [`GENERATORS`].

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::design::Design;
use crate::diagnostics::Diagnostic;
use crate::export;
use crate::plan::{OutFile, OutPath, Pages, ProgrammePart, RenderTarget, Route, parents};
use crate::search;

/// Generates the files of one kind.
type Generator = fn(&Design, &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic>;

const GENERATORS: &[Generator] =
    &[Design::moved, Design::sitemap, Design::feed, for_other_systems, for_search, for_github];

/// A mark for GitHub to publish the files of a branch as they are. Without it a generator of its own goes over them, and
/// leaves out every file and folder whose name begins with one of [`LEFT_OUT_BY_GITHUB`].
const AS_IT_IS: &str = ".nojekyll";
const LEFT_OUT_BY_GITHUB: [char; 3] = ['_', '.', '#'];

/// All generated files; every generator that fails says why.
pub(super) fn all(design: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Vec<Diagnostic>> {
    let generated: Vec<Result<Vec<OutFile>, Diagnostic>> =
        GENERATORS.par_iter().map(|generate| generate(design, pages)).collect();
    let (generated, failed): (Vec<_>, Vec<_>) = generated.into_iter().partition(Result::is_ok);
    if failed.is_empty() {
        Ok(generated.into_iter().flatten().flatten().chain(on_demand(pages)).collect())
    } else {
        Err(failed.into_iter().filter_map(Result::err).collect())
    }
}

/// The whole site as data, and the schema of that.
const SITE_DATA: &str = "site.json";
const SITE_SCHEMA: &str = "site.schema.json";
/// The list of the pages for programs that read texts.
const PAGE_LIST: &str = "llms.txt";

/// The files that other systems fetch: the site as JSON, the list of its pages, the CASE service where the site knows
/// its address, and each profile as a qualification. They need no theme and cannot fail.
///
/// None takes the address of a page or of a file of the author's: those keep it, and the data can still be had with
/// `leerlijn export`.
fn for_other_systems(_: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
    let taken: HashSet<Arc<str>> = taken(pages).map(|path| path.collision_key()).collect();
    let folders: HashSet<&str> = taken.iter().flat_map(|path| parents(path)).collect();
    let qualifications = pages.site.profiles.ids().filter_map(|id| export::elm_file(pages, id));
    let files = export::case_files(pages).into_iter().chain(qualifications).chain(open_data(pages));
    let files = files.filter_map(|(path, text)| Some(OutFile::bytes(OutPath::new(&path).ok()?, text)));
    let is_free = |file: &OutFile| {
        let key = file.path.collision_key();
        !taken.contains(&key) && !folders.contains(&*key) && !parents(&key).any(|path| taken.contains(path))
    };
    Ok(files.filter(is_free).collect())
}

/// The site for other programs, unless it does not offer that.
fn open_data(pages: &Pages<'_>) -> Vec<(String, String)> {
    if !pages.site.config.open_data {
        return Vec::new();
    }
    let schema = include_str!("../../docs/schema/site-1.json");
    vec![
        (SITE_DATA.to_owned(), export::site_json(pages, export::Scope::Site)),
        (SITE_SCHEMA.to_owned(), schema.to_owned()),
        (PAGE_LIST.to_owned(), export::llms_txt(pages, SITE_DATA, SITE_SCHEMA)),
    ]
}

/// The mark [`AS_IT_IS`], for a site that has files which would be left out otherwise.
fn for_github(_: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
    let has_own = taken(pages).any(|path| path.as_str() == AS_IT_IS);
    let would_miss_some =
        taken(pages).any(|path| path.as_str().split('/').any(|part| part.starts_with(LEFT_OUT_BY_GITHUB)));
    let mark = OutPath::new(AS_IT_IS).ok().filter(|_| would_miss_some && !has_own);
    Ok(mark.map(|path| OutFile::bytes(path, "")).into_iter().collect())
}

fn taken<'p>(pages: &Pages<'p>) -> impl Iterator<Item = &'p OutPath> {
    let assets = pages.addresses.assets().iter().map(|(path, _)| path);
    pages.addresses.routes().map(|(_, path)| path).chain(assets)
}

/// The files by which readers find pages; the pages are read on all cores.
fn for_search(design: &Design, pages: &Pages<'_>) -> Result<Vec<OutFile>, Diagnostic> {
    let language = pages.site.config.language;
    let reader = search::IndexReader::new(language);
    let routes: Vec<Route> = pages.addresses.routes().map(|(route, _)| route).collect();
    let parts =
        routes.par_chunks(search::PAGES_PER_JOB).with_max_len(1).map(|routes| reader.read(pages, routes));
    Ok(search::files(language, &design.renderer.search_dialog()?, parts.collect()))
}

/// The texts as markdown, the matrices and dossiers as one file each, and the tables to take along: as large as pages, and
/// rendered like them when they are written.
fn on_demand(pages: &Pages<'_>) -> impl Iterator<Item = OutFile> {
    let parts = pages.site.programmes.ids().flat_map(|id| ProgrammePart::ALL.map(|part| (id, part)));
    let single = parts.filter_map(|(id, part)| {
        Some(OutFile::on_demand(pages.single_file(id, part)?, RenderTarget::SingleFile(id, part)))
    });
    let texts = pages.addresses.routes().filter_map(|(route, _)| {
        Some(OutFile::on_demand(pages.markdown_file(route)?, RenderTarget::Markdown(route)))
    });
    let downloads = pages.addresses.downloads().iter();
    texts.chain(single).chain(
        downloads.map(|(download, path)| OutFile::on_demand(path.clone(), RenderTarget::Download(*download))),
    )
}
