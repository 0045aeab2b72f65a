//! Finds the day on which each file was last changed, from the newest commit back.
//!
//! The day of a file is that of `git log -1 --format=%cs -- FILE`: a file that a commit has like one of its parents
//! has the day that it has there (like the first of them where there are several); a file that is otherwise in all
//! parents was changed by that commit, and so has the day on which that was made, in the time zone of who made it. A
//! merge thus counts for what was decided in it alone, a file that was moved is new, and one whose rights were changed
//! was changed.
//!
//! So all files start at the newest commit and move on to parents in groups, until each was changed somewhere. Only
//! the folders that differ between a commit and its parent are read.
//!
//! Since the day of a file in a commit depends on that commit alone, it is the same whoever asks: where the walk comes
//! to the commit at which an earlier one began, what that found is taken.

use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};

use super::object::{Commit, ObjectId, TreeEntries, TreeEntry};
use super::objects::{ObjectBytes, Objects};
use crate::text::{Date, SourcePath};

/// The deepest folders that hold pages.
pub(super) const DEEPEST: usize = 64;
/// The most files and folders, and the longest paths of all of them together: a tree of a few bytes may hold itself.
pub(super) const MOST_FILES: usize = 300_000;
const LONGEST_PATHS: usize = 64 << 20;
/// For so many roots it is kept which folders of the site they have.
const ROOTS_KEPT: usize = 1000;

/// The days on which the files of a site were last changed, as the commit `head` has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) head: ObjectId,
    pub(super) days: BTreeMap<SourcePath, Date>,
}

/// The days that a walk through the history found, and how far it went.
pub(super) struct Walked {
    pub(super) dates: Dates,
    /// Whether nothing was missing on the way: the same walk can find no more.
    pub(super) is_whole: bool,
    /// Whether the newest commit has more files than were listed.
    pub(super) is_cut: bool,
    /// Visits to commits; one that two groups of files reach at different times counts twice.
    pub(super) commits: usize,
    /// How many files of the newest commit have no day.
    pub(super) undated: usize,
}

/// A file by its number.
type FileNumber = u32;
/// The object that a name has in a tree, and whether it is a folder.
type EntryValue = (ObjectId, EntryKind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryKind {
    Folder,
    /// A file, a link or a submodule; with its mode, for a file that becomes a link was changed.
    Other(u32),
}

/// The days of the files in the folders `tops` of the site, which stands in the folder `site` of the repository.
pub(super) fn read_dates(
    objects: &Objects<'_>,
    head: ObjectId,
    site: &[String],
    tops: &[&str],
    earlier: Option<&Dates>,
) -> Walked {
    let mut walk = Walk {
        objects,
        site,
        tops,
        files: Files::default(),
        roots: HashMap::new(),
        groups: HashMap::new(),
        queue: BinaryHeap::new(),
        found: HashMap::new(),
        seen: HashSet::new(),
        visits: 0,
        again: HashMap::new(),
    };
    let is_whole = walk.run(head, earlier).is_some();
    let days = walk
        .found
        .iter()
        .filter_map(|(file, day)| Some((SourcePath::new(&walk.files.paths[*file as usize]), (*day)?)));
    let days: BTreeMap<SourcePath, Date> = days.collect();
    let undated = walk.files.paths.len() - days.len();
    let is_cut = walk.files.is_cut;
    let is_whole = is_whole && walk.found.len() == walk.files.paths.len() && !is_cut;
    Walked { dates: Dates { head, days }, is_whole, is_cut, commits: walk.visits, undated }
}

struct Walk<'a> {
    objects: &'a Objects<'a>,
    site: &'a [String],
    tops: &'a [&'a str],
    files: Files,
    /// The entries of a commit's tree for the folders of the site.
    roots: HashMap<ObjectId, Vec<Option<EntryValue>>>,
    /// The files that have come to a commit and are yet to be looked for in it.
    groups: HashMap<ObjectId, Group>,
    /// The commits of the groups by their time.
    queue: BinaryHeap<(i64, ObjectId)>,
    /// The files whose commit was found, with its day.
    found: HashMap<FileNumber, Option<Date>>,
    /// The commits that were looked at.
    seen: HashSet<ObjectId>,
    /// Visits to commits; one that two groups of files reach at different times counts twice.
    visits: usize,
    /// Of commits that came again, the files with which they came again.
    again: HashMap<ObjectId, HashSet<FileNumber>>,
}

