//! Measures the preview as a person meets it: from the end of a save to the new bytes over HTTP.
//!
//! `benches/preview/run` builds what this needs and starts it; `docs/preview.md` explains the table. What is going
//! on is said on standard error; the table goes to standard output. `edits N …` measures edits in the browser instead, on the
//! demonstration site and on sites of N modules. `site FOLDER N` writes the site that is measured, and measures nothing.

#![allow(clippy::disallowed_methods, reason = "a measurement runs programs and reads the clock")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a measurement speaks for itself")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a measurement fails aloud")]

mod burst;
mod edits;
mod figures;
mod page;
mod peers;
mod process;
mod race;
#[path = "../school/random.rs"]
mod random;
mod server;
mod site;

use std::path::Path;

use peers::Peer;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [command, folder, pages] = arguments.as_slice()
        && command == "site"
    {
        return site::write(Path::new(folder), pages.parse().unwrap()).unwrap();
    }
    if let Some((command, sizes)) = arguments.split_first()
        && command == "edits"
    {
        return edits(sizes);
    }
    let sizes: Vec<usize> = arguments.iter().map(|size| size.parse().unwrap()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let scratch = tempfile::tempdir().unwrap();
    let mut remarks = vec![figures::machine()];
    println!("{}", figures::HEAD);
    let demonstration = scratch.path().join("demonstration");
    site::copy_demonstration(&demonstration).unwrap();
    let module = "content/modules/m03-klantgericht-communiceren.md";
    let matrix = "/programmes/klantcontactmedewerker/matrix/";
    let peer = Peer::leerlijn(&demonstration, module, matrix);
    remarks.extend(race::run("demonstration", vec![peer.clone()]));
    remarks.push(burst::run("demonstration", &peer));
    for size in sizes {
        let peers = peers::all(scratch.path(), size);
        let own = peers[0].clone();
        remarks.extend(race::run(&size.to_string(), peers));
        remarks.push(burst::run(&format!("{size} modules"), &own));
    }
    remarks.push(figures::load());
    println!();
    remarks.iter().for_each(|remark| println!("- {remark}"));
}

/// Measures edits on the demonstration site and on sites of `sizes` modules.
fn edits(sizes: &[String]) {
    let scratch = tempfile::tempdir().unwrap();
    println!("| edit | modules | median | p95 | edits |\n|---|--:|--:|--:|--:|");
    let demonstration = scratch.path().join("demonstration");
    site::copy_demonstration(&demonstration).unwrap();
    let module = "content/modules/m03-klantgericht-communiceren.md";
    let peer = Peer::leerlijn(&demonstration, module, "/programmes/klantcontactmedewerker/matrix/");
    let codes: Vec<String> = (1..=10).map(|number| format!("M{number:02}")).collect();
    edits::run("demonstration", &peer, &codes);
    for size in sizes {
        let pages: usize = size.parse().unwrap();
        let root = scratch.path().join(size);
        site::write(&root, pages).unwrap();
        let first = pages / 2;
        let matrix = format!("/programmes/{}/matrix/", site::programme_of(first));
        let peer = Peer::leerlijn(&root, &site::path(first), &matrix);
        let codes: Vec<String> = (first..first + 10).map(site::code).collect();
        edits::run(size, &peer, &codes);
    }
    println!("\n- {}\n- {}", figures::machine(), figures::load());
}
