//! Looks for markup in titles and summaries (L108).
//!
//! A title is shown in lists, in the tab of a browser and among results of the search, which know no markup, so it is
//! plain text everywhere. In front matter all markup of it stays as it is written; of a heading at the start of the
//! text the markup is taken out and the words stay, but a formula has no words, a link leads nowhere and a picture is not
//! seen.
//!
//! ```text
//! title = "De **wet** van $U=RI$"     De **wet** van $U=RI$
//! # De **wet** van $U=RI$             De wet van U=RI
//! ```

use pulldown_cmark::{Event, LinkType, Tag};

use super::events::Located;
use super::front_matter::Source;
use super::link::LinkKind;
use super::markdown;
use super::only_text;
use super::reader::Reader;
use crate::diagnostics::{Code, Diagnostic, Message, say};
use crate::text::{Span, Spanned};

/// The signs without which a text has no markup.
const SIGNS: [char; 6] = ['$', '*', '_', '`', '[', '~'];

/// Reports the markup in `text`, the value of `key` in the front matter.
pub(super) fn report(source: &mut Source<'_>, key: &str, text: &Spanned<String>) {
    if !text.value.contains(SIGNS) {
        return;
    }
    for (range, label) in only_text::loose_marks(&text.value, false) {
        let message = say!("`{text}` is only text in a {key}", text = &text.value[range], key);
        let help = say!("lists, tabs and searches show it too and have no notes: write the mark in the text");
        let place = source.place(text.span);
        source.problems.push(Diagnostic::new(Code::L108, place, message).help(help));
        source.title_marks.push(label.to_owned());
    }
    let events = markdown::parse_markdown(&text.value, 0);
    let Some((_, range)) = events.iter().find(|(event, _)| is_markup(event)) else { return };
    let message = say!("`{text}` is only text in a {key}", text = &text.value[range.clone()], key);
    report_plain(source, message, text.span);
}

/// Reports the markup in `value`, a fact of a module: it is shown in a list as it is written.
pub(super) fn report_in_fact(source: &mut Source<'_>, value: &Spanned<String>) {
    if !value.value.contains(SIGNS) && !value.value.contains("</") {
        return;
    }
    let events = markdown::parse_markdown(&value.value, 0);
    let is_shown = |event: &Event<'_>| {
        let is_address =
            matches!(event, Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }));
        is_address || !(is_markup(event) || matches!(event, Event::InlineHtml(_) | Event::Html(_)))
    };
    let Some((_, range)) = events.iter().find(|(event, _)| !is_shown(event)) else { return };
    let message = say!("`{text}` is only text in a fact", text = &value.value[range.clone()]);
    let help = say!("facts are shown as they are written: leave the signs out, or write it in the text");
    source.problems.push(Diagnostic::new(Code::L108, source.place(value.span), message).help(help));
}

/// Reports the formulas, links and pictures in `title`, the heading that is the title of the page.
pub(super) fn report_in_heading(source: &mut Source<'_>, title: &[Located<'_>]) {
    for (event, range) in title {
        let span = Span::new(range.clone());
        let text = &source.text[range.clone()];
        match event {
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                report_plain(source, say!("the formula `{text}` is only text in a title", text), span);
            }
            Event::Start(Tag::Link { .. }) => {
                let help = say!(
                    "lists, tabs and searches show the title too, and have no links in it: write the link in the text"
                );
                let message = say!("the link `{text}` leads nowhere in a title", text);
                source.problems.push(Diagnostic::new(Code::L108, source.place(span), message).help(help));
            }
            Event::Start(Tag::Image { .. }) => {
                let help = say!("put the picture in the text, and leave the words in the title");
                let message = say!("of the picture `{text}` a title shows the words alone", text);
                source.problems.push(Diagnostic::new(Code::L108, source.place(span), message).help(help));
            }
            _ => {}
        }
    }
}

/// Records the links and pictures in `title`, so that their addresses are checked as those of the text are.
pub(super) fn record_links(reader: &mut Reader<'_>, title: &[Located<'_>]) {
    for (event, range) in title {
        let (kind, address) = match event {
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => continue,
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                (LinkKind::Mention, dest_url)
            }
            Event::Start(Tag::Link { dest_url, .. }) => (LinkKind::Link, dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => (LinkKind::Image, dest_url),
            _ => continue,
        };
        reader.link(kind, address, range.clone());
    }
}

fn report_plain(source: &mut Source<'_>, message: Message, span: Span) {
    let help = say!(
        "lists, tabs and searches show it too and know no markup: write it in plain signs, such as `x²` or `H₂O`"
    );
    source.problems.push(Diagnostic::new(Code::L108, source.place(span), message).help(help));
}

fn is_markup(event: &Event<'_>) -> bool {
    match event {
        Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => true,
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
            )
        }
        _ => false,
    }
}

/// `title` without the code of its module at the start, as many write it there: "Klachten" for `M05 – Klachten` where the
/// code is M05. Pages show the code beside the title. None where the title does not begin so, or is nothing else.
pub fn title_without_code<'t>(title: &'t str, code: &str) -> Option<&'t str> {
    let rest = title.strip_prefix(code).filter(|_| !code.is_empty())?;
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '.' | '_');
    Some(rest.trim_start_matches(is_between)).filter(|title| !title.is_empty() && title.len() < rest.len())
}
