//! The verbs and options, as they are typed.
//!
//! This holds only what was typed; [`super::terminal`] and [`super::site`] resolve it once, against the folder and
//! the terminal where it was typed. The texts here are the help, and `docs/cli.md` is made of that.

mod comparing;
mod editing;
mod exporting;
mod importing;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::config::Language;

use super::report::Format;

pub(super) use self::comparing::{Diff, DiffFormat, Review, ReviewFormat, WhatIf};
pub(super) use self::editing::{Claim, EditFormat, Editing, Exempt};
pub(super) use self::exporting::Export;
pub(super) use self::importing::{CourseRole, Import, ImportFormat};

/// Turns qualification profiles and course modules, written in markdown, into a site with a coverage
/// matrix.
#[derive(Debug, Parser)]
#[command(name = "leerlijn", version, propagate_version = false, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,

    #[command(flatten)]
    pub(super) talk: Talk,
}

/// How much is said, and how.
#[derive(Debug, Clone, Copy, Group)]
pub(super) struct Talk {
    /// Say nothing but the result, and what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Say more about what is being done
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,

    /// Use colours: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub(super) color: When,

    /// Speak nl, en, fr or de; else the language of the environment, or that of the site
    #[arg(long, global = true, value_name = "LANGUAGE", hide_possible_values = true)]
    pub(super) language: Option<Language>,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Show the site of this folder in your browser, or make one there; `leerlijn` by itself does the same
    Start(Start),
    /// Make a new site, which builds at once
    Init(Init),
    /// Make a file for a profile, a module or a programme, ready to fill in
    New(New),
    /// Build the site: write its pages to the output folder
    Build(Build),
    /// Show the site in a browser while you write: pages follow every save
    Serve(Serve),
    /// Look for mistakes in the content and say what to do about each of them
    Check(Check),
    /// Show which items of a profile a programme covers, and which it does not
    Coverage(Coverage),
    /// Show what differs between two commits, or between a commit and the site as it is
    Diff(Diff),
    /// Show what would differ without some modules, with others in another term, at another required level or with
    /// another profile; nothing is written
    WhatIf(WhatIf),
    /// Claim an item in a module, or take a claim back
    Claim(Claim),
    /// Leave an item out of a programme, with the reason, or take that back
    Exempt(Exempt),
    /// Turn a qualification document into a profile file, bring a coverage matrix into the modules, or bring in the
    /// texts of a course
    Import(Import),
    /// Go through the claims that were made before a new version of a profile changed the words of their items
    Review(Review),
    /// Write the matrix, the gaps, the assessments or a profile for another program
    Export(Export),
    /// Copy files of the built-in theme into the site's own, to change them
    #[command(subcommand)]
    Theme(Theme),
    /// Explain a diagnostic code such as L301, with an example
    Explain(Explain),
    /// Print a script with which your shell completes these commands
    Completions(Completions),
    /// Write the manual pages, for packages of the program
    #[command(hide = true)]
    Man(Man),
    /// Render pages for another process of this program
    #[command(name = RENDER_WORKER, hide = true)]
    RenderWorker,
}

/// The command with which the program starts itself to render the templates of a site's own.
pub(super) const RENDER_WORKER: &str = "render-worker";

/// Which site is meant.
#[derive(Debug, Default, Group)]
pub(super) struct Site {
    /// The folder of the site [default: the nearest folder from here upwards with a leerlijn.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

#[derive(Debug, Default, Group)]
pub(super) struct Start {
    #[command(flatten)]
    pub(super) site: Site,

    /// The port [default: 4000, or a free one when that is taken]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,

    /// Start no browser
    #[arg(long)]
    pub(super) no_open: bool,
}

#[derive(Debug, Group)]
pub(super) struct Init {
    /// The folder to make the site in: a new one, or one that holds nothing but a README, a licence and these documents
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,

    /// Begin with the profile in this document, instead of an example
    #[arg(long, value_name = "FILE")]
    pub(super) profile: Option<PathBuf>,

    /// What the document of the profile is written in
    #[arg(long, value_name = "FORMAT", default_value = "auto", requires = "profile")]
    pub(super) format: ImportFormat,

    /// What the columns of a list of outcomes hold, such as code=A,text=C,group=B
    #[arg(long, value_name = "WHAT=COLUMN", value_delimiter = ',', requires = "profile")]
    pub(super) columns: Vec<String>,

    /// The codes of the outcomes in a list, such as K*,S*,B*
    #[arg(long, value_name = "CODES", value_delimiter = ',', requires = "profile")]
    pub(super) items: Vec<String>,

    /// Bring in the modules and lessons in this folder
    #[arg(long, value_name = "DIR")]
    pub(super) course: Option<PathBuf>,

    /// Bring the coverage matrix in this spreadsheet into the modules
    #[arg(long, value_name = "FILE", requires = "profile")]
    pub(super) matrix: Option<PathBuf>,

    /// What marks in the matrix mean, such as x=assessed,I=introduced
    #[arg(long, value_name = "MARK=LEVEL", value_delimiter = ',', requires = "matrix")]
    pub(super) marks: Vec<String>,

    /// The language of the site
    #[arg(long, value_name = "LANGUAGE", default_value = "nl")]
    pub(super) lang: Language,

    /// Add the files by which this host builds and publishes the site; also for a site that is there already
    #[arg(long, value_name = "HOST")]
    pub(super) host: Option<Host>,

