//! The names of the files of a course, as teachers give them, and documents in which nothing is written: a title comes from the
//! name where the text has none, and a document without a text becomes no module.

use std::collections::BTreeSet;

use leerlijn::import::course::{self, Arrangement, CourseFile, ImportedCourse, SiteFacts};

use crate::docx::Docx;

const EMPTY: &str = "<w:p/>";

fn import(files: &[(&str, &str)]) -> ImportedCourse {
    let files: Vec<CourseFile> = files
        .iter()
        .map(|(path, body)| {
            let bytes = if path.to_lowercase().ends_with(".docx") {
                Docx::of_body(body).bytes()
            } else {
                body.as_bytes().to_vec()
            };
            CourseFile { path: (*path).to_owned(), bytes: Some(bytes) }
        })
        .collect();
    let facts = SiteFacts { texts: &BTreeSet::new(), language: "nl", is_known: &|_| false };
    course::import(&files, &Arrangement::Modules { name: "Cursus".to_owned() }, &facts)
}

/// The page of a file with a text and without a heading: its path, its code and its title.
fn named(name: &str) -> String {
    let course = import(&[(name, "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>"), ("ander.docx", EMPTY)]);
    let page = course.pages.iter().find(|page| page.source == name).unwrap();
    format!("{} | {} | {}", page.path.trim_start_matches("content/modules/"), page.name, page.title)
}

#[test]
fn a_code_before_the_title_in_a_name_is_that_of_the_module() {
    for (name, page) in [
        ("M01 Brood.docx", "m01-brood.md | M01 | Brood"),
        ("M01_Brood.docx", "m01-brood.md | M01 | Brood"),
        ("M01-Brood.DOCX", "m01-brood.md | M01 | Brood"),
        ("M01 - Brood.docx", "m01-brood.md | M01 | Brood"),
        ("m08 suiker.docx", "m08-suiker.md | M08 | Suiker"),
        ("M01.docx", "m01.md | M01 | M01"),
    ] {
        assert_eq!(named(name), page, "{name}");
    }
}

#[test]
fn other_names_are_titles_as_they_stand() {
    for (name, page) in [
        ("Module 4 Taarten.docx", "module-4-taarten.md | module-4-taarten | Module 4 Taarten"),
        ("Week 3 - Hygiëne.docx", "week-3-hygiene.md | week-3-hygiene | Week 3 - Hygiëne"),
        ("Kopie van Oven.docx", "kopie-van-oven.md | kopie-van-oven | Kopie van Oven"),
        ("brood (1).docx", "brood-1.md | brood-1 | brood (1)"),
        ("BROOD EN BANKET.docx", "brood-en-banket.md | brood-en-banket | BROOD EN BANKET"),
        ("Document1.docx", "document1.md | document1 | Document1"),
    ] {
        assert_eq!(named(name), page, "{name}");
    }
}

#[test]
fn two_names_with_one_address_are_two_modules() {
    let text = "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>";
    let course = import(&[("Brood.docx", text), ("brood!.docx", text), ("brood.md", "Tekst.\n")]);
    let paths: BTreeSet<&str> = course.pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths.len(), 3, "{paths:?}");
}

#[test]
fn a_document_without_a_text_becomes_no_module() {
    for (name, body) in [
        ("leeg.docx", EMPTY),
        ("wit.docx", "<w:p><w:r><w:t xml:space=\"preserve\">  </w:t></w:r></w:p><w:p/>"),
        ("leeg.html", "<html><body></body></html>"),
        ("leeg.md", "\n"),
    ] {
        let course = import(&[
            (name, body),
            ("M01 Brood/les.docx", "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>"),
            ("M01 Brood/leeg.docx", EMPTY),
        ]);
        let refused: Vec<String> =
            course.refused.iter().map(|(file, why)| format!("{file}: {}", why.message.english())).collect();
        assert!(refused.contains(&format!("{name}: this document has no text")), "{refused:?}");
        assert!(
            refused.contains(&"M01 Brood/leeg.docx: this document has no text".to_owned()),
            "{refused:?}"
        );
        assert!(course.pages.iter().all(|page| !page.source.contains("leeg") && page.source != name));
    }
    // The page of a folder with lessons stays: it is their module.
    let course = import(&[
        ("M01 Brood/index.docx", EMPTY),
        ("M01 Brood/les.docx", "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>"),
        ("M01 Brood/les 2.docx", "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>"),
    ]);
    assert!(course.refused.is_empty() && course.pages[0].title == "Brood", "{:?}", course.pages);
}
