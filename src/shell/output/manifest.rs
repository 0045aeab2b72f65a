//! The manifest: the list of the output's files that leerlijn wrote, in the file `.leerlijn-manifest` of the output.
//! The files that it lists are owned, all others are foreign.
//!
//! It is sorted by path and holds no times, so the same site gives the same manifest, whenever and wherever it is
//! built. The first line has the version of the format, the number of lines that follow, so that a file that was
//! cut off is recognised, and the fingerprint of all inputs of the site. Each other line has the hash and the size of a
//! file's content, its origin, and its path:
//!
//! ```text
//! leerlijn-manifest 1 3 0cc175b9c0f1b6a831c399e269772661
//! 9e107d9d372bb6826bd81d3542a419d6 5120 e4d909c290d0fb1ca068ffaddf22cbd0 index.html
//! 5f93f983524def3dca464469d2cf9f3e 2048 0123456789abcdef logo.svg
//! acbd18db4cc2f85cedef654fccc4a4d8 310 - robots.txt
//! ```
//!
//! The origin of a rendered page is its fingerprint (32 digits), that of a copied asset is the hash of its source's
//! path (16 digits), and any other file has a `-`. While nobody knows which files of an output are owned, the word
//! `unknown` stands in the place of the number of lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read, Write as _};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::super::files::unlinked;
use super::error::OutputError;
use super::mark::hash;
use crate::diagnostics::say;
use crate::plan::{Fingerprint, OutPath};
use crate::text::SourcePath;

/// The manifest's name inside the output.
pub const MANIFEST_FILE: &str = ".leerlijn-manifest";
const HEADER: &str = "leerlijn-manifest 1 ";
/// How the manifest of every version begins.
const ANY_HEADER: &str = "leerlijn-manifest ";
/// The manifest of an output whose owned files are not known yet.
const UNKNOWN: &str = "leerlijn-manifest 1 unknown\n";
/// The greatest size of a manifest that is read: 256 MB, more than a million files need.
const LIMIT: u64 = 256 << 20;

/// The entry of one file: the hash and size of its content, and its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ManifestEntry {
    pub(super) hash: u128,
    pub(super) size: u64,
    pub(super) origin: Origin,
}

impl ManifestEntry {
    /// The entry of `bytes`, rendered from inputs with the fingerprint `of`.
    pub(super) fn of_bytes(bytes: &[u8], of: Option<Fingerprint>) -> Self {
        let origin = of.map_or(Origin::Unknown, Origin::Rendered);
        Self { hash: hash(bytes), size: bytes.len() as u64, origin }
    }

    /// The fingerprint of the page, if the file is a rendered page that has one.
    pub(super) fn fingerprint(&self) -> Option<Fingerprint> {
        match self.origin {
            Origin::Rendered(fingerprint) => Some(fingerprint),
            Origin::Source(_) | Origin::Unknown => None,
        }
    }
}

/// Where the content of a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A copy of a source, given by the hash of its path.
    Source(u64),
    /// A rendered page with this fingerprint.
    Rendered(Fingerprint),
    /// Anything else; the content alone decides whether it is the same.
    Unknown,
}

impl Origin {
    /// The origin of a copy of `source`.
    pub(super) fn of_source(source: &SourcePath) -> Self {
        Self::Source(xxh3_64(source.as_str().as_bytes()))
    }
}

/// The files of the output that leerlijn wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<OutPath, ManifestEntry>,
    /// The fingerprint of all that the site was made of; none while files of two sites may stand in the output.
    pub(super) inputs: Option<Fingerprint>,
}

/// The state of the manifest in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ManifestState {
    /// The folder has none.
    Absent,
    /// The folder has one that cannot be read, as after a power cut before all of it was on the disk.
    Damaged,
    /// The folder is leerlijn's, but its manifest does not list the owned files yet: the output was just taken into
    /// use, or its manifest was damaged and is being replaced.
    Unknown,
    /// The manifest lists all owned files.
    Complete(Manifest),
}

impl ManifestState {
    /// Reads the manifest in `folder`.
    ///
    /// # Errors
    /// [`OutputError::NameTaken`] when a link, a pipe, a folder or a file that is too large has the manifest's name;
    /// [`OutputError::Manifest`] when another version of leerlijn wrote it.
    pub(super) fn read(folder: &Path) -> Result<Self, OutputError> {
        let path = folder.join(MANIFEST_FILE);
        let unreadable = |error| OutputError::Disk(say!("read"), path.clone(), error);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::Absent),
            Err(error) => return Err(unreadable(error)),
            Ok(found) if !found.is_file() || found.len() > LIMIT => return Err(OutputError::NameTaken(path)),
            Ok(_) => {}
        }
        let file = unlinked(OpenOptions::new().read(true)).open(&path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        file.take(LIMIT).read_to_end(&mut bytes).map_err(unreadable)?;
        let text = String::from_utf8_lossy(&bytes);
        if is_of_other_version(&text) {
            return Err(OutputError::Manifest(path));
        }
        Ok(match Manifest::parse(&text) {
            Some(manifest) => Self::Complete(manifest),
            None if text == UNKNOWN => Self::Unknown,
            None => Self::Damaged,
        })
    }

    /// Whether the folder may hold files of leerlijn that no manifest lists.
    pub(super) fn may_hide_owned(&self) -> bool {
        match self {
            Self::Damaged | Self::Unknown => true,
            Self::Absent | Self::Complete(_) => false,
        }
    }

    /// Whether this manifest proves that the folder is leerlijn's.
    pub(super) fn is_proof(&self) -> bool {
        match self {
            Self::Unknown | Self::Complete(_) => true,
            Self::Absent | Self::Damaged => false,
        }
    }

    /// The manifest, if it lists all owned files.
    pub(super) fn complete(self) -> Option<Manifest> {
        match self {
            Self::Complete(manifest) => Some(manifest),
            Self::Absent | Self::Damaged | Self::Unknown => None,
        }
    }
}

