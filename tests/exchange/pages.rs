//! What the pages say to search engines.

use leerlijn::plan::{OutContent, Route};
use serde_json::Value;

use crate::{school, snapshot};

const PROFILE: &str = "+++\ntitle = \"</script><b>\"\ncode = \"BK-1\"\nlevel = { vks = 3 }\n+++\n\nDoet.\n\n## A {#c1 .competence}\n\n- Een {#c1.1}\n- Twee {#c1.2}\n";
const MODULE: &str = "+++\ntitle = \"M\"\ncode = \"M1\"\nhours = 40\n[covers]\nintroduced = [\"c1.1\"]\nassessed = [\"c1.2\"]\n+++\n";

fn block(html: &str) -> Value {
    let (_, block) = html.split_once("<script type=\"application/ld+json\">").expect("a block");
    serde_json::from_str(block.split("</script>").next().unwrap()).unwrap()
}

#[test]
fn a_module_teaches_and_assesses_terms_and_a_profile_is_a_credential() {
    let files = [("content/profiles/p.md", PROFILE), ("content/modules/m1.md", MODULE)];
    for (base, address) in [
        ("https://s.example", "https://s.example/profiles/p/c1.2/"),
        ("", "../../profiles/p/c1.2/index.html"),
    ] {
        let site = snapshot(&files, base);
        let page = |route| block(&site.render_page(route).unwrap().unwrap());
        let course = page(Route::Module(site.site().modules.ids().next().unwrap()));
        assert_eq!(course["@type"], "Course");
        assert_eq!((&course["timeRequired"], &course["courseCode"]), (&"PT40H".into(), &"M1".into()));
        assert_eq!(course["teaches"][0]["name"], "Een");
        assert_eq!(course["assesses"][0]["@id"], address);
        let profile = page(Route::Profile(site.site().profiles.ids().next().unwrap()));
        let [credential, terms] = &profile["@graph"].as_array().unwrap()[..] else { panic!("two things") };
        assert_eq!(credential["@type"], "EducationalOccupationalCredential");
        assert_eq!(credential["name"], "</script><b>");
        assert_eq!(credential["educationalLevel"], "VKS 3");
        assert_eq!(terms["hasDefinedTerm"].as_array().unwrap().len(), 3);
    }
}

#[test]
fn every_block_of_the_school_can_be_read() {
    let files = school().files().unwrap();
    let pages = files.iter().filter_map(|file| match &file.content {
        OutContent::Bytes(bytes) => {
            std::str::from_utf8(bytes).ok().filter(|text| text.contains("ld+json\">"))
        }
        _ => None,
    });
    let types = pages.map(block).filter(|value| value["@context"] == "https://schema.org").count();
    assert!(types > 110, "{types}");
}
