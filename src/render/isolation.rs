//! Rendering the templates of a site's own theme in a process apart.
//!
//! The engine has no bound on what a template may do, and a thread that is caught in a loop cannot be stopped. Some
//! of it is stopped at its place in the template, see `render::bounds`. The rest — a filter that makes a text of
//! terabytes, a loop inside an expression — would take the program down or never end. So templates that a site
//! brings along are rendered by a worker: the same program in a process of its own, which may take only so much memory
//! and so much time for a page. When it has to be stopped, its page is reported and the next page gets a new worker.
//!
//! This module has the words of the talk with a worker, and this end of it; [`super::worker`] is the other end. Whoever
//! starts processes implements [`Isolation`]. A message is its length in eight bytes, little endian, and that many bytes. The
//! first one is the [`Setup`]; every further one is a request and gets one answer.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::Hasher as _;
use std::io::{self, Read, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use xxhash_rust::xxh3::Xxh3;

use super::theme::Theme;
use crate::diagnostics::{Code, Diagnostic, Message, Place, say};
use crate::plan::view::SiteView;
use crate::text::{SourcePath, Span};

/// The longest message that is taken: a page has at most 256 MB.
const LONGEST_MESSAGE: u64 = 1 << 30;

/// Lets workers render pages.
pub trait Isolation: Debug + Send + Sync {
    /// The answer of a worker that was set up with `setup` to `request`.
    ///
    /// # Errors
    /// Why there is no answer. The worker is gone then.
    fn ask(&self, setup: &Setup, request: &[u8]) -> Result<Vec<u8>, Stopped>;
}

/// Why a worker did not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// It worked on the page for longer than it may.
    Time,
    /// It took more memory than it may, or called itself too deeply.
    Memory,
    /// It could not be started.
    NotStarted(String),
}

impl Stopped {
    /// The sentence that an author reads.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Time => say!("this goes on and on: the page was not ready within its time"),
            Self::Memory => say!("this page takes more memory than a page may have (1 GB)"),
            Self::NotStarted(why) => say!("nothing could be started that renders this page: {why}", why),
        }
    }
}

/// Everything that a worker has to know before it renders pages: the theme's own files and the site.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Two setups with the same id are the same.
    pub id: u64,
    /// The message that sets a worker up.
    pub message: Arc<[u8]>,
}

/// The first message: the theme by its name and own files, and the site as templates see it.
#[derive(Serialize, Deserialize)]
pub(super) struct SetupMessage {
    pub(super) theme: String,
    pub(super) files: Vec<(String, String)>,
    pub(super) site: serde_json::Value,
    pub(super) facts: SiteFacts,
}

impl Setup {
    /// For pages of `site` in `theme`.
    pub(super) fn new(theme: &Theme, site: &SiteView) -> Self {
        let message = SetupMessage {
            theme: theme.name().to_owned(),
            files: theme
                .own_files()
                .iter()
                .map(|(path, text)| (path.to_string(), text.to_string()))
                .collect(),
            site: serde_json::to_value(site).unwrap_or_default(),
            facts: SiteFacts::new(site),
        };
        // Texts and numbers always have a form in JSON.
        let message = serde_json::to_vec(&message).unwrap_or_default();
        let mut hasher = Xxh3::new();
        hasher.write(&message);
        Self { id: hasher.finish(), message: message.into() }
    }
}

/// The facts of a site that its renderer itself needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SiteFacts {
    pub(super) language: String,
    /// The label of the level at which an item counts as covered.
    pub(super) required: String,
    pub(super) has_address: bool,
}

impl SiteFacts {
    pub(super) fn new(site: &SiteView) -> Self {
        let required = site.levels.iter().find(|level| level.enough).or(site.levels.last());
        Self {
            language: site.language.clone(),
            required: required.map(|level| level.label.clone()).unwrap_or_default(),
            has_address: !site.base_url.is_empty(),
        }
    }
}

/// The task of a worker. Without a template it is asked only whether the theme can be made ready.
#[derive(Serialize)]
pub(super) struct Request<'r> {
    pub(super) template: Option<&'r str>,
    /// The way to the root, for the pieces that are rendered once.
    pub(super) once: Option<&'r str>,
    pub(super) values: BTreeMap<&'r str, Box<RawValue>>,
}

/// A request as a worker reads it.
#[derive(Deserialize)]
pub(super) struct ReadRequest {
    pub(super) template: Option<String>,
    pub(super) once: Option<String>,
    pub(super) values: BTreeMap<String, serde_json::Value>,
}

/// A worker's answer: the text of a page, or what is wrong with the theme.
pub(super) const TEXT: u8 = 0;
pub(super) const PROBLEMS: u8 = 1;

/// A diagnostic on its way from a worker.
#[derive(Serialize, Deserialize)]
pub(super) struct Problem {
    code: String,
    file: String,
    start: usize,
    end: usize,
    message: String,
    help: Option<String>,
}

/// Asks a worker for the page of `request`.
pub(super) fn ask(
    isolation: &dyn Isolation,
    setup: &Setup,
    request: &Request<'_>,
) -> Result<Result<String, Vec<Diagnostic>>, Stopped> {
    let request = serde_json::to_vec(request).unwrap_or_default();
    let mut answer = isolation.ask(setup, &request)?;
    match answer.first() {
        Some(&TEXT) => {
            answer.remove(0);
            String::from_utf8(answer).map(Ok).map_err(|_| Stopped::Memory)
        }
        Some(&PROBLEMS) => {
            let problems: Vec<Problem> = serde_json::from_slice(&answer[1..]).map_err(|_| Stopped::Memory)?;
            Ok(Err(problems.into_iter().filter_map(Problem::into_diagnostic).collect()))
        }
        Some(_) | None => Err(Stopped::Memory),
    }
}

impl Problem {
    pub(super) fn new(problem: &Diagnostic) -> Self {
        let span = problem.place.span.range();
        Self {
            code: problem.code.to_string(),
            file: problem.place.file.to_string(),
            start: span.start,
            end: span.end,
            message: problem.message.english(),
            help: problem.help.as_ref().map(Message::english),
        }
    }

    fn into_diagnostic(self) -> Option<Diagnostic> {
        let code: Code = self.code.parse().ok()?;
        let place = Place::new(&SourcePath::new(&self.file), Span::new(self.start..self.end));
        let problem = Diagnostic::new(code, place, super::engine_report::said(&self.message));
        Some(match self.help {
            Some(help) => problem.help(Message::verbatim(help)),
            None => problem,
        })
    }
}

/// The next message; none at the end of the input.
///
/// # Errors
/// When the input ends within a message, or the message is longer than any may be.
pub fn read_message(input: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_le_bytes(length);
    if length > LONGEST_MESSAGE {
        return Err(io::Error::other("a message that is longer than any may be"));
    }
    let mut message = Vec::new();
    input.take(length).read_to_end(&mut message)?;
    if message.len() as u64 == length { Ok(Some(message)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Writes `parts` as one message.
///
/// # Errors
/// When the other end is gone.
pub fn write_message(output: &mut dyn Write, parts: &[&[u8]]) -> io::Result<()> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    output.write_all(&(length as u64).to_le_bytes())?;
    parts.iter().try_for_each(|part| output.write_all(part))?;
    output.flush()
}
