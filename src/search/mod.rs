//! Purpose: let readers find pages by their words, with nothing but static files.
//! Input: the pages of a site. Output: the index and the script that searches it.
//! Invariant: the files are classic scripts without a request of their own, so that they also work from a
//! folder; the same site gives the same bytes. `docs/search.md` has the format and the measurements.

mod entries;
mod index;
mod plain;
mod stems;
mod words;

use ahash::HashMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::config::Language;
use crate::plan::{OutFile, OutPath, Pages, Route};
use entries::Entry;
use index::{PageTerms, Terms};
use stems::Stems;

/// Where the files stand in the output.
const FOLDER: &str = "static/search";
/// About how many bytes of text go into one file: a page of results needs a few of these files.
const CHUNK: usize = 24_000;

const ENGINE: &str = include_str!("script/find.js");
const LICENCE: &str = include_str!("script/snowball/LICENSE");
const SNOWBALL: &str = include_str!("script/snowball/base.js");

/// Reads pages for the index; pages may be read side by side.
pub struct Reader {
    stems: Stems,
}

/// A page, read for the index.
pub struct Read {
    entry: Entry,
    terms: PageTerms,
}

impl Reader {
    /// For pages in `language`.
    pub fn new(language: Language) -> Self {
        Self { stems: Stems::new(language) }
    }

    /// The page `route`; none when there is nothing to find.
    pub fn read(&self, pages: &Pages<'_>, route: Route) -> Option<Read> {
        let entry = entries::entry(pages, route)?;
        let terms = PageTerms::new(&entry, &self.stems);
        Some(Read { entry, terms })
    }
}

/// Whether a file of the search may stand at `path`, on a site of any size.
pub fn makes(path: &str) -> bool {
    let name = path.strip_prefix(FOLDER).and_then(|name| name.strip_prefix('/'));
    let is_text = |name: &str| {
        let number = name.strip_prefix("text-").and_then(|name| name.strip_suffix(".js"));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    name.is_some_and(|name| matches!(name, "find.js" | "index.js") || is_text(name))
}

/// The files of the search over `pages`, which stand in the order in which equally good results are shown.
pub fn files(language: Language, pages: &[Read]) -> Vec<OutFile> {
    let (firsts, texts) = chunks(pages);
    let data = Data::new(language, pages, firsts);
    let files = [("find.js".to_owned(), script(language)), ("index.js".to_owned(), call("index", &data))];
    let texts = texts.par_iter().enumerate();
    let texts: Vec<_> = texts
        .map(|(number, texts)| (format!("text-{number}.js"), call(&format!("text[{number}]"), texts)))
        .collect();
    let files = files.into_iter().chain(texts);
    files.filter_map(|(name, text)| Some(OutFile::bytes(path(&name)?, text))).collect()
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
fn call(name: &str, value: &impl Serialize) -> String {
    // A string, a number or a list of them always has a form in JSON.
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("leerlijnSearch.{name} = {json};\n")
}

/// The pages' texts in files of about the same size, and the first page of each.
fn chunks(pages: &[Read]) -> (Vec<usize>, Vec<Vec<&str>>) {
    let (mut firsts, mut texts) = (Vec::new(), Vec::<Vec<&str>>::new());
    let mut size = CHUNK;
    for (number, page) in pages.iter().enumerate() {
        let length: usize = page.entry.passages.iter().map(|passage| passage.text.len()).sum();
        if size >= CHUNK && length > 0 || firsts.is_empty() {
            firsts.push(number);
            texts.push(Vec::new());
            size = 0;
        }
        size += length;
        if let Some(last) = texts.last_mut() {
            last.extend(page.entry.passages.iter().map(|passage| passage.text.as_str()));
        }
    }
    (firsts, texts)
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
    fn new(language: Language, pages: &[Read], chunks: Vec<usize>) -> Self {
        let numbers: HashMap<Route, usize> =
            pages.iter().enumerate().map(|(number, page)| (page.entry.route, number)).collect();
        let mut kinds: Vec<&'static str> = pages.iter().map(|page| page.entry.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let kind = |page: &Read| kinds.binary_search(&page.entry.kind).unwrap_or_default();
        let up = |(number, page): (usize, &Read)| {
            let parent = page.entry.parent.and_then(|route| numbers.get(&route));
            parent.map_or(0, |parent| number as isize - *parent as isize)
        };
        let lines = |line: fn(&Entry) -> &str| -> String {
            pages.iter().map(|page| line(&page.entry)).collect::<Vec<_>>().join("\n")
        };
        let headed = || pages.iter().flat_map(|page| &page.entry.passages[1..]);
        let headings: Vec<&str> = headed().map(|passage| passage.heading.as_str()).collect();
        let anchors: Vec<&str> = headed().map(index::own_anchor).collect();
        let mut data = Self {
            language: language.tag(),
            kind: pages.iter().map(kind).collect(),
            up: pages.iter().enumerate().map(up).collect(),
            codes: lines(|entry| &entry.code),
            titles: lines(|entry| &entry.title),
            paths: lines(|entry| &entry.path),
            passages: pages.iter().map(|page| page.entry.passages.len()).collect(),
            headings: headings.join("\n"),
            anchors: anchors.join("\n"),
            kinds,
            chunks,
            terms: String::new(),
            postings: String::new(),
        };
        let mut terms = Terms::default();
        for page in pages {
            terms.add(page.entry.passages.len(), &page.terms);
        }
        (data.terms, data.postings) = terms.written();
        data
    }
}
