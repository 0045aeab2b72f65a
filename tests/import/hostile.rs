//! Files that were made to do harm, or were damaged on their way: one clear error each, in bounded time.

use std::collections::BTreeSet;
use std::fmt::Write;

use leerlijn::diagnostics::Code;
use leerlijn::import::spreadsheet;
use leerlijn::import::{ListOptions, profile_document};
use leerlijn::text::SourcePath;

use crate::docx::Docx;
use crate::read_file;

/// What the file is refused with; its help says what to do.
#[track_caller]
fn refusal(bytes: &[u8]) -> String {
    let imported = read_file(bytes).imported;
    assert!(imported.draft.is_none());
    let [refusal] = imported.diagnostics.as_slice() else { panic!("{:?}", imported.diagnostics) };
    assert_eq!(refusal.code, Code::L708);
    assert!(refusal.help.as_ref().is_some_and(|help| !help.is_none()));
    refusal.message.english()
}

#[test]
fn a_file_that_unpacks_to_more_than_64_mb_is_refused() {
    let long = |text: &str| {
        let mut part =
            format!("<w:document><w:body><w:p><w:r><w:t>{}", text.repeat((100 << 20) / text.len()));
        part.push_str("</w:t></w:r></w:p></w:body></w:document>");
        part
    };
    let too_large = "this file is too large: unpacked it has more than 64 MB";
    assert_eq!(refusal(&Docx::new(&long("bom ")).bytes()), too_large);
    let spread = Docx::of_body("").with("word/styles.xml", format!("<a>{}</a>", " ".repeat(40 << 20)));
    let spread = spread.with("word/numbering.xml", format!("<a>{}</a>", " ".repeat(40 << 20)));
    assert_eq!(refusal(&spread.bytes()), too_large);
}

#[test]
fn many_paragraphs_and_many_lines_are_refused() {
    let too_many = "this file is too large: it has more than 100,000 lines";
    let paragraph = "<w:p><w:r><w:t>a</w:t></w:r></w:p>";
    assert_eq!(refusal(&Docx::of_body(&paragraph.repeat(100_001)).bytes()), too_many);
    assert_eq!(refusal("a\n".repeat(100_001).as_bytes()), too_many);
}

#[test]
fn paragraphs_that_go_on_without_end_take_time_in_proportion() {
    let open = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>ab </w:t></w:r></w:p>";
    let read = read_file(&Docx::of_body(&open.repeat(200_000)).bytes());
    assert_eq!(read.text.len(), 600_001);
}

#[test]
fn many_entries_and_entries_that_lead_out_are_refused() {
    let mut many = Docx::of_body("");
    for number in 0..4_100 {
        many = many.with(&format!("word/media/{number}"), "");
    }
    assert_eq!(refusal(&many.bytes()), "this file is too large: it has more than 4,096 entries");
    for name in ["../../x.xml", "word/../../x", "/etc/x", "C:\\x", "..\\x"] {
        let bytes = Docx::of_body("").with(name, "").bytes();
        assert_eq!(refusal(&bytes), format!("this file has an entry that leads out of it: `{name}`"));
    }
}

