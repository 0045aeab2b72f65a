//! A site that follows its files is what a first reading would make of them.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::plan::OutContent;
use crate::sources::SourceFile;

/// The files that an edit can be about, each with the texts that it can have. Some are wrong in
/// themselves, some only together with others.
const FILES: &[(&str, &[&str])] = &[
    (
        "leerlijn.toml",
        &[
            "title = \"A\"\nlanguage = \"en\"\n",
            "title = \"B\"\nlanguage = \"nl\"\ntheme = \"own\"\n",
            "title = \"C\"\nlanguage = \"en\"\nbase_url = \"https://example.org/c\"\n[diagnostics]\nL308 = \"warning\"\n",
            "title = 3\ntheme = \"none\"\n",
        ],
    ),
    (
        "content/index.md",
        &["Home.", "# Home\n\n[Guide](guide.md#part) and [[M01]].", "+++\ntitle = \"x\n+++\n"],
    ),
    ("content/guide.md", &["# Guide\n\n## Part\n\n![](a.svg)", "# Guide\n\n[[c1.1]] [[c9]]"]),
    ("content/a.svg", &["<svg/>", "<svg></svg>"]),
    (
        "content/profiles/p.md",
        &[
            "+++\ntitle = \"P\"\n+++\n\n## C {#c1 .competence}\n\n- One {#c1.1}\n- Two {#c1.2}\n",
            "+++\ntitle = \"P\"\n+++\n\n## C {#c1 .competence}\n\n- Two {#c1.2}\n- One {#c1.1}\n- Three {#c1.2}\n",
        ],
    ),
    ("content/profiles/q.md", &["+++\ntitle = \"Q\"\n+++\n\n## C {#c1 .competence}\n\n- One {#c1.1}\n"]),
    (
        "content/modules/m01.md",
        &[
            "+++\ntitle = \"M\"\ncode = \"M01\"\n[covers]\nassessed = [\"c1.1\"]\n+++\n\nText [[c1.1]].",
            "+++\ntitle = \"M\"\ncode = \"M01\"\nprofile = \"p\"\n[covers]\nassessed = [\"c1\"]\n+++\n\nText.",
            "+++\ntitle = \"M\"\n[covers]\nnever = [\"c1.7\"]\n+++\n",
        ],
    ),
    (
        "content/modules/m02/index.md",
        &["+++\ntitle = \"N\"\ncode = \"M02\"\n+++\n", "+++\ntitle = \"N\"\ncode = \"M01\"\n+++\n"],
    ),
    ("content/modules/m02/les.md", &["# Les\n\n## Deel {#deel introduced=c1.2}\n", "# Les\n"]),
    (
        "content/programmes/a.md",
        &[
            "+++\ntitle = \"A\"\nprofile = \"p\"\n[[terms]]\ntitle = \"T\"\nmodules = [\"M01\", \"M02\"]\n+++\n",
        ],
    ),
    ("themes/own/templates/text.html", &["<p>{{ page.title }}</p>", "{{ view.nothing.at.all }}", "{% if %}"]),
    ("themes/own/words/nl.ftl", &["modules = Bouwstenen\n", "modules =\n"]),
    ("themes/own/static/site.css", &["a {}", "b {}"]),
];

/// A change that an author makes.
#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
    /// The text of one file becomes that of another.
    Rename(usize, usize),
    /// A whole folder goes, or comes back with nothing in it.
    RemoveFolder(&'static str),
    RenameFolder(&'static str, &'static str),
}

fn edits() -> impl Strategy<Value = Edit> {
    let file = || 0..FILES.len();
    prop_oneof![
        6 => (file(), 0..4usize).prop_map(|(file, text)| Edit::Write(file, text)),
        2 => file().prop_map(Edit::Remove),
        2 => (file(), file()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => prop::sample::select(vec!["content/modules/m02", "content/modules", "content", "themes"])
            .prop_map(Edit::RemoveFolder),
        1 => Just(Edit::RenameFolder("content/modules/m02", "content/modules/m03")),
        1 => Just(Edit::RenameFolder("content/modules/m03", "content/modules/m02")),
    ]
}

/// Does it; the answer is what the system would tell of it.
fn make(root: &Path, edit: &Edit) -> Vec<SourcePath> {
    let name = |file: usize| FILES[file].0;
    let told = |paths: &[&str]| paths.iter().map(|path| SourcePath::new(path)).collect();
    match edit {
        Edit::Write(file, text) => {
            let (path, texts) = FILES[*file];
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), texts[text % texts.len()]).unwrap();
            told(&[path])
        }
        Edit::Remove(file) => {
            let _ = fs::remove_file(root.join(name(*file)));
            told(&[name(*file)])
        }
        Edit::Rename(from, to) => {
            fs::create_dir_all(root.join(name(*to)).parent().unwrap()).unwrap();
            let _ = fs::rename(root.join(name(*from)), root.join(name(*to)));
            told(&[name(*from), name(*to)])
        }
        Edit::RemoveFolder(folder) => {
            let _ = fs::remove_dir_all(root.join(folder));
            told(&[folder])
        }
        Edit::RenameFolder(from, to) => {
            let _ = fs::rename(root.join(from), root.join(to));
            told(&[from, to])
        }
    }
}

