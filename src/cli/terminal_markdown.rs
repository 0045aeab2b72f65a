//! Shows markdown in a terminal: the pages of `docs/diagnostics`, which the project itself wrote.
//!
//! Headings are bold, text between paragraphs is wrapped, and examples are indented and never wrapped.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::columns;
use super::report::Colour;

/// Lines of prose are not longer than this, however wide the terminal is.
const LONGEST: usize = 90;
const INDENT: &str = "    ";

/// `markdown` as text for a terminal of `width` columns.
pub(super) fn to_terminal(markdown: &str, colour: Colour, width: usize) -> String {
    let width = width.min(LONGEST);
    let mut page = TerminalText { text: String::new(), block: String::new(), named: false, colour, width };
    for event in Parser::new(markdown) {
        page.take(event);
    }
    page.text
}

struct TerminalText {
    text: String,
    /// The paragraph, heading or example that is being read.
    block: String,
    /// Whether the name of an example's file has just been written: the example stands right below it.
    named: bool,
    colour: Colour,
    width: usize,
}

impl TerminalText {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) => self.block.push_str(&text),
            Event::Code(code) => self.block.extend(["`", &code, "`"]),
            Event::SoftBreak | Event::HardBreak => self.block.push(' '),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                if let Some(file) = info.split(' ').find_map(|word| word.strip_prefix("file=")) {
                    self.push_block(&format!("{file}:\n"));
                    self.named = true;
                }
            }
            Event::Start(Tag::Item) => self.block.push_str("- "),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end_paragraph(),
            Event::End(TagEnd::CodeBlock) => self.end_example(),
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let heading = std::mem::take(&mut self.block);
        match self.colour {
            Colour::Plain => self.push_block(&format!("{heading}\n")),
            Colour::Coloured => self.push_block(&format!("\u{1b}[1m{heading}\u{1b}[0m\n")),
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.block);
        if !paragraph.is_empty() {
            self.push_block(&wrap(&paragraph, self.width));
        }
    }

    fn end_example(&mut self) {
        let example = std::mem::take(&mut self.block);
        let lines = example.lines().map(|line| format!("{INDENT}{line}").trim_end().to_owned() + "\n");
        let lines: String = lines.collect();
        if std::mem::take(&mut self.named) {
            self.text.push_str(&lines);
        } else {
            self.push_block(&lines);
        }
    }

    fn push_block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
    }
}

/// `text` in lines of at most `width` columns, as far as its words allow.
fn wrap(text: &str, width: usize) -> String {
    let (mut wrapped, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = columns::width(word);
        if column > 0 && column + 1 + length > width {
            wrapped.push('\n');
            column = 0;
        }
        if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped.push('\n');
    wrapped
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    const PAGE: &str = "# L301: a title\n\nSome `code` and\nmore words, [linked](x.md).\n\n- one\n- two\n\n~~~markdown file=content/a.md\n+++\n\n## a\n~~~\n\ngives\n\n~~~\na:1\n~~~\n";

    #[test]
    fn prose_is_wrapped_and_examples_are_not() {
        expect![[r#"
            L301: a title

            Some `code` and more
            words, linked.

            - one

            - two

            content/a.md:
                +++

                ## a

            gives

                a:1
        "#]]
        .assert_eq(&to_terminal(PAGE, Colour::Plain, 20));
    }

    #[test]
    fn headings_are_bold_where_colours_are_wanted() {
        assert!(to_terminal(PAGE, Colour::Coloured, 80).starts_with("\u{1b}[1mL301: a title\u{1b}[0m\n"));
    }
}
