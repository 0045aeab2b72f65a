//! Brings the texts of a course into a site: a Word document, a web page or markdown becomes a module, a lesson or a
//! page; a folder of them becomes modules with their lessons.
//!
//! ```text
//! .docx ─┐
//! .html ─┴→ CourseText ─→ title, levels, chapters ─→ markdown   ┐
//! .md ────→ front matter, addresses; the text stays as it is    ┴→ files of the site
//! ```
//!
//! Everything is worked out in memory from the bytes of the texts and the names of all files; nothing is read or
//! written here. A text that cannot be read is named and the others come along. The words of a document are in its
//! markdown or in the list of what did not come along.

mod anchors;
pub(in crate::import) mod flow;
mod folder;
mod front_matter;
mod generators;
pub(in crate::import) mod html;
mod inline;
mod layout;
mod markdown;
mod order;
mod page;
mod places;
mod rewrite;
mod runs;
mod standing;
pub mod text;
mod word;

use std::collections::{BTreeSet, HashMap, HashSet};

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::diagnostics::{Message, say};
use crate::import::file::detect::{FileKind, detect, document_of_another_kind};
use crate::import::file::{self, Refusal};
use crate::import::outline::plain_text::MOST_LINES;
use crate::syntax::{MARKDOWN, title_without_code};
use crate::text::{collapse_whitespace, slug};

use self::front_matter::OwnFront;
use self::layout::{Layout, PlannedPage, code_and_title};
use self::page::{stem, title_of_name};
use self::places::Places;
use self::rewrite::Rewrite;
use self::text::LeftBehind;

pub use self::markdown::write as write_markdown;
pub use self::order::is_order;
pub use self::page::{Chapters, TitleSource};
pub use self::runs::tidied;
pub use self::standing::ReorderedLessons;
pub use self::text::is_course_text;

/// A file of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseFile {
    /// Its path below the folder of the course, with forward slashes.
    pub path: String,
    /// Its bytes; none for a file that is no text, of which only the name matters here.
    pub bytes: Option<Vec<u8>>,
}

/// The kind of page that a text becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageRole {
    /// A module.
    Module,
    /// A lesson of a module.
    Lesson,
    /// A page beside the modules.
    Page,
}

/// The pages to make of the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrangement {
    /// One of the texts becomes one page.
    One {
        /// Which one.
        file: String,
        /// The kind of page that it becomes.
        role: PageRole,
        /// The folder in the site in which its page comes to stand.
        folder: String,
        /// Whether its chapters become lessons.
        chapters: Chapters,
    },
    /// All of them become modules with their lessons.
    Modules {
        /// The name of the folder that they stand in.
        name: String,
    },
}

/// Facts of the site into which a course is brought.
pub struct SiteFacts<'a> {
    /// The paths of its texts.
    pub texts: &'a BTreeSet<String>,
    /// The tag of its language.
    pub language: &'a str,
    /// Whether a mention of this name leads to something in it.
    pub is_known: &'a dyn Fn(&str) -> bool,
}

/// A course as the files of a site.
#[derive(Debug, Default)]
pub struct ImportedCourse {
    /// The pages, in the order of the course.
    pub pages: Vec<CoursePage>,
    /// All files that are to be written.
    pub files: Vec<SiteFile>,
    /// The parts that did not come along, each with the file in which it stands.
    pub left: Vec<(String, LeftBehind)>,
    /// Texts that could not be read.
    pub refused: Vec<(String, Refusal)>,
    /// Texts that are none of the course, with the reason.
    pub passed_over: Vec<(String, Message)>,
    /// Files to which no page leads, and which are no documents.
    pub unused: Vec<String>,
    /// How many keys of front matter became comments.
    pub comments: usize,
    /// The modules whose lessons keep files that stand in another order than the course.
    pub reordered: Vec<ReorderedLessons>,
}

