//! What must hold for any site: the order of files does not matter, every place lies in its file, no link inside a built
//! site leads nowhere, every word of an author is on a page, and no page has an id twice.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where it stands")]

mod built;
mod choices;
mod compared;
mod edits;
mod levels;
mod sites;
mod texts;

use std::sync::Arc;

use leerlijn::diagnostics::{Diagnostic, Place};
use leerlijn::edit;
use leerlijn::export;
use leerlijn::import::{detect, matrix};
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::sources::{Asset, SourceFile, Sources, TextFront};
use leerlijn::text::SourcePath;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use sites::Files;

/// `text` with every key of a curriculum that may say nothing: no facts, no drafts, no old addresses, no other levels.
fn with_empty_keys(path: &str, text: &str) -> String {
    let Some((front, body)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++")) else {
        return text.to_owned();
    };
    let (keys, tables) = match path.split('/').nth(1) {
        Some("modules") => ("requires = []\nteachers = []\n", "\n[facts]"),
        Some("programmes") => ("school = \"\"\n", "\n[levels]"),
        _ => ("", ""),
    };
    format!("+++\ndraft = false\naliases = []\n{keys}{front}{tables}\n+++{body}")
}

fn snapshot(files: &Files) -> Snapshot {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    }
    sources.insert_asset(Asset {
        path: SourcePath::new("content/gids/a.png"),
        size: 1,
        stamp: 1,
        dimensions: Some((4, 3)),
        captions: None,
        front: TextFront::None,
        font: None,
    });
    Pipeline::new(Options::default()).run(Arc::new(sources))
}

/// Whether a diagnostic points at the note that `word` is a part of: notes stand at the end of a file.
fn is_said(snapshot: &Snapshot, path: &str, word: &str) -> bool {
    let text = snapshot.sources().text(&SourcePath::new(path)).unwrap();
    let at = text.find(word).unwrap();
    let Some(start) = text[..at].rfind("\n[^") else { return false };
    let mut places = snapshot.report().diagnostics().iter().map(|problem| &problem.place);
    places.any(|place| place.file.as_str() == path && (start..at).contains(&(place.span.start as usize)))
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&diagnostic.place).chain(diagnostic.related.iter().map(|(place, _)| place))
}

