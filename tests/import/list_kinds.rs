//! Lists of outcomes as countries and schools write them: the steps of each come in as they are, what is no outcome becomes
//! none, and what is not certain is said.

use leerlijn::import::ListOptions;
use rust_xlsxwriter::Workbook;

use crate::lists::{Read, read_with};

fn read(name: &str, text: &str) -> Read {
    read_with(name, text.as_bytes(), &ListOptions::default())
}

/// A web page with this body.
fn page(body: &str) -> Read {
    read("list.html", &format!("<!DOCTYPE html><html><body><main>{body}</main></body></html>"))
}

#[test]
fn a_dutch_qualification_file_has_labels_beside_its_texts() {
    let found = page(
        "<h1>Kwalificatiedossier Groen</h1><h2>B1-K1: Verzorgt planten</h2>\
         <h3>Vakkennis en vaardigheden</h3><p>De beginnend beroepsbeoefenaar:</p><ul><li>kent bodemsoorten</li><li>kan snoeien</li></ul>\
         <h3>B1-K1-W1: Plant aan</h3><table><tr><td>Omschrijving</td><td>De hovenier plant bomen en heesters.</td></tr>\
         <tr><td>Resultaat</td><td>De aanplant staat goed.</td></tr>\
         <tr><td>Gedrag</td><td><p>De hovenier meet de plantafstand</p><p>De hovenier overlegt</p></td></tr></table>\
         <h2>B1-K2: Onderhoudt machines</h2><h3>B1-K2-W1: Smeert</h3>\
         <table><tr><td>Omschrijving</td><td>De hovenier smeert machines.</td></tr><tr><td>Gedrag</td><td>De hovenier volgt het schema</td></tr></table>",
    );
    assert_eq!(
        found.body,
        "## Verzorgt planten {#B1-K1 .competence}\n\n### Vakkennis en vaardigheden {#c2 .competence}\n\n\
         De beginnend beroepsbeoefenaar:\n\n- kent bodemsoorten {#c2.1}\n- kan snoeien {#c2.2}\n\n\
         ### Plant aan {#B1-K1-W1 .competence}\n\nOmschrijving: De hovenier plant bomen en heesters.\n\n\
         Resultaat: De aanplant staat goed.\n\n- De hovenier meet de plantafstand {#B1-K1-W1.1}\n- De hovenier overlegt {#B1-K1-W1.2}\n\n\
         ## Onderhoudt machines {#B1-K2 .competence}\n\n### Smeert {#B1-K2-W1 .competence}\n\n\
         Omschrijving: De hovenier smeert machines.\n\n- De hovenier volgt het schema {#B1-K2-W1.1}\n"
    );
}

#[test]
fn an_activity_left_of_a_competence_groups_it_and_criteria_say_more_of_it() {
    let found = read(
        "referentiel.csv",
        "Pôle;Activités;Code;Compétences;Critères de réussite\nAtelier;A1;C1.1;Monter une roue;Serrage correct\n\
         Atelier;A1;C1.10;Régler un frein;Course juste\nVente;A2;C2.1;Conseiller un client;Écoute\n",
    );
    assert_eq!(
        found.body,
        "## Atelier {#c1 .competence}\n\n### A1 {#A1 .competence}\n\n- Monter une roue {#C1.1}\n  - Critères de réussite: Serrage correct\n\
         - Régler un frein {#C1.10}\n  - Critères de réussite: Course juste\n\n\
         ## Vente {#c3 .competence}\n\n### A2 {#A2 .competence}\n\n- Conseiller un client {#C2.1}\n  - Critères de réussite: Écoute\n"
    );
}

