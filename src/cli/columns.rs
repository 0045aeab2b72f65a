//! Texts below each other in a terminal: how wide a text is there, where a letter can take two columns or none, and a cell of a
//! column, which stays straight whatever stands in it.

use unicode_width::UnicodeWidthStr;

/// The columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The columns that the widest of `texts` takes.
pub(super) fn widest<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> usize {
    texts.into_iter().map(|text| width(text.as_ref())).max().unwrap_or(0)
}

/// `text` at the left of `columns`.
pub(super) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` at the right of `columns`.
pub(super) fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` before a text that begins `gap` columns behind the column, which stands `indent` columns from the margin. Behind one that
/// is wider than its column the line ends, so that the text after it stands below the others.
pub(super) fn before(text: &str, columns: usize, (indent, gap): (usize, usize)) -> String {
    if width(text) <= columns {
        return format!("{}{}", left(text, columns), " ".repeat(gap));
    }
    format!("{text}\n{}", " ".repeat(indent + columns + gap))
}

/// `text`, or its beginning and a sign where it is wider than `columns`.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|end| width(&text[..*end]) < columns).last().unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_it_is_shown() {
        for (text, columns) in [("c1.1", 4), ("é", 1), ("e\u{301}", 1), ("成果", 4), ("한국", 4), ("", 0)]
        {
            assert_eq!(width(text), columns, "{text}");
            assert_eq!(width(&left(text, 6)), 6, "{text}");
            assert_eq!(width(&right(text, 6)), 6, "{text}");
        }
        assert_eq!(left("te breed", 3), "te breed");
    }

    #[test]
    fn behind_a_text_that_is_too_wide_the_line_ends() {
        assert_eq!(before("c1", 4, (2, 2)), "c1    ");
        assert_eq!(before("c1.12", 4, (2, 2)), "c1.12\n        ");
    }

    #[test]
    fn a_text_is_cut_between_letters() {
        assert_eq!(shortened("Omgaan met klachten", 10), "Omgaan me…");
        assert_eq!(shortened("成果成果", 8), "成果成果");
        assert_eq!(shortened("成果成果成", 8), "成果成…");
        assert_eq!(shortened("Omgaan met klachten", 8), "Omgaan…");
    }
}
