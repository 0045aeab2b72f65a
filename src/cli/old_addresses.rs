//! `leerlijn check --against`: which addresses of an earlier site would lead nowhere.
//!
//! The addresses come from a list with one on each line, from a sitemap, or from a folder that was built before. Whole ones are
//! taken to be of this site, wherever it stood, and of the others only pages and files that readers keep: not the theme's,
//! nor what programs fetch.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::failure::Failure;
use super::phrases::shown;
use crate::diagnostics::{Code, Diagnostic, Place, Report, say};
use crate::pipeline::Snapshot;
use crate::search;
use crate::shell;
use crate::sources::{SourceFile, Sources};
use crate::text::{SourcePath, Span, Spanned, Suggestions, unescaped};

/// Folders of an output that no reader has an address in.
const NOT_FOR_READERS: [&str; 2] = ["static/", "ims/"];

/// The report of `snapshot` with every address of `against` that would be lost, and the files that it speaks of.
pub(super) fn report(
    snapshot: &Snapshot,
    report: &Report,
    against: &Path,
) -> Result<(Report, Sources), Failure> {
    let mut sources = snapshot.sources().clone();
    let path = SourcePath::new(&shown(against));
    let old: Vec<Spanned<String>> = if against.is_dir() {
        let files = shell::output::files_below(against)?;
        files
            .into_iter()
            .filter(|file| is_for_readers(file))
            .map(|file| Spanned::new(file, Span::at(0)))
            .collect()
    } else {
        let Some(bytes) = shell::read_if_there(against)? else {
            let message = say!("there is no `{path}`", path = shown(against));
            return Err(Failure::new(
                message,
                say!("name a list of addresses, a sitemap, or a folder that was built before"),
            ));
        };
        let file = SourceFile::new(path.clone(), &bytes);
        let old = listed(&file.text, &snapshot.site().config.base_url);
        sources.insert(file);
        old
    };
    let there = addresses(snapshot)?;
    let mut lost: BTreeMap<&str, Span> = BTreeMap::new();
    for old in old.iter().filter(|old| !there.contains(old.value.as_str())) {
        lost.entry(&old.value).or_insert(old.span);
    }
    let mut suggestions = Suggestions::default();
    let problems = lost.into_iter().map(|(old, span)| {
        let place = if against.is_dir() {
            SourcePath::new(&format!("{}/{old}", shown(against)))
        } else {
            path.clone()
        };
        let folder = old.strip_suffix("/index.html").unwrap_or(old);
        let pages = there.iter().filter_map(|path| path.strip_suffix("/index.html"));
        let near = suggestions.nearest(folder, pages);
        let help = match near.first() {
            None => say!("write `aliases = [\"{folder}\"]` in the page that has its content now", folder),
            Some(page) => say!(
                "write `aliases = [\"{folder}\"]` in the page that has its content now, perhaps `{page}`",
                folder,
                page
            ),
        };
        let message = say!("the address `{folder}` would lead nowhere", folder);
        Diagnostic::new(Code::L541, Place::new(&place, span), message).help(help)
    });
    Ok((Report::new(report.diagnostics().iter().cloned().chain(problems).collect()), sources))
}

/// The paths of all files that the site would have.
fn addresses(snapshot: &Snapshot) -> Result<HashSet<String>, Failure> {
    let files = snapshot.outline().map_err(|_| {
        Failure::new(
            say!("the templates of the site have mistakes, so nobody knows its pages"),
            say!("mend them first"),
        )
    })?;
    Ok(files.into_iter().map(|file| file.path.as_str().to_owned()).collect())
}

fn is_for_readers(path: &str) -> bool {
    !NOT_FOR_READERS.iter().any(|folder| path.starts_with(folder)) && !search::generates(path)
}

/// The addresses in `text`, a list or a sitemap, as paths of a site that stands at `base_url`.
fn listed(text: &str, base_url: &str) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        if !text.contains("<loc>") {
            found.extend(path_of(line, base_url).map(|path| Spanned::new(path, span(text, at, line))));
        }
        while let Some((_, after)) = rest.split_once("<loc>") {
            let (address, after) = after.split_once("</loc>").unwrap_or((after, ""));
            let start = at + (address.as_ptr() as usize - line.as_ptr() as usize);
            let path = path_of(&unescaped(address), base_url);
            found.extend(path.map(|path| Spanned::new(path, span(text, start, address))));
            rest = after;
        }
        at += line.len();
    }
    found
}

fn span(text: &str, at: usize, part: &str) -> Span {
    let start = at + (part.len() - part.trim_start().len());
    Span::new(start..at + part.trim_end().len().max(part.len() - part.trim_start().len())).within(text)
}

/// The path of the file at the address `written`; none for a line that has none.
fn path_of(written: &str, base_url: &str) -> Option<String> {
    let written = written.trim();
    let address = written.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() {
        return None;
    }
    let own = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        if address.contains("://") {
            rest.split_once('/').map_or("", |(_, path)| path).to_owned()
        } else {
            rest.to_owned()
        }
    };
    let below = own(base_url);
    let path = own(address);
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix(&format!("{}/", below.trim_matches('/'))).unwrap_or(path);
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    Some(match path.rsplit('/').next() {
        None | Some("") => format!("{path}index.html"),
        Some(name) if !name.contains('.') => format!("{path}/index.html"),
        Some(_) => path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_however_they_are_written() {
        let base = "https://www.school.be/opleidingen";
        for (written, path) in [
            ("https://www.school.be/opleidingen/modules/m05/", "modules/m05/index.html"),
            ("https://oud.school.be/modules/m05/index.html?x=1#les", "modules/m05/index.html"),
            ("/modules/m05", "modules/m05/index.html"),
            ("gids%20b.pdf", "gids b.pdf"),
            ("https://www.school.be/opleidingen/", "index.html"),
        ] {
            assert_eq!(path_of(written, base).as_deref(), Some(path), "{written}");
        }
        assert_eq!(path_of("  # een opmerking", base), None);
        let sitemap =
            "<urlset>\n<url><loc>https://a.be/x/</loc></url><url><loc>https://a.be/y&amp;z/</loc></url>";
        let paths: Vec<String> = listed(sitemap, "").into_iter().map(|path| path.value).collect();
        assert_eq!(paths, ["x/index.html", "y&z/index.html"]);
    }
}