/// Writes a manifest without a list into an output that has no complete one. The exchange puts this output beside the
/// new site, and there the manifest proves that it is an old site of ours.
pub(super) fn mark_as_ours(output: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file =
        unlinked(options.write(true).create(true).truncate(true)).open(output.join(MANIFEST_FILE))?;
    file.write_all(UNKNOWN.as_bytes())
}

fn is_of_other_version(text: &str) -> bool {
    let version = text.strip_prefix(ANY_HEADER).and_then(|rest| rest.split_once(' '));
    version.is_some_and(|(version, _)| version.parse::<u32>().is_ok_and(|version| version != 1))
}

impl Manifest {
    /// The text of the manifest file.
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{HEADER}{}", self.files.len());
        // Writing to a string cannot fail.
        let _ = match self.inputs {
            Some(Fingerprint(inputs)) => writeln!(text, " {inputs:032x}"),
            None => writeln!(text),
        };
        for (path, entry) in &self.files {
            let _ = write!(text, "{:032x} {} ", entry.hash, entry.size);
            let _ = match entry.origin {
                Origin::Source(hash) => writeln!(text, "{hash:016x} {path}"),
                Origin::Rendered(Fingerprint(hash)) => writeln!(text, "{hash:032x} {path}"),
                Origin::Unknown => writeln!(text, "- {path}"),
            };
        }
        text
    }

    /// Writes it as the new file `to`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn write(&self, to: &Path) -> Result<(), OutputError> {
        std::fs::write(to, self.to_text()).map_err(OutputError::disk(say!("write"), to))
    }

    fn parse(text: &str) -> Option<Self> {
        let (header, lines) = text.split_once('\n')?;
        let mut header = header.strip_prefix(HEADER)?.split(' ');
        let count: usize = header.next()?.parse().ok()?;
        let inputs = match header.next() {
            Some(digits) => Some(Fingerprint(u128::from_str_radix(digits, 16).ok()?)),
            None => None,
        };
        let files: BTreeMap<OutPath, ManifestEntry> = lines.lines().map(parse_line).collect::<Option<_>>()?;
        (files.len() == count && text.ends_with('\n')).then_some(Self { files, inputs })
    }
}

fn parse_line(line: &str) -> Option<(OutPath, ManifestEntry)> {
    let mut fields = line.splitn(4, ' ');
    let hash = u128::from_str_radix(fields.next()?, 16).ok()?;
    let size = fields.next()?.parse().ok()?;
    let origin = match fields.next()? {
        "-" => Origin::Unknown,
        source if source.len() == 16 => Origin::Source(u64::from_str_radix(source, 16).ok()?),
        fingerprint => Origin::Rendered(Fingerprint(u128::from_str_radix(fingerprint, 16).ok()?)),
    };
    Some((OutPath::new(fields.next()?).ok()?, ManifestEntry { hash, size, origin }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let entry = |hash, origin| ManifestEntry { hash, size: 7, origin };
        let path = |text| OutPath::new(text).unwrap();
        let files = [
            (path("a b/é.html"), entry(u128::MAX, Origin::Unknown)),
            (path("a.html"), entry(3, Origin::Rendered(Fingerprint(u128::MAX)))),
            (path("x.svg"), entry(1, Origin::Source(9))),
        ];
        Manifest { files: files.into_iter().collect(), inputs: Some(Fingerprint(7)) }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        assert_eq!(Manifest::parse(&sample().to_text()), Some(sample()));
        assert_eq!(Manifest::parse(&Manifest::default().to_text()), Some(Manifest::default()));
        let without_inputs = Manifest { inputs: None, ..sample() };
        assert_eq!(Manifest::parse(&without_inputs.to_text()), Some(without_inputs));
    }

    #[test]
    fn a_manifest_that_is_cut_off_or_names_a_file_outside_is_not_believed() {
        let text = sample().to_text();
        for end in 0..text.len() {
            if let Some(part) = text.get(..end) {
                assert_eq!(Manifest::parse(part), None, "{part}");
            }
        }
        assert_eq!(Manifest::parse(&text.replace("x.svg", "../x.svg")), None);
        assert_eq!(Manifest::parse(&text.replace("manifest 1", "manifest 2")), None);
    }

    #[test]
    fn a_manifest_of_another_version_is_not_taken_for_a_damaged_one() {
        let folder = tempfile::TempDir::new().unwrap();
        let state = |text: &str| {
            fs::write(folder.path().join(MANIFEST_FILE), text).unwrap();
            ManifestState::read(folder.path())
        };
        assert_eq!(state(&sample().to_text()).unwrap(), ManifestState::Complete(sample()));
        for damaged in ["", "\0\0\0", "leerlijn-man", "leerlijn-manifest 1", "leerlijn-manifest 1 3\n"] {
            assert_eq!(state(damaged).unwrap(), ManifestState::Damaged, "{damaged:?}");
        }
        assert!(matches!(state("leerlijn-manifest 2 0\n"), Err(OutputError::Manifest(_))));
        mark_as_ours(folder.path()).unwrap();
        assert_eq!(ManifestState::read(folder.path()).unwrap(), ManifestState::Unknown);
    }
}
