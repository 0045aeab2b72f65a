//! Edits from the browser: what is asked for stands in the files, and nothing else, whoever else writes meanwhile.

use std::fs;
use std::net::SocketAddr;

use leerlijn::config::Language;
use leerlijn::shell::preview::{Editors, Watching};
use serde_json::{Value, json};

use super::bench::{Bench, module, site};
use super::client::{Answer, Tab, get, raw, until};

const MATRIX: &str = "/programmes/year/matrix/";
const M01: &str = "content/modules/m01.md";

/// The desk of a preview: the address at which pages are edited, and the token of its run.
pub(crate) struct Hand {
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
}

impl Hand {
    pub(crate) fn of(bench: &Bench) -> Self {
        Self::at(bench, MATRIX)
    }

    /// The desk that `page` leads to.
    fn at(bench: &Bench, page: &str) -> Self {
        let address: SocketAddr =
            bench.get(page).data("editing").strip_prefix("http://").unwrap().parse().unwrap();
        let token = get(address, page).data("token");
        Self { address, token }
    }

    /// The head lines of a request that may change something.
    pub(crate) fn headers(&self) -> String {
        format!(
            "Origin: http://{}\r\nX-Leerlijn-Token: {}\r\nContent-Type: application/json\r\n",
            self.address, self.token
        )
    }

    pub(crate) fn post(&self, name: &str, headers: &str, body: &str) -> Answer {
        let (address, length) = (self.address, body.len());
        raw(
            address,
            &format!(
                "POST /__leerlijn/{name} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
            ),
        )
    }

    pub(crate) fn ask(&self, name: &str, body: &Value) -> (u16, Value) {
        let answer = self.post(name, &self.headers(), &body.to_string());
        (answer.status, serde_json::from_slice(&answer.body).unwrap_or(Value::Null))
    }

    /// Has `mark` put into a cell.
    pub(crate) fn cell(&self, module: &str, item: &str, mark: &str) -> (u16, Value) {
        self.ask("edit", &json!({ "cells": [{ "module": module, "item": item, "mark": mark }] }))
    }
}

fn text(bench: &Bench, path: &str) -> String {
    fs::read_to_string(bench.path(path)).unwrap()
}

#[test]
fn a_cell_is_edited_and_the_edit_is_taken_back_and_made_again() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let before = text(&bench, M01);
    let (status, made) = hand.cell("M01", "c1.3", "3");
    assert_eq!(status, 200, "{made}");
    let after = before.replace("[\"c1.1\"]", "[\"c1.1\", \"c1.3\"]");
    assert_eq!(text(&bench, M01), after);
    assert_eq!(made["effects"]["programmes"][0]["covered"], 1);
    assert_eq!(made["effects"]["programmes"][0]["gaps"], -1);
    assert_eq!(made["changes"][0]["file"], M01);
    assert!(made["undo"] == true && made["redo"] == false, "{made}");
    // An edit is answered when the pages show it.
    assert!(bench.get(MATRIX).text().contains("m0 r-c1.3\""));
    let (status, made) = hand.ask("undo", &json!({}));
    assert_eq!((status, &made["redo"]), (200, &json!(true)), "{made}");
    assert_eq!(text(&bench, M01), before);
    assert_eq!(hand.ask("redo", &json!({})).0, 200);
    assert_eq!(text(&bench, M01), after);
    assert_eq!(hand.ask("redo", &json!({})).0, 409);
}

#[test]
fn the_site_is_built_for_whoever_may_edit() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let (status, built) = hand.ask("build", &json!({}));
    assert_eq!((status, built), (200, json!({ "said": "built in en", "is_done": true, "folder": "output" })));
    assert_eq!(hand.post("build", "", "{}").status, 403);
}

#[test]
fn an_edit_is_shown_before_it_is_made() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let before = text(&bench, M01);
    let asked = json!({ "dry": true, "cells": [{ "module": "M01", "item": "c1.3", "mark": "●" }] });
    let (status, made) = hand.ask("edit", &asked);
    assert_eq!(status, 200, "{made}");
    assert_eq!(made["changes"][0]["line"], 6);
    assert_eq!(made["effects"]["programmes"][0]["covered"], 1);
    assert_eq!((text(&bench, M01), &made["undo"]), (before, &json!(false)));
}

#[test]
fn a_block_is_one_edit() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let before = (text(&bench, M01), text(&bench, "content/modules/m02/index.md"));
    let cell = |module: &str, item: &str, mark: &str| json!({ "module": module, "item": item, "mark": mark });
    let cells = [
        cell("M01", "c1.1", ""),
        cell("M01", "c1.2", "1"),
        cell("M02", "c1.2", "2"),
        cell("M02", "c1.3", "x"),
    ];
    let (status, made) = hand.ask("edit", &json!({ "cells": cells }));
    assert_eq!((status, made["changes"].as_array().map(Vec::len)), (200, Some(2)), "{made}");
    assert_eq!(hand.ask("undo", &json!({})).0, 200);
    assert_eq!((text(&bench, M01), text(&bench, "content/modules/m02/index.md")), before);
    assert_eq!(hand.ask("undo", &json!({})).0, 409);
}

