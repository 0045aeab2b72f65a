//! Two sites side by side: what each kind of change comes to.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may stop where it stands, and says how long it took"
)]

#[path = "compare/succession.rs"]
mod succession;

use std::sync::Arc;

use expect_test::{Expect, expect};
use leerlijn::compare::{Comparison, compare, coverage_changes};
use leerlijn::coverage::Status;
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::text::SourcePath;

const PROFILE: &str = "+++\ntitle = \"Medewerker\"\nversion = \"2\"\n+++\n\n## Luistert {#c1 .competence}\n\n\
    - Luistert naar de klant {#c1.1}\n- Stelt vragen {#c1.2}\n\n## Rekent {#c2 .competence}\n\n\
    - Rekent de prijs uit {#c2.1}\n";
const FIRST: &str = "+++\ntitle = \"Luisteren\"\ncode = \"M01\"\nhours = 20\n\n[covers]\nintroduced = [\"c1.2\"]\n+++\n\n\
    ## Les 1 {#les-1 assessed=c1.1}\n";
const SECOND: &str =
    "+++\ntitle = \"Vragen\"\ncode = \"M02\"\nhours = 30\n\n[covers]\nassessed = [\"c1.2\"]\n+++\n";
const PROGRAMME: &str = "+++\ntitle = \"Eén jaar\"\n\n[[terms]]\ntitle = \"Herfst\"\nmodules = [\"M01\"]\n\n\
    [[terms]]\ntitle = \"Lente\"\nmodules = [\"M02\"]\n+++\n";
const FILES: [(&str, &str); 5] = [
    ("leerlijn.toml", "title = \"Proef\"\nlanguage = \"en\"\n"),
    ("content/profiles/p.md", PROFILE),
    ("content/modules/luisteren.md", FIRST),
    ("content/modules/vragen.md", SECOND),
    ("content/programmes/jaar.md", PROGRAMME),
];

fn snapshot(files: &[(&str, String)]) -> Snapshot {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    }
    Pipeline::new(Options::default()).run(Arc::new(sources))
}

fn files() -> Vec<(&'static str, String)> {
    FILES.iter().map(|(path, text)| (*path, (*text).to_owned())).collect()
}

/// The comparison of the small school with itself after `old` has become `new` everywhere.
fn after_change(old: &str, new: &str) -> Comparison {
    let changed: Vec<_> = files().iter().map(|(path, text)| (*path, text.replace(old, new))).collect();
    assert_ne!(changed, files(), "{old}");
    compare(snapshot(&files()).side(), snapshot(&changed).side())
}

fn check(comparison: &Comparison, expected: &Expect) {
    let mut lines = Vec::new();
    lines.extend(comparison.scale.iter().map(|scale| format!("{scale:?}")));
    for profile in &comparison.profiles {
        lines.push(format!("profile {}", profile.slug));
        lines.extend(profile.competences.iter().map(|one| format!("  {one:?}")));
        let items = profile.items.iter();
        lines.extend(items.map(|one| format!("  {one:?} {:?} {}", one.rewording(), one.is_moved())));
    }
    for module in &comparison.modules {
        lines
            .push(format!("module {:?}", module.facts.map(|facts| (&facts.name, &facts.title, facts.hours))));
        lines.extend(module.claims.iter().map(|one| format!("  {} {:?}", one.item, one.facts)));
    }
    for programme in &comparison.programmes {
        lines.push(format!("programme {}", programme.slug));
        lines.extend(programme.terms.iter().map(|one| format!("  term {one:?}")));
        lines.extend(programme.modules.iter().map(|one| format!("  {one:?}")));
        lines.extend(programme.levels.iter().map(|one| format!("  {one:?}")));
        lines.extend(programme.items.iter().map(|one| format!("  {} {:?}", one.id, one.status)));
        lines.extend(programme.single.iter().map(|one| format!("  {one:?}")));
        lines.extend(programme.order.iter().map(|one| format!("  {one:?}")));
        lines.extend(programme.hours.iter().map(|one| format!("  {one:?}")));
    }
    let text: String =
        lines.into_iter().map(|line| line.replace("before: ", "").replace("after: ", "") + "\n").collect();
    expected.assert_eq(&text);
}

