//! Lists of outcomes of any country: each document gives the items that it must, no other, and says how it was read.

use leerlijn::import::{ExistingIds, ListOptions, markdown, profile_document};
use leerlijn::text::SourcePath;
use rust_xlsxwriter::{Format, Workbook};

use crate::said;
use leerlijn::diagnostics::Message;

/// What came of a list.
pub(crate) struct Read {
    /// The profile below its front matter; empty when there is none.
    pub(crate) body: String,
    pub(crate) front: String,
    /// How it was read.
    pub(crate) reading: String,
    pub(crate) said: Vec<String>,
}

pub(crate) fn read_with(name: &str, bytes: &[u8], options: &ListOptions) -> Read {
    let document = profile_document::parse_with(&SourcePath::new(name), bytes, None, options);
    let text = document.imported.draft.as_ref().map(|draft| markdown::write(draft, &ExistingIds::default()));
    let text = text.unwrap_or_default();
    let mut parts = text.splitn(3, "+++\n").skip(1);
    Read {
        front: parts.next().unwrap_or_default().to_owned(),
        body: parts.next().unwrap_or_default().trim_start().to_owned(),
        reading: document.reading.iter().map(Message::english).collect::<Vec<_>>().join("\n"),
        said: said(&document.text, document.imported.diagnostics),
    }
}

fn read(name: &str, text: &str) -> Read {
    read_with(name, text.as_bytes(), &ListOptions::default())
}

fn options(columns: &[&str], items: &[&str]) -> ListOptions {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    ListOptions::new(false, &owned(columns), &owned(items)).unwrap()
}

fn assert_said(said: &[String], part: &str) {
    assert!(said.iter().any(|line| line.contains(part)), "{part} in {said:#?}");
}

