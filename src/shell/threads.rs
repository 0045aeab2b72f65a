//! Finds out how many threads the system allows the program: some hosts let a user have very few.

use std::sync::mpsc;
use std::thread::{Builder, available_parallelism};

/// Threads that the writing of one workbook takes: one for each of its sheets. The library for that has no other way, and
/// panics where there are none.
const SHEETS: usize = 4;

/// How many threads the system allows the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threads {
    /// One for each core, and those of a workbook for each of them.
    Enough,
    /// Those of one workbook at a time. Everything else runs on a single thread.
    Few,
    /// Fewer than that: nothing can be done that makes workbooks.
    None,
}

/// Tries how many threads the system allows. Where they are not enough, the program runs on a single one from then on.
pub fn prepare_threads() -> Threads {
    let cores = available_parallelism().map_or(1, usize::from);
    if can_start(cores * (1 + SHEETS)) {
        return Threads::Enough;
    }
    // This fails if a pool exists already, which then has its threads.
    drop(rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global());
    if can_start(SHEETS) { Threads::Few } else { Threads::None }
}

/// Whether `count` threads can exist at the same time, with the stacks that those of the work have: a limit of memory
/// (`ulimit -v`) refuses threads as well.
fn can_start(count: usize) -> bool {
    let (started, ends): (Vec<_>, Vec<_>) = (0..count)
        .map(|_| {
            let (end, wait) = mpsc::channel::<()>();
            (Builder::new().spawn(move || wait.recv().is_ok()), end)
        })
        .unzip();
    drop(ends);
    let all = started.iter().all(Result::is_ok);
    started.into_iter().flatten().for_each(|thread| drop(thread.join()));
    all
}
