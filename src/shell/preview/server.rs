//! Purpose: speak HTTP.
//! Input: a listening socket and what to answer. Output: connections, until the preview ends.
//! Invariant: neither a slow nor a greedy client keeps others from being served for long; ending waits
//! for nobody.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;

use super::PreviewError;
use super::places::{Place, Places};
use super::routes::Peer;

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
        listener.map_err(|error| PreviewError::Listen(address, error))
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
pub(super) async fn serve(listener: tokio::net::TcpListener, router: Router, places: Arc<Places>) {
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(_) => {
                // Whoever has asked nothing yet has to go before everybody is kept out.
                places.make_room();
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // A small event must not wait for more to come.
        let _ = stream.set_nodelay(true);
        let answer = TowerToHyperService::new(router.clone());
        places.admit(|place| tokio::spawn(connection(stream, peer, answer, place)).abort_handle());
    }
}

/// Answers one client until it goes.
async fn connection(stream: TcpStream, peer: SocketAddr, answer: TowerToHyperService<Router>, place: Place) {
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let answer = answer.call(request);
        let place = &place;
        async move {
            let answer = answer.await?;
            // Whoever is refused does not count as somebody who looks at the preview.
            if !answer.status().is_client_error() {
                place.was_answered();
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
