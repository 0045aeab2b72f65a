//! Purpose: lead from the first use of a word on a page to where the glossary explains it.
//! Input: the view of a page. Output: the same, with links in its texts.
//! Invariant: nothing within a link, a heading, code, or words in another language changes; no text gets a word
//! more or less.

use pulldown_cmark_escape::escape_html;

use super::{Pages, frame, glossary};
use crate::model::{ModuleId, ProfileId, Site};
use crate::plan::addresses::Route;
use crate::plan::glossary::{Glossary, begins_word};
use crate::plan::view::{BodyPart, BodyView, GlossLink, View};

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
    let Some(profile) = profile_of(pages, route) else { return };
    let in_its_language = frame::language(pages, route) == frame::language(pages, Route::Profile(profile));
    if !in_its_language {
        return;
    }
    let Some(glossary) = pages.index.glossary(profile) else { return };
    let links = glossary::links(pages, profile);
    let used = vec![false; links.len()];
    let mut linking = Linking { glossary, links, root, used };
    match view {
        View::Programme(view) => linking.body(&mut view.body),
        View::Profile(view) => {
            linking.body(&mut view.body);
            view.sections.iter_mut().for_each(|section| linking.body(&mut section.body));
        }
        View::Competence(view) => linking.body(&mut view.body),
        View::Module(view) => linking.body(&mut view.body),
        View::Lesson(view) => linking.body(&mut view.body),
        View::Text(view) => linking.body(&mut view.body),
        View::Glossary(view) => {
            for gloss in view.letters.iter_mut().flat_map(|letter| &mut letter.glosses) {
                let is_own = |link: &GlossLink| link.name == gloss.name;
                linking.used = linking.links.iter().map(is_own).collect();
                linking.body(&mut gloss.body);
            }
        }
        _ => {}
    }
}

/// The profile whose words page `route` uses.
fn profile_of(pages: &Pages<'_>, route: Route) -> Option<ProfileId> {
    let site = pages.site;
    match route {
        Route::Profile(id) | Route::Glossary(id) => Some(id),
        Route::Competence(id) => Some(site.competences[id].profile),
        Route::Programme(id) => Some(site.programmes[id].profile),
        Route::Module(id) => of_module(pages, id),
        Route::Lesson(id) => of_module(pages, site.lessons[id].module),
        Route::Text(_) => only_profile(site),
        _ => None,
    }
}

fn of_module(pages: &Pages<'_>, id: ModuleId) -> Option<ProfileId> {
    let module = &pages.site.modules[id];
    let taught =
        || pages.index.taught(id).first().map(|taught| pages.site.programmes[taught.programme].profile);
    module.profile.or(module.likely_profile).or_else(taught).or_else(|| only_profile(pages.site))
}

fn only_profile(site: &Site) -> Option<ProfileId> {
    site.profiles.ids().next().filter(|_| site.profiles.len() == 1)
}

struct Linking<'p> {
    glossary: &'p Glossary,
    links: Vec<GlossLink>,
    root: &'p str,
    /// For each gloss whether the page has led to it.
    used: Vec<bool>,
}

impl Linking<'_> {
    fn body(&mut self, body: &mut BodyView) {
        let mut reading = Reading::default();
        for part in &mut body.parts {
            if let BodyPart::Html(html) = part {
                let linked = self.markup(html, &mut reading);
                *html = linked;
            }
        }
    }

    fn markup(&mut self, html: &str, reading: &mut Reading) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while !rest.is_empty() {
            if reading.in_tag.is_some() {
                let end = reading.end_of_tag(rest);
                out.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            let end = rest.find('<').unwrap_or(rest.len());
            if reading.left_alone.is_none() {
                self.text(&rest[..end], &mut out);
            } else {
                out.push_str(&rest[..end]);
            }
            rest = &rest[end..];
            if !rest.is_empty() {
                reading.in_tag = Some(String::new());
            }
        }
        out
    }

    /// Writes a text without tags.
    fn text(&mut self, text: &str, out: &mut String) {
        let (mut written, mut before, mut skipped) = (0, ' ', 0);
        for (at, c) in text.char_indices() {
            if at >= skipped && c == '&' {
                // What stands for a sign is no word.
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
        let GlossLink { path, text, .. } = &self.links[gloss];
        out.push_str("<a class=\"gloss\" href=\"");
        // Writing to a string cannot fail.
        let _ = escape_html(&mut *out, self.root);
        let _ = escape_html(&mut *out, path);
        out.push_str("\" title=\"");
        let _ = escape_html(&mut *out, text);
        out.push_str("\">");
        out.push_str(words);
        out.push_str("</a>");
    }
}

/// Where in the markup of a text one is; a text comes in pieces, between which stands what is no markup.
#[derive(Default)]
struct Reading {
    /// What has been read of a tag.
    in_tag: Option<String>,
    /// The quotation mark that is open in it.
    quote: Option<char>,
    /// The element whose text is left alone, and how many of its name are open.
    left_alone: Option<(String, usize)>,
}

impl Reading {
    /// The byte of `text` behind the tag that is open.
    fn end_of_tag(&mut self, text: &str) -> usize {
        let Some(tag) = &mut self.in_tag else { return 0 };
        for (at, c) in text.char_indices() {
            let is_comment = tag.starts_with("<!--");
            match (self.quote, c) {
                (Some(quote), _) if c == quote => self.quote = None,
                (None, '"' | '\'') if !is_comment => self.quote = Some(c),
                (None, '>') if !is_comment || tag.ends_with("--") => {
                    let tag = std::mem::take(tag);
                    self.in_tag = None;
                    self.act_on(&tag);
                    return at + 1;
                }
                _ => {}
            }
            tag.push(c);
        }
        text.len()
    }

    fn act_on(&mut self, tag: &str) {
        let inside = tag.trim_start_matches('<');
        let is_end = inside.starts_with('/');
        let name = inside.trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..length].to_ascii_lowercase();
        match &mut self.left_alone {
            Some((element, open)) if *element == name => {
                *open = if is_end { *open - 1 } else { *open + 1 };
                if *open == 0 {
                    self.left_alone = None;
                }
            }
            Some(_) => {}
            None if is_end || WITHOUT_END.contains(&name.as_str()) => {}
            None if LEFT_ALONE.contains(&name.as_str()) || tag.contains(" lang=") => {
                self.left_alone = Some((name, 1));
            }
            None => {}
        }
    }
}
