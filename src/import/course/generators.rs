//! Markup of other generators in a text of markdown. Markup that leads somewhere becomes a link or a picture; markup
//! that only tells a generator how to do its work (`{% include toc.html %}`, `{: .no_toc}`) becomes a comment of HTML,
//! which no reader sees and nothing is lost in, and is named. Nothing in code is touched.
//!
//! ```text
//! [les]({% link _lessen/les1.md %})          [les](/_lessen/les1.md)
//! {{< figure src="foto.png" alt="Foto" >}}   ![Foto](foto.png)
//! {{ site.baseurl }}/img/a.png               /img/a.png
//! %% nog na te kijken %%                     <!-- nog na te kijken -->
//! ```

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostics::say;
use crate::import::course::text::LeftBehind;
use crate::import::wording::quoted;
use crate::syntax::MARKDOWN;
use crate::text::{escape_markdown, unescaped};

/// The signs between which generators have their own markup.
const MARKS: [(&str, &str); 6] =
    [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("{:", "}"), ("%%", "%%")];

/// `text` in the words of this site, with what only a generator understood as comments. `first_line` is the number of
/// its first line in the file.
pub(super) fn translated(text: &str, first_line: usize, left: &mut Vec<LeftBehind>) -> String {
    let code = code_in(text);
    let mut code = code.iter().peekable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        while code.next_if(|range| range.end <= at).is_some() {}
        if let Some(range) = code.peek().filter(|range| range.start <= at) {
            out.push_str(&text[at..range.end]);
            at = range.end;
            continue;
        }
        if let Some(length) = contents_at(text, at) {
            let line = first_line + text[..at].matches('\n').count();
            left.push(LeftBehind::in_line(line, LeftBehind::contents()));
            at += length;
            continue;
        }
        let Some((inside, end)) = mark_at(text, at) else {
            let next = text[at..].chars().next().map_or(1, char::len_utf8);
            out.push_str(&text[at..at + next]);
            at += next;
            continue;
        };
        match meaning(inside) {
            Meaning::Text(words) => out.push_str(&words),
            Meaning::Comment { is_named } => {
                let whole = &text[at..end];
                // Two hyphens would end the comment.
                out.push_str(&format!("<!-- {} -->", whole.replace("--", "- -").trim_matches('%').trim()));
                if is_named {
                    let line = first_line + text[..at].matches('\n').count();
                    let whole = quoted(whole);
                    let what = say!("{whole}, which is for another program; it stays as a comment", whole);
                    left.push(LeftBehind::in_line(line, what));
                }
            }
        }
        at = end;
    }
    out
}

/// The length of the line at byte `at` and of an empty one below it, where it only asks for a table of contents: `[TOC]`.
fn contents_at(text: &str, at: usize) -> Option<usize> {
    const MARKS: [&str; 4] = ["[toc]", "[[toc]]", "[[_toc_]]", "[[ toc ]]"];
    let is_start = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    if !is_start || !text[at..].starts_with('[') {
        return None;
    }
    let line = text[at..].lines().next()?;
    let behind = &text[at + line.len()..];
    let rest = behind.trim_start_matches('\r').strip_prefix('\n').unwrap_or(behind);
    let rest = rest.trim_start_matches('\r').strip_prefix('\n').unwrap_or(rest);
    MARKS.contains(&line.trim().to_lowercase().as_str()).then_some(text.len() - at - rest.len())
}

/// Where `text` has code, in order.
fn code_in(text: &str) -> Vec<Range<usize>> {
    let is_code = |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    let mut found: Vec<Range<usize>> = Parser::new_ext(text, MARKDOWN)
        .into_offset_iter()
        .filter(|(event, _)| is_code(event))
        .map(|(_, range)| range)
        .collect();
    found.sort_by_key(|range| range.start);
    found
}

/// The markup of a generator that begins at byte `at`, and where it ends: on the same line, but for comments.
fn mark_at(text: &str, at: usize) -> Option<(Mark<'_>, usize)> {
    let rest = &text[at..];
    let (open, close) = MARKS.iter().find(|(open, _)| rest.starts_with(open))?;
    let inside = &rest[open.len()..];
    let end = inside.find(close)?;
    let inside = &inside[..end];
    let before = text[..at].chars().next_back();
    let fits = match *open {
        // A remark stands on lines of its own, or within a line behind a space.
        "%%" if inside.contains('\n') => {
            let after = text[at + open.len() + end + close.len()..].chars().next();
            before.is_none_or(|c| c == '\n') && after.is_none_or(|c| c == '\n')
        }
        "%%" => before.is_none_or(char::is_whitespace),
        "{{<" => true,
        // Attributes of kramdown begin with a class, an id or a name; other things than those begin so too.
        "{:" => {
            let first = inside.trim_start();
            !inside.contains('\n')
                && (first.starts_with(['.', '#']) || first.contains('=') || first.starts_with("toc"))
        }
        _ => !inside.contains('\n'),
    };
    if inside.trim().is_empty() || !fits {
        return None;
    }
    Some((Mark { open, inside: inside.trim() }, at + open.len() + end + close.len()))
}