/// A page that was made of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoursePage {
    /// The file that it was made of; empty for the page of a folder that had no text of its own.
    pub source: String,
    /// Its path in the site.
    pub path: String,
    /// Its kind.
    pub role: PageRole,
    /// Its title.
    pub title: String,
    /// Where the title was found.
    pub title_from: TitleSource,
    /// The name by which a programme names it, where it is a module.
    pub name: String,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path in the site.
    pub path: String,
    /// Its content.
    pub content: FileContent,
}

/// The content of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileContent {
    /// This text.
    Text(String),
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as this file of the course.
    CopyOf(String),
}

/// Brings `files` into a site as `arrangement` says.
pub fn import(files: &[CourseFile], arrangement: &Arrangement, site: &SiteFacts<'_>) -> ImportedCourse {
    let (layout, chapters) = match arrangement {
        Arrangement::One { file, role, folder, chapters } => (one(file, *role, folder), *chapters),
        Arrangement::Modules { name } => (layout::modules(files, name, site.texts), Chapters::Together),
    };
    let Layout { mut pages, folders, mut passed_over, reordered } = layout;
    // Links must not lead to a page that is not made.
    let by_path: HashMap<&str, &CourseFile> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    pages.retain(|page| {
        let source =
            page.source.as_deref().filter(|source| by_path.get(source).is_some_and(|file| is_draft(file)));
        passed_over.extend(
            source.map(|source| (source.to_owned(), say!("its front matter says that it is a draft"))),
        );
        source.is_none()
    });
    let places = pages.iter().filter_map(|page| Some((page.source.clone()?, page.path.clone())));
    let places: HashMap<String, String> = places.collect();
    let others = pages.iter().filter(|page| !page.path.ends_with("/index.md"));
    let with_lessons = others.filter_map(|page| Some(page.path.rsplit_once('/')?.0.to_owned())).collect();
    let mut importer = Importer {
        files: by_path,
        with_lessons,
        places: Places::new(files.iter().map(|file| file.path.as_str()), places, folders),
        site,
        chapters,
        course: ImportedCourse { passed_over, reordered, ..ImportedCourse::default() },
    };
    pages.iter().for_each(|page| importer.page(page));
    let Importer { places, mut course, .. } = importer;
    course.left.extend(anchors::settle(&mut course.files));
    let copies = places.into_copies();
    let is_unused = |file: &&CourseFile| {
        !is_course_text(&file.path) && !is_order(&file.path) && !copies.contains_key(&file.path)
    };
    if matches!(arrangement, Arrangement::Modules { .. }) {
        for file in files.iter().filter(is_unused) {
            match document_of_another_kind(&file.path) {
                Some(refusal) => course.refused.push((file.path.clone(), refusal)),
                None => course.unused.push(file.path.clone()),
            }
        }
    }
    let copies = copies.into_iter().map(|(from, path)| SiteFile { path, content: FileContent::CopyOf(from) });
    course.files.extend(copies);
    course
}

/// The layout of a course of one text.
fn one(file: &str, role: PageRole, folder: &str) -> Layout {
    let own = slug(stem(file));
    let (code, title) = match role {
        PageRole::Module => code_and_title(stem(file)),
        PageRole::Lesson | PageRole::Page => (None, title_of_name(stem(file))),
    };
    let (path, new) = match role {
        PageRole::Module => (format!("{folder}/{own}/index.md"), format!("{folder}/{own}")),
        PageRole::Lesson | PageRole::Page => (format!("{folder}/{own}.md"), folder.to_owned()),
    };
    let pages = vec![PlannedPage { source: Some(file.to_owned()), path, role, code, title }];
    Layout { pages, folders: vec![(String::new(), new)], ..Layout::default() }
}

struct Importer<'a> {
    files: HashMap<&'a str, &'a CourseFile>,
    /// The folders of the site in which a page comes to stand besides the one of the folder itself.
    with_lessons: HashSet<String>,
    places: Places,
    site: &'a SiteFacts<'a>,
    chapters: Chapters,
    course: ImportedCourse,
}

