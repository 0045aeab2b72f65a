//! The addresses that settings name: of a site, of a page, of a mailbox.
//!
//! They become links of every page and lines of the site map, so each is whole and has nothing in it that an address
//! cannot have (RFC 3986, section 2; letters of other alphabets as in RFC 3987). Nothing is asked of the network.

use crate::diagnostics::{Problems, say};
use crate::fields::Fields;
use crate::text::Spanned;

/// Whether `address` is where a site can stand: pages are added behind it, so it has neither a query nor a fragment.
pub fn is_site_address(address: &str) -> bool {
    is_page_address(address) && !address.contains(['?', '#'])
}

/// Whether `address` is a whole address of the web, with a host.
pub(super) fn is_page_address(address: &str) -> bool {
    let behind = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let host = behind.map(|behind| behind.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(|host| !host.is_empty() && !host.contains('@')) && has_no_other_signs(address)
}

/// Whether `address` is one to write to, such as `toegankelijkheid@school.be`.
pub(super) fn is_mail_address(address: &str) -> bool {
    let parts = address.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
        && has_no_other_signs(address)
        && !address.contains([':', '/', '?', '#'])
}

fn has_no_other_signs(address: &str) -> bool {
    !address.contains(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '\'' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^')
    })
}

/// Reads where a site stands, without a slash at its end; empty when it is none, which is reported.
pub(super) fn read_site_address(table: &Fields, url: &Spanned<String>, problems: &mut Problems) -> String {
    let address = url.value.trim_end_matches('/');
    if !address.is_empty() && !is_site_address(address) {
        let message = say!("`{url}` is no address of a site", url = url.value);
        let help = say!("write it whole, such as \"https://www.school.be/opleidingen\", or leave it empty");
        table.refuse(url.span, message, help, problems);
        return String::new();
    }
    address.to_owned()
}

/// Reads the address of a page; empty when it is none, which is reported.
pub(super) fn read_page_address(table: &Fields, url: Spanned<String>, problems: &mut Problems) -> String {
    if !url.value.is_empty() && !is_page_address(&url.value) {
        let message = say!("`{url}` is no address of a page", url = url.value);
        let help =
            say!("write it whole, with `https://` and without spaces, as a browser shows it above the page");
        table.refuse(url.span, message, help, problems);
        return String::new();
    }
    url.value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_has_no_sign_that_none_can_have() {
        for address in ["https://www.school.be", "http://localhost:4000/a/b.html", "https://école.fr/é"] {
            assert!(is_site_address(address), "{address}");
        }
        for address in ["https://a.be/?p=1", "https://a.be/#deel"] {
            assert!(is_page_address(address) && !is_site_address(address), "{address}");
        }
        let others = [
            "",
            "school.be",
            "//school.be",
            "https://",
            "https:///a",
            "javascript:alert(1)",
            "https://a.be/a b",
            "https://a.be/\"onclick=\"x",
            "https://a.be/it's",
            "https://a.be/<b>",
            "https://naam:woord@a.be",
            "https://a.be/\u{202f}",
        ];
        for address in others {
            assert!(!is_page_address(address), "{address}");
        }
    }

    #[test]
    fn a_mail_address_has_a_name_and_a_host() {
        assert!(is_mail_address("toegankelijkheid@school.be"));
        for address in ["school.be", "@school.be", "els@", "Els <els@school.be>", "javascript:x@y", "a@b@c"] {
            assert!(!is_mail_address(address), "{address}");
        }
    }
}
