//! Days that are compared with those of git itself.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use super::repository::{Repository, days, git, has_git};
use leerlijn::shell::{FileDates, HistoryGap};

/// A history in one line: files are written, moved, removed, and their rights are changed.
fn in_one_line(below: &str, options: &[&str]) -> Repository {
    let repository = Repository::new(below, options);
    repository.write("content/index.md", "een");
    repository.write("content/modules/m1.md", "een");
    repository.write("content/modules/les 'é'/m2.md", "een");
    repository.write("themes/school/page.html", "een");
    repository.commit("2024-01-31T23:30:00 -0800");
    repository.write("content/index.md", "twee");
    repository.commit("2024-02-29T00:30:00 +0530");
    repository.write("notes.txt", "geen inhoud");
    repository.commit("2025-05-05T12:00:00 +0000");
    std::fs::rename(repository.site.join("content/modules/m1.md"), repository.site.join("content/m1.md"))
        .unwrap();
    repository.commit("2025-06-30T23:59:59 +0200");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(repository.site.join("themes/school/page.html"), open).unwrap();
    repository.commit("2025-07-01T00:00:01 +0200");
    repository.write("content/new.md", "drie");
    std::os::unix::fs::symlink("new.md", repository.site.join("content/link.md")).unwrap();
    repository.commit("2025-12-31T23:59:59 -0330");
    repository
}

#[test]
fn the_days_are_those_of_git() {
    if !has_git() {
        return;
    }
    for below in ["", "school/site met spatie"] {
        let repository = in_one_line(below, &[]);
        let expected = repository.days_of_git();
        assert_eq!(expected.len(), 6);
        assert_eq!(expected["content/index.md"], "2024-02-29");
        assert_eq!(expected["content/m1.md"], "2025-06-30");
        assert_eq!(repository.days(), expected);
        // In packs, with differences; and with branches in one file.
        repository.git(&["repack", "-adq", "--depth=50"]);
        repository.git(&["pack-refs", "--all"]);
        assert_eq!(repository.days(), expected);
        repository.git(&["-c", "pack.indexVersion=2", "multi-pack-index", "write"]);
        repository.git(&["commit-graph", "write", "--reachable"]);
        assert_eq!(repository.days(), expected);
        repository.git(&["checkout", "--quiet", "--detach"]);
        assert_eq!(repository.days(), expected);
    }
}

#[test]
fn a_file_that_no_commit_has_has_no_day() {
    if !has_git() {
        return;
    }
    let repository = Repository::new("", &[]);
    assert_eq!(repository.days().len(), 0);
    repository.write("content/a.md", "een");
    assert_eq!(repository.days().len(), 0);
    repository.commit("2025-05-05T12:00:00 +0000");
    repository.write("content/b.md", "een");
    assert_eq!(repository.days().len(), 1);
}

/// Makes a history with `steps`: who writes what on which branch, and which branches are merged.
fn branched(steps: &[(u8, u8, u8)]) -> Repository {
    let repository = Repository::new("", &[]);
    let mut input = String::new();
    let mut tips: [Option<usize>; 3] = [None; 3];
    for (number, (branch, file, other)) in steps.iter().enumerate() {
        let (branch, other, mark) = (usize::from(branch % 3), usize::from(other % 3), number + 1);
        let parent = tips[branch].or(tips[0]);
        let merged = tips[other].filter(|merged| Some(*merged) != parent && other != branch);
        let time = 1_700_000_000 + number * 86_400;
        writeln!(input, "commit refs/heads/b{branch}\nmark :{mark}").unwrap();
        writeln!(input, "committer A <a@b> {time} +0100\ndata 0").unwrap();
        parent.iter().for_each(|parent| writeln!(input, "from :{parent}").unwrap());
        if let Some(merged) = merged {
            // The file is taken over, or both sides lose it to a third text.
            writeln!(input, "merge :{merged}").unwrap();
        }
        let text = if file & 4 == 0 { format!("{}", file >> 3 & 1) } else { format!("{number}") };
        let path = ["content/a.md", "content/m/b.md", "content/m/c.md", "notes"][usize::from(file % 4)];
        writeln!(input, "M 644 inline {path}\ndata {}\n{text}", text.len()).unwrap();
        tips[branch] = Some(mark);
    }
    git(&repository.top(), &["fast-import", "--quiet"], &input);
    let last = usize::from(steps.last().unwrap().0 % 3);
    repository.git(&["symbolic-ref", "HEAD", &format!("refs/heads/b{last}")]);
    repository
}