#[test]
fn an_edit_takes_in_what_an_editor_saved_a_moment_ago() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    for round in 0..20 {
        let own = module("M01", "\"c1.1\"", &format!("round-{round}-words"));
        bench.put(M01, &own);
        // The preview may not have read it yet.
        let (status, made) = hand.cell("M01", "c1.3", "3");
        assert_eq!(status, 200, "{made}");
        assert_eq!(text(&bench, M01), own.replace("[\"c1.1\"]", "[\"c1.1\", \"c1.3\"]"));
    }
}

#[test]
fn an_edit_is_not_taken_back_over_what_an_editor_saved() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    assert_eq!(hand.cell("M01", "c1.3", "3").0, 200);
    let own = format!("{}\nMy own words.\n", text(&bench, M01));
    bench.put(M01, &own);
    let (status, refused) = hand.ask("undo", &json!({}));
    assert_eq!((status, &refused["key"]), (409, &json!("edit-newer")), "{refused}");
    assert!(refused["changes"].to_string().contains("My own words."), "{refused}");
    assert_eq!(text(&bench, M01), own);
}

#[test]
fn a_programme_without_a_file_gets_one_and_loses_it_again() {
    let folder = site();
    fs::remove_dir_all(folder.path().join("content/programmes")).unwrap();
    let bench = Bench::of(folder, Watching::Notified);
    let hand = Hand::at(&bench, "/programmes/agent/gaps/");
    let file = "content/programmes/agent.md";
    let exempt = json!({ "intents": [{ "kind": "exempt", "programme": "agent", "item": "c1.3", "reason": "Op de stage." }] });
    assert_eq!(hand.ask("edit", &exempt).0, 422);
    let (status, made) = hand.ask("edit", &json!({ "intents": [{ "kind": "write_programmes" }] }));
    assert_eq!((status, &made["changes"][0]["file"]), (200, &json!(file)), "{made}");
    let written = text(&bench, file);
    let (status, made) = hand.ask("edit", &exempt);
    assert_eq!(status, 200, "{made}");
    assert!(text(&bench, file).contains("\"c1.3\" = \"Op de stage.\""));
    assert_eq!(hand.ask("undo", &json!({})).0, 200);
    assert_eq!(text(&bench, file), written);
    // Another text than the one that was made is its author's, and stays.
    fs::write(bench.path(file), format!("{written}Van mij.\n")).unwrap();
    let (status, refused) = hand.ask("undo", &json!({}));
    assert_eq!((status, &refused["key"]), (409, &json!("edit-newer")), "{refused}");
    assert_eq!(text(&bench, file), format!("{written}Van mij.\n"));
    fs::write(bench.path(file), &written).unwrap();
    let (status, made) = hand.ask("undo", &json!({}));
    assert_eq!((status, &made["changes"][0]["file"]), (200, &json!(file)), "{made}");
    assert!(!bench.path("content/programmes").exists());
    assert_eq!(hand.ask("redo", &json!({})).0, 200);
    assert_eq!(text(&bench, file), written);
}

#[test]
fn every_open_page_is_told_of_an_edit() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let tabs = [
        Tab::open(bench.address, MATRIX),
        Tab::open(hand.address, MATRIX),
        Tab::open(hand.address, "/programmes/year/gaps/"),
    ];
    for tab in &tabs {
        tab.status();
    }
    assert_eq!(hand.cell("M01", "c1.3", "3").0, 200);
    for tab in &tabs {
        tab.wait_for("reload");
    }
}

#[test]
fn a_card_says_where_a_module_claims_an_item() {
    let bench = Bench::new();
    let own = "+++\ntitle = \"One\"\ncode = \"M01\"\n\n[covers]\nassessed = [\"c1.1\"]\n+++\n\n## Start {#start introduced=c1.1}\n\nText\n\n## Next\n\n[[c1.1]]\n";
    bench.put(M01, own);
    bench.shows("/modules/m01/", "Next");
    let hand = Hand::of(&bench);
    let card = until("the card", || {
        let answer = get(hand.address, "/__leerlijn/card?module=M01&item=c1.1");
        (answer.status == 200).then(|| serde_json::from_slice::<Value>(&answer.body).unwrap())
    });
    let places = card["places"].as_array().unwrap();
    let short: Vec<_> =
        places.iter().map(|place| (&place["label"], &place["level"], &place["mentions"])).collect();
    let (no, yes, none) = (json!(false), json!(true), Value::Null);
    assert_eq!(
        short,
        [(&json!(""), &json!(2), &no), (&json!("Start"), &json!(0), &no), (&json!("Next"), &none, &yes)]
    );
    assert_eq!(get(hand.address, "/__leerlijn/card?module=M09&item=c1.1").status, 404);
    let grid: Value =
        serde_json::from_slice(&get(hand.address, &format!("/__leerlijn/grid?path={MATRIX}")).body).unwrap();
    assert_eq!(grid["modules"][1]["name"], "M02");
    assert_eq!((&grid["levels"][2]["letter"], &grid["items"][2]["name"]), (&json!("a"), &json!("c1.3")));
}

