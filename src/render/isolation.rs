//! Rendering the templates of a site's own theme in a process apart.
//!
//! The engine has no bound on what a template may do, and a thread that is caught in a loop cannot be stopped. Some
//! of it is stopped at its place in the template, see `render::bounds`. What remains — a filter that makes a text of
//! terabytes, a loop inside an expression — would take the program down or never end. So templates that a site
//! brings along are rendered by a worker: the same program in a process of its own, which may take only so much memory
//! and so much time for a page. When it has to be stopped, its page is reported and the next page gets a new worker.
//!
//! This module has both ends of the talk with a worker. Whoever starts processes implements [`Isolation`], and runs
//! [`serve`] in the process apart. A message is its length in eight bytes, little endian, and that many bytes. The
//! first one is the [`Setup`]; every further one is a request and gets one answer.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::Hasher as _;
use std::io::{self, Read, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use xxhash_rust::xxh3::Xxh3;

use super::renderer::{Renderer, SiteFacts};
use super::theme::Theme;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::plan::view::SiteView;
use crate::sources::{SourceFile, Sources};
use crate::text::{SourcePath, Span, Spanned};

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
    /// What an author is told.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Time => "this goes on and on: the page was not ready within its time".to_owned(),
            Self::Memory => "this page takes more memory than a page may have (1 GB)".to_owned(),
            Self::NotStarted(why) => format!("nothing could be started that renders this page: {why}"),
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

#[derive(Serialize, Deserialize)]
struct SetupMessage {
    theme: String,
    files: Vec<(String, String)>,
    site: serde_json::Value,
    facts: SiteFacts,
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

/// What a worker is asked for. Without a template it is asked only whether the theme can be made ready.
#[derive(Serialize)]
pub(super) struct Request<'r> {
    pub(super) template: Option<&'r str>,
    /// The way to the root, for the pieces that are rendered once.
    pub(super) once: Option<&'r str>,
    pub(super) values: BTreeMap<&'r str, Box<RawValue>>,
}

#[derive(Deserialize)]
struct ReadRequest {
    template: Option<String>,
    once: Option<String>,
    values: BTreeMap<String, serde_json::Value>,
}

/// A worker's answer: the text of a page, or what is wrong with the theme.
const TEXT: u8 = 0;
const PROBLEMS: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Problem {
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
    fn new(problem: &Diagnostic) -> Self {
        let span = problem.place.span.range();
        Self {
            code: problem.code.to_string(),
            file: problem.place.file.to_string(),
            start: span.start,
            end: span.end,
            message: problem.message.clone(),
            help: problem.help.clone(),
        }
    }

    fn into_diagnostic(self) -> Option<Diagnostic> {
        let code: Code = self.code.parse().ok()?;
        let place = Place::new(&SourcePath::new(&self.file), Span::new(self.start..self.end));
        let problem = Diagnostic::new(code, place, self.message);
        Some(match self.help {
            Some(help) => problem.help(help),
            None => problem,
        })
    }
}

/// Answers requests from `input` on `output` until there are no more; `at_work` is told when a request begins and when
/// it is answered.
///
/// # Errors
/// When the other end is gone or does not keep to the form of messages.
pub fn serve(input: &mut dyn Read, output: &mut dyn Write, at_work: &dyn Fn(bool)) -> io::Result<()> {
    let Some(setup) = read_message(input)? else { return Ok(()) };
    at_work(true);
    let setup: SetupMessage = serde_json::from_slice(&setup).map_err(io::Error::other)?;
    let renderer = renderer(setup);
    at_work(false);
    while let Some(request) = read_message(input)? {
        at_work(true);
        let request: ReadRequest = serde_json::from_slice(&request).map_err(io::Error::other)?;
        let text = match (&renderer, &request.template) {
            (Ok(renderer), Some(template)) => renderer
                .values(template, request.once.as_deref(), &request.values)
                .map_err(|problem| vec![problem]),
            (Ok(_), None) => Ok(String::new()),
            (Err(problems), _) => Err(problems.clone()),
        };
        let (kind, bytes) = match text {
            Ok(text) => (TEXT, text.into_bytes()),
            Err(problems) => {
                let problems: Vec<Problem> = problems.iter().map(Problem::new).collect();
                (PROBLEMS, serde_json::to_vec(&problems).map_err(io::Error::other)?)
            }
        };
        write_message(output, &[&[kind], &bytes])?;
        at_work(false);
    }
    Ok(())
}

fn renderer(setup: SetupMessage) -> Result<Renderer, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    for (path, text) in setup.files {
        sources.insert(SourceFile::new(SourcePath::new(&path), text.as_bytes()));
    }
    let name = Spanned::new(setup.theme, Span::at(0));
    let theme = Theme::new(&name, &sources).map_err(|problem| vec![problem])?;
    Renderer::of_values(&theme, &setup.facts, &setup.site)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A worker in the same thread, which reads what a real one would read.
    #[derive(Debug)]
    struct InProcess;

    impl Isolation for InProcess {
        fn ask(&self, setup: &Setup, request: &[u8]) -> Result<Vec<u8>, Stopped> {
            let (mut input, mut output) = (Vec::new(), Vec::new());
            write_message(&mut input, &[&setup.message]).unwrap();
            write_message(&mut input, &[request]).unwrap();
            serve(&mut input.as_slice(), &mut output, &|_| {}).unwrap();
            Ok(read_message(&mut output.as_slice()).unwrap().unwrap())
        }
    }

    fn theme(templates: &[(&str, &str)]) -> Theme {
        let mut sources = Sources::default();
        for (name, text) in templates {
            let path = SourcePath::new(&format!("themes/own/templates/{name}"));
            sources.insert(SourceFile::new(path, text.as_bytes()));
        }
        Theme::new(&Spanned::new("own".to_owned(), Span::at(0)), &sources).unwrap()
    }

    fn site() -> SiteView {
        SiteView {
            title: "School".to_owned(),
            language: "nl".to_owned(),
            base_url: "https://school.example".to_owned(),
            programmes: Vec::new(),
            profiles: Vec::new(),
            modules: String::new(),
            pages: Vec::new(),
            levels: Vec::new(),
            accessibility: String::new(),
            feed: String::new(),
            image: None,
            search_kinds: Vec::new(),
        }
    }

    #[test]
    fn a_worker_renders_what_this_process_would_render() {
        let theme = theme(&[("sitemap.xml", "{{ site.title }} {% for a in addresses %}{{ a }}{% endfor %}")]);
        let addresses = ["https://school.example/<a>".to_owned()];
        let here = Renderer::new(&theme, &site()).unwrap();
        let apart = Renderer::isolated(&theme, &site(), Arc::new(InProcess)).unwrap();
        let text = here.sitemap(&addresses).unwrap();
        assert_eq!(apart.sitemap(&addresses).unwrap(), text);
        assert_eq!(text.as_deref(), Some("School https://school.example/&lt;a&gt;"));
    }

    #[test]
    fn a_mistake_in_a_template_is_found_at_its_place_by_a_worker_too() {
        let theme = theme(&[("sitemap.xml", "<a>\n{{ nothing }}")]);
        let apart = Renderer::isolated(&theme, &site(), Arc::new(InProcess)).unwrap();
        let problem = apart.sitemap(&[]).unwrap_err();
        assert_eq!(Renderer::new(&theme, &site()).unwrap().sitemap(&[]).unwrap_err(), problem);
        assert_eq!((problem.code, problem.place.span.start), (Code::L602, 7));
    }

    #[test]
    fn a_message_that_is_cut_off_or_too_long_is_an_error() {
        assert!(read_message(&mut [9, 0, 0, 0, 0, 0, 0, 0, b'a'].as_slice()).is_err());
        assert!(read_message(&mut [255; 8].as_slice()).is_err());
        assert_eq!(read_message(&mut [].as_slice()).unwrap(), None);
    }
}
