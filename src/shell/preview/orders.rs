//! What somebody asks for on the page that makes a site, and how it was carried out.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::Language;

/// A site that somebody asks for.
#[derive(Debug)]
pub struct SiteOrder {
    /// Its folder, which does not exist yet or is empty.
    pub folder: PathBuf,
    /// Its language.
    pub language: Language,
    /// The language of the page, in which it is said how all was read.
    pub spoken: Language,
    /// The document of its profile.
    pub profile: Option<PathBuf>,
    /// The answers to the questions about that document, as options of the command line.
    pub answers: Vec<String>,
    /// Its coverage matrix.
    pub matrix: Option<PathBuf>,
    /// The folder with the texts of its course.
    pub course: Option<PathBuf>,
}

/// A matrix that somebody brings into a site that was made.
#[derive(Debug)]
pub struct MatrixOrder {
    /// The folder of the site.
    pub folder: PathBuf,
    /// The matrix.
    pub matrix: PathBuf,
    /// The answers to the questions about it, as options of the command line.
    pub answers: Vec<String>,
    /// The language of the page.
    pub spoken: Language,
}

/// How an order was carried out.
#[derive(Debug, Default)]
pub struct Account {
    /// The sentences about it, for whoever asked.
    pub said: String,
    /// Whether all of it was done.
    pub is_done: bool,
    /// What is asked before more can be done.
    pub asked: Asked,
}

impl Account {
    /// That nothing was done, because of what `said` says.
    pub fn of_failure(said: String) -> Self {
        Self { said, ..Self::default() }
    }
}

/// Builds the site of a preview, and says in a language how that went.
pub type SiteBuilder = Arc<dyn Fn(Language) -> BuiltSite + Send + Sync>;

/// A build of the site of a preview.
#[derive(Debug, Serialize)]
pub struct BuiltSite {
    /// The sentences about it, for whoever asked.
    pub said: String,
    /// Whether the pages are built.
    pub is_done: bool,
    /// The folder in which they stand.
    pub folder: String,
}

/// What is asked about the documents.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Asked {
    /// The questions, each with its own fields.
    pub questions: Vec<AskedQuestion>,
    /// The levels that a mark can be.
    pub levels: Vec<AskedLevel>,
}

/// A question with the fields in which somebody answers it; none where only another document does.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct AskedQuestion {
    /// The question.
    pub text: String,
    /// What is to be done in the document where no answer is right.
    pub otherwise: String,
    /// Marks, each with a choice of levels.
    pub marks: Vec<String>,
    /// Answers of which one is chosen.
    pub choices: Vec<AskedChoice>,
    /// Texts that are typed.
    pub fields: Vec<AskedField>,
}

/// One of several answers.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskedChoice {
    /// What it says.
    pub label: String,
    /// The options of the command line that say it.
    pub arguments: Vec<String>,
}

/// A text that answers.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskedField {
    /// What it is about.
    pub label: String,
    /// What stands before it on the command line.
    pub argument: String,
    /// The text that is likely.
    pub likely: String,
}

/// A level that a mark can be.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskedLevel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
}

pub(super) type Carrier<T> = Box<dyn Fn(&T) -> Account + Send + Sync>;

/// Whoever carries out the orders.
pub struct SiteMaker {
    /// Makes a site.
    pub site: Carrier<SiteOrder>,
    /// Brings a matrix into one.
    pub matrix: Carrier<MatrixOrder>,
}
