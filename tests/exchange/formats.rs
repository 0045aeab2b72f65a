//! The table of formats: what it promises is true of every format, and the documentation lists all of it.

use leerlijn::export::{Encoding, ExportError, ExportFormat, ExportSubject, Exported, FORMATS, MatrixWriter};
use leerlijn::pipeline::Snapshot;
use leerlijn::plan::{DownloadTable, ProgrammePart, Route};

use crate::{first_profile, school};

/// Where `docs/exchange.md` has the table that is made of the formats.
const MARKERS: [&str; 2] =
    ["<!-- The table of formats; `UPDATE_EXPECT=1 cargo test` writes it. -->\n\n", "\n## "];

/// `subject` of `site` in `format`; none where the format cannot hold it.
pub(crate) fn exported(
    format: &ExportFormat,
    subject: ExportSubject,
    site: &Snapshot,
) -> Option<Result<Exported, ExportError>> {
    let programme = site.site().programmes.ids().next().expect("a programme");
    match subject {
        ExportSubject::Matrix => format.matrix.map(|writer| match writer {
            MatrixWriter::OneProgramme(write) => write(&site.pages(), programme),
            MatrixWriter::WholeSite(write) => write(&site.pages(), None),
        }),
        ExportSubject::Gaps => format.gaps.map(|write| write(&site.pages(), programme)),
        ExportSubject::Assessments => format.assessments.map(|write| write(&site.pages(), programme)),
        ExportSubject::Modules => format.modules.map(|write| write(&site.pages(), programme)),
        ExportSubject::Profile => format.profile.map(|write| write(&site.pages(), first_profile(site))),
    }
}

#[test]
fn every_format_writes_what_the_table_says_that_it_holds() {
    let site = school();
    for format in &FORMATS {
        for subject in ExportSubject::ALL {
            let place = format!("{} as {}", subject_name(subject), format.name);
            let exported = exported(format, subject, &site);
            assert_eq!(exported.is_some(), format.holds(subject), "{place}");
            let Some(exported) = exported else { continue };
            let bytes = exported.unwrap_or_else(|error| panic!("{place}: {error:?}")).bytes;
            assert!(bytes.len() > 100, "{place} is empty");
            let is_text = std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0'));
            assert_eq!(is_text, format.encoding == Encoding::Text, "{place}");
        }
        assert!(ExportSubject::ALL.into_iter().any(|subject| format.holds(subject)), "{}", format.name);
    }
}

#[test]
fn a_page_links_every_file_that_it_offers_for_taking_along() {
    let site = school();
    for (download, path) in site.addresses().downloads() {
        let route = match download.table {
            DownloadTable::Matrix => Route::Programme(download.programme, ProgrammePart::Matrix),
            DownloadTable::Gaps => Route::Programme(download.programme, ProgrammePart::Gaps),
            DownloadTable::Assessments => Route::Programme(download.programme, ProgrammePart::Assessments),
            DownloadTable::Modules => Route::Programme(download.programme, ProgrammePart::Overview),
        };
        let page = site.render_page(route).unwrap().unwrap();
        let link = format!("{}\" download>", path.as_str().rsplit_once('/').unwrap().1);
        assert!(page.contains(&link), "the page of {download:?} does not link it");
    }
}

#[test]
fn names_of_formats_differ() {
    for format in &FORMATS {
        let found = ExportFormat::named(format.name).expect("its name is in the table");
        assert!(std::ptr::eq(found, format), "two formats are called {}", format.name);
    }
}

#[test]
fn the_documentation_lists_every_format() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/exchange.md");
    let text = std::fs::read_to_string(path).unwrap();
    let start = text.find(MARKERS[0]).expect("the marker before the table") + MARKERS[0].len();
    let end = start + text[start..].find(MARKERS[1]).expect("a heading after the table");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, format!("{}{}{}", &text[..start], table(), &text[end..])).unwrap();
    } else {
        assert_eq!(text[start..end], table(), "`UPDATE_EXPECT=1 cargo test --test exchange` writes it");
    }
}

/// The table of the documentation.
fn table() -> String {
    let mut table = "| `--format` | matrix | gaps | assessments | modules | profile | without `--out` | what it is |\n|---|:-:|:-:|:-:|:-:|:-:|---|---|\n".to_owned();
    for format in &FORMATS {
        let holds =
            ExportSubject::ALL.map(|subject| if format.holds(subject) { "yes" } else { "" }).join(" | ");
        let subject = ExportSubject::ALL.into_iter().find(|subject| format.holds(*subject)).expect("one");
        let goes = match format.encoding {
            Encoding::Text => "on the screen".to_owned(),
            Encoding::Binary => format!("`{}`", format.file_name(subject, "NAME")),
        };
        table += &format!("| `{}` | {holds} | {goes} | {} |\n", format.name, format.help);
    }
    table
}

fn subject_name(subject: ExportSubject) -> &'static str {
    match subject {
        ExportSubject::Matrix => "matrix",
        ExportSubject::Gaps => "gaps",
        ExportSubject::Assessments => "assessments",
        ExportSubject::Modules => "modules",
        ExportSubject::Profile => "profile",
    }
}
