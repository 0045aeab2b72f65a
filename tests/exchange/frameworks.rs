//! Any tree, however odd, gives a profile that holds each of its statements once.

use proptest::prelude::*;
use serde_json::json;

use crate::{imported, snapshot};

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_statement_is_in_the_profile_once(
        parents in prop::collection::vec((0..12_usize, 0..4_u8, 0..5_i64), 1..12),
        again in prop::collection::vec((0..12_usize, 0..12_usize), 0..4),
    ) {
        let kinds = ["Standard", "Knowledge", "Competence", ""];
        // One statement that is certainly an indicator, since knowledge alone is no profile.
        let sure = json!({ "identifier": "n99", "fullStatement": "Zin99zin", "CFItemType": "Indicator" });
        let items: Vec<_> = parents.iter().enumerate().map(|(at, (_, kind, _))| json!({
            "identifier": format!("n{at}"), "fullStatement": format!("Zin{at}zin"),
            "humanCodingScheme": format!("x.{}", at % 3), "CFItemType": kinds[*kind as usize],
        })).chain([sure]).collect();
        let edge = |child: usize, parent: usize, sequence: i64| json!({
            "associationType": "isChildOf", "sequenceNumber": sequence,
            "originNodeURI": { "identifier": format!("n{child}") },
            "destinationNodeURI": { "identifier": if parent == 11 { "doc".to_owned() } else { format!("n{parent}") } },
        });
        let tree = parents.iter().enumerate().map(|(at, (parent, _, sequence))| edge(at, *parent, *sequence));
        let tree: Vec<_> = tree.chain(again.iter().map(|(child, parent)| edge(*child, *parent, 0))).collect();
        let package = json!({ "CFDocument": { "identifier": "doc", "title": "T" }, "CFItems": items, "CFAssociations": tree });
        let written = imported(&package.to_string());
        for at in (0..parents.len()).chain([99]) {
            prop_assert_eq!(written.matches(&format!("Zin{at}zin")).count(), 1, "{} in {}", at, &written);
        }
        let site = snapshot(&[("content/profiles/p.md", &written)], "");
        prop_assert!(!site.report().has_errors(), "{:?}\n{}", site.report().diagnostics(), written);
    }

    #[test]
    fn no_bytes_make_the_readers_panic(text in "\\PC{0,200}", table in "[a-z,;\"\n]{0,200}") {
        for text in [
            format!("{{\"CFDocument\":{text}}}"),
            format!("{{\"CFItems\":[{text}]}}"),
            format!("{{\"format\":\"leerlijn-site\",\"version\":\"1.0\",\"profiles\":[{text}]}}"),
            format!("Parent ID number,Is framework,Taxonomy\n{table}"),
        ] {
            crate::said(&text);
        }
    }
}
