//! Names the competences, indicators and knowledge items of a draft. A text that the profile's file has already
//! keeps its id; an id of the file is never given to another text.

use std::collections::{HashMap, HashSet};

use crate::compare::{Fate, Statement, succession};
use crate::ids::Id;
use crate::import::draft::{CompetenceDraft, ForeignNames, IndicatorDraft, ItemDraft, ProfileDraft};
use crate::import::flemish::{split_grade, strip_word};
use crate::model::is_item_name;
use crate::text::{ComparisonBudget, Slugs, fold_sentence, slug};

/// The longest id that a document may wish for, in bytes: it becomes the name of a folder, and a person
/// must want to write it in a claim.
const LONGEST: usize = 100;

/// The ids in the file to which a profile is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExistingIds {
    /// The profile's code; kept when the document has none.
    pub code: Option<String>,
    /// Its field of education; kept as well.
    pub isced: Option<String>,
    /// How far it is recognised; kept as well.
    pub status: Option<String>,
    /// Its competences.
    pub competences: Vec<ExistingCompetence>,
    /// Its knowledge items.
    pub knowledge: Vec<ExistingItem>,
    /// Ids that no text gets, since they were those of texts that are gone.
    pub retired: Vec<String>,
}

/// A competence of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExistingCompetence {
    /// Its id.
    pub id: String,
    /// Its title, without markup.
    pub title: String,
    /// Its official code; empty without one.
    pub code: String,
    /// Its references to other registers.
    pub references: Vec<String>,
    /// Its indicators.
    pub indicators: Vec<ExistingItem>,
}

/// An indicator or knowledge item of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExistingItem {
    /// Its id.
    pub id: String,
    /// Its text, without markup.
    pub text: String,
    /// Its official code; empty without one.
    pub code: String,
    /// Its references to other registers.
    pub references: Vec<String>,
}

impl ExistingIds {
    /// The code and the references of everything that has an id.
    pub(in crate::import) fn official(&self) -> HashMap<&str, (&str, &[String])> {
        let competences = self.competences.iter();
        let indicators = competences.clone().flat_map(|competence| &competence.indicators);
        let items = indicators.chain(&self.knowledge);
        let items = items.map(|item| (item.id.as_str(), (item.code.as_str(), item.references.as_slice())));
        let competences =
            competences.map(|found| (found.id.as_str(), (found.code.as_str(), found.references.as_slice())));
        competences.chain(items).collect()
    }
}

/// The ids of one draft.
#[derive(Debug)]
pub(in crate::import) struct ItemIds {
    competences: Vec<String>,
    indicators: Vec<String>,
    knowledge: Vec<String>,
}

impl ItemIds {
    /// The ids of `draft`, those of `existing` kept.
    pub(in crate::import) fn new(draft: &ProfileDraft, existing: &ExistingIds) -> Self {
        let mut used = UsedIds::new(draft, existing);
        let matched = match_competences(draft, existing);
        let competences = competence_ids(draft, existing, &matched, &mut used);
        let indicators = indicator_ids(draft, existing, &matched, &competences, &mut used);
        let knowledge = knowledge_ids(draft, existing, &mut used);
        Self { competences, indicators, knowledge }
    }

    /// The id of a competence.
    pub(in crate::import) fn competence(&self, id: Id<CompetenceDraft>) -> &str {
        &self.competences[id.index()]
    }

    /// The id of an indicator.
    pub(in crate::import) fn indicator(&self, id: Id<IndicatorDraft>) -> &str {
        &self.indicators[id.index()]
    }

    /// The id of a knowledge item.
    pub(in crate::import) fn knowledge(&self, id: Id<ItemDraft>) -> &str {
        &self.knowledge[id.index()]
    }
}

/// All ids that must not be given again.
struct UsedIds {
    /// The ids that the document itself gives to items: no number takes them.
    wished: HashSet<String>,
    /// In lower case, since ids that differ in case alone would make the same address.
    ids: HashSet<String>,
    /// The highest number that follows a prefix: 4 for `c` when `c4` is taken, 7 for `c4.` with `c4.7`.
    highest: HashMap<String, u32>,
}

impl UsedIds {
    fn new(draft: &ProfileDraft, existing: &ExistingIds) -> Self {
        let of_indicators = draft.indicators.values().map(|item| &item.foreign_names);
        let of_knowledge = draft.knowledge.values().map(|item| &item.foreign_names);
        let wished = of_indicators.chain(of_knowledge).filter_map(|names| names.id.as_ref());
        let wished = wished.map(|id| id.to_lowercase()).collect();
        let mut used = Self { wished, ids: HashSet::new(), highest: HashMap::new() };
        for competence in &existing.competences {
            used.add(competence.id.clone());
            for indicator in &competence.indicators {
                used.add(indicator.id.clone());
            }
        }
        for item in &existing.knowledge {
            used.add(item.id.clone());
        }
        existing.retired.iter().for_each(|id| used.add(id.clone()));
        used
    }

