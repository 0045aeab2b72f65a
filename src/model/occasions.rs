//! Adds the occasions of modules: the sections that say how they are taught or assessed.
//!
//! The claims of an occasion are those of its heading and of the headings below it. A claim belongs to the innermost
//! occasion round it, so that a part of an examination may be an assessment of its own:
//!
//! ```text
//! ## Proef {.assessment hours=4}
//! ### Gesprek {.assessment weight=60 geevalueerd=c4.6}       c4.6 belongs here
//! ### Theorie {.assessment weight=40 geevalueerd=k.ict}
//! ```
//!
//! Numbers that do not add up are reported: weights that are not a hundred together, sections that take more hours than their
//! lesson or module has, an assessment of nothing. Where one occasion stands in another, the outer one's hours and weight
//! are taken to include those of the inner.

use std::sync::Arc;

use ahash::{HashMap, HashSet};

use super::entities::{DocumentId, LessonId, Module, ModuleId, Occasion, OccasionId, Spot};
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, say};
use crate::syntax::{Content, Heading, ModuleDoc, OccasionDoc, OccasionKind};
use crate::text::{Amount, Spanned};

/// Adds every occasion, whose claims are known.
pub(super) fn add(site: &mut Site, problems: &mut Problems) {
    let modules: Vec<ModuleId> = site.modules.ids().filter(|module| has_occasions(site, *module)).collect();
    for module in modules {
        let lessons = site.modules[module].lessons.iter().map(|lesson| Some(*lesson));
        let pages: Vec<Option<LessonId>> = std::iter::once(None).chain(lessons).collect();
        let added: Vec<AddedPage> =
            pages.into_iter().filter_map(|lesson| AddedPage::new(site, module, lesson)).collect();
        if !added.is_empty() {
            add_claims(site, module, &added);
            check(site, module, problems);
        }
    }
}

/// Whether a page of `module` has an occasion; most sites say nothing of these.
fn has_occasions(site: &Site, module: ModuleId) -> bool {
    let module = &site.modules[module];
    let lessons = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
    lessons.chain([module.document]).any(|page| match &site.document(page).content {
        Content::Module(content) => !content.occasions.is_empty(),
        Content::Profile(_) | Content::Programme(_) | Content::Page(_) => false,
    })
}

/// A page whose occasions were added.
struct AddedPage {
    lesson: Option<LessonId>,
    /// For each heading the one that it stands below.
    above: Vec<Option<usize>>,
    /// The occasions by their headings.
    occasions: HashMap<usize, OccasionId>,
}

impl AddedPage {
    /// Adds the occasions of one page of `module`: of a lesson, or of the module's own page. None for a page without any.
    fn new(site: &mut Site, module: ModuleId, lesson: Option<LessonId>) -> Option<Self> {
        let document = site.document_of(module, Spot { lesson, heading: None });
        let document = Arc::clone(&site.documents[document].document);
        let Content::Module(content) = &document.content else { return None };
        if content.occasions.is_empty() {
            return None;
        }
        let mut page = Self { lesson, above: above(&document.headings), occasions: HashMap::default() };
        for (entry, written) in content.occasions.iter().enumerate() {
            let id = site.occasions.push(Occasion {
                module,
                spot: Spot { lesson, heading: Some(written.heading) },
                entry,
                kind: written.kind,
                method: written.method.value.clone(),
                hours: written.hours.read().map(|hours| hours.value),
                weight: written.weight.read().map(|weight| weight.value),
                round: page.round(written.heading).next(),
                claims: Vec::new(),
            });
            site.modules[module].occasions.push(id);
            page.occasions.insert(written.heading, id);
        }
        Some(page)
    }

    /// The occasions that `heading` belongs to, the innermost first.
    fn round(&self, heading: usize) -> impl Iterator<Item = OccasionId> {
        way_up(&self.above, heading).filter_map(|heading| self.occasions.get(&heading).copied())
    }
}

