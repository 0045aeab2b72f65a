//! The effect of a changed file on the pages that are open in a browser.
//!
//! Most changes show in a page's own bytes, which are compared. Files that are published as they are do not: a
//! style sheet, a script of the theme, a picture beside a page. These changes are remembered for a while, with the moment at
//! which they came, and a page asks for those that it has not seen.

use percent_encoding::percent_decode;

use crate::pipeline::Snapshot;
use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::SourcePath;

/// As many changes as are remembered. A page that missed more is loaded anew.
const REMEMBERED: usize = 256;

/// A published file that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PublishedChange {
    /// A style sheet of the theme.
    Style,
    /// Anything else in the theme.
    Theme,
    /// A file beside the pages, with this name.
    Asset(String),
}

/// The effect of a changed file on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageEffect {
    /// Its style sheets have to be read again.
    SwapStyles,
    /// It has to be loaded again.
    Reload,
}

/// `before` with what `changed` between two snapshots, at moment `number`.
pub(super) fn remember(
    before: &[(u64, PublishedChange)],
    number: u64,
    changed: &[SourcePath],
    (old, new): (&Snapshot, &Snapshot),
) -> Vec<(u64, PublishedChange)> {
    let theme = &new.site().config.theme.value;
    let mut found: Vec<PublishedChange> = Vec::new();
    if old.site().config.theme.value != *theme {
        found.push(PublishedChange::Theme);
    }
    for path in changed {
        found.extend(published_change(path, theme));
    }
    found.dedup();
    let all = before.iter().cloned().chain(found.into_iter().map(|change| (number, change)));
    let all: Vec<_> = all.collect();
    let forgotten = all.len().saturating_sub(REMEMBERED);
    all.into_iter().skip(forgotten).collect()
}

/// Whether a change of `path` can make a page fail that did not change itself: the settings, and everything of a
/// theme.
pub fn can_break_other_pages(path: &SourcePath) -> bool {
    path.as_str() == CONFIG_FILE || path.as_str().starts_with(THEMES_FOLDER)
}

fn published_change(path: &SourcePath, theme: &str) -> Option<PublishedChange> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let is_style = path.as_str().ends_with(".css");
    match parts.as_slice() {
        [top, .., name] if *top == CONTENT_FOLDER && !name.ends_with(".md") => {
            Some(PublishedChange::Asset((*name).to_owned()))
        }
        [top, name, "static", _, ..] if *top == THEMES_FOLDER && *name == theme => {
            Some(if is_style { PublishedChange::Style } else { PublishedChange::Theme })
        }
        _ => None,
    }
}

/// The effect of the changes `all` after moment `seen` on a page with `html`.
pub(super) fn effect(all: &[(u64, PublishedChange)], seen: u64, html: &[u8]) -> Option<PageEffect> {
    if all.len() >= REMEMBERED && all.first().is_some_and(|(first, _)| *first > seen) {
        return Some(PageEffect::Reload);
    }
    let mut text = None;
    let effects = all.iter().filter(|(number, _)| *number > seen).filter_map(|(_, change)| match change {
        PublishedChange::Style => Some(PageEffect::SwapStyles),
        PublishedChange::Theme => Some(PageEffect::Reload),
        PublishedChange::Asset(name) => {
            // Addresses in a page are encoded, and a name may stand in it in either form.
            let text: &mut String =
                text.get_or_insert_with(|| percent_decode(html).decode_utf8_lossy().into_owned());
            text.contains(name.as_str()).then_some(PageEffect::Reload)
        }
    });
    effects.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_themes_can_break_pages_that_did_not_change() {
        let can = |path: &str| can_break_other_pages(&SourcePath::new(path));
        assert!(can("leerlijn.toml") && can("themes/school/words/nl.ftl"));
        assert!(!can("content/index.md"));
    }

    #[test]
    fn a_published_file_changes_the_pages_that_use_it() {
        let of = |path: &str| published_change(&SourcePath::new(path), "school");
        assert_eq!(of("themes/school/static/css/base.css"), Some(PublishedChange::Style));
        assert_eq!(of("themes/school/static/logo.svg"), Some(PublishedChange::Theme));
        assert_eq!(of("themes/other/static/logo.svg"), None);
        assert_eq!(of("themes/school/templates/base.html"), None);
        assert_eq!(
            of("content/modules/m05/foto 1.jpg"),
            Some(PublishedChange::Asset("foto 1.jpg".to_owned()))
        );
        assert_eq!(of("content/modules/m05/index.md"), None);
    }

    #[test]
    fn an_image_reloads_the_pages_that_name_it() {
        let all = [(2, PublishedChange::Asset("foto 1.jpg".to_owned())), (3, PublishedChange::Style)];
        let shows = b"<img src=\"foto%201.jpg\">";
        assert_eq!(effect(&all, 1, shows), Some(PageEffect::Reload));
        assert_eq!(effect(&all, 2, shows), Some(PageEffect::SwapStyles));
        assert_eq!(effect(&all, 3, shows), None);
        assert_eq!(effect(&all, 1, b"<p>niets</p>"), Some(PageEffect::SwapStyles));
    }

    #[test]
    fn a_page_that_missed_too_much_is_loaded_again() {
        let all = vec![(9, PublishedChange::Style); REMEMBERED];
        assert_eq!(effect(&all, 8, b""), Some(PageEffect::Reload));
        assert_eq!(effect(&all, 9, b""), None);
    }
}
