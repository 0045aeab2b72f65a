//! Tells which texts of a folder become modules, lessons and pages. Nothing in a folder says so, so it is read from how
//! the texts stand together:
//!
//! ```text
//! cursus/README.md           a page
//! cursus/M01 Onthaal/        a module: the folder holds texts
//!        les1.docx           its first lesson
//!        les2.docx           its second
//! cursus/jaar 2/             holds only folders, and is part of their addresses
//! cursus/jaar 2/M07/les.md   a folder with one text is a module that has no lessons, unless the text is just called "Les 1"
//! cursus/M03 Gebak/Week 1/   in a folder with a code and a title, folders without a code are parts of the module
//! cursus/stage.docx          a text that stands alone is a module as well
//! cursus/gebak.md            beside a folder of that name without a text of its own: the page of that
//! ```
//!
//! Lessons stand in the order of their files, or in the one that their front matter gives; where the names of the new
//! files would say another, they get numbers.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::course::folder::{Folder, FolderEntry, MOST_LESSONS, Text, is_index, join, with_numbers};
use crate::import::course::front_matter::{self, FrontValue};
use crate::import::course::order::{self, Order};
use crate::import::course::page::{stem, title_of_name};
use crate::import::course::places::Places;
use crate::import::course::standing::{self, ReorderedLessons};
use crate::import::course::text::is_course_text;
use crate::import::course::{CourseFile, PageRole};
use crate::import::file;
use crate::text::slug;

/// A text that is going to be a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlannedPage {
    /// The file that it is made of; none for the page of a module whose folder has no text of its own.
    pub(super) source: Option<String>,
    /// Its path in the site.
    pub(super) path: String,
    pub(super) role: PageRole,
    /// The code of the module, where the name of the folder or of the file has one.
    pub(super) code: Option<String>,
    /// Its title, where no text says one.
    pub(super) title: String,
}

/// The pages that the texts of a folder become.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) pages: Vec<PlannedPage>,
    /// The folders that became modules, with their new paths.
    pub(super) folders: Vec<(String, String)>,
    /// Texts that are none of the course, each with the reason.
    pub(super) passed_over: Vec<(String, Message)>,
    /// The modules whose lessons keep files that stand in another order.
    pub(super) reordered: Vec<ReorderedLessons>,
}

/// The pages that the texts among `files`, the folder `name`, become.
pub(super) fn modules(files: &[CourseFile], name: &str, standing: &BTreeSet<String>) -> Layout {
    let mut layout = Layout::default();
    let root = root_of(files);
    let root = root.as_str();
    let order = Order::find(files, root);
    let unread = say!(
        "it says the order of the texts by a program and not as data; see that they stand in their order"
    );
    layout.passed_over.extend(order.unread.iter().map(|path| (path.clone(), unread.clone())));
    let mut whole = Folder::default();
    for file in files.iter().filter(|file| is_course_text(&file.path)) {
        if let Some(why) = passed_over(&file.path, root) {
            layout.passed_over.push((file.path.clone(), why));
            continue;
        }
        let inside = file.path[root.len()..].trim_start_matches('/');
        let parts: Vec<&str> = inside.split('/').collect();
        let folders = &parts[..parts.len() - 1];
        let folder = folders.iter().fold(&mut whole, |folder, part| folder.folders.entry(part).or_default());
        // Where one file says the order of all, a text that it does not name stands behind them.
        let own = if order.is_empty() { weight(file) } else { None };
        let weight = order.of_text(&file.path).or(own);
        folder.texts.push(Text { path: &file.path, weight, title: order.title(&file.path) });
    }
    whole.order_folders(root, &order);
    whole.give_pages();
    let mut maker = Maker { layout, taken: Places::default(), standing };
    maker.top(&whole, root, name);
    maker.layout
}

