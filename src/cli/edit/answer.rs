//! The answers of `leerlijn review`: a claim that was made before the words of its item changed holds, gets another level,
//! or is withdrawn.

use crate::diagnostics::{did_you_mean, say};
use crate::edit::Intent;
use crate::model::{Lookup, NamedItems, Site};
use crate::text::nearest;

use super::claim::level_id;
use super::{EditedSite, telling};
use crate::cli::args::{EditFormat, Editing, Review, ReviewFormat};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::terminal::Terminal;

/// Answers for the claims of `module` on the items of `args`.
pub(in crate::cli) fn run(args: &Review, module: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let format = match args.format {
        ReviewFormat::Table => EditFormat::Human,
        ReviewFormat::Json => EditFormat::Json,
    };
    let editing = Editing { dry_run: args.dry_run, format };
    telling(&editing, terminal, || change(args, module, &editing, terminal))
}

fn change(args: &Review, module: &str, editing: &Editing, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = EditedSite::open(&args.site, terminal)?;
    args.items.iter().try_for_each(|item| is_open(site.before.site(), module, item))?;
    let level = args.level.as_ref().map(|level| level_id(site.before.site(), level));
    let mut intents = Vec::new();
    for item in &args.items {
        let (module, item) = (module.to_owned(), item.clone());
        intents.push(Intent::Hold { module: module.clone(), item: item.clone() });
        if args.withdraw || level.is_some() {
            intents.push(Intent::Cell { module, item, level: level.clone(), programme: None });
        }
    }
    site.change(&intents, editing, terminal)
}

/// That a claim of `module` on `item` is open; names that mean nothing are refused when the edit is made.
fn is_open(site: &Site, module: &str, item: &str) -> Result<(), Failure> {
    let lookup = Lookup::new(site);
    let Ok(id) = lookup.module(module) else { return Ok(()) };
    let open: Vec<&str> = site.to_review(id).map(|(_, claim)| site.items[claim.item].id.as_str()).collect();
    let is_open = match lookup.claimed(item, id) {
        Ok(NamedItems::Item(item)) => site.is_to_review(id, item),
        Ok(NamedItems::Competence(competence)) => {
            site.competences[competence].items().any(|item| site.is_to_review(id, item))
        }
        Err(_) => return Ok(()),
    };
    if is_open {
        return Ok(());
    }
    let help = did_you_mean(&nearest(item, open), say!("`leerlijn review` lists the claims that are open"));
    Err(Failure::new(say!("no claim of {module} on `{item}` is open", module, item), help))
}
