//! The only way to name a file of the output.
//!
//! A route, a slug or an asset's name asks for a path, and [`OutPath::new`] refuses one that could leave the output or
//! that Linux, macOS or Windows could not store. Paths are in Unicode form NFC.

use crate::diagnostics::{Message, say};
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::text::turns_writing;

/// The longest name of a file or folder in bytes: the limit of ext4, APFS and NTFS.
const LONGEST_PART: usize = 255;
/// The longest path in bytes: `PATH_MAX` of macOS, the smallest of the three systems' limits.
const LONGEST_PATH: usize = 1024;
/// How the writer's own files in the output begin.
const OWN_PREFIX: &str = ".leerlijn-";
/// Characters that Windows forbids in a name; `/` separates parts and never reaches this.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*', '\\'];

/// The path of a file in the output, such as `modules/m01/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

/// Why a text is no path in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutPathError {
    /// There is no text.
    Empty,
    /// It starts at the root of a disk.
    Absolute(String),
    /// It holds `..` or `.` as a part.
    Dots(String),
    /// Two slashes in a row, or one at the end.
    EmptyPart(String),
    /// A character that some system cannot store in a name, or that turns the direction of writing.
    Forbidden(String, char),
    /// A part ends in a period or a space, which Windows drops.
    BadEnd(String),
    /// A part is a name that Windows keeps for a device.
    Device(String),
    /// A part of more than 255 bytes.
    LongPart(String),
    /// More than 1,024 bytes.
    LongPath(String),
    /// The first part starts with `.leerlijn-`, which is kept for the writer's own files.
    Kept(String),
}

impl OutPath {
    /// The path `text`, in Unicode form NFC.
    ///
    /// # Errors
    /// Says which rule `text` breaks; the rules stand at [`OutPathError`].
    pub fn new(text: &str) -> Result<Self, OutPathError> {
        let path: Arc<str> =
            if text.is_ascii() { Arc::from(text) } else { text.nfc().collect::<String>().into() };
        judge(&path)?;
        Ok(Self(path))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it stands in, without a slash at the end; empty for the top of the output.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The folders it stands in, from the inmost outwards; none for a file at the top of the output.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.rmatch_indices('/').map(|(at, _)| &self.0[..at])
    }

    /// Whether a part of it begins with a period, as the names of hidden files and of a server's settings do.
    pub fn is_hidden(&self) -> bool {
        self.0.split('/').any(|part| part.starts_with('.'))
    }

    /// Whether it is a page, by its ending.
    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }

    /// How many folders it stands in.
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|&byte| byte == b'/').count()
    }

    /// The same text for all paths that a disk may hold for the same file: those that differ only by
    /// upper and lower case or by Unicode form.
    pub fn collision_key(&self) -> Arc<str> {
        // Addresses of pages are made of slugs, which are their own key.
        if self.0.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return Arc::clone(&self.0);
        }
        collision_key(&self.0).into()
    }
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The key of the path `text`: without differences of case; going by upper case first makes `ß` meet `SS`, and
/// `ς` meet `σ`.
pub(super) fn collision_key(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// The folders that `path` stands in, from the outmost inwards.
pub fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn judge(path: &str) -> Result<(), OutPathError> {
    let owned = || path.to_owned();
    if path.is_empty() {
        return Err(OutPathError::Empty);
    }
    if path.starts_with(['/', '\\']) || has_drive(path) {
        return Err(OutPathError::Absolute(owned()));
    }
    if path.len() > LONGEST_PATH {
        return Err(OutPathError::LongPath(owned()));
    }
    path.split('/').try_for_each(|part| judge_part(path, part))?;
    if path.starts_with(OWN_PREFIX) {
        return Err(OutPathError::Kept(owned()));
    }
    Ok(())
}

fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

fn judge_part(path: &str, part: &str) -> Result<(), OutPathError> {
    let owned = || path.to_owned();
    if part.is_empty() {
        return Err(OutPathError::EmptyPart(owned()));
    }
    if matches!(part, "." | "..") {
        return Err(OutPathError::Dots(owned()));
    }
    if part.len() > LONGEST_PART {
        return Err(OutPathError::LongPart(owned()));
    }
    if let Some(character) = part.chars().find(|c| is_forbidden(*c)) {
        return Err(OutPathError::Forbidden(owned(), character));
    }
    if part.ends_with(['.', ' ']) {
        return Err(OutPathError::BadEnd(owned()));
    }
    if is_device(part) {
        return Err(OutPathError::Device(owned()));
    }
    Ok(())
}

/// Whether some system cannot store `character` in a name, or it makes the name look like another one.
fn is_forbidden(character: char) -> bool {
    character.is_control() || FORBIDDEN.contains(&character) || turns_writing(character)
}

/// Whether Windows keeps `part` for a device, whatever its ending ("Naming Files, Paths, and
/// Namespaces", learn.microsoft.com): the superscript digits count as digits there.
fn is_device(part: &str) -> bool {
    const LONGEST: usize = "conout$".len();
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    if stem.len() > LONGEST {
        return false;
    }
    if ["con", "prn", "aux", "nul", "conin$", "conout$"].iter().any(|name| stem.eq_ignore_ascii_case(name)) {
        return true;
    }
    let port = stem.split_at_checked("com".len());
    port.is_some_and(|(device, number)| {
        if !["com", "lpt"].iter().any(|name| device.eq_ignore_ascii_case(name)) {
            return false;
        }
        let mut characters = number.chars();
        matches!((characters.next(), characters.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
    })
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl OutPathError {
    /// The rule that is broken, in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => say!("the path is empty"),
            Self::Absolute(path) => say!("`{path}` starts at the root of a disk", path = path.escape_debug()),
            Self::Dots(path) => say!("`{path}` has `.` or `..` as a part", path = path.escape_debug()),
            Self::EmptyPart(path) => say!("`{path}` has an empty part", path = path.escape_debug()),
            Self::Forbidden(path, character) => {
                let (path, character) = (path.escape_debug(), character.escape_debug());
                say!(
                    "`{path}` has the character `{character}`, which not every system can store",
                    path,
                    character
                )
            }
            Self::BadEnd(path) => {
                say!("`{path}` has a part that ends in a period or a space, which Windows drops", path)
            }
            Self::Device(path) => {
                say!("`{path}` has a part that Windows keeps for a device, such as `con` or `aux`", path)
            }
            Self::LongPart(path) => {
                say!("`{path}` has a part of more than {most} bytes", path, most = LONGEST_PART)
            }
            Self::LongPath(path) => {
                say!(
                    "a path of {bytes} bytes is longer than {most}: `{path}`",
                    bytes = path.len(),
                    most = LONGEST_PATH,
                    path
                )
            }
            Self::Kept(path) => {
                say!(
                    "`{path}` starts with `{prefix}`, which leerlijn keeps for its own files",
                    path,
                    prefix = OWN_PREFIX
                )
            }
        }
    }
}

impl fmt::Display for OutPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().english())
    }
}