/// The folder in which the texts stand, by the files that a generator needs.
fn root_of(files: &[CourseFile]) -> String {
    let has = |name: &str| files.iter().any(|file| file.path == name);
    let has_folder =
        |name: &str| files.iter().any(|file| file.path.starts_with(name) && is_course_text(&file.path));
    let is_mkdocs = has("mkdocs.yml") || has("mkdocs.yaml");
    let is_hugo = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml"]
        .iter()
        .any(|name| has(name))
        || has_folder("archetypes/");
    let docusaurus = files.iter().find(|file| order::is_docusaurus(&file.path));
    let own = docusaurus.and_then(order::docs_of_docusaurus);
    if let Some(own) = own.filter(|own| has_folder(&format!("{own}/"))) {
        return own;
    }
    let is_book = has("book.toml") || has("src/SUMMARY.md");
    let root = if (is_mkdocs || docusaurus.is_some()) && has_folder("docs/") {
        "docs"
    } else if is_book && has_folder("src/") {
        "src"
    } else if is_hugo && has_folder("content/") {
        "content"
    } else {
        ""
    };
    root.to_owned()
}

/// Why a text is none of the course.
fn passed_over(path: &str, root: &str) -> Option<Message> {
    const OF_PROGRAMS: [&str; 14] = [
        "_layouts",
        "_includes",
        "_sass",
        "_site",
        "_data",
        "layouts",
        "archetypes",
        "themes",
        "node_modules",
        "vendor",
        "templates",
        "__pycache__",
        "site-packages",
        "_templates",
    ];
    const OF_REPOSITORIES: [&str; 9] = [
        "license",
        "licence",
        "contributing",
        "code_of_conduct",
        "changelog",
        "security",
        "authors",
        "citation",
        "pull_request_template",
    ];
    if order::is_summary(path) {
        return Some(say!("it is the list of the other texts, which says their order"));
    }
    if !root.is_empty() && !path.starts_with(&format!("{root}/")) {
        return Some(say!("it stands outside of the folder with the texts"));
    }
    let mut folders = path.split('/').rev().skip(1);
    if folders.any(|folder| OF_PROGRAMS.contains(&folder)) {
        return Some(say!("it belongs to the program that made the site"));
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_ascii_lowercase();
    OF_REPOSITORIES.contains(&stem.as_str()).then(|| say!("it is about the repository"))
}

/// The place that the front matter of a text gives it among its neighbours.
fn weight(file: &CourseFile) -> Option<i64> {
    let bytes = file.bytes.as_deref().filter(|_| !file.path.ends_with(".docx"))?;
    let front = front_matter::parse(&file::decode(bytes).text);
    let names = ["weight", "nav_order", "sidebar_position", "order", "position"];
    names.iter().find_map(|name| {
        front.keys.iter().find(|(key, _)| key == name).and_then(|(_, value)| match value {
            FrontValue::Plain(number) => order::weight(number),
            _ => None,
        })
    })
}

struct Maker<'s> {
    layout: Layout,
    /// The texts that the site has already.
    standing: &'s BTreeSet<String>,
    /// The new paths, so that no two texts get the same one.
    taken: Places,
}

