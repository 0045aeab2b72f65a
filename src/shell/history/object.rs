//! The objects of a repository, read: ids, commits and the entries of trees.
//!
//! Nothing here trusts the bytes: a commit without a tree is no commit, and a tree is read as far as its entries are
//! whole.

use std::fmt;

use crate::text::Date;

/// The SHA-1 of an object. Repositories with longer ids have none that could be read here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ObjectId(pub(super) [u8; Self::LENGTH]);

impl ObjectId {
    /// The bytes of an id.
    pub(super) const LENGTH: usize = 20;

    /// Reads 40 hexadecimal digits.
    pub(super) fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let mut id = [0; Self::LENGTH];
        if digits.len() != 2 * Self::LENGTH {
            return None;
        }
        for (byte, pair) in id.iter_mut().zip(digits.chunks(2)) {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
        }
        Some(Self(id))
    }

    /// Reads the bytes of an id at the start of `bytes`.
    pub(super) fn from_start(bytes: &[u8]) -> Option<Self> {
        Some(Self(*bytes.first_chunk()?))
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The kinds of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ObjectKind {
    Commit,
    Tree,
    Blob,
    Tag,
}

impl ObjectKind {
    /// The word with which a loose object of this kind begins.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Tree => "tree",
            Self::Blob => "blob",
            Self::Tag => "tag",
        }
    }
}

/// A commit, as far as dates need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Commit {
    /// The files that it holds.
    pub(super) tree: ObjectId,
    /// The commits that it was made from, in their order.
    pub(super) parents: Vec<ObjectId>,
    /// When it was made, in seconds since 1970.
    pub(super) seconds: i64,
    /// The day on which its committer made it, where that committer was; none for a year that no calendar of ours has.
    pub(super) day: Option<Date>,
}

impl Commit {
    /// Reads the head of a commit: lines of a word and a value, until an empty one.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut lines = bytes.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
        let tree = lines.next()?.strip_prefix(b"tree ").and_then(id_of)?;
        let (mut parents, mut time) = (Vec::new(), None);
        for line in lines {
            if let Some(parent) = line.strip_prefix(b"parent ") {
                parents.push(id_of(parent)?);
            } else if let Some(committer) = line.strip_prefix(b"committer ") {
                time = Some(Time::parse(committer));
                break;
            }
        }
        let Time { seconds, minutes_east } = time?.unwrap_or_default();
        let day = time?.and_then(|_| day(seconds.checked_add(minutes_east * 60)?));
        Some(Self { tree, parents, seconds, day })
    }
}

/// The object that a tag is about: its first line names it.
pub(super) fn tagged(bytes: &[u8]) -> Option<ObjectId> {
    id_of(bytes.split(|byte| *byte == b'\n').next()?.strip_prefix(b"object ")?)
}

fn id_of(hex: &[u8]) -> Option<ObjectId> {
    ObjectId::from_hex(std::str::from_utf8(hex).ok()?)
}

/// The time at the end of the line of a committer, `An <an@school.example> 1772449200 +0100`.
#[derive(Debug, Clone, Copy, Default)]
struct Time {
    seconds: i64,
    minutes_east: i64,
}

impl Time {
    fn parse(line: &[u8]) -> Option<Self> {
        let end_of_name = line.iter().rposition(|byte| *byte == b'>')?;
        let mut words = std::str::from_utf8(&line[end_of_name + 1..]).ok()?.split_ascii_whitespace();
        let seconds = words.next()?.parse().ok()?;
        let zone = words.next().and_then(|zone| zone.parse::<i64>().ok());
        let zone = zone.filter(|zone| (-9_999..=9_999).contains(zone)).unwrap_or(0);
        // `-0330` is three hours and a half.
        Some(Self { seconds, minutes_east: zone / 100 * 60 + zone % 100 })
    }
}

/// The day of the Gregorian calendar on which so many `seconds` have passed since 1970.
fn day(seconds: i64) -> Option<Date> {
    // Counted from 1 March of the year 0, so that a leap day ends a year (Howard Hinnant, "chrono-Compatible
    // Low-Level Date Algorithms").
    let days = seconds.div_euclid(86_400).checked_add(719_468)?;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let year = u16::try_from(year).ok().filter(|year| *year <= 9999)?;
    Some(Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
}

/// An entry of a tree: a file, a link, a folder or a submodule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TreeEntry<'t> {
    mode: &'t [u8],
    /// Its name; git allows any but a slash and a NUL.
    pub(super) name: &'t [u8],
    /// The object that it names.
    pub(super) id: ObjectId,
}

