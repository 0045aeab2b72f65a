//! `llms.txt`: the pages of a site that have a text, each with a sentence about it, and the files with its data.
//!
//! The form is that of <https://llmstxt.org>: a heading, a quotation with a summary, and sections of links. Links lead to the
//! markdown of a page; they are whole addresses where the site knows its own.

use std::fmt::Write as _;

use super::page_title;
use crate::export::phrases::Words;
use crate::plan::view::PageKind;
use crate::plan::{Pages, Route};
use crate::text::escape_markdown_line;

/// A section of the list: its pages, and its title in Dutch, English, French and German.
struct Section {
    kinds: &'static [PageKind],
    titles: Words,
}

const SECTIONS: [Section; 4] = [
    Section {
        kinds: &[PageKind::Programme, PageKind::Matrix, PageKind::Gaps],
        titles: Words(["Opleidingen", "Programmes", "Formations", "Bildungsgänge"]),
    },
    Section { kinds: &[PageKind::Profile], titles: Words(["Profielen", "Profiles", "Profils", "Profile"]) },
    Section {
        kinds: &[PageKind::Module, PageKind::Lesson],
        titles: Words(["Modules", "Modules", "Modules", "Module"]),
    },
    Section {
        kinds: &[PageKind::Home, PageKind::Text, PageKind::Modules],
        titles: Words(["Pagina’s", "Pages", "Pages", "Seiten"]),
    },
];

/// The title of the section with the files of data, and the words for each of these.
const DATA: Words = Words(["Gegevens", "Data", "Données", "Daten"]);
const SITE_DATA: Words = Words([
    "de hele site met haar dekking, als JSON",
    "the whole site with its coverage, as JSON",
    "tout le site avec sa couverture, en JSON",
    "die ganze Site mit ihrer Abdeckung, als JSON",
]);
const SCHEMA: Words = Words(["het schema daarvan", "its schema", "son schéma", "das Schema dazu"]);

/// The list of `pages` that have a text, and of the files `data` and `schema`, from the site's root.
pub fn llms_txt(pages: &Pages<'_>, data: &str, schema: &str) -> String {
    let config = &pages.site.config;
    let language = config.language;
    let base = if config.base_url.is_empty() { String::new() } else { format!("{}/", config.base_url) };
    let mut list = format!("# {}\n", escape_markdown_line(&config.title));
    if let Some(summary) = summary(pages, Route::Home) {
        // Writing to a string cannot fail.
        let _ = write!(list, "\n> {summary}\n");
    }
    let routes: Vec<Route> =
        pages.addresses.routes().map(|(route, _)| route).filter(|route| pages.has_markdown(*route)).collect();
    for Section { kinds, titles } in &SECTIONS {
        let of_kind = routes.iter().filter(|route| kinds.contains(&route.kind()));
        let lines: Vec<String> = of_kind.filter_map(|route| line(pages, *route, &base)).collect();
        if !lines.is_empty() {
            let _ = write!(list, "\n## {}\n\n{}\n", titles.text(language), lines.join("\n"));
        }
    }
    let _ = write!(
        list,
        "\n## {}\n\n- [{data}]({base}{data}): {}\n- [{schema}]({base}{schema}): {}\n",
        DATA.text(language),
        SITE_DATA.text(language),
        SCHEMA.text(language)
    );
    list
}

fn line(pages: &Pages<'_>, route: Route, base: &str) -> Option<String> {
    let path = pages.markdown_path(route)?;
    let config = &pages.site.config;
    let title = page_title(config, route.kind(), &pages.code(route), &pages.title(route));
    let title = Some(title.as_str()).filter(|title| !title.is_empty()).unwrap_or(&config.title);
    let link = format!("- [{}]({base}{path})", escape_markdown_line(title));
    Some(summary(pages, route).map_or(link.clone(), |summary| format!("{link}: {summary}")))
}

/// The sentence about page `route`.
fn summary(pages: &Pages<'_>, route: Route) -> Option<String> {
    let document = pages.document(route)?;
    let summary = &pages.site.document(document).summary.value;
    (!summary.is_empty()).then(|| escape_markdown_line(summary))
}
