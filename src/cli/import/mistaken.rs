//! What to say of a document that stands in the place of another: a matrix given as the profile, a profile as the matrix, a
//! folder as either, a document as the folder of a course. One message says what it looks like and where it belongs.

use std::path::Path;

use crate::diagnostics::say;
use crate::import::{Looks, Question, is_profile_file, looks};
use crate::shell;
use crate::text::SourcePath;

use super::super::failure::Failure;
use super::super::phrases::{one_word, shown};

/// The place in which a document was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum GivenAs {
    /// As the profile of a new site.
    Profile,
    /// As the profile, on the page that makes a site.
    ProfileOnPage,
    /// As the new version of a profile.
    NewVersion,
    /// As a document to import.
    Import,
}

/// Why the document `file` is no profile, where it looks like a matrix.
pub(in crate::cli) fn matrix_as_profile(file: &Path, bytes: &[u8], given: GivenAs) -> Option<Failure> {
    let name = shown(file);
    let help = match (looks(&source_path(file), bytes)?, given) {
        (Looks::Profile | Looks::List | Looks::CourseText, _) => return None,
        (Looks::TableOfMarks, _) => say!(
            "copy the table into a spreadsheet and save it as .xlsx: a matrix is read from that, once the site has its profile"
        ),
        (Looks::Matrix, GivenAs::Profile) => {
            say!("give it with `--matrix`, and the document with the profile with `--profile`")
        }
        (Looks::Matrix, GivenAs::ProfileOnPage) => {
            say!("choose it as the coverage matrix, and the document with the profile as the profile")
        }
        (Looks::Matrix, GivenAs::NewVersion) => {
            say!(
                "name the document with the new version of the profile; a matrix goes with `leerlijn import`"
            )
        }
        (Looks::Matrix, GivenAs::Import) => {
            say!("import the document with its profile first; is it a list of outcomes, add `--format list`")
        }
    };
    Some(Failure::new(say!("{file} looks like a coverage matrix, and like no profile", file = name), help))
}

/// Why the document `file` is no profile, where it looks like a text of a course. On the page a `question` that is asked of it
/// can be answered all the same, so that it stays and says where else the text may belong.
pub(in crate::cli) fn text_as_profile(
    file: &Path,
    bytes: &[u8],
    given: GivenAs,
    question: Option<&mut Question>,
) -> Option<Failure> {
    looks(&source_path(file), bytes).filter(|looks| *looks == Looks::CourseText)?;
    let name = shown(file);
    let text = one_word(&name);
    let help = match given {
        GivenAs::Profile => say!(
            "give the folder with the texts with `--course`, and the document with the profile with `--profile`"
        ),
        GivenAs::ProfileOnPage => say!(
            "choose the folder with the texts at the texts of the course, and the document with the profile as the profile"
        ),
        GivenAs::NewVersion => say!(
            "name the document with the new version of the profile; a text goes with `leerlijn import {text} --as module`",
            text
        ),
        GivenAs::Import => say!(
            "say what it becomes: `leerlijn import {text} --as module`, or `--as lesson --module M05` for a lesson",
            text
        ),
    };
    let help = match (question, given) {
        (Some(question), GivenAs::ProfileOnPage) => {
            question.otherwise = say!("if it is a text of the course, {help}", help);
            return None;
        }
        (Some(_), GivenAs::Profile | GivenAs::Import) => {
            say!("{help}; is it a list of outcomes, add `--format list`", help)
        }
        (Some(_), GivenAs::NewVersion) | (None, _) => help,
    };
    Some(Failure::new(say!("{file} looks like a text of a course, and like no profile", file = name), help))
}

/// Refuses a folder in the place of one document.
pub(in crate::cli) fn refuse_folder(file: &Path, option: &str) -> Result<(), Failure> {
    if !file.is_dir() {
        return Ok(());
    }
    let message = say!("{file} is a folder, and `{option}` takes one document", file = shown(file), option);
    let help = match option {
        "--matrix" => {
            say!("name the spreadsheet in it; a folder with the texts of a course goes with `--course`")
        }
        _ => say!("name the document in it; a folder with the texts of a course goes with `--course`"),
    };
    Err(Failure::new(message, help))
}

