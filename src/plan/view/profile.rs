//! A profile, its competences and its items. The official text is shown as it stands in the profile's file.

use serde::Serialize;

use super::{
    BodyView, ChoiceRef, ClaimPlace, GlossLink, ItemRef, Link, ModuleRef, RevisionView, StatusView,
    TotalsView,
};

/// A profile's page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ProfileView {
    /// Facts with the key of their word: `level-vks` …, `code`, `version`, `status`, `year`, in that order.
    pub facts: Vec<(String, String)>,
    /// The definition and all other text before the first section.
    pub body: BodyView,
    /// The competences.
    pub competences: Vec<CompetenceSummary>,
    /// The other sections, in the order of the file: knowledge, skills, context, autonomy …
    pub sections: Vec<ProfileSection>,
    /// The page of its glossary; empty when it has none.
    pub glossary: String,
    /// How many words the glossary explains.
    pub glosses: usize,
    /// The notes of its texts.
    pub notes: BodyView,
    /// The programmes that lead to this profile, each with its counts.
    pub programmes: Vec<(Link, TotalsView)>,
    /// The page that compares them; empty where there is one alone.
    pub comparison: String,
    /// The changes of its last new version; none where no review stands beside it.
    pub revision: Option<RevisionView>,
}

/// A competence on the profile's page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CompetenceSummary {
    /// Its id.
    pub id: String,
    /// The id of its place on the profile's page.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub path: String,
    /// The item that it is itself, where it has no indicators.
    pub own_item: Option<ItemRef>,
    /// Its indicators.
    pub indicators: Vec<ItemRef>,
    /// The other items that it refers to, by their kind: `knowledge`, `skill` …
    pub referred: Vec<(&'static str, Vec<ItemRef>)>,
}

/// A section of a profile that is no competence and stands below none.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ProfileSection {
    /// `knowledge`, `cognitive-skills`, `environment` …; `prose` for a heading without a class.
    pub kind: &'static str,
    /// The heading's text.
    pub title: String,
    /// The heading's text with the author's own markup.
    pub heading: BodyView,
    /// The heading's id.
    pub id: String,
    /// The heading's level, 2 to 6.
    pub level: u8,
    /// Everything that stands in it, in the order of the file.
    pub parts: Vec<SectionPart>,
}

/// A text of a section and the items below it, down to the next text.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct SectionPart {
    /// The text; empty where the section begins with items.
    pub body: BodyView,
    /// The items that the section defines or refers to there, each once in the section, with their coverage in the
    /// profile's first programme. (The profile's page has no claims.)
    pub items: Vec<(ItemRef, Vec<ModuleClaims>)>,
}

/// A competence's page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CompetenceView {
    /// The profile.
    pub profile: Link,
    /// The competence's id.
    pub id: String,
    /// The code of its source, else empty.
    pub code: String,
    /// Its codes in other registers.
    pub references: Vec<String>,
    /// Its title with the author's own markup.
    pub heading: BodyView,
    /// The author's text and its indicators, in the order of the file.
    pub parts: Vec<SectionPart>,
    /// The competences that stand below it.
    pub competences: Vec<CompetenceSummary>,
    /// The sections below it, in the order of the file: the knowledge that it refers to, and whatever else.
    pub sections: Vec<CompetenceSection>,
    /// The notes of its texts.
    pub notes: BodyView,
    /// The page of the profile's glossary; empty when it has none.
    pub glossary: String,
    /// How many words the glossary explains.
    pub gloss_count: usize,
    /// The programmes that lead to the profile, each with the counts of the items of this competence
    /// and of those below it; none where these have no items.
    pub programmes: Vec<(Link, TotalsView)>,
}

/// A section below a competence.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CompetenceSection {
    /// `knowledge`, `environment` …; `prose` for a heading without a class.
    pub kind: &'static str,
    /// The heading's text with the author's own markup.
    pub heading: BodyView,
    /// The heading's id.
    pub id: String,
    /// The heading's level on this page, 2 to 6.
    pub level: u8,
    /// Everything that stands in it, in the order of the file.
    pub parts: Vec<SectionPart>,
}

/// An item's page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ItemView {
    /// The profile.
    pub profile: Link,
    /// The item.
    pub item: ItemRef,
    /// The item's text with the author's own markup.
    pub sentence: BodyView,
    /// The author's text below it; for a competence that is an item itself all that stands below its heading.
    pub parts: Vec<SectionPart>,
    /// The sections below such a competence, in the order of the file; none for any other item.
    pub sections: Vec<CompetenceSection>,
    /// The notes of these texts.
    pub notes: BodyView,
    /// The page of the profile's glossary; empty when it has none.
    pub glossary: String,
    /// How many words the glossary explains.
    pub gloss_count: usize,
    /// `basic`, `thorough`, or empty.
    pub grade: &'static str,
    /// The code of its source, else empty.
    pub code: String,
    /// Its codes in other registers.
    pub references: Vec<String>,
    /// The words of its text that the profile's glossary explains.
    pub glosses: Vec<GlossLink>,
    /// The competences that it stands under or that refer to it.
    pub competences: Vec<Link>,
    /// The profile's skill sections that refer to it.
    pub skills: Vec<Link>,
    /// How it stands in each programme that leads to the profile.
    pub programmes: Vec<ItemInProgramme>,
    /// The modules of these programmes that claim it, each once.
    pub modules: Vec<ItemModule>,
    /// The pages whose text mentions it.
    pub mentions: Vec<Link>,
}

/// A module that claims an item, in each of several programmes.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ItemModule {
    /// The module.
    pub module: ModuleRef,
    /// Every place, strongest first.
    pub places: Vec<ClaimPlace>,
    /// For each of `programmes` the index of the module among its `claims`; none where it does not have the module.
    pub claims: Vec<Option<usize>>,
}

/// How an item stands in one programme.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ItemInProgramme {
    /// The programme.
    pub programme: Link,
    /// How it stands.
    pub status: StatusView,
    /// The reason of an exempt item, else empty.
    pub reason: String,
    /// The modules that claim it, in the programme's order.
    pub claims: Vec<ModuleClaims>,
    /// Its way through the terms: the title of each, and the strongest level to which a module of it brings the item, an
    /// index into `site.levels` (none where no module claims it), and whether it does so for some choices alone. Empty for a
    /// programme without terms.
    pub journey: Vec<(String, Option<usize>, bool)>,
}

/// A module's claims on one item.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ModuleClaims {
    /// The module.
    pub module: ModuleRef,
    /// The title of its term; empty for a programme without terms.
    pub term: String,
    /// The choice that it is in; none for a module that everyone takes.
    pub choice: Option<ChoiceRef>,
    /// The strongest level: index into `site.levels`.
    pub level: usize,
    /// Every place, strongest first.
    pub places: Vec<ClaimPlace>,
}
