//! The files by which a host builds, checks and publishes a site: a workflow, a pipeline or the host's own settings.
//!
//! They stand in `hosts/` beside this file as the host reads them, one folder per host, with comments in English, which a
//! site in another language gets in its own.

use include_dir::{Dir, include_dir};

use crate::cli::args::Host;
use crate::cli::new::NewFile;
use crate::config::Language;
use crate::diagnostics::{Message, say};
use crate::text::slug;
use crate::words::translate;

static HOSTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/hosts");

/// The comments of the files, each a line.
fn comments() -> [Message; 10] {
    [
        say!(
            "Checks the site at every change, and publishes it at GitHub Pages when the change is on the main branch."
        ),
        say!("Once, in the settings of the repository: Pages, Source, \"GitHub Actions\"."),
        say!("The whole history, from which pages take the day of their last change."),
        say!("Version 3 takes hidden files along, such as .well-known."),
        say!(
            "Checks the site at every change, and publishes it at GitLab Pages when the change is on the main branch."
        ),
        say!(
            "Netlify checks the site at every change, and publishes it when the change is on the main branch."
        ),
        say!("On the main branch the pages have the site's own address."),
        say!("The data for other systems (CASE) have no ending in their names."),
        say!("Cloudflare builds the site at every change and publishes it."),
        say!("Once, at Cloudflare: Workers, Create, Import a repository; the name there is the one here."),
    ]
}

/// The files for `host` of the site called `title`, which is in `language`.
pub(super) fn files(host: Host, title: &str, language: Language) -> Vec<NewFile> {
    let folder = match host {
        Host::Github => "github",
        Host::Gitlab => "gitlab",
        Host::Netlify => "netlify",
        Host::Cloudflare => "cloudflare",
        Host::Nowhere => return Vec::new(),
    };
    let mut files = Vec::new();
    if let Some(dir) = HOSTS.get_dir(folder) {
        collect(dir, folder, &slug(title), &mut files);
    }
    for file in &mut files {
        file.text = in_language(&file.text, language);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// `text` with its comments in `language`.
fn in_language(text: &str, language: Language) -> String {
    comments().iter().fold(text.to_owned(), |text, comment| {
        text.replace(&comment.english(), &translate(comment, language))
    })
}

/// Collects the files below `dir`, whose paths begin at `top`, with the `name` of the site in them.
fn collect(dir: &Dir<'_>, top: &str, name: &str, files: &mut Vec<NewFile>) {
    for file in dir.files() {
        let path = file.path().strip_prefix(top).unwrap_or(file.path());
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let text = file.contents_utf8().unwrap_or_default().replace("{{name}}", name);
        files.push(NewFile { path: parts.join("/"), text });
    }
    for inner in dir.dirs() {
        collect(inner, top, name, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_in_the_language_of_the_site() {
        for host in [Host::Github, Host::Gitlab, Host::Netlify, Host::Cloudflare] {
            let (english, dutch) =
                (files(host, "Kok", Language::English), files(host, "Kok", Language::Dutch));
            for (english, dutch) in english.iter().zip(&dutch) {
                let comment =
                    |line: &&str| ["# ", "// "].iter().any(|mark| line.trim_start().starts_with(mark));
                for comment in english.text.lines().filter(comment) {
                    assert!(!dutch.text.contains(comment), "{}: {comment}", dutch.path);
                }
            }
        }
    }
}
