//! One pack of a repository: a file with many objects, and its index.
//!
//! The format is that of git's `gitformat-pack`: the index (version 2) has the ids in order with the place of each in
//! the pack; there an object stands compressed, whole or as the difference from another one, its base. What an object
//! claims to be long is not believed before it is so, and what is too long is not read.

use std::cell::RefCell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::{Decompress, FlushDecompress, Status};

use super::object::{ObjectId, ObjectKind};
use super::recent::Recent;

/// Signature and version of an index, then 256 counts.
const INDEX_HEAD: usize = 8;
const FANOUT: usize = 256 * 4;
/// An id, a checksum, a place.
const PER_OBJECT: usize = ObjectId::LENGTH + 4 + 4;
/// A place of which this bit is set is the number of one of 64 bits.
const IS_LONG: u32 = 1 << 31;

/// Bytes of a pack that are read at a time.
const BLOCK: usize = 1 << 16;
/// How much is kept of what was read of all packs, twice.
const BLOCKS_KEPT: usize = 16 << 20;

/// The ids of a pack and where their objects stand in it.
pub(super) struct PackIndex {
    bytes: Vec<u8>,
    objects: usize,
}

impl PackIndex {
    /// Reads an index of at most `limit` bytes; none for what is no index of version 2.
    pub(super) fn read(file: File, limit: usize) -> Option<Self> {
        let mut bytes = Vec::new();
        file.take(limit as u64 + 1).read_to_end(&mut bytes).ok()?;
        if bytes.len() > limit || !bytes.starts_with(b"\xfftOc\0\0\0\x02") {
            return None;
        }
        let objects = number(&bytes, INDEX_HEAD + FANOUT - 4)? as usize;
        let whole = INDEX_HEAD + FANOUT + objects.checked_mul(PER_OBJECT)?;
        (bytes.len() >= whole).then_some(Self { bytes, objects })
    }

    /// How many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Where the object `id` stands in the pack.
    pub(super) fn place(&self, id: ObjectId) -> Option<u64> {
        let first = usize::from(id.0[0]);
        let count = |byte: usize| number(&self.bytes, INDEX_HEAD + byte * 4).map(|count| count as usize);
        let (mut from, mut to) = (if first == 0 { 0 } else { count(first - 1)? }, count(first)?);
        to = to.min(self.objects);
        while from < to {
            let middle = from + (to - from) / 2;
            match self.id(middle)?.cmp(&id) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return self.place_of(middle),
            }
        }
        None
    }

    /// Adds the ids that start with the hexadecimal digits `start`, two of them at least, to `found`.
    pub(super) fn add_starting_with(&self, start: &str, found: &mut Vec<ObjectId>) {
        let Some(first) = start.get(..2).and_then(|byte| usize::from_str_radix(byte, 16).ok()) else {
            return;
        };
        let count =
            |byte: usize| number(&self.bytes, INDEX_HEAD + byte * 4).map_or(0, |count| count as usize);
        let from = if first == 0 { 0 } else { count(first - 1) };
        let ids = (from..count(first).min(self.objects)).filter_map(|at| self.id(at));
        found.extend(ids.filter(|id| id.to_string().starts_with(start)));
    }

    fn id(&self, at: usize) -> Option<ObjectId> {
        ObjectId::from_start(self.bytes.get(INDEX_HEAD + FANOUT + at * ObjectId::LENGTH..)?)
    }

    fn place_of(&self, at: usize) -> Option<u64> {
        let places = INDEX_HEAD + FANOUT + self.objects * (ObjectId::LENGTH + 4);
        let place = number(&self.bytes, places + at * 4)?;
        if place & IS_LONG == 0 {
            return Some(u64::from(place));
        }
        let long = places + self.objects * 4 + (place & !IS_LONG) as usize * 8;
        Some(u64::from_be_bytes(*self.bytes.get(long..)?.first_chunk()?))
    }
}

/// The number of four bytes at `at`.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The form of an object in a pack.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stored {
    Whole(ObjectKind),
    /// The difference from the object at that place.
    FromPlace(u64),
    /// The difference from another object of the pack.
    FromObject(ObjectId),
}

/// The head of an object in a pack.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StoredHead {
    pub(super) stored: Stored,
    /// The length of what is compressed.
    pub(super) length: usize,
    /// Where that begins.
    pub(super) data: u64,
}

/// A part of a pack.
type Block = Rc<[u8]>;

