//! Processes that render the templates of a site's own, and what they may take.
//!
//! The program starts itself with a command of its own for each worker ([`RenderWorkers`]), and talks with it over the
//! worker's input and output; [`crate::render::isolation`] has the form of that talk. A worker limits itself ([`run`])
//! before it reads the first template: the system refuses it memory beyond [`MOST_MEMORY`] (Linux), and a watch in a
//! thread of its own ends it when a page takes longer than [`MOST_WORK`] of a core's time or [`LONGEST_PAGE`] in all.
//! A worker whose program is gone reads the end of its input and ends too.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::render::isolation::{Isolation, Setup, Stopped, read_message, serve, write_message};

/// What a worker may allocate, in bytes.
const MOST_MEMORY: u64 = 1 << 30;
/// How long a core may work on one page. A build for debugging is several times slower; there, too, a page must be able
/// to reach the bounds on its steps before its time is over.
const MOST_WORK: Duration = Duration::from_secs(if cfg!(debug_assertions) { 40 } else { 10 });
/// How long a page may take where others keep the cores busy, or where nobody counts a core's work.
const LONGEST_PAGE: Duration = Duration::from_secs(120);
/// How often the watch looks.
const WATCH: Duration = Duration::from_millis(20);
/// How a worker ends that took too long.
const TOO_LONG: i32 = 75;

/// Workers of this program. One that has answered waits for the next page with the same setup.
#[derive(Debug)]
pub struct RenderWorkers {
    program: PathBuf,
    command: &'static str,
    idle: Mutex<Vec<RenderWorker>>,
}

#[derive(Debug)]
struct RenderWorker {
    setup: u64,
    process: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl RenderWorkers {
    /// Workers that are started as `program command`.
    pub fn new(program: PathBuf, command: &'static str) -> Self {
        Self { program, command, idle: Mutex::default() }
    }

    fn idle_one(&self, setup: &Setup) -> Option<RenderWorker> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // After an edit of the theme or the settings the workers of the old one are of no use.
        idle.retain(|worker| worker.setup == setup.id);
        idle.pop()
    }

    fn start(&self, setup: &Setup) -> io::Result<RenderWorker> {
        let mut process = Command::new(&self.program)
            .arg(self.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::Error::other("it has no input or output"));
        };
        let mut worker = RenderWorker { setup: setup.id, process, input, output };
        // One that is gone already says so by not answering.
        drop(write_message(&mut worker.input, &[&setup.message]));
        Ok(worker)
    }
}

impl Isolation for RenderWorkers {
    fn ask(&self, setup: &Setup, request: &[u8]) -> Result<Vec<u8>, Stopped> {
        let worker = self.idle_one(setup).map_or_else(|| self.start(setup), Ok);
        let mut worker = worker.map_err(|error| Stopped::NotStarted(error.to_string()))?;
        match worker.ask(request) {
            Some(answer) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                Ok(answer)
            }
            None => Err(worker.reason()),
        }
    }
}

impl RenderWorker {
    fn ask(&mut self, request: &[u8]) -> Option<Vec<u8>> {
        write_message(&mut self.input, &[request]).ok()?;
        read_message(&mut self.output).ok()?
    }

    /// Why it did not answer.
    fn reason(&mut self) -> Stopped {
        // It may only have closed its output.
        drop(self.process.kill());
        match self.process.wait() {
            Ok(status) if status.code() == Some(TOO_LONG) => Stopped::Time,
            Ok(_) => Stopped::Memory,
            Err(error) => Stopped::NotStarted(error.to_string()),
        }
    }
}

impl Drop for RenderWorker {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Renders pages for the program that started this process, until that has no more.
///
/// # Errors
/// When what it reads is no request.
pub fn run() -> io::Result<()> {
    limit_memory();
    let begun: Arc<Mutex<Option<(Instant, Duration)>>> = Arc::default();
    let watched = Arc::clone(&begun);
    thread::Builder::new().spawn(move || {
        loop {
            thread::sleep(WATCH);
            let page = *watched.lock().unwrap_or_else(PoisonError::into_inner);
            let takes_too_long = page.is_some_and(|(start, work)| {
                start.elapsed() > LONGEST_PAGE || work_so_far().saturating_sub(work) > MOST_WORK
            });
            if takes_too_long {
                std::process::exit(TOO_LONG);
            }
        }
    })?;
    let at_work = |is_at_work: bool| {
        let page = is_at_work.then(|| (Instant::now(), work_so_far()));
        *begun.lock().unwrap_or_else(PoisonError::into_inner) = page;
    };
    let mut output = BufWriter::new(io::stdout().lock());
    serve(&mut io::stdin().lock(), &mut output, &at_work)
}

/// How long cores have worked for this process.
#[cfg(unix)]
fn work_so_far() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or_default())
        + Duration::from_nanos(u64::try_from(time.tv_nsec).unwrap_or_default())
}

#[cfg(not(unix))]
fn work_so_far() -> Duration {
    Duration::ZERO
}

/// Lets the system refuse memory beyond [`MOST_MEMORY`], or beyond what this process may have anyway.
#[cfg(target_os = "linux")]
fn limit_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let hard = getrlimit(Resource::Data).maximum;
    let most = Some(hard.map_or(MOST_MEMORY, |hard| hard.min(MOST_MEMORY)));
    // To lower one's own limit is always allowed.
    let _ = setrlimit(Resource::Data, Rlimit { current: most, maximum: most });
}

#[cfg(not(target_os = "linux"))]
fn limit_memory() {}
