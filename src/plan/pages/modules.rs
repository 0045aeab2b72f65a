//! Builds the pages of modules and lessons. A module lists each item that it covers once, under its strongest level.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Pages, body, programmes, revision};
use crate::coverage::CountedClaim;
use crate::model::{ClaimId, DocumentId, ItemId, LessonId, ModuleId, Target};
use crate::plan::route::Route;
use crate::plan::view::{
    BodyView, CourseModule, CourseTerm, CourseView, CoverGroup, CoverItem, FactView, LessonLink, LessonView,
    ModuleRef, ModuleView, ModulesView, TermPlace,
};
use crate::syntax::{Content, FactsDoc};
use crate::text::{Spanned, natural};

/// The most modules of a programme that every page of a module names.
const NAMED: usize = 24;

/// The page with all modules.
pub(super) fn modules(pages: &Pages<'_>, root: &str) -> ModulesView {
    let site = pages.site;
    let document = pages.document(Route::Modules);
    let body = document.and_then(|id| match &site.document(id).content {
        Content::Page(content) => Some(body::whole(pages, Route::Modules, id, &content.body, root)),
        _ => None,
    });
    ModulesView {
        body: body.unwrap_or_default(),
        programmes: site
            .programmes
            .ids()
            .map(|id| (pages.programme_title(id), programmes::terms(pages, id)))
            .collect(),
        others: others(pages),
    }
}

/// The modules in no programme, as people count.
fn others(pages: &Pages<'_>) -> Vec<ModuleRef> {
    let site = pages.site;
    let mut ids: Vec<ModuleId> = site.modules.ids().filter(|id| pages.index.taught(*id).is_empty()).collect();
    ids.sort_by(|a, b| natural(site.modules[*a].name(), site.modules[*b].name()));
    ids.into_iter().map(|id| pages.module(id)).collect()
}

/// The page of module `id`.
pub(super) fn module(pages: &Pages<'_>, id: ModuleId, root: &str) -> ModuleView {
    let module = &pages.site.modules[id];
    let document = pages.site.document(module.document);
    let taught = pages.index.taught(id).iter().map(|taught| TermPlace {
        programme: pages.programme_title(taught.programme),
        term: pages.site.programmes[taught.programme].terms[taught.term].title.clone(),
        choice: pages
            .coverage
            .of(taught.programme)
            .choice_of(taught.at)
            .map(|choice| pages.choice(taught.programme, choice)),
        levels: pages.other_levels(taught.programme, id),
    });
    let facts = pages.site.facts_of(module);
    let references = |ids: &[ModuleId]| ids.iter().map(|id| pages.module(*id)).collect();
    ModuleView {
        module: pages.module(id),
        summary: document.summary.value.clone(),
        requires: references(&module.requires),
        required_by: references(pages.index.required_by(id)),
        teachers: facts.map(FactsDoc::teachers).unwrap_or_default(),
        facts: facts.into_iter().flat_map(|facts| &facts.others).map(fact).collect(),
        body: module_body(pages, Route::Module(id), module.document, root),
        lessons: lessons(pages, id, None),
        lists_lessons: lists_lessons(pages, id),
        covers: covers(pages, id, &module.claims),
        taught: taught.collect(),
        to_review: revision::to_review(pages, id),
        unplaced: unplaced(pages, id, None),
        course: course(pages, id),
    }
}

fn fact((name, value): &(Spanned<String>, Spanned<String>)) -> FactView {
    FactView { name: name.value.clone(), value: value.value.clone() }
}

/// The page of lesson `id`.
pub(super) fn lesson(pages: &Pages<'_>, id: LessonId, root: &str) -> LessonView {
    let lesson = &pages.site.lessons[id];
    let module = &pages.site.modules[lesson.module];
    let own = module.claims.iter().copied().filter(|claim| pages.site.claims[*claim].spot.lesson == Some(id));
    LessonView {
        module: pages.module(lesson.module),
        number: module.lessons.iter().position(|other| *other == id).map_or(0, |at| at + 1),
        hours: lesson.hours,
        summary: pages.site.document(lesson.document).summary.value.clone(),
        body: module_body(pages, Route::Lesson(id), lesson.document, root),
        lessons: lessons(pages, lesson.module, Some(id)),
        covers: covers(pages, lesson.module, &own.collect::<Vec<_>>()),
        unplaced: unplaced(pages, lesson.module, Some(id)),
        course: course(pages, lesson.module),
    }
}

