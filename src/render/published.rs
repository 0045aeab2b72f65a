//! The built-in style sheets and scripts as readers get them.
//!
//! The files of the theme are written to be read and changed, with a comment wherever one helps: a fifth of their
//! compressed bytes. Nobody reads these in a browser, so scripts are published without comments and indentation, and style
//! sheets without any space that says nothing. A site's own files are published as they are.

/// The bytes of the built-in static file `name` as they are published.
pub(super) fn published(name: &str, bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_owned() };
    match name.rsplit_once('.') {
        Some((_, "css")) => tight(&without_comments(text)),
        Some((_, "js")) => lines(&without_comments_between_lines(text)),
        _ => return bytes.to_owned(),
    }
    .into_bytes()
}

/// The lines of `script` that say something, without the space around them.
fn lines(script: &str) -> String {
    let kept = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// A style sheet on one line, with a space only where it parts two words: `a :hover` is not `a:hover`, and a sum needs
/// the spaces around its sign. Texts in quotes stay.
fn tight(css: &str) -> String {
    let mut tight = String::with_capacity(css.len());
    let (mut is_quoted, mut is_spaced) = (false, false);
    for sign in css.chars() {
        if !is_quoted && sign.is_whitespace() {
            is_spaced = true;
            continue;
        }
        if is_spaced
            && !"{};,)".contains(sign)
            && !tight.ends_with(['{', '}', ';', ':', ',', '('])
            && !tight.is_empty()
        {
            tight.push(' ');
        }
        is_spaced = false;
        // The last declaration of a rule needs no end.
        if sign == '}' && !is_quoted && tight.ends_with(';') {
            tight.pop();
        }
        is_quoted ^= sign == '"';
        tight.push(sign);
    }
    tight
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
    fn comments_and_needless_spaces_are_left_out_of_style_sheets() {
        let source = "/* All.\n   Of it. */\n@layer a {\n  b { color: red; } /* c */\n\n  d::before { content: \" //; } \" }\n}\n";
        assert_eq!(text("css/a.css", source), "@layer a{b{color:red}d::before{content:\" //; } \"}}");
    }

    #[test]
    fn spaces_that_say_something_stay_in_style_sheets() {
        let source = "@media (width < 30rem) and (hover: none) {\n  a :is(b,\n    c) > d {\n    margin: calc(1px + 2px) auto;\n    font: 1em \"A  B\", serif;\n  }\n}\n";
        assert_eq!(
            text("css/a.css", source),
            "@media (width < 30rem) and (hover:none){a :is(b,c) > d{margin:calc(1px + 2px) auto;font:1em \"A  B\",serif}}"
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
