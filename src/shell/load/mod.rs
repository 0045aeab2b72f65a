//! Reads a site from the disk, or a single file of it that changed.
//!
//! `walk` finds the files, `kind` tells texts from assets, and the files are read on all cores. Texts are read whole.
//! Of an asset only the size, the date and, for an image, the header are read; a small font is read whole, so that it
//! can be put into a page. Files that were left out and that their author might miss are listed in
//! [`Loaded::skipped`]. The meaning of the files is no concern of this module.

pub(super) mod kind;
mod skipped;
mod stamps;
mod walk;

pub(super) use kind::is_left_behind;
pub use skipped::{SkipReason, Skipped};
pub use stamps::Stamps;

use std::fs::{self, File, Metadata};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::cores::MAX_FILES_PER_JOB;
use crate::diagnostics::say;
use crate::sources::{Asset, CONFIG_FILE, CONTENT_FOLDER, SourceFile, Sources, THEMES_FOLDER, TextFront};
use crate::syntax::OtherText;
use crate::text::{CaptionsMistake, SourcePath};

use self::kind::SiteFileKind;
use self::walk::{FoundFile, Walk};
use super::DiskError;

/// The greatest size of a text: 64 MB, more than any person writes.
pub(super) const TEXT_LIMIT: u64 = 64 << 20;

/// A site as it was on the disk.
#[derive(Debug)]
pub struct Loaded {
    /// The files of the site.
    pub sources: Sources,
    /// Files and folders among the content and the themes that were left out.
    pub skipped: Vec<Skipped>,
}

/// A file of a site.
#[derive(Debug, PartialEq, Eq)]
pub enum LoadedFile {
    /// A text.
    File(SourceFile),
    /// Anything else.
    Asset(Asset),
}

/// Reads the site in the folder `root`.
///
/// # Errors
/// When `root` holds no site, when a file or folder cannot be read, or when a text is larger than 64 MB.
pub fn load(root: &Path) -> Result<Loaded, DiskError> {
    let real_root =
        root.canonicalize().map_err(|error| DiskError::unreadable(root.display().to_string(), &error))?;
    let mut walk = Walk::new(&real_root);
    walk.read_folders()?;
    let Walk { found, skipped, .. } = walk;
    if !found.iter().any(|found| found.path.as_str().starts_with(CONTENT_FOLDER))
        && !real_root.join(CONTENT_FOLDER).is_dir()
    {
        return Err(no_content(root));
    }
    let entries: Vec<_> = found.par_iter().with_max_len(MAX_FILES_PER_JOB).map(read).collect();
    let mut sources = Sources::default();
    for entry in entries {
        match entry? {
            LoadedFile::File(file) => sources.insert(file),
            LoadedFile::Asset(asset) => sources.insert_asset(asset),
        }
    }
    Ok(Loaded { sources, skipped })
}

/// Reads the single file `path` of the site in `root` again; `None` if it is gone or does not belong to the site.
///
/// # Errors
/// As for [`load`].
pub fn read_one(root: &Path, path: &SourcePath) -> Result<Option<LoadedFile>, DiskError> {
    let Some(kind) = kind::of(path) else { return Ok(None) };
    let Some(disk) = find_one(root, path)? else { return Ok(None) };
    match read(&FoundFile { path: path.clone(), disk, kind }) {
        Ok(entry) => Ok(Some(entry)),
        Err(_) if !root.join(path.as_str()).exists() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The path on the disk of the file `path` of the site in `root`, links followed; `None` if it is gone, or if a link
/// would lead to a file that the site may not show.
///
/// # Errors
/// When a folder on the way cannot be read.
pub fn find_one(root: &Path, path: &SourcePath) -> Result<Option<PathBuf>, DiskError> {
    let unreadable = |error: &io::Error| DiskError::unreadable(path.as_str(), error);
    let real_root = root.canonicalize().map_err(|error| unreadable(&error))?;
    match real_root.join(path.as_str()).canonicalize() {
        Ok(disk) if may_show(&real_root, &disk) => Ok(Some(disk)),
        Ok(_) => Ok(None),
        // One of the folders may have become a file; then the path leads nowhere either.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(unreadable(&error)),
    }
}

/// Whether `path` can be a file of a site, or a folder that holds some.
pub fn concerns_site(path: &SourcePath) -> bool {
    let mut parts = path.as_str().split('/');
    let in_folder = parts.next().is_some_and(|top| top == CONTENT_FOLDER || top == THEMES_FOLDER);
    kind::of(path).is_some() || (in_folder && !parts.any(kind::is_no_part) && kind::is_open(path))
}

/// The path in the site of the file `disk`, which need not exist any more; `None` outside of `root`.
pub fn site_path(root: &Path, disk: &Path) -> Option<SourcePath> {
    kind::site_path(disk.strip_prefix(root).ok()?).ok()
}

/// The nearest folder from `start` upwards that holds a `leerlijn.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(CONFIG_FILE).is_file()).map(Path::to_owned)
}

/// Whether a link of the site may lead to the file `disk`, a path without links.
fn may_show(real_root: &Path, disk: &Path) -> bool {
    disk.is_file() && disk.strip_prefix(real_root).is_ok_and(|inside| !kind::is_hidden(inside))
}

fn no_content(root: &Path) -> DiskError {
    let advice = match in_other_letters(root, CONTENT_FOLDER) {
        Some(name) => say!("call the folder `{name}` there `{meant}`", name, meant = CONTENT_FOLDER),
        None => say!("make a site with `leerlijn init`, or name its folder with `--root`"),
    };
    DiskError::new(
        root.display().to_string(),
        say!("is no site: it has no folder `{folder}`", folder = CONTENT_FOLDER),
        advice,
    )
}

/// The name in `folder` that differs from `name` in capitals alone.
pub fn in_other_letters(folder: &Path, name: &str) -> Option<String> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.find(|known| known != name && known.eq_ignore_ascii_case(name))
}

