//! Runs a program and gives what it took: the clock, the processors' time, the most memory at once.
//!
//! The numbers are those that the system keeps for that one process and its children.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What `timeout` ends with when it has stopped a program.
const STOPPED: i32 = 124;

/// What one run took.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    /// In bytes.
    pub(crate) memory: u64,
    said: String,
}

impl Run {
    /// Runs `command`, which must succeed and not be stopped.
    pub(crate) fn of(command: Command) -> Self {
        Self::unless_stopped(command).unwrap()
    }

    /// Runs `command`, which must succeed, unless `timeout` stopped it.
    pub(crate) fn unless_stopped(mut command: Command) -> Option<Self> {
        command.stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null());
        let start = Instant::now();
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let said = std::io::read_to_string(child.stdout.take().unwrap()).unwrap_or_default();
        let used = child.wait4().unwrap();
        let wall = start.elapsed();
        if used.status.code() == Some(STOPPED) {
            return None;
        }
        assert!(used.status.success(), "{command:?} failed");
        let cpu = used.rusage.utime + used.rusage.stime;
        Some(Self { wall, cpu, memory: used.rusage.maxrss, said })
    }

    /// The times that the program printed of a part of its work, in place of those of the whole.
    pub(crate) fn told(self) -> Self {
        let mut times =
            self.said.split_whitespace().map(|time| Duration::from_secs_f64(time.parse().unwrap()));
        let (wall, cpu) = (times.next().unwrap(), times.next().unwrap());
        Self { wall, cpu, ..self }
    }
}

/// How many files stand below `folder`, and how many bytes they have together.
pub(crate) fn size(folder: &Path) -> (usize, u64) {
    let files =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.fold((0, 0), |(files, bytes), entry| (files + 1, bytes + entry.metadata().map_or(0, |m| m.len())))
}