#[test]
fn with_branches_and_merges_the_days_are_those_of_git() {
    if !has_git() {
        return;
    }
    let config = ProptestConfig {
        cases: 16,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    };
    TestRunner::new(config)
        .run(&prop::collection::vec(any::<(u8, u8, u8)>(), 1..24), |steps| {
            let repository = branched(&steps);
            prop_assert_eq!(repository.days(), repository.days_of_git());
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_was_found_before_is_taken_over() {
    if !has_git() {
        return;
    }
    let repository = in_one_line("site", &[]);
    let mut dates = FileDates::of(&repository.site);
    let mut check = || {
        let found = dates.read();
        let days = found.iter().map(|(path, day)| (path.to_string(), day.to_string())).collect();
        assert_eq!(repository.days_of_git(), days);
    };
    check();
    repository.write("content/index.md", "vier");
    repository.commit("2026-01-02T12:00:00 +0000");
    check();
    repository.git(&["checkout", "--quiet", "-b", "side", "HEAD~3"]);
    check();
    repository.write("content/side.md", "vijf");
    repository.commit("2026-01-03T12:00:00 +0000");
    check();
    repository.git(&["merge", "--quiet", "--no-edit", "main"]);
    check();
    repository.git(&["checkout", "--quiet", "main"]);
    check();
}

#[test]
fn a_long_history_is_kept_for_the_next_time() {
    if !has_git() {
        return;
    }
    let repository = Repository::new("", &[]);
    let mut input = String::new();
    for number in 0..2_500 {
        let time = 1_700_000_000 + number * 3600;
        let (text, file) = (number.to_string(), number % 7);
        writeln!(input, "commit refs/heads/main\ncommitter A <a@b> {time} +0100\ndata 0").unwrap();
        writeln!(input, "M 644 inline content/{file}.md\ndata {}\n{text}", text.len()).unwrap();
        // One file goes back to the beginning.
        if number == 0 {
            writeln!(input, "M 644 inline content/first.md\ndata 1\n1").unwrap();
        }
    }
    git(&repository.top(), &["fast-import", "--quiet"], &input);
    let expected = repository.days_of_git();
    let kept = repository.site.join(".dates.leerlijn-cache");
    assert_eq!(repository.days(), expected);
    let text = std::fs::read_to_string(&kept).unwrap();
    assert_eq!(repository.days(), expected);
    std::fs::write(&kept, text.replace("2023", "2022")).unwrap();
    assert_eq!(repository.days(), expected, "a damaged file is believed");
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), text, "a damaged file is left as it is");
    // A link is neither followed nor written through.
    let outside = repository.folder().join("outside");
    std::fs::rename(&kept, &outside).unwrap();
    std::fs::write(&outside, "geheim").unwrap();
    std::os::unix::fs::symlink(&outside, &kept).unwrap();
    assert_eq!(repository.days(), expected);
    assert_eq!(std::fs::read_to_string(&outside).unwrap(), "geheim");
}

#[test]
fn a_work_tree_and_a_submodule_have_their_own_history() {
    if !has_git() {
        return;
    }
    let repository = in_one_line("", &[]);
    let added = repository.folder().join("added");
    repository.git(&["worktree", "add", "--quiet", added.to_str().unwrap(), "HEAD~2"]);
    let found = days(&added);
    assert_eq!(found["content/m1.md"], "2025-06-30");
    assert!(!found.contains_key("content/new.md"));
    let around = Repository::new("", &[]);
    around.git(&["submodule", "--quiet", "add", repository.top().to_str().unwrap(), "school"]);
    assert_eq!(days(&around.top().join("school")), repository.days());
}

#[test]
fn what_a_shallow_or_partial_clone_does_not_have_is_not_known() {
    if !has_git() {
        return;
    }
    let repository = in_one_line("", &[]);
    let source = format!("file://{}", repository.top().display());
    let clone = |name: &str, option: &str| {
        let folder = repository.folder().join(name);
        repository.git(&["config", "uploadpack.allowFilter", "true"]);
        git(repository.folder(), &["clone", "--quiet", option, &source, name], "");
        days(&folder)
    };
    let shallow = clone("shallow", "--depth=2");
    assert_eq!(gap(&repository.folder().join("shallow")), Some(HistoryGap::Shallow(4)));
    assert_eq!(gap(&repository.site), None);
    // The last commit is known; that before it is where the clone ends.
    assert_eq!(shallow.keys().collect::<Vec<_>>(), ["content/link.md", "content/new.md"]);
    assert_eq!(clone("no-blobs", "--filter=blob:none"), repository.days());
    let treeless = clone("no-trees", "--filter=tree:0");
    assert!(treeless.iter().all(|(path, day)| repository.days()[path] == *day), "{treeless:?}");
}

#[test]
fn other_kinds_of_repositories_leave_files_without_days() {
    if !has_git() {
        return;
    }
    for option in ["--object-format=sha256", "--ref-format=reftable"] {
        let repository = in_one_line("", &[option]);
        assert_eq!(repository.days_of_git().len(), 6);
        assert_eq!(repository.days().len(), 0, "{option}");
        assert_eq!(gap(&repository.site), Some(HistoryGap::Closed), "{option}");
    }
}

#[test]
fn a_repository_without_a_commit_has_nothing_to_say() {
    if has_git() {
        assert_eq!(gap(&Repository::new("", &[]).site), None);
    }
}

#[test]
fn commits_that_are_gone_are_said() {
    if !has_git() {
        return;
    }
    let repository = in_one_line("", &[]);
    let first = repository.git(&["rev-list", "--max-parents=0", "HEAD"]);
    let (folder, rest) = first.trim().split_at(2);
    std::fs::remove_file(repository.top().join(format!(".git/objects/{folder}/{rest}"))).unwrap();
    assert!(matches!(gap(&repository.site), Some(HistoryGap::Broken(_))));
}

/// What is said of files without a day in the site `root`.
fn gap(root: &std::path::Path) -> Option<HistoryGap> {
    let mut dates = FileDates::of(root);
    dates.read();
    dates.gap()
}
