//! Lets a fuzzer reach the files inside a zip file, without having to guess checksums.
//!
//! The input is a text with the files of the archive one after the other, each below a line `%% NAME`; a valid zip
//! file is made of it. Input that begins like a zip file is passed on as it is.
//!
//! ```text
//! %% word/document.xml
//! <w:document>…
//! ```

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The mark before the name of a file.
const PART: &[u8] = b"%% ";

/// The zip file that `bytes` is or describes.
pub(crate) fn of(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut is_open = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(PART) {
            let name = String::from_utf8_lossy(name);
            is_open = zip.start_file(name.trim(), stored).is_ok();
        } else if is_open {
            zip.write_all(line).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// The files that `bytes` describes, each below a line with its name.
pub(crate) fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(PART) {
            files.push((String::from_utf8_lossy(name).trim().to_owned(), Vec::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.extend_from_slice(line);
        }
    }
    files
}