impl Maker<'_> {
    /// The texts right in the folder, and the folders in it.
    fn top(&mut self, folder: &Folder<'_>, path: &str, name: &str) {
        let mut entries: Vec<FolderEntry<'_, '_>> = folder.entries();
        entries.sort_by(FolderEntry::order);
        for text in folder.texts.iter().filter(|text| is_index(text.path)) {
            let to = format!("content/{}.md", slug(name));
            self.add(Some(text.path), &to, PageRole::Page, None, text.title.unwrap_or(name).to_owned());
        }
        for entry in entries {
            match entry {
                FolderEntry::Text(text) if is_index(text.path) => {}
                FolderEntry::Text(text) => {
                    let (code, title) = code_and_title(stem(text.path));
                    let title = text.title.map_or(title, str::to_owned);
                    let to = format!("content/modules/{}.md", folder.name_of(text));
                    self.add(Some(text.path), &to, PageRole::Module, code, title);
                }
                FolderEntry::Folder(name, folder) => {
                    self.folder(folder, &join(path, name), name, "content/modules")
                }
            }
        }
    }

    /// A folder below `parent`: a module, or what holds modules.
    fn folder(&mut self, folder: &Folder<'_>, path: &str, name: &str, parent: &str) {
        let new = format!("{parent}/{}", slug(name));
        let is_library = folder.is_library();
        if (folder.is_module() || is_named_module(name, folder)) && !is_library {
            self.module(folder, path, name, &new);
            return;
        }
        let own = folder.texts.iter().filter(|text| is_index(text.path)).chain(&folder.page);
        for text in own {
            let to = format!("{}/index.md", new.replacen("content/modules", "content", 1));
            self.add(Some(text.path), &to, PageRole::Page, None, title_of_name(name));
        }
        let mut entries = folder.entries();
        entries.sort_by(FolderEntry::order);
        for entry in entries {
            match entry {
                FolderEntry::Folder(name, inner) if is_library && inner.count() <= MOST_LESSONS => {
                    self.module(inner, &join(path, name), name, &format!("{new}/{}", slug(name)));
                }
                FolderEntry::Folder(name, inner) => self.folder(inner, &join(path, name), name, &new),
                FolderEntry::Text(text) if is_index(text.path) => {}
                FolderEntry::Text(text) => {
                    let name = stem(text.path);
                    let own = folder.name_of(text);
                    let to = format!("{}/{own}.md", new.replacen("content/modules", "content", 1));
                    let title = text.title.map_or_else(|| title_of_name(name), str::to_owned);
                    self.add(Some(text.path), &to, PageRole::Page, None, title);
                }
            }
        }
    }

    fn module(&mut self, folder: &Folder<'_>, path: &str, name: &str, new: &str) {
        let (code, title) = code_and_title(name);
        let (code, title) = match folder.title.map(code_and_title) {
            Some((named, title)) => (code.or(named), title),
            None => (code, title),
        };
        self.layout.folders.push((path.to_owned(), new.to_owned()));
        let index = folder.texts.iter().find(|text| is_index(text.path)).or(folder.page.as_ref());
        let only = folder.first().filter(|text| folder.count() == 1 && !is_only_numbered(text.path, name));
        let own = index.or(only).map(|text| text.path);
        self.add(own, &format!("{new}/index.md"), PageRole::Module, code, title);
        let mut lessons = Vec::new();
        folder.lessons("", own, &mut lessons);
        let numbered = with_numbers(&lessons);
        let bare: Vec<&str> = lessons.iter().map(|lesson| lesson.name.as_str()).collect();
        let names = standing::names(new, &bare, &numbered, self.standing);
        self.layout.reordered.extend(ReorderedLessons::find(new, &names, &numbered));
        for (lesson, name) in lessons.iter().zip(names) {
            let title = lesson.title.clone();
            self.add(Some(lesson.source), &format!("{new}/{name}.md"), PageRole::Lesson, None, title);
        }
    }

    fn add(&mut self, source: Option<&str>, path: &str, role: PageRole, code: Option<String>, title: String) {
        let path = self.taken.free(path);
        self.layout.pages.push(PlannedPage { source: source.map(str::to_owned), path, role, code, title });
    }
}

/// Whether the folder `name`, which holds only folders, is a module all the same: it has a code and a title, and none of the
/// folders in it has a code: `M01 Brood/Week 1/`.
fn is_named_module(name: &str, folder: &Folder<'_>) -> bool {
    let is_named = |name: &str| matches!(code_and_title(name), (Some(code), title) if title != code);
    is_named(name) && folder.folders.keys().all(|inner| code_and_title(inner).0.is_none())
}

/// Whether the name of a text is no more than a word and a number, as `Les 1`, while its folder has a title: that is the module's.
fn is_only_numbered(path: &str, folder: &str) -> bool {
    let own = stem(path);
    let word = own.trim_start_matches(char::is_alphabetic);
    let number = word.trim_start_matches([' ', '-', '_', '.']);
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let (code, title) = code_and_title(folder);
    is_number && word.len() < own.len() && slug(own) != slug(folder) && code.is_none_or(|code| code != title)
}

