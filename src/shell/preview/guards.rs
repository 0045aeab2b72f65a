//! Purpose: refuse what does not come from the person in front of the screen.
//! Input: the head of a request. Output: whether it may pass.
//! Invariant: judged before anything is looked up. A foreign page can make a browser send requests here,
//! even under a name of its own that it makes lead to this machine (DNS rebinding); it cannot change the
//! `Host` and `Origin` that the browser then writes.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, Uri, header};

/// Which names a preview answers to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guard {
    bound: IpAddr,
}

impl Guard {
    /// The guard of a preview that listens on `address`.
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { bound: address.ip() }
    }

    /// Whether a request with this target and these headers may pass.
    pub(super) fn allows(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let Some(host) = single(headers, &header::HOST) else { return false };
        let target_is_own = uri.authority().is_none_or(|target| target.as_str() == host);
        let origin_is_own = match headers.contains_key(header::ORIGIN) {
            false => true,
            true => single(headers, &header::ORIGIN).is_some_and(|origin| {
                origin.strip_prefix("http://").is_some_and(|own| own.eq_ignore_ascii_case(host))
            }),
        };
        self.is_own_name(host) && target_is_own && origin_is_own
    }

    /// Whether `host`, with or without a port, is a name of this machine. The port may be any: somebody
    /// who reaches the preview through a tunnel has another one.
    fn is_own_name(&self, host: &str) -> bool {
        let Some(name) = without_port(host) else { return false };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let literal = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let Ok(address) = literal.parse::<IpAddr>() else { return false };
        // A name cannot be rebound when it is an address; which ones this machine has only its user knows.
        address.is_loopback() || address == self.bound || self.bound.is_unspecified()
    }
}

/// The only value of header `name`.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let only = values.next().filter(|_| values.next().is_none())?;
    only.to_str().ok()
}

/// `host` without `:port`; none when what follows the name is no port.
fn without_port(host: &str) -> Option<&str> {
    let name_ends = host.rfind(']').map_or(0, |at| at + 1);
    let Some(colon) = host[name_ends..].find(':') else { return Some(host) };
    let (name, port) = host.split_at(name_ends + colon);
    port[1..].parse::<u16>().is_ok().then_some(name)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn allows(bound: &str, host: &str, origin: Option<&'static str>) -> bool {
        let guard = Guard::new(SocketAddr::new(bound.parse().unwrap(), 4000));
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
        headers.extend(origin.map(|origin| (header::ORIGIN, HeaderValue::from_static(origin))));
        guard.allows(&Uri::from_static("/"), &headers)
    }

    #[test]
    fn names_of_this_machine_pass_and_others_do_not() {
        for host in ["localhost:4000", "LOCALHOST", "127.0.0.1:4000", "127.0.0.9", "[::1]:4000", "[::1]"] {
            assert!(allows("127.0.0.1", host, None), "{host}");
        }
        for host in [
            "evil.example:4000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.7:4000",
            "localhost:4000@evil.example",
            "localhost:x",
            "[::1",
            "",
        ] {
            assert!(!allows("127.0.0.1", host, None), "{host}");
        }
    }

    #[test]
    fn an_exposed_preview_answers_to_addresses_and_never_to_names() {
        assert!(allows("192.168.1.7", "192.168.1.7:4000", None));
        assert!(!allows("192.168.1.7", "192.168.1.8:4000", None));
        assert!(allows("0.0.0.0", "192.168.1.7:4000", None));
        assert!(allows("::", "[fe80::1]:4000", None));
        assert!(!allows("0.0.0.0", "evil.example:4000", None));
    }

    #[test]
    fn an_origin_is_exactly_ours() {
        assert!(allows("127.0.0.1", "localhost:4000", Some("http://localhost:4000")));
        for origin in [
            "http://localhost:4001",
            "https://localhost:4000",
            "http://evil.example",
            "null",
            "http://localhost",
        ] {
            assert!(!allows("127.0.0.1", "localhost:4000", Some(origin)), "{origin}");
        }
    }

    #[test]
    fn a_request_names_one_host_and_asks_it_for_its_own() {
        let guard = Guard::new(SocketAddr::from(([127, 0, 0, 1], 4000)));
        let mut headers = HeaderMap::new();
        assert!(!guard.allows(&Uri::from_static("/"), &headers));
        headers.append(header::HOST, HeaderValue::from_static("localhost:4000"));
        assert!(guard.allows(&Uri::from_static("http://localhost:4000/"), &headers));
        assert!(!guard.allows(&Uri::from_static("http://evil.example/"), &headers));
        headers.append(header::HOST, HeaderValue::from_static("evil.example"));
        assert!(!guard.allows(&Uri::from_static("/"), &headers));
    }
}
