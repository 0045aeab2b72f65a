//! Purpose: one CFItem as a node of a framework.
//! Input: the item, with its place. Output: [`Node`] without parents.
//! Invariant: the short code of an item becomes its id where it can, the official identifier its code.

use std::collections::BTreeMap;

use serde_json::Value;

use super::located::Located;
use super::package::{array, object, text};
use crate::import::draft::{Named, SectionClass};
use crate::import::framework::{Node, NodeKind};
use crate::import::grade::Grade;
use crate::import::named::{as_code, as_id};
use crate::import::normalised::Tally;
use crate::text::collapse_whitespace;

/// What an item can say besides its statement, as it is called when it is left out.
const OTHERS: [(&str, &str); 6] = [
    ("notes", "a note"),
    ("alternativeLabel", "an alternative label"),
    ("abbreviatedStatement", "an abbreviated statement"),
    ("conceptKeywords", "a list of keywords"),
    ("educationLevel", "an education level"),
    ("subject", "a subject"),
];

/// The node that `item` is; none when it has no text. Counts what a node has no place for.
pub(super) fn node(
    item: &Located<'_>,
    tally: &mut Tally,
    left: &mut BTreeMap<&'static str, usize>,
) -> Option<Node> {
    let text_of_node = item.text(&["fullStatement", "abbreviatedStatement", "humanCodingScheme"], tally)?;
    let item = &item.value;
    let scheme = text(item, &["humanCodingScheme"]).trim();
    for (key, name) in OTHERS {
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
        *left.entry("an item type").or_default() += 1;
    }
    let own = object(object(item, &["extensions"]), &["leerlijn"]);
    let code = [text(own, &["code"]), text(item, &["identifier", "sourcedId"])];
    let code = code.into_iter().find(|code| !code.is_empty());
    let id = as_id(scheme);
    if !scheme.is_empty() && id.as_deref() != Some(scheme) {
        *left.entry("a sign of a code that no id can have").or_default() += 1;
    }
    let grade = match text(own, &["grade"]) {
        "basic" => Grade::Basic,
        "thorough" => Grade::Thorough,
        _ => Grade::Plain,
    };
    let references = array(own, &["references"]).iter().filter_map(|name| Some(name.as_str()?.to_owned()));
    let references = references.collect();
    Some(Node {
        text: text_of_node,
        named: Named { id, code: code.and_then(as_code), references },
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

/// What the item's type says, in the words that frameworks use for it.
fn kind(item: &Value) -> NodeKind {
    match kind_title(item).trim().to_lowercase().as_str() {
        "competence" | "competency" | "competentie" | "compétence" | "kompetenz" => NodeKind::Competence,
        "indicator" | "performance indicator" | "indicateur" | "indikator" => NodeKind::Indicator,
        "knowledge" | "knowledge item" | "kennis" | "savoir" | "kenntnis" => {
            NodeKind::Listed(SectionClass::Knowledge)
        }
        "skill" | "vaardigheid" => NodeKind::Listed(SectionClass::Skills),
        "attitude" | "disposition" => NodeKind::Listed(SectionClass::Attitudes),
        _ => NodeKind::Unknown,
    }
}
