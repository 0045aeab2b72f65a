//! The live preview: a site in a browser that follows its files.
//!
//! A page shows the bytes that a build would write, and one script. An error in the content never ends the preview and
//! never takes a page away. Everything that can be decided from the site alone is decided in [`crate::preview`].
//!
//! The life of a save: the system's `watch` tells of it · `changes` waits until it is over · `live_site` reads the file
//! and runs the pipeline · a new [`Moment`] begins · `events` tells the open pages for which something differs ·
//! `routes` answers with the page when it is asked for, rendered by one of the `workers`.

mod access;
mod account;
mod changes;
mod controls;
mod desk;
mod door;
mod editing;
mod ending;
mod events;
mod files;
mod handles;
mod live_site;
mod orders;
mod routes;
mod server;
mod shared;
mod watch;
mod welcome;
mod workers;

pub use access::Editors;
pub use changes::Watching;
pub use door::Door;
pub use ending::Ending;
pub use orders::{
    Account, Asked, AskedChoice, AskedField, AskedLevel, AskedQuestion, BuiltSite, MatrixOrder, SiteBuilder,
    SiteMaker, SiteOrder,
};
pub use server::DEFAULT_PORT;
pub use shared::Opener;
pub use welcome::Welcome;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rayon::ThreadPoolBuilder;
use tokio::sync::{oneshot, watch as channel};

use self::access::{Controls, secret};
use self::changes::{Changes, Wake};
use self::desk::Desk;
use self::live_site::{LiveSite, Step};
use self::server::Connections;
use self::shared::Shared;
use self::workers::Workers;
use super::disk_error::{EMFILE, few_handles, reason};
use super::{DiskError, HistoryGap, Skipped};
use crate::config::Language;
use crate::diagnostics::{Message, Report, say};
use crate::pipeline::Options;
use crate::preview::requests::Guard;
use crate::preview::{DiskProblem, Moment, Save, can_break_other_pages};
use crate::sources::Sources;
use crate::text::SourcePath;

/// How long a save waits for the pages that failed before it: no template of the site may keep saves from being followed.
const WAIT: Duration = Duration::from_secs(1);
/// Threads that a preview needs besides those of the cores: to serve, to follow, to be told of changes, and to make
/// a page.
const THREADS: usize = 4;

/// The settings of a preview.
pub struct Settings {
    /// The settings of the pipeline besides the files.
    pub options: Options,
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
    /// Builds the site for somebody without a terminal.
    pub build: SiteBuilder,
    /// An address that opens a file in an editor, such as `vscode://file{path}:{line}`; none to open
    /// files with the system's program for them.
    pub editor_url: Option<String>,
    /// Who may edit the pages in the browser.
    pub editors: Editors,
}

