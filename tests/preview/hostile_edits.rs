//! What somebody may send who is no page of the preview, or who took one over: more than two hundred requests, after
//! each of which every file is what it was.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;

use serde_json::{Value, json};

use super::bench::Bench;
use super::client::raw;
use super::edits::Hand;

/// Every file of the site with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// Names that lead somewhere else for a program that makes a path of one.
const NAMES: &[&str] = &[
    "",
    ".",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\windows",
    "content/modules/m01.md",
    "../m01",
    "M01/../M02",
    "M01\u{0}",
    "M01\n",
    "M01\r\nX: 1",
    "M01 ",
    " M01",
    "m01.md",
    "file:///etc/passwd",
    "http://evil.example/",
    "C:\\con",
    "con",
    "leerlijn.toml",
    "M99",
    "__proto__",
    "*",
    "%2e%2e%2f",
    "\u{202e}10M",
    "M0\u{0301}1",
    "\"]\nx = 1",
    "{{ site }}",
    "<script>",
    "null",
    "agent/../../x",
    "agent/agent/c1.1",
    "other/c1.1",
];

/// Reasons that would be something else in a text that is put together without care.
const REASONS: &[&str] = &[
    "\"",
    "\\",
    "'",
    "\"\"\"",
    "'''",
    "a\"\nx = 1",
    "\"\n+++\n",
    "+++",
    "a\n+++\n# Not a heading",
    "]\n[covers]\nassessed = [\"c1.1\"]",
    "a\" }\nmodules = []\n",
    "# comment",
    "\\u0000",
    "a\tb",
    "\u{7f}\u{1b}[31m",
    "é ñ 漢 🎓",
    "\u{2028}x",
    "{{ page }} {% raw %}",
    "<script>alert(1)</script>",
    "=HYPERLINK(\"x\")",
    "x = { a = 1 }",
    "a \\\" b",
];

fn bodies() -> Vec<Value> {
    let cell = |module: &str, item: &str, mark: &str| json!({ "cells": [{ "module": module, "item": item, "mark": mark }] });
    let intent = |intent: Value| json!({ "intents": [intent] });
    let place = |anchor: &str, lesson: &str| {
        intent(
            json!({ "kind": "claim", "module": "M02", "item": "c1.3", "level": "assessed", "place": { "kind": "heading", "lesson": lesson, "anchor": anchor } }),
        )
    };
    let mut bodies = vec![
        Value::Null,
        json!([]),
        json!({}),
        json!(1),
        json!({ "cells": {} }),
        json!({ "cells": [[]] }),
        json!({ "cells": [null] }),
        json!({ "cells": [], "intents": [] }),
        json!({ "dry": false }),
        json!({ "cells": [{ "module": "M01", "item": "c1.3", "mark": 3 }] }),
        json!({ "cells": [{ "module": "M01", "item": "c1.3", "mark": "3", "path": "/etc/passwd" }] }),
        json!({ "cells": [{ "module": "M01", "item": "c1.3", "mark": "3" }], "file": "x" }),
        cell("M01", "c1.3", "4"),
        cell("M01", "c1.3", "=1+1"),
        cell("M01", "c1.3", "-1"),
        cell("M01", "c1.3", &"9".repeat(100_000)),
        cell(&"M".repeat(100_000), "c1.3", "3"),
        json!({ "cells": vec![json!({ "module": "M01", "item": "c1.3", "mark": "3" }); 20_001] }),
        intent(json!({ "kind": "write", "path": "content/index.md", "text": "x" })),
        intent(
            json!({ "kind": "claim", "module": "M01", "item": "c1.3", "level": "never", "place": { "kind": "module" } }),
        ),
        intent(
            json!({ "kind": "claim", "module": "M01", "item": "c1.3", "level": "assessed\" ]\nx = [\"", "place": { "kind": "module" } }),
        ),
        intent(
            json!({ "kind": "claim", "module": "M01", "item": "c1.3", "level": "assessed", "place": { "kind": "file", "path": "x" } }),
        ),
        intent(json!({ "kind": "seat", "programme": "year", "module": "M01", "term": 99, "before": null })),
        intent(json!({ "kind": "seat", "programme": "year", "module": "M01", "term": -1, "before": null })),
        intent(json!({ "kind": "seat", "programme": "year", "module": "M01", "term": 1.5, "before": null })),
        intent(json!({ "kind": "seat", "programme": "year", "module": "M01", "term": 0, "before": "M01x" })),
        intent(json!({ "kind": "exempt", "programme": "year", "item": "c1.3", "reason": "" })),
        intent(json!({ "kind": "exempt", "programme": "year", "item": "c1.3", "reason": "x".repeat(2_001) })),
        intent(
            json!({ "kind": "exempt", "programme": "year", "item": "c1.3", "reason": "x".repeat(1_000_000) }),
        ),
        intent(json!({ "kind": "lift_exemption", "programme": "year", "item": "c1.3" })),
    ];
    for name in NAMES {
        bodies.push(cell(name, "c1.3", "3"));
        bodies.push(cell("M01", name, "3"));
        bodies.push(intent(json!({ "kind": "exempt", "programme": name, "item": "c1.3", "reason": "x" })));
        bodies.push(place(name, "lesson"));
        bodies.push(place("x", name));
    }
    bodies
}

