//! Purpose: a page as one file, to be handed round where a folder of files cannot go.
//! Input: a finished page and the files of its theme. Output: the page with styles, scripts and letters in it.
//! Invariant: the file asks for nothing outside itself, and its policy lets run what is in it by its hash
//! and nothing else; a link into the site stays only where the site has an address.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

/// The file `name` of a theme's `static/`.
pub(super) type Static<'s> = dyn Fn(&str) -> Option<Vec<u8>> + 's;

/// Puts into `html` what it refers to below `{root}static/`.
pub(super) fn single_file(html: &str, root: &str, files: &Static<'_>, has_address: bool) -> String {
    let mut page = Page { html: html.to_owned(), styles: Vec::new(), scripts: Vec::new() };
    page.take_styles(root, files);
    page.take_scripts(root, files);
    page.drop_icon();
    page.add_policy();
    if has_address { page.html } else { without_links(&page.html) }
}

struct Page {
    html: String,
    styles: Vec<String>,
    scripts: Vec<String>,
}

impl Page {
    fn take_styles(&mut self, root: &str, files: &Static<'_>) {
        let open = format!("<link rel=\"stylesheet\" href=\"{root}static/");
        while let Some((before, rest)) = self.html.split_once(&open) {
            let (name, rest) = rest.split_once('"').unwrap_or((rest, ""));
            let (attributes, rest) = rest.split_once('>').unwrap_or((rest, ""));
            let css =
                files(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
            let css = with_letters(&css, files);
            let css = if attributes.contains("print") { format!("@media print {{\n{css}}}\n") } else { css };
            let css = css.replace("</", "<\\/");
            self.html = format!("{before}<style>{css}</style>{rest}");
            self.styles.push(css);
        }
    }

    /// A script that waits for the page stands at its end; one that must not wait stays where it is.
    fn take_scripts(&mut self, root: &str, files: &Static<'_>) {
        let open = format!("<script src=\"{root}static/");
        let mut waiting = String::new();
        while let Some((before, rest)) = self.html.split_once(&open) {
            let (name, rest) = rest.split_once('"').unwrap_or((rest, ""));
            let (attributes, rest) = rest.split_once("></script>").unwrap_or((rest, ""));
            let code =
                files(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
            let code = code.replace("</", "<\\/");
            let script = format!("<script>{code}</script>");
            self.html = if attributes.contains("defer") {
                waiting.push_str(&script);
                format!("{before}{rest}")
            } else {
                format!("{before}{script}{rest}")
            };
            self.scripts.push(code);
        }
        self.html = self.html.replacen("</body>", &format!("{waiting}</body>"), 1);
    }

    fn drop_icon(&mut self) {
        if let Some((before, rest)) = self.html.split_once("<link rel=\"icon\"") {
            let rest = rest.split_once('>').map_or("", |(_, rest)| rest);
            self.html = format!("{before}{rest}");
        }
    }

    fn add_policy(&mut self) {
        let (styles, scripts) = (hashes(&self.styles), hashes(&self.scripts));
        let policy = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {styles}; script-src {scripts}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'\">"
        );
        let charset = "<meta charset=\"utf-8\">";
        self.html = self.html.replacen(charset, &format!("{charset}\n{policy}"), 1);
    }
}

/// The sources of a policy that allow just these texts (CSP level 3, 2.3.1).
fn hashes(texts: &[String]) -> String {
    if texts.is_empty() {
        return "'none'".to_owned();
    }
    let hash = |text: &String| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text.as_bytes())));
    texts.iter().map(hash).collect::<Vec<_>>().join(" ")
}

/// A style sheet with its fonts inside.
fn with_letters(css: &str, files: &Static<'_>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("url(\"../fonts/") {
        let (name, after) = after.split_once('"').unwrap_or((after, ""));
        let font = files(&format!("fonts/{name}")).unwrap_or_default();
        out.push_str(before);
        out.push_str(&format!("url(\"data:font/woff2;base64,{}\"", BASE64.encode(font)));
        rest = after;
    }
    out + rest
}

/// `html` with the addresses of its links taken out, but for those within the page.
fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(" href=\"") {
        let (address, after) = after.split_once('"').unwrap_or((after, ""));
        out.push_str(before);
        if address.starts_with('#') || address.contains("://") {
            out.push_str(&format!(" href=\"{address}\""));
        }
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
        let html = single_file(PAGE, "../", &file, false);
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
        let html = single_file(&page, "https://x.example/", &file, true);
        assert!(html.contains("<a href=\"https://x.example/m/index.html\">M</a>"));
    }
}
