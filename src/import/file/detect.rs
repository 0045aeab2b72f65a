//! Tells from its content what kind of file somebody wants to import; never from its name, which may say anything.
//! This is the only place that knows what files look like. A text in any language is a file that can be read.

use std::io::Read;

use crate::diagnostics::{Message, say};
use crate::import::file::package::Package;
use crate::import::file::{self, moodle_columns, separated};
use crate::import::file::{Refusal, package};

/// A kind of file that can be imported, as a profile or as claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A qualification as the Flemish register's interface gives it.
    BkJson,
    /// A framework in the 1EdTech CASE format.
    CaseJson,
    /// The coverage of a programme in the CASE format: a framework whose items are modules.
    CaseCoverage,
    /// A profile as this program exports it.
    SiteJson,
    /// A competency framework of Moodle.
    MoodleCsv,
    /// Outcomes of Canvas.
    CanvasCsv,
    /// A table: the rows of a coverage matrix.
    MatrixCsv,
    /// A web page.
    Html,
    /// Any other text.
    Text,
}

impl FileKind {
    /// The noun for a file of this kind, to stand after "this is".
    pub fn noun(self) -> Message {
        match self {
            Self::Docx => say!("a Word document"),
            Self::Xlsx => say!("an Excel workbook"),
            Self::Ods => say!("an OpenDocument spreadsheet"),
            Self::BkJson => say!("a qualification of the register (JSON)"),
            Self::CaseJson => say!("a CASE framework (JSON)"),
            Self::CaseCoverage => say!("the coverage of a programme as CASE (JSON)"),
            Self::SiteJson => say!("a profile of another site (JSON)"),
            Self::MoodleCsv => say!("a competency framework of Moodle (CSV)"),
            Self::CanvasCsv => say!("a file of outcomes of Canvas (CSV)"),
            Self::MatrixCsv => say!("a table (CSV)"),
            Self::Html => say!("a web page (HTML)"),
            Self::Text => say!("plain text"),
        }
    }

    /// Whether a file of this kind can also be read as any other kind of text.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Xlsx | Self::Ods)
    }

    /// Whether it holds a coverage matrix, which becomes claims in modules, and no profile.
    pub fn is_matrix(self) -> bool {
        matches!(self, Self::Xlsx | Self::Ods | Self::MatrixCsv | Self::CaseCoverage)
    }
}

/// The kind of `bytes`, when somebody said that they are of the kind `wanted`.
///
/// # Errors
/// As for [`detect`], and when they cannot be of that kind.
pub fn detect_as(bytes: &[u8], wanted: Option<FileKind>) -> Result<FileKind, Refusal> {
    let found = detect(bytes)?;
    match wanted {
        None => Ok(found),
        // Both are called `case`, and only one of them is a profile.
        Some(FileKind::CaseJson) if found == FileKind::CaseCoverage => Ok(found),
        Some(wanted) if wanted == found || (wanted.is_text() && found.is_text()) => Ok(wanted),
        Some(wanted) => {
            let message =
                say!("this is {found} and not {wanted}", found = found.noun(), wanted = wanted.noun());
            Err(Refusal::new(message, say!("leave `--format` out, or name what the file is")))
        }
    }
}

/// The kind of `bytes`.
///
/// # Errors
/// When they are a file that is not read here, or a damaged one.
pub fn detect(bytes: &[u8]) -> Result<FileKind, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return in_zip(Package::open(bytes)?);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(old_office(bytes));
    }
    if let Some(what) = not_text(bytes) {
        return Err(Refusal::new(what, save_as_word()));
    }
    let text = file::decode(bytes).text;
    if is_binary(&text) {
        return Err(Refusal::new(say!("this is no document and no text"), save_as_word()));
    }
    let start = text.trim_start();
    if start.starts_with("{\\rtf") {
        return Err(Refusal::new(say!("this is a rich text document (RTF)"), save_as_word()));
    }
    if let Some(refusal) = saved_as_page(start) {
        return Err(refusal);
    }
    if is_page(start) {
        return Ok(FileKind::Html);
    }
    if is_markup(start) {
        return Err(Refusal::new(say!("this is a web page or an XML file"), save_as_word()));
    }
    if is_json(start) {
        return in_json(start);
    }
    Ok(in_table(start).unwrap_or(FileKind::Text))
}

fn save_as_word() -> Message {
    say!("open it in its own program, save it as a Word document (.docx) or as plain text, and import that")
}