#[test]
fn pages_that_are_edited_run_no_script_of_the_site() {
    let folder = super::bench::site();
    for (path, text) in [
        ("content/evil.js", "document.title = 1"),
        ("content/evil.html", "<script>1</script>"),
        ("content/evil.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"),
        ("themes/default/static/js/page.js", "document.title = 2"),
    ] {
        fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), text).unwrap();
    }
    let bench = Bench::of(folder, leerlijn::shell::preview::Watching::Notified);
    let hand = Hand::of(&bench);
    for path in ["/evil.js", "/static/js/page.js"] {
        assert_eq!(get(hand.address, path).status, 403, "{path}");
        assert_eq!(bench.get(path).status, 200, "{path}");
    }
    assert_eq!(get(hand.address, "/static/js/matrix.js").status, 200);
    let policy = |path: &str| get(hand.address, path).header("content-security-policy").unwrap().to_owned();
    for path in [MATRIX, "/", "/nowhere/"] {
        let policy = policy(path);
        assert!(
            policy.starts_with("default-src 'self'; style-src") && !policy.contains("script-src"),
            "{policy}"
        );
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
    }
    for path in ["/evil.html", "/evil.svg"] {
        assert!(policy(path).starts_with("sandbox; default-src 'none'"), "{path}");
    }
}

#[test]
fn a_preview_that_others_see_or_that_is_told_so_is_not_edited() {
    let bench = Bench::not_editing();
    let page = bench.get(MATRIX);
    assert!(!page.text().contains("data-editing"), "{}", page.text());
    let address: SocketAddr = page.data("controls").strip_prefix("http://").unwrap().parse().unwrap();
    let token = get(address, "/__leerlijn/button?file=content/guide.md").data("token");
    let hand = Hand { address, token };
    assert_eq!(get(address, MATRIX).status, 404);
    assert_eq!(hand.cell("M01", "c1.3", "3").0, 403);
    assert_eq!(hand.ask("undo", &json!({})).0, 403);
}

#[test]
fn where_the_system_names_no_account_the_browser_edits_that_the_preview_opened() {
    let bench = Bench::edited_by(Editors::Opened);
    let preview = bench.preview.as_ref().unwrap();
    let door = preview.door(Language::Dutch).unwrap().unwrap();
    let file = door.file();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(file.parent().unwrap()).unwrap().permissions().mode();
        assert_eq!(mode & 0o77, 0, "others may read the key");
    }
    let page = fs::read_to_string(&file).unwrap();
    let (_, key) = page.split_once("/__leerlijn/enter#").unwrap();
    let key = key.split('"').next().unwrap();
    let address: SocketAddr =
        bench.get(MATRIX).data("editing").strip_prefix("http://").unwrap().parse().unwrap();
    assert!(page.contains(&format!("url=http://{address}/__leerlijn/enter#{key}\"")), "{page}");
    // Another account reads all that is answered, and the key stands in none of it.
    let enter = get(address, "/__leerlijn/enter");
    assert_eq!(enter.status, 200);
    assert!(
        enter
            .header("content-security-policy")
            .unwrap()
            .starts_with("default-src 'none'; script-src 'nonce-")
    );
    let button = get(address, "/__leerlijn/button?file=content/guide.md");
    let desk = get(address, MATRIX);
    assert!(!desk.text().contains("data-token"), "{}", desk.text());
    for answer in [&enter, &button, &desk, &bench.get(MATRIX)] {
        assert!(!answer.text().contains(key) && !answer.head.contains(key), "{}", answer.text());
    }
    for token in [button.data("token"), String::new(), "0".repeat(key.len())] {
        let hand = Hand { address, token };
        assert_eq!(hand.cell("M01", "c1.3", "3").0, 403);
        assert_eq!(hand.ask("build", &json!({})).0, 403);
    }
    let opened = Hand { address, token: key.to_owned() };
    assert_eq!(opened.cell("M01", "c1.3", "3").0, 200);
    drop(door);
    assert!(!file.exists());
    // Where the system does name it, every browser of the account edits, and nothing has to be let in.
    let all = Bench::new();
    assert!(all.preview.as_ref().unwrap().door(Language::Dutch).unwrap().is_none());
    assert_eq!(get(Hand::of(&all).address, "/__leerlijn/enter").status, 404);
}

