//! Proves an edit: the site that the changed files make is compared with the one before.
//!
//! Places claim what was asked and all others what they claimed; exemptions, terms and reviews likewise; the texts, headings and
//! links of the files that changed are the same; and no mistake is new. Warnings that follow from what is claimed, such as
//! a gap, are no mistakes of the edit: they are its consequences, and whoever asked for it wants to know them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::file_edit::FileEdit;
use super::page_levels::Counting;
use super::refusal::Refusal;
use super::wishes::Wishes;
use crate::config::LevelId;
use crate::diagnostics::{Cause, Code, Diagnostic, Message, say};
use crate::model::{Choice, ItemId, ModuleId, Programme, ProgrammeId, Review, Site, Spot};
use crate::syntax::{Body, Content, Document, OccasionDoc, TextPart};
use crate::text::SourcePath;

/// One of the two sites that a proof compares.
#[derive(Debug, Clone, Copy)]
pub struct ProofSide<'a> {
    /// The site.
    pub site: &'a Site,
    /// Everything that is wrong with it.
    pub problems: &'a [Diagnostic],
}

/// The consequences of an edit of `files`, if it does what `wishes` say and nothing else.
pub(super) fn prove(
    before: ProofSide<'_>,
    after: ProofSide<'_>,
    files: &[FileEdit],
    wishes: &Wishes,
) -> Result<Vec<Diagnostic>, Refusal> {
    let consequences = new_problems(before, after)?;
    let sizes =
        |site: &Site| (site.modules.len(), site.items.len(), site.programmes.len(), site.reviews.len());
    let new = files.iter().filter(|file| file.before.is_none()).count();
    let has_others = before.site.documents.len() + new != after.site.documents.len();
    if has_others || sizes(before.site) != sizes(after.site) {
        return Err(otherwise(say!("other pages would be modules, profiles or programmes")));
    }
    same_texts(before.site, after.site, files)?;
    same_claims(before.site, after.site, wishes)?;
    same_programmes(before.site, after.site, wishes)?;
    if wishes.programme_files {
        same_made_programmes(before.site, after.site)?;
    }
    same_reviews(before.site, after.site, wishes)?;
    Ok(consequences)
}

fn otherwise(what: Message) -> Refusal {
    Refusal::new(say!("this change would do something else besides: {what}", what))
        .help(say!("nothing was changed; change the file in an editor"))
}

/// The consequences among the mistakes of `after` that `before` does not have; any other new mistake is a refusal.
fn new_problems(before: ProofSide<'_>, after: ProofSide<'_>) -> Result<Vec<Diagnostic>, Refusal> {
    // Places move with the text, so problems are the same by what they say.
    let mut known: HashMap<(Code, &SourcePath, &Message), usize> = HashMap::new();
    for problem in before.problems {
        *known.entry((problem.code, &problem.place.file, &problem.message)).or_default() += 1;
    }
    let mut consequences = Vec::new();
    for problem in after.problems {
        match known.get_mut(&(problem.code, &problem.place.file, &problem.message)) {
            Some(left) if *left > 0 => *left -= 1,
            _ if problem.code.cause() == Cause::Coverage => consequences.push(problem.clone()),
            _ => {
                let message =
                    say!("this change would bring a new mistake: {message}", message = problem.message);
                let help = problem.help.clone().unwrap_or_default();
                return Err(Refusal::new(message).help(help).file(&problem.place.file));
            }
        }
    }
    Ok(consequences)
}

/// That the pages that changed read as before, but for their claims.
fn same_texts(before: &Site, after: &Site, files: &[FileEdit]) -> Result<(), Refusal> {
    for file in files.iter().filter(|file| file.before.is_some()) {
        let page = |site: &Site| site.document_at(&file.path).map(|id| page_text(site.document(id)));
        if page(before) != page(after) {
            return Err(otherwise(say!("its text would read otherwise")).file(&file.path));
        }
    }
    Ok(())
}

