//! Texts that are no pages because of their names alone: `m02.markdown`, `m02.md.txt`, `m02.txt`.
//!
//! Editors and other programs save pages under such names. Nobody reads them as pages, but whoever publishes a file as it
//! stands has to know that its author did not mean it to be seen: a text that says so in its front matter, whichever program
//! it was written for, is a draft.
//!
//! ```text
//! ---                      +++
//! published: false         draft = true
//! ---                      +++
//! ```

use super::front_matter::{HIDING_KEYS, SHOWING_KEYS, STATUS_KEYS, front_lines};
use crate::sources::TextFront;

/// Endings of names that say markdown.
const MARKDOWN: [&str; 8] = ["markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "mdx"];
/// Endings of names that any text may have.
const PLAIN: [&str; 4] = ["txt", "text", "qmd", "rmd"];

/// The kinds of texts that are no pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherText {
    /// Its name says that it is markdown: `m02.mdx`, `m02.md.txt`.
    Markdown,
    /// It can be any text: `m02.txt`.
    Plain,
}

impl OtherText {
    /// The kind of the file called `name`, if that is a text and no page.
    pub fn of(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        let is_one_of =
            |ending: &str, endings: &[&str]| endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
        if is_one_of(ending, &MARKDOWN) {
            return Some(Self::Markdown);
        }
        let inner = stem.rsplit_once('.').map_or("", |(_, inner)| inner);
        let says_markdown = inner.eq_ignore_ascii_case("md") || is_one_of(inner, &MARKDOWN);
        is_one_of(ending, &PLAIN).then_some(if says_markdown { Self::Markdown } else { Self::Plain })
    }

    /// The page that the file called `name` should be, without the ending.
    pub fn page_stem(name: &str) -> &str {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match stem.rsplit_once('.') {
            Some((inner, ending)) if ending.eq_ignore_ascii_case("md") || ending == "markdown" => inner,
            _ => stem,
        }
    }

    /// The kind of front matter that `text` begins with, in the words of this program or of another one.
    pub fn front(text: &str) -> TextFront {
        let Some(lines) = front_lines(text) else { return TextFront::None };
        if lines.lines().any(hides) { TextFront::Draft } else { TextFront::Page }
    }
}

/// Whether `line` of some front matter keeps its page from being published.
fn hides(line: &str) -> bool {
    let Some(at) = line.find(['=', ':']) else { return false };
    let bare = |part: &str| part.trim().trim_matches(['"', '\'']).to_lowercase();
    let (key, value) = (bare(&line[..at]), bare(&line[at + 1..]));
    let is_one_of = |keys: &[&str], word: &str| keys.contains(&word);
    let is_no = ["false", "no", "off", "nee", "non", "nein", "0"].contains(&value.as_str());
    is_one_of(&HIDING_KEYS, &key) && !is_no && !value.is_empty()
        || is_one_of(&SHOWING_KEYS, &key) && is_no
        || is_one_of(&STATUS_KEYS, &key) && is_one_of(&HIDING_KEYS, &value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_which_texts_are_no_pages() {
        for name in ["a.markdown", "a.MDX", "a.md.txt", "a.MD.TXT", "a.mkd", "a.markdown.text"] {
            assert_eq!(OtherText::of(name), Some(OtherText::Markdown), "{name}");
        }
        for name in ["a.txt", "robots.txt", "a.qmd", "a.Rmd", "a.2.text"] {
            assert_eq!(OtherText::of(name), Some(OtherText::Plain), "{name}");
        }
        for name in ["a.md", "a.pdf", "mdx", "a.docx", "LICENSE"] {
            assert_eq!(OtherText::of(name), None, "{name}");
        }
        assert_eq!(OtherText::page_stem("les.1.md.txt"), "les.1");
        assert_eq!(OtherText::page_stem("les.1.mdx"), "les.1");
    }

    #[test]
    fn a_text_that_is_kept_back_in_any_programs_words_is_a_draft() {
        for front in [
            "+++\ntitle = \"X\"\ndraft = true\n+++\n",
            "---\ntitle: X\ndraft: true\n---\n",
            "---\ntitle: X\nPublished: \"false\"\n---\n",
            "---\ntitle: X\nprivate: yes\n---\n",
            "---\ntitle: X\nstatus: concept\n---\n",
            "+++\ntitle = \"X\"\n[extra]\nhidden = true\n+++\n",
            "+++\ntitle = \"X\"\ndraft = true\n",
        ] {
            assert_eq!(OtherText::front(front), TextFront::Draft, "{front}");
        }
        for front in [
            "+++\ntitle = \"X\"\ndraft = false\n+++\n",
            "---\ntitle: Draft\npublished: true\n---\ndraft: true",
        ] {
            assert_eq!(OtherText::front(front), TextFront::Page, "{front}");
        }
        assert_eq!(OtherText::front("draft: true\n\nGewone tekst\n"), TextFront::None);
    }
}
