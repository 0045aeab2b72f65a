//! Reads the links of built pages.

use std::collections::{HashMap, HashSet};

use leerlijn::plan::{OutContent, OutFile};
use unicode_normalization::UnicodeNormalization;

/// Every link inside the site that leads to no file, or to no id on its page: "page: address".
pub(crate) fn dangling_links(files: &[OutFile]) -> Vec<String> {
    let mut ids: HashMap<&str, HashSet<String>> = HashMap::new();
    for file in files {
        let page = page(file);
        ids.insert(file.path.as_str(), attributes(page, " id=\"").map(unescaped).collect());
    }
    let mut dangling = Vec::new();
    for file in files {
        let page = page(file);
        for address in attributes(page, " href=\"").chain(attributes(page, " src=\"")) {
            let address = unescaped(address);
            if address.contains("://") || ["mailto:", "tel:"].iter().any(|kind| address.starts_with(kind)) {
                continue;
            }
            let (path, id) = address.split_once('#').unwrap_or((&address, ""));
            let target = resolve(file.path.folder(), path).unwrap_or_else(|| file.path.as_str().to_owned());
            let found = ids.get(target.as_str()).is_some_and(|ids| id.is_empty() || ids.contains(id));
            if !found {
                dangling.push(format!("{}: {address}", file.path.as_str()));
            }
        }
    }
    dangling
}

/// Every id that stands on more than one element of a page: "page: id".
pub(crate) fn repeated_ids(files: &[OutFile]) -> Vec<String> {
    let mut repeated = Vec::new();
    for file in files {
        let mut seen = HashSet::new();
        let ids = attributes(page(file), " id=\"").filter(|id| !seen.insert(*id));
        repeated.extend(ids.map(|id| format!("{}: {id}", file.path.as_str())));
    }
    repeated
}

/// The pages as one text, with accents put together and without the script of the search.
pub(crate) fn all_text(files: &[OutFile]) -> String {
    files.iter().map(page).collect::<Vec<_>>().join("\n").nfc().collect()
}

fn page(file: &OutFile) -> &str {
    match &file.content {
        OutContent::Bytes(bytes) if file.path.as_str().ends_with(".html") => {
            std::str::from_utf8(bytes).unwrap()
        }
        _ => "",
    }
}

fn attributes<'p>(page: &'p str, name: &'p str) -> impl Iterator<Item = &'p str> {
    page.split(name).skip(1).map(|rest| rest.split('"').next().unwrap_or(""))
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&#x27;", "'").replace("&#39;", "'").replace("&quot;", "\"");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#x2F;", "/").replace("&amp;", "&");
    percent_encoding::percent_decode_str(&text).decode_utf8().unwrap().into_owned()
}

/// The file that `path` names from `folder`; none when it is empty, which is the page itself.
fn resolve(folder: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop().expect("a link that leaves the site")),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
