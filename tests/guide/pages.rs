//! The pages of a guide, and what each tells its reader to do.

use std::fs;
use std::path::{Path, PathBuf};

/// A page of the guide.
pub(super) struct Page {
    pub(super) path: PathBuf,
    pub(super) steps: Vec<Step>,
    /// The commands that install the program, which nobody runs here.
    pub(super) installs: Vec<String>,
}

/// One thing that a reader does.
pub(super) enum Step {
    /// Types a command.
    Run(String),
    /// Writes into a file of the site.
    Write { place: Place, path: String, text: String },
}

/// Where in a file somebody writes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Whole,
    Top,
    End,
}

impl Place {
    /// Writes `text` there in the file `path`.
    pub(super) fn write(self, path: &Path, text: &str) {
        let before = || fs::read_to_string(path).unwrap();
        let text = match self {
            Self::Whole => text.to_owned(),
            Self::Top => format!("{text}{}", before()),
            Self::End => format!("{}\n{text}", before()),
        };
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The pages of the guide in `root`, in their order.
pub(super) fn read(root: &Path) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    let page = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        Page { steps: steps(&text), installs: installs(&text), path }
    };
    paths.into_iter().map(page).collect()
}

/// The lines in the blocks of `sh` of `text`.
fn installs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while lines.any(|line| line == "```sh") {
        found.extend(lines.by_ref().take_while(|line| *line != "```").map(str::to_owned));
    }
    found
}

/// The steps in the blocks of code of `text`. A block may stand in a list.
fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let Some(info) = line.trim_start().strip_prefix("```") else { continue };
        let block: Vec<&str> = lines
            .by_ref()
            .take_while(|line| line.trim() != "```")
            .map(|line| line.get(indent..).unwrap_or_default())
            .collect();
        if info == "console" {
            steps.extend(
                block.iter().filter(|line| !line.is_empty()).map(|line| Step::Run((*line).to_owned())),
            );
            continue;
        }
        let Some((place, path)) = info.split_whitespace().find_map(|word| word.split_once('=')) else {
            continue;
        };
        let place = match place {
            "file" => Place::Whole,
            "top" => Place::Top,
            "end" => Place::End,
            other => panic!("a block says `{other}=`"),
        };
        steps.push(Step::Write { place, path: path.to_owned(), text: block.join("\n") + "\n" });
    }
    steps
}
