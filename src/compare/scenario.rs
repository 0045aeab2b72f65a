//! A site with a few things otherwise: "what if M05 goes, M07 moves to the second term, practised is enough?"
//!
//! A [`Scenario`] holds the question by names that last, so that it can be written down, sent and asked again. Applied to
//! a site it gives another site, and the comparison of the two is the answer: exact, since the coverage follows from the
//! site alone. Files are not known here, so nothing of an author's is touched. A scenario that is applied twice gives
//! the same site as one that is applied once.

use serde::Deserialize;

use crate::diagnostics::{Message, did_you_mean, say};
use crate::model::{Choice, Module, ModuleId, Programme, ProgrammeId, Site};
use crate::text::{fold_case, nearest};

/// Where there are more names than this, they are not all listed.
const MOST_NAMED: usize = 20;

/// The changes that it supposes. The live preview takes them as JSON:
///
/// ```json
/// {"programme": "bakery", "without": ["M05"], "moves": [["M07", "2"]], "required": "practised"}
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scenario {
    /// The only programme in which modules go or move; none for every programme.
    pub programme: Option<String>,
    /// The modules that programmes do without.
    pub without: Vec<String>,
    /// The modules that stand in another term, each with the title or the number of that term.
    pub moves: Vec<(String, String)>,
    /// The id or the label of the level at which an item counts as covered.
    pub required: Option<String>,
}

/// A name of a scenario that the site does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// The mistake in it, in a sentence.
    pub message: Message,
    /// The names that there are, or the nearest one.
    pub help: Message,
}

impl Scenario {
    /// Whether nothing is otherwise.
    pub fn is_empty(&self) -> bool {
        self.without.is_empty() && self.moves.is_empty() && self.required.is_none()
    }

    /// The site `site` as the scenario has it.
    ///
    /// # Errors
    /// The first name that the site does not have.
    pub fn apply(&self, site: &Site) -> Result<Site, UnknownName> {
        let programmes = self.programmes(site)?;
        let required = self.required.as_deref().map(|name| {
            let levels = &site.config.scale.levels;
            let found = levels.iter().find(|(_, level)| level.id == name || is_same(&level.label, name));
            let known = || levels.values().map(|level| level.id.as_str()).collect();
            found
                .map(|(id, _)| id)
                .ok_or_else(|| UnknownName::new(say!("there is no level `{name}`", name), name, known()))
        });
        let without = self.without.iter().map(|name| module(site, name)).collect::<Result<Vec<_>, _>>()?;
        let moves = self.moves.iter().map(|(name, term)| Ok((name, module(site, name)?, term.as_str())));
        let moves = moves.collect::<Result<Vec<_>, _>>()?;
        let mut changed = site.clone();
        if let Some(required) = required.transpose()? {
            changed.config.scale.required = required;
        }
        for (name, id, term) in moves {
            let mut is_known = false;
            for programme in &programmes {
                is_known |= moved(&mut changed.programmes[*programme], id, term);
            }
            if !is_known {
                return Err(unknown_term(site, &programmes, name, id, term));
            }
        }
        for programme in &programmes {
            for term in &mut changed.programmes[*programme].terms {
                term.modules.retain(|module| !without.contains(module));
                term.choices.retain_mut(|choice| leave_out(choice, &without));
            }
        }
        Ok(changed)
    }

    fn programmes(&self, site: &Site) -> Result<Vec<ProgrammeId>, UnknownName> {
        let Some(name) = self.programme.as_deref() else { return Ok(site.programmes.ids().collect()) };
        let is_meant = |programme: &Programme| programme.slug == name || is_same(&programme.title, name);
        let found = site.programmes.iter().filter(|(_, programme)| is_meant(programme));
        let found: Vec<_> = found.map(|(id, _)| id).collect();
        let known = || site.programmes.values().map(|programme| programme.slug.as_str()).collect();
        if found.is_empty() {
            Err(UnknownName::new(say!("there is no programme `{name}`", name), name, known()))
        } else {
            Ok(found)
        }
    }
}

