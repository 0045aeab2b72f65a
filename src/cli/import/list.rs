//! Tells whether a table is a list of outcomes, which becomes a profile, or a coverage matrix, which becomes claims. A
//! table without a single mark claims nothing; but it may be a matrix that nobody has filled in yet.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::import::detect::{FileKind, detect_as};
use crate::import::spreadsheet::{Sheet, Spreadsheet};
use crate::import::{ListOptions, ProfileDraft, matrix, profile_document};
use crate::model::Site;
use crate::pipeline::{Options, Pipeline, Snapshot};
use crate::shell;
use crate::text::{SourcePath, fold_sentence, slug};

use super::super::args::{Import, ImportFormat};
use super::super::failure::Failure;
use super::super::site;

/// The kind of file as which `bytes` is read as a matrix; none for a document that is none.
pub(super) fn matrix_kind(
    args: &Import,
    file: &Path,
    bytes: &[u8],
    options: &ListOptions,
) -> Result<Option<FileKind>, Failure> {
    let kind = detect_as(bytes, args.format.kind()).ok();
    if kind == Some(FileKind::Html) {
        return Ok(is_page_of_matrix(args, file, bytes, options)?.then_some(FileKind::Html));
    }
    Ok(match kind.filter(|kind| kind.is_matrix()) {
        Some(kind) => (!is_meant(args, file, bytes, options)?).then_some(kind),
        None => is_column_of_matrix(args, file, bytes)?.then_some(FileKind::MatrixCsv),
    })
}

/// Whether a table of the web page `bytes` is a matrix: it has items of the site, and is no list of outcomes. Most pages are
/// something else, and are read as such.
fn is_page_of_matrix(
    args: &Import,
    file: &Path,
    bytes: &[u8],
    options: &ListOptions,
) -> Result<bool, Failure> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let book = matrix::read(bytes, &name, Some(FileKind::Html)).ok();
    let Some(book) = book.filter(|book| !book.sheets.is_empty()) else { return Ok(false) };
    let Some(root) = site::root(&args.site).ok() else { return Ok(false) };
    let snapshot = snapshot(&root)?;
    let site = snapshot.site();
    let has_both = || matrix::names_modules_and_items(site, &book) || matrix::is_matrix(site, &book);
    Ok(has_items(site, &book) && (has_both() || !is_meant(args, file, bytes, options)?))
}

