//! The arguments of the commands that compare sites and versions: `diff`, `what-if` and `review`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Site;

#[derive(Debug, Group)]
pub(in crate::cli) struct Diff {
    /// The earlier site: a commit, a tag, a branch or a folder [default: the last commit]
    #[arg(value_name = "FROM")]
    pub(in crate::cli) from: Option<String>,

    /// The later site, named in the same ways [default: the folder of the site as it is]
    #[arg(value_name = "TO")]
    pub(in crate::cli) to: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) site: Site,

    /// How to write it down
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(in crate::cli) format: DiffFormat,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct WhatIf {
    #[command(flatten)]
    pub(in crate::cli) site: Site,

    /// A module that goes: its code, or the name of its file; may be given again
    #[arg(long, value_name = "MODULE", value_delimiter = ',')]
    pub(in crate::cli) without: Vec<String>,

    /// A module that stands in another term, by its number or its title; may be given again
    #[arg(long = "move", value_name = "MODULE=TERM", value_parser = module_and_term)]
    pub(in crate::cli) moves: Vec<(String, String)>,

    /// The level at which an item counts as covered
    #[arg(long, value_name = "LEVEL")]
    pub(in crate::cli) required: Option<String>,

    /// A new version of a profile: a document as `import` reads it, or a profile file
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) profile: Option<PathBuf>,

    /// The only programme in which modules go or move: its file's name or its title [default: every programme]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) programme: Option<String>,

    /// How to write it down
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(in crate::cli) format: DiffFormat,
}

fn module_and_term(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((module, term)) if !module.trim().is_empty() && !term.trim().is_empty() => {
            Ok((module.trim().to_owned(), term.trim().to_owned()))
        }
        Some(_) | None => Err("write the module, an equals sign and the term, such as `M07=2`".to_owned()),
    }
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Review {
    /// The module: its code, or the name of its file [default: every module]
    #[arg(value_name = "MODULE")]
    pub(in crate::cli) module: Option<String>,

    /// The items that are answered for, such as `c4.6` [default: every open claim of the module is shown]
    #[arg(value_name = "ITEM")]
    pub(in crate::cli) items: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) site: Site,

    /// Only claims of modules that this person teaches, such as "Els Peeters"
    #[arg(long, value_name = "NAME", conflicts_with = "answer")]
    pub(in crate::cli) teacher: Option<String>,

    /// The claims hold for the new words as well
    #[arg(long, requires = "items", group = "answer")]
    pub(in crate::cli) holds: bool,

    /// The module covers the items at this level, such as assessed
    #[arg(long, value_name = "LEVEL", requires = "items", group = "answer")]
    pub(in crate::cli) level: Option<String>,

    /// The module claims the items no longer
    #[arg(long, requires = "items", group = "answer")]
    pub(in crate::cli) withdraw: bool,

    /// Show what the answer would change, and write nothing
    #[arg(long, requires = "answer")]
    pub(in crate::cli) dry_run: bool,

    /// How to list the open claims, or to say what an answer changed
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(in crate::cli) format: ReviewFormat,
}

impl Review {
    /// Whether the claims are answered for, and not only listed.
    pub(in crate::cli) fn is_answer(&self) -> bool {
        self.holds || self.withdraw || self.level.is_some()
    }
}

/// How open claims are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReviewFormat {
    /// For people
    Table,
    /// One JSON array, for scripts
    Json,
}

/// How a comparison is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// For people
    Table,
    /// For a comment under a pull request
    Markdown,
    /// One JSON object, for scripts
    Json,
}