fn read(found: &FoundFile) -> Result<LoadedFile, DiskError> {
    let name = found.path.as_str();
    let unreadable = |error: io::Error| DiskError::unreadable(name, &error);
    match found.kind {
        SiteFileKind::Text => {
            let bytes = read_text(&found.disk, name)?;
            Ok(LoadedFile::File(SourceFile::new(found.path.clone(), &bytes)))
        }
        SiteFileKind::Asset => {
            let metadata = fs::metadata(&found.disk).map_err(unreadable)?;
            Ok(LoadedFile::Asset(Asset {
                path: found.path.clone(),
                size: metadata.len(),
                stamp: stamp(&metadata),
                dimensions: dimensions(&found.disk, found.path.file_name()),
                captions: captions_mistake(&found.disk, found.path.file_name(), metadata.len()),
                front: front(&found.disk, found.path.file_name()).map_err(unreadable)?,
                font: if kind::is_font(&found.path, metadata.len()) {
                    Some(Arc::from(fs::read(&found.disk).map_err(unreadable)?))
                } else {
                    None
                },
            }))
        }
    }
}

fn read_text(disk: &Path, name: &str) -> Result<Vec<u8>, DiskError> {
    let unreadable = |error: io::Error| DiskError::unreadable(name, &error);
    let file = File::open(disk).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(TEXT_LIMIT)).unwrap_or(0));
    file.take(TEXT_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > TEXT_LIMIT {
        let advice = say!("split it, or give it another ending when it is no text");
        return Err(DiskError::new(name, say!("is a text of more than 64 MB"), advice));
    }
    Ok(bytes)
}

/// A number from the size and modification time of a file, which changes when the file is written. A hash of the
/// content would be surer, but reading every video for each build is too slow.
fn stamp(metadata: &Metadata) -> u64 {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let nanos = modified.map_or(0, |since| since.as_nanos());
    let mut bytes = [0; 24];
    bytes[..8].copy_from_slice(&metadata.len().to_le_bytes());
    bytes[8..].copy_from_slice(&nanos.to_le_bytes());
    xxh3_64(&bytes)
}

/// Why browsers show nothing of a file of captions; none for any other file.
fn captions_mistake(disk: &Path, name: &str, size: u64) -> Option<CaptionsMistake> {
    const LARGEST: u64 = 4 << 20;
    let is_captions = kind::has_ending(name, "vtt") && size <= LARGEST;
    let bytes = is_captions.then(|| fs::read(disk).ok()).flatten()?;
    CaptionsMistake::of_bytes(&bytes)
}

/// What the front matter of a text says that is no page.
fn front(disk: &Path, name: &str) -> io::Result<TextFront> {
    /// Front matter is shorter than this.
    const START: u64 = 64 << 10;
    if OtherText::of(name).is_none() {
        return Ok(TextFront::None);
    }
    let mut start = Vec::new();
    File::open(disk)?.take(START).read_to_end(&mut start)?;
    Ok(OtherText::front(&SourceFile::new(SourcePath::new(name), &start).text))
}

/// The width and height of an image in pixels, from the beginning of the file; `None` if it is no image.
fn dimensions(disk: &Path, name: &str) -> Option<(u32, u32)> {
    const IMAGES: &[&str] =
        &["png", "jpg", "jpeg", "gif", "webp", "avif", "heic", "bmp", "ico", "tif", "tiff"];
    let (_, ending) = name.rsplit_once('.')?;
    IMAGES.iter().find(|image| image.eq_ignore_ascii_case(ending))?;
    let size = imagesize::reader_size(BufReader::new(File::open(disk).ok()?)).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let is_photo =
        ["jpg", "jpeg", "png", "webp", "heic"].iter().any(|photo| photo.eq_ignore_ascii_case(ending));
    Some(if is_photo && is_turned(disk) { (height, width) } else { (width, height) })
}

/// Whether the photo `disk` was taken with the camera on its side: browsers turn it upright by its Exif data.
fn is_turned(disk: &Path) -> bool {
    let turned = || {
        // It stands before the picture in a JPEG, and may stand behind it in others; the picture itself is passed over.
        let exif =
            exif::Reader::new().read_from_container(&mut BufReader::new(File::open(disk).ok()?)).ok()?;
        let turns = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)?;
        Some((5..=8).contains(&turns))
    };
    turned().unwrap_or(false)
}

#[cfg(test)]
mod tests;
