//! The settings `[accessibility]`, from which the site's accessibility statement is made.
//!
//! Their parts are those of the model statement that public bodies in the European Union must publish (Commission
//! Implementing Decision (EU) 2018/1523, annex). Visitors must be able to report a barrier, so a statement without a
//! usable `contact` is a mistake.

use super::address::{is_mail_address, is_page_address, read_page_address};
use crate::diagnostics::{Problems, say};
use crate::fields::{Field, Fields};
use crate::text::Date;

/// A site's statement about its own accessibility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessibility {
    /// The body that answers for the site; empty for the site's title.
    pub organisation: String,
    /// How far the site conforms.
    pub conformance: Conformance,
    /// The day on which the conformance was assessed.
    pub date: Option<Date>,
    /// Where visitors can report a barrier: a mail address or a page.
    pub contact: String,
    /// The parts of the site that do not conform yet, each in a sentence.
    pub problems: Vec<String>,
    /// Where to go when the answer does not help: the enforcement body's page.
    pub enforcement: String,
}

/// The three answers that the model statement knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Conformance {
    Full,
    #[default]
    Partial,
    None,
}

impl Conformance {
    /// Its name in settings and templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::None => "none",
        }
    }
}

/// Reads the table.
pub(super) fn read_statement(mut table: Fields, problems: &mut Problems) -> Accessibility {
    let organisation = table.string("organisation", problems).or_empty().value;
    let conformance = read_conformance(&mut table, problems);
    let date = read_date(&mut table, problems);
    let contact = read_contact(&mut table, problems);
    let barriers = table.strings("problems", problems).read;
    let enforcement = table.string("enforcement", problems).or_empty();
    let enforcement = read_page_address(&table, enforcement, problems);
    table.finish(problems);
    let barriers = barriers.into_iter().map(|barrier| barrier.value).collect();
    Accessibility { organisation, conformance, date, contact, problems: barriers, enforcement }
}

/// Visitors must be able to report a barrier.
fn read_contact(table: &mut Fields, problems: &mut Problems) -> String {
    let contact = table.string("contact", problems);
    let (span, message) = match contact {
        Field::Broken(_) => return String::new(),
        Field::Absent => (table.span, say!("the accessibility statement has no `contact`")),
        Field::Read(contact) if is_contact(&contact.value) => return contact.value,
        Field::Read(contact) => {
            (contact.span, say!("`{contact}` is no mail address and no page", contact = contact.value))
        }
    };
    let help = say!(
        "write a mail address, `contact = \"toegankelijkheid@school.be\"`, or the whole address of a page, with `https://`"
    );
    table.refuse(span, message, help, problems);
    String::new()
}

fn is_contact(contact: &str) -> bool {
    is_mail_address(contact) || is_page_address(contact)
}

fn read_conformance(table: &mut Fields, problems: &mut Problems) -> Conformance {
    let Field::Read(word) = table.string("conformance", problems) else { return Conformance::default() };
    match word.value.as_str() {
        "full" => Conformance::Full,
        "partial" => Conformance::Partial,
        "none" => Conformance::None,
        other => {
            let help = say!("it can be \"full\", \"partial\" or \"none\"");
            table.refuse(word.span, say!("`{other}` is no degree of conformance", other), help, problems);
            Conformance::default()
        }
    }
}

fn read_date(table: &mut Fields, problems: &mut Problems) -> Option<Date> {
    let written = table.string("date", problems).into_read()?;
    let date = written.value.parse().ok();
    if date.is_none() {
        let help = say!("write year, month and day, between quotes: \"2026-11-03\"");
        table.refuse(written.span, say!("`{written}` is no day", written = written.value), help, problems);
    }
    date
}
