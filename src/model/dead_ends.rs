//! Says why a link leads nowhere, and what to write instead.
//!
//! This is the slow half of resolving links: it seeks near names among all items, modules, files or headings, so it is
//! done for the links that lead nowhere and for no other. Only a file of the kind that was meant is offered: a picture
//! for a picture, a page for a page.

use super::entities::DocumentId;
use super::links::{DeadEnd, Links};
use super::names::Unknown;
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Message, Place, did_you_mean, say};
use crate::sources::{CONTENT_FOLDER, Sources};
use crate::syntax::{Document, LinkDoc, LinkKind, percent_decoded};
use crate::text::{SourcePath, Suggestions, compose, fold_case};

/// The endings of pictures.
const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tiff"];
/// The endings that people write for a page, besides its own.
const LIKE_PAGES: [&str; 5] = ["", "html", "htm", "markdown", "txt"];

impl Links<'_> {
    /// The diagnostic for `link` of `document`; none where that was reported before.
    pub(super) fn problem(
        &self,
        document: &Document,
        link: &LinkDoc,
        dead_end: &DeadEnd,
        suggestions: &mut Suggestions,
    ) -> Option<Diagnostic> {
        let written = link.target.value.as_str();
        let place = Place::new(&document.path, link.target.span);
        let problem = |code, message: Message, help: Message| {
            Some(Diagnostic::new(code, place.clone(), message).help(help))
        };
        match dead_end {
            DeadEnd::Reported => None,
            DeadEnd::Draft => {
                let message = say!("`{written}` is a draft, so this would lead nowhere", written);
                problem(Code::L530, message, say!("take the link out until the draft is published"))
            }
            DeadEnd::Name(unknown) => self.unknown_name(place, written, unknown, suggestions),
            DeadEnd::Scheme => {
                let message = say!("`{written}` is no address that a page may lead to", written);
                let help = own_disk(written, link.kind);
                let otherwise = say!("a link can start with https:, http:, mailto: or tel:");
                problem(Code::L505, message, help.unwrap_or(otherwise))
            }
            DeadEnd::Empty => {
                let (message, help) = if link.kind == LinkKind::Image {
                    (
                        say!("this picture has no address"),
                        say!("write the name of its file, such as `kas.jpg`, or take it away"),
                    )
                } else {
                    (
                        say!("this link has no address"),
                        say!("write where it leads, such as `../stagegids.md`, or take it away"),
                    )
                };
                problem(Code::L510, message, help)
            }
            DeadEnd::Outside => {
                let message = say!("`{written}` leads out of the content folder", written);
                problem(Code::L504, message, say!("put the file in `content`, beside the page that uses it"))
            }
            DeadEnd::File(file) => {
                let help = missing_file(self.site, self.sources, (written, file), link.kind, suggestions);
                problem(Code::L501, say!("there is no file `{file}`", file), help)
            }
            DeadEnd::Heading(page, id) => {
                let message = say!("`{page}` has no heading `#{id}`", page, id);
                let Some(page) = self.site.document_at(page) else {
                    return problem(Code::L502, message, Message::none());
                };
                let help = if self.is_item(page, id) {
                    say!(
                        "items are named between double brackets: `[[{id}]]`, or with words of your own `[[{id}|…]]`",
                        id
                    )
                } else {
                    near_anchors(self.site.document(page), id, suggestions)
                };
                problem(Code::L502, message, help)
            }
        }
    }

    /// Whether the document `page` is a profile with an item `id`.
    fn is_item(&self, page: DocumentId, id: &str) -> bool {
        let mut profiles = self.site.profiles.values();
        let profile = profiles.find(|profile| profile.document == page);
        profile.is_some_and(|profile| profile.items.iter().any(|item| self.site.items[*item].id == id))
    }

    /// The diagnostic for `[[name]]`, which could have been an item or a module.
    fn unknown_name(
        &self,
        place: Place,
        name: &str,
        unknown: &Unknown,
        suggestions: &mut Suggestions,
    ) -> Option<Diagnostic> {
        // It may be the code of a module that could not be read.
        if self.site.follows(Code::L503, self.site.lost.codes) {
            return None;
        }
        let message = say!("no item and no module is called `{name}`", name);
        let (near, otherwise) = match unknown {
            Unknown::Item(profile) => {
                if let Some(help) = self.names.several_mentioned(*profile, name) {
                    return Some(Diagnostic::new(Code::L503, place, message).help(help));
                }
                let mut near = self.names.near_items(*profile, name, suggestions);
                near.extend(self.modules().near(name, suggestions));
                near.truncate(3);
                (near, say!("double brackets name an item (`[[c4.6]]`) or a module (`[[M05]]`)"))
            }
            // Said at the first claim; a text that only mentions items cannot know better.
            Unknown::NoProfile => (
                self.modules().near(name, suggestions),
                say!("this site has no profile, so only modules have names"),
            ),
            Unknown::Profile | Unknown::Ambiguous(_) | Unknown::Lost(_) => {
                return self.names.unknown_item(Code::L503, (place, name), unknown, suggestions);
            }
        };
        Some(Diagnostic::new(Code::L503, place, message).help(did_you_mean(&near, otherwise)))
    }
}

