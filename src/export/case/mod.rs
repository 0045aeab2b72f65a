//! Profiles and programmes as CASE 1.1 packages (1EdTech Competencies and Academic Standards Exchange), valid
//! against the strict CFPackage schema. The same thing has the same UUID in every build, and nothing depends on the
//! day of the build.
//!
//! A profile is a framework: its competences and items are CFItems, `isChildOf` makes its tree, and `isRelatedTo`
//! leads from knowledge to each competence that refers to it. A programme is a second framework whose items are
//! modules: `isRelatedTo` leads from a module to each item that it covers, grouped by the level at which it does.

mod files;
mod names;
mod profile;
mod programme;
mod shapes;

pub use files::case_files;

use crate::model::{ProfileId, ProgrammeId};
use crate::plan::Pages;

use self::names::Names;
use super::Exported;
use crate::export::facts::{Holds, left_out};

/// Profile `id` as a package.
pub fn case_profile(pages: &Pages<'_>, id: ProfileId) -> Exported {
    let package = profile::package(pages, &Names::new(pages), id);
    let said = left_out(pages.site, id, "CASE", Holds::Extensions);
    Exported::of_text(super::json_text(&package), said)
}

/// The coverage of programme `id` as a package.
pub fn case_programme(pages: &Pages<'_>, id: ProgrammeId) -> Exported {
    let package = programme::package(pages, &Names::new(pages), id);
    let mut said = Vec::new();
    let exempt = pages.site.programmes[id].exempt.len();
    if exempt > 0 {
        let count = super::facts::counted(exempt, "exemption", "exemptions");
        said.push(format!("CASE has no place for {count}"));
    }
    Exported::of_text(super::json_text(&package), said)
}
