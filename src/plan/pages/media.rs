//! Fills the gaps of pictures, films and sounds: what stands beside the file, and where a picture is seen whole.

use super::Pages;
use super::references::asset_path;
use crate::model::{self, DocumentId, Target};
use crate::plan::view::BodyPart;
use crate::syntax::LinkField;
use crate::text::{SourcePath, escape_html};

/// The width in pixels from which on a picture is larger than it is shown on a page.
const LARGE: u32 = 700;

/// Fills the gap `field` of `link` in document `id`; `root` leads from the page to the site's root.
pub(super) fn fill(
    parts: &mut Vec<BodyPart>,
    pages: &Pages<'_>,
    id: DocumentId,
    link: usize,
    field: LinkField,
    root: &str,
) {
    let resolved = &pages.site.documents[id];
    let target = resolved.targets.get(link).and_then(Option::as_ref);
    let address = |path: &SourcePath| {
        let page = pages.site.document_at(path).and_then(|id| pages.addresses.route_of(id));
        let path = page.map_or_else(|| asset_path(path), |route| pages.path(route));
        escape_html(&format!("{root}{path}"))
    };
    match (field, target) {
        (LinkField::Enlarge, Some(Target::Asset(file, _))) if is_large(pages, file) => {
            BodyPart::add_html(parts, &format!("<a class=\"enlarge\" href=\"{}\">", address(file)));
        }
        (LinkField::Enlarged, Some(Target::Asset(file, _))) if is_large(pages, file) => {
            BodyPart::add_html(parts, "<span class=\"hidden\"> (");
            parts.push(BodyPart::Word("enlarge"));
            BodyPart::add_html(parts, ")</span></a>");
        }
        (LinkField::Poster, Some(Target::Asset(file, _))) => {
            if let Some(poster) = model::poster(pages.sources, file) {
                BodyPart::add_html(parts, &format!(" poster=\"{}\"", address(&poster)));
            }
        }
        (LinkField::Captions, Some(Target::Asset(file, _))) => {
            add_captions(parts, pages, id, file, address);
        }
        (LinkField::Transcript, Some(Target::Asset(file, _))) => {
            if let Some(transcript) = model::transcript(pages.site, pages.sources, file) {
                BodyPart::add_html(
                    parts,
                    &format!(" <a class=\"transcript\" href=\"{}\">", address(&transcript)),
                );
                parts.push(BodyPart::Word("transcript"));
                BodyPart::add_html(parts, "</a>");
            }
        }
        (LinkField::CardPicture, Some(Target::Address(film))) => {
            if let Some(picture) = model::card_picture(pages.sources, &resolved.document.path, film) {
                BodyPart::add_html(
                    parts,
                    &format!("<img src=\"{}\" alt=\"\" loading=\"lazy\">", address(&picture)),
                );
            }
        }
        // An address that leads nowhere was reported, and a film on another site has no files beside it.
        _ => {}
    }
}

/// Adds the captions that stand beside the film or sound `file`; the first ones in the language of the text are shown at
/// once.
fn add_captions(
    parts: &mut Vec<BodyPart>,
    pages: &Pages<'_>,
    id: DocumentId,
    file: &SourcePath,
    address: impl Fn(&SourcePath) -> String,
) {
    let resolved = &pages.site.documents[id];
    let own = resolved.document.language.value.as_str();
    let own = if own.is_empty() { pages.site.config.language.tag() } else { own };
    let mut has_default = false;
    for captions in model::captions(pages.sources, file) {
        let language = if captions.language.is_empty() { own } else { &captions.language };
        let (source, language) = (address(&captions.file), escape_html(language));
        let open = format!("<track kind=\"captions\" src=\"{source}\" srclang=\"{language}\" label=\"");
        BodyPart::add_html(parts, &open);
        match model::language_name(&language) {
            Some(name) => BodyPart::add_html(parts, name),
            None => {
                parts.push(BodyPart::Word("captions"));
                BodyPart::add_html(parts, &format!(" ({language})"));
            }
        }
        let is_default = !has_default && model::is_same_language(&language, own);
        has_default |= is_default;
        BodyPart::add_html(parts, if is_default { "\" default>" } else { "\">" });
    }
}

fn is_large(pages: &Pages<'_>, picture: &SourcePath) -> bool {
    let asset = pages.sources.asset(picture);
    asset.is_some_and(|asset| asset.dimensions.is_none_or(|(width, _)| width > LARGE))
}