/// Parts of packs that were read last: by the number of the pack and of the part.
pub(super) struct Blocks(RefCell<Recent<(usize, u64), Block>>);

impl Default for Blocks {
    fn default() -> Self {
        Self(RefCell::new(Recent::new(BLOCKS_KEPT)))
    }
}

/// The file with the objects.
pub(super) struct PackFile {
    number: usize,
    file: RefCell<File>,
    blocks: Rc<Blocks>,
}

impl PackFile {
    /// The pack `number` of a repository, whose packs share what they keep in `blocks`.
    pub(super) fn new(number: usize, file: File, blocks: &Rc<Blocks>) -> Self {
        Self { number, file: RefCell::new(file), blocks: Rc::clone(blocks) }
    }

    /// The head of the object at `place`.
    pub(super) fn head(&self, place: u64) -> Option<StoredHead> {
        let mut bytes = Bytes { pack: self, at: place };
        let first = bytes.next()?;
        let (mut length, mut shift, mut more) = (u64::from(first & 15), 4, first & 128 != 0);
        while more {
            let byte = bytes.next()?;
            if shift > 53 {
                return None;
            }
            length |= u64::from(byte & 127) << shift;
            shift += 7;
            more = byte & 128 != 0;
        }
        let stored = match first >> 4 & 7 {
            1 => Stored::Whole(ObjectKind::Commit),
            2 => Stored::Whole(ObjectKind::Tree),
            3 => Stored::Whole(ObjectKind::Blob),
            4 => Stored::Whole(ObjectKind::Tag),
            6 => Stored::FromPlace(place.checked_sub(bytes.distance()?)?),
            7 => {
                let mut id = [0; ObjectId::LENGTH];
                for byte in &mut id {
                    *byte = bytes.next()?;
                }
                Stored::FromObject(ObjectId(id))
            }
            _ => return None,
        };
        Some(StoredHead { stored, length: usize::try_from(length).ok()?, data: bytes.at })
    }

    /// The `length` bytes that stand compressed at `place`; none when they are more or fewer.
    pub(super) fn inflate(&self, inflater: &mut Inflater, place: u64, length: usize) -> Option<Vec<u8>> {
        let mut at = place;
        inflater.inflate(length, || {
            let rest = self.rest_of_block(at)?;
            at += rest.len() as u64;
            Some(rest)
        })
    }

    /// The bytes from `at` to the end of its block; none behind the end of the file.
    fn rest_of_block(&self, at: u64) -> Option<BlockRest> {
        let (number, from) = (at / BLOCK as u64, (at % BLOCK as u64) as usize);
        let block = self.block(number)?;
        (from < block.len()).then_some(BlockRest { block, from })
    }

    fn block(&self, number: u64) -> Option<Block> {
        let mut blocks = self.blocks.0.borrow_mut();
        if let Some(block) = blocks.get(&(self.number, number)) {
            return Some(block);
        }
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(number * BLOCK as u64)).ok()?;
        let mut bytes = Vec::with_capacity(BLOCK);
        Read::by_ref(&mut *file).take(BLOCK as u64).read_to_end(&mut bytes).ok()?;
        let block: Block = bytes.into();
        blocks.keep((self.number, number), Rc::clone(&block), block.len());
        Some(block)
    }
}

/// A part of a block of a pack.
struct BlockRest {
    block: Block,
    from: usize,
}

impl BlockRest {
    fn len(&self) -> usize {
        self.block.len() - self.from
    }
}

impl AsRef<[u8]> for BlockRest {
    fn as_ref(&self) -> &[u8] {
        &self.block[self.from..]
    }
}

/// The bytes of a pack from a place on.
struct Bytes<'p> {
    pack: &'p PackFile,
    at: u64,
}

impl Bytes<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = *self.pack.rest_of_block(self.at)?.as_ref().first()?;
        self.at += 1;
        Some(byte)
    }

    /// How far before an object its base stands: seven bits to a byte, the highest first, and one more for each
    /// byte that follows.
    fn distance(&mut self) -> Option<u64> {
        let mut byte = self.next()?;
        let mut distance = u64::from(byte & 127);
        while byte & 128 != 0 {
            byte = self.next()?;
            distance = distance.checked_add(1)?.checked_mul(128)? + u64::from(byte & 127);
        }
        (distance > 0).then_some(distance)
    }
}

/// Unpacks what zlib packed, one object after another.
pub(super) struct Inflater(Decompress);

