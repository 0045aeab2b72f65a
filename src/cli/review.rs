//! `leerlijn review`: lists the claims that were made before a new version of a profile changed the words of their items.
//! The answers are edits ([`edit::answer`]).

use std::collections::BTreeSet;
use std::io;

use serde_json::json;

use crate::compare::{WordRun, word_difference};
use crate::diagnostics::{Message, count, did_you_mean, say};
use crate::model::{Module, ModuleId, OpenClaim, Review as SiteReview, Site, is_taught_by, people};
use crate::pipeline::{Options, Snapshot};
use crate::text::{fold_case, nearest};

use super::args::{Review, ReviewFormat};
use super::edit;
use super::failure::{Failure, Outcome};
use super::report::{SourceLines, one_line};
use super::site;
use super::terminal::Terminal;

/// Lists or answers.
pub(super) fn run(args: &Review, terminal: &Terminal) -> Result<Outcome, Failure> {
    if let Some(module) = args.module.as_deref().filter(|_| args.is_answer()) {
        return edit::answer(args, module, terminal);
    }
    let open = site::open(&args.site, terminal)?;
    let snapshot = open.snapshot(Options::default());
    let module = args.module.as_deref().map(|name| module(snapshot.site(), name)).transpose()?;
    list(args, &snapshot, module, terminal)
}

fn module(site: &Site, name: &str) -> Result<ModuleId, Failure> {
    let is_meant =
        |module: &Module| [module.name(), &module.slug].iter().any(|own| fold_case(own) == fold_case(name));
    let found = site.modules.iter().find(|(_, module)| is_meant(module)).map(|(id, _)| id);
    found.ok_or_else(|| {
        let near = nearest(name, site.modules.values().map(Module::name));
        Failure::new(
            say!("there is no module `{name}`", name),
            did_you_mean(&near, say!("`leerlijn review` lists them")),
        )
    })
}

/// That the person called `name` teaches a module with claims to look at.
fn is_known(name: &str, people: &[(String, usize)]) -> Result<(), Failure> {
    let names = people.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty());
    if names.clone().any(|known| fold_case(known) == fold_case(name)) {
        return Ok(());
    }
    let near = nearest(name, names.clone());
    let all = match names.collect::<Vec<_>>().join(", ") {
        names if names.is_empty() => {
            say!("no module with claims to look at names one; write `teachers` in its front matter")
        }
        names => say!("those who do are {names}", names),
    };
    let message = say!("`{name}` teaches no module with claims to look at", name);
    Err(Failure::new(message, did_you_mean(&near, all)))
}

/// The open claims of `module`, or of all, in the order of the modules.
fn open_claims(site: &Site, module: Option<ModuleId>) -> Vec<(&SiteReview, &OpenClaim)> {
    let open = site.reviews.iter().flat_map(|review| review.open.iter().map(move |claim| (review, claim)));
    let mut open: Vec<_> = open.filter(|(_, claim)| module.is_none_or(|id| claim.module == id)).collect();
    open.sort_by_key(|(_, claim)| (claim.module, claim.item));
    open
}

fn list(
    args: &Review,
    snapshot: &Snapshot,
    module: Option<ModuleId>,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let site = snapshot.site();
    let mut open = open_claims(site, module);
    if let Some(name) = &args.teacher {
        is_known(name, &people(site, open.iter().map(|(_, claim)| claim.module)))?;
        open.retain(|(_, claim)| is_taught_by(site, claim.module, name));
    }
    if !args.items.is_empty() {
        open.retain(|(_, claim)| args.items.contains(&site.items[claim.item].id));
    }
    terminal.result(|out| match args.format {
        ReviewFormat::Json => json(snapshot, &open, out),
        ReviewFormat::Table => table(snapshot, &open, terminal, out),
    })?;
    Ok(Outcome::Done)
}

fn table(
    snapshot: &Snapshot,
    open: &[(&SiteReview, &OpenClaim)],
    terminal: &Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let site = snapshot.site();
    if open.is_empty() {
        return writeln!(out, "{}", terminal.told(say!("No claim has to be looked at.")));
    }
    let mut lines = SourceLines::new(snapshot.sources());
    let mut last = None;
    for (review, claim) in open {
        let (module, item) = (&site.modules[claim.module], &site.items[claim.item]);
        if last.replace(claim.module) != Some(claim.module) {
            let teachers = site.teachers_of(claim.module).join(", ");
            let taught = if teachers.is_empty() { teachers } else { format!(" ({teachers})") };
            writeln!(out, "{} {}{}", one_line(module.name()), one_line(&module.title), one_line(&taught))?;
        }
        let words = review.file.before(&item.id).unwrap_or_default();
        let words: String = word_difference(words, &item.text).iter().map(marked).collect();
        writeln!(out, "  {}  {}", item.id, one_line(&words))?;
        for id in &claim.claims {
            let found = &site.claims[*id];
            let level = &site.config.scale.levels[found.level].label;
            let line = lines.range(&found.place).start.line;
            writeln!(out, "      {level}, {}:{line}", found.place.file)?;
        }
    }
    let modules = open.iter().map(|(_, claim)| claim.module).collect::<BTreeSet<_>>().len();
    let claims = count!(open.len(), "no claims", "1 claim", "{n} claims");
    let modules = count!(modules, "no modules", "1 module", "{n} modules");
    let said = say!(
        "{claims} to look at, in {modules}. Answer with `leerlijn review MODULE ITEM --holds`, `--level LEVEL` or `--withdraw`.",
        claims,
        modules
    );
    writeln!(out, "{}", terminal.told(said))?;
    let people = people(site, open.iter().map(|(_, claim)| claim.module));
    if people.iter().all(|(name, _)| name.is_empty()) {
        return Ok(());
    }
    let people = people.into_iter().map(|(name, number)| match name.as_str() {
        "" => say!("{number} of modules that name nobody", number),
        _ => say!("{name} {number}", name = one_line(&name), number),
    });
    let said = say!("Who teaches them: {people}.", people = Message::joined(people, ", "));
    writeln!(out, "{}", terminal.told(said))
}

fn marked(run: &WordRun) -> String {
    let signs = |open: &str, close: &str, text: &str| {
        let word = text.trim_end();
        format!("{open}{word}{close}{}", if word.len() < text.len() { " " } else { "" })
    };
    match run {
        WordRun::Kept(text) => text.clone(),
        WordRun::Gone(text) => signs("[-", "-]", text),
        WordRun::New(text) => signs("{+", "+}", text),
    }
}

fn json(snapshot: &Snapshot, open: &[(&SiteReview, &OpenClaim)], out: &mut dyn io::Write) -> io::Result<()> {
    let site = snapshot.site();
    let mut lines = SourceLines::new(snapshot.sources());
    let mut found = Vec::new();
    for (review, claim) in open {
        let item = &site.items[claim.item];
        let claims = claim.claims.iter().map(|id| {
            let claim = &site.claims[*id];
            json!({
                "level": site.config.scale.levels[claim.level].id,
                "file": claim.place.file.as_str(),
                "line": lines.range(&claim.place).start.line,
            })
        });
        let claims: Vec<_> = claims.collect();
        found.push(json!({
            "profile": site.profiles[review.profile].slug,
            "module": site.modules[claim.module].name(),
            "teachers": site.teachers_of(claim.module),
            "item": item.id,
            "before": review.file.before(&item.id),
            "after": item.text,
            "claims": claims,
        }));
    }
    serde_json::to_writer_pretty(&mut *out, &found)?;
    writeln!(out)
}
