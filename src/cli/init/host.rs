//! The files by which a host builds, checks and publishes a site: a workflow, a pipeline or the host's own settings.
//!
//! They stand in `hosts/` beside this file as the host reads them, one folder per host.

use include_dir::{Dir, include_dir};

use crate::cli::args::Host;
use crate::cli::new::NewFile;
use crate::text::slug;

static HOSTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/hosts");

/// The files for `host` of the site called `title`.
pub(super) fn files(host: Host, title: &str) -> Vec<NewFile> {
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
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
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