impl TreeEntry<'_> {
    /// Whether it is a folder, so that its object is a tree.
    pub(super) fn is_folder(&self) -> bool {
        self.mode == b"40000"
    }

    /// Whether it is an ordinary file, whatever its rights.
    pub(super) fn is_file(&self) -> bool {
        self.mode_number() & 0o170_000 == 0o100_000
    }

    /// Whether it is a link.
    pub(super) fn is_link(&self) -> bool {
        self.mode_number() & 0o170_000 == 0o120_000
    }

    /// Its name, where a file of a site can have it.
    pub(super) fn usable_name(&self) -> Option<&str> {
        let name = std::str::from_utf8(self.name).ok()?;
        let is_odd = |c: char| matches!(c, '/' | '\\') || c.is_control();
        (!matches!(name, "" | "." | "..") && !name.contains(is_odd)).then_some(name)
    }

    /// The mode as the number that it is written as; of one that is too long, the start.
    pub(super) fn mode_number(&self) -> u32 {
        self.mode.iter().take(8).fold(0, |number, digit| number * 8 + u32::from(digit & 7))
    }
}

/// The entries of a tree, one after the other, as far as they are whole.
#[derive(Debug, Clone)]
pub(super) struct TreeEntries<'t>(pub(super) &'t [u8]);

impl<'t> TreeEntries<'t> {
    /// The bytes of the next entry.
    pub(super) fn peek_bytes(&self) -> &'t [u8] {
        let name_end = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        &self.0[..(name_end + 1 + ObjectId::LENGTH).min(self.0.len())]
    }

    /// Goes past the entries with which both begin.
    pub(super) fn skip_equal(&mut self, other: &mut Self) {
        loop {
            let length = self.peek_bytes().len();
            if length == 0 || other.0.get(..length) != Some(&self.0[..length]) {
                return;
            }
            self.0 = &self.0[length..];
            other.0 = &other.0[length..];
        }
    }
}

impl<'t> Iterator for TreeEntries<'t> {
    type Item = TreeEntry<'t>;

    fn next(&mut self) -> Option<TreeEntry<'t>> {
        let bytes = self.peek_bytes();
        let (head, id) = bytes.split_at(bytes.len().checked_sub(ObjectId::LENGTH)?);
        let space = head.iter().position(|byte| *byte == b' ')?;
        let entry = TreeEntry {
            mode: &head[..space],
            name: head[space + 1..].strip_suffix(b"\0")?,
            id: ObjectId::from_start(id)?,
        };
        self.0 = &self.0[bytes.len()..];
        Some(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "00112233445566778899aabbccddeeff00112233";

    fn commit(committer: &str) -> Option<Commit> {
        Commit::parse(
            format!("tree {ID}\nparent {ID}\nauthor A <a> 1 +0000\n{committer}\n\nwoorden").as_bytes(),
        )
    }

    #[test]
    fn a_day_is_that_of_the_committer() {
        for (time, day) in [
            // Half an hour before midnight in Brussels is that day there, whatever it is elsewhere.
            ("1772404200 +0100", Some("2026-03-01")),
            ("1772404200 +0200", Some("2026-03-02")),
            ("1772404200 -0000", Some("2026-03-01")),
            ("951782399 +0000", Some("2000-02-28")),
            ("951782400 +0000", Some("2000-02-29")),
            ("951782400 -0330", Some("2000-02-28")),
            ("-1 +0000", Some("1969-12-31")),
            ("0", Some("1970-01-01")),
            ("253402300799 +0000", Some("9999-12-31")),
            ("253402300800 +0000", None),
            ("9223372036854775807 +9999", None),
            ("-9223372036854775808 -9999", None),
            ("gisteren", None),
            ("", None),
        ] {
            let commit = commit(&format!("committer A > B <a@b> {time}")).unwrap();
            assert_eq!(commit.day.map(|day| day.to_string()).as_deref(), day, "{time}");
        }
    }

    #[test]
    fn what_is_no_commit_is_none() {
        assert_eq!(commit("committer A <a> 1 +0000").unwrap().parents.len(), 1);
        assert_eq!(commit("gpgsig x"), None);
        assert_eq!(Commit::parse(b""), None);
        assert_eq!(Commit::parse(b"tree 12\n"), None);
        assert_eq!(ObjectId::from_hex(&ID[1..]), None);
        assert_eq!(ObjectId::from_hex(&ID.replace('a', "g")), None);
    }

    #[test]
    fn a_tree_is_read_as_far_as_it_is_whole() {
        let mut bytes = b"100644 a.md\0".to_vec();
        bytes.extend([1; 20]);
        bytes.extend(b"40000 m\0");
        bytes.extend([2; 20]);
        let whole: Vec<_> = TreeEntries(&bytes).collect();
        assert_eq!(whole.iter().map(|entry| entry.usable_name().unwrap()).collect::<Vec<_>>(), ["a.md", "m"]);
        assert!(whole[1].is_folder() && !whole[0].is_folder());
        for length in 0..bytes.len() {
            assert!(TreeEntries(&bytes[..length]).count() < 2);
        }
        assert_eq!(TreeEntries(b"no tree at all, but quite a long text\0").count(), 0);
    }
}
