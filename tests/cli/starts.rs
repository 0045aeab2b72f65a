//! `init` and `new`.

use super::bench::{Bench, expected};

/// A document as the Flemish register has them, in little.
pub(super) const DOCUMENT: &str = "TITEL\nHulpkok\n\nDefinitie\nDe hulpkok helpt in de keuken.\n\n\
    Competentie 1:\nSnijdt groenten\n· Wast de groenten\n· Snijdt de groenten in stukken\n\n\
    Met inbegrip van kennis:\n· Basiskennis hygiëne\n\n\
    Competentie 2:\nRuimt op\n· Maakt het werkblad schoon\n";

#[test]
fn a_new_site_has_no_mistakes_and_builds_in_every_language() {
    for language in ["nl", "en", "fr", "de"] {
        let bench = Bench::new();
        let init = bench.run(["init", "academy", "--lang", language]);
        assert_eq!(init.status, 0, "{}", init.shown());
        let check = bench.run(["check", "--root", "academy", "--deny", "warnings"]);
        assert_eq!((check.status, check.stdout.as_str()), (0, ""), "{}", check.shown());
        let build = bench.run(["build", "--root", "academy"]);
        assert_eq!(build.status, 0, "{}", build.shown());
        let home = bench.read("academy/output/index.html");
        assert!(home.contains(&format!("lang=\"{language}\"")), "{language}: {home}");
    }
}

#[test]
fn a_new_site_says_what_it_made_and_what_comes_next() {
    let bench = Bench::new();
    bench.assert_run("init", &bench.run(["init", "academy", "--lang", "en"]));
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let bench = Bench::with(&[("academy/plan.md", "mine")]);
    bench.assert_run("init-not-empty", &bench.run(["init", "academy"]));
    assert_eq!(bench.tree("academy").len(), 1);
    let mine = [
        (".git/config", ""),
        (".gitignore", "/node_modules/\n"),
        ("README.md", "# School\n"),
        ("LEESMIJ.md", "# School\n"),
        ("LICENSE", ""),
    ];
    let repository = Bench::with(&mine);
    let init = repository.run(["init"]);
    assert_eq!(init.status, 0, "a fresh repository is no content");
    assert!(init.stderr.contains("add the line `/output/` to it"), "{}", init.shown());
    assert!(mine.iter().all(|(path, text)| repository.read(path) == *text), "nothing of it is written over");
    let again = repository.run(["init"]);
    assert!(again.status == 2 && again.stderr.contains("this folder is a site already"), "{}", again.shown());
}

#[test]
fn the_documents_of_a_new_site_may_lie_in_its_folder() {
    let bench = Bench::with(&[("hulpkok.txt", DOCUMENT)]);
    let init = bench.run(["init", "--profile", "hulpkok.txt"]);
    assert_eq!(init.status, 0, "{}", init.shown());
    assert!(bench.has("content/profiles/hulpkok.md") && bench.has("hulpkok.txt"));
    assert!(!bench.has("content/modules"), "no module is invented beside those that were given");
}

#[test]
fn a_new_site_can_begin_with_a_profile() {
    let bench = Bench::with(&[("hulpkok.txt", DOCUMENT)]);
    let init = bench.run(["init", "keuken", "--profile", "hulpkok.txt"]);
    bench.assert_run("init-profile", &init);
    let build = bench.run(["build", "--root", "keuken"]);
    assert_eq!(build.status, 0, "{}", build.shown());
    let check = bench.run(["check", "--root", "keuken", "--deny", "warnings"]);
    assert_eq!(check.status, 0, "{}", check.shown());
}

#[test]
fn a_document_that_is_no_profile_makes_no_site() {
    let bench = Bench::with(&[("brief.txt", "Beste ouders\n")]);
    assert_eq!(bench.run(["init", "keuken", "--profile", "brief.txt"]).status, 1);
    assert!(!bench.has("keuken"));
}

#[test]
fn a_new_file_stands_in_its_folder_and_is_ready_to_fill_in() {
    let bench = Bench::example();
    let run = bench.run(["new", "module", "Angry \"callers\""]);
    assert_eq!(run.stdout, "content/modules/m03-angry-callers.md\n", "{}", run.shown());
    let run = bench.run(["new", "programme", "Two years"]);
    assert_eq!(run.stdout, "content/programmes/two-years.md\n", "{}", run.shown());
    expected("new-module").assert_eq(&bench.read("content/modules/m03-angry-callers.md"));
    expected("new-programme").assert_eq(&bench.read("content/programmes/two-years.md"));
    let build = bench.run(["build"]);
    assert_eq!(build.status, 0, "{}", build.shown());
    assert_eq!(bench.run(["new", "module", "Next"]).stdout, "content/modules/m04-next.md\n");
}

