//! Themes from the outside: the parts of pages, the files that a site may replace, and the diagnostics for a mistake
//! in a template or a file of words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy's exception for tests leaves out their helpers"
)]

#[path = "render/documentation.rs"]
mod documentation;
#[path = "render/outline.rs"]
mod outline;
#[path = "render/sample.rs"]
mod sample;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use expect_test::{expect, expect_file};
use leerlijn::diagnostics::{Code, Diagnostic};
use leerlijn::plan::view::{PageView, SitemapEntry, View};
use leerlijn::render::{Renderer, StaticContent, Theme};
use leerlijn::sources::{Asset, SourceFile, Sources, TextFront};
use leerlijn::text::{LineIndex, SourcePath, Span, Spanned};
use sha2::{Digest as _, Sha256};

const LANGUAGES: [&str; 4] = ["nl", "en", "fr", "de"];

/// A site's files: path and text.
fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    }
    sources
}

fn theme(name: &str, sources: &Sources) -> Result<Theme, Diagnostic> {
    Theme::new(&Spanned::new(name.to_owned(), Span::at(0)), sources)
}

fn renderer(files: &[(&str, &str)]) -> Result<Renderer, Vec<Diagnostic>> {
    let sources = sources(files);
    let name = if files.is_empty() { "default" } else { "huis" };
    Renderer::new(&theme(name, &sources).unwrap(), &sample::site("nl"))
}

fn problems(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    renderer(files).err().expect("the theme has a mistake")
}

fn text_page(files: &[(&str, &str)], title: &str) -> Result<String, Diagnostic> {
    let view = sample::views().into_iter().find(|view| matches!(view, View::Text(_))).unwrap();
    renderer(files).unwrap().page(&sample::page(&view, title), &view)
}

/// `file:line:column: message`, as an author reads it, with the text that is marked.
fn told(problem: &Diagnostic, files: &[(&str, &str)]) -> String {
    let path = problem.place.file.as_str();
    let text = files.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| *text);
    let at = LineIndex::new(text).position(problem.place.span.start as usize);
    let marked = text.get(problem.place.span.range()).unwrap_or_default();
    format!("{path}:{}:{}: {} [{marked}]", at.line, at.column, problem.message.english())
}

/// The outline of the first element `name` of a page.
fn outline_of(html: &str, name: &str) -> String {
    outline::parse(html).find(name).unwrap().outline()
}

#[test]
fn every_kind_of_page_is_made_in_every_language() {
    for language in LANGUAGES {
        let theme = theme("default", &Sources::default()).unwrap();
        let renderer = Renderer::new(&theme, &sample::site(language)).unwrap();
        for view in sample::views() {
            let html = renderer.page(&sample::page(&view, "Titel"), &view).unwrap();
            assert!(html.contains(&format!("<html lang=\"{language}\">")));
            assert!(outline::parse(&html).find("main").is_some(), "{}", view.template());
        }
    }
}

