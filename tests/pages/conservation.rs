//! Every word that an author writes is on one page, under an id that no other part of the page has.

use leerlijn::pipeline::Snapshot;
use leerlijn::plan::OutContent;

use super::{page, problems, site};

const MODULE: (&str, &str) = (
    "content/modules/m1.md",
    "+++\ntitle = \"Bellen\"\ncode = \"M1\"\n[covers]\nassessed = [\"c1.1\", \"c1.2\", \"k.ict\"]\n+++\n\
     Zie [meer](../profiles/p.md#toelichting), [hier](../profiles/p.md#bron) en [daar](../profiles/p.md#c1).\n",
);

const PROFILE: (&str, &str) = (
    "content/profiles/p.md",
    "+++\ntitle = \"Bediende\"\n+++\nInleiding[^a].\n\n\
     ## Belt *vlot*[^b] {#c1 .competence}\n\nVooraf[^a].\n\n\
     - [ ] Neemt op[^c] {#c1.1}\n  - met de hoorn\n- Legt neer {#c1.2}\n\n\
     ### Kennis {.knowledge}\n\n- [[k.ict]]\n- [[k.ict]]\n\nNa de lijst.\n\n\
     #### Diep\n\nDieper.\n\n\
     ### Toelichting\n\nProza <a id=\"bron\"></a> onder een competentie[^a].\n\n\
     ### Vaardigheden {.motor-skills}\n\n- [[c1.2]]\n- Los\n  - en dieper\n\n\
     ## Kennis {.knowledge}\n\n- Basis ICT {#k.ict}\n\n\
     ## Slot\n\nEinde[^b].\n\n\
     [^a]: Noot een.\n[^b]: Noot twee.\n[^c]: Noot drie, zie ook[^a].\n",
);

fn built() -> Snapshot {
    let site = site(&[MODULE, PROFILE]);
    assert_eq!(problems(&site), [""; 0]);
    site
}

#[test]
fn what_stands_below_a_competence_is_on_its_page() {
    let site = built();
    let competence = page(&site, "profiles/p/c1/index.html");
    for part in [
        "<h1>Belt <em>vlot</em><sup class=\"footnote-ref\"><a id=\"fnref-1\"",
        "<p>Vooraf",
        "<h2 id=\"kennis\">Kennis</h2>",
        "Na de lijst.",
        "<h3 id=\"diep\">Diep</h3>",
        "Dieper.",
        "<h2 id=\"toelichting\">Toelichting</h2>",
        "<a id=\"bron\"></a>",
        "<p>Los</p>\n<ul>\n<li>en dieper</li>",
    ] {
        assert!(competence.contains(part), "{part} is not in {competence}");
    }
    assert_eq!(
        competence.matches(">Basis ICT<").count(),
        1,
        "an item that is referred to twice stands there once"
    );
    let profile = page(&site, "profiles/p/index.html");
    assert!(!profile.contains("Toelichting") && !profile.contains("Dieper"));
    assert!(profile.contains("<h2 id=\"slot\">Slot</h2>"));
}

#[test]
fn links_lead_to_the_page_that_shows_a_part_of_a_profile() {
    let module = page(&built(), "modules/m1/index.html");
    assert!(module.contains("href=\"../../profiles/p/c1/index.html#toelichting\""), "{module}");
    assert!(module.contains("href=\"../../profiles/p/c1/index.html#bron\""), "{module}");
    assert!(module.contains("href=\"../../profiles/p/index.html#c1\""), "{module}");
}

