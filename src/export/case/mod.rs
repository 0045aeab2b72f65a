//! Profiles and programmes as CASE 1.1 packages (1EdTech Competencies and Academic Standards Exchange), valid
//! against the strict CFPackage schema. The same thing has the same UUID in every build, and nothing depends on the
//! day of the build.
//!
//! A profile is a framework: its competences and items are CFItems, `isChildOf` makes its tree, and `isRelatedTo`
//! leads from knowledge to each competence that refers to it. A programme is a second framework whose items are
//! modules: `isRelatedTo` leads from a module to each item that it covers, grouped by the level at which it does.

mod names;
mod profile;
mod programme;
mod shapes;

use crate::diagnostics::{Message, count};
use crate::model::{ProfileId, ProgrammeId};
use crate::plan::Pages;
use crate::syntax::OccasionKind;

use serde::Serialize;

use self::names::{FOLDER, Names};
use self::shapes::{CaseDocument, CaseLink};
use super::{Exported, json_text};
use crate::export::facts::{Holds, left_out};

/// Profile `id` as a package.
pub fn case_profile(pages: &Pages<'_>, id: ProfileId) -> Exported {
    let package = profile::package(pages, &Names::new(pages), id);
    let said = left_out(pages.site, id, &Message::verbatim("CASE"), Holds::Extensions);
    Exported::of_text(json_text(&package), said)
}

/// The coverage of programme `id` as a package.
pub fn case_programme(pages: &Pages<'_>, id: ProgrammeId) -> Exported {
    let package = programme::package(pages, &Names::new(pages), id);
    let mut said = Vec::new();
    let exempt = pages.site.programmes[id].exempt.len();
    if exempt > 0 {
        said.push(count!(
            exempt,
            "CASE has no place for {n} exemptions",
            "CASE has no place for 1 exemption",
            "CASE has no place for {n} exemptions"
        ));
    }
    let modules = pages.site.programmes[id].modules();
    let occasions = modules.flat_map(|(_, module)| &pages.site.modules[module].occasions);
    let occasions: Vec<OccasionKind> = occasions.map(|id| pages.site.occasions[*id].kind).collect();
    let number = |kind| occasions.iter().filter(|other| **other == kind).count();
    let (activities, assessments) = (number(OccasionKind::Activity), number(OccasionKind::Assessment));
    if activities > 0 {
        said.push(count!(
            activities,
            "CASE has no place for {n} activities",
            "CASE has no place for 1 activity",
            "CASE has no place for {n} activities"
        ));
    }
    if assessments > 0 {
        said.push(count!(
            assessments,
            "CASE has no place for {n} assessments",
            "CASE has no place for 1 assessment",
            "CASE has no place for {n} assessments"
        ));
    }
    Exported::of_text(json_text(&package), said)
}

#[derive(Serialize)]
struct DocumentList {
    #[serde(rename = "CFDocuments")]
    documents: Vec<CaseDocument>,
}

/// The CASE service as files of the site, by their paths in the output, for a site that knows its address: another
/// system must be able to fetch what a URI names.
///
/// The list of documents is a file called `CFDocuments`, so no file can stand below it: a document is fetched with
/// its package.
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
    files.push((format!("{FOLDER}/CFDocuments"), json_text(&DocumentList { documents })));
    files
}
