//! Word documents as course texts: what comes along, in which markdown, and what is said of the rest.

use std::collections::BTreeSet;
use std::fmt::Write;

use expect_test::{Expect, expect};
use leerlijn::import::course::{
    self, Arrangement, Chapters, CourseFile, FileContent, ImportedCourse, PageRole, SiteFacts,
};

use crate::docx::{Docx, NAMESPACES, paragraph, runs};

const STYLES: &str = r#"<w:styles>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Lijstalinea"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Zwaar"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Les %1:"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
</w:numbering>"#;

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="rId1" Type="http://x/hyperlink" Target="https://www.voorbeeld.be/les" TargetMode="External"/>
<Relationship Id="rId2" Type="http://x/image" Target="media/image1.png"/>
<Relationship Id="rId3" Type="http://x/image" Target="media/image2.emf"/>
<Relationship Id="rId4" Type="http://x/image" Target="https://elders.be/foto.png" TargetMode="External"/>
<Relationship Id="rId5" Type="http://x/footnotes" Target="footnotes.xml"/>
<Relationship Id="rId6" Type="http://x/comments" Target="comments.xml"/>
<Relationship Id="rId7" Type="http://x/header" Target="header1.xml"/>
<Relationship Id="rId8" Type="http://x/hyperlink" Target="file:///C:/Users/jan/plan.docx" TargetMode="External"/>
</Relationships>"#;

const FOOTNOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Uit het handboek.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

/// A document with `body`, and with everything else that one may have.
pub(crate) fn word(body: &str) -> Docx {
    let part = |name: &str, content: &str| format!("<w:{name} {NAMESPACES}>{content}</w:{name}>");
    Docx::of_body(body)
        .with("word/styles.xml", STYLES)
        .with("word/numbering.xml", NUMBERING)
        .with("word/_rels/document.xml.rels", RELATIONS)
        .with("word/footnotes.xml", FOOTNOTES)
        .with(
            "word/comments.xml",
            part(
                "comments",
                &format!("<w:comment w:id=\"0\"><w:p>{}</w:p></w:comment>", runs("nog nakijken")),
            ),
        )
        .with("word/header1.xml", part("hdr", &format!("<w:p>{}</w:p>", runs("Academie 2026"))))
        .with("word/media/image1.png", b"\x89PNG\r\n\x1a\nbeeld")
        .with("word/media/image2.emf", b"\x01\0\0\0")
}

/// What the document becomes as a module.
pub(crate) fn import(document: &Docx, chapters: Chapters) -> ImportedCourse {
    let files = [CourseFile { path: "M05 Klachten.docx".to_owned(), bytes: Some(document.bytes()) }];
    let arrangement = Arrangement::One {
        file: "M05 Klachten.docx".to_owned(),
        role: PageRole::Module,
        folder: "content/modules".to_owned(),
        chapters,
    };
    course::import(
        &files,
        &arrangement,
        &SiteFacts { texts: &BTreeSet::new(), language: "nl", is_known: &|_| false },
    )
}

/// All files and remarks of `course` as one text.
pub(crate) fn shown(course: &ImportedCourse) -> String {
    let mut shown = String::new();
    for file in &course.files {
        match &file.content {
            FileContent::Text(text) => write!(shown, "== {}\n{text}", file.path).unwrap(),
            FileContent::Bytes(bytes) => writeln!(shown, "== {} ({} bytes)", file.path, bytes.len()).unwrap(),
            FileContent::CopyOf(source) => writeln!(shown, "== {} < {source}", file.path).unwrap(),
        }
    }
    for (file, left) in &course.left {
        writeln!(shown, "-- {file} | {} | {}", left.place.english(), left.what.english()).unwrap();
    }
    for (file, refusal) in &course.refused {
        writeln!(shown, "-- {file} refused: {}", refusal.message.english()).unwrap();
    }
    course
        .passed_over
        .iter()
        .for_each(|(file, why)| writeln!(shown, "-- {file} passed over: {}", why.english()).unwrap());
    course.unused.iter().for_each(|file| writeln!(shown, "-- {file} unused").unwrap());
    shown
}

#[track_caller]
fn check(body: &str, wanted: &Expect) {
    wanted.assert_eq(&shown(&import(&word(body), Chapters::Together)));
}

