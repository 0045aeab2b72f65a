//! The arguments of `leerlijn claim` and `leerlijn exempt`, and how every change is made and told.

use clap::{Args as Group, ValueEnum};

use super::Site;

#[derive(Debug, Group)]
pub(in crate::cli) struct Claim {
    /// The module: its code, or the name of its file or folder
    #[arg(value_name = "MODULE")]
    pub(in crate::cli) module: String,

    /// The item, such as c4.6; of a competence all its indicators
    #[arg(value_name = "ITEM")]
    pub(in crate::cli) item: String,

    /// The level, such as assessed
    #[arg(value_name = "LEVEL", required_unless_present = "remove")]
    pub(in crate::cli) level: Option<String>,

    /// The place in the module: the id of a heading, the name of a lesson, or lesson#heading [default: the module as
    /// a whole; with --remove everywhere in it]
    #[arg(long, value_name = "PLACE")]
    pub(in crate::cli) at: Option<String>,

    /// Take the claim back
    #[arg(long, conflicts_with = "level")]
    pub(in crate::cli) remove: bool,

    #[command(flatten)]
    pub(in crate::cli) editing: Editing,

    #[command(flatten)]
    pub(in crate::cli) site: Site,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Exempt {
    /// The programme: its file's name or its title
    #[arg(value_name = "PROGRAMME")]
    pub(in crate::cli) programme: String,

    /// The item, such as c10.6; of a competence all its indicators
    #[arg(value_name = "ITEM")]
    pub(in crate::cli) item: String,

    /// Why the programme leaves it out
    #[arg(value_name = "REASON", required_unless_present = "lift")]
    pub(in crate::cli) reason: Option<String>,

    /// Take the exemption back
    #[arg(long, conflicts_with = "reason")]
    pub(in crate::cli) lift: bool,

    #[command(flatten)]
    pub(in crate::cli) editing: Editing,

    #[command(flatten)]
    pub(in crate::cli) site: Site,
}

/// How a change of the content is made and told.
#[derive(Debug, Group)]
pub(in crate::cli) struct Editing {
    /// Show what would change, and write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// How to say what changed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(in crate::cli) format: EditFormat,
}

/// How a change is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EditFormat {
    /// For people: the files, or the difference
    Human,
    /// One JSON object, for scripts
    Json,
}
