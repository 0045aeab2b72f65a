//! What stands on the pages of a site, from its files to the HTML.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its site has failed")]

mod addresses;
mod choices;
mod conservation;
mod glossary;
mod heads;
mod kinds;
mod modules;
mod several;
mod university;

use std::sync::Arc;

use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::sources::{Asset, SourceFile, Sources};
use leerlijn::syntax::OtherText;
use leerlijn::text::SourcePath;

/// The site made of `files`; one that is no text is a picture of 1200 by 630 pixels.
fn site(files: &[(&str, &str)]) -> Snapshot {
    let mut sources = Sources::default();
    for (path, text) in files {
        let path = SourcePath::new(path);
        if text.is_empty() || OtherText::of(path.file_name()).is_some() {
            sources.insert_asset(Asset {
                path,
                size: 1,
                stamp: 1,
                dimensions: Some((1200, 630)),
                captions: None,
                front: OtherText::front(text),
                font: None,
            });
        } else {
            sources.insert(SourceFile::new(path, text.as_bytes()));
        }
    }
    Pipeline::new(Options::default()).run(Arc::new(sources))
}

fn page(site: &Snapshot, path: &str) -> String {
    site.render_page(site.route_at(path).unwrap()).unwrap().unwrap()
}

/// The codes and messages of everything that is wrong with `site`.
fn problems(site: &Snapshot) -> Vec<String> {
    let problems = site.report().diagnostics().iter();
    problems.map(|problem| format!("{} {}", problem.code, problem.message.english())).collect()
}
