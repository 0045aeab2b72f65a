//! A new version of a profile, chosen in the browser: it is shown, taken over and taken back.

use std::fs;

use serde_json::{Value, json};

use super::bench::{Bench, PROFILE};
use super::client::{Answer, get, raw};
use super::edits::Hand;

const FILE: &str = "content/profiles/agent.md";
const REVIEW: &str = "content/profiles/agent.review.toml";

/// Sends a document as a new version of the profile of the site.
fn send(hand: &Hand, name: &str, document: &str) -> Answer {
    let (address, length) = (hand.address, document.len());
    let headers = format!(
        "Origin: http://{address}\r\nX-Leerlijn-Token: {}\r\nContent-Type: application/octet-stream\r\n",
        hand.token
    );
    raw(
        address,
        &format!(
            "POST /__leerlijn/profile?profile=agent&name={name} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{document}"
        ),
    )
}

/// The name by which the document is asked for.
fn sent(hand: &Hand, document: &str) -> String {
    let answer = send(hand, "v3.txt", document);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer: Value = serde_json::from_slice(&answer.body).unwrap();
    answer["profile"].as_str().unwrap().to_owned()
}

fn changes(hand: &Hand, document: &str) -> Value {
    let answer = get(hand.address, &format!("/__leerlijn/version?document={document}"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

fn text(bench: &Bench, path: &str) -> String {
    fs::read_to_string(bench.path(path)).unwrap()
}

#[test]
fn a_new_version_is_shown_taken_over_and_taken_back() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let new = PROFILE
        .replace("Listens", "Listens to what a customer says and means")
        .replace("- Ends well {#c1.3}\n", "- Ends well {#c1.3}\n- Looks back {#c1.4}\n");
    let document = sent(&hand, &new);
    let shown = changes(&hand, &document);
    assert_eq!(shown["is_same"], false);
    assert_eq!(shown["new"], json!([{ "id": "c1.4", "text": "Looks back" }]));
    assert_eq!(shown["words"][0]["id"], "c1.1");
    assert_eq!((&shown["open"], &shown["lost"], &shown["orphans"]), (&json!(1), &json!([]), &json!([])));
    assert_eq!(shown["effects"]["programmes"][0]["gaps"], 1);
    assert_eq!(text(&bench, FILE), PROFILE, "it was only shown");
    let (status, made) = hand.ask("version", &json!({ "document": document }));
    assert_eq!((status, &made["undo"]), (200, &json!(true)), "{made}");
    assert_eq!(text(&bench, FILE), new);
    assert!(text(&bench, REVIEW).contains("\"c1.1\" = [\"M01\"]"), "{}", text(&bench, REVIEW));
    assert!(bench.get("/profiles/agent/").text().contains("Looks back"));
    assert_eq!(changes(&hand, &document)["is_same"], true);
    assert_eq!(hand.ask("undo", &json!({})).0, 200);
    assert_eq!(text(&bench, FILE), PROFILE);
    assert!(!bench.path(REVIEW).exists());
    assert_eq!(hand.ask("redo", &json!({})).0, 200);
    assert_eq!(text(&bench, FILE), new);
}

#[test]
fn a_new_version_is_made_of_the_newest_text_and_says_what_it_would_lose() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let document = sent(&hand, "TITEL\nAgent\nCompetentie 1:\nHelps\n\u{b7} Listens\n\u{b7} Answers\n");
    // Somebody writes into the profile after the document was chosen.
    bench.put(FILE, &PROFILE.replace("## Helps", "Our own words on the profile.\n\n## Helps"));
    bench.shows("/profiles/agent/", "Our own words");
    let shown = changes(&hand, &document);
    assert_eq!(shown["gone"], json!([{ "id": "c1.3", "text": "Ends well" }]));
    assert_eq!(shown["lost"], json!(["Our own words on the profile."]));
    let (status, made) = hand.ask("version", &json!({ "document": document }));
    assert_eq!(status, 200, "{made}");
    assert!(text(&bench, FILE).contains("- Listens {#c1.1}\n- Answers {#c1.2}\n"), "{}", text(&bench, FILE));
    assert_eq!(hand.ask("undo", &json!({})).0, 200);
    assert!(text(&bench, FILE).contains("Our own words"));
}

#[test]
fn what_is_no_profile_and_what_nobody_sent_is_refused() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let matrix = ",M01,M02\nListens to people,x,\nAnswers questions,x,x\nEnds the talk well,,x\n";
    for (name, document, said) in
        [("v3.csv", matrix, "looks like a coverage matrix"), ("v3.txt", "Words.", "")]
    {
        let answer = send(&hand, name, document);
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert!(answer.text().contains(said), "{}", answer.text());
    }
    for body in [json!({ "document": "document-1" }), json!({ "document": "../x" })] {
        assert_eq!(hand.ask("version", &body).0, 422, "{body}");
    }
    for body in [json!({}), json!({ "document": 1 }), json!({ "document": "document-1", "file": "x" })] {
        assert_eq!(hand.ask("version", &body).0, 400, "{body}");
    }
    assert_eq!(text(&bench, FILE), PROFILE);
}

#[test]
fn a_preview_that_edits_nothing_takes_no_version() {
    let bench = Bench::not_editing();
    assert!([403, 404, 405].contains(&get(bench.address, "/__leerlijn/version?document=document-1").status));
    assert_eq!(text(&bench, FILE), PROFILE);
}
