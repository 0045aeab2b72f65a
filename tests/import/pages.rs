//! The example on each page about an imported document triggers what the page says it does.

use std::path::Path;

use leerlijn::diagnostics::Code;
use leerlijn::import::profile_document;
use leerlijn::text::SourcePath;

use crate::docx::Docx;
use crate::said;

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

#[test]
fn the_example_of_every_page_triggers_its_own_code() {
    let codes = || Code::ALL.iter().filter(|code| code.as_str().starts_with("L7"));
    assert_eq!(codes().count(), 10);
    for code in codes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/diagnostics/{code}.md"));
        let page =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(page.starts_with(&format!("# {code}: {}\n", code.title())), "title of {code}");
        let (name, bytes) = example(&page);
        let document = profile_document::parse(&SourcePath::new(name), &bytes, None);
        let said: Vec<String> = said(&document.text, document.imported.diagnostics)
            .iter()
            .map(|line| format!("{name}:{line}"))
            .collect();
        let expected: Vec<&str> = fenced(&page, "diagnostics").expect("what it gives").1.lines().collect();
        assert_eq!(said, expected, "{code}");
        assert!(
            said.iter().any(|line| line.contains(&format!("[{code}]"))),
            "{code} is not in its own example"
        );
    }
}