#[test]
fn units_activities_and_competences_are_three_steps() {
    let found = read(
        "profil.csv",
        "UAA;Activité clé;Compétence;Aptitudes;Savoirs\nUAA 1;Préparer le chantier;C1. Tracer;\"Mesurer\nMarquer\";Les échelles\n\
         ;;C2. Protéger;Couvrir le sol;Les bâches\nUAA 2;Peindre un mur;C3. Enduire;Poncer;Les enduits\n",
    );
    assert!(
        found.body.starts_with(
            "## Préparer le chantier {#UAA-1 .competence code=\"UAA 1\"}\n\n### Tracer {#C1 .competence}\n\n- Mesurer {#C1.1}\n- Marquer {#C1.2}\n\n\
             #### Savoirs {.knowledge}\n\n- [[k.les-echelles]]\n\n### Protéger {#C2 .competence}\n\n- Couvrir le sol {#C2.1}\n"
        ),
        "{}",
        found.body
    );
    let found = read(
        "profil.txt",
        "UAA 1 : Chantier\nCompétence 1.1 : Tracer\n- Mesurer\n- Marquer\nCompétence 1.2 : Protéger\n- Couvrir\nUAA 2 : Peinture\n\
         Compétence 2.1 : Enduire\n- Poncer\n",
    );
    assert_eq!(
        found.body,
        "## Chantier {#UAA-1 .competence code=\"UAA 1\"}\n\n### Compétence 1.1 : Tracer {#c2 .competence}\n\n- Mesurer {#c2.1}\n- Marquer {#c2.2}\n\n\
         ### Compétence 1.2 : Protéger {#c3 .competence}\n\n- Couvrir {#c3.1}\n\n## Peinture {#UAA-2 .competence code=\"UAA 2\"}\n\n\
         ### Compétence 2.1 : Enduire {#c5 .competence}\n\n- Poncer {#c5.1}\n"
    );
}

#[test]
fn a_row_of_unknown_names_is_known_by_its_form() {
    let found = read(
        "rajz.csv",
        "Egység;Jel;Kimenet\nKonyha;K1.1;Levest készít a csapattal\nKonyha;K1.2;Zöldséget tisztít\nTerem;T1.1;Megterít\n",
    );
    assert!(!found.body.contains("Kimenet {") && !found.body.contains("{#Jel"), "{}", found.body);
    assert!(found.body.contains("Levest készít a csapattal {#K1.1"), "{}", found.body);
    let found = read(
        "hk.csv",
        "HKB;HK\nPlanen;a1: Auftrag klären\nPlanen;a2: Zeit planen\nPrüfen;c1: Masse prüfen\n",
    );
    assert_eq!(
        found.body,
        "## Planen {#c3 .competence}\n\n- Auftrag klären {#a1}\n- Zeit planen {#a2}\n\n## Prüfen {#c2 .competence}\n\n- Masse prüfen {#c1}\n"
    );
}

#[test]
fn a_grid_of_competences_has_a_code_in_every_field() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows: &[&[&str]] = &[
        &["Übersicht"],
        &["", "Handlungskompetenzbereiche", "Handlungskompetenzen"],
        &["a", "Planen von Aufträgen", "a1: Auftrag klären", "a2: Zeit planen"],
        &["b", "Fertigen von Teilen", "b1: Drehen", ""],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells.iter()).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    let found = read_with("grid.xlsx", &book.save_to_buffer().unwrap(), &ListOptions::default());
    assert_eq!(
        found.body,
        "## Planen von Aufträgen {#a .competence}\n\n- Auftrag klären {#a1}\n- Zeit planen {#a2}\n\n\
         ## Fertigen von Teilen {#b .competence}\n\n- Drehen {#b1}\n"
    );
    let found = read(
        "orte.md",
        "# Bildungsplan\n\n## Kompetenz a1: Planen\n\n| Leistungsziele Betrieb | Leistungsziele Schule |\n|---|---|\n\
         | a1.1 Klärt Aufträge. | a1.2 Nennt Normen. |\n\n## Kompetenz b1: Fertigen\n\n| Leistungsziele Betrieb | Leistungsziele Schule |\n|---|---|\n\
         | b1.1 Dreht Wellen. | |\n",
    );
    assert_eq!(
        found.body,
        "## Kompetenz a1: Planen {#c1 .competence}\n\n- Klärt Aufträge. {#a1.1}\n  - Leistungsziele Betrieb\n- Nennt Normen. {#a1.2}\n\
         \u{20} - Leistungsziele Schule\n\n## Kompetenz b1: Fertigen {#c2 .competence}\n\n- Dreht Wellen. {#b1.1}\n  - Leistungsziele Betrieb\n"
    );
}

