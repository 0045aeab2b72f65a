//! The files that one run works on, as the shell read them.
//!
//! [`Sources`] holds the texts, for files that are published as they are the size and a stamp, and the days on which
//! files were last changed. It does not know the meaning of a file: that is for the layers above. Files stand in the
//! order of their paths, so that no result can depend on the order in which a disk lists them. Their contents are
//! shared, so that a copy with one file changed costs little, and [`Sources::changed_since`] hardly has to look at
//! the files that stayed.
//!
//! Bytes that are not UTF-8 become text all the same, and [`Sources::diagnostics`] reports them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostics::{Code, Diagnostic, Place, say};
use crate::text::{CaptionsMistake, Date, SourcePath, Span, WideEncoding, compose, decode_wide};

/// The name of the settings file in a site's root.
pub const CONFIG_FILE: &str = "leerlijn.toml";
/// The folder of pages and of the files beside them.
pub const CONTENT_FOLDER: &str = "content";
/// The folder of themes.
pub const THEMES_FOLDER: &str = "themes";

/// A text file: a page, the settings, a template, a file of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path in the site.
    pub path: SourcePath,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// A hash of the text, the key of the cache of parsed documents.
    pub hash: u64,
    /// Why the bytes were not UTF-8, when they were not.
    pub mistake: Option<EncodingMistake>,
}

/// The encoding of a text whose bytes are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingMistake {
    /// The bytes are in this encoding, and were decoded as such.
    Wide(WideEncoding),
    /// The encoding is not known. The text has U+FFFD in place of bytes that are not UTF-8; the first of them stands
    /// at this offset.
    Unknown(usize),
}

impl SourceFile {
    /// The text file `path` with content `bytes`.
    pub fn new(path: SourcePath, bytes: &[u8]) -> Self {
        if let Some((text, encoding)) = decode_wide(bytes) {
            let text: Arc<str> = Arc::from(text.replace('\0', NUL_AS_TEXT));
            let mistake = Some(EncodingMistake::Wide(encoding));
            return Self { path, hash: xxh3_64(text.as_bytes()), text, mistake };
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let valid = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        // A NUL cannot stand in HTML, and the markdown standard replaces it by this character. It is longer, so the
        // offsets behind it change.
        let text: Arc<str> = Arc::from(String::from_utf8_lossy(bytes).replace('\0', NUL_AS_TEXT));
        let longer = NUL_AS_TEXT.len() - 1;
        let nuls = |end: usize| bytes[..end].iter().filter(|byte| **byte == 0).count();
        let mistake = valid.map(|end| EncodingMistake::Unknown(end + nuls(end) * longer));
        Self { path, hash: xxh3_64(text.as_bytes()), text, mistake }
    }
}

const NUL_AS_TEXT: &str = "\u{FFFD}";

/// A file that is published as it is: an image, a download, a style sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the site.
    pub path: SourcePath,
    /// Its length in bytes.
    pub size: u64,
    /// A number that changes when the content does.
    pub stamp: u64,
    /// Width and height in pixels, of an image whose format says so.
    pub dimensions: Option<(u32, u32)>,
    /// Why browsers show nothing of it, of a file of captions.
    pub captions: Option<CaptionsMistake>,
    /// The kind of front matter that it begins with, for a text that is no page.
    pub front: TextFront,
    /// The bytes of a font of the theme, which the matrix in a single file has inside it.
    pub font: Option<Arc<[u8]>>,
}

impl Asset {
    /// Whether its author keeps it from being published.
    pub fn is_draft(&self) -> bool {
        self.front == TextFront::Draft
    }
}

/// What the front matter of a text says that is no page, such as `m02.md.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextFront {
    /// It has none, or it is no text.
    #[default]
    None,
    /// It has front matter, as pages have.
    Page,
    /// It says that it is not to be published.
    Draft,
}

/// All files of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<SourcePath, Arc<SourceFile>>,
    assets: BTreeMap<SourcePath, Arc<Asset>>,
    /// The copies that a conflict left behind, which are no part of the site.
    copies: BTreeSet<SourcePath>,
    changes: Arc<BTreeMap<SourcePath, Date>>,
}

impl Sources {
    /// Puts a text file in, in place of an earlier one with its path.
    pub fn insert(&mut self, file: SourceFile) {
        if is_conflicted_copy(file.path.stem()) {
            self.copies.insert(file.path);
            return;
        }
        self.files.insert(file.path.clone(), Arc::new(file));
    }

    /// Puts an asset in, in place of an earlier one with its path.
    pub fn insert_asset(&mut self, asset: Asset) {
        if is_conflicted_copy(asset.path.stem()) {
            self.copies.insert(asset.path);
            return;
        }
        self.assets.insert(asset.path.clone(), Arc::new(asset));
    }

