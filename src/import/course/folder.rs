//! A folder of a course in memory: its texts, the folders in it, and the order in which all of them stand. `layout` tells which
//! of them become modules.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::import::course::order::Order;
use crate::import::course::page::{stem, title_of_name};
use crate::text::{natural, slug};

/// No module has more lessons.
pub(super) const MOST_LESSONS: usize = 60;

/// A folder with its texts.
#[derive(Debug, Default)]
pub(super) struct Folder<'f> {
    pub(super) texts: Vec<Text<'f>>,
    pub(super) folders: BTreeMap<&'f str, Folder<'f>>,
    /// The text beside it that has its name.
    pub(super) page: Option<Text<'f>>,
    /// The place that a file of its program gives it.
    pub(super) place: Option<i64>,
    /// The name that such a file gives it.
    pub(super) title: Option<&'f str>,
}

#[derive(Debug, Clone)]
pub(super) struct Text<'f> {
    pub(super) path: &'f str,
    /// The place that a file of its program or its front matter gives it.
    pub(super) weight: Option<i64>,
    /// The name that a file of its program gives it.
    pub(super) title: Option<&'f str>,
}

pub(super) fn is_index(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_ascii_lowercase();
    matches!(stem.as_str(), "index" | "_index" | "readme")
}

/// A text or a folder, in the order of a folder.
pub(super) enum FolderEntry<'a, 'f> {
    Text(&'a Text<'f>),
    Folder(&'f str, &'a Folder<'f>),
}

impl FolderEntry<'_, '_> {
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let key = |entry: &Self| match entry {
            FolderEntry::Text(text) => {
                (text.weight, text.path.rsplit('/').next().unwrap_or_default().to_lowercase())
            }
            FolderEntry::Folder(name, folder) => (folder.weight(), name.to_lowercase()),
        };
        let ((weight, name), (other_weight, other_name)) = (key(self), key(other));
        // A text without a weight stands behind those that have one.
        let weights = weight.unwrap_or(i64::MAX).cmp(&other_weight.unwrap_or(i64::MAX));
        weights.then_with(|| natural(&name, &other_name))
    }
}

/// A lesson in the making.
pub(super) struct PlannedLesson<'f> {
    pub(super) source: &'f str,
    /// Its name below the module, without ending.
    pub(super) name: String,
    pub(super) title: String,
}

impl<'f> Folder<'f> {
    pub(super) fn entries(&self) -> Vec<FolderEntry<'_, 'f>> {
        let texts = self.texts.iter().map(FolderEntry::Text);
        texts.chain(self.folders.iter().map(|(name, folder)| FolderEntry::Folder(name, folder))).collect()
    }

    /// Gives each folder without a text of its own the text beside it that has its name, as several programs write the
    /// page of a folder.
    pub(super) fn give_pages(&mut self) {
        for (name, folder) in &mut self.folders {
            let has_own = folder.texts.iter().any(|text| is_index(text.path));
            let named = self
                .texts
                .iter()
                .position(|text| !is_index(text.path) && slug(stem(text.path)) == slug(name));
            if let Some(at) = named.filter(|_| !has_own && folder.page.is_none()) {
                folder.page = Some(self.texts.remove(at));
            }
            folder.give_pages();
        }
    }

    /// The name of the page of a text in it; a folder of the same name has the address that this would have.
    pub(super) fn name_of(&self, text: &Text<'_>) -> String {
        let name = slug(stem(text.path));
        let is_of_folder = self.folders.keys().any(|folder| slug(folder) == name);
        if is_of_folder { format!("{name}-2") } else { name }
    }

    /// How many texts it holds.
    pub(super) fn count(&self) -> usize {
        usize::from(self.page.is_some())
            + self.texts.len()
            + self.folders.values().map(Folder::count).sum::<usize>()
    }

