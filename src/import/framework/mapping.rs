//! Puts the statements of a framework into a draft, each of them once, or says with L701 that there is nothing to
//! make one of. A group that becomes text is named with its path (L707).

use crate::config::Language;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::ids::{Arena, Id};
use crate::import::draft::Imported;
use crate::import::draft::{
    CompetenceDraft, DocumentText, ForeignNames, IndicatorDraft, ItemDraft, ListEntry, ProfileDraft,
    SectionBody, SectionDraft,
};
use crate::import::framework::names;
use crate::import::framework::tree::Tree;
use crate::import::framework::{DEEPEST, Framework, NodeKind};
use crate::import::wording::quoted;
use crate::syntax::SectionKind;
use crate::tabular::Word;
use crate::text::{SourcePath, Spanned};

/// The lists that a framework can have, with the words of their headings.
const LISTS: [(SectionKind, Word); 3] = [
    (SectionKind::Knowledge, Word::Knowledge),
    (SectionKind::Skills, Word::Skills),
    (SectionKind::Attitudes, Word::Attitudes),
];

/// The draft of `framework`, which was read from `file`.
pub(in crate::import) fn draft(file: &SourcePath, mut framework: Framework) -> Imported {
    let named = names::settle(file, &mut framework);
    let tree = Tree::new(&framework);
    let mut mapping = Mapping::new(file, &framework, &tree);
    mapping.diagnostics = named;
    mapping.map();
    mapping.relate();
    mapping.finish()
}

/// A node that becomes a competence, or a heading over some, or stands beside them.
struct TopNode {
    node: usize,
    /// How many headings stand over it.
    depth: u8,
    is_heading: bool,
}

