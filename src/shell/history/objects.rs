//! The objects of a repository, read one by one within bounds.
//!
//! Objects stand in files of their own ("loose") or in packs. Only those of this repository are read: what
//! `objects/info/alternates` names lies outside of it. An object that is missing, too long, broken or made of too many
//! differences is `None`, like everything once the whole reading has cost too much; nothing is fetched.

use std::cell::RefCell;
use std::io::Read;
use std::rc::Rc;

use flate2::read::ZlibDecoder;

use super::object::{Commit, ObjectId, ObjectKind};
use super::pack::{Inflater, PackFile, PackIndex, Stored, apply_delta};
use super::recent::Recent;
use super::repository::Repository;

/// The most bytes of a commit, a tag or a tree: a folder of 300,000 files.
const LONGEST: usize = 16 << 20;
/// The most packs, of which a repository that is looked after has a few dozen: a system lets nobody open many files.
const MOST_PACKS: usize = 200;
/// The longest indexes of packs, together: 4,500,000 objects.
const LONGEST_INDEXES: usize = 128 << 20;
/// The longest row of differences that git itself makes.
const LONGEST_CHAIN: usize = 4096;
/// Bytes kept of the objects read last, twice; one for each difference.
const KEPT: usize = 24 << 20;
const LONGEST_KEPT: usize = 4 << 20;
/// Bytes that an object which is kept takes besides its own.
const PER_KEPT: usize = 100;

/// The cost that a reading may have, in bytes that are looked at; to unpack one counts for ten of them. Twenty seconds
/// at most. 60,000 commits in a folder of 2,000 files cost a quarter of it.
const MOST_WORK: u64 = 48 << 30;
const UNPACKED: u64 = 10;
/// The cost of the smallest object, in a pack and in a file of its own.
const PER_OBJECT: u64 = 8 << 10;
const PER_FILE: u64 = 100 << 10;
/// The cost of an entry of a tree that is looked up by its path.
const PER_ENTRY: u64 = 1 << 10;

/// The bytes of an object.
pub(super) type ObjectBytes = Rc<Vec<u8>>;

/// The objects of one repository, for one reading.
pub(super) struct Objects<'r> {
    repository: &'r Repository,
    packs: Vec<Pack>,
    inflater: RefCell<Inflater>,
    /// One commit after another is read, and its trees are mostly the differences from those of the one before. A tree
    /// may also have one other tree under many names.
    recent: RefCell<Recent<Place, (ObjectKind, ObjectBytes)>>,
    work_left: RefCell<u64>,
}

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// In the pack of this number, at this byte.
    Packed(usize, u64),
    /// In a file of its own.
    Loose(ObjectId),
}

struct Pack {
    index: PackIndex,
    file: PackFile,
}

impl<'r> Objects<'r> {
    /// The objects of `repository`, none of which is read yet.
    pub(super) fn new(repository: &'r Repository) -> Self {
        let mut names = repository.object_names("pack");
        names.sort();
        let stems = names.iter().filter_map(|name| name.strip_suffix(".idx"));
        let (mut indexes_left, blocks) = (LONGEST_INDEXES, Rc::default());
        let packs = stems.take(MOST_PACKS).enumerate().filter_map(|(number, stem)| {
            let file = repository.open_object(&format!("pack/{stem}.pack"))?;
            let index = PackIndex::read(repository.open_object(&format!("pack/{stem}.idx"))?, indexes_left)?;
            indexes_left -= index.size();
            Some(Pack { index, file: PackFile::new(number, file, &blocks) })
        });
        Self {
            repository,
            packs: packs.collect(),
            inflater: RefCell::default(),
            recent: RefCell::new(Recent::new(KEPT)),
            work_left: RefCell::new(MOST_WORK),
        }
    }

    /// The commit `id`.
    pub(super) fn commit(&self, id: ObjectId) -> Option<Commit> {
        Commit::parse(&self.read(id, ObjectKind::Commit, LONGEST)?)
    }

    /// The bytes of the tree `id`.
    pub(super) fn tree(&self, id: ObjectId) -> Option<ObjectBytes> {
        self.read(id, ObjectKind::Tree, LONGEST)
    }

    /// The bytes of the file `id`, of at most `limit`.
    pub(super) fn blob(&self, id: ObjectId, limit: usize) -> Option<ObjectBytes> {
        self.read(id, ObjectKind::Blob, limit)
    }

    /// The bytes of the tag `id`.
    pub(super) fn tag(&self, id: ObjectId) -> Option<ObjectBytes> {
        self.read(id, ObjectKind::Tag, LONGEST)
    }

    /// Whether there is an object `id`, whatever it is.
    pub(super) fn has(&self, id: ObjectId) -> bool {
        let is_packed = self.packs.iter().any(|pack| pack.index.place(id).is_some());
        is_packed || self.repository.open_object(&loose_path(id)).is_some()
    }

