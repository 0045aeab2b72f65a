//! The preview's own script, which is added to every page, and nothing else.
//!
//! It is one element before the end of the body, and loads everything from the preview itself, so that it works under a
//! page's Content-Security-Policy of `default-src 'self'`. Everything in it can be read by the page's own scripts.

use html_escape::encode_double_quoted_attribute;
use xxhash_rust::xxh3::xxh3_64;

/// Where the preview's own files stand: no page and no asset is ever served below it.
pub const OWN_FOLDER: &str = "__leerlijn";

/// The values that the script is given with a page.
#[derive(Debug, Clone, Copy)]
pub struct ScriptTag<'a> {
    /// Which run made the page.
    pub run: &'a str,
    /// The origin of the buttons that do something, for a browser on this machine.
    pub controls: Option<&'a str>,
    /// The moment at which the page was made.
    pub moment: u64,
    /// How the page is edited; none where it cannot be.
    pub editing: Option<Editing<'a>>,
    /// The sentence that the preview has ended: it cannot be asked for then.
    pub lost: &'a str,
}

/// How a page is edited.
#[derive(Debug, Clone, Copy)]
pub enum Editing<'a> {
    /// At another origin, where no script of the site runs.
    At(&'a str),
    /// Here.
    Here {
        /// The token of the run; none where a browser alone may edit that has a key for it.
        token: Option<&'a str>,
        /// The address of the pages.
        pages: &'a str,
    },
}

/// `html` with the script.
pub fn with_script(html: &[u8], tag: ScriptTag<'_>) -> Vec<u8> {
    let element = script(html, tag);
    let at = rfind(html, b"</body>").unwrap_or(html.len());
    [&html[..at], element.as_bytes(), &html[at..]].concat()
}

/// `html` for an address in whichever folder: its links count from the top of the site. A host shows the
/// page for what is not there in the same way, and does it wrong for a site without an address of its own.
pub fn with_base(html: &[u8]) -> Vec<u8> {
    let head = b"<head>";
    let Some(at) = html.windows(head.len()).position(|window| window == head) else { return html.to_vec() };
    let at = at + head.len();
    [&html[..at], b"<base href=\"/\">", &html[at..]].concat()
}

/// A page for when there is none.
pub fn empty_page(language: &str, title: &str, tag: ScriptTag<'_>) -> Vec<u8> {
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
        <meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body>\n{}</body>\n</html>\n",
        script(b"", tag)
    )
    .into_bytes()
}

/// The number by which the script asks whether its page is still what is shown.
pub(super) fn mark(html: &[u8]) -> String {
    format!("{:016x}", xxh3_64(html))
}

fn script(html: &[u8], ScriptTag { run, controls, moment, editing, lost }: ScriptTag<'_>) -> String {
    let shown = mark(html);
    let lost = encode_double_quoted_attribute(lost);
    let editing = match editing {
        Some(Editing::At(origin)) => format!(" data-editing=\"{origin}\""),
        Some(Editing::Here { token, pages }) => {
            let token = token.map(|token| format!(" data-token=\"{token}\"")).unwrap_or_default();
            format!("{token} data-pages=\"{pages}\"")
        }
        None => String::new(),
    };
    let controls = controls.map(|origin| format!(" data-controls=\"{origin}\"")).unwrap_or_default();
    format!(
        "<script src=\"/{OWN_FOLDER}/client.js\" type=\"module\" data-run=\"{run}\"{controls}{editing} data-moment=\"{moment}\" data-shown=\"{shown}\" data-lost=\"{lost}\"></script>\n"
    )
}

fn rfind(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: ScriptTag<'_> = ScriptTag { run: "r", controls: None, moment: 7, editing: None, lost: "L" };

    #[test]
    fn a_page_gets_one_element_before_the_end_of_its_body() {
        let html = "<p>over &lt;/body&gt;</p><pre></body></pre></BODY></html>";
        let made = String::from_utf8(with_script(html.as_bytes(), TAG)).unwrap();
        let element = script(html.as_bytes(), TAG);
        assert_eq!(made.replace(&element, ""), html);
        assert!(made.ends_with("</script>\n</BODY></html>"), "{made}");
    }

    #[test]
    fn a_page_without_a_body_gets_it_at_the_end() {
        let made = String::from_utf8(with_script(b"<p>kort", TAG)).unwrap();
        assert!(made.starts_with("<p>kort<script src=\"/__leerlijn/client.js\" type=\"module\" "), "{made}");
    }

    #[test]
    fn the_page_for_what_is_not_there_counts_from_the_top() {
        assert_eq!(with_base(b"<head><title>"), b"<head><base href=\"/\"><title>");
        assert_eq!(with_base(b"<title>"), b"<title>");
    }
}
