//! Lets a fuzzer reach the objects in a repository, without having to guess how they are compressed.
//!
//! The bytes are files of the folder `.git`, each below a line `%% PATH`. A loose object is compressed here. A pack
//! is written as its objects: a line `%% pack HEAD ID`, with the bytes of the object's head and its id in hexadecimal
//! digits, and below it the content, which is compressed; the pack and its index are made of them.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Writes the files that `bytes` describe below `folder`.
pub(crate) fn write(folder: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(folder.join("objects/pack")).unwrap();
    let mut packed = Vec::new();
    for part in split(bytes) {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..end]).into_owned();
        let content = part.get(end + 1..).unwrap_or_default();
        if let Some((head, id)) = name.strip_prefix("pack ").and_then(|rest| rest.split_once(' ')) {
            packed.push((from_hex(id), from_hex(head), compressed(content)));
            continue;
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-');
        let path = folder.join(&name);
        if !name.is_empty() && name.chars().all(is_plain) && !name.starts_with('/') && !path.is_dir() {
            let content = if name.starts_with("objects/") { compressed(content) } else { content.to_vec() };
            // A file may stand where a folder is wanted.
            let made = path.parent().map(std::fs::create_dir_all);
            let _ = made.map(|_| std::fs::write(path, content));
        }
    }
    if !packed.is_empty() {
        write_pack(&folder.join("objects/pack"), packed);
    }
}

fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let starts = bytes.windows(4).enumerate().filter(|(_, window)| *window == b"\n%% ").map(|(at, _)| at + 4);
    let mut starts: Vec<usize> = starts.collect();
    if bytes.starts_with(b"%% ") {
        starts.insert(0, 3);
    }
    let ends = starts.iter().skip(1).map(|start| start - 4).chain([bytes.len()]);
    starts.iter().zip(ends).map(|(start, end)| &bytes[*start..end.max(*start)]).collect()
}

fn compressed(content: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks_exact(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

/// Writes a pack with these objects, each an id, a head and compressed content, and its index.
fn write_pack(folder: &Path, objects: Vec<(Vec<u8>, Vec<u8>, Vec<u8>)>) {
    let mut pack = b"PACK\0\0\0\x02\0\0\0\0".to_vec();
    let mut places = Vec::new();
    for (mut id, head, content) in objects {
        id.resize(20, 0);
        places.push((id, u32::try_from(pack.len()).unwrap()));
        pack.extend(head);
        pack.extend(content);
    }
    places.sort();
    let mut index = b"\xfftOc\0\0\0\x02".to_vec();
    for byte in 0..=255_u8 {
        let count = places.iter().filter(|(id, _)| id[0] <= byte).count();
        index.extend(u32::try_from(count).unwrap().to_be_bytes());
    }
    index.extend(places.iter().flat_map(|(id, _)| id.clone()));
    index.extend(places.iter().flat_map(|_| [0; 4]));
    index.extend(places.iter().flat_map(|(_, place)| place.to_be_bytes()));
    index.extend([0; 40]);
    std::fs::write(folder.join("pack-1.pack"), pack).unwrap();
    std::fs::write(folder.join("pack-1.idx"), index).unwrap();
}
