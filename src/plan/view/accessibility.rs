//! The accessibility statement. Its parts are those of the European model statement (Decision (EU) 2018/1523).

use serde::Serialize;

use super::DateView;

/// The page with the accessibility statement.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AccessibilityView {
    /// The body that answers for the site.
    pub organisation: String,
    /// `full`, `partial` or `none`.
    pub conformance: &'static str,
    /// The day on which the conformance was assessed.
    pub date: Option<DateView>,
    /// A mail address or the address of a page.
    pub contact: String,
    /// The contact as an address to link to.
    pub contact_address: String,
    /// The parts that do not conform yet, each a sentence of the site's own.
    pub problems: Vec<String>,
    /// The enforcement body's page; empty when the site names none.
    pub enforcement: String,
}
