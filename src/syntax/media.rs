//! Writes pictures, films and sounds, which all have the form of a picture in markdown.
//!
//! ```text
//! ![Een kassa](kassa.jpg)                        a picture within a line
//! ![Een kassa](kassa.jpg "De kassa in 1960")     alone in its paragraph: a figure with a caption
//! ![Een kassa](kassa.jpg){width=50% .right}      narrower, and beside the text
//! ![Het gesprek](gesprek.mp4)                    a film with its controls; `.mp3` is a sound
//! ![Het gesprek](https://youtu.be/abc)           a card that leads to the film
//! ```
//!
//! A film of another site is never shown in the page: its frame would tell that site who reads this one. Whether files
//! stand beside a film (captions, a transcript, a picture to begin with) is known to the model alone, so they are a gap
//! here. All HTML of a player goes into gaps too, since a cleaner of authors' HTML would take it out.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::attributes::{Attributes, attributes_at};
use super::document::{LinkField, TextPart};
use super::events::{self, Located};
use super::link::LinkKind;
use super::markdown;
use super::medium::{self, Medium};
use super::only_text;
use super::raw_html;
use super::reader::Reader;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{Span, Spanned, escape_html};

/// A picture, film or sound as it was written, with the attributes behind it.
struct Shown<'e, 'a> {
    medium: Medium,
    address: &'e CowStr<'a>,
    /// Whether it is written between double brackets.
    is_embedded: bool,
    title: &'e CowStr<'a>,
    inside: &'e [Located<'a>],
    range: Range<usize>,
    attributes: Option<Attributes>,
    /// The index of the last event that belongs to it.
    last: usize,
    /// The words that stand in one event with the end of the attributes.
    behind: Option<Event<'a>>,
}

/// The title of a picture as markdown, and the notes that stand within its line.
struct TitleEvents<'a> {
    words: Vec<Located<'a>>,
    notes: Vec<Located<'a>>,
}

/// Whether links may be made round a picture and in a player.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Text,
    /// A link, in which there can be no other.
    Link,
}

