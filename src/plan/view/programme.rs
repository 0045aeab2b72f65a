//! The home page and the pages of programmes. Their counts are those of `leerlijn coverage`.

use serde::Serialize;

use super::{
    BodyView, ChoiceRef, Downloads, ItemRef, Link, ModuleRef, OtherLevel, ProgrammeLink, RelianceView,
    TotalsView,
};
use crate::text::Amount;

/// The home page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct HomeView {
    /// The text of `content/index.md`.
    pub body: BodyView,
    /// The programmes.
    pub programmes: Vec<ProgrammeCard>,
    /// For whom the site is: `start`, `study`, `teach`, `inspect`, as the settings have them.
    pub audience: Vec<&'static str>,
}

/// A programme in a list of programmes.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ProgrammeCard {
    /// The programme.
    pub programme: ProgrammeLink,
    /// The profile that it leads to.
    pub profile: Link,
    /// The page that compares it with the others that lead there; empty where there are none.
    pub comparison: String,
    /// One sentence about it; empty when the author wrote none.
    pub summary: String,
    /// All items.
    pub totals: TotalsView,
    /// How many modules it has.
    pub modules: usize,
    /// Contact hours of all modules together; of choices, those of the shortest ones.
    pub hours: Amount,
    /// The same with the longest ones; `hours` again where that is no more.
    pub hours_most: Amount,
    /// Study points in the same way; 0 when no module says any.
    pub credits: Amount,
    /// The most of them; `credits` again where that is no more.
    pub credits_most: Amount,
    /// The items that no module claims.
    pub missing: Vec<ItemRef>,
}

/// A programme's page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ProgrammeView {
    /// The same facts as on the home page.
    pub card: ProgrammeCard,
    /// Its text.
    pub body: BodyView,
    /// Its terms, in order.
    pub terms: Vec<TermView>,
    /// The modules that count at other levels here than their own.
    pub levels: Vec<(ModuleRef, Vec<OtherLevel>)>,
    /// Coverage by competence and list.
    pub competences: Vec<CompetenceBar>,
    /// The requirements among its modules; none where no module requires any.
    pub prerequisites: Option<PrerequisitesView>,
    /// The part of the coverage that hangs on single modules.
    pub reliance: RelianceView,
    /// The modules with their facts, to take along; where no module has any, there is no file.
    pub downloads: Downloads,
}

/// Which modules of a programme go before which, in words and as a drawing.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct PrerequisitesView {
    /// The width of the drawing; all its measures count from its left upper corner.
    pub width: usize,
    /// Its height.
    pub height: usize,
    /// The width of the box of a module.
    pub module_width: usize,
    /// The distance from the edge of a box to its words.
    pub inset: usize,
    /// The distance from a line of words to the next one.
    pub line_height: usize,
    /// The terms, each above its modules.
    pub terms: Vec<DrawnTerm>,
    /// The modules that require another or are required.
    pub modules: Vec<DrawnModule>,
    /// A line for each requirement that both ends of are in the programme.
    pub lines: Vec<DrawnLine>,
    /// The same in words: each module that requires others.
    pub list: Vec<ModuleRequirements>,
}

/// A term in a drawing.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DrawnTerm {
    /// Its title, line by line.
    pub title: Vec<String>,
    /// The left edge of its modules.
    pub x: usize,
}

/// A module in a drawing: a box with its code and its title.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DrawnModule {
    /// The code; empty when the module has none.
    pub code: String,
    /// The title, line by line.
    pub title: Vec<String>,
    /// The left edge of the box.
    pub x: usize,
    /// Its upper edge.
    pub y: usize,
    /// Its height.
    pub height: usize,
}

/// A line from a module to one that requires it.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DrawnLine {
    /// The distance for which a step leads straight on before it bends.
    pub bend: usize,
    /// Its steps from column to column; between two of them it leads straight on.
    pub steps: Vec<DrawnStep>,
}

/// A step of a line, from one column to the next.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct DrawnStep {
    /// Where it begins, from the left.
    pub x1: usize,
    /// Where it begins, from above.
    pub y1: usize,
    /// Where it ends, from the left.
    pub x2: usize,
    /// Where it ends, from above.
    pub y2: usize,
}

/// A module and those that go before it.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ModuleRequirements {
    /// The module.
    pub module: ModuleRef,
    /// Those that go before it.
    pub requires: Vec<ModuleRef>,
    /// Those of them that the programme teaches only later.
    pub late: Vec<ModuleRef>,
}

/// The coverage of a competence by one term, to be drawn as a cell of a heat map.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct HeatCell {
    /// How many of its items the modules of the term claim, whatever is chosen.
    pub claimed: usize,
    /// How many of them reach the required level there.
    pub enough: usize,
    /// The claimed items in steps of a quarter: 0 for none, 4 for all.
    pub quarter: usize,
}

/// A term with its modules.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct TermView {
    /// Its title; empty for a programme without terms.
    pub title: String,
    /// Contact hours of its modules together; of choices, those of the shortest ones.
    pub hours: Amount,
    /// The same with the longest ones; `hours` again where that is no more.
    pub hours_most: Amount,
    /// Study points in the same way; 0 when no module says any.
    pub credits: Amount,
    /// The most of them; `credits` again where that is no more.
    pub credits_most: Amount,
    /// The modules that everyone takes.
    pub modules: Vec<TermModule>,
    /// The choices between further ones.
    pub choices: Vec<TermChoice>,
    /// How many items the term brings to each level, whatever is chosen.
    pub levels: Vec<LevelCount>,
}

/// A choice in a term.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct TermChoice {
    /// The choice.
    pub choice: ChoiceRef,
    /// The fewest contact hours that it takes.
    pub hours: Amount,
    /// The most.
    pub hours_most: Amount,
    /// The modules to choose from.
    pub modules: Vec<TermModule>,
}

/// A module in a term.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct TermModule {
    /// The module.
    pub module: ModuleRef,
    /// One sentence about it; empty when the author wrote none.
    pub summary: String,
    /// How many items it brings to each level.
    pub levels: Vec<LevelCount>,
}

/// How many items reach a level.
#[derive(Debug, Clone, Copy, Hash, Serialize)]
pub struct LevelCount {
    /// Index into `site.levels`.
    pub level: usize,
    /// How many items.
    pub items: usize,
}

/// A competence's coverage, to be drawn as a bar.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CompetenceBar {
    /// The competence's id; empty for a list of knowledge, skills or attitudes.
    pub id: String,
    /// The competence's title; empty for such a list.
    pub title: String,
    /// `indicator`, `knowledge`, `skill` or `attitude`.
    pub kind: &'static str,
    /// The competence's page, or the list's place on the profile's page.
    pub path: String,
    /// Its items, counted.
    pub totals: TotalsView,
    /// Contact hours, when each module's are parted evenly over the items that it claims.
    pub hours: u32,
    /// One cell for each term.
    pub heat: Vec<HeatCell>,
}