#[test]
fn kinds_have_names_in_the_languages_of_sites_and_titles_need_no_quotes() {
    let bench = Bench::example();
    let made = |args: &[&str]| bench.run(["new"].iter().chain(args)).stdout;
    assert_eq!(made(&["profiel", "Portier"]), "content/profiles/portier.md\n");
    assert_eq!(made(&["opleiding", "Twee", "jaar"]), "content/programmes/twee-jaar.md\n");
    assert_eq!(made(&["pagina", "Over", "de", "school"]), "content/over-de-school.md\n");
    assert_eq!(made(&["seite", "Über uns"]), "content/uber-uns.md\n");
    assert_eq!(bench.read("content/over-de-school.md").lines().nth(1), Some("title = \"Over de school\""));
}

#[test]
fn a_new_lesson_is_the_next_of_its_module() {
    for language in ["nl", "en", "fr", "de"] {
        let settings = format!("language = \"{language}\"\n");
        let bench = Bench::with(&[
            ("leerlijn.toml", &settings),
            ("content/index.md", "# Home\n"),
            ("content/modules/m05/index.md", "+++\ntitle = \"Klachten\"\ncode = \"M05\"\n+++\n"),
            ("content/modules/m05/07-oud.md", "# Oud\n"),
        ]);
        let run = bench.run(["new", "les", "De", "boze", "beller"]);
        assert_eq!(run.stdout, "content/modules/m05/08-de-boze-beller.md\n", "{}", run.shown());
        let run = bench.run(["new", "lesson", "Slot", "--module", "m05"]);
        assert_eq!(run.stdout, "content/modules/m05/09-slot.md\n", "{}", run.shown());
        assert_eq!(bench.run(["new", "page", "Extra"]).status, 0);
        let build = bench.run(["build"]);
        assert_eq!(build.status, 0, "{language}: {}", build.shown());
    }
    let bench = Bench::example();
    let run = bench.run(["new", "lesson", "Slot"]);
    assert!(
        run.status == 2 && run.stderr.contains("such as `--module M01`; the modules are M01, M02"),
        "{}",
        run.shown()
    );
    let other = bench.run(["new", "lesson", "Slot", "--module", "M99"]);
    assert!(other.status == 2 && other.stderr.contains("there is no module `M99`"), "{}", other.shown());
    let run = bench.run(["new", "page", "Slot", "--module", "M01"]);
    assert!(run.status == 2 && run.stderr.contains("where a lesson goes"), "{}", run.shown());
}

#[test]
fn a_module_of_one_file_becomes_a_folder_for_its_first_lesson() {
    let bench = Bench::example();
    let coverage = bench.run(["coverage", "--format", "json"]).stdout;
    let (file, folder) = ("content/modules/m01-visitors.md", "content/modules/m01-visitors");
    let text = bench.read(file);
    let run = bench.run(["new", "lesson", "Slot", "--module", "M01"]);
    assert_eq!(run.stdout, format!("{folder}/01-slot.md\n"), "{}", run.shown());
    assert!(run.stderr.contains("the module is a folder now"), "{}", run.shown());
    assert_eq!(bench.read(&format!("{folder}/index.md")), text);
    assert!(!bench.has(file));
    assert_eq!(bench.run(["build"]).status, 0);
    let after = bench.run(["coverage", "--format", "json"]).stdout;
    assert_eq!(after.replace(&format!("{folder}/index.md"), file), coverage);
}

#[test]
fn a_module_that_links_hold_in_its_place_stays_one_file() {
    let module = "+++\ntitle = \"Klachten\"\ncode = \"M05\"\n+++\n";
    let linking = format!("{module}\n[Thuis](../index.md)\n");
    let home = "# Home\n\n[Klachten](modules/m05.md)\n";
    let lesson = ("content/modules/m05/notities.md", "# Notities\n");
    for files in [
        vec![("content/index.md", home), ("content/modules/m05.md", module)],
        vec![("content/index.md", "# Home\n"), ("content/modules/m05.md", linking.as_str())],
        vec![("content/index.md", "# Home\n"), ("content/modules/m05.md", module), lesson],
    ] {
        let bench =
            Bench::with(&[[("leerlijn.toml", "language = \"nl\"\n")].as_slice(), files.as_slice()].concat());
        let before = bench.tree("content");
        let run = bench.run(["new", "les", "Slot", "--module", "m05"]);
        assert!(run.status == 2 && run.stderr.contains("make a folder of it"), "{}", run.shown());
        assert_eq!(bench.tree("content"), before);
    }
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let bench = Bench::example();
    assert_eq!(bench.run(["new", "programme", "Course"]).status, 2);
    assert!(bench.read("content/programmes/course.md").contains("Receptionist in one year"));
}