/// How many ids a message names where none comes near.
const FEW: usize = 4;

/// The anchor to write instead of `#id`, which `page` does not have: a heading with these words, a near name, or the
/// list of all.
fn near_anchors(page: &Document, id: &str, suggestions: &mut Suggestions) -> Message {
    let wanted = spoken(id);
    let by_words =
        page.headings.iter().filter(|heading| !wanted.is_empty() && spoken(&heading.text) == wanted);
    let by_words: Vec<&str> = by_words.map(|heading| heading.id.as_str()).take(FEW).collect();
    let names = || {
        let anchors = page.anchors.iter().map(|anchor| anchor.value.as_str());
        page.headings.iter().map(|heading| heading.id.as_str()).chain(anchors)
    };
    if !by_words.is_empty() {
        return did_you_mean(&by_words, Message::none());
    }
    let near = suggestions.nearest(id, names());
    let few: Vec<String> = names().take(FEW + 1).map(|name| format!("`#{name}`")).collect();
    let otherwise = match few.len() {
        0 => say!("that page has no headings; leave `#` and what follows it out"),
        1..=FEW => say!("its headings are {few}", few = few.join(", ")),
        _ => say!("a heading's id is its words with hyphens, or what stands in `{{#…}}`"),
    };
    did_you_mean(&near, otherwise)
}