fn in_zip(mut package: Package<'_>) -> Result<FileKind, Refusal> {
    if package.has_folder("word/") {
        Ok(FileKind::Docx)
    } else if package.has_folder("xl/") {
        Ok(FileKind::Xlsx)
    } else if package.has_folder("ppt/") {
        Err(Refusal::new(say!("this is a PowerPoint presentation"), save_as_word()))
    } else if package.has("META-INF/manifest.xml") && package.has("content.xml") {
        if is_spreadsheet(&mut package)? {
            return Ok(FileKind::Ods);
        }
        let help = say!(
            "open it in LibreOffice, save it as a Word document (.docx), and import that; a table as .xlsx or .csv"
        );
        Err(Refusal::new(say!("this is an OpenDocument file"), help))
    } else {
        let help = say!("unpack it, and import the document that is in it");
        Err(Refusal::new(say!("this is a zip file without a Word document in it"), help))
    }
}

/// Why the document called `path` cannot be a text of a course, by its ending; none for texts that can be, for tables and for
/// all that is no text. Nobody reads the bytes of such a file, which may be large and of interest to nobody.
pub(in crate::import) fn document_of_another_kind(path: &str) -> Option<Refusal> {
    let (_, ending) = path.rsplit_once('.')?;
    let help = say!("open it in its own program, save it as a Word document (.docx), and import that");
    let link = say!(
        "to have people download it, link to it from a text; to have it read, save its text as a Word document (.docx)"
    );
    Some(match ending.to_ascii_lowercase().as_str() {
        "doc" | "dot" => Refusal::new(say!("this is a document of an old version of Word (.doc)"), help),
        "docm" | "dotx" | "dotm" => {
            Refusal::new(say!("this is a template of Word or a document with macros"), help)
        }
        "odt" | "ott" | "fodt" => Refusal::new(say!("this is a document of LibreOffice (.odt)"), help),
        "rtf" => Refusal::new(say!("this is a rich text document (RTF)"), help),
        "pages" => Refusal::new(say!("this is a document of Pages"), help),
        "gdoc" => {
            let help =
                say!("open it in Google Docs, download it as a Word document (.docx), and import that");
            Refusal::new(say!("this is a link to a document of Google Docs, without its text"), help)
        }
        "pdf" => Refusal::new(say!("this is a PDF document"), link),
        "ppt" | "pptx" | "pps" | "ppsx" | "odp" | "key" => Refusal::new(say!("these are slides"), link),
        _ => return None,
    })
}

/// Whether an OpenDocument file says that it is a spreadsheet.
fn is_spreadsheet(package: &mut Package<'_>) -> Result<bool, Refusal> {
    let mut kind = Vec::new();
    if let Some(part) = package.part("mimetype")? {
        part.take(200).read_to_end(&mut kind).map_err(|error| package::unreadable(&error))?;
    }
    Ok(kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet"))
}

/// The refusal of the container of old Office files, which is also that of encrypted new ones.
fn old_office(bytes: &[u8]) -> Refusal {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        package::encrypted()
    } else if names("WordDocument") {
        let help =
            say!("open it in Word or LibreOffice, save it as a Word document (.docx), and import that");
        Refusal::new(say!("this is a document of an old version of Word (.doc)"), help)
    } else if names("Workbook") || names("Book") {
        let help = say!("open it in Excel or LibreOffice, save it as .xlsx or .csv, and import that");
        Refusal::new(say!("this is a workbook of an old version of Excel (.xls)"), help)
    } else {
        Refusal::new(say!("this is a document of an old version of Office"), save_as_word())
    }
}

/// The kind of a file whose first bytes give it away as no text.
fn not_text(bytes: &[u8]) -> Option<Message> {
    let first_kilobyte = &bytes[..bytes.len().min(1024)];
    let pictures: [&[u8]; 3] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8"];
    let compressed: [&[u8]; 3] = [b"\x1F\x8B", b"7z\xBC\xAF", b"Rar!"];
    // A PDF may have other bytes before its mark; a text may speak of it.
    let pdf = || first_kilobyte.windows(5).any(|window| window == b"%PDF-");
    let begins = |starts: &[&[u8]]| starts.iter().any(|start| bytes.starts_with(start));
    if bytes.starts_with(b"%PDF-") || (pdf() && std::str::from_utf8(bytes).is_err()) {
        Some(say!("this is a PDF document"))
    } else if begins(&pictures) {
        Some(say!("this is a picture"))
    } else if begins(&compressed) {
        Some(say!("this is a compressed file"))
    } else {
        None
    }
}

/// The first thousand letters of a text, in lower case.
fn head(start: &str) -> String {
    let end = start.char_indices().nth(1000).map_or(start.len(), |(at, _)| at);
    start[..end].to_ascii_lowercase()
}