impl Importer<'_> {
    fn page(&mut self, page: &PlannedPage) {
        let Some(source) = &page.source else {
            let front = OwnFront::titled(&page.title);
            self.add(page, page.title.clone(), TitleSource::FileName, front, "");
            return;
        };
        let Some(bytes) = self.files.get(source.as_str()).and_then(|file| file.bytes.as_deref()) else {
            return;
        };
        let ending =
            source.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let text = match ending.as_str() {
            "docx" => match word::parse(bytes).map_err(|refusal| better(bytes, refusal)) {
                Ok(text) => text,
                Err(refusal) => return self.course.refused.push((source.clone(), refusal)),
            },
            "html" | "htm" => match html::parse(&file::decode(bytes).text) {
                Ok(text) => text,
                Err(refusal) => return self.course.refused.push((source.clone(), refusal)),
            },
            _ => {
                let text = file::decode(bytes).text;
                if text.lines().nth(MOST_LINES).is_some() {
                    return self.course.refused.push((source.clone(), Refusal::too_many_lines()));
                }
                if text.trim().is_empty() && !self.is_of_lessons(page) {
                    return self.course.refused.push((source.clone(), without_text()));
                }
                return self.markdown(page, source, &text);
            }
        };
        let made = page::make(text, source, &page.path, self.chapters, &mut self.places);
        // Where something was left behind, the document had more than its text.
        let has_text = !made.left.is_empty() || made.pages.iter().any(|made| !made.text.trim().is_empty());
        let has_title = made.title_from != TitleSource::FileName;
        if !has_text && !has_title && !self.is_of_lessons(page) {
            return self.course.refused.push((source.clone(), without_text()));
        }
        self.course.left.extend(made.left.into_iter().map(|left| (source.clone(), left)));
        let pictures = made.pictures.into_iter();
        self.course
            .files
            .extend(pictures.map(|(path, bytes)| SiteFile { path, content: FileContent::Bytes(bytes) }));
        for (at, made_page) in made.pages.into_iter().enumerate() {
            let is_whole = at == 0;
            let role = if is_whole { page.role } else { PageRole::Lesson };
            let title =
                if is_whole { self.title(page, made_page.title, made.title_from) } else { made_page.title };
            let title_from = if is_whole { made.title_from } else { TitleSource::Heading };
            let front = OwnFront::titled(&title);
            let planned = PlannedPage { path: made_page.path, role, ..page.clone() };
            self.add(&planned, title, title_from, front, &made_page.text);
        }
    }

    /// Whether a page is that of a folder with others in it, which stays where nothing is written on it.
    fn is_of_lessons(&self, page: &PlannedPage) -> bool {
        page.path.strip_suffix("/index.md").is_some_and(|folder| self.with_lessons.contains(folder))
    }

    /// The title of a page, without the code of its module.
    fn title(&self, page: &PlannedPage, found: String, from: TitleSource) -> String {
        let without_code = || title_without_code(&found, page.code.as_deref()?);
        match from {
            TitleSource::FileName => page.title.clone(),
            TitleSource::Text | TitleSource::Heading => without_code().unwrap_or(&found).to_owned(),
        }
    }

    /// A text that is markdown already.
    fn markdown(&mut self, page: &PlannedPage, source: &str, text: &str) {
        let text = text.replace("\r\n", "\n");
        let foreign = front_matter::parse(&text);
        let body = text[foreign.body_start..].trim_start_matches('\n');
        let first_line = 1 + text[..text.len() - body.len()].matches('\n').count();
        let mut front = OwnFront::of(&foreign, page.role, self.site.language);
        let (heading, headings) = (first_heading(body), top_headings(body));
        let (title, title_from) = match (&front.title, heading) {
            (Some(title), _) => (title.clone(), TitleSource::Text),
            (None, Some(heading)) => (heading, TitleSource::Heading),
            (None, None) if headings.len() == 1 => (headings[0].clone(), TitleSource::Heading),
            (None, None) => (page.title.clone(), TitleSource::FileName),
        };
        let is_said = front.title.is_some() || first_heading(body).is_some();
        if !is_said {
            front.title = Some(title.clone());
        }
        self.course.comments += front.comments();
        let mut left = Vec::new();
        let mut rewrite = Rewrite {
            source,
            page: &page.path,
            places: &mut self.places,
            is_known: self.site.is_known,
            left: &mut left,
        };
        let body = rewrite.markdown(body, first_line);
        self.course.left.extend(left.into_iter().map(|left| (source.to_owned(), left)));
        self.add(page, title, title_from, front, &body);
    }

    fn add(
        &mut self,
        page: &PlannedPage,
        title: String,
        title_from: TitleSource,
        mut front: OwnFront,
        body: &str,
    ) {
        if page.role == PageRole::Module {
            front.code = front.code.take().or_else(|| page.code.clone());
        }
        let stem =
            page.path.strip_suffix("/index.md").or(page.path.strip_suffix(".md")).unwrap_or(&page.path);
        let name = front.code.clone().unwrap_or_else(|| stem.rsplit('/').next().unwrap_or(stem).to_owned());
        let front = front.text();
        let between = if front.is_empty() || body.is_empty() { "" } else { "\n" };
        let mut text = format!("{front}{between}{body}");
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let source = page.source.clone().unwrap_or_default();
        self.course.files.push(SiteFile { path: page.path.clone(), content: FileContent::Text(text) });
        self.course.pages.push(CoursePage {
            source,
            path: page.path.clone(),
            role: page.role,
            title,
            title_from,
            name,
        });
    }
}