impl UnknownName {
    fn new(message: Message, name: &str, known: Vec<&str>) -> Self {
        let all = if known.len() > MOST_NAMED {
            say!("the site has {several} others", several = known.len())
        } else {
            say!("there are {names}", names = known.join(", "))
        };
        Self { message, help: did_you_mean(&nearest(name, known), all) }
    }
}

fn is_same(a: &str, b: &str) -> bool {
    fold_case(a.trim()) == fold_case(b.trim())
}

fn module(site: &Site, name: &str) -> Result<ModuleId, UnknownName> {
    let by = |get: fn(&Module) -> &str| {
        let mut modules = site.modules.iter();
        modules.find(|(_, module)| is_same(get(module), name)).map(|(id, _)| id)
    };
    let found = by(Module::name).or_else(|| by(|module| &module.slug));
    found.ok_or_else(|| {
        UnknownName::new(
            say!("there is no module `{name}`", name),
            name,
            site.modules.values().map(Module::name).collect(),
        )
    })
}

/// The term of `programme` called `name`: by its title, or else by its number.
fn term(programme: &Programme, name: &str) -> Option<usize> {
    let by_title = programme.terms.iter().position(|term| is_same(&term.title, name));
    by_title.or_else(|| {
        let number: usize = name.trim().parse().ok()?;
        (1..=programme.terms.len()).contains(&number).then(|| number - 1)
    })
}

/// Moves `module` to the end of a term of `programme`; the answer is whether the programme has both. Where it stands in
/// that term already, it keeps its place.
fn moved(programme: &mut Programme, module: ModuleId, name: &str) -> bool {
    let Some(to) = term(programme, name) else { return false };
    let Some(from) = programme.terms.iter().position(|term| term.modules.contains(&module)) else {
        // Of a module in a choice it is not clear whether everyone is to take it in its new term.
        return false;
    };
    if from != to {
        programme.terms[from].modules.retain(|other| *other != module);
        programme.terms[to].modules.push(module);
    }
    true
}

/// Takes `without` out of `choice`; the answer is whether something is left to choose. Where fewer are left than everyone
/// took, everyone takes those.
fn leave_out(choice: &mut Choice, without: &[ModuleId]) -> bool {
    let before = choice.modules.len();
    choice.modules.retain(|module| !without.contains(module));
    choice.of -= before - choice.modules.len();
    choice.pick = choice.pick.min(choice.of);
    choice.of > 0 || before == 0
}

/// Why `id` cannot be moved to the term called `name`.
fn unknown_term(
    site: &Site,
    programmes: &[ProgrammeId],
    module: &str,
    id: ModuleId,
    name: &str,
) -> UnknownName {
    let teaches = |programme: &&Programme| programme.modules().any(|(_, module)| module == id);
    let programmes: Vec<&Programme> = programmes.iter().map(|id| &site.programmes[*id]).collect();
    let Some(programme) = programmes.iter().copied().find(teaches) else {
        let message = say!("`{module}` stands in no programme, so it cannot be moved", module);
        return UnknownName { message, help: say!("name a module of a programme") };
    };
    if programme.terms.iter().flat_map(|term| &term.choices).any(|choice| choice.modules.contains(&id)) {
        let message = say!(
            "`{module}` is a choice in `{title}`, so it cannot be moved",
            module,
            title = programme.title
        );
        let help =
            say!("name a module that everyone takes, or change the choice in the file of the programme");
        return UnknownName { message, help: help.to_owned() };
    }
    let titles = programme.terms.iter().enumerate().map(|(at, term)| match term.title.trim() {
        "" => format!("{}", at + 1),
        title => format!("{} ({title})", at + 1),
    });
    let message = say!("there is no term `{name}` in `{programme}`", name, programme = programme.title);
    UnknownName {
        message,
        help: say!("its terms are {titles}", titles = titles.collect::<Vec<_>>().join(", ")),
    }
}
