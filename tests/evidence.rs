//! How often the section that really teaches an item is among those that `evidence` finds by their words.
//!
//! Each item that some section claims is left out once: all claims of it are taken away, and then it is looked for. No
//! text mentions an item either: links such as `[[c4.6|how you deal with complaints]]` are their own words.
//! `docs/evidence.md` says the figures.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test that cannot read its school has failed"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use expect_test::expect_file;
use leerlijn::config::Config;
use leerlijn::evidence::{Evidence, Modules};
use leerlijn::ids::Arena;
use leerlijn::model::{self, Claim, ItemId, ModuleId, Site, Spot};
use leerlijn::sources::{CONFIG_FILE, CONTENT_FOLDER, SourceFile, Sources};
use leerlijn::syntax::{self, Document};
use leerlijn::text::SourcePath;

/// The head of the table in the documentation.
const HEAD: &str = "| school | among the first three | first | a section of the right module among them |\n|---|---|--:|---|\n";
/// How many sections are looked at.
const SHOWN: usize = 3;

/// What came of leaving each item out.
#[derive(Default)]
struct Outcome {
    /// The items that some section claims.
    items: usize,
    /// Those of which such a section is found, and found first.
    found: usize,
    first: usize,
    /// The items that some module claims, and those of which a section of such a module is found.
    taught: usize,
    module: usize,
    /// Each item of which no such section is found, with what is offered.
    missed: String,
}

fn read(root: &Path, folder: &Path, sources: &mut Sources) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, sources);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let text = without_mentions(&std::fs::read_to_string(&path).unwrap());
            sources.insert(SourceFile::new(SourcePath::new(&name), text.as_bytes()));
        }
    }
}

/// `text` with the words of its mentions in their place. A profile's own lists stay.
fn without_mentions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, (inside, after))) =
        rest.split_once("[[").and_then(|(before, rest)| Some((before, rest.split_once("]]")?)))
    {
        out.push_str(before);
        // `[[terms]]` in the front matter is no mention.
        let is_table = before.ends_with('\n') && !inside.contains('.');
        match inside.split_once('|') {
            _ if is_table => _ = write!(out, "[[{inside}]]"),
            Some((_, words)) => out.push_str(words),
            None => {}
        }
        rest = after;
    }
    out + rest
}

fn site(root: &Path) -> Site {
    let mut sources = Sources::default();
    read(root, &root.join(CONTENT_FOLDER), &mut sources);
    if let Ok(config) = std::fs::read(root.join(CONFIG_FILE)) {
        sources.insert(SourceFile::new(SourcePath::new(CONFIG_FILE), &config));
    }
    let (config, _) = Config::read(sources.file(&SourcePath::new(CONFIG_FILE)).map(AsRef::as_ref));
    let documents: Vec<Arc<Document>> = sources
        .files_in(CONTENT_FOLDER)
        .map(|file| Arc::new(syntax::parse(file, config.text_rules())))
        .collect();
    model::resolve(config, &sources, documents).0
}

fn leave_each_out(site: &Site) -> Outcome {
    leave_each_out_of(site, without)
}

/// Looks for each item in a site with the claims that `left` leaves.
fn leave_each_out_of(site: &Site, left: impl Fn(&Site, ItemId) -> Arena<Claim>) -> Outcome {
    let mut outcome = Outcome::default();
    let all: Vec<ModuleId> = site.modules.ids().collect();
    let modules = Modules::of(all.iter().copied());
    for (item, value) in site.items.iter() {
        let claims = || site.claims.values().filter(|claim| claim.item == item);
        let teaching: BTreeSet<(ModuleId, Spot)> = claims()
            .filter(|claim| claim.spot != Spot { lesson: None, heading: None })
            .map(|claim| (claim.module, claim.spot))
            .collect();
        let taught: BTreeSet<ModuleId> = claims().map(|claim| claim.module).collect();
        if taught.is_empty() {
            continue;
        }
        let mut without = site.clone();
        without.claims = left(site, item);
        let found = Evidence::new(&without, &all).places(item, &modules, SHOWN);
        outcome.taught += 1;
        outcome.module += usize::from(found.iter().any(|finding| taught.contains(&finding.module)));
        if teaching.is_empty() {
            continue;
        }
        outcome.items += 1;
        let at = found.iter().position(|finding| teaching.contains(&(finding.module, finding.spot)));
        outcome.found += usize::from(at.is_some());
        outcome.first += usize::from(at == Some(0));
        if at.is_none() {
            writeln!(outcome.missed, "{} {}", value.id, value.text).unwrap();
            for finding in &found {
                let heading = heading(site, finding.module, finding.spot);
                writeln!(outcome.missed, "    {:.2} {heading}: {}", finding.score, finding.words.join(", "))
                    .unwrap();
            }
        }
    }
    outcome
}

fn heading(site: &Site, module: ModuleId, spot: Spot) -> String {
    let document = site.document(site.document_of(module, spot));
    let heading = spot.heading.map_or(&document.title.value, |heading| &document.headings[heading].text);
    format!("{} {heading}", site.modules[module].name())
}

/// The claims of `site` but for those of `item`.
fn without(site: &Site, item: ItemId) -> Arena<Claim> {
    let mut left = Arena::default();
    for claim in site.claims.values().filter(|claim| claim.item != item) {
        left.push(claim.clone());
    }
    left
}

impl Outcome {
    fn add(&mut self, other: &Self) {
        self.items += other.items;
        self.found += other.found;
        self.first += other.first;
        self.taught += other.taught;
        self.module += other.module;
    }

    /// A row of the table in the documentation.
    fn row(&self, school: &str) -> String {
        let percent = |part: usize, all: usize| (100 * part + all / 2) / all.max(1);
        let (items, found, taught, module) = (self.items, self.found, self.taught, self.module);
        format!(
            "| {school} | {found} of {items}: **{} %** | {} | {module} of {taught}: {} % |\n",
            percent(found, items),
            self.first,
            percent(module, taught)
        )
    }
}

/// `SCHOOL=FOLDER cargo test --test evidence any -- --nocapture` has the figures of another school.
#[test]
fn figures_of_any_school() {
    let Ok(root) = std::env::var("SCHOOL") else { return };
    let outcome = leave_each_out(&site(Path::new(&root)));
    println!("{}{}", outcome.missed, outcome.row(&root));
}

/// The demonstration school, the same before anybody claims anything in it, and the small ones that `leerlijn init`
/// makes.
#[test]
fn the_documentation_says_how_often_the_section_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let school = site(root);
    let claimed = leave_each_out(&school);
    let bare = leave_each_out_of(&school, |_, _| Arena::default());
    let mut starters = Outcome::default();
    for language in ["nl", "en", "fr", "de"] {
        starters.add(&leave_each_out(&site(&root.join("src/cli/init/starter").join(language))));
    }
    let table = claimed.row("demonstration school")
        + &bare.row("the same, without any claim")
        + &starters.row("four small schools");
    let path = root.join("docs/evidence.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(HEAD).unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    expect_file![path].assert_eq(&format!("{before}{HEAD}{table}\n{after}"));
    assert!(100 * claimed.found >= 65 * claimed.items, "{}", claimed.missed);
}
