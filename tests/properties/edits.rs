//! Random edits of random sites, in all the forms in which claims can stand. An account of what the places of modules
//! claim is kept beside them, in the simplest way, and the edited site must agree with it.

use std::collections::BTreeMap;

use leerlijn::edit::{ClaimSpot, Intent, apply};
use leerlijn::model::Site;
use leerlijn::pipeline::{Options, Pipeline};
use proptest::prelude::*;

use super::sites::{Dice, Files};
use super::snapshot;

/// The address of the programme.
const PROGRAMME: &str = "een-jaar";
const LEVELS: [&str; 3] = ["introduced", "practised", "assessed"];

/// The level at which a place, by its page and heading, claims an item: `(module, item, place)`.
type Account = BTreeMap<(String, String, String), usize>;

/// The levels that the programme says in place of those that modules claim: `(module, item)`.
type Counted = BTreeMap<(String, String), usize>;

/// Gives each module of `files` one of the forms in which authors write claims.
pub(crate) fn in_many_forms(mut files: Files, seed: u64) -> Files {
    let mut dice = Dice::new(seed);
    for (path, text) in files.iter_mut().filter(|(path, _)| path.contains("/modules/")) {
        let (item, rest) = match text.split_once("[covers]\nassessed = [\"") {
            Some((before, after)) => {
                let (item, rest) = after.split_once("\"]\nintroduced = [\"k.ict\"]\n").unwrap();
                let covers = match dice.below(7) {
                    0 => format!("covers = {{ assessed = [\"{item}\"], introduced = [\"k.ict\"] }}\n"),
                    1 => format!("covers.assessed = ['{item}'] # a\ncovers.introduced = [\"k.ict\",]\n"),
                    2 => {
                        format!("\n[covers] # d\n\tassessed = [\n\t\t\"{item}\", # b\n\t\t\"c0\" # c\n\t]\n")
                    }
                    3 => format!("[covers]\nassessed=[ \"{item}\", 'c0.*',\n  \"k.frans\", \"k.ict\",\n]\n"),
                    4 => "[covers]\nassessed = [\n  # none\n]\n".to_owned(),
                    5 => format!("[covers]\nintroduced = [\"c0\"]\npractised = [\"{item}\", \"k.ict\"]\n"),
                    _ => format!("[covers]\nassessed = [\"{item}\"]\nintroduced = [\"k.ict\"]\n"),
                };
                (before.to_owned() + &covers, rest.to_owned())
            }
            None => (String::new(), text.clone()),
        };
        *text = item + &rest;
        *text = match dice.below(6) {
            0 => text
                .replace("## Les 1 {#les-1 practised=", "Les 1 {#les-1 .x practised=k.ict,")
                .replace("}\n\n[[c", "}\n-----\n\n[[c"),
            1 => text.replace("## Les 1 {#les-1 practised=", "## Les 1 {introduced=\"c0, k.ict\" practised="),
            2 => text.replace("# Les\n", "# Les {assessed=c0.0,k.frans}\n"),
            _ => text.clone(),
        };
        if path.contains("/modules/") && dice.below(3) == 0 {
            *text = text.replace('\n', "\r\n");
        }
    }
    files
}

/// What the places of all modules claim.
fn account(site: &Site) -> Account {
    let mut account = Account::new();
    for claim in site.claims.values() {
        let module = site.modules[claim.module].name().to_owned();
        let document = site.document(site.document_of(claim.module, claim.spot));
        let heading = claim.spot.heading.map(|at| document.headings[at].id.to_string());
        let lesson = claim.spot.lesson.map(|_| document.path.page_name().to_owned());
        let key = (module, site.items[claim.item].id.clone(), place_key(lesson, heading));
        let level = account.entry(key).or_default();
        *level = (*level).max(claim.level.index());
    }
    account
}

fn place_key(lesson: Option<String>, heading: Option<String>) -> String {
    format!("{}#{}", lesson.unwrap_or_default(), heading.unwrap_or_default())
}

/// What an intent is about.
struct Subject {
    module: String,
    /// The item or the competence, and its items.
    name: String,
    items: Vec<String>,
    place: ClaimSpot,
    /// The place as the account has it.
    key: String,
}

impl Subject {
    fn random(site: &Site, dice: &mut Dice) -> Self {
        let own = site.modules.values().nth(dice.below(site.modules.len())).unwrap();
        let items = &site.profiles[site.profiles.ids().next().unwrap()].items;
        let item = items[dice.below(items.len())];
        let (name, items) = match site.items[item].competence.filter(|_| dice.below(5) == 0) {
            Some(id) => (site.competences[id].id.clone(), site.competences[id].indicators.clone()),
            None => (site.items[item].id.clone(), vec![item]),
        };
        let items = items.iter().map(|item| site.items[*item].id.clone()).collect();
        let lesson = own.lessons.first().filter(|_| dice.below(3) == 0);
        let document = site.document(lesson.map_or(own.document, |lesson| site.lessons[*lesson].document));
        let heading = document.headings.get(dice.below(document.headings.len() + 1));
        let heading = heading.map(|heading| heading.id.to_string());
        let lesson = lesson.map(|_| document.path.page_name().to_owned());
        let key = place_key(lesson.clone(), heading.clone());
        let place = match (lesson, heading) {
            (lesson, Some(anchor)) => ClaimSpot::Heading { lesson, anchor },
            (Some(lesson), None) => ClaimSpot::Lesson { lesson },
            (None, None) => ClaimSpot::Module,
        };
        Self { module: own.name().to_owned(), name, items, place, key }
    }
}

