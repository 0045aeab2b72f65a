//! Lets readers find pages by their words, with nothing but static files.
//!
//! The files are classic scripts without a request of their own, so that they also work from a folder, and the same
//! site gives the same bytes. `docs/search.md` has the format and the measurements.

mod entries;
mod index;

use ahash::HashMap;

use serde::Serialize;

use crate::config::Language;
use crate::plan::{OutFile, OutPath, Pages, Route};
use crate::stems::Stems;
use entries::SearchEntry;
use index::{TermReader, Terms, TermsInPart};

/// Where the files stand in the output.
const FOLDER: &str = "static/search";
/// How many pages one job reads: enough that most words come again, and no more than a moment's work.
pub const PAGES_PER_JOB: usize = 32;
/// About how many bytes of text go into one file: a page of results needs a few of these files.
const CHUNK: usize = 24_000;

const ENGINE: &str = include_str!("script/find.js");
const LICENCE: &str = include_str!("script/snowball/LICENSE");
const SNOWBALL: &str = include_str!("script/snowball/base.js");

/// Reads pages for the index; pages may be read side by side.
pub struct IndexReader {
    stems: Stems,
}

/// Some pages in a row, read for the index.
pub struct IndexPart {
    /// Their entries; the texts of their passages are in `texts`.
    entries: Vec<SearchEntry>,
    terms: TermsInPart,
    /// The texts, as files of about the same size: the first page of each, by its number in the part, and what it
    /// hands over.
    texts: Vec<(usize, String)>,
}

impl IndexReader {
    /// For pages in `language`.
    pub fn new(language: Language) -> Self {
        Self { stems: Stems::new(language) }
    }

    /// The pages `routes`, but for those in which there is nothing to find.
    pub fn read(&self, pages: &Pages<'_>, routes: &[Route]) -> IndexPart {
        let mut reading = TermReader::new(&self.stems);
        let mut entries: Vec<SearchEntry> =
            routes.iter().filter_map(|route| entries::entry(pages, *route)).collect();
        entries.iter().for_each(|entry| reading.page(entry));
        let texts = texts(&entries);
        // A large site has more text than anything else, and it is written already.
        for passage in entries.iter_mut().flat_map(|entry| &mut entry.passages) {
            passage.text = String::new();
            passage.about = Vec::new();
        }
        IndexPart { entries, terms: reading.finish(), texts }
    }
}