impl Default for Inflater {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Inflater {
    /// Unpacks exactly `length` bytes out of what `next` gives.
    pub(super) fn inflate<B: AsRef<[u8]>>(
        &mut self,
        length: usize,
        mut next: impl FnMut() -> Option<B>,
    ) -> Option<Vec<u8>> {
        self.0.reset(true);
        // One byte more than it may have, to see that it has none; and what is long has to come before room is made.
        let mut bytes = Vec::with_capacity((length + 1).min(BLOCK));
        loop {
            let part = next()?;
            let (mut rest, mut is_full) = (part.as_ref(), true);
            while !rest.is_empty() || is_full {
                if bytes.len() == bytes.capacity() {
                    bytes.reserve((length + 1).saturating_sub(bytes.len()).min(bytes.len().max(BLOCK)));
                }
                let before = self.0.total_in();
                let status = self.0.decompress_vec(rest, &mut bytes, FlushDecompress::None).ok()?;
                let read = usize::try_from(self.0.total_in() - before).ok()?;
                rest = &rest[read..];
                is_full = bytes.len() == bytes.capacity();
                match status {
                    Status::StreamEnd => return (bytes.len() == length).then_some(bytes),
                    _ if bytes.len() > length => return None,
                    // It asks for more than this part has.
                    Status::Ok | Status::BufError if !is_full && rest.is_empty() => break,
                    Status::BufError if !is_full => return None,
                    Status::Ok | Status::BufError => {}
                }
            }
        }
    }
}

/// The object that the difference `delta` makes of `base`: pieces of the base and new bytes; none when that does not
/// agree with itself, or has more than `limit` bytes.
pub(super) fn apply_delta(base: &[u8], delta: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut rest = delta;
    if delta_length(&mut rest)? != base.len() {
        return None;
    }
    let length = delta_length(&mut rest)?;
    if length > limit {
        return None;
    }
    let mut bytes = Vec::with_capacity(length.min(BLOCK));
    while let Some((order, after)) = rest.split_first() {
        rest = after;
        let piece = if order & 128 == 0 {
            // The next bytes, as many as it says; 0 is for a later version of the format.
            let (new, after) =
                rest.split_at_checked(usize::from(*order)).filter(|(new, _)| !new.is_empty())?;
            rest = after;
            new
        } else {
            let from = chosen_bytes(&mut rest, *order, 4)?;
            let length = match chosen_bytes(&mut rest, *order >> 4, 3)? {
                0 => 0x1_0000,
                length => length,
            };
            base.get(from..from.checked_add(length)?)?
        };
        if bytes.len() + piece.len() > length {
            return None;
        }
        bytes.extend_from_slice(piece);
    }
    (bytes.len() == length).then_some(bytes)
}

/// A number of which those bytes stand here whose bit is set in `order`, the lowest first; the others are 0.
fn chosen_bytes(rest: &mut &[u8], order: u8, bytes: u32) -> Option<usize> {
    let mut number = 0;
    for byte in 0..bytes {
        if order >> byte & 1 == 1 {
            let (value, after) = rest.split_first()?;
            number |= usize::from(*value) << (8 * byte);
            *rest = after;
        }
    }
    Some(number)
}

fn delta_length(rest: &mut &[u8]) -> Option<usize> {
    let (mut length, mut shift) = (0_u64, 0);
    loop {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        length |= u64::from(byte & 127) << shift;
        shift += 7;
        if byte & 128 == 0 {
            return usize::try_from(length).ok();
        }
        if shift > 56 {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_takes_pieces_of_its_base_and_new_bytes() {
        // Five bytes from the second on, then two new ones, then the first byte.
        let delta = [7, 8, 0x91, 1, 5, 2, b'x', b'y', 0x90, 1];
        assert_eq!(apply_delta(b"abcdefg", &delta, 100).as_deref(), Some(b"bcdefxya".as_slice()));
        assert_eq!(apply_delta(b"abcdefg", &delta, 7), None);
        assert_eq!(apply_delta(b"abcdef", &delta, 100), None);
        for length in 0..delta.len() {
            assert_eq!(apply_delta(b"abcdefg", &delta[..length], 100), None, "{length}");
        }
        // Behind the end of the base, and an order that means nothing yet.
        assert_eq!(apply_delta(b"abcdefg", &[7, 5, 0x91, 3, 5], 100), None);
        assert_eq!(apply_delta(b"abcdefg", &[7, 0, 0], 100), None);
        assert_eq!(
            apply_delta(b"", &[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], 100),
            None
        );
    }
}
