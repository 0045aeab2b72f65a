//! Purpose: read the text of a Word document as an outline.
//! Input: the bytes of a .docx file. Output: [`WordText`].
//! Invariant: what a reader sees on the pages is in it once, in order: text in tables, text boxes and
//! footnotes too. What was deleted or hidden is left out and counted. Headers and footers of pages, which
//! stand outside of the text, are not read.
//!
//! A small reader of our own, since form matters here: a bullet is often nothing but a style that is based
//! on another one with a numbering, and the general crates lose that.

mod body;
mod lines;
mod notes;
mod numbering;
mod parts;
mod styles;

use self::body::Body;
use self::lines::Lines;
pub(super) use self::lines::WordText;
use self::notes::Notes;
use self::numbering::Numbering;
use self::parts::PartNames;
use self::styles::Styles;
use super::package::Package;
use super::refusal::Refusal;
use super::xml::Xml;

/// The text of the Word document `bytes`.
///
/// # Errors
/// When it is damaged, larger than any document, or made to do harm.
pub(super) fn read(bytes: &[u8]) -> Result<WordText, Refusal> {
    let mut package = Package::open(bytes)?;
    let names = PartNames::read(&mut package)?;
    let styles = match package.part(&names.styles)? {
        Some(part) => Styles::read(&mut Xml::new(part))?,
        None => Styles::default(),
    };
    let numbering = match package.part(&names.numbering)? {
        Some(part) => Numbering::read(&mut Xml::new(part), &styles)?,
        None => Numbering::default(),
    };
    let Some(part) = package.part(&names.document)? else {
        return Err(Refusal::damaged("it has no text of a Word document in it"));
    };
    let mut lines = Lines::new(&styles, &numbering);
    Body::new(&mut Xml::new(part), &styles).read(&mut |paragraph| lines.push(paragraph))?;
    for name in [&names.footnotes, &names.endnotes] {
        if let Some(part) = package.part(name)? {
            let mut notes = Notes::default();
            Body::new(&mut Xml::new(part), &styles).read(&mut |paragraph| notes.push(&paragraph))?;
            lines.add_notes(&notes)?;
        }
    }
    Ok(lines.finish())
}