#[test]
fn notes_are_numbered_through_a_page_and_lead_back_to_every_mark() {
    let site = built();
    let competence = page(&site, "profiles/p/c1/index.html");
    let (_, notes) = competence.split_once("class=\"footnotes\"").unwrap();
    let expected = "<li id=\"fn-1\" value=\"1\"><p>Noot twee. <a class=\"footnote-back\" href=\"#fnref-1\" \
                    role=\"doc-backlink\" aria-label=\"Terug naar de tekst 1\">↩</a></p>\n</li>\n\
                    <li id=\"fn-2\" value=\"2\"><p>Noot een. <a class=\"footnote-back\" href=\"#fnref-2\" \
                    role=\"doc-backlink\" aria-label=\"Terug naar de tekst 2\">↩</a> <a class=\"footnote-back\" \
                    href=\"#fnref-2.2\" role=\"doc-backlink\" aria-label=\"Terug naar de tekst 2, 2\">↩<sup>2</sup></a></p>";
    assert!(notes.contains(expected), "{notes}");
    let profile = page(&site, "profiles/p/index.html");
    assert!(profile.contains("<li id=\"fn-1\" value=\"1\"><p>Noot een."));
    assert!(profile.contains("<li id=\"fn-2\" value=\"2\"><p>Noot twee."));
}

#[test]
fn an_item_has_its_sentence_as_title_and_all_else_below() {
    let item = page(&built(), "profiles/p/c1.1/index.html");
    let title = "<h1 class=\"sentence\"><span class=\"task task-open\" role=\"img\" aria-label=\"nog te doen\"></span> \
                 Neemt op<sup class=\"footnote-ref\"><a id=\"fnref-1\" href=\"#fn-1\" role=\"doc-noteref\">1</a></sup></h1>";
    assert!(item.contains(title), "{item}");
    assert!(item.contains("<ul>\n<li>met de hoorn</li>\n</ul>"), "{item}");
    // The note of the line has a mark itself.
    assert!(item.contains("<p>Noot drie, zie ook<sup class=\"footnote-ref\"><a id=\"fnref-2\""), "{item}");
    assert!(item.contains("<li id=\"fn-2\" value=\"2\"><p>Noot een."), "{item}");
}

#[test]
fn an_authors_id_gives_way_to_that_of_a_part_of_the_page() {
    let programme = "+++\ntitle = \"Een jaar\"\nprofile = \"p\"\n[[terms]]\nmodules = [\"M1\"]\n+++\n\
                     ## Modules\n\n[hier](#modules) en <b id=\"coverage\">daar</b>\n\n## Main {#main}\n\n## fn 1\n\nNoot[^1].\n\n[^1]: Ja.\n";
    let text = "+++\ntitle = \"Tekst\"\n+++\n## Modules\n\n## Find\n\n[modules](programmes/o.md#modules)\n";
    let site = site(&[MODULE, PROFILE, ("content/programmes/o.md", programme), ("content/tekst.md", text)]);
    let found = problems(&site);
    let expected = [
        "L112 the page has a part `coverage` of its own, so this one has the id `coverage-2` there",
        "L112 the page has a part `main` of its own, so this one has the id `main-2` there",
    ];
    assert_eq!(found, expected);
    let page_of_programme = page(&site, "programmes/o/index.html");
    for part in [
        "<h2 id=\"modules-2\">Modules <a class=\"anchor\" href=\"#modules-2\"",
        "<a href=\"#modules-2\">hier</a>",
        "<li class=\"depth-2\"><a href=\"#modules-2\">Modules</a></li>",
        "<b id=\"coverage-2\">",
        "<h2 id=\"main-2\">",
        "<h2 id=\"fn-1-2\">",
    ] {
        assert!(page_of_programme.contains(part), "{part} is not in {page_of_programme}");
    }
    let text = page(&site, "tekst/index.html");
    assert!(text.contains("<h2 id=\"modules\">") && text.contains("<h2 id=\"find-2\">"), "{text}");
    assert!(text.contains("href=\"../programmes/o/index.html#modules-2\""), "{text}");
}

