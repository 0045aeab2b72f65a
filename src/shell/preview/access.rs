//! Who may have the preview do something: the origin of its buttons, the pages that may show them, and the secrets of the run.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderValue, header};

/// The header that carries the token.
pub(super) const TOKEN: &str = "x-leerlijn-token";

/// Who may edit the pages in a browser. It is never anybody where others than this machine can see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editors {
    /// Nobody.
    Nobody,
    /// Whoever may read the pages on this machine.
    Readers,
    /// The browser that was opened by the [`Door`](super::Door) of the run: the system does not say which account asks, and
    /// another one reads no file of this one.
    Opened,
}

/// Where the buttons stand, and who may show and press them.
pub(super) struct Controls {
    /// Where they are listened for.
    pub(super) address: SocketAddr,
    /// A new secret in every run, which whoever reads the pages can read.
    pub(super) token: String,
    /// Another one, which no answer has, for editing; none where the token does.
    pub(super) key: Option<String>,
    /// Which pages may show a button in a frame.
    pub(super) ancestors: String,
}

impl Controls {
    /// The address for the buttons of a preview on `pages`: this machine alone, at any free port.
    pub(super) fn host(pages: IpAddr) -> IpAddr {
        if pages.is_loopback() { pages } else { IpAddr::V4(Ipv4Addr::LOCALHOST) }
    }

    /// The buttons at `address` for the preview of which `pages` is the address.
    ///
    /// # Errors
    /// When the system has no secret to give.
    pub(super) fn new(address: SocketAddr, pages: SocketAddr, editors: Editors) -> std::io::Result<Self> {
        let port = pages.port();
        let own = if pages.ip().is_loopback() { pages.ip() } else { IpAddr::V4(Ipv4Addr::LOCALHOST) };
        let own = SocketAddr::new(own, port);
        let ancestors = format!("http://localhost:{port} http://127.0.0.1:{port} http://{own} 'self'");
        let key = if editors == Editors::Opened { Some(secret()?) } else { None };
        Ok(Self { address, token: secret()?, key, ancestors })
    }

    /// Their origin, as a page names it.
    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The token with which a page is edited, where the page may have it.
    pub(super) fn token_of_pages(&self) -> Option<&str> {
        self.key.is_none().then_some(self.token.as_str())
    }

    /// Whether the document that sends these headers may have a text opened.
    pub(super) fn may_open(&self, headers: &HeaderMap) -> bool {
        may_change(headers, &self.token)
    }

    /// Whether the document that sends these headers may edit.
    pub(super) fn may_edit(&self, headers: &HeaderMap) -> bool {
        may_change(headers, self.key.as_ref().unwrap_or(&self.token))
    }
}

/// Whether a request with these headers shows `token` and comes from a document: a browser names the origin of every
/// request that is no mere reading.
pub(super) fn may_change(headers: &HeaderMap, token: &str) -> bool {
    let shown = headers.get(TOKEN).map(HeaderValue::as_bytes).unwrap_or_default();
    same(shown, token.as_bytes()) && headers.contains_key(header::ORIGIN)
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

/// A secret that nobody can guess: sixteen bytes of the system's randomness, as hexadecimal digits.
///
/// # Errors
/// When the system has none to give.
pub(super) fn secret() -> std::io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