/// Gives each claim of `module` to the occasions that it belongs to.
fn add_claims(site: &mut Site, module: ModuleId, pages: &[AddedPage]) {
    for claim in site.modules[module].claims.clone() {
        let Spot { lesson, heading: Some(heading) } = site.claims[claim].spot else { continue };
        let Some(page) = pages.iter().find(|page| page.lesson == lesson) else { continue };
        site.claims[claim].occasion = page.round(heading).next();
        for occasion in page.round(heading) {
            site.occasions[occasion].claims.push(claim);
        }
    }
}

/// For each of `headings` the one that it stands below.
fn above(headings: &[Heading]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut above = Vec::with_capacity(headings.len());
    for (at, heading) in headings.iter().enumerate() {
        while open.last().is_some_and(|last| headings[*last].level >= heading.level) {
            open.pop();
        }
        above.push(open.last().copied());
        open.push(at);
    }
    above
}

/// `heading`, the heading that it stands below, and so on.
fn way_up(above: &[Option<usize>], heading: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(heading), |heading| above.get(*heading).copied().flatten())
}

/// Reports what does not add up in `module`.
fn check(site: &Site, module: ModuleId, problems: &mut Problems) {
    let found = &site.modules[module];
    problems.extend(weights(site, found));
    let mut taken = taken_on(site, found, None);
    problems.extend(unclaimed(site, found.document));
    for lesson in &found.lessons {
        let page = site.lessons[*lesson].document;
        let sections = taken_on(site, found, Some(*lesson));
        problems.extend(unclaimed(site, page));
        match hours_of(site, page) {
            Some((place, own)) => {
                let problem = too_long(Longer::Lesson, (&place, own), &sections);
                // A lesson that takes too long was reported; it takes what it has.
                taken.extend((!sections.is_empty()).then_some((place, own)).filter(|_| problem.is_some()));
                taken.extend(sections.into_iter().filter(|_| problem.is_none()));
                problems.extend(problem);
            }
            None => taken.extend(sections),
        }
    }
    if let Some((place, own)) = hours_of(site, found.document) {
        problems.extend(too_long(Longer::Module, (&place, own), &taken));
    }
}

fn content(site: &Site, page: DocumentId) -> Option<&ModuleDoc> {
    match &site.document(page).content {
        Content::Module(content) => Some(content),
        Content::Profile(_) | Content::Programme(_) | Content::Page(_) => None,
    }
}

/// The hours that the front matter of a page says.
fn hours_of(site: &Site, page: DocumentId) -> Option<(Place, Amount)> {
    let hours = content(site, page)?.hours.read()?;
    Some((Place::new(&site.document(page).path, hours.span), hours.value))
}

/// How long the sections of a page take; one within another that has hours takes none of its own.
fn taken_on(site: &Site, module: &Module, lesson: Option<LessonId>) -> Vec<(Place, Amount)> {
    let own = module.occasions.iter().filter(|id| site.occasions[**id].spot.lesson == lesson);
    own.filter(|id| !site.is_within(**id, |other| other.hours.is_some()))
        .filter_map(|id| written(site, *id, |occasion| occasion.hours.read()))
        .collect()
}

/// The number that an occasion was given, and where.
fn written(
    site: &Site,
    id: OccasionId,
    number: fn(&OccasionDoc) -> Option<&Spanned<Amount>>,
) -> Option<(Place, Amount)> {
    let occasion = &site.occasions[id];
    let page = site.document_of(occasion.module, occasion.spot);
    let number = number(content(site, page)?.occasions.get(occasion.entry)?)?;
    Some((Place::new(&site.document(page).path, number.span), number.value))
}

/// The kind of page whose sections take longer than it has.
#[derive(Clone, Copy)]
enum Longer {
    Lesson,
    Module,
}

