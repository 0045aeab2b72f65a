//! Finds out what an earlier edition has to know of the newest: its name, its address, the editions that it lists and the
//! pages that it has.

use std::path::Path;

use super::args::Site;
use super::failure::Failure;
use super::site;
use super::terminal::Terminal;
use crate::config::NewestEdition;
use crate::diagnostics::{did_you_mean, say};
use crate::pipeline::Options;
use crate::text::nearest;

/// The newest edition, whose site stands in `folder`, for the site that is its earlier edition `shown`.
pub(super) fn newest(folder: &Path, shown: &str, terminal: &Terminal) -> Result<NewestEdition, Failure> {
    let site = site::open(&Site { root: Some(folder.to_owned()) }, terminal)?;
    let snapshot = site.snapshot(Options::default());
    let config = &snapshot.site().config;
    if config.base_url.is_empty() {
        let message =
            say!("the newest edition does not say where it stands, so no earlier one can lead there");
        return Err(Failure::new(message, say!("write its `base_url` in its `leerlijn.toml`")));
    }
    let titles = || config.editions.iter().map(|edition| edition.title.as_str());
    if !titles().any(|title| title == shown) {
        let all: Vec<&str> = titles().collect();
        let help = match all.as_slice() {
            [] => say!("list it in the `leerlijn.toml` of the newest, below `[[editions]]`"),
            all => did_you_mean(
                &nearest(shown, all.iter().copied()),
                say!("it lists {editions}", editions = all.join(", ")),
            ),
        };
        return Err(Failure::new(say!("the newest edition lists no edition `{name}`", name = shown), help));
    }
    let pages = snapshot.pages();
    let addresses = snapshot.addresses();
    let listed = addresses.routes().map(|(route, _)| route).filter(|route| pages.is_listed(*route));
    let listed = listed.map(|route| (pages.path(route), pages.path(route)));
    let moved =
        addresses.aliases().iter().map(|(path, route)| (path.as_str().to_owned(), pages.path(*route)));
    Ok(NewestEdition {
        title: config.edition.clone(),
        base_url: config.base_url.clone(),
        editions: config.editions.clone(),
        shown: shown.to_owned(),
        // A page that stands somewhere goes before one that moved from there.
        pages: moved.chain(listed).collect(),
    })
}