/// Refuses a document that is given as the matrix of a new site and is plainly none; `on_page` is whether it was chosen on the
/// page that makes sites, which has no options.
pub(in crate::cli) fn refuse_as_matrix(file: &Path, on_page: bool) -> Result<(), Failure> {
    refuse_folder(file, "--matrix")?;
    let bytes = shell::read_document(file)?;
    let name = shown(file);
    let as_profile = if on_page {
        say!(
            "choose it as the profile; a matrix is a spreadsheet, with items on one side and modules on the other"
        )
    } else {
        say!(
            "give it with `--profile`; a matrix is a spreadsheet, with items on one side and modules on the other"
        )
    };
    let (message, help) = match looks(&source_path(file), &bytes) {
        Some(Looks::Profile) if is_profile_file(&bytes) || !is_spreadsheet(file) => {
            (say!("{file} looks like a profile, and like no coverage matrix", file = name), as_profile)
        }
        Some(Looks::List) => (
            say!("{file} looks like a list of outcomes, and like no coverage matrix", file = name),
            as_profile,
        ),
        Some(Looks::TableOfMarks) => (
            say!("{file} has a matrix in it, and is no spreadsheet", file = name),
            say!("copy the table into a spreadsheet, save it as .xlsx, and give that as the matrix"),
        ),
        Some(Looks::CourseText) => (
            say!("{file} looks like a text of a course, and like no coverage matrix", file = name),
            if on_page {
                say!("choose the folder with the texts at the texts of the course; a matrix is a spreadsheet")
            } else {
                say!("give the folder with the texts with `--course`; a matrix is a spreadsheet")
            },
        ),
        None if !is_spreadsheet(file) && !has_ending(file, &["html", "htm"]) => (
            say!("{file} is no spreadsheet, so it is no coverage matrix", file = name),
            say!("name the spreadsheet: Excel (.xlsx), OpenDocument (.ods) or CSV"),
        ),
        Some(Looks::Profile | Looks::Matrix) | None => return Ok(()),
    };
    Err(Failure::new(message, help))
}

/// Refuses a document that is given as the folder of a course.
pub(in crate::cli) fn refuse_as_course(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Ok(());
    }
    let bytes = shell::read_document(path)?;
    let help = match looks(&source_path(path), &bytes) {
        Some(Looks::Profile | Looks::List) => say!("it looks like a profile: give it with `--profile`"),
        Some(Looks::Matrix) => say!("it looks like a coverage matrix: give it with `--matrix`"),
        Some(Looks::TableOfMarks | Looks::CourseText) | None => say!(
            "name the folder with the texts of the course; one text is brought into a site with `leerlijn import {file} --as module`",
            file = shown(path)
        ),
    };
    Err(Failure::new(say!("{shown} is no folder", shown = shown(path)), help))
}

/// Refuses a document that is given as the text of a course and is plainly none.
pub(in crate::cli) fn refuse_as_text(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Ok(());
    }
    let bytes = shell::read_document(path)?;
    let file = shown(path);
    let message = match looks(&source_path(path), &bytes) {
        _ if is_profile_file(&bytes) => {
            say!("{file} is the file of a profile, and no text of a course", file)
        }
        Some(Looks::Matrix) => {
            say!("{file} looks like a coverage matrix, and like no text of a course", file)
        }
        Some(Looks::List) => say!("{file} looks like a list of outcomes, and like no text of a course", file),
        Some(Looks::Profile | Looks::TableOfMarks | Looks::CourseText) | None => return Ok(()),
    };
    Err(Failure::new(message, say!("import it without `--as`")))
}

/// Whether the name of a file says that it is a spreadsheet.
fn is_spreadsheet(file: &Path) -> bool {
    has_ending(file, &["xlsx", "xlsm", "ods", "csv", "tsv", "xls"])
}

fn has_ending(file: &Path, endings: &[&str]) -> bool {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    endings.contains(&ending.as_str())
}

fn source_path(file: &Path) -> SourcePath {
    SourcePath::new(&file.file_name().unwrap_or_default().to_string_lossy())
}