#[test]
fn the_search_knows_what_stands_below_a_competence_and_in_notes() {
    let files = built().files().unwrap();
    let texts = files.iter().filter(|file| file.path.as_str().starts_with("static/search/text-"));
    let texts: String = texts
        .map(|file| match &file.content {
            leerlijn::plan::OutContent::Bytes(bytes) => String::from_utf8(bytes.clone()).unwrap(),
            _ => String::new(),
        })
        .collect();
    for words in
        ["Proza onder een competentie. Noot een.", "met de hoorn", "Noot drie, zie ook.", "Einde. Noot twee."]
    {
        assert!(texts.contains(words), "{words} is not in {texts}");
    }
    assert!(!texts.contains('↩'));
}

#[test]
fn a_competence_that_is_an_item_shows_what_stands_below_it() {
    let profile = "+++\ntitle = \"Plan\"\n+++\n## Doet *onderzoek*[^1] {#PLO2 .competence}\n\nTekst.\n\n\
                   ### Uitleg\n\nMeer.\n\n## Kennis {.knowledge}\n\n- ICT {#k.ict}\n\n[^1]: Klein.\n";
    let module = "+++\ntitle = \"M\"\n[covers]\nassessed = [\"PLO2\", \"k.ict\"]\n+++\n[uitleg](../profiles/p.md#uitleg)\n";
    let site = site(&[("content/profiles/p.md", profile), ("content/modules/m.md", module)]);
    assert_eq!(problems(&site), [""; 0]);
    let item = page(&site, "profiles/p/PLO2/index.html");
    for part in [
        "Doet <em>onderzoek</em><sup",
        "<p>Tekst.</p>",
        "<h2 id=\"uitleg\">Uitleg</h2>",
        "<p>Meer.</p>",
        "Klein.",
    ] {
        assert!(item.contains(part), "{part} is not in {item}");
    }
    assert!(page(&site, "modules/m/index.html").contains("profiles/p/PLO2/index.html#uitleg"));
}

#[test]
fn what_is_claimed_or_named_twice_stands_there_once() {
    let profile =
        ("content/profiles/p.md", "+++\ntitle = \"P\"\n+++\n## Doet {#c1 .competence}\n- Iets {#c1.1}\n");
    let module = "+++\ntitle = \"M\"\n+++\n## Les {introduced=c1.1 assessed=c1.1,c1}\n\n[[c1.1|]]\n";
    let site = site(&[profile, ("content/modules/m.md", module), ("leerlijn.toml", "language = \"en\"\n")]);
    let html = page(&site, "modules/m/index.html");
    let (_, claims) = html.split_once("<details class=\"claims ").unwrap();
    let (claims, rest) = claims.split_once("<p><a class=\"mention item\"").unwrap();
    assert_eq!(claims.matches(">Iets<").count(), 1, "{claims}");
    assert!(rest.contains(">c1.1</a>"), "{rest}");
    assert!(!html.contains("id=\"covers\""), "{html}");
}

#[test]
fn the_page_of_all_modules_has_the_title_of_its_author() {
    let site = site(&[("content/modules/index.md", "+++\ntitle = \"Onze modules\"\n+++\n"), MODULE, PROFILE]);
    let html = page(&site, "modules/index.html");
    assert!(html.contains("<h1>Onze modules</h1>") && html.contains("<title>Onze modules ·"), "{html}");
}

#[test]
fn a_page_that_nothing_leads_to_is_said() {
    let files = [
        ("content/gids/week-1.md", "+++\ntitle = \"Week 1\"\n+++\n[zelf](#kop)\n\n## Kop\n"),
        ("content/gids/week-2.md", "+++\ntitle = \"Week 2\"\n+++\n"),
        ("content/index.md", "+++\ntitle = \"Thuis\"\n+++\n[week 2](gids/week-2.md)\n"),
    ];
    assert_eq!(problems(&site(&files)), ["L508 no page leads to this one"]);
    let listed = site(&[files[0], files[1], ("content/gids/index.md", "+++\ntitle = \"Gids\"\n+++\n")]);
    assert_eq!(problems(&listed), [""; 0]);
}

