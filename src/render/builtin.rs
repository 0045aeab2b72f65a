//! The default theme, carried inside the program: a site without a `themes` folder needs nothing from the disk.

use include_dir::{Dir, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files below `folder` (`templates`, `words`, `static`): name within that folder, and content.
pub(super) fn files(folder: &str) -> Vec<(String, &'static [u8])> {
    let mut found = Vec::new();
    if let Some(folder) = FILES.get_dir(folder) {
        collect(folder, folder, &mut found);
    }
    found
}

fn collect(top: &Dir<'static>, folder: &Dir<'static>, found: &mut Vec<(String, &'static [u8])>) {
    for file in folder.files() {
        if let Ok(name) = file.path().strip_prefix(top.path()) {
            // Names use forward slashes on every system: they are addresses and names of templates.
            found.push((name.to_string_lossy().replace('\\', "/"), file.contents()));
        }
    }
    for below in folder.dirs() {
        collect(top, below, found);
    }
}
