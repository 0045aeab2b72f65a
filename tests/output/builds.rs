//! One build after another of a site that is nobody else's.

use std::fs;

use leerlijn::plan::Fingerprint;
use leerlijn::shell::output::{How, MANIFEST_FILE, OutputError, OutputFolder, Written};

use super::bench::*;

const PAGES: &[(&str, &str)] =
    &[("index.html", "start"), ("m/m01/index.html", "one"), ("m/m02/index.html", "two"), ("m/x.css", "")];

#[test]
fn a_first_build_writes_the_site_and_says_how_much() {
    let bench = Bench::new();
    let written = bench.build(&site(PAGES));
    assert_eq!(contents(&bench.output()), as_map(PAGES));
    assert_eq!((written.created, written.changed, written.unchanged, written.removed), (4, 0, 0, 0));
    assert_eq!((written.bytes, written.how), (11, How::AtOnce));
    assert_eq!(bench.beside(), [""; 0], "nothing stays beside the output");
}

#[test]
fn a_build_into_an_empty_folder_or_below_missing_folders_works() {
    let bench = Bench::new();
    fs::create_dir(bench.output()).unwrap();
    assert_eq!(bench.build(&site(PAGES)).how, How::AtOnce);
    let deep = bench.root().join("a/b/../c");
    OutputFolder::find(bench.root(), &deep).unwrap().write(&site(PAGES), &no_make, &|| {}).unwrap();
    assert_eq!(contents(&bench.root().join("a/c")), as_map(PAGES));
}

#[test]
fn a_build_without_differences_touches_nothing() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    let before = state(&bench.output());
    let mut files = site(PAGES);
    files.reverse();
    let written = bench.build(&files);
    assert_eq!((written.unchanged, written.bytes, written.how), (4, 0, How::Untouched));
    assert_eq!(state(&bench.output()), before);
}

#[test]
fn two_builds_of_one_site_are_the_same_to_the_last_byte() {
    let (first, second) = (Bench::new(), Bench::new());
    let build = |bench: &Bench, mut files: Vec<_>| {
        bench.put("content/a.svg", "<svg/>");
        files.push(copy("a.svg", "content/a.svg"));
        files.reverse();
        bench.build(&files);
        fs::read(bench.at(MANIFEST_FILE)).unwrap()
    };
    let manifest = build(&first, site(PAGES));
    second.build(&site(&[("old.html", "old")]));
    assert_eq!(build(&second, site(PAGES)), manifest);
    assert_eq!(contents(&first.output()), contents(&second.output()));
}

#[test]
fn one_changed_page_is_replaced_alone() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    let (folder, other) = (inode(&bench.output()), inode(&bench.at("m/m02/index.html")));
    let mut pages = PAGES.to_vec();
    pages[1].1 = "uno";
    let written = bench.build(&site(&pages));
    assert_eq!((written.changed, written.unchanged, written.bytes, written.how), (1, 3, 3, How::OneFile));
    assert_eq!(contents(&bench.output()), as_map(&pages));
    assert_eq!((inode(&bench.output()), inode(&bench.at("m/m02/index.html"))), (folder, other));
    assert_eq!(bench.build(&site(&pages)).how, How::Untouched);
    assert_eq!(bench.beside(), [""; 0]);
}

#[test]
fn what_did_not_change_stays_the_same_file_when_the_site_is_exchanged() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    let (folder, kept) = (inode(&bench.output()), inode(&bench.at("m/x.css")));
    let pages = [("index.html", "START"), ("m/m03/index.html", "three"), ("m/x.css", "")];
    let written = bench.build(&site(&pages));
    assert_eq!((written.created, written.changed, written.unchanged, written.removed), (1, 1, 1, 2));
    assert_eq!((written.how, written.leftover), (How::AtOnce, None));
    assert_eq!(contents(&bench.output()), as_map(&pages));
    assert_ne!(inode(&bench.output()), folder);
    assert_eq!(inode(&bench.at("m/x.css")), kept);
    assert!(!bench.at("m/m01").exists(), "a folder without pages goes too");
    assert_eq!(bench.beside(), [""; 0]);
}

#[test]
fn a_page_may_become_a_folder_and_back() {
    let bench = Bench::new();
    let (file, folder) = (site(&[("a", "page")]), site(&[("a/b", "page")]));
    for files in [&file, &folder, &file] {
        bench.build(files);
        assert_eq!(contents(&bench.output()).len(), 1);
    }
    assert!(bench.at("a").is_file());
}

