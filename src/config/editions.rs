//! The editions of a site: `edition` names the one that the settings are of, and `[[editions]]` the earlier ones.
//!
//! ```text
//! edition = "2026-2027"
//!
//! [[editions]]
//! title = "2025-2026"
//! address = "https://www.school.be/opleidingen/2025-2026"
//! ```
//!
//! The settings of an earlier edition stay as they were in its year. It learns of the newest when it is built
//! ([`NewestEdition`]).

use std::collections::BTreeMap;

use super::address::read_site_address;
use crate::diagnostics::{Problems, say};
use crate::fields::{Field, Fields};
use crate::text::Spanned;

/// An earlier edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its name, such as `2025-2026`.
    pub title: String,
    /// Where it stands, without a slash at the end.
    pub address: String,
}

/// The newest edition, as a site that is an earlier one knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewestEdition {
    /// Its name.
    pub title: String,
    /// Where it stands, without a slash at the end.
    pub base_url: String,
    /// The earlier ones that it lists.
    pub editions: Vec<Edition>,
    /// The name of the earlier one that this site is.
    pub shown: String,
    /// The addresses of its pages, relative to its root, and those at which they stood before: each with where the page
    /// stands.
    pub pages: BTreeMap<String, String>,
}

/// Reads the name of the edition and the list of earlier ones.
pub(super) fn read_editions(table: &mut Fields, problems: &mut Problems) -> (String, Vec<Edition>) {
    let own = table.string("edition", problems).or_empty();
    let mut editions: Vec<Edition> = Vec::new();
    let all = table.tables("editions", problems).read;
    if let Some(first) = all.first()
        && own.value.is_empty()
    {
        let message = say!("earlier editions are listed, and this one has no name");
        let help = say!("write `edition = \"2026-2027\"` above the first `[[editions]]`");
        table.refuse(first.span, message, help, problems);
    }
    for mut one in all {
        let Some(edition) = read_edition(&mut one, problems) else { continue };
        if edition.title.value == own.value || editions.iter().any(|other| other.title == edition.title.value)
        {
            let message = say!("two editions are called `{name}`", name = edition.title.value);
            let help = say!("give each a name of its own: readers choose by it");
            one.refuse(edition.title.span, message, help, problems);
            continue;
        }
        editions.push(Edition { title: edition.title.value, address: edition.address });
    }
    (own.value, editions)
}

struct ReadEdition {
    title: Spanned<String>,
    address: String,
}

fn read_edition(one: &mut Fields, problems: &mut Problems) -> Option<ReadEdition> {
    let title = one.string("title", problems);
    let address = one.string("address", problems);
    one.finish(problems);
    let has = |field: &Field<Spanned<String>>| match field {
        Field::Read(text) => !text.value.trim().is_empty(),
        Field::Absent => false,
        Field::Broken(_) => true,
    };
    for (key, is_there) in [("title", has(&title)), ("address", has(&address))] {
        if !is_there {
            let message = say!("an edition has no `{key}`", key);
            let help = say!(
                "write both, such as `title = \"2025-2026\"` and `address = \"https://www.school.be/2025-2026\"`"
            );
            one.refuse(one.span, message, help, problems);
            return None;
        }
    }
    let (title, address) = (title.into_read()?, address.into_read()?);
    let address = read_site_address(one, &address, problems);
    (!address.is_empty()).then_some(ReadEdition { title, address })
}
