//! What pages say of themselves: their language, their address, and how other sites show a link to them.

use leerlijn::plan::OutContent;

use super::{page, problems, site};

const PROFILE: (&str, &str) = (
    "content/profiles/onthaal.md",
    "+++\ntitle = \"Onthaal\"\n+++\n\n## Onthaalt {#c1 .competence}\n\n- Groet {#c1.1}\n",
);
const MODULE: (&str, &str) = (
    "content/modules/m01.md",
    "+++\ntitle = \"L\u{2019}accueil\"\nlanguage = \"fr\"\nsummary = \"Saluer.\"\n[covers]\ningeoefend = [\"c1.1\"]\n+++\n\nBonjour.\n\n\
     ## Saluer {#saluer ingeoefend=c1.1}\n\nSalut.\n",
);
const MATRIX: &str = "programmes/onthaal/matrix/index.html";

fn settings(more: &str) -> (&'static str, String) {
    let levels = "[coverage]\nlevels = [{ id = \"ingeoefend\" }]";
    ("leerlijn.toml", format!("title = \"School\"\nlanguage = \"nl\"\n{more}\n{levels}\n"))
}

fn value<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let (_, rest) = html.split_once(&format!("=\"{name}\" content=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn canonical(html: &str) -> Option<&str> {
    html.split_once("rel=\"canonical\" href=\"")?.1.split_once('"').map(|(address, _)| address)
}

#[test]
fn the_texts_of_a_page_in_another_language_say_which() {
    let (name, text) = settings("");
    let site = site(&[(name, &text), PROFILE, MODULE]);
    assert_eq!(problems(&site), [""; 0]);
    let html = page(&site, "modules/m01/index.html");
    assert!(html.contains("<html lang=\"nl\">"));
    assert!(html.contains("<h1 lang=\"fr\" dir=\"auto\">"));
    assert!(html.contains("<p class=\"lead\" lang=\"fr\" dir=\"auto\">Saluer."));
    assert!(html.contains("<div class=\"prose\" lang=\"fr\" dir=\"auto\">"));
    // The page's own words in such a text stay in the language of the site.
    assert!(html.contains("<details class=\"claims unfolds\" lang=\"nl\""));
    assert!(html.contains("\"inLanguage\":\"fr\""));
    assert_eq!(value(&html, "og:locale"), Some("fr"));
    assert!(!page(&site, "profiles/onthaal/index.html").contains(" lang=\"fr\""));
}

#[test]
fn a_link_to_a_page_in_another_language_says_which() {
    let site =
        site(&[("content/in-english.md", "+++\ntitle = \"In English\"\nlanguage = \"en\"\n+++\n\nHello.\n")]);
    let html = page(&site, "index.html");
    assert_eq!(
        html.matches("href=\"in-english/index.html\" lang=\"en\" dir=\"auto\">In English</a>").count(),
        2,
        "{html}"
    );
}

#[test]
fn what_is_no_language_is_reported() {
    let site = site(&[("content/a.md", "+++\ntitle = \"A\"\nlanguage = \"Frans\"\n+++\n")]);
    assert_eq!(problems(&site), ["L104 `Frans` is no language's tag"]);
}

#[test]
fn a_site_that_knows_its_address_shows_each_page_under_one_with_its_picture() {
    let (name, text) =
        settings("base_url = \"https://school.example/opleiding/\"\nimage = \"over/kaart.png\"");
    let site = site(&[(name, &text), PROFILE, MODULE, ("content/over/kaart.png", "")]);
    assert_eq!(problems(&site), [""; 0]);
    let html = page(&site, MATRIX);
    assert_eq!(canonical(&html), Some("https://school.example/opleiding/programmes/onthaal/matrix/"));
    assert_eq!(value(&html, "og:url"), canonical(&html));
    assert_eq!(value(&html, "og:image"), Some("https://school.example/opleiding/over/kaart.png"));
    assert_eq!(value(&html, "og:image:width"), Some("1200"));
    assert_eq!(value(&html, "og:image:height"), Some("630"));
    assert_eq!(value(&html, "og:image:alt"), Some("School"));
    assert_eq!(value(&html, "twitter:card"), Some("summary_large_image"));
    // The matrix for other sites is the same page again; what is not found has no address of its own.
    let embed = page(&site, "programmes/onthaal/matrix/embed/index.html");
    assert_eq!(canonical(&embed), canonical(&html));
    let lost = page(&site, "404.html");
    assert_eq!((canonical(&lost), value(&lost, "robots")), (None, Some("noindex")));
    assert!(lost.contains("href=\"https://school.example/opleiding/index.html\""));
    let files = site.files().unwrap();
    let sitemap = files.iter().find(|file| file.path.as_str() == "sitemap.xml").unwrap();
    let OutContent::Bytes(sitemap) = &sitemap.content else { unreachable!("a sitemap is made") };
    let sitemap = std::str::from_utf8(sitemap).unwrap();
    assert!(sitemap.contains("<loc>https://school.example/opleiding/programmes/onthaal/matrix/</loc>"));
    assert!(!sitemap.contains("embed") && !sitemap.contains("404"));
}

#[test]
fn a_site_without_an_address_has_no_picture_for_others() {
    let (name, text) = settings("image = \"kaart.png\"");
    let site = site(&[(name, &text), PROFILE, MODULE, ("content/kaart.png", "")]);
    let html = page(&site, MATRIX);
    assert_eq!(
        (canonical(&html), value(&html, "og:image"), value(&html, "twitter:card")),
        (None, None, Some("summary"))
    );
}

#[test]
fn the_picture_may_have_a_name_whose_accents_stand_apart() {
    let (name, text) = settings("base_url = \"https://school.example\"\nimage = \"re\u{fc}nie.png\"");
    let site = site(&[(name, &text), PROFILE, MODULE, ("content/reu\u{308}nie.png", "")]);
    assert_eq!(problems(&site), [""; 0]);
    assert_eq!(value(&page(&site, MATRIX), "og:image"), Some("https://school.example/re%C3%BCnie.png"));
}

#[test]
fn a_picture_that_nobody_can_show_is_reported() {
    let wrong = |image: &str| {
        let (name, text) = settings(&format!("image = \"{image}\""));
        problems(&site(&[
            (name, &text),
            PROFILE,
            MODULE,
            ("content/kaart.png", ""),
            ("content/logo.svg", ""),
        ]))
    };
    assert_eq!(wrong("kaart.png"), [""; 0]);
    assert_eq!(wrong("kaartje.png"), ["L003 there is no file `kaartje.png` in `content`"]);
    assert_eq!(wrong("../geheim.png"), ["L003 there is no file `../geheim.png` in `content`"]);
    assert_eq!(wrong("logo.svg"), ["L003 other sites do not show a picture of the kind of `logo.svg`"]);
}