struct Group {
    commit: Commit,
    files: HashSet<FileNumber>,
}

/// The files of the newest commit.
#[derive(Default)]
struct Files {
    paths: Vec<String>,
    numbers: HashMap<String, FileNumber>,
    /// The folders that they stand in.
    folders: HashSet<String>,
    /// The bytes of all paths, those of folders too.
    length: usize,
    /// Whether there are more than are listed.
    is_cut: bool,
}

impl Walk<'_> {
    /// Moves all files back until each was changed; none when that could not be found out for all of them.
    fn run(&mut self, head: ObjectId, earlier: Option<&Dates>) -> Option<()> {
        let commit = self.objects.commit(head)?;
        let tops = self.tops_of(commit.tree)?;
        for (top, entry) in self.tops.iter().zip(tops) {
            if let Some((id, EntryKind::Folder)) = entry {
                self.list(id, top, 1);
            }
        }
        let all = (0..self.files.paths.len()).filter_map(|file| FileNumber::try_from(file).ok()).collect();
        self.add(head, commit, all);
        let mut is_whole = Some(());
        while let Some((_, id)) = self.queue.pop() {
            // Two groups may have come to it at different times.
            let Some(mut group) = self.groups.remove(&id) else { continue };
            if let Some(earlier) = earlier.filter(|earlier| earlier.head == id) {
                self.take_over(&group.files, earlier);
                continue;
            }
            self.visits += 1;
            self.leave_circles(id, &mut group.files);
            // A commit that cannot be read keeps the days of its files unknown, and those of no others.
            is_whole = self.pass_on(group).and(is_whole);
        }
        is_whole
    }

    fn take_over(&mut self, files: &HashSet<FileNumber>, earlier: &Dates) {
        for file in files {
            let path = SourcePath::new(&self.files.paths[*file as usize]);
            self.found.insert(*file, earlier.days.get(&path).copied());
        }
    }

    /// Takes those away from the files that have come to the commit `id` that were there before: it is its own parent, or
    /// that of a parent, as no program makes them. A file goes one way, but others may come to a commit later, by commits
    /// of wrong times; so the files are noted down from the second time on, and each passes a commit twice at most.
    fn leave_circles(&mut self, id: ObjectId, files: &mut HashSet<FileNumber>) {
        if !self.seen.insert(id) {
            let again = self.again.entry(id).or_default();
            files.retain(|file| again.insert(*file));
        }
    }

    /// Moves the files of a commit on to its parents; those that none of them has are found.
    fn pass_on(&mut self, group: Group) -> Option<()> {
        let Group { commit, mut files } = group;
        for parent_id in &commit.parents {
            let parent = match self.groups.get(parent_id) {
                Some(group) => group.commit.clone(),
                None => self.objects.commit(*parent_id)?,
            };
            let changed = self.changed(commit.tree, parent.tree)?;
            let changed: HashSet<_> = changed.into_iter().filter(|file| files.remove(file)).collect();
            self.add(*parent_id, parent, files);
            files = changed;
            if files.is_empty() {
                break;
            }
        }
        self.found.extend(files.into_iter().map(|file| (file, commit.day)));
        Some(())
    }

    fn add(&mut self, id: ObjectId, commit: Commit, files: HashSet<FileNumber>) {
        if files.is_empty() {
            return;
        }
        let seconds = commit.seconds;
        let group = self.groups.entry(id).or_insert_with(|| {
            self.queue.push((seconds, id));
            Group { commit, files: HashSet::new() }
        });
        let (mut few, many) = (files, &mut group.files);
        if few.len() > many.len() {
            std::mem::swap(&mut few, many);
        }
        many.extend(few);
    }

    /// The entry of a commit's tree for each of the folders of the site.
    fn tops_of(&mut self, root: ObjectId) -> Option<Vec<Option<EntryValue>>> {
        if let Some(tops) = self.roots.get(&root) {
            return Some(tops.clone());
        }
        let mut tree = Some(root);
        for folder in self.site {
            tree = match tree {
                Some(id) => entry_of(&self.objects.tree(id)?, folder).and_then(folder_id),
                None => None,
            };
        }
        let tops = match tree {
            Some(id) => {
                let tree = self.objects.tree(id)?;
                self.tops.iter().map(|top| entry_of(&tree, top)).collect()
            }
            None => vec![None; self.tops.len()],
        };
        if self.roots.len() >= ROOTS_KEPT {
            self.roots.clear();
        }
        self.roots.insert(root, Vec::clone(&tops));
        Some(tops)
    }

    /// Lists the files in a folder of the newest commit.
    fn list(&mut self, id: ObjectId, path: &str, depth: usize) {
        let Some(tree) = self.objects.tree(id) else {
            self.files.is_cut = true;
            return;
        };
        self.files.length += path.len();
        self.files.folders.insert(path.to_owned());
        for entry in TreeEntries(&tree) {
            let Some(name) = entry.usable_name() else { continue };
            if self.files.is_full() || depth > DEEPEST {
                self.files.is_cut = true;
                return;
            }
            let path = format!("{path}/{name}");
            if self.objects.look_up(&path).is_none() {
                self.files.is_cut = true;
                return;
            }
            if entry.is_folder() {
                self.list(entry.id, &path, depth + 1);
            } else {
                self.files.add(path);
            }
        }
    }

    /// The files that are otherwise in the second tree of a commit than in the first; also such as are not asked for.
    fn changed(&mut self, tree: ObjectId, parent: ObjectId) -> Option<Vec<FileNumber>> {
        let mut changed = Vec::new();
        if tree == parent {
            return Some(changed);
        }
        let (now, before) = (self.tops_of(tree)?, self.tops_of(parent)?);
        for ((top, now), before) in self.tops.iter().zip(now).zip(before) {
            if let Some(now) = now.filter(|now| Some(*now) != before) {
                self.compare(now, before, top, &mut changed)?;
            }
        }
        Some(changed)
    }

    /// Notes down the files at `path` that are otherwise `now` than `before`.
    fn compare(
        &self,
        now: EntryValue,
        before: Option<EntryValue>,
        path: &str,
        changed: &mut Vec<FileNumber>,
    ) -> Option<()> {
        let (id, EntryKind::Folder) = now else {
            changed.extend(self.files.numbers.get(path));
            return Some(());
        };
        // A folder without files of the newest commit concerns nobody; this also bounds how deep it goes.
        if !self.files.folders.contains(path) {
            return Some(());
        }
        let tree = self.objects.tree(id)?;
        let before = match before.and_then(folder_id) {
            Some(id) => self.objects.tree(id)?,
            None => ObjectBytes::default(),
        };
        let (mut tree, mut before) = (TreeEntries(&tree), TreeEntries(&before));
        loop {
            tree.skip_equal(&mut before);
            let Some(entry) = tree.next() else { return Some(()) };
            let earlier = take_named(&mut before, &entry);
            let now = entry_value(&entry);
            if earlier == Some(now) {
                continue;
            }
            if let Some(name) = entry.usable_name() {
                let path = format!("{path}/{name}");
                self.objects.look_up(&path)?;
                self.compare(now, earlier, &path, changed)?;
            }
        }
    }
}

