//! Purpose: remember which files of the output are leerlijn's own.
//! Input: the manifest file inside the output. Output: [`Manifest`].
//! Invariant: sorted by path, every path an [`OutPath`]; the same site gives the same bytes, whenever and
//! wherever it is built. A file that is not in it is somebody else's.
//!
//! A line per file: hash and size of its content, where it comes from, and its path. A copied asset comes from
//! a source: 16 digits, the hash of that source's name. A page may come from what is known to make the
//! same page: 32 digits, its fingerprint. For all others there is a `-`. The first line holds the version and
//! the number of lines that follow, so that a cut-off file is recognised.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read, Write as _};
use std::path::Path;

use super::super::files::unlinked;
use super::error::OutputError;
use crate::plan::{Fingerprint, OutPath};

/// The manifest's name inside the output.
pub const MANIFEST_FILE: &str = ".leerlijn-manifest";
const HEADER: &str = "leerlijn-manifest 1 ";
/// How the manifest of every version begins.
const ANY_HEADER: &str = "leerlijn-manifest ";
/// The manifest of an output of which nobody knows yet what in it is leerlijn's.
const UNKNOWN: &str = "leerlijn-manifest 1 unknown\n";
/// A manifest of a million files has less: 256 MB.
const LIMIT: u64 = 256 << 20;

/// What was written as one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) hash: u128,
    pub(super) size: u64,
    pub(super) origin: Origin,
}

impl Entry {
    /// What the content is known to be made of.
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
    /// A source, by the hash of its path.
    Source(u64),
    /// What has this fingerprint.
    Rendered(Fingerprint),
    /// Nobody can tell.
    Unknown,
}

/// The files of the output that leerlijn wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest(pub(super) BTreeMap<OutPath, Entry>);

/// What a folder says about the files in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ManifestState {
    /// It has no manifest.
    Absent,
    /// It has one that cannot be read, as after a power cut on a disk that had not got all of it.
    Damaged,
    /// It is leerlijn's, but its manifest does not say which files are: it was just taken into use, or its
    /// manifest is being made anew.
    Unknown,
    /// It lists all files of leerlijn.
    Complete(Manifest),
}

impl ManifestState {
    /// The state of `folder`.
    ///
    /// # Errors
    /// [`OutputError::NameTaken`] when a link, a pipe, a folder or a file that is larger than any manifest has its
    /// name; [`OutputError::Manifest`] when another version of leerlijn wrote it.
    pub(super) fn read(folder: &Path) -> Result<Self, OutputError> {
        let path = folder.join(MANIFEST_FILE);
        let unreadable = |error| OutputError::Disk("read", path.clone(), error);
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

    /// Whether files of leerlijn may be in the folder that no list names.
    pub(super) fn may_hide_owned(&self) -> bool {
        match self {
            Self::Damaged | Self::Unknown => true,
            Self::Absent | Self::Complete(_) => false,
        }
    }

    /// Whether it proves that the folder is leerlijn's.
    pub(super) fn is_proof(&self) -> bool {
        match self {
            Self::Unknown | Self::Complete(_) => true,
            Self::Absent | Self::Damaged => false,
        }
    }

    /// The manifest, if it lists all files of leerlijn.
    pub(super) fn complete(self) -> Option<Manifest> {
        match self {
            Self::Complete(manifest) => Some(manifest),
            Self::Absent | Self::Damaged | Self::Unknown => None,
        }
    }
}

/// Gives an output without a complete manifest one that says so: beside the new site, where the exchange puts
/// it, it is then known as an old one.
pub(super) fn claim(output: &Path) -> std::io::Result<()> {
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
        let mut text = format!("{HEADER}{}\n", self.0.len());
        for (path, entry) in &self.0 {
            // Writing to a string cannot fail.
            let _ = write!(text, "{:032x} {} ", entry.hash, entry.size);
            let _ = match entry.origin {
                Origin::Source(hash) => writeln!(text, "{hash:016x} {path}"),
                Origin::Rendered(Fingerprint(hash)) => writeln!(text, "{hash:032x} {path}"),
                Origin::Unknown => writeln!(text, "- {path}"),
            };
        }
        text
    }

    fn parse(text: &str) -> Option<Self> {
        let (header, lines) = text.split_once('\n')?;
        let count: usize = header.strip_prefix(HEADER)?.parse().ok()?;
        let files: BTreeMap<OutPath, Entry> = lines.lines().map(parse_line).collect::<Option<_>>()?;
        (files.len() == count && text.ends_with('\n')).then_some(Self(files))
    }
}

fn parse_line(line: &str) -> Option<(OutPath, Entry)> {
    let mut fields = line.splitn(4, ' ');
    let hash = u128::from_str_radix(fields.next()?, 16).ok()?;
    let size = fields.next()?.parse().ok()?;
    let origin = match fields.next()? {
        "-" => Origin::Unknown,
        source if source.len() == 16 => Origin::Source(u64::from_str_radix(source, 16).ok()?),
        fingerprint => Origin::Rendered(Fingerprint(u128::from_str_radix(fingerprint, 16).ok()?)),
    };
    Some((OutPath::new(fields.next()?).ok()?, Entry { hash, size, origin }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let entry = |hash, origin| Entry { hash, size: 7, origin };
        let path = |text| OutPath::new(text).unwrap();
        let files = [
            (path("a b/é.html"), entry(u128::MAX, Origin::Unknown)),
            (path("a.html"), entry(3, Origin::Rendered(Fingerprint(u128::MAX)))),
            (path("x.svg"), entry(1, Origin::Source(9))),
        ];
        Manifest(files.into_iter().collect())
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        assert_eq!(Manifest::parse(&sample().to_text()), Some(sample()));
        assert_eq!(Manifest::parse(&Manifest::default().to_text()), Some(Manifest::default()));
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
        claim(folder.path()).unwrap();
        assert_eq!(ManifestState::read(folder.path()).unwrap(), ManifestState::Unknown);
    }
}