    /// Takes the file or asset `path` out.
    pub fn remove(&mut self, path: &SourcePath) {
        self.files.remove(path);
        self.assets.remove(path);
        self.copies.remove(path);
    }

    /// Notes on which day each file was last changed, as far as its history says.
    pub fn set_changes(&mut self, changes: impl Into<Arc<BTreeMap<SourcePath, Date>>>) {
        self.changes = changes.into();
    }

    /// The days on which the files were last changed.
    pub fn changes(&self) -> &Arc<BTreeMap<SourcePath, Date>> {
        &self.changes
    }

    /// The day on which `path` was last changed.
    pub fn changed(&self, path: &SourcePath) -> Option<Date> {
        self.changes.get(path).copied()
    }

    /// The text file `path`.
    pub fn file(&self, path: &SourcePath) -> Option<&Arc<SourceFile>> {
        self.files.get(path)
    }

    /// The asset `path`.
    pub fn asset(&self, path: &SourcePath) -> Option<&Asset> {
        self.assets.get(path).map(AsRef::as_ref)
    }

    /// The asset `path`, also where the disk parts the accents of its name from their letters.
    pub fn asset_named(&self, path: &SourcePath) -> Option<&Asset> {
        let composed = || {
            let wanted = compose(path.as_str());
            self.assets.values().find(|asset| compose(asset.path.as_str()) == wanted).map(AsRef::as_ref)
        };
        self.asset(path).or_else(|| if path.as_str().is_ascii() { None } else { composed() })
    }

    /// The text of `path`, to show lines of it.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.get(path).map(|file| &*file.text)
    }

    /// The text files, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.values()
    }

    /// The text files below `folder`, in the order of their paths.
    pub fn files_in(&self, folder: &str) -> impl Iterator<Item = &Arc<SourceFile>> + use<'_> {
        below(&self.files, folder)
    }

    /// The assets below `folder`, in the order of their paths.
    pub fn assets_in(&self, folder: &str) -> impl Iterator<Item = &Asset> + use<'_> {
        below(&self.assets, folder).map(AsRef::as_ref)
    }

    /// The paths of files and assets that were added, changed or removed since `earlier`.
    pub fn changed_since(&self, earlier: &Self) -> Vec<SourcePath> {
        let mut changed = differences(&earlier.files, &self.files);
        changed.extend(differences(&earlier.assets, &self.assets));
        changed.extend(earlier.copies.symmetric_difference(&self.copies).cloned());
        changed.sort_unstable();
        // A text that became an asset is found twice.
        changed.dedup();
        changed
    }

    /// Mistakes in the files as such: those that are not UTF-8, and the copies that a conflict left behind.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for file in self.files.values() {
            let (at, message) = match file.mistake {
                None => continue,
                Some(EncodingMistake::Wide(encoding)) => {
                    (0, say!("this file is {encoding} text and not UTF-8", encoding = encoding.name()))
                }
                Some(EncodingMistake::Unknown(at)) => (at, say!("this file is not UTF-8 text from here on")),
            };
            let place = Place::new(&file.path, Span::at(at));
            let help = say!("save it as UTF-8; most editors offer that under \"Save as\" or \"Encoding\"");
            problems.push(Diagnostic::new(Code::L004, place, message).help(help));
        }
        for path in &self.copies {
            let message = say!(
                "a program that shares folders made this copy, since two people changed a file at once; it is left out of the site"
            );
            let help = say!("take over what is new in it into the file itself, and remove it");
            problems.push(Diagnostic::new(Code::L009, Place::new(path, Span::at(0)), message).help(help));
        }
        problems
    }
}

/// Whether `stem` is a name that Dropbox, OneDrive, Nextcloud or Syncthing give to the second version of a file that
/// two people changed.
fn is_conflicted_copy(stem: &str) -> bool {
    const WORDS: &[&str] = &[
        "conflicted copy",
        "case conflict",
        "_conflict-",
        ".sync-conflict-",
        "(sfconflict ",
        "[conflict]",
        "conflicterende kopie",
        "conflicterend exemplaar",
        "copie en conflit",
        "in konflikt stehende kopie",
    ];
    // Nearly no name goes further than this, and it is looked at in every run.
    if stem.contains("onfli") || stem.contains("ONFLI") {
        let lower = stem.to_lowercase();
        return WORDS.iter().any(|words| lower.contains(words));
    }
    // OneDrive puts the name of the computer there, which Windows makes of these words, capitals and digits.
    let computer = stem.split_once("-DESKTOP-").or_else(|| stem.split_once("-LAPTOP-"));
    computer.is_some_and(|(_, name)| {
        let is_made = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
        name.bytes().all(is_made) && name.bytes().any(|byte| byte.is_ascii_digit())
    })
}