impl Files {
    fn is_full(&self) -> bool {
        self.paths.len() + self.folders.len() >= MOST_FILES || self.length > LONGEST_PATHS
    }

    fn add(&mut self, path: String) {
        let Ok(number) = FileNumber::try_from(self.paths.len()) else { return };
        // A tree that was made to do harm may have a name twice.
        if self.numbers.contains_key(&path) {
            self.is_cut = true;
            return;
        }
        self.length += path.len();
        self.numbers.insert(path.clone(), number);
        self.paths.push(path);
    }
}

/// The entry of `entries` that has the name of `entry`; they go past those that stand before it. Git has the entries
/// of a tree in order, a folder as if its name ended with a slash.
fn take_named(entries: &mut TreeEntries<'_>, entry: &TreeEntry<'_>) -> Option<EntryValue> {
    loop {
        let next = entries.clone().next()?;
        if next.name == entry.name {
            entries.next();
            return Some(entry_value(&next));
        }
        if order_key(&next).gt(order_key(entry)) {
            return None;
        }
        entries.next();
    }
}

fn order_key<'e>(entry: &TreeEntry<'e>) -> impl Iterator<Item = u8> + use<'e> {
    entry.name.iter().copied().chain(entry.is_folder().then_some(b'/'))
}

fn entry_of(tree: &[u8], name: &str) -> Option<EntryValue> {
    TreeEntries(tree).find(|entry| entry.name == name.as_bytes()).map(|entry| entry_value(&entry))
}

