//! The example on each page about an imported document triggers what the page says it does.

use std::path::Path;

use leerlijn::diagnostics::Code;

use crate::lines;

/// The content of the fenced block with info string `info` in `page`.
fn fenced<'a>(page: &'a str, info: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("~~~{info}\n")).unwrap_or_else(|| panic!("no block {info}"));
    rest.split_once("~~~").expect("the end of the block").0
}

#[test]
fn the_example_of_every_page_triggers_its_own_code() {
    let codes = || Code::ALL.iter().filter(|code| code.as_str().starts_with("L7"));
    assert_eq!(codes().count(), 7);
    for code in codes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/diagnostics/{code}.md"));
        let page =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(page.starts_with(&format!("# {code}: {}\n", code.title())), "title of {code}");
        let said: Vec<String> = lines(fenced(&page, "text file=input.txt"))
            .iter()
            .map(|line| format!("input.txt:{line}"))
            .collect();
        let expected: Vec<&str> = fenced(&page, "diagnostics").lines().collect();
        assert_eq!(said, expected, "{code}");
        assert!(
            said.iter().any(|line| line.contains(&format!("[{code}]"))),
            "{code} is not in its own example"
        );
    }
}
