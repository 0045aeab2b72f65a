//! Random sites: valid ones, and ones with damage that an author could do.

use proptest::prelude::*;

/// The files of a site: path and text.
pub(crate) type Files = Vec<(String, String)>;

/// Sites without errors: one or two profiles, modules with lessons, a programme, plain pages with links.
pub(crate) fn valid() -> impl Strategy<Value = Files> {
    let sizes = (1..3_usize, 1..5_usize, 1..5_usize, 1..7_usize);
    (sizes, any::<u64>()).prop_map(|((profiles, competences, indicators, modules), seed)| {
        let mut dice = Dice(seed | 1);
        let mut files = Vec::new();
        for profile in 0..profiles {
            files.push((format!("content/profiles/p{profile}.md"), self::profile(competences, indicators)));
        }
        for at in 0..modules {
            files.extend(module(at, competences, indicators, profiles, &mut dice));
        }
        let names: Vec<String> = (0..modules).map(|at| format!("\"M{at}\"")).collect();
        let (first, second) = names.split_at(dice.below(modules + 1));
        // In every other site the last modules are a choice.
        let (second, chosen) = second.split_at(if dice.below(2) == 0 { second.len() } else { second.len() / 2 });
        let choice = match chosen.len() {
            0 => String::new(),
            all => format!("[[terms.choice]]\npick = {}\nmodules = [{}]\n", 1 + dice.below(all), chosen.join(", ")),
        };
        files.push((
            "content/programmes/een-jaar.md".to_owned(),
            format!(
                "+++\ntitle = \"Eén jaar\"\nprofile = \"p0\"\n[[terms]]\ntitle = \"Eerst\"\nmodules = [{}]\n[[terms]]\nmodules = [{}]\n{choice}[exempt]\n\"c0.0\" = \"Elders.\"\n+++\nZie [[M0]].\n",
                first.join(", "),
                second.join(", ")
            ),
        ));
        files.push(("content/gids/index.md".to_owned(), "# Gids\n\n## Week 1\n\n[deel](deel.md#kop) en [[M0|module]]\n".to_owned()));
        files.push(("content/gids/deel.md".to_owned(), "# Deel & <b>\n\n## Kop\n\n[terug](./#week-1), [hier](#kop), [gids](/gids/index.md)\n".to_owned()));
        files
    })
}

/// Valid sites in which a few characters were lost or put in anywhere.
pub(crate) fn damaged() -> impl Strategy<Value = Files> {
    let damage =
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), damage()), 1..6);
    (valid(), damage).prop_map(|(mut files, damage)| {
        for (file, at, change) in damage {
            let file = file.index(files.len());
            apply(&mut files[file].1, at, &change);
        }
        files
    })
}

/// What slips in while somebody edits.
const INSERTIONS: &[&str] =
    &["+++", "{#c0.0}", "[[", "]]", "é", "\r\n", "\"", "c9", "= [", "#", "\u{E000}", "| a |", "> [!NOTE]"];

fn damage() -> impl Strategy<Value = Option<String>> {
    prop_oneof![Just(None), prop::sample::select(INSERTIONS).prop_map(|text| Some(text.to_owned()))]
}

fn apply(text: &mut String, at: prop::sample::Index, change: &Option<String>) {
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    if starts.is_empty() {
        return;
    }
    let start = starts[at.index(starts.len())];
    match change {
        Some(insertion) => text.insert_str(start, insertion),
        None => drop(text.remove(start)),
    }
}

fn profile(competences: usize, indicators: usize) -> String {
    let mut text = "+++\ntitle = \"Profiel\"\nlevel = { vks = 3 }\n+++\n\nDefinitie.\n\n".to_owned();
    for competence in 0..competences {
        text += &format!("## Doet werk {competence} {{#c{competence} .competence}}\n\n");
        for indicator in 0..indicators {
            text += &format!("- Doet deel {indicator} <&> {{#c{competence}.{indicator}}}\n");
        }
        text += "\n### Kennis {.knowledge}\n\n- [[k.ict]]\n\n";
    }
    text + "## Kennis {.knowledge}\n\n- Basiskennis ICT {#k.ict grade=basic}\n- Kennis van *Frans* {#k.frans}\n\n## Cognitieve vaardigheden {.cognitive-skills}\n\n- [[c0.0]]\n- Vrije tekst\n"
}

fn module(at: usize, competences: usize, indicators: usize, profiles: usize, dice: &mut Dice) -> Files {
    let mut item = || format!("c{}.{}", dice.below(competences), dice.below(indicators));
    let (first, second) = (item(), item());
    let profile = if profiles > 1 { "profile = \"p0\"\n" } else { "" };
    let head = format!("+++\ntitle = \"Module {at}\"\ncode = \"M{at}\"\n{profile}");
    let covers = format!("[covers]\nassessed = [\"{first}\"]\nintroduced = [\"k.ict\"]\n+++\n");
    let text = format!(
        "{head}hours = {}\n{covers}\n## Les 1 {{#les-1 practised={second}}}\n\n[[{first}]] en [[k.ict|kennis]][^1].\n\n[^1]: Noot bij [gids](../gids/index.md#week-1).\n",
        dice.below(60)
    );
    if dice.below(3) == 0 {
        let folder = format!("content/modules/m{at}");
        let text = text.replace("../gids", "../../gids");
        let lesson =
            format!("# Les\n\n## Deel {{#deel assessed={second}}}\n\n[[{second}]] [op](index.md#les-1)\n");
        vec![(format!("{folder}/index.md"), text), (format!("{folder}/les-1.md"), lesson)]
    } else {
        vec![(format!("content/modules/m{at}.md"), text)]
    }
}

/// Puts `files` in another order.
pub(crate) fn shuffle(files: &mut Files, seed: u64) {
    let mut dice = Dice(seed | 1);
    for at in (1..files.len()).rev() {
        files.swap(at, dice.below(at + 1));
    }
}

/// Small repeatable chance (xorshift).
pub(crate) struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(1)
    }
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }
}
