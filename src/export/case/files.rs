//! The CASE service as files of the site, for a site that knows its address: another system must be able to fetch
//! what a URI names.
//!
//! The list of documents is a file called `CFDocuments`, so no file can stand below it: a document is fetched with
//! its package.

use serde::Serialize;

use super::names::{FOLDER, Names};
use super::shapes::{CaseDocument, CaseLink};
use super::{profile, programme};
use crate::export::json_text;
use crate::plan::Pages;

#[derive(Serialize)]
struct Documents {
    #[serde(rename = "CFDocuments")]
    documents: Vec<CaseDocument>,
}

/// The files of the service, by their paths in the output.
pub fn case_files(pages: &Pages<'_>) -> Vec<(String, String)> {
    let site = pages.site;
    if site.config.base_url.is_empty() || site.profiles.is_empty() {
        return Vec::new();
    }
    let names = Names::new(pages);
    let mut files = Vec::new();
    let mut documents = Vec::new();
    let mut add = |document: CaseDocument, package: String| {
        files.push((format!("{FOLDER}/CFPackages/{}", document.identifier), package));
        let link = CaseLink {
            title: document.title.clone(),
            identifier: document.identifier.clone(),
            uri: document.uri.clone(),
        };
        documents.push(CaseDocument { package: Some(link), ..document });
    };
    for id in site.profiles.ids() {
        add(profile::document(pages, &names, id), json_text(&profile::package(pages, &names, id)));
    }
    for id in site.programmes.ids() {
        add(programme::document(pages, &names, id), json_text(&programme::package(pages, &names, id)));
    }
    files.push((format!("{FOLDER}/CFDocuments"), json_text(&Documents { documents })));
    files
}
