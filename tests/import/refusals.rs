//! What is no profile is refused with a reason and with what to do.

use leerlijn::diagnostics::Code;

use crate::{read, read_file};

fn refusal(text: &str) -> String {
    let imported = read(text);
    assert!(imported.draft.is_none(), "{text}");
    let [refusal] = imported.diagnostics.as_slice() else { panic!("{:?}", imported.diagnostics) };
    assert_eq!(refusal.code, Code::L701);
    assert!(refusal.help.is_some());
    refusal.message.english()
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

/// What a file that cannot be read is refused with.
fn unreadable(bytes: &[u8]) -> String {
    let imported = read_file(bytes).imported;
    assert!(imported.draft.is_none());
    let [refusal] = imported.diagnostics.as_slice() else { panic!("{:?}", imported.diagnostics) };
    assert_eq!(refusal.code, Code::L708);
    assert!(refusal.help.is_some());
    refusal.message.english()
}

#[test]
fn a_file_of_another_kind_is_named() {
    assert_eq!(unreadable(b"%PDF-1.7\n%\xe2\xe3"), "this is a PDF document");
    assert_eq!(unreadable(b"\xff\xd8\xff\xe0\0\x10JFIF"), "this is a picture");
    let old = "this is a document of an old version of Office";
    assert_eq!(unreadable(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), old);
    let with = |name: &str| {
        let name = name.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain(name).collect::<Vec<u8>>()
    };
    let old_word = "this is a document of an old version of Word (.doc)";
    assert_eq!(unreadable(&with("WordDocument")), old_word);
    assert_eq!(unreadable(&with("EncryptedPackage")), "this document is locked with a password");
    assert_eq!(unreadable(b"{\\rtf1\\ansi Titel}"), "this is a rich text document (RTF)");
    assert_eq!(unreadable(b"<!DOCTYPE html><p>Titel"), "this is a web page or an XML file");
    assert_eq!(unreadable(b"{\"titel\": \"Kok\"}"), "this is JSON that holds no profile");
    assert_eq!(unreadable(b"\x7fELF\x02\x01\x01\0\0\0\0"), "this is no document and no text");
}
