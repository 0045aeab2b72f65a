//! Folders of courses as other programs have them, and what becomes of each file.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};
use leerlijn::import::course::{
    self, Arrangement, CourseFile, ImportedCourse, SiteFacts, is_course_text, is_order,
};

use crate::course_word::{shown, word};

fn file(path: &str, content: impl AsRef<[u8]>) -> CourseFile {
    let is_read = is_course_text(path) || is_order(path);
    let bytes = is_read.then(|| content.as_ref().to_vec());
    CourseFile { path: path.to_owned(), bytes }
}

fn import(files: &[CourseFile]) -> ImportedCourse {
    let arrangement = Arrangement::Modules { name: "Cursus onthaal".to_owned() };
    course::import(
        files,
        &arrangement,
        &SiteFacts { texts: &BTreeSet::new(), language: "nl", is_known: &|name| name == "c1.1" },
    )
}

#[track_caller]
fn check(files: &[CourseFile], wanted: &Expect) {
    wanted.assert_eq(&shown(&import(files)));
}

#[test]
fn elements_that_stand_too_deep_are_read_beside_each_other_and_said_once() {
    for (inner, outer) in [("<div>", ""), ("<ul><li>", "<p>voor</p>"), ("<b>", "<p>voor</p>")] {
        let page = format!("<h1>Diep</h1>{outer}{}woord", inner.repeat(20_000));
        let course = import(&[file("m1/les.html", page)]);
        let read = shown(&course);
        assert!(read.contains("woord") && read.contains(outer.trim_matches(['<', 'p', '>', '/'])), "{read}");
        assert_eq!(read.matches("stand too deep in one another").count(), 1, "{read}");
    }
}

