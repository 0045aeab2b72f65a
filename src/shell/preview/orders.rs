//! What somebody asks for on the page that makes a site, and how it was carried out.

use std::path::PathBuf;

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
    /// Whether somebody said that each line of that document is an outcome.
    pub is_list: bool,
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
    /// The marks in it with their levels; an empty one is a mark that means nothing.
    pub marks: Vec<(String, String)>,
    /// What somebody answers to questions that are not about marks.
    pub answer: String,
    /// The language of the page.
    pub spoken: Language,
}

/// How an order was carried out.
#[derive(Debug, Default)]
pub struct Account {
    /// What there is to say about it.
    pub said: String,
    /// Whether all of it was done.
    pub is_done: bool,
    /// The marks of the matrix that nobody has explained.
    pub asked: AskedMarks,
}

impl Account {
    /// That nothing was done, because of what `said` says.
    pub fn of_failure(said: String) -> Self {
        Self { said, ..Self::default() }
    }
}

/// The marks of a matrix whose meaning is asked.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct AskedMarks {
    /// The marks, as they stand in cells.
    pub marks: Vec<String>,
    /// The levels that each can be.
    pub levels: Vec<AskedLevel>,
    /// Whether something is asked that is not about marks.
    pub has_other: bool,
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
