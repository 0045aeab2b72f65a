//! Purpose: read a profile from the JSON that this program writes of a site.
//! Input: the JSON, of version 1. Output: a draft of its profile.
//! Invariant: ids, texts, codes, grades and references come back as they left; of prose its words do.

mod draft;
mod shape;

use self::draft::draft;
use self::shape::Whole;
use super::profile_document::ImportedDocument;
use super::refusal::Refusal;
use super::wording::{counted, quoted};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::text::{SourcePath, Span};

/// The first number of the versions that are read; those after it only add keys.
const MAJOR: &str = "1";

/// Reads the profile in the site `json` of `file`.
///
/// # Errors
/// When it is no JSON of a site, of another version, or has another number of profiles than one.
pub(super) fn read(file: &SourcePath, json: &str) -> Result<ImportedDocument, Refusal> {
    let whole: Whole = serde_json::from_str(json)
        .map_err(|error| Refusal::damaged(&format!("it is no JSON of a site ({error})")))?;
    if whole.version.split('.').next() != Some(MAJOR) {
        let message = format!("this is JSON of a site in version {}", quoted(&whole.version));
        return Err(Refusal::new(message, "this program reads version 1; use a newer one"));
    }
    let [profile] = &whole.profiles[..] else {
        let help = "export one of them: `leerlijn export profile --format json --profile NAME`";
        let message = format!("this site has {} profiles, and an import makes one", whole.profiles.len());
        return Err(Refusal::new(message, help));
    };
    let mut imported = draft(file, profile, &whole.language);
    if imported.draft.is_some() {
        imported.diagnostics.extend(others(file, &whole));
    }
    Ok(ImportedDocument { text: json.to_owned(), imported })
}

/// The remark that modules and programmes, which the file has too, are left out.
fn others(file: &SourcePath, whole: &Whole) -> Option<Diagnostic> {
    let (modules, programmes) = (whole.modules.len(), whole.programmes.len());
    let message = format!(
        "left out: {} and {}",
        counted(modules, "module", "modules"),
        counted(programmes, "programme", "programmes")
    );
    let said = Diagnostic::new(Code::L710, Place::new(file, Span::at(0)), message).help(
        "what modules cover comes from a matrix: `leerlijn export matrix --format csv`, and import that",
    );
    (modules + programmes > 0).then_some(said)
}
