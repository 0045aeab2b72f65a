//! Purpose: the picture by which other sites show a link to this one.
//! Input: the settings and the files beside the pages. Output: what is wrong with the setting `image`.
//! Invariant: where nothing is reported, the picture is there and of a kind that those sites show.

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, Sources};
use crate::text::{SourcePath, nearest};

/// The kinds of pictures that other sites show; drawings (SVG) are not among them.
const KINDS: [&str; 5] = [".png", ".jpg", ".jpeg", ".webp", ".gif"];

/// Reports a picture that is not there or that nobody would show.
pub(super) fn check(config: &Config, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    let name = &config.image;
    if name.value.is_empty() {
        return;
    }
    let place = Place::new(&SourcePath::new(CONFIG_FILE), name.span);
    let is_shown = |path: &str| KINDS.iter().any(|kind| path.to_ascii_lowercase().ends_with(kind));
    if config.image_file().and_then(|file| sources.asset(&file)).is_none() {
        let inside = |path: &SourcePath| path.as_str().trim_start_matches(CONTENT_FOLDER)[1..].to_owned();
        let pictures: Vec<String> =
            sources.assets_in(CONTENT_FOLDER).map(|asset| inside(&asset.path)).collect();
        let near = nearest(&name.value, pictures.iter().map(String::as_str).filter(|path| is_shown(path)));
        let help = did_you_mean(&near, "put the picture in `content` and write its path from there");
        let message = format!("there is no file `{}` in `content`", name.value);
        problems.push(Diagnostic::new(Code::L003, place, message).help(help));
    } else if !is_shown(&name.value) {
        let message = format!("other sites do not show a picture of the kind of `{}`", name.value);
        let help = "use a PNG or JPEG, best of 1200 by 630 pixels";
        problems.push(Diagnostic::new(Code::L003, place, message).help(help));
    }
}