impl<'a> Reader<'a> {
    /// Writes the paragraph that begins at `at` as a figure, if it holds nothing but a picture with a caption or
    /// attributes, a film or a sound. Returns the index of its end.
    pub(super) fn figure(
        &mut self,
        out: &mut Vec<Event<'a>>,
        events: &[Located<'a>],
        at: usize,
    ) -> Option<usize> {
        let is_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Paragraph));
        self.picture_alone(out, events, at + 1, is_end).map(|last| last + 1)
    }

    /// The same for the picture at `at` that is all there is in a line of a list, or in its first paragraph. Returns the index
    /// of the last event of the picture.
    pub(super) fn figure_in_item(
        &mut self,
        out: &mut Vec<Event<'a>>,
        events: &[Located<'a>],
        at: usize,
    ) -> Option<usize> {
        let before = at.checked_sub(1).and_then(|before| events.get(before));
        let Some((Event::Start(Tag::Item), _)) = before else { return None };
        let is_end =
            |event: &Event<'_>| matches!(event, Event::End(TagEnd::Item) | Event::Start(Tag::List(_)));
        self.picture_alone(out, events, at, is_end)
    }

    fn picture_alone(
        &mut self,
        out: &mut Vec<Event<'a>>,
        events: &[Located<'a>],
        at: usize,
        is_end: fn(&Event<'_>) -> bool,
    ) -> Option<usize> {
        let shown = self.shown(events, at)?;
        events.get(shown.last + 1).filter(|(event, _)| is_end(event))?;
        let is_plain = shown.title.is_empty() && shown.attributes.is_none();
        if shown.behind.is_some() || is_plain && matches!(shown.medium, Medium::Picture | Medium::Unplayable)
        {
            return None;
        }
        let medium = match shown.medium {
            Medium::Picture | Medium::Unplayable => "picture",
            Medium::Film => "film",
            Medium::Sound => "sound",
            Medium::Elsewhere(_) => "card",
        };
        let (html, classes) = self.write_shown(&shown, Around::Text, Title::Caption);
        out.push(Event::Html(format!("<figure class=\"{medium}{classes}\">\n{html}").into()));
        let caption = self.caption(&shown);
        if !caption.is_empty() {
            out.push(Event::Html("\n<figcaption>".into()));
            out.extend(caption);
            out.push(Event::Html("</figcaption>".into()));
        }
        out.push(Event::Html("\n</figure>\n".into()));
        Some(shown.last)
    }

    /// The words below a figure: its title, with the markup in it, or the name of a film or a sound.
    fn caption(&mut self, shown: &Shown<'_, 'a>) -> Vec<Event<'a>> {
        let words = match shown.medium {
            Medium::Film | Medium::Sound if shown.title.is_empty() => events::plain_text(shown.inside),
            _ => match self.title_events(shown) {
                Some(TitleEvents { words, notes }) => {
                    only_text::report(&mut self.source, &words);
                    self.report_raw(&words);
                    self.footnotes.add(self.source.text, &notes);
                    return self.rewrite(&words);
                }
                None => self.typography.apart(shown.title.to_string()),
            },
        };
        if words.is_empty() { Vec::new() } else { vec![Event::Text(words.into())] }
    }

    /// The words of a title that is shown when somebody points at the picture, where marks and notes have no place.
    fn tooltip(&mut self, shown: &Shown<'_, 'a>) -> String {
        let Some(TitleEvents { words, notes }) = self.title_events(shown) else {
            return shown.title.to_string();
        };
        let help = say!(
            "a picture within a line shows its title without notes: put it in a paragraph of its own, or write the mark behind it"
        );
        self.report_marks(&words, &help);
        let is_words = notes.is_empty() && !raw_html::has_unlisted(&words);
        if is_words { events::plain_text(&words) } else { shown.title.to_string() }
    }

    /// The title of a picture as markdown; none where it has no markup.
    fn title_events(&self, shown: &Shown<'_, 'a>) -> Option<TitleEvents<'a>> {
        if !shown.title.contains(['*', '_', '`', '$', '[', '~', '^', ':', '<']) {
            return None;
        }
        let title = title_as_written(self.source.text, &shown.range, shown.title)?;
        let events = markdown::parse_piece(&self.source.text[..title.end], title.start, &self.footnotes);
        let end = events::end_of(&events, 0);
        let Some((Event::Start(Tag::Paragraph), _)) = events.first() else { return None };
        let (words, rest) = (events.get(1..end)?, events.get(end + 1..)?);
        // Another block behind it is one that only looks like markup.
        let is_note = matches!(rest.first(), None | Some((Event::Start(Tag::FootnoteDefinition(_)), _)));
        is_note.then(|| TitleEvents { words: words.to_vec(), notes: rest.to_vec() })
    }

    /// Writes the picture, film or sound that begins at `at`, within a line. Returns the index of its last event.
    pub(super) fn medium(
        &mut self,
        out: &mut Vec<Event<'a>>,
        events: &[Located<'a>],
        at: usize,
        around: Around,
    ) -> usize {
        let Some(shown) = self.shown(events, at) else { return at };
        let (html, _) = self.write_shown(&shown, around, Title::Attribute);
        let last = shown.last;
        out.push(Event::InlineHtml(html.into()));
        out.extend(shown.behind);
        last
    }

    fn shown<'e>(&self, events: &'e [Located<'a>], at: usize) -> Option<Shown<'e, 'a>> {
        let (Event::Start(Tag::Image { link_type, dest_url: address, title, .. }), range) = events.get(at)?
        else {
            return None;
        };
        let is_embedded = matches!(link_type, LinkType::WikiLink { .. });
        let end = events::end_of(events, at);
        let attributes = attributes_at(self.source.text, range.end);
        let (mut last, mut behind) = (end, None);
        if let Some(attributes) = &attributes {
            let until = attributes.span.end as usize;
            while let Some((Event::Text(_), range)) = events.get(last + 1)
                && range.start < until
            {
                last += 1;
                let rest = self.source.text.get(until..range.end).filter(|rest| !rest.is_empty());
                behind = rest.map(|rest| Event::Text(rest.into()));
            }
        }
        let inside = &events[(at + 1).min(end)..end];
        let medium = Medium::of(address);
        Some(Shown {
            medium,
            address,
            is_embedded,
            title,
            inside,
            range: range.clone(),
            attributes,
            last,
            behind,
        })
    }

    /// The HTML of `shown` and the classes that its attributes ask for, each with a space before it.
    fn write_shown(&mut self, shown: &Shown<'_, 'a>, around: Around, shown_as: Title) -> (String, String) {
        let (words, is_size) = self.words(shown);
        let alt = escape_html(&words);
        let asked = self.asked(shown);
        let kind = match shown.medium {
            Medium::Picture => LinkKind::Image,
            Medium::Film => LinkKind::Film { silent: asked.silent },
            Medium::Sound => LinkKind::Sound { transcribed: asked.transcript.is_some() },
            Medium::Unplayable | Medium::Elsewhere(_) => LinkKind::Link,
        };
        let link = self.link(kind, shown.address, shown.range.clone());
        if alt.is_empty() && !is_size {
            self.report_without_words(link, &shown.medium);
        }
        let title = match shown_as {
            Title::Attribute if !shown.title.is_empty() => {
                format!(" title=\"{}\"", escape_html(&self.tooltip(shown)))
            }
            Title::Attribute | Title::Caption => String::new(),
        };
        let class = match shown_as {
            Title::Attribute if !asked.classes.is_empty() => {
                format!(" class=\"{}\"", asked.classes.trim_start())
            }
            Title::Attribute | Title::Caption => String::new(),
        };
        let html = match &shown.medium {
            Medium::Picture => self.picture(link, &alt, &format!("{title}{class}"), around),
            Medium::Film | Medium::Sound if around == Around::Link => alt,
            Medium::Film => self.player(link, "video", &alt),
            Medium::Sound => {
                let player = self.player(link, "audio", &alt);
                format!("{player}{}", self.transcript(link, asked.transcript))
            }
            Medium::Unplayable => {
                self.report_unplayable(link);
                self.way_to(link, &alt, around)
            }
            Medium::Elsewhere(site) => match around {
                Around::Text => self.card(link, &alt, site, asked.picture),
                Around::Link => alt,
            },
        };
        (html, asked.classes)
    }

    /// The words of a picture, and whether its author wrote its size as Obsidian has it, `![[kas.jpg|200]]` or
    /// `![Een kas|200](kas.jpg)`: that is said, and is none of the words.
    fn words(&mut self, shown: &Shown<'_, 'a>) -> (String, bool) {
        let words = events::plain_text(shown.inside);
        // The name of the file says nothing to who cannot see it: `![[kas.jpg]]`.
        let is_shown =
            matches!(shown.medium, Medium::Film | Medium::Sound) || medium::is_picture_file(shown.address);
        if shown.is_embedded && is_shown && words == **shown.address {
            return (String::new(), false);
        }
        let (rest, size) = if shown.is_embedded {
            ("", words.as_str())
        } else {
            words.rsplit_once('|').unwrap_or((words.as_str(), ""))
        };
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_size = size
            .split_once('x')
            .map_or(is_number(size), |(width, height)| is_number(width) && is_number(height));
        if !is_size {
            return (words, false);
        }
        let message = say!("`{size}` gives a picture no size here", size);
        let called = if rest.trim().is_empty() { "…" } else { rest.trim() };
        let help = say!(
            "write `{code}`, with what it shows between the brackets and a part of the width of the text behind it",
            code = format!("![{called}]({}){{width=50%}}", shown.address)
        );
        let place = self.source.place(Span::new(shown.range.clone()));
        self.source.problems.push(Diagnostic::new(Code::L108, place, message).help(help));
        (rest.trim().to_owned(), true)
    }

    fn mark(&mut self, link: usize, field: LinkField) -> String {
        self.slots.mark(TextPart::Link(link, field))
    }

    /// A picture, which leads to its file where that is larger than a page shows it.
    fn picture(&mut self, link: usize, alt: &str, attributes: &str, around: Around) -> String {
        let source = self.mark(link, LinkField::Source);
        let picture = format!("<img src=\"{source}\" alt=\"{alt}\"{attributes} loading=\"lazy\">");
        match around {
            Around::Link => picture,
            Around::Text => {
                let (open, close) =
                    (self.mark(link, LinkField::Enlarge), self.mark(link, LinkField::Enlarged));
                format!("{open}{picture}{close}")
            }
        }
    }

    /// A film or a sound with its controls. It is loaded when somebody starts it.
    fn player(&mut self, link: usize, element: &str, alt: &str) -> String {
        let html = |reader: &mut Self, html: &str| reader.slots.mark(TextPart::Html(html.to_owned()));
        let mut out =
            html(self, &format!("<{element} controls preload=\"metadata\" aria-label=\"{alt}\" src=\""));
        out.push_str(&self.mark(link, LinkField::Address));
        out.push_str(&html(self, "\""));
        if element == "video" {
            out.push_str(&self.mark(link, LinkField::Poster));
        }
        out.push_str(&html(self, ">"));
        out.push_str(&self.mark(link, LinkField::Captions));
        out.push_str(&html(self, "<a href=\""));
        out.push_str(&self.mark(link, LinkField::Address));
        out.push_str(&html(self, &format!("\">{alt}</a></{element}>")));
        out
    }

    /// The link to the text of a sound: what the author names, or what stands beside the file.
    fn transcript(&mut self, link: usize, given: Option<Spanned<String>>) -> String {
        let Some(given) = given else { return self.mark(link, LinkField::Transcript) };
        let link = self.link(LinkKind::Link, &given.value, given.span.range());
        let (address, word) =
            (self.mark(link, LinkField::Address), self.slots.mark(TextPart::Word("transcript")));
        format!(" <a class=\"transcript\" href=\"{address}\">{word}</a>")
    }

    /// A card that leads to a film on another site.
    fn card(&mut self, link: usize, alt: &str, site: &str, picture: Option<Spanned<String>>) -> String {
        let address = self.mark(link, LinkField::Address);
        let picture = match picture {
            Some(given) => {
                let picture = self.link(LinkKind::Image, &given.value, given.span.range());
                let source = self.mark(picture, LinkField::Source);
                format!("<img src=\"{source}\" alt=\"\" loading=\"lazy\">")
            }
            None => self.mark(link, LinkField::CardPicture),
        };
        let site = escape_html(site);
        format!(
            "<a class=\"film-card\" href=\"{address}\">{picture}<span class=\"film-name\">{alt}</span> <span class=\"film-site\">{site}</span></a>"
        )
    }

    fn way_to(&mut self, link: usize, words: &str, around: Around) -> String {
        match around {
            Around::Link => words.to_owned(),
            Around::Text => format!("<a href=\"{}\">{words}</a>", self.mark(link, LinkField::Address)),
        }
    }

    fn report_without_words(&mut self, link: usize, medium: &Medium) {
        let (what, help) = match medium {
            Medium::Picture => (
                say!("this picture has no words for who cannot see it"),
                say!("say between the brackets what it shows: `![De fasen van een gesprek](…)`"),
            ),
            Medium::Film | Medium::Sound | Medium::Unplayable | Medium::Elsewhere(_) => (
                say!("this film or sound has no name"),
                say!("say between the brackets what it is: `![Een gesprek met een boze klant](…)`"),
            ),
        };
        let place = self.source.place(self.links[link].target.span);
        self.source.problems.push(Diagnostic::new(Code::L506, place, what).help(help));
    }

    fn report_unplayable(&mut self, link: usize) {
        let target = &self.links[link].target;
        let ending = target.value.rsplit('.').next().unwrap_or_default().to_owned();
        let message = say!("not every browser plays `.{ending}`, so it is a link here", ending);
        let help = say!("save it as `.mp4` (a film) or `.mp3` (a sound)");
        let place = self.source.place(target.span);
        self.source.problems.push(Diagnostic::new(Code::L522, place, message).help(help));
    }
}

/// Where the title of a picture is shown.
#[derive(Clone, Copy)]
enum Title {
    Attribute,
    Caption,
}

/// Where in `text` the title of the picture at `range` is written. The markdown crate has taken the backslashes out of
/// `title`, and the signs of a quotation that begin its further lines.
fn title_as_written(text: &str, range: &Range<usize>, title: &str) -> Option<Range<usize>> {
    let written = text.get(range.clone())?;
    if let Some(at) = written.rfind(title) {
        return Some(range.start + at..range.start + at + title.len());
    }
    let inside = written.strip_suffix(')')?.trim_end();
    let mut characters = inside.chars();
    let (close, before) = (characters.next_back()?, characters.as_str());
    let open = if close == ')' { '(' } else { close };
    let is_open = |at: &usize| !before[..*at].ends_with('\\');
    let start = before.rmatch_indices(open).map(|(at, _)| at).find(is_open)? + 1;
    (matches!(open, '"' | '\'' | '(') && !before[start..].contains('\n'))
        .then(|| range.start + start..range.start + before.len())
}

/// The layout that the attributes behind a picture ask for.
#[derive(Default)]
struct Asked {
    /// Classes, each with a space before it.
    classes: String,
    silent: bool,
    transcript: Option<Spanned<String>>,
    picture: Option<Spanned<String>>,
}

impl<'a> Reader<'a> {
    fn asked(&mut self, shown: &Shown<'_, 'a>) -> Asked {
        let mut asked = Asked::default();
        let Some(mut attributes) = shown.attributes.clone() else { return asked };
        match shown.medium {
            Medium::Sound => asked.transcript = attributes.take("transcript"),
            Medium::Elsewhere(_) => asked.picture = attributes.take("picture"),
            Medium::Picture | Medium::Film | Medium::Unplayable => {}
        }
        if let Some(width) = attributes.take("width") {
            match width.value.strip_suffix('%').and_then(|number| number.parse::<u32>().ok()) {
                Some(percent @ 5..=100) => {
                    asked.classes.push_str(&format!(" width-{}", (percent + 2) / 5 * 5))
                }
                _ => {
                    self.not_understood(
                        &width,
                        say!("write a part of the width of the text, such as `width=50%`"),
                    );
                }
            }
        }
        for class in &attributes.classes {
            match class.value.as_str() {
                side @ ("left" | "right" | "center") => asked.classes.push_str(&format!(" {side}")),
                "silent" if matches!(shown.medium, Medium::Film) => asked.silent = true,
                _ => {
                    let help = say!("behind a picture stand `.left`, `.right`, `.center` or `width=50%`");
                    self.not_understood(class, help);
                }
            }
        }
        if let Some(id) = &attributes.id {
            self.not_understood(id, say!("a picture has no id; a link may lead to a heading"));
        }
        let pairs = std::mem::take(&mut attributes.pairs);
        for (key, _) in &pairs {
            self.not_understood(
                key,
                say!("behind a picture stand `.left`, `.right`, `.center` or `width=50%`"),
            );
        }
        self.report_unknown(&attributes);
        asked
    }
}