/// `files` with a programme that counts some of what its modules claim at other levels, in one of the forms of such a table.
fn with_levels(files: &Files, dice: &mut Dice) -> Files {
    let before = snapshot(files);
    let site = before.site();
    let (path, _) = files.iter().find(|(path, _)| path.contains("/programmes/")).unwrap();
    let programme = site.programmes.values().find(|one| one.slug == PROGRAMME).unwrap();
    let is_below_names = dice.below(2) == 0;
    let mut tables = String::new();
    for (_, id) in programme.modules() {
        let claims = site.modules[id].claims.iter().map(|claim| &site.claims[*claim]);
        let mut strongest: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in claims.filter(|claim| site.items[claim.item].profile == programme.profile) {
            let own = strongest.entry(&site.items[claim.item].id).or_default();
            *own = (*own).max(claim.level.index());
        }
        let others = strongest.into_iter().filter_map(|(item, own)| {
            let other = (own + 1 + dice.below(2)) % 3;
            (dice.below(3) == 0).then_some((item, other))
        });
        let others: Vec<(&str, usize)> = others.collect();
        let list = |level: usize| {
            let named: Vec<String> = others
                .iter()
                .filter(|(_, own)| *own == level)
                .map(|(item, _)| format!("\"{item}\""))
                .collect();
            (!named.is_empty()).then(|| (LEVELS[level], named.join(", ")))
        };
        let lists: Vec<(&str, String)> = (0..3).filter_map(list).collect();
        let name = site.modules[id].name();
        if is_below_names && !lists.is_empty() {
            tables += &format!("[levels.{name}]\n");
        }
        for (level, names) in lists {
            let key = if is_below_names { level.to_owned() } else { format!("levels.{name}.{level}") };
            tables += &format!("{key} = [{names}]\n");
        }
    }
    let place = if is_below_names { "[exempt]\n" } else { "[[terms]]\ntitle" };
    let mut files = files.clone();
    let (_, text) = files.iter_mut().find(|(own, _)| own == path).unwrap();
    *text = text.replacen(place, &format!("{tables}{place}"), 1);
    files
}

/// What the programme says of levels.
fn counted(site: &Site) -> Counted {
    let programme = site.programmes.values().find(|one| one.slug == PROGRAMME).unwrap();
    let own = programme.levels.iter().map(|said| {
        let names = (site.modules[said.module].name().to_owned(), site.items[said.item].id.clone());
        (names, said.level.index())
    });
    own.collect()
}

/// A random intent about claims, with what it does to the account.
fn claim_intent(site: &Site, dice: &mut Dice, (account, counted): (&mut Account, &mut Counted)) -> Intent {
    let Subject { module, name, items, place, key } = Subject::random(site, dice);
    let level = dice.below(3);
    let places = |account: &Account, item: &str| -> Vec<(String, usize)> {
        let own = account.iter().filter(|((of, about, _), _)| *of == module && about == item);
        own.map(|((_, _, place), level)| (place.clone(), *level)).collect()
    };
    match dice.below(4) {
        0 => {
            for item in items {
                account.insert((module.clone(), item, key.clone()), level);
            }
            Intent::Claim { module, item: name, level: LEVELS[level].to_owned(), place }
        }
        1 => {
            for item in items {
                account.remove(&(module.clone(), item, key.clone()));
            }
            Intent::Withdraw { module, item: name, place: Some(place) }
        }
        2 => {
            for item in items {
                for (place, _) in places(account, &item) {
                    account.remove(&(module.clone(), item.clone(), place));
                }
            }
            Intent::Withdraw { module, item: name, place: None }
        }
        _ => {
            let programme = (dice.below(2) == 0).then(|| PROGRAMME.to_owned());
            for item in items {
                let all = places(account, &item);
                let strongest = all.iter().map(|(_, own)| *own).max();
                let key = (module.clone(), item.clone());
                if programme.is_some() && counted.remove(&key).is_some() && strongest.is_some() {
                    if strongest != Some(level) {
                        counted.insert(key, level);
                    }
                    continue;
                }
                let raised = raised(&all).filter(|_| strongest < Some(level)).cloned();
                let lowered = all.into_iter().filter(|(_, own)| *own > level).map(|(place, _)| place);
                let whole = strongest.is_none().then(|| "#".to_owned());
                for place in lowered.chain(raised).chain(whole) {
                    account.insert((module.clone(), item.clone(), place), level);
                }
            }
            Intent::Cell { module, item: name, level: Some(LEVELS[level].to_owned()), programme }
        }
    }
}

