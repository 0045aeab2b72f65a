//! Knows a module by what somebody wrote above its column: by its code, by its title, by both. A code and a title of
//! two modules name neither. Where several modules have one title, the term above the column tells them apart, or
//! nothing does.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Message, say};
use crate::import::matrix::codes::{are_built_alike, has_long_number, is_nearly, squeeze, without_zeros};
use crate::import::matrix::module_names::{ColumnName, code_in_brackets, parted, without_choice};
use crate::import::matrix::parts;
use crate::import::matrix::vocabulary::{behind_term, is_module_word};
use crate::import::matrix::word_changes::WordChanges;
use crate::model::{ModuleId, Site};
use crate::stems::Stems;
use crate::tabular::Word;
use crate::text::{Similarity, fold_cell, slug};

/// How many pairs of titles are compared for one file: a second's work.
const MOST_COMPARISONS: usize = 1_000_000;
/// Words between the first and the last of several modules.
const RANGES: &[&str] = &[" t/m ", " t.e.m. ", " tem ", " tot en met ", " through ", " bis ", " to ", " à "];
/// Below this a title is not taken for a module's.
const LEAST: u8 = 85;

/// The meaning of the header of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HeaderMeaning {
    /// A module of the site.
    Known(ModuleId),
    /// A module whose name is not quite the one that stands there: how alike they are.
    Near(ModuleId, Similarity),
    /// Perhaps a module; why it is none.
    Unsure(Message),
    /// A module that the site does not have.
    New,
}

/// The modules of a site, by their names.
pub(super) struct Modules<'s> {
    site: &'s Site,
    /// The titles as they are compared.
    titles: Vec<(ModuleId, String)>,
    /// How many more pairs of titles are compared.
    comparisons: Cell<usize>,
    names: HashMap<String, Vec<ModuleId>>,
    /// The modules whose titles say how they are taken, by what stands before that: `Gebak (keuze)`.
    bare_names: HashMap<String, Vec<ModuleId>>,
    codes: HashMap<String, Vec<ModuleId>>,
    /// The terms in which programmes have a module, as they are compared.
    terms: HashMap<ModuleId, Vec<String>>,
}

