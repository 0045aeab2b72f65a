//! Frameworks in the CASE format of 1EdTech, version 1.0 or 1.1.
//!
//! Takes what real packages have, which is more than their schemas allow: keys of either version, links as objects or
//! as addresses, types that nobody defined. The short code of an item becomes its id where it can, the official
//! identifier its code. Fields for which a profile has no place are counted, and said in one L710.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::config::Language;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::import::draft::Imported;
use crate::import::draft::ImportedDocument;
use crate::import::draft::{ForeignNames, QualificationLevel};
use crate::import::file::Refusal;
use crate::import::framework::{Framework, Node, NodeKind, Parent, as_code, draft};
use crate::import::json::{Located, Package, array, identifier, object, text};
use crate::import::normalised::Tally;
use crate::import::wording::quoted;
use crate::import::wording::{LeftOut, left_out};
use crate::syntax::Grade;
use crate::syntax::SectionKind;
use crate::syntax::is_day;
use crate::text::{SourcePath, Span, Spanned, collapse_whitespace};

/// Fields of a document about its framework, each with its name in the message that it is left out.
fn document_others() -> [(&'static str, Message); 5] {
    [
        ("adoptionStatus", say!("the framework's status")),
        ("licenseURI", say!("the framework's licence")),
        ("notes", say!("the framework's notes")),
        ("officialSourceURL", say!("the address of the framework's source")),
        ("subject", say!("the framework's subjects")),
    ]
}

/// So many statements of one kind are named in a message.
const SHOWN: usize = 5;

/// Reads the package `json` of `file`.
///
/// # Errors
/// When it is no JSON, or nested more than 128 deep, which no package is.
pub(super) fn parse(file: &SourcePath, json: &str) -> Result<ImportedDocument, Refusal> {
    let package = Package::new(json)?;
    let mut parser = PackageParser { diagnostics: Vec::new(), tally: Tally::default(), file };
    let framework = parser.framework(&package)?;
    let Imported { draft, mut diagnostics } = draft(file, framework);
    if draft.is_some() {
        diagnostics.extend(parser.diagnostics);
        diagnostics.extend(parser.tally.diagnostics(file));
    }
    let imported = Imported { draft, diagnostics };
    Ok(ImportedDocument { text: json.to_owned(), ..imported.into() })
}

struct PackageParser<'f> {
    file: &'f SourcePath,
    tally: Tally,
    diagnostics: Vec<Diagnostic>,
}