    pub(super) fn first(&self) -> Option<&Text<'f>> {
        self.page.as_ref().or(self.texts.first()).or_else(|| self.folders.values().find_map(Folder::first))
    }

    fn weight(&self) -> Option<i64> {
        let index = self.texts.iter().find(|text| is_index(text.path)).or(self.page.as_ref());
        let index = || index.and_then(|text| text.weight);
        self.place.or_else(index)
    }

    /// Gives the folders below `path` the places and the names that `order` has for them.
    pub(super) fn order_folders(&mut self, path: &str, order: &'f Order) {
        for (name, folder) in &mut self.folders {
            let path = join(path, name);
            folder.place = order.of_folder(&path);
            folder.title = order.title(&path);
            folder.order_folders(&path, order);
        }
    }

    /// Whether it holds texts, or nothing but an own text and folders that are each one text with its pictures.
    pub(super) fn is_module(&self) -> bool {
        let has_index = self.page.is_some() || self.texts.iter().any(|text| is_index(text.path));
        let has_texts = self.texts.iter().any(|text| !is_index(text.path));
        let is_bundle = |folder: &Folder<'_>| folder.count() <= 1;
        has_texts || (has_index && self.folders.values().all(is_bundle))
    }

    /// Whether it holds folders of many texts, with few of its own beside them: these folders are the modules. No module has
    /// that many lessons.
    pub(super) fn is_library(&self) -> bool {
        const SEVERAL: usize = 3;
        let shelves = self.folders.values().filter(|folder| folder.count() >= SEVERAL).count();
        self.count() > MOST_LESSONS && shelves >= SEVERAL && self.texts.len() * 4 <= self.count()
    }

    /// The lessons of the module of which `own` is the page, in their order.
    pub(super) fn lessons<'a>(&'a self, prefix: &str, own: Option<&str>, lessons: &mut Vec<PlannedLesson<'a>>)
    where
        'f: 'a,
    {
        if let Some(page) = self.page.as_ref().filter(|page| Some(page.path) != own) {
            let title = page.title.map_or_else(|| title_of_name(stem(page.path)), str::to_owned);
            let name = prefix.trim_end_matches('/').to_owned();
            lessons.push(PlannedLesson { source: page.path, name, title });
        }
        let mut entries = self.entries();
        entries.sort_by(FolderEntry::order);
        // The text of a folder comes before what else is in it.
        entries.sort_by_key(|entry| !matches!(entry, FolderEntry::Text(text) if is_index(text.path)));
        for entry in entries {
            match entry {
                FolderEntry::Text(text) if Some(text.path) == own => {}
                FolderEntry::Text(text) => {
                    let is_of_folder = is_index(text.path) && !prefix.is_empty();
                    let name = if is_of_folder {
                        prefix.trim_end_matches('/').to_owned()
                    } else {
                        format!("{prefix}{}", self.name_of(text))
                    };
                    let of_folder = || text.path.rsplit('/').nth(1).map(title_of_name);
                    let title = of_folder()
                        .filter(|_| is_of_folder)
                        .unwrap_or_else(|| title_of_name(stem(text.path)));
                    let title = text.title.map_or(title, str::to_owned);
                    lessons.push(PlannedLesson { source: text.path, name, title });
                }
                FolderEntry::Folder(name, folder) => {
                    folder.lessons(&format!("{prefix}{}/", slug(name)), own, lessons)
                }
            }
        }
    }
}

/// The names of `lessons`, with numbers where they would stand in another order without.
pub(super) fn with_numbers(lessons: &[PlannedLesson<'_>]) -> Vec<String> {
    let is_in_order = lessons.is_sorted_by(|a, b| {
        natural(&format!("{}.md", a.name), &format!("{}.md", b.name)) != Ordering::Greater
    });
    let width = lessons.len().to_string().len().max(2);
    let name = |(at, lesson): (usize, &PlannedLesson<'_>)| match is_in_order {
        true => lesson.name.clone(),
        // A number before the name alone would not order lessons in several folders.
        false => format!("{:0width$}-{}", at + 1, lesson.name.replace('/', "-")),
    };
    lessons.iter().enumerate().map(name).collect()
}

pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}
