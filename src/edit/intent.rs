//! The meaning of a change for the person who makes it, in the words of the content: "M05 claims `c4.6`, assessed, at
//! the heading `les-3`".
//!
//! Names are those that last, as the files of the site write them: the code of a module or the name of its file, the id of
//! an item (`profile/id` where several profiles have it), the id of a level, the address of a programme. A list of
//! intents is one edit, made as a whole or not at all; of two that contradict each other the later one holds. The
//! live preview takes them as JSON:
//!
//! ```json
//! {"kind": "claim", "module": "M05", "item": "c4.6", "level": "assessed",
//!  "place": {"kind": "heading", "lesson": null, "anchor": "les-3"}}
//! ```

use serde::{Deserialize, Serialize};

/// One thing that is to be different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Intent {
    /// The place claims the item at this level, and no stronger.
    Claim {
        /// The module.
        module: String,
        /// The item; a competence stands for its indicators.
        item: String,
        /// The level.
        level: String,
        /// The place in the module; where none is said, the module as a whole.
        #[serde(default)]
        place: ClaimSpot,
    },
    /// The place does not claim the item; without a place, nothing in the module does.
    Withdraw {
        /// The module.
        module: String,
        /// The item; a competence stands for its indicators.
        item: String,
        /// The place in the module.
        #[serde(default)]
        place: Option<ClaimSpot>,
    },
    /// The level that the cell of the matrix shows from now on. Where the module claims the item in several places, the
    /// strongest of them is raised, or all that are stronger are lowered; where it claims it nowhere, the module as a
    /// whole does.
    Cell {
        /// The module.
        module: String,
        /// The item; a competence stands for its indicators.
        item: String,
        /// The level; none for an empty cell.
        #[serde(default)]
        level: Option<String>,
        /// The programme whose matrix has the cell; none where no matrix is meant, but the module itself.
        #[serde(default)]
        programme: Option<String>,
    },
    /// The module's claim on the item, which a review left open, was looked at. One that is withdrawn needs no such
    /// answer.
    Hold {
        /// The module.
        module: String,
        /// The item; a competence stands for its indicators.
        item: String,
    },
    /// The programme leaves the item out, for this reason.
    Exempt {
        /// The programme.
        programme: String,
        /// The item; a competence stands for its indicators.
        item: String,
        /// Why.
        reason: String,
    },
    /// The programme does not leave the item out.
    LiftExemption {
        /// The programme.
        programme: String,
        /// The item; a competence stands for its indicators.
        item: String,
    },
    /// The module stands in a term of the programme, or in a choice of a term, and nowhere else in it.
    Seat {
        /// The programme.
        programme: String,
        /// The module.
        module: String,
        /// The number of the term, from 0.
        term: usize,
        /// The number of the choice in the term, from 0; without one everyone takes the module.
        #[serde(default)]
        choice: Option<usize>,
        /// The module before which it stands, in the same choice or among those that everyone takes; at the end of them
        /// without one.
        #[serde(default)]
        before: Option<String>,
    },
    /// Each programme that is made of all modules of its profile has a file that says so.
    WriteProgrammes,
    /// The module does not stand in the programme.
    Unseat {
        /// The programme.
        programme: String,
        /// The module.
        module: String,
    },
}

/// A place in a module where a claim can stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClaimSpot {
    /// The module as a whole.
    #[default]
    Module,
    /// A lesson page as a whole.
    Lesson {
        /// The name of its file, or its path below the folder of the module without the ending.
        lesson: String,
    },
    /// The section below a heading.
    Heading {
        /// The lesson page; none for the module's own page.
        #[serde(default)]
        lesson: Option<String>,
        /// The name of the heading as an anchor.
        anchor: String,
    },
}