/// The place that a stronger cell raises: of the strongest ones a section of the module's own page, then those of lessons.
fn raised(places: &[(String, usize)]) -> Option<&String> {
    let strongest = places.iter().map(|(_, level)| *level).max()?;
    let mut found = places.iter().filter(|(_, level)| *level == strongest).map(|(place, _)| place);
    let whole = "#";
    found.clone().find(|place| *place != whole).or_else(|| found.next())
}

/// A random intent about the programme.
fn programme_intent(site: &Site, dice: &mut Dice) -> Intent {
    let programme = PROGRAMME.to_owned();
    let items = &site.profiles[site.profiles.ids().next().unwrap()].items;
    let item = &site.items[items[dice.below(items.len())]];
    let competence = item.competence.filter(|_| dice.below(3) == 0);
    let item = competence.map_or(item.id.clone(), |competence| site.competences[competence].id.clone());
    // A module of a choice stays in it, since a choice must not lose those that everyone takes of it.
    let choices = site.programmes.values().flat_map(|one| &one.terms).flat_map(|term| &term.choices);
    let chosen: Vec<_> = choices.flat_map(|choice| &choice.modules).collect();
    let modules: Vec<_> = site.modules.iter().filter(|(id, _)| !chosen.contains(&id)).collect();
    if modules.is_empty() {
        return Intent::LiftExemption { programme, item };
    }
    let module = modules[dice.below(modules.len())].1.name().to_owned();
    match dice.below(4) {
        0 => {
            Intent::Exempt { programme, item, reason: format!("Om \"{}\" \\ reden = [] 'é'", dice.below(9)) }
        }
        1 => Intent::LiftExemption { programme, item },
        2 => Intent::Unseat { programme, module },
        _ if !chosen.is_empty() && dice.below(2) == 0 => {
            let own = chosen[dice.below(chosen.len())];
            let module = if dice.below(2) == 0 { site.modules[*own].name().to_owned() } else { module };
            Intent::Seat { programme, module, term: 1, choice: Some(0), before: None }
        }
        _ => Intent::Seat { programme, module, term: dice.below(2), choice: None, before: None },
    }
}

/// Edits a site of `files` by random intents, and undoes that again.
pub(crate) fn assert_exact(files: &Files, seed: u64) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(seed);
    let files = &with_levels(files, &mut dice);
    let before = snapshot(files);
    let mut expected = account(before.site());
    let mut expected_levels = counted(before.site());
    let mut intents = Vec::new();
    for _ in 0..=dice.below(12) {
        intents.push(match dice.below(4) {
            0 => programme_intent(before.site(), &mut dice),
            _ => claim_intent(before.site(), &mut dice, (&mut expected, &mut expected_levels)),
        });
    }
    let mut pipeline = Pipeline::new(Options::default());
    let edited = pipeline.edit(&before, &intents);
    prop_assert!(edited.is_ok(), "{:?}\n{:?}\n{:#?}", edited.err(), intents, files);
    let edited = edited.unwrap();
    let site = edited.as_ref().map_or(before.site(), |edited| edited.snapshot.site());
    // Nothing is said of claims that are gone, and of modules that the programme has no more.
    expected_levels.retain(|(module, item), _| {
        let programme = site.programmes.values().find(|one| one.slug == PROGRAMME).unwrap();
        expected.keys().any(|(of, about, _)| of == module && about == item)
            && programme.modules().any(|(_, id)| site.modules[id].name() == module)
    });
    prop_assert_eq!(counted(site), expected_levels, "{:?}\n{:#?}", intents, files);
    let Some(edited) = edited else {
        prop_assert_eq!(account(before.site()), expected);
        return Ok(());
    };
    prop_assert_eq!(account(edited.snapshot.site()), expected, "{:?}", intents);
    for file in &edited.edit.files {
        let text = before.sources().text(&file.path).unwrap();
        prop_assert_eq!(&apply(text, &file.edits), &file.after);
        let undone = file.reversed().unwrap();
        prop_assert_eq!(apply(&file.after, &undone.edits), text);
        prop_assert_eq!(edited.snapshot.sources().text(&file.path).unwrap(), &file.after);
        let ends =
            |text: &str| text.contains('\n') && text.matches('\n').count() == text.matches("\r\n").count();
        prop_assert_eq!(ends(text), ends(&file.after), "{:?}", file.after);
    }
    let again = pipeline.edit(&edited.snapshot, &intents[intents.len() - 1..]).unwrap();
    prop_assert!(again.is_none(), "{:?}", intents);
    Ok(())
}
