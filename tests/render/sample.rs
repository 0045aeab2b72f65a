//! A small school: one programme of two modules in two terms, one profile of three items. Every view is
//! here once, with something in each of its lists, so that a template is tried whole.

use leerlijn::plan::view::*;
use leerlijn::text::Amount;

pub(crate) fn site(language: &str) -> SiteView {
    let level = |step: usize, label: &str| LevelView {
        id: label.to_owned(),
        label: label.to_owned(),
        symbol: "○".to_owned(),
        step,
        fill: (step - 1) * 50,
        enough: step == 3,
    };
    SiteView {
        title: "Avondschool".to_owned(),
        language: language.to_owned(),
        base_url: String::new(),
        programmes: vec![programme()],
        profiles: vec![profile()],
        modules: "modules/index.html".to_owned(),
        pages: vec![link("Stagegids", "stagegids/index.html")],
        levels: vec![level(1, "aangebracht"), level(2, "ingeoefend"), level(3, "geëvalueerd")],
        accessibility: "accessibility/index.html".to_owned(),
        feed: String::new(),
        image: None,
        editions: vec![edition("2026-2027", false), edition("2025-2026", true)],
        search_kinds: PageKind::ALL.iter().flat_map(|kind| kind.search_kinds()).collect(),
    }
}

pub(crate) fn page(view: &View, title: &str) -> PageView {
    let path = "a/b/index.html".to_owned();
    PageView {
        kind: view.kind(),
        section: view.kind().section(),
        title: title.to_owned(),
        name: NameView { word: view.kind().word(), ..NameView::default() },
        language: String::new(),
        description: "Wat je hier vindt".to_owned(),
        path,
        root: "../../".to_owned(),
        markdown: "modules/m05/index.html.md".to_owned(),
        canonical: String::new(),
        breadcrumbs: vec![
            Crumb { word: "programmes", title: String::new(), path: String::new() },
            Crumb { word: "", title: "Kapper".to_owned(), path: "kapper/index.html".to_owned() },
        ],
        previous: Some(link("Vorig", "v/index.html")),
        next: Some(link("Volgend", "w/index.html")),
        toc: vec![toc("Les 1", "les-1", 2), toc("Oefening", "oefening", 3)],
        programme: Some(programme()),
        programme_parts: [
            ("kapper/matrix/index.html", PageKind::Matrix, 0),
            ("kapper/hiaten/index.html", PageKind::Gaps, 2),
        ]
        .map(|(path, kind, count)| PartLink { kind, label: kind.label(), path: path.to_owned(), count })
        .to_vec(),
        source: "content/a.md".to_owned(),
        edit: String::new(),
        draft: true,
        newest: "https://school.example/2026-2027/m01/".to_owned(),
        json_ld: String::new(),
        changed: Some(day()),
    }
}

/// One view of each kind.
pub(crate) fn views() -> Vec<View> {
    vec![
        View::Home(HomeView {
            body: body(),
            programmes: vec![card()],
            audience: vec!["start", "study", "teach", "inspect"],
        }),
        View::Programme(Box::new(ProgrammeView {
            card: card(),
            body: body(),
            terms: terms(),
            competences: vec![bar("c1", "Werkt veilig", "indicator"), bar("", "", "knowledge")],
            levels: vec![(module("M01", "Knippen"), other_levels())],
            prerequisites: Some(prerequisites()),
            reliance: reliance(),
            downloads: downloads(),
        })),
        View::Matrix(matrix()),
        View::Embed(matrix()),
        View::Dossier(Box::new(dossier())),
        View::Gaps(gaps()),
        View::Alignment(alignment()),
        View::Assessments(assessments()),
        View::Profile(profile_view()),
        View::Glossary(glossary_view()),
        View::Comparison(comparison_view()),
        View::Competence(competence_view()),
        View::Item(item_view()),
        View::Modules(modules_view()),
        View::Module(module_view()),
        View::Lesson(LessonView {
            module: module("M01", "Knippen"),
            number: 1,
            hours: Some(hours(1)),
            summary: String::new(),
            body: body(),
            lessons: lessons(),
            covers: covers(),
            unplaced: Vec::new(),
            course: Some(course()),
        }),
        View::Text(TextView { body: body(), children: vec![link("Onder", "onder/index.html")] }),
        View::Accessibility(accessibility()),
        View::NotFound {},
    ]
}

