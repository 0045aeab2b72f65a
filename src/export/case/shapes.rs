//! The objects of a CASE 1.1 package, as the CFPackage schema of 1EdTech asks for them, and the item types of this
//! program's packages. A key that the schema does not know does not exist here; empty values are not written.
#![allow(missing_docs, reason = "the names are those of the specification")]

use crate::text::Amount;
use serde::Serialize;

use crate::config::Language;
use crate::export::phrases::Words;
use crate::model::ItemKind;

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CasePackage {
    #[serde(rename = "CFDocument")]
    pub(super) document: CaseDocument,
    #[serde(rename = "CFItems")]
    pub(super) items: Vec<CaseItem>,
    #[serde(rename = "CFAssociations")]
    pub(super) associations: Vec<CaseAssociation>,
    #[serde(rename = "CFDefinitions")]
    pub(super) definitions: Definitions,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CaseDocument {
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) case_version: &'static str,
    pub(super) creator: String,
    pub(super) title: String,
    pub(super) last_change_date_time: String,
    pub(super) publisher: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    pub(super) language: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) version: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) status_start_date: String,
    /// Only in the list of documents, where the schema asks for it; inside a package it forbids it.
    #[serde(rename = "CFPackageURI", skip_serializing_if = "Option::is_none")]
    pub(super) package: Option<CaseLink>,
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    pub(super) extensions: Extensions,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CaseItem {
    pub(super) identifier: String,
    pub(super) full_statement: String,
    #[serde(rename = "CFItemType")]
    pub(super) kind: &'static str,
    pub(super) uri: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) human_coding_scheme: String,
    pub(super) language: String,
    #[serde(rename = "CFItemTypeURI")]
    pub(super) kind_uri: CaseLink,
    pub(super) last_change_date_time: String,
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    pub(super) extensions: Extensions,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CaseAssociation {
    pub(super) identifier: String,
    pub(super) association_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sequence_number: Option<usize>,
    pub(super) uri: String,
    #[serde(rename = "originNodeURI")]
    pub(super) origin: CaseLink,
    #[serde(rename = "destinationNodeURI")]
    pub(super) destination: CaseLink,
    #[serde(rename = "CFAssociationGroupingURI", skip_serializing_if = "Option::is_none")]
    pub(super) grouping: Option<CaseLink>,
    pub(super) last_change_date_time: String,
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    pub(super) extensions: Extensions,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct CaseLink {
    pub(super) title: String,
    pub(super) identifier: String,
    pub(super) uri: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Definitions {
    #[serde(rename = "CFItemTypes")]
    pub(super) item_types: Vec<CaseItemType>,
    #[serde(rename = "CFAssociationGroupings", skip_serializing_if = "Vec::is_empty")]
    pub(super) groupings: Vec<CaseGrouping>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CaseItemType {
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) hierarchy_code: String,
    pub(super) type_code: &'static str,
    pub(super) last_change_date_time: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CaseGrouping {
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) last_change_date_time: String,
}

/// The extensions that the format leaves to each program, under this program's name.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Extensions {
    pub(super) leerlijn: OwnExtension,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct OwnExtension {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) code: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) references: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) status: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) grade: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) isced: String,
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub(super) level: std::collections::BTreeMap<String, String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) term: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hours: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) credits: Option<Amount>,
    /// Who teaches a module.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) teachers: Vec<String>,
    /// The school's own facts of a module, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) facts: Vec<CaseFact>,
    /// The choice that a module is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) choice: Option<CaseChoice>,
    /// The id of the item that a module covers: two items may have one text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) item: String,
}

/// A fact of a module that is the school's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct CaseFact {
    pub(super) name: String,
    pub(super) value: String,
}

/// A choice between modules of a term: everyone takes `pick` of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct CaseChoice {
    pub(super) title: String,
    pub(super) pick: usize,
    pub(super) of: usize,
}

impl Extensions {
    fn is_empty(&self) -> bool {
        self.leerlijn == OwnExtension::default()
    }
}

/// An item type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CaseItemKind {
    Competence,
    Indicator,
    Knowledge,
    Skill,
    Attitude,
    Module,
}

impl CaseItemKind {
    /// Its title and its code.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Competence => "Competence",
            Self::Indicator => "Indicator",
            Self::Knowledge => "Knowledge",
            Self::Skill => "Skill",
            Self::Attitude => "Attitude",
            Self::Module => "Module",
        }
    }

    /// Its meaning, in a sentence.
    pub(super) fn description(self, language: Language) -> &'static str {
        let words = match self {
            Self::Competence => Words([
                "Een deel van een profiel, met zijn indicatoren als het er heeft",
                "A part of a qualification profile, with its indicators where it has any",
                "Une partie d’un profil, avec ses indicateurs si elle en a",
                "Ein Teil eines Profils, mit seinen Indikatoren, wo er welche hat",
            ]),
            Self::Indicator => Words([
                "Gedrag dat je kunt waarnemen, bij één competentie",
                "An observable behaviour under one competence",
                "Un comportement observable, dans une seule compétence",
                "Ein beobachtbares Verhalten, unter einer einzigen Kompetenz",
            ]),
            Self::Knowledge => Words([
                "Wat een gediplomeerde weet",
                "Something that a graduate knows",
                "Ce qu’un diplômé sait",
                "Was Absolventen wissen",
            ]),
            Self::Skill => Words([
                "Wat een gediplomeerde kan",
                "Something that a graduate can do",
                "Ce qu’un diplômé sait faire",
                "Was Absolventen können",
            ]),
            Self::Attitude => Words([
                "Hoe een gediplomeerde te werk gaat",
                "A way in which a graduate works",
                "La manière dont un diplômé travaille",
                "Wie Absolventen arbeiten",
            ]),
            Self::Module => {
                Words(["Een cursusmodule", "A course module", "Un module de cours", "Ein Kursmodul"])
            }
        };
        words.text(language)
    }
}

impl From<ItemKind> for CaseItemKind {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Competence => Self::Competence,
            ItemKind::Indicator => Self::Indicator,
            ItemKind::Knowledge => Self::Knowledge,
            ItemKind::Skill => Self::Skill,
            ItemKind::Attitude => Self::Attitude,
        }
    }
}