/// Everything that can be known of a snapshot from outside.
fn assert_same(live: &Snapshot, cold: &Snapshot) {
    assert_eq!(live.sources(), cold.sources());
    assert_eq!(live.report(), cold.report());
    let (files, expected) = (live.files(), cold.files());
    assert_eq!(files, expected);
    for file in expected.into_iter().flatten() {
        let one = live.file(file.path.as_str()).unwrap().unwrap();
        assert_eq!(one, file);
        if matches!(one.content, OutContent::Copy(_)) {
            assert_eq!(live.route_at(file.path.as_str()), None);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_site_is_what_a_first_reading_makes_of_it(
        all in prop::collection::vec((prop::collection::vec(edits(), 1..3), prop::bool::weighted(0.2)), 1..8)
    ) {
        let folder = TempDir::new().unwrap();
        for file in 0..FILES.len() {
            make(folder.path(), &Edit::Write(file, 0));
        }
        let root = folder.path().canonicalize().unwrap();
        let (mut site, _) = LiveSite::open(&root, Options::default()).unwrap();
        for (save, is_lost) in all {
            // Several edits are told of together, as a sync client makes them; now and then the system loses
            // what it had to tell.
            let told: Vec<SourcePath> = save.iter().flat_map(|edit| make(&root, edit)).collect();
            site.follow(&if is_lost { Change::Everything } else { Change::Paths(told) });
            let Ok(loaded) = load(&root) else {
                prop_assert!(site.disk.is_some());
                continue;
            };
            prop_assert!(site.disk.is_none());
            let cold = Pipeline::default().run(Arc::new(loaded.sources));
            assert_same(site.snapshot(), &cold);
        }
    }
}

#[test]
fn a_change_that_changes_nothing_is_no_step() {
    let folder = TempDir::new().unwrap();
    make(folder.path(), &Edit::Write(1, 0));
    let root = folder.path().canonicalize().unwrap();
    let (mut site, _) = LiveSite::open(&root, Options::default()).unwrap();
    let told = make(&root, &Edit::Write(1, 0));
    assert!(site.follow(&Change::Paths(told)).is_none());
    assert!(site.follow(&Change::Everything).is_none());
    let told = make(&root, &Edit::Write(1, 1));
    let step = site.follow(&Change::Paths(told)).unwrap();
    assert_eq!(step.changed, [SourcePath::new("content/index.md")]);
}

#[test]
fn a_site_that_was_foreseen_is_taken_over_and_any_other_is_made() {
    let folder = TempDir::new().unwrap();
    make(folder.path(), &Edit::Write(1, 0));
    let root = folder.path().canonicalize().unwrap();
    let (mut site, _) = LiveSite::open(&root, Options::default()).unwrap();
    let foreseen = |text: &str, site: &LiveSite| {
        let mut sources = Sources::clone(site.snapshot().sources());
        sources.insert(SourceFile::new(SourcePath::new(FILES[1].0), text.as_bytes()));
        let snapshot = Arc::new(Pipeline::default().run(Arc::new(sources)));
        site.foreseen().set(Some(Arc::clone(&snapshot)));
        snapshot
    };
    let snapshot = foreseen(FILES[1].1[1], &site);
    let step = site.follow(&Change::Paths(make(&root, &Edit::Write(1, 1)))).unwrap();
    assert!(Arc::ptr_eq(&step.snapshot, &snapshot));
    // Somebody saves something else just then, and what was foreseen is never taken up later.
    let snapshot = foreseen("Foreseen.", &site);
    let step = site.follow(&Change::Paths(make(&root, &Edit::Write(1, 2)))).unwrap();
    assert!(!Arc::ptr_eq(&step.snapshot, &snapshot));
    assert_same(&step.snapshot, &Pipeline::default().run(Arc::new(load(&root).unwrap().sources)));
    fs::write(root.join(FILES[1].0), "Foreseen.").unwrap();
    let step = site.follow(&Change::Paths(vec![SourcePath::new(FILES[1].0)])).unwrap();
    assert!(!Arc::ptr_eq(&step.snapshot, &snapshot));
}
