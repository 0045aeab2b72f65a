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
fn a_page_is_not_missed_where_the_link_to_it_may_stand_in_a_file_that_was_not_read() {
    let alone = ("content/los/blad.md", "+++\ntitle = \"Blad\"\n+++\n");
    let index = |text| [SETTINGS, ("content/index.md", text), alone];
    assert_eq!(problems(&site(&index("+++\ntitle = \"Thuis\"\n+++\n"))), ["L508 no page leads to this one"]);
    assert_eq!(
        problems(&site(&index("+++\ntitle = \"Thuis\"\n[blad](los/blad.md)\n"))),
        ["L102 the front matter is not closed"]
    );
}

#[test]
fn pages_of_a_folder_that_nothing_lists_are_one_mistake() {
    let page = |path| (path, "+++\ntitle = \"Blad\"\n+++\n");
    let site = site(&[
        SETTINGS,
        ("content/index.md", "+++\ntitle = \"Thuis\"\n+++\n"),
        page("content/gids/een.md"),
        page("content/gids/twee.md"),
        page("content/gids/drie.md"),
        page("content/los/blad.md"),
    ]);
    assert_eq!(
        problems(&site),
        ["L508 no page leads to this one, nor to 2 others in its folder", "L508 no page leads to this one"]
    );
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

#[test]
fn what_stands_behind_the_address_of_a_page_is_a_part_of_it() {
    for (part, said) in [
        ("programmes/p/index.html#modules", ""),
        ("programmes/p/matrix/index.html#r-c1.1", ""),
        ("profiles/p/c1/index.html#toelichting", ""),
        ("modules/m1/index.html#les-1", ""),
        ("programmes/p/index.html#moduls", "L502 the page `programmes/p/index.html` has no part `#moduls`"),
        (
            "programmes/p/matrix/index.html#modules",
            "L502 the page `programmes/p/matrix/index.html` has no part `#modules`",
        ),
        (
            "profiles/p/index.html#toelichting",
            "L502 the page `profiles/p/index.html` has no part `#toelichting`",
        ),
    ] {
        let module = format!(
            "+++\ntitle = \"Bellen\"\n[covers]\nassessed = [\"c1.1\"]\n+++\n## Les 1\n\n[x](/{part})\n"
        );
        let site = site(&[
            SETTINGS,
            (
                "content/profiles/p.md",
                "+++\ntitle = \"P\"\n+++\n## Belt {#c1 .competence}\n- Neemt op {#c1.1}\n\n### Toelichting\n\nTekst.\n",
            ),
            ("content/modules/m1.md", &module),
        ]);
        assert_eq!(problems(&site).join("; "), said, "{part}");
    }
}

#[test]
fn a_page_that_the_program_makes_is_called_by_its_address() {
    let module = "+++\ntitle = \"Bellen\"\ncode = \"M1\"\n[covers]\nassessed = [\"c1.1\"]\n+++\n\
                  [a](../programmes/p/matrix/index.html#g1) <a href=\"../../programmes/p/gaps/index.html\">b</a> \
                  [c](/profiles/p/c1/index.html) <a href=\"../programmes/q/matrix/index.html\">d</a>\n";
    let site = site(&[
        SETTINGS,
        ("content/profiles/p.md", "+++\ntitle = \"P\"\n+++\n## Belt {#c1 .competence}\n- Neemt op {#c1.1}\n"),
        ("content/modules/m1.md", module),
    ]);
    assert_eq!(problems(&site), ["L501 the site has no page `programmes/q/matrix/index.html`"]);
    let html = page(&site, "modules/m1/index.html");
    let hrefs = values(&html, "href");
    for href in
        ["programmes/p/matrix/index.html#g1", "programmes/p/gaps/index.html", "profiles/p/c1/index.html"]
    {
        assert!(hrefs.contains(&format!("../../{href}").as_str()), "{href} is not in {hrefs:?}");
    }
}

#[test]
fn pages_of_two_folders_with_one_name_are_said_once() {
    let profile =
        "+++\ntitle = \"P\"\n+++\n## Belt {#c1 .competence}\n- Neemt op {#c1.1}\n- Legt neer {#c1.2}\n";
    let site = site(&[SETTINGS, ("content/profiles/a/p.md", profile), ("content/profiles/b/p.md", profile)]);
    let problems = problems(&site);
    assert_eq!(problems.iter().filter(|problem| problem.starts_with("L005")).count(), 1, "{problems:?}");
}

#[test]
fn addresses_in_styles_and_forms_are_addresses() {
    let text = "+++\ntitle = \"Thuis\"\n+++\n<p style=\"background: url(foto.jpg)\">x</p>\n\n\
                <style>\n.a { background: url(\"foto.jpg\") }\n</style>\n\n\
                <form action=\"les.md\"><button formaction=\"weg.md\">ga</button></form>\n";
    let site = site(&[
        ("leerlijn.toml", "title = \"School\"\nraw_html = \"all\"\n"),
        ("content/index.md", text),
        ("content/les.md", "+++\ntitle = \"Les\"\n+++\n"),
        ("content/foto.jpg", ""),
    ]);
    let html = page(&site, "index.html");
    assert!(html.contains("style=\"background: url('foto.jpg')\""), "{html}");
    assert!(html.contains(".a { background: url('foto.jpg') }"), "{html}");
    assert_eq!(values(&html, "action"), ["les/index.html"]);
    let problems = problems(&site);
    assert!(problems.iter().any(|problem| problem.contains("weg.md")), "{problems:?}");
}

#[test]
fn plain_pages_stand_in_the_order_that_they_say_and_the_others_behind_them() {
    let text = |title: &str, order: &str| format!("+++\ntitle = \"{title}\"\n{order}\n+++\n\nTekst.\n");
    let files = [
        ("content/index.md", text("School", "")),
        ("content/gids/index.md", text("Gids", "order = 2")),
        ("content/gids/a.md", text("Zonder", "")),
        ("content/gids/b.md", text("Tiende", "order = 10")),
        ("content/gids/c.md", text("Tweede", "order = 2")),
        ("content/gids/d.md", text("Kapot", "order = \"eerst\"")),
        ("content/gids/z.md", text("Eerste", "order = 1")),
        ("content/contact.md", text("Contact", "order = 1")),
        ("content/algemeen.md", text("Algemeen", "")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let site = site(&files);
    assert_eq!(problems(&site), ["L104 `order` must be a whole number, 0 or more, but this is text"]);
    let stand = |html: &str, titles: &[&str]| {
        let places: Vec<usize> =
            titles.iter().map(|title| html.find(&format!(">{title}<")).unwrap()).collect();
        assert!(places.is_sorted(), "{titles:?} at {places:?}");
    };
    let folder = page(&site, "gids/index.html");
    let (frame, list) = folder.split_once("<main").unwrap();
    stand(list, &["Eerste", "Tweede", "Tiende", "Zonder", "Kapot"]);
    stand(frame, &["Contact", "Gids", "Algemeen"]);
}

#[test]
fn a_draft_is_published_under_no_name() {
    let draft = "---\ntitle: Later\npublished: false\n---\nGeheim\n";
    let site = site(&[
        SETTINGS,
        ("content/index.md", "+++\ntitle = \"Thuis\"\n+++\n[lijst](lijst.txt)\n"),
        ("content/lijst.txt", "een, twee"),
        ("content/later.mdx", draft),
        ("content/modules/later.txt", draft),
        ("content/open.markdown", "# Open\n"),
    ]);
    let files: Vec<_> = site.outline().unwrap().iter().map(|file| file.path.as_str().to_owned()).collect();
    let texts: Vec<_> = files
        .iter()
        .filter(|path| path.ends_with("lijst.txt") || path.contains("later") || path.contains("open"))
        .collect();
    assert_eq!(texts, ["lijst.txt", "open.markdown"]);
    let codes: Vec<_> = problems(&site).iter().map(|problem| problem[..4].to_owned()).collect();
    assert_eq!(codes, ["L007", "L007", "L007"]);
}