/// The programme around module `id`: the first one that teaches it.
fn course(pages: &Pages<'_>, id: ModuleId) -> Option<CourseView> {
    let taught = pages.index.taught(id).first()?;
    let programme = pages.programme_title(taught.programme);
    let terms = &pages.site.programmes[taught.programme].terms;
    let is_short = terms.iter().map(|term| term.all_modules().count()).sum::<usize>() <= NAMED;
    let is_named = |at: usize| is_short || at == taught.term;
    let course_module =
        |module: ModuleId| CourseModule { module: pages.module(module), current: module == id };
    let terms = terms.iter().enumerate().map(|(at, term)| CourseTerm {
        title: term.title.clone(),
        path: format!("{}#term-{}", programme.path, at + 1),
        modules: term.all_modules().filter(|_| is_named(at)).map(course_module).collect(),
    });
    Some(CourseView { terms: terms.collect(), programme })
}

/// The items that `module` claims and that no heading on the page of `lesson`, or on the module's own page, claims.
fn unplaced(pages: &Pages<'_>, module: ModuleId, lesson: Option<LessonId>) -> Vec<CoverGroup> {
    let is_unplaced = |claim: &ClaimId| {
        let spot = pages.site.claims[*claim].spot;
        match lesson {
            None => spot.lesson.is_some() || spot.heading.is_none(),
            Some(_) => spot.lesson == lesson && spot.heading.is_none(),
        }
    };
    let claims = pages.site.modules[module].claims.iter().copied().filter(is_unplaced);
    covers(pages, module, &claims.collect::<Vec<_>>())
}

fn module_body(pages: &Pages<'_>, route: Route, document: DocumentId, root: &str) -> BodyView {
    match &pages.site.document(document).content {
        Content::Module(content) => body::whole(pages, route, document, &content.body, root),
        _ => BodyView::default(),
    }
}

fn lessons(pages: &Pages<'_>, module: ModuleId, current: Option<LessonId>) -> Vec<LessonLink> {
    let lessons = pages.site.modules[module].lessons.iter();
    lessons
        .map(|id| {
            let lesson = &pages.site.lessons[*id];
            let document = pages.site.document(lesson.document);
            LessonLink {
                title: document.title.value.clone(),
                path: pages.path(Route::Lesson(*id)),
                summary: document.summary.value.clone(),
                hours: lesson.hours,
                current: current == Some(*id),
            }
        })
        .collect()
}

/// Whether the text of `module` leads to each of its lessons.
fn lists_lessons(pages: &Pages<'_>, module: ModuleId) -> bool {
    let module = &pages.site.modules[module];
    let targets = &pages.site.documents[module.document].targets;
    module.lessons.iter().all(|lesson| {
        let document = pages.site.lessons[*lesson].document;
        targets.iter().any(|target| matches!(target, Some(Target::Document(to, _)) if *to == document))
    })
}

/// The items that `claims` of `module` cover, strongest level first, each with its places.
fn covers(pages: &Pages<'_>, module: ModuleId, claims: &[ClaimId]) -> Vec<CoverGroup> {
    let mut by_item: BTreeMap<ItemId, Vec<ClaimId>> = BTreeMap::new();
    for claim in claims {
        by_item.entry(pages.site.claims[*claim].item).or_default().push(*claim);
    }
    let mut by_level: BTreeMap<Reverse<usize>, Vec<CoverItem>> = BTreeMap::new();
    for (item, mut claims) in by_item {
        claims.sort_by_key(|claim| (Reverse(pages.site.claims[*claim].level), *claim));
        let strongest = claims.first().map_or(0, |claim| pages.site.claims[*claim].level.index());
        let claims: Vec<CountedClaim> = claims.into_iter().map(|claim| pages.own_claim(claim)).collect();
        let places = pages.places(&claims);
        let item = pages.item_of(item, module);
        by_level.entry(Reverse(strongest)).or_default().push(CoverItem { item, places });
    }
    by_level.into_iter().map(|(Reverse(level), items)| CoverGroup { level, items }).collect()
}
