//! No file that is written can run something in a spreadsheet, and what is done to that end is undone when the file
//! comes back.

use std::io::Read;

use leerlijn::export::{ExportSubject, FORMATS};
use leerlijn::pipeline::Snapshot;

use crate::formats::exported;
use crate::{first_profile, imported, snapshot, text};

/// What begins a formula in one spreadsheet or another.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// A site in which every text is a formula.
fn formulas() -> Snapshot {
    let profile = "+++\ntitle = \"=HYPERLINK(1)\"\ncode = \"=B K\"\n+++\n\n=1+2\n\n\
        ## +Kookt {#c1 .competence}\n\n- @Roert {#c1.1}\n- \\-Proeft {#c1.2}\n- ＝Zout {#c1.3}\n\n\
        ## Kennis {.knowledge}\n\n- ＠Peper {#k.peper}\n- '=Roux {#k.roux}\n";
    let module = "+++\ntitle = \"=M\"\ncode = \"-M1\"\n[covers]\nassessed = [\"c1.1\"]\n+++\n## =Toets {.assessment method==x weight=100 assessed=c1.1}\n";
    let programme =
        "+++\ntitle = \"@O\"\nprofile = \"p\"\n[[terms]]\ntitle = \"+T\"\nmodules = [\"m\"]\n+++\n";
    snapshot(
        &[
            ("leerlijn.toml", "title = \"=S\"\n"),
            ("content/profiles/p.md", profile),
            ("content/modules/m.md", module),
            ("content/programmes/o.md", programme),
        ],
        "https://s.example",
    )
}

#[test]
fn no_cell_of_any_csv_begins_a_formula() {
    let site = formulas();
    let mut files = 0;
    for format in FORMATS.iter().filter(|format| format.ending.ends_with("csv")) {
        for subject in ExportSubject::ALL {
            let Some(exported) = exported(format, subject, &site) else { continue };
            let bytes = exported.unwrap().bytes;
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            let header = bytes.split(|byte| *byte == b'\n').next().unwrap();
            let separator = if header.contains(&b';') { b';' } else { b',' };
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(bytes);
            let cells: Vec<String> = reader
                .records()
                .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            let is_about_it = |cell: &String| cell.contains("Peper") || subject == ExportSubject::Modules;
            assert!(cells.iter().any(is_about_it), "{} is about the profile", format.name);
            for cell in &cells {
                assert!(!cell.trim_start_matches(' ').starts_with(SIGNS), "{}: {cell:?}", format.name);
            }
            files += 1;
        }
    }
    assert_eq!(files, 6);
}

#[test]
fn no_workbook_has_a_formula() {
    let site = formulas();
    let xlsx = FORMATS.iter().find(|format| format.name == "xlsx").unwrap();
    for subject in [ExportSubject::Matrix, ExportSubject::Gaps, ExportSubject::Modules] {
        let bytes = exported(xlsx, subject, &site).unwrap().unwrap().bytes;
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        for name in names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")) {
            let mut sheet = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut sheet).unwrap();
            assert!(sheet.contains("<c ") && !sheet.contains("<f>") && !sheet.contains("<f "), "{name}");
        }
    }
}

#[test]
fn what_moodle_gets_comes_back_as_it_was() {
    let site = formulas();
    let export = leerlijn::export::moodle(site.site(), first_profile(&site));
    assert!(
        export.left_out.iter().any(|said| said.english().contains("7 texts as a formula")),
        "{:?}",
        export.left_out
    );
    let profile = imported(text(&export));
    for line in [
        "title = \"=HYPERLINK(1)\"",
        "code = \"=B K\"",
        "=1+2",
        "## \\+Kookt {#c1 .competence}",
        "- @Roert {#c1.1}",
        "- \\-Proeft {#c1.2}",
        "- ＝Zout {#c1.3}",
        "- ＠Peper {#k.peper}",
        "- '=Roux {#k.roux}",
    ] {
        assert!(profile.lines().any(|found| found == line), "{line} in\n{profile}");
    }
}