/// The entries below `folder`, without looking at any others.
fn below<'a, T>(
    all: &'a BTreeMap<SourcePath, Arc<T>>,
    folder: &str,
) -> impl Iterator<Item = &'a Arc<T>> + use<'a, T> {
    let start = format!("{folder}/");
    let from = all.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded));
    from.take_while(move |(path, _)| path.as_str().starts_with(&start)).map(|(_, value)| value)
}

/// The keys whose values differ, or that only one of the two has, found in one walk along both.
fn differences<T: Eq>(
    before: &BTreeMap<SourcePath, Arc<T>>,
    after: &BTreeMap<SourcePath, Arc<T>>,
) -> Vec<SourcePath> {
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    let mut found = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return found,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            // Most files are the very same, which tells without looking at their paths.
            (Some((_, old)), Some((_, new))) if Arc::ptr_eq(old, new) => Ordering::Equal,
            (Some((old, _)), Some((new, _))) => old.cmp(new),
        };
        let gone = if order.is_le() { old.next() } else { None };
        let come = if order.is_ge() { new.next() } else { None };
        let same = gone.zip(come).is_some_and(|((_, old), (_, new))| Arc::ptr_eq(old, new) || old == new);
        if !same {
            found.extend(gone.or(come).map(|(path, _)| path.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Sources {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
        }
        sources
    }

    #[test]
    fn what_is_not_utf8_is_found_behind_a_nul() {
        let file = SourceFile::new(SourcePath::new("a"), b"a\0\0b\xFFc");
        let Some(EncodingMistake::Unknown(at)) = file.mistake else { panic!("{file:?}") };
        assert_eq!((&file.text[..at], &file.text[at..]), ("a\u{FFFD}\u{FFFD}b", "\u{FFFD}c"));
    }

    #[test]
    fn utf16_is_one_mistake_and_is_read_all_the_same() {
        let bytes: Vec<u8> = "\u{feff}# Thuis\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let file = SourceFile::new(SourcePath::new("a"), &bytes);
        assert_eq!(
            (&*file.text, file.mistake),
            ("# Thuis\n", Some(EncodingMistake::Wide(WideEncoding::Utf16)))
        );
    }

    #[test]
    fn copies_of_a_conflict_are_known_by_their_names() {
        for name in [
            "m05 (An's conflicted copy 2026-11-27)",
            "m05 (conflicted copy 2026-11-27 101010)",
            "m05_conflict-20261127-101010",
            "m05.sync-conflict-20261127-101010-ABCDEFG",
            "m05 (Case Conflict)",
            "m05-LAPTOP-4F7GQ2",
            "m05 (Conflicterende kopie van An 2026-11-27)",
        ] {
            assert!(is_conflicted_copy(name), "{name}");
        }
        for name in [
            "m05",
            "omgaan-met-conflicten",
            "conflict",
            "m05-laptop-kiezen",
            "conflictbeheersing (1)",
            "Les-LAPTOP-KIEZEN",
        ] {
            assert!(!is_conflicted_copy(name), "{name}");
        }
    }

    #[test]
    fn a_copy_of_a_conflict_is_said_and_is_neither_page_nor_file() {
        let copy = "content/m05 (An's conflicted copy 2026-11-27).md";
        let with = sources(&[("content/m05.md", "1"), (copy, "2")]);
        let without = sources(&[("content/m05.md", "1")]);
        assert_eq!(with.files().count(), 1);
        let problems = with.diagnostics();
        assert_eq!((problems[0].code, problems[0].place.file.as_str()), (Code::L009, copy));
        assert_eq!(with.changed_since(&without), [SourcePath::new(copy)]);
        let mut mended = with.clone();
        mended.remove(&SourcePath::new(copy));
        assert_eq!(mended, without);
    }

    #[test]
    fn what_changed_is_what_was_written_made_or_removed() {
        let before = sources(&[("a", "1"), ("b", "1"), ("d", "1")]);
        let after = sources(&[("b", "2"), ("c", "1"), ("d", "1"), ("e", "1")]);
        let paths = |sources: Vec<SourcePath>| sources.iter().map(ToString::to_string).collect::<String>();
        assert_eq!(paths(after.changed_since(&before)), "abce");
        assert_eq!(paths(before.changed_since(&after)), "abce");
        assert_eq!(paths(after.changed_since(&after.clone())), "");
    }
}
