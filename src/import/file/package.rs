//! The parts of a zip file that holds a document, such as a .docx or an .xlsx, as streams. Whatever the file claims
//! of itself, at most [`MOST_ENTRIES`] entries are listed and at most [`MOST_BYTES`] bytes unpacked in all. Nothing
//! is written anywhere.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io;
use std::io::{BufRead, BufReader, Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostics::say;
use crate::import::file::Refusal;

/// A real document has some thirty entries, and one for each picture.
const MOST_ENTRIES: usize = 4_096;

/// Bytes that may be unpacked of one file, over all its parts: the largest profiles take half a megabyte.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A zip file whose entries are known, and what may still be unpacked of it.
#[derive(Debug)]
pub(in crate::import) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeSet<String>,
    left: Cell<u64>,
}

impl<'a> Package<'a> {
    /// The entries of the zip file `bytes`; nothing is unpacked yet.
    ///
    /// # Errors
    /// When it is damaged, or has too many entries, or an entry whose name leads out of the file.
    pub(in crate::import) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        // Counted before the crate makes a list of them: 32 MB hold 700,000 entries.
        if central_headers(bytes) > MOST_ENTRIES {
            return Err(too_many_entries());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
        let mut names = BTreeSet::new();
        for name in archive.file_names() {
            let name = name.map_err(|error| refusal(&error))?.into_owned();
            if leads_out(&name) {
                let shown: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
                let help = say!(
                    "a document has no such entries, so it is damaged or was made to do harm; get it again where it came from"
                );
                return Err(Refusal::new(
                    say!("this file has an entry that leads out of it: `{shown}`", shown),
                    help,
                ));
            }
            names.insert(name);
        }
        if names.len() > MOST_ENTRIES {
            return Err(too_many_entries());
        }
        Ok(Self { archive, names, left: Cell::new(MOST_BYTES) })
    }

    /// Whether there is a part `name`.
    pub(in crate::import) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether any part stands below `folder`, which ends in a slash.
    pub(in crate::import) fn has_folder(&self, folder: &str) -> bool {
        self.names.range(folder.to_owned()..).next().is_some_and(|name| name.starts_with(folder))
    }

    /// The part `name` as a stream of UTF-8; `None` when there is none.
    ///
    /// The stream fails with [`too_much`] where the limit of what may be unpacked is reached.
    ///
    /// # Errors
    /// When the part is encrypted or packed in a way that documents are not.
    pub(in crate::import) fn part<'p>(
        &'p mut self,
        name: &str,
    ) -> Result<Option<Box<dyn BufRead + 'p>>, Refusal> {
        if !self.has(name) {
            return Ok(None);
        }
        let entry = self.archive.by_name(name).map_err(|error| refusal(&error))?;
        if entry.encrypted() {
            return Err(encrypted());
        }
        let mut stream = BufReader::new(Limited { inner: entry, left: &self.left });
        let start = stream.fill_buf().map_err(|error| unreadable(&error))?;
        let wide = match start {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => UTF_16LE,
            [0xFE, 0xFF, ..] | [0, b'<', ..] => UTF_16BE,
            _ => return Ok(Some(Box::new(stream))),
        };
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        let text = wide.decode(&bytes).0.into_owned();
        Ok(Some(Box::new(Cursor::new(text))))
    }
}

/// Counts what is read against what may be.
struct Limited<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?);
        Ok(read)
    }
}

/// The refusal of a part that cannot be read to its end.
pub(in crate::import) fn unreadable(error: &io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::FileTooLarge {
        return Refusal::too_large(say!("unpacked it has more than 64 MB"));
    }
    Refusal::damaged(say!("a part of it cannot be unpacked"))
}

fn refusal(error: &ZipError) -> Refusal {
    match error {
        ZipError::InvalidPassword => encrypted(),
        ZipError::UnsupportedArchive(reason) if reason.to_lowercase().contains("password") => encrypted(),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => Refusal::new(
            say!("this file is packed in a way that is not read here"),
            say!("open it in its own program, save it anew, and import that"),
        ),
        _ => Refusal::damaged(say!("it begins as a zip file and does not go on as one")),
    }
}

/// A document that only opens with a password.
pub(in crate::import) fn encrypted() -> Refusal {
    let help = say!("open it in its own program, take the password off, save it, and import that");
    Refusal::new(say!("this document is locked with a password"), help)
}

fn too_many_entries() -> Refusal {
    Refusal::too_large(say!("it has more than 4,096 entries"))
}

/// How many headers of entries `bytes` can hold at most.
fn central_headers(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|window| window == b"PK\x01\x02").count()
}

/// Whether a name points at something outside of the folder that it is unpacked to.
fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.contains('\0')
        || name.get(1..2) == Some(":")
        || name.split(['/', '\\']).any(|part| part == "..")
}
