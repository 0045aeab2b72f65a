//! What is no profile is refused with a reason and with what to do.

use leerlijn::diagnostics::Code;

use crate::read;

fn refusal(text: &str) -> String {
    let imported = read(text);
    assert!(imported.draft.is_none(), "{text}");
    let [refusal] = imported.diagnostics.as_slice() else { panic!("{:?}", imported.diagnostics) };
    assert_eq!(refusal.code, Code::L701);
    assert!(refusal.help.is_some());
    refusal.message.clone()
}

#[test]
fn a_text_without_a_title_or_indicators_is_refused_with_what_it_has() {
    assert_eq!(
        refusal(
            "Beste ouders\n\nDe kennis van de leerlingen groeit. Competentie 1 komt later aan bod.\n- broodjes\n"
        ),
        "this is no qualification profile: it has no title, 0 competences and 0 indicators"
    );
    assert_eq!(
        refusal("Titel\nFietser\nCompetentie 1:\nFietst\n"),
        "this is no qualification profile: it has a title, 1 competence and 0 indicators"
    );
    assert_eq!(
        refusal("Competentie 1:\nFietst\n- Fietst\n"),
        "this is no qualification profile: it has no title, 1 competence and 1 indicator"
    );
}

#[test]
fn a_document_without_text_is_refused() {
    for text in ["", "\u{feff}", " \n\t\n"] {
        assert_eq!(refusal(text), "this document has no text");
    }
}

#[test]
fn a_file_of_another_kind_is_named() {
    let bytes = |bytes: &[u8]| refusal(&String::from_utf8_lossy(bytes));
    assert_eq!(bytes(b"%PDF-1.7\n%\xe2\xe3"), "this is a PDF document and no text");
    let zip = "this is a zip file, such as a Word or OpenDocument file, and no text";
    assert_eq!(bytes(b"PK\x03\x04\x14\x00"), zip);
    let old = "this is a document of an old version of Word or Excel and no text";
    assert_eq!(bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), old);
    assert_eq!(refusal("{\\rtf1\\ansi Titel}"), "this is a rich text document (RTF) and no text");
    assert_eq!(refusal("<!DOCTYPE html><p>Titel"), "this is a web page or an XML file and no text");
    assert_eq!(bytes(b"T\0i\0t\0e\0l\0"), "this is a file of bytes and no text");
}
