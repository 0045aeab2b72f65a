//! The documents that the reader of a guide has: a profile in Word and its next version, a matrix in Excel and the one that
//! came back from colleagues, a text of a course, a logo.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The documents in one language. Each line of a profile is a paragraph.
pub(super) struct Documents {
    profile: (&'static str, &'static str),
    next_profile: (&'static str, &'static [(&'static str, &'static str)]),
    matrix: (&'static str, &'static [&'static [&'static str]]),
    /// The matrix that came back, and a cell of it: row, column and mark.
    next_matrix: (&'static str, (usize, usize, &'static str)),
    course: (&'static str, &'static str),
    /// The folder of last year's site.
    pub(super) last_year: &'static str,
}

pub(super) const DUTCH: Documents = Documents {
    profile: (
        "profiel.docx",
        "TITEL\nHulpkok\nDefinitie\nDe hulpkok helpt in de keuken van een restaurant of een instelling.\n\
         Niveau (VKS en EQF)\n2\nJaar van erkenning\nversie 2, 2024\n\
         Competentie 1:\nBereidt groenten voor\n· Wast de groenten\n· Snijdt de groenten in stukken\n\
         · Bewaart de groenten op de juiste temperatuur\n\
         Met inbegrip van kennis:\n· Basiskennis van hygiëne\n· Kennis van snijtechnieken\n\
         Competentie 2:\nRuimt de keuken op\n· Maakt het werkblad schoon\n· Sorteert het afval\n\
         Met inbegrip van kennis:\n· Basiskennis van hygiëne\n\
         Kennis\n· Basiskennis van hygiëne\n· Kennis van snijtechnieken",
    ),
    next_profile: (
        "profiel-versie-3.docx",
        &[
            ("versie 2, 2024", "versie 3, 2027"),
            ("Sorteert het afval", "Sorteert het afval volgens de afspraken"),
            ("· Maakt het", "· Meldt defecte toestellen\n· Maakt het"),
        ],
    ),
    matrix: (
        "dekking.xlsx",
        &[
            &["", "M01 Eerste stappen in de keuken", "M02 Groenten", "M03 Een propere keuken"],
            &["Wast de groenten", "A", "G", ""],
            &["Snijdt de groenten in stukken", "", "I", ""],
            &["Bewaart de groenten op de juiste temperatuur", "", "", ""],
            &["Maakt het werkblad schoon", "A", "", "G"],
            &["Sorteert het afval", "", "", "I"],
            &["Basiskennis van hygiëne", "A", "I", "G"],
            &["Kennis van snijtechnieken", "", "G", ""],
        ],
    ),
    next_matrix: ("dekking-nieuw.xlsx", (3, 1, "A")),
    course: (
        "bewaren.docx",
        "Groenten bewaren\nIn deze module leer je hoe je groenten bewaart.\nDe koelkast heeft vaste plaatsen.",
    ),
    last_year: "vorig-jaar",
};

pub(super) const ENGLISH: Documents = Documents {
    profile: (
        "profile.docx",
        "Kitchen assistant\n1 Prepares vegetables\n1.1 Washes the vegetables\n1.2 Cuts the vegetables into pieces\n\
         1.3 Keeps the vegetables at the right temperature\n2 Cleans the kitchen\n2.1 Cleans the worktop\n2.2 Sorts the waste",
    ),
    next_profile: (
        "profile-version-3.docx",
        &[
            ("Sorts the waste", "Sorts the waste as agreed"),
            ("2.2 Sorts", "2.3 Reports broken appliances\n2.2 Sorts"),
        ],
    ),
    matrix: (
        "coverage.xlsx",
        &[
            &["", "M01 First steps in the kitchen", "M02 Vegetables", "M03 A clean kitchen"],
            &["Washes the vegetables", "I", "A", ""],
            &["Cuts the vegetables into pieces", "", "P", ""],
            &["Keeps the vegetables at the right temperature", "", "", ""],
            &["Cleans the worktop", "I", "", "A"],
            &["Sorts the waste", "", "", "P"],
        ],
    ),
    next_matrix: ("coverage-new.xlsx", (3, 1, "I")),
    course: (
        "keeping.docx",
        "Keeping vegetables\nIn this module you learn how to keep vegetables.\nThe fridge has fixed places.",
    ),
    last_year: "last-year",
};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 32\"><rect width=\"120\" height=\"32\"/></svg>\n";

impl Documents {
    /// Puts those with which the reader begins into `folder`.
    pub(super) fn put_beside(&self, folder: &Path) {
        let (name, text) = self.profile;
        fs::write(folder.join(name), word(text)).unwrap();
        let (name, rows) = self.matrix;
        fs::write(folder.join(name), workbook(rows)).unwrap();
    }

    /// Puts those that come later into the folder of the site.
    pub(super) fn put_into(&self, site: &Path) {
        let (name, changes) = self.next_profile;
        let text = changes.iter().fold(self.profile.1.to_owned(), |text, (old, new)| text.replace(old, new));
        fs::write(site.join(name), word(&text)).unwrap();
        let (name, (row, column, mark)) = self.next_matrix;
        let mut rows: Vec<Vec<&str>> = self.matrix.1.iter().map(|row| row.to_vec()).collect();
        rows[row][column] = mark;
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        fs::write(site.join(name), workbook(&rows)).unwrap();
        fs::write(site.join(self.course.0), word(self.course.1)).unwrap();
        let logo = site.join("themes/school/static/logo.svg");
        fs::create_dir_all(logo.parent().unwrap()).unwrap();
        fs::write(logo, LOGO).unwrap();
    }
}

/// A Word document with a paragraph for each line of `text`.
fn word(text: &str) -> Vec<u8> {
    let paragraph = |line: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>");
    let body: String = text.lines().map(paragraph).collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}</w:body></w:document>"
    );
    package(&[("word/document.xml", &document)])
}

/// An Excel workbook with one sheet.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |row: usize, column: usize, text: &str| {
        let letter = char::from(b'A' + u8::try_from(column).unwrap());
        format!("<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", row + 1)
    };
    let row = |(at, cells): (usize, &&[&str])| {
        let filled = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
        let cells: String = filled.map(|(column, text)| cell(at, column, text)).collect();
        format!("<row r=\"{}\">{cells}</row>", at + 1)
    };
    let data: String = rows.iter().enumerate().map(row).collect();
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    package(&[
        ("_rels/.rels", &relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", &relation("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            &format!(
                "<?xml version=\"1.0\"?><workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Matrix\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!(
                "<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>"
            ),
        ),
    ])
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
