//! Any sequence of builds and of others' doings in the output.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;

use super::bench::*;

const PAGES: &[&str] = &["index.html", "a/index.html", "a/b/index.html", "a/b/c.css", "é/x.html", "x", "x/y"];
const FOREIGN: &[&str] = &["CNAME", "a/notes.txt", "own/deep/er.txt", ".git/HEAD", "é/ü.txt"];

#[derive(Debug, Clone)]
enum Step {
    /// Build the site in which page `n` holds `contents[n]`, or is not there.
    Build(Vec<Option<u8>>),
    Put(usize, u8),
    Take(usize),
    /// Somebody writes over a page, or removes it.
    Spoil(usize),
    Lose(usize),
    /// A killed build left a half site.
    Litter,
}

fn step() -> impl Strategy<Value = Step> {
    let contents = prop::collection::vec(prop::option::of(0..3u8), PAGES.len());
    prop_oneof![
        4 => contents.prop_map(Step::Build),
        2 => (0..FOREIGN.len(), 0..3u8).prop_map(|(n, content)| Step::Put(n, content)),
        1 => (0..FOREIGN.len()).prop_map(Step::Take),
        1 => (0..PAGES.len()).prop_map(Step::Spoil),
        1 => (0..PAGES.len()).prop_map(Step::Lose),
        1 => Just(Step::Litter),
    ]
}

/// The pages of a site; a page that stands where another has its folder is left out.
fn pages(contents: &[Option<u8>]) -> BTreeMap<String, String> {
    let both = contents[5].is_some() && contents[6].is_some();
    let page = |(n, content): (usize, &Option<u8>)| {
        let content = (*content)?;
        (!(both && n == 6)).then(|| (PAGES[n].to_owned(), format!("page {content}")))
    };
    contents.iter().enumerate().filter_map(page).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_output_is_always_the_last_site_and_the_files_of_others(steps in prop::collection::vec(step(), 1..14)) {
        let bench = Bench::new();
        let mut last = BTreeMap::new();
        let mut foreign = BTreeMap::new();
        bench.build(&[]);
        for step in steps {
            match step {
                Step::Put(n, content) => {
                    let content = format!("own {content}");
                    bench.put(&format!("output/{}", FOREIGN[n]), &content);
                    foreign.insert(FOREIGN[n].to_owned(), content);
                }
                Step::Take(n) => {
                    if foreign.remove(FOREIGN[n]).is_some() {
                        fs::remove_file(bench.at(FOREIGN[n])).unwrap();
                    }
                }
                // A spoilt page that the next site lacks becomes somebody else's, so only a page that is
                // spoilt and put right at once keeps the expectation simple.
                Step::Spoil(n) | Step::Lose(n) if last.contains_key(PAGES[n]) => {
                    let path = bench.at(PAGES[n]);
                    if matches!(step, Step::Spoil(_)) {
                        fs::write(path, "page X").unwrap();
                    } else {
                        fs::remove_file(path).unwrap();
                    }
                    let written = bench.build(&files(&last));
                    prop_assert_eq!(written.repaired, [path_of(PAGES[n])]);
                }
                Step::Spoil(_) | Step::Lose(_) => {}
                Step::Litter => {
                    bench.put(".output.leerlijn-new/.leerlijn-unfinished", "");
                    bench.put(".output.leerlijn-new/a/index.html", "half");
                }
                Step::Build(contents) => {
                    let next = pages(&contents);
                    let same = next.iter().filter(|(path, content)| last.get(*path) == Some(content));
                    let same: Vec<_> = same.map(|(path, _)| (bench.at(path), inode(&bench.at(path)))).collect();
                    let written = bench.build(&files(&next));
                    prop_assert_eq!(written.unchanged, same.len());
                    for (path, number) in same {
                        prop_assert_eq!(inode(&path), number);
                    }
                    prop_assert_eq!(bench.beside(), [""; 0]);
                    last = next;
                }
            }
            let expected: BTreeMap<_, _> = last.iter().chain(&foreign).collect();
            let found = contents(&bench.output());
            prop_assert_eq!(found.iter().collect::<BTreeMap<_, _>>(), expected);
        }
    }
}

fn files(pages: &BTreeMap<String, String>) -> Vec<leerlijn::plan::OutFile> {
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, content)| (&**path, &**content)).collect();
    site(&pages)
}
