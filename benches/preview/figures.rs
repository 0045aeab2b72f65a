//! Writes down what was measured, as lines of a table in markdown.
//!
//! A figure is one that was measured; what was not is a dash.

use std::fs;
use std::time::Duration;

/// The first lines of the table.
pub(crate) const HEAD: &str = "\
| program | pages | first page | save: median | p95 | slowest | saves | CPU per save | memory |
|---|--:|--:|--:|--:|--:|--:|--:|--:|";

/// What was measured of a program.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) program: String,
    pub(crate) pages: String,
    /// From the start of the program to its first page.
    pub(crate) first_page: Option<Duration>,
    /// From the end of each save to the new bytes.
    pub(crate) saves: Vec<Duration>,
    /// The program's time on the processor for one save.
    pub(crate) cpu: Option<Duration>,
    /// Megabytes at rest, before the first save.
    pub(crate) memory: Option<u64>,
}

impl Row {
    pub(crate) fn print(&self) {
        let saves = if self.saves.is_empty() { "–".to_owned() } else { self.saves.len().to_string() };
        println!(
            "| {} | {} | {} | {} | {} | {} | {saves} | {} | {} |",
            self.program,
            self.pages,
            shown(self.first_page),
            shown(share(&self.saves, 50)),
            shown(share(&self.saves, 95)),
            shown(share(&self.saves, 100)),
            shown(self.cpu),
            self.memory.map_or("–".to_owned(), |memory| format!("{memory} MB")),
        );
    }
}

/// The smallest of `times` that `percent` of them do not exceed.
pub(crate) fn share(times: &[Duration], percent: usize) -> Option<Duration> {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(at).copied()
}

/// `time` for people.
pub(crate) fn shown(time: Option<Duration>) -> String {
    let Some(time) = time.map(|time| time.as_secs_f64() * 1000.0) else { return "–".to_owned() };
    if time < 10.0 { format!("{time:.1} ms") } else { format!("{time:.0} ms") }
}

/// What this was measured on.
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let processors = read("/proc/cpuinfo");
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let system = read("/proc/sys/kernel/osrelease");
    format!(
        "{cores} cores ({}), {} {}; {}",
        model.map_or("unknown", |(_, model)| model),
        std::env::consts::OS,
        system.trim(),
        load()
    )
}

/// How busy the machine is with everything that runs on it.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let minutes: Vec<&str> = load.split(' ').take(3).collect();
    format!("load of the machine over 1, 5 and 15 minutes: {}", minutes.join(", "))
}
