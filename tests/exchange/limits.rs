//! Where a spreadsheet ends.

use leerlijn::export::{gaps_xlsx, matrix_csv, matrix_xlsx};
use leerlijn::plan::{DownloadFormat, DownloadTable};

use crate::snapshot;

/// Modules and terms that a workbook has place for.
const MOST: usize = 16_000;

#[test]
fn a_matrix_that_excel_cannot_hold_is_offered_as_csv_alone() {
    let profile = "+++\ntitle = \"Kok\"\n+++\n\n## Kookt {#c1 .competence}\n\n- Roert {#c1.1}\n";
    let programme = |title: &str, modules: usize| {
        let modules: String = (0..modules).map(|at| format!("\"{at}\", ")).collect();
        format!("+++\ntitle = \"{title}\"\nprofile = \"kok\"\n[[terms]]\nmodules = [{modules}]\n+++\n")
    };
    let mut files = vec![
        ("content/profiles/kok.md".to_owned(), profile.to_owned()),
        ("content/programmes/a.md".to_owned(), programme("Past", MOST - 1)),
        ("content/programmes/b.md".to_owned(), programme("Te breed", MOST + 1)),
    ];
    let module = |at| (format!("content/modules/{at}.md"), "+++\ntitle = \"M\"\n+++\n".to_owned());
    files.extend((0..=MOST).map(module));
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = snapshot(&files, "");
    let [left] = site.addresses().too_large() else { panic!("{:?}", site.addresses().too_large()) };
    assert_eq!(site.site().programmes[left.programme].title, "Te breed");
    assert_eq!((left.table, left.format), (DownloadTable::Matrix, DownloadFormat::Xlsx));
    let (config, pages) = (&site.site().config, site.pages());
    let offered = pages.matrix(left.programme).downloads;
    assert_eq!((offered.xlsx.as_str(), offered.csv.is_empty()), ("", false));
    assert!(!pages.gaps(left.programme).downloads.xlsx.is_empty());
    let refused =
        matrix_xlsx(config, &pages.matrix(left.programme)).err().map(|error| error.message().english());
    assert_eq!(refused.as_deref(), Some("an Excel workbook cannot hold this: rows: 2, columns: 16001"));
    assert!(gaps_xlsx(config, &pages.gaps(left.programme)).is_ok());
    assert!(
        matrix_csv(config, &pages.matrix(left.programme)).lines().next().unwrap().split(';').count() >= MOST
    );
}
