//! Edits of a site by what a person means, proved before they are written. The site after an edit is made whole to prove
//! it; it comes with the edit, so that whoever writes the files need not make it again.

use std::sync::Arc;

use super::{Pipeline, Snapshot};
use crate::edit::{Draft, Intent, ProofSide, ProvedEdit, Refusal};

/// A proved edit and the site after it.
pub struct Edited {
    /// The files that change.
    pub edit: ProvedEdit,
    /// The site as it will be when they are written.
    pub snapshot: Arc<Snapshot>,
}

impl Pipeline {
    /// The edit after which the site of `before` is as `intents` say; none when it is so already.
    ///
    /// # Errors
    /// When an intent cannot be carried out, or not by itself alone.
    pub fn edit(&mut self, before: &Snapshot, intents: &[Intent]) -> Result<Option<Edited>, Refusal> {
        let draft = Draft::new(before.site(), before.sources(), intents)?;
        if draft.is_empty() {
            return Ok(None);
        }
        let snapshot = Arc::new(self.run(Arc::new(draft.sources(before.sources()))));
        let edit = draft.prove(side(before), side(&snapshot))?;
        Ok(Some(Edited { edit, snapshot }))
    }
}

fn side(snapshot: &Snapshot) -> ProofSide<'_> {
    ProofSide { site: snapshot.site(), problems: snapshot.report().diagnostics() }
}