/// The code at the start of the name of a folder or a file, and its title: `M05 - Klachten` is the module "Klachten" with
/// the code M05.
pub(super) fn code_and_title(name: &str) -> (Option<String>, String) {
    if let Some((code, title)) = behind_document(name).map(code_and_title).filter(|(code, _)| code.is_some())
    {
        return (code, title);
    }
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let hyphen = usize::from(name[letters..].starts_with('-'));
    let digits = name[letters + hyphen..].bytes().take_while(u8::is_ascii_digit).count();
    let (code, rest) = name.split_at(letters + hyphen + digits);
    let is_code =
        (1..=6).contains(&letters) && (1..=4).contains(&digits) && may_be_code(&name[..letters], rest);
    if !is_code || rest.starts_with(char::is_alphanumeric) {
        return (None, title_of_name(name));
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':' | '.' | '_');
    let rest = rest.trim_start_matches(is_between);
    let title = if rest.is_empty() { code.to_owned() } else { title_of_name(rest) };
    (Some(code.to_uppercase()), title)
}

/// The rest of a name behind a word for the kind of document that it is: `M05 Verkoop` of `ECTS-fiche M05 Verkoop`.
fn behind_document(name: &str) -> Option<&str> {
    const DOCUMENTS: &[&str] = &[
        "ects-fiche",
        "ects",
        "fiche",
        "studiefiche",
        "modulefiche",
        "vakfiche",
        "studiewijzer",
        "cursus",
        "syllabus",
        "handleiding",
        "module",
        "modul",
        "course",
        "unit",
        "cours",
        "guide",
        "studiengang",
        "modulbeschreibung",
    ];
    let (word, rest) = name.split_once([' ', '_'])?;
    DOCUMENTS.contains(&word.to_lowercase().as_str()).then(|| rest.trim_start())
}

