//! Finds out which modules, items and places a list of intents is about, and how a site is to be once all of them are
//! carried out.

use std::collections::{BTreeMap, BTreeSet};

use super::intent::{ClaimSpot, Intent};
use super::page_claims::PageWishes;
use super::page_levels::{Counting, LevelWishes};
use super::refusal::{NamedKind, Refusal};
use super::term_seats::{TermSeats, WantedSeat, seats_of, unseat};
use crate::config::LevelId;
use crate::diagnostics::{did_you_mean, say};
use crate::model::{DocumentId, ItemId, LessonId, Lookup, ModuleId, NamedItems, ProgrammeId, Site, Spot};
use crate::text::{is_control, is_invisible, nearest, slug};

/// How a site is to be.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    /// The claims that places of modules are to make.
    pub(super) claims: BTreeMap<(ModuleId, Spot), BTreeMap<ItemId, Option<LevelId>>>,
    /// The items that programmes are to exempt, with the reasons, and those whose exemption is lifted.
    pub(super) exempt: BTreeMap<ProgrammeId, BTreeMap<ItemId, Option<String>>>,
    /// How programmes are to count items of modules for which they say a level of their own.
    pub(super) levels: BTreeMap<ProgrammeId, LevelWishes>,
    /// The modules that the terms of programmes are to have.
    pub(super) terms: BTreeMap<ProgrammeId, Vec<TermSeats>>,
    /// Whether programmes without a file are to have one.
    pub(super) programme_files: bool,
    /// The claims that reviews leave open and that are looked at now, or gone.
    pub(super) answered: BTreeSet<(ModuleId, ItemId)>,
}

impl Wishes {
    /// The wishes of `intents` for `site`.
    pub(super) fn new(site: &Site, lookup: &Lookup<'_>, intents: &[Intent]) -> Result<Self, Refusal> {
        let mut reading = WishReader { site, lookup, wishes: Self::default() };
        for (at, intent) in intents.iter().enumerate() {
            reading.add(intent).map_err(|refusal| refusal.of_intent(at))?;
        }
        reading.count_nothing_absent();
        reading.answer_withdrawn();
        Ok(reading.wishes)
    }

    /// The wishes for claims, by the pages on which they stand.
    pub(super) fn by_page(&self, site: &Site) -> BTreeMap<(DocumentId, ModuleId), PageWishes> {
        let mut pages: BTreeMap<(DocumentId, ModuleId), PageWishes> = BTreeMap::new();
        for ((module, spot), items) in &self.claims {
            let page = pages.entry((site.document_of(*module, *spot), *module)).or_default();
            page.insert(spot.heading, items.clone());
        }
        pages
    }
}

struct WishReader<'a> {
    site: &'a Site,
    lookup: &'a Lookup<'a>,
    wishes: Wishes,
}

