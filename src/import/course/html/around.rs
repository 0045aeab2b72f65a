//! The surroundings of the text of a web page: the menus of a learning platform or a website, and the text that its
//! layout puts above and below. The text itself is where the page says so (`main`, `article`, a part that a known
//! program calls its content); what stays behind is named with its words.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::say;
use crate::import::course::html::tree::{HtmlElement, HtmlNode};
use crate::import::course::text::LeftBehind;
use crate::import::wording::quoted;
use crate::text::collapse_whitespace;

/// Classes and ids by which programs name the text of a page: Moodle, MediaWiki, Canvas, WordPress, MkDocs.
const CONTENTS: [&str; 12] = [
    "region-main",
    "mw-content-text",
    "bodycontent",
    "book_content",
    "wiki-content",
    "user_content",
    "entry-content",
    "post-content",
    "markdown-body",
    "md-content",
    "maincontent",
    "main-content",
];

/// Classes and ids of menus.
const MENUS: [&str; 26] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "menubar",
    "breadcrumb",
    "breadcrumbs",
    "toc",
    "book_toc",
    "block_book_toc",
    "table-of-contents",
    "tableofcontents",
    "sidebar",
    "skiplinks",
    "skip-link",
    "skip-nav",
    "pagination",
    "pager",
    "prevnext",
    "prev-next",
    "activity-navigation",
    "navtop",
    "navbottom",
    "book_navigation",
    "page-navigation",
    "headerlink",
];

/// The part of `tree` that holds the text: the one that the page names, else the whole.
pub(super) fn text_of(tree: &HtmlElement) -> &HtmlElement {
    let all = tree.all();
    let only = |is_it: &dyn Fn(&HtmlElement) -> bool| {
        let mut found = all.iter().filter(|element| is_it(element));
        // Of several none is the text: each is a part of it.
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let is_named = |element: &HtmlElement| names(element).any(|name| CONTENTS.contains(&name.as_str()));
    only(&|element| element.name == "main")
        .or_else(|| only(&|element| element.attribute("role") == Some("main")))
        .or_else(|| only(&|element| element.name == "article"))
        .or_else(|| only(&is_named))
        .filter(|found| found.has_words())
        .unwrap_or(tree)
}

/// The class and the id of `element`, in lower case.
fn names(element: &HtmlElement) -> impl Iterator<Item = String> + '_ {
    element.classes().chain(element.attribute("id")).map(str::to_ascii_lowercase)
}

/// Whether `element` is a menu and no part of the text.
pub(super) fn is_menu(element: &HtmlElement) -> bool {
    if element.name == "nav" || matches!(element.attribute("role"), Some("navigation" | "search" | "menubar"))
    {
        return true;
    }
    let is_named = || names(element).any(|name| MENUS.contains(&name.as_str()));
    let is_mark = element.name == "a" && matches!(element.words().trim(), "¶" | "#" | "🔗");
    is_mark || (is_named() && is_mostly_links(element))
}

/// Whether `element` is the head or the foot of a website and no part of the text.
pub(super) fn is_edge(element: &HtmlElement) -> bool {
    matches!(element.attribute("role"), Some("banner" | "contentinfo"))
}

/// The level of the heading that `element` is.
pub(super) fn heading_level(element: &HtmlElement) -> Option<u8> {
    if let Some(level) = element.name.strip_prefix('h').and_then(|level| level.parse().ok()) {
        return (1..=6).contains(&level).then_some(level);
    }
    let is_heading = element.attribute("role") == Some("heading");
    is_heading.then(|| {
        element.attribute("aria-level").and_then(|level| level.parse().ok()).unwrap_or(2).clamp(1, 6)
    })
}

/// Whether most of the words in `element` are those of links.
fn is_mostly_links(element: &HtmlElement) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let links =
        element.all().into_iter().filter(|inner| inner.name == "a").map(|link| letters(&link.words()));
    let links: usize = links.sum::<usize>() + if element.name == "a" { letters(&element.words()) } else { 0 };
    links > 0 && links * 10 >= letters(&element.words()) * 6
}