impl PackageParser<'_> {
    fn framework(&mut self, package: &Package<'_>) -> Result<Framework, Refusal> {
        let document = package.object(&["CFDocument", "document"])?;
        let mut framework = document_facts(&document, &mut self.tally);
        let document = document.value;
        let mut left = BTreeMap::new();
        for (key, name) in document_others() {
            if document.get(key).is_some_and(|value| *value != Value::Null && *value != "") {
                left.insert(name, 1);
            }
        }
        let at_identifier = self.nodes(package, &mut framework, &mut left)?;
        let document = text(&document, &["identifier", "sourcedId"]).to_lowercase();
        for association in package.list(&["CFAssociations", "associations"])? {
            associate(&association.value, &document, &at_identifier, &mut framework, &mut left);
        }
        self.leave_out_ended(package, &mut framework, &mut left)?;
        let rubrics = package.list(&["CFRubrics", "rubrics"])?.len();
        if rubrics > 0 {
            left.insert(say!("a rubric"), rubrics);
        }
        self.left_out(&left);
        Ok(framework)
    }

    /// Adds a node for each item that has a text; the answer is the node of each identifier.
    fn nodes(
        &mut self,
        package: &Package<'_>,
        framework: &mut Framework,
        left: &mut LeftOut,
    ) -> Result<HashMap<String, usize>, Refusal> {
        let mut at_identifier = HashMap::new();
        for item in package.list(&["CFItems", "items"])? {
            let Some(found) = node(&item, &mut self.tally, left) else {
                *left.entry(say!("an item without a text")).or_default() += 1;
                continue;
            };
            let identifier = text(&item.value, &["identifier", "sourcedId"]).to_lowercase();
            let earlier = Some(&identifier).filter(|identifier| !identifier.is_empty());
            let earlier = earlier.and_then(|it| at_identifier.insert(it.clone(), framework.nodes.len()));
            if let Some(earlier) = earlier {
                let message = say!("the identifier `{identifier}` stands twice", identifier);
                let help = say!("both items are kept; what refers to the identifier refers to this one");
                let place = |node: &Node| Place::new(self.file, node.text.span);
                let said = Diagnostic::new(Code::L703, place(&found), message)
                    .related(place(&framework.nodes[earlier]), say!("the earlier item"))
                    .help(help);
                self.diagnostics.push(said);
            }
            framework.nodes.push(found);
        }
        Ok(at_identifier)
    }

    /// Leaves out the statements that were no longer in force when the package was made: those whose end has come,
    /// with nothing below them that goes on.
    fn leave_out_ended(
        &mut self,
        package: &Package<'_>,
        framework: &mut Framework,
        left: &mut LeftOut,
    ) -> Result<(), Refusal> {
        let day = |value: &Value, key: &str| {
            text(value, &[key]).get(..10).filter(|day| is_day(day)).map(str::to_owned)
        };
        let items = package.list(&["CFItems", "items"])?;
        let document = package.object(&["CFDocument", "document"])?;
        let made =
            items.iter().chain([&document]).filter_map(|part| day(&part.value, "lastChangeDateTime")).max();
        let mut unused = Tally::default();
        let with_text = items.iter().filter(|item| node(item, &mut unused, &mut BTreeMap::new()).is_some());
        let ends: Vec<Option<String>> = with_text.map(|item| day(&item.value, "statusEndDate")).collect();
        let has_ended = |end: &Option<String>| {
            end.as_ref().is_some_and(|end| made.as_ref().is_none_or(|made| end <= made))
        };
        let mut gone: Vec<bool> = ends.iter().map(has_ended).collect();
        let later = ends.iter().filter(|end| end.is_some() && !has_ended(end)).count();
        if later > 0 {
            left.insert(say!("an end that is still to come"), later);
        }
        // A statement that goes on keeps everything above it, however deep the tree is.
        let mut waiting: Vec<usize> = (0..gone.len()).filter(|at| !gone[*at]).collect();
        let mut kept = 0;
        while let Some(at) = waiting.pop() {
            for above in framework.nodes[at].parents.iter().filter_map(|parent| parent.node) {
                if std::mem::take(&mut gone[above]) {
                    kept += 1;
                    waiting.push(above);
                }
            }
        }
        if kept > 0 {
            left.insert(say!("the end of a statement above others that go on"), kept);
        }
        let names = framework.nodes.iter().zip(&gone).zip(&ends).filter(|((_, gone), _)| **gone);
        let names: Vec<Message> = names
            .map(|((node, _), end)| {
                let end = Message::verbatim(format!("({})", end.as_deref().unwrap_or_default()));
                Message::joined([quoted(&node.text.value), end], " ")
            })
            .collect();
        if let Some(first) = gone.iter().position(|gone| *gone) {
            let more = (names.len() > SHOWN).then(|| Message::verbatim("…"));
            let shown = Message::joined(names.iter().take(SHOWN).cloned().chain(more), ", ");
            let place = Place::new(self.file, framework.nodes[first].text.span);
            let said = Diagnostic::new(
                Code::L710,
                place,
                count!(
                    names.len(),
                    "{n} statements have ended and are left out: {shown}",
                    "1 statement has ended and is left out: {shown}",
                    "{n} statements have ended and are left out: {shown}",
                    shown
                ),
            );
            self.diagnostics.push(said.help(say!("the package gives them a `statusEndDate` that has come")));
            framework.remove(&gone);
        }
        Ok(())
    }

    fn left_out(&mut self, left: &LeftOut) {
        if left.is_empty() {
            return;
        }
        let message = left_out(left);
        let place = Place::new(self.file, Span::at(0));
        let help = say!("a profile has no place for these");
        self.diagnostics.push(Diagnostic::new(Code::L710, place, message).help(help));
    }
}

/// The facts of the whole framework in its document.
fn document_facts(located: &Located<'_>, tally: &mut Tally) -> Framework {
    let document = &located.value;
    let own = object(object(document, &["extensions"]), &["leerlijn"]);
    let title = located.text(&["title"], tally);
    let title = title.unwrap_or_else(|| Spanned::new(String::new(), Span::at(0)));
    let definition = located.lines("description", tally);
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let code = some(text(own, &["code"])).or_else(|| some(text(document, &["identifier", "sourcedId"])));
    let start = text(document, &["statusStartDate"]);
    let year = start.get(..4).and_then(|year| year.parse().ok());
    let changed = text(document, &["lastChangeDateTime"]).get(..10).filter(|day| is_day(day));
    // The days that this program writes where a profile says nothing better.
    let is_made_up =
        |day: &&str| *day == "1970-01-01" || year.is_some_and(|year: u16| *day == format!("{year:04}-01-01"));
    let changed = changed.filter(|day| !is_made_up(day));
    let level = object(own, &["level"]);
    let number = |name: &str| text(level, &[name]).parse().ok().filter(|level| (1..=8).contains(level));
    let tag = text(document, &["language"]).to_lowercase();
    let language =
        Language::ALL.into_iter().find(|language| tag.split(['-', '_']).next() == Some(language.tag()));
    Framework {
        language,
        code,
        version: some(text(document, &["version"])),
        year,
        changed: changed.map(str::to_owned),
        isced: some(text(own, &["isced"])),
        status: some(text(own, &["status"])),
        level: QualificationLevel { vks: number("vks"), eqf: number("eqf") },
        definition,
        ..Framework::new(title)
    }
}

