//! Finds out how many threads the system allows the program: some hosts let a user have very few.

use std::sync::mpsc;
use std::thread::{Builder, available_parallelism};

/// Tries whether the system allows as many threads as there are cores. If not, a build runs on a single thread, and
/// the result is `false`.
pub fn prepare_threads() -> bool {
    let wanted = available_parallelism().map_or(1, usize::from);
    if can_start(wanted) {
        return true;
    }
    // This fails if a pool exists already, which then has its threads.
    drop(rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global());
    false
}

/// Whether `count` threads can exist at the same time.
fn can_start(count: usize) -> bool {
    let (started, ends): (Vec<_>, Vec<_>) = (0..count)
        .map(|_| {
            let (end, wait) = mpsc::channel::<()>();
            (Builder::new().stack_size(64 << 10).spawn(move || wait.recv().is_ok()), end)
        })
        .unzip();
    drop(ends);
    let all = started.iter().all(Result::is_ok);
    started.into_iter().flatten().for_each(|thread| drop(thread.join()));
    all
}
