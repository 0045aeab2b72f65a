//! Builds the accessibility statement, which says what the settings say and nothing more.

use super::{Pages, frame};
use crate::plan::view::AccessibilityView;

/// The statement; none when the settings have none.
pub(super) fn statement(pages: &Pages<'_>) -> Option<AccessibilityView> {
    let config = &pages.site.config;
    let settings = config.accessibility.as_ref()?;
    let organisation = if settings.organisation.is_empty() { &config.title } else { &settings.organisation };
    Some(AccessibilityView {
        organisation: organisation.clone(),
        conformance: settings.conformance.as_str(),
        date: settings.date.map(frame::date_view),
        contact: settings.contact.clone(),
        contact_address: contact_address(&settings.contact),
        problems: settings.problems.clone(),
        enforcement: settings.enforcement.clone(),
    })
}

/// A page's address as it is, a mail address as one to write to.
fn contact_address(contact: &str) -> String {
    let page = contact.starts_with("https://") || contact.starts_with("http://");
    if page { contact.to_owned() } else { format!("mailto:{contact}") }
}
