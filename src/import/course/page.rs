//! Makes pages of a course text: finds its title, gives its headings their levels below that, cuts it into chapters
//! where that is asked, and leads its links and pictures to where they will stand.

use std::collections::HashMap;

use crate::diagnostics::{Message, say};
use crate::import::course::markdown;
use crate::import::course::places::{Destination, Places, leads_out, relative};
use crate::import::course::text::{
    Block, CourseText, LeftBehind, PictureFile, PictureSource, Run, RunContent, plain_words,
};
use crate::import::wording::quoted;
use crate::text::{Slugs, slug};

/// A page that is ready, but for its front matter.
#[derive(Debug)]
pub(super) struct MadePage {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) text: String,
}

/// The pages of one text.
#[derive(Debug, Default)]
pub(super) struct MadePages {
    /// The first is that of the text itself, the others are its chapters.
    pub(super) pages: Vec<MadePage>,
    /// The pictures that were in the text, with their paths.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    pub(super) left: Vec<LeftBehind>,
    pub(super) title_from: TitleSource,
}

/// Where the title of a page was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TitleSource {
    /// The text says it.
    Text,
    /// Its first heading.
    Heading,
    /// The name of its file.
    #[default]
    FileName,
}

/// Whether the chapters of a text become pages of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Chapters {
    /// They stay sections of one page.
    #[default]
    Together,
    /// Each becomes a page.
    Apart,
}

/// Makes the pages of `text`, which was the file `source` and becomes the page `path`.
pub(super) fn make(
    mut text: CourseText,
    source: &str,
    path: &str,
    chapters: Chapters,
    places: &mut Places,
) -> MadePages {
    let (title, title_from) = title(&mut text, source);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts = match chapters {
        Chapters::Together => vec![CoursePage { path: path.to_owned(), title, blocks: text.blocks }],
        Chapters::Apart => at_chapters(text.blocks, title, path),
    };
    parts.iter_mut().for_each(|part| level(&mut part.blocks));
    let headings = headings(&parts);
    let mut made = MadePages { title_from, ..MadePages::default() };
    let mut addresses = Addresses {
        source,
        page: String::new(),
        stem: format!("{folder}/{}", slug(stem(source))),
        heading: String::new(),
        anchors: &text.anchors,
        headings: &headings,
        pictures: &text.pictures,
        taken_out: vec![None; text.pictures.len()],
        places,
        left: text.left,
    };
    for mut part in parts {
        addresses.page.clone_from(&part.path);
        addresses.heading.clone_from(&part.title);
        addresses.blocks(&mut part.blocks);
        let mut notes = text.notes.clone();
        notes.iter_mut().for_each(|note| addresses.blocks(note));
        let markdown = markdown::write(&part.blocks, &notes);
        made.pages.push(MadePage { path: part.path, title: part.title, text: markdown });
    }
    let Addresses { taken_out, left, .. } = addresses;
    made.left = left;
    let files = text.pictures.into_iter().zip(taken_out);
    made.pictures = files.filter_map(|(picture, path)| Some((path?, picture.bytes))).collect();
    made
}

/// A page in the making.
#[derive(Debug)]
struct CoursePage {
    path: String,
    title: String,
    blocks: Vec<Block>,
}

/// The name of the file `source` without its ending.
pub(super) fn stem(source: &str) -> &str {
    let name = source.rsplit('/').next().unwrap_or(source);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The name of a file, without its ending, or of a folder as a title. A name without spaces is one for machines: `01-de_klant` is "De klant".
pub(super) fn title_of_name(name: &str) -> String {
    if name.contains(' ') {
        return crate::text::collapse_whitespace(&name.replace('_', " "));
    }
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', '.']);
    let is_number = rest.len() == name.len() || rest.is_empty() || !rest.starts_with(char::is_alphabetic);
    let words = if is_number { name } else { rest };
    let words = words.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// Takes the title out of `text`: its own, or its first heading where no other is as high, or its file's name.
fn title(text: &mut CourseText, source: &str) -> (String, TitleSource) {
    if let Some(title) = text.title.take().filter(|title| !title.is_empty()) {
        // Web pages often have their title once more as a heading.
        if matches!(text.blocks.first(), Some(Block::Heading { runs, .. }) if plain_words(runs) == title) {
            text.blocks.remove(0);
        }
        return (title, TitleSource::Text);
    }
    let highest = text.blocks.iter().filter_map(heading_level).min();
    let is_alone = text.blocks.iter().filter(|block| heading_level(block) == highest).count() == 1;
    if let Some(Block::Heading { level, runs }) = text.blocks.first()
        && Some(*level) == highest
        && is_alone
        && runs.iter().all(|run| matches!(run.content, RunContent::Words(_) | RunContent::Break))
    {
        let title = plain_words(runs);
        text.blocks.remove(0);
        return (title, TitleSource::Heading);
    }
    (title_of_name(stem(source)), TitleSource::FileName)
}

fn heading_level(block: &Block) -> Option<u8> {
    match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    }
}

/// Gives the headings that stand directly in `blocks` the levels 2, 3 and so on, without a gap.
fn level(blocks: &mut [Block]) {
    let mut known: Vec<u8> = blocks.iter().filter_map(heading_level).collect();
    known.sort_unstable();
    known.dedup();
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            let at = known.iter().position(|known| known == level).unwrap_or(0);
            *level = u8::try_from(at + 2).unwrap_or(6).min(6);
        }
    }
}

