//! The arguments of `export`. The formats are those of the table of formats.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, ValueEnum};

use super::Site;
use crate::export::{ExportFormat, ExportSubject, FORMATS};

#[derive(Debug, Group)]
pub(in crate::cli) struct Export {
    /// What to write
    #[arg(value_name = "WHAT")]
    pub(in crate::cli) what: ExportSubject,

    #[command(flatten)]
    pub(in crate::cli) site: Site,

    /// The programme: its file's name or its title; may be left out when there is one
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) programme: Option<String>,

    /// The profile: its file's name or its title; may be left out when there is one
    #[arg(long, value_name = "NAME", conflicts_with = "programme")]
    pub(in crate::cli) profile: Option<String>,

    /// What to write it in
    #[arg(long, value_name = "FORMAT", value_parser = export_format())]
    pub(in crate::cli) format: &'static ExportFormat,

    /// The file to write [default: standard output for text, else a file named after the programme]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,

    /// Write over a file that is there already
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

impl ValueEnum for ExportSubject {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Matrix => ("matrix", "Which module of a programme covers which item"),
            Self::Gaps => ("gaps", "The items that a programme does not cover"),
            Self::Assessments => ("assessments", "Which assessment asks for which item"),
            Self::Modules => {
                ("modules", "The modules of a programme with their hours, credits and other facts")
            }
            Self::Profile => ("profile", "A profile with its competences and items"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

/// Takes the name of a format in the table of formats, and offers all of them in the help.
fn export_format() -> impl TypedValueParser<Value = &'static ExportFormat> {
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.help));
    PossibleValuesParser::new(names).try_map(|name| ExportFormat::named(&name).ok_or("no such format"))
}
