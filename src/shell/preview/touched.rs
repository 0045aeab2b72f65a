//! Purpose: know which open pages a changed file shows on.
//! Input: files that changed. Output: [`Touched`], and what it means for a page: an [`Effect`].
//! Invariant: only about files that are published as they are; a page's own bytes tell the rest.

use percent_encoding::percent_decode;

use crate::pipeline::Snapshot;
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::SourcePath;

/// As many changes as are remembered. A page that missed more is loaded anew.
const REMEMBERED: usize = 256;

/// A published file that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touched {
    /// A style sheet of the theme.
    Style,
    /// Anything else in the theme.
    Theme,
    /// A file beside the pages, with this name.
    Asset(String),
}

/// What a changed file means for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// Its style sheets have to be read again.
    Style,
    /// It has to be loaded again.
    Reload,
}

/// `before` with what `changed` between two snapshots, at moment `number`.
pub(super) fn add(
    before: &[(u64, Touched)],
    number: u64,
    changed: &[SourcePath],
    (old, new): (&Snapshot, &Snapshot),
) -> Vec<(u64, Touched)> {
    let theme = &new.site().config.theme.value;
    let mut found: Vec<Touched> = Vec::new();
    if old.site().config.theme.value != *theme {
        found.push(Touched::Theme);
    }
    for path in changed {
        found.extend(of(path, theme));
    }
    found.dedup();
    let all = before.iter().cloned().chain(found.into_iter().map(|touched| (number, touched)));
    let all: Vec<_> = all.collect();
    let forgotten = all.len().saturating_sub(REMEMBERED);
    all.into_iter().skip(forgotten).collect()
}

fn of(path: &SourcePath, theme: &str) -> Option<Touched> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let is_style = path.as_str().ends_with(".css");
    match parts.as_slice() {
        [top, .., name] if *top == CONTENT_FOLDER && !name.ends_with(".md") => {
            Some(Touched::Asset((*name).to_owned()))
        }
        [top, name, "static", _, ..] if *top == THEMES_FOLDER && *name == theme => {
            Some(if is_style { Touched::Style } else { Touched::Theme })
        }
        _ => None,
    }
}

/// What the changes `all` after moment `seen` mean for a page with `html`.
pub(super) fn effect(all: &[(u64, Touched)], seen: u64, html: &[u8]) -> Option<Effect> {
    if all.len() >= REMEMBERED && all.first().is_some_and(|(first, _)| *first > seen) {
        return Some(Effect::Reload);
    }
    let mut text = None;
    let effects = all.iter().filter(|(number, _)| *number > seen).filter_map(|(_, touched)| match touched {
        Touched::Style => Some(Effect::Style),
        Touched::Theme => Some(Effect::Reload),
        Touched::Asset(name) => {
            // Addresses in a page are encoded, and a name may stand in it in either form.
            let text: &mut String =
                text.get_or_insert_with(|| percent_decode(html).decode_utf8_lossy().into_owned());
            text.contains(name.as_str()).then_some(Effect::Reload)
        }
    });
    effects.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_touches_what_uses_it() {
        let of = |path: &str| of(&SourcePath::new(path), "school");
        assert_eq!(of("themes/school/static/css/base.css"), Some(Touched::Style));
        assert_eq!(of("themes/school/static/logo.svg"), Some(Touched::Theme));
        assert_eq!(of("themes/other/static/logo.svg"), None);
        assert_eq!(of("themes/school/templates/base.html"), None);
        assert_eq!(of("content/modules/m05/foto 1.jpg"), Some(Touched::Asset("foto 1.jpg".to_owned())));
        assert_eq!(of("content/modules/m05/index.md"), None);
    }

    #[test]
    fn an_image_reloads_the_pages_that_name_it() {
        let all = [(2, Touched::Asset("foto 1.jpg".to_owned())), (3, Touched::Style)];
        let shows = b"<img src=\"foto%201.jpg\">";
        assert_eq!(effect(&all, 1, shows), Some(Effect::Reload));
        assert_eq!(effect(&all, 2, shows), Some(Effect::Style));
        assert_eq!(effect(&all, 3, shows), None);
        assert_eq!(effect(&all, 1, b"<p>niets</p>"), Some(Effect::Style));
    }

    #[test]
    fn a_page_that_missed_too_much_is_loaded_again() {
        let all = vec![(9, Touched::Style); REMEMBERED];
        assert_eq!(effect(&all, 8, b""), Some(Effect::Reload));
        assert_eq!(effect(&all, 9, b""), None);
    }
}