/// A request that a page of the preview would not send, and what is wrong with it.
struct Hostile {
    name: &'static str,
    headers: String,
    why: String,
}

/// Requests for a good edit with something wrong in their heads.
fn heads(bench: &Bench, hand: &Hand) -> Vec<Hostile> {
    let own = format!("Origin: http://{}\r\n", hand.address);
    let token = format!("X-Leerlijn-Token: {}\r\n", hand.token);
    let kind = "Content-Type: application/json\r\n";
    let port = hand.address.port();
    let origins = [
        String::new(),
        format!("Origin: http://{}\r\n", bench.address),
        format!("Origin: http://localhost:{port}\r\n"),
        format!("Origin: https://{}\r\n", hand.address),
        "Origin: null\r\n".to_owned(),
        "Origin: http://evil.example\r\n".to_owned(),
        format!("Origin: http://{}.evil.example\r\n", hand.address),
        format!("{own}{own}"),
    ];
    let tokens = [
        "".to_owned(),
        "x".to_owned(),
        "0".repeat(32),
        hand.token[1..].to_owned(),
        format!("{}0", hand.token),
    ];
    let kinds = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json5",
        "application/jsonx, application/json",
        "",
    ];
    let mut all = Vec::new();
    for name in ["edit", "undo", "redo", "version", "build"] {
        let mut add = |headers: String, why: &str| all.push(Hostile { name, headers, why: why.to_owned() });
        origins.iter().for_each(|origin| add(format!("{origin}{token}{kind}"), origin));
        tokens.iter().for_each(|other| add(format!("{own}X-Leerlijn-Token: {other}\r\n{kind}"), other));
        kinds.iter().for_each(|other| add(format!("{own}{token}Content-Type: {other}\r\n"), other));
    }
    all
}

/// Whole requests in other methods, under other names, and at the address of the pages.
fn requests(bench: &Bench, hand: &Hand, good: &str) -> Vec<(SocketAddr, String)> {
    let (headers, length) = (hand.headers(), good.len());
    let mut all = Vec::new();
    for name in ["edit", "undo", "redo", "version"] {
        for method in ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "BREW"] {
            let head = format!("{method} /__leerlijn/{name} HTTP/1.1\r\nHost: {}\r\n", hand.address);
            all.push((
                hand.address,
                format!("{head}Connection: close\r\n{headers}Content-Length: 0\r\n\r\n"),
            ));
        }
        for (to, host) in [
            (hand.address, "evil.example".to_owned()),
            (hand.address, "localhost".to_owned()),
            (hand.address, bench.address.to_string()),
            (bench.address, bench.address.to_string()),
        ] {
            let head = format!("POST /__leerlijn/{name} HTTP/1.1\r\nHost: {host}\r\n");
            all.push((
                to,
                format!("{head}Connection: close\r\n{headers}Content-Length: {length}\r\n\r\n{good}"),
            ));
        }
    }
    all
}

