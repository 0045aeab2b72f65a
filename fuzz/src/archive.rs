//! Purpose: let a fuzzer reach what stands in a zip file, without having to guess checksums.
//! Input: the bytes of a zip file, or a text of parts, each below a line `%% NAME`. Output: a zip file.
//! Invariant: what begins as a zip file is left as it is.

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What begins the name of a part.
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
