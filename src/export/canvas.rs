//! A profile as outcomes of Canvas, in the CSV that its outcomes import reads.
//!
//! Canvas asks that a parent stands before its children and is a group, that no `vendor_guid` has a space or stands
//! twice, and that `ratings` is the last name of a column, with points that decrease.
//!
//! The profile and each competence are groups, items are outcomes; a competence without indicators is an outcome. An outcome may have several parents, so
//! knowledge stands once, in the groups of all the competences that refer to it.

use super::Exported;
use super::csv::Csv;
use super::facts;
use super::facts::shortened;
use super::facts::{Holds, left_out, texts};
use crate::config::Language;
use crate::diagnostics::{Message, count, say};
use crate::export::identity::profile_key;
use crate::model::{Item, ItemKind, ProfileId, Site};
use crate::tabular::{Word, guard_formula};
use crate::text::escape_html;

const COLUMNS: [&str; 14] = [
    "vendor_guid",
    "object_type",
    "title",
    "description",
    "display_name",
    "calculation_method",
    "calculation_int",
    "parent_guids",
    "workflow_state",
    "mastery_points",
    "ratings",
    // The cells of the ratings have no names of their own.
    "",
    "",
    "",
];

/// The longest title and `vendor_guid`, in characters.
const LIMIT: usize = 255;

/// Profile `id` as outcomes.
pub fn canvas(site: &Site, id: ProfileId) -> Exported {
    let mut writer = CanvasWriter {
        site,
        profile: guard_formula(&profile_key(site, id)).replace(char::is_whitespace, "-"),
        csv: Csv::for_programs(),
        shortened: 0,
        guarded: 0,
        unrelated: 0,
    };
    writer.csv.row(COLUMNS);
    let profile = &site.profiles[id];
    let root = writer.profile.clone();
    writer.group(&root, &profile.title, &facts::definition(site, id), "");
    for competence in profile.competences.iter().map(|id| &site.competences[*id]) {
        if let Some(item) = competence.own_item {
            writer.outcome(&site.items[item], &root);
            continue;
        }
        let guid = writer.guid(&competence.id);
        writer.group(&guid, &competence.title, "", &root);
        for indicator in competence.indicators.iter().map(|id| &site.items[*id]) {
            writer.outcome(indicator, &guid);
        }
    }
    for kind in ItemKind::LISTED {
        writer.list(id, kind);
    }
    let mut said = left_out(site, id, &Message::verbatim("Canvas"), Holds::Texts);
    if writer.shortened > 0 {
        said.push(say!(
            "Canvas shows {texts} of more than {most} characters shortened; the description has the whole",
            texts = texts(writer.shortened),
            most = LIMIT
        ));
    }
    if writer.guarded > 0 {
        said.push(say!(
            "a spreadsheet would run {texts} as a formula; the title has an apostrophe before it, and the description has the text itself",
            texts = texts(writer.guarded)
        ));
    }
    if writer.unrelated > 0 {
        said.push(count!(
            writer.unrelated,
            "Canvas has no place for {n} references of a competence that is an outcome itself",
            "Canvas has no place for 1 reference of a competence that is an outcome itself",
            "Canvas has no place for {n} references of a competence that is an outcome itself"
        ));
    }
    Exported::of_text(writer.csv.into_text(), said)
}

struct CanvasWriter<'s> {
    site: &'s Site,
    profile: String,
    csv: Csv,
    shortened: usize,
    guarded: usize,
    /// References from a competence that is an outcome, which are left out.
    unrelated: usize,
}

impl CanvasWriter<'_> {
    /// Items that stand under no competence: below those that refer to them, or else below a group of their
    /// kind.
    fn list(&mut self, id: ProfileId, kind: ItemKind) {
        let site = self.site;
        let referring = facts::referring(site, id);
        let (mut alone, mut shared) = (Vec::new(), Vec::new());
        for item in site.listed_items(id, kind) {
            let parents = referring.get(&item).into_iter().flatten().map(|id| &site.competences[*id]);
            // A competence that is an outcome itself cannot have another one below it.
            let (groups, outcomes): (Vec<_>, Vec<_>) = parents.partition(|parent| parent.own_item.is_none());
            self.unrelated += outcomes.len();
            let parents: Vec<String> = groups.iter().map(|parent| self.guid(&parent.id)).collect();
            if parents.is_empty() {
                alone.push(item);
            } else {
                shared.push((item, parents.join(" ")));
            }
        }
        for (item, parents) in shared {
            self.outcome(&site.items[item], &parents);
        }
        if !alone.is_empty() {
            let group = format!("{}//{}", self.profile, kind.as_str());
            let root = self.profile.clone();
            self.group(&group, Word::of_kind(kind.as_str()).text(site.config.language), "", &root);
            for item in alone {
                self.outcome(&site.items[item], &group);
            }
        }
    }

    /// The name of a competence or item among those of all profiles; one that is too long is a digest.
    fn guid(&self, id: &str) -> String {
        let guid = format!("{}/{id}", self.profile);
        if guid.chars().count() <= LIMIT {
            return guid;
        }
        uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, guid.as_bytes()).to_string()
    }

    fn group(&mut self, guid: &str, title: &str, description: &str, parent: &str) {
        let (title, whole) = self.title(title, guid);
        let description = if description.is_empty() { whole } else { html(description) };
        self.csv.row([guid, "group", &title, &description, "", "", "", parent, "active", "", "", "", "", ""]);
    }

    fn outcome(&mut self, item: &Item, parents: &str) {
        let guid = self.guid(&item.id);
        let (title, whole) = self.title(&item.text, &item.id);
        let [reached, not_yet] = ratings(self.site.config.language);
        let rest = ["highest", "", parents, "active", "1", "1", reached, "0", not_yet];
        let head = [guid.as_str(), "outcome", title.as_str(), whole.as_str(), ""];
        self.csv.row(head.into_iter().chain(rest));
    }

    /// `text` as a title, and the whole as a description where the title is not all of it.
    fn title(&mut self, text: &str, id: &str) -> (String, String) {
        if text.trim().is_empty() {
            return (id.to_owned(), String::new());
        }
        let guarded = guard_formula(text);
        self.guarded += usize::from(guarded != text);
        match shortened(&guarded, LIMIT) {
            Some(short) => {
                self.shortened += 1;
                (short, html(text))
            }
            None if guarded == text => (text.to_owned(), String::new()),
            None => (guarded.into_owned(), html(text)),
        }
    }
}

fn html(text: &str) -> String {
    text.lines().map(|line| format!("<p>{}</p>", escape_html(line))).collect()
}

/// The ratings of an outcome: reached, and not yet.
fn ratings(language: Language) -> [&'static str; 2] {
    match language {
        Language::Dutch => ["Bereikt", "Nog niet bereikt"],
        Language::English => ["Competent", "Not yet competent"],
        Language::French => ["Acquis", "Non encore acquis"],
        Language::German => ["Erreicht", "Noch nicht erreicht"],
    }
}
