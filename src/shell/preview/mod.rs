//! Purpose: the live preview: a site in a browser that follows its files.
//! Input: a site's folder. Output: a server, and [`News`] for whoever started it.
//! Invariant: what a page shows is what a build would write, and one script; an error in the content never
//! ends the preview and never takes a page away.
//!
//! The life of a save: the system's `watch` tells of it · `changes` and `pending` wait until it is over ·
//! `site` reads the file and runs the pipeline · `moment` decides what is shown · `events` tells the open
//! pages for which something differs · `routes` renders what they then ask for.

mod bodies;
mod changes;
mod events;
mod guards;
mod inject;
mod moment;
mod pending;
mod places;
mod problems;
mod routes;
mod server;
mod shared;
mod site;
mod status;
mod touched;
mod watch;
mod words;

pub use changes::Watching;
pub use server::DEFAULT_PORT;
pub use shared::Opener;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::sync::watch as channel;

use self::changes::{Changes, Wake};
use self::guards::Guard;
use self::moment::Moment;
use self::shared::Shared;
use self::site::LiveSite;
use super::{DiskError, Skipped};
use crate::diagnostics::Report;
use crate::pipeline::Options;
use crate::sources::{CONFIG_FILE, Sources, THEMES_FOLDER};
use crate::text::SourcePath;

/// How long the end of the preview waits for a page that is being made.
const END: Duration = Duration::from_millis(200);

/// What a preview is told.
pub struct Settings {
    /// The folder of the site.
    pub root: PathBuf,
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; none for [`DEFAULT_PORT`], or a free one when that is taken.
    pub port: Option<u16>,
    /// How changes are found.
    pub watching: Watching,
    /// Opens a file for its author.
    pub open: Opener,
    /// An address that opens a file in an editor, such as `vscode://file{path}:{line}`; none to open
    /// files with the system's program for them.
    pub editor_url: Option<String>,
}

/// What happens in a preview.
pub enum News<'a> {
    /// Something of the site was left out, as [`super::load`] says.
    LeftOut(&'a Skipped),
    /// The site was read for the first time, or again after these files changed.
    Read {
        /// The files that changed; none at the start.
        changed: &'a [SourcePath],
        /// Everything that is wrong now.
        report: &'a Report,
        /// What the report is about.
        sources: &'a Sources,
        /// What the disk refused.
        disk: Option<&'a DiskError>,
        /// How long it took, from the moment at which the save was over.
        took: Duration,
    },
    /// A template failed that had not failed before.
    Failed {
        /// Everything that is wrong now.
        report: &'a Report,
        /// What the report is about.
        sources: &'a Sources,
    },
    /// Changes are found by looking at all files, for this reason.
    Looking(&'a str),
}

/// Whoever wants to hear what happens.
pub type Listener = Arc<dyn Fn(News<'_>) + Send + Sync>;

/// Why there is no preview.
#[derive(Debug)]
pub enum PreviewError {
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// The site cannot be read.
    Disk(DiskError),
    /// The system has no threads or no sockets to give.
    System(io::Error),
}

impl fmt::Display for PreviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(address, error) => {
                let (ip, port) = (address.ip(), address.port());
                match error.kind() {
                    io::ErrorKind::AddrInUse => write!(f, "port {port} is in use by another program"),
                    io::ErrorKind::AddrNotAvailable => write!(f, "{ip} is no address of this machine"),
                    io::ErrorKind::PermissionDenied => write!(f, "port {port} is not for your user"),
                    _ => write!(f, "{address} cannot be listened on: {error}"),
                }
            }
            Self::Disk(error) => write!(f, "{} {}", error.path, error.problem),
            Self::System(error) => write!(f, "the preview cannot be started: {error}"),
        }
    }
}

impl PreviewError {
    /// What to do about it; empty when there is nothing to say.
    pub fn advice(&self) -> &str {
        match self {
            Self::Listen(_, error) if error.kind() == io::ErrorKind::AddrNotAvailable => {
                "use 127.0.0.1, or 0.0.0.0 for all addresses"
            }
            Self::Listen(..) => "name another one with `--port`, or leave it out for a free one",
            Self::Disk(error) => &error.advice,
            Self::System(_) => "",
        }
    }
}

impl From<DiskError> for PreviewError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

