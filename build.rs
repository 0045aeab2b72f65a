//! Builds the program anew when a file is added to the built-in theme; `include_dir` by itself notices
//! only changes to files that it already knows. Gives the program a number that is another one whenever
//! its sources are, so that a page made by an older program is never taken for one of this program's.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
#![allow(clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for source in ["src", "themes/default", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={source}");
        let mut files = Vec::new();
        collect(Path::new(source), &mut files)?;
        files.sort();
        for file in files {
            fs::read(&file)?.hash(&mut hasher);
            file.hash(&mut hasher);
        }
    }
    println!("cargo::rustc-env=LEERLIJN_SOURCES={:016x}", hasher.finish());
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        fs::read_dir(path)?.try_for_each(|entry| collect(&entry?.path(), files))
    } else {
        // A package from a registry may come without its lock file.
        files.extend(path.exists().then(|| path.to_owned()));
        Ok(())
    }
}
