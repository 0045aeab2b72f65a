//! Finds the knowledge item that a competence's line of knowledge is. Two lines that say the same are one item;
//! what the list of knowledge lacks is put at its end (L705).

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{count, say};
use crate::ids::{Arena, Id};
use crate::import::draft::{DocumentText, ForeignNames, ItemDraft, ListEntry, RawKnowledge, RawProfile};
use crate::import::resolve::{differs, quoted};
use crate::text::{ComparisonBudget, SourcePath, fold_sentence};

/// The knowledge items of one profile, found by their words.
pub(in crate::import) struct KnowledgeIndex<'a> {
    file: &'a SourcePath,
    items: Arena<ItemDraft>,
    by_key: HashMap<String, Id<ItemDraft>>,
    /// Whether the document has a list at all.
    has_list: bool,
    /// The items that the list lacks.
    appended: Vec<Id<ItemDraft>>,
    referred: HashSet<Id<ItemDraft>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> KnowledgeIndex<'a> {
    /// The items of the list of `raw`.
    pub(in crate::import) fn new(file: &'a SourcePath, raw: &RawProfile) -> Self {
        let mut index = Self {
            file,
            items: Arena::default(),
            by_key: HashMap::new(),
            has_list: false,
            appended: Vec::new(),
            referred: HashSet::new(),
            diagnostics: Vec::new(),
        };
        let entries = raw.sections.iter().flat_map(|section| &section.knowledge);
        for item in entries.filter_map(ListEntry::item) {
            index.has_list = true;
            if let Some(first) = index.find(&item.text) {
                let message =
                    say!("the knowledge {text} stands twice in the list", text = quoted(&item.text.value));
                let first = Place::new(file, index.items[first].text.span);
                let place = Place::new(file, item.text.span);
                let said = Diagnostic::new(Code::L703, place, message).related(first, say!("first here"));
                index.diagnostics.push(said.help(say!("it is kept once")));
            } else {
                index.add(item);
            }
        }
        index
    }

    fn add(&mut self, item: &RawKnowledge) -> Id<ItemDraft> {
        let id = self.items.push(ItemDraft {
            text: item.text.clone(),
            details: item.details.clone(),
            grade: item.grade,
            foreign_names: ForeignNames::default(),
        });
        self.by_key.insert(knowledge_key(&item.text), id);
        id
    }

    fn find(&self, text: &DocumentText) -> Option<Id<ItemDraft>> {
        self.by_key.get(&knowledge_key(text)).copied()
    }

    /// The list of knowledge itself, each item once.
    pub(in crate::import) fn list(
        &self,
        entries: Vec<ListEntry<RawKnowledge>>,
    ) -> Vec<ListEntry<Id<ItemDraft>>> {
        let mut seen = HashSet::new();
        let once = entries.into_iter().filter_map(|entry| match entry {
            ListEntry::Item(item) => self.find(&item.text).filter(|id| seen.insert(*id)).map(ListEntry::Item),
            ListEntry::Prose(text) => Some(ListEntry::Prose(text)),
        });
        once.collect()
    }

    /// The items that competence `number` names in `entries`.
    pub(in crate::import) fn refer(
        &mut self,
        entries: Vec<ListEntry<RawKnowledge>>,
        number: u32,
        budget: &mut ComparisonBudget,
    ) -> Vec<ListEntry<Id<ItemDraft>>> {
        let mut seen = HashSet::new();
        let mut references = Vec::new();
        for entry in entries {
            match entry {
                ListEntry::Prose(text) => references.push(ListEntry::Prose(text)),
                ListEntry::Item(item) => {
                    let id = self.find(&item.text).unwrap_or_else(|| self.append(&item, number, budget));
                    self.compare(id, &item.text);
                    self.referred.insert(id);
                    if seen.insert(id) {
                        references.push(ListEntry::Item(id));
                    } else {
                        let message = say!(
                            "competence {number} names the knowledge {text} twice",
                            number,
                            text = quoted(&item.text.value)
                        );
                        let place = Place::new(self.file, item.text.span);
                        self.diagnostics
                            .push(Diagnostic::new(Code::L703, place, message).help(say!("it is kept once")));
                    }
                }
            }
        }
        references
    }

    /// Makes an item of a line that the list lacks.
    fn append(&mut self, item: &RawKnowledge, number: u32, budget: &mut ComparisonBudget) -> Id<ItemDraft> {
        if self.has_list {
            let known = self.items.values().map(|known| &known.text.value);
            let near = budget.nearest(&item.text.value, known.map(|known| (known, known.as_str())), 30);
            let message = say!(
                "competence {number} names the knowledge {text}, which the list of knowledge does not have",
                number,
                text = quoted(&item.text.value)
            );
            let help = match near {
                Some(near) => {
                    say!("it was put at the end of the list; the list has {near}", near = quoted(near))
                }
                None => say!("it was put at the end of the list"),
            };
            let place = Place::new(self.file, item.text.span);
            self.diagnostics.push(Diagnostic::new(Code::L705, place, message).help(help));
        }
        let id = self.add(item);
        self.appended.push(id);
        id
    }

    /// Remarks on a line that says what its item says, but is written otherwise.
    fn compare(&mut self, id: Id<ItemDraft>, text: &DocumentText) {
        let item = &self.items[id].text;
        if item.value != text.value {
            let message = say!(
                "the knowledge {text} is written otherwise than in the list of knowledge",
                text = quoted(&text.value)
            );
            let kept = say!("the list of knowledge has {text}", text = quoted(&item.value));
            let help = say!("the wording of the list of knowledge is kept");
            self.diagnostics.push(differs(self.file, (text, message), (item, kept), help));
        }
    }

    /// All items, those that the list lacked, and what there is to say.
    pub(in crate::import) fn finish(mut self) -> (Arena<ItemDraft>, Vec<Id<ItemDraft>>, Vec<Diagnostic>) {
        if let (false, Some(first)) = (self.has_list, self.appended.first()) {
            let place = Place::new(self.file, self.items[*first].text.span);
            let message = count!(
                self.appended.len(),
                "the document has no list of knowledge, and its competences name {n} items",
                "the document has no list of knowledge, and its competences name 1 item",
                "the document has no list of knowledge, and its competences name {n} items"
            );
            let help = say!("a list under the heading \"Kennis\" was made of them");
            self.diagnostics.push(Diagnostic::new(Code::L705, place, message).help(help));
        }
        // Old documents have a list of knowledge that no competence refers to.
        if let (true, Some(first)) = (self.referred.is_empty(), self.items.values().next())
            && self.items.len() > 1
        {
            let place = Place::new(self.file, first.text.span);
            let message = count!(
                self.items.len(),
                "no competence names any of the {n} knowledge items",
                "no competence names any of the 1 knowledge item",
                "no competence names any of the {n} knowledge items"
            );
            let help = say!("they stay in the list; add each to the competences where it belongs");
            self.diagnostics.push(Diagnostic::new(Code::L703, place, message).help(help));
            return (self.items, self.appended, self.diagnostics);
        }
        for (id, item) in self.items.iter() {
            if !self.referred.contains(&id) {
                let place = Place::new(self.file, item.text.span);
                let message =
                    say!("no competence names the knowledge {text}", text = quoted(&item.text.value));
                let help = say!("it stays in the list; add it to a competence where it belongs");
                self.diagnostics.push(Diagnostic::new(Code::L703, place, message).help(help));
            }
        }
        (self.items, self.appended, self.diagnostics)
    }
}

/// "Basis kennis" and "Basiskennis" are one word written in two ways.
fn knowledge_key(text: &DocumentText) -> String {
    let key = fold_sentence(&text.value);
    match key.strip_prefix("basis kennis") {
        Some(rest) => format!("basiskennis{rest}"),
        None => key,
    }
}
