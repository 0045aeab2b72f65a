//! Identifiers and addresses of CASE objects. On a site with an address every URI can be fetched: things have their
//! page, packages their file. Without one, URIs are `urn:uuid:`, which say no more than the identifier.

use uuid::Uuid;

use super::shapes::CaseItemKind;
use super::shapes::{CaseAssociation, CaseItemType, CaseLink, Extensions};
use crate::config::Language;
use crate::export::identity::derived;
use crate::plan::{Pages, Route};

/// Where packages stand, as the specification of the CASE service says.
pub(super) const FOLDER: &str = "ims/case/v1p1";

/// Gives names to the objects of one site.
pub(super) struct Names<'p> {
    pages: &'p Pages<'p>,
    base: &'p str,
}

/// The fields that every object of one package has.
pub(super) struct Frame {
    /// The package's identifier, which is its document's.
    pub(super) id: Uuid,
    /// Its address.
    pub(super) uri: String,
    /// When it last changed.
    pub(super) changed: String,
}

impl<'p> Names<'p> {
    /// The names of the site of `pages`.
    pub(super) fn new(pages: &'p Pages<'p>) -> Self {
        Self { pages, base: &pages.site.config.base_url }
    }

    /// The frame of package `id`, which last changed on the day `changed`.
    pub(super) fn frame(&self, id: Uuid, changed: &str) -> Frame {
        let uri = match self.base {
            "" => id.urn().to_string(),
            base => format!("{base}/{FOLDER}/CFPackages/{id}"),
        };
        Frame { id, uri, changed: format!("{changed}T00:00:00Z") }
    }

    /// The thing `id` that is called `title` and has page `route`.
    pub(super) fn link(&self, id: Uuid, title: &str, route: Route) -> CaseLink {
        let uri = self.pages.full_address(route).unwrap_or_else(|| id.urn().to_string());
        CaseLink { title: title.to_owned(), identifier: id.to_string(), uri }
    }
}

impl Frame {
    /// The document itself.
    pub(super) fn link(&self, title: &str) -> CaseLink {
        CaseLink { title: title.to_owned(), identifier: self.id.to_string(), uri: self.uri.clone() }
    }

    /// A part of the package that has no page.
    pub(super) fn part(&self, title: &str, id: Uuid) -> CaseLink {
        let uri =
            if self.uri.starts_with("urn:") { id.urn().to_string() } else { format!("{}#{id}", self.uri) };
        CaseLink { title: title.to_owned(), identifier: id.to_string(), uri }
    }

    /// The item type `kind`.
    pub(super) fn kind(&self, kind: CaseItemKind) -> CaseLink {
        self.part(kind.title(), derived(&self.id, "item-type", kind.title()))
    }

    /// The definition of item type `kind`, described in `language`. Its title is English, so that other programs know it.
    pub(super) fn item_type(&self, kind: CaseItemKind, language: Language) -> CaseItemType {
        let CaseLink { identifier, uri, .. } = self.kind(kind);
        CaseItemType {
            identifier,
            uri,
            title: kind.title(),
            description: kind.description(language),
            hierarchy_code: (kind as usize + 1).to_string(),
            type_code: kind.title(),
            last_change_date_time: self.changed.clone(),
        }
    }

    /// An association of type `kind`; its identifier follows from what it joins.
    pub(super) fn association(
        &self,
        kind: &'static str,
        origin: &CaseLink,
        destination: &CaseLink,
    ) -> CaseAssociation {
        let name = format!("{}>{}", origin.identifier, destination.identifier);
        let id = derived(&self.id, kind, &name);
        CaseAssociation {
            identifier: id.to_string(),
            association_type: kind,
            sequence_number: None,
            uri: self.part("", id).uri,
            origin: origin.clone(),
            destination: destination.clone(),
            grouping: None,
            last_change_date_time: self.changed.clone(),
            extensions: Extensions::default(),
        }
    }
}