/// Whether the table `bytes` is to be read as a list of outcomes.
fn is_meant(args: &Import, file: &Path, bytes: &[u8], options: &ListOptions) -> Result<bool, Failure> {
    if args.format == ImportFormat::List || !args.columns.is_empty() {
        return Ok(true);
    }
    let is_about_cells = !args.marks.is_empty() || !args.modules.is_empty() || args.whole_competences;
    if is_about_cells || args.profile.is_some() || args.replace {
        return Ok(false);
    }
    if !args.items.is_empty() {
        return Ok(names_codes(args, file, bytes, options));
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = profile_document::parse_or_refuse(&SourcePath::new(&name), bytes, args.format.kind(), options);
    let root = site::root(&args.site).ok();
    let snapshot = root.as_ref().map(|root| snapshot(root)).transpose()?;
    let Some(site) = snapshot.as_ref().map(|snapshot| snapshot.site()).filter(|site| !site.items.is_empty())
    else {
        // Nothing can be claimed yet, so whatever is asked is asked about a list.
        return Ok(read.is_ok());
    };
    let Ok(read) = read else { return Ok(false) };
    let Some(draft) = read.imported.draft else {
        // What is asked of a list is asked, unless the sheet has items of the site, as a matrix has.
        return Ok(!matrix::read(bytes, &name, args.format.kind()).is_ok_and(|book| has_items(site, &book)));
    };
    let book = matrix::read(bytes, &name, args.format.kind()).ok();
    if book.as_ref().is_some_and(|book| matrix::names_modules_and_items(site, book)) {
        return Ok(false);
    }
    if is_of_other_framework(site, &draft) {
        return Ok(true);
    }
    if book.is_some_and(|book| matrix::is_matrix(site, &book)) {
        return Ok(false);
    }
    // The list that made a profile comes again: it is no matrix of that profile.
    let own = slug(&draft.title.value);
    if site.profiles.values().any(|profile| profile.slug == own) {
        return Ok(true);
    }
    let texts = draft.indicators.values().map(|indicator| &indicator.text.value);
    let texts = texts.chain(draft.knowledge.values().map(|item| &item.text.value));
    let texts = texts.chain(draft.competences.values().map(|competence| &competence.title.value));
    let texts: Vec<String> = texts.map(|text| fold_sentence(text)).collect();
    let items: HashSet<String> = site.items.values().map(|item| fold_sentence(&item.text)).collect();
    let known = texts.iter().filter(|text| items.contains(*text)).count();
    Ok(known * 2 < texts.len())
}

/// Whether a cell of `book` is an item of `site`, by its id or its text.
fn has_items(site: &Site, book: &Spreadsheet) -> bool {
    let items = site.items.values().flat_map(|item| [fold_sentence(&item.id), fold_sentence(&item.text)]);
    let items: HashSet<String> =
        items.chain(site.competences.values().map(|found| fold_sentence(&found.title))).collect();
    let is_known = |sheet: &Sheet| {
        let cells = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
        cells.into_iter().any(|(row, column)| items.contains(&fold_sentence(sheet.text(row, column))))
    };
    book.sheets.iter().any(is_known)
}

/// Whether the outcomes of `draft` have the ids of items of `site` and other texts: two frameworks count from 1, and
/// neither is a matrix of the other.
fn is_of_other_framework(site: &Site, draft: &ProfileDraft) -> bool {
    let texts: HashMap<String, &str> =
        site.items.values().map(|item| (item.id.to_lowercase(), item.text.as_str())).collect();
    let of_indicators = draft.indicators.values().map(|item| (&item.foreign_names.id, &item.text.value));
    let of_knowledge = draft.knowledge.values().map(|item| (&item.foreign_names.id, &item.text.value));
    let pairs = of_indicators
        .chain(of_knowledge)
        .filter_map(|(id, own)| texts.get(&id.as_ref()?.to_lowercase()).map(|text| (own.as_str(), *text)));
    let pairs: Vec<(&str, &str)> = pairs.collect();
    let like = pairs.iter().filter(|(own, text)| shares_words(own, text)).count();
    pairs.len() >= 2 && like * 4 <= pairs.len()
}

/// Whether two texts have most of the long words of the shorter one in common.
fn shares_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let parts = text.split(|c: char| !c.is_alphanumeric()).map(fold_sentence);
        parts.filter(|word| word.chars().count() > 3).collect::<HashSet<String>>()
    };
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() * 2 >= one.len().min(other.len()).max(1)
}

/// Whether `--items` names codes of a list: `K*` does, and a letter or a number, which may name a column or a row of a
/// matrix, where the file is a list with that code.
fn names_codes(args: &Import, file: &Path, bytes: &[u8], options: &ListOptions) -> bool {
    let is_place = |name: &String| {
        let is_column = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_column || name.bytes().all(|byte| byte.is_ascii_digit())
    };
    let name = SourcePath::new(&file.file_name().unwrap_or_default().to_string_lossy());
    let is_list = || {
        let read = profile_document::parse_or_refuse(&name, bytes, args.format.kind(), options);
        read.is_ok_and(|read| read.imported.draft.is_some())
    };
    !args.items.iter().all(is_place) || is_list()
}

/// Whether a file whose name says that it is a table has one column alone, in which modules and items of the site stand.
/// Nothing but its name tells it from a text.
fn is_column_of_matrix(args: &Import, file: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    let is_named = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let is_text = detect_as(bytes, args.format.kind()).is_ok_and(|kind| kind == FileKind::Text);
    let Some(root) = site::root(&args.site).ok().filter(|_| is_named && is_text) else { return Ok(false) };
    let snapshot = snapshot(&root)?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let book = matrix::read(bytes, &name, Some(FileKind::MatrixCsv));
    Ok(book.is_ok_and(|book| matrix::is_matrix(snapshot.site(), &book)))
}

/// The site in the folder `root`.
fn snapshot(root: &Path) -> Result<Snapshot, Failure> {
    let sources = Arc::new(shell::load(root)?.sources);
    Ok(Pipeline::new(Options { isolation: site::isolation(), ..Options::default() }).run(sources))
}
