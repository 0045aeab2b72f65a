//! The built-in style sheets and scripts as readers get them.
//!
//! The files of the theme are written to be read and changed, with a comment wherever one helps: a fifth of their
//! compressed bytes. Nobody reads these in a browser, so they are published without comments and indentation. A site's own
//! files are published as they are.

/// The bytes of the built-in static file `name` as they are published.
pub(super) fn published(name: &str, bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_owned() };
    match name.rsplit_once('.') {
        Some((_, "css")) => lines(&without_comments(text), |_| true),
        Some((_, "js")) => lines(&without_comments_between_lines(text), |line| !line.starts_with("//")),
        _ => return bytes.to_owned(),
    }
    .into_bytes()
}

/// The lines of `text` that say something and that `stays` keeps, without the space around them.
fn lines(text: &str, stays: impl Fn(&str) -> bool) -> String {
    let kept = text.lines().map(str::trim).filter(|line| !line.is_empty() && stays(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// A style sheet without its comments. The built-in ones have no text in quotes that looks like one.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| part.split_once("*/")).map(|(_, code)| code);
    std::iter::once(first).chain(rest).collect()
}

/// A script without the comments that begin a line and go on to `*/`.
fn without_comments_between_lines(script: &str) -> String {
    let mut is_comment = false;
    let mut stays = |line: &&str| {
        is_comment = is_comment || line.trim_start().starts_with("/*");
        let stays = !is_comment;
        is_comment = is_comment && !line.contains("*/");
        stays
    };
    script.lines().filter(|line| stays(line)).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, source: &str) -> String {
        String::from_utf8_lossy(&published(name, source.as_bytes())).into_owned()
    }

    #[test]
    fn comments_and_indentation_are_left_out_of_style_sheets() {
        let source = "/* All.\n   Of it. */\n@layer a {\n  b { color: red } /* c */\n\n  d::before { content: \"//\" }\n}\n";
        assert_eq!(
            text("css/a.css", source),
            "@layer a {\nb { color: red }\nd::before { content: \"//\" }\n}\n"
        );
    }

    #[test]
    fn comments_and_indentation_are_left_out_of_scripts() {
        let source = "// All.\nconst a = \"//b\"; // c\n\n  /**\n   * d\n   */\n  /** e */\n  f(`/*`);\n";
        assert_eq!(text("js/a.js", source), "const a = \"//b\"; // c\nf(`/*`);\n");
    }

    #[test]
    fn other_files_stay_as_they_are() {
        assert_eq!(text("favicon.svg", "<svg>\n  <!-- a --></svg>"), "<svg>\n  <!-- a --></svg>");
        assert_eq!(published("a.css", &[0xff, 0x20]), [0xff, 0x20]);
    }
}
