//! A profile as a competency framework of Moodle, in the CSV that Moodle's own import reads: fourteen columns,
//! known by their position.
//!
//! Moodle drops, cuts or overwrites rows without a word, so every row has an id number and a short name of at most
//! 100 characters, every id number stands once, and every parent before its children.
//!
//! Competences stand at the top with their indicators below them. Knowledge, which competences share, stands once,
//! below a row of its own kind; each competence refers to it by cross-reference.

use std::collections::HashSet;

use super::Exported;
use super::csv::Csv;
use super::facts;
use super::facts::shortened;
use super::facts::{Holds, left_out, texts};
use crate::config::Language;
use crate::diagnostics::{Message, count, say};
use crate::export::identity::profile_key;
use crate::model::{Competence, Item, ItemKind, ProfileId, Site};
use crate::tabular::{Word, guard_formula};
use crate::text::escape_html;

/// The columns; Moodle reads them by position and shows these names to the person who imports.
const COLUMNS: [&str; 14] = [
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
];

/// Moodle cuts id numbers and short names after this many characters.
const LIMIT: usize = 100;
/// The second value of the scale is the one that is reached, and the one that is offered first.
const SCALE: &str = r#"[{"scaleid":"1"},{"id":2,"scaledefault":1,"proficient":1}]"#;
/// Names of the four levels of the tree.
const TAXONOMY: &str = "competency,indicator,indicator,indicator";
/// The number that Moodle has for HTML.
const HTML: &str = "1";

/// Profile `id` as a framework.
pub fn moodle(site: &Site, id: ProfileId) -> Exported {
    let profile = &site.profiles[id];
    let mut writer = MoodleWriter::new(site, id);
    writer.framework(id);
    for competence in profile.competences.iter().map(|id| &site.competences[*id]) {
        writer.competence(competence);
    }
    for kind in ItemKind::LISTED {
        let items: Vec<&Item> = site.listed_items(id, kind).map(|id| &site.items[id]).collect();
        if !items.is_empty() {
            writer.list(kind, &items);
        }
    }
    let mut said = left_out(site, id, &Message::verbatim("Moodle"), Holds::Texts);
    said.extend(writer.remarks());
    Exported::of_text(writer.csv.into_text(), said)
}

struct MoodleWriter<'s> {
    site: &'s Site,
    csv: Csv,
    /// The id numbers that the profile's own ids take.
    used_ids: HashSet<String>,
    shortened: usize,
    cleaned: usize,
    renamed: usize,
    guarded: usize,
}

/// One row.
#[derive(Default)]
struct MoodleRow<'r> {
    parent: &'r str,
    id: &'r str,
    text: &'r str,
    related: &'r str,
}

impl<'s> MoodleWriter<'s> {
    fn new(site: &'s Site, id: ProfileId) -> Self {
        let profile = &site.profiles[id];
        let items = profile.items.iter().map(|id| site.items[*id].id.to_lowercase());
        let competences = profile.competences.iter().map(|id| site.competences[*id].id.to_lowercase());
        let mut csv = Csv::for_programs();
        csv.row(COLUMNS);
        let used_ids = items.chain(competences).collect();
        Self { site, csv, used_ids, shortened: 0, cleaned: 0, renamed: 0, guarded: 0 }
    }

    fn framework(&mut self, id: ProfileId) {
        let key = profile_key(self.site, id);
        let id_number = self.id_number(&key);
        let title = &self.site.profiles[id].title;
        let (name, is_whole) = self.short_name(title, &key);
        let definition = facts::definition(self.site, id);
        let paragraphs = if is_whole { definition } else { format!("{title}\n{definition}") };
        let paragraphs = paragraphs.lines().map(|line| format!("<p>{}</p>", escape_html(line)));
        let description: String = paragraphs.collect();
        let scale = scale(self.site.config.language);
        self.csv.row([
            "",
            &id_number,
            &name,
            &description,
            HTML,
            scale,
            SCALE,
            "",
            "0",
            "null",
            "",
            "",
            "1",
            TAXONOMY,
        ]);
    }