struct Mark<'t> {
    open: &'static str,
    inside: &'t str,
}

enum Meaning {
    Text(String),
    Comment { is_named: bool },
}

fn meaning(mark: Mark<'_>) -> Meaning {
    let inside = mark.inside.trim_matches('-').trim();
    let (name, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let argument = || rest.trim().trim_matches(['"', '\'', '`']).to_owned();
    match (mark.open, name) {
        ("%%", _) => Meaning::Comment { is_named: false },
        ("{{<" | "{{%", "ref" | "relref") => Meaning::Text(argument()),
        ("{{<" | "{{%", "figure" | "img" | "image") => match attribute(rest, "src") {
            Some(source) => Meaning::Text(picture(rest, &source)),
            None => Meaning::Comment { is_named: true },
        },
        ("{{<", "youtube") if !rest.is_empty() => Meaning::Text(format!(
            "<https://www.youtube.com/watch?v={}>",
            attribute(rest, "id").unwrap_or_else(argument)
        )),
        ("{%", "link") => Meaning::Text(format!("/{}", argument().trim_start_matches('/'))),
        ("{%", "post_url") => Meaning::Text(format!("/_posts/{}.md", argument())),
        ("{{", "site.baseurl" | "site.url" | "page.baseurl" | "base.url") if rest.is_empty() => {
            Meaning::Text(String::new())
        }
        ("{{", _) if inside.contains("| relative_url") || inside.contains("| absolute_url") => {
            let address = inside.split('|').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            Meaning::Text(address.to_owned())
        }
        _ => Meaning::Comment { is_named: true },
    }
}

fn picture(attributes: &str, source: &str) -> String {
    let words = attribute(attributes, "alt").or_else(|| attribute(attributes, "caption")).unwrap_or_default();
    let caption = attribute(attributes, "caption").filter(|caption| *caption != words);
    let below = caption.map(|caption| format!("\n\n{}", escape_markdown(&caption))).unwrap_or_default();
    format!("![{}]({}){below}", escape_markdown(&words), source.replace(' ', "%20"))
}

/// The value of `name` in `src="foto.png" alt="Foto"`.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let start = attributes.find(&format!("{name}="))? + name.len() + 1;
    let rest = &attributes[start..];
    let value = match rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) {
        Some(quote) => rest[1..].split(quote).next(),
        None => rest.split_whitespace().next(),
    };
    value.map(|value| unescaped(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translate(text: &str) -> (String, usize) {
        let mut left = Vec::new();
        (translated(text, 1, &mut left), left.len())
    }

    #[test]
    fn what_leads_somewhere_becomes_a_link_or_a_picture() {
        for (text, wanted) in [
            ("[les]({% link _lessen/les1.md %})", "[les](/_lessen/les1.md)"),
            ("{{< figure src=\"foto.png\" alt=\"Een foto\" >}}", "![Een foto](foto.png)"),
            ("![a]({{ site.baseurl }}/img/a.png)", "![a](/img/a.png)"),
            ("![a]({{ '/img/a.png' | relative_url }})", "![a](/img/a.png)"),
            ("[b]({{< ref \"les2.md\" >}})", "[b](les2.md)"),
            ("`{{ site.baseurl }}`", "`{{ site.baseurl }}`"),
            ("    {% include x %}", "    {% include x %}"),
        ] {
            assert_eq!(translate(text), (wanted.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn what_only_another_program_understands_is_a_comment_and_named() {
        assert_eq!(translate("## Kop\n{: .no_toc }\n").0, "## Kop\n<!-- {: .no_toc } -->\n");
        assert_eq!(
            translate("{% include toc.html %} x"),
            ("<!-- {% include toc.html %} --> x".to_owned(), 1)
        );
        assert_eq!(translate("a %%nog doen%% b"), ("a <!-- nog doen --> b".to_owned(), 0));
        assert_eq!(translate("%%\nnog\ndoen\n%%\n").0, "<!-- nog\ndoen -->\n");
        assert_eq!(translate("[%%](x)\n\n## Kop\n\n[%%](y)").0, "[%%](x)\n\n## Kop\n\n[%%](y)");
        assert_eq!(translate("{:Tweety} {: vogel}"), ("{:Tweety} {: vogel}".to_owned(), 0));
        assert_eq!(translate("100 %% van {x}"), ("100 %% van {x}".to_owned(), 0));
    }
}
