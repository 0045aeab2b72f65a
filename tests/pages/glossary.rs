//! What a profile's glossary does on the pages of its site, from the files to the HTML.

use leerlijn::export::{Scope, site_json};
use leerlijn::pipeline::Snapshot;

use super::{page, site};

const PROFILE: &str = r#"+++
title = "Onthaal"
+++

## Onthaalt {#c1 .competence}

- Handelt simultaan aan de balie {#c1.1}

## Begrippen {.glossary}

- **Wachtrij**, **wachtrijen**: de oproepen die wachten; zie het ticket van de *wachtrij*.
- **Ticket**: een "notitie" \<over> een oproep.
- **Simultaan**: tegelijk.
- **OR**: de ondernemingsraad.
- **24/7**: altijd.
- **Écran**: het scherm.
"#;

const GLOSSARY: &str = "profiles/onthaal/glossary/index.html";

fn snapshot(module: &str) -> Snapshot {
    let module = format!("+++\ntitle = \"Balie\"\n[covers]\ningeoefend = [\"c1.1\"]\n+++\n\n{module}\n");
    site(&[
        ("content/profiles/onthaal.md", PROFILE),
        ("content/modules/m01.md", &module),
        ("content/les.md", "+++\ntitle = \"Les\"\n+++\n"),
    ])
}

/// The text of a module as its page shows it, with its links to the glossary as `[words](place)`.
fn shown(module: &str) -> String {
    let html = page(&snapshot(module), "modules/m01/index.html");
    let body = html.split_once("<div class=\"prose\">").unwrap().1.split_once("</div>\n  </div>").unwrap().0;
    let mut shown = String::new();
    for (at, part) in body.trim().split("<a class=\"gloss\" href=\"").enumerate() {
        if at == 0 {
            shown.push_str(part);
            continue;
        }
        let (address, rest) = part.split_once('"').unwrap();
        let (words, rest) = rest.split_once('>').unwrap().1.split_once("</a>").unwrap();
        let (path, place) = address.split_once('#').unwrap();
        assert_eq!(path, format!("../../{GLOSSARY}"));
        shown.push_str(&format!("[{words}]({place}){rest}"));
    }
    shown
}

#[test]
fn the_first_use_of_each_word_leads_to_its_place() {
    assert_eq!(
        shown("De Wachtrijen en de wachtrij. Een **ticket** van de OR, 24/7 or so."),
        "<p>De [Wachtrijen](wachtrij) en de wachtrij. Een <strong>[ticket](ticket)</strong> van de [OR](or), \
         [24/7](24-7) or so.</p>"
    );
}

#[test]
fn links_headings_code_terms_and_other_languages_are_left_alone() {
    let module = "## Een ticket\n\n[het ticket](../les.md), `ticket`, <i lang=\"fr\">un ticket</i>\n\nTicket\n: Een \
                  ticket.\n\n![Een ticket](https://example.org/ticket.png \"ticket\")\n\n```\nticket\n```\n";
    let shown = shown(module);
    assert_eq!(shown.matches("](ticket)").count(), 1, "{shown}");
    assert!(shown.contains("<dd>Een [ticket](ticket).</dd>"), "{shown}");
}

#[test]
fn a_word_is_no_part_of_another_and_no_sign_of_markup() {
    assert_eq!(
        shown("Ticketing, e-ticket, tickets &amp; &lt;ticket&gt;"),
        "<p>Ticketing, e-ticket, tickets &amp; &lt;[ticket](ticket)&gt;</p>"
    );
}

#[test]
fn the_page_has_every_word_in_the_order_of_the_alphabet() {
    let html = page(&snapshot(""), GLOSSARY);
    let ids: Vec<&str> =
        html.split("<div id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert_eq!(ids, ["24-7", "ecran", "or", "simultaan", "ticket", "wachtrij"]);
    assert!(html.contains("<h2 id=\"letter-e\">E</h2>"));
    assert!(html.contains("een \"notitie\" &lt;over&gt; een oproep."), "{html}");
    // An explanation leads to other words and not to its own.
    assert!(html.contains("#ticket\" title=\"een &quot;notitie&quot; &lt;over&gt; een oproep.\">ticket</a>"));
    assert!(html.contains("<em>wachtrij</em>"));
}

#[test]
fn an_items_page_explains_the_words_of_its_sentence() {
    let html = page(&snapshot(""), "profiles/onthaal/c1.1/index.html");
    assert!(html.contains(
        "<dt><a href=\"../../../profiles/onthaal/glossary/index.html#simultaan\">Simultaan</a></dt>"
    ));
    assert!(html.contains("<dd>tegelijk.</dd>"));
}

#[test]
fn the_json_of_a_site_has_the_glossary() {
    let snapshot = snapshot("");
    let json = site_json(&snapshot.pages(), Scope::Site);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let first = &json["profiles"][0]["glossary"][0];
    assert_eq!(first["names"], serde_json::json!(["Wachtrij", "wachtrijen"]));
    assert_eq!(first["text"], "de oproepen die wachten; zie het ticket van de wachtrij.");
}

#[test]
fn a_profile_without_a_glossary_has_no_page_for_one() {
    let profile = PROFILE.split_once("\n## Begrippen").unwrap().0;
    assert_eq!(site(&[("content/profiles/onthaal.md", profile)]).route_at(GLOSSARY), None);
}

#[test]
fn a_page_in_another_language_is_left_alone() {
    let page_of = |language: &str| {
        let text = format!("+++\ntitle = \"Balie\"\n{language}+++\n\nUn ticket.\n");
        let site = site(&[("content/profiles/onthaal.md", PROFILE), ("content/modules/m01.md", &text)]);
        page(&site, "modules/m01/index.html")
    };
    assert!(page_of("").contains("#ticket"));
    assert!(page_of("language = \"nl\"\n").contains("#ticket"));
    assert!(!page_of("language = \"fr\"\n").contains("#ticket"));
}
