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
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::super::files::unlinked;
use super::error::OutputError;
use crate::plan::{Fingerprint, OutPath};

/// The manifest's name inside the output.
pub const MANIFEST_FILE: &str = ".leerlijn-manifest";
const HEADER: &str = "leerlijn-manifest 1 ";
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

impl Manifest {
    /// The manifest inside `folder`; `None` where there is none.
    ///
    /// # Errors
    /// [`OutputError::NameTaken`] when a link, a pipe, a folder or a file that is larger than any manifest has its
    /// name; [`OutputError::Manifest`] when it is damaged.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, OutputError> {
        let path = folder.join(MANIFEST_FILE);
        let unreadable = |error| OutputError::Disk("read", path.clone(), error);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(error)),
            Ok(found) if !found.is_file() || found.len() > LIMIT => return Err(OutputError::NameTaken(path)),
            Ok(_) => {}
        }
        let file = unlinked(OpenOptions::new().read(true)).open(&path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        file.take(LIMIT).read_to_end(&mut bytes).map_err(unreadable)?;
        let manifest = std::str::from_utf8(&bytes).ok().and_then(Self::parse);
        manifest.map_or(Err(OutputError::Manifest(path)), |manifest| Ok(Some(manifest)))
    }

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
}