/// All that a page of `document` says, but for claims, exemptions, terms and the levels of a programme, which are compared by
/// themselves.
fn page_text(document: &Document) -> String {
    let mut text =
        format!("{}\n{}\n{}\n", document.title.value, document.summary.value, document.language.value);
    // Writing to a string cannot fail.
    for heading in &document.headings {
        let _ = writeln!(text, "{} {} {}", heading.level, heading.id, heading.text.trim());
    }
    let aliases = document.aliases.iter().map(|alias| &alias.value).collect::<Vec<_>>();
    let anchors = document.anchors.iter().map(|anchor| &anchor.value).collect::<Vec<_>>();
    let _ = writeln!(text, "{} {aliases:?} {anchors:?}", document.draft.is_some());
    for link in &document.links {
        let _ = writeln!(text, "{:?} {}", link.kind, link.target.value);
    }
    let body = match &document.content {
        Content::Module(module) => {
            let names = [&module.code, &module.profile].map(|name| name.read().map(|name| &name.value));
            let _ = writeln!(text, "{names:?} {:?}", module.hours.read().map(|hours| hours.value));
            let facts = &module.facts;
            let others = facts.others.iter().map(|(name, value)| (&name.value, &value.value));
            let lists = [&facts.requires, &facts.teachers];
            let lists = lists.map(|list| list.iter().map(|name| &name.value).collect::<Vec<_>>());
            let credits = facts.credits.read().map(|credits| credits.value);
            let _ = writeln!(text, "{credits:?} {lists:?} {:?}", others.collect::<Vec<_>>());
            for OccasionDoc { heading, kind, method, hours, weight } in &module.occasions {
                let [hours, weight] = [hours, weight].map(|number| number.read().map(|number| number.value));
                let _ = writeln!(text, "{heading} {kind:?} {} {hours:?} {weight:?}", method.value);
            }
            Some(&module.body)
        }
        Content::Programme(programme) => {
            let profile = programme.profile.read().map(|name| &name.value);
            let _ = writeln!(text, "{profile:?} {}", programme.school.value);
            Some(&programme.body)
        }
        Content::Page(page) => {
            let _ = writeln!(text, "{:?}", page.order);
            Some(&page.body)
        }
        // No intent changes a file of a profile.
        Content::Profile(_) => None,
    };
    for body in body.into_iter().chain(document.notes.iter().map(|note| &note.body)) {
        add_markup(&mut text, body);
    }
    text
}

/// Adds the markup of `body` with its gaps, but for those of claims. White space is left out: a gap of claims brings a line
/// end with it, and the space before attributes is one.
fn add_markup(text: &mut String, body: &Body) {
    for part in &body.parts {
        match part {
            TextPart::Html(html) => text.extend(html.split_whitespace()),
            TextPart::Claims(_) => {}
            gap => drop(write!(text, "{gap:?}")),
        }
    }
}

/// That every place claims what it claimed, or what is wished.
fn same_claims(before: &Site, after: &Site, wishes: &Wishes) -> Result<(), Refusal> {
    for id in before.modules.ids() {
        let first = (id, Spot { lesson: None, heading: None });
        let mut wished = wishes.claims.range(first..).take_while(|((module, _), _)| *module == id).peekable();
        if wished.peek().is_none() {
            if !claims(before, id).eq(claims(after, id)) {
                return Err(other_claims(before, id));
            }
            continue;
        }
        let mut expected = strongest(claims(before, id));
        for ((_, spot), items) in wished {
            for (item, level) in items {
                match level {
                    Some(level) => drop(expected.insert((*spot, *item), *level)),
                    None => drop(expected.remove(&(*spot, *item))),
                }
            }
        }
        if expected != strongest(claims(after, id)) {
            return Err(other_claims(before, id));
        }
    }
    Ok(())
}

/// That every programme leaves out what it left out and has the terms that it had, or what is wished.
fn same_programmes(before: &Site, after: &Site, wishes: &Wishes) -> Result<(), Refusal> {
    for (id, programme) in before.programmes.iter() {
        // One without a file has the modules that claim its profile.
        let Some(document) = programme.document else { continue };
        let after = &after.programmes[id];
        let refuse = |what: Message| Err(otherwise(what).file(&before.document(document).path));
        if wished_levels(programme, wishes, id) != levels(after) {
            return refuse(say!("the programme would count modules at other levels"));
        }
        if wished_exemptions(programme, wishes, id) != exemptions(after) {
            return refuse(say!("the programme would leave out other items than it is to"));
        }
        if wished_terms(programme, wishes, id) != terms(after) {
            return refuse(say!("the programme would have other modules than it is to"));
        }
    }
    Ok(())
}

/// The items that a programme leaves out, and why.
fn exemptions(programme: &Programme) -> BTreeMap<ItemId, String> {
    programme.exempt.iter().map(|exemption| (exemption.item, exemption.reason.clone())).collect()
}

