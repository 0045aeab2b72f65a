//! Worker processes that render the templates of a site's own theme, within limits of memory and time.
//!
//! The program starts itself once more for each worker ([`RenderWorkers`]), with a command that only workers use, and
//! talks to it over the worker's standard input and output; [`crate::render::isolation`] describes the messages. A
//! worker limits itself ([`run`]) before it reads the first template: on Linux, the system refuses it memory beyond
//! [`MOST_MEMORY`]; and a watch in a thread of its own ends it when a page takes more than [`MOST_WORK`] of processor
//! time, or more than [`LONGEST_PAGE`] in all. When the program ends, the worker reads the end of its input and ends
//! too.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::render::isolation::{Isolation, Setup, Stopped, read_message, write_message};
use crate::render::worker::serve;

/// The limit of memory for a worker, in bytes.
const MOST_MEMORY: u64 = 1 << 30;
/// The limit of processor time for one page. A page reaches the limit on its steps in half of that, also in a debug
/// build.
const MOST_WORK: Duration = Duration::from_secs(10);
/// The limit of time for one page by the clock, for when other programs keep the cores busy or processor time is not
/// measured.
const LONGEST_PAGE: Duration = Duration::from_secs(120);
/// The pause between two looks of the watch.
const WATCH: Duration = Duration::from_millis(20);
/// The exit code of a worker that took too long.
const TOO_LONG: i32 = 75;

/// The workers of this program. A worker that has answered waits for the next page with the same setup.
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
    /// Workers that are started as `program command`, when they are needed.
    pub fn new(program: PathBuf, command: &'static str) -> Self {
        Self { program, command, idle: Mutex::default() }
    }

    fn idle_one(&self, setup: &Setup) -> Option<RenderWorker> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // After the theme or the settings were edited, workers with the old setup are of no use.
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
        // If the worker has ended already, the missing answer will show it.
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

    /// The reason why the worker did not answer.
    fn reason(&mut self) -> Stopped {
        // It may still run, and only have closed its output.
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

/// Renders pages for the program that started this process, until there are no more requests.
///
/// # Errors
/// When its input is not a request, or its input or output fails.
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

/// The processor time that this process has used.
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

/// Lets the system refuse memory beyond [`MOST_MEMORY`], or beyond the limit of this process if that is lower.
#[cfg(target_os = "linux")]
fn limit_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let hard = getrlimit(Resource::Data).maximum;
    let most = Some(hard.map_or(MOST_MEMORY, |hard| hard.min(MOST_MEMORY)));
    // A process may always lower its own limit.
    let _ = setrlimit(Resource::Data, Rlimit { current: most, maximum: most });
}

#[cfg(not(target_os = "linux"))]
fn limit_memory() {}