#[test]
fn a_text_that_says_something_else_is_told_from_one_that_is_written_otherwise() {
    check(
        &after_change("- Stelt vragen {#c1.2}", "- Stelt open vragen {#c1.2}"),
        &expect![[r#"
        profile p
          ItemChange { id: "c1.2", facts: Sides { Some(ItemFacts { text: "Stelt vragen", kind: Indicator, competence: Some("c1"), grade: Plain, code: "" }), Some(ItemFacts { text: "Stelt open vragen", kind: Indicator, competence: Some("c1"), grade: Plain, code: "" }) } } Some(Changed) false
    "#]],
    );
    check(
        &after_change("- Luistert naar de klant", "- Luistert naar de Klant."),
        &expect![[r#"
        profile p
          ItemChange { id: "c1.1", facts: Sides { Some(ItemFacts { text: "Luistert naar de klant", kind: Indicator, competence: Some("c1"), grade: Plain, code: "" }), Some(ItemFacts { text: "Luistert naar de Klant.", kind: Indicator, competence: Some("c1"), grade: Plain, code: "" }) } } Some(Editorial) false
    "#]],
    );
}

#[test]
fn an_item_under_another_competence_has_moved() {
    let moved = after_change(
        "- Stelt vragen {#c1.2}\n\n## Rekent {#c2 .competence}\n",
        "\n## Rekent {#c2 .competence}\n\n- Stelt vragen {#c1.2}\n",
    );
    check(
        &moved,
        &expect![[r#"
            profile p
              ItemChange { id: "c1.2", facts: Sides { Some(ItemFacts { text: "Stelt vragen", kind: Indicator, competence: Some("c1"), grade: Plain, code: "" }), Some(ItemFacts { text: "Stelt vragen", kind: Indicator, competence: Some("c2"), grade: Plain, code: "" }) } } Some(None) true
            programme jaar
              HoursChange { part: Competence("c1"), hours: Sides { Some(Amount { hundredths: 5000 }), Some(Amount { hundredths: 1000 }) }, least: Sides { Some(Amount { hundredths: 5000 }), Some(Amount { hundredths: 1000 }) } }
              HoursChange { part: Competence("c2"), hours: Sides { Some(Amount { hundredths: 0 }), Some(Amount { hundredths: 4000 }) }, least: Sides { Some(Amount { hundredths: 0 }), Some(Amount { hundredths: 4000 }) } }
        "#]],
    );
}

#[test]
fn a_module_with_another_code_is_the_same_module() {
    check(
        &after_change("M02", "V1"),
        &expect![[r#"
            module Sides { Some(("M02", "Vragen", Some(Amount { hundredths: 3000 }))), Some(("V1", "Vragen", Some(Amount { hundredths: 3000 }))) }
        "#]],
    );
}

#[test]
fn a_claim_gets_another_level_another_place_or_goes() {
    check(
        &after_change("assessed=c1.1", "practised=c1.1"),
        &expect![[r#"
            module Sides { Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))), Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))) }
              c1.1 Sides { Some(ClaimFacts { lesson: None, section: Some("les-1"), level: "assessed" }), Some(ClaimFacts { lesson: None, section: Some("les-1"), level: "practised" }) }
            programme jaar
              c1.1 Sides { Some(Covered), Some(Partial) }
              SingleChange { item: "c1.1", module: Sides { Some("M01"), None } }
        "#]],
    );
    check(
        &after_change("{#les-1 assessed=c1.1}", "{#les-2 assessed=c1.1}"),
        &expect![[r#"
            module Sides { Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))), Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))) }
              c1.1 Sides { Some(ClaimFacts { lesson: None, section: Some("les-1"), level: "assessed" }), Some(ClaimFacts { lesson: None, section: Some("les-2"), level: "assessed" }) }
        "#]],
    );
    check(
        &after_change("introduced = [\"c1.2\"]", "introduced = []"),
        &expect![[r#"
            module Sides { Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))), Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))) }
              c1.2 Sides { Some(ClaimFacts { lesson: None, section: None, level: "introduced" }), None }
        "#]],
    );
}