    // The file in which the page that makes a site finds the marks that it has to ask. What comes next is for the page to
    // say.
    #[arg(long, hide = true, value_name = "FILE")]
    pub(super) asked: Option<PathBuf>,
}

impl Init {
    /// The documents that the site is made of.
    pub(super) fn documents(&self) -> Vec<&Path> {
        [&self.profile, &self.course, &self.matrix].into_iter().flatten().map(PathBuf::as_path).collect()
    }

    /// Whether nothing is asked for but the files of a host.
    pub(super) fn makes_host_files_alone(&self) -> bool {
        self.host.is_some() && self.profile.is_none() && self.course.is_none()
    }
}

/// A service that builds a site from its repository and publishes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Host {
    /// A workflow for GitHub Actions and Pages
    Github,
    /// A pipeline for GitLab CI and Pages
    Gitlab,
    /// Settings for Netlify
    Netlify,
    /// Settings for Cloudflare Workers
    Cloudflare,
    /// None: published by hand
    #[value(name = "none")]
    Nowhere,
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Dutch => "Dutch",
            Self::English => "English",
            Self::French => "French",
            Self::German => "German",
        };
        Some(PossibleValue::new(self.tag()).help(help))
    }
}

#[derive(Debug, Group)]
pub(super) struct New {
    /// What to make
    #[arg(value_name = "KIND")]
    pub(super) kind: NewKind,

    /// Its title, such as Omgaan met klachten
    #[arg(value_name = "TITLE", required = true)]
    pub(super) title: Vec<String>,

    /// The module that a lesson belongs to: its code, or the name of its folder
    #[arg(long, value_name = "NAME")]
    pub(super) module: Option<String>,

    #[command(flatten)]
    pub(super) site: Site,
}

/// The kind of file to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NewKind {
    /// What a graduate can do and knows
    #[value(aliases = ["profiel", "profil"])]
    Profile,
    /// A course module
    #[value(alias = "modul")]
    Module,
    /// A lesson of a module; one that is a single file becomes a folder
    #[value(aliases = ["les", "leçon", "lecon", "lektion"])]
    Lesson,
    /// A selection of modules that leads to a profile
    #[value(aliases = ["opleiding", "programma", "formation", "bildungsgang", "ausbildung"])]
    Programme,
    /// Any other page
    #[value(aliases = ["pagina", "seite"])]
    Page,
}

#[derive(Debug, Group)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) site: Site,

    /// The folder to write the pages to [default: the folder `output` of the site]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// The address at which the site will stand, such as https://example.org/academie/
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,

    /// Also write the pages that say `draft = true`, each marked as a draft; no list, search or count has them
    #[arg(long)]
    pub(super) drafts: bool,

    /// Build the site as this earlier edition, one that the newest lists in its settings
    #[arg(long, value_name = "TITLE", requires = "newest")]
    pub(super) edition: Option<String>,

    /// The folder of the newest edition of the site
    #[arg(long, value_name = "DIR", requires = "edition")]
    pub(super) newest: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) site: Site,

    /// The address to listen on; 0.0.0.0 shows the site to everybody on your network
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,

    /// The port [default: 4000, or a free one when that is taken]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,

    /// Open the site in your browser
    #[arg(long)]
    pub(super) open: bool,

    /// Let pages be edited in the browser also where other accounts of this machine could do the same
    #[arg(long, conflicts_with = "no_edit")]
    pub(super) edit: bool,

    /// Show the site only; nothing can be edited in the browser
    #[arg(long)]
    pub(super) no_edit: bool,
}

impl Serve {
    /// The preview of a site as it is without any option.
    pub(super) fn of(site: Site) -> Self {
        let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
        Self { site, host, port: None, open: false, edit: false, no_edit: false }
    }
}

#[derive(Debug, Group)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) site: Site,

    /// How to write down what is found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,

    /// Show all findings, and not only the first 50 with each code
    #[arg(long)]
    pub(super) all: bool,

    /// Fail because of these too; may be given more than once
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(super) deny: Vec<Deny>,

    /// Count which gaps are new since this commit, tag, branch or folder
    #[arg(long, value_name = "REV")]
    pub(super) baseline: Option<String>,

    /// Only the gaps of this programme: its file's name or its title [default: of every programme]
    #[arg(long, value_name = "NAME")]
    pub(super) programme: Option<String>,

    /// Say which of these addresses would lead nowhere: a list of addresses, a sitemap, or a folder that was built before
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) against: Option<PathBuf>,
}

/// A reason for a check to fail besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Any warning
    Warnings,
    /// An item of a profile that a programme does not cover
    Gaps,
    /// A gap that the baseline does not have
    NewGaps,
}

#[derive(Debug, Group)]
pub(super) struct Coverage {
    #[command(flatten)]
    pub(super) site: Site,

    /// Only this programme: its file's name or its title [default: every programme]
    #[arg(long, value_name = "NAME")]
    pub(super) programme: Option<String>,

    /// Only the items that are not covered
    #[arg(long)]
    pub(super) gaps: bool,

    /// How to write it down
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: CoverageFormat,
}

/// How coverage is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CoverageFormat {
    /// For people
    Table,
    /// One JSON array, for scripts
    Json,
    /// One line for each item, for a spreadsheet
    Csv,
}

#[derive(Debug, Subcommand)]
pub(super) enum Theme {
    /// Copy templates, style sheets, scripts or words of the built-in theme into the site's own; without a name list them
    Eject(Eject),
}

#[derive(Debug, Group)]
pub(super) struct Eject {
    /// The files, such as `templates/module.html` or `knobs.css` [default: list all of them]
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<String>,

    #[command(flatten)]
    pub(super) site: Site,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// The code between the brackets of a message [default: list all codes]
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, Group)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Group)]
pub(super) struct Man {
    /// The folder that gets them
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}
