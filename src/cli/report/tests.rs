use expect_test::expect;

use super::*;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::sources::SourceFile;
use crate::text::{SourcePath, Span};

const MODULE: &str = "+++\ntitle = \"Klachten\"\n\n[covers]\naangebracht = [\"c4.66\"]\n+++\r\n\tJe leert\tomgaan met c4.6.\r\nTwee\nDrie\nVier\nVijf";

fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    sources.insert(SourceFile::new(SourcePath::new("content/m05.md"), text.as_bytes()));
    sources
}

fn at(code: Code, text: &str, part: &str, message: &str) -> Diagnostic {
    let start = text.find(part).unwrap();
    let place = Place::new(&SourcePath::new("content/m05.md"), Span::new(start..start + part.len()));
    Diagnostic::new(code, place, Message::verbatim(message))
}

fn written(format: Format, text: &str, diagnostics: Vec<Diagnostic>) -> String {
    let mut out = Vec::new();
    let report = Report::new(diagnostics);
    write(format, &report, &sources(text), ReportSetting::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human(text: &str, part: &str) -> String {
    written(Format::Human, text, vec![at(Code::L301, text, part, "wrong")])
}

fn findings() -> Vec<Diagnostic> {
    let unknown = at(Code::L301, MODULE, "\"c4.66\"", "`c4.66` is no item")
        .help(Message::verbatim("did you mean `c4.6`?"));
    let unknown =
        unknown.related(at(Code::L301, MODULE, "Twee\nDrie", "").place, Message::verbatim("first used here"));
    let mention = at(Code::L307, MODULE, "c4.6.", "a message: 100%, with\na second line");
    vec![unknown, mention, at(Code::L306, MODULE, "\r\nTwee\nDrie\nVier\nVijf", "a long part")]
}

#[test]
fn people_read_the_line_itself() {
    expect![[r#"
        error[L301]: `c4.66` is no item
         --> content/m05.md:5:16
          |
        5 | aangebracht = ["c4.66"]
          |                ^^^^^^^
          |
          = help: did you mean `c4.6`?
        note: first used here
         --> content/m05.md:8:1
          |
        8 | / Twee
        9 | | Drie
          | |____^

        warning[L307]: a message: 100%, with a second line
         --> content/m05.md:7:22
          |
        7 |     Je leert    omgaan met c4.6.
          |                            ^^^^^

        warning[L306]: a long part
          --> content/m05.md:7:27
           |
         7 |       Je leert    omgaan met c4.6.
           |  _________________________________^
         8 | | Twee
         9 | | Drie
        10 | | Vier
           | |____^

    "#]]
    .assert_eq(&written(Format::Human, MODULE, findings()));
}

#[test]
fn editors_read_one_line_for_each_finding() {
    expect![[r#"
        content/m05.md:5:16: error[L301] `c4.66` is no item; did you mean `c4.6`?
        content/m05.md:7:22: warning[L307] a message: 100%, with a second line
        content/m05.md:7:27: warning[L306] a long part
    "#]]
    .assert_eq(&written(Format::Short, MODULE, findings()));
}

#[test]
fn scripts_read_the_promised_object() {
    expect![[r#"
        {"diagnostics":[{"code":"L301","severity":"error","message":"`c4.66` is no item","file":"content/m05.md","line":5,"column":16,"end_line":5,"end_column":23,"help":"did you mean `c4.6`?"},{"code":"L307","severity":"warning","message":"a message: 100%, with\na second line","file":"content/m05.md","line":7,"column":22,"end_line":7,"end_column":27,"help":null},{"code":"L306","severity":"warning","message":"a long part","file":"content/m05.md","line":7,"column":27,"end_line":11,"end_column":5,"help":null}],"errors":1,"warnings":2,"gaps":null}
    "#]].assert_eq(&written(Format::Json, MODULE, findings()));
}

#[test]
fn github_reads_commands_that_no_file_can_forge() {
    expect![[r#"
        ::error file=content/m05.md,line=5,col=16,endLine=5,endColumn=23,title=L301%3A a claim names an unknown item::`c4.66` is no item%0Adid you mean `c4.6`?
        ::notice file=content/m05.md,line=8,endLine=9,title=L301%3A first used here::`c4.66` is no item
        ::warning file=content/m05.md,line=7,col=22,endLine=7,endColumn=27,title=L307%3A the text mentions an item that the module does not claim::a message: 100%25, with a second line
        ::warning file=content/m05.md,line=7,endLine=11,title=L306%3A a module is in no programme::a long part
    "#]].assert_eq(&written(Format::Github, MODULE, findings()));
}

#[test]
fn a_paragraph_on_one_line_is_shown_around_the_mistake() {
    let text = format!("{} fout {}", "woord é ".repeat(60), "woord ".repeat(90));
    expect![[r#"
        error[L301]: wrong
         --> content/m05.md:1:482
          |
        1 | ...d é woord é woord é woord é woord é  fout woord woord woord woord woord woord ...
          |                                         ^^^^

    "#]]
    .assert_eq(&human(&text, "fout"));
}

#[test]
fn a_very_long_line_is_not_even_copied_and_its_address_is_still_right() {
    let text = format!("{} fout {}", "woord é ".repeat(600), "woord ".repeat(90));
    expect![[r#"
        error[L301]: wrong
         --> content/m05.md:1:4802
          |
         ::: 
        1 |  é woord é woord é woord é woord é woord é  fout woord woord woord woord woord wo...
          |                                             ^^^^

    "#]]
    .assert_eq(&human(&text, "fout"));
    let all = "woord ".repeat(200_000);
    assert!(human(&all, &all).len() < 500);
}

#[test]
fn the_end_of_a_line_and_of_a_file_can_be_shown() {
    expect![[r#"
        error[L301]: wrong
         --> content/m05.md:1:7
          |
        1 |   eerste
          |  _______^
        2 | | laatste
          | |_^

    "#]]
    .assert_eq(&human("eerste\r\nlaatste", "\r\n"));
    expect![[r#"
        error[L301]: wrong
         --> content/m05.md:1:6
          |
        1 |   eerste
          |  ______^
        2 | | laatste
          | |_______^

    "#]]
    .assert_eq(&human("eerste\nlaatste", "e\nlaatste"));
    expect![[r#"
        error[L301]: wrong
        --> content/m05.md:1:1

    "#]]
    .assert_eq(&human("", ""));
    let place = Place::new(&SourcePath::new("content/weg.md"), Span::at(70));
    let gone =
        written(Format::Human, "", vec![Diagnostic::new(Code::L501, place, Message::verbatim("wrong"))]);
    assert_eq!(gone, "error[L501]: wrong\n--> content/weg.md:1:1\n\n");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let text = "\u{1b}[31mrood\u{FFFD}\u{202e} fout \u{9b}31m\u{7f}";
    let mut diagnostic =
        at(Code::L301, text, "fout", "\u{1b}[31m\u{9b}\r\n\u{202e}").help(Message::verbatim("\u{7}"));
    diagnostic = diagnostic.clone().related(diagnostic.place, Message::verbatim("\u{8}"));
    for format in [Format::Human, Format::Short, Format::Github] {
        let written = written(format, text, vec![diagnostic.clone()]);
        let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!written.contains(steers), "{format:?}: {written:?}");
    }
    expect![[r#"
        error[L301]: wrong
         --> content/m05.md:1:13
          |
        1 | ␛[31mrood�� fout ·31m␡
          |             ^^^^

    "#]]
    .assert_eq(&human(text, "fout"));
}

#[test]
fn colours_come_only_when_asked_for() {
    let reader = ReportSetting { colour: Colour::Coloured, ..ReportSetting::default() };
    let mut out = Vec::new();
    write(Format::Human, &Report::new(findings()), &sources(MODULE), reader, &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("\u{1b}["));
    assert!(!written(Format::Human, MODULE, findings()).contains('\u{1b}'));
}

#[test]
fn a_code_host_gets_paths_as_its_repository_has_them() {
    let reader = ReportSetting { prefix: "mijn docs/", ..ReportSetting::default() };
    let mut out = Vec::new();
    write(Format::Sarif, &Report::new(findings()), &sources(MODULE), reader, &mut out).unwrap();
    let log: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Code::ALL.len());
    for (code, rule) in Code::ALL.iter().zip(rules) {
        assert_eq!(
            (&rule["id"], &rule["shortDescription"]["text"]),
            (&code.as_str().into(), &code.title().into())
        );
        assert_eq!(rule["defaultConfiguration"]["level"], code.severity().as_str());
    }
    let result = &run["results"][0];
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!((&result["ruleId"], &result["level"]), (&rule["id"], &"error".into()));
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "mijn%20docs/content/m05.md");
    let region = serde_json::json!({"startLine": 5, "startColumn": 16, "endLine": 5, "endColumn": 23});
    assert_eq!(location["region"], region);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "first used here");
    let mut out = Vec::new();
    write(Format::Github, &Report::new(findings()), &sources(MODULE), reader, &mut out).unwrap();
    assert!(out.starts_with(b"::error file=mijn docs/content/m05.md,line=5,"));
}

#[test]
fn ten_thousand_findings_on_one_line_of_a_megabyte_take_no_time() {
    let text = "c4.66 é ".repeat(125_000);
    let place = |at| Place::new(&SourcePath::new("content/m05.md"), Span::new(at..at + 5));
    let many =
        (0..10_000).map(|n| Diagnostic::new(Code::L301, place(n * 90), Message::verbatim("wrong"))).collect();
    let written = written(Format::Human, &text, many);
    assert!(written.len() < 10_000 * 400);
    assert!(written.contains("content/m05.md:1:"));
}

#[test]
fn people_are_not_shown_more_than_they_read_and_hear_how_much_there_is() {
    let mut findings: Vec<_> = (0..1_500).map(|n| at(Code::L301, "x\n", "x", &format!("fout {n}"))).collect();
    findings.extend((0..50).map(|n| at(Code::L306, "x\n", "x", &format!("los {n}"))));
    let count = |format, sign: &str| written(format, "x\n", findings.clone()).matches(sign).count();
    assert_eq!(count(Format::Human, "error[L301]"), 50);
    assert_eq!(count(Format::Human, "warning[L306]"), 50, "one kind of mistake hides no other");
    let left_out = "… and 1450 more with the code L301\n`leerlijn check --all` shows all of them\n";
    assert_eq!(count(Format::Human, left_out), 1);
    assert_eq!(count(Format::Human, "more with the code L306"), 0);
    let mut all = Vec::new();
    let reader = ReportSetting { shown: Shown::All, ..ReportSetting::default() };
    write(Format::Human, &Report::new(findings.clone()), &sources("x\n"), reader, &mut all).unwrap();
    let all = String::from_utf8(all).unwrap();
    assert_eq!(all.matches("error[L301]").count(), 1_500);
    assert!(!all.contains("--all"));
    assert_eq!(count(Format::Short, "error[L301]"), 1_500);
    assert_eq!(count(Format::Json, "\"L301\""), 1_500);
}

#[test]
fn a_code_host_gets_no_more_than_it_takes_and_errors_first() {
    let text = "a".repeat(30_001);
    let at = |code, start: usize| {
        let place = Place::new(&SourcePath::new("content/m05.md"), Span::new(start..start + 1));
        Diagnostic::new(code, place, Message::verbatim("wrong"))
    };
    let mut findings: Vec<Diagnostic> = (0..30_000).map(|start| at(Code::L306, start)).collect();
    findings.push(at(Code::L301, 30_000));
    let sarif: serde_json::Value =
        serde_json::from_str(&written(Format::Sarif, &text, findings.clone())).unwrap();
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!((results.len(), &results[4_999]["ruleId"]), (5_000, &"L301".into()));
    assert_eq!(
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
        "There are 25001 more results; `leerlijn check --format short` has all of them."
    );
    let github = written(Format::Github, &text, findings.clone());
    let lines: Vec<&str> = github.lines().collect();
    assert_eq!(lines.len(), 1_001);
    assert!(lines[999].starts_with("::error file=content/m05.md,line=1,col=30001,"), "{}", lines[999]);
    assert_eq!(lines[1_000], "… and 29001 more; `leerlijn check --format short` has all of them");
    // Programs that read these count what is in them.
    assert_eq!(written(Format::Short, &text, findings.clone()).lines().count(), 30_001);
    let json: serde_json::Value = serde_json::from_str(&written(Format::Json, &text, findings)).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 30_001);
}
