//! Parses a choice between modules of a term: so many of them are taken, and nobody takes them all.
//!
//! ```text
//! [[terms.choice]]
//! title = "Keuze"
//! pick = 2
//! modules = ["M10", "M11", "M12"]
//! ```
//!
//! A choice that cannot be made is an error, since any guess at it would be a claim that nobody made: of a choice without
//! `pick`, an item is covered for everyone or for no one.

use super::document::ChoiceDoc;
use crate::diagnostics::{Code, Diagnostic, Message, Problems, Reported, say};
use crate::fields::{Field, Fields, Gathered};
use crate::text::{Span, Spanned};

/// Parses the choice in `table`. One that cannot be made keeps its modules, and counts for nothing.
pub(super) fn choice(mut table: Fields, problems: &mut Problems) -> Gathered<ChoiceDoc> {
    let title = table.string("title", problems).or_empty();
    let pick = table.number("pick", problems);
    let Gathered { read: modules, lost } = table.strings("modules", problems);
    // A key that is unknown may be one of these, written wrong; but it is a warning, and what follows is graver.
    table.finish(problems);
    let mut report = |span: Span, message: Message, help: Message| -> Reported {
        problems.push(Diagnostic::new(Code::L450, table.place(span), message).help(help))
    };
    let (pick, lost) = match pick {
        Field::Read(_) | Field::Absent if modules.is_empty() && lost.is_none() => {
            let help = say!("name the modules that can be chosen: `modules = [\"M10\", \"M11\"]`");
            (None, Some(report(table.span, say!("this choice has no modules"), help)))
        }
        Field::Absent if lost.is_none() => {
            let help = say!("write `pick = 1`, or how many of them everyone takes");
            let message = say!("this choice does not say how many of its modules are taken");
            (None, Some(report(table.span, message, help)))
        }
        Field::Read(Spanned { value: 0, span }) => {
            let help = say!("write how many everyone takes, 1 or more");
            (None, Some(report(span, say!("of this choice no module is taken"), help)))
        }
        Field::Read(pick) if pick.value as usize > modules.len() && lost.is_none() => {
            let message = say!(
                "this choice takes {pick} of its modules, but has {modules}",
                pick = pick.value,
                modules = modules.len()
            );
            let help = say!("take fewer, or name further modules");
            (None, Some(report(pick.span, message, help)))
        }
        Field::Read(pick) => (Some(pick).filter(|_| lost.is_none()), lost),
        Field::Absent => (None, lost),
        Field::Broken(reported) => (None, Some(reported)),
    };
    Gathered { read: vec![ChoiceDoc { title, pick, modules }], lost }
}
