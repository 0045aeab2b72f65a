//! Shows all cases and their outcomes in the table of `docs/reliability.md`.
//!
//! The table says nothing that a run did not say.

use super::case::{Case, CaseFile};

const START: &str = "<!-- The table below is written by `UPDATE_EXPECT=1 cargo test --test torture`. -->\n";
const END: &str = "<!-- The end of the table. -->";

/// `docs` with the table of `files` between its two marks.
pub(crate) fn in_place(docs: &str, files: &[CaseFile]) -> String {
    let (before, rest) = docs.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    format!("{before}{START}{}\n{END}{after}", table(files))
}

fn table(files: &[CaseFile]) -> String {
    let count: usize = files.iter().map(|file| file.cases.len()).sum();
    let mut text = format!("\n{count} cases.\n");
    for file in files {
        text.push_str(&format!("\n### {}\n\n| case | outcome |\n|---|---|\n", file.title));
        for case in &file.cases {
            text.push_str(&format!("| {} | {} |\n", cell(&case.name), cell(&outcome(case))));
        }
    }
    text
}

/// The lines of an outcome that say what came of it: what is said first, and how it ended.
fn outcome(case: &Case) -> String {
    let place = |line: &str| line.trim_start().strip_prefix("--> ").map(|place| format!("at {place}"));
    let tells = |line: &&str| {
        ["error", "warning", "note", "Built", "HTTP"].iter().any(|start| line.starts_with(start))
    };
    let mut said: Vec<String> = Vec::new();
    let mut lines = case.outcome.lines().peekable();
    while let Some(line) = lines.next() {
        if !tells(&line) || said.iter().any(|known| known.starts_with(line)) {
            continue;
        }
        let line = line.trim_end_matches('.');
        let place =
            lines.peek().and_then(|next| place(next)).map(|place| format!(", {place}")).unwrap_or_default();
        said.push(format!("{line}{place}"));
    }
    let most = 3;
    let more = said.len().saturating_sub(most);
    said.truncate(most);
    if said.is_empty() {
        said.extend(case.outcome.lines().next().map(str::to_owned));
    }
    if more > 0 {
        said.push(format!("and {more} more"));
    }
    said.join(" · ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