/// The outline of the first page for `audience`.
fn home(audience: &[&'static str]) -> String {
    let mut view = sample::views().swap_remove(0);
    if let View::Home(home) = &mut view {
        home.audience = audience.to_vec();
    }
    outline_of(&renderer(&[]).unwrap().page(&sample::page(&view, "Academie"), &view).unwrap(), "main")
}

#[test]
fn the_first_page_leads_each_audience_on() {
    expect_test::expect_file!["render/expected/home.txt"]
        .assert_eq(&home(&["start", "study", "teach", "inspect"]));
}

#[test]
fn gaps_and_numbers_are_for_those_who_teach_or_inspect() {
    for (audience, has_numbers, leads_to_gaps) in
        [(&[][..], true, true), (&["start", "study"], false, false), (&["study", "inspect"], true, true)]
    {
        let home = home(audience);
        assert_eq!(home.contains("gegarandeerd"), has_numbers, "{audience:?}: {home}");
        assert_eq!(home.contains("hia"), leads_to_gaps, "{audience:?}: {home}");
        assert_eq!(home.contains("Nog in geen enkele module"), audience.is_empty(), "{audience:?}: {home}");
    }
}

#[test]
fn pages_keep_to_a_strict_content_security_policy() {
    let policy = include_str!("../docs/theme.md");
    for view in sample::views() {
        let html = renderer(&[]).unwrap().page(&sample::page(&view, "Titel"), &view).unwrap();
        // Other editions stand elsewhere, and nothing is loaded from there.
        let html = html.replace("href=\"https://school.example/", "href=\"../../");
        assert!(!html.contains(" style="), "{}", view.template());
        assert!(!html.contains("<style"), "{}", view.template());
        let inline: Vec<&str> =
            html.split("<script>").skip(1).map(|rest| rest.split("</script>").next().unwrap()).collect();
        assert_eq!(html.matches("<script").count(), html.matches("<script src=").count() + inline.len());
        let allowed = inline.iter().all(|script| policy.contains(&STANDARD.encode(Sha256::digest(script))));
        assert!(
            allowed && inline.len() <= usize::from(view.template() == "not-found.html"),
            "{}",
            view.template()
        );
        assert!(!html.contains(" onclick="));
        assert!(!html.contains("http"), "a page of {} asks for something elsewhere", view.template());
    }
}

#[test]
fn every_link_of_a_page_is_relative_to_its_place() {
    for view in sample::views() {
        let html = renderer(&[]).unwrap().page(&sample::page(&view, "Titel"), &view).unwrap();
        let html = html.replace("href=\"https://school.example/", "href=\"../../");
        for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let away = link.starts_with("mailto:");
            assert!(
                away || link.starts_with("../../") || link.starts_with('#'),
                "{link} in {}",
                view.template()
            );
        }
    }
}

#[test]
fn titles_of_authors_are_text_and_never_markup() {
    let html = text_page(&[], "<script>alert('x')</script> & \"co\"").unwrap();
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("<h1>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;</h1>"));
}

#[test]
fn a_cell_of_the_matrix_says_module_item_and_level() {
    let view = View::Matrix(sample::matrix());
    let html = renderer(&[]).unwrap().page(&sample::page(&view, "Kapper"), &view).unwrap();
    expect_file!["render/expected/matrix.txt"].assert_eq(&outline_of(&html, "table"));
}

#[test]
fn a_programme_without_terms_has_one_row_of_column_headers() {
    let mut matrix = sample::matrix();
    matrix.terms = vec![leerlijn::plan::view::MatrixTerm { title: String::new(), modules: 2 }];
    matrix.columns.iter_mut().for_each(|column| (column.term, column.opens) = (0, false));
    let view = View::Matrix(matrix);
    let html = renderer(&[]).unwrap().page(&sample::page(&view, "Kapper"), &view).unwrap();
    let table = outline_of(&html, "table");
    assert!(!table.contains("scope=colgroup"), "{table}");
    assert!(table.contains("td headers=m0 r-c1.1 "), "{table}");
}

#[test]
fn an_items_page_lists_where_it_is_covered_in_each_programme() {
    let view = View::Item(sample::item_view());
    let html = renderer(&[]).unwrap().page(&sample::page(&view, "c1.1"), &view).unwrap();
    expect_file!["render/expected/item.txt"].assert_eq(&outline_of(&html, "main"));
}

#[test]
fn the_page_for_an_unknown_address_leads_home() {
    let html = renderer(&[]).unwrap().page(&page_of(&View::NotFound {}), &View::NotFound {}).unwrap();
    expect_file!["render/expected/not-found.txt"].assert_eq(&outline_of(&html, "main"));
}

fn page_of(view: &View) -> PageView {
    PageView { breadcrumbs: Vec::new(), previous: None, next: None, ..sample::page(view, "Titel") }
}

#[test]
fn the_four_languages_have_the_same_words_with_the_same_variables() {
    let theme = theme("default", &Sources::default()).unwrap();
    let words = LANGUAGES.map(|language| variables(&theme.words(language)[0].text));
    for other in &words[1..] {
        assert_eq!(&words[0], other);
    }
}

/// The words of a file, each with the variables that it names.
fn variables(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut words = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            key = line.split_once(" = ").unwrap().0.to_owned();
            assert!(words.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
        }
        let names = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap().to_owned());
        words.entry(key.clone()).or_default().extend(names);
    }
    words
}

