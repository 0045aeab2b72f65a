//! What a new version of a profile changed, as other systems get it.

use leerlijn::export::FORMATS;
use leerlijn::pipeline::Snapshot;
use serde_json::Value;

use crate::{first_profile, snapshot};

const PROFILE: &str = "content/profiles/hulp.md";
const BEFORE: &str = "+++\ntitle = \"Hulp\"\nversion = \"2\"\n+++\n\n## Helpt {#c1 .competence}\n\n\
    - Luistert en antwoordt {#c1.1}\n- Ruimt op {#c1.4}\n- Groet {#c1.6}\n";
const AFTER: &str = "+++\ntitle = \"Hulp\"\nversion = \"3\"\n+++\n\n## Helpt {#c1 .competence}\n\n\
    - Luistert {#c1.2}\n- Antwoordt {#c1.3}\n- Maakt schoon {#c1.5}\n- Begroet iedereen {#c1.6}\n";
const REVIEW: &str = "from = \"2\"\nto = \"3\"\nnew = [\"c1.2\", \"c1.3\", \"c1.5\"]\n\n[changed]\n\"c1.6\" = \"Groet\"\n\n\
    [gone]\n\"c1.1\" = \"Luistert en antwoordt\"\n\"c1.4\" = \"Ruimt op\"\n\n[became]\n\"c1.1\" = [\"c1.2\", \"c1.3\"]\n\n\
    [undecided]\n\"c1.4\" = \"c1.5\"\n\n[open]\n\"c1.6\" = [\"M01\"]\n";
const MODULE: &str = "+++\ntitle = \"Een\"\ncode = \"M01\"\n[covers]\nassessed = [\"c1.6\"]\n+++\n";

fn profile(site: &Snapshot, format: &str) -> Value {
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    let exported = format.profile.unwrap()(&site.pages(), first_profile(site)).unwrap();
    serde_json::from_slice(&exported.bytes).unwrap()
}

/// The new version, with its review beside it.
fn revised() -> Snapshot {
    let review = "content/profiles/hulp.review.toml";
    snapshot(&[(PROFILE, AFTER), (review, REVIEW), ("content/modules/m01.md", MODULE)], "")
}

#[test]
fn a_line_that_is_gone_is_replaced_by_those_that_it_became() {
    let before = profile(&snapshot(&[(PROFILE, BEFORE)], ""), "case");
    let after = profile(&revised(), "case");
    let identifier = |package: &Value, id: &str| -> Value {
        let items = package["CFItems"].as_array().unwrap();
        items.iter().find(|item| item["humanCodingScheme"] == id).unwrap()["identifier"].clone()
    };
    let associations = after["CFAssociations"].as_array().unwrap();
    let ends = |kind: &str| -> Vec<(Value, Value)> {
        let found = associations.iter().filter(|association| association["associationType"] == kind);
        let end = |association: &Value, end: &str| association[end]["identifier"].clone();
        found.map(|one| (end(one, "originNodeURI"), end(one, "destinationNodeURI"))).collect()
    };
    let (old, new) = (|id| identifier(&before, id), |id| identifier(&after, id));
    assert_eq!(ends("replacedBy"), [(old("c1.1"), new("c1.2")), (old("c1.1"), new("c1.3"))]);
    assert_eq!(ends("isPeerOf"), [(old("c1.4"), new("c1.5"))]);
    assert_eq!(old("c1.6"), new("c1.6"), "a line that reads otherwise is the same item");
}

#[test]
fn the_json_of_a_site_has_what_changed() {
    let revision = &profile(&revised(), "json")["profiles"][0]["revision"];
    let expected = serde_json::json!({
        "from": "2", "to": "3", "new": ["c1.2", "c1.3", "c1.5"],
        "changed": [{"id": "c1.6", "before": "Groet"}],
        "gone": [
            {"id": "c1.1", "text": "Luistert en antwoordt", "became": ["c1.2", "c1.3"], "may_be": []},
            {"id": "c1.4", "text": "Ruimt op", "became": [], "may_be": ["c1.5"]},
        ],
        "open": [{"item": "c1.6", "module": "M01"}],
    });
    assert_eq!(revision, &expected);
    let unrevised = profile(&snapshot(&[(PROFILE, BEFORE)], ""), "json");
    assert_eq!(unrevised["profiles"][0]["revision"], Value::Null);
}