struct Mapping<'f> {
    file: &'f SourcePath,
    framework: &'f Framework,
    tree: &'f Tree,
    competences: Arena<CompetenceDraft>,
    indicators: Arena<IndicatorDraft>,
    items: Arena<ItemDraft>,
    lists: [Vec<Id<ItemDraft>>; 3],
    definition: Vec<ListEntry<DocumentText>>,
    /// The competence that each node became, for the relations.
    competence_of: Vec<Option<Id<CompetenceDraft>>>,
    item_of: Vec<Option<Id<ItemDraft>>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'f> Mapping<'f> {
    fn new(file: &'f SourcePath, framework: &'f Framework, tree: &'f Tree) -> Self {
        let nodes = framework.nodes.len();
        Self {
            file,
            framework,
            tree,
            competences: Arena::default(),
            indicators: Arena::default(),
            items: Arena::default(),
            lists: Default::default(),
            definition: framework.definition.iter().cloned().map(ListEntry::Prose).collect(),
            competence_of: vec![None; nodes],
            item_of: vec![None; nodes],
            diagnostics: Vec::new(),
        }
    }

    fn map(&mut self) {
        for node in &self.tree.circular {
            let statement = self.quoted(*node);
            let message = say!("{statement} stands below itself; it was put at the top", statement);
            self.say(Code::L703, *node, message, say!("look where it belongs in the framework"));
        }
        let mut loose = Vec::new();
        for TopNode { node, depth, is_heading } in self.top() {
            match self.framework.nodes[node].kind {
                _ if is_heading => self.heading(node, depth),
                NodeKind::Listed(class) if self.tree.is_leaf(node) => self.list(node, class),
                NodeKind::Unknown if self.list_below(node).is_some() => self.whole_list(node),
                NodeKind::Competence => self.competence(node, depth),
                _ if self.tree.is_leaf(node) => loose.push(node),
                _ => self.competence(node, depth),
            }
        }
        if let Some(first) = loose.first() {
            let title = &self.framework.title;
            let message = count!(
                loose.len(),
                "{n} statements in no group put in a competence {title}",
                "1 statement in no group put in a competence {title}",
                "{n} statements in no group put in a competence {title}",
                title = quoted(&title.value)
            );
            let help = say!("move them to the competence that they belong to");
            self.say(Code::L707, *first, message, help);
            let id = self.add_competence(title.clone(), ForeignNames::default(), 0);
            loose.into_iter().for_each(|node| self.indicator(node, id));
        }
    }

    /// The nodes that become competences or stand beside them: the roots, and what stands below them where a
    /// root is only a heading over groups.
    fn top(&mut self) -> Vec<TopNode> {
        let tree = self.tree;
        let holds_competence = self.holds_competence();
        let mut waiting: Vec<(usize, u8)> = tree.roots.iter().rev().map(|root| (*root, 0)).collect();
        let mut top = Vec::new();
        let is_alone = waiting.len() == 1;
        let mut only = waiting.first().map(|(root, _)| *root).filter(|_| is_alone);
        while let Some((node, depth)) = waiting.pop() {
            let is_competence = self.framework.nodes[node].kind == NodeKind::Competence;
            let has_groups = || tree.children[node].iter().any(|child| !tree.is_leaf(*child));
            let is_heading =
                !is_competence && (holds_competence[node] || (only == Some(node) && has_groups()));
            if !is_heading {
                top.push(TopNode { node, depth, is_heading: false });
                continue;
            }
            let children = &tree.children[node];
            if holds_competence[node] {
                top.push(TopNode { node, depth, is_heading: true });
                let below = depth.saturating_add(1).min(DEEPEST);
                waiting.extend(children.iter().rev().map(|child| (*child, below)));
                continue;
            }
            let group = self.quoted(node);
            let message = say!("{group} groups competences; its text was put in the definition", group);
            let help = say!("one heading over all others says what the profile is");
            self.say(Code::L707, node, message, help);
            let found = &self.framework.nodes[node];
            let texts = std::iter::once(&found.text).chain(&found.details).chain(&found.closing);
            let texts = texts.cloned().map(ListEntry::Prose);
            self.definition.extend(texts);
            only = children.first().copied().filter(|_| only == Some(node) && children.len() == 1);
            waiting.extend(children.iter().rev().map(|child| (*child, depth)));
        }
        top
    }

    /// For each node whether a competence stands somewhere below it.
    fn holds_competence(&self) -> Vec<bool> {
        let mut holds = vec![false; self.framework.nodes.len()];
        let mut order = self.tree.roots.clone();
        let mut at = 0;
        while let Some(node) = order.get(at).copied() {
            order.extend(self.tree.children[node].iter().copied());
            at += 1;
        }
        for node in order.into_iter().rev() {
            let is =
                |child: &usize| holds[*child] || self.framework.nodes[*child].kind == NodeKind::Competence;
            holds[node] = self.tree.children[node].iter().any(is);
        }
        holds
    }

    /// The list that a group is, when it is called so and holds nothing but statements.
    fn list_below(&self, node: usize) -> Option<SectionKind> {
        let children = &self.tree.children[node];
        if children.is_empty() || !children.iter().all(|child| self.tree.is_leaf(*child)) {
            return None;
        }
        let word = Word::find(&self.framework.nodes[node].text.value)?;
        LISTS.iter().find(|(_, name)| *name == word).map(|(class, _)| *class)
    }

    fn whole_list(&mut self, node: usize) {
        if let Some(class) = self.list_below(node) {
            let found = &self.framework.nodes[node];
            let texts = found.details.iter().chain(&found.closing);
            self.definition.extend(texts.cloned().map(ListEntry::Prose));
            self.tree.children[node].iter().for_each(|child| self.list(*child, class));
        }
    }

    fn list(&mut self, node: usize, class: SectionKind) {
        let found = &self.framework.nodes[node];
        let item = ItemDraft {
            text: found.text.clone(),
            details: found.details.clone(),
            grade: found.grade,
            foreign_names: found.foreign_names.clone(),
        };
        let id = self.items.push(item);
        self.item_of[node] = Some(id);
        if let Some(list) = LISTS.iter().position(|(other, _)| *other == class) {
            self.lists[list].push(id);
        }
    }

    /// A group of competences: a heading above theirs, with its code and its text.
    fn heading(&mut self, node: usize, depth: u8) {
        let found = &self.framework.nodes[node];
        let id = self.add_competence(found.text.clone(), found.foreign_names.clone(), depth);
        self.competence_of[node] = Some(id);
        let texts = found.details.iter().chain(&found.closing).cloned().map(ListEntry::Prose);
        self.competences[id].indicators.extend(texts);
    }

    fn competence(&mut self, node: usize, depth: u8) {
        let found = &self.framework.nodes[node];
        let id = self.add_competence(found.text.clone(), found.foreign_names.clone(), depth);
        self.competence_of[node] = Some(id);
        let details = found.details.iter().cloned().map(ListEntry::Prose);
        self.competences[id].indicators.extend(details);
        for (below, path) in self.tree.below(node) {
            match self.framework.nodes[below].kind {
                _ if !self.tree.is_leaf(below) => self.group(node, below, &path, id),
                NodeKind::Listed(SectionKind::Knowledge) => {
                    self.list(below, SectionKind::Knowledge);
                    self.refer(id, below);
                }
                _ => self.indicator(below, id),
            }
        }
        let closing = found.closing.iter().cloned().map(ListEntry::Prose);
        self.competences[id].indicators.extend(closing);
    }

    fn add_competence(
        &mut self,
        title: DocumentText,
        foreign_names: ForeignNames,
        depth: u8,
    ) -> Id<CompetenceDraft> {
        let number = u32::try_from(self.competences.len()).unwrap_or(u32::MAX - 1) + 1;
        self.competences.push(CompetenceDraft {
            number,
            depth,
            foreign_names,
            title,
            indicators: Vec::new(),
            knowledge: Vec::new(),
        })
    }

    fn indicator(&mut self, node: usize, competence: Id<CompetenceDraft>) {
        let found = &self.framework.nodes[node];
        let indicator = IndicatorDraft {
            text: found.text.clone(),
            details: found.details.clone(),
            competence,
            foreign_names: found.foreign_names.clone(),
        };
        let id = self.indicators.push(indicator);
        self.competences[competence].indicators.push(ListEntry::Item(id));
    }

    /// A group within a competence: its text stays above what stood below it.
    fn group(&mut self, top: usize, node: usize, path: &[usize], competence: Id<CompetenceDraft>) {
        let way = std::iter::once(top).chain(path.iter().copied()).chain([node]);
        let way = Message::joined(way.map(|node| self.quoted(node)), " › ");
        let message = say!("the group {way} was made flat; its text stays", way);
        let help = say!("what stood in the group follows it, as indicators of the competence");
        self.say(Code::L707, node, message, help);
        let found = &self.framework.nodes[node];
        // Its code has no other place.
        let code = found.foreign_names.id.as_ref();
        let text =
            code.map_or_else(|| found.text.value.clone(), |code| format!("{code} {}", found.text.value));
        let text = Spanned::new(text, found.text.span);
        let texts = std::iter::once(&text).chain(&found.details).chain(&found.closing);
        let texts = texts.cloned().map(ListEntry::Prose);
        self.competences[competence].indicators.extend(texts);
    }

    fn refer(&mut self, competence: Id<CompetenceDraft>, node: usize) -> bool {
        let Some(item) = self.item_of[node] else { return false };
        let knowledge = &mut self.competences[competence].knowledge;
        if !knowledge.iter().any(|entry| entry.item() == Some(&item)) {
            knowledge.push(ListEntry::Item(item));
        }
        true
    }

    /// Makes references of the relations between competences and what the lists have.
    fn relate(&mut self) {
        let mut left = Vec::new();
        for (one, other) in &self.framework.relations {
            let placed = match (self.competence_of[*one], self.competence_of[*other]) {
                (Some(competence), None) => self.refer(competence, *other),
                (None, Some(competence)) => self.refer(competence, *one),
                _ => false,
            };
            if !placed {
                left.push(*one);
            }
        }
        if let Some(first) = left.first() {
            let message = count!(
                left.len(),
                "{n} relations between statements left out",
                "1 relation between statements left out",
                "{n} relations between statements left out"
            );
            let help = say!("a profile relates competences and knowledge alone");
            self.say(Code::L710, *first, message, help);
        }
        for (node, parent) in &self.tree.others {
            let competence = self.competence_of[*parent];
            if !competence.is_some_and(|competence| self.refer(competence, *node)) {
                let (statement, other) = (self.quoted(*node), self.quoted(*parent));
                let message =
                    say!("{statement} also stands below {other}, which is left out", statement, other);
                self.say(Code::L710, *node, message, say!("an indicator stands under one competence"));
            }
        }
    }

    fn finish(self) -> Imported {
        let Self { framework, file, lists, mut diagnostics, .. } = self;
        let statements = self.competences.len() + self.indicators.len() + self.items.len();
        if framework.title.value.is_empty() || statements == 0 {
            let title = if framework.title.value.is_empty() { say!("no title") } else { say!("a title") };
            let statements = count!(statements, "0 statements", "1 statement", "{n} statements");
            let message =
                say!("this is no qualification profile: it has {title} and {statements}", title, statements);
            let help = say!("a framework has a title, and statements");
            let place = Place::new(file, framework.title.span);
            return Imported {
                draft: None,
                diagnostics: vec![Diagnostic::new(Code::L701, place, message).help(help)],
            };
        }
        diagnostics.sort_by_key(|said| said.place.span.start);
        let language = framework.language.unwrap_or(Language::Dutch);
        let lists = lists.into_iter().zip(LISTS).filter(|(items, _)| !items.is_empty());
        let lists = lists.map(|(items, (class, word))| SectionDraft {
            kind: class,
            heading: word.text(language).to_owned(),
            body: SectionBody::Knowledge(items.into_iter().map(ListEntry::Item).collect()),
            parts: Vec::new(),
        });
        let draft = ProfileDraft {
            title: framework.title.clone(),
            language: framework.language,
            site_language: None,
            code: framework.code.clone(),
            version: framework.version.clone(),
            year: framework.year,
            changed: framework.changed.clone(),
            isced: framework.isced.clone(),
            status: framework.status.clone(),
            level: framework.level,
            definition: self.definition,
            preface: Vec::new(),
            competences: self.competences,
            indicators: self.indicators,
            knowledge: self.items,
            sections: lists.chain(framework.sections.iter().cloned()).collect(),
        };
        Imported { draft: Some(draft), diagnostics }
    }

    fn quoted(&self, node: usize) -> Message {
        quoted(&self.framework.nodes[node].text.value)
    }

    fn say(&mut self, code: Code, node: usize, message: Message, help: Message) {
        let place = Place::new(self.file, self.framework.nodes[node].text.span);
        self.diagnostics.push(Diagnostic::new(code, place, message).help(help));
    }
}