fn dossier() -> DossierView {
    DossierView {
        programme: programme(),
        profile: profile(),
        summary: "Een jaar.".to_owned(),
        matrix: matrix(),
        blocks: vec![(0, 1), (1, 2)],
        groups: vec![DossierGroup {
            id: "c1".to_owned(),
            title: "Werkt veilig".to_owned(),
            kind: "indicator",
            path: "kapper/c1/index.html".to_owned(),
            totals: totals(),
            items: vec![
                (item("c1.1", StatusView::Covered), String::new(), Vec::new()),
                (item("c1.2", StatusView::Possible), String::new(), vec![choice()]),
                (item("c1.3", StatusView::Exempt), "Gebeurt op de werkplek.".to_owned(), Vec::new()),
            ],
            sections: vec![DossierSection {
                module: module("M01", "Knippen"),
                title: "Les 1".to_owned(),
                path: "m01/index.html#les-1".to_owned(),
                items: vec!["c1.1".to_owned()],
                occasion: Some(occasion()),
                choice: Some(choice()),
                text: "Je knipt.".to_owned(),
            }],
        }],
        changed: Some(day()),
        single_file: "kapper/dossier/kapper-dossier.html".to_owned(),
    }
}

fn comparison_view() -> ComparisonView {
    let cell = |status, level, guaranteed| ComparedItem {
        status,
        reason: if status == StatusView::Exempt {
            "Gebeurt op de werkplek.".to_owned()
        } else {
            String::new()
        },
        level,
        guaranteed,
        first: "Semester 1".to_owned(),
        modules: usize::from(level.is_some()),
        hours: level.map(|_| hours(4)),
    };
    let row =
        |id: &str, different, cells| ComparisonRow { item: item(id, StatusView::Covered), different, cells };
    let rows = vec![
        row(
            "c1.1",
            false,
            vec![cell(StatusView::Covered, Some(2), Some(2)), cell(StatusView::Covered, Some(2), Some(2))],
        ),
        row(
            "c1.2",
            true,
            vec![cell(StatusView::Possible, Some(2), Some(1)), cell(StatusView::Missing, None, None)],
        ),
        row(
            "c1.3",
            true,
            vec![cell(StatusView::Exempt, None, None), cell(StatusView::Partial, Some(1), Some(1))],
        ),
    ];
    ComparisonView {
        profile: profile(),
        programmes: vec![card(), card()],
        has_hours: true,
        different: 2,
        overview: false,
        groups: vec![ComparisonGroup {
            id: "c1".to_owned(),
            title: "Werkt veilig".to_owned(),
            kind: "indicator",
            path: "kapper/c1/index.html".to_owned(),
            different: 2,
            rows,
        }],
    }
}

fn module_view() -> ModuleView {
    ModuleView {
        to_review: vec![reworded()],
        module: module("M01", "Knippen"),
        summary: "Je leert knippen.".to_owned(),
        body: body(),
        lessons: lessons(),
        lists_lessons: false,
        requires: vec![module("M00", "Wassen")],
        required_by: vec![module("M02", "Kleuren"), module("M03", "Stage")],
        teachers: vec!["Els Peeters".to_owned()],
        facts: vec![FactView { name: "Lokaal".to_owned(), value: "2.10".to_owned() }],
        covers: covers(),
        unplaced: covers(),
        course: Some(course()),
        taught: vec![TermPlace {
            programme: link("Kapper", "kapper/index.html"),
            term: "Semester 1".to_owned(),
            choice: Some(choice()),
            levels: other_levels(),
        }],
    }
}

fn other_levels() -> Vec<OtherLevel> {
    vec![OtherLevel { item: item("c1.1", StatusView::Partial), level: 1, own: 2 }]
}

fn accessibility() -> AccessibilityView {
    AccessibilityView {
        organisation: "Kappersschool".to_owned(),
        conformance: "partial",
        date: Some(day()),
        contact: "help@school.example".to_owned(),
        contact_address: "mailto:help@school.example".to_owned(),
        problems: vec!["Eén film heeft geen ondertitels.".to_owned()],
        enforcement: String::new(),
    }
}