fn formatted(properties: &str, text: &str) -> String {
    runs(text).replace("<w:r>", &format!("<w:r><w:rPr>{properties}</w:rPr>"))
}

fn item(list: u32, depth: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Lijstalinea\"/><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        runs(text)
    )
}

fn plain(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn cell(properties: &str, text: &str) -> String {
    let text = if text.is_empty() { "<w:p/>".to_owned() } else { plain(&runs(text)) };
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>")
}

fn picture(id: &str, alternative: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Afbeelding 1\" descr=\"{alternative}\"/><a:graphic><a:graphicData uri=\"picture\"><pic:pic><pic:blipFill><a:blip r:embed=\"{id}\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

#[test]
fn headings_lists_and_forms_become_plain_markdown() {
    let body = [
        paragraph("Titel", &runs("M05 – Omgaan met klachten")),
        plain(&format!(
            "{}{}{}{}",
            runs("Je blijft "),
            formatted("<w:b/>", "rus"),
            formatted("<w:b/>", "tig "),
            runs("en luistert.")
        )),
        paragraph("Kop1", &runs("Vooraf")),
        item(1, 0, "een pen"),
        item(1, 1, "blauw"),
        item(1, 0, "papier"),
        paragraph("Lijstalinea", &runs("Liefst gelijnd.")),
        item(2, 0, "Lees."),
        item(2, 0, "Schrijf."),
        plain(&runs("Dan pauze.")),
        item(2, 0, "Lees na."),
        paragraph("Kop2", &runs("Oefening #1")),
        paragraph("Citaat", &runs("Wie luistert,")),
        paragraph("Citaat", &runs("hoort meer.")),
        plain(&format!("{}<w:r><w:br/></w:r>{}", runs("Tel: 012"), runs("2024. Een jaar"))),
        plain(&runs("• eerst dit")),
        plain(&runs("• dan dat")),
        plain(&runs("3 * 4 [x] <b> a_b #x &amp; {#c1}")),
        plain(&format!("{}{}", formatted("<w:b/>", "\"Stop\""), runs("pen is *geen* goed idee."))),
    ];
    check(
        &body.concat(),
        &expect![[r#"
            == content/modules/m05-klachten/index.md
            +++
            title = "Omgaan met klachten"
            code = "M05"
            +++

            Je blijft **rustig** en luistert.

            ## Vooraf

            - een pen

              - blauw

            - papier

              Liefst gelijnd.

            1. Lees.
            2. Schrijf.

            Dan pauze.

            3. Lees na.

            ### Oefening \#1

            > Wie luistert,
            >
            > hoort meer.

            Tel: 012\
            2024\. Een jaar

            - eerst dit
            - dan dat

            3 \* 4 \[x\] \<b> a_b \#x \&amp; \{#c1\}

            <strong>"Stop"</strong>pen is \*geen\* goed idee.
            -- M05 Klachten.docx |  | the head of the pages: "Academie 2026"
        "#]],
    );
}

/// A link as older versions of Word made it.
fn field(text: &str) -> String {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = "<w:r><w:instrText> HYPERLINK \"https://oud.be/\" \\o \"tip\" </w:instrText></w:r>";
    format!("{}{instruction}{}{}{}", sign("begin"), sign("separate"), runs(text), sign("end"))
}

/// A text box in both of its forms.
fn text_box(text: &str) -> String {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", plain(&runs(text)));
    format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

#[test]
fn links_notes_pictures_and_boxes_come_along() {
    let body = [
        paragraph(
            "Kop1",
            &format!("<w:bookmarkStart w:id=\"1\" w:name=\"_Toc1\"/>{}", runs("De boze beller")),
        ),
        plain(&format!(
            "{}<w:hyperlink r:id=\"rId1\">{}</w:hyperlink>{}{}{}<w:hyperlink w:anchor=\"_Toc1\">{}</w:hyperlink>{}",
            runs("Zie "),
            runs("de les"),
            runs(", "),
            field("een oude link"),
            runs(" en "),
            runs("hierboven"),
            runs(".")
        )),
        plain(&format!(
            "{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}",
            runs("Dat staat vast!"),
            runs(" Altijd.")
        )),
        plain(&picture("rId2", "Een telefoon")),
        plain(&format!("{}{}", runs("Water koken."), text_box("Let op: heet!"))),
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", "Een kader van één cel")),
        plain(&picture("rId2", "")),
        paragraph("Kop1", &runs("Nadien")),
        plain(&format!(
            "{}{}{}{}",
            runs("m"),
            formatted("<w:vertAlign w:val=\"superscript\"/>", "2"),
            formatted("<w:strike/>", " fout"),
            runs(" goed")
        )),
    ];
    check(
        &body.concat(),
        &expect![[r#"
            == content/modules/m05-klachten/m05-klachten-1.png (13 bytes)
            == content/modules/m05-klachten/index.md
            +++
            title = "Klachten"
            code = "M05"
            +++

            ## De boze beller

            Zie [de les](https://www.voorbeeld.be/les), [een oude link](https://oud.be/) en [hierboven](#de-boze-beller).

            Dat staat vast![^1] Altijd.

            ![Een telefoon](m05-klachten-1.png)

            Water koken.

            > Let op: heet!

            > Een kader van één cel

            ![](m05-klachten-1.png)

            ## Nadien

            m<sup>2</sup> ~~fout~~ goed

            [^1]: Uit het handboek.
            -- M05 Klachten.docx |  | the head of the pages: "Academie 2026"
        "#]],
    );
}

#[test]
fn tables_keep_their_merged_cells() {
    let simple = format!(
        "<w:tbl><w:tblPr><w:tblLook w:val=\"04A0\"/></w:tblPr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "Week"),
        cell("", "Onderwerp"),
        cell("", "1"),
        cell("", "Luisteren | praten")
    );
    let merged = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("", "Dag"),
        cell("<w:gridSpan w:val=\"2\"/>", "Uren"),
        cell("<w:vMerge w:val=\"restart\"/>", "maandag"),
        cell("", "1"),
        format_args!("<w:tc><w:tcPr/>{}{}</w:tc>", item(1, 0, "lezen"), item(1, 0, "schrijven")),
        cell("<w:vMerge/>", ""),
        cell("", "2"),
        cell("", "<rust>")
    );
    let headless = format!(
        "<w:tbl><w:tblPr><w:tblLook w:firstRow=\"0\"/></w:tblPr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "a"),
        cell("", "b"),
        cell("", "c"),
        cell("", "d")
    );
    check(
        &[simple, plain(&runs("Tussenin.")), merged, headless].concat(),
        &expect![[r#"
        == content/modules/m05-klachten/index.md
        +++
        title = "Klachten"
        code = "M05"
        +++

        | Week | Onderwerp           |
        |------|---------------------|
        | 1    | Luisteren \| praten |

        Tussenin.

        <table>
        <tr><th scope="col">Dag</th><th scope="col" colspan="2">Uren</th></tr>
        <tr>
        <td rowspan="2">maandag</td>
        <td>1</td>
        <td>

        - lezen
        - schrijven

        </td>
        </tr>
        <tr><td>2</td><td>&lt;rust&gt;</td></tr>
        </table>

        <table>
        <tr><td>a</td><td>b</td></tr>
        <tr><td>c</td><td>d</td></tr>
        </table>
        -- M05 Klachten.docx |  | the head of the pages: "Academie 2026"
    "#]],
    );
}

#[test]
fn what_does_not_come_along_is_named_with_its_words_and_its_place() {
    let body = [
        format!(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            plain(&runs("Inhoud"))
        ),
        paragraph("Kop1", &runs("Les 2")),
        plain(&format!(
            "{}<w:del><w:r><w:delText>oude tekst</w:delText></w:r></w:del><w:r><w:commentReference w:id=\"0\"/></w:r>",
            runs("Nieuwe tekst.")
        )),
        plain(&format!("{}{}", runs("Zichtbaar."), formatted("<w:vanish/>", "geheim"))),
        plain(&picture("rId3", "Schema van de keuken")),
        plain(&picture("rId4", "")),
        plain(
            "<w:r><w:drawing><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"/></a:graphic></w:drawing></w:r>",
        ),
        plain(&format!("<w:hyperlink r:id=\"rId8\">{}</w:hyperlink>", runs("het plan"))),
        "<w:altChunk r:id=\"rId9\"/>".to_owned(),
        plain("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"),
        plain(
            "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:r><w:sym w:font=\"Webdings\" w:char=\"F066\"/></w:r>",
        ),
    ];
    check(
        &body.concat(),
        &expect![[r#"
            == content/modules/m05-klachten/index.md
            +++
            title = "Les 2"
            code = "M05"
            +++

            Nieuwe tekst.

            Zichtbaar.

            het plan

            a+b

            ✓
            -- M05 Klachten.docx |  | the table of contents; the site makes its own
            -- M05 Klachten.docx | below "Les 2", at "Nieuwe tekst." | text that was deleted: "oude tekst"
            -- M05 Klachten.docx | below "Les 2", at "Nieuwe tekst." | a comment: "nog nakijken"
            -- M05 Klachten.docx | below "Les 2", at "Zichtbaar." | hidden text: "geheim"
            -- M05 Klachten.docx | below "Les 2" | a picture of a kind that browsers do not show (`image2.emf`): "Schema van de keuken"
            -- M05 Klachten.docx | below "Les 2" | a picture that is not in the document itself: https://elders.be/foto.png
            -- M05 Klachten.docx | below "Les 2" | a chart
            -- M05 Klachten.docx | below "Les 2" | a part that was inserted from another file; copy its text from Word
            -- M05 Klachten.docx | below "Les 2", at "a+b" | the form of a formula, of which the signs came along: "a+b"
            -- M05 Klachten.docx | below "Les 2", at "✓" | a sign of Webdings
            -- M05 Klachten.docx |  | the head of the pages: "Academie 2026"
            -- M05 Klachten.docx | below "Les 2" | the link of "het plan" to `file:///C:/Users/jan/plan.docx`, which is not on the site
        "#]],
    );
}

#[test]
fn chapters_become_lessons_in_their_order() {
    let body = [
        plain(&runs("Waarover deze module gaat.")),
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:bookmarkStart w:name=\"een\"/>{}</w:p>",
            runs("Onthaal")
        ),
        paragraph("Kop2", &runs("Vooraf")),
        plain(&format!(
            "{}{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
            runs("Tekst."),
            picture("rId2", "Foto")
        )),
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr>{}</w:p>",
            runs("Afscheid")
        ),
        plain(&format!(
            "<w:hyperlink w:anchor=\"een\">{}</w:hyperlink><w:r><w:footnoteReference w:id=\"2\"/></w:r>",
            runs("zie les 1")
        )),
    ];
    expect![[r#"
        == content/modules/m05-klachten/m05-klachten-1.png (13 bytes)
        == content/modules/m05-klachten/index.md
        +++
        title = "Klachten"
        code = "M05"
        +++

        Waarover deze module gaat.
        == content/modules/m05-klachten/01-les-1-onthaal.md
        +++
        title = "Les 1: Onthaal"
        +++

        ## Vooraf

        Tekst.![Foto](m05-klachten-1.png)[^1]

        [^1]: Uit het handboek.
        == content/modules/m05-klachten/02-les-2-afscheid.md
        +++
        title = "Les 2: Afscheid"
        +++

        [zie les 1](01-les-1-onthaal.md)[^1]

        [^1]: Uit het handboek.
        -- M05 Klachten.docx |  | the head of the pages: "Academie 2026"
    "#]]
    .assert_eq(&shown(&import(&word(&body.concat()), Chapters::Apart)));
}

#[test]
fn a_file_that_is_no_word_document_says_what_it_is() {
    let import = |bytes: &[u8]| {
        let files = [CourseFile { path: "les.docx".to_owned(), bytes: Some(bytes.to_vec()) }];
        let arrangement = Arrangement::Modules { name: "x".to_owned() };
        shown(&course::import(
            &files,
            &arrangement,
            &SiteFacts { texts: &BTreeSet::new(), language: "nl", is_known: &|_| false },
        ))
    };
    assert_eq!(import(b"%PDF-1.4 \xFF"), "-- les.docx refused: this is a PDF document\n");
    assert_eq!(import(b"gewone tekst"), "-- les.docx refused: this is plain text and not a Word document\n");
    let out = Docx::of_body("").with("../../weg.png", "x").bytes();
    assert_eq!(
        import(&out),
        "-- les.docx refused: this file has an entry that leads out of it: `../../weg.png`\n"
    );
    let bomb =
        Docx::of_body(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "bom ".repeat(20 << 20))).bytes();
    assert_eq!(
        import(&bomb),
        "-- les.docx refused: this file is too large: unpacked it has more than 64 MB\n"
    );
    let deep =
        Docx::of_body(&("<w:tbl><w:tr><w:tc>".repeat(100) + &"</w:tc></w:tr></w:tbl>".repeat(100))).bytes();
    assert_eq!(
        import(&deep),
        "-- les.docx refused: this file is damaged: its XML is nested more than 256 deep\n"
    );
}

#[test]
fn a_relation_never_reads_what_is_not_in_the_document() {
    let relations = r#"<Relationships><Relationship Id="rId1" Type="http://x/image" Target="../../../etc/hostname"/>
        <Relationship Id="rId2" Type="http://x/image" Target="file:///etc/hostname" TargetMode="External"/></Relationships>"#;
    let body = format!("{}{}", plain(&picture("rId1", "a")), plain(&picture("rId2", "b")));
    let course =
        import(&Docx::of_body(&body).with("word/_rels/document.xml.rels", relations), Chapters::Together);
    expect![[r#"
        == content/modules/m05-klachten/index.md
        +++
        title = "Klachten"
        code = "M05"
        +++
        -- M05 Klachten.docx |  | a picture of a kind that browsers do not show (`hostname`): "a"
        -- M05 Klachten.docx |  | a picture that is not in the document itself: file:///etc/hostname
    "#]]
    .assert_eq(&shown(&course));
}

/// What the text of a course with this name is refused with; none where it comes along.
fn refused(path: &str, bytes: Vec<u8>) -> Option<String> {
    let files = [CourseFile { path: path.to_owned(), bytes: Some(bytes) }];
    let arrangement = Arrangement::One {
        file: path.to_owned(),
        role: PageRole::Page,
        folder: "content".to_owned(),
        chapters: Chapters::Together,
    };
    let facts = SiteFacts { texts: &BTreeSet::new(), language: "nl", is_known: &|_| false };
    let course = course::import(&files, &arrangement, &facts);
    assert_eq!(course.pages.len() + course.refused.len(), 1);
    course.refused.first().map(|(_, refusal)| refusal.message.english())
}

#[test]
fn a_text_that_is_longer_than_a_page_may_be_is_refused() {
    let paragraph = |letters: usize| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(letters));
    let whole = paragraph(100_000).repeat(40);
    assert_eq!(refused("t.docx", Docx::of_body(&whole).bytes()), None);
    let too_long = Docx::of_body(&(whole + &paragraph(1))).bytes();
    let said = "this text is too long: it has more than 4 MB of text";
    assert_eq!(refused("t.docx", too_long).as_deref(), Some(said));
    // A paragraph and its run are elements too.
    let breaks =
        |count: usize| Docx::of_body(&format!("<w:p><w:r>{}</w:r></w:p>", "<w:br/>".repeat(count))).bytes();
    // Breaks alone are no text, but not too long either.
    assert_eq!(refused("t.docx", breaks(499_998)).as_deref(), Some("this document has no text"));
    let said = "this text is too long: a paragraph or a table of it has more than 500,000 elements";
    assert_eq!(refused("t.docx", breaks(499_999)).as_deref(), Some(said));
}

#[test]
fn a_text_with_more_paragraphs_than_a_profile_may_have_lines_is_refused() {
    let said = "this text is too long: it has more than 100,000 lines";
    let paragraphs = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(100_001);
    assert_eq!(refused("t.docx", Docx::of_body(&paragraphs).bytes()).as_deref(), Some(said));
    for line in ["<p>a</p>\n", "<li>a</li>", "<table><tr><td>a</td></tr></table>"] {
        assert_eq!(refused("t.html", line.repeat(100_001).into_bytes()).as_deref(), Some(said), "{line}");
    }
    assert_eq!(refused("t.md", "a\n".repeat(100_001).into_bytes()).as_deref(), Some(said));
    assert_eq!(refused("t.md", "a\n".repeat(100_000).into_bytes()), None);
}

#[test]
fn the_pictures_in_a_web_page_do_not_make_it_too_long() {
    let picture =
        format!("<p>Tekst</p><img alt=\"a\" src=\"data:image/png;base64,{}\">", "A".repeat(8_000_000));
    assert_eq!(refused("t.html", picture.into_bytes()), None);
    let said = "this text is too long: it has more than 8 MB besides its pictures";
    assert_eq!(refused("t.html", "a".repeat(8_000_001).into_bytes()).as_deref(), Some(said));
}
