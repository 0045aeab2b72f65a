//! The files of a site that other systems fetch.
//!
//! None takes the address of a page or of a file of the author's: those keep it, and the data can still be had with
//! `leerlijn export`.

use std::collections::HashSet;
use std::sync::Arc;

use crate::export;
use crate::plan::{OutFile, OutPath, Pages, parents};

/// The files: the CASE service where the site knows its address, and each profile as a qualification.
pub(super) fn data_files(pages: &Pages<'_>) -> Vec<OutFile> {
    let taken: HashSet<Arc<str>> = taken(pages).map(|path| path.collision_key()).collect();
    let folders: HashSet<&str> = taken.iter().flat_map(|path| parents(path)).collect();
    let qualifications = pages.site.profiles.ids().filter_map(|id| export::elm_file(pages, id));
    let files = export::case_files(pages).into_iter().chain(qualifications);
    let files = files.filter_map(|(path, text)| Some(OutFile::bytes(OutPath::new(&path).ok()?, text)));
    let is_free = |file: &OutFile| {
        let key = file.path.collision_key();
        !taken.contains(&key) && !folders.contains(&*key) && !parents(&key).any(|path| taken.contains(path))
    };
    files.filter(is_free).collect()
}

fn taken<'p>(pages: &Pages<'p>) -> impl Iterator<Item = &'p OutPath> {
    let assets = pages.addresses.assets().iter().map(|(path, _)| path);
    pages.addresses.routes().map(|(_, path)| path).chain(assets)
}
