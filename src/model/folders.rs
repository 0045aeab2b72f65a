//! Reports folders of the content that have nearly the name of one with a meaning: `content/Modules`, `content/modulen`; and
//! those with pages that stand in the wrong one: modules in `content/lessen`, a programme in `content/opleidingen`.
//!
//! A name that can mean nothing else is read as the one that is meant. `opleidingen` may well be a folder of plain pages, so
//! what stands in it says what it is: the keys that only a module or a programme has. Such a folder is said once.
//!
//! Pages of a folder with nearly the right name are read as those of the folder that is meant, so that nothing follows from the name. On a disk that tells
//! capitals apart two folders would be one site's modules, and a colleague's files land in the other one.

use std::collections::{BTreeMap, BTreeSet};

use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Place, Problems, say};
use crate::sources::CONTENT_FOLDER;
use crate::syntax::{Content, DocumentKind, ForeignKey, PageDoc};
use crate::text::{SourcePath, Span};

/// Reports each such folder once, at its first page.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    misnamed(site, problems);
    misplaced(site, problems);
}

/// Reports pages that are meant as modules or programmes and stand in another folder than these, those of a folder together.
fn misplaced(site: &Site, problems: &mut Problems) {
    let mut folders: BTreeMap<(&str, &str), Vec<(&SourcePath, &ForeignKey)>> = BTreeMap::new();
    for resolved in site.documents.values() {
        let Content::Page(PageDoc { foreign: Some(foreign), .. }) = &resolved.document.content else {
            continue;
        };
        let Some(name) = foreign.kind.folder() else { continue };
        let path = &resolved.document.path;
        folders.entry((path.folder(), name)).or_default().push((path, foreign));
    }
    for ((folder, name), pages) in folders {
        let Some((path, ForeignKey { key, kind })) = pages.first() else { continue };
        let owner = match kind {
            DocumentKind::Module => say!("a module, and modules stand in `content/modules`"),
            _ => say!("a programme, and programmes stand in `content/programmes`"),
        };
        let message = say!("`{key}` is for {owner}", key = key.value, owner);
        let place = Place::new(path, key.span);
        let own = folder.strip_prefix(CONTENT_FOLDER).unwrap_or_default().trim_start_matches('/');
        let help = if pages.len() == 1 && !DocumentKind::is_called(own, name) {
            say!("move this file there, or take the lines out")
        } else if own.is_empty() || own.contains('/') {
            say!("move this file there, and those beside it that are meant so too")
        } else {
            say!("give the folder `{folder}` the name `{name}`, or move such files there", folder, name)
        };
        problems.push(Diagnostic::new(Code::L103, place, message).help(help));
    }
}

/// Reports folders with nearly the name of one with a meaning.
fn misnamed(site: &Site, problems: &mut Problems) {
    let mut said = BTreeSet::new();
    let mut last = "";
    for resolved in site.documents.values() {
        let path = &resolved.document.path;
        let mut parts = path.as_str().split('/').skip(1);
        let (Some(folder), Some(_)) = (parts.next(), parts.next()) else { continue };
        // Documents stand in the order of their paths, so those of a folder follow each other.
        if std::mem::replace(&mut last, folder) == folder {
            continue;
        }
        let Some((meant, _)) = DocumentKind::meant(folder).filter(|(name, _)| *name != folder) else {
            continue;
        };
        if said.insert(folder) {
            let message = say!(
                "the folder `{content}/{folder}` is read as `{content}/{meant}`",
                content = CONTENT_FOLDER,
                folder,
                meant
            );
            let help = if meant.eq_ignore_ascii_case(folder) {
                say!("call it `{meant}`: many systems tell the two apart", meant)
            } else {
                say!("call it `{meant}`, as it is called in every site, in whichever language", meant)
            };
            problems.push(Diagnostic::new(Code::L011, Place::new(path, Span::at(0)), message).help(help));
        }
    }
}
