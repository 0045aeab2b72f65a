//! A draft holds the edits that a list of intents asks for, before it is proved that they do just that. [`Draft::sources`]
//! gives all files as they would be; whoever made the site makes the site of those too, and [`Draft::prove`] compares the
//! two.

use std::collections::BTreeSet;

use super::file_edit::FileEdit;
use super::intent::Intent;
use super::page_claims::ClaimingPage;
use super::page_terms::ProgrammePage;
use super::proof::{self, ProofSide};
use super::refusal::Refusal;
use super::toml_list::merged;
use super::wishes::Wishes;
use super::{EditError, TextEdit, programme, review};
use crate::diagnostics::{Diagnostic, say};
use crate::model::{DocumentId, Lookup, ProgrammeId, Review, Site};
use crate::sources::{SourceFile, Sources};
use crate::syntax::Document;

/// The edits of files that a list of intents asks for, not yet proved.
#[derive(Debug)]
pub struct Draft {
    files: Vec<FileEdit>,
    wishes: Wishes,
}

/// An edit of which it is proved that it does what was asked and nothing else.
#[derive(Debug, Clone, Default)]
pub struct ProvedEdit {
    /// The files that change, by their paths; none where everything stands as it was asked for.
    pub files: Vec<FileEdit>,
    /// The warnings that the site gets by it, such as an item that is assessed before it is introduced.
    pub consequences: Vec<Diagnostic>,
}

impl Draft {
    /// The edits in `sources`, the files of `site`, after which it is as `intents` say.
    ///
    /// # Errors
    /// When a name means nothing, or a place cannot be edited.
    pub fn new(site: &Site, sources: &Sources, intents: &[Intent]) -> Result<Self, Refusal> {
        let lookup = Lookup::new(site);
        let wishes = Wishes::new(site, &lookup, intents)?;
        let mut files = Vec::new();
        for ((document, module), page) in wishes.by_page(site) {
            let text = text_of(site, sources, document)?;
            let document = site.document(document);
            let page_claims = ClaimingPage { site, lookup: &lookup, module, document, text };
            files.extend(file_edit(document, text, page_claims.edits(&page))?);
        }
        let programmes: BTreeSet<ProgrammeId> =
            wishes.exempt.keys().chain(wishes.terms.keys()).chain(wishes.levels.keys()).copied().collect();
        for id in programmes {
            let programme = &site.programmes[id];
            let Some(document) = programme.document else { continue };
            let text = text_of(site, sources, document)?;
            let page = ProgrammePage { site, lookup: &lookup, programme, text };
            let edits = page.edits(wishes.exempt.get(&id), wishes.terms.get(&id)).and_then(|mut edits| {
                if let Some(levels) = wishes.levels.get(&id) {
                    edits.extend(page.level_edits(levels)?);
                }
                Ok(merged(edits))
            });
            files.extend(file_edit(site.document(document), text, edits)?);
        }
        if wishes.programme_files {
            files.extend(programme::files_of_all_modules(site, sources)?);
        }
        files.extend(review_edits(site, sources, &lookup, &wishes));
        files.sort_by(|a: &FileEdit, b: &FileEdit| a.path.cmp(&b.path));
        Ok(Self { files, wishes })
    }

    /// Whether nothing has to change.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// `before`, the files of the site, with these edits.
    pub fn sources(&self, before: &Sources) -> Sources {
        let mut sources = before.clone();
        for file in &self.files {
            sources.insert(SourceFile::new(file.path.clone(), file.after.as_bytes()));
        }
        sources
    }

    /// The edit, if `after`, made of [`Draft::sources`], differs from `before` by what was asked and nothing else.
    ///
    /// # Errors
    /// When it does not, with what would be otherwise.
    pub fn prove(self, before: ProofSide<'_>, after: ProofSide<'_>) -> Result<ProvedEdit, Refusal> {
        let consequences = proof::prove(before, after, &self.files, &self.wishes)?;
        Ok(ProvedEdit { files: self.files, consequences })
    }
}

/// The text of a document, when it can be written back as it was read.
fn text_of<'s>(site: &Site, sources: &'s Sources, document: DocumentId) -> Result<&'s str, Refusal> {
    let path = &site.document(document).path;
    let file = sources.file(path).filter(|file| file.mistake.is_none());
    file.map(|file| &*file.text).ok_or_else(|| {
        Refusal::new(say!("this file is not UTF-8 text"))
            .help(say!("save it as UTF-8 in an editor first"))
            .file(path)
    })
}

/// The edits of the reviews, which lose the claims that are answered for.
fn review_edits(site: &Site, sources: &Sources, lookup: &Lookup<'_>, wishes: &Wishes) -> Vec<FileEdit> {
    let edit = |review: &Review| {
        let file = sources.file(&review.path)?;
        let answered = wishes.answered.iter().filter(|(_, item)| site.items[*item].profile == review.profile);
        answered.clone().next()?;
        let edits = review::answered(file, |id, name| {
            let module = lookup.module(name);
            answered.clone().any(|(of, item)| site.items[*item].id == id && module == Ok(*of))
        });
        (!edits.is_empty()).then(|| FileEdit::new(review.path.clone(), &file.text, edits))
    };
    site.reviews.iter().filter_map(edit).collect()
}

/// The edit of a document by `edits`; none without any.
fn file_edit(
    document: &Document,
    text: &str,
    edits: Result<Vec<TextEdit>, EditError>,
) -> Result<Option<FileEdit>, Refusal> {
    let edits = edits.map_err(|why| {
        Refusal::new(say!("this file cannot be changed: {why}", why = why.message()))
            .help(say!("change it in an editor"))
            .at(&document.path, text, why.offset())
    })?;
    Ok((!edits.is_empty()).then(|| FileEdit::new(document.path.clone(), text, edits)))
}
