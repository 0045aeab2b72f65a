//! The links of a text, with the part of their meaning that needs no other file.
//!
//! The file to which an address leads follows from its text and the folder of its page alone, so it is worked out once, when the
//! page is parsed. Whether that file is there is found out later, each time that the site is resolved:
//!
//! ```text
//! in content/modules/m01.md:   ../stagegids.md#uren     content/stagegids.md
//!                              /stagegids.md            content/stagegids.md
//!                              les%201/kas.jpg?groot    content/modules/les 1/kas.jpg
//!                              ../../../geheim.md       none, it leaves the content folder
//!                              https://school.be        none, it leads out of the site
//!                              #uren                    none, it leads to the page itself
//! ```

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::sources::CONTENT_FOLDER;
use crate::text::{Name, SourcePath, Span, Spanned};

/// A link, a mention or an image in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkDoc {
    /// Its target as it was written: a name between double brackets, or an address.
    pub target: Spanned<Name>,
    /// Whether it is a link, a mention or an image.
    pub kind: LinkKind,
    /// The path of the file or folder in `content` that its address names; none for a mention, and for an address that
    /// leads out of the site, out of `content`, or to the page itself.
    pub file: Option<Box<str>>,
}

impl LinkDoc {
    /// A link to `target` on the page in the file `page`.
    pub(super) fn new(page: &SourcePath, kind: LinkKind, target: &str, span: Span) -> Self {
        let file = match kind {
            LinkKind::Mention => None,
            LinkKind::Link | LinkKind::Image | LinkKind::Film { .. } | LinkKind::Sound { .. } => {
                file_of(page, target)
            }
        };
        Self { target: Spanned::new(Name::from(target), span), kind, file }
    }

    /// Its address in three parts: the path and the query as they are written, the fragment without its `#`.
    pub fn parts(&self) -> AddressParts<'_> {
        AddressParts::of(&self.target.value)
    }
}

/// The parts of an address within the site, each empty where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressParts<'l> {
    /// The way to a file, with percent signs as they are written.
    pub path: &'l str,
    /// The query, with its question mark.
    pub query: &'l str,
    /// The name of a place in the file, without the `#` before it.
    pub fragment: &'l str,
}

impl<'l> AddressParts<'l> {
    fn of(address: &'l str) -> Self {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
        Self { path, query, fragment }
    }
}

/// The path in `content` that `address` names on the page in the file `page`.
fn file_of(page: &SourcePath, address: &str) -> Option<Box<str>> {
    if leaves_site(address) {
        return None;
    }
    let path = percent_decoded(AddressParts::of(address).path);
    if path.is_empty() {
        return None;
    }
    let folder = if path.starts_with('/') { CONTENT_FOLDER } else { page.folder() };
    SourcePath::joined(folder, &path).filter(|file| is_content(file)).map(String::into_boxed_str)
}

/// Whether an address names its scheme or its host, and so no file of the site.
pub fn leaves_site(address: &str) -> bool {
    has_scheme(address) || address.starts_with("//")
}

/// Whether an address starts with a scheme, as RFC 3986 (3.1) writes one.
fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// `%20` and its like as the characters that they stand for; bytes that are no UTF-8 stay as written.
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

fn is_content(file: &str) -> bool {
    file.strip_prefix(CONTENT_FOLDER).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The kinds of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// `[[c4.6]]`, `[[M05|own words]]`: the name of an item, a competence or a module.
    Mention,
    /// `[words](address)`
    Link,
    /// `![words](picture.png)`
    Image,
    /// `![words](film.mp4)`
    Film {
        /// Whether its author says that nothing is heard in it.
        silent: bool,
    },
    /// `![words](sound.mp3)`
    Sound {
        /// Whether its author names the text of what is said.
        transcribed: bool,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_from_the_folder_of_its_page() {
        let page = SourcePath::new("content/modules/m01.md");
        let file = |address| LinkDoc::new(&page, LinkKind::Link, address, Span::at(0)).file;
        for address in ["../stagegids.md", "/stagegids.md", "..\\stagegids.md?x#uren", "%2E%2E/stagegids.md"]
        {
            assert_eq!(file(address).as_deref(), Some("content/stagegids.md"), "{address}");
        }
        assert_eq!(file("les%201/kas.jpg").as_deref(), Some("content/modules/les 1/kas.jpg"));
        assert_eq!(file("..").as_deref(), Some("content"));
        for address in
            ["", "#uren", "?x", "../../leerlijn.toml", "../../../geheim", "//school.be", "https://school.be"]
        {
            assert_eq!(file(address), None, "{address}");
        }
        assert_eq!(LinkDoc::new(&page, LinkKind::Mention, "c1.1", Span::at(0)).file, None);
    }

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        assert_eq!(percent_decoded("les%201.md"), "les 1.md");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%ff"), "%ff");
        assert!(has_scheme("javascript:alert(1)"));
        assert!(!has_scheme("1les:bestand.md"));
        assert!(!has_scheme("../les.md"));
        let parts = AddressParts { path: "a%20b.md", query: "?c", fragment: "d?e#f" };
        assert_eq!(AddressParts::of("a%20b.md?c#d?e#f"), parts);
    }
}