#[test]
fn a_request_for_a_table_of_contents_does_not_come_along() {
    check(
        &[file("m1/les.md", "# Les\n\n[TOC]\n\nTekst over [TOC].\n\n    [TOC]\n")],
        &expect![[r#"
            == content/modules/m1/index.md
            # Les

            Tekst over [TOC].

                [TOC]
            -- m1/les.md | line 3 | the table of contents; the site makes its own
        "#]],
    );
}

#[test]
fn a_document_that_cannot_be_read_is_no_picture_that_nobody_asked_for() {
    check(
        &[
            file("M01/les1.md", "# Deeg\n\nLees [de fiche](fiche.pdf).\n"),
            file("M01/fiche.pdf", ""),
            file("M01/toets.PDF", ""),
            file("M01/oud.doc", ""),
            file("M01/les2.odt", ""),
            file("M01/dia's.pptx", ""),
            file("M01/foto.png", ""),
            file("M01/cijfers.xlsx", ""),
        ],
        &expect![[r#"
            == content/modules/m01/index.md
            +++
            code = "M01"
            +++

            # Deeg

            Lees [de fiche](fiche.pdf).
            == content/modules/m01/fiche.pdf < M01/fiche.pdf
            -- M01/toets.PDF refused: this is a PDF document
            -- M01/oud.doc refused: this is a document of an old version of Word (.doc)
            -- M01/les2.odt refused: this is a document of LibreOffice (.odt)
            -- M01/dia's.pptx refused: these are slides
            -- M01/foto.png unused
            -- M01/cijfers.xlsx unused
        "#]],
    );
}

#[test]
fn hugo() {
    check(
        &[
            file("hugo.toml", ""),
            file("README.md", "Over dit project"),
            file(
                "content/_index.md",
                "---\ntitle: Onthaal\n---\n\nWelkom. Begin bij [les 1]({{< relref \"m1/les1\" >}}).\n",
            ),
            file("content/m1/_index.md", "+++\ntitle = 'Module één'\nweight = 1\n+++\n"),
            file(
                "content/m1/les1/index.md",
                "---\ntitle: \"Les: één\"\nweight: 2\ntags: [a, b]\n---\n\n![Foto](foto.png) en {{< figure src=\"/img/plan.png\" alt=\"Plan\" >}}\n\n{{% notice note %}}\nLet op.\n{{% /notice %}}\n",
            ),
            file("content/m1/les1/foto.png", ""),
            file("content/m1/les0/index.md", "---\ntitle: Eerst\nweight: 3\n---\nZie [één](../les1/#kop).\n"),
            file("content/m1/klad/index.md", "---\ntitle: Klad\ndraft: true\n---\n"),
            file("static/img/plan.png", ""),
            file("static/img/rest.png", ""),
            file("layouts/index.html", "<p>"),
        ],
        &expect![[r#"
            == content/cursus-onthaal.md
            +++
            title = "Onthaal"
            +++

            Welkom. Begin bij [les 1](modules/m1/01-les1.md).
            == content/modules/m1/index.md
            +++
            title = "Module één"
            # weight = 1
            +++
            == content/modules/m1/01-les1.md
            +++
            title = "Les: één"
            # weight = 2
            # tags = ["a", "b"]
            +++

            ![Foto](les1/foto.png) en ![Plan](../../img/plan.png)

            <!-- {{% notice note %}} -->
            Let op.
            <!-- {{% /notice %}} -->
            == content/modules/m1/02-les0.md
            +++
            title = "Eerst"
            # weight = 3
            +++

            Zie [één](01-les1.md).
            == content/modules/m1/les1/foto.png < content/m1/les1/foto.png
            == content/img/plan.png < static/img/plan.png
            -- content/m1/les1/index.md | line 9 | "{{% notice note %}}", which is for another program; it stays as a comment
            -- content/m1/les1/index.md | line 11 | "{{% /notice %}}", which is for another program; it stays as a comment
            -- content/modules/m1/02-les0.md | line 6 | the link to the heading `#kop`, which is not there
            -- README.md passed over: it stands outside of the folder with the texts
            -- layouts/index.html passed over: it stands outside of the folder with the texts
            -- content/m1/klad/index.md passed over: its front matter says that it is a draft
            -- hugo.toml unused
            -- static/img/rest.png unused
        "#]],
    );
}

#[test]
fn jekyll() {
    check(
        &[
            file("_config.yml", ""),
            file("index.md", "---\nlayout: home\n---\n# Cursus\n\n{% include toc.html %}\n"),
            file(
                "_lessen/01-onthaal.md",
                "---\ntitle: Onthaal\nnav_order: 1\n---\n## Kop\n{: .no_toc }\n\n![a]({{ site.baseurl }}/assets/a b.png)\n[verder]({% link _lessen/02-afscheid.md %})\n",
            ),
            file(
                "_lessen/02-afscheid.md",
                "Tekst met [terug](01-onthaal.html#kop) en [weg](nergens.md).\n\n[ref]: {{ '/assets/plan.pdf' | relative_url }}\n",
            ),
            file("assets/a b.png", ""),
            file("assets/plan.pdf", ""),
            file("_layouts/default.html", "<p>"),
            file("LICENSE.md", "MIT"),
        ],
        &expect![[r#"
            == content/cursus-onthaal.md
            +++
            # layout = "home"
            +++

            # Cursus

            <!-- {% include toc.html %} -->
            == content/modules/lessen/index.md
            +++
            title = "Lessen"
            +++
            == content/modules/lessen/01-onthaal.md
            +++
            title = "Onthaal"
            # nav_order = 1
            +++

            ## Kop
            <!-- {: .no_toc } -->

            ![a](/assets/a b.png)
            [verder](02-afscheid.md)
            == content/modules/lessen/02-afscheid.md
            +++
            title = "Afscheid"
            +++

            Tekst met [terug](01-onthaal.md#kop) en weg.

            [ref]: ../../assets/plan.pdf
            == content/assets/plan.pdf < assets/plan.pdf
            -- index.md | line 6 | "{% include toc.html %}", which is for another program; it stays as a comment
            -- _lessen/01-onthaal.md | line 6 | "{: .no_toc }", which is for another program; it stays as a comment
            -- _lessen/02-afscheid.md | line 1 | `nergens.md`, which leads to nothing in the course; its words came along
            -- _layouts/default.html passed over: it belongs to the program that made the site
            -- LICENSE.md passed over: it is about the repository
            -- _config.yml unused
            -- assets/a b.png unused
        "#]],
    );
}

#[test]
fn obsidian() {
    check(
        &[
            file(
                "M01 Onthaal/Les 1.md",
                "Zie [[Les 2]], [[Les 2#De klant|de klant]], ![[foto.png|300]], ![[Les 2]], [[c1.1]] en [[Weg]]; dit is [[Les 1]], [[Les 1|de eerste]].\n\n%% nog doen %%\n\n`[[Les 2]]`\n",
            ),
            file("M01 Onthaal/Les 2.md", "---\naliases: [tweede]\n---\n# De klant\n"),
            file("Bijlagen/foto.png", ""),
            file("Losse nota.md", "Tekst."),
        ],
        &expect![[r#"
            == content/modules/losse-nota.md
            +++
            title = "Losse nota"
            +++

            Tekst.
            == content/modules/m01-onthaal/index.md
            +++
            title = "Onthaal"
            code = "M01"
            +++
            == content/modules/m01-onthaal/les-1.md
            +++
            title = "Les 1"
            +++

            Zie [Les 2](les-2.md), [de klant](les-2.md), ![](../../Bijlagen/foto.png), [Les 2](les-2.md), [[c1.1]] en Weg; dit is Les 1, de eerste.

            <!-- nog doen -->

            `[[Les 2]]`
            == content/modules/m01-onthaal/les-2.md
            +++
            # aliases = ["tweede"]
            +++

            # De klant
            == content/Bijlagen/foto.png < Bijlagen/foto.png
            -- M01 Onthaal/Les 1.md | line 1 | `[[Weg]]`, which leads to nothing in the course; its words came along
            -- content/modules/m01-onthaal/les-1.md | line 5 | the link to the heading `#de-klant`, which is not there
        "#]],
    );
}

#[test]
fn mkdocs() {
    check(
        &[
            file("mkdocs.yml", "nav: []"),
            file("docs/index.md", "# Welkom\n\n!!! note\n    Let op.\n"),
            file(
                "docs/deel1/intro.md",
                "# Intro\n\n<img src=\"../img/x.png\" alt=\"Een x\">\n\n<div align=\"center\">\n<img src=\"../img/x.png\">\n</div>\n\n[b](b.md)\n",
            ),
            file("docs/deel1/b.md", "# B\n\n[terug][1]\n\n[1]: ../deel1/intro/\n"),
            file("docs/img/x.png", ""),
        ],
        &expect![[r#"
            == content/cursus-onthaal.md
            # Welkom

            !!! note
                Let op.
            == content/modules/deel1/index.md
            +++
            title = "Deel1"
            +++
            == content/modules/deel1/b.md
            # B

            [terug][1]

            [1]: intro.md
            == content/modules/deel1/intro.md
            # Intro

            ![Een x](../../img/x.png)

            <div align="center">

            ![](../../img/x.png)

            </div>

            [b](b.md)
            == content/img/x.png < docs/img/x.png
        "#]],
    );
}

#[test]
fn a_folder_of_word_and_web_pages() {
    let html = "<!DOCTYPE html><html><head><title>Les over brood</title><script>alert(1)</script><style>p{}</style></head><body><nav>menu</nav><main>\
        <h1>Les over brood</h1><p>Een <b>goed</b> brood &amp; <a href=\"les2.docx\">meer</a>, <a href=\"javascript:x()\">niet</a>.<br>Tweede regel</p>\
        <ul><li>meel<ul><li>tarwe</li></ul></li><li><p>water</p></li></ul><ol start=\"3\"><li>kneden</ol>\
        <table><tr><th>a<th>b</tr><tr><td>1<td>2 | 3</tr></table><table><tr><td colspan=2>x</td></tr><tr><td>y</td><td>z</td></tr></table>\
        <pre>code\n  hier</pre><blockquote>quote</blockquote><img src=\"brood.jpg\" alt=\"Een brood\"><img src=\"weg.jpg\" alt=\"weg\">\
        <iframe src=\"https://film.be/1\"></iframe><dl><dt>Gist<dd>doet rijzen</dl><h3>Dieper</h3><p onclick=\"x()\">einde</main></body></html>";
    check(&[
        file("M02 Brood/les1.html", html),
        file("M02 Brood/les2.docx", word("<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/></w:pPr><w:r><w:t>Rijzen</w:t></w:r></w:p><w:p><w:r><w:t>Wacht.</w:t></w:r></w:p>").bytes()),
        file("M02 Brood/brood.jpg", ""),
        file("M02 Brood/kapot.docx", "PK"),
    ], &expect![[r#"
        == content/modules/m02-brood/index.md
        +++
        title = "Brood"
        code = "M02"
        +++
        == content/modules/m02-brood/les1.md
        +++
        title = "Les over brood"
        +++

        Een **goed** brood & [meer](les2.md), niet.\
        Tweede regel

        - meel
          - tarwe
        - water

        3. kneden

        | a   | b      |
        |-----|--------|
        | 1   | 2 \| 3 |

        <table>
        <tr><td colspan="2">x</td></tr>
        <tr><td>y</td><td>z</td></tr>
        </table>

        ```
        code
          hier
        ```

        > quote

        ![Een brood](brood.jpg)weg

        **Gist**

        doet rijzen

        ## Dieper

        einde
        == content/modules/m02-brood/les2.md
        +++
        title = "Rijzen"
        +++

        Wacht.
        == content/modules/m02-brood/brood.jpg < M02 Brood/brood.jpg
        -- M02 Brood/les1.html |  | a `<iframe>` (`https://film.be/1`)
        -- M02 Brood/les1.html |  | a menu: "menu"
        -- M02 Brood/les1.html | below "Les over brood" | the picture `weg.jpg`, which is not in the course
        -- M02 Brood/les2.docx |  | the head of the pages: "Academie 2026"
        -- M02 Brood/kapot.docx refused: this is plain text and not a Word document
    "#]]);
}

#[test]
fn a_web_page_of_word_has_its_lists_and_its_notes() {
    let item = |level: u32, sign: &str, words: &str| {
        format!(
            "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{sign}<span>\
             &nbsp;&nbsp; </span></span><![endif]>{words}</p>"
        )
    };
    let list = [
        item(1, "·", "Een"),
        item(2, "o", "Een a"),
        item(1, "·", "Twee"),
        item(1, "a)", "Stap"),
        item(1, "b)", "Stap"),
    ];
    let page = format!(
        "<html><head><title>Oud</title></head><body><p class=MsoTitle>Klachten</p><p class=MsoToc1><a href='#_Toc1'>Kop 1</a></p>\
         <h1><a name='_Toc1'>Kop</a></h1><p>Een klant<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a>.</p>{}\
         <div style='mso-element:footnote-list'><hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Een koper.</p></div></div></body></html>",
        list.concat()
    );
    check(
        &[file("klachten.htm", page)],
        &expect![[r#"
            == content/modules/klachten.md
            +++
            title = "Klachten"
            +++

            ## Kop

            Een klant[^1].

            - Een
              - Een a
            - Twee

            <ol type="a">
            <li>

            Stap

            </li>
            <li>

            Stap

            </li>
            </ol>

            [^1]: Een koper.
            -- klachten.htm |  | the table of contents; the site makes its own
        "#]],
    );
}

#[test]
fn a_page_of_google_docs_has_its_forms_and_its_depths() {
    check(
        &[file(
            "Les.html",
            "<html><head><style>.c1{font-weight:700}.c2{font-style:italic}.lst-kix_b-0>li:before{content:\"\" counter(x,lower-latin) \". \"}</style></head>\
                 <body><p class='title'>Bellen</p><p><span class='c1'>Vet</span> en <span class='c2'>schuin</span>, \
                 <a href='https://www.google.com/url?q=https://www.vdab.be/x%3Fa%3D1&amp;sa=D'>link</a>.</p>\
                 <ul class='lst-kix_a-0 start'><li>Een</li></ul><ul class='lst-kix_a-1 start'><li>Een a</li></ul><ul class='lst-kix_a-0'><li>Twee</li></ul>\
                 <ol class='lst-kix_b-0 start' start='1'><li>Stap</li></ol></body></html>",
        )],
        &expect![[r#"
            == content/modules/les.md
            +++
            title = "Bellen"
            +++

            **Vet** en *schuin*, [link](https://www.vdab.be/x?a=1).

            - Een
              - Een a
            - Twee

            <ol type="a">
            <li>

            Stap

            </li>
            </ol>
        "#]],
    );
}

#[test]
fn pages_of_learning_platforms_leave_their_menus_behind() {
    check(
        &[
            file(
                "moodle.html",
                "<html><head><title>ONTH: Onthaal | Campus</title></head><body><nav><a href='/'>Start</a></nav><header><h1>Onthaal</h1>\
                 <ol class='breadcrumb'><li><a href='/c'>Cursussen</a></li></ol></header><section id='region-main'><div role='main'><h2>Boek</h2>\
                 <p>Zeg <strong>goedendag</strong>.</p><div class='book_navigation'><a href='v?1'>Vorige</a> <a href='v?2'>Volgende</a></div></div></section>\
                 <footer>Je bent aangemeld als Jan</footer></body></html>",
            ),
            file(
                "sharepoint.html",
                "<title>Stagegids - Team</title><div role='banner'>Team</div><div role='heading' aria-level='1'>Stagegids</div><p>Breng je contract mee.</p>\
                 <div role='contentinfo'>12 weergaven</div>",
            ),
            file(
                "artikels.html",
                "<article><h2>Een</h2><p>Tekst een.</p></article><article><h2>Twee</h2><p>Tekst twee.</p></article>",
            ),
        ],
        &expect![[r#"
            == content/modules/artikels.md
            +++
            title = "Artikels"
            +++

            ## Een

            Tekst een.

            ## Twee

            Tekst twee.
            == content/modules/moodle.md
            +++
            title = "Onthaal"
            +++

            ## Boek

            Zeg **goedendag**.
            == content/modules/sharepoint.md
            +++
            title = "Stagegids"
            +++

            Breng je contract mee.
            -- moodle.html |  | a menu: "Start Cursussen Vorige Volgende"
            -- moodle.html |  | what stands around the text: "Je bent aangemeld als Jan"
            -- sharepoint.html |  | what stands around the text: "Team 12 weergaven"
        "#]],
    );
}

#[test]
fn the_order_of_another_program_is_kept() {
    check(
        &[
            file(
                "mkdocs.yml",
                "nav:\n  - Welkom: index.md\n  - Module Brood: [brood/zuur.md, brood/deeg.md]\n  - oven/bakken.md\n",
            ),
            file("docs/index.md", "Hallo\n"),
            file("docs/oven/bakken.md", "# Bakken\n"),
            file("docs/oven/aan.md", "---\nweight: 2.5\n---\n# Aan\n"),
            file("docs/brood/deeg.md", "# Deeg\n"),
            file("docs/brood/zuur.md", "# Zuur\n"),
        ],
        &expect![[r#"
            == content/cursus-onthaal.md
            +++
            title = "Welkom"
            +++

            Hallo
            == content/modules/brood/index.md
            +++
            title = "Module Brood"
            +++
            == content/modules/brood/01-zuur.md
            # Zuur
            == content/modules/brood/02-deeg.md
            # Deeg
            == content/modules/oven/index.md
            +++
            title = "Oven"
            +++
            == content/modules/oven/01-bakken.md
            # Bakken
            == content/modules/oven/02-aan.md
            +++
            # weight = 2.5
            +++

            # Aan
        "#]],
    );
}

#[test]
fn what_became_no_page_is_not_published_either() {
    check(
        &[
            file(
                "a.md",
                "# A\n\n[klad](klad.md), [leeg](), [beeld](/site/img/x.png) en [[https://www.vdab.be|VDAB]].\n",
            ),
            file("klad.md", "---\ndraft: true\n---\nGeheim\n"),
            file("img/x.png", ""),
        ],
        &expect![[r#"
            == content/modules/a.md
            # A

            klad, leeg, [beeld](../img/x.png) en [VDAB](https://www.vdab.be).
            == content/img/x.png < img/x.png
            -- a.md | line 3 | `klad.md`, which leads to nothing in the course; its words came along
            -- a.md | line 3 | a link or a picture without an address; its words came along
            -- klad.md passed over: its front matter says that it is a draft
        "#]],
    );
}

#[test]
fn an_export_of_canvas_finds_its_pages_and_its_pictures() {
    check(
        &[
            file(
                "wiki_content/les-4.html",
                "<html><head><title>Les 4</title></head><body><p>Zie <a href='$WIKI_REFERENCE$/pages/les-5'>les 5</a>.</p>\
                 <p><img src='$IMS-CC-FILEBASE$/kassa.png?canvas_download=1' alt='Kassa'></p></body></html>",
            ),
            file("wiki_content/les-5.html", "<title>Les 5</title><p>Tekst</p>"),
            file("web_resources/kassa.png", ""),
        ],
        &expect![[r#"
            == content/modules/wiki-content/index.md
            +++
            title = "Wiki content"
            +++
            == content/modules/wiki-content/les-4.md
            +++
            title = "Les 4"
            +++

            Zie [les 5](les-5.md).

            ![Kassa](../../web_resources/kassa.png)
            == content/modules/wiki-content/les-5.md
            +++
            title = "Les 5"
            +++

            Tekst
            == content/web_resources/kassa.png < web_resources/kassa.png
        "#]],
    );
}

#[test]
fn a_broken_document_stays_behind_with_its_name_and_the_others_come_along() {
    let bomb = word(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "bom ".repeat(24 << 20))).bytes();
    let whole = word("<w:p><w:r><w:t>heel</w:t></w:r></w:p>").bytes();
    let files = [
        file("m1/bom.docx", &bomb),
        file("m1/half.docx", &whole[..whole.len() / 2]),
        file("m1/geen.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        file("m1/leeg.docx", b""),
        file("m1/les.docx", &whole),
        file("m1/les-2.md", "# Les 2\n\nTekst.\n"),
    ];
    let course = import(&files);
    let refused: Vec<&str> = course.refused.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!(
        refused,
        ["m1/bom.docx", "m1/geen.docx", "m1/half.docx", "m1/leeg.docx"],
        "{}",
        shown(&course)
    );
    let said = shown(&course);
    assert!(said.contains("m1/bom.docx refused: this file is too large") && said.contains("heel"), "{said}");
    assert!(said.contains("== content/modules/m1/les-2.md"), "{said}");
}
