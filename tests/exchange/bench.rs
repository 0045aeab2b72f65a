//! How long imports of large frameworks take. Run with
//! `cargo test --release --test exchange -- --ignored --nocapture`.

use std::time::Instant;

use serde_json::json;

#[test]
#[ignore = "measures, and needs a release build"]
fn a_framework_of_a_thousand_items_is_imported_within_a_tenth_of_a_second() {
    let items: Vec<_> = (0..1_000)
        .map(|at| {
            json!({ "identifier": format!("{at:08x}-b8df-11e7-ba24-039ffdae3771"),
                    "humanCodingScheme": format!("X.{at}"), "CFItemType": "Standard",
                    "fullStatement": format!("Statement {at} about something that a person does with number {}", at * 7919 % 1000) })
        })
        .collect();
    let link = |at: usize| json!({ "title": "x", "identifier": items[at]["identifier"], "uri": "https://x.example" });
    let tree = (0..1_000).map(|at| {
        let above = if at < 40 { json!({ "identifier": "doc" }) } else { link(at % 40) };
        json!({ "associationType": "isChildOf", "originNodeURI": link(at), "destinationNodeURI": above, "sequenceNumber": at })
    });
    let related = (0..2_500).map(|at| {
        json!({ "associationType": "isRelatedTo", "originNodeURI": link(at % 1000), "destinationNodeURI": link(at * 31 % 1000) })
    });
    let package = json!({ "CFDocument": { "identifier": "doc", "title": "T" }, "CFItems": items,
                          "CFAssociations": tree.chain(related).collect::<Vec<_>>() });
    let text = package.to_string();
    let start = Instant::now();
    let written = crate::imported(&text);
    let took = start.elapsed();
    println!(
        "{} kB, 1000 items, 3500 associations: {took:?}, {} lines",
        text.len() / 1000,
        written.lines().count()
    );
    assert!(took.as_millis() < 100);
}
