//! Tells what a running program costs, with the programs that it started: its time on the processors, its memory.
//!
//! Where the system has no `/proc` nothing is known, and nothing waits for it.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One tick of the clock in which the system counts time on the processors (`getconf CLK_TCK`).
const TICK: Duration = Duration::from_millis(10);
/// A program that used no more than a tick in this time has nothing left to do.
const QUIET: Duration = Duration::from_millis(150);
/// A program that never comes to rest is not waited for longer than this.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until the program has done what it has to do.
pub(crate) fn wait_until_quiet(process: u32) {
    let start = Instant::now();
    let mut before = ticks(process);
    while start.elapsed() < PATIENCE {
        std::thread::sleep(QUIET);
        let now = ticks(process);
        if now <= before + 1 {
            return;
        }
        before = now;
    }
}

/// The time that the program has been on the processors.
pub(crate) fn cpu(process: u32) -> Duration {
    TICK * u32::try_from(ticks(process)).unwrap_or(u32::MAX)
}

/// Megabytes of memory that the program holds.
pub(crate) fn memory(process: u32) -> Option<u64> {
    let kilobytes = family(process).into_iter().filter_map(|process| {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    });
    let all: u64 = kilobytes.sum();
    (all > 0).then_some(all / 1024)
}

/// Ends the program, whatever it is doing.
pub(crate) fn end(process: u32) {
    let all = family(process).into_iter().map(|process| process.to_string());
    // A wrapper that is gone would leave what it started to run on.
    let _ = Command::new("kill").arg("-KILL").args(all).stderr(Stdio::null()).status();
}

fn ticks(process: u32) -> u64 {
    let used = family(process).into_iter().filter_map(|process| {
        let fields = stat(process)?;
        // proc(5): utime and stime are fields 14 and 15; `stat` leaves two out.
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    });
    used.sum()
}

/// `process` and those that it started.
fn family(process: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let child = entry.ok()?.file_name().to_str()?.parse().ok()?;
            Some((child, stat(child)?.get(1)?.parse().ok()?))
        })
        .collect();
    let mut family = vec![process];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(child, _)| *child));
        at += 1;
    }
    family
}

/// The fields of `/proc/N/stat` behind the program's name, which may have spaces.
fn stat(process: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(") ")?;
    Some(fields.split_whitespace().map(ToOwned::to_owned).collect())
}