#[test]
fn a_document_type_and_unknown_names_are_refused() {
    let mut entities = "<!DOCTYPE x [<!ENTITY a0 \"lol\">".to_owned();
    for level in 1..10 {
        write!(entities, "<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10)).unwrap();
    }
    let text = "<w:document><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>";
    let refused = refusal(&Docx::new(&format!("{entities}]>{text}")).bytes());
    assert_eq!(refused, "this file defines an XML document type (DOCTYPE)");
    let refused = refusal(&Docx::new(text).bytes());
    assert_eq!(refused, "this file is damaged: its XML has a name that stands for nothing");
}

#[test]
fn deep_xml_is_refused() {
    let deep = "<w:p>".repeat(100_000) + &"</w:p>".repeat(100_000);
    let refused = refusal(&Docx::new(&deep).bytes());
    assert_eq!(refused, "this file is damaged: its XML is nested more than 256 deep");
}

#[test]
fn styles_that_are_based_on_each_other_come_to_an_end() {
    let style =
        |id: &str, base: &str| format!("<w:style w:styleId=\"{id}\"><w:basedOn w:val=\"{base}\"/></w:style>");
    let styles = format!("<w:styles>{}{}</w:styles>", style("A", "B"), style("B", "A"));
    let body = "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>Tekst</w:t></w:r></w:p>";
    let read = read_file(&Docx::of_body(body).with("word/styles.xml", styles).bytes());
    assert_eq!(read.text, "Tekst\n");
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused_or_read_and_never_panics() {
    let bytes = Docx::of_body("<w:p><w:r><w:t>Titel</w:t></w:r></w:p>").bytes();
    for end in 1..bytes.len() {
        assert!(read_file(&bytes[..end]).imported.draft.is_none(), "{end}");
    }
    let damaged = "this file is damaged: it begins as a zip file and does not go on as one";
    assert_eq!(refusal(&bytes[..bytes.len() / 2]), damaged);
    for document in ["<w:document><w:body><w:p>", "<w:document><w:p></w:body>", "<a b=>", "<w:t>\u{fffe}<"] {
        assert!(
            refusal(&Docx::new(document).bytes()).starts_with("this file is damaged: its XML"),
            "{document}"
        );
    }
}

#[test]
fn a_zip_file_without_a_word_document_is_named() {
    let only = |names: &[&str]| {
        let mut docx = Docx::empty();
        for name in names {
            docx = docx.with(name, "");
        }
        refusal(&docx.bytes())
    };
    assert_eq!(only(&["foto.jpg"]), "this is a zip file without a Word document in it");
    assert_eq!(only(&["ppt/presentation.xml"]), "this is a PowerPoint presentation");
    assert_eq!(only(&["META-INF/manifest.xml", "content.xml"]), "this is an OpenDocument file");
    assert_eq!(only(&["xl/workbook.xml"]), "this is an Excel workbook, which holds no profile");
    assert_eq!(only(&["word/x.xml"]), "this file is damaged: it has no text of a Word document in it");
}

/// A cell says how often it is repeated, and each repetition would have the text of its own.
#[test]
fn a_sheet_that_repeats_a_long_text_is_refused() {
    let sheet = |repeated: usize, length: usize| {
        let cell = format!(
            "<table:table-cell table:number-columns-repeated=\"{repeated}\"><text:p>{}</text:p></table:table-cell>",
            "b".repeat(length)
        );
        let rows = format!("<table:table-row table:number-rows-repeated=\"999\">{cell}</table:table-row>");
        let content = format!(
            "<office:spreadsheet><table:table table:name=\"S\">{rows}</table:table></office:spreadsheet>"
        );
        let bytes = Docx::empty()
            .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            .with("META-INF/manifest.xml", "")
            .with("content.xml", content)
            .bytes();
        spreadsheet::read(&bytes, "S", None).map(|read| read.sheets.len())
    };
    assert_eq!(sheet(100, 10).unwrap(), 1);
    let refused = sheet(1_000, 1_000_000).unwrap_err();
    assert_eq!(refused.message.english(), "this file is too large: its cells have more than 64 MB of text");
}

/// A workbook with these sheets (name and relation), of which `rows` are those of each; its cells share the text `shared`.
fn workbook(sheets: &[(String, String)], rows: &str, shared: &str) -> Result<usize, String> {
    let listed = |(name, part): &(String, String)| format!("<sheet name=\"{name}\" r:id=\"{part}\"/>");
    let listed: String = sheets.iter().map(listed).collect();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, what: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}/{what}\" Target=\"{target}\"/>")
    };
    let mut relations = relation("texts", "sharedStrings", "texts.xml");
    let mut book =
        Docx::empty().with("xl/workbook.xml", format!("<workbook><sheets>{listed}</sheets></workbook>"));
    for part in sheets.iter().map(|(_, part)| part).collect::<BTreeSet<_>>() {
        relations.push_str(&relation(part, "worksheet", &format!("{part}.xml")));
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        book = book.with(&format!("xl/{part}.xml"), sheet);
    }
    let relations = format!("<Relationships>{relations}</Relationships>");
    let texts = format!("<sst><si><t>{shared}</t></si></sst>");
    let bytes = book.with("xl/_rels/workbook.xml.rels", relations).with("xl/texts.xml", texts).bytes();
    let read = spreadsheet::read(&bytes, "S", None);
    read.map(|read| read.sheets.len()).map_err(|refusal| refusal.message.english())
}

fn sheets(count: usize) -> Vec<(String, String)> {
    (0..count).map(|number| (format!("S{number}"), format!("part{number}"))).collect()
}

/// Each cell would have a copy of the text that the file has once.
#[test]
fn cells_that_share_a_long_text_are_refused() {
    let rows = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(100)).repeat(30);
    assert_eq!(workbook(&sheets(1), &rows, &"x".repeat(300)), Ok(1));
    let refused = workbook(&sheets(1), &rows, &"x".repeat(30_000)).unwrap_err();
    assert_eq!(refused, "this file is too large: its cells have more than 64 MB of text");
}

#[test]
fn many_sheets_and_sheets_that_are_one_part_are_refused() {
    let rows = "<row><c t=\"s\"><v>0</v></c></row>";
    assert_eq!(workbook(&sheets(500), rows, "x"), Ok(500));
    let too_many = Err("this file is too large: it has more than 500 sheets".to_owned());
    assert_eq!(workbook(&sheets(501), rows, "x"), too_many);
    let twice = ["S1", "S2"].map(|name| (name.to_owned(), "part0".to_owned()));
    let damaged = "this file is damaged: two of its sheets are the same part of it";
    assert_eq!(workbook(&twice, rows, "x"), Err(damaged.to_owned()));
    let table = "<table:table table:name=\"S\"></table:table>";
    let content = format!("<office:spreadsheet>{}</office:spreadsheet>", table.repeat(501));
    let bytes = Docx::empty()
        .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .with("META-INF/manifest.xml", "")
        .with("content.xml", content)
        .bytes();
    let refused = spreadsheet::read(&bytes, "S", None).map(|read| read.sheets.len()).unwrap_err();
    assert_eq!(refused.message.english(), "this file is too large: it has more than 500 sheets");
}

/// Every second row of a sheet is hidden, and each of its cells is held against them.
#[test]
fn a_sheet_with_many_hidden_rows_comes_to_an_end() {
    let row = |number: usize| {
        let hidden = if number.is_multiple_of(2) { " hidden=\"1\"" } else { "" };
        format!("<row r=\"{number}\"{hidden}><c r=\"A{number}\" t=\"s\"><v>0</v></c></row>")
    };
    let rows: String = (1..=100_000).map(row).collect();
    assert_eq!(workbook(&sheets(1), &rows, "x"), Ok(1));
}

/// Each cell looks for the area that it is merged in, and each column for the rows of totals.
#[test]
fn a_table_with_many_columns_comes_to_an_end() {
    let rows = format!("M1;{}\n", vec!["x"; 8_000].join(";")).repeat(20);
    let file = SourcePath::new("m.csv");
    let read = profile_document::parse_with(&file, rows.as_bytes(), None, &ListOptions::default());
    assert!(read.imported.draft.is_none());
    assert_eq!(read.imported.diagnostics.len(), 1, "{:?}", read.imported.diagnostics);
}
