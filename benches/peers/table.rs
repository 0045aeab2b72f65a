//! Shows what the runs of each program took, turn by turn, as a table in markdown.
//!
//! A ratio is the median of the ratios within one turn and not a ratio of medians: what else the machine did in a turn fell
//! on all programs alike.

use std::time::Duration;

use super::peer::LONGEST;
use super::run::Run;

/// The runs of one program.
pub(crate) struct Row {
    name: &'static str,
    runs: Vec<Run>,
    is_stopped: bool,
}

impl Row {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, runs: Vec::new(), is_stopped: false }
    }

    pub(crate) fn add(&mut self, run: Run) {
        self.runs.push(run);
    }

    /// It took too long and was stopped.
    pub(crate) fn stop(&mut self) {
        self.is_stopped = true;
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    pub(crate) fn longest(&self) -> Duration {
        self.runs.iter().map(|run| run.wall).max().unwrap_or_default()
    }

    fn median(&self, of: impl Fn(&Run) -> f64) -> f64 {
        median(self.runs.iter().map(of))
    }

    /// How many times as long as `other` it took in the same turn.
    fn ratio(&self, other: &Self, of: impl Fn(&Run) -> Duration) -> f64 {
        let pairs = self.runs.iter().zip(&other.runs);
        median(pairs.map(|(own, other)| of(own).as_secs_f64() / of(other).as_secs_f64()))
    }
}

/// Prints `rows`, of which the first is leerlijn, each with the files and bytes that it wrote; `others` are
/// further runs of leerlijn.
pub(crate) fn print(floor: &Row, rows: &[Row], written: &[(usize, u64)], others: &[Row]) {
    println!(
        "| program | files | MB | wall s | CPU s | memory MB | wall, to the floor | CPU, to leerlijn | wall, to leerlijn |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    let line = |row: &Row, size: Option<&(usize, u64)>| {
        let size = size.map_or(" | ".to_owned(), |(files, bytes)| format!("{files} | {}", bytes / 1_000_000));
        println!(
            "| {} | {size} | {:.2} | {:.2} | {:.0} | {:.2} | {:.2} | {:.2} |",
            row.name,
            row.median(|run| run.wall.as_secs_f64()),
            row.median(|run| run.cpu.as_secs_f64()),
            row.median(|run| run.memory as f64) / 1e6,
            row.ratio(floor, |run| run.wall),
            row.ratio(&rows[0], |run| run.cpu),
            row.ratio(&rows[0], |run| run.wall),
        );
    };
    line(floor, written.first());
    let measured = |(row, _): &(&Row, &(usize, u64))| !row.runs.is_empty();
    rows.iter().zip(written).filter(measured).for_each(|(row, size)| line(row, Some(size)));
    others.iter().for_each(|row| line(row, None));
    for row in rows.iter().filter(|row| row.runs.len() < floor.runs.len()) {
        let minutes = LONGEST.as_secs() / 60;
        if row.is_stopped {
            println!("\n{}: stopped after {minutes} minutes.", row.name);
        } else {
            println!("\n{}: {} turn, since it takes so long.", row.name, row.runs.len());
        }
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
