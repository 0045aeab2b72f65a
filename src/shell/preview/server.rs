//! The connections of a preview: listening, speaking HTTP, and letting a newcomer in however many others there are.
//!
//! Neither a slow nor a greedy client keeps others from being served for long. A client has little time and little room to
//! say what it wants. At most [`MOST`] connections are open, and fewer where the system lets the program keep few files
//! open; for one more, the one goes that has waited longest without having asked anything, or else the oldest of
//! all. A browser that loses one asks again. Another account of this machine is refused, where the system tells.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use hyper::Request;
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

use super::account::{Account, account};
use super::{PreviewError, handles};
use crate::config::Language;
use crate::diagnostics::say;
use crate::words::translate;

/// Connections at once. A browser keeps six, and one for each page that is looked at.
const MOST: usize = 256;
/// So few connections that a second browser may be kept waiting.
const FEW: usize = 24;

/// The port that is tried first where none was asked for, as other site generators do.
pub const DEFAULT_PORT: u16 = 4000;
/// How long a client may take to say what it wants, and stay without wanting anything.
const HEAD_TIME: Duration = Duration::from_secs(20);
/// The longest head of a request in bytes.
const HEAD_SIZE: usize = 16 * 1024;
/// How long to wait when the system has no connection to give, such as when all descriptors are in use.
const PAUSE: Duration = Duration::from_millis(50);

/// Listens on `host`: on `port`, or on the default port, or else on any free one.
pub(super) fn listen(host: IpAddr, port: Option<u16>) -> Result<TcpListener, PreviewError> {
    let try_port = |port| {
        let address = SocketAddr::new(host, port);
        let listener = TcpListener::bind(address).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok(listener)
        });
        listener.map_err(|error| match PreviewError::of_system(error) {
            PreviewError::System(error) => PreviewError::Listen(address, error),
            handles => handles,
        })
    };
    match port {
        Some(port) => try_port(port),
        None => try_port(DEFAULT_PORT).or_else(|error| match error {
            PreviewError::Listen(_, ref io) if io.kind() == std::io::ErrorKind::AddrInUse => try_port(0),
            other => Err(other),
        }),
    }
}

/// The address at which a browser on this machine finds what listens on `address`.
pub(super) fn url(address: SocketAddr) -> String {
    let address = match address.ip() {
        ip if ip.is_unspecified() => SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), address.port()),
        _ => address,
    };
    format!("http://{address}/")
}

/// Serves connections with `router` until it is dropped.
pub(super) async fn serve(listener: tokio::net::TcpListener, router: Router, connections: Arc<Connections>) {
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(_) => {
                // Whoever has asked nothing yet has to go before everybody is kept out.
                connections.make_room();
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // A small event must not wait for more to come.
        let _ = stream.set_nodelay(true);
        let answer = TowerToHyperService::new(router.clone());
        connections.admit(|own| tokio::spawn(connection(stream, peer, answer, own)).abort_handle());
    }
}

/// Answers one client until it goes.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    answer: TowerToHyperService<Router>,
    own: Connection,
) {
    let server = stream.local_addr().unwrap_or(peer);
    let is_of_another_account = OnceLock::new();
    let service = service_fn(|mut request: Request<Incoming>| {
        // Only who asks for something is worth the look.
        let is_refused = *is_of_another_account
            .get_or_init(|| Peer(peer).is_this_machine() && account(peer, server) == Account::Other);
        request.extensions_mut().insert(Peer(peer));
        let answer = (!is_refused).then(|| answer.call(request));
        let own = &own;
        async move {
            let Some(answer) = answer else {
                return Ok((StatusCode::FORBIDDEN, own.connections.of_another.clone()).into_response());
            };
            let answer = answer.await?;
            // Whoever is refused does not count as somebody who looks at the preview.
            if !answer.status().is_client_error() {
                own.was_answered();
            }
            Ok::<_, Infallible>(answer)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(stream), service);
    // A client that goes away in the middle of an answer is no concern of the preview.
    let _ = connection.await;
}

/// The address of whoever sent a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) SocketAddr);

impl Peer {
    /// Whether the request comes from this very machine.
    pub(super) fn is_this_machine(self) -> bool {
        self.0.ip().to_canonical().is_loopback()
    }
}

/// The body of an answer that is sent piece by piece, as somebody hands the pieces over.
#[derive(Debug)]
pub(super) struct Pieces(pub(super) mpsc::Receiver<io::Result<Bytes>>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// The open connections.
#[derive(Debug)]
pub(super) struct Connections {
    most: usize,
    /// The answer to other accounts of this machine.
    of_another: String,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    /// Those that have not asked anything yet, the oldest first.
    silent: BTreeMap<u64, AbortHandle>,
    /// Those that were answered, the oldest first.
    answered: BTreeMap<u64, AbortHandle>,
}

impl Open {
    fn oldest(&mut self) -> Option<AbortHandle> {
        let (_, connection) = self.silent.pop_first().or_else(|| self.answered.pop_first())?;
        Some(connection)
    }
}

/// The connection of one connection.
#[derive(Debug)]
pub(super) struct Connection {
    number: u64,
    connections: Arc<Connections>,
}

impl Connections {
    /// As many connections as the system has files for: half of them, since reading the site needs some too. Others than
    /// the owner are refused in `language`.
    pub(super) fn new(language: Language) -> Self {
        let files = handles::most().unwrap_or(usize::MAX);
        let of_another = say!("This preview belongs to another account of this machine.");
        Self {
            most: MOST.min(files / 2).max(1),
            of_another: translate(&of_another, language) + "\n",
            open: Mutex::default(),
        }
    }

    /// How many connections there can be, where that is so few that somebody has to know.
    pub(super) fn few(&self) -> Option<usize> {
        Some(self.most).filter(|most| *most < FEW)
    }

    /// Ends the connection that has waited longest without having asked anything, or else the oldest of all.
    pub(super) fn make_room(&self) {
        let leaver = self.lock().oldest();
        if let Some(connection) = leaver {
            connection.abort();
        }
    }

    /// Starts a connection with `start`, which is given its connection; another may have to go for it.
    pub(super) fn admit(self: &Arc<Self>, start: impl FnOnce(Connection) -> AbortHandle) {
        let mut open = self.lock();
        let number = open.next;
        open.next += 1;
        let is_full = open.silent.len() + open.answered.len() >= self.most;
        let leaver = if is_full { open.oldest() } else { None };
        // The lock is held until the handle is noted down, so the connection cannot leave before.
        let connection = start(Connection { number, connections: Arc::clone(self) });
        open.silent.insert(number, connection);
        drop(open);
        if let Some(connection) = leaver {
            connection.abort();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Notes that this connection was given what it asked for.
    pub(super) fn was_answered(&self) {
        let mut open = self.connections.lock();
        if let Some(connection) = open.silent.remove(&self.number) {
            open.answered.insert(self.number, connection);
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut open = self.connections.lock();
        open.silent.remove(&self.number);
        open.answered.remove(&self.number);
    }
}
