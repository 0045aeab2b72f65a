//! The table of export formats: each one's name, its help, and what it can write.
//!
//! Everything that lists formats is derived from this table: the values of `--format` and their help, what is
//! said about a format that cannot hold what was asked for, and the table in `docs/exchange.md`, which a test
//! compares with this one. A new format is one entry here and the module that writes it. Every entry says for
//! the matrix, the gaps, the assessment map, the modules and a profile whether the format can hold it, so no combination is
//! decided by default.

use super::{
    ExportError, Exported, Scope, assessments_csv, assessments_xlsx, canvas, case_profile, case_programme,
    elm, gaps_csv, gaps_xlsx, matrix_csv, matrix_xlsx, modules_csv, modules_xlsx, moodle, site_json,
};
use crate::model::{ProfileId, ProgrammeId};
use crate::plan::Pages;
use crate::syntax::OccasionKind;

/// The subject of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportSubject {
    /// Which module of a programme covers which item.
    Matrix,
    /// The items that a programme does not cover.
    Gaps,
    /// Which assessment of a programme asks for which item.
    Assessments,
    /// The modules of a programme with their facts.
    Modules,
    /// A profile with its competences and items.
    Profile,
}

impl ExportSubject {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Matrix, Self::Gaps, Self::Assessments, Self::Modules, Self::Profile];
}

/// Whether a file can be shown on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Text,
    /// Bytes that only a program can read.
    Binary,
}