#[test]
fn a_page_that_somebody_changed_or_removed_is_put_right_and_named() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    fs::write(bench.at("m/m01/index.html"), "ONE").unwrap();
    make_old(&bench.at("m/m01/index.html"));
    fs::remove_file(bench.at("index.html")).unwrap();
    let written = bench.build(&site(PAGES));
    assert_eq!(written.repaired, [path_of("index.html"), path_of("m/m01/index.html")]);
    assert_eq!((written.changed, written.unchanged), (2, 2));
    assert_eq!(contents(&bench.output()), as_map(PAGES));
}

#[test]
fn a_change_within_the_tick_of_the_clock_is_seen() {
    let bench = Bench::new();
    for round in 0..50 {
        bench.build(&site(PAGES));
        fs::write(bench.at("index.html"), "hello").unwrap();
        assert_eq!(bench.build(&site(PAGES)).repaired, [path_of("index.html")], "round {round}");
    }
}

#[test]
fn a_page_with_other_times_and_the_same_content_is_kept() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    let page = bench.at("index.html");
    make_old(&page);
    let number = inode(&page);
    for _ in 0..2 {
        let written = bench.build(&site(PAGES));
        assert_eq!((written.unchanged, written.how), (4, How::Untouched));
        assert_eq!(inode(&page), number);
    }
}

#[test]
fn a_removed_page_that_somebody_changed_stays_and_is_named() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    fs::write(bench.at("m/m01/index.html"), "notes").unwrap();
    let pages = &PAGES[2..];
    let written = bench.build(&site(pages));
    assert_eq!((written.left, written.removed), (vec![path_of("m/m01/index.html")], 1));
    let mut expected = as_map(pages);
    expected.insert("m/m01/index.html".to_owned(), "notes".to_owned());
    assert_eq!(contents(&bench.output()), expected);
    let again = bench.build(&site(pages));
    assert_eq!((again.left, again.how), (vec![], How::Untouched));
}

#[test]
fn a_manifest_of_another_version_is_an_error_and_changes_nothing() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    fs::write(bench.at(MANIFEST_FILE), "leerlijn-manifest 2 4\n").unwrap();
    let before = state(&bench.output());
    let error = bench.try_build(&site(&PAGES[1..])).unwrap_err();
    assert!(matches!(error, OutputError::Manifest(_)));
    assert!(error.to_string().ends_with("empty the output folder and build again"), "{error}");
    assert_eq!(state(&bench.output()), before);
}

#[test]
fn a_site_with_a_damaged_manifest_is_built_anew_around_the_files_of_others() {
    for damaged in ["", "leerlijn-manifest 1 4\n", "\0\0\0\0", "leerlijn-manifest 1 unknown\n"] {
        let bench = Bench::new();
        bench.build(&site(&[("index.html", "1"), ("a.html", "1"), ("b.html", "1"), ("gone.html", "1")]));
        bench.put("output/notes.txt", "mine");
        // A page without its content, as a power cut leaves it.
        fs::write(bench.at("a.html"), "").unwrap();
        fs::write(bench.at(MANIFEST_FILE), damaged).unwrap();
        let pages = [("index.html", "1"), ("a.html", "2"), ("b.html", "2"), ("c.html", "2")];
        let written = bench.build(&site(&pages));
        assert!(written.relisted);
        assert_eq!((written.unchanged, written.created, written.changed), (1, 1, 2));
        let mut expected = as_map(&pages);
        // Nobody can tell any more whose it is.
        expected.insert("gone.html".to_owned(), "1".to_owned());
        expected.insert("notes.txt".to_owned(), "mine".to_owned());
        assert_eq!(contents(&bench.output()), expected);
        let again = bench.build(&site(&pages));
        assert_eq!((again.relisted, again.how), (false, How::Untouched));
        assert_eq!(bench.beside(), [""; 0]);
    }
}

#[test]
fn a_damaged_manifest_gives_no_file_of_others_away() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1")]));
    bench.put("output/a.html", "mine");
    fs::write(bench.at(MANIFEST_FILE), "").unwrap();
    let before = state(&bench.output());
    let error = bench.try_build(&site(&[("index.html", "2"), ("a.html", "2")])).unwrap_err();
    assert!(matches!(&error, OutputError::InTheWay(path) if path.ends_with("a.html")), "{error}");
    assert_eq!(state(&bench.output()), before);
}

