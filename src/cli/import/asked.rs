//! The marks of a matrix whose meaning is not known, for the page on which a site is made without a terminal: the page
//! asks them itself, so they are written to a file for it.

use std::path::Path;

use crate::import::matrix::Placed;
use crate::model::Site;
use crate::shell;
use crate::shell::preview::{AskedLevel, AskedMarks};

use super::super::failure::Failure;

/// Writes to `path` which marks of the matrix have no meaning yet, and whether something else is asked.
pub(super) fn note(path: &Path, site: &Site, placed: &Placed) -> Result<(), Failure> {
    let asked = placed.questions.iter().flat_map(|question| question.marks.iter().cloned());
    let unknown = placed.marks.iter().filter(|(_, (meaning, _))| meaning.is_none());
    // These are texts of cells, which are the same in every language.
    let unknown = unknown.map(|(text, _)| text.english());
    let mut marks: Vec<String> = asked.chain(unknown).collect();
    marks.sort();
    marks.dedup();
    let levels = site.config.scale.levels.values();
    let levels = levels.map(|level| AskedLevel { id: level.id.clone(), label: level.label.clone() });
    let has_other = placed.questions.iter().any(|question| question.marks.is_empty());
    let asked = AskedMarks { marks, levels: levels.collect(), has_other };
    let text = serde_json::to_vec(&asked).map_err(std::io::Error::from)?;
    Ok(shell::replace(path, text)?)
}
