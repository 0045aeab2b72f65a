//! Whose connection it is: that of the account which runs the preview, or of another one on the same machine.
//!
//! Every account of a machine reaches its loopback addresses, and so a preview that shows itself to no other machine.
//! Linux says in `/proc/net` which account opened a connection, and whoever has opened it cannot change that; so a preview
//! answers there to its own account alone, and the token of its buttons is read by nobody else. Other systems tell
//! this only to calls that need `unsafe`, and there nothing is known.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Who may be at the other end of a connection within this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    /// The account of the preview, or the administrator, who may do everything in any case and passes connections on
    /// for others (as Windows does for its Linux subsystem).
    Own,
    /// Another one, or one that closed its end and cannot be told any more.
    Other,
    /// This system does not tell.
    Unknown,
}

/// The administrator.
const ROOT: u32 = 0;

/// Who opened the connection from `client` to `server`, both addresses of this machine.
pub(super) fn account(client: SocketAddr, server: SocketAddr) -> Account {
    let Some(own) = own_account() else { return Account::Unknown };
    // A client of either kind of address reaches a server that listens for both.
    let tables: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|table| std::fs::read_to_string(table).ok())
        .collect();
    if tables.is_empty() {
        return Account::Unknown;
    }
    match tables.iter().find_map(|table| opened_by(table, client, server)) {
        Some(account) if account == own || account == ROOT => Account::Own,
        Some(_) | None => Account::Other,
    }
}

#[cfg(unix)]
fn own_account() -> Option<u32> {
    Some(rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn own_account() -> Option<u32> {
    None
}

/// The account that opened the connection from `client` to `server`, by one of the system's tables of connections. One
/// that its program has closed is none of anybody's, and stands there as if it were the administrator's.
fn opened_by(table: &str, client: SocketAddr, server: SocketAddr) -> Option<u32> {
    let is = |text: &str, wanted: SocketAddr| {
        address(text).is_some_and(|found| {
            found.port() == wanted.port() && found.ip().to_canonical() == wanted.ip().to_canonical()
        })
    };
    table.lines().skip(1).find_map(|line| {
        let mut columns = line.split_ascii_whitespace().skip(1);
        let (local, remote) = (columns.next()?, columns.next()?);
        if !(is(local, client) && is(remote, server)) {
            return None;
        }
        // State, queues, timer, retransmissions; then the account, a time-out and the number of the open file.
        let (account, file) = (columns.nth(4)?, columns.nth(1)?);
        if file == "0" { None } else { account.parse().ok() }
    })
}

/// An address as the tables write it: each four bytes as a number of this processor, in hexadecimal digits.
fn address(text: &str) -> Option<SocketAddr> {
    let (digits, port) = text.split_once(':')?;
    let words: Option<Vec<[u8; 4]>> = (0..digits.len())
        .step_by(8)
        .map(|at| Some(u32::from_str_radix(digits.get(at..at + 8)?, 16).ok()?.to_ne_bytes()))
        .collect();
    let ip = match words?[..] {
        [word] => IpAddr::V4(Ipv4Addr::from(word)),
        [a, b, c, d] => IpAddr::V6(Ipv6Addr::from(<[u8; 16]>::try_from([a, b, c, d].concat()).ok()?)),
        _ => return None,
    };
    Some(SocketAddr::new(ip, u16::from_str_radix(port, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a processor writes it that keeps the low bytes first.
    const TABLE: &str = "\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4564 1 0
   1: 0100007F:0FA0 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 4565 1 0
   2: 0100007F:9C40 0100007F:0FA0 01 00000000:00000000 00:00000000 00000000  1001        0 4566 1 0
   3: 0100007F:9C41 0100007F:0FA0 05 00000000:00000000 00:00000000 00000000     0        0 0 1 0
   4: 0000000000000000FFFF00000100007F:9C42 0000000000000000FFFF00000100007F:0FA0 01 00000000:00000000 00:00000000 00000000  1002        0 4567 1 0
   5: 00000000000000000000000001000000:9C43 00000000000000000000000001000000:0FA0 01 00000000:00000000 00:00000000 00000000  1003        0 4568 1 0
";

    fn opened(client: &str, server: &str) -> Option<u32> {
        opened_by(TABLE, client.parse().unwrap(), server.parse().unwrap())
    }

    #[test]
    #[cfg_attr(target_endian = "big", ignore)]
    fn the_end_of_the_client_says_whose_connection_it_is() {
        assert_eq!(opened("127.0.0.1:40000", "127.0.0.1:4000"), Some(1001));
        // By whichever kind of address it was opened.
        assert_eq!(opened("127.0.0.1:40002", "127.0.0.1:4000"), Some(1002));
        assert_eq!(opened("[::ffff:127.0.0.1]:40000", "[::ffff:127.0.0.1]:4000"), Some(1001));
        assert_eq!(opened("[::1]:40003", "[::1]:4000"), Some(1003));
    }

    #[test]
    #[cfg_attr(target_endian = "big", ignore)]
    fn a_connection_that_its_program_closed_or_that_is_not_there_is_nobodys() {
        assert_eq!(opened("127.0.0.1:40001", "127.0.0.1:4000"), None);
        assert_eq!(opened("127.0.0.1:40009", "127.0.0.1:4000"), None);
        assert_eq!(opened("127.0.0.1:40000", "127.0.0.1:4001"), None);
    }
}