fn competence_view() -> CompetenceView {
    CompetenceView {
        profile: profile(),
        id: "c1".to_owned(),
        code: "bkc1".to_owned(),
        references: vec!["co 01805".to_owned()],
        heading: words("Werkt veilig"),
        parts: vec![SectionPart {
            body: body(),
            items: vec![(item("c1.1", StatusView::Covered), vec![module_claims()])],
        }],
        competences: profile_view().competences,
        sections: sections_below(),
        notes: words("Noten"),
        glossary: "kapper/glossary/index.html".to_owned(),
        gloss_count: 2,
        programmes: vec![(link("Kapper", "kapper/index.html"), totals())],
    }
}

pub(crate) fn item_view() -> ItemView {
    ItemView {
        profile: profile(),
        item: item("c1.1", StatusView::Covered),
        sentence: words("Knipt <em>veilig</em>"),
        parts: vec![SectionPart { body: body(), items: Vec::new() }],
        sections: sections_below(),
        notes: words("Noten"),
        glossary: "kapper/glossary/index.html".to_owned(),
        gloss_count: 2,
        grade: "basic",
        code: "bkc1".to_owned(),
        references: Vec::new(),
        glosses: vec![GlossLink {
            name: "Hygiëne".to_owned(),
            text: "netjes & \"veilig\" werken".to_owned(),
            path: "kapper/glossary/index.html#hygiene".to_owned(),
        }],
        competences: vec![link("Werkt veilig", "kapper/c1/index.html")],
        skills: vec![link("Motorische vaardigheden", "kapper/index.html#motorisch")],
        programmes: vec![
            ItemInProgramme {
                programme: link("Kapper", "kapper/index.html"),
                status: StatusView::Covered,
                reason: String::new(),
                claims: vec![module_claims(), ModuleClaims { choice: Some(choice()), ..module_claims() }],
                journey: vec![
                    ("Semester 1".to_owned(), Some(0), true),
                    ("Semester 2".to_owned(), None, false),
                ],
            },
            ItemInProgramme {
                programme: link("Kapper, kort", "kort/index.html"),
                status: StatusView::Exempt,
                reason: "Gebeurt op de werkplek.".to_owned(),
                claims: Vec::new(),
                journey: Vec::new(),
            },
        ],
        modules: vec![ItemModule {
            module: module("M01", "Knippen"),
            places: vec![place(2)],
            claims: vec![Some(0), None],
        }],
        mentions: vec![link("Les 1", "m01/index.html#les-1")],
    }
}

pub(crate) fn matrix() -> MatrixView {
    let cell = |column, level| MatrixCell {
        to_review: column == 0,
        column,
        blank_from: column,
        level,
        lower: (0..level).rev().collect(),
        path: "m01/index.html#les-1".to_owned(),
        places: 2,
        weaker: vec![(0, "m01/index.html#les-2".to_owned())],
    };
    let row = |id: &str, status, cells: Vec<MatrixCell>| MatrixRow {
        item: item(id, status),
        status,
        reason: String::new(),
        blank_after: cells.len(),
        cells,
    };
    let group = |id: &str, title: &str, kind, rows| MatrixGroup {
        id: id.to_owned(),
        title: title.to_owned(),
        kind,
        path: "kapper/c1/index.html".to_owned(),
        totals: totals(),
        rows,
    };
    let covered = row("c1.1", StatusView::Covered, vec![cell(0, 0), cell(1, 2)]);
    let partial = row("c1.2", StatusView::Partial, vec![cell(0, 1)]);
    let missing = row("k.hygiene", StatusView::Missing, vec![]);
    MatrixView {
        downloads: downloads(),
        programme: programme(),
        profile: profile(),
        profile_facts: vec![("level-vks".to_owned(), "3".to_owned()), ("year".to_owned(), "2020".to_owned())],
        totals: totals(),
        hours: hours(1200),
        hours_most: hours(1240),
        choices: vec![choice()],
        terms: vec![
            MatrixTerm { title: "Semester 1".to_owned(), modules: 1 },
            MatrixTerm { title: "Semester 2".to_owned(), modules: 1 },
        ],
        columns: vec![
            MatrixColumn { module: module("M01", "Knippen"), term: 0, opens: true, choice: None, claimed: 2 },
            MatrixColumn { module: module("", "Stage"), term: 1, opens: true, choice: Some(0), claimed: 1 },
        ],
        embed: "kapper/matrix/embed/index.html".to_owned(),
        single_file: "kapper/matrix/embed/kapper-matrix.html".to_owned(),
        overview: false,
        has_lower: true,
        levels: vec![(module("M01", "Knippen"), other_levels())],
        groups: vec![
            group("c1", "Werkt veilig", "indicator", vec![covered, partial]),
            group("", "", "knowledge", vec![missing]),
        ],
    }
}