/// Puts an association into the tree, among the relations, or among what is left out.
fn associate(
    association: &Value,
    document: &str,
    at_identifier: &HashMap<String, usize>,
    framework: &mut Framework,
    left: &mut LeftOut,
) {
    let end = |keys: &[&str]| identifier(object(association, keys));
    let origin = end(&["originNodeURI", "originNodeIdentifier"]);
    let destination = end(&["destinationNodeURI", "destinationNodeIdentifier"]);
    let kind = text(association, &["associationType"]);
    let (origin, destination) =
        if kind == "isParentOf" { (destination, origin) } else { (origin, destination) };
    let sequence = association.get("sequenceNumber").and_then(Value::as_i64);
    let ends = (at_identifier.get(&origin).copied(), at_identifier.get(&destination).copied());
    let Node { parents, .. } = match (kind, ends) {
        ("isChildOf" | "isParentOf", (Some(child), _)) => &mut framework.nodes[child],
        ("isRelatedTo", (Some(one), Some(other))) => return framework.relations.push((one, other)),
        _ => {
            *left.entry(kind_name(kind)).or_default() += 1;
            return;
        }
    };
    if ends.1.is_some() || destination == document {
        parents.push(Parent { node: ends.1, sequence });
    } else {
        *left.entry(say!("a parent that is not in the package")).or_default() += 1;
    }
}

fn kind_name(kind: &str) -> Message {
    match kind {
        "exactMatchOf" => say!("an association exactMatchOf"),
        "precedes" => say!("an association precedes"),
        "isPeerOf" => say!("an association isPeerOf"),
        "isPartOf" => say!("an association isPartOf"),
        "replacedBy" => say!("an association replacedBy"),
        "exemplar" => say!("an association exemplar"),
        "hasSkillLevel" => say!("an association hasSkillLevel"),
        "isTranslationOf" => say!("an association isTranslationOf"),
        "isRelatedTo" => say!("an association isRelatedTo something outside the package"),
        "isChildOf" | "isParentOf" => say!("an association of an item that is not in the package"),
        _ => say!("an association of another type"),
    }
}

/// Fields of an item besides its statement, each with its name in the message that it is left out.
fn others() -> [(&'static str, Message); 6] {
    [
        ("notes", say!("a note")),
        ("alternativeLabel", say!("an alternative label")),
        ("abbreviatedStatement", say!("an abbreviated statement")),
        ("conceptKeywords", say!("a list of keywords")),
        ("educationLevel", say!("an education level")),
        ("subject", say!("a subject")),
    ]
}

/// The node that `item` is; none when it has no text. Counts what a node has no place for.
pub(super) fn node(item: &Located<'_>, tally: &mut Tally, left: &mut LeftOut) -> Option<Node> {
    let text_of_node = item.text(&["fullStatement", "abbreviatedStatement", "humanCodingScheme"], tally)?;
    let item = &item.value;
    let scheme = text(item, &["humanCodingScheme"]).trim();
    for (key, name) in others() {
        let says_more = |value: &Value| match value {
            Value::String(text) => !text.is_empty() && collapse_whitespace(text) != text_of_node.value,
            Value::Array(values) => !values.is_empty(),
            _ => false,
        };
        if item.get(key).is_some_and(says_more) {
            *left.entry(name).or_default() += 1;
        }
    }
    let kind = kind(item);
    if kind == NodeKind::Unknown && !kind_title(item).is_empty() {
        *left.entry(say!("an item type")).or_default() += 1;
    }
    let own = object(object(item, &["extensions"]), &["leerlijn"]);
    let code = [text(own, &["code"]), text(item, &["identifier", "sourcedId"])];
    let code = code.into_iter().find(|code| !code.is_empty());
    let id = Some(scheme.to_owned()).filter(|scheme| !scheme.is_empty());
    let grade = Grade::named(text(own, &["grade"])).unwrap_or_default();
    let references = array(own, &["references"]).iter().filter_map(|name| Some(name.as_str()?.to_owned()));
    let references = references.collect();
    Some(Node {
        text: text_of_node,
        details: Vec::new(),
        closing: Vec::new(),
        foreign_names: ForeignNames { id, code: code.and_then(as_code), references },
        kind,
        grade,
        parents: Vec::new(),
    })
}

/// The title of the item's type, wherever it says it.
fn kind_title(item: &Value) -> &str {
    let linked = text(object(item, &["CFItemTypeURI"]), &["title"]);
    let titles = [text(item, &["CFItemType"]), linked];
    titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
}

/// The kind that the item's type names, in the words that frameworks use for it.
fn kind(item: &Value) -> NodeKind {
    match kind_title(item).trim().to_lowercase().as_str() {
        "competence" | "competency" | "competentie" | "compétence" | "kompetenz" => NodeKind::Competence,
        "indicator" | "performance indicator" | "indicateur" | "indikator" => NodeKind::Indicator,
        "knowledge" | "knowledge item" | "kennis" | "savoir" | "kenntnis" => {
            NodeKind::Listed(SectionKind::Knowledge)
        }
        "skill" | "vaardigheid" => NodeKind::Listed(SectionKind::Skills),
        "attitude" | "disposition" => NodeKind::Listed(SectionKind::Attitudes),
        _ => NodeKind::Unknown,
    }
}