#[test]
fn a_school_has_its_own_word_for_an_item_in_every_sentence() {
    let files = [("themes/huis/words/nl.ftl", "-item = leerplandoel\n-items = leerplandoelen\n")];
    let view = sample::views().into_iter().find(|view| matches!(view, View::Gaps(_))).unwrap();
    let html = renderer(&files).unwrap().page(&sample::page(&view, "Kapper"), &view).unwrap();
    assert!(html.contains("elk leerplandoel van het profiel") && !html.contains("elk doel"), "{html}");
}

#[test]
fn a_site_changes_one_word_and_keeps_the_others() {
    let files = [("themes/huis/words/nl.ftl", "skip = Meteen naar de tekst\n")];
    let html = text_page(&files, "Titel").unwrap();
    assert!(html.contains("Meteen naar de tekst"));
    assert!(html.contains("Kruimelpad"));
}

#[test]
fn a_site_replaces_one_template_and_keeps_the_others() {
    let files = [("themes/huis/templates/parts/logo.html", "<img src=\"logo.svg\" alt=\"\">")];
    let html = text_page(&files, "Titel").unwrap();
    assert!(html.contains("<img src=\"logo.svg\" alt=\"\">"));
    assert!(!html.contains("logo-part"));
    assert!(html.contains("class=\"masthead\""));
}

#[test]
fn static_files_of_a_site_stand_in_place_of_the_built_in_ones() {
    let mut sources = Sources::default();
    let path = SourcePath::new("themes/huis/static/site.css");
    sources.insert_asset(Asset {
        path: path.clone(),
        size: 9,
        stamp: 1,
        dimensions: None,
        captions: None,
        front: TextFront::None,
        font: None,
    });
    let files: BTreeMap<_, _> =
        theme("huis", &sources).unwrap().static_files().map(|file| (file.name, file.content)).collect();
    assert_eq!(files["site.css"], StaticContent::Site(path));
    assert!(matches!(&files["css/base.css"], StaticContent::BuiltIn(bytes) if !bytes.is_empty()));
}

#[test]
fn an_unknown_theme_is_reported_with_the_near_names() {
    let problem = theme("huss", &sources(&[("themes/huis/words/nl.ftl", "a = b\n")])).unwrap_err();
    assert_eq!(problem.code, Code::L603);
    assert_eq!(problem.message.english(), "there is no theme `huss`");
    assert_eq!(problem.help.as_ref().map(|help| help.english()).as_deref(), Some("did you mean `huis`?"));
}