#[test]
fn the_group_of_the_output_and_the_bit_that_hands_it_on_are_kept() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let bench = Bench::new();
    bench.build(&site(PAGES));
    // An administrator may give it to any group; others try it with their own.
    let _ = chown(bench.output(), None, Some(1));
    fs::set_permissions(bench.output(), fs::Permissions::from_mode(0o2775)).unwrap();
    let group = fs::metadata(bench.output()).unwrap().gid();
    bench.build(&site(&[("index.html", "2"), ("new/a.html", "2"), ("new/b/c.html", "2")]));
    let look = |name: &str| fs::metadata(bench.at(name)).unwrap();
    assert_eq!((look("").gid(), look("").mode() & 0o7777), (group, 0o2775));
    for name in ["new", "new/b", "new/b/c.html"] {
        assert_eq!(look(name).gid(), group, "{name}");
    }
    assert_eq!(look("new/b").mode() & 0o2000, 0o2000);
}

#[test]
fn a_lost_manifest_is_made_again_when_all_files_are_the_sites() {
    let bench = Bench::new();
    bench.build(&site(PAGES));
    let number = inode(&bench.at("index.html"));
    fs::remove_file(bench.at(MANIFEST_FILE)).unwrap();
    let written = bench.build(&site(PAGES));
    assert_eq!((written.created, written.unchanged), (0, 4));
    assert_eq!(inode(&bench.at("index.html")), number);
    assert!(bench.at(MANIFEST_FILE).exists());
}

#[test]
fn files_that_some_disks_take_for_one_are_refused() {
    let bench = Bench::new();
    for pages in [[("a.html", ""), ("A.html", "")], [("b", ""), ("B/index.html", "")]] {
        let error = bench.try_build(&site(&pages)).unwrap_err();
        assert!(matches!(error, OutputError::Collision(..)), "{error}");
    }
    assert!(!bench.output().exists());
}

const INPUTS: Fingerprint = Fingerprint(7);

/// A site of pages and a picture that was written as made of [`INPUTS`], and what is said of it later.
fn of_inputs(bench: &Bench) -> impl Fn(Fingerprint) -> Option<Written> + use<'_> {
    bench.put("content/a.svg", "<svg/>");
    let picture = copy("a.svg", "content/a.svg");
    let files: Vec<_> = site(PAGES).into_iter().chain([picture.clone()]).collect();
    let folder = OutputFolder::find(bench.root(), &bench.output()).unwrap();
    folder.lock(&|| {}).unwrap().write(&files, Some(INPUTS), &no_make).unwrap();
    move |inputs| {
        let folder = OutputFolder::find(bench.root(), &bench.output()).unwrap();
        folder.lock(&|| {}).unwrap().mend_and_compare(inputs, std::slice::from_ref(&picture)).unwrap()
    }
}

#[test]
fn an_output_of_the_same_inputs_is_known_without_its_files() {
    let bench = Bench::new();
    let unchanged = of_inputs(&bench);
    let before = state(&bench.output());
    let written = unchanged(INPUTS).unwrap();
    assert_eq!((written.pages, written.unchanged, written.how), (3, 5, How::Untouched));
    assert_eq!(unchanged(Fingerprint(8)), None);
    assert_eq!(state(&bench.output()), before);
}

#[test]
fn an_output_that_somebody_touched_is_not_taken_for_unchanged() {
    type Touch = fn(&Bench);
    let touches: [(&str, Touch); 6] = [
        ("a page of the same size", |bench| fs::write(bench.at("index.html"), "START").unwrap()),
        ("a page that is gone", |bench| fs::remove_file(bench.at("m/m01/index.html")).unwrap()),
        ("a picture", |bench| fs::write(bench.at("a.svg"), "<SVG/>").unwrap()),
        ("the source of a picture", |bench| bench.put("content/a.svg", "<SVG/>")),
        ("a folder that became a link", |bench| {
            fs::rename(bench.at("m"), bench.root().join("elsewhere")).unwrap();
            std::os::unix::fs::symlink(bench.root().join("elsewhere"), bench.at("m")).unwrap();
        }),
        ("the manifest", |bench| fs::write(bench.at(MANIFEST_FILE), "").unwrap()),
    ];
    for (what, touch) in touches {
        let bench = Bench::new();
        let unchanged = of_inputs(&bench);
        touch(&bench);
        assert_eq!(unchanged(INPUTS), None, "{what}");
    }
}

#[test]
fn other_inputs_with_the_same_files_are_noted() {
    let bench = Bench::new();
    let unchanged = of_inputs(&bench);
    let folder = OutputFolder::find(bench.root(), &bench.output()).unwrap();
    let files: Vec<_> = site(PAGES).into_iter().chain([copy("a.svg", "content/a.svg")]).collect();
    let written = folder.lock(&|| {}).unwrap().write(&files, Some(Fingerprint(8)), &no_make).unwrap();
    assert_eq!((written.changed, written.unchanged, written.bytes), (0, 5, 0));
    assert!(unchanged(Fingerprint(8)).is_some() && unchanged(INPUTS).is_none());
}