#[test]
fn hours_that_are_a_matter_of_choice_differ_at_either_end() {
    let third = SECOND.replace("Vragen", "Antwoorden").replace("M02", "M03").replace("= 30", "= 25");
    let programme =
        PROGRAMME.replace("modules = [\"M02\"]", "[[terms.choice]]\npick = 1\nmodules = [\"M02\", \"M03\"]");
    let site = |third: &str| {
        let mut files = files();
        files.retain(|(path, _)| *path != "content/programmes/jaar.md");
        files.push(("content/programmes/jaar.md", programme.clone()));
        files.push(("content/modules/antwoorden.md", third.to_owned()));
        snapshot(&files)
    };
    let change = compare(site(&third).side(), site(&third.replace("= 25", "= 10")).side());
    check(
        &change,
        &expect![[r#"
            module Sides { Some(("M03", "Antwoorden", Some(Amount { hundredths: 2500 }))), Some(("M03", "Antwoorden", Some(Amount { hundredths: 1000 }))) }
            programme jaar
              HoursChange { part: Term(Sides { Some("Lente"), Some("Lente") }), hours: Sides { Some(Amount { hundredths: 3000 }), Some(Amount { hundredths: 3000 }) }, least: Sides { Some(Amount { hundredths: 2500 }), Some(Amount { hundredths: 1000 }) } }
              HoursChange { part: Competence("c1"), hours: Sides { Some(Amount { hundredths: 4800 }), Some(Amount { hundredths: 4000 }) }, least: Sides { Some(Amount { hundredths: 4800 }), Some(Amount { hundredths: 4000 }) } }
        "#]],
    );
}

#[test]
fn a_module_in_another_term_breaks_the_order_and_moves_hours() {
    let turned = after_change(
        "modules = [\"M01\"]\n\n[[terms]]\ntitle = \"Lente\"\nmodules = [\"M02\"]",
        "modules = [\"M02\"]\n\n[[terms]]\ntitle = \"Lente\"\nmodules = [\"M01\"]",
    );
    check(
        &turned,
        &expect![[r#"
            programme jaar
              ModuleMove { module: Sides { Some("M01"), Some("M01") }, term: Sides { Some("Herfst"), Some("Lente") } }
              ModuleMove { module: Sides { Some("M02"), Some("M02") }, term: Sides { Some("Lente"), Some("Herfst") } }
              OrderChange { item: "c1.2", facts: Sides { None, Some(EarlyFacts { assessed: "M02", introduced: "M01" }) } }
              HoursChange { part: Term(Sides { Some("Herfst"), Some("Herfst") }), hours: Sides { Some(Amount { hundredths: 2000 }), Some(Amount { hundredths: 3000 }) }, least: Sides { Some(Amount { hundredths: 2000 }), Some(Amount { hundredths: 3000 }) } }
              HoursChange { part: Term(Sides { Some("Lente"), Some("Lente") }), hours: Sides { Some(Amount { hundredths: 3000 }), Some(Amount { hundredths: 2000 }) }, least: Sides { Some(Amount { hundredths: 3000 }), Some(Amount { hundredths: 2000 }) } }
        "#]],
    );
}

#[test]
fn a_module_that_counts_otherwise_in_a_programme_opens_its_gap() {
    let lowered = after_change("[\"M02\"]\n+++", "[\"M02\"]\n[levels.M02]\npractised = [\"c1.2\"]\n+++");
    check(
        &lowered,
        &expect![[r#"
        programme jaar
          LevelChange { module: Sides { None, Some("M02") }, item: "c1.2", level: Sides { None, Some("practised") } }
          c1.2 Sides { Some(Covered), Some(Partial) }
          SingleChange { item: "c1.2", module: Sides { Some("M02"), None } }
    "#]],
    );
}

#[test]
fn a_term_with_another_title_is_the_same_term() {
    check(
        &after_change("\"Lente\"", "\"Voorjaar\""),
        &expect![[r#"
        programme jaar
          term Sides { Some("Lente"), Some("Voorjaar") }
    "#]],
    );
    check(
        &after_change("title = \"Lente\"\nmodules = [\"M02\"]", "title = \"Zomer\"\nmodules = []"),
        &expect![[r#"
            programme jaar
              term Sides { Some("Lente"), None }
              term Sides { None, Some("Zomer") }
              ModuleMove { module: Sides { Some("M02"), None }, term: Sides { Some("Lente"), None } }
              c1.2 Sides { Some(Covered), Some(Partial) }
              SingleChange { item: "c1.2", module: Sides { Some("M02"), None } }
              HoursChange { part: Term(Sides { Some("Lente"), None }), hours: Sides { Some(Amount { hundredths: 3000 }), None }, least: Sides { Some(Amount { hundredths: 3000 }), None } }
              HoursChange { part: Term(Sides { None, Some("Zomer") }), hours: Sides { None, Some(Amount { hundredths: 0 }) }, least: Sides { None, Some(Amount { hundredths: 0 }) } }
              HoursChange { part: Competence("c1"), hours: Sides { Some(Amount { hundredths: 5000 }), Some(Amount { hundredths: 2000 }) }, least: Sides { Some(Amount { hundredths: 5000 }), Some(Amount { hundredths: 2000 }) } }
        "#]],
    );
}

#[test]
fn a_second_module_takes_the_weight_off_the_first() {
    check(
        &after_change("introduced = [\"c1.2\"]", "assessed = [\"c1.2\"]"),
        &expect![[r#"
            module Sides { Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))), Some(("M01", "Luisteren", Some(Amount { hundredths: 2000 }))) }
              c1.2 Sides { Some(ClaimFacts { lesson: None, section: None, level: "introduced" }), Some(ClaimFacts { lesson: None, section: None, level: "assessed" }) }
            programme jaar
              SingleChange { item: "c1.2", module: Sides { Some("M02"), None } }
        "#]],
    );
}

#[test]
fn another_required_level_is_said_with_what_it_closes() {
    let settings = "language = \"en\"\n[coverage]\nrequired = \"introduced\"\n";
    check(
        &after_change("language = \"en\"\n", settings),
        &expect![[r#"
        Sides { Some(ScaleFacts { levels: ["introduced", "practised", "assessed"], required: "assessed" }), Some(ScaleFacts { levels: ["introduced", "practised", "assessed"], required: "introduced" }) }
        programme jaar
          SingleChange { item: "c1.2", module: Sides { Some("M02"), None } }
    "#]],
    );
}

#[test]
fn a_new_programme_has_only_new_items() {
    let mut more = files();
    more.push((
        "content/programmes/kort.md",
        PROGRAMME.replace("Eén jaar", "Kort").replace("[\"M02\"]", "[]"),
    ));
    check(
        &compare(snapshot(&files()).side(), snapshot(&more).side()),
        &expect![[r#"
            programme kort
              term Sides { None, Some("Herfst") }
              term Sides { None, Some("Lente") }
              ModuleMove { module: Sides { None, Some("M01") }, term: Sides { None, Some("Herfst") } }
              c1.1 Sides { None, Some(Covered) }
              c1.2 Sides { None, Some(Partial) }
              c2.1 Sides { None, Some(Missing) }
              SingleChange { item: "c1.1", module: Sides { None, Some("M01") } }
              HoursChange { part: Term(Sides { None, Some("Herfst") }), hours: Sides { None, Some(Amount { hundredths: 2000 }) }, least: Sides { None, Some(Amount { hundredths: 2000 }) } }
              HoursChange { part: Term(Sides { None, Some("Lente") }), hours: Sides { None, Some(Amount { hundredths: 0 }) }, least: Sides { None, Some(Amount { hundredths: 0 }) } }
              HoursChange { part: Competence("c1"), hours: Sides { None, Some(Amount { hundredths: 2000 }) }, least: Sides { None, Some(Amount { hundredths: 2000 }) } }
              HoursChange { part: Competence("c2"), hours: Sides { None, Some(Amount { hundredths: 0 }) }, least: Sides { None, Some(Amount { hundredths: 0 }) } }
        "#]],
    );
}

#[test]
fn an_edit_changes_how_items_stand_in_the_programmes_that_count_them() {
    let site = |level: &str, items: &str| {
        let profile = format!("+++\ntitle = \"Kapper\"\n+++\n## Knipt {{#c1 .competence}}\n{items}");
        let module = format!("+++\ntitle = \"Knippen\"\n[covers]\n{level} = [\"c1.1\"]\n+++\n");
        let bakker = "+++\ntitle = \"Bakker\"\n+++\n## Bakt {#c1 .competence}\n- Brood {#c1.5}\n";
        snapshot(&[
            ("content/profiles/kapper.md", profile),
            ("content/profiles/bakker.md", bakker.to_owned()),
            ("content/modules/m1.md", module),
        ])
    };
    let before = site("practised", "- Kort {#c1.1}\n- Lang {#c1.2}\n- Krul {#c1.3}\n");
    let after = site("assessed", "- Kort {#c1.1}\n- Lang {#c1.2}\n- Vlecht {#c1.4}\n");
    let changes = coverage_changes(before.side(), after.side());
    assert_eq!(changes.len(), 1, "only one profile was edited: {changes:?}");
    assert_eq!(after.site().programmes[changes[0].programme].slug, "kapper");
    assert_eq!((changes[0].before.covered, changes[0].after.covered), (0, 1));
    let items = changes[0].items.iter();
    let items: Vec<_> = items.map(|item| (item.id.as_str(), item.status.before, item.status.after)).collect();
    assert_eq!(
        items,
        [
            ("c1.1", Some(Status::Partial), Some(Status::Covered)),
            ("c1.3", Some(Status::Missing), None),
            ("c1.4", None, Some(Status::Missing)),
        ]
    );
}
