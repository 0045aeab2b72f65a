//! A profile as a qualification of the European Learning Model, version 3: JSON-LD that is valid against the shapes
//! of its profile for learning opportunities and qualifications.
//!
//! The model asks for a level, and none is made up, so a profile without one has no such file. The context is
//! written out, so that nobody has to fetch it.

use serde_json::{Map, Value, json};

use super::facts;
use super::facts::{Holds, left_out};
use super::identity::{part_id, profile_doc, profile_id};
use super::{ExportError, Exported, json_text};
use crate::diagnostics::say;
use crate::model::{ItemId, ItemKind, ProfileId};
use crate::plan::{Pages, Route};
use crate::syntax::ProfileDoc;

/// The field of education of ISCED-F 2013 for one that is not known.
const FIELD_UNKNOWN: &str = "9999";

/// The levels that a qualification must have.
struct Levels<'d> {
    /// In the European framework, 1 to 8.
    european: u8,
    /// The national framework's abbreviation and the level in it.
    national: (&'d str, &'d str),
}

/// Profile `id` as a qualification.
///
/// # Errors
/// When the profile has no level of a national framework, or none of the European one.
pub fn elm(pages: &Pages<'_>, id: ProfileId) -> Result<Exported, ExportError> {
    let Some(value) = qualification(pages, id) else {
        return Err(ExportError::NoLevel);
    };
    let mut said = left_out(pages.site, id, &say!("the European Learning Model"), Holds::Codes);
    let competences = &pages.site.profiles[id].competences;
    if competences.iter().any(|id| pages.site.competences[*id].own_item.is_none()) {
        said.push(say!("the European Learning Model has no place for competences as groups of indicators"));
    }
    if profile_doc(pages.site, id).is_some_and(|doc| doc.isced.value.is_empty()) {
        said.push(say!(
            "the profile has no `isced`, so its field of education is {code}, unknown",
            code = FIELD_UNKNOWN
        ));
    }
    Ok(Exported::of_text(json_text(&value), said))
}

/// The file of the site with profile `id` as a qualification: its path and its text.
pub fn elm_file(pages: &Pages<'_>, id: ProfileId) -> Option<(String, String)> {
    let folder = pages.addresses.path(Route::Profile(id))?.folder().to_owned();
    Some((format!("{folder}/elm.jsonld"), json_text(&qualification(pages, id)?)))
}

fn levels(doc: &ProfileDoc) -> Option<Levels<'_>> {
    let is_european = |name: &str| name.eq_ignore_ascii_case("eqf");
    let own = doc.levels.iter().find(|(name, _)| !is_european(name));
    let european = doc.levels.iter().find(|(name, _)| is_european(name)).map(|(_, value)| value.as_str());
    let (name, value) = own.map(|(name, value)| (name.as_str(), value.as_str()))?;
    // The Flemish structure was referenced to the European framework level by level.
    let european = european.or((name.eq_ignore_ascii_case("vks")).then_some(value))?;
    let european = european.parse().ok().filter(|level| (1..=8).contains(level))?;
    Some(Levels { european, national: (name, value) })
}

fn qualification(pages: &Pages<'_>, id: ProfileId) -> Option<Value> {
    let site = pages.site;
    let profile = &site.profiles[id];
    let language = site.language_of(profile.document);
    let doc = profile_doc(site, id)?;
    let levels = levels(doc)?;
    if profile.items.is_empty() {
        return None;
    }
    let uuid = profile_id(site, id);
    let this = pages.full_address(Route::Profile(id)).unwrap_or_else(|| uuid.urn().to_string());
    let field = if doc.isced.value.is_empty() { FIELD_UNKNOWN } else { &doc.isced.value };
    let outcomes: Vec<Value> = profile.items.iter().map(|item| outcome(pages, id, *item)).collect();
    let mut qualification = Map::new();
    let mut put = |key: &str, value: Value| qualification.insert(key.to_owned(), value);
    put("@context", context());
    put("@id", json!(this));
    put("@type", json!("elm:Qualification"));
    put("dc:title", words(language, &profile.title));
    let definition = facts::definition(site, id);
    if !definition.is_empty() {
        put("dc:description", words(language, &definition));
    }
    let code = if doc.code.value.is_empty() { uuid.to_string() } else { doc.code.value.clone() };
    put("adms:identifier", identifier(&format!("{this}#identifier"), &code));
    let modified = format!("{}T00:00:00", facts::changed(Some(doc)));
    put("dc:modified", json!({ "@type": "xsd:dateTime", "@value": modified }));
    put("elm:ISCEDFCode", concept(&format!("http://data.europa.eu/snb/isced-f/{field}")));
    put("elm:EQFLevel", concept(&format!("http://data.europa.eu/snb/eqf/{}", levels.european)));
    put("elm:NQFLevel", national(&this, levels.national));
    put("elm:isPartialQualification", json!(false));
    put("elm:learningOutcome", Value::Array(outcomes));
    Some(Value::Object(qualification))
}

fn outcome(pages: &Pages<'_>, profile: ProfileId, id: ItemId) -> Value {
    let site = pages.site;
    let item = &site.items[id];
    let uuid = part_id(&profile_id(site, profile), &item.id, &item.code);
    let this = pages.full_address(Route::Item(id)).unwrap_or_else(|| uuid.urn().to_string());
    let kind = match item.kind {
        ItemKind::Knowledge => "knowledge",
        ItemKind::Competence | ItemKind::Indicator | ItemKind::Skill | ItemKind::Attitude => "skill",
    };
    let code = if item.code.is_empty() { &item.id } else { &item.code };
    json!({
        "@id": this,
        "@type": "elm:LearningOutcome",
        "adms:identifier": identifier(&format!("{this}#identifier"), code),
        "dc:title": words(site.language_of(site.profiles[profile].document), &item.text),
        "dc:type": concept(&format!("http://data.europa.eu/esco/skill-type/{kind}")),
    })
}

/// The level of a national framework. The Union's list of them has an address for each; only the one that is
/// known for certain is used, and any other level is a concept of this document.
fn national(this: &str, (name, value): (&str, &str)) -> Value {
    let name = name.to_uppercase();
    let address = match (name.as_str(), value) {
        ("VKS", "3") => "http://data.europa.eu/snb/qdr/c_650d7e95".to_owned(),
        _ => format!("{this}#nqf-level"),
    };
    json!({ "@id": address, "@type": "skos:Concept", "skos:notation": format!("{name} {value}") })
}

fn concept(address: &str) -> Value {
    json!({ "@id": address, "@type": "skos:Concept" })
}

fn identifier(address: &str, notation: &str) -> Value {
    json!({ "@id": address, "@type": "elm:Identifier", "skos:notation": notation })
}

fn words(language: &str, text: &str) -> Value {
    json!({ "@language": language, "@value": text })
}

fn context() -> Value {
    json!({
        "adms": "http://www.w3.org/ns/adms#",
        "dc": "http://purl.org/dc/terms/",
        "elm": "http://data.europa.eu/snb/model/elm/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}