impl std::error::Error for OutPathError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn why(text: &str) -> OutPathError {
        OutPath::new(text).unwrap_err()
    }

    #[test]
    fn an_ordinary_path_knows_its_folders() {
        let path = OutPath::new("modules/m01/index.html").unwrap();
        assert_eq!(path.as_str(), "modules/m01/index.html");
        assert_eq!((path.folder(), path.depth()), ("modules/m01", 2));
        assert_eq!(path.folders().collect::<Vec<_>>(), ["modules/m01", "modules"]);
        let top = OutPath::new(".well-known").unwrap();
        assert_eq!((top.folder(), top.depth(), top.folders().count()), ("", 0, 0));
    }

    #[test]
    fn a_path_that_could_leave_the_output_is_refused() {
        for text in ["../x", "a/../../x", "a/..", "./x", "."] {
            assert!(matches!(why(text), OutPathError::Dots(_)), "{text}");
        }
        for text in ["/etc/passwd", "\\\\server\\share", "c:/x", "C:x"] {
            assert!(matches!(why(text), OutPathError::Absolute(_)), "{text}");
        }
        for text in ["a//b", "a/"] {
            assert!(matches!(why(text), OutPathError::EmptyPart(_)), "{text}");
        }
        assert_eq!(why(""), OutPathError::Empty);
        assert!(matches!(why(".leerlijn-manifest"), OutPathError::Kept(_)));
    }

    #[test]
    fn a_name_that_some_system_cannot_store_is_refused() {
        for text in ["con", "a/Aux.html", "nul.tar.gz", "COM1", "lpt9.txt", "com¹", "con .txt"] {
            assert!(matches!(why(text), OutPathError::Device(_)), "{text}");
        }
        for text in ["com", "com10", "com0", "console", "auxiliary.html", "a.con"] {
            assert!(OutPath::new(text).is_ok(), "{text}");
        }
        for text in ["a\\b", "a\0b", "a\nb", "a\u{85}b", "a<b", "a|b", "wat?", "les:b/c", "a\"", "*"] {
            assert!(matches!(why(text), OutPathError::Forbidden(..)), "{text}");
        }
        for text in ["a./b", "a /b", "a...", "b "] {
            assert!(matches!(why(text), OutPathError::BadEnd(_)), "{text}");
        }
    }

    #[test]
    fn lengths_are_counted_in_bytes() {
        assert!(OutPath::new(&"a".repeat(255)).is_ok());
        assert!(matches!(why(&"a".repeat(256)), OutPathError::LongPart(_)));
        assert!(matches!(why(&"é".repeat(128)), OutPathError::LongPart(_)));
        let deep = "a/".repeat(511);
        assert!(OutPath::new(&format!("{deep}ab")).is_ok());
        assert!(matches!(why(&format!("{deep}abc")), OutPathError::LongPath(_)));
    }

    #[test]
    fn paths_that_a_disk_may_take_for_one_have_one_key() {
        let key = |text| OutPath::new(text).unwrap().collision_key();
        assert_eq!(OutPath::new("cafe\u{301}").unwrap(), OutPath::new("caf\u{e9}").unwrap());
        assert_eq!(key("CAFÉ/Index.html"), key("cafe\u{301}/index.HTML"));
        assert_eq!(key("straße"), key("STRASSE"));
        assert_eq!(key("ΟΔΟΣ"), key("οδος"));
        assert_ne!(key("m01"), key("m02"));
    }

    #[test]
    fn messages_show_what_cannot_be_seen() {
        assert_eq!(
            why("a\u{7}b").to_string(),
            "`a\\u{7}b` has the character `\\u{7}`, which not every system can store"
        );
    }

    proptest! {
        #[test]
        fn an_accepted_path_stays_inside_and_is_its_own_normal_form(text in "\\PC{0,20}(/\\PC{0,20}){0,3}") {
            if let Ok(path) = OutPath::new(&text) {
                let parts = std::path::Path::new(path.as_str()).components();
                let normal = parts.into_iter().all(|part| matches!(part, std::path::Component::Normal(_)));
                prop_assert!(normal);
                prop_assert_eq!(OutPath::new(path.as_str()), Ok(path));
            }
        }
    }
}
