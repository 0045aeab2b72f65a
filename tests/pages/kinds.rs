//! Whoever adds a kind of page is led to each place that has to know it.
#![allow(clippy::disallowed_methods, reason = "the demonstration site and its documentation lie on the disk")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::plan::PageKind;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The demonstration school of this repository.
fn school() -> Snapshot {
    let loaded = leerlijn::shell::load(&repository()).unwrap();
    Pipeline::new(Options::default()).run(Arc::new(loaded.sources))
}

/// The kinds of pages that a site with one programme has none of; the university of these tests has them.
const OF_SEVERAL: [PageKind; 1] = [PageKind::Comparison];

/// The only test that counts the pages of a site. Of the kinds that are not listed there is one page.
#[test]
fn the_demonstration_site_has_pages_of_every_kind() {
    let school = school();
    let mut counts: BTreeMap<&str, usize> = PageKind::ALL.iter().map(|kind| (kind.name(), 0)).collect();
    for (route, _) in school.addresses().routes() {
        *counts.get_mut(route.kind().name()).unwrap() += 1;
    }
    OF_SEVERAL.iter().for_each(|kind| assert_eq!(counts.remove(kind.name()), Some(0)));
    let missing: Vec<&str> = counts.iter().filter(|(_, count)| **count == 0).map(|(kind, _)| *kind).collect();
    assert_eq!(missing, [""; 0], "the demonstration site has no page of these kinds; has each an address?");
    counts.retain(|_, count| *count != 1);
    let expected = [("competence", 11), ("item", 90), ("lesson", 9), ("module", 13), ("text", 5)];
    assert_eq!(counts, expected.into());
}

#[test]
fn the_tests_in_a_browser_look_at_a_page_of_every_kind() {
    let school = school();
    let text = std::fs::read_to_string(repository().join("tests/browser/pages.json")).unwrap();
    let pages: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let kinds: Vec<PageKind> = pages
        .iter()
        .map(|(name, path)| {
            let route = school.route_at(path);
            assert!(
                route.is_some(),
                "`{name}` in tests/browser/pages.json is no page of the demonstration site"
            );
            route.unwrap().kind()
        })
        .collect();
    for kind in PageKind::ALL.iter().filter(|kind| !OF_SEVERAL.contains(kind)) {
        assert!(kinds.contains(kind), "tests/browser/pages.json has no page of the kind `{}`", kind.name());
    }
}
