//! Purpose: the plain pages.
//! Input: a site's documents. Output: its pages.
//! Invariant: each document that is no profile, module, lesson or programme is one page.

use super::site::{Page, Site};
use crate::syntax::Content;

/// Adds the plain pages.
pub(super) fn add(site: &mut Site) {
    for (id, resolved) in site.documents.iter() {
        if matches!(resolved.document.content, Content::Page(_)) {
            site.pages.push(Page { document: id });
        }
    }
}
