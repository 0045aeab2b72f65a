//! One cell of the matrix with all that stands behind it: the claims that make it, and the places of the module where a
//! claim can stand, in the order of its texts. A place whose text mentions the item, or has its words, says so: it is
//! where a person would look first.
//!
//! Where an item has no claim yet, [`Offer`] names the sections of a whole programme that probably teach it.

use serde::Serialize;

use crate::edit::ClaimSpot;
use crate::evidence::Finding;
use crate::model::{DocumentId, ItemId, LessonId, Lookup, ModuleId, NamedItems, Site, Spot, Target};
use crate::pipeline::Snapshot;
use crate::text::LineIndex;

/// A cell of the matrix.
#[derive(Debug, Serialize)]
pub struct CellCard {
    /// The item's id and text.
    item: String,
    text: String,
    /// The module's name and title.
    module: String,
    title: String,
    /// The file of the module.
    file: String,
    places: Vec<CardPlace>,
    /// The level at which the programme counts the module, where it says one itself.
    counted: Option<CountedLevel>,
    /// The texts in which the places stand.
    texts: Vec<CardText>,
}

/// A level that a programme says for a module and an item, whatever the module claims.
#[derive(Debug, Serialize)]
struct CountedLevel {
    level: usize,
    /// The file in which it says so.
    file: String,
}

/// The text of a page as the card was made from it.
#[derive(Debug, Serialize)]
struct CardText {
    file: String,
    text: String,
}

/// A place of a module where a claim can stand.
#[derive(Debug, Serialize)]
struct CardPlace {
    place: ClaimSpot,
    /// Its heading, or the title of its lesson; empty for the whole module.
    label: String,
    /// How deep it stands: 0 for a page.
    depth: u8,
    /// The level at which it claims the item.
    level: Option<usize>,
    /// Whether its text mentions the item.
    mentions: bool,
    /// Its words that are those of the item, where they make it likely that it teaches it.
    words: Vec<String>,
    /// Whether no place of the module is likelier.
    is_likeliest: bool,
    file: String,
    line: usize,
}

impl CellCard {
    /// The cell of the module and the item with these names, in the matrix of `programme` where one is named.
    pub fn of(snapshot: &Snapshot, (module, item): (&str, &str), programme: Option<&str>) -> Option<Self> {
        let site = snapshot.site();
        let lookup = Lookup::new(site);
        let id = lookup.module(module).ok()?;
        let Ok(NamedItems::Item(item_id)) = lookup.claimed(item, id) else { return None };
        let module = &site.modules[id];
        let claims = module.claims.iter().map(|claim| &site.claims[*claim]);
        let claimed: Vec<(ClaimSpot, usize)> = claims
            .filter(|claim| claim.item == item_id)
            .map(|claim| (place_at(site, claim.module, claim.spot), claim.level.index()))
            .collect();
        let findings = snapshot.evidence().in_module(item_id, id);
        let documents = std::iter::once((None, module.document))
            .chain(module.lessons.iter().map(|lesson| (Some(*lesson), site.lessons[*lesson].document)));
        let texts = documents.clone().map(|(_, document)| text_of(snapshot, document)).collect();
        let mut places: Vec<CardPlace> =
            documents.flat_map(|(lesson, document)| places_of(snapshot, lesson, document, item_id)).collect();
        for place in &mut places {
            let own = claimed.iter().filter(|(at, _)| *at == place.place);
            place.level = own.map(|(_, level)| *level).max();
        }
        for (rank, finding) in findings.into_iter().enumerate() {
            let at = place_at(site, id, finding.spot);
            if let Some(place) = places.iter_mut().find(|place| place.place == at) {
                place.words = finding.words;
                place.is_likeliest = rank == 0;
            }
        }
        Some(Self {
            item: site.items[item_id].id.clone(),
            text: site.items[item_id].text.clone(),
            module: module.name().to_owned(),
            title: module.title.clone(),
            file: site.document(module.document).path.to_string(),
            places,
            counted: programme.and_then(|name| counted(site, &lookup, name, (id, item_id))),
            texts,
        })
    }
}

/// The level that the programme called `name` says for a module and an item.
fn counted(
    site: &Site,
    lookup: &Lookup<'_>,
    name: &str,
    (module, item): (ModuleId, ItemId),
) -> Option<CountedLevel> {
    let said = site.programmes[lookup.programme(name).ok()?].level_for(module, item)?;
    Some(CountedLevel { level: said.level.index(), file: said.place.file.to_string() })
}

fn text_of(snapshot: &Snapshot, id: DocumentId) -> CardText {
    let path = &snapshot.site().document(id).path;
    let text = snapshot.sources().text(path).unwrap_or_default();
    CardText { file: path.to_string(), text: text.to_owned() }
}

