//! A folder for a while, for what no other account of the machine is to read: the documents that somebody chose, and the key of a
//! preview. The system's own folder for such files is open to all, and a new folder in it is too, unless it is said.

use std::io;

use tempfile::{Builder, TempDir};

/// Makes such a folder, which goes with the value. On Windows the folder in which it stands belongs to the account.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn private_folder() -> io::Result<TempDir> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    builder.tempdir()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn no_other_account_looks_into_it() {
        let folder = super::private_folder().unwrap();
        let mode = folder.path().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
