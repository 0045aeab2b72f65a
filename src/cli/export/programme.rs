//! Purpose: export what belongs to a programme.
//! Input: a snapshot and the name of a programme. Output: its matrix or its gaps.
//! Invariant: a site with several programmes is asked which one is meant; none is chosen for it.

use crate::export::{
    Exported, Scope, TooLarge, case_programme, gaps_csv, gaps_xlsx, matrix_csv, matrix_xlsx, site_json,
};
use crate::model::ProgrammeId;
use crate::pipeline::Snapshot;

use super::super::args::{Export, ExportFormat, Exportable};
use super::super::coverage::select;
use super::super::failure::Failure;
use super::super::terminal::Terminal;
use super::{Made, cannot, name};

const FORMATS: &[ExportFormat] = &[ExportFormat::Csv, ExportFormat::Xlsx];
const FORMATS_OF_MATRIX: &[ExportFormat] =
    &[ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Json, ExportFormat::Case];

/// Makes what `args` name.
pub(super) fn export(args: &Export, snapshot: &Snapshot, terminal: &Terminal) -> Result<Made, Failure> {
    if args.profile.is_some() {
        let message = "`--profile` says nothing here: a matrix and its gaps belong to a programme";
        return Err(Failure::new(message, "name the programme with `--programme`"));
    }
    match (args.what, args.format) {
        (Exportable::Matrix, ExportFormat::Json) => return whole(args, snapshot),
        (Exportable::Matrix, ExportFormat::Case) => {
            let id = find(args, snapshot)?;
            let name = format!("{}-matrix.case.json", snapshot.site().programmes[id].slug);
            return Ok(Made::system(name, case_programme(&snapshot.pages(), id), terminal));
        }
        _ => {}
    }
    if !FORMATS.contains(&args.format) {
        let of_gaps = args.what == Exportable::Gaps;
        return Err(cannot(args, if of_gaps { FORMATS } else { FORMATS_OF_MATRIX }));
    }
    let id = find(args, snapshot)?;
    let (config, pages) = (&snapshot.site().config, snapshot.pages());
    let (what, content) = match (args.what, args.format) {
        (Exportable::Gaps, ExportFormat::Xlsx) => {
            ("gaps", Exported::Binary(gaps_xlsx(config, &pages.gaps(id))?))
        }
        (Exportable::Gaps, _) => ("gaps", Exported::Text(gaps_csv(config, &pages.gaps(id)))),
        (_, ExportFormat::Xlsx) => ("matrix", Exported::Binary(matrix_xlsx(config, &pages.matrix(id))?)),
        (_, _) => ("matrix", Exported::Text(matrix_csv(config, &pages.matrix(id)))),
    };
    let slug = &snapshot.site().programmes[id].slug;
    Ok(Made { name: format!("{slug}-{what}.{}", name(args.format)), content })
}

/// The whole model of the site, with every programme or the one that is named.
fn whole(args: &Export, snapshot: &Snapshot) -> Result<Made, Failure> {
    let (name, scope) = match &args.programme {
        None => ("site.json".to_owned(), Scope::Site),
        Some(_) => {
            let id = find(args, snapshot)?;
            (format!("{}-matrix.json", snapshot.site().programmes[id].slug), Scope::Programme(id))
        }
    };
    let text = site_json(snapshot.site(), snapshot.coverage(), snapshot.sources(), scope);
    Ok(Made { name, content: Exported::Text(text) })
}

/// The programme that is meant.
pub(super) fn find(args: &Export, snapshot: &Snapshot) -> Result<ProgrammeId, Failure> {
    let found = select(snapshot, args.programme.as_deref())?;
    match found.as_slice() {
        [one] => Ok(one.programme),
        [] => Err(Failure::new("this site has no profile yet, so there is no matrix", "import one first")),
        several => {
            let site = snapshot.site();
            let names = several.iter().map(|found| site.programmes[found.programme].slug.as_str());
            let names: Vec<&str> = names.collect();
            let help = format!("say which with `--programme`: {}", names.join(", "));
            Err(Failure::new("it is not clear which programme is meant", help))
        }
    }
}

impl From<TooLarge> for Failure {
    fn from(error: TooLarge) -> Self {
        Self::new(error.to_string(), "write it as CSV")
    }
}