/// Writes what one programme has.
pub type ProgrammeWriter = fn(&Pages<'_>, ProgrammeId) -> Result<Exported, ExportError>;
/// Writes the site with all of its programmes, or with the one that was named.
pub type SiteWriter = fn(&Pages<'_>, Option<ProgrammeId>) -> Result<Exported, ExportError>;
/// Writes one profile.
pub type ProfileWriter = fn(&Pages<'_>, ProfileId) -> Result<Exported, ExportError>;

/// How a format writes matrices.
#[derive(Debug, Clone, Copy)]
pub enum MatrixWriter {
    /// That of one programme: a site with several has to be asked which one.
    OneProgramme(ProgrammeWriter),
    /// Those of all programmes in one file, if none is named.
    WholeSite(SiteWriter),
}

/// A format that a site can be exported in.
#[derive(Debug)]
pub struct ExportFormat {
    /// The value of `--format`.
    pub name: &'static str,
    /// Its description for the help: no final period.
    pub help: &'static str,
    /// The ending of its files, without the first period.
    pub ending: &'static str,
    /// Whether it can be shown on a screen; if not, an export without `--out` writes a file.
    pub encoding: Encoding,
    /// Writes a matrix, if the format can hold one.
    pub matrix: Option<MatrixWriter>,
    /// Writes the gaps, if the format can hold them.
    pub gaps: Option<ProgrammeWriter>,
    /// Writes the assessment map, if the format can hold it.
    pub assessments: Option<ProgrammeWriter>,
    /// Writes the modules with their facts, if the format can hold them.
    pub modules: Option<ProgrammeWriter>,
    /// Writes a profile, if the format can hold one.
    pub profile: Option<ProfileWriter>,
}

/// Every format, in the order in which they are listed for people.
pub static FORMATS: [ExportFormat; 8] = [
    ExportFormat {
        name: "csv",
        help: "Comma-separated values, for any spreadsheet",
        ending: "csv",
        encoding: Encoding::Text,
        matrix: Some(MatrixWriter::OneProgramme(|pages, id| {
            Ok(matrix_csv(&pages.site.config, &pages.matrix(id)).into())
        })),
        gaps: Some(|pages, id| Ok(gaps_csv(&pages.site.config, &pages.gaps(id)).into())),
        assessments: Some(|pages, id| {
            has_assessments(pages, id)?;
            Ok(assessments_csv(&pages.site.config, &pages.assessments(id)).into())
        }),
        modules: Some(|pages, id| Ok(modules_csv(&pages.site.config, &pages.module_table(id)).into())),
        profile: None,
    },
    ExportFormat {
        name: "xlsx",
        help: "An Excel workbook",
        ending: "xlsx",
        encoding: Encoding::Binary,
        matrix: Some(MatrixWriter::OneProgramme(|pages, id| {
            Ok(matrix_xlsx(&pages.site.config, &pages.matrix(id))?.into())
        })),
        gaps: Some(|pages, id| Ok(gaps_xlsx(&pages.site.config, &pages.gaps(id))?.into())),
        assessments: Some(|pages, id| {
            has_assessments(pages, id)?;
            let (map, alignment) = (pages.assessments(id), pages.alignment(id));
            Ok(assessments_xlsx(&pages.site.config, &map, &alignment)?.into())
        }),
        modules: Some(|pages, id| Ok(modules_xlsx(&pages.site.config, &pages.module_table(id))?.into())),
        profile: None,
    },
    ExportFormat {
        name: "json",
        help: "JSON, for scripts",
        ending: "json",
        encoding: Encoding::Text,
        matrix: Some(MatrixWriter::WholeSite(|pages, id| {
            Ok(site_json(pages, id.map_or(Scope::Site, Scope::Programme)).into())
        })),
        gaps: Some(|pages, id| Ok(site_json(pages, Scope::Programme(id)).into())),
        assessments: Some(|pages, id| {
            has_assessments(pages, id)?;
            Ok(site_json(pages, Scope::Programme(id)).into())
        }),
        modules: Some(|pages, id| Ok(site_json(pages, Scope::Programme(id)).into())),
        profile: Some(|pages, id| Ok(site_json(pages, Scope::Profile(id)).into())),
    },
    ExportFormat {
        name: "case",
        help: "A CASE 1.1 package",
        ending: "case.json",
        encoding: Encoding::Text,
        matrix: Some(MatrixWriter::OneProgramme(|pages, id| Ok(case_programme(pages, id)))),
        gaps: None,
        assessments: None,
        modules: None,
        profile: Some(|pages, id| Ok(case_profile(pages, id))),
    },
    ExportFormat {
        name: "moodle",
        help: "A competency framework for Moodle",
        ending: "moodle.csv",
        encoding: Encoding::Text,
        matrix: None,
        gaps: None,
        assessments: None,
        modules: None,
        profile: Some(|pages, id| Ok(moodle(pages.site, id))),
    },
    ExportFormat {
        name: "canvas",
        help: "Outcomes for Canvas",
        ending: "canvas.csv",
        encoding: Encoding::Text,
        matrix: None,
        gaps: None,
        assessments: None,
        modules: None,
        profile: Some(|pages, id| Ok(canvas(pages.site, id))),
    },
    ExportFormat {
        name: "elm",
        help: "A qualification for the European Learning Model (JSON-LD)",
        ending: "elm.jsonld",
        encoding: Encoding::Text,
        matrix: None,
        gaps: None,
        assessments: None,
        modules: None,
        profile: Some(elm),
    },
    ExportFormat {
        name: "markdown",
        help: "A profile file of another site",
        ending: "md",
        encoding: Encoding::Text,
        matrix: None,
        gaps: None,
        assessments: None,
        modules: None,
        profile: Some(|pages, id| Ok(own_file(pages, id).into())),
    },
];

impl ExportFormat {
    /// The format called `name` on the command line.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Whether it can hold `subject`.
    pub fn holds(&self, subject: ExportSubject) -> bool {
        match subject {
            ExportSubject::Matrix => self.matrix.is_some(),
            ExportSubject::Gaps => self.gaps.is_some(),
            ExportSubject::Assessments => self.assessments.is_some(),
            ExportSubject::Modules => self.modules.is_some(),
            ExportSubject::Profile => self.profile.is_some(),
        }
    }

    /// The name of the file with `subject` of the programme or profile `slug`, such as
    /// `klantcontactmedewerker-matrix.xlsx`.
    pub fn file_name(&self, subject: ExportSubject, slug: &str) -> String {
        let ending = self.ending;
        match subject {
            ExportSubject::Matrix => format!("{slug}-matrix.{ending}"),
            ExportSubject::Gaps => format!("{slug}-gaps.{ending}"),
            ExportSubject::Assessments => format!("{slug}-assessments.{ending}"),
            ExportSubject::Modules => format!("{slug}-modules.{ending}"),
            ExportSubject::Profile => format!("{slug}.{ending}"),
        }
    }
}

/// That programme `id` has an assessment.
fn has_assessments(pages: &Pages<'_>, id: ProgrammeId) -> Result<(), ExportError> {
    let has_some = pages.site.has_occasions(id, &[OccasionKind::Assessment]);
    if has_some { Ok(()) } else { Err(ExportError::NoAssessment) }
}

/// The file of profile `id` as its author wrote it: another site can take it as it is, with ids and codes.
fn own_file(pages: &Pages<'_>, id: ProfileId) -> String {
    let path = &pages.site.document(pages.site.profiles[id].document).path;
    pages.sources.text(path).unwrap_or_default().to_owned()
}
