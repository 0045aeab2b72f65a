//! A page as one file, to be handed round where a folder of files cannot go.
//!
//! The file holds the styles, scripts and letters that it needs and asks for nothing outside itself. Its policy lets run
//! the scripts that are in it, by their hash, and nothing else. A link into the site stays only where the site has an
//! address.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

/// The file `name` of a theme's `static/`.
pub(super) type Static<'s> = dyn Fn(&str) -> Option<Vec<u8>> + 's;

/// Makes single files of the pages of one theme; style sheets and scripts are made ready once.
#[derive(Default)]
pub(super) struct SingleFiles {
    /// Styles and scripts by the address that a page has for them, with the attributes behind it.
    pieces: RwLock<BTreeMap<String, Arc<Piece>>>,
}

/// A style sheet or a script, ready to stand in a page.
struct Piece {
    text: String,
    /// The source of a policy that allows just this text (CSP level 3, 2.3.1).
    source: String,
}

impl Piece {
    fn new(text: &str) -> Self {
        let text = text.replace("</", "<\\/");
        let source = format!("'sha256-{}'", BASE64.encode(Sha256::digest(text.as_bytes())));
        Self { text, source }
    }
}

impl SingleFiles {
    /// `html` with what it refers to below `{root}static/` in it.
    pub(super) fn make(&self, html: &str, root: &str, files: &Static<'_>, has_address: bool) -> String {
        let (mut styles, mut scripts, mut waiting) = (Vec::new(), Vec::new(), String::new());
        let html =
            replaced(html, &format!("<link rel=\"stylesheet\" href=\"{root}static/"), ">", |tag, page| {
                let style = self.piece(tag, |name| style(name, tag, files));
                page.extend(["<style>", &style.text, "</style>"]);
                styles.push(style);
            });
        let html = replaced(&html, &format!("<script src=\"{root}static/"), "></script>", |tag, page| {
            let script = self.piece(tag, |name| text(name, files));
            // A script that waits for the page stands at its end; one that must not wait stays where it is.
            let waits = tag.split_once('"').is_some_and(|(_, attributes)| attributes.contains("defer"));
            let place = if waits { &mut waiting } else { page };
            place.extend(["<script>", &script.text, "</script>"]);
            scripts.push(script);
        });
        let html = replaced(&html, "<link rel=\"icon\"", ">", |_, _| {});
        let charset = "<meta charset=\"utf-8\">";
        let html = html.replacen(charset, &format!("{charset}\n{}", policy(&styles, &scripts)), 1);
        let html = html.replacen("</body>", &format!("{waiting}</body>"), 1);
        if has_address { html } else { without_links(&html) }
    }

    /// The piece that the tag with `name" attributes` refers to, which `make` makes when it is not there yet.
    fn piece(&self, tag: &str, make: impl FnOnce(&str) -> String) -> Arc<Piece> {
        let known = self.pieces.read().unwrap_or_else(PoisonError::into_inner).get(tag).cloned();
        known.unwrap_or_else(|| {
            let name = tag.split_once('"').map_or(tag, |(name, _)| name);
            let piece = Arc::new(Piece::new(&make(name)));
            let mut pieces = self.pieces.write().unwrap_or_else(PoisonError::into_inner);
            pieces.insert(tag.to_owned(), Arc::clone(&piece));
            piece
        })
    }
}

fn policy(styles: &[Arc<Piece>], scripts: &[Arc<Piece>]) -> String {
    let sources = |pieces: &[Arc<Piece>]| match pieces {
        [] => "'none'".to_owned(),
        pieces => pieces.iter().map(|piece| piece.source.as_str()).collect::<Vec<_>>().join(" "),
    };
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src {}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'\">",
        sources(styles),
        sources(scripts),
    )
}

fn text(name: &str, files: &Static<'_>) -> String {
    files(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// The style sheet `name` with its fonts inside, for the medium that its tag has.
fn style(name: &str, tag: &str, files: &Static<'_>) -> String {
    let css = replaced(&text(name, files), "url(\"../fonts/", "\"", |font, css| {
        let font = files(&format!("fonts/{font}")).unwrap_or_default();
        css.push_str(&format!("url(\"data:font/woff2;base64,{}\"", BASE64.encode(font)));
    });
    if tag.contains("media=\"print\"") { format!("@media print {{\n{css}}}\n") } else { css }
}

/// `html` with the addresses of its links taken out, but for those within the page. A link that saves a file of the site
/// has nothing to save then.
fn without_links(html: &str) -> String {
    let html = replaced(html, " href=\"", "\"", |address, page| {
        let stays = address.starts_with('#') || address.contains("://");
        if stays {
            page.extend([" href=\"", address, "\""]);
        } else {
            page.push(GONE);
        }
    });
    let mut pieces = html.split(GONE);
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |page, piece| page + piece.strip_prefix(" download").unwrap_or(piece))
}

/// Where an address was taken out; no text of a page has this sign.
const GONE: char = '\0';

/// `text` with what `write` makes of all that stands between `open` and the `close` behind it, in place of the three.
fn replaced(text: &str, open: &str, close: &str, mut write: impl FnMut(&str, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let (inside, after) = after.split_once(close).unwrap_or((after, ""));
        out.push_str(before);
        write(inside, &mut out);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = concat!(
        "<head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"../static/i.svg\">",
        "<script src=\"../static/js/now.js\"></script>",
        "<link rel=\"stylesheet\" href=\"../static/css/a.css\">",
        "<link rel=\"stylesheet\" href=\"../static/css/p.css\" media=\"print\">",
        "<script src=\"../static/js/later.js\" defer></script></head>",
        "<body><a href=\"../m/index.html\">M</a><a href=\"#x\">x</a></body>"
    );

    fn file(name: &str) -> Option<Vec<u8>> {
        let text = match name {
            "css/a.css" => "@font-face { src: url(\"../fonts/f.woff2\") }",
            "css/p.css" => "a { color: red }",
            "js/now.js" => "now()",
            "js/later.js" => "later(\"</script>\")",
            "fonts/f.woff2" => "F",
            _ => return None,
        };
        Some(text.as_bytes().to_vec())
    }

    #[test]
    fn everything_is_inside_and_only_that_may_run() {
        let html = SingleFiles::default().make(PAGE, "../", &file, false);
        assert!(!html.contains("../"), "{html}");
        assert!(html.contains("data:font/woff2;base64,Rg=="));
        assert!(html.contains("@media print {\na { color: red }}"));
        assert!(html.contains("<script>now()</script>"));
        assert!(html.ends_with("<script>later(\"<\\/script>\")</script></body>"));
        let hash = BASE64.encode(Sha256::digest(b"now()"));
        assert!(html.contains(&format!("'sha256-{hash}'")));
        assert!(html.contains("<a>M</a><a href=\"#x\">x</a>"));
    }

    #[test]
    fn links_stay_where_the_site_has_an_address() {
        let page = PAGE.replace("../", "https://x.example/");
        let html = SingleFiles::default().make(&page, "https://x.example/", &file, true);
        assert!(html.contains("<a href=\"https://x.example/m/index.html\">M</a>"));
    }
}