/// A workbook whose sheets have these rows; a cell `text|3` is merged over three columns.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(rows.iter()) {
            for (column, text) in (0_u16..).zip(cells.iter()) {
                match text.rsplit_once('|').and_then(|(text, width)| Some((text, width.parse::<u16>().ok()?)))
                {
                    Some((text, width)) => {
                        sheet
                            .merge_range(row, column, row, column + width - 1, text, &Format::new())
                            .unwrap();
                    }
                    None if text.is_empty() => {}
                    None => {
                        sheet.write_string(row, column, *text).unwrap();
                    }
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn the_knowledge_skills_and_behaviours_of_an_apprenticeship_are_three_lists() {
    let found = read(
        "installer.md",
        "# Network installer\n\nThe role in short.\n\n## Entry requirements\n\n- English at level 2\n- Maths at level 2\n\n\
         ## Knowledge, skills and behaviours\n\n### Knowledge\n\nK1: The principles of networks\nand of their parts.\n\n\
         **K2**: Safe working at height.\n\n### Skills\n\n- S1: Install cables.\n- S2: Test a network.\n\n### Behaviours\n\n- B1: Is punctual.\n",
    );
    assert_eq!(
        found.body,
        "The role in short.\n\n## Knowledge {.knowledge}\n\n- The principles of networks and of their parts. {#K1}\n\
         - Safe working at height. {#K2}\n\n## Skills {.skills}\n\n- Install cables. {#S1}\n- Test a network. {#S2}\n\n\
         ## Attitudes {.attitudes}\n\n- Is punctual. {#B1}\n\n## Entry requirements\n\n- English at level 2\n- Maths at level 2\n"
    );
    assert!(found.front.contains("title = \"Network installer\"\nlanguage = \"en\"\n"), "{}", found.front);
    assert!(
        found.reading.contains("5 outcomes (2 knowledge, 2 skills, 1 attitude), each with its code"),
        "{}",
        found.reading
    );
    assert!(
        found.reading.contains("1 part without outcomes kept as text: \"Entry requirements\""),
        "{}",
        found.reading
    );
}

#[test]
fn a_flat_list_of_programme_outcomes_is_a_list_of_competences() {
    let found = read(
        "plo_biology.txt",
        "Programme learning outcomes\n\nPLO1 Plans and carries out research.\nPLO2 Communicates with experts\nand with others.\n\
         PLO3 Works in a team.\n",
    );
    assert_eq!(
        found.body,
        "## Plans and carries out research. {#PLO1 .competence}\n\n## Communicates with experts and with others. {#PLO2 .competence}\n\n\
         ## Works in a team. {#PLO3 .competence}\n"
    );
    assert!(found.front.contains("title = \"Programme learning outcomes\""), "{}", found.front);
}

#[test]
fn headings_are_competences_and_the_words_of_others_say_what_stands_below() {
    let found = read(
        "referentiel.html",
        "<!DOCTYPE html><html><head><title>x</title></head><body><nav><ul><li>Accueil</li></ul></nav><h1>Référentiel de la vente</h1>\
         <h2>C1. Accueillir le client</h2><h3>Savoir-faire</h3><ul><li>Saluer le client</li><li>Écouter la demande<ul><li>par téléphone</li></ul></li></ul>\
         <h3>Savoirs</h3><ul><li>Les règles de la politesse</li></ul>\
         <h2>C2. Vendre un produit</h2><h3>Savoir-faire</h3><ul><li>Présenter le produit</li></ul><h3>Savoirs</h3><ul><li>Les produits et les prix</li>\
         </ul></body></html>",
    );
    assert_eq!(
        found.body,
        "## Accueillir le client {#C1 .competence}\n\n- Saluer le client {#C1.1}\n- Écouter la demande {#C1.2}\n  - par téléphone\n\n\
         ### Savoirs {.knowledge}\n\n- [[k.les-regles-de-la-politesse]]\n\n\
         ## Vendre un produit {#C2 .competence}\n\n- Présenter le produit {#C2.1}\n\n### Savoirs {.knowledge}\n\n\
         - [[k.les-produits-et-les-prix]]\n\n## Savoirs {.knowledge}\n\n- Les règles de la politesse {#k.les-regles-de-la-politesse}\n\
         - Les produits et les prix {#k.les-produits-et-les-prix}\n"
    );
    assert!(found.reading.contains("1 line below another one explains it"), "{}", found.reading);
}

#[test]
fn codes_that_go_on_from_each_other_are_a_tree() {
    let found = read(
        "unit.txt",
        "Elements and performance criteria\n\n1. Prepare work\n1.1 Identify the requirements\n1.2 Obtain the tools\n2. Carry out work\n\
         2.1 Follow the procedure\n2.2 Record the results\n",
    );
    assert_eq!(
        found.body,
        "## Prepare work {#1 .competence}\n\n- Identify the requirements {#1.1}\n- Obtain the tools {#1.2}\n\n\
         ## Carry out work {#2 .competence}\n\n- Follow the procedure {#2.1}\n- Record the results {#2.2}\n"
    );
}

#[test]
fn a_table_is_read_by_the_words_over_its_columns() {
    let rows: &[&[&str]] = &[
        &["Opleidingsprofiel brood|4"],
        &[],
        &["Domein", "Code", "Leerresultaat", "Soort"],
        &["1. Veiligheid", "LR-01", "Werkt volgens de regels van de hygiëne", "vaardigheid"],
        &["", "LR-02", "Kent de risico's van het vak", "kennis"],
        &["2. Bakken", "LR-03", "Kneedt en vormt het deeg", "vaardigheid"],
        &["", "LR-04", "", ""],
        &["", "", "LR: leerresultaat van de school, zie de bijlage.", ""],
    ];
    let found = read_with("brood.xlsx", &workbook(&[("Blad1", rows)]), &ListOptions::default());
    assert_eq!(
        found.body,
        "## Veiligheid {#1 .competence}\n\n- Werkt volgens de regels van de hygiëne {#LR-01}\n\n### Kennis {.knowledge}\n\n- [[LR-02]]\n\n\
         ## Bakken {#2 .competence}\n\n- Kneedt en vormt het deeg {#LR-03}\n\n## Kennis {.knowledge}\n\n- Kent de risico's van het vak {#LR-02}\n"
    );
    assert!(
        found.reading.contains("sheet \"Blad1\": row 3 names the columns: group A (Domein), code B (Code), text C (Leerresultaat), kind D (Soort)"),
        "{}",
        found.reading
    );
    assert_said(&found.said, "row 7 has the code \"LR-04\" and no text; it is not taken");
    assert_said(&found.said, "1 row of sheet \"Blad1\" not taken: 8");
}

/// As the Finnish and other registers offer their requirements as a flat file: every row says again what it stands below.
#[test]
fn a_column_whose_texts_come_again_before_the_outcomes_groups_them() {
    let found = read(
        "brood.csv",
        "Unit;Requirement;Criterion\nBaking;Makes dough;Weighs raw materials\nBaking;Makes dough;Kneads the dough\n\
         Baking;Bakes bread;Sets the oven\nBaking;Bakes bread;Bakes the bread\n",
    );
    assert!(
        found.reading.contains("group A (Unit), group B (Requirement), text C (Criterion)"),
        "{}\n{}",
        found.reading,
        found.body
    );
}

#[test]
fn rows_of_one_text_are_headings_where_rows_follow_them() {
    let rows: &[&[&str]] = &[
        &["Nr.", "Kompetenz", "Niveau"],
        &["Fachkompetenz|3"],
        &["1.1", "Kennt die Regeln der Küche und wendet sie an", "2"],
        &["1.2", "Plant die Arbeit mit dem Team", "3"],
        &["Sozialkompetenz|3"],
        &["2.1", "Spricht mit den Gästen und mit dem Team", "1"],
    ];
    let found = read_with("rahmenlehrplan.xlsx", &workbook(&[("Tabelle1", rows)]), &ListOptions::default());
    assert_eq!(
        found.body,
        "## Fachkompetenz {#c1 .competence}\n\n- Kennt die Regeln der Küche und wendet sie an {#1.1}\n  - Niveau: 2\n\
         - Plant die Arbeit mit dem Team {#1.2}\n  - Niveau: 3\n\n## Sozialkompetenz {#c2 .competence}\n\n\
         - Spricht mit den Gästen und mit dem Team {#2.1}\n  - Niveau: 1\n"
    );
    assert!(found.front.contains("language = \"de\""), "{}", found.front);
    assert!(found.reading.contains("2 rows with one text alone read as headings"), "{}", found.reading);
}

#[test]
fn columns_of_knowledge_and_activities_beside_a_competence_are_what_they_say() {
    let file = "Competentie;Activiteiten;Kennis\n\"Onthaalt bezoekers\";\"- Begroet de bezoeker\n- Noteert de naam\";\"- Omgangsvormen\"\n\
                \"Beheert de agenda\";\"- Plant een afspraak\";\"- Kalendersystemen\n- Omgangsvormen in mails\"\n";
    let found = read("onthaal.csv", file);
    assert_eq!(
        found.body,
        "## Onthaalt bezoekers {#c1 .competence}\n\n- Begroet de bezoeker {#c1.1}\n- Noteert de naam {#c1.2}\n\n### Kennis {.knowledge}\n\n\
         - [[k.omgangsvormen]]\n\n## Beheert de agenda {#c2 .competence}\n\n- Plant een afspraak {#c2.1}\n\n### Kennis {.knowledge}\n\n\
         - [[k.kalendersystemen]]\n- [[k.omgangsvormen-in-mails]]\n\n## Kennis {.knowledge}\n\n- Omgangsvormen {#k.omgangsvormen}\n\
         - Kalendersystemen {#k.kalendersystemen}\n- Omgangsvormen in mails {#k.omgangsvormen-in-mails}\n"
    );
}

#[test]
fn columns_without_names_are_known_by_what_they_hold() {
    let rows: &[&[&str]] = &[
        &["Information", "1.1", "Browsing, searching and filtering data"],
        &["Information", "1.2", "Evaluating data and digital content"],
        &["Communication", "2.1", "Interacting through digital technologies"],
        &["Communication", "2.2", "Sharing through digital technologies"],
    ];
    let found = read_with("digcomp.xlsx", &workbook(&[("DigComp", rows)]), &ListOptions::default());
    assert_eq!(
        found.body,
        "## Information {#c1 .competence}\n\n- Browsing, searching and filtering data {#1.1}\n- Evaluating data and digital content {#1.2}\n\n\
         ## Communication {#c2 .competence}\n\n- Interacting through digital technologies {#2.1}\n- Sharing through digital technologies {#2.2}\n"
    );
    assert!(found.reading.contains("no row names the columns"), "{}", found.reading);
}

#[test]
fn what_is_not_clear_is_asked_and_the_answer_is_taken() {
    let rows: &[&[&str]] = &[
        &["Plant het werk van de ploeg", "Organiseert de planning met anderen"],
        &["Leidt de vergadering van de klas", "Zit een gesprek met anderen voor"],
        &["Schrijft het verslag van de les", "Maakt notulen van een vergadering"],
    ];
    let book = workbook(&[("Blad1", rows)]);
    let found = read_with("doelen.xlsx", &book, &ListOptions::default());
    assert_eq!(found.body, "");
    assert_said(&found.said, "it is not clear which column of sheet \"Blad1\" holds the outcomes, A or B");
    let found = read_with("doelen.xlsx", &book, &options(&["text=B", "description=A"], &[]));
    assert!(
        found.body.starts_with(
            "## Organiseert de planning met anderen {#c1 .competence}\n\nPlant het werk van de ploeg\n"
        ),
        "{}",
        found.body
    );
    let found = read_with("doelen.xlsx", &book, &options(&["text=D"], &[]));
    assert_said(&found.said, "has no column `D`; it has A, B");
    assert!(ListOptions::new(false, &["tekst=A".to_owned()], &[]).is_err());
}

#[test]
fn codes_may_be_named_and_then_nothing_else_is_taken() {
    let text = "# Role\n\n## Duties\n\n- Duty 1 Install networks\n- Duty 2 Repair networks\n\n## Knowledge\n\n- K1: Networks\n- K2: Tools\n";
    let found = read_with("role.md", text.as_bytes(), &options(&[], &["K*"]));
    assert_eq!(
        found.body,
        "## Knowledge {.knowledge}\n\n- Networks {#K1}\n- Tools {#K2}\n\n## Duties\n\n- Duty 1 Install networks\n- Duty 2 Repair networks\n"
    );
}

#[test]
fn a_document_that_says_nothing_of_outcomes_is_asked_about() {
    let letter = "Beste ouders\n\nMeebrengen:\n\n- boterhammen\n- zwemgerief\n- een pet\n";
    let found = read("brief.txt", letter);
    assert_eq!(found.body, "");
    assert_said(
        &found.said,
        "1 group with 3 outcomes, none has a code, but nothing says that these are outcomes",
    );
    let found = read_with("brief.txt", letter.as_bytes(), &ListOptions::new(true, &[], &[]).unwrap());
    assert!(
        found.body.contains("## Meebrengen {#c1 .competence}\n\n- boterhammen {#c1.1}\n"),
        "{}",
        found.body
    );
}

#[test]
fn a_table_with_marks_is_no_list() {
    let rows: &[&[&str]] = &[
        &["Code", "Leerresultaat", "M01"],
        &["LR1", "Werkt veilig met messen", "x"],
        &["LR2", "Kookt een soep voor tien", ""],
    ];
    let found = read_with("matrix.xlsx", &workbook(&[("Blad1", rows)]), &ListOptions::default());
    assert_eq!(found.body, "");
    assert_said(&found.said, "this is an Excel workbook, which holds no profile");
}

#[test]
fn what_has_no_code_among_coded_lines_stays_text() {
    let found = read(
        "outcomes.md",
        "# Learning outcomes\n\n## Part 1\n\n- LO-03-05: Describes a cell\n- for example with a drawing\n- LO-03-06: Explains growth\n\n\
         ## Sources\n\n- A book about cells\n",
    );
    assert_eq!(
        found.body,
        "## Part 1 {#c1 .competence}\n\n- Describes a cell {#LO-03-05}\n  - for example with a drawing\n- Explains growth {#LO-03-06}\n\n\
         ## Sources\n\n- A book about cells\n"
    );
    assert_said(&found.said, "1 line without a code is no outcome, since others have one; kept as text");
}

#[test]
fn several_sheets_are_one_list_and_hidden_ones_are_left_out() {
    let one: &[&[&str]] = &[
        &["Code", "Eindterm"],
        &["1.1", "Leest een tekst met begrip"],
        &["1.2", "Schrijft een tekst voor anderen"],
    ];
    let two: &[&[&str]] = &[
        &["Code", "Eindterm"],
        &["2.1", "Rekent met breuken en procenten"],
        &["2.2", "Meet en schat een lengte"],
    ];
    let mut book = workbook(&[("Nederlands", one), ("Wiskunde", two)]);
    let found = read_with("eindtermen.xlsx", &book, &ListOptions::default());
    assert!(
        found.body.starts_with("## Nederlands {#c1 .competence}\n\n- Leest een tekst met begrip {#1.1}\n"),
        "{}",
        found.body
    );
    assert!(
        found.body.contains("## Wiskunde {#c2 .competence}\n\n- Rekent met breuken en procenten {#2.1}\n"),
        "{}",
        found.body
    );
    let legend: &[&[&str]] = &[&["Legende"], &["ET: eindterm"]];
    book = workbook(&[("Nederlands", one), ("Legende", legend)]);
    let found = read_with("eindtermen.xlsx", &book, &ListOptions::default());
    assert!(found.body.starts_with("## Leest een tekst met begrip {#1.1 .competence}\n"), "{}", found.body);
    assert!(
        found.reading.contains("no list of outcomes, and left out: sheet \"Legende\""),
        "{}",
        found.reading
    );
}

#[test]
fn lists_beside_a_table_of_outcomes_are_none() {
    let found = read(
        "co.md",
        "# Course outcomes\n\n| No. | Outcome | PO |\n|---|---|---|\n| CO1 | Understands models of software | PO1, PO2 |\n\
         | CO2 | Applies patterns in real projects | PO3 |\n\n## Workflow\n\n- Click on add\n- Type the outcome\n",
    );
    assert_eq!(
        found.body,
        "## Understands models of software {#CO1 .competence}\n\nPO: PO1, PO2\n\n## Applies patterns in real projects {#CO2 .competence}\n\nPO: PO3\n\n\
         ## Workflow\n\n- Click on add\n- Type the outcome\n"
    );
    assert!(found.reading.contains("further text 3 (PO)"), "{}", found.reading);
}

#[test]
fn each_coded_line_of_a_paragraph_is_an_outcome() {
    let text = "# Baker standard\n\n## Knowledge\n\nK1: How yeast works\nand why\nK2: Types of flour\nK3: Salt\n\n\
                ## Skills\n\n- S1: Weighs\n- S2: Kneads\n";
    let knowledge = "## Knowledge {.knowledge}\n\n- How yeast works and why {#K1}\n- Types of flour {#K2}\n- Salt {#K3}\n\n";
    let found = read("baker.md", text);
    assert!(found.body.starts_with(knowledge), "{}", found.body);
    let found = read_with("baker.md", text.as_bytes(), &options(&[], &["K*"]));
    assert!(found.body.starts_with(knowledge), "{}", found.body);
    let page = "<h1>Baker standard</h1><h2>Knowledge</h2><p>K1: How yeast works<br>and why<br>K2: Types of flour<br>K3: Salt</p>\
                <h2>Skills</h2><ul><li>S1: Weighs</li><li>S2: Kneads</li></ul>";
    let found = read("baker.html", page);
    assert!(found.body.starts_with(knowledge), "{}", found.body);
}

#[test]
fn hours_are_no_codes_and_totals_no_outcomes() {
    let rows: &[&[&str]] = &[
        &["Lernfeld", "Zeitrichtwert", "Kenntnisse", "Fertigkeiten"],
        &["LF 1 Teige herstellen", "80", "Mehltypen unterscheiden", "Teig kneten"],
        &["", "", "Hefe beschreiben", "Teig teilen"],
        &["LF 2 Brot backen", "60", "Ofentypen nennen", "Ofen bedienen"],
        &["", "", "", "Brot beurteilen"],
        &["Summe", "140", "", ""],
    ];
    let found = read_with("baecker.xlsx", &workbook(&[("Blatt1", rows)]), &ListOptions::default());
    assert_eq!(
        found.body,
        "## LF 1 Teige herstellen {#c1 .competence}\n\n- Teig kneten {#c1.1}\n- Teig teilen {#c1.2}\n\n### Kenntnisse {.knowledge}\n\n\
         - [[k.mehltypen-unterscheiden]]\n- [[k.hefe-beschreiben]]\n\n## LF 2 Brot backen {#c2 .competence}\n\n\
         - Ofen bedienen {#c2.1}\n- Brot beurteilen {#c2.2}\n\n### Kenntnisse {.knowledge}\n\n- [[k.ofentypen-nennen]]\n\n\
         ## Kenntnisse {.knowledge}\n\n- Mehltypen unterscheiden {#k.mehltypen-unterscheiden}\n- Hefe beschreiben {#k.hefe-beschreiben}\n\
         - Ofentypen nennen {#k.ofentypen-nennen}\n"
    );
    assert!(found.reading.contains("left out: column B (Zeitrichtwert)"), "{}", found.reading);
    assert!(found.reading.contains("1 row of totals passed over: 6"), "{}", found.reading);
    let found = read(
        "uren.csv",
        "Competentie;Indicator;Foo\nDeeg;Weegt het meel af;40\n;Kneedt het deeg;20\nTotaal;;60\n",
    );
    assert_eq!(
        found.body,
        "## Deeg {#c1 .competence}\n\n- Weegt het meel af {#c1.1}\n- Kneedt het deeg {#c1.2}\n"
    );
}

#[test]
fn codes_in_a_cell_are_references_and_no_group() {
    let found = read(
        "standard.md",
        "# Standard\n\n| Ref | Skill | Duty |\n|---|---|---|\n| S1 | Weigh ingredients | D1 |\n| S2 | Knead dough | D1 D2 |\n",
    );
    assert_eq!(
        found.body,
        "## Vaardigheden {.skills}\n\n- Weigh ingredients {#S1}\n  - Duty: D1\n- Knead dough {#S2}\n  - Duty: D1 D2\n"
    );
    assert!(found.reading.contains("references 3 (Duty)"), "{}", found.reading);
}

#[test]
fn a_column_of_kinds_is_known_by_its_words_in_four_languages() {
    for [name, knowledge, skill, attitude] in [
        ["Domain", "Knowledge", "Skills", "Attitudes"],
        ["Domein", "Kennis", "Vaardigheden", "Attitudes"],
        ["Domaine", "Savoirs", "Savoir-faire", "Savoir-être"],
        ["Bereich", "Kenntnisse", "Fertigkeiten", "Haltungen"],
    ] {
        let text = format!(
            "PLO,Description,{name}\nPLO1,Dough,{knowledge}\nPLO2,Recipes,{skill}\nPLO3,Teams,{attitude}\nPLO4,Products,{skill}\n"
        );
        let found = read("plo.csv", &text);
        for list in [
            ".knowledge}\n\n- Dough {#PLO1}",
            ".skills}\n\n- Recipes {#PLO2}\n- Products {#PLO4}",
            ".attitudes}\n\n- Teams {#PLO3}",
        ] {
            assert!(found.body.contains(list), "{list} in {}", found.body);
        }
        assert!(!found.body.contains(".competence"), "{}", found.body);
        assert!(found.reading.contains(&format!("kind C ({name})")), "{}", found.reading);
    }
}

#[test]
fn a_bullet_beside_coded_ones_is_an_outcome_and_one_below_explains() {
    let found = read(
        "baker.md",
        "# Baker standard\n\n## Knowledge\n\n- K1: Yeast\n- K2: Flour\n\n## Skills\n\n- S1: Weighs\n  - with a scale\n\
         - S2: Kneads\n- Keeps a clean bench\n",
    );
    assert!(
        found.body.ends_with(
            "## Skills {.skills}\n\n- Weighs {#S1}\n  - with a scale\n- Kneads {#S2}\n- Keeps a clean bench {#k.keeps-a-clean-bench}\n"
        ),
        "{}",
        found.body
    );
    assert_said(&found.said, "1 line without a code is an outcome as the others are, and gets an id");
}

#[test]
fn a_sentence_behind_a_list_is_prose_with_its_link() {
    let text = "# Programme outcomes\n\nGraduates can:\n\n1. Explain the chemistry\n2. Design a recipe\n\n   for many guests\n\n\
                See [the handbook](https://example.org/h).\n";
    let found = read_with("num.md", text.as_bytes(), &ListOptions::new(true, &[], &[]).unwrap());
    assert_eq!(
        found.body,
        "## Graduates can {#c1 .competence}\n\n- Explain the chemistry {#c1.1}\n- Design a recipe {#c1.2}\n  - for many guests\n\n\
         See the handbook (https://example.org/h).\n"
    );
}

#[test]
fn headings_of_skills_are_no_groups_and_headings_over_text_stay() {
    let found = read(
        "plan.md",
        "# Rahmenlehrplan\n\n## Lernfeld 1: Teige\n\n### Kenntnisse\n\n- Mehltypen\n\n### Fertigkeiten\n\n- Teig kneten\n\n\
         ## Lernfeld 2: Brot\n\n### Fertigkeiten\n\n- Ofen bedienen\n",
    );
    assert!(
        found.body.starts_with(
            "## Lernfeld 1: Teige {#c1 .competence}\n\n- Teig kneten {#c1.1}\n\n### Kenntnisse {.knowledge}\n\n- [[k.mehltypen]]\n\n\
             ## Lernfeld 2: Brot {#c2 .competence}\n\n- Ofen bedienen {#c2.1}\n"
        ),
        "{}",
        found.body
    );
    assert!(found.reading.contains("3 outcomes (1 knowledge, 2 skills)"), "{}", found.reading);
    assert_eq!(found.said, Vec::<String>::new());
    let found = read(
        "cap.md",
        "# Référentiel\n\n## Compétences\n\n- C1: Organiser\n- C2: Produire\n\n## Savoirs associés\n\n### S1 Les matières\n\n- Les farines\n",
    );
    assert!(
        found.body.ends_with("## Savoirs associés\n\n### S1 Les matières\n\n- Les farines\n"),
        "{}",
        found.body
    );
}

#[test]
fn codes_that_are_not_there_are_said_with_those_that_are() {
    let text = "# Role\n\n## Knowledge\n\n- K1: Networks\n- K2: Tools\n";
    let found = read_with("role.md", text.as_bytes(), &options(&[], &["Z*"]));
    assert_said(&found.said, "no code fits `Z*`; the codes are K1, K2");
    let found = read_with("role.md", text.as_bytes(), &options(&[], &["K*", "Z*"]));
    assert_said(&found.said, "no code fits `Z*`");
    assert!(found.body.contains("- Tools {#K2}"), "{}", found.body);
    let rows: &[&[&str]] =
        &[&["Code", "Eindterm"], &["1.1", "Leest een tekst"], &["1.2", "Schrijft een tekst"]];
    let book = workbook(&[("Blad1", rows)]);
    let found = read_with("eindtermen.xlsx", &book, &options(&[], &["Z*"]));
    assert_said(&found.said, "no code fits `Z*`; the codes are 1.1, 1.2");
    let found = read_with("eindtermen.xlsx", &book, &options(&["code=A", "text=B"], &[]));
    assert!(
        found
            .reading
            .contains("sheet \"Blad1\": the columns are as you said: code A (Code), text B (Eindterm)"),
        "{}",
        found.reading
    );
}

#[test]
fn parents_in_a_tree_of_codes_are_headings_with_their_codes() {
    let found = read(
        "nested.txt",
        "1 Dough\n1.1 Preparation\n1.1.1 Weighs the flour\n1.1.2 Kneads the dough\n1.2 Proving\n1.2.9 Proves the dough\n\
         1.2.10 Checks the dough\n2 Baking\n2.1 Oven\n2.1.1 Sets the oven\n",
    );
    assert_eq!(
        found.body,
        "## Dough {#1 .competence}\n\n### Preparation {#1.1 .competence}\n\n- Weighs the flour {#1.1.1}\n- Kneads the dough {#1.1.2}\n\n\
         ### Proving {#1.2 .competence}\n\n- Proves the dough {#1.2.9}\n- Checks the dough {#1.2.10}\n\n\
         ## Baking {#2 .competence}\n\n### Oven {#2.1 .competence}\n\n- Sets the oven {#2.1.1}\n"
    );
    assert_eq!(found.said, Vec::<String>::new());
    let found = read(
        "fill.csv",
        "Domein;Competentie;Indicator;Kennis\nProductie;Deeg;Weegt af;Meel\n;;Kneedt;\n;Oven;Bakt;\nVerkoop;Klant;Groet;\n",
    );
    assert!(
        found.body.starts_with(
            "## Productie {#c1 .competence}\n\n### Deeg {#c2 .competence}\n\n- Weegt af {#c2.1}\n- Kneedt {#c2.2}\n\n\
             #### Kennis {.knowledge}\n\n- [[k.meel]]\n\n### Oven {#c3 .competence}\n\n- Bakt {#c3.1}\n\n## Verkoop {#c4 .competence}\n\n\
             ### Klant {#c5 .competence}\n\n- Groet {#c5.1}\n"
        ),
        "{}",
        found.body
    );
    let found = read(
        "tab.csv",
        "Pôle;Compétences;Indicateurs\nPôle 1;C1 Produire;Pétrir la pâte\nPôle 2;C2 Vendre;Accueillir\n",
    );
    assert!(
        found.body.contains("### Produire {#C1 .competence}\n\n- Pétrir la pâte {#C1.1}"),
        "{}",
        found.body
    );
    let found = read(
        "codes.csv",
        "Code;Leerresultaat\n1;Deeg\n1.1;Bereiden\n1.1.1;Weegt af\n1.1.2;Kneedt\n1.10;Rust\n",
    );
    assert_eq!(
        found.body,
        "## Deeg {#1 .competence}\n\n### Bereiden {#1.1 .competence}\n\n- Weegt af {#1.1.1}\n- Kneedt {#1.1.2}\n\n\
         ### Rust {#1.10 .competence}\n"
    );
}

#[test]
fn codes_of_any_form_and_depth_stay_with_their_outcomes() {
    let found = read(
        "domein.csv",
        "Domein;Code;Leerresultaat;Oude code\nD1;a;Kent de wet;W-1\nD1;b;Past de wet toe;W-2\nD2;a;Schrijft een verslag;W-3\nD2;b;Leest een plan;W-4\n",
    );
    assert_eq!(
        found.body,
        "## D1 {#D1 .competence}\n\n- Kent de wet {#D1.1 code=a}\n  - Oude code: W-1\n- Past de wet toe {#D1.2 code=b}\n  - Oude code: W-2\n\n\
         ## D2 {#D2 .competence}\n\n- Schrijft een verslag {#D2.1 code=a}\n  - Oude code: W-3\n- Leest een plan {#D2.2 code=b}\n  - Oude code: W-4\n"
    );
    assert!(found.reading.contains("4 codes count anew in each group"), "{}", found.reading);
    let found = read(
        "diep.csv",
        "Code;Leerresultaat\n1;Communicatie\n1.1;Gesprekken\n1.1.1;Opent een gesprek\n1.2;Schrijven\n1.2.1;Mailen\n1.2.1.1;Kiest een onderwerp\n\
         1.3;Luistert\n1.10;Rapporteert\n",
    );
    assert_eq!(
        found.body,
        "## Communicatie {#1 .competence}\n\n### Gesprekken {#1.1 .competence}\n\n- Opent een gesprek {#1.1.1}\n\n\
         ### Schrijven {#1.2 .competence}\n\n#### Mailen {#1.2.1 .competence}\n\n- Kiest een onderwerp {#1.2.1.1}\n\n\
         ### Luistert {#1.3 .competence}\n\n### Rapporteert {#1.10 .competence}\n"
    );
    assert_eq!(found.said, Vec::<String>::new());
}

#[test]
fn a_row_of_a_group_keeps_its_code_and_what_explains_it() {
    let found = read(
        "groepen.csv",
        "Code;Competentie;Indicator;Toelichting\n1;Communicatie;;Over klanten\n1.1;;Luistert;Actief\n1.2;;Spreekt;\n2;Techniek;;\n2.1;;Meet;\n",
    );
    assert_eq!(
        found.body,
        "## Communicatie {#1 .competence}\n\nOver klanten\n\n- Luistert {#1.1}\n  - Actief\n- Spreekt {#1.2}\n\n\
         ## Techniek {#2 .competence}\n\n- Meet {#2.1}\n"
    );
}

#[test]
fn a_group_that_comes_again_is_one_group_and_a_code_that_does_is_a_reference() {
    let found =
        read("weer.csv", "Domein;Leerresultaat\nTaal;Leest teksten\nRekenen;Telt\nTaal;Schrijft brieven\n");
    assert_eq!(
        found.body,
        "## Taal {#c1 .competence}\n\n- Leest teksten {#c1.1}\n- Schrijft brieven {#c1.2}\n\n## Rekenen {#c2 .competence}\n\n- Telt {#c2.1}\n"
    );
    assert!(found.reading.contains("a group came again behind another one 1 time"), "{}", found.reading);
    let found =
        read("duty.csv", "Duty;Ref;Skill\nD1;S1;Weigh ingredients\nD2;S2;Knead dough\nD1;S3;Bake bread\n");
    assert!(found.body.contains("- Weigh ingredients {#S1}\n  - Duty: D1\n"), "{}", found.body);
}

#[test]
fn a_title_above_a_table_and_its_names_on_every_page_are_no_outcomes() {
    let found = read(
        "lijst.csv",
        "Leerresultaten Bachelor Verpleegkunde\nVersie 3, goedgekeurd door de raad.\n\nCode;Leerresultaat;Niveau\n\
         LR1;Zorgt voor mensen;6\nLR2;Werkt samen;6\nCode;Leerresultaat;Niveau\nLR3;Schrijft een plan;6\n",
    );
    assert!(found.front.contains("title = \"Leerresultaten Bachelor Verpleegkunde\""), "{}", found.front);
    assert!(
        found.body.starts_with("Versie 3, goedgekeurd door de raad.\n\n## Zorgt voor mensen {#LR1"),
        "{}",
        found.body
    );
    assert!(!found.body.contains("Leerresultaat {"), "{}", found.body);
    assert!(
        found.reading.contains("1 further row with names of columns passed over: 7"),
        "{}",
        found.reading
    );
}

#[test]
fn names_of_columns_that_nobody_knows_are_no_outcomes() {
    let found = read(
        "vreemd.csv",
        "Blok,Wat,Opvolging\nDeeg,Weegt het meel af met een precieze schaal,Jan\nDeeg,Kneedt het deeg tot het niet meer kleeft,An\n\
         Oven,Bakt het brood op de juiste temperatuur,Jan\n",
    );
    assert!(!found.body.contains("Wat {"), "{}", found.body);
    assert_said(&found.said, "nothing says that these are outcomes");
    let list = ListOptions::new(true, &[], &[]).unwrap();
    let found = read_with(
        "semester.csv",
        b"id,outcome,semester\nLO1,Weighs the flour,1\nLO2,Kneads the dough,2\nLO3,Bakes the bread,1\n",
        &list,
    );
    assert!(found.body.starts_with("## Weighs the flour {#LO1 .competence}"), "{}", found.body);
}

#[test]
fn a_line_that_leads_in_a_list_heads_no_group() {
    let found = read(
        "leerdoelen.md",
        "# Leerdoelen\n\n## Deeg\nDe kandidaat:\n* weegt het meel af;\n* kneedt het deeg.\n\n## Oven\nDe kandidaat:\n* bakt het brood.\n",
    );
    assert_eq!(
        found.body,
        "## Deeg {#c1 .competence}\n\nDe kandidaat:\n\n- weegt het meel af; {#c1.1}\n- kneedt het deeg. {#c1.2}\n\n\
         ## Oven {#c2 .competence}\n\nDe kandidaat:\n\n- bakt het brood. {#c2.1}\n"
    );
}

#[test]
fn a_numbered_competence_has_the_id_of_its_number() {
    let text = "# Broodbakker\n\n## Competenties\n\n### Competentie 1: Bereidt deeg\n\n- Weegt af\n- Kneedt\n\n\
        ### Competentie 2: Verkoopt\n\n- Rekent af\n- Groet\n\n## Kennis\n\n- Hygiëne\n";
    let read = read("bakker.md", text);
    let body = "## Bereidt deeg {#c1 .competence}\n\n- Weegt af {#c1.1}\n- Kneedt {#c1.2}\n\n\
        ## Verkoopt {#c2 .competence}\n\n- Rekent af {#c2.1}\n- Groet {#c2.2}\n\n\
        ## Kennis {.knowledge}\n\n- Hygiëne {#k.hygiene}\n";
    assert_eq!(read.body, body, "{}", read.reading);
    assert!(read.reading.contains("groups nothing: \"Competenties\""), "{}", read.reading);
    // Numbers that come again, or words that are no competences, stay in the titles.
    for headings in [["Competentie 1: A", "Competentie 1: B"], ["Domein 1: A", "Domein 2: B"]] {
        let text =
            format!("# Doelen\n\n## {}\n\n- x y\n- z\n\n## {}\n\n- p q\n- r\n", headings[0], headings[1]);
        let body = self::read("doelen.md", &text).body;
        assert!(headings.iter().all(|heading| body.contains(&format!("## {heading} {{#"))), "{body}");
    }
}

#[test]
fn a_word_and_a_number_head_the_lines_below_them_without_an_empty_line() {
    let found = read(
        "kerntaken.txt",
        "Leerresultaten Bakker\n\nKerntaak 1: Brood bakken\nWP1.1 Kneedt deeg\nWP1.2 Bakt brood\n\
         Kerntaak 2: Veilig werken\nWP2.1 Meldt gevaar\n",
    );
    assert_eq!(
        found.body,
        "## Kerntaak 1: Brood bakken {#c1 .competence}\n\n- Kneedt deeg {#WP1.1}\n- Bakt brood {#WP1.2}\n\n\
         ## Kerntaak 2: Veilig werken {#c2 .competence}\n\n- Meldt gevaar {#WP2.1}\n"
    );
    assert!(found.front.contains("title = \"Leerresultaten Bakker\""), "{}", found.front);
}

#[test]
fn a_line_that_says_who_learns_leads_in_below_its_heading() {
    let found = read(
        "lernfelder.md",
        "# Rahmenlehrplan\n\n**Lernfeld 1: Brot backen**\n\nDie Lernenden\n\n- kneten Teig,\n- backen Brot.\n\n\
         **Lernfeld 2: Hygiene**\n\n- melden Gefahren.\n",
    );
    assert_eq!(
        found.body,
        "## Lernfeld 1: Brot backen {#c1 .competence}\n\nDie Lernenden\n\n- kneten Teig, {#c1.1}\n- backen Brot. {#c1.2}\n\n\
         ## Lernfeld 2: Hygiene {#c2 .competence}\n\n- melden Gefahren. {#c2.1}\n"
    );
}