impl<'s> Modules<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let mut names: HashMap<String, Vec<ModuleId>> = HashMap::new();
        let mut bare_names: HashMap<String, Vec<ModuleId>> = HashMap::new();
        let mut codes: HashMap<String, Vec<ModuleId>> = HashMap::new();
        for (id, module) in site.modules.iter() {
            if let Some(bare) = without_choice(&module.title) {
                bare_names.entry(fold_cell(bare)).or_default().push(id);
            }
            let whole = Word::module_name(&module.code, &module.title);
            let mut own = vec![fold_cell(&module.title), fold_cell(&module.slug), fold_cell(&whole)];
            own.sort();
            own.dedup();
            for name in own.into_iter().filter(|name| !name.is_empty()) {
                names.entry(name).or_default().push(id);
            }
            if !module.code.is_empty() {
                codes.entry(squeeze(&module.code)).or_default().push(id);
            }
        }
        let mut numbered: HashMap<String, Vec<ModuleId>> = HashMap::new();
        for (id, module) in site.modules.iter().filter(|(_, module)| module.code.is_empty()) {
            for code in numbered_codes(&module.slug).into_iter().filter(|code| !codes.contains_key(code)) {
                numbered.entry(code).or_default().push(id);
            }
        }
        codes.extend(numbered);
        let mut terms: HashMap<ModuleId, Vec<String>> = HashMap::new();
        for programme in site.programmes.values() {
            for term in programme.terms.iter().filter(|term| !term.title.is_empty()) {
                for module in term.all_modules() {
                    terms.entry(module).or_default().push(fold_cell(&term.title));
                }
            }
        }
        let titles = site.modules.iter().map(|(id, module)| (id, fold_cell(&module.title))).collect();
        Self { site, titles, comparisons: Cell::new(MOST_COMPARISONS), names, bare_names, codes, terms }
    }

    /// The modules that have a title or a whole name, where no module has it as it stands also those that have it but for a word
    /// that says how they are taken, such as `(keuze)`: in another programme it is the same module.
    fn named(&self, name: &str) -> Option<&Vec<ModuleId>> {
        let bare = || {
            let bare = without_choice(name);
            let own = bare.and_then(|bare| self.names.get(&fold_cell(bare)));
            own.or_else(|| self.bare_names.get(&fold_cell(bare.unwrap_or(name))))
        };
        self.names.get(&fold_cell(name)).or_else(bare)
    }

    /// Whether a title is known only without the words behind it, or in front of them, that say how a module is taken.
    pub(super) fn is_by_choice(&self, title: &str) -> bool {
        !self.names.contains_key(&fold_cell(title)) && self.named(title).is_some()
    }

    /// Whether `cell` names a module, or one of several.
    pub(super) fn is_module(&self, cell: &str) -> bool {
        let cell = self.without_word(cell);
        !cell.is_empty()
            && (self.by_code(cell).is_some() || self.named(cell).is_some() || {
                let code = code_in_brackets(cell).map_or(parted(cell).0, |(_, code)| code);
                !code.is_empty() && self.by_code(code).is_some()
            })
    }

    /// Whether `cell` is the whole name of a module: its code, its title, or both.
    pub(super) fn is_exactly(&self, cell: &str) -> bool {
        let cell = self.without_word(cell);
        !cell.is_empty() && (self.is_code(cell) || self.named(cell).is_some())
    }

    /// The name of a module in `cell`, without a word before it that says that it is one: `Modul M01`, `Vak Brood`, and
    /// `Module 1: Brood` where that module has the number in its code.
    pub(super) fn without_word<'c>(&self, cell: &'c str) -> &'c str {
        let Some((word, rest)) =
            cell.trim().split_once([' ', '\n', ':']).filter(|(word, _)| is_module_word(word))
        else {
            return cell;
        };
        let rest = rest.trim_start_matches([':', '-', '–', ' ', '\n']);
        let is_name = |name: &str| self.by_code(name).is_some() || self.named(name).is_some();
        if self.named(cell).is_some() || self.by_code(cell).is_some() || word.is_empty() {
            return cell;
        }
        if is_name(rest) || self.by_code(parted(rest).0).is_some() {
            return rest;
        }
        let title = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = rest[..rest.len() - title.len()].trim_start_matches('0');
        let title = title.trim_start_matches([':', '-', '–', '.', ' ', '\n']);
        let digits = |code: &str| code.chars().filter(char::is_ascii_digit).collect::<String>();
        let has_number = |module: &ModuleId| {
            let code = digits(&self.site.modules[*module].code);
            code.is_empty() || code.trim_start_matches('0') == number
        };
        match self.named(title).map(Vec::as_slice) {
            Some([one]) if !number.is_empty() && has_number(one) => title,
            _ => cell,
        }
    }

    /// Whether `cell` begins with a code that is built as those of the site are, which no module has yet: `M07` beside M01
    /// and M02.
    pub(super) fn is_next_code(&self, cell: &str) -> bool {
        let letters = |code: &str| code.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let (code, _) = parted(cell);
        let own = squeeze(code);
        let is_alike = |known: &String| {
            (letters(&own) != own && letters(known) == letters(&own)) || are_built_alike(known, &own)
        };
        !own.is_empty() && !self.is_code(code) && self.codes.keys().any(is_alike)
    }

    /// Whether a code is built otherwise than those of the site, where it has some, and may be the short name of something else.
    pub(super) fn is_foreign(&self, code: &str) -> bool {
        !self.codes.is_empty() && !self.is_code(code) && !self.is_next_code(code) && !has_long_number(code)
    }

    /// Whether a module of the site has the same title but for its number: `Stage 1` beside `Stage 2`.
    pub(super) fn has_sibling(&self, title: &str) -> bool {
        let bare = |title: &str| title.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        let own = fold_cell(title);
        bare(&own) != own && self.titles.iter().any(|(_, other)| bare(other) == bare(&own))
    }

    /// Whether two names are of one module.
    pub(super) fn are_same(&self, one: &str, other: &str) -> bool {
        let of = |name: &str| {
            let (code, title) = parted(name);
            let title = if code == title { "" } else { title };
            self.meaning(code, title, "")
        };
        of(one) == of(other)
    }

    /// Whether the cells of a row above a table are all levels.
    pub(super) fn are_levels(&self, texts: &[&str]) -> bool {
        parts::are_levels(&self.site.config, texts)
    }

    /// The same name, its parts where they belong: a level behind the code is no title, and a code may stand in
    /// brackets behind the title, where no module has the whole as its title.
    pub(super) fn told_apart(&self, mut name: ColumnName) -> ColumnName {
        if name.code.is_empty()
            && self.named(&name.title).is_none()
            && let Some((term, title)) = behind_term(&name.title)
        {
            let (code, bare) = parted(title);
            let bare = if code == bare { "" } else { bare };
            let term = if name.term.is_empty() { term.to_owned() } else { name.term.clone() };
            name = ColumnName { code: code.to_owned(), title: bare.to_owned(), term, ..name };
        }
        let is_level = parts::may_be_level(&self.site.config, &name.title);
        if !name.code.is_empty() && is_level && name.part.is_empty() {
            name.part = std::mem::take(&mut name.title);
        }
        if name.code.is_empty()
            && self.named(&name.title).is_none()
            && let Some((title, code)) = code_in_brackets(&name.title)
        {
            (name.title, name.code) = (title.to_owned(), code.to_owned());
        }
        name
    }

    /// Whether `cell` is the code of a module.
    pub(super) fn is_code(&self, cell: &str) -> bool {
        self.by_code(cell).is_some()
    }

    /// The module whose code `cell` is, or begins with.
    pub(super) fn coded(&self, cell: &str) -> Option<ModuleId> {
        let found = self.by_code(cell).or_else(|| self.by_code(parted(cell).0))?;
        found.first().copied().filter(|_| found.len() == 1)
    }

    /// The meaning of a column with this code and title, either of which may be empty, below the title of a term.
    pub(super) fn meaning(&self, code: &str, title: &str, term: &str) -> HeaderMeaning {
        let by_code = self.by_code(if code.is_empty() { title } else { code });
        let whole = format!("{code} {title}");
        let is_name = self.named(title).is_some();
        if let Some(several) = self.several(&whole).or_else(|| self.several(title)).filter(|_| !is_name) {
            return HeaderMeaning::Unsure(say!(
                "it names several modules: {names}; give each of them its own",
                names = self.list(&several)
            ));
        }
        let named = |name: &str| self.named(name).cloned().unwrap_or_default();
        let whole = Word::module_name(code, title);
        let mut by_title = if title.is_empty() { Vec::new() } else { named(title) };
        // A new module would get a file of that name, so one that has it is meant.
        for name in [whole.clone(), slug(&whole)] {
            if by_title.is_empty() && !name.is_empty() {
                by_title = named(&name);
            }
        }
        match (by_code.as_deref(), by_title.as_slice()) {
            (Some([one]), []) => HeaderMeaning::Known(*one),
            (Some([one]), titled) if titled.contains(one) => HeaderMeaning::Known(*one),
            (Some(coded), titled) if !titled.is_empty() => match self.both(coded, titled) {
                Some(one) => HeaderMeaning::Known(one),
                None => HeaderMeaning::Unsure(say!(
                    "the code is that of {coded}, the title that of {titled}",
                    coded = self.list(coded),
                    titled = self.list(titled)
                )),
            },
            (Some(coded), _) => self.one_of(coded, term),
            (None, []) => self.unknown(code, title),
            (None, [one]) if !code.is_empty() && self.has_another_code(*one, code) => {
                HeaderMeaning::Unsure(say!(
                    "the title is that of {name}, whose code is `{code}`",
                    name = self.site.modules[*one].name(),
                    code = self.site.modules[*one].code
                ))
            }
            (None, titled) => self.one_of(titled, term),
        }
    }

    /// Whether `name` lists the names of several modules: `M01 + M02`.
    pub(super) fn are_listed(&self, name: &str) -> bool {
        !name.contains(['-', '–']) && !self.is_exactly(name) && self.several(name).is_some()
    }

    /// The modules of which `name` has the codes or titles, where it is made of several: `M01-M03`, `Brood / M02`.
    fn several(&self, name: &str) -> Option<Vec<ModuleId>> {
        let apart = RANGES.iter().fold(name.to_lowercase(), |name, range| name.replace(range, "+"));
        let parts =
            apart.split(['-', '–', '/', '+', ',', '&']).flat_map(|part| part.split(" en ")).map(str::trim);
        let by_name = |part: &str| self.by_code(part).or_else(|| self.named(part).cloned());
        let found: Option<Vec<ModuleId>> =
            parts.map(|part| by_name(part).and_then(|modules| modules.first().copied())).collect();
        found.filter(|found| found.len() > 1)
    }

    fn both(&self, coded: &[ModuleId], titled: &[ModuleId]) -> Option<ModuleId> {
        let mut both = coded.iter().filter(|id| titled.contains(id));
        both.next().copied().filter(|_| both.next().is_none())
    }

    /// The module of several that is in the term that the sheet names.
    fn one_of(&self, modules: &[ModuleId], term: &str) -> HeaderMeaning {
        if let [one] = modules {
            return HeaderMeaning::Known(*one);
        }
        let term = fold_cell(term);
        let is_there = |module: &&ModuleId| {
            !term.is_empty() && self.terms.get(module).is_some_and(|terms| terms.contains(&term))
        };
        let mut there = modules.iter().filter(is_there);
        match (there.next(), there.next()) {
            (Some(one), None) => HeaderMeaning::Known(*one),
            _ => HeaderMeaning::Unsure(say!(
                "several modules are called so: {names}; write their codes above the columns, or their files' names",
                names = self.list(modules)
            )),
        }
    }

    fn unknown(&self, code: &str, title: &str) -> HeaderMeaning {
        // A code of its own says that it is another module, however alike the titles are.
        if !code.is_empty() {
            return self.nearly(code).unwrap_or(HeaderMeaning::New);
        }
        match self.near(title) {
            Some((module, score)) => HeaderMeaning::Near(module, score),
            None => HeaderMeaning::New,
        }
    }

    fn has_another_code(&self, module: ModuleId, code: &str) -> bool {
        let own = &self.site.modules[module].code;
        !own.is_empty() && squeeze(own) != squeeze(code)
    }

    fn by_code(&self, cell: &str) -> Option<Vec<ModuleId>> {
        let bare = cell.trim().trim_end_matches([':', '.', '-', '–']);
        let squeezed = squeeze(bare);
        if squeezed.is_empty() { None } else { self.codes.get(&squeezed).cloned() }
    }

    /// The module whose code differs in zeros before its numbers alone: `M1` for `M01`.
    fn zeros_apart(&self, code: &str) -> Option<ModuleId> {
        let wanted = without_zeros(code);
        let mut found = self.codes.iter().filter(|(known, _)| without_zeros(known) == wanted);
        match (found.next(), found.next()) {
            (Some((_, modules)), None) => modules.first().copied().filter(|_| modules.len() == 1),
            _ => None,
        }
    }

    /// The meaning of a code that is nearly one that the site has.
    fn nearly(&self, code: &str) -> Option<HeaderMeaning> {
        if let Some(module) = self.zeros_apart(code) {
            return Some(HeaderMeaning::Unsure(say!(
                "the site has no module `{code}`, and {name} is written otherwise; write the code as the site does",
                code,
                name = self.site.modules[module].name()
            )));
        }
        let mut known: Vec<ModuleId> = self
            .codes
            .iter()
            .filter(|(known, _)| is_nearly(code, known))
            .flat_map(|(_, own)| own.clone())
            .collect();
        known.sort_unstable();
        (!known.is_empty()).then(|| {
            HeaderMeaning::Unsure(say!(
                "the site has no module `{code}`, and nearly so is written {names}; write the code as the site does, or make the module first where it is another",
                code,
                names = self.list(&known)
            ))
        })
    }

    fn near(&self, title: &str) -> Option<(ModuleId, Similarity)> {
        // A table as wide as a spreadsheet can be must not take hours.
        let left = self.comparisons.get().checked_sub(self.titles.len())?;
        self.comparisons.set(left);
        let title = fold_cell(title);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let scores = self.titles.iter().filter(|(_, other)| digits(other) == digits(&title));
        let scores = scores.filter_map(|(id, other)| Some((Similarity::of(&title, other, LEAST)?, *id)));
        let mut scores: Vec<(Similarity, ModuleId)> = scores.collect();
        scores.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
        let (score, module) = *scores.first()?;
        // Two titles that are both so alike leave open which is meant, and another word is another module.
        let own = fold_cell(&self.site.modules[module].title);
        let changes = WordChanges::between(&own, &title, &Stems::new(self.site.config.language), &|_| false);
        let is_other = changes.replaced.is_some() || changes.is_moved;
        (scores.len() == 1 && !is_other).then_some((module, score))
    }

    /// Why a title that no module has is not taken for a new one: it may be that of a module that is not among `named`,
    /// with other words between or one left out. A number tells two modules apart where both have one.
    pub(super) fn may_be(&self, title: &str, named: &BTreeSet<ModuleId>) -> Option<Message> {
        let left = self.comparisons.get().checked_sub(self.titles.len())?;
        self.comparisons.set(left);
        let title = fold_cell(title);
        let is_like = |(id, other): &&(ModuleId, String)| !named.contains(id) && are_alike(&title, other);
        let alike: Vec<ModuleId> = self.titles.iter().filter(is_like).map(|(id, _)| *id).take(3).collect();
        let first = alike.first().map(|id| &self.site.modules[*id])?;
        let name = if first.code.is_empty() { &first.title } else { &first.code };
        Some(say!(
            "the site has no module of that name, but one that is alike: {modules}; write `{name}` above the column where it is that one, or a code of its own before its title where it is another",
            modules = self.list(&alike),
            name
        ))
    }

    /// The name of a module.
    pub(super) fn name(&self, module: ModuleId) -> &str {
        self.site.modules[module].name()
    }

    fn list(&self, modules: &[ModuleId]) -> String {
        modules.iter().map(|id| self.site.modules[*id].name()).collect::<Vec<_>>().join(", ")
    }
}

