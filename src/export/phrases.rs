//! Names of modules, groups and statuses as a spreadsheet has them, in the words of the site's language. A module
//! has the same name in every export, so that an import finds it again.

use std::collections::BTreeMap;

use crate::config::{Config, Language};
use crate::plan::view::{
    AlignmentRow, AssessingModule, AssessmentColumn, ClaimPlace, GapView, ItemRef, ModuleRef, OccasionView,
    OtherLevel, StatusView, TotalsView,
};
use crate::tabular::Word;
use crate::text::Amount;

/// The same words in Dutch, English, French and German.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub(super) [&'static str; 4]);

impl Words {
    /// The words in `language`.
    pub(super) fn text(self, language: Language) -> &'static str {
        let [dutch, english, french, german] = self.0;
        match language {
            Language::Dutch => dutch,
            Language::English => english,
            Language::French => french,
            Language::German => german,
        }
    }
}

/// The modules that a programme counts at other levels than their own.
pub(super) const COUNT_OTHERWISE: Words = Words([
    "Modules die hier anders tellen",
    "Modules that count differently here",
    "Modules qui comptent autrement ici",
    "Module, die hier anders zählen",
]);
/// The head of the level at which a module counts in a programme.
pub(super) const COUNTS_AS: Words =
    Words(["telt hier als", "counts here as", "compte ici comme", "zählt hier als"]);
/// How several items stand that no module claims.
const MISSING_SEVERAL: Words = Words(["ontbreken", "missing", "absents", "fehlen"]);
const ITSELF: Words = Words(["module zelf", "the module itself", "le module lui-même", "das Modul selbst"]);

/// A module's code and title, or its title alone.
pub(super) fn module_name(module: &ModuleRef) -> String {
    Word::module_name(&module.code, &module.title)
}

/// The id of a competence, or what the items of a list are.
pub(super) fn group_name<'a>(id: &'a str, kind: &str, config: &Config) -> &'a str {
    if id.is_empty() { Word::of_kind(kind).text(config.language) } else { id }
}

/// How an item stands.
pub(super) fn status(status: StatusView, config: &Config) -> String {
    let required = &config.scale.levels[config.scale.required].label;
    match status {
        StatusView::Covered => required.clone(),
        StatusView::Possible => format!("{} {required}", Word::Possible.text(config.language)),
        StatusView::Partial => format!("{} {required}", Word::NotYet.text(config.language)),
        StatusView::Missing => Word::Missing.text(config.language).to_owned(),
        StatusView::Exempt => Word::Exempt.text(config.language).to_owned(),
    }
}

/// The profile, and how its items stand: `Profiel: Kok · 80 geëvalueerd · 4 ontbreken`.
pub(super) fn counts(config: &Config, profile: &str, totals: TotalsView) -> String {
    let TotalsView { covered, possible, partial, missing, exempt, .. } = totals;
    let counts = [
        (StatusView::Covered, covered),
        (StatusView::Possible, possible),
        (StatusView::Partial, partial),
        (StatusView::Missing, missing),
        (StatusView::Exempt, exempt),
    ];
    let counts = counts.iter().filter(|(_, number)| *number > 0);
    let counts = counts.map(|(standing, number)| match (standing, number) {
        (StatusView::Missing, 2..) => format!("{number} {}", MISSING_SEVERAL.text(config.language)),
        _ => format!("{number} {}", status(*standing, config)),
    });
    std::iter::once(profile.to_owned()).chain(counts).collect::<Vec<_>>().join(" · ")
}

/// The modules that claim the item, each with its strongest level.
pub(super) fn claimed(config: &Config, gap: &GapView) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut modules = Vec::new();
    for (module, place) in &gap.claims {
        if !modules.contains(&&module.path) {
            modules.push(&module.path);
            let level = config.scale.levels.values().nth(place.level);
            let label = level.map_or("", |level| level.label.as_str());
            names.push(format!("{} ({label})", module_name(module)));
        }
    }
    names.join(", ")
}

/// A number as the site's language writes it.
pub(super) fn amount(config: &Config, amount: Amount) -> String {
    let written = amount.to_string();
    if config.language == Language::English { written } else { written.replace('.', ",") }
}

/// How a section is taught or assessed: `gesprek, 0,5 uur, 60 %`; empty where it does not say.
pub(super) fn manner(config: &Config, occasion: &OccasionView) -> String {
    let method = Some(occasion.method.clone()).filter(|method| !method.is_empty());
    let unit = Word::HoursUnit.text(config.language);
    let hours = occasion.hours.map(|hours| format!("{} {unit}", amount(config, hours)));
    let weight = occasion.weight.map(|weight| format!("{} %", amount(config, weight)));
    [method, hours, weight].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The head of an assessment's column: `M05: Mondeling examen (gesprek, 60 %)`.
pub(super) fn assessment_name(
    config: &Config,
    module: &AssessingModule,
    column: &AssessmentColumn,
) -> String {
    let name = place_name(config, &module.module, &column.title, Some(&column.occasion));
    match &module.choice {
        None => name,
        Some(choice) => {
            format!("{name}, {} {} / {}", Word::Choice.text(config.language), choice.pick, choice.of)
        }
    }
}

/// The places that claim an item at one level: `M05: Rollenspel (rollenspel, 4 uur); M07`.
pub(super) fn aligned_places(config: &Config, places: &[(ModuleRef, ClaimPlace)]) -> String {
    let names = places
        .iter()
        .map(|(module, place)| place_name(config, module, &place.title, place.occasion.as_ref()));
    names.collect::<Vec<_>>().join("; ")
}

fn place_name(config: &Config, module: &ModuleRef, title: &str, occasion: Option<&OccasionView>) -> String {
    let module = if module.code.is_empty() { &module.title } else { &module.code };
    let manner = occasion.map(|occasion| manner(config, occasion)).unwrap_or_default();
    let name = if title.is_empty() { module.clone() } else { format!("{module}: {title}") };
    if manner.is_empty() { name } else { format!("{name} ({manner})") }
}

/// The items for which a module counts at other levels in a programme, by the level there and its own.
pub(super) fn by_level(levels: &[OtherLevel]) -> BTreeMap<(usize, usize), Vec<&ItemRef>> {
    let mut grouped: BTreeMap<(usize, usize), Vec<&ItemRef>> = BTreeMap::new();
    for other in levels {
        grouped.entry((other.level, other.own)).or_default().push(&other.item);
    }
    grouped
}

/// The label of level `level` of the site's scale.
pub(super) fn level_label(config: &Config, level: usize) -> &str {
    config.scale.levels.values().nth(level).map_or("", |level| level.label.as_str())
}

/// The level that a module says itself: `module zelf: geëvalueerd`.
pub(super) fn own_level(config: &Config, own: usize) -> String {
    format!("{}: {}", ITSELF.text(config.language), level_label(config, own))
}

/// The points to look at in how an item is taught and assessed.
pub(super) fn remarks(config: &Config, row: &AlignmentRow) -> String {
    let remarks = [(row.unweighed, Word::NoWeight), (row.unpractised, Word::NotPractised)];
    let remarks = remarks.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.text(config.language));
    remarks.collect::<Vec<_>>().join("; ")
}

/// The sections that probably teach the item: `M05: Les 2: luisteren; M07`.
pub(super) fn nearest(gap: &GapView) -> String {
    let places = gap.places.iter().map(|place| {
        let module = if place.module.code.is_empty() { &place.module.title } else { &place.module.code };
        if place.title.is_empty() { module.clone() } else { format!("{module}: {}", place.title) }
    });
    places.collect::<Vec<_>>().join("; ")
}