/// The letters and digits of `text`, as other programs make ids of them: without signs and pictures, in any script.
fn spoken(text: &str) -> String {
    compose(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The kinds of files that a link can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LinkedKind {
    Page,
    Picture,
    Other,
}

/// The path to write instead of `written`, which would be the file `file` that is not there.
fn missing_file(
    site: &Site,
    sources: &Sources,
    (written, file): (&str, &SourcePath),
    kind: LinkKind,
    suggestions: &mut Suggestions,
) -> Message {
    if kind == LinkKind::Link && written.contains('@') && !written.contains('/') {
        return say!("for an address of e-mail, write `mailto:{written}`", written);
    }
    if looks_like_host(written) {
        return say!("for an address outside of the site, write `https://{written}`", written);
    }
    if let Some(help) = same_but_for_signs(sources, file, written) {
        return help;
    }
    let wanted = wanted(file, kind);
    let pages = site.documents.values().map(|resolved| &resolved.document.path);
    if wanted != LinkedKind::Picture && LIKE_PAGES.contains(&file.ending().as_str()) {
        let page = format!("{}/{}.md", file.folder(), file.stem());
        if let Some(page) = pages.clone().find(|path| path.as_str().eq_ignore_ascii_case(&page)) {
            return did_you_mean(&[page.as_str()], Message::none());
        }
    }
    let assets = sources.assets_in(CONTENT_FOLDER).map(|asset| &asset.path);
    let all: Vec<&str> = match wanted {
        LinkedKind::Page => pages.map(SourcePath::as_str).collect(),
        LinkedKind::Picture | LinkedKind::Other => {
            assets.filter(|path| kind_of_asset(path) == wanted).map(SourcePath::as_str).collect()
        }
    };
    // A file that moved keeps its name more often than its folder.
    let moved = all
        .iter()
        .copied()
        .filter(|path| path.rsplit('/').next() == Some(file.file_name()) && file.file_name() != "index.md");
    let moved: Vec<&str> = moved.take(3).collect();
    let near = if moved.is_empty() { suggestions.nearest(file.as_str(), all) } else { moved };
    let otherwise = match wanted {
        LinkedKind::Page => {
            say!("check its name and its folder: `../` goes one folder up, as in `../stagegids.md`")
        }
        LinkedKind::Picture => say!("put the picture beside the page and write its name"),
        LinkedKind::Other => say!("put the file beside the page and write its name"),
    };
    did_you_mean(&near, otherwise)
}

/// The path to write where a file has this name but for capitals, or has a sign in it that ends a path in an address.
fn same_but_for_signs(sources: &Sources, file: &SourcePath, written: &str) -> Option<Message> {
    let files = || {
        let texts = sources.files_in(CONTENT_FOLDER).map(|file| &file.path);
        texts.chain(sources.assets_in(CONTENT_FOLDER).map(|asset| &asset.path))
    };
    let folded = |path: &str| fold_case(&compose(path));
    let wanted = folded(file.as_str());
    if let Some(found) = files().find(|path| folded(path.as_str()) == wanted) {
        let name = found.file_name();
        let same_name = name == file.file_name();
        let found = if same_name { found.as_str() } else { name };
        return Some(say!("it is called `{found}`: capitals count in an address", found));
    }
    let sign = written.find(['#', '?'])?;
    let end = percent_decoded(&written[sign..]);
    let whole = format!("{file}{end}");
    let found = files().find(|path| path.as_str() == whole)?;
    let sign = if written[sign..].starts_with('#') { ("#", "%23") } else { ("?", "%3F") };
    Some(say!(
        "`{sign}` in a file's name is written `{code}`: `{file}`",
        sign = sign.0,
        code = sign.1,
        file = found.file_name().replace(sign.0, sign.1)
    ))
}

/// The advice against an address on the author's own disk: `C:\Users\An\deeg.png`, `file:///…`.
fn own_disk(written: &str, kind: LinkKind) -> Option<Message> {
    let (scheme, rest) = written.split_once(':')?;
    if scheme.len() != 1 && !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let name = rest.rsplit(['/', '\\']).next().filter(|name| !name.is_empty())?;
    Some(if kind == LinkKind::Image {
        say!("put the picture beside the page and write only its name: `{name}`", name)
    } else {
        say!("put the file beside the page and write only its name: `{name}`", name)
    })
}

/// Whether `written` begins with the name of a host, such as `www.vrt.be/nieuws`.
fn looks_like_host(written: &str) -> bool {
    let (host, is_path) = written.split_once('/').map_or((written, false), |(host, _)| (host, true));
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let Some((_, last)) = host.rsplit_once('.') else { return false };
    host.split('.').all(is_label)
        && last.len() >= 2
        && last.chars().all(|c| c.is_ascii_alphabetic())
        && (is_path || host.starts_with("www.") || is_of_hosts(last))
        && !last.eq_ignore_ascii_case("md")
}

/// Whether names of hosts end so, and those of files do not.
fn is_of_hosts(ending: &str) -> bool {
    ["be", "nl", "eu", "com", "org", "net", "vlaanderen"].contains(&ending)
}

fn wanted(file: &SourcePath, kind: LinkKind) -> LinkedKind {
    let ending = file.ending();
    match ending.as_str() {
        _ if kind == LinkKind::Image || PICTURES.contains(&ending.as_str()) => LinkedKind::Picture,
        "" | "md" | "markdown" => LinkedKind::Page,
        _ => LinkedKind::Other,
    }
}

fn kind_of_asset(path: &SourcePath) -> LinkedKind {
    if PICTURES.contains(&path.ending().as_str()) { LinkedKind::Picture } else { LinkedKind::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_files() {
        for host in ["www.vrt.be/x", "www.vrt.be", "vrt.be/nieuws/2026"] {
            assert!(looks_like_host(host), "{host}");
        }
        for file in ["m02.md", "deeg.png", "../m02.md", "les/deeg.png", "m02.md/x", "les 1.2/x", "v1.2/x"] {
            assert!(!looks_like_host(file), "{file}");
        }
    }

    #[test]
    fn what_stands_on_the_own_disk_is_called_by_its_name() {
        let help = |written| own_disk(written, LinkKind::Image).map(|help| help.english());
        let expected = "put the picture beside the page and write only its name: `deeg.png`";
        assert_eq!(help("C:\\Users\\An\\deeg.png").as_deref(), Some(expected));
        assert_eq!(help("file:///home/an/deeg.png").as_deref(), Some(expected));
        assert_eq!(help("javascript:deeg.png"), None);
    }
}
