//! Builds what pages say of the last new version of a profile: the lines that it changed, and the claims that were made
//! before.

use super::Pages;
use crate::compare::{WordRun, word_difference};
use crate::model::{CompetenceId, ItemId, ModuleId, ProfileId, Review};
use crate::plan::route::Route;
use crate::plan::view::{GoneLine, ItemRef, RevisedWords, RevisionView, RewordedLine};

/// The changes of the last new version of profile `id`.
pub(super) fn revision(pages: &Pages<'_>, id: ProfileId) -> Option<RevisionView> {
    let review = pages.site.review(id)?;
    let file = &review.file;
    let line = |name: &str| line(pages, id, name);
    let changed =
        file.changed.iter().filter_map(|(name, words)| Some(reworded(line(&name.value)?, &words.value)));
    let gone = file.gone.iter().filter(|(name, _)| line(&name.value).is_none());
    let gone = gone.map(|(name, text)| {
        let became = file.became.iter().filter(|(old, _)| old.value == name.value);
        let may_be = file.undecided.iter().filter(|(old, _)| old.value == name.value);
        GoneLine {
            id: name.value.clone(),
            text: text.value.clone(),
            became: became.flat_map(|(_, new)| new).filter_map(|new| line(&new.value)).collect(),
            may_be: may_be.filter_map(|(_, new)| line(&new.value)).collect(),
        }
    });
    Some(RevisionView {
        from: file.from.clone(),
        to: file.to.clone(),
        changed: changed.collect(),
        new: file.new.iter().filter_map(|new| line(&new.value)).collect(),
        gone: gone.collect(),
        to_review: review.open.len(),
    })
}

/// The items whose words changed after `module` claimed them.
pub(super) fn to_review(pages: &Pages<'_>, module: ModuleId) -> Vec<RewordedLine> {
    let open = pages.site.to_review(module);
    open.map(|(review, claim)| reworded(pages.item(claim.item), words_before(review, pages, claim.item)))
        .collect()
}

fn words_before<'r>(review: &'r Review, pages: &Pages<'_>, item: ItemId) -> &'r str {
    review.file.before(&pages.site.items[item].id).unwrap_or_default()
}

fn reworded(item: ItemRef, before: &str) -> RewordedLine {
    let runs = word_difference(before, &item.text).into_iter();
    let words = runs.map(|run| match run {
        WordRun::Kept(text) => RevisedWords { kind: "kept", text },
        WordRun::Gone(text) => RevisedWords { kind: "gone", text },
        WordRun::New(text) => RevisedWords { kind: "new", text },
    });
    RewordedLine { words: words.collect(), item }
}

/// The item or the competence that is called `name` in profile `id`.
fn line(pages: &Pages<'_>, id: ProfileId, name: &str) -> Option<ItemRef> {
    let (site, profile) = (pages.site, &pages.site.profiles[id]);
    let item = profile.items.iter().find(|item| site.items[**item].id == name);
    let competence = || profile.competences.iter().find(|found| site.competences[**found].id == name);
    item.map(|item| pages.item(*item)).or_else(|| competence().map(|found| of_competence(pages, *found)))
}

fn of_competence(pages: &Pages<'_>, id: CompetenceId) -> ItemRef {
    let competence = &pages.site.competences[id];
    ItemRef {
        id: competence.id.clone(),
        path: pages.path(Route::Competence(id)),
        kind: "competence",
        text: competence.title.clone(),
        status: None,
    }
}