/// A running preview; it ends when this is dropped.
pub struct Preview {
    address: SocketAddr,
    runtime: Option<Runtime>,
    serving: tokio::task::JoinHandle<()>,
    wakes: Sender<Wake>,
    following: Option<JoinHandle<()>>,
}

impl Preview {
    /// Reads the site, and serves and follows it from then on.
    ///
    /// # Errors
    /// When the port cannot be used or the site cannot be read.
    pub fn start(settings: Settings, listener: Listener) -> Result<Self, PreviewError> {
        let start = Instant::now();
        let socket = server::listen(settings.host, settings.port)?;
        let address = socket.local_addr().map_err(PreviewError::System)?;
        let root = settings.root.canonicalize().map_err(|error| {
            PreviewError::Disk(DiskError::unreadable(settings.root.display().to_string(), &error))
        })?;
        // What changes while the site is read for the first time must not be missed.
        let (changes, wakes, blind) = Changes::new(&root, settings.watching);
        let (site, skipped) = LiveSite::open(&root, Options::default())?;
        skipped.iter().for_each(|skipped| listener(News::LeftOut(skipped)));
        if let Some(reason) = blind {
            listener(News::Looking(&reason));
        }
        let moment = Arc::new(Moment::first(Arc::clone(site.snapshot())));
        tell(&listener, &moment, &[], start);
        let shared = Arc::new(Shared {
            root,
            guard: Guard::new(address),
            token: token()?,
            moments: channel::Sender::new(moment),
            open: settings.open,
            editor_url: settings.editor_url,
            listener,
        });
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(PreviewError::System)?;
        let socket = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(socket).map_err(PreviewError::System)?
        };
        let serving = runtime.spawn(server::serve(socket, Arc::clone(&shared)));
        let following = std::thread::spawn(move || follow(site, changes, &shared));
        Ok(Self { address, runtime: Some(runtime), serving, wakes, following: Some(following) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where a browser on this machine finds it.
    pub fn url(&self) -> String {
        server::url(self.address)
    }

    /// Serves until the person at the terminal ends it.
    ///
    /// # Errors
    /// When the system does not tell of that.
    pub fn wait(self) -> io::Result<()> {
        let Some(runtime) = &self.runtime else { return Ok(()) };
        runtime.block_on(asked_to_end())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.wakes.send(Wake::End);
        if let Some(runtime) = self.runtime.take() {
            // The port is free once the task that listens is gone, however long a busy machine takes for that.
            self.serving.abort();
            let _ = runtime.block_on(&mut self.serving);
            // Open pages stay connected for as long as they are there; nobody waits for them.
            runtime.shutdown_timeout(END);
        }
        if let Some(following) = self.following.take().filter(JoinHandle::is_finished) {
            let _ = following.join();
        }
    }
}

/// Makes a new moment after every change, until the preview ends.
fn follow(mut site: LiveSite, mut changes: Changes, shared: &Arc<Shared>) {
    let blind = |reason: &str| (shared.listener)(News::Looking(reason));
    while let Some(change) = changes.next(&blind) {
        let start = Instant::now();
        let Some(step) = site.follow(&change) else { continue };
        if step.folders || step.disk.is_some() {
            changes.look_soon();
        }
        let changed = step.changed.clone();
        let moment = Arc::new(shared.moment().next(step));
        shared.moments.send_replace(Arc::clone(&moment));
        tell(&shared.listener, &moment, &changed, start);
        if changed.iter().any(is_design) && moment.try_templates() {
            shared.tell_failure(&moment);
        }
    }
}

/// Whether a change of `path` can make a page fail that did not change itself.
fn is_design(path: &SourcePath) -> bool {
    path.as_str() == CONFIG_FILE || path.as_str().starts_with(THEMES_FOLDER)
}

fn tell(listener: &Listener, moment: &Moment, changed: &[SourcePath], start: Instant) {
    listener(News::Read {
        changed,
        report: &moment.report(),
        sources: moment.newest.sources(),
        disk: moment.disk.as_ref(),
        took: start.elapsed(),
    });
}

/// A secret that nobody can guess.
fn token() -> Result<String, PreviewError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| PreviewError::System(io::Error::other(error.to_string())))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(unix)]
async fn asked_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
        _ = hangup.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
