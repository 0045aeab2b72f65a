//! People's files are written whole or not at all, and never over what somebody else saved.

use tempfile::TempDir;

use super::*;

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let folder = TempDir::new().unwrap();
    let name = "content/profiles/a.md";
    create(folder.path(), &[(name, b"een")]).unwrap();
    let message = create(folder.path(), &[("b/c.md", b"nieuw"), (name, b"twee")]).unwrap_err().to_string();
    assert!(message.ends_with("a.md is there already; choose another name, or remove it first"), "{message}");
    assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "een");
    assert_eq!(names(folder.path()), ["content"], "nothing is left of the other file");
}

#[test]
fn what_somebody_saved_since_a_file_was_read_is_not_written_over() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, old: Option<&[u8]>| Replacement {
        path: folder.path().join(name),
        old: old.map(<[u8]>::to_vec),
        new: b"import".to_vec(),
    };
    fs::write(folder.path().join("a.md"), "as read").unwrap();
    fs::write(folder.path().join("b.md"), "saved meanwhile").unwrap();
    for (newer, name) in [
        (file("b.md", Some(b"as read")), "b.md"),
        (file("b.md", None), "b.md"),
        (file("c.md", Some(b"as read")), "c.md"),
    ] {
        for within in [Some(folder.path()), None] {
            let files = [file("a.md", Some(b"as read")), newer.clone()];
            let message = replace_read(within, &files).unwrap_err().to_string();
            let expected = format!("{name} was changed meanwhile; nothing was written; try it again");
            assert!(message.ends_with(&expected), "{message}");
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "as read");
    assert_eq!(fs::read_to_string(folder.path().join("b.md")).unwrap(), "saved meanwhile");
    assert_eq!(names(folder.path()), ["a.md", "b.md"]);
    replace_read(None, &[file("a.md", Some(b"as read")), file("c.md", None)]).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("c.md")).unwrap(), "import");
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_name_that_windows_keeps_for_a_device_is_refused() {
    let folder = TempDir::new().unwrap();
    let message = create(folder.path(), &[("content/profiles/con.md", b"")]).unwrap_err().to_string();
    assert!(message.contains("Windows keeps for a device; choose another title"), "{message}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
#[cfg(unix)]
fn nothing_is_written_behind_a_link_that_leads_out() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    let (site, elsewhere) = (folder.path().join("site"), folder.path().join("elsewhere"));
    fs::create_dir_all(site.join("content")).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("b.md"), "private").unwrap();
    symlink(&elsewhere, site.join("content/modules")).unwrap();
    symlink(elsewhere.join("b.md"), site.join("content/b.md")).unwrap();
    for name in ["content/modules/a.md", "content/modules/new/a.md", "content/b.md", "content/modules/b.md"] {
        let path = site.join(name);
        let file = Replacement { old: fs::read(&path).ok(), path, new: b"een".to_vec() };
        for refused in [create(&site, &[(name, b"een")]), replace_read(Some(&site), &[file])] {
            let message = refused.unwrap_err().to_string();
            assert!(message.contains("leads out") || message.contains("is there already"), "{message}");
        }
    }
    assert_eq!(names(&elsewhere), ["b.md"]);
    assert_eq!(fs::read_to_string(elsewhere.join("b.md")).unwrap(), "private");
}

#[test]
#[cfg(unix)]
fn a_file_that_is_replaced_keeps_its_mode_its_group_and_its_link() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    let folder = TempDir::new().unwrap();
    let (file, link) = (folder.path().join("own.md"), folder.path().join("link.md"));
    fs::write(&file, "een").unwrap();
    symlink("own.md", &link).unwrap();
    // An administrator may give it away; others try it with their own.
    let _ = chown(&file, Some(1), Some(1));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let before = fs::metadata(&file).unwrap();
    let through = Replacement { path: link.clone(), old: Some(b"een".to_vec()), new: b"twee".to_vec() };
    replace_read(Some(folder.path()), &[through]).unwrap();
    let after = fs::metadata(&file).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "twee");
    assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
    replace(&folder.path().join("new.md"), "").unwrap();
    fs::write(folder.path().join("usual.md"), "").unwrap();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().mode();
    assert_eq!(mode("new.md"), mode("usual.md"));
}

#[test]
#[cfg(unix)]
fn a_link_with_the_name_of_a_file_of_ours_is_not_written_through() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("page.md"), "mine").unwrap();
    std::os::unix::fs::symlink("page.md", folder.path().join(".cache")).unwrap();
    assert!(replace_own(&folder.path().join(".cache"), b"ours").is_err());
    assert_eq!(fs::read_to_string(folder.path().join("page.md")).unwrap(), "mine");
    replace_own(&folder.path().join(".other"), b"ours").unwrap();
}

#[test]
#[cfg(unix)]
fn a_device_is_no_file_to_be_replaced() {
    let folder = TempDir::new().unwrap();
    std::os::unix::fs::symlink("/dev/null", folder.path().join("null")).unwrap();
    let message = replace(&folder.path().join("null"), "").unwrap_err().to_string();
    assert!(message.contains("is no ordinary file"), "{message}");
}

#[test]
fn a_file_is_replaced_whole_and_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.md");
    replace(&path, "een").unwrap();
    replace(&path, "twee").unwrap();
    assert_eq!(read_if_there(&path).unwrap().as_deref(), Some(b"twee".as_slice()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(read_if_there(&folder.path().join("b.md")).unwrap(), None);
    let folder_itself = read_document(folder.path()).unwrap_err().to_string();
    assert!(folder_itself.ends_with("is no ordinary file; name a document"), "{folder_itself}");
}

#[test]
fn a_folder_with_a_repository_alone_counts_as_empty() {
    let folder = TempDir::new().unwrap();
    assert_eq!(first_in(&folder.path().join("nergens"), &[]).unwrap(), None);
    for name in [".git", ".DS_Store", "README.md", "LICENSE-MIT", "LICENCE"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    assert_eq!(first_in(folder.path(), &[]).unwrap(), None);
    let lesson = folder.path().join("les.md");
    fs::write(&lesson, "").unwrap();
    assert_eq!(first_in(folder.path(), &[]).unwrap().as_deref(), Some("les.md"));
    assert_eq!(first_in(folder.path(), &[&lesson]).unwrap(), None);
}
