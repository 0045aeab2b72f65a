//! Copies the files of a written site: the least that any program needs to put them on this disk.
//!
//! All files are in memory before the clock starts, so that reading is not counted, and all cores write.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};

/// The command that does it, in a process of its own.
pub(crate) fn command(from: &Path, to: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("copy").args([from, to]);
    command
}

/// Copies `from` to the new folder `to`, and prints what the writing took.
pub(crate) fn copy(from: &Path, to: &Path) {
    let entries = walkdir::WalkDir::new(from).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let files: Vec<(PathBuf, Vec<u8>)> = files
        .map(|entry| (to.join(entry.path().strip_prefix(from).unwrap()), fs::read(entry.path()).unwrap()))
        .collect();
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    let (start, before) = (Instant::now(), cpu());
    folders.iter().for_each(|folder| fs::create_dir_all(folder).unwrap());
    files.par_iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    println!("{} {}", start.elapsed().as_secs_f64(), (cpu() - before).as_secs_f64());
}

fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}