/// The places of one page: the page itself, and its headings.
fn places_of(snapshot: &Snapshot, lesson: Option<LessonId>, id: DocumentId, item: ItemId) -> Vec<CardPlace> {
    let site = snapshot.site();
    let document = site.document(id);
    let text = snapshot.sources().text(&document.path).unwrap_or_default();
    let lines = LineIndex::new(text);
    let name = lesson.map(|_| document.path.stem().to_owned());
    let mentions = mentions(site, id, item);
    let place = |place: ClaimSpot, label: &str, depth: u8, range: std::ops::Range<usize>| CardPlace {
        place,
        label: label.to_owned(),
        depth,
        level: None,
        words: Vec::new(),
        is_likeliest: false,
        mentions: mentions.iter().any(|at| range.contains(at)),
        file: document.path.to_string(),
        line: lines.position(range.start).line,
    };
    let starts: Vec<usize> = document.headings.iter().map(|heading| heading.span.range().start).collect();
    let first = starts.first().copied().unwrap_or(text.len());
    let whole = match &name {
        None => place(ClaimSpot::Module, "", 0, document.title.span.range().start..first),
        Some(name) => {
            let own = ClaimSpot::Lesson { lesson: name.clone() };
            place(own, &document.title.value, 0, document.title.span.range().start..first)
        }
    };
    let headings = document.headings.iter().enumerate().map(|(at, heading)| {
        let end = starts.get(at + 1).copied().unwrap_or(text.len());
        let own = ClaimSpot::Heading { lesson: name.clone(), anchor: heading.id.to_string() };
        place(own, &heading.text, heading.level, starts[at]..end)
    });
    std::iter::once(whole).chain(headings).collect()
}

/// Where the text of a page mentions `item`.
fn mentions(site: &Site, id: DocumentId, item: ItemId) -> Vec<usize> {
    let resolved = &site.documents[id];
    let links = resolved.document.links.iter().zip(&resolved.targets);
    let found = links.filter(|(_, target)| matches!(target, Some(Target::Item(found)) if *found == item));
    found.map(|(link, _)| link.target.span.range().start).collect()
}

/// The place at `spot` of `module`, by the names with which an edit asks for it.
fn place_at(site: &Site, module: ModuleId, spot: Spot) -> ClaimSpot {
    let document = site.document(site.document_of(module, spot));
    let lesson = spot.lesson.map(|_| document.path.stem().to_owned());
    match (spot.heading, lesson) {
        (Some(heading), lesson) => {
            ClaimSpot::Heading { lesson, anchor: document.headings[heading].id.to_string() }
        }
        (None, Some(lesson)) => ClaimSpot::Lesson { lesson },
        (None, None) => ClaimSpot::Module,
    }
}

/// How many sections are offered for an item.
const OFFERS: usize = 5;

/// A section that probably teaches an item, as a place where a claim can be made.
#[derive(Debug, Serialize)]
pub struct Offer {
    /// The column of its module in the matrix of the programme.
    module: usize,
    place: ClaimSpot,
    /// Its heading; the title of the page where it is a whole page.
    label: String,
    /// Its words that are those of the item.
    words: Vec<String>,
    mentions: bool,
}

impl Offer {
    /// The sections of the programme called `programme` in which `item` could be claimed because they probably teach it,
    /// the best first.
    pub fn all(snapshot: &Snapshot, programme: &str, item: &str) -> Option<Vec<Self>> {
        let site = snapshot.site();
        let (id, _) = site.programmes.iter().find(|(_, of)| of.slug == programme)?;
        let coverage = snapshot.coverage().of(id);
        let any = *coverage.columns.first()?;
        let Ok(NamedItems::Item(item)) = Lookup::new(site).claimed(item, any) else { return None };
        let row = coverage.row_of(item)?;
        let findings = snapshot.evidence().offers(site, coverage, row, OFFERS).into_iter();
        Some(findings.filter_map(|finding| Self::of(site, &coverage.columns, finding)).collect())
    }

    fn of(site: &Site, columns: &[ModuleId], finding: Finding) -> Option<Self> {
        let document = site.document(site.document_of(finding.module, finding.spot));
        let label = match finding.spot.heading {
            Some(heading) => &document.headings[heading].text,
            None => &document.title.value,
        };
        Some(Self {
            module: columns.iter().position(|column| *column == finding.module)?,
            place: place_at(site, finding.module, finding.spot),
            label: label.clone(),
            words: finding.words,
            mentions: finding.is_mention,
        })
    }
}