/// An event in a preview.
pub enum News<'a> {
    /// Something of the site was left out, as [`super::load`] says.
    LeftOut(&'a [Skipped]),
    /// Files of the repository have no day.
    NoDays(HistoryGap),
    /// The site was read for the first time, or again after these files changed.
    Read {
        /// The files that changed; none at the start.
        changed: &'a [SourcePath],
        /// The mistakes of the site as it is now.
        report: &'a Report,
        /// The files that the report speaks of.
        sources: &'a Sources,
        /// The refusal of the disk.
        disk: Option<&'a DiskError>,
        /// How long it took, from the moment at which the save was over.
        took: Duration,
    },
    /// A template failed that had not failed before.
    Failed {
        /// The mistakes of the site as it is now.
        report: &'a Report,
        /// The files that the report speaks of.
        sources: &'a Sources,
    },
    /// Changes are found by looking at all files, for this reason.
    Looking(&'a Message),
    /// The page at this address, without its first slash, takes longer to make than anybody waits.
    Slow(&'a str),
    /// The system lets the preview have so few connections that some may have to wait.
    Few(usize),
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
    /// The system has no sockets or nothing else to give.
    System(io::Error),
    /// The system lets the program have too few open files.
    Handles(io::Error),
    /// The system has no threads to give.
    Threads(io::Error),
}

impl PreviewError {
    /// The system's refusal of something that a preview needs.
    fn of_system(error: io::Error) -> Self {
        if error.raw_os_error() == Some(EMFILE) { Self::Handles(error) } else { Self::System(error) }
    }

    /// The reason in one sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::Listen(address, error) => {
                let (ip, port) = (address.ip(), address.port());
                match error.kind() {
                    io::ErrorKind::AddrInUse => say!("port {port} is in use by another program", port),
                    io::ErrorKind::AddrNotAvailable => say!("{ip} is no address of this machine", ip),
                    io::ErrorKind::PermissionDenied => say!("port {port} is not for your user", port),
                    _ => say!("{address} cannot be listened on: {error}", address, error),
                }
            }
            Self::Disk(error) => error.message(),
            Self::System(error) | Self::Handles(error) => {
                say!("the preview cannot be started: {reason}", reason = reason(error))
            }
            Self::Threads(error) => say!("the system gives the preview no threads: {error}", error),
        }
    }

    /// The advice against it; without words where there is none.
    pub fn advice(&self) -> Message {
        match self {
            Self::Listen(_, error) if error.kind() == io::ErrorKind::AddrNotAvailable => {
                say!("use 127.0.0.1, or 0.0.0.0 for all addresses")
            }
            Self::Listen(..) => say!("name another one with `--port`, or leave it out for a free one"),
            Self::Disk(error) => error.advice.clone(),
            Self::System(_) => Message::none(),
            Self::Handles(_) => few_handles(),
            Self::Threads(_) => {
                say!("end other programs of yours, or allow yourself more threads (see `ulimit -u`)")
            }
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
    /// The address by which a browser comes in that alone may edit.
    way_in: Option<String>,
    end: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
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
        handles::try_needed().map_err(PreviewError::of_system)?;
        let pages = server::listen(settings.host, settings.port)?;
        let address = pages.local_addr().map_err(PreviewError::of_system)?;
        let buttons = server::listen(Controls::host(address.ip()), Some(0))?;
        let controls = buttons
            .local_addr()
            .and_then(|buttons| Controls::new(buttons, address, settings.editors))
            .map_err(PreviewError::of_system)?;
        let root = settings.root.canonicalize().map_err(|error| {
            PreviewError::Disk(DiskError::unreadable(settings.root.display().to_string(), &error))
        })?;
        threads_can_be_had()?;
        // A change while the site is read for the first time must not be missed.
        let (changes, wakes, blind) = Changes::new(&root, settings.watching);
        let pool = ThreadPoolBuilder::new()
            .build()
            .map_err(|error| PreviewError::of_system(io::Error::other(error.to_string())))?;
        let (site, skipped) = pool.install(|| LiveSite::open(&root, settings.options))?;
        listener(News::LeftOut(&skipped));
        if let Some(gap) = site.history_gap() {
            listener(News::NoDays(gap));
        }
        if let Some(reason) = blind {
            listener(News::Looking(&reason));
        }
        let moment = Arc::new(Moment::first(Arc::clone(site.snapshot())));
        let may_edit = settings.editors != Editors::Nobody && address.ip().is_loopback();
        let desk =
            may_edit.then(|| Desk::new(Arc::clone(site.pipeline()), site.foreseen().clone(), wakes.clone()));
        tell(&listener, &moment, &[], None, start);
        let shared = Arc::new(Shared {
            root,
            guard: Guard::new(address),
            run: secret().map_err(PreviewError::of_system)?,
            controls,
            desk,
            pages: server::url(address),
            workers: Workers::default(),
            moments: channel::Sender::new(moment),
            open: settings.open,
            build: settings.build,
            editor_url: settings.editor_url,
            listener,
        });
        let way_in =
            shared.controls.key.as_deref().filter(|_| may_edit).map(|key| shared.controls.way_in(key));
        let (end, serving) = serve(pages, buttons, &shared)?;
        let follow = move || pool.install(|| follow(site, changes, &shared));
        let following = thread("preview following", follow)?;
        Ok(Self {
            address,
            way_in,
            end: Some(end),
            serving: Some(serving),
            wakes,
            following: Some(following),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where a browser on this machine finds it.
    pub fn url(&self) -> String {
        server::url(self.address)
    }

    /// The door by which a browser comes in that may edit; none where every browser may, or none at all.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn door(&self, language: Language) -> io::Result<Option<Door>> {
        self.way_in.as_deref().map(|address| Door::new(address, language)).transpose()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.wakes.send(Wake::End);
        drop(self.end.take());
        // The ports are free once the thread that listens is gone, however long a busy machine takes for that.
        // Open pages stay connected for as long as they are there, and pages that are being made take their time;
        // nobody waits for either.
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
        if let Some(following) = self.following.take().filter(JoinHandle::is_finished) {
            let _ = following.join();
        }
    }
}

/// Begins to answer at both addresses; dropping the first value ends it.
fn serve(
    pages: TcpListener,
    buttons: TcpListener,
    shared: &Arc<Shared>,
) -> Result<(oneshot::Sender<()>, JoinHandle<()>), PreviewError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(PreviewError::of_system)?;
    let (pages, buttons) = {
        let _inside = runtime.enter();
        let listen = tokio::net::TcpListener::from_std;
        (listen(pages).map_err(PreviewError::of_system)?, listen(buttons).map_err(PreviewError::of_system)?)
    };
    let connections = Arc::new(Connections::new(shared.moment().language()));
    if let Some(most) = connections.few() {
        (shared.listener)(News::Few(most));
    }
    let pages = server::serve(pages, routes::router(Arc::clone(shared)), Arc::clone(&connections));
    let buttons = server::serve(buttons, controls::router(Arc::clone(shared)), connections);
    let (end, ended) = oneshot::channel();
    let serving = thread("preview serving", move || {
        runtime.block_on(async {
            tokio::select! {
                () = pages => {}
                () = buttons => {}
                _ = ended => {}
            }
        });
    })?;
    Ok((end, serving))
}

/// A thread called `name` that does `job`.
fn thread(name: &str, job: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, PreviewError> {
    std::thread::Builder::new().name(name.to_owned()).spawn(job).map_err(PreviewError::Threads)
}

/// Tries whether the system has the threads that a preview needs. Libraries that start some of their own would
/// panic without.
fn threads_can_be_had() -> Result<(), PreviewError> {
    // One for each core resolves and counts while another makes pages.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (end, ended) = std::sync::mpsc::sync_channel::<()>(0);
    let ended = Arc::new(Mutex::new(ended));
    let wait = || {
        let ended = Arc::clone(&ended);
        // All of them are there at once until the last one was started.
        move || drop(ended.lock().map(|ended| ended.recv()))
    };
    let tried: Result<Vec<_>, _> =
        (0..THREADS + 2 * cores).map(|_| thread("preview trial", wait())).collect();
    drop(end);
    // They have to be gone before others are started.
    tried?.into_iter().for_each(|trial| drop(trial.join()));
    Ok(())
}

/// Makes a new moment after every change, until the preview ends.
fn follow(mut site: LiveSite, mut changes: Changes, shared: &Arc<Shared>) {
    let blind = |reason: &Message| (shared.listener)(News::Looking(reason));
    while let Some(change) = changes.next(&blind) {
        let start = Instant::now();
        let Some(step) = site.follow(&change) else { continue };
        if step.folders || step.disk.is_some() {
            changes.look_soon();
        }
        let Step { snapshot, changed, disk, folders: _ } = step;
        let problem =
            disk.as_ref().map(|error| DiskProblem { message: error.message(), advice: error.advice.clone() });
        let before = shared.moment();
        let save = Save { snapshot, changed: changed.clone(), disk: problem };
        let moment = Arc::new(before.next(save));
        let suspects = before.suspects();
        if !suspects.is_empty() {
            let (shared, moment) = (Arc::clone(shared), Arc::clone(&moment));
            let workers = shared.workers.clone();
            workers.start(WAIT, move || {
                moment.render_again(&suspects);
                // Nobody waited for this to end.
                if Arc::ptr_eq(&shared.moment(), &moment) {
                    shared.tell_failure(&moment);
                }
            });
        }
        shared.moments.send_replace(Arc::clone(&moment));
        tell(&shared.listener, &moment, &changed, disk.as_ref(), start);
        if changed.iter().any(can_break_other_pages) {
            let shared_with_job = Arc::clone(shared);
            shared.workers.start(Duration::ZERO, move || {
                if moment.try_templates() {
                    shared_with_job.tell_failure(&moment);
                }
            });
        }
    }
}

fn tell(
    listener: &Listener,
    moment: &Moment,
    changed: &[SourcePath],
    disk: Option<&DiskError>,
    start: Instant,
) {
    listener(News::Read {
        changed,
        report: &moment.report(),
        sources: moment.newest.sources(),
        disk,
        took: start.elapsed(),
    });
}
