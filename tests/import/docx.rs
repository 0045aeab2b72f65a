//! Word documents: what is read of them, in a small writer's own words of XML.

use std::io::{Cursor, Write};

use leerlijn::diagnostics::Code;
use leerlijn::import::ImportedDocument;
use leerlijn::import::{ExistingIds, markdown};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{profile, read, read_file, said};

const SEED: &str = include_str!("klantcontactmedewerker.txt");
const BICYCLES: &str = include_str!("fietshersteller.txt");

/// A Word document in the making.
pub(crate) struct Docx {
    parts: Vec<(String, Vec<u8>)>,
}

impl Docx {
    /// One with `document` as its text.
    pub(crate) fn new(document: &str) -> Self {
        Self::empty().with("word/document.xml", document)
    }

    /// One without any part.
    pub(crate) fn empty() -> Self {
        Self { parts: Vec::new() }
    }

    /// One with `body` as the body of its text.
    pub(crate) fn of_body(body: &str) -> Self {
        Self::new(&format!(
            "<?xml version=\"1.0\"?>\n<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        ))
    }

    /// With a further part.
    pub(crate) fn with(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.parts.push((name.to_owned(), content.as_ref().to_vec()));
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

pub(crate) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:a=\"urn:a\" xmlns:v=\"urn:v\" \
    xmlns:wps=\"urn:wps\"";

/// A bullet that exists only in a style two steps up, a heading by name, and one by its outline level.
const STYLES: &str = r#"<w:styles>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/></w:style>
<w:style w:type="paragraph" w:styleId="Deelkop"><w:name w:val="Deel"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="Lijst"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Lijst2"><w:name w:val="Lijst twee"/><w:basedOn w:val="Lijst"/></w:style>
<w:style w:type="paragraph" w:styleId="Competentie"><w:name w:val="Competentie"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Nota"><w:name w:val="Nota"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering>
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Competentie %1:"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="9"/></w:num>
</w:numbering>"#;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The runs of `text`: signs that Word has elements for are written as those.
pub(crate) fn runs(text: &str) -> String {
    let text = escaped(text).replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// `text` in the `way` that Word might have it, which differs from paragraph to paragraph.
fn content(text: &str, way: usize) -> String {
    let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let (start, end) = (runs(&text[..half]), runs(&text[half..]));
    match way % 8 {
        0 => runs(text),
        1 => format!("{start}<w:smartTag w:element=\"place\"><w:smartTagPr/>{end}</w:smartTag>"),
        2 => format!("{start}<w:del><w:r><w:delText>anders</w:delText></w:r></w:del><w:ins>{end}</w:ins>"),
        3 => format!("{start}<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>{end}"),
        4 => runs(text).replace('-', "</w:t><w:noBreakHyphen/><w:t>"),
        5 => start.replace("</w:t></w:r>", "</w:t><w:softHyphen/></w:r>") + &end,
        6 => format!(
            "{start}<w:hyperlink><w:bookmarkStart/>{end}</w:hyperlink><w:r><w:rPr><w:rStyle w:val=\"Nota\"/></w:rPr><w:t>!</w:t></w:r>"
        ),
        _ => format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{start}{end}</w:sdtContent></w:sdt>"
        ),
    }
}

pub(crate) fn paragraph(style: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{content}</w:p>")
}

/// The document that Word would save as `text`: bullets by an inherited style, headings by style, every
/// third competence in a table.
fn word_for(text: &str) -> Docx {
    let mut body = String::new();
    let mut in_table = false;
    for (way, line) in text.lines().enumerate() {
        let shouted = line.len() > 5 && line == line.to_uppercase() && !line.starts_with('·');
        if in_table && (line.starts_with("Competentie") || shouted) {
            body.push_str("</w:tc></w:tr></w:tbl>");
            in_table = false;
        }
        if line.starts_with("Competentie") && way % 3 == 0 {
            body.push_str("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>");
            in_table = true;
        }
        body.push_str(&match line.strip_prefix("· ").or(line.strip_prefix("- ")) {
            Some(item) => paragraph(if way % 2 == 0 { "Lijst" } else { "Lijst2" }, &content(item, way)),
            None if line.starts_with("Competentie") || shouted => paragraph("Deelkop", &content(line, way)),
            None => format!("<w:p>{}</w:p>", content(line, way)),
        });
    }
    if in_table {
        body.push_str("</w:tc></w:tr></w:tbl>");
    }
    Docx::of_body(&body).with("word/styles.xml", STYLES).with("word/numbering.xml", NUMBERING)
}

/// The markdown of the profile in `document`.
fn written(document: &ImportedDocument) -> String {
    let imported = &document.imported;
    let draft = imported.draft.as_ref().unwrap_or_else(|| panic!("{:?}", imported.diagnostics));
    markdown::write(draft, &ExistingIds::default())
}

#[test]
fn a_text_and_the_word_document_of_it_give_one_profile() {
    for text in [SEED, BICYCLES] {
        let document = read_file(&word_for(text).bytes());
        assert_eq!(written(&document), markdown::write(&profile(text), &ExistingIds::default()));
    }
}

#[test]
fn what_is_odd_in_a_text_is_odd_in_the_word_document_of_it() {
    let odd = |imported: leerlijn::import::Imported| -> Vec<String> {
        let odd = imported.diagnostics.into_iter().filter(|said| said.code != Code::L702);
        odd.filter(|said| said.code != Code::L710).map(|said| said.message.english()).collect()
    };
    assert_eq!(odd(read_file(&word_for(SEED).bytes()).imported), odd(read(SEED)));
}

#[test]
fn documents_of_several_programs_give_the_profile_of_the_text() {
    for (program, bytes) in [
        ("python-docx", include_bytes!("word/python-docx.docx").as_slice()),
        ("pandoc", include_bytes!("word/pandoc.docx")),
        ("LibreOffice", include_bytes!("word/libreoffice.docx")),
    ] {
        let expected = markdown::write(&profile(BICYCLES), &ExistingIds::default());
        assert_eq!(written(&read_file(bytes)), expected, "{program}");
    }
}

/// The document as text, and what is said about it, with `body` below a profile that is complete.
fn with_body(body: &str) -> (String, Vec<String>) {
    let start =
        ["Titel", "Kok", "Competentie 1:", "Bereidt soep"].map(|line| format!("<w:p>{}</w:p>", runs(line)));
    let document = Docx::of_body(&(start.concat() + body))
        .with("word/styles.xml", STYLES)
        .with("word/numbering.xml", NUMBERING)
        .with("word/footnotes.xml", FOOTNOTES);
    let document = read_file(&document.bytes());
    let said = said(&document.text, document.imported.diagnostics);
    let text = document.text.strip_prefix("Titel\nKok\nCompetentie 1:\nBereidt soep\n");
    (text.unwrap_or_else(|| panic!("{said:?} {}", document.text)).to_owned(), said)
}

const FOOTNOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Ook koude</w:t></w:r></w:p><w:p><w:r><w:t>soep.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

#[track_caller]
fn assert_text(body: &str, expected: &str) {
    assert_eq!(with_body(body).0, expected);
}

#[test]
fn a_bullet_is_read_of_a_paragraph_of_its_style_and_of_the_name_of_its_style() {
    let direct =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>".to_owned();
    assert_text(&(direct + &runs("Roert") + "</w:p>"), "· Roert\n");
    assert_text(&paragraph("Lijst2", &runs("Proeft")), "· Proeft\n");
    let none =
        "<w:p><w:pPr><w:pStyle w:val=\"Lijst\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>".to_owned();
    assert_text(&(none + &runs("Geen punt") + "</w:p>"), "Geen punt\n");
}

#[test]
fn numbers_are_those_that_word_shows() {
    let items = ["Kookt", "Bakt"].map(|title| paragraph("Competentie", &runs(title))).concat();
    assert_text(&items, "Competentie 1: Kookt\nCompetentie 2: Bakt\n");
    let roman =
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"6\"/></w:numPr></w:pPr><w:r><w:t>Bijlage</w:t></w:r></w:p>";
    assert_text(&roman.repeat(2), "I. Bijlage\nII. Bijlage\n");
}

#[test]
fn breaks_part_a_paragraph_but_not_an_item() {
    let broken = "<w:r><w:t>Snijdt</w:t><w:br/><w:t>fijn</w:t></w:r>";
    assert_text(&format!("<w:p>{broken}</w:p>"), "Snijdt\nfijn\n");
    assert_text(&paragraph("Lijst", broken), "· Snijdt fijn\n");
}

#[test]
fn the_letters_of_a_paragraph_are_those_that_are_seen() {
    let changes = "<w:p><w:pPr><w:rPr><w:del/></w:rPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Lijst\"/></w:pPr>\
        </w:pPrChange></w:pPr><w:r><w:t>Een </w:t></w:r></w:p><w:p><w:r><w:t>zin</w:t></w:r><w:moveFrom><w:r><w:t>weg\
        </w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText><w:t>.</w:t></w:r></w:p>";
    assert_text(changes, "Een zin.\n");
    let shown = "<w:p><w:r><w:rPr><w:rStyle w:val=\"Nota\"/><w:vanish w:val=\"0\"/></w:rPr><w:t>Toch</w:t></w:r>\
        <w:r><w:t> co</w:t><w:noBreakHyphen/><w:t>&#233;&amp;</w:t><w:sym w:font=\"x\" w:char=\"2026\"/></w:r></w:p>";
    assert_text(shown, "Toch co-é&…\n");
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>Kader</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><a:p><a:t>nee</a:t></a:p><wps:txbx>{inside}\
         </wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>Tekst</w:t></w:r></w:p>"
    );
    assert_text(&body, "Tekst\nKader\n");
}

#[test]
fn tables_are_read_row_by_row_and_tables_of_contents_not() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/><w:p>{}</w:p></w:tc>", runs(text));
    let table = format!("<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>", cell("Code"), cell(""), cell("BK-0001"));
    assert_text(&table, "Code\nBK-0001\n");
    let contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
        <w:sdtContent><w:p><w:r><w:t>Titel 3</w:t></w:r></w:p></w:sdtContent></w:sdt>".to_owned()
        + &paragraph("Inhopg1", &runs("Kennis 4"))
        + &paragraph("Lijst", &runs("Roert"));
    let (text, said) = with_body(&contents);
    assert_eq!(text.trim_start(), "· Roert\n");
    assert!(
        said.iter().any(|line| line.ends_with("note[L710] the table of contents is left out")),
        "{said:?}"
    );
}

#[test]
fn a_footnote_is_kept_below_the_text_with_what_it_hangs_on() {
    let item = paragraph("Lijst", &(runs("Kookt soep") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"));
    let (text, said) = with_body(&item);
    assert_eq!(text, "· Kookt soep\n\nVoetnoten\nBij \"Kookt soep\": Ook koude soep.\n");
    assert!(said.iter().any(|line| line.contains("L707")), "{said:?}");
}

#[test]
fn parts_with_other_names_and_in_utf_16_are_found() {
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"/word/tekst.xml\"/>\
        </Relationships>";
    let styles = "<Relationships><Relationship Id=\"r1\" Type=\"http://x/styles\" Target=\"stijl/s.xml\"/></Relationships>";
    let lines: String =
        ["Titel", "Kok", "Competentie 1:", "Kookt"].map(|line| format!("<w:p>{}</w:p>", runs(line))).concat();
    let document = format!(
        "\u{feff}<w:document {NAMESPACES}><w:body>{lines}{}</w:body></w:document>",
        paragraph("X", &runs("Roert in één pot"))
    );
    let wide: Vec<u8> = document.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let named = "<w:styles><w:style w:styleId=\"X\"><w:name w:val=\"List Bullet 2\"/></w:style></w:styles>";
    let docx = Docx::empty()
        .with("_rels/.rels", relations)
        .with("word/_rels/tekst.xml.rels", styles)
        .with("word/stijl/s.xml", named)
        .with("word/tekst.xml", wide);
    assert!(written(&read_file(&docx.bytes())).contains("- Roert in één pot {#c1.1}"));
}

/// A numbering with two levels of bullets.
const TWO_LEVELS: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

fn bullet(depth: u8, text: &str) -> String {
    let place = format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"3\"/></w:numPr>");
    format!("<w:p><w:pPr>{place}</w:pPr>{}</w:p>", runs(text))
}

fn plain(text: &str) -> String {
    format!("<w:p>{}</w:p>", runs(text))
}

fn row(cells: &[&str]) -> String {
    let cells =
        cells.iter().map(|text| format!("<w:tc>{}</w:tc>", text.split('|').map(plain).collect::<String>()));
    format!("<w:tr>{}</w:tr>", cells.collect::<String>())
}

/// The profile below the front matter of a document with `body`, and what is said.
fn profile_of(body: &str, further: &[(&str, &str)]) -> (String, Vec<String>) {
    let mut docx = Docx::of_body(body).with("word/styles.xml", STYLES).with("word/numbering.xml", TWO_LEVELS);
    for (name, content) in further {
        docx = docx.with(name, content);
    }
    let document = read_file(&docx.bytes());
    let text = written(&document);
    let body = text.splitn(3, "+++\n").nth(2).unwrap().trim_start().to_owned();
    (body, said(&document.text, document.imported.diagnostics))
}

#[test]
fn a_bullet_below_another_one_explains_it() {
    let start: String = ["Titel", "Kok", "Competentie 1:", "Bereidt soep"].map(plain).concat();
    let list =
        bullet(0, "Snijdt groenten") + &bullet(1, "wortels") + &bullet(1, "prei") + &bullet(0, "Roert");
    let (body, said) = profile_of(&(start + &list), &[]);
    assert_eq!(
        body,
        "## Bereidt soep {#c1 .competence}\n\n- Snijdt groenten {#c1.1}\n  - wortels\n  - prei\n- Roert {#c1.2}\n"
    );
    assert!(said.iter().any(|line| line.contains("2 bullets below others explain them")), "{said:?}");
}

#[test]
fn tables_of_a_profile_are_its_lists() {
    let start: String = ["Titel", "Kok", "Competentie 1:", "Bereidt soep"].map(plain).concat();
    let table = format!("<w:tbl>{}{}</w:tbl>", row(&["1.1", "Snijdt groenten"]), row(&["1.2", "Roert"]));
    let (body, _) = profile_of(&(start + &table), &[]);
    assert_eq!(body, "## Bereidt soep {#c1 .competence}\n\n- Snijdt groenten {#c1.1}\n- Roert {#c1.2}\n");
    let start: String = ["Titel", "Onthaal"].map(plain).concat();
    let rows = [
        row(&["Competentie", "Activiteiten", "Kennis"]),
        row(&["Onthaalt bezoekers", "Begroet|Noteert de naam", "Omgangsvormen"]),
        row(&["Beheert de agenda", "Plant een afspraak", "Kalenders"]),
    ];
    let (body, _) = profile_of(&format!("{start}<w:tbl>{}</w:tbl>", rows.concat()), &[]);
    assert_eq!(
        body,
        "## Onthaalt bezoekers {#c1 .competence}\n\n- Begroet {#c1.1}\n- Noteert de naam {#c1.2}\n\n### Kennis {.knowledge}\n\n- [[k.omgangsvormen]]\n\n\
         ## Beheert de agenda {#c2 .competence}\n\n- Plant een afspraak {#c2.1}\n\n### Kennis {.knowledge}\n\n- [[k.kalenders]]\n\n\
         ## Kennis {.knowledge}\n\n- Omgangsvormen {#k.omgangsvormen}\n- Kalenders {#k.kalenders}\n"
    );
}

#[test]
fn a_part_that_was_put_in_as_html_is_read_and_any_other_is_said() {
    let relations = "<Relationships><Relationship Id=\"h\" Type=\"http://x/aFChunk\" Target=\"afchunk.htm\"/>\
        <Relationship Id=\"d\" Type=\"http://x/aFChunk\" Target=\"afchunk.docx\"/></Relationships>";
    let start: String = ["Titel", "Kok", "Competentie 1:", "Bereidt soep"].map(plain).concat();
    let body = start + "<w:altChunk r:id=\"h\"/><w:altChunk r:id=\"d\"/>";
    let html = "<html><body><ul><li>Snijdt groenten</li><li>Roert</li></ul></body></html>";
    let (body, said) = profile_of(
        &body,
        &[
            ("word/_rels/document.xml.rels", relations),
            ("word/afchunk.htm", html),
            ("word/afchunk.docx", "PK"),
        ],
    );
    assert_eq!(body, "## Bereidt soep {#c1 .competence}\n\n- Snijdt groenten {#c1.1}\n- Roert {#c1.2}\n");
    assert!(said.iter().any(|line| line.contains("1 part that another program put in")), "{said:?}");
}

#[test]
fn a_list_of_outcomes_in_word_is_known_by_its_headings_bullets_and_tables() {
    let heading = |text: &str| paragraph("Kop1", &runs(text));
    let list = heading("Leerresultaten van het eerste jaar")
        + &bullet(0, "LR1: Leest een tekst")
        + &bullet(0, "LR2: Schrijft een tekst")
        + &bullet(1, "een mail of een brief");
    let (body, _) = profile_of(&list, &[]);
    assert_eq!(
        body,
        "## Leest een tekst {#LR1 .competence}\n\n## Schrijft een tekst {#LR2 .competence}\n\neen mail of een brief\n"
    );
    let rows = [
        row(&["Domein", "Code", "Leerresultaat"]),
        row(&["Taal", "T1", "Leest een tekst met begrip"]),
        row(&["Taal", "T2", "Schrijft een tekst voor anderen"]),
    ];
    let (body, _) = profile_of(&format!("{}<w:tbl>{}</w:tbl>", heading("Leerplan"), rows.concat()), &[]);
    assert_eq!(
        body,
        "## Taal {#c1 .competence}\n\n- Leest een tekst met begrip {#T1}\n- Schrijft een tekst voor anderen {#T2}\n"
    );
}
