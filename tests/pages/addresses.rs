//! Addresses in texts, as the pages write them that show these texts.

use super::{page, problems, site};

const SETTINGS: (&str, &str) = ("leerlijn.toml", "title = \"School\"\nlanguage = \"nl\"\n");

/// The values of the attribute `name` in the text of a page.
fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let text = html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    let start = format!(" {name}=\"");
    let values = text.split(&start).skip(1);
    values.map(|rest| rest.split_once('"').unwrap().0).collect()
}

#[test]
fn a_picture_by_hand_is_found_from_its_file_and_has_a_size() {
    let text = "+++\ntitle = \"Les\"\n+++\n<img src=\"foto 1.jpg\" alt=\"Een kas\">\n\n\
                <img src='foto%201.jpg' width=\"40\" alt=\"\">\n\n\
                <picture><source srcset=\"foto%201.jpg 2x, /kaart.png\"><img src=\"/kaart.png\" alt=\"Kaart\"></picture>\n";
    let site = site(&[
        SETTINGS,
        ("content/index.md", "+++\ntitle = \"Thuis\"\n+++\n[les](lessen/een.md)\n"),
        ("content/lessen/een.md", text),
        ("content/lessen/foto 1.jpg", ""),
        ("content/kaart.png", ""),
    ]);
    assert_eq!(problems(&site), [""; 0]);
    let html = page(&site, "lessen/een/index.html");
    let photo = "../../lessen/foto%201.jpg";
    assert_eq!(values(&html, "src"), [photo, photo, "../../kaart.png"]);
    assert_eq!(values(&html, "width"), ["1200", "40", "1200"]);
    assert_eq!(values(&html, "srcset"), [format!("{photo} 2x, ../../kaart.png")]);
}

#[test]
fn what_stands_behind_a_path_stays_and_names_are_those_of_the_output() {
    let text = "+++\ntitle = \"Thuis\"\n+++\n[a](gids.pdf?x=2&y=3#page=3) [b](re\u{fc}nie.pdf#p\u{e9}) [c](les.md?druk=ja#week-1) \
                [d](c%23.pdf)\n";
    let site = site(&[
        SETTINGS,
        ("content/index.md", text),
        ("content/les.md", "+++\ntitle = \"Les\"\n+++\n## Week 1\n"),
        ("content/gids.pdf", ""),
        ("content/reu\u{308}nie.pdf", ""),
        ("content/c#.pdf", ""),
    ]);
    assert_eq!(problems(&site), [""; 0]);
    let html = page(&site, "index.html");
    let expected = [
        "gids.pdf?x=2&amp;y=3#page=3",
        "re%C3%BCnie.pdf#p%C3%A9",
        "les/index.html?druk=ja#week-1",
        "c%23.pdf",
    ];
    let found = values(&html, "href");
    for address in expected {
        assert!(found.contains(&address), "{address} in {found:?}");
    }
}

#[test]
fn an_address_that_may_not_be_led_to_is_none() {
    for address in [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "&#106;avascript:x",
        "data:text/html,x",
    ] {
        let text = format!("+++\ntitle = \"Thuis\"\n+++\n<a href=\"{address}\">x</a>\n");
        let site = site(&[SETTINGS, ("content/index.md", &text)]);
        assert!(problems(&site)[0].starts_with("L505 "), "{:?}", problems(&site));
    }
}

#[test]
fn captions_are_called_by_their_language_and_the_pages_own_are_shown_first() {
    let site = site(&[
        SETTINGS,
        ("content/index.md", "+++\ntitle = \"Thuis\"\n+++\n![Het gesprek](a.mp4#t=10)\n"),
        ("content/a.mp4", ""),
        ("content/a.en.vtt", ""),
        ("content/a.NL.vtt", ""),
        ("content/a.xx.vtt", ""),
    ]);
    assert_eq!(problems(&site), [""; 0]);
    let html = page(&site, "index.html");
    let (_, tracks) = html.split_once("<track").unwrap();
    let expected = [
        "src=\"a.en.vtt\" srclang=\"en\" label=\"English\">",
        "src=\"a.NL.vtt\" srclang=\"nl\" label=\"Nederlands\" default>",
        "src=\"a.xx.vtt\" srclang=\"xx\" label=\"ondertitels (xx)\">",
        "src=\"a.mp4#t=10\"",
    ];
    for track in &expected[..3] {
        assert!(tracks.contains(track), "{track} in {tracks}");
    }
    assert!(html.contains(expected[3]), "{html}");
    assert_eq!(tracks.matches(" default>").count(), 1);
}
