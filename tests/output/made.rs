//! Pages that are made while the site is written.

use std::fs;

use leerlijn::shell::output::{How, OutputError};

use super::bench::*;

const PAGES: [(&str, &str); 3] = [("a", "1"), ("b/c", "1"), ("b/d", "1")];

#[test]
fn a_page_is_made_again_only_when_it_is_made_of_something_else() {
    let bench = Bench::new();
    let (written, made) = bench.try_make(&PAGES);
    assert_eq!((written.unwrap().how, made.len()), (How::AtOnce, 3));
    assert_eq!(contents(&bench.output()), as_map(&PAGES));
    let before = state(&bench.output());
    let (written, made) = bench.try_make(&PAGES);
    assert_eq!((written.unwrap().how, made.len()), (How::Untouched, 0));
    assert_eq!(state(&bench.output()), before);

    let one = [("a", "1"), ("b/c", "2"), ("b/d", "1")];
    let (written, made) = bench.try_make(&one);
    assert_eq!((written.unwrap().how, made), (How::OneFile, vec!["b/c".to_owned()]));
    let two = [("a", "3"), ("b/c", "2"), ("b/d", "3"), ("e", "3")];
    let (written, made) = bench.try_make(&two);
    let written = written.unwrap();
    assert_eq!((written.how, written.created, written.changed, written.unchanged), (How::AtOnce, 1, 2, 1));
    assert_eq!(made, ["a", "b/d", "e"]);
    assert_eq!(contents(&bench.output()), as_map(&two));
    assert!(bench.beside().is_empty(), "{:?}", bench.beside());
}

#[test]
fn a_page_that_somebody_changed_or_removed_is_made_again() {
    let bench = Bench::new();
    bench.try_make(&PAGES).0.unwrap();
    bench.put("output/a", "2");
    fs::remove_file(bench.at("b/d")).unwrap();
    let (written, made) = bench.try_make(&PAGES);
    assert_eq!((written.unwrap().repaired.len(), made), (2, vec!["a".to_owned(), "b/d".to_owned()]));
    assert_eq!(contents(&bench.output()), as_map(&PAGES));
}

#[test]
fn a_page_that_cannot_be_made_leaves_the_site_as_it_was() {
    let bench = Bench::new();
    bench.try_make(&PAGES).0.unwrap();
    let before = state(&bench.output());
    let (written, _) = bench.try_make(&[("a", "2"), ("b/c", "fails"), ("new/page", "2")]);
    assert!(matches!(written, Err(OutputError::NotRendered(path)) if path.as_str() == "b/c"));
    assert_eq!(state(&bench.output()), before);
    assert!(bench.beside().is_empty(), "{:?}", bench.beside());
}

#[test]
fn a_page_that_comes_to_be_made_of_other_things_and_stays_the_same_is_not_written() {
    let bench = Bench::new();
    bench.build(&site(&PAGES));
    let number = inode(&bench.at("b/c"));
    let (written, made) = bench.try_make(&PAGES);
    let written = written.unwrap();
    assert_eq!((written.changed, written.unchanged, made.len()), (0, 3, 3));
    assert_eq!(inode(&bench.at("b/c")), number);
    assert_eq!(bench.try_make(&PAGES).1.len(), 0, "now it is known what they are made of");
}