fn alignment() -> AlignmentView {
    let row = |id: &str, hours, is_gap| AlignmentRow {
        item: item(id, StatusView::Covered),
        status: StatusView::Covered,
        reason: String::new(),
        levels: vec![
            vec![(module("M01", "Knippen"), place(0))],
            Vec::new(),
            vec![(module("M01", "Knippen"), place(2)), (module("", "Stage"), place(2))],
        ],
        hours,
        unweighed: is_gap,
        unpractised: is_gap,
    };
    let looked_at = || vec![(item("c1.1", StatusView::Covered), vec![(module("M01", "Knippen"), place(2))])];
    AlignmentView {
        programme: programme(),
        profile: profile(),
        overview: false,
        has_hours: true,
        groups: vec![AlignmentGroup {
            id: "c1".to_owned(),
            title: "Werkt veilig".to_owned(),
            kind: "indicator",
            path: "kapper/c1/index.html".to_owned(),
            rows: vec![row("c1.1", Some(hours(2)), false), row("c1.2", None, true)],
        }],
        unweighed: looked_at(),
        unpractised: looked_at(),
        untaught: vec![UntaughtModule {
            module: module("M01", "Knippen"),
            items: vec![item("c1.1", StatusView::Covered)],
        }],
        repeated: vec![(
            item("c1.1", StatusView::Covered),
            vec![module("M01", "Knippen"), module("", "Stage")],
        )],
        singles: 1,
        many: 1,
        many_from: 3,
    }
}

pub(crate) fn assessments() -> AssessmentsView {
    let column = |title: &str, module, opens, weight| AssessmentColumn {
        title: title.to_owned(),
        path: "m01/index.html#les-1".to_owned(),
        occasion: OccasionView { weight, ..occasion() },
        module,
        opens,
        items: 1,
    };
    let row = |id: &str, cells: Vec<AssessmentCell>| AssessmentRow {
        item: item(id, StatusView::Covered),
        status: StatusView::Covered,
        reason: String::new(),
        blank_after: cells.last().map_or(0, |cell| cell.column + 1),
        asked: cells.len(),
        cells,
    };
    let cell = |column, blank_from| AssessmentCell { column, blank_from, level: 2 };
    AssessmentsView {
        programme: programme(),
        profile: profile(),
        overview: false,
        modules: vec![
            AssessingModule { module: module("M01", "Knippen"), choice: None, assessments: 2 },
            AssessingModule { module: module("", "Stage"), choice: Some(choice()), assessments: 1 },
        ],
        columns: vec![
            column("Gesprek", 0, true, Some(hours(60))),
            column("Toets", 0, false, Some(hours(40))),
            column("Logboek", 1, true, None),
        ],
        groups: vec![AssessmentGroup {
            id: "c1".to_owned(),
            title: "Werkt veilig".to_owned(),
            kind: "indicator",
            path: "kapper/c1/index.html".to_owned(),
            items: 2,
            asked: 1,
            rows: vec![row("c1.1", vec![cell(0, 0), cell(2, 1)]), row("c1.2", Vec::new())],
        }],
        downloads: downloads(),
    }
}

