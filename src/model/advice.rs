//! Purpose: say what to write instead of an address that leads nowhere.
//! Input: the address, and the files that there are. Output: the help of its diagnostic.
//! Invariant: only a file of the kind that was meant is offered: a picture for a picture, a page for a page.

use super::site::Site;
use crate::diagnostics::did_you_mean;
use crate::sources::{CONTENT_FOLDER, Sources};
use crate::syntax::LinkKind;
use crate::text::{SourcePath, nearest};

/// The endings of pictures.
const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tiff"];
/// The endings that people write for a page, besides its own.
const LIKE_PAGES: [&str; 5] = ["", "html", "htm", "markdown", "txt"];

/// The kinds of files that a link can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Page,
    Picture,
    Other,
}

/// What to write instead of `written`, which would be the file `file` that is not there.
pub(super) fn missing_file(
    site: &Site,
    sources: &Sources,
    (written, file): (&str, &SourcePath),
    kind: LinkKind,
) -> String {
    if looks_like_host(written) {
        return format!("for an address outside of the site, write `https://{written}`");
    }
    let wanted = wanted(file, kind);
    let pages = site.documents.values().map(|resolved| &resolved.document.path);
    if wanted != Sort::Picture && LIKE_PAGES.contains(&file.ending().as_str()) {
        let page = format!("{}/{}.md", file.folder(), file.stem());
        if let Some(page) = pages.clone().find(|path| path.as_str().eq_ignore_ascii_case(&page)) {
            return did_you_mean(&[page.as_str()], "");
        }
    }
    let assets = sources.assets_in(CONTENT_FOLDER).map(|asset| &asset.path);
    let all: Vec<&str> = match wanted {
        Sort::Page => pages.map(SourcePath::as_str).collect(),
        sort => assets.filter(|path| sort_of_asset(path) == sort).map(SourcePath::as_str).collect(),
    };
    // A file that moved keeps its name more often than its folder.
    let moved = all
        .iter()
        .copied()
        .filter(|path| path.rsplit('/').next() == Some(file.file_name()) && file.file_name() != "index.md");
    let moved: Vec<&str> = moved.take(3).collect();
    let near = if moved.is_empty() { nearest(file.as_str(), all) } else { moved };
    let otherwise = match wanted {
        Sort::Page => "a link to a page names its file, such as `../stagegids.md`",
        Sort::Picture => "put the picture beside the page and write its name",
        Sort::Other => "put the file beside the page and write its name",
    };
    did_you_mean(&near, otherwise)
}

/// What to write instead of an address on the author's own disk: `C:\Users\An\deeg.png`, `file:///…`.
pub(super) fn own_disk(written: &str, kind: LinkKind) -> Option<String> {
    let (scheme, rest) = written.split_once(':')?;
    if scheme.len() != 1 && !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let what = if kind == LinkKind::Image { "picture" } else { "file" };
    let name = rest.rsplit(['/', '\\']).next().filter(|name| !name.is_empty())?;
    Some(format!("put the {what} beside the page and write only its name: `{name}`"))
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
        && (is_path || host.starts_with("www."))
        && !last.eq_ignore_ascii_case("md")
}

fn wanted(file: &SourcePath, kind: LinkKind) -> Sort {
    let ending = file.ending();
    match ending.as_str() {
        _ if kind == LinkKind::Image || PICTURES.contains(&ending.as_str()) => Sort::Picture,
        "" | "md" | "markdown" => Sort::Page,
        _ => Sort::Other,
    }
}

fn sort_of_asset(path: &SourcePath) -> Sort {
    if PICTURES.contains(&path.ending().as_str()) { Sort::Picture } else { Sort::Other }
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
        let help = |written| own_disk(written, LinkKind::Image);
        let expected = "put the picture beside the page and write only its name: `deeg.png`";
        assert_eq!(help("C:\\Users\\An\\deeg.png").as_deref(), Some(expected));
        assert_eq!(help("file:///home/an/deeg.png").as_deref(), Some(expected));
        assert_eq!(help("javascript:deeg.png"), None);
    }
}