/// The codes that mean a module without one whose file is called `module-4-verkoop`: `M4` and `M04`.
fn numbered_codes(slug: &str) -> Vec<String> {
    let number = slug.strip_prefix("module-").and_then(|rest| rest.split('-').next()).unwrap_or_default();
    match number.parse::<u8>() {
        Ok(number) if number >= 10 => vec![format!("m{number}")],
        Ok(number) => vec![format!("m{number}"), format!("m0{number}")],
        Err(_) => Vec::new(),
    }
}

/// Whether two folded titles may be of one module: nearly the same letters, or all words of one in the other.
fn are_alike(one: &str, other: &str) -> bool {
    /// Shorter words are articles and the like.
    const SHORTEST: usize = 4;
    const LEAST_ALIKE: u8 = 70;
    let numbers = |text: &str| -> BTreeSet<String> {
        let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (own, others) = (numbers(one), numbers(other));
    if !own.is_empty() && !others.is_empty() && own != others {
        return false;
    }
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphabetic());
        words.filter(|word| word.chars().count() >= SHORTEST).map(str::to_owned).collect()
    };
    let (own, others) = (words(one), words(other));
    let is_within = |few: &BTreeSet<String>, many: &BTreeSet<String>| !few.is_empty() && few.is_subset(many);
    is_within(&own, &others) || is_within(&others, &own) || Similarity::of(one, other, LEAST_ALIKE).is_some()
}