#[test]
fn two_hundred_hostile_requests_change_no_file() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let before = files(bench.folder.path());
    let mut sent = 0;
    let mut refuses = |status: u16, what: &str| {
        sent += 1;
        assert!((400..500).contains(&status) || status == 0, "{status} {what}");
        assert!(files(bench.folder.path()) == before, "a file changed: {what}");
    };
    for body in bodies() {
        let (status, answer) = hand.ask("edit", &body);
        // What is as it was asked already needs no edit.
        let status = if answer["changes"] == json!([]) && status == 200 { 409 } else { status };
        let short: String = format!("{body} {answer}").chars().take(300).collect();
        refuses(status, &short);
    }
    let good = json!({ "cells": [{ "module": "M01", "item": "c1.3", "mark": "3" }] }).to_string();
    for Hostile { name, headers, why } in heads(&bench, &hand) {
        refuses(hand.post(name, &headers, &good).status, &why);
    }
    for (address, request) in requests(&bench, &hand, &good) {
        refuses(raw(address, &request).status, &request);
    }
    for body in [
        "",
        "{",
        "[1",
        "\u{feff}{}",
        "nul",
        &"[".repeat(200_000),
        &" ".repeat(2_000_000),
        "{\"cells\":1,\"cells\":2}",
    ] {
        refuses(hand.post("edit", &hand.headers(), body).status, &body[..body.len().min(20)]);
    }
    assert!(sent >= 200, "{sent}");
}

#[test]
fn whatever_a_reason_says_it_is_a_reason() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let before = files(bench.folder.path());
    for reason in REASONS {
        let intent = json!({ "kind": "exempt", "programme": "year", "item": "c1.3", "reason": reason });
        let (status, answer) = hand.ask("edit", &json!({ "intents": [intent] }));
        let after = files(bench.folder.path());
        if status != 200 {
            assert!((400..500).contains(&status), "{reason:?}: {answer}");
            assert!(after == before, "{reason:?}: {answer}");
            continue;
        }
        let changed: Vec<&String> =
            after.keys().filter(|name| after.get(*name) != before.get(*name)).collect();
        assert_eq!(changed, ["content/programmes/year.md"], "{reason:?}");
        assert_eq!(answer["effects"]["programmes"][0]["exempt"], 1, "{reason:?}: {answer}");
        assert_eq!(hand.ask("undo", &json!({})).0, 200, "{reason:?}");
        assert!(files(bench.folder.path()) == before, "{reason:?}");
    }
}

#[test]
fn edits_at_once_are_made_one_after_the_other() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let before = files(bench.folder.path());
    std::thread::scope(|scope| {
        for item in ["c1.1", "c1.2", "c1.3"] {
            for module in ["M01", "M02"] {
                let hand = &hand;
                scope.spawn(move || {
                    for mark in ["1", "2", "3", "", "3"] {
                        let (status, answer) = hand.cell(module, item, mark);
                        assert_eq!(status, 200, "{module} {item} {mark}: {answer}");
                    }
                });
            }
        }
    });
    let matrix = bench.get("/programmes/year/matrix/").text();
    assert_eq!(matrix.matches("class=\"l2 enough").count(), 6, "{matrix}");
    while hand.ask("undo", &json!({})).0 == 200 {}
    assert!(files(bench.folder.path()) == before);
}

#[test]
fn a_body_without_end_keeps_nobody_out() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let mut slow = TcpStream::connect(hand.address).unwrap();
    let head = format!(
        "POST /__leerlijn/edit HTTP/1.1\r\nHost: {}\r\n{}Content-Length: 100000\r\n\r\n{{\"cells\":",
        hand.address,
        hand.headers()
    );
    slow.write_all(head.as_bytes()).unwrap();
    assert_eq!(hand.cell("M01", "c1.3", "3").0, 200);
}