#[test]
fn hours_years_shares_and_totals_are_no_outcomes() {
    let found = page(
        "<h1>Rahmenlehrplan Tischler</h1><h2>Übersicht</h2><table><tr><td>Nr.</td><td>Lernfelder</td><td>1. Jahr</td><td>2. Jahr</td></tr>\
         <tr><td>1</td><td>Holz bearbeiten</td><td>80</td><td></td></tr><tr><td>2</td><td>Möbel bauen</td><td></td><td>60</td></tr>\
         <tr><td></td><td>Summen</td><td>80</td><td>60</td></tr></table>\
         <h2>Lernfeld 1: Holz bearbeiten</h2><p>1. Ausbildungsjahr, Zeitrichtwert: 80 Stunden</p><p>Inhalte:</p><ul><li>Holzarten</li></ul>\
         <h2>Lernfeld 2: Möbel bauen</h2><p>2. Ausbildungsjahr, Zeitrichtwert: 60 Stunden</p><p>Inhalte:</p><ul><li>Verbindungen</li></ul>",
    );
    assert!(
        found.body.starts_with(
            "## Lernfeld 1: Holz bearbeiten {#c1 .competence}\n\n1\\. Ausbildungsjahr, Zeitrichtwert: 80 Stunden\n\n\
             ### Kenntnisse {.knowledge}\n\n- [[k.holzarten]]\n\n## Lernfeld 2: Möbel bauen {#c2 .competence}\n"
        ),
        "{}",
        found.body
    );
    assert_eq!(found.body.matches(".competence").count(), 2, "{}", found.body);
    let found = read(
        "module.md",
        "# Carpentry 5N7\n\n## Learning Outcomes\n\nLearners will be able to:\n\n1. Select timber\n2. Cut joints\n\n\
         ## Assessment\n\n### Techniques\n\n- Project 60%\n- Theory test\n\n## Grading\n\n- Distinction 80% - 100%\n",
    );
    assert!(
        found.body.starts_with(
            "## Learning Outcomes {#c1 .competence}\n\nLearners will be able to:\n\n- Select timber {#c1.1}\n- Cut joints {#c1.2}\n\n## Assessment\n"
        ),
        "{}",
        found.body
    );
    assert_eq!(found.body.matches("{#").count(), 3, "{}", found.body);
    assert!(
        found.reading.contains("2 lines state hours, years or shares, and are text"),
        "{}",
        found.reading
    );
}

#[test]
fn numbers_that_count_anew_in_each_unit_stay_codes() {
    let found = read(
        "units.txt",
        "Unit 1: Timber\nUnit reference number: A/1\nCredit value: 3\n\nLearning outcomes   Assessment criteria\n1 Know timber\n1.1 Name species\n\
         1.10 Name defects\n\nUnit 2: Joints\n1 Make joints\n1.1 Mark out\n1.2 Cut\n",
    );
    assert_eq!(
        found.body,
        "## Timber {#Unit-1 .competence code=\"Unit 1\"}\n\nUnit reference number: A/1\n\nCredit value: 3\n\n\
         ### Know timber {#c2 .competence code=1}\n\n- Name species {#c2.1 code=1.1}\n- Name defects {#c2.2 code=1.10}\n\n\
         ## Joints {#Unit-2 .competence code=\"Unit 2\"}\n\n### Make joints {#c4 .competence code=1}\n\n- Mark out {#c4.1 code=1.1}\n- Cut {#c4.2 code=1.2}\n"
    );
    let found = page(
        "<h1>Timber</h1><table><tr><td><p>Learning outcomes</p><p>The learner will:</p></td><td><p>Assessment criteria</p><p>The learner can:</p></td></tr>\
         <tr><td rowspan=2>1 Know timber</td><td>1.1 Name species</td></tr><tr><td>1.2 Name defects</td></tr>\
         <tr><td>2 Make joints</td><td>2.1 Mark out</td></tr></table>",
    );
    assert_eq!(
        found.body,
        "## Know timber {#1 .competence}\n\n- Name species {#1.1}\n- Name defects {#1.2}\n\n## Make joints {#2 .competence}\n\n- Mark out {#2.1}\n"
    );
}