/// The refusal of a text in which nothing is written: a page made of it would be a module that nobody has.
fn without_text() -> Refusal {
    Refusal::new(
        say!("this document has no text"),
        say!("check that the right file was given, and that it was saved"),
    )
}

/// The refusal of a file with the name of a Word document that is none, by its real kind.
fn better(bytes: &[u8], refusal: Refusal) -> Refusal {
    if bytes.is_empty() {
        // A copy that was broken off, or one that a cloud holds back.
        return Refusal::new(
            say!("the file is empty: it has not a single byte"),
            say!("copy it anew from where it came"),
        );
    }
    match detect(bytes) {
        Err(better) => better,
        Ok(FileKind::Docx) => refusal,
        Ok(other) => Refusal::new(
            say!("this is {kind} and not a Word document", kind = other.noun()),
            say!("give the file its right name"),
        ),
    }
}

/// Whether the front matter of a text says that it is not to be published yet.
fn is_draft(text: &CourseFile) -> bool {
    let Some(bytes) = text.bytes.as_deref().filter(|_| !text.path.to_ascii_lowercase().ends_with(".docx"))
    else {
        return false;
    };
    let front = front_matter::parse(&file::decode(bytes).text);
    let is = |key: &str, value: &str| {
        front.keys.iter().any(|(known, found)| known == key && found.line().as_deref() == Some(value))
    };
    is("draft", "true") || is("published", "false")
}

/// The words of a heading of level 1 at the start of `body`, which is then the title.
fn first_heading(body: &str) -> Option<String> {
    let line = body.lines().find(|line| !line.trim().is_empty())?;
    let words = line.strip_prefix("# ")?.trim().trim_end_matches('#').trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The words of all headings of level 1 in `body`.
fn top_headings(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for event in Parser::new_ext(body, MARKDOWN) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => open = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => found.extend(open.take()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(open) = &mut open {
                    open.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found.iter().map(|words| collapse_whitespace(words)).filter(|words| !words.is_empty()).collect()
}

/// The names of the modules of `course`, in its order.
pub fn module_names(course: &ImportedCourse) -> Vec<&str> {
    let mut known = BTreeSet::new();
    let modules = course.pages.iter().filter(|page| page.role == PageRole::Module);
    modules.map(|page| page.name.as_str()).filter(|name| known.insert(*name)).collect()
}
