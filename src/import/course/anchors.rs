//! Leads links to headings. Every program makes the ids of headings in its own way, so a link that ended in
//! `#1-de-klant-` elsewhere may have to end in `#1-de-klant` here. A link to a heading that no page has loses that end,
//! and is named: the words stay, and the site has no link that leads nowhere.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Parser, Tag};

use crate::config::TextRules;
use crate::diagnostics::say;
use crate::edit::{TextEdit, apply};
use crate::import::course::rewrite::{destination, unlinked};
use crate::import::course::text::LeftBehind;
use crate::import::course::{FileContent, SiteFile};
use crate::sources::SourceFile;
use crate::syntax::{self, MARKDOWN, front_matter};
use crate::text::{SourcePath, Span, slug};

/// The headings of each page: their ids and their words.
type Headings = HashMap<String, Vec<(String, String)>>;

/// Settles the links to headings in `files`; what was left out of each, by its path.
pub(super) fn settle(files: &mut [SiteFile]) -> Vec<(String, LeftBehind)> {
    let mut headings = Headings::new();
    for file in files.iter() {
        let FileContent::Text(text) = &file.content else { continue };
        let document = syntax::parse(
            &SourceFile::new(SourcePath::new(&file.path), text.as_bytes()),
            TextRules::default(),
        );
        let own =
            document.headings.into_iter().map(|heading| (heading.id.to_string(), heading.text)).collect();
        headings.insert(file.path.clone(), own);
    }
    let mut left = Vec::new();
    for file in files {
        let FileContent::Text(text) = &mut file.content else { continue };
        let (edits, of_file) = edits(&file.path, text, &headings);
        if !edits.is_empty() {
            *text = apply(text, &edits);
        }
        left.extend(of_file.into_iter().map(|left| (file.path.clone(), left)));
    }
    left
}

fn edits(path: &str, text: &str, headings: &Headings) -> (Vec<TextEdit>, Vec<LeftBehind>) {
    let start = front_matter(text)
        .ok()
        .flatten()
        .map_or(0, |front| text[front.end..].find('\n').map_or(text.len(), |at| front.end + at));
    let (mut edits, mut left) = (Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(&text[start..], MARKDOWN).into_offset_iter() {
        let Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) = &event else { continue };
        let Some((target, anchor)) = dest_url.split_once('#').filter(|(_, anchor)| !anchor.is_empty()) else {
            continue;
        };
        let Some(page) = page_of(path, target) else { continue };
        let Some(known) = headings.get(&page) else { continue };
        let anchor = percent_decode_str(anchor).decode_utf8_lossy();
        if known.iter().any(|(id, _)| *id == anchor) || has_own_id(text, target, &anchor) {
            continue;
        }
        let range = start + range.start..start + range.end;
        let raw = &text[range.clone()];
        let meant = known
            .iter()
            .find(|(id, words)| as_elsewhere(words) == as_elsewhere(&anchor) || *id == slug(&anchor));
        let address = match meant {
            Some((id, _)) => format!("{target}#{id}"),
            None => {
                let what = say!("the link to the heading `#{anchor}`, which is not there", anchor);
                let line = 1 + text[..range.start].matches('\n').count();
                left.push(LeftBehind::in_line(line, what));
                target.to_owned()
            }
        };
        if address.is_empty() {
            edits.extend(unlinked(raw, range.start));
        } else if let Some(place) = destination(raw) {
            let span = Span::new(range.start + place.start..range.start + place.end);
            edits.push(TextEdit { span, replacement: address });
        }
    }
    edits.sort_by_key(|edit| edit.span.start);
    (edits, left)
}

/// The page that `target` names from the page `path`.
fn page_of(path: &str, target: &str) -> Option<String> {
    if target.is_empty() {
        return Some(path.to_owned());
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let target = percent_decode_str(target).decode_utf8_lossy();
    SourcePath::resolve(folder, &target).map(|path| path.as_str().to_owned())
}

/// Whether the author gave something on the page this id.
fn has_own_id(text: &str, target: &str, anchor: &str) -> bool {
    target.is_empty() && ["id", "name"].iter().any(|name| text.contains(&format!("{name}=\"{anchor}\"")))
}

/// `words` as the id of a heading that other programs make, as far as they agree.
fn as_elsewhere(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
