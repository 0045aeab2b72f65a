//! `leerlijn exempt`: leaves an item out of a programme, with a reason, or takes that back.

use crate::diagnostics::say;
use crate::edit::Intent;

use super::{EditedSite, telling};
use crate::cli::args::Exempt;
use crate::cli::coverage::select;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::terminal::Terminal;

/// Writes down the exemption, or takes it back.
pub(in crate::cli) fn run(args: &Exempt, terminal: &Terminal) -> Result<Outcome, Failure> {
    telling(&args.editing, terminal, || change(args, terminal))
}

fn change(args: &Exempt, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = EditedSite::open(&args.site, terminal)?;
    let found = select(&site.before, Some(&args.programme))?;
    let programmes = &site.before.site().programmes;
    let programme = match found.as_slice() {
        [programme] => programmes[programme.programme].slug.clone(),
        several => {
            let slugs: Vec<&str> =
                several.iter().map(|found| programmes[found.programme].slug.as_str()).collect();
            let message = say!("`{programme}` can mean more than one programme", programme = args.programme);
            return Err(Failure::new(message, say!("write one of {slugs}", slugs = slugs.join(", "))));
        }
    };
    let item = args.item.clone();
    let intent = match &args.reason {
        Some(reason) if reason.trim().is_empty() => {
            return Err(Failure::new(
                say!("an exemption has a reason"),
                say!("say why the programme leaves the item out"),
            ));
        }
        Some(reason) => Intent::Exempt { programme, item, reason: reason.trim().to_owned() },
        None => Intent::LiftExemption { programme, item },
    };
    site.change(&[intent], &args.editing, terminal)
}