#[test]
fn a_letter_below_a_code_goes_on_from_it() {
    let found = read(
        "modulo.txt",
        "Resultados de aprendizaje y criterios de evaluación:\n\n1. Prepara la madera.\nCriterios de evaluación:\na) Se ha medido.\nb) Se ha cortado.\n\
         2. Monta el mueble.\nCriterios de evaluación:\na) Se ha encolado.\n\nContenidos:\n- Maderas\n",
    );
    assert!(
        found.body.contains(
            "### Prepara la madera. {#1 .competence}\n\n- Se ha medido. {#1.a}\n- Se ha cortado. {#1.b}\n\n\
             ### Monta el mueble. {#2 .competence}\n\n- Se ha encolado. {#2.a}\n\n## Kennis {.knowledge}\n\n- Maderas {#k.maderas}\n"
        ),
        "{}",
        found.body
    );
    let found = read(
        "modulo.md",
        "# Módulo\n\n## Criterios de evaluación\n\n- **RA1**. Prepara la madera.\n  - **CE1a**. Se ha medido.\n  - **CE1b**. Se ha cortado.\n\
         - **RA2**. Monta el mueble.\n  - **CE2a**. Se ha encolado.\n",
    );
    assert!(
        found.body.ends_with(
            "### Prepara la madera. {#RA1 .competence}\n\n- Se ha medido. {#CE1a}\n- Se ha cortado. {#CE1b}\n\n\
             ### Monta el mueble. {#RA2 .competence}\n\n- Se ha encolado. {#CE2a}\n"
        ),
        "{}",
        found.body
    );
}

#[test]
fn a_code_that_a_spreadsheet_may_have_cut_is_no_id() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Benchmark code").unwrap();
    sheet.write_string(0, 1, "Standard").unwrap();
    for (row, (code, text)) in
        (1..).zip([(3.01, "Mix paint"), (3.02, "Store paint"), (3.1, "Spray paint"), (3.11, "Clean up")])
    {
        sheet.write_number(row, 0, code).unwrap();
        sheet.write_string(row, 1, text).unwrap();
    }
    let found = read_with("cte.xlsx", &book.save_to_buffer().unwrap(), &ListOptions::default());
    assert_eq!(
        found.body,
        "## Mix paint {#3.01 .competence}\n\n## Store paint {#3.02 .competence}\n\n## Spray paint {#c3 .competence}\n\n## Clean up {#3.11 .competence}\n"
    );
    assert!(
        found.said.iter().any(|said| said.contains("row 4 has the number 3.1 as its code")),
        "{:#?}",
        found.said
    );
    let found = read("cte.csv", "Standard number;Standard\n04.0;Paint\n04.01;Mix paint\n04.10;Spray paint\n");
    assert_eq!(found.body, "## Paint {#04.0 .competence}\n\n- Mix paint {#04.01}\n- Spray paint {#04.10}\n");
}

#[test]
fn the_third_column_of_the_european_framework_is_no_less_than_the_others() {
    for third in ["Responsibility and autonomy", "Competence"] {
        let found = read(
            "eqf.csv",
            &format!(
                "Unit,Knowledge,Skills,{third}\nPainting,Knows paints,Mixes paint,Works alone\nDrying,Knows drying,Dries,Decides\n"
            ),
        );
        assert!(
            found.body.starts_with(
                "## Painting {#c1 .competence}\n\n- Mixes paint {#c1.1}\n- Works alone {#c1.2}\n\n### Knowledge {.knowledge}\n\n- [[k.knows-paints]]\n"
            ),
            "{}",
            found.body
        );
    }
}

#[test]
fn columns_that_nobody_knows_stay_beside_their_outcomes() {
    let found = read(
        "doelen.csv",
        "Nr;Doelstelling;B/U;Werkvorm\n1;Weegt hout;B;Oefening in duo\n2;Zaagt hout;U;Opdracht\nTotaal;2;;\n",
    );
    assert_eq!(
        found.body,
        "## Weegt hout {#1 .competence}\n\nB/U: B\n\nWerkvorm: Oefening in duo\n\n## Zaagt hout {#2 .competence}\n\nB/U: U\n\nWerkvorm: Opdracht\n"
    );
    assert!(found.reading.contains("further text D (Werkvorm)"), "{}", found.reading);
    let found =
        read("wie.csv", "Code;Leerdoel;Leerkracht\nL1;Weegt hout;An Peeters\nL2;Zaagt hout;Jan Aerts\n");
    assert!(!found.body.contains("Aerts"), "{}", found.body);
    assert!(found.reading.contains("left out: column C (Leerkracht)"), "{}", found.reading);
}