/// Why a workbook that was saved as something like a page cannot be read: the page of a workbook with several sheets has their
/// frame alone, one file with all of a page in it is a letter, and old programs write XML of their own.
fn saved_as_page(start: &str) -> Option<Refusal> {
    let head = head(start);
    let is_frame = || {
        let lower = start.to_ascii_lowercase();
        lower.contains("<frameset") && !lower.contains("<table")
    };
    if head.starts_with("<?xml") && head.contains("office:spreadsheet") {
        let help = say!("open it in Excel or LibreOffice, save it as .xlsx or .csv, and import that");
        Some(Refusal::new(say!("this is a workbook of an old version of Excel (XML)"), help))
    } else if head.contains("mime-version:") && head.contains("multipart/related") {
        let help = say!(
            "open it in Excel, Word or a browser, save it as .xlsx, as .docx or as a web page (.html), and import that"
        );
        Some(Refusal::new(say!("this is a web page in one file (.mht)"), help))
    } else if is_page(start) && is_frame() {
        let help = say!(
            "save the workbook as .xlsx, and import that; or import the page of one sheet, such as sheet001.htm, in the folder beside this file"
        );
        Some(Refusal::new(say!("this page is only the frame around the sheets of a workbook"), help))
    } else {
        None
    }
}

/// A text without the comments with which it begins, as pages do that were saved from the web.
fn without_comments(mut start: &str) -> &str {
    while let Some((_, rest)) = start.strip_prefix("<!--").and_then(|inside| inside.split_once("-->")) {
        start = rest.trim_start();
    }
    start
}

/// Whether `start` is that of a web page, or of a piece of one.
fn is_page(start: &str) -> bool {
    let head = head(without_comments(start));
    let begins =
        |tag: &str| head.strip_prefix(tag).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\r', '\t']));
    const PIECES: [&str; 13] = [
        "<h1", "<h2", "<h3", "<head", "<meta", "<style", "<body", "<main", "<article", "<section", "<ul",
        "<ol", "<table",
    ];
    let is_piece = PIECES.into_iter().any(begins);
    let is_whole = head.starts_with("<!doctype html") || begins("<html");
    is_piece || is_whole || (head.starts_with("<?xml") && head.contains("<html"))
}

fn is_markup(start: &str) -> bool {
    let head = start.get(..9).unwrap_or(start).to_ascii_lowercase();
    ["<!doctype", "<html", "<?xml"].iter().any(|tag| head.starts_with(tag))
}

/// Whether one in twenty of the first thousand characters is one that no text has, or any is NUL.
fn is_binary(text: &str) -> bool {
    let head = || text.chars().take(1000);
    let strange =
        |c: &char| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{80}'..='\u{9f}' | '\u{fffd}');
    let count = head().filter(strange).count();
    head().any(|c| c == '\0') || (count > 0 && count * 20 >= head().count())
}

/// Whether `start` opens as JSON does: a bracket, then a name, a value or the other bracket.
fn is_json(start: &str) -> bool {
    let Some(inside) = start.strip_prefix(['{', '[']) else { return false };
    inside.trim_start().starts_with(['"', '{', '[', '}', ']'])
}

fn in_json(text: &str) -> Result<FileKind, Refusal> {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if has("leerlijn-site") {
        Ok(FileKind::SiteJson)
    } else if has("CFDocument") || has("CFItems") {
        Ok(if lists_modules(text) { FileKind::CaseCoverage } else { FileKind::CaseJson })
    } else if has("beroepskwalificatie") || has("competenties") {
        Ok(FileKind::BkJson)
    } else {
        let help = say!(
            "JSON is read of three kinds: a qualification as the register's interface gives it (with \"beroepskwalificatie\"), a CASE framework (with \"CFDocument\" and \"CFItems\"), and a profile that another site exported (with \"leerlijn-site\")"
        );
        Err(Refusal::new(say!("this is JSON that holds no profile"), help))
    }
}

/// Whether every item of the CASE package `text` is a module.
fn lists_modules(text: &str) -> bool {
    let mut types = text.split("\"CFItemType\"").skip(1).peekable();
    types.peek().is_some()
        && types.all(|rest| rest.trim_start_matches([' ', ':', '\n', '\t']).starts_with("\"Module\""))
}

/// The table that `text` is, by the names of its columns or by its shape.
fn in_table(text: &str) -> Option<FileKind> {
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    let names: Vec<String> =
        header.split([',', ';', '\t']).map(|name| name.trim_matches(['"', ' ']).to_lowercase()).collect();
    if names.iter().any(|name| name == "vendor_guid") {
        return Some(FileKind::CanvasCsv);
    }
    let moodle = ["parent id number", "scale configuration", "taxonomy", "is framework"];
    let has_some = moodle.iter().filter(|name| names.iter().any(|other| other == *name)).count() >= 2;
    if has_some || moodle_columns::is_header(&names) {
        return Some(FileKind::MoodleCsv);
    }
    separated::is_table(text).then_some(FileKind::MatrixCsv)
}