    /// The ids that start with the hexadecimal digits `start`, two of them at least.
    pub(super) fn starting_with(&self, start: &str) -> Vec<ObjectId> {
        let mut found = Vec::new();
        for pack in &self.packs {
            pack.index.add_starting_with(start, &mut found);
        }
        if let Some((folder, rest)) = start.split_at_checked(2) {
            let names = self.repository.object_names(folder);
            let names = names.iter().filter(|name| name.starts_with(rest));
            found.extend(names.filter_map(|name| ObjectId::from_hex(&format!("{folder}{name}"))));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The object `id`, where it is of that `kind` and has at most `limit` bytes.
    fn read(&self, id: ObjectId, kind: ObjectKind, limit: usize) -> Option<ObjectBytes> {
        self.spend(PER_OBJECT)?;
        let packed = self.packs.iter().enumerate().find_map(|(at, pack)| Some((at, pack.index.place(id)?)));
        let (is, content) = match packed {
            Some((pack, place)) => self.packed(pack, place, limit)?,
            None => (kind, self.loose(id, kind, limit)?),
        };
        // To look at it takes time as well, whether it was kept or not.
        self.spend(content.len() as u64)?;
        (is == kind).then_some(content)
    }

    /// Notes down that an entry of a tree was looked up that stands at `path`; none when that is too much.
    pub(super) fn look_up(&self, path: &str) -> Option<()> {
        self.spend(PER_ENTRY + path.len() as u64)
    }

    /// Whether nothing more is read, since the whole reading has cost too much.
    pub(super) fn is_spent(&self) -> bool {
        *self.work_left.borrow() == 0
    }

    /// The cost of the reading until now.
    #[cfg(test)]
    pub(super) fn work(&self) -> u64 {
        MOST_WORK - *self.work_left.borrow()
    }

    /// Notes down that `work` was done; none when that is too much.
    fn spend(&self, work: u64) -> Option<()> {
        let mut left = self.work_left.borrow_mut();
        *left = left.saturating_sub(work);
        (*left > 0).then_some(())
    }

    fn loose(&self, id: ObjectId, kind: ObjectKind, limit: usize) -> Option<ObjectBytes> {
        let place = Place::Loose(id);
        if let Some((is, content)) = self.recent.borrow_mut().get(&place) {
            return (is == kind && content.len() <= limit).then_some(content);
        }
        self.spend(PER_FILE)?;
        let file = self.repository.open_object(&loose_path(id))?;
        let mut bytes = Vec::new();
        // Its head is a word, a space, at most 20 digits and a NUL.
        let longest = limit as u64 + 32;
        ZlibDecoder::new(file).take(longest).read_to_end(&mut bytes).ok()?;
        self.spend(bytes.len() as u64 * UNPACKED)?;
        let head = bytes.iter().position(|byte| *byte == 0)?;
        let length =
            std::str::from_utf8(&bytes[..head]).ok()?.strip_prefix(kind.word())?.strip_prefix(' ')?;
        let content = &bytes[head + 1..];
        if content.len() > limit || length.parse() != Ok(content.len()) {
            return None;
        }
        let content = Rc::new(content.to_vec());
        self.keep(place, kind, &content);
        Some(content)
    }

    /// The object at `place` in a pack, put together from its first base on.
    fn packed(&self, pack: usize, place: u64, limit: usize) -> Option<(ObjectKind, ObjectBytes)> {
        let file = &self.packs[pack].file;
        let mut differences = Vec::new();
        let mut at = place;
        let (kind, mut content) = loop {
            if let Some(kept) = self.recent.borrow_mut().get(&Place::Packed(pack, at)) {
                break kept;
            }
            let head = file.head(at)?;
            if head.length > limit || differences.len() > LONGEST_CHAIN {
                return None;
            }
            let base = match head.stored {
                Stored::Whole(kind) => {
                    let content = Rc::new(self.inflate(file, head.data, head.length)?);
                    self.keep(Place::Packed(pack, at), kind, &content);
                    break (kind, content);
                }
                Stored::FromPlace(base) => base,
                Stored::FromObject(base) => self.packs[pack].index.place(base)?,
            };
            differences.push((at, head));
            at = base;
        };
        if content.len() > limit {
            return None;
        }
        for (at, head) in differences.into_iter().rev() {
            let delta = self.inflate(file, head.data, head.length)?;
            content = Rc::new(apply_delta(&content, &delta, limit)?);
            self.spend(content.len() as u64)?;
            self.keep(Place::Packed(pack, at), kind, &content);
        }
        Some((kind, content))
    }

    fn inflate(&self, file: &PackFile, place: u64, length: usize) -> Option<Vec<u8>> {
        self.spend(PER_OBJECT + length as u64 * UNPACKED)?;
        file.inflate(&mut self.inflater.borrow_mut(), place, length)
    }

    fn keep(&self, place: Place, kind: ObjectKind, content: &ObjectBytes) {
        if content.len() <= LONGEST_KEPT {
            let kept = (kind, Rc::clone(content));
            self.recent.borrow_mut().keep(place, kept, content.len() + PER_KEPT);
        }
    }
}

/// Where an object stands that has a file of its own.
fn loose_path(id: ObjectId) -> String {
    let hex = id.to_string();
    format!("{}/{}", &hex[..2], &hex[2..])
}
