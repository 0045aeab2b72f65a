//! Purpose: what is read of the JSON of a site, as `docs/schema/site-1.json` has it.
//! Input: JSON. Output: [`Whole`].
//! Invariant: a key that is not there is empty, so that a file that a person made is read too.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Debug, Deserialize)]
pub(super) struct Whole {
    pub(super) version: String,
    #[serde(default)]
    pub(super) language: String,
    pub(super) profiles: Vec<Profile>,
    #[serde(default)]
    pub(super) modules: Vec<IgnoredAny>,
    #[serde(default)]
    pub(super) programmes: Vec<IgnoredAny>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Profile {
    pub(super) title: String,
    pub(super) code: String,
    pub(super) version: String,
    pub(super) status: String,
    pub(super) year: Option<u16>,
    pub(super) changed: String,
    pub(super) isced: String,
    pub(super) levels: BTreeMap<String, String>,
    pub(super) definition: String,
    pub(super) competences: Vec<Competence>,
    pub(super) items: Vec<Item>,
    pub(super) sections: Vec<Section>,
    pub(super) glossary: Vec<Gloss>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Competence {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) code: String,
    pub(super) references: Vec<String>,
    pub(super) indicators: Vec<String>,
    pub(super) knowledge: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) grade: String,
    pub(super) code: String,
    pub(super) references: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) level: u8,
    pub(super) items: Vec<String>,
    pub(super) lines: Vec<String>,
    pub(super) text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Gloss {
    pub(super) names: Vec<String>,
    pub(super) text: String,
}
