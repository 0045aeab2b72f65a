//! The example on each page about an imported document triggers what the page says it does.

use std::path::{Path, PathBuf};

use expect_test::expect_file;
use leerlijn::config::Language;
use leerlijn::diagnostics::Code;
use leerlijn::import::profile_document;
use leerlijn::text::SourcePath;

use crate::docx::Docx;
use crate::said_in;

/// The content of the fenced block in `page` whose info string begins with `info`, and the rest of that string.
fn fenced<'a>(page: &'a str, info: &str) -> Option<(&'a str, &'a str)> {
    let (_, rest) = page.split_once(&format!("~~~{info}"))?;
    let (more, rest) = rest.split_once('\n')?;
    Some((more, rest.split_once("~~~").expect("the end of the block").0))
}

/// The name and the bytes of the example in `page`.
fn example(page: &str) -> (&'static str, Vec<u8>) {
    if let Some((_, xml)) = fenced(page, "xml file=input.docx") {
        return ("input.docx", Docx::new(xml).bytes());
    }
    let (encoding, text) = fenced(page, "text file=input.txt").expect("an example");
    match encoding.trim() {
        "encoding=latin-1" => ("input.txt", text.chars().map(|c| u8::try_from(c).unwrap()).collect()),
        other => {
            assert_eq!(other, "", "`encoding=latin-1` is all that an example can say of itself");
            ("input.txt", text.as_bytes().to_vec())
        }
    }
}

/// The page about `code` in `language`.
fn page(code: Code, language: Language) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics");
    let folder = if language == Language::English { folder } else { folder.join(language.tag()) };
    folder.join(format!("{code}.md"))
}

#[test]
fn the_example_of_every_page_triggers_its_own_code() {
    let codes = || Code::ALL.iter().copied().filter(|code| code.as_str().starts_with("L7"));
    assert_eq!(codes().count(), 10);
    for (language, code) in
        Language::ALL.into_iter().flat_map(|language| codes().map(move |code| (language, code)))
    {
        let path = page(code, language);
        let page =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (name, bytes) = example(&page);
        let document = profile_document::parse(&SourcePath::new(name), &bytes, None);
        let lines = said_in(language, &document.text, document.imported.diagnostics);
        let said: String = lines.iter().map(|line| format!("{name}:{line}\n")).collect();
        assert!(said.contains(&format!("[{code}]")), "{} is not in its own example:\n{said}", path.display());
        let (before, _) = page.split_once("~~~diagnostics\n").expect("what it gives");
        expect_file![path].assert_eq(&format!("{before}~~~diagnostics\n{said}~~~\n"));
    }
}
