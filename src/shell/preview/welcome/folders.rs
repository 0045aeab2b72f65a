//! The folders in which sites are made, and those that are there.

use std::path::{Path, PathBuf};

use crate::plan::OutPath;
use crate::sources::CONFIG_FILE;

/// Sites of the folder that are offered.
const SITES: usize = 30;

/// The folders in `base` that are sites, by their names.
pub(super) fn sites(base: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(base).into_iter().flatten().flatten();
    let found = entries.filter(|entry| entry.path().join(CONFIG_FILE).is_file());
    let mut names: Vec<String> = found.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names.truncate(SITES);
    names
}

/// The folder `name` in `base`; none where it is not the name of one folder there, in every system, and as it looks.
pub(super) fn site_folder(base: &Path, name: &str) -> Option<PathBuf> {
    let name = name.trim();
    // A site and its folder go to other machines. A name with a dash is an option to many a program.
    let is_plain = OutPath::new(name).is_ok() && !name.contains('/') && !name.starts_with(['.', '-']);
    is_plain.then(|| base.join(name))
}

/// Why no site can be made in `folder`, as a key of the words: it stands elsewhere, or holds something.
pub(super) fn taken(folder: &Path) -> Option<&'static str> {
    let metadata = folder.symlink_metadata().ok()?;
    if metadata.is_symlink() {
        return Some("folder-link");
    }
    let is_empty = folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    (!is_empty).then_some("folder-taken")
}

/// The folder `name` in `base`, where it is a site.
pub(super) fn site(base: &Path, name: &str) -> Option<PathBuf> {
    site_folder(base, name).filter(|folder| folder.join(CONFIG_FILE).is_file())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_site_is_made_in_one_folder_of_the_base() {
        let base = Path::new("/home/an");
        assert_eq!(site_folder(base, " Bakkerij "), Some(base.join("Bakkerij")));
        for name in [
            "",
            ".",
            "..",
            ".ssh",
            "a/b",
            "/tmp",
            "con",
            "Aux.site",
            "--help",
            "-x",
            "c:x",
            "a\\b",
            "a?",
            "sch\u{202e}loo",
            "a\u{2067}b",
            "a\nb",
            "school.",
            &"a".repeat(300),
        ] {
            assert_eq!(site_folder(base, name), None, "{name:?}");
        }
    }

    #[test]
    fn a_site_is_made_in_no_folder_that_holds_something_or_stands_elsewhere() {
        let base = TempDir::new().unwrap();
        let at = |name: &str| base.path().join(name);
        for folder in ["empty", "full/inner"] {
            std::fs::create_dir_all(at(folder)).unwrap();
        }
        std::fs::write(at("file"), "").unwrap();
        assert_eq!((taken(&at("new")), taken(&at("empty"))), (None, None));
        assert_eq!((taken(&at("full")), taken(&at("file"))), (Some("folder-taken"), Some("folder-taken")));
        #[cfg(unix)]
        for target in ["empty", "nowhere"] {
            let link = at(&format!("to-{target}"));
            std::os::unix::fs::symlink(at(target), &link).unwrap();
            assert_eq!(taken(&link), Some("folder-link"));
        }
    }
}