/// Whether the letters before a number may be those of a code: capitals, or before a title a few small ones that are no word for a
/// part of a course, as programs write the names of files.
fn may_be_code(letters: &str, rest: &str) -> bool {
    const WORDS: [&str; 12] = ["les", "l", "wk", "h", "hs", "ch", "dag", "t", "d", "nr", "no", "v"];
    let is_small = letters.bytes().all(|letter| letter.is_ascii_lowercase());
    letters.bytes().all(|letter| letter.is_ascii_uppercase())
        || (is_small && !rest.is_empty() && letters.len() <= 3 && !WORDS.contains(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(files: &[&str]) -> Vec<String> {
        let file = |path: &&str| CourseFile { path: (*path).to_owned(), bytes: Some(Vec::new()) };
        let files: Vec<CourseFile> = files.iter().map(file).collect();
        let shown = |page: PlannedPage| {
            let source = page.source.unwrap_or_else(|| "(made)".to_owned());
            format!("{:?} {} < {source}", page.role, page.path.trim_start_matches("content/"))
        };
        modules(&files, "Mijn cursus", &BTreeSet::new()).pages.into_iter().map(shown).collect()
    }

    #[test]
    fn a_word_for_a_document_stands_before_the_code() {
        let named = |name: &str| {
            let (code, title) = code_and_title(name);
            format!("{} {title}", code.unwrap_or_default())
        };
        assert_eq!(named("ECTS-fiche M05 Verkoop"), "M05 Verkoop");
        assert_eq!(named("Studiewijzer_M05 - Verkoop"), "M05 Verkoop");
        assert_eq!(named("Cursus brood"), " Cursus brood");
    }

    #[test]
    fn a_folder_with_a_code_and_a_title_is_one_module_whatever_folders_it_has() {
        let files = [
            "M03 Gebak/Theorie/les.docx",
            "M03 Gebak/Praktijk/les.docx",
            "S1/Brood/les.md",
            "S1/Koek/les.md",
        ];
        assert_eq!(
            pages(&files),
            [
                "Module modules/m03-gebak/index.md < (made)",
                "Lesson modules/m03-gebak/praktijk/les.md < M03 Gebak/Praktijk/les.docx",
                "Lesson modules/m03-gebak/theorie/les.md < M03 Gebak/Theorie/les.docx",
                "Module modules/s1/brood/index.md < S1/Brood/les.md",
                "Module modules/s1/koek/index.md < S1/Koek/les.md",
            ]
        );
    }

    #[test]
    fn a_text_that_is_only_numbered_gives_its_folder_no_name() {
        assert_eq!(
            pages(&["Oventechniek/Les 1.docx", "Gebak/gebak.docx", "M07/les.md"]),
            [
                "Module modules/gebak/index.md < Gebak/gebak.docx",
                "Module modules/m07/index.md < M07/les.md",
                "Module modules/oventechniek/index.md < (made)",
                "Lesson modules/oventechniek/les-1.md < Oventechniek/Les 1.docx",
            ]
        );
    }

    #[test]
    fn codes_may_be_written_small() {
        let code = |name: &str| code_and_title(name);
        assert_eq!(
            code("m02-deegbereiding-en-rijs"),
            (Some("M02".to_owned()), "Deegbereiding en rijs".to_owned())
        );
        assert_eq!(code("M05 - Klachten"), (Some("M05".to_owned()), "Klachten".to_owned()));
        assert_eq!(code("les1-inleiding").0, None);
        assert_eq!(code("week3").0, None);
        assert_eq!(code("mp3").0, None);
    }

    #[test]
    fn folders_with_texts_are_modules_and_what_is_in_them_lessons() {
        let files = [
            "README.md",
            "M01 Onthaal/les2.docx",
            "M01 Onthaal/les10.docx",
            "jaar 2/M07/les.md",
            "stage.docx",
            "M01 Onthaal/x.png",
        ];
        assert_eq!(
            pages(&files),
            [
                "Page mijn-cursus.md < README.md",
                "Module modules/jaar-2/m07/index.md < jaar 2/M07/les.md",
                "Module modules/m01-onthaal/index.md < (made)",
                "Lesson modules/m01-onthaal/les2.md < M01 Onthaal/les2.docx",
                "Lesson modules/m01-onthaal/les10.md < M01 Onthaal/les10.docx",
                "Module modules/stage.md < stage.docx",
            ]
        );
    }

    #[test]
    fn the_bundles_of_hugo_are_lessons() {
        let files = [
            "hugo.toml",
            "content/_index.md",
            "content/m1/_index.md",
            "content/m1/les1/index.md",
            "content/m1/les2/index.md",
            "README.md",
        ];
        assert_eq!(
            pages(&files),
            [
                "Page mijn-cursus.md < content/_index.md",
                "Module modules/m1/index.md < content/m1/_index.md",
                "Lesson modules/m1/les1.md < content/m1/les1/index.md",
                "Lesson modules/m1/les2.md < content/m1/les2/index.md",
            ]
        );
    }

    #[test]
    fn a_text_beside_a_folder_of_its_name_is_the_page_of_that() {
        let files = ["brood.md", "brood/les1.md", "brood/meel.md", "brood/meel/soorten.md"];
        assert_eq!(
            pages(&files),
            [
                "Module modules/brood/index.md < brood.md",
                "Lesson modules/brood/les1.md < brood/les1.md",
                "Lesson modules/brood/meel.md < brood/meel.md",
                "Lesson modules/brood/meel/soorten.md < brood/meel/soorten.md",
            ]
        );
        assert_eq!(
            pages(&["brood.md", "brood/index.md", "brood/les.md"]),
            [
                "Module modules/brood/index.md < brood/index.md",
                "Lesson modules/brood/les.md < brood/les.md",
                "Module modules/brood-2.md < brood.md",
            ]
        );
    }

    #[test]
    fn two_files_with_one_name_become_two_pages() {
        assert_eq!(
            pages(&["m/les 1.md", "m/les_1.docx"]),
            [
                "Module modules/m/index.md < (made)",
                "Lesson modules/m/les-1.md < m/les 1.md",
                "Lesson modules/m/les-1-2.md < m/les_1.docx",
            ]
        );
    }

    #[test]
    fn a_code_is_only_what_looks_like_one() {
        let found = |name: &str| code_and_title(name);
        assert_eq!(found("M05 - Klachten"), (Some("M05".to_owned()), "Klachten".to_owned()));
        assert_eq!(found("OPO-3 Stage"), (Some("OPO-3".to_owned()), "Stage".to_owned()));
        assert_eq!(found("M05"), (Some("M05".to_owned()), "M05".to_owned()));
        assert_eq!(found("M01-onthaal_en_zo"), (Some("M01".to_owned()), "Onthaal en zo".to_owned()));
        for name in ["Les 1", "Klachten", "2024 Stage", "Module 3 Onthaal", "M05b Extra"] {
            assert_eq!(found(name), (None, name.to_owned()));
        }
        assert_eq!(found("m1"), (None, "M1".to_owned()));
    }
}