#[test]
fn texts_between_lists_stand_where_they_were_written() {
    let profile = "+++\ntitle = \"P\"\n+++\n## Belt {#c1 .competence}\n\nVooraf.\n\n- Neemt op {#c1.1}\n\nTussenin.\n\n- Legt neer {#c1.2}\n\nAchteraf.\n\n\
                   ### Kennis {.knowledge}\n\n- [[k.a]]\n\nMidden.\n\n- [[s.a]]\n\n## Groep {#g .competence}\n\n### Deel {#g1 .competence}\n\n- Een {#g1.1}\n\n\
                   ## Weten {.knowledge}\n\nBoven.\n\n- Weet A {#k.a}\n\nOnder.\n\n## Kunnen {.skills}\n\n- Kan A {#s.a}\n";
    let site = site(&[("content/profiles/p.md", profile)]);
    let in_order = |path: &str, parts: &[&str]| {
        let html = page(&site, path);
        let main = html.split_once("<main").unwrap().1.to_owned();
        let mut at = 0;
        for part in parts {
            at += main[at..].find(part).unwrap_or_else(|| panic!("{part} is not below the others in {main}"));
        }
    };
    in_order(
        "profiles/p/c1/index.html",
        &[
            "Vooraf.",
            "Neemt op",
            "Tussenin.",
            "Legt neer",
            "Achteraf.",
            "Kennis",
            "Weet A",
            "Midden.",
            "Kan A",
        ],
    );
    in_order(
        "profiles/p/index.html",
        &["1 kenniselement<", "1 vaardigheid<", "Boven.", "Weet A", "Onder.", "Kan A"],
    );
    in_order("profiles/p/g/index.html", &["Deel", "0 / 1"]);
}

#[test]
fn a_caption_has_notes_as_a_text_has() {
    let text = "+++\ntitle = \"De kassa\"\n+++\n\n![Een kassa](kassa.png \"De kassa[^a] van *toen*^[Uit het archief.]\")\n\n\
        ## Prijzen[^a]\n\n<table><caption>In 1960[^b]</caption><tr><th>Brood</th><td>9</td></tr></table>\n\n\
        ## Lade\n\n## Slot\n\n[^a]: Een koperen.\n[^b]: In frank.\n";
    let site = site(&[("content/kassa.md", text), ("content/kassa.png", "")]);
    assert_eq!(problems(&site), [""; 0]);
    let html = page(&site, "kassa/index.html");
    let mark = |id: &str, number: u32| {
        format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        )
    };
    for caption in [
        format!(
            "<figcaption>De kassa{} van <em>toen</em>{}</figcaption>",
            mark("fnref-1", 1),
            mark("fnref-2", 2)
        ),
        format!("<h2 id=\"prijzen\">Prijzen{} <a class=\"anchor\"", mark("fnref-1.2", 1)),
        format!("<caption>In 1960{}</caption>", mark("fnref-3", 3)),
        "<li class=\"depth-2\"><a href=\"#prijzen\">Prijzen</a></li>".to_owned(),
    ] {
        assert!(html.contains(&caption), "{caption} is not in {html}");
    }
    let (_, notes) = html.split_once("class=\"footnotes\"").unwrap();
    for (number, note) in [(1, "Een koperen."), (2, "Uit het archief."), (3, "In frank.")] {
        assert!(notes.contains(&format!("<li id=\"fn-{number}\" value=\"{number}\"><p>{note}")), "{notes}");
    }
    let file = |path: &str| site.file(path).unwrap().map(|file| file.content);
    let Some(OutContent::Bytes(markdown)) = file("kassa/index.html.md") else {
        panic!("it has a text as markdown")
    };
    let markdown = String::from_utf8(markdown).unwrap();
    assert!(markdown.contains("De kassa[^1] van *toen*[^2]"), "{markdown}");
    let Some(OutContent::Bytes(texts)) = file("static/search/text-0.js") else { panic!("there is a search") };
    let texts = String::from_utf8(texts).unwrap();
    assert!(texts.contains("De kassa van toen Een koperen"), "{texts}");
}