    fn add(&mut self, id: String) {
        let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Ok(number) = id[prefix.len()..].parse::<u32>() {
            let highest = self.highest.entry(prefix.to_owned()).or_default();
            *highest = (*highest).max(number);
        }
        self.ids.insert(id.to_lowercase());
    }

    fn has(&self, id: &str) -> bool {
        self.ids.contains(&id.to_lowercase())
    }

    /// Whether a number may become `id`.
    fn is_free(&self, id: &str) -> bool {
        !self.has(id) && !self.wished.contains(&id.to_lowercase())
    }

    /// The id that the document wishes for, when it can be one and is free.
    fn claim_wished(&mut self, foreign_names: &ForeignNames) -> Option<String> {
        let id = foreign_names
            .id
            .as_ref()
            .filter(|id| is_item_name(id) && id.len() <= LONGEST && !self.has(id))?;
        self.add(id.clone());
        Some(id.clone())
    }

    /// `prefix` with the next free number.
    fn claim_next(&mut self, prefix: &str) -> String {
        let mut number = u64::from(self.highest.get(prefix).copied().unwrap_or(0)) + 1;
        while !self.is_free(&format!("{prefix}{number}")) {
            number += 1;
        }
        let id = format!("{prefix}{number}");
        self.add(id.clone());
        id
    }
}

/// For each of `new` the place in `old` of the text that it is, where that is clear; `may_be` has the last word on a
/// pair, given as a place in `new` and one in `old`. A text that was split or put together of others is a new one, since
/// a claim on the whole says nothing about a part.
fn matches(
    new: &[Statement],
    old: &[Statement],
    may_be: impl Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let mut found = vec![None; new.len()];
    let fates = succession(old, new, |old, new| may_be(new, old));
    for (old, fate) in fates.into_iter().enumerate() {
        match fate {
            Fate::Kept(new) => found[new] = Some(old),
            Fate::Split(_) | Fate::Merged(_) | Fate::Undecided(_) | Fate::Gone => {}
        }
    }
    found
}