/// The parts of `tree` that do not come along when `text` does: the menus, and the words around the text.
pub(super) fn left(tree: &HtmlElement, text: &HtmlElement) -> Vec<LeftBehind> {
    let mut menus = String::new();
    let all = tree.all();
    let outermost =
        |element: &&&HtmlElement| is_menu(element) && element.classes().all(|class| class != "headerlink");
    let mut inside: HashSet<*const HtmlElement> = HashSet::new();
    for menu in all.iter().filter(outermost) {
        if inside.contains(&std::ptr::from_ref(*menu)) {
            continue;
        }
        inside.extend(menu.all().into_iter().map(std::ptr::from_ref));
        let words = menu.words();
        if words.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
            menus.push_str(&words);
            menus.push(' ');
        }
    }
    let mut around = String::new();
    let has_title = title_above(tree, text).is_some();
    let is_title = |element: &HtmlElement| has_title && heading_level(element) == Some(1);
    let stays_out =
        |element: &HtmlElement| std::ptr::eq(element, text) || is_menu(element) || is_title(element);
    let is_around = |element: &HtmlElement| !stays_out(element);
    if !std::ptr::eq(tree, text) {
        tree.collect(&mut around, &is_around);
    }
    for edge in text.all().into_iter().filter(|element| is_edge(element)) {
        edge.collect(&mut around, &is_around);
        around.push(' ');
    }
    let (menus, around) = (collapse_whitespace(&menus), collapse_whitespace(&around));
    let mut said = Vec::new();
    if !menus.is_empty() {
        said.push(say!("a menu: {words}", words = quoted(&menus)));
    }
    if !around.is_empty() {
        said.push(say!("what stands around the text: {words}", words = quoted(&around)));
    }
    said.into_iter().map(LeftBehind::of_the_whole).collect()
}

/// The heading that stands above `text` and is its title, where the text has no such heading itself.
pub(super) fn title_above(tree: &HtmlElement, text: &HtmlElement) -> Option<String> {
    let heads = |part: &HtmlElement| {
        part.all().into_iter().filter(|element| heading_level(element) == Some(1)).count()
    };
    if std::ptr::eq(tree, text) || heads(text) > 0 {
        return None;
    }
    let mut heads = tree.all().into_iter().filter(|element| heading_level(element) == Some(1));
    let title = heads.next().filter(|_| heads.next().is_none())?;
    Some(collapse_whitespace(&title.words())).filter(|title| !title.is_empty())
}

/// The names by which links lead to the headings of `tree`, each with the words of its heading.
pub(super) fn headings(tree: &HtmlElement) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for heading in tree.all().into_iter().filter(|element| heading_level(element).is_some()) {
        let words = collapse_whitespace(&heading.words());
        for element in std::iter::once(heading).chain(heading.all()) {
            let names = element.attribute("id").into_iter().chain(element.attribute("name"));
            for name in names {
                found.entry(name.to_owned()).or_insert_with(|| words.clone());
            }
        }
    }
    found
}

/// Whether `element` is a line, or a list, of a table of contents: nothing but links to `headings`, each with the words of
/// its heading.
pub(super) fn is_contents(element: &HtmlElement, headings: &HashMap<String, String>) -> bool {
    if element.classes().any(|class| class.starts_with("MsoToc")) {
        return true;
    }
    if !matches!(element.name.as_str(), "p" | "ul" | "ol") || headings.is_empty() {
        return false;
    }
    let mut loose = String::new();
    element.collect(&mut loose, &|inner| inner.name != "a");
    let all = element.all();
    let mut links = all.iter().filter(|inner| inner.name == "a").peekable();
    let leads_to_its_words = |link: &&&HtmlElement| {
        let name = link.attribute("href").and_then(|address| address.strip_prefix('#'));
        let words = collapse_whitespace(&link.words());
        name.and_then(|name| headings.get(name)).is_some_and(|heading| *heading == words)
    };
    links.peek().is_some()
        && !loose.contains(char::is_alphabetic)
        && links.all(|link| leads_to_its_words(&link))
}

/// The first element below `element` that says something, itself included.
pub(super) fn first_word(element: &HtmlElement) -> Option<&HtmlElement> {
    let mut at = element;
    loop {
        match at.children.iter().find(|node| node.has_words())? {
            HtmlNode::Element(inner) if inner.name == "a" => return Some(inner),
            HtmlNode::Element(inner) => at = inner,
            HtmlNode::Text(_) => return Some(at),
        }
    }
}
