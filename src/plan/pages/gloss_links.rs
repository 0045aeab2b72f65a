//! Leads from the first use of a word on a page to where the glossary explains it.
//!
//! It adds links to the texts of a finished view. Nothing within a link, a heading, code, or words in another language
//! changes, and no text gets a word more or less.

use pulldown_cmark_escape::escape_html;

use super::{Pages, glossary};
use crate::model::ProfileId;
use crate::plan::glossary::{Glossary, begins_word};
use crate::plan::route::Route;
use crate::plan::view::{BodyPart, BodyView, GlossLink, SectionPart, View};
use crate::text::{Markup, Piece, Tag};

/// Elements whose text is left alone.
const LEFT_ALONE: &[&str] = &[
    "a", "abbr", "button", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "math", "pre",
    "samp", "script", "select", "style", "summary", "svg", "textarea", "title",
];
/// Elements that have no end.
const WITHOUT_END: &[&str] =
    &["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Adds the links to the texts of page `route`, from which `root` leads to the site's root.
pub(super) fn add(pages: &Pages<'_>, route: Route, root: &str, view: &mut View) {
    let page = pages.describe(route);
    let Some(profile) = page.glossary else { return };
    let glossary_page = pages.describe(Route::Profile(profile));
    if page.language(pages.site) != glossary_page.language(pages.site) {
        return;
    }
    let Some(glossary) = pages.index.glossary(profile) else { return };
    let glosses = &pages.site.profiles[profile].glossary;
    let used = vec![false; glosses.len()];
    let mut linking = Linking { pages, profile, glossary, root, used };
    match view {
        View::Programme(view) => linking.body(&mut view.body),
        View::Profile(view) => {
            linking.body(&mut view.body);
            view.sections.iter_mut().for_each(|section| linking.parts(&mut section.parts));
            linking.body(&mut view.notes);
        }
        View::Competence(view) => {
            linking.parts(&mut view.parts);
            view.sections.iter_mut().for_each(|section| linking.parts(&mut section.parts));
            linking.body(&mut view.notes);
        }
        View::Item(view) => {
            linking.parts(&mut view.parts);
            view.sections.iter_mut().for_each(|section| linking.parts(&mut section.parts));
            linking.body(&mut view.notes);
        }
        View::Module(view) => linking.body(&mut view.body),
        View::Lesson(view) => linking.body(&mut view.body),
        View::Text(view) => linking.body(&mut view.body),
        View::Glossary(view) => {
            for gloss in view.letters.iter_mut().flat_map(|letter| &mut letter.glosses) {
                linking.used = glosses.iter().map(|other| other.names[0] == gloss.name).collect();
                linking.body(&mut gloss.body);
            }
        }
        // Their texts are the theme's, or lists of items.
        View::Home(_)
        | View::Matrix(_)
        | View::Embed(_)
        | View::Gaps(_)
        | View::Dossier(_)
        | View::Alignment(_)
        | View::Assessments(_)
        | View::Comparison(_)
        | View::Modules(_)
        | View::Accessibility(_)
        | View::NotFound {} => {}
    }
}

struct Linking<'p> {
    pages: &'p Pages<'p>,
    profile: ProfileId,
    glossary: &'p Glossary,
    root: &'p str,
    /// For each gloss whether the page has led to it.
    used: Vec<bool>,
}

impl Linking<'_> {
    fn parts(&mut self, parts: &mut [SectionPart]) {
        parts.iter_mut().for_each(|part| self.body(&mut part.body));
    }

    fn body(&mut self, body: &mut BodyView) {
        let mut markup = Markup::default();
        let mut left_alone = LeftAlone::default();
        for part in &mut body.parts {
            let BodyPart::Html(html) = part else { continue };
            let mut out = String::with_capacity(html.len());
            for piece in markup.read(html) {
                match piece {
                    Piece::Text(text) if left_alone.0.is_none() => self.text(text, &mut out),
                    Piece::Text(text) => out.push_str(text),
                    Piece::Tag(read, whole) => {
                        out.push_str(read);
                        whole.iter().for_each(|tag| left_alone.pass(tag));
                    }
                }
            }
            *html = out;
        }
    }

    /// Writes a text without tags.
    fn text(&mut self, text: &str, out: &mut String) {
        let (mut written, mut before, mut skipped) = (0, ' ', 0);
        for (at, c) in text.char_indices() {
            if c.is_ascii_alphanumeric() && before.is_ascii_alphanumeric() {
                // Nearly every letter is one within a word.
                continue;
            }
            if at >= skipped && c == '&' {
                // A character reference (`&amp;`) is no word.
                skipped = text[at..].find(';').map_or(at, |end| at + end);
            } else if at >= skipped
                && begins_word(before)
                && let Some(found) = self.glossary.at_start(&text[at..])
            {
                skipped = at + found.length;
                if !std::mem::replace(&mut self.used[found.gloss], true) {
                    out.push_str(&text[written..at]);
                    self.link(found.gloss, &text[at..skipped], out);
                    written = skipped;
                }
            }
            before = c;
        }
        out.push_str(&text[written..]);
    }

    fn link(&self, gloss: usize, words: &str, out: &mut String) {
        let GlossLink { path, text, .. } = glossary::link(self.pages, self.profile, gloss);
        out.push_str("<a class=\"gloss\" href=\"");
        // Writing to a string cannot fail.
        let _ = escape_html(&mut *out, self.root);
        let _ = escape_html(&mut *out, &path);
        out.push_str("\" title=\"");
        let _ = escape_html(&mut *out, &text);
        out.push_str("\">");
        out.push_str(words);
        out.push_str("</a>");
    }
}

/// The element whose text is left alone, and how many of its name are open.
#[derive(Default)]
struct LeftAlone(Option<(String, usize)>);

impl LeftAlone {
    fn pass(&mut self, tag: &Tag<'_>) {
        match &mut self.0 {
            Some((element, open)) if tag.is_one_of(&[element]) => {
                *open = if tag.is_end() { *open - 1 } else { *open + 1 };
                if *open == 0 {
                    self.0 = None;
                }
            }
            Some(_) => {}
            None if tag.is_end() || tag.is_one_of(WITHOUT_END) => {}
            None if tag.is_one_of(LEFT_ALONE) || tag.attribute("lang").is_some() => {
                self.0 = Some((tag.name().to_ascii_lowercase(), 1));
            }
            None => {}
        }
    }
}
