//! The arguments of `import`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::{Init, Site};
use crate::import::detect::FileKind;

#[derive(Debug, Group)]
pub(in crate::cli) struct Import {
    /// The document with the qualification, the spreadsheet with the matrix, or the text or folder of a course
    #[arg(value_name = "FILE", required_unless_present = "undo")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// Take the text of a course, in Word, HTML or markdown, as one of these
    #[arg(long = "as", value_name = "WHAT")]
    pub(in crate::cli) role: Option<CourseRole>,

    /// The module that a lesson belongs to: its code, or the name of its folder
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) module: Option<String>,

    /// Make a lesson of each chapter of the text of a module
    #[arg(long)]
    pub(in crate::cli) chapters: bool,

    #[command(flatten)]
    pub(in crate::cli) site: Site,

    /// What the document is written in
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    pub(in crate::cli) format: ImportFormat,

    /// The file to write [default: content/profiles/ and the profile's title]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,

    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// Write over a file even where that loses something of it
    #[arg(long)]
    pub(in crate::cli) force: bool,

    /// What marks in the cells of a matrix mean, such as x=assessed,I=introduced
    #[arg(long, value_name = "MARK=LEVEL", value_delimiter = ',')]
    pub(in crate::cli) marks: Vec<String>,

    /// The profile that a matrix is about [default: the one whose items it names]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) profile: Option<String>,

    /// What the columns of a list of outcomes hold, such as code=A,text=C,group=B
    #[arg(long, value_name = "WHAT=COLUMN", value_delimiter = ',')]
    pub(in crate::cli) columns: Vec<String>,

    /// The codes of the outcomes in a list, such as K*,S*,B*; or the column of a matrix that names the items, such as B
    /// (of one with items in columns the row)
    #[arg(long, value_name = "CODES|COLUMN", value_delimiter = ',')]
    pub(in crate::cli) items: Vec<String>,

    /// Take claims out of the modules that a matrix has, where it does not have the claim
    #[arg(long)]
    pub(in crate::cli) replace: bool,

    /// The row of a matrix that names the modules, such as 3; of one with modules in rows the column
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    pub(in crate::cli) modules: Vec<String>,

    /// The items that a cell of a matrix means which may mean others, such as "c1.4 tot c1.6=c1.4,c1.5"; may stand more
    /// than once
    #[arg(long, value_name = "TEXT=IDS")]
    pub(in crate::cli) ranges: Vec<String>,

    /// The sheets of a matrix that are read [default: all]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(in crate::cli) sheets: Vec<String>,

    /// Take a mark beside a whole competence as one for each of its items
    #[arg(long)]
    pub(in crate::cli) whole_competences: bool,

    // The file in which the page that makes a site finds the marks that it has to ask.
    #[arg(long, hide = true, value_name = "FILE")]
    pub(in crate::cli) asked: Option<PathBuf>,

    /// Take back what the last import wrote, if nobody changed those files since
    #[arg(long, conflicts_with_all = ["file", "dry_run"])]
    pub(in crate::cli) undo: bool,
}

impl Import {
    /// The import of the matrix in `file`, which is about `profile`, into the site that `init` makes.
    pub(in crate::cli) fn of_matrix(file: PathBuf, init: &Init, profile: String) -> Self {
        Self {
            file: Some(file),
            role: None,
            module: None,
            chapters: false,
            site: Site { root: Some(init.folder.clone()) },
            format: ImportFormat::Auto,
            out: None,
            dry_run: false,
            force: false,
            columns: Vec::new(),
            items: Vec::new(),
            marks: init.marks.clone(),
            profile: Some(profile),
            replace: false,
            modules: Vec::new(),
            ranges: Vec::new(),
            sheets: Vec::new(),
            whole_competences: false,
            asked: init.asked.clone(),
            undo: false,
        }
    }
}

/// The kind of pages that the text of a course becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CourseRole {
    /// A module
    #[value(alias = "modul")]
    Module,
    /// A lesson of the module that `--module` names
    #[value(aliases = ["les", "leçon", "lecon", "lektion"])]
    Lesson,
    /// A page beside the modules
    #[value(aliases = ["pagina", "seite"])]
    Page,
    /// Of a folder: modules with their lessons
    Modules,
}

/// The format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ImportFormat {
    /// Find out from the document itself
    Auto,
    /// Plain text, such as the text of a Flemish beroepskwalificatie
    Text,
    /// A framework in the CASE format of 1EdTech, 1.0 or 1.1 (JSON)
    Case,
    /// A competency framework of Moodle (CSV)
    Moodle,
    /// A coverage matrix as an Excel workbook
    Xlsx,
    /// A coverage matrix as an OpenDocument spreadsheet
    Ods,
    /// A coverage matrix as CSV
    Csv,
    /// A Word document
    Docx,
    /// A qualification as the interface of the Flemish register gives it
    BkJson,
    /// A profile as `export profile --format json` writes it
    Json,
    /// A list of outcomes of any country: a table, or headings with bullets and codes
    List,
}

impl ImportFormat {
    /// The kind of file that was named.
    pub(in crate::cli) fn kind(self) -> Option<FileKind> {
        match self {
            Self::Auto | Self::List => None,
            Self::Text => Some(FileKind::Text),
            Self::Case => Some(FileKind::CaseJson),
            Self::Moodle => Some(FileKind::MoodleCsv),
            Self::Xlsx => Some(FileKind::Xlsx),
            Self::Ods => Some(FileKind::Ods),
            Self::Csv => Some(FileKind::MatrixCsv),
            Self::Docx => Some(FileKind::Docx),
            Self::BkJson => Some(FileKind::BkJson),
            Self::Json => Some(FileKind::SiteJson),
        }
    }
}
