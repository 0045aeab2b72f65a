//! Purpose: read a framework in the CASE format of 1EdTech, version 1.0 or 1.1.
//! Input: the JSON of a package. Output: [`Framework`], and what a profile has no place for.
//! Invariant: takes what real packages have, which is more than their schemas allow: keys of either version,
//! links as objects or as addresses, types that nobody defined; and says what it leaves out.

mod items;
pub(super) mod package;

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use self::items::node;
use self::package::{array, identifier, object, text};
use super::Imported;
use super::draft::Level;
use super::framework::{Framework, Listing, Node, Parent, draft};
use super::profile_document::ImportedDocument;
use super::refusal::Refusal;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::syntax::is_day;
use crate::text::{SourcePath, Span};

/// What a document can say of a framework, as it is called when it is left out.
const DOCUMENT_OTHERS: [(&str, &str); 5] = [
    ("adoptionStatus", "the framework's status"),
    ("licenseURI", "the framework's licence"),
    ("notes", "the framework's notes"),
    ("officialSourceURL", "the address of the framework's source"),
    ("subject", "the framework's subjects"),
];

/// Reads the package `json` of `file`.
///
/// # Errors
/// When it is no JSON, or nested more than 128 deep, which no package is.
pub(super) fn read(file: &SourcePath, json: &str) -> Result<ImportedDocument, Refusal> {
    let package: Value = serde_json::from_str(json)
        .map_err(|error| Refusal::damaged(&format!("it is no JSON that can be read ({error})")))?;
    let mut listing = Listing::default();
    let mut reading = Reading { said: Vec::new(), file };
    let framework = reading.framework(&package, &mut listing);
    let Imported { draft, mut diagnostics } = draft(file, framework);
    if draft.is_some() {
        diagnostics.extend(reading.said);
    }
    Ok(ImportedDocument { text: listing.text, imported: Imported { draft, diagnostics } })
}

struct Reading<'f> {
    file: &'f SourcePath,
    said: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn framework(&mut self, package: &Value, listing: &mut Listing) -> Framework {
        let document = object(package, &["CFDocument", "document"]);
        let mut framework = document_facts(document, listing);
        let mut at_identifier = HashMap::new();
        let mut left = BTreeMap::new();
        for (key, name) in DOCUMENT_OTHERS {
            if document.get(key).is_some_and(|value| *value != Value::Null && *value != "") {
                left.insert(name, 1);
            }
        }
        for item in array(package, &["CFItems", "items"]) {
            let identifier = text(item, &["identifier", "sourcedId"]).to_lowercase();
            let Some(found) = node(item, listing, &mut left) else {
                *left.entry("an item without a text").or_default() += 1;
                continue;
            };
            if at_identifier.insert(identifier, framework.nodes.len()).is_some() {
                let message = "this item has the identifier of an earlier one";
                let help = "both are kept; what refers to the identifier refers to this one";
                let place = Place::new(self.file, found.text.span);
                self.said.push(Diagnostic::new(Code::L703, place, message).help(help));
            }
            framework.nodes.push(found);
        }
        let document = text(document, &["identifier", "sourcedId"]).to_lowercase();
        for association in array(package, &["CFAssociations", "associations"]) {
            associate(association, &document, &at_identifier, &mut framework, &mut left);
        }
        let rubrics = array(package, &["CFRubrics", "rubrics"]).len();
        if rubrics > 0 {
            left.insert("a rubric", rubrics);
        }
        self.left_out(&left);
        framework
    }

    fn left_out(&mut self, left: &BTreeMap<&str, usize>) {
        if left.is_empty() {
            return;
        }
        let names = left.iter().map(|(name, number)| match number {
            1 => (*name).to_owned(),
            number => format!("{name} ({number} times)"),
        });
        let names: Vec<String> = names.collect();
        let message = format!("left out: {}", names.join(", "));
        let place = Place::new(self.file, Span::at(0));
        let help = "a profile has no place for these";
        self.said.push(Diagnostic::new(Code::L710, place, message).help(help));
    }
}

/// What the document says of the whole framework.
fn document_facts(document: &Value, listing: &mut Listing) -> Framework {
    let own = object(object(document, &["extensions"]), &["leerlijn"]);
    let title = listing.line("", text(document, &["title"]));
    let definition = text(document, &["description"]).lines().filter(|line| !line.trim().is_empty());
    let definition = definition.map(|line| listing.line("", line)).collect();
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
    Framework {
        code,
        version: some(text(document, &["version"])),
        year,
        changed: changed.map(str::to_owned),
        isced: some(text(own, &["isced"])),
        status: some(text(own, &["status"])),
        level: Level { vks: number("vks"), eqf: number("eqf") },
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
    left: &mut BTreeMap<&'static str, usize>,
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
        *left.entry("a parent that is not in the package").or_default() += 1;
    }
}

fn kind_name(kind: &str) -> &'static str {
    match kind {
        "exactMatchOf" => "an association exactMatchOf",
        "precedes" => "an association precedes",
        "isPeerOf" => "an association isPeerOf",
        "isPartOf" => "an association isPartOf",
        "replacedBy" => "an association replacedBy",
        "exemplar" => "an association exemplar",
        "hasSkillLevel" => "an association hasSkillLevel",
        "isTranslationOf" => "an association isTranslationOf",
        "isRelatedTo" => "an association isRelatedTo something outside the package",
        "isChildOf" | "isParentOf" => "an association of an item that is not in the package",
        _ => "an association of another type",
    }
}
