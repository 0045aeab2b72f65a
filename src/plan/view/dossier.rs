//! The dossier of a programme: all that an inspection asks for, in one page that is made to be printed.

use serde::Serialize;

use super::{
    ChoiceRef, DateView, ItemRef, Link, MatrixView, ModuleRef, OccasionView, ProgrammeLink, TotalsView,
};

/// The page `dossier`.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DossierView {
    /// The programme.
    pub programme: ProgrammeLink,
    /// The profile that it leads to.
    pub profile: Link,
    /// One sentence about the programme; empty when the author wrote none.
    pub summary: String,
    /// The matrix; an overview without rows where it would be too large for a page.
    pub matrix: MatrixView,
    /// The blocks of columns in which it is shown, since a sheet of paper holds so many: the first one and the one behind
    /// the last.
    pub blocks: Vec<(usize, usize)>,
    /// The groups of the profile, in its order.
    pub groups: Vec<DossierGroup>,
    /// The last day on which a file of the programme, its profile or its modules was changed, as far as their history says.
    pub changed: Option<DateView>,
    /// The dossier as one file; empty when it has no address.
    pub single_file: String,
}

/// A competence or list of the profile in a dossier.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DossierGroup {
    /// The id of the competence; empty for a list.
    pub id: String,
    /// Its title; empty for a list of one kind.
    pub title: String,
    /// The kind of its items.
    pub kind: &'static str,
    /// Its page.
    pub path: String,
    /// Its items by how they stand.
    pub totals: TotalsView,
    /// Its items, each with the reason where the programme leaves it out, and the choices on which it depends where it is
    /// covered by some choices alone.
    pub items: Vec<(ItemRef, String, Vec<ChoiceRef>)>,
    /// The sections that bring items of it to the required level, in the order of the programme.
    pub sections: Vec<DossierSection>,
}

/// A section that brings items to the required level.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DossierSection {
    /// Its module.
    pub module: ModuleRef,
    /// Its title; empty for a whole module.
    pub title: String,
    /// Its address.
    pub path: String,
    /// The ids of the items.
    pub items: Vec<String>,
    /// How it assesses them: the section, or the one around it that does; none where nothing says so.
    pub occasion: Option<OccasionView>,
    /// The choice that its module stands in; none where everyone takes the module.
    pub choice: Option<ChoiceRef>,
    /// Its first sentences.
    pub text: String,
}