fn gaps() -> GapsView {
    let gap = |id: &str, status, claims: Vec<(ModuleRef, ClaimPlace)>| GapView {
        item: item(id, status),
        status,
        choices: vec![(choice(), vec![module("", "Stage")])],
        claims,
        places: vec![EvidenceView {
            module: module("M01", "Knippen"),
            title: "Les 2: wassen".to_owned(),
            path: "modules/m01/index.html#wassen".to_owned(),
            words: vec!["wast".to_owned()],
            mention: false,
        }],
    };
    GapsView {
        downloads: downloads(),
        programme: programme(),
        profile: profile(),
        totals: totals(),
        groups: vec![GapGroup {
            id: "c1".to_owned(),
            title: "Werkt veilig".to_owned(),
            kind: "indicator",
            path: "kapper/c1/index.html".to_owned(),
            totals: totals(),
            gaps: vec![
                gap("c1.2", StatusView::Partial, vec![(module("M01", "Knippen"), place(1))]),
                gap("c1.3", StatusView::Missing, Vec::new()),
            ],
        }],
        early: vec![EarlyView {
            item: item("c1.1", StatusView::Covered),
            assessed: (module("M01", "Knippen"), place(2)),
            assessed_term: "Semester 1".to_owned(),
            assessed_own: Some(1),
            introduced: (module("M02", "Kleuren"), place(0)),
            introduced_term: "Semester 2".to_owned(),
            introduced_own: Some(2),
            chosen: Some((module("M03", "Wassen"), place(0))),
            chosen_term: "Semester 1".to_owned(),
        }],
        exempt: vec![ExemptView {
            item: item("c1.4", StatusView::Exempt),
            reason: "Gebeurt op de werkplek.".to_owned(),
        }],
        levels: vec![(module("M01", "Knippen"), other_levels())],
        reliance: reliance(),
    }
}

fn choice() -> ChoiceRef {
    ChoiceRef { title: "Keuze".to_owned(), pick: 1, of: 2 }
}

fn reliance() -> RelianceView {
    RelianceView {
        singles: 1,
        only: vec![OnlyModule {
            module: module("M01", "Knippen"),
            items: vec![item("c1.1", StatusView::Covered)],
        }],
        many: vec![(item("c2.1", StatusView::Covered), vec![module("M01", "Knippen"), module("", "Stage")])],
        many_from: 2,
        spare: vec![module("", "Stage")],
    }
}

fn reworded() -> RewordedLine {
    let words = [("kept", "Knipt "), ("gone", "haar"), ("new", "haar en baarden")];
    let words = words.map(|(kind, text)| RevisedWords { kind, text: text.to_owned() });
    RewordedLine { item: item("c1.1", StatusView::Covered), words: words.to_vec() }
}

fn revision() -> RevisionView {
    RevisionView {
        from: "2".to_owned(),
        to: "3".to_owned(),
        changed: vec![reworded()],
        new: vec![item("c1.2", StatusView::Missing)],
        gone: vec![GoneLine {
            id: "c1.3".to_owned(),
            text: "Veegt".to_owned(),
            became: vec![item("c1.2", StatusView::Missing)],
            may_be: vec![item("c1.1", StatusView::Covered)],
        }],
        to_review: 1,
    }
}

fn profile_view() -> ProfileView {
    ProfileView {
        comparison: "kapper/comparison/index.html".to_owned(),
        revision: Some(revision()),
        facts: ["code", "version", "year", "level-vks", "level-eqf", "level"]
            .map(|key| (key.to_owned(), "3".to_owned()))
            .to_vec(),
        body: body(),
        competences: vec![CompetenceSummary {
            id: "c1".to_owned(),
            anchor: "c1".to_owned(),
            title: "Werkt veilig".to_owned(),
            path: "kapper/c1/index.html".to_owned(),
            own_item: Some(item("c1", StatusView::Missing)),
            indicators: vec![item("c1.1", StatusView::Covered)],
            referred: ["competence", "indicator", "knowledge", "skill", "attitude"]
                .map(|kind| (kind, vec![item("k.hygiene", StatusView::Missing)]))
                .to_vec(),
        }],
        sections: [("knowledge", "Kennis", "kennis"), ("glossary", "Begrippen", "begrippen")]
            .map(|(kind, title, id)| ProfileSection {
                kind,
                title: title.to_owned(),
                heading: words(title),
                id: id.to_owned(),
                level: 2,
                parts: vec![SectionPart {
                    body: body(),
                    items: vec![(item("k.hygiene", StatusView::Missing), Vec::new())],
                }],
            })
            .to_vec(),
        notes: words("Noten"),
        glossary: "kapper/glossary/index.html".to_owned(),
        glosses: 2,
        programmes: vec![(link("Kapper", "kapper/index.html"), totals())],
    }
}

