//! Warns of names of items between single brackets, which are only text: `[c1.1]` where `[[c1.1]]` was meant, `(c1.1)` behind a
//! heading where a claim was.
//!
//! Only what is exactly the name of an item is said, or a list of such names, and once for the headings of a page and once
//! for its texts: whoever writes one so writes all so. Between round brackets it is said on modules and lessons
//! alone, where items are claimed.

use super::entities::DocumentId;
use super::links::Links;
use crate::diagnostics::{Code, Diagnostic, Place, count, say};
use crate::syntax::{BracketedDoc, Content};

impl Links<'_> {
    /// The problems of the names between single brackets in the document `id`.
    pub(super) fn bracketed(&self, id: DocumentId) -> Vec<Diagnostic> {
        let document = self.site.document(id);
        let takes_round = match &document.content {
            Content::Profile(_) => return Vec::new(),
            Content::Module(_) => true,
            Content::Programme(_) | Content::Page(_) => false,
        };
        let is_meant = |found: &&BracketedDoc| {
            (takes_round || found.written.value.starts_with('['))
                && names(&found.written.value).all(|name| self.names_item(id, name))
        };
        let meant: Vec<&BracketedDoc> = document.bracketed.iter().filter(is_meant).collect();
        let (headings, texts): (Vec<_>, Vec<_>) = meant.into_iter().partition(|found| found.in_heading);
        let problem = |found: Vec<&BracketedDoc>| {
            let first = &found.first()?.written;
            let message = count!(
                found.len() - 1,
                "`{written}` is only text here, and no link to the item",
                "`{written}` is only text here, and no link to the item; so it is in 1 other place of this page",
                "`{written}` is only text here, and no link to the item; so it is in {n} other places of this page",
                written = first.value
            );
            let mentions: Vec<String> = names(&first.value).map(|name| format!("[[{name}]]")).collect();
            let mention = mentions.join(", ");
            let help = if takes_round && found[0].in_heading {
                let level = &self.site.config.scale.levels[self.site.config.scale.required].id;
                let items: Vec<&str> = names(&first.value).collect();
                let claim = format!("{{{level}={}}}", items.join(","));
                say!(
                    "for a claim write `{claim}` at the end of the heading, for a link `{mention}`",
                    claim,
                    mention
                )
            } else {
                say!("write `{mention}` for a link; a backslash before the bracket keeps it as text", mention)
            };
            Some(Diagnostic::new(Code::L108, Place::new(&document.path, first.span), message).help(help))
        };
        [headings, texts].into_iter().filter_map(problem).collect()
    }
}

/// The names in `written`, between brackets.
fn names(written: &str) -> impl Iterator<Item = &str> {
    let inside = written.trim_matches(['[', ']', '(', ')']);
    inside.split([',', ';', ' ']).filter(|name| !name.is_empty())
}