#[test]
fn an_edit_that_no_page_shows_yet_names_the_mistake_in_the_way() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let other = "content/modules/m02/index.md";
    let whole = text(&bench, other);
    bench.put(other, &whole.replace("code = \"M02\"", "code = \"M02"));
    until("the mistake", || (Tab::open(bench.address, MATRIX).status()["stale"] == true).then_some(()));
    let asked = json!({ "dry": true, "cells": [{ "module": "M01", "item": "c1.3", "mark": "3" }] });
    let obstacle = json!({ "file": other, "line": 3 });
    assert_eq!(hand.ask("edit", &asked).1["obstacle"], obstacle);
    let (status, made) = hand.cell("M01", "c1.3", "3");
    assert_eq!((status, &made["obstacle"]), (200, &obstacle), "{made}");
    assert!(text(&bench, M01).contains("\"c1.3\""));
    assert!(!bench.get(MATRIX).text().contains("m0 r-c1.3\""));
    assert_eq!(hand.ask("undo", &json!({})).1["obstacle"], obstacle);
    assert_eq!(hand.ask("redo", &json!({})).1["obstacle"], obstacle);
    bench.put(other, &whole);
    bench.shows(MATRIX, "m0 r-c1.3\"");
    assert_eq!(hand.ask("undo", &json!({})).1["obstacle"], Value::Null);
}

#[test]
fn a_card_says_at_which_level_the_programme_counts_the_module_itself() {
    let folder = site();
    let programme = format!(
        "{}[levels.M01]\npractised = [\"c1.1\"]\n+++\n",
        super::bench::PROGRAMME.trim_end_matches("+++\n")
    );
    fs::write(folder.path().join("content/programmes/year.md"), programme).unwrap();
    let bench = Bench::of(folder, Watching::Notified);
    let hand = Hand::of(&bench);
    let card = |item: &str, programme: &str| -> Value {
        let address = format!("/__leerlijn/card?module=M01&item={item}{programme}");
        serde_json::from_slice(&get(hand.address, &address).body).unwrap()
    };
    let said = json!({ "level": 1, "file": "content/programmes/year.md" });
    assert_eq!(card("c1.1", "&programme=year")["counted"], said);
    assert_eq!(card("c1.1", "")["counted"], Value::Null);
    assert_eq!(card("c1.2", "&programme=year")["counted"], Value::Null);
    assert_eq!(card("c1.1", "")["texts"], json!([{ "file": M01, "text": text(&bench, M01) }]));
}

#[test]
fn offers_close_the_gap_that_only_some_choices_cover() {
    let folder = site();
    let programme = "+++\ntitle = \"One year\"\nprofile = \"agent\"\n\n[[terms]]\nmodules = [\"M01\"]\n[[terms.choice]]\npick = 1\nmodules = [\"M02\", \"M03\"]\n+++\n";
    let section = |code: &str, items: &str| {
        module(code, items, "## Answering {#answering}\n\nEverybody answers: [[c1.2]].")
    };
    for (path, text) in [
        ("content/programmes/year.md", programme.to_owned()),
        (M01, section("M01", "\"c1.1\"")),
        ("content/modules/m02/index.md", section("M02", "\"c1.2\"")),
        ("content/modules/m03.md", section("M03", "\"c1.3\"")),
    ] {
        fs::write(folder.path().join(path), text).unwrap();
    }
    let bench = Bench::of(folder, Watching::Notified);
    let hand = Hand::of(&bench);
    let answer = get(hand.address, "/__leerlijn/offers?programme=year&item=c1.2");
    let offers: Value = serde_json::from_slice(&answer.body).unwrap();
    // M02 does enough, so that nothing would change in it; M01 is taken by everyone.
    let modules: Vec<&Value> =
        offers["offers"].as_array().unwrap().iter().map(|offer| &offer["module"]).collect();
    assert_eq!(modules, [&json!(0), &json!(2)], "{offers}");
}

#[test]
fn two_marks_for_one_cell_are_refused() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let cell = |mark: &str| json!({ "module": "M01", "item": "c1.3", "mark": mark });
    let before = text(&bench, M01);
    let (status, refused) = hand.ask("edit", &json!({ "cells": [cell("1"), cell("3")] }));
    assert_eq!((status, &refused["key"]), (400, &json!("edit-malformed")), "{refused}");
    assert_eq!(text(&bench, M01), before);
    assert_eq!(hand.ask("edit", &json!({ "cells": [cell("3"), cell("3")] })).0, 200);
}