/// The problem with `sections` that take longer than the page which has `own` hours at `place`.
fn too_long(
    page: Longer,
    (place, own): (&Place, Amount),
    sections: &[(Place, Amount)],
) -> Option<Diagnostic> {
    let taken: Amount = sections.iter().map(|(_, hours)| *hours).sum();
    if taken <= own {
        return None;
    }
    let (taken, own) = (in_hours(taken), Message::amount(own));
    let message = match page {
        Longer::Lesson => {
            say!("the sections of this lesson take {taken} together, and it has {own}", taken, own)
        }
        Longer::Module => {
            say!("the sections of this module take {taken} together, and it has {own}", taken, own)
        }
    };
    let help = say!("correct the hours of a section, or those of the front matter");
    let problem = Diagnostic::new(Code::L332, place.clone(), message).help(help);
    Some(
        sections
            .iter()
            .fold(problem, |problem, (place, hours)| problem.related(place.clone(), in_hours(*hours))),
    )
}

/// `hours` as a person says them.
fn in_hours(hours: Amount) -> Message {
    if hours == Amount::of_hundredths(100) {
        return say!("1 hour");
    }
    say!("{several} hours", several = Message::amount(hours))
}

/// The problem with the weights of the assessments of `module`, unless they add up to a hundred.
fn weights(site: &Site, module: &Module) -> Option<Diagnostic> {
    let lost =
        pages(site, module).flat_map(|(_, content)| &content.occasions).find_map(|it| it.weight.broken());
    let weighted: Vec<(Place, Amount)> = module
        .occasions
        .iter()
        .filter(|id| !site.is_within(**id, |other| other.weight.is_some()))
        .filter_map(|id| written(site, *id, |occasion| occasion.weight.read()))
        .collect();
    let sum: Amount = weighted.iter().map(|(_, weight)| *weight).sum();
    // A lesson that is left out as a draft may have the rest.
    let is_partial = site.drafts.has_lesson_of(&site.document(module.document).path);
    let mut weighted = weighted.into_iter();
    let (place, first) = weighted.next()?;
    if Some(sum) == Amount::whole(100) || is_partial || site.follows(Code::L331, lost) {
        return None;
    }
    let message = say!(
        "the weights of the assessments of module `{module}` add up to {sum}, not to 100",
        module = module.name(),
        sum = Message::amount(sum)
    );
    let help = if first == sum {
        say!("write `weight=100` for the only assessment, or a heading for each of the others")
    } else {
        say!("correct one of them, or write the heading of the assessment that is missing")
    };
    let problem = Diagnostic::new(Code::L331, place, message).help(help);
    Some(weighted.fold(problem, |problem, (place, weight)| {
        problem.related(place, say!("and {weight} here", weight = Message::amount(weight)))
    }))
}

fn pages<'s>(site: &'s Site, module: &'s Module) -> impl Iterator<Item = (DocumentId, &'s ModuleDoc)> {
    let lessons = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
    std::iter::once(module.document).chain(lessons).filter_map(|page| Some((page, content(site, page)?)))
}

/// The problems with the assessments of `page` below whose headings nothing is claimed.
fn unclaimed(site: &Site, page: DocumentId) -> Vec<Diagnostic> {
    let page = site.document(page);
    let Content::Module(content) = &page.content else { return Vec::new() };
    let required = &site.config.scale.levels[site.config.scale.required].id;
    let above = above(&page.headings);
    let claiming = content.claims.iter().filter_map(|claim| claim.heading);
    let claimed: HashSet<usize> = claiming.flat_map(|heading| way_up(&above, heading)).collect();
    let assessments = content.occasions.iter().filter(|occasion| occasion.kind == OccasionKind::Assessment);
    let unclaimed = assessments.filter(|occasion| !claimed.contains(&occasion.heading));
    unclaimed
        .map(|occasion: &OccasionDoc| {
            let heading = &page.headings[occasion.heading];
            let message = say!("this assessment says of no item that it assesses it");
            let help = say!("name them between the braces of its heading: `{required}=c4.6,c2.6`", required);
            Diagnostic::new(Code::L333, Place::new(&page.path, heading.span), message).help(help)
        })
        .collect()
}