fn entry_value(entry: &TreeEntry<'_>) -> EntryValue {
    (entry.id, if entry.is_folder() { EntryKind::Folder } else { EntryKind::Other(entry.mode_number()) })
}

fn folder_id((id, kind): EntryValue) -> Option<ObjectId> {
    (kind == EntryKind::Folder).then_some(id)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::path::Path;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use tempfile::TempDir;

    use super::*;
    use crate::shell::history::repository::Repository;

    fn id(number: usize) -> ObjectId {
        ObjectId([u8::try_from(number).unwrap(); 20])
    }

    /// Writes the object `number`, whatever the id of its text would be.
    fn put(git: &Path, number: usize, kind: &str, content: &[u8]) {
        let hex = id(number).to_string();
        let folder = git.join("objects").join(&hex[..2]);
        fs::create_dir_all(&folder).unwrap();
        let mut file = ZlibEncoder::new(Vec::new(), Compression::fast());
        write!(file, "{kind} {}\0", content.len()).unwrap();
        file.write_all(content).unwrap();
        fs::write(folder.join(&hex[2..]), file.finish().unwrap()).unwrap();
    }

    fn put_tree(git: &Path, number: usize, entries: &[(&str, String, usize)]) {
        let entry = |(mode, name, of): &(&str, String, usize)| {
            [format!("{mode} {name}\0").as_bytes(), &id(*of).0].concat()
        };
        put(git, number, "tree", &entries.iter().flat_map(entry).collect::<Vec<u8>>());
    }

    #[test]
    fn a_circle_of_commits_is_passed_a_few_times_however_many_files_there_are() {
        let root = TempDir::new().unwrap();
        let git = root.path().join(".git");
        fs::create_dir(&git).unwrap();
        let pages = (100..500).map(|page| ("100644", format!("{page}.md"), 1)).collect::<Vec<_>>();
        put_tree(&git, 2, &pages);
        put_tree(&git, 3, &[("40000", "content".to_owned(), 2)]);
        for length in [1, 2, 100] {
            for at in 0..length {
                let (own, parent) = (10 + at, id(10 + (at + 1) % length));
                let text =
                    format!("tree {}\nparent {parent}\ncommitter A <a@b> 1700000000 +0100\n\nx\n", id(3));
                put(&git, own, "commit", text.as_bytes());
            }
            let repository = Repository::find(root.path()).unwrap();
            let walked = read_dates(&Objects::new(&repository), id(10), &[], &["content"], None);
            assert_eq!((walked.undated, walked.is_whole, walked.dates.days.len()), (400, false, 0));
            assert!(walked.commits <= 3 * length, "{} for {length}", walked.commits);
        }
    }

    #[test]
    fn a_folder_that_stands_in_a_commit_a_million_times_is_unpacked_once() {
        let root = TempDir::new().unwrap();
        let git = root.path().join(".git");
        fs::create_dir(&git).unwrap();
        put_tree(&git, 20, &[("100644", "a.md".to_owned(), 1)]);
        for level in 21..32 {
            let folders = (0..30).map(|folder| ("40000", format!("d{folder:02}"), level - 1));
            put_tree(&git, level, &folders.collect::<Vec<_>>());
        }
        put_tree(&git, 32, &[("40000", "content".to_owned(), 31)]);
        let text = format!("tree {}\ncommitter A <a@b> 1700000000 +0100\n\nx\n", id(32));
        put(&git, 33, "commit", text.as_bytes());
        let repository = Repository::find(root.path()).unwrap();
        let objects = Objects::new(&repository);
        let walked = read_dates(&objects, id(33), &[], &["content"], None);
        assert!(walked.is_cut && !walked.is_whole);
        assert!(walked.dates.days.len() < MOST_FILES);
        // A file of the disk for each of them would cost 100 kB, a look at what is kept 8 kB and the path.
        assert!(objects.work() < MOST_FILES as u64 * (12 << 10), "{}", objects.work());
    }
}