#[test]
fn tables_of_codes_stand_below_the_codes_of_their_headings() {
    let found = page(
        "<h1>Opleidingsspecifieke leerresultaten</h1><h2>Overzicht</h2><table><tr><td>Opleidingsonderdeel</td><td>Studiepunten</td></tr>\
         <tr><td>Houtkunde</td><td>6</td></tr><tr><td>Meubelontwerp</td><td>5</td></tr></table>\
         <h2>OLR1: Ontwerpt</h2><table><tr><td>DLR1.1</td><td>Schetst</td></tr><tr><td>DLR1.2</td><td>Tekent</td></tr></table>\
         <h2>OLR2: Bouwt</h2><table><tr><td>DLR2.1</td><td>Zaagt</td></tr><tr><td>DLR2.10</td><td>Lijmt</td></tr></table>",
    );
    assert!(
        found.body.starts_with(
            "## Ontwerpt {#OLR1 .competence}\n\n- Schetst {#DLR1.1}\n- Tekent {#DLR1.2}\n\n## Bouwt {#OLR2 .competence}\n\n- Zaagt {#DLR2.1}\n- Lijmt {#DLR2.10}\n"
        ),
        "{}",
        found.body
    );
    assert_eq!(found.body.matches(".competence").count(), 2, "{}", found.body);
}

#[test]
fn a_plan_of_weeks_is_asked_about() {
    let found = read(
        "plan.csv",
        "Week;Thema;Opdracht\n1;Hout;Lees het hoofdstuk over houtsoorten\n2;Lijm;Maak de oefeningen over lijmen\n3;Zaag;Bekijk de film over zagen\n",
    );
    assert_eq!(found.body, "");
    assert!(
        found.said.iter().any(|said| said.contains("nothing says that these are outcomes")),
        "{:#?}",
        found.said
    );
}

#[test]
fn an_outcome_with_indicators_on_its_right_is_what_they_show() {
    for name in ["Standard", "Leerresultaat"] {
        let found = read(
            "std.csv",
            &format!(
                "{name};Performance indicator\nNutrition;Plan a meal\nNutrition;Name food groups\nSafety;Clean a knife\n"
            ),
        );
        assert_eq!(
            found.body,
            "## Nutrition {#c1 .competence}\n\n- Plan a meal {#c1.1}\n- Name food groups {#c1.2}\n\n## Safety {#c2 .competence}\n\n- Clean a knife {#c2.1}\n"
        );
    }
}

#[test]
fn a_text_that_comes_again_groups_the_descriptions_beside_it() {
    let found = read(
        "std.csv",
        "Standard;Benchmark;Description\nSafety;S.1;Wear gloves\nSafety;S.2;Clean up\nTools;T.1;Use a saw\n",
    );
    assert_eq!(
        found.body,
        "## Safety {#c1 .competence}\n\n- Wear gloves {#S.1}\n- Clean up {#S.2}\n\n## Tools {#c2 .competence}\n\n- Use a saw {#T.1}\n"
    );
}

#[test]
fn kinds_below_a_heading_for_codes_are_no_codes() {
    let found = read(
        "ksb.csv",
        "Ref;KSB;Statement\nK1;Knowledge;The principles of fermentation\nK2;Knowledge;Food safety legislation\n\
         S1;Skill;Mix dough by hand and machine\nS2;Skill;Bake bread to specification\nB1;Behaviour;Takes pride in work\n",
    );
    for outcome in [
        "The principles of fermentation {#K1",
        "Bake bread to specification {#S2",
        "Takes pride in work {#B1",
    ] {
        assert!(found.body.contains(outcome), "{}", found.body);
    }
    assert!(!found.body.contains("Ref:") && !found.body.contains("#Knowledge"), "{}", found.body);
}

#[test]
fn a_column_of_levels_of_a_taxonomy_makes_no_matrix_of_a_list() {
    let found = read(
        "ch.csv",
        "Handlungskompetenz;Leistungsziel;K-Stufe\na1: Teige herstellen;a1.1 Ich wiege Rohstoffe ab;K3\n\
         a1: Teige herstellen;a1.2 Ich knete Teige;K3\na2: Backen;a2.1 Ich backe Brote;K4\n",
    );
    for outcome in
        ["## Teige herstellen {#a1 .competence}", "- Ich knete Teige {#a1.2}", "- Ich backe Brote {#a2.1}"]
    {
        assert!(found.body.contains(outcome), "{}", found.body);
    }
}
