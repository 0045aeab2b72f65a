//! The outline of a Word document (.docx). Everything that a reader sees on the pages is in it once, in order, text
//! in tables, text boxes and footnotes too. Deleted and hidden text is left out and counted. Headers and footers of
//! pages, which stand outside of the text, are not looked at.
//!
//! This is a small reader of our own, since form matters here: a bullet is often nothing but a style that is based
//! on another one with a numbering, and the general crates lose that.

use crate::diagnostics::say;
use crate::import::docx::body::Body;
use crate::import::docx::lines::Lines;
use crate::import::docx::parts::{Notes, PartNames};
use crate::import::file::Refusal;
use crate::import::file::package::Package;
use crate::import::file::xml::Xml;
use crate::import::normalised::Tally;

mod body;
pub(in crate::import) mod chunks;
mod lines;
pub(in crate::import) mod numbering;
pub(in crate::import) mod parts;
pub(in crate::import) mod styles;

pub(super) use self::lines::WordText;

/// The text of the Word document `bytes`.
///
/// # Errors
/// When it is damaged, larger than any document, or made to do harm.
pub(super) fn parse(bytes: &[u8]) -> Result<WordText, Refusal> {
    let mut package = Package::open(bytes)?;
    let names = PartNames::find(&mut package)?;
    let (styles, numbering) = names.parse_layout(&mut package)?;
    let chunks = chunks::parse(&mut package, &names.document, &mut Tally::default())?;
    let Some(part) = package.part(&names.document)? else {
        return Err(Refusal::damaged(say!("it has no text of a Word document in it")));
    };
    let mut lines = Lines::new(&styles, &numbering, chunks);
    Body::new(&mut Xml::new(part), &styles).parse(&mut |paragraph| lines.push(paragraph))?;
    for name in [&names.footnotes, &names.endnotes] {
        if let Some(part) = package.part(name)? {
            let mut notes = Notes::default();
            Body::new(&mut Xml::new(part), &styles).parse(&mut |paragraph| notes.push(&paragraph))?;
            lines.add_notes(&notes)?;
        }
    }
    Ok(lines.finish())
}
