//! The days of a site's files, and what is kept of them for the next time.
//!
//! A walk through 60,000 commits takes a second, so where it looked at many commits, what it found is written into
//! [`KEPT`] in the site's folder, which is no part of the site and is published with nothing. A later walk ends at the
//! commit that stands there. The file is believed when it is whole; whoever writes another one with a right checksum
//! can lie about days, as with the commits themselves.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::gap::HistoryGap;
use super::object::ObjectId;
use super::objects::Objects;
use super::repository::{Repository, open_file};
use super::walk::{Dates, Walked, read_dates};
use crate::shell::files::replace_own;
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::{Date, SourcePath};

/// The file in which days are kept, beside the settings. `leerlijn init` keeps such names out of a repository.
const KEPT: &str = ".dates.leerlijn-cache";
/// The first line of that file.
const HEADING: &str = "leerlijn: days of files, found by a build; may be removed";
/// The longest such file.
const LONGEST: u64 = 128 << 20;
/// So many commits are looked at in some 20 milliseconds: to find fewer again costs less than a file.
const WORTH_KEEPING: usize = 2_000;

/// Finds the days on which the files of a site were last changed, and remembers them.
#[derive(Debug)]
pub struct FileDates {
    root: PathBuf,
    last: Option<Dates>,
    gap: Option<HistoryGap>,
}

impl FileDates {
    /// For the site in folder `root`.
    pub fn of(root: &Path) -> Self {
        Self { root: root.to_owned(), last: None, gap: None }
    }

    /// The day of each file that is in the newest commit and whose history is known. A site without a repository
    /// has none; neither has a file whose last change lies behind the end of a shallow clone, or in commits that
    /// cannot be read.
    pub fn read(&mut self) -> Arc<BTreeMap<SourcePath, Date>> {
        Arc::new(self.find().unwrap_or_default())
    }

    /// Why files of the repository had no day when they were last read; none where all have theirs.
    pub fn gap(&self) -> Option<HistoryGap> {
        self.gap
    }

    fn find(&mut self) -> Option<BTreeMap<SourcePath, Date>> {
        self.gap = None;
        let repository = Repository::find(&self.root)?;
        let Some(head) = repository.head() else {
            self.gap = (!repository.is_new()).then_some(HistoryGap::Closed);
            return None;
        };
        let site = repository.site.join("/");
        let kept = self.root.join(KEPT);
        let earlier = self.last.take().or_else(|| parse(&read(&kept)?, &site));
        if let Some(earlier) = earlier.as_ref().filter(|earlier| earlier.head == head) {
            return Some(self.last.insert(earlier.clone()).days.clone());
        }
        let tops = [CONTENT_FOLDER, THEMES_FOLDER];
        let objects = Objects::new(&repository);
        let Walked { dates, is_whole, is_cut, commits, undated } =
            read_dates(&objects, head, &repository.site, &tops, earlier.as_ref());
        let days = dates.days.clone();
        if is_whole {
            if commits > WORTH_KEEPING {
                // A disk that refuses it only makes the next time slower.
                let _ = replace_own(&kept, written(&dates, &site).as_bytes());
            }
            self.last = Some(dates);
        } else if days.is_empty() && undated == 0 {
            self.gap = Some(HistoryGap::Closed);
        } else if is_cut {
            self.gap = Some(HistoryGap::Cut);
        } else if undated > 0 {
            let gap = if repository.is_shallow() { HistoryGap::Shallow } else { HistoryGap::Broken };
            self.gap = Some(gap(undated));
        }
        Some(days)
    }
}

fn read(path: &Path) -> Option<String> {
    let mut text = String::new();
    open_file(path)?.take(LONGEST + 1).read_to_string(&mut text).ok()?;
    Some(text)
}

/// `dates` as a text: a heading, the commit and the site's folder in the repository, a line for each file, and a
/// checksum of all that.
fn written(dates: &Dates, site: &str) -> String {
    let mut text = format!("{HEADING}\n{}\n{site}\n", dates.head);
    for (path, day) in &dates.days {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{day} {path}");
    }
    let sum = xxh3_64(text.as_bytes());
    let _ = writeln!(text, "{sum:016x}");
    text
}

/// Reads such a text; none when it is damaged, or is about another folder.
fn parse(text: &str, site: &str) -> Option<Dates> {
    let (body, sum) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let body_end = body.len() + 1;
    if format!("{:016x}", xxh3_64(&text.as_bytes()[..body_end])) != sum {
        return None;
    }
    let mut lines = body.split('\n');
    if lines.next()? != HEADING {
        return None;
    }
    let head = ObjectId::from_hex(lines.next()?)?;
    if lines.next()? != site {
        return None;
    }
    let day = |line: &str| {
        let (day, path) = line.split_once(' ')?;
        Some((SourcePath::new(path), day.parse().ok()?))
    };
    Some(Dates { head, days: lines.map(day).collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_nothing_else_is() {
        let day = |year| Date { year, month: 3, day: 1 };
        let files = [("content/é b.md", 2025), ("content/a.md", 2026)];
        let days = files.map(|(path, year)| (SourcePath::new(path), day(year)));
        let dates = Dates { head: ObjectId([7; 20]), days: days.into() };
        let text = written(&dates, "school/site");
        assert_eq!(parse(&text, "school/site"), Some(dates.clone()));
        assert_eq!(parse(&text, "school"), None);
        for at in text.char_indices().map(|(at, _)| at) {
            assert_eq!(parse(&text[..at], "school/site"), None);
            let mut damaged = text.clone().into_bytes();
            damaged[at] ^= 1;
            assert_eq!(String::from_utf8(damaged).ok().and_then(|text| parse(&text, "school/site")), None);
        }
        let empty = Dates { days: BTreeMap::new(), ..dates };
        assert_eq!(parse(&written(&empty, ""), ""), Some(empty));
    }
}