#[test]
fn mistakes_in_several_templates_are_reported_in_one_run() {
    let files = [
        (
            "themes/huis/templates/home.html",
            "{% extends \"base.html\" %}\n{% block main %}{{ page. }}{% endblock %}",
        ),
        ("themes/huis/templates/text.html", "één\n{% if page.title %}"),
    ];
    let told: Vec<String> = problems(&files).iter().map(|problem| told(problem, &files)).collect();
    expect![[r#"
        themes/huis/templates/home.html:2:26: `}}` stands where a name is expected [}}]
        themes/huis/templates/text.html:2:18: the template ends before all that it begins is closed [%}]"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn a_template_that_names_what_is_not_there_is_told_so() {
    let files = [
        ("themes/huis/templates/home.html", "<p>één</p> {% include \"parts/metre.html\" %}"),
        ("themes/huis/templates/text.html", "{{ page.title | uper }}\n {{ <Mater totals={1} /> }}"),
    ];
    let problems = problems(&files);
    assert!(problems.iter().all(|problem| problem.code == Code::L601));
    let told: Vec<String> = problems.iter().map(|problem| told(problem, &files)).collect();
    expect![[r#"
        themes/huis/templates/home.html:1:23: there is no template `parts/metre.html` ["parts/metre.html"]
        themes/huis/templates/text.html:1:17: there is no filter `uper` [uper]
        themes/huis/templates/text.html:2:5: there is no component `Mater` [<Mater totals={1} />]"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn a_missing_parent_is_reported_where_it_is_named() {
    let files = [("themes/huis/templates/text.html", "{% extends \"programe.html\" %}")];
    let problems = problems(&files);
    assert_eq!(
        problems[0].help.as_ref().map(|help| help.english()).as_deref(),
        Some("did you mean `programme.html` or `profile.html`?")
    );
    expect![[r#"themes/huis/templates/text.html:1:12: there is no template `programe.html` to extend ["programe.html"]"#]].assert_eq(&told(&problems[0], &files));
}

#[test]
fn a_page_that_cannot_be_made_is_reported_at_the_place_in_its_template() {
    let files = [("themes/huis/templates/text.html", "<p>één</p>\n<p>{{ page.titel.kort }}</p>")];
    let problem = text_page(&files, "Titel").unwrap_err();
    assert_eq!(problem.code, Code::L602);
    expect!["themes/huis/templates/text.html:2:12: there is no field `titel` here; there are breadcrumbs, canonical, changed, description, draft, edit, json_ld, kind, language, markdown, name, newest, next, path, previous, programme, programme_parts, root, section, source, title, toc [titel]"].assert_eq(&told(&problem, &files));
}

#[test]
fn an_unknown_word_is_reported_with_the_near_ones() {
    let files = [("themes/huis/templates/text.html", "{{ t(key=\"matrx\") }}")];
    let problem = text_page(&files, "Titel").unwrap_err();
    assert_eq!(problem.code, Code::L602);
    expect![[r#"themes/huis/templates/text.html:1:4: there is no word `matrx`; did you mean `matrix`? [t(key="matrx")]"#]].assert_eq(&told(&problem, &files));
}

#[test]
fn a_word_that_lacks_an_argument_is_reported() {
    let files = [("themes/huis/templates/text.html", "{{ t(key=\"hours\") }}")];
    let problem = text_page(&files, "Titel").unwrap_err();
    expect![[r#"themes/huis/templates/text.html:1:4: the word `hours` cannot be made: it needs `$n`, which the template does not give [t(key="hours")]"#]].assert_eq(&told(&problem, &files));
}

#[test]
fn a_mistake_in_a_file_of_words_is_reported_where_it_stands() {
    let files = [("themes/huis/words/nl.ftl", "skip = Naar de tekst\nmatrix Matrix\n")];
    let problems = problems(&files);
    assert_eq!(problems[0].code, Code::L604);
    expect!["themes/huis/words/nl.ftl:2:8: a `=` is missing here [M]"].assert_eq(&told(&problems[0], &files));
}

/// Pictures take a part of the width of the text, and modules one of the longest term, in steps of a twentieth.
#[test]
fn every_width_that_a_page_can_ask_for_has_a_rule() {
    let theme = theme("default", &Sources::default()).unwrap();
    let style = theme.static_files().find(|file| file.name == "css/text.css").unwrap();
    let StaticContent::BuiltIn(style) = style.content else { panic!("the theme has its own style sheet") };
    let style = String::from_utf8(style.to_vec()).unwrap();
    for width in (0..=100).step_by(5) {
        let rule = format!(".width-{width}{{--width:{width}%}}");
        assert!(style.contains(&rule), "{rule}");
    }
}

#[test]
fn a_sitemap_is_made_for_a_site_with_an_address_only() {
    let entry = |address: &str, changed: &str| SitemapEntry {
        address: address.to_owned(),
        changed: changed.to_owned(),
    };
    let entries =
        [entry("https://school.example/a&b/", "2026-11-20"), entry("https://school.example/c/", "")];
    assert_eq!(renderer(&[]).unwrap().sitemap(&entries).unwrap(), None);
    let mut site = sample::site("nl");
    site.base_url = "https://school.example".to_owned();
    let renderer = Renderer::new(&theme("default", &Sources::default()).unwrap(), &site).unwrap();
    let xml = renderer.sitemap(&entries).unwrap().unwrap();
    assert!(
        xml.contains("<url><loc>https://school.example/a&amp;b/</loc><lastmod>2026-11-20</lastmod></url>")
    );
    assert!(xml.contains("<url><loc>https://school.example/c/</loc></url>"));
}