/// For each competence the one of the file that it is: by its code, its title, or most of its indicators.
fn match_competences(draft: &ProfileDraft, existing: &ExistingIds) -> Vec<Option<usize>> {
    let new = draft.competences.values();
    let new: Vec<_> =
        new.map(|new| Statement::new(&new.title.value, new.foreign_names.code.as_deref(), Some(0))).collect();
    let old = existing.competences.iter();
    let old: Vec<_> = old.map(|old| Statement::new(&old.title, Some(&old.code), Some(0))).collect();
    let mut matched = matches(&new, &old, |_, _| true);
    let mut used: HashSet<usize> = matched.iter().copied().flatten().collect();
    let mut home = HashMap::new();
    for (at, competence) in existing.competences.iter().enumerate() {
        home.extend(competence.indicators.iter().map(|indicator| (fold_sentence(&indicator.text), at)));
    }
    for (id, competence) in draft.competences.iter() {
        if matched[id.index()].is_some() {
            continue;
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let indicators: Vec<_> = competence.indicators.iter().filter_map(|entry| entry.item()).collect();
        for indicator in &indicators {
            if let Some(at) = home.get(&fold_sentence(&draft.indicators[**indicator].text.value)) {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let most = shared.into_iter().find(|(at, count)| count * 2 > indicators.len() && !used.contains(at));
        if let Some((at, _)) = most {
            matched[id.index()] = Some(at);
            used.insert(at);
        }
    }
    matched
}

fn competence_ids(
    draft: &ProfileDraft,
    existing: &ExistingIds,
    matched: &[Option<usize>],
    used: &mut UsedIds,
) -> Vec<String> {
    // The codes of the document come first, then its numbers; only then do competences without a free one get another.
    let coded = draft.competences.values().zip(matched).map(|(competence, matched)| match matched {
        Some(at) => Some(existing.competences[*at].id.clone()),
        None => used.claim_wished(&competence.foreign_names),
    });
    let coded: Vec<Option<String>> = coded.collect();
    let wanted = draft.competences.values().zip(coded).map(|(competence, coded)| {
        coded.or_else(|| {
            let id = format!("c{}", competence.number);
            used.is_free(&id).then(|| {
                used.add(id.clone());
                id
            })
        })
    });
    let wanted: Vec<Option<String>> = wanted.collect();
    wanted.into_iter().map(|id| id.unwrap_or_else(|| used.claim_next("c"))).collect()
}

fn indicator_ids(
    draft: &ProfileDraft,
    existing: &ExistingIds,
    matched: &[Option<usize>],
    competences: &[String],
    used: &mut UsedIds,
) -> Vec<String> {
    let new: Vec<Statement> = draft
        .indicators
        .values()
        .map(|new| {
            let group = matched[new.competence.index()];
            Statement::new(&new.text.value, new.foreign_names.code.as_deref(), group)
        })
        .collect();
    let old = existing.competences.iter().enumerate();
    let old = old.flat_map(|(at, competence)| competence.indicators.iter().map(move |item| (at, item)));
    let (old, ids): (Vec<Statement>, Vec<&str>) =
        old.map(|(at, old)| (Statement::new(&old.text, Some(&old.code), Some(at)), old.id.as_str())).unzip();
    let found = matches(&new, &old, |_, _| true);
    let indicators = || draft.indicators.values();
    let known = indicators().zip(found).map(|(indicator, found)| match found {
        Some(at) => Some(ids[at].to_owned()),
        None => used.claim_wished(&indicator.foreign_names),
    });
    let known: Vec<Option<String>> = known.collect();
    let named = indicators().zip(known).map(|(indicator, known)| {
        known.unwrap_or_else(|| used.claim_next(&format!("{}.", competences[indicator.competence.index()])))
    });
    named.collect()
}

fn knowledge_ids(draft: &ProfileDraft, existing: &ExistingIds, used: &mut UsedIds) -> Vec<String> {
    let subjects: Vec<String> = draft.knowledge.values().map(|item| subject_slug(&item.text.value)).collect();
    let new = draft.knowledge.values();
    let new: Vec<_> =
        new.map(|new| Statement::new(&new.text.value, new.foreign_names.code.as_deref(), Some(0))).collect();
    let old = existing.knowledge.iter();
    let old: Vec<_> = old.map(|old| Statement::new(&old.text, Some(&old.code), Some(0))).collect();
    // "Kennis van Frans (…)" and "Kennis van Engels (…)" differ in a few letters of a long text, and are two
    // things: what they are about must be near as well.
    let same_subject = |new: usize, old: usize| {
        let subject = subject_slug(&existing.knowledge[old].text);
        ComparisonBudget::default().distance(&subjects[new], &subject, 15).is_some()
    };
    let found = matches(&new, &old, same_subject);
    let known = draft.knowledge.values().zip(found).map(|(item, found)| match found {
        Some(at) => Some(existing.knowledge[at].id.clone()),
        None => used.claim_wished(&item.foreign_names),
    });
    let known: Vec<Option<String>> = known.collect();
    let mut slugs = Slugs::default();
    for id in &used.ids {
        if let Some(slug) = id.strip_prefix(PREFIX) {
            slugs.claim(slug);
        }
    }
    let named = subjects.iter().zip(known);
    named
        .map(|(subject, known)| known.unwrap_or_else(|| format!("{PREFIX}{}", slugs.unique(subject))))
        .collect()
}

/// The prefix of every id that is made for a knowledge item.
pub(in crate::import) const PREFIX: &str = "k.";

/// The longest slug; a longer one would fill a claim's line by itself.
const LONGEST_SLUG: usize = 40;

/// The slug of what `text` is about: without the words of its grade, the article, what stands between
/// brackets, and what follows the first comma, colon or semicolon.
pub(in crate::import) fn subject_slug(text: &str) -> String {
    let (_, known) = split_grade(text);
    let known = ["de", "het", "een"].iter().find_map(|article| strip_word(known, article)).unwrap_or(known);
    let subject = without_brackets(known);
    let subject = subject.split([':', ',', ';']).next().unwrap_or("");
    // An item such as "Kennis" is about nothing but itself.
    let subject = if subject.trim().is_empty() { text } else { subject };
    // "schema’s" is one word.
    shortened(slug(&subject.replace(['’', '\''], "")))
}

/// `text` without what stands between brackets; one that is never closed runs to the end.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// `slug` cut between two words where it is too long.
fn shortened(mut slug: String) -> String {
    if slug.len() > LONGEST_SLUG {
        // One character more, so that a word that ends at the limit stays whole.
        let cut = slug[..=LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
        slug.truncate(cut);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_what_is_known() {
        for (text, id) in [
            ("Basiskennis ICT", "ict"),
            ("Basis kennis van de geschiedenis", "geschiedenis"),
            ("Kennis van Engels  (teksten begrijpen).", "engels"),
            ("Kennis van luister- en omgangstechnieken", "luister-en-omgangstechnieken"),
            ("Grondige kennis inzake het lassen: MIG, MAG", "lassen"),
            (
                "Kennis van communicatietechnieken (schriftelijk) in het Nederlands",
                "communicatietechnieken-in-het-nederlands",
            ),
            (
                "Kennis van een proces bij een werkstuk dat nooit een einde neemt",
                "proces-bij-een-werkstuk-dat-nooit-een",
            ),
            ("Kennis van de overheid", "overheid"),
            ("Kennis van technische schema’s", "technische-schemas"),
            ("Deontologie", "deontologie"),
            ("Kennis", "kennis"),
            ("(…)", "x"),
        ] {
            assert_eq!(subject_slug(text), id, "{text}");
        }
    }
}
