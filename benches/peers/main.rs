//! Measures whole builds beside other programs' and beside writing alone: `benches/peers/run` gets what this
//! needs and starts it; `docs/performance.md` explains the tables.
//!
//! Programs take turns (A B A B), each run writes to a folder that does not exist, and a table shows medians and
//! the medians of the ratios within one turn: what else the machine does falls on all alike. The rows of edits come after all
//! turns, and each is beside the turn of its number.
#![allow(clippy::disallowed_methods, reason = "a measurement runs programs and reads the clock")]
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a measurement fails aloud")]

mod floor;
mod matrix;
mod peer;
mod run;
#[path = "../school/mod.rs"]
mod school;
mod table;

use std::path::{Path, PathBuf};
use std::time::Duration;

use peer::Peer;
use run::Run;
use table::Row;

/// A program that takes longer has one turn and no more.
const LONG_TURN: Duration = Duration::from_secs(120);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["copy", from, to] => floor::copy(Path::new(from), Path::new(to)),
        ["write", modules, folder] => {
            let school = school::School::of(modules.parse().unwrap());
            school.write(school::Dialect::Leerlijn, Path::new(folder)).unwrap();
        }
        ["matrix", ..] => matrix::measure(&sizes(&arguments[1..])),
        _ => sizes(&arguments).into_iter().for_each(|(modules, turns)| measure(modules, turns)),
    }
}

/// Sizes, each with the turns that it is worth: `1000`, or `1000x9`.
fn sizes(arguments: &[String]) -> Vec<(usize, usize)> {
    let size = |argument: &String| {
        let (size, turns) = argument.split_once('x').unwrap_or((argument, ""));
        let size: usize = size.parse().unwrap();
        (size, turns.parse().unwrap_or(if size > 20_000 { 1 } else { 5 }))
    };
    arguments.iter().map(size).collect()
}

/// One table: every program with a school of `modules` modules.
fn measure(modules: usize, turns: usize) {
    let scratch = Scratch::new(modules);
    let peers = Peer::all(scratch.path(), modules);
    let mut rows: Vec<Row> = peers.iter().map(|peer| Row::new(peer.name)).collect();
    let (mut floor, mut again, mut edited) =
        (Row::new("writing alone"), Row::new("leerlijn, nothing changed"), Row::new("leerlijn, one edit"));
    for turn in 0..turns {
        for (peer, row) in peers.iter().zip(&mut rows) {
            if row.is_stopped() || row.longest() > LONG_TURN {
                continue;
            }
            peer.clear(turn);
            match Run::unless_stopped(peer.command()) {
                Some(run) => row.add(run),
                None => row.stop(),
            }
        }
        // The first peer is leerlijn: what it wrote is what the floor copies.
        let leerlijn = &peers[0];
        let (from, to) = (leerlijn.output(), scratch.path().join(format!("copy-{turn}")));
        floor.add(Run::of(floor::command(&from, &to)).told());
        again.add(Run::of(leerlijn.command()));
    }
    // An edit replaces the site and removes the old one, and a disk may look for what was removed when it makes the next
    // files. So edits come after all that is measured beside them.
    for turn in 0..turns {
        peers[0].edit(turn);
        edited.add(Run::of(peers[0].command()));
    }
    let written = peers.iter().map(|peer| run::size(&peer.output())).collect::<Vec<_>>();
    println!("\n### {modules} modules, {turns} turns\n");
    table::print(&floor, &rows, &written, &[again, edited]);
}

/// A folder for everything; it is removed at the end, unless `KEEP` is set.
struct Scratch(PathBuf);

impl Scratch {
    fn new(modules: usize) -> Self {
        let parent = std::env::var_os("SCRATCH").map_or_else(std::env::temp_dir, PathBuf::from);
        let path = parent.join(format!("leerlijn-peers-{}-{modules}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if std::env::var_os("KEEP").is_none() {
            drop(std::fs::remove_dir_all(&self.0));
        }
    }
}
