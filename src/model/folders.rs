//! Reports folders of the content that have nearly the name of one with a meaning: `content/Modules`, `content/modulen`.
//!
//! Their pages are read as those of the folder that is meant, so that nothing follows from the name. On a disk that tells
//! capitals apart two folders would be one site's modules, and a colleague's files land in the other one.

use std::collections::BTreeSet;

use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Place, Problems, say};
use crate::sources::CONTENT_FOLDER;
use crate::syntax::DocumentKind;
use crate::text::Span;

/// Reports each such folder once, at its first page.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    let mut said = BTreeSet::new();
    for resolved in site.documents.values() {
        let path = &resolved.document.path;
        let mut parts = path.as_str().split('/').skip(1);
        let (Some(folder), Some(_)) = (parts.next(), parts.next()) else { continue };
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