impl WishReader<'_> {
    fn add(&mut self, intent: &Intent) -> Result<(), Refusal> {
        match intent {
            Intent::Claim { module, item, level, place } => {
                let (module, items) = self.claimed_items(module, item)?;
                let level = self.level(level)?;
                let spot = self.spot(module, place)?;
                for item in items {
                    self.wish(module, spot, item, Some(level));
                }
            }
            Intent::Withdraw { module, item, place } => {
                let (module, items) = self.claimed_items(module, item)?;
                let spot = place.as_ref().map(|place| self.spot(module, place)).transpose()?;
                for item in items {
                    match spot {
                        Some(spot) => self.wish(module, spot, item, None),
                        None => self.withdraw(module, item),
                    }
                }
            }
            Intent::Cell { module, item, level, programme } => {
                let (module, items) = self.claimed_items(module, item)?;
                let programme = programme.as_deref().map(|name| self.programme_named(name)).transpose()?;
                let level = level.as_ref().map(|level| self.level(level)).transpose()?;
                for item in items {
                    let counting = programme.filter(|id| self.says_level(*id, module, item));
                    match (level, counting) {
                        (Some(level), Some(programme)) => self.count(programme, (module, item), level),
                        (Some(level), None) => self.cell(module, item, level),
                        (None, _) => self.withdraw(module, item),
                    }
                }
            }
            Intent::Hold { module, item } => self.hold(module, item)?,
            Intent::Exempt { programme, item, reason } => {
                let reason = one_line(reason)?;
                self.exempt(programme, item, Some(reason))?;
            }
            Intent::LiftExemption { programme, item } => self.exempt(programme, item, None)?,
            Intent::Seat { programme, module, term, choice, before } => {
                let before =
                    before.as_deref().map(|name| Ok::<_, Refusal>((self.module(name)?, name))).transpose()?;
                let module = (self.module(module)?, module.as_str());
                let seat = WantedSeat { module, term: *term, choice: *choice, before };
                let programme = self.programme_with_file(programme)?;
                seat.take(self.terms(programme))?;
            }
            Intent::WriteProgrammes => self.wishes.programme_files = true,
            Intent::Unseat { programme, module } => {
                let module = self.module(module)?;
                let programme = self.programme_with_file(programme)?;
                unseat(self.terms(programme), module);
            }
        }
        Ok(())
    }

    fn wish(&mut self, module: ModuleId, spot: Spot, item: ItemId, level: Option<LevelId>) {
        self.wishes.claims.entry((module, spot)).or_default().insert(item, level);
    }

    /// The levels at which the places of `module` claim `item` once all intents before are carried out.
    fn places(&self, module: ModuleId, item: ItemId) -> BTreeMap<Spot, LevelId> {
        let claims = self.site.modules[module].claims.iter().map(|id| &self.site.claims[*id]);
        let mut places: BTreeMap<Spot, LevelId> = BTreeMap::new();
        for claim in claims.filter(|claim| claim.item == item) {
            let level = places.entry(claim.spot).or_insert(claim.level);
            *level = claim.level.max(*level);
        }
        let first = (module, Spot { lesson: None, heading: None });
        let wished = self.wishes.claims.range(first..).take_while(|((of, _), _)| *of == module);
        for ((_, spot), items) in wished {
            match items.get(&item) {
                None => {}
                Some(None) => drop(places.remove(spot)),
                Some(Some(level)) => drop(places.insert(*spot, *level)),
            }
        }
        places
    }

    fn withdraw(&mut self, module: ModuleId, item: ItemId) {
        for spot in self.places(module, item).into_keys() {
            self.wish(module, spot, item, None);
        }
    }

    fn hold(&mut self, module: &str, item: &str) -> Result<(), Refusal> {
        let (id, items) = self.claimed_items(module, item)?;
        let open = items.into_iter().filter(|item| self.site.is_to_review(id, *item));
        self.wishes.answered.extend(open.map(|item| (id, item)));
        Ok(())
    }

    /// Whether the programme says a level of its own for an item of `module`, and goes on doing so.
    fn says_level(&self, programme: ProgrammeId, module: ModuleId, item: ItemId) -> bool {
        match self.wishes.levels.get(&programme).and_then(|wished| wished.get(&(module, item))) {
            Some(Counting::At(_)) => true,
            Some(Counting::AsClaimed | Counting::Absent) => false,
            None => self.site.programmes[programme].level_for(module, item).is_some(),
        }
    }

    /// Lets a programme that says a level of its own for the item say this one, or none where it is the module's.
    fn count(&mut self, programme: ProgrammeId, (module, item): (ModuleId, ItemId), level: LevelId) {
        let own = self.places(module, item).into_values().max();
        if own.is_none() {
            self.cell(module, item, level);
        }
        let is_claimed = own.is_none_or(|own| own == level);
        let counting = if is_claimed { Counting::AsClaimed } else { Counting::At(level) };
        self.wishes.levels.entry(programme).or_default().insert((module, item), counting);
    }

    /// Lets no programme say a level for an item that its module claims no more, or for a module that it has no more.
    fn count_nothing_absent(&mut self) {
        for (id, programme) in self.site.programmes.iter() {
            let seats = self.wishes.terms.get(&id);
            let is_gone = |module| seats.is_some_and(|terms| !terms.iter().any(|term| term.has(module)));
            for own in &programme.levels {
                let is_wished =
                    self.wishes.claims.iter().any(|((module, _), items)| {
                        *module == own.module && items.get(&own.item) == Some(&None)
                    });
                if is_gone(own.module) || is_wished && self.places(own.module, own.item).is_empty() {
                    let wished = self.wishes.levels.entry(id).or_default();
                    wished.insert((own.module, own.item), Counting::Absent);
                }
            }
        }
    }

    /// Answers for the open claims of which nothing is left.
    fn answer_withdrawn(&mut self) {
        let wished = self
            .wishes
            .claims
            .iter()
            .flat_map(|((module, _), items)| items.keys().map(|item| (*module, *item)));
        let open: BTreeSet<(ModuleId, ItemId)> =
            wished.filter(|(module, item)| self.site.is_to_review(*module, *item)).collect();
        let gone = open.into_iter().filter(|(module, item)| self.places(*module, *item).is_empty());
        let gone: Vec<_> = gone.collect();
        self.wishes.answered.extend(gone);
    }

    fn cell(&mut self, module: ModuleId, item: ItemId, level: LevelId) {
        let places = self.places(module, item);
        let stronger: Vec<Spot> =
            places.iter().filter(|(_, own)| **own > level).map(|(spot, _)| *spot).collect();
        let is_whole = |spot: &Spot| spot.lesson.is_none() && spot.heading.is_none();
        for spot in &stronger {
            self.wish(module, *spot, item, Some(level));
        }
        if !stronger.is_empty() || places.values().any(|own| *own == level) {
            return;
        }
        // The cell leads to the strongest place, of equally strong ones to the first section.
        let rank = |(spot, own): &(&Spot, &LevelId)| (**own, !is_whole(spot), std::cmp::Reverse(**spot));
        let strongest = places.iter().max_by_key(rank).map(|(spot, _)| *spot);
        let spot = strongest.unwrap_or(Spot { lesson: None, heading: None });
        self.wish(module, spot, item, Some(level));
    }

    fn exempt(&mut self, programme: &str, item: &str, reason: Option<String>) -> Result<(), Refusal> {
        let programme = self.programme_with_file(programme)?;
        let profile = self.site.programmes[programme].profile;
        let named =
            self.lookup.exempt(item, profile).map_err(|why| Refusal::name(NamedKind::Item, item, &why))?;
        let items = self.items(named, item)?;
        if let Some(other) = items.iter().find(|id| self.site.items[**id].profile != profile) {
            let message = say!("`{item}` is an item of another profile", item = self.site.items[*other].id);
            return Err(Refusal::new(message).help(say!("a programme leaves out items of its own profile")));
        }
        let wished = self.wishes.exempt.entry(programme).or_default();
        wished.extend(items.into_iter().map(|item| (item, reason.clone())));
        Ok(())
    }

    /// The modules in the terms of `programme` once all intents before are carried out.
    fn terms(&mut self, programme: ProgrammeId) -> &mut Vec<TermSeats> {
        let programmes = &self.site.programmes;
        self.wishes.terms.entry(programme).or_insert_with(|| seats_of(&programmes[programme]))
    }

    fn module(&self, name: &str) -> Result<ModuleId, Refusal> {
        self.lookup.module(name).map_err(|why| Refusal::name(NamedKind::Module, name, &why))
    }

    fn programme_named(&self, name: &str) -> Result<ProgrammeId, Refusal> {
        self.lookup.programme(name).map_err(|why| Refusal::name(NamedKind::Programme, name, &why))
    }

    /// The programme called `name`, if it has a file that can be changed.
    fn programme_with_file(&self, name: &str) -> Result<ProgrammeId, Refusal> {
        let id = self.programme_named(name)?;
        if self.site.programmes[id].document.is_none() {
            let message = say!(
                "the programme `{name}` has no file: it is made of all modules that claim its profile",
                name
            );
            let title = &self.site.programmes[id].title;
            let help = if self.site.profiles.len() > 1 {
                say!(
                    "make one with `leerlijn new programme \"{title}\"`, and one for each other profile, which then has no programme of its own any more; then ask for this again",
                    title
                )
            } else {
                say!(
                    "make one with `leerlijn new programme \"{title}\"`, which names all modules in it; then ask for this again",
                    title
                )
            };
            return Err(Refusal::new(message).help(help));
        }
        Ok(id)
    }

    fn claimed_items(&self, module: &str, item: &str) -> Result<(ModuleId, Vec<ItemId>), Refusal> {
        let id = self.module(module)?;
        let named =
            self.lookup.claimed(item, id).map_err(|why| Refusal::name(NamedKind::Item, item, &why))?;
        Ok((id, self.items(named, item)?))
    }

    fn items(&self, named: NamedItems, name: &str) -> Result<Vec<ItemId>, Refusal> {
        let items: Vec<ItemId> = match named {
            NamedItems::Item(item) => vec![item],
            NamedItems::Competence(competence) => self.site.competences[competence].items().collect(),
        };
        if items.is_empty() {
            return Err(Refusal::new(say!("competence `{name}` has no indicators", name))
                .help(say!("name one of the competences or items that stand below it")));
        }
        Ok(items)
    }

    fn level(&self, name: &str) -> Result<LevelId, Refusal> {
        let scale = &self.site.config.scale;
        scale.level(name).ok_or_else(|| {
            let known = scale.levels.values().map(|level| level.id.as_str());
            let all = say!("the levels are {known}", known = known.clone().collect::<Vec<_>>().join(", "));
            Refusal::new(say!("`{name}` is no level of the coverage scale", name))
                .help(did_you_mean(&nearest(name, known), all))
        })
    }

    fn spot(&self, module: ModuleId, place: &ClaimSpot) -> Result<Spot, Refusal> {
        match place {
            ClaimSpot::Module => Ok(Spot { lesson: None, heading: None }),
            ClaimSpot::Lesson { lesson } => {
                Ok(Spot { lesson: Some(self.lesson(module, lesson)?), heading: None })
            }
            ClaimSpot::Heading { lesson, anchor } => {
                let lesson = lesson.as_ref().map(|lesson| self.lesson(module, lesson)).transpose()?;
                let document =
                    self.site.document(self.site.document_of(module, Spot { lesson, heading: None }));
                let headings = &document.headings;
                let heading = headings.iter().position(|heading| *heading.id == **anchor);
                let heading = heading.ok_or_else(|| {
                    let known = headings.iter().map(|heading| &*heading.id);
                    let help = did_you_mean(&nearest(anchor, known), say!("its headings are in its text"));
                    Refusal::new(say!("this page has no heading `{anchor}`", anchor))
                        .help(help)
                        .file(&document.path)
                })?;
                Ok(Spot { lesson, heading: Some(heading) })
            }
        }
    }

    fn lesson(&self, module: ModuleId, name: &str) -> Result<LessonId, Refusal> {
        let module = &self.site.modules[module];
        let folder = self.site.document(module.document).path.folder();
        let lessons =
            module.lessons.iter().map(|id| (*id, &self.site.document(self.site.lessons[*id].document).path));
        let is_path = |path: &str| {
            let below = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
            below.strip_suffix(".md").unwrap_or(below) == name
        };
        let exact = lessons.clone().find(|(_, path)| is_path(path.as_str()));
        let mut named =
            lessons.clone().filter(|(_, path)| path.page_name() == name || slug(path.page_name()) == name);
        let found = exact.or_else(|| named.next().filter(|_| named.next().is_none()));
        found.map(|(id, _)| id).ok_or_else(|| {
            let near = nearest(name, lessons.map(|(_, path)| path.page_name()));
            Refusal::new(say!("module {module} has no lesson `{name}`", module = module.name(), name))
                .help(did_you_mean(&near, say!("a lesson is called by the name of its file")))
        })
    }
}

/// A reason on one line, since that is how it is shown.
fn one_line(reason: &str) -> Result<String, Refusal> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        return Err(Refusal::new(say!("an exemption says why"))
            .help(say!("write why the programme leaves the item out")));
    }
    if reason.contains(is_control) {
        return Err(Refusal::new(say!("the reason has a control character, which no page can show")));
    }
    Ok(reason)
}
