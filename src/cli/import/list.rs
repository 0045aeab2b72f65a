//! Tells whether a table is a list of outcomes, which becomes a profile, or a coverage matrix, which becomes claims. A
//! table without a single mark claims nothing; but it may be a matrix that nobody has filled in yet.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::import::detect::{FileKind, detect_as};
use crate::import::{ListOptions, matrix, profile_document};
use crate::pipeline::{Options, Pipeline, Snapshot};
use crate::shell;
use crate::text::{SourcePath, fold_sentence, slug};

use super::super::args::Import;
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
    Ok(match kind.filter(|kind| kind.is_matrix()) {
        Some(kind) => (!is_meant(args, file, bytes, options)?).then_some(kind),
        None => is_column_of_matrix(args, file, bytes)?.then_some(FileKind::MatrixCsv),
    })
}

/// Whether the table `bytes` is to be read as a list of outcomes.
fn is_meant(args: &Import, file: &Path, bytes: &[u8], options: &ListOptions) -> Result<bool, Failure> {
    if options.as_list {
        return Ok(true);
    }
    let is_about_cells = !args.marks.is_empty() || !args.modules.is_empty() || args.whole_competences;
    if is_about_cells || args.profile.is_some() || args.replace {
        return Ok(false);
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
    let Some(draft) = read.ok().and_then(|read| read.imported.draft) else { return Ok(false) };
    if matrix::read(bytes, &name, args.format.kind()).is_ok_and(|book| matrix::is_matrix(site, &book)) {
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