/// Whether a file of the search may stand at `path`, on a site of any size.
pub fn generates(path: &str) -> bool {
    let name = path.strip_prefix(FOLDER).and_then(|name| name.strip_prefix('/'));
    let is_text = |name: &str| {
        let number = name.strip_prefix("text-").and_then(|name| name.strip_suffix(".js"));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    name.is_some_and(|name| matches!(name, "find.js" | "index.js" | "dialog.js") || is_text(name))
}

/// The files of the search over the pages of `parts`, which stand in the order in which equally good results are shown;
/// `dialog` is the markup of the theme's dialog.
pub fn files(language: Language, dialog: &str, parts: Vec<IndexPart>) -> Vec<OutFile> {
    let (mut entries, mut terms, mut texts) = (Vec::new(), Terms::default(), Vec::new());
    for part in parts {
        let first = entries.len();
        texts.extend(part.texts.into_iter().map(|(page, text)| (first + page, text)));
        entries.extend(part.entries);
        terms.add(part.terms);
    }
    // The first file of texts begins at page 0.
    if texts.first().is_none_or(|(page, _)| *page > 0) {
        texts.insert(0, (0, "[]".to_owned()));
    }
    let firsts = texts.iter().map(|(page, _)| *page).collect();
    let index = call("index", &json(&Data::new(language, &entries, terms, firsts)));
    let dialog = format!("var leerlijnDialog = {};\n", json(&dialog));
    let files = [("find.js", script(language)), ("index.js", index), ("dialog.js", dialog)];
    let files = files.map(|(name, text)| (name.to_owned(), text));
    let texts = texts.into_iter().enumerate();
    let texts = texts
        .map(|(number, (_, text))| (format!("text-{number}.js"), call(&format!("text[{number}]"), &text)));
    files
        .into_iter()
        .chain(texts)
        .filter_map(|(name, text)| Some(OutFile::bytes(path(&name)?, text)))
        .collect()
}

fn path(name: &str) -> Option<OutPath> {
    OutPath::new(&format!("{FOLDER}/{name}")).ok()
}

/// The script that searches: the language's stemmer and what uses it.
fn script(language: Language) -> String {
    let (class, stemmer) = match language {
        Language::Dutch => ("DutchStemmer", include_str!("script/snowball/nl.js")),
        Language::English => ("EnglishStemmer", include_str!("script/snowball/en.js")),
        Language::French => ("FrenchStemmer", include_str!("script/snowball/fr.js")),
        Language::German => ("GermanStemmer", include_str!("script/snowball/de.js")),
    };
    let licence = LICENCE.trim_end();
    format!(
        "/* The stemmer is Snowball's, https://snowballstem.org\n\n{licence}\n*/\n\
         var leerlijnStemmer = (() => {{ let BaseStemmer;\n{SNOWBALL}\n{stemmer}\nreturn new {class}(); }})();\n\
         {ENGINE}"
    )
}

/// A script that hands over `value`.
fn call(name: &str, value: &str) -> String {
    format!("leerlijnSearch.{name} = {value};\n")
}

fn json(value: &impl Serialize) -> String {
    // A string, a number or a list of them always has a form in JSON.
    serde_json::to_string(value).unwrap_or_default()
}

/// The texts of pages in lists of about the same size, and the first page of each. Pages without text in front of
/// the first that has one have no list.
fn texts(entries: &[SearchEntry]) -> Vec<(usize, String)> {
    let mut lists: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut size = CHUNK;
    for (number, entry) in entries.iter().enumerate() {
        let length: usize = entry.passages.iter().map(|passage| passage.text.len()).sum();
        if size >= CHUNK && length > 0 {
            lists.push((number, Vec::new()));
            size = 0;
        }
        size += length;
        if let Some((_, last)) = lists.last_mut() {
            last.extend(entry.passages.iter().map(|passage| passage.text.as_str()));
        }
    }
    lists.into_iter().map(|(first, texts)| (first, json(&texts))).collect()
}

/// The index as the script reads it. Lists of texts are one text with a line for each.
#[derive(Serialize)]
struct Data {
    language: &'static str,
    kinds: Vec<&'static str>,
    /// For each page the index of its kind.
    kind: Vec<usize>,
    /// For each page the page above it, counted back from the page itself; 0 for none.
    up: Vec<isize>,
    /// The pages in another language than the site.
    foreign: Vec<usize>,
    codes: String,
    titles: String,
    paths: String,
    /// For each page how many passages it has.
    passages: Vec<usize>,
    /// For each passage but the first of a page its heading and the heading's id, which is empty when
    /// it follows from the words.
    headings: String,
    anchors: String,
    /// For each file of texts its first page.
    chunks: Vec<usize>,
    terms: String,
    postings: String,
}

impl Data {
    fn new(language: Language, entries: &[SearchEntry], terms: Terms, chunks: Vec<usize>) -> Self {
        let numbers: HashMap<Route, usize> =
            entries.iter().enumerate().map(|(number, entry)| (entry.route, number)).collect();
        let mut kinds: Vec<&'static str> = entries.iter().map(|entry| entry.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let kind = |entry: &SearchEntry| kinds.binary_search(&entry.kind).unwrap_or_default();
        let up = |(number, entry): (usize, &SearchEntry)| {
            let parent = entry.parent.and_then(|route| numbers.get(&route));
            parent.map_or(0, |parent| number as isize - *parent as isize)
        };
        let lines = |line: fn(&SearchEntry) -> &str| -> String {
            entries.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        let headed = || entries.iter().flat_map(|entry| &entry.passages[1..]);
        let headings: Vec<&str> = headed().map(|passage| passage.heading.as_str()).collect();
        let anchors: Vec<&str> = headed().map(index::own_anchor).collect();
        let (terms, postings) = terms.written();
        Self {
            language: language.tag(),
            kind: entries.iter().map(kind).collect(),
            up: entries.iter().enumerate().map(up).collect(),
            foreign: entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| entry.is_foreign)
                .map(|(at, _)| at)
                .collect(),
            codes: lines(|entry| &entry.code),
            titles: lines(|entry| &entry.title),
            paths: lines(|entry| &entry.path),
            passages: entries.iter().map(|entry| entry.passages.len()).collect(),
            headings: headings.join("\n"),
            anchors: anchors.join("\n"),
            kinds,
            chunks,
            terms,
            postings,
        }
    }
}