/// The text above the first of the highest headings as the page `path`, and a page for each of these in its folder.
fn at_chapters(blocks: Vec<Block>, title: String, path: &str) -> Vec<CoursePage> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let highest = blocks.iter().filter_map(heading_level).min();
    let chapters = blocks.iter().filter(|block| heading_level(block) == highest && highest.is_some()).count();
    let width = chapters.to_string().len().max(2);
    let mut parts = vec![CoursePage { path: path.to_owned(), title, blocks: Vec::new() }];
    for block in blocks {
        match block {
            Block::Heading { level, runs } if Some(level) == highest => {
                let title = plain_words(&runs);
                let path = format!("{folder}/{:0width$}-{}.md", parts.len(), slug(&title));
                parts.push(CoursePage { path, title, blocks: Vec::new() });
            }
            block => {
                if let Some(part) = parts.last_mut() {
                    part.blocks.push(block);
                }
            }
        }
    }
    parts
}

/// The page and the id of each heading, by its words; a title leads to its page.
fn headings(parts: &[CoursePage]) -> HashMap<String, (String, String)> {
    let mut found = HashMap::new();
    for part in parts {
        found.entry(part.title.clone()).or_insert_with(|| (part.path.clone(), String::new()));
        let mut slugs = Slugs::default();
        for block in &part.blocks {
            if let Block::Heading { runs, .. } = block {
                let words = plain_words(runs);
                let id = format!("#{}", slugs.unique(&words));
                found.entry(words).or_insert_with(|| (part.path.clone(), id));
            }
        }
    }
    found
}

/// Leads the addresses on one page to where they will stand.
struct Addresses<'a> {
    source: &'a str,
    page: String,
    /// How the names of pictures begin.
    stem: String,
    heading: String,
    anchors: &'a [(String, String)],
    headings: &'a HashMap<String, (String, String)>,
    pictures: &'a [PictureFile],
    /// The path of each picture that was taken out.
    taken_out: Vec<Option<String>>,
    places: &'a mut Places,
    left: Vec<LeftBehind>,
}

impl Addresses<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { runs, .. } => {
                    self.heading = plain_words(runs);
                    runs.iter_mut().for_each(|run| self.run(run));
                }
                Block::Paragraph(runs) => runs.iter_mut().for_each(|run| self.run(run)),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.blocks(item)),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::Grid(grid) => {
                    grid.rows.iter_mut().flatten().for_each(|cell| self.blocks(&mut cell.blocks));
                }
                Block::Code(_) | Block::Rule => {}
            }
        }
    }

    fn run(&mut self, run: &mut Run) {
        if let Some(address) = run.link.take() {
            run.link = self.link(address.trim(), run);
        }
        let content = match &run.content {
            RunContent::Picture { source: PictureSource::Inside(at), alternative } => {
                let source = PictureSource::Address(self.taken_out(*at));
                RunContent::Picture { source, alternative: alternative.clone() }
            }
            RunContent::Picture { source: PictureSource::Address(address), alternative } => {
                self.picture(address.clone(), alternative.clone())
            }
            RunContent::Words(_) | RunContent::Break | RunContent::Note(_) => return,
        };
        run.content = content;
    }

    /// The new address of a link; none where only its words come along.
    fn link(&mut self, address: &str, run: &Run) -> Option<String> {
        if let Some(name) = address.strip_prefix('#') {
            return self.within(name);
        }
        match self.places.resolve(self.source, &self.page, address) {
            Destination::AsItIs if may_stay(address) => {
                Some(address.to_owned()).filter(|address| !address.is_empty())
            }
            Destination::Moved(moved) => Some(moved).filter(|moved| !moved.is_empty()),
            Destination::AsItIs | Destination::Nowhere => {
                let words = plain_words(std::slice::from_ref(run));
                self.leave(say!(
                    "the link of \"{words}\" to `{address}`, which is not on the site",
                    words,
                    address
                ));
                None
            }
        }
    }

    /// The address of the place `name` in the document.
    fn within(&self, name: &str) -> Option<String> {
        let heading = self.anchors.iter().find(|(known, _)| known == name).map(|(_, heading)| heading)?;
        let (page, id) = self.headings.get(heading)?;
        let address =
            if *page == self.page { id.clone() } else { format!("{}{id}", relative(&self.page, page)) };
        Some(address).filter(|address| !address.is_empty())
    }

    /// The address of a picture that stands in the document, and gets a file of its own.
    fn taken_out(&mut self, at: usize) -> String {
        let number = self.taken_out.iter().flatten().count() + 1;
        let path = match &self.taken_out[at] {
            Some(path) => path.clone(),
            None => self.places.free(&format!("{}-{number}.{}", self.stem, self.pictures[at].ending)),
        };
        let address = relative(&self.page, &path);
        self.taken_out[at] = Some(path);
        address
    }

    fn picture(&mut self, address: String, alternative: String) -> RunContent {
        let address = match self.places.resolve(self.source, &self.page, &address) {
            Destination::Moved(moved) => moved,
            Destination::AsItIs if may_stay(&address) => address,
            Destination::AsItIs | Destination::Nowhere => {
                self.leave(say!("the picture `{address}`, which is not in the course", address));
                return RunContent::Words(alternative);
            }
        };
        RunContent::Picture { source: PictureSource::Address(address), alternative }
    }

    fn leave(&mut self, what: Message) {
        let place = say!("below {heading}", heading = quoted(&self.heading));
        self.left.push(LeftBehind { place, what });
    }
}

/// Whether an address that leads out of the course is one that pages may have.
pub(super) fn may_stay(address: &str) -> bool {
    const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];
    let lower = address.to_ascii_lowercase();
    !leads_out(address) || lower.starts_with("//") || SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
}
