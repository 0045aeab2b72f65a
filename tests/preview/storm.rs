//! A storm of saves: from several programs, in every way, faster than anybody reads.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use super::bench::{Bench, module};
use super::edits::Hand;

const ROUNDS: usize = 400;

/// Saves `text` as different editors do.
fn save(bench: &Bench, path: &str, text: &str, round: usize) {
    let put = |path: &str, text: &str| fs::write(bench.path(path), text).unwrap();
    let beside = format!("{path}.{round}.tmp");
    match round % 4 {
        0 => put(path, text),
        1 => {
            put(&beside, text);
            fs::rename(bench.path(&beside), bench.path(path)).unwrap();
        }
        2 => {
            // Gone for a moment.
            let _ = fs::remove_file(bench.path(path));
            put(path, text);
        }
        _ => {
            // Cut short for a moment.
            put(path, &text[..text.len() / 2]);
            put(path, text);
        }
    }
}

#[test]
fn a_storm_of_saves_ends_with_the_last_of_each_file() {
    let bench = Bench::new();
    let files = [
        ("content/modules/m01.md", "M01", "/modules/m01/"),
        ("content/modules/m02/index.md", "M02", "/modules/m02/"),
    ];
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writers: Vec<_> = files
            .iter()
            .map(|(path, code, _)| {
                let bench = &bench;
                scope.spawn(move || {
                    for round in 0..ROUNDS {
                        let text =
                            module(code, "\"c1.1\"", &format!("[gids](../guide.md) round-{round}-end"));
                        let text =
                            if path.contains("m02") { text.replace("../guide", "../../guide") } else { text };
                        save(bench, path, &text, round);
                    }
                })
            })
            .collect();
        // Whoever reads meanwhile gets whole pages, or hears that there is none at the moment.
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                for (_, _, page) in files {
                    let answer = bench.get(page);
                    let is_whole = answer.status == 200 && answer.text().trim_end().ends_with("</html>");
                    assert!(is_whole || answer.status == 404, "{page}: {} {}", answer.status, answer.text());
                }
            }
        });
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        ended.store(true, Ordering::Relaxed);
    });
    for (path, _, page) in files {
        bench.shows(page, &format!("round-{}-end", ROUNDS - 1));
        assert!(fs::read_to_string(bench.path(path)).unwrap().contains(&format!("round-{}-end", ROUNDS - 1)));
    }
}

#[test]
fn a_storm_of_saves_with_edits_in_it_leaves_whole_texts() {
    let bench = Bench::new();
    let hand = Hand::of(&bench);
    let path = "content/modules/m01.md";
    let own = |round: usize| module("M01", "\"c1.1\"", &format!("round-{round}-end"));
    let is_whole = |text: &str| {
        let round = text.split("round-").nth(1).and_then(|rest| rest.split('-').next()).unwrap();
        let plain = own(round.parse().unwrap());
        // As it was saved, or with an edit in it and nothing else.
        [plain.clone(), plain.replace("[\"c1.1\"]", "[\"c1.1\", \"c1.3\"]")].contains(&text.to_owned())
    };
    let ended = AtomicBool::new(false);
    let (mut made, mut refused) = (0, 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..ROUNDS {
                bench.put(path, &own(round));
                assert!(is_whole(&fs::read_to_string(bench.path(path)).unwrap()));
            }
            ended.store(true, Ordering::Relaxed);
        });
        while !ended.load(Ordering::Relaxed) {
            for mark in ["3", ""] {
                match hand.cell("M01", "c1.3", mark) {
                    (200, _) => made += 1,
                    (409 | 503, _) => refused += 1,
                    (status, answer) => panic!("{status} {answer}"),
                }
                assert!(is_whole(&fs::read_to_string(bench.path(path)).unwrap()));
            }
        }
    });
    assert!(made > 0, "all {refused} edits were refused");
    bench.put(path, &own(ROUNDS));
    let (status, answer) = hand.cell("M01", "c1.3", "3");
    assert_eq!(status, 200, "{answer}");
    let text = fs::read_to_string(bench.path(path)).unwrap();
    assert_eq!(text, own(ROUNDS).replace("[\"c1.1\"]", "[\"c1.1\", \"c1.3\"]"));
    bench.shows("/modules/m01/", &format!("round-{ROUNDS}-end"));
}