    fn competence(&mut self, competence: &Competence) {
        let related = competence.knowledge.iter().map(|id| self.site.items[*id].id.clone());
        let related: Vec<String> = related.collect::<Vec<_>>().iter().map(|id| self.id_number(id)).collect();
        let related: Vec<String> = related.iter().map(|id| id.replace(',', "%2C")).collect();
        let (id, text) = (&competence.id, &competence.title);
        self.row(&MoodleRow { parent: "", id, text, related: &related.join(",") });
        for indicator in competence.indicators.iter().map(|id| &self.site.items[*id]) {
            self.row(&MoodleRow { parent: id, id: &indicator.id, text: &indicator.text, related: "" });
        }
    }

    fn list(&mut self, kind: ItemKind, items: &[&Item]) {
        let name = Word::of_kind(kind.as_str()).text(self.site.config.language);
        let mut id = format!("list-{}", kind.as_str());
        while !self.used_ids.insert(id.clone()) {
            id.push_str("-2");
        }
        self.row(&MoodleRow { id: &id, text: name, ..MoodleRow::default() });
        for item in items {
            self.row(&MoodleRow { parent: &id, id: &item.id, text: &item.text, related: "" });
        }
    }

    fn row(&mut self, row: &MoodleRow<'_>) {
        let (parent, id) = (self.id_number(row.parent), self.id_number(row.id));
        self.renamed += usize::from(id != row.id);
        let (name, is_whole) = self.short_name(row.text, row.id);
        let description = if is_whole { String::new() } else { format!("<p>{}</p>", escape_html(row.text)) };
        self.csv.row([
            &parent,
            &id,
            &name,
            &description,
            HTML,
            "",
            "",
            "",
            "0",
            "null",
            row.related,
            "",
            "0",
            "",
        ]);
    }

    /// `id` as an id number: one that is too long keeps its beginning and gets a digest of the whole.
    fn id_number(&self, id: &str) -> String {
        let id = guard_formula(&id.replace('<', "‹")).into_owned();
        if id.chars().count() <= LIMIT {
            return id;
        }
        let digest = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, id.as_bytes());
        format!("{}-{digest}", id.chars().take(60).collect::<String>())
    }

    /// `text` as a short name, and whether it says exactly that. Moodle takes `<` for the start of a tag, and
    /// skips a row without a name.
    fn short_name(&mut self, text: &str, id: &str) -> (String, bool) {
        if text.trim().is_empty() {
            return (self.id_number(id), true);
        }
        let clean = text.replace('<', "‹");
        self.cleaned += usize::from(clean != text);
        let guarded = guard_formula(&clean);
        self.guarded += usize::from(guarded != clean);
        match shortened(&guarded, LIMIT) {
            Some(short) => {
                self.shortened += 1;
                (short, false)
            }
            None => {
                let is_whole = guarded == text;
                (guarded.into_owned(), is_whole)
            }
        }
    }

    fn remarks(&self) -> Vec<Message> {
        let mut said = Vec::new();
        if self.shortened > 0 {
            said.push(say!(
                "Moodle shows {texts} of more than {most} characters shortened; the description has the whole",
                texts = texts(self.shortened),
                most = LIMIT
            ));
        }
        if self.cleaned > 0 {
            let texts = texts(self.cleaned);
            said.push(say!("Moodle takes `<` for markup; in the short name of {texts} it is `‹`", texts));
        }
        if self.guarded > 0 {
            said.push(say!(
                "a spreadsheet would run {texts} as a formula; the short name has an apostrophe before it, and the description has the text itself",
                texts = texts(self.guarded)
            ));
        }
        if self.renamed > 0 {
            said.push(count!(
                self.renamed,
                "Moodle has no place for {n} ids of more than {most} characters; each was shortened",
                "Moodle has no place for 1 id of more than {most} characters; it was shortened",
                "Moodle has no place for {n} ids of more than {most} characters; each was shortened",
                most = LIMIT
            ));
        }
        said
    }
}

/// The values of the scale: not yet, and reached.
fn scale(language: Language) -> &'static str {
    match language {
        Language::Dutch => "Nog niet bereikt,Bereikt",
        Language::English => "Not yet competent,Competent",
        Language::French => "Non encore acquis,Acquis",
        Language::German => "Noch nicht erreicht,Erreicht",
    }
}
