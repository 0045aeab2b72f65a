//! The texts of pages as markdown, and the list of them.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use expect_test::expect;
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::plan::{OutContent, Route};
use leerlijn::syntax::{Body, Content, Document, plain_text};
use pulldown_cmark::{Event, Parser};

const PROFILE: &str = "+++\ntitle = \"Onthaal\"\n+++\n\
    ## Ontvangt bezoekers {#c1 .competence}\n\n- Begroet de bezoeker {#c1.1}\n- Luistert {#c1.2}\n";

/// A text with one of everything that markdown has another form for than HTML.
const MODULE: &str = r#"+++
title = "De balie"
code = "M01"
summary = "Je eerste week."
hours = 12.5
teachers = ["An Claes"]
[facts]
Lokaal = "B12"
[covers]
introduced = ["c1.1"]
+++
<!-- Nog na te kijken door An. -->
[//]: # (Niet voor leerlingen.)

Zie [[c1.2|luisteren]] en **nooit*_* vergeten**: `a|b` kost 5 * 3 euro.[^1]

## Oefenen {.activity method=rollenspel hours=2 practised=c1.2}

> [!TIP]
> Lach.

1. eerst
   - dit
   - dat
2. dan $a^2$

```python
print("`hallo`")
```

| Wie | Wat |
|---|---|
| An | a \| b |

![De balie](https://www.school.be/balie.png)

[^1]: Of [zes](https://www.school.be/a_(b)).
"#;

fn site(settings: &str) -> Snapshot {
    let files = [
        ("leerlijn.toml", settings),
        ("content/profiles/onthaal.md", PROFILE),
        ("content/modules/m01.md", MODULE),
        (
            "content/programmes/onthaal.md",
            "+++\ntitle = \"Onthaal\"\nprofile = \"onthaal\"\n[[terms]]\nmodules = [\"M01\"]\n+++\n",
        ),
    ];
    let snapshot = super::snapshot(&files, "https://www.school.be");
    assert!(!snapshot.report().has_errors(), "{:?}", snapshot.report().diagnostics());
    snapshot
}

fn file(snapshot: &Snapshot, path: &str) -> Option<String> {
    let file = snapshot.file(path).unwrap()?;
    let OutContent::Bytes(bytes) = file.content else { panic!("{path} has no bytes") };
    Some(String::from_utf8(bytes).unwrap())
}

#[test]
fn a_text_is_beside_its_page_as_markdown() {
    let text = file(&site(""), "modules/m01/index.html.md").unwrap();
    expect![[r##"
        # M01 De balie

        > Je eerste week.

        <https://www.school.be/modules/m01/>

        - uren: 12,5
        - leerkrachten: An Claes
        - Lokaal: B12

        **aangebracht**

        - [c1.1](../../profiles/onthaal/c1.1/index.html): Begroet de bezoeker

        Zie [luisteren](../../profiles/onthaal/c1.2/index.html) en **nooit*\_* vergeten\*\*: `a|b` kost 5 \* 3 euro.[^1]

        ## Oefenen

        rollenspel, 2 uur

        **ingeoefend**

        - [c1.2](../../profiles/onthaal/c1.2/index.html): Luistert

        > [!TIP]
        > Lach.

        1. eerst

           - dit
           - dat

        2. dan $a^2$

        ```python
        print("`hallo`")
        ```

        | Wie | Wat |
        | --- | --- |
        | An | a \| b |

        ![De balie](https://www.school.be/balie.png)

        [^1]: Of [zes](<https://www.school.be/a_(b)>).
    "##]].assert_eq(&text);
}

/// A programme with an item of each standing: covered, possible, partial, missing and exempt, and one that comes too early.
fn school() -> Snapshot {
    let items = ["Begroet", "Luistert", "Noteert", "Belt terug", "Sluit af"];
    let items: String = (1..).zip(items).map(|(at, text)| format!("- {text} {{#c1.{at}}}\n")).collect();
    let profile =
        format!("+++\ntitle = \"Onthaal\"\n+++\n\n## Ontvangt bezoekers {{#c1 .competence}}\n\n{items}");
    let module = |title: &str, code: &str, covers: &str| {
        format!("+++\ntitle = \"{title}\"\ncode = \"{code}\"\n[covers]\n{covers}\n+++\n\n## Les {{#les}}\n")
    };
    let programme = "+++\ntitle = \"Onthaal\"\nprofile = \"onthaal\"\n[[terms]]\nmodules = [\"M01\"]\n[[terms]]\nmodules = [\"M02\"]\n\
        [[terms.choice]]\ntitle = \"Taal\"\npick = 1\nmodules = [\"M03\", \"M04\"]\n[exempt]\n\"c1.5\" = \"op [stage]\"\n+++\n";
    let files = [
        ("leerlijn.toml", String::new()),
        ("content/profiles/onthaal.md", profile),
        (
            "content/modules/m01.md",
            module("De balie", "M01", "assessed = [\"c1.1\"]\npractised = [\"c1.3\"]"),
        ),
        ("content/modules/m02.md", module("Oefenen", "M02", "introduced = [\"c1.1\", \"c1.3\"]")),
        ("content/modules/m03.md", module("Frans", "M03", "assessed = [\"c1.2\"]")),
        ("content/modules/m04.md", module("Engels", "M04", "")),
        ("content/programmes/onthaal.md", programme.to_owned()),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    super::snapshot(&files, "")
}

#[test]
fn a_matrix_is_a_list_of_items_with_the_modules_that_claim_them() {
    let text = file(&school(), "programmes/onthaal/matrix/index.html.md").unwrap();
    expect![[r#"
        # Onthaal: Matrix

        Onthaal · 1 geëvalueerd · 1 mogelijk geëvalueerd · 1 nog niet geëvalueerd · 1 ontbreekt · 1 bewust niet opgenomen

        ## [c1 Ontvangt bezoekers](../../../profiles/onthaal/c1/index.html) (1 / 5)

        - [c1.1](../../../profiles/onthaal/c1.1/index.html): Begroet — geëvalueerd; [M01 De balie](../../../modules/m01/index.html) (geëvalueerd); [M02 Oefenen](../../../modules/m02/index.html) (aangebracht)
        - [c1.2](../../../profiles/onthaal/c1.2/index.html): Luistert — mogelijk geëvalueerd; [M03 Frans](../../../modules/m03/index.html) (geëvalueerd)
        - [c1.3](../../../profiles/onthaal/c1.3/index.html): Noteert — nog niet geëvalueerd; [M01 De balie](../../../modules/m01/index.html) (ingeoefend); [M02 Oefenen](../../../modules/m02/index.html) (aangebracht)
        - [c1.4](../../../profiles/onthaal/c1.4/index.html): Belt terug — ontbreekt
        - [c1.5](../../../profiles/onthaal/c1.5/index.html): Sluit af — bewust niet opgenomen: op \[stage\]
    "#]].assert_eq(&text);
}

#[test]
fn gaps_are_a_list_with_the_claims_there_are() {
    let text = file(&school(), "programmes/onthaal/gaps/index.html.md").unwrap();
    expect![[r#"
        # Onthaal: Hiaten

        Onthaal · 1 geëvalueerd · 1 mogelijk geëvalueerd · 1 nog niet geëvalueerd · 1 ontbreekt · 1 bewust niet opgenomen

        ## [c1 Ontvangt bezoekers](../../../profiles/onthaal/c1/index.html) (1 / 5)

        - [c1.4](../../../profiles/onthaal/c1.4/index.html): Belt terug — ontbreekt
        - [c1.2](../../../profiles/onthaal/c1.2/index.html): Luistert — mogelijk geëvalueerd; [M03 Frans](../../../modules/m03/index.html) (geëvalueerd); Taal (1/2): [M03 Frans](../../../modules/m03/index.html)
        - [c1.3](../../../profiles/onthaal/c1.3/index.html): Noteert — nog niet geëvalueerd; [M01 De balie](../../../modules/m01/index.html) (ingeoefend); [M02 Oefenen](../../../modules/m02/index.html) (aangebracht)

        ## Te vroeg

        - [c1.1](../../../profiles/onthaal/c1.1/index.html): Begroet — geëvalueerd in [M01 De balie](../../../modules/m01/index.html); aangebracht in [M02 Oefenen](../../../modules/m02/index.html)

        ## Bewust niet opgenomen

        - [c1.5](../../../profiles/onthaal/c1.5/index.html): Sluit af — op \[stage\]
    "#]].assert_eq(&text);
}

#[test]
fn the_list_leads_to_every_text_and_to_the_data() {
    let list = file(&site("title = \"School\"\n"), "llms.txt").unwrap();
    expect![[r#"
        # School

        ## Opleidingen

        - [Onthaal](https://www.school.be/programmes/onthaal/index.html.md)
        - [Onthaal: Matrix](https://www.school.be/programmes/onthaal/matrix/index.html.md)
        - [Onthaal: Hiaten](https://www.school.be/programmes/onthaal/gaps/index.html.md)

        ## Profielen

        - [Onthaal](https://www.school.be/profiles/onthaal/index.html.md)

        ## Modules

        - [M01 De balie](https://www.school.be/modules/m01/index.html.md): Je eerste week.

        ## Pagina’s

        - [School](https://www.school.be/index.html.md)

        ## Gegevens

        - [site.json](https://www.school.be/site.json): de hele site met haar dekking, als JSON
        - [site.schema.json](https://www.school.be/site.schema.json): het schema daarvan
    "#]]
    .assert_eq(&list);
}

/// A school that does not want it has neither the files nor a link to them.
#[test]
fn nothing_is_offered_where_the_settings_say_so() {
    let closed = site("open_data = false\n");
    for path in ["site.json", "site.schema.json", "llms.txt", "modules/m01/index.html.md"] {
        assert!(file(&site(""), path).is_some(), "{path}");
        assert!(file(&closed, path).is_none(), "{path}");
    }
    let page = file(&closed, "modules/m01/index.html").unwrap();
    assert!(!page.contains("index.html.md"), "{page}");
}

/// A file that the author made has its address.
#[test]
fn an_authors_file_keeps_its_address() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("content")).unwrap();
    std::fs::write(folder.path().join("content/index.md"), "# School\n").unwrap();
    std::fs::write(folder.path().join("content/llms.txt"), "van de school").unwrap();
    let sources = leerlijn::shell::load(folder.path()).unwrap().sources;
    let snapshot = Pipeline::new(Options::default()).run(Arc::new(sources));
    let list = snapshot.file("llms.txt").unwrap().unwrap();
    assert!(matches!(list.content, OutContent::Copy(_)), "{list:?}");
}

/// Every word of a text is in its markdown, as a program reads it that knows markdown without extensions.
#[test]
fn every_word_of_a_text_is_in_its_markdown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = 0;
    for folder in ["", "docs/guide/nl", "docs/guide/en"] {
        let sources = leerlijn::shell::load(&root.join(folder)).unwrap().sources;
        let snapshot = Pipeline::new(Options::default()).run(Arc::new(sources));
        let pages = snapshot.pages();
        let routes: Vec<Route> = snapshot.addresses().routes().map(|(route, _)| route).collect();
        for route in routes {
            let (Some(path), Some(id)) = (pages.markdown_file(route), pages.own_document(route)) else {
                continue;
            };
            let document = snapshot.site().document(id);
            let markdown = file(&snapshot, path.as_str()).unwrap();
            let found: HashSet<String> = words(&shown(&markdown)).collect();
            let missing: Vec<String> =
                words(&plain_text(document, body(document))).filter(|word| !found.contains(word)).collect();
            assert!(missing.is_empty(), "{path}: {missing:?}\n{markdown}");
            texts += 1;
        }
    }
    assert!(texts > 40, "only {texts} texts");
}

fn body(document: &Document) -> &Body {
    match &document.content {
        Content::Profile(content) => &content.intro,
        Content::Module(content) => &content.body,
        Content::Programme(content) => &content.body,
        Content::Page(content) => &content.body,
    }
}

/// The text that a reader of `markdown` sees, the marks of tables and alerts among it.
fn shown(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::InlineHtml(tag) if tag.starts_with("<su") || tag.starts_with("</su") => {}
            Event::Start(_) | Event::InlineHtml(_) | Event::Html(_) => {}
            _ => text.push(' '),
        }
    }
    text
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}
