//! The setting `leerlijn`, by which a site asks for a version of the program: `leerlijn = "0.2"`.
//!
//! It is a wish for that version or a newer one. A colleague with an older program then reads that, and not a row of unknown
//! keys that the newer one knows. A site without the setting is read by any version.

use crate::diagnostics::{Code, Diagnostic, Problems, say};
use crate::fields::{Field, Fields};

/// The version of this program.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// Takes the wish out of the settings, and reports one that this program does not meet.
pub(super) fn check(table: &mut Fields, problems: &mut Problems) {
    let Field::Read(wish) = table.string("leerlijn", problems) else { return };
    let Some(wanted) = numbers(&wish.value) else {
        let help = say!("write its numbers with dots between them, such as \"0.2\"");
        table.refuse(
            wish.span,
            say!("`{wish}` is no version of leerlijn", wish = wish.value),
            help,
            problems,
        );
        return;
    };
    if numbers(OWN).is_some_and(|own| own < wanted) {
        let message =
            say!("this site asks for leerlijn {wish} or newer, and this program is older", wish = wish.value);
        let help = say!(
            "`leerlijn --version` says which one this is; take the newer one, such as with `pipx upgrade leerlijn`"
        );
        problems.push(Diagnostic::new(Code::L010, table.place(wish.span), message).help(help));
    }
}

/// The numbers of a version, of which the last ones may be left out. The words behind a hyphen say how far a version was
/// before it was ready.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let mut numbers = [0; 3];
    let ready = version.trim().split('-').next()?;
    for (at, number) in ready.split('.').enumerate() {
        *numbers.get_mut(at)? = number.parse().ok()?;
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers_with_dots() {
        assert_eq!(numbers("0.2"), Some([0, 2, 0]));
        assert_eq!(numbers("1"), Some([1, 0, 0]));
        assert_eq!(numbers("0.10.1-rc.1"), Some([0, 10, 1]));
        for wrong in ["", "nieuwste", "0.2.1.0", ">= 0.2", "0,2"] {
            assert_eq!(numbers(wrong), None, "{wrong}");
        }
        assert!(numbers("0.10") > numbers("0.9.9"));
        assert!(numbers(OWN).is_some());
    }
}