fn sections_below() -> Vec<CompetenceSection> {
    let section = |(kind, id): (&'static str, &str)| CompetenceSection {
        kind,
        heading: words("Kennis"),
        id: id.to_owned(),
        level: 2,
        parts: vec![SectionPart {
            body: words("<p>Tekst</p>"),
            items: vec![(item("k.hygiene", StatusView::Missing), Vec::new())],
        }],
    };
    [("knowledge", "kennis"), ("glossary", "begrippen")].map(section).to_vec()
}

fn words(html: &str) -> BodyView {
    BodyView { parts: vec![BodyPart::Html(html.to_owned())] }
}

fn modules_view() -> ModulesView {
    ModulesView {
        body: body(),
        programmes: vec![(link("Kapper", "kapper/index.html"), terms())],
        others: vec![module("", "Los")],
    }
}

fn glossary_view() -> GlossaryView {
    GlossaryView {
        profile: profile(),
        body: body(),
        notes: words("Noten"),
        letters: vec![GlossaryLetter {
            letter: "W".to_owned(),
            id: "letter-w".to_owned(),
            glosses: vec![GlossView {
                name: "Wachtrij".to_owned(),
                others: vec!["wachtrijen".to_owned()],
                id: "wachtrij".to_owned(),
                body: body(),
            }],
        }],
        glosses: 20,
    }
}

fn card() -> ProgrammeCard {
    ProgrammeCard {
        programme: programme(),
        profile: profile(),
        comparison: "kapper/comparison/index.html".to_owned(),
        summary: "Twee semesters.".to_owned(),
        totals: totals(),
        modules: 2,
        hours: hours(1200),
        hours_most: hours(1240),
        credits: hours(60),
        credits_most: hours(60),
        missing: (0..7).map(|_| item("k.hygiene", StatusView::Missing)).collect(),
    }
}

fn terms() -> Vec<TermView> {
    ["Semester 1", "Semester 2"]
        .map(|title| TermView {
            title: title.to_owned(),
            hours: hours(600),
            hours_most: hours(620),
            credits: hours(30),
            credits_most: hours(36),
            choices: vec![TermChoice {
                choice: choice(),
                hours: hours(20),
                hours_most: hours(40),
                modules: Vec::new(),
            }],
            modules: vec![TermModule {
                module: module("M01", "Knippen"),
                summary: "Je leert knippen.".to_owned(),
                levels: vec![LevelCount { level: 0, items: 2 }],
            }],
            levels: vec![LevelCount { level: 0, items: 2 }, LevelCount { level: 2, items: 1 }],
        })
        .to_vec()
}

fn bar(id: &str, title: &str, kind: &'static str) -> CompetenceBar {
    CompetenceBar {
        id: id.to_owned(),
        title: title.to_owned(),
        kind,
        path: "kapper/c1/index.html".to_owned(),
        totals: totals(),
        hours: 24,
        heat: vec![
            HeatCell { claimed: 2, enough: 0, quarter: 2 },
            HeatCell { claimed: 4, enough: 1, quarter: 4 },
        ],
    }
}

fn body() -> BodyView {
    let claims = vec![SectionClaims { level: 2, items: vec![item("c1.1", StatusView::Covered)] }];
    BodyView {
        parts: vec![
            BodyPart::Html("<h2 id=\"les-1\">Les 1</h2>".to_owned()),
            BodyPart::Occasion(occasion()),
            BodyPart::Claims(claims),
            BodyPart::Html("<p>Tekst</p><div role=\"region\" aria-label=\"".to_owned()),
            BodyPart::Word("table"),
            BodyPart::Html("\"></div>".to_owned()),
        ],
    }
}

fn covers() -> Vec<CoverGroup> {
    vec![CoverGroup {
        level: 2,
        items: vec![CoverItem {
            item: item("c1.1", StatusView::Covered),
            places: vec![place(2), ClaimPlace { title: String::new(), ..place(0) }],
        }],
    }]
}

fn edition(title: &str, current: bool) -> EditionView {
    let address = format!("https://school.example/{title}/");
    EditionView { title: title.to_owned(), address, current }
}