fn wished_exemptions(before: &Programme, wishes: &Wishes, id: ProgrammeId) -> BTreeMap<ItemId, String> {
    let mut expected = exemptions(before);
    for (item, reason) in wishes.exempt.get(&id).into_iter().flatten() {
        match reason {
            Some(reason) => drop(expected.insert(*item, reason.clone())),
            None => drop(expected.remove(item)),
        }
    }
    expected
}

/// The terms of a programme: the title, the modules of everyone and the choices of each.
fn terms(programme: &Programme) -> Vec<(String, Vec<ModuleId>, Vec<Choice>)> {
    let own = programme.terms.iter();
    own.map(|term| (term.title.clone(), term.modules.clone(), term.choices.clone())).collect()
}

fn wished_terms(
    before: &Programme,
    wishes: &Wishes,
    id: ProgrammeId,
) -> Vec<(String, Vec<ModuleId>, Vec<Choice>)> {
    let mut expected = terms(before);
    let Some(wished) = wishes.terms.get(&id) else { return expected };
    expected.resize(wished.len().max(expected.len()), (String::new(), Vec::new(), Vec::new()));
    for ((_, everyones, choices), seats) in expected.iter_mut().zip(wished) {
        everyones.clone_from(&seats.everyones);
        for (choice, modules) in choices.iter_mut().zip(&seats.choices) {
            // Drafts, which are counted and not among its modules, stay.
            choice.of = choice.of + modules.len() - choice.modules.len();
            choice.modules.clone_from(modules);
        }
    }
    expected
}

/// The levels at which a programme counts claims by its own word.
fn levels(programme: &Programme) -> BTreeMap<(ModuleId, ItemId), LevelId> {
    programme.levels.iter().map(|said| ((said.module, said.item), said.level)).collect()
}

fn wished_levels(
    before: &Programme,
    wishes: &Wishes,
    id: ProgrammeId,
) -> BTreeMap<(ModuleId, ItemId), LevelId> {
    let mut expected = levels(before);
    for (of, counting) in wishes.levels.get(&id).into_iter().flatten() {
        match counting {
            Counting::At(level) => drop(expected.insert(*of, *level)),
            Counting::AsClaimed | Counting::Absent => drop(expected.remove(of)),
        }
    }
    expected
}

/// That every programme which had no file has one, and is the same otherwise.
fn same_made_programmes(before: &Site, after: &Site) -> Result<(), Refusal> {
    for programme in before.programmes.values().filter(|programme| programme.document.is_none()) {
        let made = after.programmes.values().find(|made| made.slug == programme.slug);
        let is_same = made.is_some_and(|made| {
            made.document.is_some() && Programme { document: None, ..made.clone() } == *programme
        });
        if !is_same {
            let title = &programme.title;
            return Err(otherwise(say!("the programme \"{title}\" would be another one", title)));
        }
    }
    Ok(())
}

/// That every review leaves open what it left open, but for what is answered.
fn same_reviews(before: &Site, after: &Site, wishes: &Wishes) -> Result<(), Refusal> {
    for (was, is) in before.reviews.iter().zip(&after.reviews) {
        let open = |review: &Review| -> BTreeSet<(ModuleId, ItemId)> {
            review.open.iter().map(|claim| (claim.module, claim.item)).collect()
        };
        let expected: BTreeSet<_> = open(was).difference(&wishes.answered).copied().collect();
        if was.path != is.path || expected != open(is) {
            return Err(
                otherwise(say!("the review would leave other claims open than it is to")).file(&was.path)
            );
        }
    }
    Ok(())
}

/// The claims of `module`: of which item, at which level and in which place.
fn claims(site: &Site, module: ModuleId) -> impl Iterator<Item = (ItemId, LevelId, Spot)> {
    let claims = site.modules[module].claims.iter().map(|claim| &site.claims[*claim]);
    claims.map(|claim| (claim.item, claim.level, claim.spot))
}

/// The level at which each place claims an item.
fn strongest(claims: impl Iterator<Item = (ItemId, LevelId, Spot)>) -> BTreeMap<(Spot, ItemId), LevelId> {
    let mut levels = BTreeMap::new();
    for (item, level, spot) in claims {
        let strongest = levels.entry((spot, item)).or_insert(level);
        *strongest = level.max(*strongest);
    }
    levels
}

fn other_claims(site: &Site, module: ModuleId) -> Refusal {
    let module = &site.modules[module];
    otherwise(say!("{module} would claim other items than it is to", module = module.name()))
        .file(&site.document(module.document).path)
}