fn assert_places_lie_in_their_files(snapshot: &Snapshot) -> Result<(), TestCaseError> {
    for place in snapshot.report().diagnostics().iter().flat_map(places) {
        // A place in `leerlijn.toml` may stand for settings that a site does not have.
        let text = snapshot.sources().text(&place.file).unwrap_or("");
        prop_assert!(
            text.get(place.span.range()).is_some() || text.is_empty(),
            "{place:?} is not in its file"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_is_irrelevant(files in sites::valid(), seed in any::<u64>()) {
        let mut shuffled = files.clone();
        sites::shuffle(&mut shuffled, seed);
        let (first, second) = (snapshot(&files), snapshot(&shuffled));
        prop_assert_eq!(first.report(), second.report());
        prop_assert_eq!(first.files().unwrap(), second.files().unwrap());
    }

    #[test]
    fn a_site_without_mistakes_has_no_dangling_link(files in sites::valid()) {
        let snapshot = snapshot(&files);
        prop_assert!(!snapshot.report().has_errors(), "{:?}", snapshot.report().diagnostics());
        let dangling = built::dangling_links(&snapshot.files().unwrap());
        prop_assert!(dangling.is_empty(), "{dangling:?}");
    }

    #[test]
    fn what_is_guaranteed_is_common_to_every_choice(files in sites::valid(), seed in any::<u64>()) {
        choices::assert_guaranteed(&snapshot(&files), seed)?;
    }

    #[test]
    fn keys_that_say_nothing_change_no_byte(files in sites::valid()) {
        let built = |files: &Files| snapshot(files).files().unwrap();
        let empty: Files = files.iter().map(|(path, text)| (path.clone(), with_empty_keys(path, text))).collect();
        prop_assert!(empty != files);
        // The site as data says in which line a claim stands.
        let pairs = built(&files).into_iter().zip(built(&empty)).filter(|(plain, _)| plain.path.as_str() != "site.json");
        for (plain, other) in pairs {
            prop_assert!(plain == other, "{} is not the same", plain.path);
        }
    }

    #[test]
    fn a_programme_with_other_levels_is_counted_as_if_its_modules_claimed_at_these(
        files in sites::valid(),
        seed in any::<u64>()
    ) {
        levels::assert_counted(&snapshot(&files), seed)?;
    }

    #[test]
    fn every_word_is_on_a_page_or_in_a_diagnostic((files, words) in texts::full()) {
        let snapshot = snapshot(&files);
        prop_assert!(!snapshot.report().has_errors(), "{:?}", snapshot.report().diagnostics());
        let text = built::all_text(&snapshot.files().unwrap());
        for (word, path) in words {
            let composed: String = word.nfc().collect();
            if !text.contains(&composed) {
                prop_assert!(is_said(&snapshot, &path, &word), "{} of {} is on no page", word, path);
            }
        }
    }

    #[test]
    fn no_page_has_an_id_twice_and_links_to_ids_lead_there((files, _) in texts::full()) {
        let files = snapshot(&files).files().unwrap();
        let repeated = built::repeated_ids(&files);
        prop_assert!(repeated.is_empty(), "{repeated:?}");
        let dangling = built::dangling_links(&files);
        prop_assert!(dangling.is_empty(), "{dangling:?}");
    }

    #[test]
    fn importing_an_exported_matrix_changes_nothing(files in sites::valid()) {
        let snapshot = snapshot(&files);
        let (site, pages) = (snapshot.site(), snapshot.pages());
        for id in site.programmes.ids() {
            let view = pages.matrix(id);
            let csv = export::matrix_csv(&site.config, &view).into_bytes();
            let xlsx = export::matrix_xlsx(&site.config, &view).unwrap();
            prop_assert_eq!(&xlsx, &export::matrix_xlsx(&site.config, &view).unwrap());
            for (bytes, kind) in [(csv, detect::FileKind::MatrixCsv), (xlsx, detect::FileKind::Xlsx)] {
                let sheets = matrix::read(&bytes, "matrix", Some(kind)).unwrap();
                let placed = matrix::place(site, &sheets, &matrix::Options::default());
                if view.columns.is_empty() {
                    continue;
                }
                prop_assert!(placed.conflicts.is_empty() && placed.questions.is_empty(), "{:?}", placed);
                let coverage = placed.coverage.as_ref().unwrap();
                prop_assert_eq!(coverage.items.len(), view.totals.items, "{:?}", placed);
                prop_assert!(placed.unplaced.is_empty() && placed.near.is_empty(), "{:?}", placed);
                for removal in [edit::Removal::Keep, edit::Removal::Replace] {
                    let edits = edit::Edits::new(site, snapshot.sources(), coverage, removal);
                    prop_assert!(edits.conflicts.is_empty(), "{:?}", edits);
                    // With `--replace`, a claim that a stronger one hides is taken out: the matrix has it not.
                    if removal == edit::Removal::Keep {
                        prop_assert!(edits.files.is_empty() && edits.notes.is_empty(), "{:?}", edits);
                    }
                }
            }
        }
    }

    #[test]
    fn the_coverage_adds_up(files in sites::valid()) {
        let snapshot = snapshot(&files);
        for programme in snapshot.coverage().programmes() {
            let totals = programme.totals;
            let items = snapshot.site().profiles[programme.profile].items.len();
            prop_assert_eq!(totals.items, items);
            let sum = totals.covered + totals.gaps() + totals.exempt;
            prop_assert_eq!(sum, items);
        }
    }

    #[test]
    fn a_comparison_is_exact_from_either_end(before in sites::damaged(), after in sites::damaged()) {
        let (before, after) = (snapshot(&before), snapshot(&after));
        compared::assert_scenarios(&before)?;
        compared::assert_exact(&before, &after)?;
        compared::assert_reviews(&before, &after)?;
    }

    #[test]
    fn an_edit_does_what_it_says_and_nothing_else(files in sites::valid(), seeds in any::<(u64, u64)>()) {
        edits::assert_exact(&edits::in_many_forms(files, seeds.0), seeds.1)?;
    }

    #[test]
    fn every_place_lies_in_its_file(files in sites::damaged()) {
        assert_places_lie_in_their_files(&snapshot(&files))?;
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC*", front in "[^\u{0}]{0,80}") {
        for path in ["content/modules/m.md", "content/profiles/p.md", "content/programmes/o.md", "content/a.md", "leerlijn.toml"] {
            for text in [text.clone(), format!("+++\n{front}\n+++\n{text}")] {
                assert_places_lie_in_their_files(&snapshot(&vec![(path.to_owned(), text)]))?;
            }
        }
    }
}

#[test]
fn the_demonstration_school_has_no_dangling_link() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = leerlijn::shell::load(root).unwrap();
    let snapshot = Pipeline::new(Options::default()).run(Arc::new(loaded.sources));
    let files = snapshot.files().unwrap();
    assert!(files.len() > 120);
    assert_eq!(built::dangling_links(&files), Vec::<String>::new());
}