fn prerequisites() -> PrerequisitesView {
    let drawn = |code: &str, title: &[&str], x| DrawnModule {
        code: code.to_owned(),
        title: title.iter().map(|line| (*line).to_owned()).collect(),
        x,
        y: 32,
        height: 44,
    };
    PrerequisitesView {
        width: 396,
        height: 78,
        module_width: 168,
        inset: 12,
        line_height: 16,
        terms: vec![DrawnTerm { title: vec!["Semester 1".to_owned()], x: 2 }],
        modules: vec![drawn("M01", &["Knippen"], 2), drawn("", &["Kleuren en", "kleurenleer"], 226)],
        lines: vec![DrawnLine { bend: 37, steps: vec![DrawnStep { x1: 170, y1: 54, x2: 224, y2: 54 }] }],
        list: vec![ModuleRequirements {
            module: module("M02", "Kleuren"),
            requires: vec![module("M01", "Knippen"), module("M00", "Wassen")],
            late: vec![module("M00", "Wassen")],
        }],
    }
}

fn hours(number: u32) -> Amount {
    Amount::whole(number).unwrap_or_default()
}

fn course() -> CourseView {
    let modules =
        ["M01", "M02"].map(|code| CourseModule { module: module(code, "Knippen"), current: code == "M01" });
    let term = |title: &str, modules| CourseTerm {
        title: title.to_owned(),
        path: "kapper/index.html#term-1".to_owned(),
        modules,
    };
    CourseView {
        programme: link("Kapper", "kapper/index.html"),
        terms: vec![term("Semester 1", modules.to_vec()), term("Semester 2", Vec::new())],
    }
}

fn lessons() -> Vec<LessonLink> {
    let lesson = |title: &str, current| LessonLink {
        title: title.to_owned(),
        path: "m01/les/index.html".to_owned(),
        summary: "Kort.".to_owned(),
        hours: Some(hours(4)),
        current,
    };
    vec![lesson("Wassen", true), lesson("Drogen", false)]
}

fn module_claims() -> ModuleClaims {
    ModuleClaims {
        module: module("M01", "Knippen"),
        term: "Semester 1".to_owned(),
        choice: None,
        level: 2,
        places: vec![place(2)],
    }
}

fn occasion() -> OccasionView {
    OccasionView {
        kind: "assessment",
        method: "gesprek".to_owned(),
        hours: Some(Amount::of_hundredths(150)),
        weight: Amount::whole(60),
    }
}

fn place(level: usize) -> ClaimPlace {
    ClaimPlace {
        title: "Les 1".to_owned(),
        path: "m01/index.html#les-1".to_owned(),
        level,
        occasion: (level == 2).then(occasion),
    }
}

pub(crate) fn item(id: &str, status: StatusView) -> ItemRef {
    ItemRef {
        id: id.to_owned(),
        path: format!("kapper/{id}/index.html"),
        kind: "indicator",
        text: "Knipt veilig".to_owned(),
        status: Some(status),
    }
}

fn module(code: &str, title: &str) -> ModuleRef {
    ModuleRef {
        code: code.to_owned(),
        title: title.to_owned(),
        path: "m01/index.html".to_owned(),
        hours: "37.5".parse().ok(),
        credits: Some(hours(6)),
    }
}

fn downloads() -> Downloads {
    Downloads { xlsx: "kapper/matrix/kapper.xlsx".to_owned(), csv: "kapper/matrix/kapper.csv".to_owned() }
}

fn day() -> DateView {
    DateView { iso: "2026-11-03".to_owned(), year: "2026".to_owned(), month: 11, day: 3 }
}

fn programme() -> ProgrammeLink {
    ProgrammeLink {
        title: "Kapper".to_owned(),
        path: "kapper/index.html".to_owned(),
        matrix: "kapper/matrix/index.html".to_owned(),
        gaps: "kapper/hiaten/index.html".to_owned(),
        dossier: "kapper/dossier/index.html".to_owned(),
        school: "Avondschool Centrum".to_owned(),
        alignment: "kapper/alignment/index.html".to_owned(),
        assessments: "kapper/assessments/index.html".to_owned(),
        gap_count: 2,
    }
}

fn profile() -> Link {
    link("Kapper (BK)", "profielen/kapper/index.html")
}

fn totals() -> TotalsView {
    TotalsView { items: 5, covered: 1, possible: 1, partial: 1, missing: 1, exempt: 1 }
}

fn toc(title: &str, id: &str, level: u8) -> TocEntry {
    TocEntry { title: title.to_owned(), id: id.to_owned(), level }
}

fn link(title: &str, path: &str) -> Link {
    Link { title: title.to_owned(), path: path.to_owned(), language: String::new() }
}