#[test]
fn a_new_profile_says_what_the_others_need_now() {
    let bench = Bench::example();
    bench.assert_run("new-profile", &bench.run(["new", "profile", "Porter"]));
    for language in ["nl", "en", "fr", "de"] {
        let settings = format!("language = \"{language}\"\n");
        let bench = Bench::with(&[("leerlijn.toml", &settings), ("content/index.md", "# Home\n")]);
        assert_eq!(bench.run(["new", "profile", "Porter"]).status, 0);
        assert_eq!(bench.run(["new", "module", "First"]).status, 0);
        assert_eq!(bench.run(["new", "programme", "Year"]).status, 0);
        let build = bench.run(["build"]);
        assert_eq!(build.status, 0, "{language}: {}", build.shown());
    }
}

#[test]
fn a_new_site_brings_the_files_of_its_host() {
    for (host, files) in [
        ("github", vec![".github/workflows/site.yml"]),
        ("gitlab", vec![".gitlab-ci.yml"]),
        ("netlify", vec!["netlify.toml"]),
        ("cloudflare", vec!["content/_headers", "wrangler.jsonc"]),
        ("none", vec![]),
    ] {
        let bench = Bench::new();
        let plain = bench.run(["init", "plain", "--lang", "en"]).stdout;
        let init = bench.run(["init", "academy", "--lang", "en", "--host", host]);
        let new: Vec<&str> =
            init.stdout.lines().filter(|line| !plain.lines().any(|known| known == *line)).collect();
        assert_eq!(new, files, "{host}");
        let build = bench.run(["build", "--root", "academy"]);
        assert_eq!(build.status, 0, "{}", build.shown());
        assert_eq!(bench.has("academy/output/_headers"), host == "cloudflare", "{host}");
        assert_eq!(bench.has("academy/output/.nojekyll"), host == "cloudflare", "{host}");
    }
}

#[test]
fn a_site_that_is_there_gets_the_files_of_a_host_and_keeps_its_own() {
    let bench = Bench::example();
    let run = bench.run(["init", ".", "--host", "cloudflare"]);
    assert_eq!(run.stdout, "content/_headers\nwrangler.jsonc\n", "{}", run.shown());
    let again = bench.run(["init", ".", "--host", "cloudflare"]);
    assert_eq!((again.status, again.stdout.as_str()), (2, ""), "{}", again.shown());
    assert_eq!(
        bench.run(["init", ".", "--host", "gitlab", "--course", "."]).status,
        2,
        "that would be a new site"
    );
}

#[test]
fn files_of_the_theme_are_listed_and_copied_and_never_written_over() {
    let bench = Bench::example();
    let listed = bench.run(["theme", "eject"]).stdout;
    for file in ["templates/matrix.html", "templates/parts/logo.html", "static/css/knobs.css", "words/nl.ftl"]
    {
        assert!(listed.lines().any(|line| line == file), "{listed}");
    }
    bench.put("leerlijn.toml", "theme = \"school\"\nlanguage = \"en\"\n");
    let run = bench.run(["theme", "eject", "logo.html", "templates/module.html"]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, "themes/school/templates/parts/logo.html\nthemes/school/templates/module.html\n"),
        "{}",
        run.shown()
    );
    let plain = bench.run(["build", "--output", "site"]);
    assert_eq!(plain.status, 0, "{}", plain.shown());
    bench.put("themes/school/templates/module.html", "{# mine #}");
    let again = bench.run(["theme", "eject", "templates/module.html", "footer.html"]);
    assert!(again.status == 2 && again.stderr.contains("is there already"), "{}", again.shown());
    assert_eq!(bench.read("themes/school/templates/module.html"), "{# mine #}");
    assert!(!bench.has("themes/school/templates/parts/footer.html"), "all of them or none");
    let several = bench.run(["theme", "eject", "item.html"]);
    let both = "write `templates/item.html` or `templates/parts/item.html`";
    assert!(several.stderr.contains(both), "{}", several.shown());
    let unknown = bench.run(["theme", "eject", "templates/modul.html"]);
    assert!(unknown.stderr.contains("did you mean `templates/module.html`"), "{}", unknown.shown());
}
