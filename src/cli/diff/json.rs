//! A comparison for scripts: one JSON object in the shape of `docs/schema/diff-1.json`. Every key is always there; a side
//! that does not have something is null there.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::compare::{
    ChoiceFacts, ClaimFacts, Comparison, CompetenceFacts, EarlyFacts, HoursPart, ItemFacts, LevelChange,
    ModuleChange, ModuleFacts, OccasionFacts, ProfileChange, ProfileFacts, ProgrammeChange, ProgrammeFacts,
    ScaleFacts, Sides,
};
use crate::coverage::Totals;

/// The version of the shape; the second number grows when keys are added.
const VERSION: &str = "1.1";

pub(super) fn write(
    comparison: &Comparison,
    (from, to): (&str, &str),
    out: &mut dyn Write,
) -> io::Result<()> {
    let scale = comparison.scale.as_ref();
    let value = json!({
        "format": "leerlijn-diff",
        "version": VERSION,
        "from": from,
        "to": to,
        "scale": scale.map(|scale| sides(scale, |ScaleFacts { levels, required }| {
            json!({ "levels": levels, "required": required })
        })),
        "programmes": comparison.programmes.iter().map(programme).collect::<Vec<_>>(),
        "profiles": comparison.profiles.iter().map(profile).collect::<Vec<_>>(),
        "modules": comparison.modules.iter().map(module).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &value)?;
    writeln!(out)
}

/// Both sides, each as `shape` has it.
fn sides<T>(both: &Sides<T>, shape: impl Fn(&T) -> Value) -> Value {
    let both = both.map(shape);
    json!({ "before": both.before, "after": both.after })
}

fn text(both: &Sides<String>) -> Value {
    sides(both, |text| json!(text))
}

fn programme(change: &ProgrammeChange) -> Value {
    let items = change.items.iter().map(|item| {
        let gap = match (item.is_opened(), item.is_closed()) {
            (true, _) => json!("opened"),
            (_, true) => json!("closed"),
            (false, false) => Value::Null,
        };
        json!({ "id": item.id, "status": sides(&item.status, |status| json!(status.as_str())), "gap": gap })
    });
    let moves = change.modules.iter();
    let moves = moves.map(|one| json!({ "module": text(&one.module), "term": text(&one.term) }));
    let single = change.single.iter();
    let single = single.map(|one| json!({ "item": one.item, "module": text(&one.module) }));
    let order = change.order.iter().map(|one| {
        let modules = sides(
            &one.facts,
            |EarlyFacts { assessed, introduced }| json!({ "assessed": assessed, "introduced": introduced }),
        );
        json!({ "item": one.item, "modules": modules })
    });
    let hours = change.hours.iter().map(|one| {
        let (term, competence) = match &one.part {
            HoursPart::Term(names) => (text(names), Value::Null),
            HoursPart::Competence(id) => (Value::Null, json!(id)),
        };
        json!({ "term": term, "competence": competence, "hours": sides(&one.hours, |hours| json!(hours)), "least": sides(&one.least, |hours| json!(hours)) })
    });
    let mut programme = json!({
        "id": change.slug,
        "facts": sides(&change.facts, |ProgrammeFacts { title, profile }| {
            json!({ "title": title, "profile": profile })
        }),
        "totals": sides(&change.totals, totals),
        "items": items.collect::<Vec<_>>(),
        "single": single.collect::<Vec<_>>(),
        "order": order.collect::<Vec<_>>(),
        "terms": change.terms.iter().map(text).collect::<Vec<_>>(),
        "modules": moves.collect::<Vec<_>>(),
        "hours": hours.collect::<Vec<_>>(),
    });
    if !change.choices.is_empty() {
        let choices = change.choices.iter().map(|one| {
            sides(one, |ChoiceFacts { term, title, pick, modules }| {
                json!({ "term": term, "title": title, "pick": pick, "modules": modules })
            })
        });
        programme["choices"] = choices.collect();
    }
    if !change.levels.is_empty() {
        let levels = change.levels.iter();
        let levels = levels.map(|LevelChange { module, item, level }| json!({ "module": text(module), "item": item, "level": text(level) }));
        programme["levels"] = levels.collect();
    }
    programme
}

fn totals(totals: &Totals) -> Value {
    let Totals { items, covered, possible, partial, missing, exempt } = totals;
    let mut counts = json!({ "items": items, "covered": covered, "partial": partial, "missing": missing, "exempt": exempt });
    if *possible > 0 {
        counts["possible"] = json!(possible);
    }
    counts
}

fn profile(change: &ProfileChange) -> Value {
    let competences = change.competences.iter().map(|one| {
        let facts =
            sides(&one.facts, |CompetenceFacts { title, code }| json!({ "title": title, "code": code }));
        json!({ "id": one.id, "facts": facts })
    });
    let items = change.items.iter().map(|one| {
        let facts = sides(&one.facts, |ItemFacts { text, kind, competence, grade, code }| {
            json!({
                "text": text,
                "kind": kind.as_str(),
                "competence": competence,
                "grade": grade.as_str(),
                "code": code,
            })
        });
        let rewording = one.rewording().map(|rewording| rewording.as_str());
        json!({ "id": one.id, "facts": facts, "rewording": rewording, "moved": one.is_moved() })
    });
    json!({
        "id": change.slug,
        "facts": sides(&change.facts, |ProfileFacts { title, code, version }| {
            json!({ "title": title, "code": code, "version": version })
        }),
        "competences": competences.collect::<Vec<_>>(),
        "items": items.collect::<Vec<_>>(),
    })
}

fn module(change: &ModuleChange) -> Value {
    let claims = change.claims.iter().map(|one| {
        let facts = sides(&one.facts, |ClaimFacts { lesson, section, level }| {
            json!({ "level": level, "lesson": lesson, "section": section })
        });
        json!({ "profile": one.profile, "item": one.item, "claim": facts })
    });
    json!({
        "facts": sides(&change.facts, module_facts),
        "claims": claims.collect::<Vec<_>>(),
        "occasions": change.occasions.iter().map(|one| sides(one, occasion)).collect::<Vec<_>>(),
    })
}

fn module_facts(facts: &ModuleFacts) -> Value {
    let ModuleFacts { name, slug, title, hours, credits, requires, teachers, others } = facts;
    let others = others.iter().map(|(name, value)| json!({ "name": name, "value": value }));
    json!({
        "name": name,
        "id": slug,
        "title": title,
        "hours": hours,
        "credits": credits,
        "requires": requires,
        "teachers": teachers,
        "facts": others.collect::<Vec<_>>(),
    })
}

fn occasion(facts: &OccasionFacts) -> Value {
    let OccasionFacts { lesson, section, kind, method, hours, weight } = facts;
    json!({
        "lesson": lesson,
        "section": section,
        "kind": kind.class(),
        "method": method,
        "hours": hours,
        "weight": weight,
    })
}
